/* Addresses as pages write them: a page's own, and which continue an article. */
#ifndef KREAD_EXTRACT_META_LINKS_PRIV_H
#define KREAD_EXTRACT_META_LINKS_PRIV_H

#include "extract/dom/page_priv.h"

/* True if next is the page after the page `from` of the same article, by its address: "1_2.html"
 * after "1.html", "?page=3" after "?page=2". Both absolute. */
bool kr_links_continue(const char *from, const char *next);

#endif
