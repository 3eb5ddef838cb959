/* Articles that are to be fetched: those to be read later, and favourites, as long as they have no
 * copy. The queue as a list is a shelf (shelf.h), and being in it is a mark (mark.h). */
#ifndef KREAD_STORE_QUEUE_H
#define KREAD_STORE_QUEUE_H

#include <stddef.h>

#include "kread/base/budgets.h"
#include "kread/store/article.h"

/* Call emit for those that may be tried at the time now, in the order of the queue, max at most;
 * the wait after a failure doubles from a minute on. Returns how many others have to wait, or an
 * error. */
typedef void kr_queue_emit(void *user, int64_t id, const char *url);
int kr_queue_missing(struct kr_store *s, int64_t now, size_t max, kr_queue_emit *emit, void *user,
        struct kr_err *err);

/* An attempt to fetch one failed at the time now, for a reason. */
int kr_queue_failed(
        struct kr_store *s, int64_t id, int64_t now, const char *problem, struct kr_err *err);

#endif
