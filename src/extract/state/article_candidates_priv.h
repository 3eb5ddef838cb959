/* Compares the objects of page states as candidates for the article. Used by article_object.c. */
#ifndef KREAD_EXTRACT_STATE_ARTICLE_CANDIDATES_PRIV_H
#define KREAD_EXTRACT_STATE_ARTICLE_CANDIDATES_PRIV_H

#include "extract/state/article_object_priv.h"
#include "extract/state/page_match_priv.h"

/* Sizes of texts, in bytes. */
enum {
	KR_ARTICLE_TEXT = 150,       /* less may be a summary */
	KR_ARTICLE_TEXT_ALONE = 400, /* enough for an article that nothing confirms */
};

struct kr_article_candidates {
	struct kr_page *page;
	const struct kr_js_value *json_ld; /* the article in JSON-LD; NULL: none */
	bool bare;                         /* the DOM has hardly any text (kr_page_is_bare()) */
	size_t budget;                     /* steps left for measuring texts */
	struct kr_page_match match;

	struct kr_article_object best;
	int level;     /* how sure it is that best is of this page; 0: nothing confirms it */
	size_t score;  /* of best, in bytes of text */
	size_t second; /* score of the runner-up if nothing confirms either; else 0 */

	/* the longest text in an object without a title, on a bare page */
	struct kr_article_object untitled;
	size_t second_untitled; /* bytes of the next longest */
};

/* Compares one more object with the best ones so far. parent: the object around it, or NULL. */
void kr_article_candidates_add(struct kr_article_candidates *c, const struct kr_js_value *object,
        const struct kr_js_value *parent);

#endif
