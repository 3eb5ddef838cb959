/* Reads the head and the URL of a page once, before any other stage. The facts do not change
 * afterwards. */
#ifndef KREAD_EXTRACT_DATA_PAGE_FACTS_PRIV_H
#define KREAD_EXTRACT_DATA_PAGE_FACTS_PRIV_H

#include "extract/data/page_kind_priv.h"

/* A <meta> with its attributes as written; NULL if absent. */
struct kr_meta {
	int32_t node;
	const char *property, *name, *itemprop, *http_equiv, *content;
};

struct kr_page_facts {
	struct kr_meta *metas; /* in page order */
	size_t nmetas;
	/* text of the first <title> outside <svg>, as written; {NULL, 0} if there is none */
	struct kr_slice title;
	const char *og_title;    /* content of og:title, or NULL */
	const char *description; /* content of description, else og:description, or NULL */
	struct kr_page_kind kind;
};

/* The property of a <meta>, else its name; NULL if it has neither. */
static inline const char *kr_meta_key(const struct kr_meta *m)
{
	return m->property ? m->property : m->name;
}

/* The entry of a node, or NULL if the node is not a <meta>. */
const struct kr_meta *kr_page_facts_meta(const struct kr_page *page, int32_t node);

/* Returns the content of the first <meta> whose property, name or itemprop is one of names,
 * ignoring ASCII case. If several match, the order of names decides. Returns NULL if none has
 * content. */
const char *kr_page_facts_content(const struct kr_page *page, const char *const *names, size_t n);

/* Returns the title once the title stage has chosen one; before that, or if it found none,
 * og:title or the title element; NULL if the page has neither. */
const char *kr_page_facts_title(struct kr_page *page);

#endif
