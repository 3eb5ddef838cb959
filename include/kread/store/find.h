/* Full-text search in the library: in the text, titles, keywords and authors of all articles that
 * are stored, and in the titles of the others.
 *
 * What may be typed is described in the man page under SEARCHING THE LIBRARY. Articles are ranked:
 * those with a word in the title come first, then those with many of the words, then newer ones.
 *
 * A search runs in steps, so that nobody waits for it. The library may be changed between them. */
#ifndef KREAD_STORE_FIND_H
#define KREAD_STORE_FIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kread/base/budgets.h"
#include "kread/base/err.h"
#include "kread/store/article.h"

struct kr_find;

struct kr_find_hit {
	struct kr_article article;
	/* The following are known in the state DONE, and only of stored articles. */
	char *snippet;    /* text around the first hit, on one line, or NULL */
	size_t at, len;   /* where the hit is in the snippet, in bytes */
	char *word;       /* what was hit, as it stands in the article */
	uint32_t section; /* where it is: a position as of text/layout.h; 0, 0 if it is only in */
	uint32_t off;     /* the title, the keywords or the authors */
};

enum kr_find_state {
	KR_FIND_SEARCHING, /* no hits are there yet */
	KR_FIND_LISTED,    /* the hits, but not all of their snippets */
	KR_FIND_DONE
};

/* Search for what the reader typed, which is copied. The store must outlive the search. */
struct kr_find *kr_find_open(struct kr_store *s, const char *typed);
void kr_find_close(struct kr_find *f); /* NULL is accepted */

/* Whether there is anything to look for; whether there are words, rather than fields alone. */
bool kr_find_is_empty(const struct kr_find *f);
bool kr_find_has_words(const struct kr_find *f);

/* Go on until a time (kr_clock_ms()), at least a little. Returns the state, or errors as in
 * article.h; after one it is done. */
int kr_find_step(struct kr_find *f, int64_t until, struct kr_err *err);

/* The articles, the best one first. Borrowed. */
size_t kr_find_hits(const struct kr_find *f);
const struct kr_find_hit *kr_find_hit(const struct kr_find *f, size_t i);

#endif
