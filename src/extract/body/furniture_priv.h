/* Recognises lines, in any language, that a site puts between and below the paragraphs of an
 * article: that an advertisement is here, that the text goes on, invitations to an app or an
 * account. */
#ifndef KREAD_EXTRACT_BODY_FURNITURE_PRIV_H
#define KREAD_EXTRACT_BODY_FURNITURE_PRIV_H

#include "extract/dom/segments_priv.h"

/* Whether a segment is such a line. */
bool kr_furniture_is(const struct kr_dom *dom, const struct kr_seg *seg);

/* Whether a segment is the heading of links to other articles, of which next is the first: "Don't
 * miss". */
bool kr_furniture_is_heading(
        const struct kr_dom *dom, const struct kr_seg *seg, const struct kr_seg *next);

/* Whether a segment is data of a script: a broken script leaves it in the text. */
bool kr_furniture_is_data(const struct kr_dom *dom, const struct kr_seg *seg);

#endif
