/* The articles that were read: when, how often, and how far.
 *
 * An article may have several addresses, for example those before and after redirects. Each is
 * known by a key, which the caller makes: addresses that are to count as one have the same key.
 * Strings may be anything, and come back as they were; they are not cleaned here. */
#ifndef KREAD_STORE_HISTORY_H
#define KREAD_STORE_HISTORY_H

#include <stddef.h>
#include <stdint.h>

#include "kread/base/err.h"

struct kr_store;

/* Where the reader was: the same numbers as in struct kr_position (text/layout.h), which do not
 * depend on a width. Both 0: at the beginning. */
struct kr_history_place {
	uint32_t section, off;
};

struct kr_history_entry {
	int64_t id; /* of kr_history_list; else ignored */
	const char *url;
	const char *title, *site; /* or NULL */
	int64_t first, last;      /* when it was opened: milliseconds since 1970 */
	int64_t times;            /* how often */
};

/* An article is opened at the time entry->last. alias: the key of another address of it, or
 * NULL. If the database is locked, the visit is written later, and this is no error. KR_E_SYS,
 * KR_E_FORMAT (it is damaged; it was set aside, and nothing more is kept). */
int kr_history_visit(struct kr_store *s, const char *key, const char *alias,
        const struct kr_history_entry *entry, struct kr_err *err);

/* The reader leaves it at a place. If no article is known by the key, nothing happens. Errors as
 * above. */
int kr_history_leave(
        struct kr_store *s, const char *key, struct kr_history_place at, struct kr_err *err);

/* Whether an article is known by the key: 1, with its place, or 0. ret_at may be NULL. */
int kr_history_find(
        struct kr_store *s, const char *key, struct kr_history_place *ret_at, struct kr_err *err);

/* Call emit for the max articles that were opened last, newest first. The strings of the entry are
 * valid during the call. */
typedef void kr_history_emit(void *user, const struct kr_history_entry *entry);
int kr_history_list(
        struct kr_store *s, size_t max, kr_history_emit *emit, void *user, struct kr_err *err);

#endif
