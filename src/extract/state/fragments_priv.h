/* Articles in fragments: content systems build pages of modules, and an article is a string of
 * prose in each of several modules. The strings are grouped by the name of their member. */
#ifndef KREAD_EXTRACT_STATE_FRAGMENTS_PRIV_H
#define KREAD_EXTRACT_STATE_FRAGMENTS_PRIV_H

#include "extract/data/js_value_priv.h"

enum { KR_FRAGMENTS = 24 }; /* groups; further names are ignored */

/* Zero it before use. */
struct kr_fragments {
	struct kr_fragment_group {
		const char *key;          /* the name */
		struct kr_js_value *list; /* an array of copies of the strings */
		struct kr_js_value *last; /* in it */
		size_t bytes;
	} groups[KR_FRAGMENTS];
	size_t n;
};

/* Adds a string of prose that the walk has reached. Ignores strings in comments, recommendations
 * and navigation, titles, summaries and other fields, and a string that equals the one before it in
 * its group. The group lives in the arena. */
void kr_fragments_add(struct kr_fragments *f, struct kr_arena *arena, const struct kr_js_value *v,
        const struct kr_js_value_walk *walk);

/* Returns the group with the most text as an array of strings; NULL if it has fewer than two or
 * another group has more than half as much. *ret_bytes: its text. */
const struct kr_js_value *kr_fragments_best(const struct kr_fragments *f, size_t *ret_bytes);

#endif
