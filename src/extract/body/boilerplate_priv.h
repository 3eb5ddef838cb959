/* Recognises lines of fixed form within an article that are not part of it: the original
 * headline (原标题：), editors (责任编辑：), source, author and disclaimers of Chinese articles,
 * and captions of pictures. */
#ifndef KREAD_EXTRACT_BODY_BOILERPLATE_PRIV_H
#define KREAD_EXTRACT_BODY_BOILERPLATE_PRIV_H

#include "extract/dom/segments_priv.h"

/* Whether a segment is such a line. at_start: no text precedes it, so it may be the line with
 * time and source. */
bool kr_boilerplate_is(const struct kr_dom *dom, const struct kr_seg *seg, bool leads);

/* Whether a segment is the caption of the picture (a node, or -1) directly above it: the
 * alternative text of the picture in any language, unless that is a name; or a Chinese line that
 * is centred (unless other text is, too: centring) or ends like a caption (...摄). */
bool kr_boilerplate_is_caption(
        const struct kr_dom *dom, const struct kr_seg *seg, int32_t picture, bool centring);

/* Whether a segment is the legal notice that a Chinese site repeats on every page: licences,
 * complaint numbers, copying rights. */
bool kr_boilerplate_is_legal_notice(const struct kr_dom *dom, const struct kr_seg *seg);

/* Whether a segment is a short Chinese line that ends like a caption, not like a heading: a
 * caption if it is below a picture. */
bool kr_boilerplate_is_line(const struct kr_dom *dom, const struct kr_seg *seg);

#endif
