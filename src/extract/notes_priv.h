/* Lines within a Chinese article that are not of it: the headline of the source (原标题：), editors (责任编辑：), where the text is
 * from, who wrote it, disclaimers, captions of the picture above (...摄). They have a fixed form. */
#ifndef KREAD_EXTRACT_NOTES_PRIV_H
#define KREAD_EXTRACT_NOTES_PRIV_H

#include "segments_priv.h"

/* leads: no text stands before the segment; then it may be the line with time and source. under_picture: a picture stands
 * right before it. */
bool kr_notes_is(const struct kr_dom *dom, const struct kr_seg *seg, bool leads, bool under_picture);

/* What a Chinese site says about itself at the foot of each page: licences, numbers to complain at, who may copy. */
bool kr_notes_is_imprint(const struct kr_dom *dom, const struct kr_seg *seg);

/* A short Chinese line that ends as captions do, not as headings: a caption, if it stands where they do. */
bool kr_notes_is_line(const struct kr_dom *dom, const struct kr_seg *seg);

#endif
