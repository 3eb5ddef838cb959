/* Articles that a state holds in pieces: strings of prose that stand at the same place of several objects, as content systems
 * keep the parts of which a page is built. */
#ifndef KREAD_EXTRACT_PIECES_PRIV_H
#define KREAD_EXTRACT_PIECES_PRIV_H

#include "lit_priv.h"

enum { KR_PIECES = 24 };

struct kr_pieces {
	struct kr_piece_group {
		const char *key;     /* the name that all have */
		struct kr_lit *list; /* an array of them */
		struct kr_lit *last;
		size_t bytes;
	} groups[KR_PIECES];
	size_t n;
};

/* A string that the walk has come to; it is prose. */
void kr_pieces_add(struct kr_pieces *p, struct kr_arena *arena, const struct kr_lit *v, const struct kr_lit_walk *w);

/* The pieces with one name, if there are at least two and all others are short beside them; else NULL. *ret_bytes of text. */
const struct kr_lit *kr_pieces_best(const struct kr_pieces *p, size_t *ret_bytes);

#endif
