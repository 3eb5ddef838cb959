/* Links of the page as a whole: its own URL, its feeds and its next page. Private to links.c,
 * feeds.c, next_page.c and link_rel.c, but for kr_next_page_continues(). */
#ifndef KREAD_EXTRACT_META_LINKS_PRIV_H
#define KREAD_EXTRACT_META_LINKS_PRIV_H

#include "extract/dom/page_priv.h"

/* Adds the feeds to the document: those of <link> and the Link header, or else links that can only
 * lead to feeds. */
void kr_feeds_find(struct kr_page *page);

/* Sets next_page of the document if a link continues the article. page_url: URL of the page, or
 * NULL. */
void kr_next_page_find(struct kr_page *page, const char *page_url);

/* Whether next is the page of the same article that follows the page `from`, by its URL: "1_2.html"
 * after "1.html", "?page=3" after "?page=2". Both are absolute. */
bool kr_next_page_continues(const char *from, const char *next);

/* Whether a list of tokens separated by white space contains word, ignoring ASCII case. */
bool kr_link_rel_has(struct kr_slice list, const char *word);

/* The trimmed value of an attribute; empty if it is absent. */
struct kr_slice kr_link_rel_attr(const struct kr_dom *dom, int32_t node, const char *name);

#endif
