/* Lists of links to articles: how they are found, judged and read.
 *
 * A card is the largest element that stands for one address: a list item, a cover with its
 * headline, a bare link. Cards side by side make a list. Lists are found by structure only
 * (lists.c), described by numbers (list_features.c) and judged by a small model learned from other
 * pages (model/lists.def); cards.c then reads the fields of the
 * cards in the chosen lists. All of it is linear in the size of the page. */
#ifndef KREAD_EXTRACT_LISTS_LINK_CARDS_PRIV_H
#define KREAD_EXTRACT_LISTS_LINK_CARDS_PRIV_H

#include "extract/dom/attr_cache_priv.h"
#include "extract/dom/page_priv.h"

struct kr_card {
	int32_t root; /* the element around the card */
	int32_t link; /* the <a> with the longest text */
	int32_t url;  /* index in kr_link_lists.urls */
	int32_t list; /* index in kr_link_lists.lists */
	bool in_body; /* part of the text, and so not recommended (claims.c) */
};

/* A link that may be one to an article. */
struct kr_card_link {
	int32_t node;
	int32_t url; /* index in kr_link_lists.urls */
	bool many;   /* there is a link to another address within it */
};

struct kr_card_url {
	struct kr_slice href; /* as written, without fragment */
	uint32_t links;       /* how many have it */
	bool headline;        /* one of them has the text of a headline */
};

/* clang-format off */
#define KR_LIST_FEATURES(F) \
	F(count) F(title_len) F(title_words) F(headlines) F(images) F(times) F(title_share) F(cover) \
	F(card_len) F(head_rec) F(head_list) F(head_bad) F(head_other) F(head_tag) F(near_rec) \
	F(near_list) F(near_bad) F(near_ad) F(far_rec) F(far_nav) F(far_foot) F(far_side) F(far_ad) \
	F(in_article) F(before) F(after) F(inside) F(above_title) F(same_host) F(same_path) F(dated) \
	F(section_like) F(queries) F(sentences) F(repeats) F(depth_diff) F(items) F(paragraphs) \
	F(articles) F(headed) F(cjk) F(pager) F(list_share) F(page_text) \
	F(prose)
/* clang-format on */

enum {
#define F(name) KR_LF_##name,
	KR_LIST_FEATURES(F)
#undef F
	        KR_LIST_NFEATURES
};

struct kr_link_list {
	int32_t parent;  /* of the first card */
	int32_t heading; /* the element or text over it, or -1 */
	uint32_t first;  /* its cards: a run in kr_link_lists.cards, in page order */
	uint32_t n;
	bool is_menu;    /* of no articles, whatever f may be; it is not filled */
	bool is_related; /* so plainly recommendations that the model is not asked */
	bool chosen;
	bool teasers; /* it says a few words of each article, and stands above the headline or is
	                 called related */
	const char *group; /* kr_list_name(), once it was asked for */
	bool named;        /* it was */
	float *f;          /* [KR_LIST_NFEATURES] in page->scratch; NULL if it is a menu */
	int32_t score;     /* of the model: recommendations from 0 on */
};

struct kr_link_lists {
	struct kr_arena arena; /* of all that is in it */
	struct kr_card *cards;
	size_t ncards;
	struct kr_link_list *lists;
	size_t nlists;
	struct kr_card_url *urls;
	size_t nurls;
	uint32_t text; /* characters outside of links and cards: of an article, if there is one */
	uint32_t headlines;         /* characters of the titles of cards */
	struct kr_card_link *links; /* in page order */
	size_t nlinks;
	struct kr_attr_cache words; /* kr_card_words_class() */
};

void kr_link_lists_find(struct kr_page *page, struct kr_link_lists *ret); /* lists.c */
void kr_link_lists_fini(struct kr_link_lists *ls);
const struct kr_card_link *kr_link_lists_link(
        const struct kr_link_lists *ls, int32_t node); /* of an <a>; NULL if it is none */
unsigned kr_list_features_words(const struct kr_page *page, struct kr_link_lists *ls,
        int32_t i); /* KR_CARD_WORDS_ of an element */
/* Fills is_menu, is_related and f; f of menus only if menus is set, for training: they are easy
 * examples. */
void kr_list_features_describe(struct kr_page *page, struct kr_link_lists *ls, bool menus);
void kr_list_features_score(struct kr_page *page, struct kr_link_lists *ls); /* then score */
/* list_name.c: what the heading over the list says, for readers; NULL if there is none. In the
 * doc's arena. */
const char *kr_list_name(struct kr_page *page, struct kr_link_list *list);

enum {                                 /* what words say of a list; or-ed */
	KR_CARD_WORDS_REC = 1,         /* related, recommended */
	KR_CARD_WORDS_LIST = 2,        /* further articles: latest, most read */
	KR_CARD_WORDS_BAD = 4,         /* no articles: tags, menus, authors, shops */
	KR_CARD_WORDS_NAV = 8,         /* navigation, header */
	KR_CARD_WORDS_FOOT = 16,       /* footer */
	KR_CARD_WORDS_SIDE = 32,       /* side column */
	KR_CARD_WORDS_AD = 64,         /* advertising */
	KR_CARD_WORDS_TEXT = 128,      /* the article's own text */
	KR_CARD_WORDS_PAGER = 256,     /* previous and next article */
	KR_CARD_WORDS_SECTION = 512,   /* of an element in a card: its section */
	KR_CARD_WORDS_AUTHOR = 1024,   /* its author */
	KR_CARD_WORDS_TITLE = 2048,    /* its title */
	KR_CARD_WORDS_DURATION = 4096, /* how long it plays */
};

unsigned kr_card_words_heading(
        const char *text, size_t len);          /* card_words.c: of a heading, in many languages */
unsigned kr_card_words_class(const char *attr); /* of the value of class or id */
bool kr_card_words_is_more(const char *text, size_t len); /* "read more": no title */
bool kr_card_words_is_time(
        struct kr_slice text); /* a short text with a date, a time, "3 hours ago" */

/* True if so much text stands beside the card's link in its block that the link is part of a
 * sentence (list_features.c). */
bool kr_list_features_in_sentence(const struct kr_page *page, const struct kr_card *card);

/* card_fields.c: adds the card to the recommendations; NULL if it has no title or no address, or is
 * the page itself. */
struct kr_rec *kr_card_fields_read(
        struct kr_page *page, struct kr_link_lists *ls, const struct kr_card *card);

/* What the recommendation lacks, from a further card of the same address. */
void kr_card_fields_fill(struct kr_page *page, struct kr_link_lists *ls, const struct kr_card *card,
        struct kr_rec *rec);

#endif
