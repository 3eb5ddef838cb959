#include "kread/app/mouse.h"

#include "app_priv.h"

enum { WHEEL_LINES = 3 };

static bool is_in(const struct kr_mouse *m, struct kr_area r)
{
	return m->row >= r.row && m->row < r.row + r.rows && m->col >= r.col &&
	       m->col < r.col + r.cols;
}

/* A list moves under its selection, which stays. */
static void scroll(struct kr_app *a, const struct kr_mouse *m, long lines)
{
	struct kr_stack_page *p = kr_current_page(a);

	if (a->overlay.pick)
		kr_pane_list_scroll(&a->overlay.list, lines);
	else if (a->overlay.doc)
		kr_pane_reader_scroll(&a->overlay.reader, lines);
	else if (p && p->doc && is_in(m, a->areas.list))
		kr_pane_list_scroll(&p->list, lines);
	else if (p && p->doc && is_in(m, a->areas.article))
		kr_pane_reader_scroll(&p->reader, lines);
}

static void click_start(struct kr_app *a, int32_t link)
{
	a->start.focus = link >= KR_MOUSE_ITEM;
	if (link >= KR_MOUSE_SHELF)
		kr_actions_run(a, a->start.v[link - KR_MOUSE_SHELF].command, 0, NULL);
	else if (link >= KR_MOUSE_ITEM)
		kr_actions_run(a, KR_CMD_OPEN, link - KR_MOUSE_ITEM + 1, NULL);
}

static void click_list(struct kr_app *a, struct kr_stack_page *p, int32_t link)
{
	p->focus = KR_FOCUS_LIST;
	p->reader.link = -1;
	kr_areas_update(a);
	if (link >= KR_MOUSE_ITEM)
		kr_actions_run(a, KR_CMD_OPEN, link - KR_MOUSE_ITEM + 1, NULL);
}

static void click_text(struct kr_app *a, int32_t link)
{
	struct kr_stack_page *p = kr_current_page(a);
	struct kr_pane_reader *r;

	if (!a->overlay.doc && !kr_stack_page_is_list(p))
		p->focus = KR_FOCUS_ARTICLE;
	kr_areas_update(a);
	r = kr_current_reader(a);
	if (!r || link < 0 || link >= (int32_t)kr_layout_links(r->layout))
		return;
	r->link = link;
	kr_actions_run(a, KR_CMD_OPEN, 0, NULL);
}

static void click(struct kr_app *a, const struct kr_mouse *m)
{
	struct kr_stack_page *p = kr_current_page(a);

	kr_message_clear(a);
	a->count = 0;
	a->npending = 0;
	if (!p && !a->overlay.doc) {
		click_start(a, m->link);
	} else if (a->overlay.pick) {
		if (m->link >= KR_MOUSE_ITEM)
			kr_pick_open(a, m->link - KR_MOUSE_ITEM);
	} else if (!a->overlay.doc && p->doc && is_in(m, a->areas.list)) {
		click_list(a, p, m->link);
	} else if (is_in(m, a->areas.article) && (a->overlay.doc || p->doc)) {
		click_text(a, m->link);
	}
}

void kr_mouse_event(struct kr_app *a, const struct kr_mouse *m)
{
	a->dirty = true;
	if (m->kind == KR_MOUSE_WHEEL_UP)
		scroll(a, m, -WHEEL_LINES);
	else if (m->kind == KR_MOUSE_WHEEL_DOWN)
		scroll(a, m, WHEEL_LINES);
	else if (!a->prompt.kind) /* what is typed there would be lost */
		click(a, m);
}
