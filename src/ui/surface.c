#include "kread/ui/surface.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/base/str.h"
#include "kread/base/utf8.h"
#include "kread/text/width.h"

enum { MOST_ROWS = 1000, MOST_COLS = 2000 };
enum { MARKS = 4 }; /* combining marks in a cell: as many as curses takes */

const struct kr_pen KR_PEN_PLAIN = {-1, -1, 0};

void kr_surface_init(struct kr_surface *s)
{
	*s = (struct kr_surface){.cursor_row = -1, .cursor_col = -1};
}

void kr_surface_fini(struct kr_surface *s)
{
	if (!s)
		return;
	free(s->cells);
	kr_surface_init(s);
}

static int clamp(int n, int most)
{
	return n < 0 ? 0 : n > most ? most : n;
}

void kr_surface_resize(struct kr_surface *s, int rows, int cols)
{
	s->rows = clamp(rows, MOST_ROWS);
	s->cols = clamp(cols, MOST_COLS);
	s->cells = kr_mem_array(s->cells, (size_t)s->rows * (size_t)s->cols + 1, sizeof *s->cells);
	s->cursor_row = s->cursor_col = -1;
	s->nshots = 0;
	for (int i = 0; i < s->rows * s->cols; i++)
		s->cells[i] =
		        (struct kr_cell_s){.text = " ", .pen = KR_PEN_PLAIN, .cols = 1, .link = -1};
}

/* The part of r that is on the surface. */
static struct kr_rect clip(const struct kr_surface *s, struct kr_rect r)
{
	long bottom = (long)r.row + r.rows, right = (long)r.col + r.cols;

	r.row = clamp(r.row, s->rows);
	r.col = clamp(r.col, s->cols);
	r.rows = (int)(bottom < r.row ? 0 : (bottom > s->rows ? s->rows : bottom) - r.row);
	r.cols = (int)(right < r.col ? 0 : (right > s->cols ? s->cols : right) - r.col);
	return r;
}

static void blank(struct kr_cell_s *c)
{
	memcpy(c->text, " ", 2);
	c->cols = 1;
}

/* Puts a glyph of w columns into cells. A wide one that it half covers becomes a blank. */
static void put(struct kr_surface *s, int row, int col, const char *text, size_t len, int w,
        struct kr_pen pen)
{
	struct kr_cell_s *c = &s->cells[row * s->cols + col];

	if (!c[0].cols && col > 0)
		blank(&c[-1]);
	if (c[w - 1].cols == 2 && col + w < s->cols)
		blank(&c[w]);
	for (int i = 0; i < w; i++)
		c[i] = (struct kr_cell_s){.pen = pen, .link = -1};
	memcpy(c->text, text, len);
	c->cols = (uint8_t)w;
}

struct brush {
	struct kr_surface *s;
	struct kr_rect r; /* clipped */
	struct kr_pen pen;
	int row;
	long col;
};

static void put_clipped(struct brush *b, const char *text, size_t len, int w)
{
	long left = b->r.col, right = left + b->r.cols, col = b->col;

	b->col += w;
	if (col >= left && col + w <= right) {
		put(b->s, b->row, (int)col, text, len, w, b->pen);
		return;
	}
	for (int i = 0; i < w; i++)
		if (col + i >= left && col + i < right)
			put(b->s, b->row, (int)col + i, " ", 1, 1, b->pen);
}

/* Paints the glyphs of a cluster: usually one, but spacing marks and the letters of a flag have
 * columns of their own. */
static void paint_cluster(struct brush *b, const char *text, size_t len)
{
	char glyph[KR_CELL_BYTES];
	size_t n = 0;
	int cols = 0, marks = 0;
	uint32_t before = 0;

	for (size_t i = 0; i < len;) {
		uint32_t c;
		size_t step = kr_utf8_decode(text + i, len - i, &c);
		char bytes[4];
		size_t size;
		int w;

		if (kr_utf8_is_unsafe(c) || c == '\n' || c == '\t')
			c = 0xfffd;
		else if (c >= 0x1f1e6 && c <= 0x1f1ff)
			c = 'A' + (c - 0x1f1e6);
		i += step;
		size = kr_utf8_encode(c, bytes);
		kr_width_cluster(bytes, size, b->s->ambiguous_wide, &w);
		if (kr_width_is_dropped(c, before))
			w = -1;
		before = c;
		if (w > 0) {
			if (n)
				put_clipped(b, glyph, n, cols);
			n = 0;
			marks = 0;
			cols = w;
		}
		if (w > 0 || (w == 0 && n && marks++ < MARKS && n + size < sizeof glyph)) {
			memcpy(glyph + n, bytes, size);
			n += size;
		}
	}
	if (n)
		put_clipped(b, glyph, n, cols);
}

int kr_surface_text(struct kr_surface *s, struct kr_rect r, int row, int col, const char *text,
        size_t len, struct kr_pen pen)
{
	struct brush b = {s, clip(s, r), pen, row, col};

	if (row < b.r.row || row >= b.r.row + b.r.rows)
		return col;
	for (size_t i = 0; i < len && b.col < b.r.col + b.r.cols;) {
		int w;
		size_t n = kr_width_cluster(text + i, len - i, s->ambiguous_wide, &w);

		paint_cluster(&b, text + i, n);
		i += n;
	}
	return (int)b.col;
}

