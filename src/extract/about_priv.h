/* What the head of a page and its address say about its kind, as small numbers for the model. */
#ifndef KREAD_EXTRACT_ABOUT_PRIV_H
#define KREAD_EXTRACT_ABOUT_PRIV_H

#include "page_priv.h"

struct kr_about {
	const char *summary; /* description; NULL if there is none */
	const char *title;   /* as far as it is known; NULL if not */
	int16_t og, ld;      /* og:type and JSON-LD @type: 0 none, 1 forum, 2 product, 3 list, 4 article, 5 other */
	int16_t kind;        /* the same of words in the path; 6 documentation, 7 service */
	int16_t maker;       /* generator: 0 none, 1 forum, 2 shop, 3 documentation, 4 blog, 5 other */
	int16_t depth, words, digits; /* of the path: parts; words in the last part; digits */
};

void kr_about_find(struct kr_page *page, struct kr_about *ret);

#endif
