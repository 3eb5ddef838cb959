/* Lines within a Chinese article that are not of it: the headline of the source (原标题：), editors
 * (责任编辑：), where the text is from, who wrote it, disclaimers. They have a fixed form. And
 * captions of pictures. */
#ifndef KREAD_EXTRACT_BODY_BOILERPLATE_PRIV_H
#define KREAD_EXTRACT_BODY_BOILERPLATE_PRIV_H

#include "extract/dom/segments_priv.h"

/* leads: no text stands before the segment; then it may be the line with time and source. */
bool kr_boilerplate_is(const struct kr_dom *dom, const struct kr_seg *seg, bool leads);

/* What stands right below a picture (the node; or -1) and says what it shows: the picture's own
 * words in any language, unless they are a name; a Chinese line that is centred or ends as captions
 * do (...摄). */
bool kr_boilerplate_is_caption(const struct kr_dom *dom, const struct kr_seg *seg, int32_t picture);

/* What a Chinese site says about itself at the foot of each page: licences, numbers to complain at,
 * who may copy. */
bool kr_boilerplate_is_legal_notice(const struct kr_dom *dom, const struct kr_seg *seg);

/* A short Chinese line that ends as captions do, not as headings: a caption, if it stands where
 * they do. */
bool kr_boilerplate_is_line(const struct kr_dom *dom, const struct kr_seg *seg);

#endif
