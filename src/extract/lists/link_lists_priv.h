/* Finds lists of links that may lead to articles, by structure alone.
 *
 * A card is the largest element that stands for a single URL: a list item, a picture with its
 * headline, a bare link. Adjacent cards make a list. All this takes time linear in the size of the
 * page. Arrays live in the arena of the page unless noted otherwise. */
#ifndef KREAD_EXTRACT_LISTS_LINK_LISTS_PRIV_H
#define KREAD_EXTRACT_LISTS_LINK_LISTS_PRIV_H

#include "extract/dom/attr_cache_priv.h"
#include "extract/dom/page_priv.h"

struct kr_card {
	int32_t root; /* the element that is the card */
	int32_t link; /* its <a> with the longest text */
	int32_t url;  /* index in kr_link_lists.urls */
	int32_t list; /* index in kr_link_lists.lists */
	bool in_body; /* part of the text, and so not recommended; set by claims.c */
};

struct kr_card_link { /* an <a> that may lead to an article */
	int32_t node;
	int32_t url;        /* index in kr_link_lists.urls */
	bool has_other_url; /* another link is nested in it, with another URL */
};

struct kr_card_url {
	struct kr_slice href; /* kr_link_target_read() */
	uint32_t links;       /* number of links with it */
	bool headline;        /* the text of one of these is a headline */
};

struct kr_link_list {
	int32_t parent;  /* parent of the first card */
	int32_t heading; /* element or text that is the heading of the list, or -1 */
	uint32_t first;  /* cards [first, first + n) of kr_link_lists.cards, in page order */
	uint32_t n;

	/* list_features.c */
	bool is_menu;    /* fewer than half of the cards have the title of an article */
	bool is_related; /* clearly recommendations: the score does not matter */
	float *f;        /* [KR_LIST_NFEATURES] in page->scratch; may be NULL if is_menu */
	int32_t score;   /* from the model: recommendations if 0 or more */

	/* link_cards.c */
	bool chosen;  /* its cards are recommended */
	bool teasers; /* its cards show the first words of articles besides their titles */

	/* list_name.c */
	const char *group; /* result of kr_list_name() */
	bool group_known;  /* kr_list_name() was called */
};

struct kr_link_lists {
	struct kr_card *cards; /* sorted by list */
	size_t ncards;
	struct kr_link_list *lists;
	size_t nlists;
	struct kr_card_url *urls;
	size_t nurls;
	struct kr_card_link *links; /* in page order */
	size_t nlinks;

	/* list_features.c; in kr_stat.chars */
	uint32_t text;      /* text outside links and cards: that of the article, if there is one */
	uint32_t headlines; /* titles of cards that are headlines */

	struct kr_attr_cache words; /* of kr_card_words_class() */
};

/* Finds the cards and lists of a page. Hidden links, and those marked KR_MARK_COMMENT, are ignored.
 */
void kr_link_lists_find(struct kr_page *page, struct kr_link_lists *ret);

/* The first link at or after a node, as an index in kr_link_lists.links. (card_links.c) */
size_t kr_card_links_first(const struct kr_link_lists *ls, int32_t node);

/* Returns the entry of an <a>; NULL if it has none, because it cannot lead to an article.
 * (card_links.c) */
const struct kr_card_link *kr_card_links_find(const struct kr_link_lists *ls, int32_t node);

#endif
