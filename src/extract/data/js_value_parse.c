/* Reads arrays and objects. */
#include "extract/data/js_reader_priv.h"

#include <string.h>

static void attach(struct kr_js_reader *r, struct kr_js_value *v, const char *key)
{
	struct kr_js_value *in = r->stack[r->depth - 1].container,
	                   **last = &r->stack[r->depth - 1].last;

	v->key = key;
	if (*last)
		(*last)->next = v;
	else
		in->u.first = v;
	*last = v;
	in->n++;
}

static void push(struct kr_js_reader *r, struct kr_js_value *container)
{
	r->stack[r->depth].container = container;
	r->stack[r->depth].last = NULL;
	r->depth++;
	r->s++;
}

/* Reads the key of a member with its colon. Returns NULL if there is none. */
static const char *read_key(struct kr_js_reader *r)
{
	const char *key;

	if (*r->s == '"' || *r->s == '\'' || *r->s == '`') {
		key = kr_js_scalar_string(r)->u.str;
	} else {
		struct kr_slice name = kr_js_reader_path(r);

		if (!name.len)
			return NULL;
		key = kr_arena_dup(r->arena, name.data, name.len);
	}
	kr_js_reader_skip_blank(r);
	if (r->s >= r->end || *r->s != ':')
		return NULL;
	r->s++;
	kr_js_reader_skip_blank(r);
	return key;
}

/* Whether a comma is missing: a string directly follows a value in an object. */
static bool forgot_comma(const struct kr_js_reader *r)
{
	return r->stack[r->depth - 1].container->type == KR_JS_VALUE_OBJECT &&
	       (*r->s == '"' || *r->s == '\'');
}

/* Reads everything up to the bracket that closes the container on the stack, level by level. */
static void read_all(struct kr_js_reader *r)
{
	while (r->depth > 0 && r->values < KR_JS_VALUE_VALUES) {
		struct kr_js_value *in = r->stack[r->depth - 1].container, *v;
		const char *key = NULL;

		kr_js_reader_skip_blank(r);
		while (r->s < r->end && *r->s == ',') {
			r->s++;
			kr_js_reader_skip_blank(r);
		}
		if (r->s >= r->end)
			return;
		if (strchr("}])", *r->s)) {
			r->s++;
			r->depth--;
		} else if (in->type == KR_JS_VALUE_OBJECT && !(key = read_key(r))) {
			kr_js_reader_skip_rest(r); /* a method, a spread or nonsense */
		} else if (r->s < r->end && (*r->s == '{' || *r->s == '[')) {
			v = kr_js_reader_new(
			        r, *r->s == '{' ? KR_JS_VALUE_OBJECT : KR_JS_VALUE_ARRAY);
			attach(r, v, key);
			if (r->depth == KR_JS_VALUE_DEPTH) {
				r->s++;
				kr_js_reader_skip_brackets(r);
			} else {
				push(r, v);
				continue;
			}
		} else if (r->s < r->end && !strchr(",}])", *r->s)) {
			attach(r, kr_js_scalar_read(r), key);
		}
		kr_js_reader_skip_blank(r);
		if (r->depth > 0 && r->s < r->end && !strchr(",}])", *r->s) && !forgot_comma(r))
			kr_js_reader_skip_rest(r);
	}
}

struct kr_js_value *kr_js_value_parse_list(
        struct kr_arena *arena, const char *s, size_t len, size_t *ret_used)
{
	struct kr_js_reader r = {.arena = arena, .s = s, .end = s + len};
	struct kr_js_value *v = kr_js_reader_new(&r, KR_JS_VALUE_ARRAY);

	kr_str_init(&r.buf);
	push(&r, v);
	read_all(&r);
	*ret_used = (size_t)(r.s - s);
	kr_str_fini(&r.buf);
	return v;
}

struct kr_js_value *kr_js_value_parse(
        struct kr_arena *arena, const char *s, size_t len, size_t *ret_used)
{
	struct kr_js_reader r = {.arena = arena, .s = s, .end = s + len};
	struct kr_js_value *v = NULL;

	kr_str_init(&r.buf);
	kr_js_reader_skip_blank(&r);
	if (r.s >= r.end || strchr(",:;)]}", *r.s))
		goto out;
	if (*r.s == '{' || *r.s == '[') {
		v = kr_js_reader_new(&r, *r.s == '{' ? KR_JS_VALUE_OBJECT : KR_JS_VALUE_ARRAY);
		push(&r, v);
		read_all(&r);
	} else {
		v = kr_js_scalar_read(&r);
	}
	if (ret_used)
		*ret_used = (size_t)(r.s - s);
out:
	kr_str_fini(&r.buf);
	return v;
}
