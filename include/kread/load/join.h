/* Joining the pages of an article. doc->next_page names the next one; this makes sure that joining
 * ends: at another site, a page that was there already, text that repeats, or KR_JOIN_PAGES. */
#ifndef KREAD_LOAD_JOIN_H
#define KREAD_LOAD_JOIN_H

#include <stdbool.h>

#include "kread/base/budgets.h"
#include "kread/doc/doc.h"

struct kr_join {                /* all zero at the start */
	struct kr_strings urls; /* of the further pages, in the arena of the article */
};

/* The page to fetch next, or NULL if doc is complete. url: of the first page. */
const char *kr_join_next(struct kr_join *j, struct kr_doc *doc, const char *url);

/* Whether got, the address of what was fetched after redirects, may be joined. url: of the first
 * page. */
bool kr_join_accepts(const struct kr_join *j, const char *url, const char *got);

/* Append the text of a further page to doc. Takes part. False: there was nothing new, and doc is
 * complete. */
bool kr_join_add(struct kr_doc *doc, struct kr_doc *part);

/* Joining stopped before the page that kr_join_next named was added: kr_join_next is to name it
 * again. */
void kr_join_resume(struct kr_join *j, const struct kr_doc *doc);

#endif
