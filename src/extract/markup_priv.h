/* What the HTML parser is given in place of the page: what it misreads is blanked out, and the content of scripts and style
 * sheets, half of the bytes of today's pages, which it would read character by character, is taken out. */
#ifndef KREAD_EXTRACT_MARKUP_PRIV_H
#define KREAD_EXTRACT_MARKUP_PRIV_H

#include "kread/base/str.h"

/* In place of the content stands one blank. */
struct kr_markup_raw {
	size_t at; /* of the blank, in kr_markup.html */
	struct kr_slice content;
};

struct kr_markup {
	const char *html; /* borrowed from the page, or one of the copies */
	size_t len;
	struct kr_markup_raw *raw; /* in order of their places */
	size_t nraw;
	struct kr_str repaired, cut; /* empty where nothing had to be done */
};

/* html must outlive the markup. Linear in len. */
void kr_markup_init(struct kr_markup *s, const char *html, size_t len);
void kr_markup_fini(struct kr_markup *s);

#endif
