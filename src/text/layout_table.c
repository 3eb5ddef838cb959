/* Lays out tables: in columns, in which long cells are broken into lines, or if the columns would
 * be too narrow for that, as records, one cell a line with the heading of its column before it. */
#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/base/utf8.h"
#include "kread/text/width.h"
#include "layout_priv.h"

enum { COLUMNS = 32, GAP = 2 };
enum { LABEL = 40, LABEL_BYTES = 400 }; /* the longest heading that every record repeats */

/* Of columns in which cells are broken. */
enum { WORD_COLS = 20, READABLE_COLS = 12, CELL_LINES = 12 };

struct grid {
	const struct kr_block *b;
	uint32_t columns;
	int cols[COLUMNS];       /* widths */
	int words[COLUMNS];      /* of their longest words, up to WORD_COLS */
	bool broken;             /* some cells do not fit on a line */
	bool numbers[COLUMNS];   /* only numbers: aligned right */
	bool head;               /* the first row holds the headings of the columns */
	bool linked;             /* and there are links in them */
	struct kr_slice *labels; /* the headings as records repeat them */
};

/* Places the cells of a row into the columns that no cell from above (rowspan) covers. */
struct cell_walk {
	uint16_t busy[COLUMNS]; /* rows that a cell from above still covers */
	uint32_t column;
};

/* False if the cell does not fit into COLUMNS. */
static bool place_cell(
        struct cell_walk *w, const struct kr_cell *cell, uint32_t *ret_first, uint32_t *ret_n)
{
	uint32_t n = cell->colspan ? cell->colspan : 1;

	while (w->column < COLUMNS && w->busy[w->column])
		w->busy[w->column++]--;
	if (n > COLUMNS - w->column)
		return false;
	*ret_first = w->column;
	*ret_n = n;
	for (uint32_t i = 0; i < n; i++)
		w->busy[w->column++] = cell->rowspan > 1 ? (uint16_t)(cell->rowspan - 1) : 0;
	return true;
}

static void end_row(struct cell_walk *w)
{
	for (; w->column < COLUMNS; w->column++)
		if (w->busy[w->column])
			w->busy[w->column]--;
	w->column = 0;
}

static bool is_number(struct kr_slice s)
{
	size_t digits = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.data[i] >= '0' && s.data[i] <= '9')
			digits++;
		else if (!memchr("+-.,%$: ", s.data[i], 8))
			return false;
	}
	return digits > 0;
}

/* The longest stretch that a line cannot be broken in. */
static int word_cols(const uint8_t *marks, size_t len)
{
	int now = 0, most = 0;

	for (size_t i = 0; i < len; i++) {
		const int level = marks[i] & KR_BREAK_LEVEL;

		if (level >= KR_BREAK_ALLOWED)
			now = 0;
		if (level != KR_BREAK_BLANK)
			now += marks[i] & KR_BREAK_COLS;
		most = now > most ? now : most;
	}
	return most;
}

/* Widens the columns for a cell. Cells over several columns (wide) are measured in a second turn,
 * when the columns have their widths. */
static bool measure_cell(struct kr_layout *l, struct grid *g, const struct kr_cell *cell,
        struct cell_walk *w, bool head, bool wide)
{
	uint32_t first, n;
	struct kr_slice text;
	int cols, word, have = 0;
	const uint8_t *marks;

	if (!place_cell(w, cell, &first, &n))
		return false;
	if (first + n > g->columns)
		g->columns = first + n;
	if ((n > 1) != wide)
		return true;
	text = kr_layout_flow_join(l, &cell->spans);
	if (!text.len)
		return true;
	marks = kr_layout_flow_marks(l, text.data, text.len);
	cols = kr_linebreak_cols(marks, 0, text.len);
	word = word_cols(marks, text.len);
	for (uint32_t i = 0; i < n; i++)
		have += g->cols[first + i] + (i ? GAP : 0);
	if (cols > have)
		g->cols[first + n - 1] += cols - have;
	if (n == 1 && word > g->words[first])
		g->words[first] = word < WORD_COLS ? word : WORD_COLS;
	if (!head && !is_number(text))
		g->numbers[first] = false;
	return true;
}

