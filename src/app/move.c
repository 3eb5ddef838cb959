/* Commands that move in the pane that has the focus, and from article to article of a list. */
#include "app_priv.h"

enum { SIDE_COLS = 8 };

/* --- from article to article -------------------------------------------------------------- */

/* The walk through the page's own list. */
static struct kr_walk *own_walk(struct kr_stack_page *p)
{
	if (!p->own) {
		p->own = kr_walk_new(p->doc, p->url);
		/* what was read is what these are about */
		p->own->again =
		        p->is_shelf && p->of == KR_LIST_OF_ARTICLES && p->shelf != KR_SHELF_QUEUE;
		p->own->at = p->list.selected ? (long)p->list.selected : -1;
	}
	return p->own;
}

void kr_move_selected(struct kr_app *a)
{
	struct kr_stack_page *p = kr_current_page(a);

	if (!a->overlay.doc)
		own_walk(p)->at = p->list.selected;
}

static void open_item(struct kr_app *a, struct kr_walk *w, long i)
{
	w->at = i;
	kr_job_open_item(a, w, i, kr_finder_hit(a, w, i));
}

void kr_move_open(struct kr_app *a, long i)
{
	struct kr_stack_page *p = kr_current_page(a);
	long n = (long)p->doc->nrecs;

	if (i >= n) {
		kr_message_info(a, "this list has %ld articles", n);
		return;
	}
	kr_pane_list_select(&p->list, (uint32_t)i);
	if (p->is_shelf && p->of == KR_LIST_OF_SUBSCRIPTIONS)
		kr_feeds_open_item(a, i);
	else
		open_item(a, own_walk(p), i);
}

static void report_end(struct kr_app *a, const struct kr_walk *w, long at, long by)
{
	const long n = (long)w->n;

	if (!n)
		kr_message_info(a, "no recommendations on this page");
	else if (by < 0 && at <= 0)
		kr_message_info(a, "this is the first of %ld", n);
	else if (by > 0 && at + 1 >= n)
		kr_message_info(a, "this is the last of %ld", n);
	else if (at + by < 0 || at + by >= n)
		kr_message_info(a, "this list has %ld articles", n);
	else
		kr_message_info(a, "you have read all that follows (%ld/%ld)", at + 1, n);
}

/* The focused list is walked; in the text, the list from which the article was opened, and its own
 * only if it was not opened from one. */
static void walk(struct kr_app *a, long by)
{
	struct kr_stack_page *p = kr_current_page(a);
	const bool own = !p->walk || p->focus == KR_FOCUS_LIST;
	struct kr_walk *w = own ? own_walk(p) : p->walk;
	const long at = own ? w->at : p->at, to = kr_walk_find(w, &a->visited, at, by);

	if (to < 0)
		report_end(a, w, at, by);
	else if (own)
		kr_move_open(a, to);
	else
		open_item(a, w, p->at = to);
}

const char *kr_move_next_title(struct kr_app *a)
{
	const struct kr_stack_page *p = kr_current_page(a);
	const struct kr_walk *w = p->walk ? p->walk : p->own;
	const struct kr_rec *recs = p->doc->recs;
	long to = w ? kr_walk_find(w, &a->visited, p->walk ? p->at : w->at, 1) : p->list.selected;

	if (w)
		return to < 0 ? NULL : w->titles[to] ? w->titles[to] : w->urls[to];
	/* no walk is begun for that, since more recommendations may come */
	for (to += to > 0; to < (long)p->doc->nrecs; to++)
		if (!kr_visited_has(&a->visited, recs[to].url))
			return recs[to].title ? recs[to].title : recs[to].url;
	return NULL;
}

void kr_move_next(struct kr_app *a, const struct kr_call *c)
{
	walk(a, c->n);
}

void kr_move_previous(struct kr_app *a, const struct kr_call *c)
{
	walk(a, -c->n);
}

/* --- in the pane -------------------------------------------------------------------------- */

static void lines(struct kr_app *a, long n)
{
	if (kr_current_reader(a)) {
		kr_pane_reader_scroll(kr_current_reader(a), n);
	} else {
		kr_pane_list_move(kr_current_list(a), n);
		kr_move_selected(a);
	}
}

static void halves(struct kr_app *a, long n)
{
	if (kr_current_reader(a)) {
		kr_pane_reader_half(kr_current_reader(a), n);
	} else {
		kr_pane_list_half(kr_current_list(a), n);
		kr_move_selected(a);
	}
}

static void pages(struct kr_app *a, long n)
{
	if (kr_current_reader(a)) {
		kr_pane_reader_page(kr_current_reader(a), n);
	} else {
		kr_pane_list_page(kr_current_list(a), n);
		kr_move_selected(a);
	}
}

void kr_move_down(struct kr_app *a, const struct kr_call *c)
{
	lines(a, c->n);
}

void kr_move_up(struct kr_app *a, const struct kr_call *c)
{
	lines(a, -c->n);
}

void kr_move_half_down(struct kr_app *a, const struct kr_call *c)
{
	halves(a, c->n);
}

void kr_move_half_up(struct kr_app *a, const struct kr_call *c)
{
	halves(a, -c->n);
}

void kr_move_page_down(struct kr_app *a, const struct kr_call *c)
{
	pages(a, c->n);
}

void kr_move_page_up(struct kr_app *a, const struct kr_call *c)
{
	pages(a, -c->n);
}

static void select_item(struct kr_app *a, size_t i)
{
	kr_pane_list_select(kr_current_list(a), i > UINT32_MAX ? UINT32_MAX : (uint32_t)i);
	kr_move_selected(a);
}

void kr_move_top(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	kr_trail_leave(a);
	if (kr_current_reader(a))
		kr_pane_reader_top(kr_current_reader(a));
	else
		select_item(a, 0);
}

void kr_move_bottom(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	kr_trail_leave(a);
	if (kr_current_reader(a))
		kr_pane_reader_end(kr_current_reader(a));
	else
		select_item(a, kr_current_list(a)->doc->nrecs);
}

void kr_move_percent(struct kr_app *a, const struct kr_call *c)
{
	long to = c->count < 100 ? c->count : 100;

	if (c->count)
		kr_trail_leave(a);
	if (!c->count)
		kr_message_info(a, "percent: needs a number; 50%% goes to the middle");
	else if (kr_current_reader(a))
		kr_pane_reader_percent_goto(kr_current_reader(a), (int)to);
	else
		select_item(a, kr_current_list(a)->doc->nrecs * (size_t)to / 100);
}

void kr_move_left(struct kr_app *a, const struct kr_call *c)
{
	if (kr_current_reader(a))
		kr_pane_reader_side(kr_current_reader(a), -(int)c->n * SIDE_COLS);
}

void kr_move_right(struct kr_app *a, const struct kr_call *c)
{
	if (kr_current_reader(a))
		kr_pane_reader_side(kr_current_reader(a), (int)c->n * SIDE_COLS);
}
