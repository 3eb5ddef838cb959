/* The pane of recommendations. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kread/app/pane.h"
#include "kread/base/intl.h"
#include "kread/base/mem.h"
#include "kread/base/utf8.h"
#include "kread/store/mark.h"
#include "kread/text/date.h"
#include "kread/text/linebreak.h"
#include "kread/text/width.h"

/* More than any title has in a readable pane; the rest is cut off. */
enum { TITLE_LINES = 16, TITLE_BYTES = 1024 };

void kr_pane_list_init(struct kr_pane_list *l, const struct kr_doc *doc, const uint8_t *marks)
{
	*l = (struct kr_pane_list){.doc = doc, .marks = marks, .width = 1, .rows = 1};
	kr_str_init(&l->scratch);
}

void kr_pane_list_fini(struct kr_pane_list *l)
{
	if (!l)
		return;
	kr_search_free(l->search);
	l->search = NULL;
	kr_pane_pictures_fini(&l->pictures);
	kr_str_fini(&l->scratch);
}

/* --- the lines of an item ----------------------------------------------------------------- */

struct item {
	const char *heading; /* of its group, if a new one begins here, or NULL */
	struct kr_slice title[TITLE_LINES];
	int ntitle;
	bool gap, snippet, meta;
	int below; /* blank lines, beside and below a thumbnail */
	int lines;
};

int kr_pane_list_indent(const struct kr_pane_list *l)
{
	return KR_LIST_GUTTER + (l->thumbnails ? KR_LIST_THUMB_COLS + 1 : 0);
}

bool kr_pane_list_has_thumbnail(const struct kr_pane_list *l, uint32_t item)
{
	return l->thumbnails && l->doc->recs[item].image;
}

static int title_width(const struct kr_pane_list *l)
{
	const int indent = kr_pane_list_indent(l);

	return l->width > indent ? l->width - indent : 1;
}

static void wrap_title(const struct kr_pane_list *l, const char *title, struct item *item)
{
	uint8_t marks[TITLE_BYTES];
	size_t len = strlen(title), at = 0;

	if (len > TITLE_BYTES) {
		for (len = TITLE_BYTES; len && ((unsigned char)title[len] & 0xc0) == 0x80; len--)
			;
	}
	kr_linebreak_mark(title, len, l->ambiguous_wide, marks);
	while (at < len && item->ntitle < TITLE_LINES) {
		struct kr_linebreak b = kr_linebreak_next(marks, len, at, title_width(l));

		item->title[item->ntitle++] = (struct kr_slice){title + b.start, b.end - b.start};
		at = b.next;
	}
}

static bool is_separator(uint32_t c)
{
	static const uint32_t separators[] = {' ', 0xa0, '|', '/', '-', '>', ',', ';', ':', 0xb7,
	        0x2013, 0x2014, 0x2022, 0x2027, 0x203a, 0x2219, 0x22c5, 0x2502, 0x3000, 0x30fb,
	        0xff0c, 0xff1a, 0xff5c};

	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
		if (c == separators[i])
			return true;
	return c >= 0x200b && c <= 0x200f;
}

/* A field of a page may end in a separator that stood before another field, or be nothing else. */
static struct kr_slice without_separators(const char *text)
{
	struct kr_slice s = kr_slice_of(text ? text : "");

	while (s.len) {
		uint32_t c;
		size_t n = kr_utf8_decode(s.data, s.len, &c);

		if (!is_separator(c))
			break;
		s = (struct kr_slice){s.data + n, s.len - n};
	}
	for (size_t end = s.len; end;) {
		uint32_t c;

		for (end--; end && ((unsigned char)s.data[end] & 0xc0) == 0x80;)
			end--;
		kr_utf8_decode(s.data + end, s.len - end, &c);
		if (!is_separator(c))
			break;
		s.len = end;
	}
	return s;
}

/* What is said of an item beside the page's own words; READ is shown as a tick. */
static unsigned shown_marks(const struct kr_pane_list *l, uint32_t i)
{
	return l->marks ? l->marks[i] & (KR_MARK_FAVOURITE | KR_MARK_LIKED | KR_MARK_QUEUED) : 0;
}

