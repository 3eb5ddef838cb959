/* Commands that show and sort the lists of the library. */
#include "app_priv.h"
#include "kread/base/intl.h"
#include "kread/base/mem.h"

/* Both list the same. */
static bool is_same(const struct kr_stack_page *p, const struct kr_stack_page *q)
{
	return p && p->is_shelf && p->of == q->of && !p->query && p->shelf == q->shelf &&
	       p->subscription == q->subscription && kr_str_eq(p->tag, q->tag);
}

void kr_lists_show(struct kr_app *a, struct kr_stack_page *p, const char *empty)
{
	struct kr_stack_page *now = kr_current_page(a);

	kr_library_leave(a);
	kr_shelves_fill(a, p);
	if (!p->doc->nrecs && empty) {
		kr_stack_page_free(p);
		if (a->severity == KR_SEVERITY_NONE)
			kr_message_info(a, "%s", empty);
		return;
	}
	kr_job_cancel(a);
	if (is_same(now, p)) {
		kr_stack_page_free(p);
		kr_shelves_fill(a, now);
		now->list.selected = 0;
	} else {
		kr_stack_push(&a->stack, p);
	}
	kr_overlay_close(a);
	kr_areas_update(a);
}

static void show(struct kr_app *a, enum kr_shelf shelf, const char *tag)
{
	struct kr_stack_page *p;

	if (!kr_record_is_kept(a))
		return;
	p = kr_stack_page_new();
	p->shelf = shelf;
	p->tag = kr_mem_strdup(tag);
	kr_lists_show(a, p, kr_shelves_empty(shelf));
}

void kr_lists_history(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	show(a, KR_SHELF_HISTORY, NULL);
}

void kr_lists_favourites(struct kr_app *a, const struct kr_call *c)
{
	show(a, c->arg ? KR_SHELF_TAG : KR_SHELF_FAVOURITES, c->arg);
}

void kr_lists_liked(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	show(a, KR_SHELF_LIKED, NULL);
}

void kr_lists_queue(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	show(a, KR_SHELF_QUEUE, NULL);
}

void kr_lists_again(struct kr_app *a)
{
	const struct kr_stack_page *now = kr_current_page(a);
	struct kr_stack_page *p;

	if (now->query) {
		kr_finder_again(a);
	} else if (now->of == KR_LIST_OF_ARTICLES) {
		show(a, now->shelf, now->tag);
	} else {
		p = kr_stack_page_new();
		p->of = now->of;
		p->subscription = now->subscription;
		kr_lists_show(a, p, NULL);
	}
}

void kr_lists_sort(struct kr_app *a, const struct kr_call *c)
{
	static const char *const orders[KR_SORTS] = {[KR_SORT_DATE] = N_("date"),
	        [KR_SORT_SITE] = N_("site"),
	        [KR_SORT_TITLE] = N_("title")};
	struct kr_stack_page *p = kr_current_page(a);
	int to = ((int)p->sort + 1) % KR_SORTS;

	if (!p->is_shelf || p->of != KR_LIST_OF_ARTICLES || p->query) {
		kr_message_info(
		        a, p->query ? N_("what was found is sorted by how well it fits")
		                    : N_("only lists of articles of the library can be sorted"));
		return;
	}
	for (int i = 0; c->arg && i < KR_SORTS; i++)
		if (kr_str_eq(c->arg, orders[i]))
			to = i;
	if (c->arg && !kr_str_eq(c->arg, orders[to])) {
		kr_message_error(a, "sort: date, site or title");
		return;
	}
	p->sort = (enum kr_shelf_sort)to;
	kr_shelves_fill(a, p);
	p->list.selected = 0;
	kr_areas_update(a);
	kr_message_info(a, "sorted by %s", _(orders[to]));
}
