#include "kread/text/layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/base/utf8.h"
#include "kread/text/width.h"
#include "layout_priv.h"

enum { CODE_INDENT = 2, TAB = 8, BIG = 1 << 16 };

/* --- building lines ------------------------------------------------------------------------------------------------- */

void kr_layout_line(struct kr_layout *l, uint32_t off)
{
	struct build *b = &l->build;

	b->lines = kr_mem_grow(b->lines, b->nlines, &b->cap_lines, sizeof *b->lines);
	b->lines[b->nlines++] = (struct kr_line){.off = off};
}

void kr_layout_run(struct kr_layout *l, struct kr_run run)
{
	struct build *b = &l->build;

	b->runs = kr_mem_grow(b->runs, b->nruns, &b->cap_runs, sizeof *b->runs);
	b->runs[b->nruns++] = run;
	b->lines[b->nlines - 1].nruns++;
}

void kr_layout_mark(struct kr_layout *l, int col, const char *text, uint8_t ink)
{
	size_t len = strlen(text);

	kr_layout_run(l, (struct kr_run){.text = text,
	                         .len = (uint32_t)len,
	                         .col = (int16_t)col,
	                         .cols = (int16_t)kr_width_text(text, len),
	                         .ink = ink,
	                         .link = -1,
	                         .off = UINT32_MAX});
}

void kr_layout_blank(struct kr_layout *l, uint32_t off)
{
	kr_layout_line(l, off);
}

void kr_layout_center(struct kr_layout *l, const char *text, uint32_t off)
{
	int spare = l->opts.width - kr_width_text(text, strlen(text));

	if (spare < 0)
		return;
	kr_layout_line(l, off);
	kr_layout_mark(l, spare / 2, text, KR_INK_MARK);
}

const uint8_t *kr_layout_marks(struct kr_layout *l, const char *text, size_t len)
{
	struct build *b = &l->build;

	if (len > b->cap_marks) {
		b->cap_marks = len + len / 2 + 256;
		free(b->marks);
		b->marks = kr_mem_alloc(b->cap_marks);
	}
	kr_linebreak_mark(text, len, l->opts.ambiguous_wide, b->marks);
	return b->marks;
}

/* The link that holds a place of the text, or -1. Links are in the order of (section, off). */
static int32_t link_at(const struct kr_layout *l, uint32_t section, uint32_t off)
{
	size_t low = 0, high = l->nlinks;

	while (low < high) {
		size_t mid = (low + high) / 2;
		const struct kr_link *k = &l->links[mid];

		if (k->section > section || (k->section == section && k->off > off))
			high = mid;
		else
			low = mid + 1;
	}
	if (!low || l->links[low - 1].section != section || off - l->links[low - 1].off >= l->links[low - 1].len)
		return -1;
	return (int32_t)low - 1;
}

/* A piece of one style. Tabs and newlines in it are gaps. */
static int spread_piece(struct kr_layout *l, const struct flow *f, const uint8_t *marks, size_t start, size_t end,
        int col, const struct kr_span *span)
{
	while (start < end) {
		size_t stop = start;
		int cols;

		while (stop < end && f->text[stop] != '\t' && f->text[stop] != '\n')
			stop++;
		cols = kr_linebreak_cols(marks, start, stop);
		if (stop > start) {
			struct kr_run run = {.text = f->text + start,
			        .len = (uint32_t)(stop - start),
			        .col = (int16_t)col,
			        .cols = (int16_t)cols,
			        .ink = f->ink,
			        .style = f->style,
			        .link = -1,
			        .off = f->off == UINT32_MAX ? UINT32_MAX : f->off + (uint32_t)start};

			if (span) {
				run.style |= (uint8_t)span->style;
				if (span->href)
					run.link = link_at(l, l->now, run.off);
				if (run.link >= 0)
					run.ink = KR_INK_LINK;
			}
			kr_layout_run(l, run);
		}
		col += cols + (stop < end);
		start = stop + 1;
	}
	return col;
}

void kr_layout_spread(struct kr_layout *l, struct flow *f, const uint8_t *marks, size_t start, size_t end, int col)
{
	if (!f->spans) {
		spread_piece(l, f, marks, start, end, col, NULL);
		return;
	}
	while (f->span < f->spans->n && start < end) {
		const struct kr_span *span = &f->spans->v[f->span];
		size_t stop = f->span_at + span->len;

		while (stop < end && !marks[stop]) /* a cluster over the border belongs to the first span */
			stop++;
		if (stop > end)
			stop = end;
		if (stop > start) {
			col = spread_piece(l, f, marks, start, stop, col, span);
			start = stop;
		}
		if (f->span_at + span->len > end)
			break;
		f->span_at += span->len;
		f->span++;
	}
}

