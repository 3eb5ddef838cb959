/* Finds boxes that ask for consent to cookies, over or next to the article. */
#ifndef KREAD_EXTRACT_BODY_CONSENT_PRIV_H
#define KREAD_EXTRACT_BODY_CONSENT_PRIV_H

#include "extract/dom/page_priv.h"

/* Whether a text mentions cookies, privacy, partners and the like. */
bool kr_consent_mentions(struct kr_slice text);

/* Whether a button at or below the element accepts. */
bool kr_consent_can_accept(const struct kr_page *page, int32_t root);

#endif
