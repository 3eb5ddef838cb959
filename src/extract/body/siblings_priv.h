/* Brings back single paragraphs that the models have dropped out of a row of equal ones. */
#ifndef KREAD_EXTRACT_BODY_SIBLINGS_PRIV_H
#define KREAD_EXTRACT_BODY_SIBLINGS_PRIV_H

#include "extract/dom/segments_priv.h"

/* keep[segs->n]: which segments are part of the article; adds paragraphs to it. */
void kr_siblings_keep(const struct kr_page *page, const struct kr_segs *segs, uint8_t *keep);

/* Keeps what goes on with a list of names, a paragraph for each group: "Kent: Deal, Dover" below
 * "Essex: Clacton, Harwich, Tilbury", each name a link. */
void kr_siblings_keep_names(const struct kr_page *page, const struct kr_segs *segs, uint8_t *keep);

#endif
