/* Breaks text into lines, and lines into runs of one style. */
#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/text/width.h"
#include "layout_priv.h"

enum { BIG = 1 << 16 }; /* bytes; the marks of a text this long are kept */

void kr_layout_flow_line(struct kr_layout *l, uint32_t off)
{
	struct build *b = &l->build;

	b->lines = kr_mem_grow(b->lines, b->nlines, &b->cap_lines, sizeof *b->lines);
	b->lines[b->nlines++] = (struct kr_line){.off = off};
}

static void add_run(struct kr_layout *l, struct kr_run run)
{
	struct build *b = &l->build;

	b->runs = kr_mem_grow(b->runs, b->nruns, &b->cap_runs, sizeof *b->runs);
	b->runs[b->nruns++] = run;
	b->lines[b->nlines - 1].nruns++;
}

void kr_layout_flow_mark(struct kr_layout *l, int col, const char *text, uint8_t role)
{
	size_t len = strlen(text);

	add_run(l, (struct kr_run){.text = text,
	                   .len = (uint32_t)len,
	                   .col = (int16_t)col,
	                   .cols = (int16_t)kr_width_text_as(text, len, l->opts.ambiguous_wide),
	                   .role = role,
	                   .link = -1,
	                   .off = UINT32_MAX});
}

void kr_layout_flow_center(struct kr_layout *l, const char *text, uint32_t off)
{
	int spare = l->opts.width - kr_width_text(text, strlen(text));

	if (spare < 0)
		return;
	kr_layout_flow_line(l, off);
	kr_layout_flow_mark(l, spare / 2, text, KR_TEXT_ROLE_MARK);
}

const uint8_t *kr_layout_flow_marks(struct kr_layout *l, const char *text, size_t len)
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

/* How many links begin at an offset of a section or before it. Links are sorted by (section,
 * off). */
static size_t links_up_to(const struct kr_layout *l, uint32_t section, uint32_t off)
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
	return low;
}

int32_t kr_layout_flow_elsewhere(const struct kr_layout *l, uint32_t i)
{
	size_t at = l->now ? links_up_to(l, l->now - 1, UINT32_MAX) : 0;

	at += i;
	return at < l->nlinks && l->links[at].section == l->now && l->links[at].elsewhere
	               ? (int32_t)at
	               : -1;
}

void kr_layout_flow_link(struct kr_layout *l, size_t from, size_t to, int32_t link)
{
	for (size_t i = from; link >= 0 && i < to; i++) {
		l->build.runs[i].link = link;
		l->build.runs[i].role = KR_TEXT_ROLE_LINK;
	}
}

/* The link at an offset of a section, or -1. */
static int32_t link_at(const struct kr_layout *l, uint32_t section, uint32_t off)
{
	const size_t low = links_up_to(l, section, off);

	if (!low || l->links[low - 1].section != section ||
	        off - l->links[low - 1].off >= l->links[low - 1].len)
		return -1;
	return (int32_t)low - 1;
}

/* Appends runs of one style, leaving out tabs and newlines. Returns the column after them. */
static int spread_span(struct kr_layout *l, const struct flow *f, const uint8_t *marks,
        size_t start, size_t end, int col, const struct kr_span *span)
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
			        .role = f->role,
			        .style = f->style,
			        .link = -1,
			        .off = f->off == UINT32_MAX ? UINT32_MAX
			                                    : f->off + (uint32_t)start};

			if (span) {
				run.style |= (uint8_t)span->style;
				if (span->href)
					run.link = link_at(l, l->now, run.off);
				if (run.link >= 0)
					run.role = KR_TEXT_ROLE_LINK;
			}
			add_run(l, run);
		}
		col += cols + (stop < end);
		start = stop + 1;
	}
	return col;
}

void kr_layout_flow_spread(struct kr_layout *l, struct flow *f, const uint8_t *marks, size_t start,
        size_t end, int col)
{
	if (!f->spans) {
		spread_span(l, f, marks, start, end, col, NULL);
		return;
	}
	while (f->span < f->spans->n && start < end) {
		const struct kr_span *span = &f->spans->v[f->span];
		size_t stop = f->span_at + span->len;

		while (stop < end && !marks[stop]) /* never split a cluster between spans */
			stop++;
		if (stop > end)
			stop = end;
		if (stop > start) {
			col = spread_span(l, f, marks, start, stop, col, span);
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

void kr_layout_flow_bars(struct kr_layout *l, int bars)
{
	for (int i = 0; i < bars; i++)
		kr_layout_flow_mark(l, 2 * i, quote_bar(l), KR_TEXT_ROLE_MARK);
}

/* Sets the mark so that one column is free before the text. */
static void draw_first_mark(struct kr_layout *l, const struct flow *f, int left)
{
	int col = left - 1 - kr_width_text_as(f->mark, strlen(f->mark), l->opts.ambiguous_wide);

	if (col >= 0)
		kr_layout_flow_mark(l, col, f->mark, KR_TEXT_ROLE_MARK);
}

static const uint8_t *flow_marks(struct kr_layout *l, const struct flow *f)
{
	if (f->len < BIG || f->off == UINT32_MAX)
		return kr_layout_flow_marks(l, f->text, f->len);
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
		int room = l->opts.width - left - f->right;
		struct kr_linebreak b = kr_linebreak_next(marks, f->len, at, room < 1 ? 1 : room);

		if (b.start == f->len && at)
			break; /* only blanks were left */
		kr_layout_flow_line(l, f->off == UINT32_MAX ? f->at : f->off + (uint32_t)b.start);
		kr_layout_flow_bars(l, f->bars);
		if (f->mark && !at)
			draw_first_mark(l, f, left);
		kr_layout_flow_spread(l, f, marks, b.start, b.end, left);
		at = b.next;
		first = 0;
	} while (at < f->len);
}

struct kr_slice kr_layout_flow_join(struct kr_layout *l, const struct kr_spans *s)
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
