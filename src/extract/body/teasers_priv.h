/* Lists of other articles that show a few words of each. They look like paragraphs, and there are
 * many of them; but where an article has a text of its own, they are no part of it. */
#ifndef KREAD_EXTRACT_BODY_TEASERS_PRIV_H
#define KREAD_EXTRACT_BODY_TEASERS_PRIV_H

#include "extract/body/segment_features_priv.h"

/* p[segs->n]: how probable it is that a segment is of the article; 0 for teasers afterwards: those
 * in page->lists, and segments of one form of which nearly all are cut short with dots. */
void kr_teasers_drop(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *core, const struct kr_segment_features *x, int16_t *p);

#endif
