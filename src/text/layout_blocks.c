/* Lays out the blocks of an article: paragraphs, headings, lists, quotations, code, pictures,
 * rules. */
#include <stdio.h>
#include <string.h>

#include "kread/base/url.h"
#include "kread/base/utf8.h"
#include "layout_priv.h"

enum { CODE_INDENT = 2, TAB = 8 };
enum { LONGEST = 2000 }; /* bytes of a line of code; longer ones are broken */

static void flow_spans(struct kr_layout *l, const struct kr_spans *s, struct flow f)
{
	struct kr_slice text = kr_layout_flow_join(l, s);

	f.text = text.data;
	f.len = text.len;
	f.spans = s;
	kr_layout_flow(l, &f);
}

/* By its letters: names in Latin ones may well outnumber the others, above all at the beginning. In
 * a Chinese or Japanese article, one letter will do. */
static bool is_chinese_or_japanese(const struct kr_doc *d, const struct kr_spans *s)
{
	enum { LETTERS = 600, WORTH = 6 };
	const bool likely = kr_str_istarts(d->lang, "zh") || kr_str_istarts(d->lang, "ja");
	int cjk = 0, other = 0;

	for (uint32_t k = 0; k < s->n; k++) {
		for (size_t i = 0; i < s->v[k].len && cjk + other < LETTERS;) {
			uint32_t c;

			i += kr_utf8_decode(s->v[k].text + i, s->v[k].len - i, &c);
			if (kr_utf8_is_cjk(c) && !(c >= 0xac00 && c < 0xd800))
				cjk++;
			else if (c >= 'A')
				other++;
		}
	}
	return cjk && (likely || cjk * WORTH > other);
}

static void set_paragraph(struct kr_layout *l, const struct kr_block *b)
{
	int indent = l->opts.width > 4 * l->opts.indent && is_chinese_or_japanese(l->doc, &b->spans)
	                     ? l->opts.indent
	                     : 0;

	flow_spans(l, &b->spans, (struct flow){.role = KR_TEXT_ROLE_TEXT, .first = indent});
}

static void set_heading(struct kr_layout *l, const struct kr_block *b)
{
	flow_spans(l, &b->spans, (struct flow){.role = KR_TEXT_ROLE_HEADING});
}

/* Limits the columns before a text to half of the width, and leaves room for a wide character. */
static int limit_left(const struct kr_layout *l, int left)
{
	int most = l->opts.width > 4 ? l->opts.width / 2 : l->opts.width - 2;

	most = most < 0 ? 0 : most;
	return left > most ? most : left;
}

static void set_quote(struct kr_layout *l, const struct kr_block *b)
{
	int left = limit_left(l, 2 * (b->level ? b->level : 1));

	flow_spans(l, &b->spans,
	        (struct flow){.role = KR_TEXT_ROLE_QUOTE, .left = left, .bars = left / 2});
}

/* Columns of an item's mark and the space after it. Terms stand at the edge, their descriptions
 * under them. */
static int mark_cols(const struct kr_item *item)
{
	enum { MEANING_INDENT = 4 };
	int cols = 2;

	if (item->kind)
		return item->kind == KR_ITEM_MEANING ? MEANING_INDENT : 0;
	for (int32_t n = item->number; n > 0; n /= 10)
		cols++;
	return item->number == 0 ? 3 : cols;
}

static const char *bullet(const struct kr_layout *l, uint8_t depth)
{
	static const char *const marks[] = {"\u25aa", "\u25e6", "-"}, *const ascii[] = {
	                                                                      "*", "-", "+"};

	return (l->opts.ascii ? ascii : marks)[depth > 2 ? 2 : depth];
}

static void set_item(struct kr_layout *l, const struct kr_item *item, uint32_t off, int left)
{
	const char *mark = bullet(l, item->depth);
	char number[16];

	if (item->kind) {
		mark = NULL;
	} else if (item->number >= 0) {
		snprintf(number, sizeof number, "%d.", (int)item->number);
		mark = kr_arena_strdup(&l->arena, number);
	}
	flow_spans(l, &item->spans,
	        (struct flow){.role = KR_TEXT_ROLE_TEXT,
	                .left = limit_left(l, left),
	                .off = off,
	                .mark = mark});
}

