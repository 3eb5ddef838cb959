/* An article that stands on several pages, made one. Which page goes on with it, doc->next_page
 * tells; here it is seen to that this comes to an end: another site, a page that was there already,
 * text that repeats, more than KR_JOIN_PAGES. */
#ifndef KREAD_LOAD_JOIN_H
#define KREAD_LOAD_JOIN_H

#include <stdbool.h>

#include "kread/doc/doc.h"

enum { KR_JOIN_PAGES = 10 }; /* of one article, at most */

struct kr_join {
	struct kr_strings urls; /* of the further pages; they live in the article */
};

/* The page to be fetched next, or NULL: doc is complete. url: of the first page. */
const char *kr_join_next(struct kr_join *j, struct kr_doc *doc, const char *url);

/* Whether what was fetched for it, perhaps after redirects, may be joined. url: of the first page.
 */
bool kr_join_accepts(const struct kr_join *j, const char *url, const char *got);

/* Put the text of a further page behind that of doc. Takes part. False: it had nothing new, and doc
 * is complete. */
bool kr_join_add(struct kr_doc *doc, struct kr_doc *part);

#endif
