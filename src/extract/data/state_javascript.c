/* Page states in JavaScript: assignments and calls with literals. */
#include "extract/data/state_loader_priv.h"

#include <ctype.h>
#include <string.h>

#include "extract/data/decode_nested_priv.h"
#include "extract/data/js_call_priv.h"

enum {
	TARGET_MAX = 80,  /* longest left side of an assignment, in bytes */
	PASSED_MIN = 400, /* smallest object passed to a call, in bytes */
	MAX_CALLS = 8,    /* functions on a page that return a state */
};

static bool is_call(const char *s, const char *end)
{
	while (s < end && strchr("(! ", *s))
		s++;
	return kr_slice_starts((struct kr_slice){s, (size_t)(end - s)}, "function");
}

/* Whether a value worth reading starts here: a container or a string that contains one. */
static bool is_value(const char *s, const char *end)
{
	static const char *const calls[] = {"JSON.parse(", "decodeURI", "unescape(", "atob("};

	if (end - s < KR_STATE_MIN)
		return false;
	if (*s == '"' || *s == '\'' || *s == '`')
		return s[1] && strchr("{[%eW", s[1]);
	return *s == '{' || *s == '[' ||
	       kr_slice_starts_any((struct kr_slice){s, (size_t)(end - s)}, calls, 4);
}

/* The left side of the "=" at eq if it is a name with dots and brackets that starts a statement;
 * else empty. */
static struct kr_slice target_of(const char *from, const char *eq)
{
	const char *s = eq;
	size_t n, more;

	while (s > from && isspace((unsigned char)s[-1]))
		s--;
	for (n = 0; s > from && n < TARGET_MAX; s--, n++)
		if (!isalnum((unsigned char)s[-1]) && !strchr("_$.[]\"'", s[-1]))
			break;
	for (more = 0; s - more > from && strchr(" \t", *(s - more - 1));)
		more++;
	if (n == TARGET_MAX || (s - more > from && !strchr(";{}(),\n\r>/", *(s - more - 1)) &&
	                               !isalpha((unsigned char)*(s - more - 1))))
		n = 0;
	return (struct kr_slice){s, n};
}

static const char *find(const char *known, const char *s, const char *end, char c)
{
	if (!known || known < s)
		known = memchr(s, c, (size_t)(end - s));
	return known ? known : end;
}

/* Where the value starts whose bracket is at s if it is passed to a call or is the right side of
 * "||"; else NULL. */
static const char *value_passed(const char *from, const char *s)
{
	const char *p = s;

	if (p > from && strchr("\"'`", p[-1]))
		p--;
	s = p;
	while (p > from && isspace((unsigned char)p[-1]))
		p--;
	return p > from && (p[-1] == '(' || (p[-1] == ',' && *s == '{') ||
	                           (p[-1] == '|' && p - 1 > from && p[-2] == '|'))
	               ? s
	               : NULL;
}

/* Reads calls of functions with arguments within the first n bytes: devalue prints parts of a
 * state like this, and Nuxt its state under other names. */
static void read_calls(struct kr_state_loader *l, const char *s, size_t n, const char *end)
{
	static const char call[] = "(function(";
	const char *stop = s + n;

	while (l->bare && l->calls < MAX_CALLS &&
	        (s = memmem(s, (size_t)(stop - s), call, sizeof call - 1))) {
		const char *from = s;

		s += sizeof call - 1;
		if (s < stop && (isalnum((unsigned char)*s) || *s == '_' || *s == '$')) {
			kr_state_roots_add(
			        l, kr_js_call_parse(&l->page->arena, from, (size_t)(end - from)));
			l->calls++;
		}
	}
}

/* Reads a container at s, or a string that contains one. Returns the bytes read. */
static size_t read_value(
        struct kr_state_loader *l, const char *s, const char *end, size_t min_bytes)
{
	size_t used = 0;
	struct kr_js_value *v = kr_js_value_parse(&l->page->arena, s, (size_t)(end - s), &used);

	if (v && v->type == KR_JS_VALUE_STRING)
		v = kr_decode_nested(&l->page->arena, v);
	if (used >= min_bytes)
		kr_state_roots_add(l, v);
	read_calls(l, s, used, end);
	return used;
}

/* Reads the value after the "=" at eq. Returns its bytes, or SIZE_MAX if the rest of the script
 * is of no use. */
static size_t read_assigned(
        struct kr_state_loader *l, const char *from, const char *eq, const char *s, const char *end)
{
	const bool value = is_value(s, end), call = !value && is_call(s, end);
	struct kr_slice target;

	if (!value && !call && (!l->bare || (*s != '"' && *s != '\'')))
		return 0;
	target = target_of(from, eq);
	if (!target.len)
		return 0;
	if (call && !memmem(target.data, target.len, "NUXT", 4)) {
		read_calls(
		        l, s, (size_t)(end - s) < TARGET_MAX ? (size_t)(end - s) : TARGET_MAX, end);
		return 0;
	}
	if (call) {
		kr_state_roots_add(l, kr_js_call_parse(&l->page->arena, s, (size_t)(end - s)));
		return SIZE_MAX;
	}
	return value ? read_value(l, s, end, KR_STATE_MIN)
	             : kr_state_strings_read(l, target, s, end);
}

void kr_state_javascript_read(struct kr_state_loader *l, struct kr_slice text)
{
	const struct kr_arena *arena = &l->page->arena;
	const char *from = text.data, *end = text.data + text.len, *s = from, *eq = NULL,
	           *open = NULL;

	l->named = kr_arena_alloc(&l->page->arena, sizeof *l->named);
	l->named->type = KR_JS_VALUE_OBJECT;
	l->last_named = NULL;
	l->has_text = false;
	while (s < end && arena->used < l->room) {
		const char *value;
		size_t used = 0;

		eq = find(eq, s, end, '=');
		open = l->bare ? find(open, s, end, '{') : end;
		if (eq < open) {
			for (s = eq + 1; s < end && isspace((unsigned char)*s);)
				s++;
			used = s < end ? read_assigned(l, from, eq, s, end) : 0;
		} else if (open < end && (value = value_passed(from, open))) {
			s = value;
			used = read_value(l, s, end, PASSED_MIN);
		} else {
			s = open < end ? open + 1 : end;
		}
		if (used == SIZE_MAX)
			break;
		s += used;
		from = used ? s : from;
	}
	if (l->has_text)
		kr_state_roots_add(l, l->named);
}
