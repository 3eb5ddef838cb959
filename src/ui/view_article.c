/* Paints the article. */
#include <stdio.h>
#include <string.h>

#include "kread/base/intl.h"
#include "kread/text/width.h"
#include "kread/ui/views.h"

enum { NEAR = 1024 }; /* bytes before and after the screen that are searched for matches */

struct article_painter {
	struct kr_surface *s;
	struct kr_rect r;
	struct kr_pane_reader *reader;
	const struct kr_theme *t;
	int col;                /* where the text column begins */
	uint32_t first, nlinks; /* links that show their numbers */
};

static const uint8_t roles[KR_TEXT_ROLES] = {
        [KR_TEXT_ROLE_TEXT] = KR_ROLE_TEXT,
        [KR_TEXT_ROLE_TITLE] = KR_ROLE_TITLE,
        [KR_TEXT_ROLE_BYLINE] = KR_ROLE_BYLINE,
        [KR_TEXT_ROLE_HEADING] = KR_ROLE_HEADING,
        [KR_TEXT_ROLE_QUOTE] = KR_ROLE_QUOTE,
        [KR_TEXT_ROLE_CODE] = KR_ROLE_CODE,
        [KR_TEXT_ROLE_CAPTION] = KR_ROLE_CAPTION,
        [KR_TEXT_ROLE_LINK] = KR_ROLE_LINK,
        [KR_TEXT_ROLE_MARK] = KR_ROLE_MARK,
        [KR_TEXT_ROLE_WARNING] = KR_ROLE_WARNING,
};

static struct kr_pen run_pen(const struct article_painter *p, const struct kr_run *run)
{
	/* kread's own texts use code only to align columns */
	bool plain = run->role == KR_TEXT_ROLE_CODE && p->reader->opts.own;
	struct kr_pen pen = p->t->pens[plain ? KR_ROLE_TEXT : roles[run->role]];

	if (run->link >= 0 && run->link == p->reader->link)
		pen = p->t->pens[KR_ROLE_LINK_SELECTED];
	else if ((run->style & KR_STYLE_CODE) && run->role == KR_TEXT_ROLE_TEXT)
		pen = p->t->pens[KR_ROLE_CODE];
	if (run->style & KR_STYLE_STRONG)
		pen.attrs |= KR_ATTR_BOLD;
	if (run->style & KR_STYLE_EMPHASIS)
		pen.attrs |= KR_ATTR_ITALIC;
	if (run->style & (KR_STYLE_DELETED | KR_STYLE_SUP))
		pen.attrs |= KR_ATTR_DIM;
	return pen;
}

/* By how many columns a line is scrolled sideways. */
static int shift(const struct article_painter *p, const struct kr_line *line)
{
	return line->wide ? p->reader->left : 0;
}

/* Paints the number of a link before it, over the text there: no line moves. At the edge it goes
 * into the margin or, where that is too narrow, over the beginning of the link. */
static void paint_number(const struct article_painter *p, int row, int col, uint32_t number)
{
	struct kr_rect r = {row, p->r.col, 1, p->r.cols};
	char text[16];
	const int n = snprintf(text, sizeof text, "%u", number);

	col -= n;
	kr_surface_text(p->s, r, row, col < r.col ? r.col : col, text, (size_t)n,
	        p->t->pens[KR_ROLE_LINK_SELECTED]);
}

/* Paints the numbers of the links that begin on a line. */
static void paint_numbers(const struct article_painter *p, const struct kr_line *line, int row)
{
	for (uint32_t i = 0; i < line->nruns; i++) {
		const struct kr_run *run = &line->runs[i];
		const struct kr_link *link =
		        run->link < 0 ? NULL
		                      : kr_layout_link(p->reader->layout, (uint32_t)run->link);
		const uint32_t number = link ? (uint32_t)run->link - p->first : UINT32_MAX;

		if (number < p->nlinks &&
		        (link->elsewhere ? run->text[0] == '[' : run->off == link->off))
			paint_number(p, row, p->col + run->col - shift(p, line), number + 1);
	}
}

