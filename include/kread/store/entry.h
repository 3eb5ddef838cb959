/* The articles that were found in subscriptions. */
#ifndef KREAD_STORE_ENTRY_H
#define KREAD_STORE_ENTRY_H

#include <stdbool.h>
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

/* Likewise for all unread entries of a subscription. The stamp is the time, by which it is undone.
 * Returns how many articles there were, or an error. */
int kr_entry_see_all(struct kr_store *s, int64_t subscription, int64_t stamp, struct kr_err *err);

/* Likewise for all subscriptions, or undoing either: these may be so many that it is done in steps.
 * What is found meanwhile stays unread. */
struct kr_entry_sweep {
	int64_t stamp; /* 0: there is nothing to do */
	bool undo;
	int64_t subscription; /* the last that was looked at */
	int64_t newest;       /* entry when it began */
	int64_t n;            /* articles, or, with undo, entries so far */
};

int kr_entry_sweep_begin(struct kr_store *s, struct kr_entry_sweep *ret, int64_t stamp, bool undo,
        struct kr_err *err);

/* Go on, for some ms; stamp becomes 0 at the end, and if it fails, but not with KR_E_RETRY. */
int kr_entry_sweep_step(struct kr_store *s, struct kr_entry_sweep *w, struct kr_err *err);

#endif
