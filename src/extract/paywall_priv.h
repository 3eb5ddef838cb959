/* Recognizes articles of which the page has only the beginning. */
#ifndef KREAD_EXTRACT_PAYWALL_PRIV_H
#define KREAD_EXTRACT_PAYWALL_PRIV_H

#include "extract/dom/page_priv.h"

/* Returns a warning (static) if the rest of the article is for subscribers, or NULL. body_chars:
 * kr_stat.chars of the body. */
const char *kr_paywall_warning(const struct kr_page *page, uint32_t body_chars);

/* Whether the text breaks off and a link to the rest follows. */
bool kr_paywall_is_truncated(const struct kr_page *page, uint32_t body_chars);

#endif
