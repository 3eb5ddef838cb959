/* Codes tags and characters as small numbers for the features of segments. The trained models
 * depend on them. */
#ifndef KREAD_EXTRACT_BODY_SEGMENT_CODES_PRIV_H
#define KREAD_EXTRACT_BODY_SEGMENT_CODES_PRIV_H

#include <stdbool.h>
#include <stdint.h>

/* Of a block element: the lower, the likelier it holds text of an article. */
int kr_segment_codes_tag(int tag);

/* Of an inline element; 0 for a block. */
int kr_segment_codes_inline(int tag);

/* The feature (KR_F_tag_*) for the distance to an ancestor with this tag, or -1. */
int kr_segment_codes_ancestor(int tag);

/* How a text ends: 3 like a sentence, 2 with a quotation mark or bracket, 1 with a colon, else
 * 0. */
int kr_segment_codes_end(uint32_t last);

/* How a text begins: see the feature "begin". */
int kr_segment_codes_begin(uint32_t first);

bool kr_segment_codes_is_bracket(uint32_t c);

#endif
