/* Finds lists of other articles that show a few words of each. They look like paragraphs and can
 * outnumber them, but are not part of an article that has text of its own. */
#ifndef KREAD_EXTRACT_BODY_TEASERS_PRIV_H
#define KREAD_EXTRACT_BODY_TEASERS_PRIV_H

#include "extract/body/segment_features_priv.h"

/* p[segs->n] are the probabilities of segments; sets those of teasers to 0: segments marked
 * KR_MARK_TEASER, and segments of one shape that nearly all end in an ellipsis. */
void kr_teasers_drop(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *content, const struct kr_segment_features *x, int16_t *p);

#endif
