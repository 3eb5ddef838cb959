/* Page states that arrive in pieces (React Server Components). */
#include "extract/data/state_loader_priv.h"

#include <string.h>

/* Appends the strings passed to a call, alone or as the second of two. Returns the number of
 * calls. */
static size_t collect(
        struct kr_state_loader *l, struct kr_slice text, const char *call, struct kr_str *out)
{
	const char *at;
	size_t n = 0;

	while ((at = memmem(text.data, text.len, call, strlen(call)))) {
		size_t used = 0;
		const struct kr_js_value *v;

		at += strlen(call);
		text = (struct kr_slice){at, text.len - (size_t)(at - text.data)};
		v = kr_js_value_parse(&l->page->arena, text.data, text.len, &used);
		if (v && v->type == KR_JS_VALUE_ARRAY && v->n == 2)
			v = v->u.first->next;
		if (kr_js_value_str(v))
			kr_str_add(out, v->u.str, v->n);
		text.data += used;
		text.len -= used;
		n++;
	}
	return n;
}

/* Reads self.__next_f.push([1,"..."]) of Next.js and
 * window.__reactRouterContext.streamController.enqueue("...") of React Router. */
bool kr_state_stream_read(struct kr_state_loader *l, struct kr_slice text)
{
	static const char *const next[] = {"self.__next_f", "(self.__next_f"};
	static const char *const router[] = {
	        "window.__reactRouterContext", "window.__remixContext"};

	text = kr_slice_trim(text);
	if (kr_slice_starts_any(text, next, 2)) {
		collect(l, text, "self.__next_f.push(", &l->react);
		return true;
	}
	return kr_slice_starts_any(text, router, 2) &&
	       collect(l, text, "streamController.enqueue(", &l->router) > 0;
}
