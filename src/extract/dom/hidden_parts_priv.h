/* Parts of a text that its readers do not see, or should not see twice: permalinks in headings,
 * links back from footnotes, copies of formulas, and paragraphs that are hidden among visible
 * ones. */
#ifndef KREAD_EXTRACT_DOM_HIDDEN_PARTS_PRIV_H
#define KREAD_EXTRACT_DOM_HIDDEN_PARTS_PRIV_H

#include "extract/dom/page_priv.h"

/* Whether an element is such a link or copy. */
bool kr_hidden_parts_is(const struct kr_dom *dom, int32_t i);

/* Whether a link is in a heading and leads to it. */
bool kr_hidden_parts_is_self_link(const struct kr_dom *dom, int32_t a);

/* Once all nodes have flags and counts: hides paragraphs that are folded or aria-hidden, if most of
 * the text beside them is not. */
void kr_hidden_parts_settle(struct kr_page *page);

#endif
