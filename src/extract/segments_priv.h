/* The visible text of a page as a sequence of segments: runs of inline text under one block element, such as a
 * paragraph, a heading, a list item, a cell, or what stands between two double line breaks in a div. body.c keeps or
 * drops whole segments. */
#ifndef KREAD_EXTRACT_SEGMENTS_PRIV_H
#define KREAD_EXTRACT_SEGMENTS_PRIV_H

#include "page_priv.h"

struct kr_seg {
	int32_t first, last;                      /* text nodes: all visible text in [first, last] is of this segment */
	int32_t block;                            /* the block element that it stands in */
	uint32_t chars, link_chars, words, stops; /* as in kr_stat */
	uint32_t before;                          /* chars of all segments before this one */
};

struct kr_segs {
	struct kr_seg *v; /* in page->arena */
	int32_t n;
	uint32_t chars; /* of all */
};

void kr_segments_find(struct kr_page *page, struct kr_segs *ret);

/* True if the elements of this tag part the text around them: blocks, buttons. */
bool kr_segments_parts(const struct kr_dom *dom, int32_t i);

#endif
