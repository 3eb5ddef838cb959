/* Stored copies that are not in the full-text index yet: those of older versions of kread, and all
 * of them if the index was damaged and is made anew. */
#ifndef KREAD_STORE_REINDEX_H
#define KREAD_STORE_REINDEX_H

#include "kread/base/err.h"

struct kr_store;

/* Index one of them. 1: there may be more; 0: there was none. Errors as in article.h. */
int kr_reindex_step(struct kr_store *s, struct kr_err *err);

#endif
