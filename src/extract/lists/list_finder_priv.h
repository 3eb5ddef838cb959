/* Finds the lists of links on a page: card_links.c collects the links, card_roots.c the cards,
 * list_headings.c the headings of lists, and link_lists.c groups the cards. Private to these
 * files. */
#ifndef KREAD_EXTRACT_LISTS_LIST_FINDER_PRIV_H
#define KREAD_EXTRACT_LISTS_LIST_FINDER_PRIV_H

#include "extract/lists/link_lists_priv.h"
#include "extract/lists/slot_table_priv.h"

enum {
	/* in kr_stat.chars */
	KR_HEADLINE_CHARS = 16, /* links of at least this length on average are headlines */
	KR_HEADING_CHARS = 80,  /* longest heading of a list without a heading tag */
};

/* In kr_list_finder.heading; other values are nodes. */
enum { KR_HEADING_UNKNOWN = 0, KR_HEADING_NONE = -1 };

/* In kr_list_finder.only_url and headline_url; other values are 1 + the index of a URL. Most
 * elements have none, and as this is 0 their entries are never written. */
enum { KR_URL_NONE = 0, KR_URL_MANY = -1 };

struct kr_list_finder {
	struct kr_page *page;
	const struct kr_dom *dom;
	struct kr_link_lists *ls;
	size_t cap_urls, cap_cards;
	int32_t *only_url;     /* [dom.n] the only URL in the subtree */
	int32_t *headline_url; /* [dom.n] the same for URLs with a headline */
	int32_t *card;         /* [dom.n] of the root of a card: its index + 1, unsorted; else 0 */
	int32_t *heading;      /* [dom.n] heading of the list that a node is in, once known */
	int32_t *headings;     /* <h1> to <h6>, in page order */
	size_t nheadings;
};

/* Fills links and urls of f->ls, with the headlines, and f->only_url of the links. */
void kr_card_links_collect(struct kr_list_finder *f);

/* Fills cards of f->ls in page order, and f->card. The headings must have been indexed. */
void kr_card_roots_find(struct kr_list_finder *f);

/* Fills f->headings. */
void kr_list_headings_index(struct kr_list_finder *f);

/* The number of headings before a node. */
size_t kr_list_headings_before(const struct kr_list_finder *f, int32_t node);

/* The last heading within a short element above a list, or the element itself if it can be one;
 * else KR_HEADING_NONE. */
int32_t kr_list_headings_in(const struct kr_list_finder *f, int32_t node);

/* The heading above a node, among the siblings before it and before its ancestors, or
 * KR_HEADING_NONE. The result is kept in f->heading. */
int32_t kr_list_headings_over(struct kr_list_finder *f, int32_t node);

/* The shape of an element is its tag and the first word of its class, up to the first digit.
 * (element_shape.c) */
uint32_t kr_element_shape_hash(uint32_t hash, const struct kr_dom *dom, int32_t node);
bool kr_element_shape_same(const struct kr_dom *dom, int32_t a, int32_t b);

#endif