/* What stands in the box of a picture that is not here. */
static void paint_placeholder(const struct article_painter *p, const struct kr_picture_box *box,
        const char *why, int line, int row)
{
	const int col = p->col + box->col, middle = (box->rows - 1) / 2;
	const char *text = why ? _("[picture: not shown]") : _("[picture]");
	struct kr_rect r = {row, col, 1, box->cols};
	int cols;

	if (line == middle || (line == middle + 1 && why))
		text = line == middle ? text : why;
	else
		return;
	cols = kr_width_text_as(text, strlen(text), p->s->ambiguous_wide);
	kr_surface_start(p->s, r, row, cols < box->cols ? col + (box->cols - cols) / 2 : col, text,
	        strlen(text), p->t->pens[KR_ROLE_MARK]);
}

/* The mark of a picture whose link is selected or shows its number stands in its first row. */
static void paint_tag(const struct article_painter *p, uint32_t section, struct kr_rect r)
{
	const uint32_t n = kr_layout_links(p->reader->layout);
	const char *text = _("[picture]");

	for (uint32_t i = 0; i < n; i++) {
		const struct kr_link *link = kr_layout_link(p->reader->layout, i);
		const uint32_t number = i - p->first;
		const bool numbered = p->nlinks && i >= p->first && number < p->nlinks;
		char tag[16];

		if (link->section != section || !link->elsewhere)
			continue;
		snprintf(tag, sizeof tag, "%u", number + 1);
		if (numbered || p->reader->link == (int32_t)i)
			kr_surface_text(p->s, (struct kr_rect){r.row, p->r.col, 1, p->r.cols},
			        r.row, r.col, numbered ? tag : text, strlen(numbered ? tag : text),
			        p->t->pens[KR_ROLE_LINK_SELECTED]);
		return;
	}
}

/* One row of the box of a picture. */
static void paint_picture(const struct article_painter *p, uint32_t section, int line, int row)
{
	const struct kr_pane_picture *pic = kr_pane_pictures_find(&p->reader->pictures, section);
	struct kr_picture_box box;
	struct kr_rect r;
	int first;

	if (!kr_layout_blocks_picture(p->reader->layout, section, &box))
		return;
	if (!pic || !pic->cells)
		paint_placeholder(p, &box, pic ? pic->why : NULL, line, row);
	r = (struct kr_rect){row - line, p->col + box.col, box.rows, box.cols};
	if (!kr_view_picture(p->s, p->r, pic, &r, line))
		return;
	/* the last row: what lies over all of them */
	first = r.row > p->r.row ? r.row : p->r.row;
	paint_tag(p, section, (struct kr_rect){first, r.col, row + 1 - first, box.cols});
}

static void paint_line(const struct article_painter *p, const struct kr_line *line, int row)
{
	struct kr_rect r = {row, p->col, 1, p->r.col + p->r.cols - p->col};
	long end = 0;

	for (uint32_t i = 0; i < line->nruns; i++) {
		const struct kr_run *run = &line->runs[i];
		int col = p->col + run->col - shift(p, line);

		kr_surface_text(p->s, r, row, col, run->text, run->len, run_pen(p, run));
		if (run->link >= 0)
			kr_surface_link(p->s, (struct kr_rect){row, col, 1, run->cols}, run->link);
		end = (long)col + run->cols;
	}
	if (line->wide && end > r.col + r.cols)
		kr_surface_text(p->s, r, row, r.col + r.cols - 1, ">", 1, p->t->pens[KR_ROLE_MARK]);
	if (p->nlinks)
		paint_numbers(p, line, row);
}

/* Marks the part of a match that is on a line. */
static void mark_line(const struct article_painter *p, const struct kr_line *line, int row,
        uint32_t at, uint32_t len, struct kr_pen pen)
{
	int left = p->col, right = p->r.col + p->r.cols;

	for (uint32_t i = 0; i < line->nruns; i++) {
		const struct kr_run *run = &line->runs[i];
		uint32_t from, to;
		int col, end;

		if (run->off == UINT32_MAX || run->off >= at + len || run->off + run->len <= at)
			continue;
		from = at > run->off ? at - run->off : 0;
		to = at + len - run->off < run->len ? at + len - run->off : run->len;
		col = p->col + run->col - shift(p, line) +
		      kr_width_text_as(run->text, from, p->s->ambiguous_wide);
		end = col + kr_width_text_as(run->text + from, to - from, p->s->ambiguous_wide);
		col = col < left ? left : col;
		end = end > right ? right : end;
		kr_surface_pen(p->s, (struct kr_rect){row, col, 1, end - col}, pen);
	}
}

