/* Literals of JSON and JavaScript, read as data and never evaluated: JSON (RFC 8259), and what
 * pages make of it (JSON5-like single quotes, bare keys, comments, trailing commas, raw newlines,
 * \' in strings, HTML comments and CDATA around), and the few expressions that serializers print:
 * undefined, void 0, !0, !1, new Date("..."), Array(3), JSON.parse("..."). What else stands where a
 * value should (functions, operators) is skipped and counts as null.
 *
 * The reader keeps no call stack: nesting is limited to KR_JS_VALUE_DEPTH, values to
 * KR_JS_VALUE_VALUES, and a text that breaks off or goes wrong gives what came before. Values live
 * in the arena. */
#ifndef KREAD_EXTRACT_DATA_JS_VALUE_PRIV_H
#define KREAD_EXTRACT_DATA_JS_VALUE_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kread/base/arena.h"

enum {
	KR_JS_VALUE_DEPTH = 128,
	KR_JS_VALUE_VALUES = 200000,
};

enum kr_js_value_type {
	KR_JS_VALUE_NULL, /* undefined and all that is not understood, too */
	KR_JS_VALUE_BOOL,
	KR_JS_VALUE_NUMBER,
	KR_JS_VALUE_STRING,
	KR_JS_VALUE_NAME, /* an identifier: what is bound to it takes its place (lit_bind.c) */
	KR_JS_VALUE_ARRAY,
	KR_JS_VALUE_OBJECT,
};

enum { /* kr_js_value.seen: walks that enter each array or object once */
	KR_JS_VALUE_SEEN_ARTICLE = 1,
	KR_JS_VALUE_SEEN_RECS = 2,
	KR_JS_VALUE_SEEN_MAPS = 4,
	KR_JS_VALUE_SEEN_STORES = 8,
};

struct kr_js_value {
	enum kr_js_value_type type : 16;
	unsigned seen : 8; /* bits of walks through states: the array or object that begins with
	                      this member was visited */
	uint32_t n;        /* string, name: bytes; array, object: members */
	const char *key;   /* in an object; else NULL */
	struct kr_js_value *next; /* in the array or object around it */
	union {
		double num; /* number, bool */
		const char *str;
		struct kr_js_value *first; /* array, object */
	} u;
};

/* The value that begins at s, behind blanks and comments; NULL if none does. *ret_used (may be
 * NULL): bytes read. */
struct kr_js_value *kr_js_value_parse(
        struct kr_arena *arena, const char *s, size_t len, size_t *ret_used);

/* From a "(" (or "[") at s: the values up to the bracket that closes it, as an array. */
struct kr_js_value *kr_js_value_parse_list(
        struct kr_arena *arena, const char *s, size_t len, size_t *ret_used);

/* The value of a call "(function(a,b){b.c=a;return {...}}(1,{}))" or "(function(a,b){...})(...)"
 * with the arguments put in for the names, as Nuxt 2 prints its state; NULL if s is no such call,
 * or the function does more than to fill in its arguments and to return a literal. Parts may be
 * shared and even contain themselves, as with kr_js_env_unflatten(). */
struct kr_js_value *kr_js_env_parse_call(struct kr_arena *arena, const char *s, size_t len);

/* A flat array whose members refer to each other by index, as devalue (Nuxt 3) and turbo-stream
 * (React Router) print it, made into the value of its first element. Parts may be shared and even
 * contain themselves: walk with a limit. NULL if it is no such array. */
struct kr_js_value *kr_js_env_unflatten(struct kr_arena *arena, struct kr_js_value *flat);

/* A walk over all values below a root, each before its members:
 *
 *     for (v = root; v; v = kr_js_value_next(&w))
 *             if (kr_js_value_enter(&w, v)) ... its members come next ...
 */
enum { KR_JS_VALUE_WALK = 200 }; /* deeper ones are not walked */

struct kr_js_value_walk {
	unsigned seen; /* bit of kr_js_value.seen: an array or object is entered once; 0: each time,
	                  for trees from kr_js_value_parse() */
	int depth;
	struct kr_js_value *next[KR_JS_VALUE_WALK];
	const struct kr_js_value *in[KR_JS_VALUE_WALK]; /* the arrays and objects that were entered,
	                                                   the outermost first */
};

bool kr_js_value_enter(struct kr_js_value_walk *w,
        const struct kr_js_value *v); /* false: no array or object, empty, or seen before */
struct kr_js_value *kr_js_value_next(struct kr_js_value_walk *w); /* NULL: that was all */
const struct kr_js_value *kr_js_value_around(
        const struct kr_js_value_walk *w); /* the object around what was entered last; or NULL */

const struct kr_js_value *kr_js_value_get(
        const struct kr_js_value *object, const char *key); /* NULL: absent, or no object */
const char *kr_js_value_str(const struct kr_js_value *v); /* a string that is not empty, or NULL */
double kr_js_value_num(const struct kr_js_value *v,
        double otherwise); /* a number, or a string that is one from end to end */

#endif
