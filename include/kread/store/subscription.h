/* Feeds and pages that the reader subscribed to, and the articles that were found in them.
 *
 * Whether an article was read is known of each entry; reading it from anywhere else marks its
 * entries, too. Errors are those of store/article.h. */
#ifndef KREAD_STORE_SUBSCRIPTION_H
#define KREAD_STORE_SUBSCRIPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kread/base/budgets.h"
#include "kread/base/err.h"

struct kr_store;

struct kr_subscription {
	int64_t id;
	const char *url;
	const char *title;           /* the reader's, or else its own; or NULL */
	const char *home;            /* address of the site, or NULL */
	const char *tags;            /* separated by newlines; "": none */
	const char *hide;            /* words, likewise */
	const char *problem;         /* why the last attempt failed, or NULL */
	const char *etag, *modified; /* validators of the server, or NULL, */
	const char *source;          /* and the address that they are of, or NULL */
	bool feed;                   /* when it was fetched last; else a page */
	int64_t added, checked;      /* ms since 1970; checked: fetched or found unchanged, or 0 */
	int64_t tried, tries;        /* the last attempt; failures since the last success */
	int64_t unread;              /* entries */
};

/* --- subscribing ---------------------------------------------------------------------------- */

/* Subscribe to an address, known by a key (store/article.h). 1: new, 0: there was one already, of
 * which *ret_id is the id, too. title may be NULL. */
int kr_subscription_add(struct kr_store *s, const char *key, const char *url, const char *title,
        int64_t now, int64_t *ret_id, struct kr_err *err);

/* Unsubscribe; undone by its stamp, which is the time, until kr_subscription_purge, which deletes
 * what was removed before a time. Both return how many there were, or an error. */
int kr_subscription_remove(struct kr_store *s, int64_t id, int64_t stamp, struct kr_err *err);
int kr_subscription_restore(struct kr_store *s, int64_t stamp, struct kr_err *err);
int kr_subscription_purge(struct kr_store *s, int64_t before, struct kr_err *err);

int kr_subscription_rename(struct kr_store *s, int64_t id, const char *title, struct kr_err *err);
int kr_subscription_tag(
        struct kr_store *s, int64_t id, const char *tag, bool on, struct kr_err *err);

/* Entries whose titles contain one of the words, which are separated by newlines, are hidden. */
int kr_subscription_hide(struct kr_store *s, int64_t id, const char *words, struct kr_err *err);

/* Call emit for all subscriptions, by title, or for one. The strings are valid during the call. */
typedef void kr_subscription_emit(void *user, const struct kr_subscription *sub);
int kr_subscription_list(
        struct kr_store *s, kr_subscription_emit *emit, void *user, struct kr_err *err);
int kr_subscription_get(
        struct kr_store *s, int64_t id, kr_subscription_emit *emit, void *user, struct kr_err *err);

struct kr_subscription_counts {
	int64_t subscriptions;
	int64_t unread; /* articles: one that several list is one */
};

int kr_subscription_count(
        struct kr_store *s, struct kr_subscription_counts *ret, struct kr_err *err);

/* --- refreshing ----------------------------------------------------------------------------- */

/* Whether it may be asked at the time now, if it is to be asked every so many ms; after failures
 * the time doubles from a minute on. */
bool kr_subscription_is_due(const struct kr_subscription *sub, int64_t now, int64_t every);

struct kr_subscription_entry { /* as found in the feed or page, newest first */
	const char *key, *url;
	const char *title, *published; /* or NULL */
};

struct kr_subscription_news {
	const char *title, *home; /* of the feed, or NULL */
	const char *etag, *modified, *source;
	bool feed;
	const struct kr_subscription_entry *v;
	size_t n;
};

/* It was fetched at the time now. *ret_new: how many entries are new and not hidden. */
int kr_subscription_update(struct kr_store *s, int64_t id, int64_t now,
        const struct kr_subscription_news *news, int64_t *ret_new, struct kr_err *err);

/* The server said that it has not changed; the attempt failed for a reason. */
int kr_subscription_unchanged(struct kr_store *s, int64_t id, int64_t now, struct kr_err *err);
int kr_subscription_failed(
        struct kr_store *s, int64_t id, int64_t now, const char *problem, struct kr_err *err);

#endif
