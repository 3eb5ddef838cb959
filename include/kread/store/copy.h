/* Stored copies of articles, for reading without a network and for opening again at once: the
 * article as JSON (doc/json.h), compressed. */
#ifndef KREAD_STORE_COPY_H
#define KREAD_STORE_COPY_H

#include <stdbool.h>

#include "kread/base/budgets.h"
#include "kread/base/str.h"
#include "kread/store/article.h"

struct kr_copy {
	int64_t saved;         /* when it was fetched */
	char *url;             /* its address; of kr_copy_get only */
	char *etag, *modified; /* validators of the server, or NULL */
	struct kr_str json;
};

void kr_copy_init(struct kr_copy *c);
void kr_copy_fini(struct kr_copy *c);

/* Store a copy, in place of an older one. KR_E_LIMIT: it is too large; others as in article.h. */
int kr_copy_put(struct kr_store *s, int64_t id, const struct kr_copy *c, struct kr_err *err);

/* The copy of the article with this key: 1, or 0 if there is none. A damaged one is none. */
int kr_copy_get(struct kr_store *s, const char *key, struct kr_copy *ret, struct kr_err *err);

/* The copy was found to be up to date at a time. */
int kr_copy_touch(struct kr_store *s, const char *key, int64_t now, struct kr_err *err);

struct kr_copy_caps {
	int64_t bytes;  /* of all copies as they are stored */
	int64_t oldest; /* copies from before this time go */
};

/* Delete the oldest copy if the caps are exceeded; never those of articles that are favourites,
 * liked or queued. 1: one was deleted, and there may be more; 0: none. */
int kr_copy_trim(struct kr_store *s, const struct kr_copy_caps *caps, struct kr_err *err);

#endif