static bool measure_turn(struct kr_layout *l, struct grid *g, bool wide)
{
	struct cell_walk w = {0};

	for (uint32_t r = 0; r < g->b->u.rows.n; r++) {
		const struct kr_row *row = &g->b->u.rows.v[r];

		for (uint32_t k = 0; k < row->n; k++)
			if (!measure_cell(l, g, &row->v[k], &w, g->head && !r, wide))
				return false;
		end_row(&w);
	}
	return true;
}

/* The width of column i if none may be wider than most, unless its words are. */
static int limited(const struct grid *g, uint32_t i, int most)
{
	const int least = g->numbers[i] ? g->cols[i] : g->words[i];
	const int cols = g->cols[i] < most ? g->cols[i] : most;

	return cols > least || least > g->cols[i] ? cols : least;
}

static int total(const struct grid *g, int most)
{
	int sum = 0;

	for (uint32_t i = 0; i < g->columns; i++)
		sum += limited(g, i, most) + (i ? GAP : 0);
	return sum;
}

/* Gives the long columns the room that the short ones leave. False if it is not enough. */
static bool shrink(struct grid *g, int width)
{
	int most = width;

	while (most >= READABLE_COLS && total(g, most) > width)
		most--;
	if (most < READABLE_COLS)
		return false;
	for (uint32_t i = 0; i < g->columns; i++) {
		const int cols = limited(g, i, most);

		if (g->cols[i] / CELL_LINES >= cols)
			return false;
		g->broken |= g->cols[i] > cols;
		g->cols[i] = cols;
	}
	return true;
}

/* False if the table does not fit. */
static bool measure(struct kr_layout *l, struct grid *g)
{
	for (uint32_t i = 0; i < COLUMNS; i++)
		g->numbers[i] = true;
	return measure_turn(l, g, false) && measure_turn(l, g, true) && shrink(g, l->opts.width);
}

/* A cell while its row is drawn. */
struct cell_flow {
	struct flow f;
	uint8_t *marks;
	size_t at; /* where its next line begins */
	int col, cols;
	bool right;
};

static void start_cell(struct kr_layout *l, const struct grid *g, const struct kr_cell *cell,
        uint32_t off, uint32_t first, uint32_t n, struct cell_flow *c)
{
	struct kr_slice text = kr_layout_flow_join(l, &cell->spans);

	*c = (struct cell_flow){.f = {.text = text.data,
	                                .len = text.len,
	                                .off = off,
	                                .spans = &cell->spans,
	                                .role = KR_TEXT_ROLE_TEXT,
	                                .style = cell->header ? KR_STYLE_STRONG : 0},
	        .right = n == 1 && g->numbers[first]};
	for (uint32_t i = 0; i < first; i++)
		c->col += g->cols[i] + GAP;
	for (uint32_t i = 0; i < n; i++)
		c->cols += g->cols[first + i] + (i ? GAP : 0);
	if (!text.len)
		return;
	c->marks = kr_mem_alloc(text.len);
	kr_linebreak_mark(text.data, text.len, l->opts.ambiguous_wide, c->marks);
}

/* Sets the next line of each cell. False: there was none left. */
static bool draw_row_line(struct kr_layout *l, struct cell_flow *cells, uint32_t n, uint32_t off)
{
	bool any = false;

	for (uint32_t k = 0; k < n; k++) {
		struct cell_flow *c = &cells[k];
		struct kr_linebreak b;

		if (c->at >= c->f.len)
			continue;
		b = kr_linebreak_next(c->marks, c->f.len, c->at, c->cols < 1 ? 1 : c->cols);
		if (!any)
			kr_layout_flow_line(l, c->at ? c->f.off + (uint32_t)b.start : off);
		any = true;
		kr_layout_flow_spread(l, &c->f, c->marks, b.start, b.end,
		        c->col + (c->right ? c->cols - b.cols : 0));
		c->at = b.next;
	}
	return any;
}

static void draw_row(struct kr_layout *l, const struct grid *g, const struct kr_row *row,
        struct cell_walk *w, uint32_t off)
{
	struct cell_flow *cells = kr_mem_zalloc(row->n + 1, sizeof *cells);
	uint32_t at = off;
	bool any = false;

	for (uint32_t k = 0; k < row->n; k++) {
		uint32_t first = 0, n = 1;

		place_cell(w, &row->v[k], &first, &n);
		start_cell(l, g, &row->v[k], at, first, n, &cells[k]);
		at += kr_layout_spans_len(&row->v[k].spans) + 1;
	}
	end_row(w);
	while (draw_row_line(l, cells, row->n, off))
		any = true;
	if (!any)
		kr_layout_flow_line(l, off);
	for (uint32_t k = 0; k < row->n; k++)
		free(cells[k].marks);
	free(cells);
}

