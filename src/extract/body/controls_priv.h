/* Finds the controls that change the size of the text. */
#ifndef KREAD_EXTRACT_BODY_CONTROLS_PRIV_H
#define KREAD_EXTRACT_BODY_CONTROLS_PRIV_H

#include "extract/dom/segments_priv.h"

/* Sets keep[segs->n] to 0 where a segment is such a control or part of one. */
void kr_controls_drop(const struct kr_dom *dom, const struct kr_segs *segs, uint8_t *keep);

#endif
