/* The text of a page that can be seen, or unfolded, as a sequence of segments: runs of inline text
 * under one block element, such as a paragraph, a heading, a list item, a cell, or what stands
 * between two double line breaks in a div. body.c keeps or drops whole segments. */
#ifndef KREAD_EXTRACT_DOM_SEGMENTS_PRIV_H
#define KREAD_EXTRACT_DOM_SEGMENTS_PRIV_H

#include "extract/dom/page_priv.h"

struct kr_seg {
	int32_t first, last; /* text nodes: all such text in [first, last] is of this segment */
	int32_t block;       /* the block element that it stands in */
	uint32_t chars, link_chars, words, stops; /* as in kr_stat */
	uint32_t before; /* visible chars of all segments before this one */
	bool folded;     /* KR_NF_FOLDED */
};

struct kr_segs {
	struct kr_seg *v; /* in page->scratch */
	int32_t n;
	uint32_t chars; /* of all that are visible */
};

void kr_segments_find(struct kr_page *page, struct kr_segs *ret);

/* True if a text node belongs to the text that is divided into segments. */
static inline bool kr_segments_has(const struct kr_node *n)
{
	return n->tag == KR_TAG_TEXT && !(n->flags & KR_NF_BLANK) &&
	       (!(n->flags & KR_NF_HIDDEN) || (n->flags & KR_NF_FOLDED));
}

/* True if the elements of this tag part the text around them: blocks, buttons. */
bool kr_segments_parts(const struct kr_dom *dom, int32_t i);

#endif
