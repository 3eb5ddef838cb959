/* The way through a list of recommendations: J and K go on from article to article without a
 * return to the list. The page with the list and all pages opened from it share one walk. */
#ifndef KREAD_APP_WALK_H
#define KREAD_APP_WALK_H

#include <stddef.h>

#include "kread/app/visited.h"
#include "kread/doc/doc.h"

struct kr_walk {
	int refs;
	char *url;             /* of the page with the list, or NULL */
	char **urls, **titles; /* [n]: of the items; a title may be NULL */
	size_t n;
	bool again; /* what was read is not passed over */
	long at;    /* the item last opened or selected; -1: none */
};

/* A walk through the recommendations of doc, of the page at url. */
struct kr_walk *kr_walk_new(const struct kr_doc *doc, const char *url);
struct kr_walk *kr_walk_share(struct kr_walk *w); /* NULL is allowed */
void kr_walk_free(struct kr_walk *w);             /* the last of its owners frees it; NULL too */

/* The item n articles after item at (before it, if n is negative) that was not visited; -1: there
 * is none. If everything before it was visited, going back does not skip. */
long kr_walk_find(const struct kr_walk *w, const struct kr_visited *seen, long at, long n);

#endif
