/* Whether an object of a page state is about this page: by its title, its URL or its id. Titles are
 * compared by their keys (kr_title_text_key()), so case, spaces and punctuation do not matter. */
#ifndef KREAD_EXTRACT_STATE_PAGE_MATCH_PRIV_H
#define KREAD_EXTRACT_STATE_PAGE_MATCH_PRIV_H

#include "extract/data/js_value_priv.h"
#include "extract/dom/page_priv.h"

struct kr_page_match {
	const char *url;               /* of the page; NULL if unknown */
	struct kr_str head, shown, og; /* keys of <title>, doc->title and og:title */
	struct kr_str scratch;
};

void kr_page_match_init(struct kr_page_match *m, const struct kr_page *page);
void kr_page_match_fini(struct kr_page_match *m);

/* Whether title (may be NULL) is a string that equals one of the titles of the page or is a good
 * part of it. */
bool kr_page_match_title(struct kr_page_match *m, const struct kr_js_value *title);

/* The same for titles for search engines and for sharing: members called "...Title" or
 * "..._title". */
bool kr_page_match_alternative_title(struct kr_page_match *m, const struct kr_js_value *object);

/* Whether the title of the page occurs near the start of a string. */
bool kr_page_match_start(struct kr_page_match *m, const struct kr_js_value *text);

/* Whether one of the URLs of an object is that of the page, or one of its ids is in the URL. */
bool kr_page_match_url(const struct kr_page_match *m, const struct kr_js_value *object);

/* Returns where id, a number or string, occurs as a whole word in the path of a URL, and sets
 * *ret_len to its length; NULL if it does not. Ids of fewer than four characters do not count. Both
 * may be NULL. */
const char *kr_page_match_id(const char *url, const struct kr_js_value *id, size_t *ret_len);

#endif
