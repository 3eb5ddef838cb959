/* One page on its way through extraction. Results of a stage that later stages need are kept here;
 * stages.c has the order of the stages. */
#ifndef KREAD_EXTRACT_DOM_PAGE_PRIV_H
#define KREAD_EXTRACT_DOM_PAGE_PRIV_H

#include "extract/dom/dom_priv.h"
#include "extract/words/class_words_priv.h"
#include "kread/doc/doc.h"
#include "kread/extract/extract.h"

/* Counts of the visible text in a subtree. */
struct kr_stat {
	uint32_t chars; /* code points without white space; ideographs, kana and hangul are 2 */
	uint32_t link_chars; /* those of chars within <a href> */
	uint32_t words; /* runs of letters and digits; each ideograph, kana and hangul is one */
	uint32_t stops; /* , . ; : ! ? at the end of a word, and their counterparts elsewhere */
	uint32_t links; /* <a href> */
	uint32_t elements;
};

enum {                       /* kr_page.mark[node], bits; set on every node of a subtree */
	KR_MARK_REC = 1,     /* in a list of recommendations (link_cards.c) */
	KR_MARK_COMMENT = 2, /* in the comments of readers (comments.c) */
	/* text node, <img>, <video> or the like that belongs to the body (body.c) */
	KR_MARK_KEEP = 4,
	KR_MARK_CAPTION = 8,  /* caption of a picture, and so not text of the body (images.c) */
	KR_MARK_FOREIGN = 32, /* in a box beside the article (foreign.c) */
	KR_MARK_TEASER = 16,  /* in a list with the first words of articles (link_cards.c) */
	KR_MARK_LEAD = 64,    /* text node of a standfirst that was added to the body */
};

struct kr_article_object; /* article_object_priv.h */
struct kr_images;         /* blocks_priv.h */
struct kr_js_value;       /* js_value_priv.h */
struct kr_link_lists;     /* link_lists_priv.h */
struct kr_page_facts;     /* page_facts_priv.h */
struct kr_rules;          /* rules_priv.h */
struct kr_styles;         /* styles_priv.h */
struct kr_word_cache;     /* page.c */

struct kr_page {
	const struct kr_extract_input *in;
	struct kr_doc *doc;      /* the result so far */
	struct kr_arena arena;   /* freed with the page */
	struct kr_arena scratch; /* freed at the end of each stage */

	struct kr_dom dom;
	struct kr_stat *stat; /* [dom.n] */
	uint8_t *mark;        /* [dom.n] KR_MARK_* */
	const char *base;     /* absolute URL of <base href>, else that of the page; may be NULL */
	struct kr_word_cache *words; /* private to page.c */

	/* rules.c */
	struct kr_rules *rules; /* NULL: none for this page */
	const uint8_t *drop;    /* [dom.n] 1 for nodes that a rule hides; NULL: none */

	/* visibility.c */
	struct kr_styles *styles; /* of the style sheets in the page; NULL: none */

	/* page_facts.c */
	const struct kr_page_facts *facts;

	/* json_ld.c */
	struct kr_js_value **json_ld; /* objects in <script>, those in @graph and arrays, too */
	size_t njson_ld;

	/* links.c: absolute URL that the page declares as its own (rel=canonical or og:url). NULL
	 * if there is none, it is on another site, or it is the front page. */
	const char *own_url;

	/* title.c */
	int32_t title_node; /* element that shows the title, or -1 */

	/* comments.c */
	int32_t *comment_nodes; /* [doc->ncomments] their elements */

	/* link_cards.c */
	struct kr_link_lists *lists; /* all lists of links; NULL after the stage "recs" */
	double listing; /* 0 to 1: probability that this is a front or section page, which has lists
	                   of articles and no body */

	/* body.c */
	int32_t body_root; /* smallest element around the body, or -1 */
	double body_score; /* 0 to 1: confidence in the body */

	/* images.c */
	struct kr_images *images; /* pictures of the article */

	/* date.c */
	bool dated; /* doc->published comes from the page and not just from its URL */

	/* state_scripts.c; filled on demand by kr_state_scripts_load() */
	struct kr_js_value **state; /* roots of page states: __NEXT_DATA__, __NUXT__ and others */
	size_t nstate;
	bool states_loaded;

	/* article_object.c: use kr_article_object_get() */
	const struct kr_article_object *article_object;

	/* state_body.c */
	struct kr_doc *state_body; /* blocks that replace the body in the DOM; or NULL */
	uint32_t state_chars;      /* kr_stat.chars of these; 0: the body is in the DOM */

	/* state.c */
	const struct kr_js_value *media_object; /* media.c searches it for streams; or NULL */
};

/* Prepares a zeroed page for use. */
void kr_page_open(struct kr_page *page);
/* Frees the tree of nodes and both arenas, but not doc. The page may be zeroed. */
void kr_page_close(struct kr_page *page);

