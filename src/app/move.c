/* Commands that move in the pane that has the focus. */
#include "app_priv.h"

enum { SIDE_COLS = 8 };

void kr_move_selected(struct kr_app *a)
{
	struct kr_stack_page *p = kr_current_page(a);

	p->at = p->list.selected;
}

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
	if (kr_current_reader(a))
		kr_pane_reader_top(kr_current_reader(a));
	else
		select_item(a, 0);
}

void kr_move_bottom(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	if (kr_current_reader(a))
		kr_pane_reader_end(kr_current_reader(a));
	else
		select_item(a, kr_current_page(a)->doc->nrecs);
}

void kr_move_percent(struct kr_app *a, const struct kr_call *c)
{
	long to = c->count < 100 ? c->count : 100;

	if (!c->count)
		kr_message_info(a, "percent: needs a number; 50%% goes to the middle");
	else if (kr_current_reader(a))
		kr_pane_reader_percent_goto(kr_current_reader(a), (int)to);
	else
		select_item(a, kr_current_page(a)->doc->nrecs * (size_t)to / 100);
}

void kr_move_left(struct kr_app *a, const struct kr_call *c)
{
	kr_pane_reader_side(kr_current_reader(a), -(int)c->n * SIDE_COLS);
}

void kr_move_right(struct kr_app *a, const struct kr_call *c)
{
	kr_pane_reader_side(kr_current_reader(a), (int)c->n * SIDE_COLS);
}
