/* One page on its way through extraction: what each stage finds stands here for the next ones.
 *
 * Order of the stages (extract.c): charset -> dom -> prep -> data (JSON-LD, page state) -> meta,
 * title -> cards (candidate lists of recommendations) -> body -> blocks -> dates, authors,
 * comments, recommendations, feeds, media, next page, warnings. */
#ifndef KREAD_EXTRACT_DOM_PAGE_PRIV_H
#define KREAD_EXTRACT_DOM_PAGE_PRIV_H

#include "extract/dom/dom_priv.h"
#include "extract/words/class_words_priv.h"
#include "kread/doc/doc.h"
#include "kread/extract/extract.h"

/* Per node, over its visible subtree (prep.c). */
struct kr_stat {
	uint32_t chars; /* code points that are not blank; an ideograph, kana or hangul counts 2 */
	uint32_t link_chars; /* of these, within <a href> */
	uint32_t words;      /* runs of letters and digits; each ideograph is one */
	uint32_t stops; /* , . ; : ! ? and their full-width and ideographic forms, at the end of a
	                   word */
	uint32_t links; /* <a href> */
	uint32_t elements;
};

enum {                       /* kr_page.mark[node]; set on every node of the subtree */
	KR_MARK_REC = 1,     /* in a list of recommendations (cards.c) */
	KR_MARK_COMMENT = 2, /* in the readers' comments (comments.c) */
	KR_MARK_KEEP = 4, /* text and pictures that belong to the body (body.c): set on text nodes,
	                     img, video, ... */
	KR_MARK_TEASER = 16, /* in a list that shows a few words of each article (link_cards.c) */
	KR_MARK_CAPTION =
	        8, /* the caption of a picture, and no text of the body (body.c, images.c) */
};

struct kr_link_lists; /* link_lists_priv.h */

struct kr_page_facts; /* page_facts_priv.h */

struct kr_images; /* blocks_priv.h */

struct kr_article_object; /* article_object_priv.h */

struct kr_rules; /* rules_priv.h */

struct kr_class_word_cache; /* page.c */

struct kr_js_value; /* a value of JSON or of a JavaScript literal (lit_priv.h) */

struct kr_page {
	const struct kr_extract_input *in;
	const char *base; /* absolute: what relative addresses are resolved against (<base href> or
	                     the page's) */
	struct kr_dom dom;
	struct kr_stat *stat;    /* [dom.n] */
	uint8_t *mark;           /* [dom.n] */
	struct kr_doc *doc;      /* the result so far */
	struct kr_arena arena;   /* for what stages tell each other; dies with the page */
	struct kr_arena scratch; /* for what a stage needs itself; dies with the stage */
	struct kr_class_word_cache *class_words; /* page.c */

	/* links.c: what the page says its own address is (rel=canonical, og:url), absolute and on
	 * the same site; NULL if it does not, or names the front page of its site */
	const char *own_url;

	/* rules.c */
	struct kr_rules *rules; /* NULL: there are none for this page */
	const uint8_t *drop;    /* [dom.n] elements and texts to be hidden; or NULL */

	/* page_facts.c */
	const struct kr_page_facts *facts;

	/* data.c: values found in scripts */
	struct kr_js_value *
	        *ld; /* JSON-LD objects, flattened: arrays, @graph; never NULL entries */
	size_t nld;
	struct kr_js_value **state; /* roots of page states (__NEXT_DATA__, __NUXT__, ...) */
	size_t nstate;
	bool states_loaded;

	/* cards.c */
	struct kr_link_lists
	        *lists; /* all lists of links, the chosen ones marked; until kr_link_cards_fill() */
	double listing; /* 0 to 1, probability: a front or section page, with lists of articles and
	                   no body */

	/* comments.c */
	int32_t *comment_nodes; /* [doc->ncomments] their elements */

	/* title.c */
	int32_t title_node; /* the element that shows the title, or -1 */

	/* date.c */
	bool dated; /* the page says when it was published; its address alone does not count */

	/* body.c */
	int32_t body_root; /* the smallest element around all that is kept, or -1 */
	double body_score; /* 0..1: how sure the body is */

	/* images.c */
	struct kr_images *images; /* of the article */

	/* article_object.c: use kr_article_object_get() */
	const struct kr_article_object *article_object;

	/* state_body.c */
	struct kr_doc *state_body; /* blocks that replace the body in the DOM; or NULL */
	uint32_t state_chars;      /* kr_stat.chars of these; 0: the body is in the DOM */

