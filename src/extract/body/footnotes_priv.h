/* Keeps the footnotes of an article: what marks in its text lead to. */
#ifndef KREAD_EXTRACT_BODY_FOOTNOTES_PRIV_H
#define KREAD_EXTRACT_BODY_FOOTNOTES_PRIV_H

#include "extract/dom/segments_priv.h"

/* keep[segs->n]: which segments are part of the article; adds the footnotes. */
void kr_footnotes_keep(struct kr_page *page, const struct kr_segs *segs, uint8_t *keep);

#endif
