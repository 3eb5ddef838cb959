#include "extract/state/state_keys_priv.h"

#include <string.h>

#include "kread/base/slice.h"

static const struct {
	const char *name;
	enum kr_state_role role;
	int priority;
} keys[] = {
#define KEY(name, role, priority) {name, KR_STATE_##role, priority},
#include "extract/state/state_keys.def"
#undef KEY
};

/* For names that are not in the table: "widgetTitle", "articleHtml". */
static enum kr_state_role role_by_suffix(struct kr_slice name, int *ret_priority)
{
	static const struct {
		char last;
		const char *suffix;
		enum kr_state_role role;
	} suffixes[] = {{'e', "title", KR_STATE_TITLE}, {'e', "headline", KR_STATE_TITLE},
	        {'t', "content", KR_STATE_TEXT}, {'l', "html", KR_STATE_TEXT},
	        {'y', "body", KR_STATE_TEXT}, {'s', "blocks", KR_STATE_TEXT},
	        {'t', "richtext", KR_STATE_TEXT}, {'e', "publishtime", KR_STATE_PUBLISHED},
	        {'e', "pubtime", KR_STATE_PUBLISHED}, {'e', "publishdate", KR_STATE_PUBLISHED}};
	static const char *const excluded_prefixes[] = {
	        "sub", "seo", "short", "page", "meta", "tab", "alt", "image", "img"};
	enum kr_state_role role = KR_STATE_OTHER;

	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes && role == KR_STATE_OTHER; i++)
		if (name.data[name.len - 1] == suffixes[i].last &&
		        kr_slice_ends(name, suffixes[i].suffix))
			role = suffixes[i].role;
	for (size_t i = 0;
	        i < sizeof excluded_prefixes / sizeof *excluded_prefixes && role != KR_STATE_OTHER;
	        i++)
		if (kr_slice_starts(name, excluded_prefixes[i]))
			role = KR_STATE_OTHER;
	*ret_priority = role == KR_STATE_OTHER ? 0 : 3;
	return role;
}

/* Lower case, without "_" and "-". Stops at "(" and "@": Apollo appends arguments and directives
 * ("body({...})"). Returns the length; 0 if the name is too long or has other characters than
 * letters and digits. */
static size_t normalize_name(const char *key, char *out, size_t size)
{
	size_t n = 0;

	for (; key && *key && *key != '(' && *key != '@'; key++) {
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

enum kr_state_role kr_state_keys_role(const char *key, int *ret_priority)
{
	size_t low = 0, high = sizeof keys / sizeof *keys;
	char name[32];
	const size_t len = normalize_name(key, name, sizeof name);

	*ret_priority = 0;
	if (!len)
		return KR_STATE_OTHER;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		const int first = name[0] - keys[middle].name[0],
		          order = first ? first : strcmp(name, keys[middle].name);

		if (!order) {
			*ret_priority = keys[middle].priority;
			return keys[middle].role;
		}
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return role_by_suffix((struct kr_slice){name, len}, ret_priority);
}

static bool is_empty(const struct kr_js_value *v)
{
	return v->type == KR_JS_VALUE_NULL || v->type == KR_JS_VALUE_BOOL ||
	       v->type == KR_JS_VALUE_NAME || (v->type != KR_JS_VALUE_NUMBER && !v->n);
}

/* Content systems wrap titles: {"rendered": ...} (WordPress), {"basic": ...} (Arc), [{"type":
 * "heading1", "text": ...}] (Prismic). */
const struct kr_js_value *kr_state_keys_title(const struct kr_js_value *v)
{
	static const char *const wrappers[] = {
	        "rendered", "basic", "default", "main", "text", "value", "title", "headline"};

	if (v->type == KR_JS_VALUE_ARRAY && v->u.first)
		v = v->u.first;
	for (size_t i = 0; v->type == KR_JS_VALUE_OBJECT && i < sizeof wrappers / sizeof *wrappers;
	        i++) {
		const struct kr_js_value *inner = kr_js_value_get(v, wrappers[i]);

		if (kr_js_value_str(inner))
			return inner;
	}
	return v;
}

enum kr_state_role kr_state_keys_choose(
        struct kr_state_choice *choice, const struct kr_js_value *member)
{
	int priority;
	const enum kr_state_role role =
	        is_empty(member) ? KR_STATE_OTHER : kr_state_keys_role(member->key, &priority);

	if (role == KR_STATE_TITLE) {
		member = kr_state_keys_title(member);
		/* anything but a string may be a reference, so any string is better */
		priority = member->type == KR_JS_VALUE_STRING ? priority : 1;
	}
	if (role != KR_STATE_OTHER && priority > choice->priority[role]) {
		choice->priority[role] = priority;
		choice->members->v[role] = member;
	}
	return role;
}

void kr_state_keys_read(const struct kr_js_value *object, struct kr_state_members *ret)
{
	struct kr_state_choice choice = {.members = ret};

	*ret = (struct kr_state_members){0};
	for (const struct kr_js_value *v = object->type == KR_JS_VALUE_OBJECT ? object->u.first
	                                                                      : NULL;
	        v; v = v->next)
		kr_state_keys_choose(&choice, v);
}
