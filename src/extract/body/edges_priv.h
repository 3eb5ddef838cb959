/* Trims what the models leave at both ends of an article: labels of controls above the text, such
 * as "Small", and names with dates and numbers below it. */
#ifndef KREAD_EXTRACT_BODY_EDGES_PRIV_H
#define KREAD_EXTRACT_BODY_EDGES_PRIV_H

#include "extract/dom/segments_priv.h"

/* keep[segs->n]: which segments are part of the article; takes those at its ends away. */
void kr_edges_trim(const struct kr_dom *dom, const struct kr_segs *segs, uint8_t *keep);

/* Takes copyrights away that stand below the last paragraph in a place of their own. */
void kr_edges_trim_rights(const struct kr_dom *dom, const struct kr_segs *segs, uint8_t *keep);

#endif
