/* Comments of readers as blocks of an article. */
#ifndef KREAD_TEXT_COMMENTS_H
#define KREAD_TEXT_COMMENTS_H

#include "kread/doc/doc.h"

/* Adds a line with author, time and likes, and the paragraphs; replies are quotations. lang: of the
 * page, or NULL. mark comes
 * before the author, who is a link if href is not NULL (which must live as long as to). hidden:
 * KR_COMMENT_SHOWN, or the comment is folded, with so many replies, and has no paragraphs. */
enum { KR_COMMENT_SHOWN = -1 };
void kr_comments_add(struct kr_doc *to, const struct kr_comment *c, const char *lang,
        const char *mark, const char *href, long hidden);

/* Adds all comments of the article to its text, below a heading. */
void kr_comments_append(struct kr_doc *doc);

#endif
