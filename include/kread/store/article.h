/* The articles of the library: those that were read, marked, tagged or queued.
 *
 * An article may have several addresses, for example those before and after redirects. Each is
 * known by a key, which the caller makes: addresses that are to count as one have the same key.
 * Strings may be anything, and come back as they were; they are not cleaned here.
 *
 * Calls give KR_E_SYS, KR_E_FORMAT (the database is damaged and was set aside, or a newer kread
 * changed its tables; nothing more is kept) or KR_E_RETRY: another program holds the lock. Visits
 * and places (history.h) are written later instead; those that only read meet a lock only where
 * there is no write-ahead log. After KR_E_FORMAT, nothing is found and nothing written, and this is
 * no error. */
#ifndef KREAD_STORE_ARTICLE_H
#define KREAD_STORE_ARTICLE_H

#include <stdint.h>

#include "kread/base/err.h"

struct kr_store;

/* All times are in milliseconds since 1970, and 0 for what did not happen. */
struct kr_article {
	int64_t id; /* of those from the library; else ignored */
	const char *url;
	const char *title, *site, *published; /* or NULL */
	int64_t first, last;                  /* when it was opened */
	int64_t times;                        /* how often */
	int64_t favourite, liked, queued;     /* since when */
	int64_t saved;                        /* when its stored copy was fetched */
	const char *problem;                  /* why the copy of a queued one is missing, or NULL */
};

/* The article is to be known by this key, too: it is added if the library has it not. What the
 * library does not know about it is taken from a. */
int kr_article_add(struct kr_store *s, const char *key, const struct kr_article *a, int64_t *ret_id,
        struct kr_err *err);

#endif
