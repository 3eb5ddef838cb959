/* Names and indices in literals replaced by what they stand for: the states that Nuxt prints. */
#include "extract/data/js_value_priv.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/base/str.h"

/* to becomes what from is, at its own place and under its own key. */
static void assign(struct kr_js_value *to, const struct kr_js_value *from)
{
	to->type = from->type;
	to->n = from->n;
	to->u = from->u;
}

/* --- function(a,b){return {...}}(...)
 * ---------------------------------------------------------------------------- */

struct cursor {
	const char *s, *end;
};

static void blanks(struct cursor *c)
{
	while (c->s < c->end && strchr(" \t\r\n;", *c->s))
		c->s++;
}

static bool take(struct cursor *c, const char *word)
{
	size_t n = strlen(word);

	blanks(c);
	if ((size_t)(c->end - c->s) < n || memcmp(c->s, word, n) != 0)
		return false;
	c->s += n;
	return true;
}

struct binding {
	const char *name;
	struct kr_js_value *value, *last; /* last: its last member */
};

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct binding *)a)->name, ((const struct binding *)b)->name);
}

static struct binding *find_binding(const struct binding *bindings, size_t n, const char *name)
{
	const struct binding key = {.name = name};

	return bsearch(&key, bindings, n, sizeof key, by_name);
}

/* Every name below root that is bound gets its value. The tree is fresh from the reader: no cycles,
 * limited depth. */
static void bind(struct kr_js_value *root, const struct binding *bindings, size_t n)
{
	struct kr_js_value_walk w = {0};

	for (struct kr_js_value *v = root; v; v = kr_js_value_next(&w))
		if (!kr_js_value_enter(&w, v) && v->type == KR_JS_VALUE_NAME) {
			const struct binding *b = find_binding(bindings, n, v->u.str);

			if (b)
				assign(v, b->value);
		}
}

/* From "(" on: the values up to the ")" that closes it, as an array. */
static struct kr_js_value *read_list(struct kr_arena *arena, struct cursor *c)
{
	struct kr_js_value *v;
	size_t used = 0;

	if (!take(c, "("))
		return NULL;
	c->s--;
	v = kr_js_value_parse_list(arena, c->s, (size_t)(c->end - c->s), &used);
	c->s += used;
	return v;
}

/* Statements "a.b=...;", "a['b']=...;" and "a[0]=...;" up to "return": an array of the values, each
 * with its left side for a key. NULL if anything else is done. */
static struct kr_js_value *read_statements(struct kr_arena *arena, struct cursor *c)
{
	struct kr_js_value *all = kr_arena_alloc(arena, sizeof *all), *last = NULL;

