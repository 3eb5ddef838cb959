/* Reads readers' comments from the page: elements whose class, id or microdata call them a comment.
 * Those inside another comment are its replies. comments.c walks the page with a stack of the open
 * comments; the other files read names, texts and counts. Private to these files. */
#ifndef KREAD_EXTRACT_LISTS_COMMENT_READER_PRIV_H
#define KREAD_EXTRACT_LISTS_COMMENT_READER_PRIV_H

#include "extract/dom/page_priv.h"

enum { KR_COMMENT_LABEL_BYTES = 60 }; /* longest name, count or label */

struct kr_comment_item {
	int32_t node;
	int32_t inner; /* parent of the item that wraps the same comment again, or -1 */
	int32_t depth;
	struct kr_str author, time, text;
	struct kr_str body; /* text of the element named for it; preferred to text */
	const char *datetime;
	int32_t likes; /* -1: unknown */
};

struct kr_comment_reader {
	struct kr_page *page;
	const struct kr_dom *dom;
	struct kr_comment_item *items;
	size_t n, cap;
	size_t *open; /* indices of the comments around the current node */
	size_t nopen, cap_open;
	uint8_t *named; /* [dom.n] kr_comment_names_any() */
	bool any_named;
};

/* Whether class, id or microdata of an element mention comments. (comment_names.c) */
bool kr_comment_names_any(const struct kr_page *page, int32_t node);

/* Whether they name a single comment. */
bool kr_comment_names_item(const struct kr_page *page, int32_t node);

/* Adds a visible text node to the field of the comment that it belongs to. (comment_text.c) */
void kr_comment_text_add(
        const struct kr_comment_reader *r, struct kr_comment_item *item, int32_t node);

/* The number of comments that the page claims to have, or -1. (comment_count.c) */
int32_t kr_comment_count_stated(const struct kr_comment_reader *r);

/* The first number in a text, which may have commas between digits; -1 if there is none or it is
 * too large. */
int32_t kr_comment_count_number(struct kr_slice t);

#endif
