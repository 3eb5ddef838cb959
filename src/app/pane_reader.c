/* The pane of the article. */
#include <stdlib.h>
#include <string.h>

#include "kread/app/pane.h"

void kr_pane_reader_drop_find(struct kr_pane_reader *r)
{
	kr_search_free(r->find.search);
	free(r->find.pattern);
	free(r->find.counts);
	r->find = (struct kr_pane_find){.match = {UINT32_MAX, 0}};
}

void kr_pane_reader_init(struct kr_pane_reader *r, const struct kr_doc *doc)
{
	*r = (struct kr_pane_reader){.doc = doc, .link = -1, .wanted = -1};
	kr_pane_reader_drop_find(r);
}

void kr_pane_reader_fini(struct kr_pane_reader *r)
{
	if (!r)
		return;
	kr_layout_free(r->layout);
	kr_pane_pictures_fini(&r->pictures);
	r->layout = NULL;
	kr_pane_reader_drop_find(r);
}

static bool is_before(struct kr_place a, struct kr_place b)
{
	return a.section < b.section || (a.section == b.section && a.line < b.line);
}

/* The lowest line allowed on the first row: the last line of the text is then on the last row. */
static struct kr_place lowest_top(struct kr_pane_reader *r)
{
	struct kr_place p = kr_layout_place_end(r->layout);

	kr_layout_place_move(r->layout, &p, 1 - (long)r->rows);
	return p;
}

static void clamp_top(struct kr_pane_reader *r)
{
	struct kr_place p = r->top;
	long below = kr_layout_place_move(r->layout, &p, (long)r->rows - 1);

	if (below < r->rows - 1)
		r->top = lowest_top(r);
}

/* The anchor is what is on the first row or, if that is blank, on the first row with text. */
static void set_anchor(struct kr_pane_reader *r)
{
	struct kr_place p;

	r->anchor = kr_layout_place_position(r->layout, r->top);
	p = kr_layout_place(r->layout, r->anchor);
	r->lead = p.section == r->top.section && p.line > r->top.line ? (int)(p.line - r->top.line)
	                                                              : 0;
}

static void set_top(struct kr_pane_reader *r)
{
	r->top = kr_layout_place(r->layout, r->anchor);
	kr_layout_place_move(r->layout, &r->top, -(long)r->lead);
	clamp_top(r);
}

static bool is_same(const struct kr_layout_opts *a, const struct kr_layout_opts *b)
{
	return a->width == b->width && a->ambiguous_wide == b->ambiguous_wide &&
	       a->ascii == b->ascii && a->pictures == b->pictures &&
	       a->picture_rows == b->picture_rows && a->cell_height == b->cell_height &&
	       a->own == b->own && a->site_shown == b->site_shown && a->open_end == b->open_end &&
	       a->indent == b->indent;
}

/* The link that was selected when the article was dropped. */
static void select_wanted(struct kr_pane_reader *r)
{
	if (r->wanted < 0 || (uint32_t)r->wanted >= kr_layout_links(r->layout))
		return;
	if (r->link < 0)
		r->link = r->wanted;
	r->wanted = -1;
}

void kr_pane_reader_resize(struct kr_pane_reader *r, const struct kr_layout_opts *opts, int rows)
{
	bool same = r->layout && is_same(opts, &r->opts);

	rows = rows < 1 ? 1 : rows;
	if (same && rows == r->rows)
		return;
	if (opts->pictures != r->opts.pictures)
		r->link = -1;
	r->rows = rows;
	r->opts = *opts;
	if (!same)
		r->left = 0;
	if (!r->layout)
		r->layout = kr_layout_new(r->doc, opts);
	else if (!same)
		kr_layout_resize(r->layout, opts);
	set_top(r);
	select_wanted(r);
}

void kr_pane_reader_grown(struct kr_pane_reader *r)
{
	kr_layout_grown(r->layout);
	if (r->find.n)
		r->find.n--; /* the foot is another section now */
	if (r->find.filled > r->find.n)
		r->find.filled = r->find.n;
	set_top(r);
	select_wanted(r);
}

void kr_pane_reader_scroll(struct kr_pane_reader *r, long lines)
{
	kr_layout_place_move(r->layout, &r->top, lines);
	clamp_top(r);
	set_anchor(r);
}

/* n * step, without overflow for any count that can be typed. */
static long times(long n, long step)
{
	long most = 1L << 30;

	return n > most / step ? most : n < -most / step ? -most : n * step;
}

void kr_pane_reader_page(struct kr_pane_reader *r, long pages)
{
	kr_pane_reader_scroll(r, times(pages, r->rows > 1 ? r->rows - 1 : 1));
}

void kr_pane_reader_half(struct kr_pane_reader *r, long halves)
{
	kr_pane_reader_scroll(r, times(halves, r->rows > 1 ? r->rows / 2 : 1));
}

void kr_pane_reader_top(struct kr_pane_reader *r)
{
	r->top = kr_layout_place(
	        r->layout, (struct kr_position){0, 0}); /* not line 0: the head may be empty */
	set_anchor(r);
}