/* A line of dashes below the headings, with gaps between the columns. */
static void draw_line(struct kr_layout *l, const struct grid *g, uint32_t off)
{
	int col = 0;

	kr_layout_flow_line(l, off);
	for (uint32_t i = 0; i < g->columns; col += g->cols[i] + GAP, i++) {
		char *dashes = kr_arena_bytes(&l->arena, (size_t)g->cols[i] + 1);

		memset(dashes, '-', (size_t)g->cols[i]);
		dashes[g->cols[i]] = '\0';
		if (g->cols[i])
			kr_layout_flow_mark(l, col, dashes, KR_TEXT_ROLE_MARK);
	}
}

/* Bytes of a row in the text of the block. */
static uint32_t row_len(const struct kr_row *row)
{
	uint32_t len = row->n ? row->n : 1;

	for (uint32_t k = 0; k < row->n; k++)
		len += kr_layout_spans_len(&row->v[k].spans);
	return len;
}

/* Rows of several lines are kept apart. */
static void draw(struct kr_layout *l, const struct grid *g)
{
	struct cell_walk w = {0};
	uint32_t off = 0;

	for (uint32_t r = 0; r < g->b->u.rows.n; r++) {
		if (g->broken && r > (uint32_t)g->head)
			kr_layout_flow_line(l, off);
		draw_row(l, g, &g->b->u.rows.v[r], &w, off);
		off += row_len(&g->b->u.rows.v[r]);
		if (!r && g->head)
			draw_line(l, g, off);
	}
}

/* The heading of a column with a colon; empty if the heading is. A long one is shortened, unless it
 * is wanted whole. */
static struct kr_slice label_of(struct kr_layout *l, const struct kr_cell *head, bool whole)
{
	const struct kr_slice text = kr_layout_flow_join(l, &head->spans);
	const char *end = l->opts.ascii ? "...:" : "\u2026:";
	const bool wide = l->opts.ambiguous_wide;
	size_t len = text.len;
	char *label;
	int cols;

	if (whole || (len <= LABEL_BYTES && kr_width_text_as(text.data, len, wide) <= LABEL)) {
		end = ":";
	} else {
		if (len > LABEL_BYTES)
			len = kr_utf8_floor(text.data, len, LABEL_BYTES);
		len = kr_width_fit_as(text.data, len, LABEL, wide, &cols);
	}
	if (!len)
		return (struct kr_slice){NULL, 0};
	label = kr_arena_bytes(&l->arena, len + strlen(end) + 1);
	memcpy(label, text.data, len);
	strcpy(label + len, end);
	return (struct kr_slice){label, len + strlen(end)};
}

/* The heading of a cell in record r. The first record shows all of it, unless the headings stand
 * above. */
static struct kr_slice label_in(
        struct kr_layout *l, const struct grid *g, uint32_t r, uint32_t head)
{
	if (!g->head || head >= g->b->u.rows.v[0].n)
		return (struct kr_slice){NULL, 0};
	return r == 1 && !g->linked ? label_of(l, &g->b->u.rows.v[0].v[head], true)
	                            : g->labels[head];
}

/* Sets the heading of a column before a cell of a record: on the same line, or on a line above if
 * it is too long or the cell is empty. */
static void name_field(struct kr_layout *l, struct kr_slice label, struct flow *f)
{
	int cols;

	if (!label.len)
		return;
	cols = kr_width_text_as(label.data, label.len, l->opts.ambiguous_wide) + 1;
	f->left = l->opts.width < 8 ? 0 : 2;
	if (f->len && cols + 8 <= l->opts.width) {
		f->mark = label.data;
		f->first = cols - f->left;
	} else {
		struct flow above = {.text = label.data,
		        .len = label.len,
		        .off = UINT32_MAX,
		        .at = f->off,
		        .role = KR_TEXT_ROLE_MARK};

		kr_layout_flow(l, &above);
	}
}

/* Sets a cell of a record. label: the heading of its column, or empty. Empty cells are left out,
 * unless empty_too. */