static bool has_meta(const struct kr_pane_list *l, uint32_t i)
{
	const struct kr_rec *rec = &l->doc->recs[i];

	return shown_marks(l, i) || without_separators(rec->section).len ||
	       without_separators(rec->published).len ||
	       without_separators(rec->published_text).len || rec->duration >= 0;
}

/* A group begins where the heading changes, or ends. The heading of the first item is above the
 * pane, unless there is a title. */
static bool begins_group(const struct kr_pane_list *l, uint32_t i)
{
	return i ? !kr_str_eq(l->doc->recs[i].group, l->doc->recs[i - 1].group) : l->title != NULL;
}

static void measure(const struct kr_pane_list *l, uint32_t i, struct item *item)
{
	const struct kr_rec *rec = &l->doc->recs[i];
	int text;

	*item = (struct item){0};
	item->gap = begins_group(l, i);
	if (item->gap)
		item->heading = rec->group;
	wrap_title(l, rec->title ? rec->title : rec->url ? rec->url : "?", item);
	item->meta = has_meta(l, i);
	item->snippet = l->snippets && (l->snippets[i].text || l->snippets[i].reserved);
	text = item->ntitle + item->snippet + item->meta;
	item->below = l->thumbnails;
	if (kr_pane_list_has_thumbnail(l, i) && text < KR_LIST_THUMB_ROWS)
		item->below += KR_LIST_THUMB_ROWS - text;
	item->lines = item->gap + (item->heading != NULL) + text + item->below;
}

static int item_lines(const struct kr_pane_list *l, uint32_t i)
{
	struct item item;

	measure(l, i, &item);
	return item.lines;
}

/* --- selection and scrolling -------------------------------------------------------------- */

/* Put the selected item on the first row; if it does not fit, without the heading of its group. */
static void begin_with_selected(struct kr_pane_list *l)
{
	struct item item;

	measure(l, l->selected, &item);
	l->top = l->selected;
	l->top_line = item.lines > l->rows ? item.gap + (item.heading != NULL) : 0;
}

/* Scroll as little as possible to get the whole selected item on the screen. */
static void follow(struct kr_pane_list *l)
{
	int lines = item_lines(l, l->selected);
	uint32_t i = l->selected;

	if (l->selected < l->top || (l->selected == l->top && l->top_line) || lines > l->rows) {
		begin_with_selected(l);
		return;
	}
	/* from the selected item up: if the top one comes before the screen is full, nothing moves
	 */
	while (lines < l->rows && i > l->top)
		lines += item_lines(l, --i);
	if (i == l->top && lines - l->top_line <= l->rows)
		return;
	l->top = i;
	l->top_line = lines > l->rows ? lines - l->rows : 0;
}

/* Leave no rows empty below the last item while there are items above the screen. */
static void use_room(struct kr_pane_list *l)
{
	uint32_t i = (uint32_t)l->doc->nrecs;
	int lines = 0, rest;

	while (i > 0 && lines < l->rows)
		lines += item_lines(l, --i);
	rest = lines > l->rows ? lines - l->rows : 0;
	if (l->top > i || (l->top == i && l->top_line > rest)) {
		l->top = i;
		l->top_line = rest;
	}
}

void kr_pane_list_resize(struct kr_pane_list *l, int width, int rows, bool thumbnails)
{
	width = width < 1 ? 1 : width;
	if (width != l->width || thumbnails != l->thumbnails) {
		l->top_line = 0; /* the lines are different now */
		l->adrift = false;
	}
	l->adrift &= rows == l->rows;
	l->thumbnails = thumbnails;
	l->width = width;
	l->rows = rows < 1 ? 1 : rows;
	if (!l->doc->nrecs)
		return;
	if (!l->adrift)
		follow(l);
	use_room(l);
}

void kr_pane_list_select(struct kr_pane_list *l, uint32_t item)
{
	uint32_t n = (uint32_t)l->doc->nrecs;

	if (!n)
		return;
	l->selected = item < n ? item : n - 1;
	l->adrift = false;
	follow(l);
}

void kr_pane_list_move(struct kr_pane_list *l, long n)
{
	long last = (long)l->doc->nrecs - 1, to;

	if (last < 0)
		return;
	n = n > last ? last : n < -last ? -last : n;
	to = (long)l->selected + n;
	kr_pane_list_select(l, (uint32_t)(to < 0 ? 0 : to > last ? last : to));
}

