/* What the head of a page and its address say about the page, read once, before any other stage,
 * and not changed afterwards. */
#ifndef KREAD_EXTRACT_DATA_PAGE_FACTS_PRIV_H
#define KREAD_EXTRACT_DATA_PAGE_FACTS_PRIV_H

#include "extract/data/page_kind_priv.h"

/* A <meta> with its attributes as written; NULL: absent. */
struct kr_meta {
	int32_t node;
	const char *property, *name, *itemprop, *http_equiv, *content;
};

struct kr_page_facts {
	struct kr_meta *metas; /* all of them, in page order */
	size_t nmetas;
	struct kr_slice
	        title; /* text of the first <title> outside of pictures, as written; or {NULL, 0} */
	const char *og_title;    /* content of og:title; NULL: absent */
	const char *description; /* content of description, else of og:description; NULL: absent */
	struct kr_page_kind kind;
};

/* The property of a <meta>, or else its name; NULL: it has neither. */
static inline const char *kr_meta_key(const struct kr_meta *m)
{
	return m->property ? m->property : m->name;
}

/* The <meta> that is the node; NULL: the node is none. */
const struct kr_meta *kr_page_facts_meta(const struct kr_page *page, int32_t node);

/* The content of the first <meta> whose property, name or itemprop is one of these names (ASCII
 * case folded); where several are there, the one that comes first in names. NULL: none has a
 * content. */
const char *kr_page_facts_content(const struct kr_page *page, const char *const *names, size_t n);

/* The title that was chosen, once there is one (stage "title"); before that, or where none was
 * found, og:title or the title element. NULL: the page has none of these. */
const char *kr_page_facts_title(struct kr_page *page);

#endif
