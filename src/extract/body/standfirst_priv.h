/* Finds the standfirst: sentences between the headline and the text that sum up the article. */
#ifndef KREAD_EXTRACT_BODY_STANDFIRST_PRIV_H
#define KREAD_EXTRACT_BODY_STANDFIRST_PRIV_H

#include "extract/body/content_root_priv.h"

/* keep[segs->n]: which segments are part of the article; adds the standfirst and marks it
 * KR_MARK_LEAD. */
void kr_standfirst_keep(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *content, uint8_t *keep);

/* Whether a segment has the words of the summary that the head of the page declares. */
bool kr_standfirst_is_declared(const struct kr_page *page, const struct kr_seg *seg);

#endif