void kr_pane_list_scroll(struct kr_pane_list *l, long lines)
{
	const uint32_t n = (uint32_t)l->doc->nrecs;
	long at = l->top_line + lines;

	if (!n)
		return;
	for (; at < 0 && l->top > 0; at += item_lines(l, l->top))
		l->top--;
	for (; l->top + 1 < n && at >= item_lines(l, l->top); l->top++)
		at -= item_lines(l, l->top);
	l->top_line = at < 0 ? 0 : (int)at;
	l->adrift = true;
	use_room(l);
}

/* Select the item about that many lines away, at least the next one. */
static void move_lines(struct kr_pane_list *l, long lines)
{
	long items = 0, last = (long)l->doc->nrecs - 1;
	int step = lines < 0 ? -1 : 1;

	for (long i = l->selected, seen = 0; last >= 0 && seen < labs(lines); i += step) {
		if (i + step < 0 || i + step > last)
			break;
		seen += item_lines(l, (uint32_t)i);
		if (seen <= labs(lines) || !items)
			items += step;
	}
	kr_pane_list_move(l, items);
}

void kr_pane_list_page(struct kr_pane_list *l, long pages)
{
	for (long i = 0; i < labs(pages) && i < 1000; i++)
		move_lines(l, pages < 0 ? -l->rows : l->rows);
}

void kr_pane_list_half(struct kr_pane_list *l, long halves)
{
	for (long i = 0; i < labs(halves) && i < 1000; i++)
		move_lines(l, (halves < 0 ? -l->rows : l->rows) / 2);
}

/* --- search ------------------------------------------------------------------------------- */

void kr_pane_list_set_search(struct kr_pane_list *l, const char *pattern)
{
	kr_search_free(l->search);
	l->search = kr_search_new(pattern);
}

static bool matches(const struct kr_pane_list *l, const char *text)
{
	size_t at, len;

	return text && kr_search_next(l->search, text, strlen(text), 0, &at, &len);
}

enum kr_found kr_pane_list_find(struct kr_pane_list *l, int direction)
{
	uint32_t n = (uint32_t)l->doc->nrecs, i = l->selected;

	if (!l->search)
		return KR_NOT_FOUND;
	for (uint32_t k = 0; k < n; k++) {
		const struct kr_rec *rec;

		i = direction > 0 ? (i + 1) % n : (i + n - 1) % n;
		rec = &l->doc->recs[i];
		if (matches(l, rec->title) || matches(l, rec->section) ||
		        matches(l, rec->published) || matches(l, rec->published_text)) {
			bool wrapped = direction > 0 ? i <= l->selected : i >= l->selected;

			kr_pane_list_select(l, i);
			return wrapped ? KR_FOUND_WRAPPED : KR_FOUND;
		}
	}
	return KR_NOT_FOUND;
}

/* --- painting ----------------------------------------------------------------------------- */

static void add_meta(struct kr_pane_list *l, const char *part)
{
	const struct kr_slice text = without_separators(part);

	if (!text.len)
		return;
	if (l->scratch.len)
		kr_str_addz(&l->scratch, l->ascii ? " - " : " \u2219 ");
	kr_str_add(&l->scratch, text.data, text.len);
}

/* With a mark, since it could be taken for a time of day beside a date. */
static void add_duration(struct kr_pane_list *l, int32_t seconds)
{
	if (l->scratch.len)
		kr_str_addz(&l->scratch, "  ");
	kr_str_addz(&l->scratch, l->ascii || l->ambiguous_wide ? "> " : "\u25b8 ");
	kr_doc_duration(seconds, &l->scratch);
}

static void add_marks(struct kr_pane_list *l, unsigned marks)
{
	if (marks & KR_MARK_FAVOURITE)
		add_meta(l, _("favourite"));
	if (marks & KR_MARK_LIKED)
		add_meta(l, _("liked"));
	if (marks & KR_MARK_QUEUED)
		add_meta(l, _("read later"));
}

enum { SECTION = 1, DATE = 2, CLOCK = 4, DURATION = 8 };