static const char *quote_bar(const struct kr_layout *l)
{
	return l->opts.ascii ? "|" : "\u2590";
}

void kr_layout_bars(struct kr_layout *l, int bars)
{
	for (int i = 0; i < bars; i++)
		kr_layout_mark(l, 2 * i, quote_bar(l), KR_INK_MARK);
}

/* The mark of the first line ends one column before its text. */
static void draw_first_mark(struct kr_layout *l, const struct flow *f, int left)
{
	int col = left - 1 - kr_width_text(f->mark, strlen(f->mark));

	if (col >= 0)
		kr_layout_mark(l, col, f->mark, KR_INK_MARK);
}

static const uint8_t *flow_marks(struct kr_layout *l, const struct flow *f)
{
	if (f->len < BIG || f->off == UINT32_MAX)
		return kr_layout_marks(l, f->text, f->len);
	if (l->big.len != f->len || l->big.section != l->now || l->big.off != f->off ||
	        l->big.ambiguous_wide != l->opts.ambiguous_wide) {
		l->big.marks = kr_mem_realloc(l->big.marks, f->len);
		l->big.len = f->len;
		l->big.section = l->now;
		l->big.off = f->off;
		l->big.ambiguous_wide = l->opts.ambiguous_wide;
		kr_linebreak_mark(f->text, f->len, l->opts.ambiguous_wide, l->big.marks);
	}
	return l->big.marks;
}

void kr_layout_flow(struct kr_layout *l, struct flow *f)
{
	const uint8_t *marks;
	size_t at = 0;
	int first = f->first;

	if (!f->len)
		return;
	marks = flow_marks(l, f);
	do {
		int left = f->left + first < 0 ? 0 : f->left + first;
		int room = l->opts.width - left;
		struct kr_linebreak b = kr_linebreak_next(marks, f->len, at, room < 1 ? 1 : room);

		if (b.start == f->len && at)
			break; /* only blanks were left */
		kr_layout_line(l, f->off == UINT32_MAX ? 0 : f->off + (uint32_t)b.start);
		kr_layout_bars(l, f->bars);
		if (f->mark && !at)
			draw_first_mark(l, f, left);
		kr_layout_spread(l, f, marks, b.start, b.end, left);
		at = b.next;
		first = 0;
	} while (at < f->len);
}

/* --- the blocks ----------------------------------------------------------------------------------------------------- */

struct kr_slice kr_layout_join(struct kr_layout *l, const struct kr_spans *s)
{
	uint32_t len = kr_layout_spans_len(s), at = 0;
	char *joined;

	if (s->n == 1)
		return (struct kr_slice){s->v[0].text, s->v[0].len};
	joined = kr_arena_bytes(&l->arena, len + 1);
	for (uint32_t i = 0; i < s->n; i++) {
		memcpy(joined + at, s->v[i].text, s->v[i].len);
		at += s->v[i].len;
	}
	return (struct kr_slice){joined, len};
}

static void flow_spans(struct kr_layout *l, const struct kr_spans *s, struct flow f)
{
	struct kr_slice text = kr_layout_join(l, s);

	f.text = text.data;
	f.len = text.len;
	f.spans = s;
	kr_layout_flow(l, &f);
}

/* Chinese or Japanese, by the letters at its beginning. */
static bool is_chinese(const struct kr_spans *s)
{
	int cjk = 0, other = 0;

	if (!s->n)
		return false;
	for (size_t i = 0; i < s->v[0].len && i < 240;) {
		uint32_t c;

		i += kr_utf8_decode(s->v[0].text + i, s->v[0].len - i, &c);
		if (kr_utf8_is_cjk(c) && !(c >= 0xac00 && c < 0xd800))
			cjk += 3;
		else if (c >= 'A')
			other++;
	}
	return cjk > other;
}

static void set_paragraph(struct kr_layout *l, const struct kr_block *b)
{
	int indent = l->opts.indent && l->opts.width > 4 * l->opts.indent && is_chinese(&b->spans) ? l->opts.indent : 0;

	flow_spans(l, &b->spans, (struct flow){.ink = KR_INK_TEXT, .first = indent});
}

static void set_heading(struct kr_layout *l, const struct kr_block *b)
{
	flow_spans(l, &b->spans, (struct flow){.ink = KR_INK_HEADING});
}

