/* Takes boxes out of the body that their class or role names: dialogs and disclaimers, the reviews
 * of a product, signatures and profiles beside the posts of a forum, the captions of an article's
 * pictures and the note about its author. */
#ifndef KREAD_EXTRACT_BODY_PARTS_PRIV_H
#define KREAD_EXTRACT_BODY_PARTS_PRIV_H

#include "extract/dom/segments_priv.h"

/* keep[k]: whether segment k is part of the body. The boxes of a kind stay if they have most of
 * the text. */
void kr_parts_drop(struct kr_page *page, const struct kr_segs *segs, bool article, uint8_t *keep);

#endif
