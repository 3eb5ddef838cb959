/* What the head of a page and its address say about its kind, as small numbers for the model. */
#ifndef KREAD_EXTRACT_DATA_PAGE_KIND_PRIV_H
#define KREAD_EXTRACT_DATA_PAGE_KIND_PRIV_H

#include "extract/dom/page_priv.h"

enum kr_page_kind_code {
	KR_PAGE_KIND_NONE,
	KR_PAGE_KIND_FORUM,
	KR_PAGE_KIND_PRODUCT,
	KR_PAGE_KIND_LIST,
	KR_PAGE_KIND_ARTICLE,
	KR_PAGE_KIND_OTHER,
	KR_PAGE_KIND_DOC,
	KR_PAGE_KIND_SERVICE
};

enum { KR_PAGE_KIND_MADE_BY_FORUM = 1 };

struct kr_page_kind {
	int16_t og, ld; /* enum kr_page_kind_code: og:type and JSON-LD @type */
	int16_t kind;   /* the same of words in the path */
	int16_t maker;  /* generator: 0 none, 1 forum, 2 shop, 3 documentation, 4 blog, 5 other */
	int16_t depth, words, digits; /* of the path: parts; words in the last part; digits */
};

/* What one part of the page says, added to *ret: a <meta> by its property or name, a script, the
 * path of the address. */
void kr_page_kind_read_meta(struct kr_page_kind *ret, const char *key, const char *content);
void kr_page_kind_read_script(struct kr_page_kind *ret, const struct kr_dom *dom, int32_t i);
void kr_page_kind_read_url(struct kr_page_kind *ret, const char *url);

/* It calls itself an article, and nothing says that it is a thread of a forum, a product or a list.
 */
bool kr_page_kind_is_article(const struct kr_page_kind *about);

#endif