/* Columns for what stands before the text: at most half of the width, and room for a wide character is left. */
static int limit_left(const struct kr_layout *l, int left)
{
	int most = l->opts.width > 4 ? l->opts.width / 2 : l->opts.width - 2;

	most = most < 0 ? 0 : most;
	return left > most ? most : left;
}

static void set_quote(struct kr_layout *l, const struct kr_block *b)
{
	int left = limit_left(l, 2 * (b->level ? b->level : 1));

	flow_spans(l, &b->spans, (struct flow){.ink = KR_INK_QUOTE, .left = left, .bars = left / 2});
}

/* Columns of the mark of an item and the blank behind it. */
static int mark_cols(const struct kr_item *item)
{
	int cols = 2;

	for (int32_t n = item->number; n > 0; n /= 10)
		cols++;
	return item->number == 0 ? 3 : cols;
}

static const char *bullet(const struct kr_layout *l, uint8_t depth)
{
	static const char *const marks[] = {"\u25aa", "\u25e6", "-"}, *const ascii[] = {"*", "-", "+"};

	return (l->opts.ascii ? ascii : marks)[depth > 2 ? 2 : depth];
}

static void set_item(struct kr_layout *l, const struct kr_item *item, uint32_t off, int left)
{
	const char *mark = bullet(l, item->depth);
	char number[16];

	if (item->number >= 0) {
		snprintf(number, sizeof number, "%d.", (int)item->number);
		mark = kr_arena_strdup(&l->arena, number);
	}
	flow_spans(l, &item->spans,
	        (struct flow){.ink = KR_INK_TEXT, .left = limit_left(l, left), .off = off, .mark = mark});
}

enum { DEPTHS = 16 }; /* deeper items stand where the deepest stand */

static void set_list(struct kr_layout *l, const struct kr_block *b)
{
	int left[DEPTHS] = {0}; /* of the text of each depth */
	uint32_t off = 0;

	for (uint32_t i = 0; i < b->u.items.n; i++) {
		uint8_t depth = b->u.items.v[i].depth;
		int cols = mark_cols(&b->u.items.v[i]);

		depth = depth < DEPTHS ? depth : DEPTHS - 1;
		left[depth] = cols > left[depth] ? cols : left[depth];
	}
	for (int i = 1; i < DEPTHS; i++)
		left[i] += left[i - 1];
	for (uint32_t i = 0; i < b->u.items.n; i++) {
		const struct kr_item *item = &b->u.items.v[i];

		set_item(l, item, off, left[item->depth < DEPTHS ? item->depth : DEPTHS - 1]);
		off += kr_layout_spans_len(&item->spans) + 1;
	}
}

/* One line of code from start to end: tabs to the next multiple of 8, the rest verbatim. */
static void set_code_line(struct kr_layout *l, struct flow *f, const uint8_t *marks, size_t start, size_t end)
{
	int col = 0;

	kr_layout_line(l, (uint32_t)start);
	while (start < end) {
		const char *tab = memchr(f->text + start, '\t', end - start);
		size_t stop = tab ? (size_t)(tab - f->text) : end;

		kr_layout_spread(l, f, marks, start, stop, CODE_INDENT + col);
		col += kr_linebreak_cols(marks, start, stop);
		if (col > INT16_MAX - 2 * TAB)
			break; /* nobody scrolls that far, and columns are 16 bits */
		col = tab ? col / TAB * TAB + TAB : col;
		start = stop + 1;
	}
	l->build.lines[l->build.nlines - 1].wide = CODE_INDENT + col > l->opts.width;
}

static void set_code(struct kr_layout *l, const struct kr_block *b)
{
	struct kr_slice text = kr_layout_join(l, &b->spans);
	struct flow f = {.text = text.data, .len = text.len, .spans = &b->spans, .ink = KR_INK_CODE};
	const uint8_t *marks;

	if (!text.len)
		return;
	marks = kr_layout_marks(l, text.data, text.len);
	for (size_t at = 0; at < text.len;) {
		const char *end = memchr(text.data + at, '\n', text.len - at);
		size_t stop = end ? (size_t)(end - text.data) : text.len;

		set_code_line(l, &f, marks, at, stop);
		at = stop + 1;
	}
}

