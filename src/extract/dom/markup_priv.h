/* Prepares a page for the HTML parser. Blanks out what libxml2 misreads, and cuts out what it would
 * only copy byte by byte: the content of scripts and style sheets, about half of a page, and longer
 * attribute values and texts. Each is replaced by a mark, KR_MARKUP_CUT and a number; in the page,
 * this character becomes another one that means nothing either. Of consecutive white space only the
 * first character is kept, except in <pre>. Attributes beyond the first hundreds of an element are
 * left out. */
#ifndef KREAD_EXTRACT_DOM_MARKUP_PRIV_H
#define KREAD_EXTRACT_DOM_MARKUP_PRIV_H

#include "kread/base/str.h"

enum { KR_MARKUP_CUT = '\x7f' };

struct kr_markup {
	const char *html; /* borrowed from the page or one of the copies below */
	size_t len;
	struct kr_slice *cuts; /* by number */
	size_t ncuts;
	struct kr_str repaired, cut; /* empty if nothing had to be changed */
};

/* html must outlive the markup. Takes time linear in len. */
void kr_markup_init(struct kr_markup *m, const char *html, size_t len);
void kr_markup_fini(struct kr_markup *m);

/* Returns the first part of a text from the parser, which must not be empty: the content that a
 * mark replaced, or everything before the next mark. Sets *s to the rest. */
struct kr_slice kr_markup_next(const struct kr_markup *m, struct kr_slice *s);

#endif
