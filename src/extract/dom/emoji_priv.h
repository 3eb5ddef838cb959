/* Recognises pictures that stand for an emoji or a smiley in a line of text. */
#ifndef KREAD_EXTRACT_DOM_EMOJI_PRIV_H
#define KREAD_EXTRACT_DOM_EMOJI_PRIV_H

#include "extract/dom/dom_priv.h"

/* The text that an <img> stands for, with what to put around it (static); NULL if it is another
 * picture. */
const char *kr_emoji_text(
        const struct kr_dom *dom, int32_t img, const char **ret_left, const char **ret_right);

#endif
