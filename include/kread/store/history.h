/* The articles that were read: when, how often, and how far. */
#ifndef KREAD_STORE_HISTORY_H
#define KREAD_STORE_HISTORY_H

#include <stddef.h>
#include <stdint.h>

#include "kread/store/article.h"

/* Where the reader was: the same numbers as in struct kr_position (text/layout.h), which do not
 * depend on a width. Both 0: at the beginning. */
struct kr_history_place {
	uint32_t section, off;
};

/* An article is opened at the time a->last. alias: the key of another address of it, or NULL. If
 * the database is locked, the visit is written later. */
int kr_history_visit(struct kr_store *s, const char *key, const char *alias,
        const struct kr_article *a, struct kr_err *err);

/* The reader leaves it at a place, which is written later if the database is locked. If no article
 * was read that is known by the key, nothing happens. */
int kr_history_leave(
        struct kr_store *s, const char *key, struct kr_history_place at, struct kr_err *err);

/* Whether an article was read that is known by the key: 1, with the place in it, or 0. ret_at may
 * be NULL. */
int kr_history_find(
        struct kr_store *s, const char *key, struct kr_history_place *ret_at, struct kr_err *err);

/* --- forgetting --------------------------------------------------------------------------- */

enum { KR_HISTORY_KEEP_MS = 24 * 60 * 60 * 1000 }; /* forgetting can be undone so long */

/* Forget that an article was read, or all that were opened last from a time on and before another
 * one. stamp: the time, by which this can be undone; each call has its own. Returns how many
 * there were, or an error. */
int kr_history_forget(struct kr_store *s, int64_t id, int64_t stamp, struct kr_err *err);
int kr_history_forget_range(
        struct kr_store *s, int64_t from, int64_t to, int64_t stamp, struct kr_err *err);

/* The keys of what was forgotten. */
typedef void kr_history_key(void *user, const char *key);
int kr_history_forgotten(
        struct kr_store *s, int64_t stamp, kr_history_key *emit, void *user, struct kr_err *err);

/* Undo it, but for articles that were read again. Returns how many there were, or an error. */
int kr_history_restore(struct kr_store *s, int64_t stamp, struct kr_err *err);

/* Delete what was forgotten at the stamp, or, with 0, longer than KR_HISTORY_KEEP_MS before now;
 * at most max articles. Returns how many there were, or an error. */
int kr_history_purge(
        struct kr_store *s, int64_t stamp, int64_t now, size_t max, struct kr_err *err);

#endif
