/* What the HTML parser is given in place of the page: what it misreads is blanked out, and what it
 * would only copy, character by character, is taken out: the content of scripts and style sheets,
 * which is half of the bytes of today's pages, longer values of attributes and longer text. In its
 * place stands a mark, KR_MARKUP_CUT and a number. Nothing is taken out of a page that has this
 * character itself. Of blanks alone only the first stays, but in <pre>. */
#ifndef KREAD_EXTRACT_DOM_MARKUP_PRIV_H
#define KREAD_EXTRACT_DOM_MARKUP_PRIV_H

#include "kread/base/str.h"

enum { KR_MARKUP_CUT = '\x7f' };

struct kr_markup {
	const char *html; /* borrowed from the page, or one of the copies */
	size_t len;
	struct kr_slice *cuts; /* by their numbers */
	size_t ncuts;
	struct kr_str repaired, cut; /* empty where nothing had to be done */
};

/* html must outlive the markup. Linear in len. */
void kr_markup_init(struct kr_markup *m, const char *html, size_t len);
void kr_markup_fini(struct kr_markup *m);

/* The first piece of what the parser gave, which is not empty: what a mark stands for, or what is
 * before the next mark. *s is the rest. */
struct kr_slice kr_markup_take(const struct kr_markup *m, struct kr_slice *s);

#endif
