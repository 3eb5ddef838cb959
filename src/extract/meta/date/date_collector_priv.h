/* Collects date mentions from one page. date_mentions.c walks the page once in document order
 * and hands each node to the readers declared here, which add what they find. Private to these
 * files. */
#ifndef KREAD_EXTRACT_META_DATE_DATE_COLLECTOR_PRIV_H
#define KREAD_EXTRACT_META_DATE_DATE_COLLECTOR_PRIV_H

#include "extract/dom/attr_cache_priv.h"
#include "extract/meta/date/date_mentions_priv.h"

struct kr_date_collector {
	struct kr_page *page;
	const struct kr_dom *dom;
	struct kr_date_hints hints;
	struct kr_date_mentions *all;
	unsigned *place;    /* [dom->n]: place flags of the nodes up to the current one */
	uint32_t pos;       /* visible characters before the current node */
	int32_t text_block; /* block that was last read as a whole, -1: none */
	struct kr_str text; /* its text */
	struct kr_attr_cache time_names; /* whether a name of an attribute is that of a time */
};

/* Adds a mention at the current position. node is -1 for one outside the DOM. Returns NULL if the
 * date is implausible (before 1990, in the future) or there are too many mentions. */
struct kr_date_mention *kr_date_collector_add(struct kr_date_collector *c, const struct kr_date *d,
        enum kr_date_source source, int32_t node);

/* Adds the date in a machine-written value s, which must be valid as long as the page: a date, or
 * seconds or milliseconds since 1970. Returns NULL if there is none. */
struct kr_date_mention *kr_date_collector_add_value(struct kr_date_collector *c, const char *s,
        size_t len, enum kr_date_source source, int32_t node);

/* The place flags (KR_DF_*) of an element: its own added to those of its parent, which must have
 * been set before. */
unsigned kr_date_context_place(struct kr_date_collector *c, int32_t node);

/* Derives the source of a visible date from the classes of its element and the nearest ancestors;
 * adds label flags that these imply. */
enum kr_date_source kr_date_context_source(
        const struct kr_page *page, int32_t node, unsigned *flags);

/* The label flags (published, updated, ...) of the words in s. */
unsigned kr_date_context_labels(struct kr_slice text);

/* The label flags of the text before a node, for "Published" in an element of its own. */
unsigned kr_date_context_labels_before(const struct kr_dom *dom, int32_t node);

/* Read all JSON-LD, and <meta>, <script> and the attributes of any element. */
void kr_date_metadata_json_ld(struct kr_date_collector *c);
void kr_date_metadata_meta(struct kr_date_collector *c, int32_t node);
void kr_date_metadata_script(struct kr_date_collector *c, int32_t node);
void kr_date_metadata_attributes(struct kr_date_collector *c, int32_t node);

/* Reads a date from the path of a URL: /2020/02/10/, /2020-02-10-x, /20200210/, /a/2020/0210/,
 * /2020/feb/10/. */
void kr_date_url_read(struct kr_date_collector *c, const char *url, enum kr_date_source source);

/* Reads a visible text node, together with the block around it if that is short. */
void kr_date_text_read(struct kr_date_collector *c, int32_t node);

#endif
