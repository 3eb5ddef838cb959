/* What the URL of a link tells about the page that it leads to. */
#ifndef KREAD_EXTRACT_LISTS_LINK_TARGET_PRIV_H
#define KREAD_EXTRACT_LISTS_LINK_TARGET_PRIV_H

#include "extract/dom/page_priv.h"

/* The URL of a link, without a fragment unless this names a page ("#/article/7"); empty if it is
 * not one of a web page, which a file, a button that shares the page and an advertisement are not.
 * a: an <a>. Borrowed from the attribute. */
struct kr_slice kr_link_target_read(const struct kr_page *page, int32_t a);

#endif
