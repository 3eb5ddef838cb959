/* Finds the object in the page states and JSON-LD that is the article of the page. */
#ifndef KREAD_EXTRACT_STATE_ARTICLE_OBJECT_PRIV_H
#define KREAD_EXTRACT_STATE_ARTICLE_OBJECT_PRIV_H

#include "extract/dom/page_priv.h"
#include "extract/state/state_keys_priv.h"

struct kr_article_object {
	const struct kr_js_value *object; /* NULL: none */
	/* its members; those that it lacks may come from the objects around it */
	struct kr_state_members members;
	/* a string, or an array or object of blocks, for kr_state_html(); NULL: none */
	const struct kr_js_value *text;
	size_t bytes;    /* of the text */
	bool confirmed;  /* its title, URL or id is that of the page */
	bool text_alone; /* the text was chosen for its length only and may be of something else */
};

/* Returns the article object of the page, never NULL. The first call loads the page states and
 * searches them. */
const struct kr_article_object *kr_article_object_get(struct kr_page *page);

#endif
