#include "extract/data/js_call_priv.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/base/str.h"

struct call_cursor {
	const char *s, *end;
};

static void skip_blanks(struct call_cursor *c)
{
	while (c->s < c->end && strchr(" \t\r\n;", *c->s))
		c->s++;
}

static bool accept(struct call_cursor *c, const char *word)
{
	size_t n = strlen(word);

	skip_blanks(c);
	if ((size_t)(c->end - c->s) < n || memcmp(c->s, word, n) != 0)
		return false;
	c->s += n;
	return true;
}

struct call_binding {
	const char *name;
	struct kr_js_value *value, *last; /* last member of value */
};

static int by_name(const void *a, const void *b)
{
	return strcmp(
	        ((const struct call_binding *)a)->name, ((const struct call_binding *)b)->name);
}

static struct call_binding *find_binding(
        const struct call_binding *bindings, size_t n, const char *name)
{
	const struct call_binding key = {.name = name};

	return bsearch(&key, bindings, n, sizeof key, by_name);
}

/* Replaces bound names below root by their values. The tree comes from the parser: no cycles,
 * limited depth. */
static void bind(struct kr_js_value *root, const struct call_binding *bindings, size_t n)
{
	struct kr_js_value_walk w = {0};

	for (struct kr_js_value *v = root; v; v = kr_js_value_next(&w))
		if (!kr_js_value_enter(&w, v) && v->type == KR_JS_VALUE_NAME) {
			const struct call_binding *b = find_binding(bindings, n, v->u.str);

			if (b)
				kr_js_value_assign(v, b->value);
		}
}

/* Reads the values in parentheses as an array. */
static struct kr_js_value *read_list(struct kr_arena *arena, struct call_cursor *c)
{
	struct kr_js_value *v;
	size_t used = 0;

	if (!accept(c, "("))
		return NULL;
	c->s--;
	v = kr_js_value_parse_list(arena, c->s, (size_t)(c->end - c->s), &used);
	c->s += used;
	return v;
}

/* Reads statements "a.b=...;", "a['b']=...;" and "a[0]=...;" up to "return" into an array of
 * values, with the left side as key. Returns NULL at any other statement. */
static struct kr_js_value *read_statements(struct kr_arena *arena, struct call_cursor *c)
{
	struct kr_js_value *all = kr_arena_alloc(arena, sizeof *all), *last = NULL;

	while (!accept(c, "return")) {
		size_t name = 0, key = 0, used = 0;
		const char *at = c->s, *dot;
		struct kr_js_value *v;

		while (at + name < c->end && !strchr(".[=(;{}", at[name]))
			name++;
		dot = at + name;
		if (dot < c->end && strchr(".[", *dot))
			while (dot + 1 + key < c->end && !strchr("=(;{}", dot[1 + key]))
				key++;
		c->s = dot + 1 + key;
		if (!key || !accept(c, "=") ||
		        !(v = kr_js_value_parse(arena, c->s, (size_t)(c->end - c->s), &used)))
			return NULL;
		c->s += used;
		v->key = kr_arena_dup(arena, at, name + 1 + key);
		if (last)
			last->next = v;
		else
			all->u.first = v;
		last = v;
		if (c->s >= c->end || *c->s != ';')
			return NULL;
	}
	return all;
}

/* Adds the assigned values to the arguments. */
static void fill_in(struct kr_arena *arena, struct kr_js_value *statements,
        struct call_binding *bindings, size_t n)
{
	for (struct kr_js_value *v = statements->u.first, *next; v; v = next) {
		const size_t name = strcspn(v->key, ".[");
		const char *key = v->key + name + 1;
		struct call_binding *b =
		        find_binding(bindings, n, kr_arena_dup(arena, v->key, name));

		next = v->next;
		v->next = NULL;
		if (!b || b->value->type < KR_JS_VALUE_ARRAY || (b->value->n && !b->last))
			continue;
		v->key = NULL;
		if (b->value->type == KR_JS_VALUE_OBJECT) {
			key += strspn(key, "\"'");
			v->key = kr_arena_dup(arena, key, strcspn(key, "\"']"));
		}
		if (b->last)
			b->last->next = v;
		else
			b->value->u.first = v;
		b->last = v;
		b->value->n++;
	}
}

/* Binds names in the assigned values, now that all objects are complete. */
static void bind_statements(const struct call_binding *bindings, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (struct kr_js_value *v = bindings[i].last ? bindings[i].value->u.first : NULL;
		        v; v = v->next)
			bind(v, bindings, n);
}

static struct kr_js_value *call(struct kr_arena *arena, struct kr_js_value *statements,
        struct kr_js_value *params, struct kr_js_value *args, struct kr_js_value *body)
{
	struct call_binding *bindings = kr_mem_zalloc(params->n, sizeof *bindings);
	size_t n = 0;

	for (struct kr_js_value *p = params->u.first, *a = args->u.first; p && a;
	        p = p->next, a = a->next)
		if (p->type == KR_JS_VALUE_NAME)
			bindings[n++] = (struct call_binding){.name = p->u.str, .value = a};
	qsort(bindings, n, sizeof *bindings, by_name);
	fill_in(arena, statements, bindings, n);
	bind_statements(bindings, n);
	bind(body, bindings, n);
	free(bindings);
	return body;
}

struct kr_js_value *kr_js_call_parse(struct kr_arena *arena, const char *s, size_t len)
{
	struct call_cursor c = {s, s + len};
	struct kr_js_value *params, *statements, *args, *body;
	size_t used = 0;

	while (accept(&c, "(") || accept(&c, "!"))
		;
	if (!accept(&c, "function") || !(params = read_list(arena, &c)) || !accept(&c, "{") ||
	        !(statements = read_statements(arena, &c)))
		return NULL;
	skip_blanks(&c);
	body = kr_js_value_parse(arena, c.s, (size_t)(c.end - c.s), &used);
	c.s += used;
	if (!body || !accept(&c, "}"))
		return body;
	accept(&c, ")");
	args = read_list(arena, &c);
	return args && params->n && args->n ? call(arena, statements, params, args, body) : body;
}
