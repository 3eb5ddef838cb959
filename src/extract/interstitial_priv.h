/* Recognizes pages that a site sends instead of an article: a test for robots, a question about
 * cookies, an empty page that a script should fill. In doubt, they are articles: a wrong warning is
 * worse than none. */
#ifndef KREAD_EXTRACT_INTERSTITIAL_PRIV_H
#define KREAD_EXTRACT_INTERSTITIAL_PRIV_H

#include "extract/dom/page_priv.h"

/* Whether the page wants proof that its reader is human, or refuses access. */
bool kr_interstitial_is_verification(const struct kr_page *page);

/* Whether the page only asks for consent to cookies. */
bool kr_interstitial_is_consent(const struct kr_page *page);

/* Whether the page needs JavaScript to show its text. body_chars: kr_stat.chars of the body. */
bool kr_interstitial_needs_script(const struct kr_page *page, uint32_t body_chars);

#endif
