/* Strings that a script assigns. */
#include "extract/data/state_loader_priv.h"

#include <ctype.h>
#include <string.h>

enum { MAX_STRINGS = 200 }; /* in one script */

struct kr_js_value *kr_state_strings_new(
        struct kr_arena *arena, const char *name, struct kr_slice text)
{
	struct kr_js_value *v = kr_arena_alloc(arena, sizeof *v);

	*v = (struct kr_js_value){.type = KR_JS_VALUE_STRING, .key = name, .n = (uint32_t)text.len};
	v->u.str = kr_arena_dup(arena, text.data, text.len);
	return v;
}

/* The last name in "window.title" or "page['title']"; NULL if there is none. */
static const char *last_name(struct kr_arena *arena, struct kr_slice target)
{
	size_t n = 0;

	while (target.len && strchr("]\"'", target.data[target.len - 1]))
		target.len--;
	while (n < target.len && !strchr(".[\"'", target.data[target.len - 1 - n]))
		n++;
	return n ? kr_arena_dup(arena, target.data + target.len - n, n) : NULL;
}

/* Reads 'a' + "b" at s. Returns the bytes read, or 0 if what follows shows that it is not just a
 * string. */
static size_t read_concatenation(
        struct kr_arena *arena, const char *s, const char *end, struct kr_str *out)
{
	const char *at = s;

	while (at < end && (*at == '"' || *at == '\'')) {
		size_t used = 0;
		const struct kr_js_value *v =
		        kr_js_value_parse(arena, at, (size_t)(end - at), &used);

		if (!v || memchr(at, '\n', used))
			return 0;
		kr_str_add(out, v->u.str, v->n);
		for (at += used; at < end && strchr(" \t\r\n+", *at);)
			at++;
	}
	return at == end || strchr(";,.)}<", *at) || isalpha((unsigned char)*at) ? (size_t)(at - s)
	                                                                         : 0;
}

size_t kr_state_strings_read(
        struct kr_state_loader *l, struct kr_slice target, const char *s, const char *end)
{
	struct kr_arena *arena = &l->page->arena;
	const char *name = last_name(arena, target);
	struct kr_str text;
	size_t used = 0;

	kr_str_init(&text);
	if (name && l->named && l->named->n < MAX_STRINGS)
		used = read_concatenation(arena, s, end, &text);
	if (used) {
		struct kr_js_value *v =
		        kr_state_strings_new(arena, name, (struct kr_slice){text.data, text.len});

		if (l->last_named)
			l->last_named->next = v;
		else
			l->named->u.first = v;
		l->last_named = v;
		l->named->n++;
		l->has_text |= text.len >= KR_STATE_TEXT_MIN;
	}
	kr_str_fini(&text);
	return used;
}