void kr_surface_put(
        struct kr_surface *s, struct kr_rect r, int row, int col, uint32_t glyph, struct kr_pen pen)
{
	char text[4];

	r = clip(s, r);
	if (row >= r.row && row < r.row + r.rows && col >= r.col && col < r.col + r.cols)
		put(s, row, col, text, kr_utf8_encode(glyph, text), 1, pen);
}

void kr_surface_cover(struct kr_surface *s, const struct kr_surface_shot *shot)
{
	const struct kr_rect r = shot->r;

	if (s->nshots == KR_SURFACE_SHOTS || r.row < 0 || r.col < 0 || r.row + r.rows > s->rows ||
	        r.col + r.cols > s->cols)
		return;
	s->shots[s->nshots++] = *shot;
	for (int i = 0; i < r.rows * r.cols; i++)
		s->cells[(r.row + i / r.cols) * s->cols + r.col + i % r.cols].shot =
		        (uint8_t)s->nshots;
}

/* The ellipsis of Unicode may be two columns wide where ambiguous characters are. */
static const char *ellipsis(const struct kr_surface *s)
{
	return s->ascii || s->ambiguous_wide ? "..." : "\u2026";
}

int kr_surface_start(struct kr_surface *s, struct kr_rect r, int row, int col, const char *text,
        size_t len, struct kr_pen pen)
{
	const char *mark = ellipsis(s);
	const int room = r.col + r.cols - col, mark_cols = kr_width_text(mark, strlen(mark));
	int cols;
	size_t n;

	if (kr_width_text_as(text, len, s->ambiguous_wide) <= room || room <= mark_cols)
		return kr_surface_text(s, r, row, col, text, len, pen);
	n = kr_width_fit_as(text, len, room - mark_cols, s->ambiguous_wide, &cols);
	while (n && text[n - 1] == ' ')
		n--;
	col = kr_surface_text(s, r, row, col, text, n, pen);
	return kr_surface_text(s, r, row, col, mark, strlen(mark), pen);
}

int kr_surface_end(struct kr_surface *s, struct kr_rect r, int row, int col, const char *text,
        size_t len, struct kr_pen pen)
{
	const char *mark = ellipsis(s);
	const int room = r.col + r.cols - col, mark_cols = kr_width_text(mark, strlen(mark));
	int over = kr_width_text_as(text, len, s->ambiguous_wide) - room;
	size_t from = 0;

	if (over <= 0 || room <= mark_cols)
		return kr_surface_text(s, r, row, col, text, len, pen);
	for (over += mark_cols; from < len && over > 0;) {
		int cols;

		from += kr_width_cluster(text + from, len - from, s->ambiguous_wide, &cols);
		over -= cols;
	}
	col = kr_surface_text(s, r, row, col, mark, strlen(mark), pen);
	return kr_surface_text(s, r, row, col, text + from, len - from, pen);
}

void kr_surface_fill(struct kr_surface *s, struct kr_rect r, const char *cluster, struct kr_pen pen)
{
	size_t len = strlen(cluster);
	struct kr_rect in = clip(s, r);

	for (int row = in.row; row < in.row + in.rows; row++) {
		struct brush b = {s, in, pen, row, in.col};

		while (b.col < in.col + in.cols) {
			long before = b.col;

			paint_cluster(&b, cluster, len);
			if (b.col == before)
				return; /* the cluster has no width */
		}
	}
}

void kr_surface_clear(struct kr_surface *s, struct kr_rect r, struct kr_pen pen)
{
	kr_surface_fill(s, r, " ", pen);
}

/* r in one row, widened to whole characters at its edges. */
static struct kr_rect whole(const struct kr_surface *s, struct kr_rect r, int row)
{
	const struct kr_cell_s *c = &s->cells[row * s->cols];

	if (r.cols > 0 && r.col > 0 && !c[r.col].cols) {
		r.col--;
		r.cols++;
	}
	if (r.cols > 0 && r.col + r.cols < s->cols && c[r.col + r.cols - 1].cols == 2)
		r.cols++;
	return r;
}

void kr_surface_pen(struct kr_surface *s, struct kr_rect r, struct kr_pen pen)
{
	r = clip(s, r);
	for (int row = r.row; row < r.row + r.rows; row++) {
		struct kr_rect w = whole(s, r, row);

		for (int i = 0; i < w.cols; i++)
			s->cells[row * s->cols + w.col + i].pen = pen;
	}
}

void kr_surface_link(struct kr_surface *s, struct kr_rect r, int32_t link)
{
	r = clip(s, r);
	for (int row = r.row; row < r.row + r.rows; row++) {
		struct kr_rect w = whole(s, r, row);

		for (int i = 0; i < w.cols; i++)
			s->cells[row * s->cols + w.col + i].link = link;
	}
}

void kr_surface_dump(const struct kr_surface *s, struct kr_str *out)
{
	for (int row = 0; row < s->rows; row++) {
		size_t start = out->len;

		for (int col = 0; col < s->cols; col++)
			kr_str_addz(out, s->cells[row * s->cols + col].text);
		while (out->len > start && out->data[out->len - 1] == ' ')
			kr_str_cut(out, out->len - 1);
		kr_str_addc(out, '\n');
	}
}
