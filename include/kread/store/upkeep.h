/* What the full-text index needs when there is time: stored copies that are not in it yet (those of
 * older versions of kread, and all of them if the index was damaged and is made anew), and merging
 * what was added, without which searches would become slower. Then the write-ahead log is copied if
 * it has become long. */
#ifndef KREAD_STORE_UPKEEP_H
#define KREAD_STORE_UPKEEP_H

#include "kread/base/err.h"

struct kr_store;

/* Do a little of it, some ms. 1: there may be more; 0: there was nothing to do. Errors as in
 * article.h. */
int kr_upkeep_step(struct kr_store *s, struct kr_err *err);

#endif
