/* Literals of JSON and JavaScript, read as data and never evaluated: JSON (RFC 8259), and what pages make of it (JSON5-like
 * single quotes, bare keys, comments, trailing commas, raw newlines, \' in strings, HTML comments and CDATA around), and
 * the few expressions that serializers print: undefined, void 0, !0, !1, new Date("..."), Array(3), JSON.parse("...").
 * What else stands where a value should (functions, operators) is skipped and counts as null.
 *
 * The reader keeps no call stack: nesting is limited to KR_LIT_DEPTH, values to KR_LIT_VALUES, and a text that breaks off
 * or goes wrong gives what came before. Values live in the arena. */
#ifndef KREAD_EXTRACT_LIT_PRIV_H
#define KREAD_EXTRACT_LIT_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kread/base/arena.h"

enum {
	KR_LIT_DEPTH = 128,
	KR_LIT_VALUES = 200000,
};

enum kr_lit_type {
	KR_LIT_NULL, /* undefined and all that is not understood, too */
	KR_LIT_BOOL,
	KR_LIT_NUMBER,
	KR_LIT_STRING,
	KR_LIT_NAME, /* an identifier: what is bound to it takes its place (lit_bind.c) */
	KR_LIT_ARRAY,
	KR_LIT_OBJECT,
};

struct kr_lit {
	enum kr_lit_type type : 16;
	unsigned
	        seen : 8; /* bits of walks through states: the array or object that begins with this member was visited */
	uint32_t n;       /* string, name: bytes; array, object: members */
	const char *key;     /* in an object; else NULL */
	struct kr_lit *next; /* in the array or object around it */
	union {
		double num; /* number, bool */
		const char *str;
		struct kr_lit *first; /* array, object */
	} u;
};

/* The value that begins at s, behind blanks and comments; NULL if none does. *ret_used (may be NULL): bytes read. */
struct kr_lit *kr_lit_parse(struct kr_arena *arena, const char *s, size_t len, size_t *ret_used);

/* From a "(" (or "[") at s: the values up to the bracket that closes it, as an array. */
struct kr_lit *kr_lit_parse_list(struct kr_arena *arena, const char *s, size_t len, size_t *ret_used);

/* The value of a call "(function(a,b){b.c=a;return {...}}(1,{}))" or "(function(a,b){...})(...)" with the arguments put in
 * for the names, as Nuxt 2 prints its state; NULL if s is no such call, or the function does more than to fill in its
 * arguments and to return a literal. Parts may be shared and even contain themselves, as with kr_lit_unflatten(). */
struct kr_lit *kr_lit_parse_call(struct kr_arena *arena, const char *s, size_t len);

/* A flat array whose members refer to each other by index, as devalue (Nuxt 3) and turbo-stream (React Router) print it, made
 * into the value of its first element. Parts may be shared and even contain themselves: walk with a limit. NULL if it is no such array. */
struct kr_lit *kr_lit_unflatten(struct kr_arena *arena, struct kr_lit *flat);

/* A walk over all values below a root, each before its members:
 *
 *     for (v = root; v; v = kr_lit_next(&w))
 *             if (kr_lit_enter(&w, v)) ... its members come next ...
 */
enum { KR_LIT_WALK = 200 }; /* deeper ones are not walked */

struct kr_lit_walk {
	unsigned
	        seen; /* bit of kr_lit.seen: an array or object is entered once; 0: each time, for trees from kr_lit_parse() */
	int depth;
	struct kr_lit *next[KR_LIT_WALK];
	const struct kr_lit *in[KR_LIT_WALK]; /* the arrays and objects that were entered, the outermost first */
};

bool kr_lit_enter(struct kr_lit_walk *w, const struct kr_lit *v); /* false: no array or object, empty, or seen before */
struct kr_lit *kr_lit_next(struct kr_lit_walk *w);                /* NULL: that was all */
const struct kr_lit *kr_lit_around(const struct kr_lit_walk *w);  /* the object around what was entered last; or NULL */

const struct kr_lit *kr_lit_get(const struct kr_lit *object, const char *key); /* NULL: absent, or no object */
const char *kr_lit_str(const struct kr_lit *v);                                /* a string that is not empty, or NULL */
double kr_lit_num(const struct kr_lit *v, double otherwise); /* a number, or a string that is one from end to end */

#endif
