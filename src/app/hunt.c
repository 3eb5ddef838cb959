/* Searching in the panes: while the pattern is typed, and from match to match. A long text is
 * searched in steps, between keys. */
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "kread/base/intl.h"
#include "kread/base/mem.h"

static void set_pattern(struct kr_app *a, const char *pattern)
{
	if (kr_current_reader(a))
		kr_pane_find_set(kr_current_reader(a), pattern);
	else if (kr_current_list(a))
		kr_pane_list_set_search(kr_current_list(a), pattern);
}

/* --- steps -------------------------------------------------------------------------------- */

static void report(struct kr_app *a, enum kr_found found, int direction)
{
	struct kr_pane_reader *r = kr_current_reader(a);

	if (found == KR_NOT_FOUND)
		kr_message_error(a, "not found: %s", a->search);
	else if (found == KR_FINDING)
		kr_message_info(a, "searching for %s: %d%%", a->search, kr_pane_find_percent(r));
	else if (found == KR_FOUND_WRAPPED)
		kr_message_info(a, direction > 0 ? N_("continued from the top")
		                                 : N_("continued from the bottom"));
}

static enum kr_found find(struct kr_app *a, int direction)
{
	enum kr_found found;

	if (kr_current_reader(a))
		return kr_pane_find_go(kr_current_reader(a), direction);
	found = kr_pane_list_find(kr_current_list(a), direction);
	if (found != KR_NOT_FOUND)
		kr_move_selected(a);
	return found;
}

static void step(struct kr_app *a, int direction)
{
	struct kr_pane_reader *r = kr_current_reader(a);
	const struct kr_position from = r ? r->anchor : (struct kr_position){0, 0};
	enum kr_found found;

	if (!a->search && kr_comments_step(a, direction))
		return;
	if (!a->search) {
		if (direction < 0 || !kr_feeds_next_unread(a))
			kr_message_info(a, "no search yet; press /");
		return;
	}
	/* this pane may be newer than the pattern */
	if (r && !r->find.search)
		set_pattern(a, a->search);
	if (kr_current_list(a) && !kr_current_list(a)->search)
		set_pattern(a, a->search);
	found = find(a, direction);
	if (found == KR_FINDING || (r && memcmp(&from, &r->anchor, sizeof from)))
		kr_trail_set(a, from);
	report(a, found, direction);
}

bool kr_hunt_is_busy(struct kr_app *a)
{
	const struct kr_pane_reader *r = kr_current_reader(a);

	return r && r->layout && !kr_pane_find_is_counted(r);
}

void kr_hunt_pump(struct kr_app *a)
{
	struct kr_pane_reader *r = kr_current_reader(a);
	int direction;
	enum kr_found found;

	if (!kr_hunt_is_busy(a))
		return;
	direction = r->find.direction;
	found = kr_pane_find_step(r);
	if (direction || kr_pane_find_is_counted(r))
		a->dirty = true;
	if (direction && a->hunt.typing)
		a->hunt.missing = found == KR_NOT_FOUND;
	if (!direction || a->hunt.typing)
		return;
	if (found == KR_FOUND)
		kr_message_clear(a);
	report(a, found, direction);
}

bool kr_hunt_cancel(struct kr_app *a)
{
	struct kr_pane_reader *r = kr_current_reader(a);

	if (!r || !r->find.direction)
		return false;
	r->find.direction = 0;
	return true;
}

void kr_hunt_clear(struct kr_app *a)
{
	free(a->search);
	a->search = NULL;
	set_pattern(a, NULL);
	if (kr_current_page(a))
		kr_pane_list_set_search(&kr_current_page(a)->list, NULL);
}

/* --- while the pattern is typed ----------------------------------------------------------- */

static void remember_place(struct kr_app *a)
{
	const struct kr_pane_reader *r = kr_current_reader(a);
	const struct kr_pane_list *l = kr_current_list(a);

	a->hunt = (struct kr_hunt){.typing = true};
	if (r)
		a->hunt.step = (struct kr_trail_step){r->anchor, r->link};
	if (r)
		a->hunt.lead = r->lead;
	if (l)
		a->hunt.selected = l->selected;
}

static void return_to_place(struct kr_app *a)
{
	struct kr_pane_reader *r = kr_current_reader(a);

	if (r)
		kr_pane_reader_return(r, a->hunt.step.at, a->hunt.lead);
	else if (kr_current_list(a))
		kr_pane_list_select(kr_current_list(a), a->hunt.selected);
}

void kr_hunt_typed(struct kr_app *a)
{
	const char *text = a->prompt.text.data;
	struct kr_pane_list *l = kr_current_list(a);

	if (!a->hunt.typing)
		return;
	return_to_place(a);
	set_pattern(a, *text ? text : NULL);
	a->hunt.missing = false;
	if (!*text)
		return;
	if (kr_current_reader(a))
		a->hunt.missing = kr_pane_find_go(kr_current_reader(a), 1) == KR_NOT_FOUND;
	else if (l)
		a->hunt.missing = kr_pane_list_find(l, 1) == KR_NOT_FOUND;
}

void kr_hunt_leave(struct kr_app *a, bool keep)
{
	if (!a->hunt.typing)
		return;
	return_to_place(a);
	if (!keep)
		set_pattern(a, a->search);
	a->hunt.typing = false;
}

/* --- commands ----------------------------------------------------------------------------- */

void kr_hunt_search(struct kr_app *a, const struct kr_call *c)
{
	if (!c->arg) {
		remember_place(a);
		kr_prompt_open(&a->prompt, KR_PROMPT_SEARCH, NULL);
		kr_areas_update(a);
		return;
	}
	if (c->arg != a->search) {
		free(a->search);
		a->search = *c->arg ? kr_mem_strdup(c->arg) : NULL;
	}
	set_pattern(a, a->search);
	step(a, 1);
}

void kr_hunt_next(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	step(a, 1);
}

void kr_hunt_previous(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	step(a, -1);
}
