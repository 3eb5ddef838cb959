/* What headings, classes and ids mean for lists of links: recommendations, navigation, advertising.
 * Class words are in card_classes.def, headings in words/heading_phrases.def. */
#ifndef KREAD_EXTRACT_LISTS_CARD_WORDS_PRIV_H
#define KREAD_EXTRACT_LISTS_CARD_WORDS_PRIV_H

#include <stdbool.h>
#include <stddef.h>

#include "extract/dom/page_priv.h"

enum {                                 /* bits */
	KR_CARD_WORDS_REC = 1,         /* related, recommended */
	KR_CARD_WORDS_LIST = 2,        /* other articles: latest, most read */
	KR_CARD_WORDS_BAD = 4,         /* not articles: tags, menus, authors, shops */
	KR_CARD_WORDS_NAV = 8,         /* navigation, header */
	KR_CARD_WORDS_FOOT = 16,       /* footer */
	KR_CARD_WORDS_SIDE = 32,       /* sidebar */
	KR_CARD_WORDS_AD = 64,         /* advertising */
	KR_CARD_WORDS_TEXT = 128,      /* the text of the article */
	KR_CARD_WORDS_PAGER = 256,     /* previous and next article */
	KR_CARD_WORDS_SECTION = 512,   /* of an element in a card: the section of the article */
	KR_CARD_WORDS_AUTHOR = 1024,   /* the author of the article */
	KR_CARD_WORDS_TITLE = 2048,    /* the title of the article */
	KR_CARD_WORDS_DURATION = 4096, /* playing time */
};

/* Returns the bits REC, LIST, BAD and PAGER of a heading. Only its first 240 bytes count. */
unsigned kr_card_words_heading(const struct kr_page *page, struct kr_slice text);

/* Returns the bits of a class or id attribute, or of a name in camel case; attr may be NULL. */
unsigned kr_card_words_class(const char *attr);

/* Whether a text is "read more" or the like, and so not a title. */
bool kr_card_words_is_more(const char *text, size_t len);

/* Whether a short text is a date, a time or relative ("3 hours ago"). */
bool kr_card_words_is_time(struct kr_slice text);

#endif