/* Whether this is a front or section page with so much certainty that its lists are all its
 * content. */
static inline bool kr_page_is_listing(const struct kr_page *page)
{
	return page->listing > 0.85;
}

/* Whether a node is marked as part of the body and is not in a caption. */
static inline bool kr_page_in_body(const struct kr_page *page, int32_t i)
{
	return (page->mark[i] & (KR_MARK_KEEP | KR_MARK_CAPTION)) == KR_MARK_KEEP;
}

/* The same without an added standfirst: between it and the text are pictures, date and byline. */
static inline bool kr_page_in_text(const struct kr_page *page, int32_t i)
{
	return kr_page_in_body(page, i) && !(page->mark[i] & KR_MARK_LEAD);
}

/* Whether a node is a visible text and not just white space. */
static inline bool kr_page_shows_text(const struct kr_page *page, int32_t i)
{
	const struct kr_node *n = &page->dom.nodes[i];

	return n->tag == KR_TAG_TEXT && !(n->flags & (KR_NF_HIDDEN | KR_NF_BLANK));
}

/* Return the KR_CLASS_WORD() bits of the class and id of an element, and of the value of one
 * attribute (NULL: none). Results are cached by the address of the value, so it must be one of this
 * page. */
uint64_t kr_page_class_words(const struct kr_page *page, int32_t i);
uint64_t kr_page_attr_words(const struct kr_page *page, const char *value);
/* The same for any text, uncached. */
uint64_t kr_page_text_words(const struct kr_page *page, struct kr_slice text);

/* Returns the KR_PHRASE(HEADING_*) bits of a heading, by words that start with those of its words.
 */
uint64_t kr_page_heading_words(const struct kr_page *page, struct kr_slice text);

/* Hides an element, as if no style could show it. */
void kr_page_hide(struct kr_page *page, int32_t root);

/* Returns the bytes of text in the body, with white space collapsed. */
size_t kr_page_body_bytes(const struct kr_page *page);

/* Whether the body has so few bytes that any text in page states is worth a look. */
enum { KR_PAGE_BARE_BYTES = 500 };
bool kr_page_is_bare(const struct kr_page *page);

/* Resolves ref (may be NULL) against the base of the page. Returns a URL in the arena of the
 * document, NULL unless it is http, https or mailto, or a file if the page is one. If the page has
 * no URL, relative ones stay as they are. */
const char *kr_page_url(struct kr_page *page, const char *ref);

/* The stages, in their usual order. Each reads the page and adds to page->doc; none fails. Strings
 * for page->doc must come from kr_doc_line() or kr_page_url(). */

/* Reads the head once. */
void kr_page_facts_run(struct kr_page *page);
/* Sets flags and counts of all nodes. */
void kr_visibility_run(struct kr_page *page);
/* Hides boxes that ask about cookies. */
void kr_consent_run(struct kr_page *page);
/* Parses JSON-LD. */
void kr_json_ld_run(struct kr_page *page);
/* Sets page->own_url. (links.c) */
void kr_links_own(struct kr_page *page);
/* Site, section, source, authors, keywords, language, image from metadata. */
void kr_meta_run(struct kr_page *page);
void kr_title_run(struct kr_page *page);
/* Adds and marks the comments of readers. */
void kr_comments_run(struct kr_page *page);
/* Finds lists of links and marks those that recommend articles. */
void kr_link_cards_run(struct kr_page *page);
/* Marks the body. */
void kr_body_run(struct kr_page *page);
/* Without body.c: marks everything visible as the body. */
void kr_visibility_keep_all(struct kr_page *page);
/* Decides about text that two stages have marked. */
void kr_claims_run(struct kr_page *page);
/* Finds the pictures of the article and marks them and their captions. */
void kr_images_run(struct kr_page *page);
/* Adds the recommendations. (link_cards.c) */
void kr_link_cards_fill(struct kr_page *page);
/* Dates of publication and change. */
void kr_date_run(struct kr_page *page);
/* Decides whether the body comes from the DOM or from data. */
void kr_state_body_run(struct kr_page *page);
/* Makes blocks of the body. */
void kr_blocks_run(struct kr_page *page);
/* Site and section from <title>, where they follow the headline. */
void kr_title_site_run(struct kr_page *page);
/* Source, section, editor and authors from the visible text. */
void kr_byline_run(struct kr_page *page);
/* Fills fields that are still empty from page states. */
void kr_state_run(struct kr_page *page);
/* Canonical URL, feeds, next page. */
void kr_links_run(struct kr_page *page);
/* Video and audio. */
void kr_media_run(struct kr_page *page);
/* Recognizes pages that only lead to another. */
void kr_redirect_run(struct kr_page *page);
/* Warns of consent and verification pages, paywalls, pages that need JavaScript. */
void kr_warn_run(struct kr_page *page);

#endif