static void set_figure(struct kr_layout *l, const struct kr_block *b)
{
	struct flow f = {.ink = KR_INK_CAPTION, .mark = "[picture]"};

	f.first = (int)strlen(f.mark) + 1;
	f.first = f.first < l->opts.width / 2 ? f.first : 0;
	if (!f.first)
		f.mark = NULL;
	if (b->spans.n) {
		flow_spans(l, &b->spans, f);
	} else if (!kr_str_empty(b->u.fig.alt)) {
		f.text = b->u.fig.alt;
		f.len = strlen(f.text);
		kr_layout_flow(l, &f);
	} else if (l->opts.show_pictures && l->opts.width >= (int)strlen("[picture]")) {
		kr_layout_line(l, 0);
		kr_layout_mark(l, 0, "[picture]", KR_INK_MARK);
	}
}

static void set_rule(struct kr_layout *l, const struct kr_block *b)
{
	(void)b;
	kr_layout_center(l, "* * *", 0);
}

static void set_block(struct kr_layout *l, const struct kr_block *b, const struct kr_block *prev)
{
	static void (*const set[KR_BLOCK_TYPES])(struct kr_layout *, const struct kr_block *) = {
	        [KR_BLOCK_HEADING] = set_heading,
	        [KR_BLOCK_PARAGRAPH] = set_paragraph,
	        [KR_BLOCK_LIST] = set_list,
	        [KR_BLOCK_QUOTE] = set_quote,
	        [KR_BLOCK_CODE] = set_code,
	        [KR_BLOCK_TABLE] = kr_layout_table,
	        [KR_BLOCK_FIGURE] = set_figure,
	        [KR_BLOCK_RULE] = set_rule,
	};
	struct build *s = &l->build;
	size_t before;

	if (b->seam) {
		kr_layout_blank(l, 0);
		kr_layout_center(l, "- - -", 0);
	}
	kr_layout_blank(l, 0);
	if (b->type == KR_BLOCK_QUOTE && prev && prev->type == KR_BLOCK_QUOTE && !b->seam) {
		int level = b->level < prev->level ? b->level : prev->level;

		kr_layout_bars(l, limit_left(l, 2 * (level ? level : 1)) / 2);
	}
	before = s->nlines;
	set[b->type](l, b);
	if (s->nlines == before && !b->seam)
		s->nlines = s->nruns = 0; /* nothing to show: no blank line either */
}

/* --- sections ------------------------------------------------------------------------------------------------------- */

static void lay_out(struct kr_layout *l, uint32_t section)
{
	struct build *b = &l->build;
	struct kr_line *lines;
	struct kr_run *runs;
	const struct kr_run *r;

	b->nlines = b->nruns = 0;
	l->now = section;
	if (section == 0)
		kr_layout_head(l);
	else if (section <= l->doc->nblocks)
		set_block(l, &l->doc->blocks[section - 1], section > 1 ? &l->doc->blocks[section - 2] : NULL);
	else
		kr_layout_foot(l);
	lines = kr_arena_alloc(&l->arena, (b->nlines + 1) * sizeof *lines);
	r = runs = kr_arena_alloc(&l->arena, (b->nruns + 1) * sizeof *runs);
	if (b->nlines)
		memcpy(lines, b->lines, b->nlines * sizeof *lines);
	if (b->nruns)
		memcpy(runs, b->runs, b->nruns * sizeof *runs);
	for (size_t i = 0; i < b->nlines; i++) {
		lines[i].runs = r;
		r += lines[i].nruns;
	}
	l->sections[section] = (struct section){lines, (uint32_t)b->nlines};
}

const struct kr_line *kr_layout_lines(struct kr_layout *l, uint32_t section, uint32_t *ret_n)
{
	if (!l->sections[section].lines)
		lay_out(l, section);
	*ret_n = l->sections[section].n;
	return l->sections[section].lines;
}

uint32_t kr_layout_sections(const struct kr_layout *l)
{
	return (uint32_t)l->nsections;
}

uint32_t kr_layout_spans_len(const struct kr_spans *s)
{
	uint32_t len = 0;

	for (uint32_t i = 0; i < s->n; i++)
		len += s->v[i].len;
	return len;
}

void kr_layout_each_spans(const struct kr_block *b, kr_layout_spans_fn *fn, void *user)
{
	uint32_t off = 0;

	if (b->type == KR_BLOCK_LIST) {
		for (uint32_t i = 0; i < b->u.items.n; i++) {
			fn(user, &b->u.items.v[i].spans, off);
			off += kr_layout_spans_len(&b->u.items.v[i].spans) + 1;
		}
	} else if (b->type == KR_BLOCK_TABLE) {
		for (uint32_t i = 0; i < b->u.rows.n; i++) {
			for (uint32_t k = 0; k < b->u.rows.v[i].n; k++) {
				fn(user, &b->u.rows.v[i].v[k].spans, off);
				off += kr_layout_spans_len(&b->u.rows.v[i].v[k].spans) + 1;
			}
			off += !b->u.rows.v[i].n;
		}
	} else {
		fn(user, &b->spans, 0);
	}
}

