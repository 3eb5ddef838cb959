/* What the style sheets in a page and its style attributes do to an element, as far as it decides
 * which text is visible and where its lines end. Of the sheets only selectors of one or two parts
 * are read (".note", "p.note", "#menu .note"), and of the rules for certain media none. */
#ifndef KREAD_EXTRACT_DOM_STYLES_PRIV_H
#define KREAD_EXTRACT_DOM_STYLES_PRIV_H

#include "extract/dom/dom_priv.h"

enum {
	KR_LOOK_GONE = 1,    /* not displayed, or outside the screen */
	KR_LOOK_TINY = 2,    /* text of no size */
	KR_LOOK_LINES = 4,   /* line ends of the source are kept */
	KR_LOOK_SHOWN = 8,   /* displayed, whatever another rule says */
	KR_LOOK_PLACED = 16, /* at coordinates of its own */
};

struct kr_styles; /* private to styles.c */

/* Reads the style sheets of a page into a; NULL if none of them matters. Takes time linear in
 * their size. */
struct kr_styles *kr_styles_find(const struct kr_dom *dom, struct kr_arena *a);

/* The KR_LOOK_* of an element. styles may be NULL. */
unsigned kr_styles_of(struct kr_styles *styles, const struct kr_dom *dom, int32_t i);

/* The KR_LOOK_* that declarations ("display: none; color: red") set. */
unsigned kr_styles_read(struct kr_slice declarations);

#endif
