/* Prepares a page for the HTML parser. What libxml2 misreads is blanked out, and what it would
 * only copy byte by byte is cut out: the content of scripts and style sheets (half of today's
 * pages), longer attribute values and longer texts. A mark takes its place: KR_MARKUP_CUT and a
 * number. Pages that contain this character are not cut. Of consecutive white space only the
 * first character is kept, except in <pre>. */
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
 * mark stands for, or everything before the next mark. *s becomes the rest. */
struct kr_slice kr_markup_take(const struct kr_markup *m, struct kr_slice *s);

#endif
