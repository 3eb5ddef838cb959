/* The places of an article that links in it lead to: footnotes, and what a list of contents names.
 */
#ifndef KREAD_EXTRACT_BODY_TARGETS_PRIV_H
#define KREAD_EXTRACT_BODY_TARGETS_PRIV_H

#include "extract/dom/page_priv.h"

struct kr_anchor {
	const char *id;
	int32_t node; /* the element that has it; -1: it is not in the article */
};

struct kr_anchors { /* in the scratch of the page */
	struct kr_anchor *v;
	size_t n;
};

/* The id that a link to a place on the page has, decoded, or NULL. */
const char *kr_targets_wanted(struct kr_page *page, int32_t a);

/* kept[dom.n + 1]: how much text of the article is before each node. */
void kr_targets_find(struct kr_page *page, const uint32_t *kept, struct kr_anchors *ret);

/* The id of a node, if links lead there, or NULL. In the arena of the document. */
const char *kr_targets_id(struct kr_page *page, const struct kr_anchors *t, int32_t i);

/* The address of a link to such a place, in the arena of the document. NULL: its place is not in
 * the article, or it leads to where it stands. */
const char *kr_targets_href(struct kr_page *page, const struct kr_anchors *t, int32_t a);

#endif
