/* The page, pane and item that commands act on. */
#include "app_priv.h"

struct kr_stack_page *kr_current_page(const struct kr_app *a)
{
	return kr_stack_now(&a->stack);
}

unsigned kr_current_place(const struct kr_app *a)
{
	const struct kr_stack_page *p = kr_current_page(a);

	if (a->overlay.comments || a->overlay.media)
		return KR_IN_OVERLAY | KR_IN_COMMENTS;
	if (a->overlay.doc)
		return a->overlay.pick ? KR_IN_OVERLAY | KR_IN_PICK : KR_IN_OVERLAY;
	if (!p)
		return KR_IN_START;
	return p->focus == KR_FOCUS_LIST ? KR_IN_LIST : KR_IN_ARTICLE;
}

struct kr_pane_reader *kr_current_reader(struct kr_app *a)
{
	unsigned place = kr_current_place(a);

	if (place & KR_IN_OVERLAY)
		return a->overlay.pick ? NULL : &a->overlay.reader;
	return place == KR_IN_ARTICLE ? &kr_current_page(a)->reader : NULL;
}

struct kr_pane_list *kr_current_list(struct kr_app *a)
{
	if (a->overlay.doc && a->overlay.pick)
		return &a->overlay.list;
	return kr_current_place(a) == KR_IN_LIST ? &kr_current_page(a)->list : NULL;
}
