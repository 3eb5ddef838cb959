/* The sentences between the headline and the text: what they sum up is read first. */
#ifndef KREAD_EXTRACT_BODY_STANDFIRST_PRIV_H
#define KREAD_EXTRACT_BODY_STANDFIRST_PRIV_H

#include "extract/body/content_root_priv.h"

/* keep[segs->n]: which segments are of the article; the lead, too, afterwards. */
void kr_standfirst_keep(const struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *core, uint8_t *keep);

#endif