/* Marks matches in the lines first to last of a section, which are painted from row on. */
static void mark_section(const struct article_painter *p, uint32_t section,
        const struct kr_line *lines, uint32_t n, uint32_t first, uint32_t last, int row)
{
	uint32_t from = lines[first].off > NEAR ? lines[first].off - NEAR : 0;
	uint32_t end = last + 1 < n ? lines[last + 1].off : UINT32_MAX - NEAR;
	uint32_t at, len;

	for (; kr_pane_find_match(p->reader, section, from, end + NEAR, &at, &len);
	        from = at + len) {
		bool now =
		        p->reader->find.match.section == section && p->reader->find.match.off == at;
		struct kr_pen pen = p->t->pens[now ? KR_ROLE_MATCH_CURRENT : KR_ROLE_MATCH];

		for (uint32_t i = first; i <= last; i++)
			mark_line(p, &lines[i], row + (int)(i - first), at, len, pen);
	}
}

void kr_view_article(struct kr_surface *s, struct kr_rect r, struct kr_pane_reader *reader,
        const struct kr_theme *t)
{
	int spare = r.cols - reader->opts.width, row = 0;
	struct article_painter p = {s, r, reader, t, r.col + (spare > 0 ? spare / 2 : 0), 0, 0};

	if (reader->numbered)
		p.nlinks = kr_pane_reader_visible(reader, &p.first);
	kr_surface_clear(s, r, t->pens[KR_ROLE_TEXT]);
	for (struct kr_place at = reader->top;
	        row < r.rows && at.section < kr_layout_sections(reader->layout);
	        at = (struct kr_place){at.section + 1, 0}) {
		uint32_t n, i;
		const struct kr_line *lines = kr_layout_lines(reader->layout, at.section, &n);
		int start = r.row + row;

		for (i = at.line; i < n && row < r.rows; i++, row++) {
			const int line = lines[i].picture - 1;

			if (line >= 0)
				paint_picture(&p, at.section, line, r.row + row);
			else
				paint_line(&p, &lines[i], r.row + row);
		}
		if (i > at.line && reader->find.search)
			mark_section(&p, at.section, lines, n, at.line, i - 1, start);
	}
}

/* The row of the end mark, from the top of the pane; -1: it is not on the screen, or there is none.
 */
static int end_row(struct kr_pane_reader *reader, int rows)
{
	const struct kr_place end = kr_layout_place_end(reader->layout);
	struct kr_place at = reader->top;
	const long row = kr_layout_place_move(reader->layout, &at, rows - 1);
	uint32_t n;
	const struct kr_line *lines = kr_layout_lines(reader->layout, end.section, &n);

	if (at.section != end.section || at.line != end.line || end.line >= n ||
	        end.section + 1 != kr_layout_sections(reader->layout) || lines[end.line].nruns != 1)
		return -1;
	return lines[end.line].runs[0].role == KR_TEXT_ROLE_MARK ? (int)row : -1;
}

void kr_view_article_next(struct kr_surface *s, struct kr_rect r, struct kr_pane_reader *reader,
        const struct kr_view_next *next, const struct kr_theme *t)
{
	enum { LEAST = 12 }; /* columns of the title */
	const int spare = r.cols - reader->opts.width,
	          row = next->next.len || next->after.len ? end_row(reader, r.rows) : -1;
	const int after = kr_width_text_as(next->after.data, next->after.len, s->ambiguous_wide);
	const bool both = reader->opts.width - after >= LEAST || !next->next.len;
	const char *mark = s->ascii ? "-- " : "\u25aa ";
	struct kr_rect line = {r.row + row, r.col + (spare > 0 ? spare / 2 : 0), 1,
	        spare > 0 ? reader->opts.width : r.cols};
	int col = line.col;

	if (row < 0)
		return;
	kr_surface_clear(s, (struct kr_rect){line.row, r.col, 1, r.cols}, t->pens[KR_ROLE_TEXT]);
	col = kr_surface_text(s, line, line.row, col, mark, strlen(mark), t->pens[KR_ROLE_MARK]);
	line.cols -= both ? after : 0;
	col = kr_surface_start(
	        s, line, line.row, col, next->next.data, next->next.len, t->pens[KR_ROLE_TEXT]);
	line.cols += both ? after : 0;
	if (both)
		kr_surface_text(s, line, line.row, col, next->after.data, next->after.len,
		        t->pens[KR_ROLE_HINT]);
}
