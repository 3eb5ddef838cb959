/* The files in which programs of this kind pass on what their readers keep: lists of subscriptions,
 * bookmarks, and the exports of services that keep articles for later. Such files are as hostile as
 * pages, so they are read in the worker only: no entity is expanded, nothing is fetched or run,
 * every field is limited (doc/limits.h).
 *
 * The same list can be written as a file for others. All times are milliseconds since 1970. */
#ifndef KREAD_FEED_EXCHANGE_H
#define KREAD_FEED_EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kread/base/arena.h"
#include "kread/base/budgets.h"
#include "kread/base/err.h"
#include "kread/base/str.h"

enum kr_exchange_format {
	KR_EXCHANGE_UNKNOWN,
	KR_EXCHANGE_OPML,       /* 1.0 to 2.0 */
	KR_EXCHANGE_NEWSBOAT,   /* its file "urls"; also any list of addresses, one a line */
	KR_EXCHANGE_BOOKMARKS,  /* HTML, as browsers write it ("Netscape bookmark file") */
	KR_EXCHANGE_POCKET,     /* CSV or, older, HTML */
	KR_EXCHANGE_INSTAPAPER, /* CSV */
	KR_EXCHANGE_CSV,        /* any other CSV that has a column of addresses named "url" */
	KR_EXCHANGE_WALLABAG,   /* JSON */
	KR_EXCHANGE_OMNIVORE,   /* JSON: metadata_*.json */
};

enum kr_exchange_kind {
	KR_EXCHANGE_ARTICLE,
	KR_EXCHANGE_FEED, /* a subscription */
	KR_EXCHANGE_PAGE, /* a subscription to a page that has no feed */
};

/* All strings are clean. Where it does not say otherwise they are on one line, and NULL is: the
 * file does not say. 0: a time is not known. */
struct kr_exchange_item {
	enum kr_exchange_kind kind;
	const char *url;       /* absolute, http or https; never NULL */
	const char *title;     /* */
	const char *site;      /* its name */
	const char *site_url;  /* of a feed: the page that it belongs to */
	const char *author;    /* */
	const char *summary;   /* */
	const char *note;      /* what the reader wrote or marked, on any number of lines */
	const char *html;      /* the article: hostile HTML, on any number of lines */
	const char **tags;     /* folders count as tags: outer ones first */
	const char **hide;     /* of a subscription: articles that have one of these are hidden */
	size_t ntags, nhide;   /* */
	int64_t added, read;   /* by the reader; read: when it was read last */
	int64_t published;     /* */
	bool favourite, liked; /* */
	bool later;            /* to be read */
	bool archived;         /* it was read, whenever it was */
};

struct kr_doc;

struct kr_exchange_list {
	struct kr_arena arena; /* of all strings */
	enum kr_exchange_format format;
	struct kr_exchange_item *v; /* in the order of the file; an address may come again */
	size_t n, cap;
	size_t skipped;  /* entries without an address on the web, or with no sense */
	size_t commands; /* entries with a command to run or a query: left out, or taken without */
	size_t html;     /* bytes of the HTML of all items */
	bool broken;     /* it is not well-formed or ends early: v is what could be read */
	bool cut;        /* it has more than KR_EXCHANGE_ITEMS */
};

/* What a file is, by what it holds. */
enum kr_exchange_format kr_exchange_find(const char *text, size_t len);

/* "OPML", "newsboat", ... for messages; static. */
const char *kr_exchange_name(enum kr_exchange_format format);

/* Reads a file of any of the formats. text: clean UTF-8, whatever encoding it declares.
 * KR_E_FORMAT: it is none of them. Articles that are neither read nor favourites are to be read
 * later. */
int kr_exchange_read(
        const char *text, size_t len, struct kr_exchange_list **ret, struct kr_err *err);

/* An empty list to be written. */
struct kr_exchange_list *kr_exchange_items_new(void);
void kr_exchange_items_free(struct kr_exchange_list *list); /* NULL is allowed */

/* Copies an item to the end of the list; what it points to must live as long as the list (in its
 * arena, for example). False: the list is full. */
bool kr_exchange_items_add(struct kr_exchange_list *list, const struct kr_exchange_item *it);

/* Adds a clean copy of a tag, or of a word that hides, to an item that is or will be in the list;
 * not twice, and no empty one. */
void kr_exchange_items_tag(
        struct kr_exchange_list *list, struct kr_exchange_item *it, const char *tag, size_t len);
void kr_exchange_items_hide(
        struct kr_exchange_list *list, struct kr_exchange_item *it, const char *word, size_t len);

/* Appends the subscriptions as OPML 2.0. The first tag of each is its folder; if it has several,
 * they all are categories, where a comma in a tag parts it. Pages are of the type "link".
 * kr_exchange_read gives the same items, in the order of their folders. */
void kr_exchange_write(const struct kr_exchange_list *list, const char *title, struct kr_str *out);

/* The list as an article for people to read, which doc/export.h makes HTML, Markdown or text: lists
 * of favourites, of what is to be read, of subscriptions by folder, and of what was read by day, in
 * the local time zone, newest first. Yours. */
struct kr_doc *kr_exchange_article(const struct kr_exchange_list *list, const char *title);

#endif