	/* state.c */
	const struct kr_js_value *media_object; /* media.c searches it for streams; or NULL */
};

/* Prepares a zeroed page for its first use. */
void kr_page_open(struct kr_page *page);

/* Sure enough to take its lists for all that it has to say. */
static inline bool kr_page_is_listing(const struct kr_page *page)
{
	return page->listing > 0.85;
}

/* True if the node is marked as part of the body, and not as a caption. */
static inline bool kr_page_in_body(const struct kr_page *page, int32_t i)
{
	return (page->mark[i] & (KR_MARK_KEEP | KR_MARK_CAPTION)) == KR_MARK_KEEP;
}

/* Return the KR_CLASS_WORD() bits of the class and id of an element, and of the value of one
 * attribute (NULL: none). Values are cached by their address, so they must be of this page. */
uint64_t kr_page_class_words(const struct kr_page *page, int32_t i);
uint64_t kr_page_attr_words(const struct kr_page *page, const char *value);
/* The same for any text, uncached. */
uint64_t kr_page_text_words(const struct kr_page *page, struct kr_slice text);

/* A text that readers see. */
static inline bool kr_page_shows_text(const struct kr_page *page, int32_t i)
{
	const struct kr_node *n = &page->dom.nodes[i];

	return n->tag == KR_TAG_TEXT && !(n->flags & (KR_NF_HIDDEN | KR_NF_BLANK));
}

/* The stages. Each works on page and adds to page->doc; none fails. Strings for doc go through
 * kr_doc_line() or kr_page_url(). */
void kr_page_facts_run(struct kr_page *page); /* page_facts.c: what the head says, read once */
void kr_visibility_run(struct kr_page *page); /* prep.c: flags and statistics of nodes */
void kr_consent_run(
        struct kr_page *page); /* consent.c: hides boxes that ask about cookies beside an article */
void kr_visibility_keep_all(struct kr_page
                *page); /* prep.c: in place of body.c, marks all that can be seen as the body */
void kr_json_ld_run(struct kr_page *page); /* data.c: JSON-LD and page state, parsed */
void kr_links_own(struct kr_page *page);   /* links.c: the own address */
void kr_meta_run(struct kr_page
                *page); /* meta.c: site, section, source, authors, keywords, language, image */
void kr_title_run(struct kr_page *page); /* title.c */
void kr_link_cards_run(
        struct kr_page *page); /* cards.c: finds lists of recommendations, marks the nodes */
void kr_link_cards_fill(struct kr_page *page); /* cards.c: fills doc->recs; takes the mark from the
                                                  body where it has kept them */
void kr_comments_run(struct kr_page *page); /* comments.c: fills doc->comments, marks the nodes */
void kr_body_run(struct kr_page *page);     /* body.c: marks what to keep */
void kr_state_body_run(
        struct kr_page *page); /* state_body.c: body from the DOM, or from the page's data? */
void kr_claims_run(struct kr_page *page); /* claims.c: text that two stages claim goes to one */
/* images.c: the pictures of the article, among them one just before its text; marks pictures and
 * their captions. */
void kr_images_run(struct kr_page *page);
void kr_blocks_run(struct kr_page *page); /* blocks.c: doc->blocks from what is kept */
void kr_date_run(struct kr_page *page);   /* date.c: published, modified */
void kr_byline_run(
        struct kr_page *page); /* byline.c: source, section, editor, authors that readers see */
void kr_state_run(struct kr_page *page);    /* state.c: body, media, recommendations from page state
                                               where the DOM has none */
void kr_links_run(struct kr_page *page);    /* links.c: feeds, next page, canonical address */
void kr_media_run(struct kr_page *page);    /* media.c */
void kr_redirect_run(struct kr_page *page); /* redirect.c: a page that only leads to another */
void kr_warn_run(struct kr_page *page); /* warn.c: consent page, needs JavaScript, paywall, ... */

/* Bytes of the text that is marked as the body; blanks are folded. */
size_t kr_page_body_bytes(const struct kr_page *page);

/* True if the body has so few bytes that it is hardly one: any text in page states counts. */
enum { KR_PAGE_HARDLY = 500 };
bool kr_page_is_bare(const struct kr_page *page);

/* ref resolved against the page's base, in doc's arena; NULL unless it is an http(s) address
 * (mailto too if allowed). */
const char *kr_page_url(struct kr_page *page, const char *ref);

#endif