struct collect {
	struct kr_layout *l;
	uint32_t section;
};

/* Neighbouring spans of one address are one link. */
static void collect_links(void *user, const struct kr_spans *s, uint32_t off)
{
	struct collect *c = user;
	struct kr_layout *l = c->l;

	for (uint32_t i = 0; i < s->n; off += s->v[i].len, i++) {
		struct kr_link *last = l->nlinks ? &l->links[l->nlinks - 1] : NULL;
		const struct kr_span *span = &s->v[i];

		if (!span->href || !span->len)
			continue;
		if (i && last && last->section == c->section && last->off + last->len == off &&
		        kr_str_eq(last->href, span->href)) {
			last->len += span->len;
			continue;
		}
		l->links = kr_mem_grow(l->links, l->nlinks, &l->cap_links, sizeof *l->links);
		l->links[l->nlinks++] = (struct kr_link){span->href, c->section, off, span->len};
	}
}

void kr_layout_grown(struct kr_layout *l)
{
	size_t n = l->doc->nblocks + 2;

	if (n > l->cap_sections) {
		l->cap_sections = n + n / 2;
		l->sections = kr_mem_array(l->sections, l->cap_sections, sizeof *l->sections);
		l->before = kr_mem_array(l->before, l->cap_sections + 1, sizeof *l->before);
	}
	if (l->nsections) { /* the head tells the length; the old foot is a block now */
		l->sections[0].lines = NULL;
		l->sections[l->nsections - 1].lines = NULL;
	} else {
		struct kr_slice head = kr_layout_text(l, 0);

		l->before[0] = 0;
		l->before[1] = head.len;
	}
	for (size_t i = l->nsections; i < n; i++)
		l->sections[i] = (struct section){0};
	for (; l->seen < l->doc->nblocks; l->seen++) {
		struct collect c = {l, l->seen + 1};

		kr_layout_each_spans(&l->doc->blocks[l->seen], collect_links, &c);
		l->before[l->seen + 2] = l->before[l->seen + 1] + kr_doc_block_len(&l->doc->blocks[l->seen]);
	}
	l->before[n] = l->before[n - 1];
	l->nsections = n;
	l->text_of = UINT32_MAX;
}

struct kr_layout *kr_layout_new(const struct kr_doc *doc, const struct kr_layout_opts *opts)
{
	struct kr_layout *l = kr_mem_zalloc(1, sizeof *l);

	l->doc = doc;
	l->opts = *opts;
	l->text_of = UINT32_MAX;
	kr_arena_init(&l->arena);
	kr_str_init(&l->text);
	kr_layout_grown(l);
	return l;
}

void kr_layout_free(struct kr_layout *l)
{
	if (!l)
		return;
	kr_arena_fini(&l->arena);
	kr_str_fini(&l->text);
	free(l->sections);
	free(l->before);
	free(l->links);
	free(l->build.runs);
	free(l->build.lines);
	free(l->build.marks);
	free(l->big.marks);
	free(l);
}

void kr_layout_resize(struct kr_layout *l, const struct kr_layout_opts *opts)
{
	l->opts = *opts;
	kr_arena_fini(&l->arena);
	memset(l->sections, 0, l->nsections * sizeof *l->sections);
}

struct kr_slice kr_layout_text(struct kr_layout *l, uint32_t section)
{
	const struct kr_block *b;

	if (section == 0)
		return kr_slice_of(l->doc->title ? l->doc->title : l->doc->url);
	if (section > l->doc->nblocks)
		return (struct kr_slice){"", 0};
	b = &l->doc->blocks[section - 1];
	if (b->type <= KR_BLOCK_PARAGRAPH && b->spans.n == 1)
		return (struct kr_slice){b->spans.v[0].text, b->spans.v[0].len};
	if (l->text_of != section) {
		kr_str_clear(&l->text);
		kr_doc_block_text(b, &l->text);
		l->text_of = section;
	}
	return (struct kr_slice){l->text.data, l->text.len};
}

uint32_t kr_layout_links(const struct kr_layout *l)
{
	return (uint32_t)l->nlinks;
}

const struct kr_link *kr_layout_link(const struct kr_layout *l, uint32_t i)
{
	return &l->links[i];
}
