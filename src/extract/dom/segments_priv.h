/* Divides the text of a page, visible or folded (KR_NF_FOLDED), into segments: runs of inline text
 * in one block, such as a paragraph, a heading, a list item, a table cell, or text between two
 * double line breaks in a <div>. body.c keeps or drops whole segments. */
#ifndef KREAD_EXTRACT_DOM_SEGMENTS_PRIV_H
#define KREAD_EXTRACT_DOM_SEGMENTS_PRIV_H

#include "extract/dom/page_priv.h"

struct kr_seg {
	/* text nodes: all segment text in [first, last] belongs to this segment */
	int32_t first, last;
	int32_t block;                            /* the block that contains it */
	uint32_t chars, link_chars, words, stops; /* as in kr_stat */
	uint32_t before;                          /* visible characters of all preceding segments */
	bool folded;                              /* KR_NF_FOLDED */
};

struct kr_segs {
	struct kr_seg *v; /* in page->scratch */
	int32_t n;
	uint32_t chars; /* of all visible segments */
};

void kr_segments_find(struct kr_page *page, struct kr_segs *ret);

/* Whether a text node is part of a segment. */
static inline bool kr_segments_has(const struct kr_node *n)
{
	return n->tag == KR_TAG_TEXT && !(n->flags & KR_NF_BLANK) &&
	       (!(n->flags & KR_NF_HIDDEN) || (n->flags & KR_NF_FOLDED));
}

/* Appends the text of a segment, about `most` bytes of it, to out, which was empty. */
void kr_segments_text(
        const struct kr_dom *dom, const struct kr_seg *seg, size_t most, struct kr_str *out);

/* Whether a node separates the text around it: blocks and buttons do, and unknown
 * elements in the place of a block. */
bool kr_segments_separates(const struct kr_dom *dom, int32_t i);

#endif