static void join_meta(struct kr_pane_list *l, uint32_t i, int parts)
{
	const struct kr_rec *rec = &l->doc->recs[i];
	struct kr_str date;

	kr_str_init(&date);
	kr_str_clear(&l->scratch);
	if (parts & SECTION)
		add_meta(l, rec->section);
	if (parts & DATE) {
		const bool own = without_separators(rec->published_text).len > 0;
		const char *when = own ? rec->published_text : rec->published;

		if (when)
			kr_date_add(when, l->doc->lang, rec->title, own || (parts & CLOCK), &date);
		add_meta(l, date.data);
	}
	kr_str_fini(&date);
	if (rec->duration >= 0 && (parts & DURATION))
		add_duration(l, rec->duration);
	add_marks(l, shown_marks(l, i));
}

/* Write as much as fits on one line. Parts are left out as a whole; only the last one may be cut
 * off. */
static void build_meta(struct kr_pane_list *l, uint32_t item)
{
	static const uint8_t forms[] = {
	        SECTION | DATE | CLOCK | DURATION, SECTION | DATE | DURATION,
	        SECTION | DATE | CLOCK, SECTION | DATE, DATE | CLOCK | DURATION, DATE | DURATION,
	        SECTION | DURATION, DATE | CLOCK, DATE, SECTION, DURATION, 0, /* marks alone */
	};
	int room = title_width(l);

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		join_meta(l, item, forms[i]);
		if (l->scratch.len && kr_width_text_as(l->scratch.data, l->scratch.len,
		                              l->ambiguous_wide) <= room)
			return;
	}
	join_meta(l, item, l->doc->recs[item].section ? SECTION : DATE | DURATION);
}

struct row_painter {
	struct kr_pane_list *l;
	kr_pane_list_emit *emit;
	void *user;
	int row, skip;
};

static void put(struct row_painter *p, const struct kr_pane_list_line *line)
{
	if (p->skip > 0)
		p->skip--;
	else if (p->row < p->l->rows)
		p->emit(p->user, p->row++, line);
}

/* The row of a thumbnail beside line k of its item. */
static int beside(bool thumbnail, int k)
{
	return thumbnail && k < KR_LIST_THUMB_ROWS ? k + 1 : 0;
}

/* The blank lines of an item; the last one separates it from the next. */
static void put_below(struct row_painter *p, uint32_t i, const struct item *item)
{
	const int text = item->ntitle + item->snippet + item->meta;

	for (int k = 1; k < item->below; k++)
		put(p, &(struct kr_pane_list_line){
		               .item = i, .text = "", .thumbnail = beside(true, text + k - 1)});
	if (item->below)
		put(p, &(struct kr_pane_list_line){.item = UINT32_MAX, .text = ""});
}

static void put_item(struct row_painter *p, uint32_t i)
{
	const bool thumbnail = kr_pane_list_has_thumbnail(p->l, i);
	struct item item;

	measure(p->l, i, &item);
	if (item.gap)
		put(p, &(struct kr_pane_list_line){.item = UINT32_MAX, .text = ""});
	if (item.heading)
		put(p, &(struct kr_pane_list_line){.item = UINT32_MAX,
		               .text = item.heading,
		               .len = (uint32_t)strlen(item.heading),
		               .heading = true});
	for (int k = 0; k < item.ntitle; k++)
		put(p, &(struct kr_pane_list_line){.item = i,
		               .text = item.title[k].data,
		               .len = (uint32_t)item.title[k].len,
		               .title = true,
		               .first = !k,
		               .thumbnail = beside(thumbnail, k)});
	if (item.snippet) {
		const char *text = p->l->snippets[i].text ? p->l->snippets[i].text : "";

		put(p, &(struct kr_pane_list_line){.item = i,
		               .text = text,
		               .len = (uint32_t)strlen(text),
		               .snippet = true,
		               .thumbnail = beside(thumbnail, item.ntitle)});
	}
	if (item.meta) {
		build_meta(p->l, i);
		put(p, &(struct kr_pane_list_line){.item = i,
		               .text = p->l->scratch.data,
		               .len = (uint32_t)p->l->scratch.len,
		               .meta = true,
		               .thumbnail = beside(thumbnail, item.ntitle + item.snippet)});
	}
	put_below(p, i, &item);
}

void kr_pane_list_lines(struct kr_pane_list *l, kr_pane_list_emit *emit, void *user)
{
	struct row_painter p = {.l = l, .emit = emit, .user = user, .skip = l->top_line};

	for (uint32_t i = l->top; i < l->doc->nrecs && p.row < l->rows; i++)
		put_item(&p, i);
}
