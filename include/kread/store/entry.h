/* The articles that were found in subscriptions. */
#ifndef KREAD_STORE_ENTRY_H
#define KREAD_STORE_ENTRY_H

#include <stddef.h>
#include <stdint.h>

#include "kread/base/err.h"

struct kr_store;

struct kr_entry {
	int64_t id, subscription;
	const char *url;
	const char *title, *published; /* or NULL */
	const char *from;              /* title of the subscription, or NULL */
	int64_t found, seen;           /* ms since 1970; seen: when it was read, or 0 */
};

/* Call emit for at most max entries of a subscription, newest first; of all of them, with
 * subscription 0, only those that are unread, and each article once. Hidden ones are left out. The
 * strings are valid during the call. */
typedef void kr_entry_emit(void *user, const struct kr_entry *e);
int kr_entry_list(struct kr_store *s, int64_t subscription, size_t max, kr_entry_emit *emit,
        void *user, struct kr_err *err);

/* Mark an entry as read at a time, or as unread with 0, and with it those of other subscriptions
 * that are the same article. */
int kr_entry_see(struct kr_store *s, int64_t id, int64_t seen, struct kr_err *err);

/* Likewise for all unread entries of a subscription, or, with 0, of all; undone by the stamp, which
 * is the time. Both return how many articles there were, or an error. */
int kr_entry_see_all(struct kr_store *s, int64_t subscription, int64_t stamp, struct kr_err *err);
int kr_entry_restore(struct kr_store *s, int64_t stamp, struct kr_err *err);

#endif
