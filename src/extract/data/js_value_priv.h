/* Reads literals of JSON and JavaScript as data, without evaluating anything: JSON (RFC 8259)
 * and what pages make of it (single quotes, bare keys, comments and trailing commas as in JSON5,
 * raw newlines, \' in strings, HTML comments and CDATA around), and the few expressions that
 * serializers print: undefined, void 0, !0, !1, new Date("..."), Array(3), JSON.parse("...").
 * Anything else in the place of a value (functions, operators) is skipped and counts as null.
 *
 * The reader does not recurse: nesting is limited to KR_JS_VALUE_DEPTH and the number of values
 * to KR_JS_VALUE_VALUES. Truncated or malformed text gives the values before the fault. Values
 * live in the arena. */
#ifndef KREAD_EXTRACT_DATA_JS_VALUE_PRIV_H
#define KREAD_EXTRACT_DATA_JS_VALUE_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kread/base/arena.h"
#include "kread/base/budgets.h"

enum kr_js_value_type {
	KR_JS_VALUE_NULL, /* also undefined, and anything not understood */
	KR_JS_VALUE_BOOL,
	KR_JS_VALUE_NUMBER,
	KR_JS_VALUE_STRING,
	KR_JS_VALUE_NAME, /* an identifier; kr_js_call_parse() replaces it by its value */
	KR_JS_VALUE_ARRAY,
	KR_JS_VALUE_OBJECT,
};

enum { /* kr_js_value.seen: one bit for each walk that enters an array or object only once */
	KR_JS_VALUE_SEEN_ARTICLE = 1,
	KR_JS_VALUE_SEEN_RECS = 2,
	KR_JS_VALUE_SEEN_MAPS = 4,
	KR_JS_VALUE_SEEN_STORES = 8,
};

struct kr_js_value {
	enum kr_js_value_type type : 16;
	/* bits of walks through states: the array or object that starts with this member was
	 * visited */
	unsigned seen : 8;
	uint32_t n;               /* string, name: bytes; array, object: number of members */
	const char *key;          /* in an object, else NULL */
	struct kr_js_value *next; /* next member of the array or object that contains it */
	union {
		double num; /* number, bool */
		const char *str;
		struct kr_js_value *first; /* array, object */
	} u;
};

/* Returns the value at s, after white space and comments, or NULL if there is none. *ret_used
 * (may be NULL) is the number of bytes read. (js_value_parse.c) */
struct kr_js_value *kr_js_value_parse(
        struct kr_arena *arena, const char *s, size_t len, size_t *ret_used);

/* s is at a "(" or "[": returns the values up to the closing bracket as an array. */
struct kr_js_value *kr_js_value_parse_list(
        struct kr_arena *arena, const char *s, size_t len, size_t *ret_used);

/* Walks over all values below a root, each before its members:
 *
 *     for (v = root; v; v = kr_js_value_next(&w))
 *             if (kr_js_value_enter(&w, v))
 *                     ... its members follow ... */
enum { KR_JS_VALUE_WALK = 200 }; /* deeper values are skipped */

struct kr_js_value_walk {
	/* a bit of kr_js_value.seen: enter each array or object once; 0: every time, for trees
	 * from kr_js_value_parse() */
	unsigned seen;
	int depth;
	struct kr_js_value *next[KR_JS_VALUE_WALK];
	/* the entered arrays and objects, outermost first */
	const struct kr_js_value *in[KR_JS_VALUE_WALK];
};

/* Returns false if v is not an array or object, is empty, or was seen before. */
bool kr_js_value_enter(struct kr_js_value_walk *w, const struct kr_js_value *v);
/* Returns NULL at the end. */
struct kr_js_value *kr_js_value_next(struct kr_js_value_walk *w);
/* Returns the parent of the array or object entered last if it is an object, else NULL. */
const struct kr_js_value *kr_js_value_parent(const struct kr_js_value_walk *w);

/* Returns a member, or NULL if it is absent or object is not an object (or NULL). */
const struct kr_js_value *kr_js_value_get(const struct kr_js_value *object, const char *key);
/* Returns a string that is not empty, or NULL. v may be NULL. */
const char *kr_js_value_str(const struct kr_js_value *v);
/* Returns a number, or a string that is a number from end to end; otherwise if v is neither. */
double kr_js_value_num(const struct kr_js_value *v, double otherwise);

/* Copies the value of from, but not its place or key. */
void kr_js_value_assign(struct kr_js_value *to, const struct kr_js_value *from);

#endif
