#include "extract/data/devalue_priv.h"

#include <stdlib.h>
#include <string.h>

/* The index that ["Reactive", 7] and the like wrap, or -1. */
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

	for (int steps = 0; steps < 8; steps++) {
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

/* "_12" means that the string at index 12 is the key (turbo-stream). */
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

struct kr_js_value *kr_devalue_unflatten(struct kr_arena *arena, struct kr_js_value *flat)
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
			continue; /* a plain value or one of devalue's named types */
		for (struct kr_js_value *v = index[i]->u.first; v; v = v->next) {
			name_member(v, index, n);
			if (v->type == KR_JS_VALUE_NUMBER)
				kr_js_value_assign(v, at_index(index, n, v->u.num));
		}
	}
	root = kr_arena_alloc(arena, sizeof *root);
	kr_js_value_assign(root, at_index(index, n, 0));
	return root;
}