void kr_pane_reader_end(struct kr_pane_reader *r)
{
	r->top = lowest_top(r);
	set_anchor(r);
}

void kr_pane_reader_goto(struct kr_pane_reader *r, struct kr_position p)
{
	r->anchor = p;
	r->lead = 0;
	set_top(r);
}

void kr_pane_reader_return(struct kr_pane_reader *r, struct kr_position anchor, int lead)
{
	r->anchor = anchor;
	r->lead = lead;
	set_top(r);
}

void kr_pane_reader_percent_goto(struct kr_pane_reader *r, int percent)
{
	if (percent >= 100)
		kr_pane_reader_end(r);
	else
		kr_pane_reader_goto(r, kr_layout_place_at_percent(r->layout, percent));
}

/* By how many columns the widest line on the screen exceeds the text column. */
static int hidden_cols(struct kr_pane_reader *r)
{
	struct kr_place p = r->top;
	int most = 0;

	for (int row = 0; row < r->rows; row++) {
		uint32_t n;
		const struct kr_line *lines = kr_layout_lines(r->layout, p.section, &n);
		const struct kr_line *line = p.line < n ? &lines[p.line] : NULL;

		if (line && line->wide && line->nruns) {
			const struct kr_run *last = &line->runs[line->nruns - 1];
			int over = last->col + last->cols - r->opts.width;

			most = over > most ? over : most;
		}
		if (kr_layout_place_move(r->layout, &p, 1) != 1)
			break;
	}
	return most;
}

void kr_pane_reader_side(struct kr_pane_reader *r, int cols)
{
	long left = (long)r->left + cols, most = hidden_cols(r);

	left = left > most ? most : left;
	r->left = left < 0 ? 0 : (int)left;
}

static struct kr_place last_row(struct kr_pane_reader *r)
{
	struct kr_place p = r->top;

	kr_layout_place_move(r->layout, &p, (long)r->rows - 1);
	return p;
}

bool kr_pane_reader_at_end(struct kr_pane_reader *r)
{
	return !is_before(last_row(r), kr_layout_place_end(r->layout));
}

int kr_pane_reader_percent(struct kr_pane_reader *r)
{
	int percent;

	if (kr_pane_reader_at_end(r))
		return 100;
	percent = kr_layout_place_percent(r->layout, kr_layout_place_position(r->layout, r->top));
	return percent > 99 ? 99 : percent;
}

int kr_pane_reader_minutes(struct kr_pane_reader *r)
{
	if (kr_pane_reader_at_end(r))
		return 0;
	return kr_layout_pace_minutes(r->layout, kr_layout_place_position(r->layout, r->top));
}

/* --- links -------------------------------------------------------------------------------- */

static struct kr_place link_place(struct kr_pane_reader *r, uint32_t i)
{
	const struct kr_link *k = kr_layout_link(r->layout, i);
	struct kr_picture_box box;

	/* of a picture the first row that can be seen */
	if (k->elsewhere && kr_layout_blocks_picture(r->layout, k->section, &box)) {
		const uint32_t end = box.line + (uint32_t)box.rows;
		const bool cut =
		        r->top.section == k->section && r->top.line > box.line && r->top.line < end;

		return (struct kr_place){k->section, cut ? r->top.line : box.line};
	}
	return kr_layout_place(r->layout, (struct kr_position){k->section, k->off});
}

static bool is_on_screen(struct kr_pane_reader *r, struct kr_place p)
{
	return !is_before(p, r->top) && !is_before(last_row(r), p);
}

bool kr_pane_reader_is_shown(struct kr_pane_reader *r, struct kr_position p)
{
	return is_on_screen(r, kr_layout_place(r->layout, p));
}

struct kr_position kr_pane_reader_edge(struct kr_pane_reader *r, int direction)
{
	struct kr_place p = direction > 0 ? r->top : last_row(r);
	struct kr_position at = kr_layout_place_position(r->layout, p);

	if (direction < 0 && kr_layout_place_move(r->layout, &p, 1))
		at = kr_layout_place_position(r->layout, p);
	return at;
}

/* Scroll a line onto the screen, with some lines around it. */
static void show(struct kr_pane_reader *r, struct kr_place p)
{
	if (is_on_screen(r, p))
		return;
	r->top = p;
	kr_layout_place_move(r->layout, &r->top, -(long)(r->rows / 3));
	clamp_top(r);
	set_anchor(r);
}

void kr_pane_reader_show(struct kr_pane_reader *r, struct kr_position p)
{
	show(r, kr_layout_place(r->layout, p));
}

