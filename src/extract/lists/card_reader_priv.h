/* Reads the fields of one card. Private to card_fields.c and card_title.c. */
#ifndef KREAD_EXTRACT_LISTS_CARD_READER_PRIV_H
#define KREAD_EXTRACT_LISTS_CARD_READER_PRIV_H

#include "extract/lists/link_lists_priv.h"

struct kr_card_reader {
	struct kr_page *page;
	const struct kr_dom *dom;
	struct kr_link_lists *ls;
	const struct kr_card *card;
	struct kr_str text; /* scratch */
	/* the title is the text in [title, title_end); -1: it comes from attributes */
	int32_t title, title_end;
};

/* The element that should have the title: in the link, or elsewhere in the card. */
int32_t kr_card_title_node(const struct kr_card_reader *r);

/* Returns the title, in the arena of the document, or NULL if there is none. Sets r->title; -1 if
 * the title comes from attributes, because the text is empty or "read more". */
const char *kr_card_title_read(struct kr_card_reader *r);

/* Returns a title without "Next: " and arrows, or NULL if it is no headline: "read more", a label,
 * a button, the name of a list. title may be NULL. */
const char *kr_card_title_clean(struct kr_doc *doc, const char *title);

#endif