static void draw_field(struct kr_layout *l, const struct kr_cell *cell, struct kr_slice label,
        uint32_t off, bool first, bool empty_too)
{
	struct kr_slice text = kr_layout_flow_join(l, &cell->spans);
	struct flow f = {.text = text.data,
	        .len = text.len,
	        .off = off,
	        .spans = &cell->spans,
	        .role = KR_TEXT_ROLE_TEXT};

	if (!text.len && !empty_too)
		return;
	f.style = cell->header ? KR_STYLE_STRONG : 0;
	f.left = first || l->opts.width < 8 ? 0 : 2;
	name_field(l, label, &f);
	kr_layout_flow(l, &f);
}

/* The index of the heading of a column; head->n if there is none. */
static uint32_t head_at(const struct kr_row *head, uint32_t column)
{
	uint32_t i = 0, end = 0;

	while (i < head->n && column >= (end += head->v[i].colspan ? head->v[i].colspan : 1))
		i++;
	return i;
}

static void draw_record(
        struct kr_layout *l, const struct grid *g, struct cell_walk *w, uint32_t r, uint32_t off)
{
	static const struct kr_cell nothing;
	const struct kr_row *head = g->b->u.rows.v, *row = &g->b->u.rows.v[r];
	const uint32_t heads = g->head ? head->n : 0;
	/* The first record shows every heading, even if its cell is empty, so that none is lost. */
	const bool all = g->head && r == 1 && !g->linked;
	uint32_t next = 0; /* the first heading that is not drawn yet */

	for (uint32_t k = 0; k < row->n; k++) {
		uint32_t column, n, h = k;

		if (place_cell(w, &row->v[k], &column, &n))
			h = head_at(head, column);
		for (; all && next < h && next < heads; next++)
			draw_field(l, &nothing, label_in(l, g, r, next), off, !next, true);
		draw_field(l, &row->v[k], label_in(l, g, r, h), off, !k, all);
		if (next <= h)
			next = h + 1;
		off += kr_layout_spans_len(&row->v[k].spans) + 1;
	}
	for (; all && next < heads; next++)
		draw_field(l, &nothing, label_in(l, g, r, next), off, !next, true);
	end_row(w);
}

/* Headings with links are set once, before the records: the headings within records are not text of
 * the page, so that their links could not be followed. */
static void draw_heads(struct kr_layout *l, const struct kr_row *head)
{
	uint32_t off = 0;

	for (uint32_t k = 0; k < head->n; k++) {
		draw_field(l, &head->v[k], (struct kr_slice){NULL, 0}, off, !k, false);
		off += kr_layout_spans_len(&head->v[k].spans) + 1;
	}
}

static void draw_records(struct kr_layout *l, struct grid *g)
{
	const struct kr_row *rows = g->b->u.rows.v;
	uint32_t first, n, off = g->head ? row_len(rows) : 0;
	struct cell_walk w = {0};

	for (uint32_t k = 0; g->head && k < rows->n; k++)
		place_cell(&w, &rows->v[k], &first, &n);
	end_row(&w);
	if (g->head)
		g->labels = kr_arena_alloc(&l->arena, (rows->n + 1) * sizeof *g->labels);
	for (uint32_t k = 0; g->head && k < rows->n; k++)
		g->labels[k] = label_of(l, &rows->v[k], false);
	if (g->linked)
		draw_heads(l, rows);
	for (uint32_t r = g->head; r < g->b->u.rows.n; r++) {
		if (r > (uint32_t)g->head || g->linked)
			kr_layout_flow_line(l, off);
		draw_record(l, g, &w, r, off);
		off += row_len(&rows[r]);
	}
}

static bool has_head(const struct kr_block *b)
{
	if (b->u.rows.n < 2)
		return false;
	for (uint32_t k = 0; k < b->u.rows.v[0].n; k++)
		if (!b->u.rows.v[0].v[k].header)
			return false;
	return true;
}

static bool has_links(const struct kr_row *row)
{
	for (uint32_t k = 0; k < row->n; k++)
		for (uint32_t i = 0; i < row->v[k].spans.n; i++)
			if (row->v[k].spans.v[i].href)
				return true;
	return false;
}

void kr_layout_table(struct kr_layout *l, const struct kr_block *b)
{
	struct grid g = {.b = b, .head = has_head(b)};

	g.linked = g.head && has_links(b->u.rows.v);

	if (measure(l, &g))
		draw(l, &g);
	else
		draw_records(l, &g);
}
