/* The roots of page states, and stores within them. */
#include "extract/data/state_loader_priv.h"

enum { MAX_ROOTS = 200 };

void kr_state_roots_add(struct kr_state_loader *l, struct kr_js_value *v)
{
	struct kr_page *page = l->page;

	if (!v || v->type < KR_JS_VALUE_ARRAY || page->nstate == MAX_ROOTS)
		return;
	page->state = kr_arena_grow(
	        &page->arena, page->state, page->nstate, &l->cap, sizeof(struct kr_js_value *));
	page->state[page->nstate++] = v;
}

void kr_state_roots_add_stores(struct kr_state_loader *l)
{
	enum { DEEP = 6 };
	const size_t n = l->page->nstate;

	for (size_t i = 0; i < n; i++) {
		struct kr_js_value_walk w = {.seen = KR_JS_VALUE_SEEN_STORES};

		for (struct kr_js_value *v = l->page->state[i]; v; v = kr_js_value_next(&w)) {
			if (v->type == KR_JS_VALUE_OBJECT && w.depth > 1 &&
			        (kr_js_value_get(v, "ROOT_QUERY") ||
			                kr_js_value_get(v, "client:root")))
				kr_state_roots_add(l, v);
			else if (w.depth < DEEP)
				kr_js_value_enter(&w, v);
		}
	}
}
