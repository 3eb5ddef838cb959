/* Finds lists of links to articles, scores them and reads their cards.
 *
 * A card is the largest element that stands for a single URL: a list item, a picture with its
 * headline, a bare link. Adjacent cards make a list. link_lists.c finds lists by structure
 * alone; list_features.c describes each by numbers and has a small trained model score it
 * (model/lists.def); link_cards.c chooses, and card_fields.c reads the cards of the chosen lists.
 * Everything takes time linear in the size of the page. */
#ifndef KREAD_EXTRACT_LISTS_LINK_CARDS_PRIV_H
#define KREAD_EXTRACT_LISTS_LINK_CARDS_PRIV_H

#include "extract/dom/attr_cache_priv.h"
#include "extract/dom/page_priv.h"
#include "extract/words/phrases_priv.h"

struct kr_card {
	int32_t root; /* the element that is the card */
	int32_t link; /* its <a> with the longest text */
	int32_t url;  /* index in kr_link_lists.urls */
	int32_t list; /* index in kr_link_lists.lists */
	bool in_body; /* part of the text, and so not recommended (claims.c) */
};

/* A link that may lead to an article. */
struct kr_card_link {
	int32_t node;
	int32_t url;        /* index in kr_link_lists.urls */
	bool has_other_url; /* has a link to another URL within it */
};

struct kr_card_url {
	struct kr_slice href; /* as written, without fragment */
	uint32_t links;       /* how many links have it */
	bool headline;        /* the text of one of them is a headline */
};

enum {
#define FEATURE(name, low, high, what) KR_LF_##name,
#include "extract/lists/list_features.def"
#undef FEATURE
	KR_LIST_NFEATURES
};

struct kr_link_list {
	int32_t parent;  /* parent of the first card */
	int32_t heading; /* element or text that is the heading of the list, or -1 */
	uint32_t first;  /* cards [first, first + n) of kr_link_lists.cards, in page order */
	uint32_t n;
	/* fewer than half of the cards have the title of an article; f may be NULL */
	bool is_menu;
	bool is_related; /* so plainly recommendations that the model is not asked */
	bool chosen;
	/* the cards have text besides titles, and the list is above the headline or called
	 * related */
	bool teasers;
	const char *group; /* what kr_list_name() returned */
	bool group_known;  /* kr_list_name() was called */
	float *f;          /* [KR_LIST_NFEATURES] in page->scratch */
	int32_t score;     /* of the model: recommendations from 0 up */
};

struct kr_link_lists {
	struct kr_card *cards;
	size_t ncards;
	struct kr_link_list *lists;
	size_t nlists;
	struct kr_card_url *urls;
	size_t nurls;
	uint32_t text;      /* characters outside links and cards: of an article, if there is one */
	uint32_t headlines; /* characters of the titles of cards */
	struct kr_card_link *links; /* in page order */
	size_t nlinks;
	struct kr_attr_cache words; /* caches kr_card_words_class() */
};

/* Finds cards and lists on a page, in its arena. (link_lists.c) */
void kr_link_lists_find(struct kr_page *page, struct kr_link_lists *ret);
/* Returns the entry of an <a>, or NULL if it cannot lead to an article. */
const struct kr_card_link *kr_card_links_find(const struct kr_link_lists *ls, int32_t node);
/* Returns the KR_CARD_WORDS_* bits of the tag, class and id of an element. */
unsigned kr_list_features_words(const struct kr_page *page, struct kr_link_lists *ls, int32_t i);
/* Sets is_menu and is_related of every list and fills f of those that are not menus. With menus
 * set it fills f of menus, too: in training they are easy examples. (list_features.c) */
void kr_list_features_describe(struct kr_page *page, struct kr_link_lists *ls, bool menus);
/* Sets score of the lists described before. */
void kr_list_features_score(struct kr_page *page, struct kr_link_lists *ls);
/* Returns the heading of a list as readers should see it, in the arena of the document, or NULL
 * if there is none. (list_name.c) */
const char *kr_list_name(struct kr_page *page, struct kr_link_list *list);

enum {                                 /* bits: what the words of a heading, class or id imply */
	KR_CARD_WORDS_REC = 1,         /* related, recommended */
	KR_CARD_WORDS_LIST = 2,        /* further articles: latest, most read */
	KR_CARD_WORDS_BAD = 4,         /* not articles: tags, menus, authors, shops */
	KR_CARD_WORDS_NAV = 8,         /* navigation, header */
	KR_CARD_WORDS_FOOT = 16,       /* footer */
	KR_CARD_WORDS_SIDE = 32,       /* sidebar */
	KR_CARD_WORDS_AD = 64,         /* advertising */
	KR_CARD_WORDS_TEXT = 128,      /* the article's own text */
	KR_CARD_WORDS_PAGER = 256,     /* previous and next article */
	KR_CARD_WORDS_SECTION = 512,   /* of an element in a card: the section of the article */
	KR_CARD_WORDS_AUTHOR = 1024,   /* author of the article */
	KR_CARD_WORDS_TITLE = 2048,    /* title of the article */
	KR_CARD_WORDS_DURATION = 4096, /* playing time */
};

/* Returns the bits of a heading, in many languages; prepare once. (card_words.c) */
void kr_card_words_prepare_headings(struct kr_matcher *ret);
unsigned kr_card_words_heading(const struct kr_matcher *headings, struct kr_slice text);

/* Returns the bits of the value of a class or id attribute. */
unsigned kr_card_words_class(const char *attr);
/* Whether a text is "read more" or the like, and so no title. */
bool kr_card_words_is_more(const char *text, size_t len);
/* Whether a short text is a date, a time or "3 hours ago". */
bool kr_card_words_is_time(struct kr_slice text);

/* Whether the link of a card is part of a sentence, judged by how much text its block has
 * outside links. */
bool kr_list_features_in_sentence(const struct kr_page *page, const struct kr_card *card);

/* Adds a card to the recommendations. Returns NULL if it has no title or no URL, or leads to the
 * page itself. (card_fields.c) */
struct kr_rec *kr_card_fields_read(
        struct kr_page *page, struct kr_link_lists *ls, const struct kr_card *card);

/* Fills what a recommendation lacks from another card with the same URL. (card_fields.c) */
void kr_card_fields_fill(struct kr_page *page, struct kr_link_lists *ls, const struct kr_card *card,
        struct kr_rec *rec);

#endif
