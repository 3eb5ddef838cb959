/* Questions about cookies: boxes that ask for consent, laid over the article or set beside it. */
#ifndef KREAD_EXTRACT_BODY_CONSENT_PRIV_H
#define KREAD_EXTRACT_BODY_CONSENT_PRIV_H

#include "extract/dom/page_priv.h"

bool kr_consent_speaks(struct kr_slice text); /* of cookies, privacy, partners and the like */

/* True if something to press at or below the element says that one accepts. */
bool kr_consent_can_accept(const struct kr_page *page, int32_t root);

#endif