/* The first link that begins on this line or below. */
static uint32_t first_link(struct kr_pane_reader *r, struct kr_place p)
{
	struct kr_position at = kr_layout_place_position(r->layout, p);
	uint32_t low = 0, high = kr_layout_links(r->layout);

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		const struct kr_link *k = kr_layout_link(r->layout, mid);

		if (k->section < at.section || (k->section == at.section && k->off < at.off))
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

bool kr_pane_reader_tab(struct kr_pane_reader *r, int direction)
{
	int64_t n = kr_layout_links(r->layout), i = r->link;

	if (i >= 0 && i < n && is_on_screen(r, link_place(r, (uint32_t)i))) {
		i += direction;
	} else if (direction > 0) {
		i = first_link(r, r->top);
	} else {
		struct kr_place below = last_row(r);

		i = kr_layout_place_move(r->layout, &below, 1) ? (int64_t)first_link(r, below) - 1
		                                               : n - 1;
	}
	r->link = i >= 0 && i < n ? (int32_t)i : -1;
	if (r->link < 0)
		return false;
	show(r, link_place(r, (uint32_t)r->link));
	return true;
}

void kr_pane_reader_select(struct kr_pane_reader *r, uint32_t link)
{
	r->link = (int32_t)link;
	show(r, link_place(r, link));
}

const struct kr_link *kr_pane_reader_selected(const struct kr_pane_reader *r)
{
	return r->link >= 0 ? kr_layout_link(r->layout, (uint32_t)r->link) : NULL;
}

const char *kr_pane_reader_link(const struct kr_pane_reader *r)
{
	const struct kr_link *link = kr_pane_reader_selected(r);

	return link && !link->keyword ? link->href : NULL;
}

void kr_pane_reader_link_words(struct kr_pane_reader *r, struct kr_str *out)
{
	kr_pane_reader_words_of(r, (uint32_t)r->link, out);
}

void kr_pane_reader_words_of(struct kr_pane_reader *r, uint32_t i, struct kr_str *out)
{
	const struct kr_link *link = kr_layout_link(r->layout, i);
	const struct kr_slice text = kr_layout_spans_text(r->layout, link->section);

	if (link->elsewhere) /* a picture: its caption */
		kr_str_addz(out, link->section && text.len ? text.data : link->href);
	else
		kr_str_add(out, text.data + link->off, link->len);
}

uint32_t kr_pane_reader_visible(struct kr_pane_reader *r, uint32_t *ret_first)
{
	const uint32_t n = kr_layout_links(r->layout);
	uint32_t end = *ret_first = first_link(r, r->top);

	while (end < n && is_on_screen(r, link_place(r, end)))
		end++;
	return end - *ret_first;
}

/* --- headings ----------------------------------------------------------------------------- */

static bool is_heading(const struct kr_pane_reader *r, uint32_t section)
{
	return section > 0 && section <= r->doc->nblocks &&
	       r->doc->blocks[section - 1].type == KR_BLOCK_HEADING;
}

/* The line of a heading itself, below the blank ones that belong to its section. */
static struct kr_place heading_place(struct kr_pane_reader *r, uint32_t section)
{
	return kr_layout_place(r->layout, (struct kr_position){section, 0});
}

uint32_t kr_pane_reader_heading(struct kr_pane_reader *r)
{
	uint32_t i = r->top.section;

	while (i > 0 && !(is_heading(r, i) && !is_before(r->top, heading_place(r, i))))
		i--;
	return i;
}

/* The nearest heading below or above the first row; 0: none. */
static uint32_t next_heading(struct kr_pane_reader *r, int direction)
{
	const uint32_t n = (uint32_t)r->doc->nblocks;
	uint32_t i = r->top.section;

	for (; i <= n; i += (uint32_t)direction) { /* at 0 it becomes greater than n */
		const struct kr_place p = is_heading(r, i) ? heading_place(r, i) : r->top;

		if (direction > 0 ? is_before(r->top, p) : is_before(p, r->top))
			return i;
	}
	return 0;
}

long kr_pane_reader_headings(struct kr_pane_reader *r, long n)
{
	const int direction = n < 0 ? -1 : 1;
	long gone = 0;
	uint32_t to;

	while (gone < labs(n) && (to = next_heading(r, direction))) {
		const struct kr_place before = r->top;

		kr_pane_reader_goto(r, (struct kr_position){to, 0});
		if (r->top.section == before.section && r->top.line == before.line)
			break; /* it is on the last screen */
		gone++;
	}
	return gone;
}

/* --- what is copied ------------------------------------------------------------------------ */

/* Whether a section is text that one reads, not the headline over it or a picture in it. */
static bool is_text(const struct kr_pane_reader *r, uint32_t section)
{
	static const bool passed_over[KR_BLOCK_TYPES] = {
	        [KR_BLOCK_HEADING] = true, [KR_BLOCK_FIGURE] = true, [KR_BLOCK_RULE] = true};

	return section > 0 && section <= r->doc->nblocks &&
	       !passed_over[r->doc->blocks[section - 1].type];
}

void kr_pane_reader_paragraph(struct kr_pane_reader *r, struct kr_str *out)
{
	const uint32_t top = kr_layout_place(r->layout, r->anchor).section;
	uint32_t section = top;
	struct kr_slice text;

	while (section <= r->doc->nblocks && !is_text(r, section))
		section++;
	text = kr_layout_spans_text(r->layout, is_text(r, section) ? section : top);
	while (text.len && text.data[text.len - 1] == '\n')
		text.len--;
	kr_str_add(out, text.data, text.len);
}