enum { DEPTHS = 16 }; /* items that are deeper are indented as the deepest of these */

static void set_list(struct kr_layout *l, const struct kr_block *b)
{
	int left[DEPTHS] = {0};       /* of the text of each depth */
	bool loose[DEPTHS] = {false}; /* paragraphs of an item are kept apart, and then all items */
	uint32_t off = 0;

	for (uint32_t i = 0; i < b->u.items.n; i++) {
		uint8_t depth = b->u.items.v[i].depth;
		int cols = mark_cols(&b->u.items.v[i]);

		depth = depth < DEPTHS ? depth : DEPTHS - 1;
		left[depth] = cols > left[depth] ? cols : left[depth];
		loose[depth] |= i && b->u.items.v[i].kind == KR_ITEM_MORE;
	}
	for (int i = 1; i < DEPTHS; i++)
		left[i] += left[i - 1];
	for (uint32_t i = 0; i < b->u.items.n; i++) {
		const struct kr_item *item = &b->u.items.v[i];
		const uint8_t depth = item->depth < DEPTHS ? item->depth : DEPTHS - 1;

		if (i && loose[depth])
			kr_layout_flow_line(l, off);
		set_item(l, item, off, left[depth]);
		off += kr_layout_spans_len(&item->spans) + 1;
	}
}

/* One line of code, verbatim but for tabs, which go to the next multiple of TAB columns. */
static void set_code_line(
        struct kr_layout *l, struct flow *f, const uint8_t *marks, size_t start, size_t end)
{
	int col = 0;

	kr_layout_flow_line(l, (uint32_t)start);
	while (start < end) {
		const char *tab = memchr(f->text + start, '\t', end - start);
		size_t stop = tab ? (size_t)(tab - f->text) : end;

		kr_layout_flow_spread(l, f, marks, start, stop, CODE_INDENT + col);
		col += kr_linebreak_cols(marks, start, stop);
		col = tab ? col / TAB * TAB + TAB : col;
		start = stop + 1;
	}
	l->build.lines[l->build.nlines - 1].wide = CODE_INDENT + col > l->opts.width;
}

static void set_code(struct kr_layout *l, const struct kr_block *b)
{
	struct kr_slice text = kr_layout_flow_join(l, &b->spans);
	struct flow f = {
	        .text = text.data, .len = text.len, .spans = &b->spans, .role = KR_TEXT_ROLE_CODE};
	const uint8_t *marks;

	if (!text.len)
		return;
	marks = kr_layout_flow_marks(l, text.data, text.len);
	for (size_t at = 0; at < text.len;) {
		size_t most = text.len - at > LONGEST ? at + LONGEST : text.len;
		const char *end = memchr(text.data + at, '\n', most - at);
		size_t stop = end ? (size_t)(end - text.data) : most;

		while (stop < text.len && !marks[stop])
			stop++;
		set_code_line(l, &f, marks, at, stop);
		at = stop + (stop < text.len && text.data[stop] == '\n');
	}
}

bool kr_layout_blocks_has_lines(const struct kr_layout *l, const struct kr_block *b)
{
	if (b->type != KR_BLOCK_FIGURE)
		return true;
	if (l->opts.pictures == KR_LAYOUT_CAPTIONS)
		return b->spans.n || !kr_str_empty(b->u.fig.alt);
	return l->opts.pictures != KR_LAYOUT_NONE;
}

/* --- pictures ----------------------------------------------------------------------------- */

enum { LEAST = 16 /* pixels of a side of what is no mark */ };

static int within(double n, int most)
{
	return n < 1 ? 1 : n > most ? most : (int)(n + .5);
}