	while (!take(c, "return")) {
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
		if (!key || !take(c, "=") ||
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

/* What the statements assign, put into the objects that are passed for the names. */
static void fill_in(
        struct kr_arena *arena, struct kr_js_value *statements, struct binding *bindings, size_t n)
{
	for (struct kr_js_value *v = statements->u.first, *next; v; v = next) {
		const size_t name = strcspn(v->key, ".[");
		const char *key = v->key + name + 1;
		struct binding *b = find_binding(bindings, n, kr_arena_dup(arena, v->key, name));

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

/* Names in the statements' values, once all objects are complete. */
static void bind_statements(const struct binding *bindings, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (struct kr_js_value *v = bindings[i].last ? bindings[i].value->u.first : NULL;
		        v; v = v->next)
			bind(v, bindings, n);
}

static struct kr_js_value *call(struct kr_arena *arena, struct kr_js_value *statements,
        struct kr_js_value *params, struct kr_js_value *args, struct kr_js_value *body)
{
	struct binding *bindings = kr_mem_zalloc(params->n, sizeof *bindings);
	size_t n = 0;

	for (struct kr_js_value *p = params->u.first, *a = args->u.first; p && a;
	        p = p->next, a = a->next)
		if (p->type == KR_JS_VALUE_NAME)
			bindings[n++] = (struct binding){.name = p->u.str, .value = a};
	qsort(bindings, n, sizeof *bindings, by_name);
	fill_in(arena, statements, bindings, n);
	bind_statements(bindings, n);
	bind(body, bindings, n);
	free(bindings);
	return body;
}

struct kr_js_value *kr_js_env_parse_call(struct kr_arena *arena, const char *s, size_t len)
{
	struct cursor c = {s, s + len};
	struct kr_js_value *params, *statements, *args, *body;
	size_t used = 0;

	while (take(&c, "(") || take(&c, "!"))
		;
	if (!take(&c, "function") || !(params = read_list(arena, &c)) || !take(&c, "{") ||
	        !(statements = read_statements(arena, &c)))
		return NULL;
	blanks(&c);
	body = kr_js_value_parse(arena, c.s, (size_t)(c.end - c.s), &used);
	c.s += used;
	if (!body || !take(&c, "}"))
		return body;
	take(&c, ")");
	args = read_list(arena, &c);
	return args && params->n && args->n ? call(arena, statements, params, args, body) : body;
}

/* --- devalue ------------------------------------------------------------------------------ */

/* What ["Reactive", 7] and the like wrap: the index, or -1 if v is no such thing. */
static double wrapped(const struct kr_js_value *v)
{
	static const char *const names[] = {"Reactive", "ShallowReactive", "Ref", "ShallowRef",
	        "EmptyRef", "EmptyShallowRef", "NuxtError"};

	if (v->type != KR_JS_VALUE_ARRAY || v->n != 2 || !kr_js_value_str(v->u.first))
		return -1;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(v->u.first->u.str, names[i]))
			return kr_js_value_num(v->u.first->next, -1);
	return -1;
}

static const struct kr_js_value *at_index(struct kr_js_value **flat, size_t n, double index)
{
	static const struct kr_js_value nothing = {.type = KR_JS_VALUE_NULL};

	for (int hops = 0; hops < 8; hops++) {
		const struct kr_js_value *v;
		double inner;

		if (!(index >= 0 && index < (double)n))
			return &nothing;
		v = flat[(size_t)index];
		inner = wrapped(v);
		if (inner < 0)
			return v->type == KR_JS_VALUE_ARRAY && v->n == 2 &&
			                       kr_js_value_str(v->u.first) &&
			                       !strcmp(v->u.first->u.str, "Date")
			               ? v->u.first->next
			               : v;
		index = inner;
	}
	return &nothing;
}

/* "_12": the name of the member is the string at 12 (turbo-stream, of React Router). */
static void name_member(struct kr_js_value *v, struct kr_js_value **flat, size_t n)
{
	unsigned long i;
	char *stop;

	if (!v->key || *v->key != '_' || v->key[1] < '0' || v->key[1] > '9')
		return;
	i = strtoul(v->key + 1, &stop, 10);
	if (i < n && !*stop && kr_js_value_str(flat[i]))
		v->key = flat[i]->u.str;
}

struct kr_js_value *kr_js_env_unflatten(struct kr_arena *arena, struct kr_js_value *flat)
{
	struct kr_js_value **index, *root;
	size_t n = 0;

	if (!flat || flat->type != KR_JS_VALUE_ARRAY || !flat->n ||
	        flat->u.first->type < KR_JS_VALUE_ARRAY)
		return NULL;
	index = kr_arena_alloc(arena, flat->n * sizeof(struct kr_js_value *));
	for (struct kr_js_value *v = flat->u.first; v; v = v->next)
		index[n++] = v;
	for (size_t i = 0; i < n; i++) {
		if (index[i]->type < KR_JS_VALUE_ARRAY ||
		        (index[i]->type == KR_JS_VALUE_ARRAY && index[i]->n &&
		                kr_js_value_str(index[i]->u.first)))
			continue; /* a plain value, or one of devalue's named types */
		for (struct kr_js_value *v = index[i]->u.first; v; v = v->next) {
			name_member(v, index, n);
			if (v->type == KR_JS_VALUE_NUMBER)
				assign(v, at_index(index, n, v->u.num));
		}
	}
	root = kr_arena_alloc(arena, sizeof *root);
	assign(root, at_index(index, n, 0));
	return root;
}
