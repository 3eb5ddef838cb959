/* Articles that a state holds in pieces: strings of prose that stand at the same place of several
 * objects, as content systems keep the parts of which a page is built. */
#ifndef KREAD_EXTRACT_STATE_FRAGMENTS_PRIV_H
#define KREAD_EXTRACT_STATE_FRAGMENTS_PRIV_H

#include "extract/data/js_value_priv.h"

enum { KR_FRAGMENTS = 24 };

struct kr_fragments {
	struct kr_fragment_group {
		const char *key;          /* the name that all have */
		struct kr_js_value *list; /* an array of them */
		struct kr_js_value *last;
		size_t bytes;
	} groups[KR_FRAGMENTS];
	size_t n;
};

/* A string that the walk has come to; it is prose. */
void kr_fragments_add(struct kr_fragments *p, struct kr_arena *arena, const struct kr_js_value *v,
        const struct kr_js_value_walk *w);

/* The pieces with one name, if there are at least two and all others are short beside them; else
 * NULL. *ret_bytes of text. */
const struct kr_js_value *kr_fragments_best(const struct kr_fragments *p, size_t *ret_bytes);

#endif
