/* Reads <meta> and JSON-LD: language, site, section, authors, keywords, image, summary. */
#ifndef KREAD_EXTRACT_META_META_PRIV_H
#define KREAD_EXTRACT_META_META_PRIV_H

#include "extract/dom/page_priv.h"

/* Adds keywords to the document: v is an array, or a string that separates them. v may be NULL. */
void kr_meta_keywords(struct kr_page *page, const struct kr_js_value *v);

#endif
