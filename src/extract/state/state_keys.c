/* What the members of objects in page states are, by their names. */
#include "extract/state/state_priv.h"

#include <string.h>

static const struct {
	const char *name;
	enum kr_state_role role;
	int worth;
} keys[] = {
#define KEY(name, role, worth) {name, KR_STATE_##role, worth},
#include "extract/state/state_keys.def"
#undef KEY
};

/* Names that are longer than those of the table: "widgetTitle", "articleHtml". */
static enum kr_state_role role_by_end(struct kr_slice name, int *ret_worth)
{
	static const struct {
		const char *end;
		enum kr_state_role role;
	} ends[] = {{"title", KR_STATE_TITLE}, {"headline", KR_STATE_TITLE},
	        {"content", KR_STATE_TEXT}, {"html", KR_STATE_TEXT}, {"body", KR_STATE_TEXT},
	        {"blocks", KR_STATE_TEXT}, {"richtext", KR_STATE_TEXT},
	        {"publishtime", KR_STATE_TIME}, {"pubtime", KR_STATE_TIME},
	        {"publishdate", KR_STATE_TIME}};
	static const char *const others[] = {
	        "sub", "seo", "short", "page", "meta", "tab", "alt", "image", "img"};
	enum kr_state_role role = KR_STATE_OTHER;

	for (size_t i = 0; i < sizeof ends / sizeof *ends && role == KR_STATE_OTHER; i++)
		if (kr_slice_ends(name, ends[i].end))
			role = ends[i].role;
	for (size_t i = 0; i < sizeof others / sizeof *others && role != KR_STATE_OTHER; i++)
		if (kr_slice_starts(name, others[i]))
			role = KR_STATE_OTHER;
	*ret_worth = role == KR_STATE_OTHER ? 0 : 3;
	return role;
}

/* A name in lower case and without what separates its words; 0: it has none of letters and digits,
 * or is too long. */
static size_t plain_name(const char *key, char *out, size_t size)
{
	size_t n = 0;

	for (; key && *key && *key != '(' && *key != '@';
	        key++) { /* "body({...})": arguments and directives of Apollo */
		const char c = *key >= 'A' && *key <= 'Z' ? (char)(*key + 32) : *key;

		if (c == '_' || c == '-')
			continue;
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) || n == size - 1)
			return 0;
		out[n++] = c;
	}
	out[n] = '\0';
	return n;
}

enum kr_state_role kr_state_keys_role(const char *key, int *ret_worth)
{
	size_t low = 0, high = sizeof keys / sizeof *keys;
	char name[32];
	const size_t len = plain_name(key, name, sizeof name);

	*ret_worth = 0;
	if (!len)
		return KR_STATE_OTHER;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		const int first = name[0] - keys[middle].name[0],
		          order = first ? first : strcmp(name, keys[middle].name);

		if (!order) {
			*ret_worth = keys[middle].worth;
			return keys[middle].role;
		}
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return role_by_end((struct kr_slice){name, len}, ret_worth);
}

static bool is_empty(const struct kr_js_value *v)
{
	return v->type == KR_JS_VALUE_NULL || v->type == KR_JS_VALUE_BOOL ||
	       v->type == KR_JS_VALUE_NAME || (v->type != KR_JS_VALUE_NUMBER && !v->n);
}

/* A title may be an object of its own: {"rendered": ...}, {"basic": ...}, [{"type": "heading1",
 * "text": ...}]. */
const struct kr_js_value *kr_state_keys_title(const struct kr_js_value *v)
{
	static const char *const names[] = {
	        "rendered", "basic", "default", "main", "text", "value", "title", "headline"};

	if (v->type == KR_JS_VALUE_ARRAY && v->u.first)
		v = v->u.first;
	for (size_t i = 0; v->type == KR_JS_VALUE_OBJECT && i < sizeof names / sizeof *names; i++) {
		const struct kr_js_value *inner = kr_js_value_get(v, names[i]);

		if (kr_js_value_str(inner))
			return inner;
	}
	return v;
}

enum kr_state_role kr_state_keys_choose(struct kr_member_choice *c, const struct kr_js_value *v)
{
	int worth;
	const enum kr_state_role role =
	        is_empty(v) ? KR_STATE_OTHER : kr_state_keys_role(v->key, &worth);

	if (role == KR_STATE_TITLE) {
		v = kr_state_keys_title(v);
		worth = v->type == KR_JS_VALUE_STRING ? worth : 1; /* a reference, perhaps */
	}
	if (role != KR_STATE_OTHER && worth > c->high[role]) {
		c->high[role] = worth;
		c->m->v[role] = v;
	}
	return role;
}

void kr_state_keys_members(const struct kr_js_value *object, struct kr_members *ret)
{
	struct kr_member_choice c = {.m = ret};

	*ret = (struct kr_members){0};
	for (const struct kr_js_value *v = object->type == KR_JS_VALUE_OBJECT ? object->u.first
	                                                                      : NULL;
	        v; v = v->next)
		kr_state_keys_choose(&c, v);
}

static const struct kr_js_value *find_key(
        const struct kr_js_value *object, const char *key, size_t *budget)
{
	if (object->type != KR_JS_VALUE_OBJECT || *budget < object->n)
		return NULL;
	*budget -= object->n;
	return kr_js_value_get(object, key);
}

const struct kr_js_value *kr_state_keys_resolve(
        const struct kr_page *page, const struct kr_js_value *v, size_t *budget)
{
	const char *key = v && v->type == KR_JS_VALUE_OBJECT
	                          ? kr_js_value_str(kr_js_value_get(v, "__ref"))
	                          : NULL;

	if (!key && v && v->type == KR_JS_VALUE_OBJECT &&
	        kr_str_eq(kr_js_value_str(kr_js_value_get(v, "type")), "id"))
		key = kr_js_value_str(kr_js_value_get(v, "id"));
	for (size_t i = 0; key && i < page->nstate; i++) {
		const struct kr_js_value *root = page->state[i],
		                         *found = find_key(root, key, budget);

		for (const struct kr_js_value *m = root->type == KR_JS_VALUE_OBJECT ? root->u.first
		                                                                    : NULL;
		        m && !found; m = m->next)
			found = find_key(m, key, budget);
		if (found)
			return found;
	}
	return v;
}
