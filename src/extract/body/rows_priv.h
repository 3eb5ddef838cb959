/* Keeps the rest of an article that stands in rows of their own, as page builders make them. */
#ifndef KREAD_EXTRACT_BODY_ROWS_PRIV_H
#define KREAD_EXTRACT_BODY_ROWS_PRIV_H

#include "extract/body/content_root_priv.h"

/* keep[segs->n]: which segments are part of the article; adds those of rows below the last of them
 * that are text. p[segs->n]: how likely each is part of it, in thousandths. */
void kr_rows_keep(const struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *content, const int16_t *p, uint8_t *keep);

#endif
