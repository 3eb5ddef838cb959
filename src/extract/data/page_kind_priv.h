/* The kind of a page (article, forum thread, product, ...) by metadata and URL, as numbers for the
 * models. */
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

/* The program that made the page. */
enum kr_generator {
	KR_GENERATOR_NONE,
	KR_GENERATOR_FORUM,
	KR_GENERATOR_SHOP,
	KR_GENERATOR_DOCS,
	KR_GENERATOR_BLOG,
	KR_GENERATOR_OTHER
};

struct kr_page_kind {
	int16_t og, json_ld; /* enum kr_page_kind_code from og:type and from JSON-LD @type */
	int16_t kind;        /* the same from words in the path */
	/* enum kr_generator */
	int16_t generator;
	int16_t depth, words, digits; /* of the path: segments; words in the last segment; digits */
};

/* Add to *ret what one part of the page implies: a <meta> with its property or name, a script, the
 * path of the URL. */
void kr_page_kind_read_meta(struct kr_page_kind *ret, const char *key, const char *content);
void kr_page_kind_read_script(struct kr_page_kind *ret, const struct kr_dom *dom, int32_t i);
void kr_page_kind_read_url(struct kr_page_kind *ret, const char *url);

/* Whether something implies an article and nothing a forum thread, a product or a list. */
bool kr_page_kind_is_article(const struct kr_page_kind *kind);

#endif
