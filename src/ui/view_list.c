/* Paints the list of recommendations. */
#include <stdio.h>
#include <string.h>

#include "kread/app/mouse.h"
#include "kread/base/intl.h"
#include "kread/store/mark.h"
#include "kread/text/width.h"
#include "kread/ui/views.h"

struct list_painter {
	struct kr_surface *s;
	struct kr_rect r; /* of the lines, without the heading */
	struct kr_pane_list *list;
	bool focus;
	const struct kr_theme *t;
};

static bool is_read(const struct kr_pane_list *l, uint32_t item)
{
	return l->marks && (l->marks[item] & KR_MARK_READ);
}

static void mark(const struct list_painter *p, int row, const char *text, size_t at, size_t len)
{
	const int col = p->r.col + kr_pane_list_indent(p->list) +
	                kr_width_text_as(text, at, p->s->ambiguous_wide),
	          cols = kr_width_text_as(text + at, len, p->s->ambiguous_wide),
	          room = p->r.col + p->r.cols - col;

	kr_surface_pen(p->s, (struct kr_rect){row, col, 1, cols < room ? cols : room},
	        p->t->pens[KR_ROLE_MATCH]);
}

static void mark_matches(
        const struct list_painter *p, int row, const struct kr_pane_list_line *line)
{
	size_t from = 0, at, len;

	while (p->list->search &&
	        kr_search_next(p->list->search, line->text, line->len, from, &at, &len)) {
		mark(p, row, line->text, at, len);
		from = at + len;
	}
}

static void mark_hit(const struct list_painter *p, int row, const struct kr_pane_list_line *line)
{
	const struct kr_list_snippet *s = &p->list->snippets[line->item];

	if (s->text)
		mark(p, row, s->text, s->at, s->len);
}

/* Paints, before the first line of an item, ">" if it is selected, a tick if it was read, and its
 * number. */
static void paint_gutter(const struct list_painter *p, int row, uint32_t item, struct kr_pen pen)
{
	const char *tick = p->list->ascii ? "x" : "\u2713";
	char number[16];
	int n = snprintf(number, sizeof number, "%3u", item + 1);

	if (item == p->list->selected)
		kr_surface_text(p->s, p->r, row, p->r.col, ">", 1, pen);
	if (n == 3)
		kr_surface_text(p->s, p->r, row, p->r.col + 1, number, 3, pen);
	if (is_read(p->list, item) && item < 99)
		kr_surface_text(p->s, p->r, row, p->r.col + 1, tick, strlen(tick), pen);
}

static void paint_thumbnail(
        const struct list_painter *p, int row, const struct kr_pane_list_line *line)
{
	const struct kr_rect box = {row - line->thumbnail + 1, p->r.col + KR_LIST_GUTTER,
	        KR_LIST_THUMB_ROWS, KR_LIST_THUMB_COLS};

	kr_view_picture(p->s, p->r, kr_pane_pictures_find(&p->list->pictures, line->item), &box,
	        line->thumbnail - 1);
}

static void paint_line(void *user, int row, const struct kr_pane_list_line *line)
{
	const struct list_painter *p = user;
	const struct kr_pen *pens = p->t->pens;
	bool selected = line->item == p->list->selected && p->focus;
	struct kr_pen pen = pens[line->heading                 ? KR_ROLE_HEADING
	                         : line->meta || line->snippet ? KR_ROLE_ITEM_META
	                                                       : KR_ROLE_ITEM];
	struct kr_pen number = pens[KR_ROLE_NUMBER];
	int col = p->r.col + (line->heading ? 1 : kr_pane_list_indent(p->list));

	if (row >= p->r.rows)
		return;
	row += p->r.row;
	if (line->item != UINT32_MAX && line->title && is_read(p->list, line->item))
		pen = pens[KR_ROLE_ITEM_READ];
	if (line->item == p->list->selected && !p->focus && line->title)
		pen.attrs |= KR_ATTR_BOLD;
	if (selected) {
		pen = number = pens[KR_ROLE_ITEM_SELECTED];
		kr_surface_clear(p->s, (struct kr_rect){row, p->r.col, 1, p->r.cols}, pen);
	}
	if (line->first)
		paint_gutter(p, row, line->item, number);
	kr_surface_start(p->s, p->r, row, col, line->text, line->len, pen);
	if (line->title)
		mark_matches(p, row, line);
	else if (line->snippet)
		mark_hit(p, row, line);
	if (line->thumbnail)
		paint_thumbnail(p, row, line);
	if (line->item != UINT32_MAX)
		kr_surface_link(p->s, (struct kr_rect){row, p->r.col, 1, p->r.cols},
		        KR_MOUSE_ITEM + (int32_t)line->item);
}

/* Paints the group of the first item on the screen, and how many items there are; while the list
 * has the focus, the status line says it. */
static void paint_heading(struct kr_surface *s, struct kr_rect r, const struct kr_pane_list *l,
        bool focus, const struct kr_theme *t)
{
	struct kr_rect room = r;
	struct kr_pen pen = t->pens[focus ? KR_ROLE_FRAME_FOCUS : KR_ROLE_FRAME];
	const char *group = l->doc->nrecs ? l->doc->recs[l->top].group : NULL;
	char place[32];
	int n = snprintf(place, sizeof place, "%zu ", l->doc->nrecs);

	r.rows = 1;
	if (l->title) {
		pen = t->pens[KR_ROLE_TITLE];
		group = l->title;
	}
	kr_surface_clear(s, r, pen);
	group = group ? group : _("Recommended");
	if (l->doc->nrecs && !l->title && !focus && n + 8 < r.cols) {
		kr_surface_text(s, r, r.row, r.col + r.cols - n, place, (size_t)n, pen);
		room.cols -= n + 1;
	}
	kr_surface_start(s, room, r.row, r.col + 1, group, strlen(group), pen);
}

void kr_view_list(struct kr_surface *s, struct kr_rect r, struct kr_pane_list *list, bool focus,
        const struct kr_theme *t)
{
	const char *none = _("none on this page");
	struct list_painter p = {s, r, list, focus, t};

	if (r.rows < 1)
		return;
	kr_surface_clear(s, r, t->pens[KR_ROLE_TEXT]);
	paint_heading(s, r, list, focus, t);
	p.r.row += KR_LIST_HEAD;
	p.r.rows -= KR_LIST_HEAD;
	if (list->doc->nrecs)
		kr_pane_list_lines(list, paint_line, &p);
	else
		kr_surface_text(
		        s, p.r, p.r.row, p.r.col + 1, none, strlen(none), t->pens[KR_ROLE_HINT]);
}
