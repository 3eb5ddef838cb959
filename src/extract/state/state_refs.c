#include "extract/state/state_refs_priv.h"

static const struct kr_js_value *find_key(
        const struct kr_js_value *object, const char *key, size_t *budget)
{
	if (object->type != KR_JS_VALUE_OBJECT || *budget < object->n)
		return NULL;
	*budget -= object->n;
	return kr_js_value_get(object, key);
}

static const char *reference(const struct kr_js_value *v)
{
	const char *key = kr_js_value_str(kr_js_value_get(v, "__ref"));

	if (!key && kr_str_eq(kr_js_value_str(kr_js_value_get(v, "type")), "id"))
		key = kr_js_value_str(kr_js_value_get(v, "id"));
	return key;
}

const struct kr_js_value *kr_state_refs_resolve(
        const struct kr_page *page, const struct kr_js_value *v, size_t *budget)
{
	const char *key = reference(v);

	for (size_t i = 0; key && i < page->nstate; i++) {
		const struct kr_js_value *root = page->state[i],
		                         *found = find_key(root, key, budget);

		/* the cache may be a member of the state: {"ROOT": {...}} */
		for (const struct kr_js_value *m = root->type == KR_JS_VALUE_OBJECT ? root->u.first
		                                                                    : NULL;
		        m && !found; m = m->next)
			found = find_key(m, key, budget);
		if (found)
			return found;
	}
	return v;
}
