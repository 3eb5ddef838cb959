/* The library: what kread remembers from one run to the next, in one SQLite database.
 *
 * Several programs may have it open at once: write-ahead log, short transactions. A write that
 * finds the database locked for longer than KR_STORE_WAIT_MS is kept in memory and tried again
 * later (kr_store_retry), so that nobody waits for another program. Where there is no shared
 * memory, as on most network file systems, there is a rollback journal instead.
 *
 * The version of the tables is in user_version; older databases are brought up to date when they
 * are opened. A damaged one is set aside under another name, and a new one begun; it is never
 * deleted. */
#ifndef KREAD_STORE_STORE_H
#define KREAD_STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "kread/base/budgets.h"
#include "kread/base/err.h"

enum {
	KR_STORE_VERSION = 6,
	KR_STORE_RETRY_MS = 1000, /* until what could not be written is tried again */
};

struct kr_store;

/* Open the library at path, which is created with its folder, for its owner alone, if it is not
 * there. KR_E_SYS: it can be neither opened nor created; KR_E_FORMAT: a newer kread wrote it;
 * KR_E_RETRY: its tables have to be made or brought up to date, and another program holds the lock
 * for longer than KR_STORE_WAIT_MS. A library that can be read but not written is opened; each
 * write fails. */
int kr_store_open(const char *path, struct kr_store **ret, struct kr_err *err);

/* Tries once more what could not be written so far. NULL is accepted. */
void kr_store_close(struct kr_store *s);

/* What the reader has to know: that a new one was begun when it was opened, or why nothing is kept
 * any more; a sentence like those of errors, or NULL. Borrowed until another one takes its place.
 */
const char *kr_store_notice(const struct kr_store *s);

/* How long a write waits for a lock, instead of KR_STORE_WAIT_MS: for programs without a screen. */
void kr_store_set_wait(struct kr_store *s, int ms);

/* Whether anything is kept: it was not found to be damaged. */
bool kr_store_is_kept(const struct kr_store *s);

/* In how many ms kr_store_retry has something to do; -1: never. */
int kr_store_timeout(const struct kr_store *s);

/* Write what had to wait, if it is time for it. Errors are those of the writes; a lock is none. */
int kr_store_retry(struct kr_store *s, struct kr_err *err);

#endif