/* As large as the page says, as far as it fits; 16 : 9 where the page does not say. */
static bool find_box(
        const struct kr_layout *l, const struct kr_block *b, struct kr_picture_box *ret)
{
	const double cell_height = l->opts.cell_height ? l->opts.cell_height : 2 * KR_LAYOUT_CELL;
	const int most = l->opts.picture_rows < 1 ? 1 : l->opts.picture_rows;
	const int32_t w = b->u.fig.width, h = b->u.fig.height;
	double cols, rows, shape = 9 / 16.0;

	if (l->opts.pictures != KR_LAYOUT_BOXES || b->type != KR_BLOCK_FIGURE ||
	        !kr_url_is_web(b->u.fig.src) || (w >= 0 && w < LEAST) || (h >= 0 && h < LEAST))
		return false;
	if (w > 0 && h > 0)
		shape = (double)h / w;
	cols = w > 0 ? (double)w / KR_LAYOUT_CELL : l->opts.width;
	if (cols > l->opts.width)
		cols = l->opts.width;
	rows = cols * KR_LAYOUT_CELL * shape / cell_height;
	if (rows > most) {
		cols *= most / rows;
		rows = most;
	}
	ret->cols = within(cols, l->opts.width);
	ret->rows = within(rows, most);
	ret->col = (l->opts.width - ret->cols) / 2;
	ret->line = 0;
	return true;
}

bool kr_layout_blocks_picture(
        const struct kr_layout *l, uint32_t section, struct kr_picture_box *ret)
{
	const struct kr_block *b;

	if (section < 1 || section > l->doc->nblocks)
		return false;
	b = &l->doc->blocks[section - 1];
	if (!find_box(l, b, ret))
		return false;
	ret->line = b->page_break ? 3 : 1;
	return true;
}

static void set_caption(struct kr_layout *l, const struct kr_block *b, struct flow f)
{
	if (b->spans.n) {
		flow_spans(l, &b->spans, f);
	} else if (!kr_str_empty(b->u.fig.alt)) {
		f.text = b->u.fig.alt;
		f.len = strlen(f.text);
		kr_layout_flow(l, &f);
	}
}

/* The lines of the box, and below it the caption without a mark, as wide as the picture unless that
 * is too narrow for words. */
static bool set_box(struct kr_layout *l, const struct kr_block *b)
{
	enum { NARROW = 24 };
	struct flow f = {.role = KR_TEXT_ROLE_CAPTION};
	struct kr_picture_box box;

	if (!find_box(l, b, &box))
		return false;
	for (int i = 0; i < box.rows; i++) {
		kr_layout_flow_line(l, 0);
		l->build.lines[l->build.nlines - 1].picture = (uint16_t)(i + 1);
	}
	if (box.cols >= NARROW) {
		f.left = box.col;
		f.right = l->opts.width - box.col - box.cols;
	}
	set_caption(l, b, f);
	return true;
}

/* The mark stands before the caption, or above it where lines are short. */
static void set_figure(struct kr_layout *l, const struct kr_block *b)
{
	static const char mark[] = "[picture]";
	const int cols = (int)sizeof mark - 1;
	const bool before = cols + 1 < l->opts.width / 2;
	struct flow f = {.role = KR_TEXT_ROLE_CAPTION, .first = before ? cols + 1 : 0};
	const size_t from = l->build.nruns;

	if (!kr_layout_blocks_has_lines(l, b) || set_box(l, b))
		return;
	if (before && (b->spans.n || !kr_str_empty(b->u.fig.alt))) {
		f.mark = mark;
	} else if (l->opts.width >= cols) {
		kr_layout_flow_line(l, 0);
		kr_layout_flow_mark(l, 0, mark, KR_TEXT_ROLE_MARK);
	}
	set_caption(l, b, f);
	for (size_t i = from; i < l->build.nruns; i++)
		if (l->build.runs[i].text == mark)
			kr_layout_flow_link(l, i, i + 1, kr_layout_flow_elsewhere(l, 0));
}

static void set_rule(struct kr_layout *l, const struct kr_block *b)
{
	(void)b;
	kr_layout_flow_center(l, "* * *", 0);
}

void kr_layout_blocks_add(
        struct kr_layout *l, const struct kr_block *b, const struct kr_block *prev)
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

	if (b->page_break) {
		kr_layout_flow_line(l, 0);
		kr_layout_flow_center(l, "- - -", 0);
	}
	kr_layout_flow_line(l, 0);
	if (b->type == KR_BLOCK_QUOTE && prev && prev->type == KR_BLOCK_QUOTE && !b->page_break) {
		int level = b->level < prev->level ? b->level : prev->level;

		kr_layout_flow_bars(l, limit_left(l, 2 * (level ? level : 1)) / 2);
	}
	before = s->nlines;
	set[b->type](l, b);
	if (s->nlines == before && !b->page_break)
		s->nlines = s->nruns = 0; /* nothing to show: no blank line, either */
}
