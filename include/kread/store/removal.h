/* Articles that are taken out of the history, and put back if that was a mistake. */
#ifndef KREAD_STORE_REMOVAL_H
#define KREAD_STORE_REMOVAL_H

#include <stddef.h>

#include "kread/base/err.h"
#include "kread/store/history.h"

struct kr_store;

struct kr_removal { /* what is needed to put it back; owned */
	char *url, *title, *site;
	int64_t first, last, times;
	struct kr_history_place at;
	char **keys; /* of all its addresses */
	size_t n, cap;
};

/* Take the article with the id and url of its entry out. NULL in ret: there is none any more.
 * KR_E_RETRY: another program holds the lock; others as in history.h. */
int kr_removal_make(struct kr_store *s, int64_t id, const char *url, struct kr_removal **ret,
        struct kr_err *err);

/* Put it back; if it was read again meanwhile, both are one. Errors as above. */
int kr_removal_undo(struct kr_store *s, const struct kr_removal *r, struct kr_err *err);

void kr_removal_free(struct kr_removal *r); /* NULL accepted */

#endif
