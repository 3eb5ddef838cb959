/* What the head of a page and its address say about its kind, as small numbers for the model. */
#ifndef KREAD_EXTRACT_ABOUT_PRIV_H
#define KREAD_EXTRACT_ABOUT_PRIV_H

#include "page_priv.h"

enum kr_about_kind {
	KR_ABOUT_NONE,
	KR_ABOUT_FORUM,
	KR_ABOUT_PRODUCT,
	KR_ABOUT_LIST,
	KR_ABOUT_ARTICLE,
	KR_ABOUT_OTHER,
	KR_ABOUT_DOC,
	KR_ABOUT_SERVICE
};

enum { KR_ABOUT_MADE_BY_FORUM = 1 };

struct kr_about {
	const char *summary;          /* description; NULL if there is none */
	const char *title;            /* as far as it is known; NULL if not */
	int16_t og, ld;               /* enum kr_about_kind: og:type and JSON-LD @type */
	int16_t kind;                 /* the same of words in the path */
	int16_t maker;                /* generator: 0 none, 1 forum, 2 shop, 3 documentation, 4 blog, 5 other */
	int16_t depth, words, digits; /* of the path: parts; words in the last part; digits */
};

/* The page is read at the first call; the title is the one that is known by now. */
void kr_about_find(struct kr_page *page, struct kr_about *ret);

/* It calls itself an article, and nothing says that it is a thread of a forum, a product or a list. */
bool kr_about_article(const struct kr_about *about);

#endif
