/* News feeds as data: RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom, and JSON Feed. Feeds are as hostile as
 * pages, so they are read in the worker only: no entity of a feed is expanded, nothing is fetched,
 * every field is limited (doc/limits.h). */
#ifndef KREAD_FEED_FEED_H
#define KREAD_FEED_FEED_H

#include <stdbool.h>
#include <stddef.h>

#include "kread/base/arena.h"
#include "kread/base/budgets.h"
#include "kread/base/err.h"
#include "kread/doc/doc.h"

/* All strings are clean, on one line, without markup; NULL: the feed does not say. Of an article
 * that has a link, the link; otherwise that of its sound or video. */
struct kr_feed_item {
	const char *id;        /* what tells it from the others of its feed */
	const char *url;       /* absolute; or relative, if nothing says to what */
	const char *title;     /* */
	const char *published; /* ISO 8601; when it was changed, if nothing else is known */
	const char *summary;   /* or the beginning of the text, if the feed has no summary */
	const char *author;
};

struct kr_feed_list {
	struct kr_arena arena; /* of all strings */
	const char *title, *summary, *lang;
	const char *url; /* of the site whose feed this is, absolute */
	struct kr_feed_item *v;
	size_t n, cap;
	bool broken; /* it is not well-formed or ends early: v is what could be read */
	bool cut;    /* it has more than KR_FEED_ITEMS */
};

/* Reads a feed. text: UTF-8, whatever encoding its declaration names; url: its address, against
 * which links are resolved, or NULL: then against the address of its site. KR_E_FORMAT: it is no
 * feed. */
int kr_feed_read(const char *text, size_t len, const char *url, struct kr_feed_list **ret,
        struct kr_err *err);
void kr_feed_free(struct kr_feed_list *list); /* NULL is allowed */

/* The feed as an article without text: its items are the recommendations. Those without an address
 * are left out; what an item says replaces its headline if it has none. It names itself as its only
 * feed, if url is known. Yours. */
struct kr_doc *kr_feed_article(const struct kr_feed_list *list, const char *url);

#endif
