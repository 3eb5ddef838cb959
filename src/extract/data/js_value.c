/* Walks and reads values. */
#include "extract/data/js_value_priv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool kr_js_value_enter(struct kr_js_value_walk *w, const struct kr_js_value *v)
{
	if (v->type < KR_JS_VALUE_ARRAY || !v->u.first || v->u.first->seen & w->seen ||
	        w->depth == KR_JS_VALUE_WALK)
		return false;
	v->u.first->seen = (v->u.first->seen | w->seen) & 0xffu;
	w->next[w->depth] = v->u.first;
	w->in[w->depth++] = v;
	return true;
}

const struct kr_js_value *kr_js_value_parent(const struct kr_js_value_walk *w)
{
	const struct kr_js_value *parent = w->depth > 1 ? w->in[w->depth - 2] : NULL;

	return parent && parent->type == KR_JS_VALUE_OBJECT ? parent : NULL;
}

struct kr_js_value *kr_js_value_next(struct kr_js_value_walk *w)
{
	struct kr_js_value *v;

	while (w->depth && !w->next[w->depth - 1])
		w->depth--;
	if (!w->depth)
		return NULL;
	v = w->next[w->depth - 1];
	w->next[w->depth - 1] = v->next;
	return v;
}

const struct kr_js_value *kr_js_value_get(const struct kr_js_value *object, const char *key)
{
	if (!object || object->type != KR_JS_VALUE_OBJECT)
		return NULL;
	for (const struct kr_js_value *v = object->u.first; v; v = v->next)
		if (v->key && *v->key == *key && !strcmp(v->key, key))
			return v;
	return NULL;
}

const char *kr_js_value_str(const struct kr_js_value *v)
{
	return v && v->type == KR_JS_VALUE_STRING && v->n ? v->u.str : NULL;
}

double kr_js_value_num(const struct kr_js_value *v, double otherwise)
{
	char *stop;
	double d;

	if (v && v->type == KR_JS_VALUE_NUMBER)
		return v->u.num;
	if (!kr_js_value_str(v) || strchr(" \t\n", v->u.str[0]))
		return otherwise;
	d = strtod(v->u.str, &stop);
	return *stop || !isfinite(d) ? otherwise : d;
}

void kr_js_value_assign(struct kr_js_value *to, const struct kr_js_value *from)
{
	to->type = from->type;
	to->n = from->n;
	to->u = from->u;
}
