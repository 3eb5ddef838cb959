/* Collects title candidates from one page. title_candidates.c walks the page; title_headings.c
 * reads headings, title_lines.c lines that look like headings; title_collector.c merges equal
 * texts. Private to these files. */
#ifndef KREAD_EXTRACT_META_TITLE_TITLE_COLLECTOR_PRIV_H
#define KREAD_EXTRACT_META_TITLE_TITLE_COLLECTOR_PRIV_H

#include "extract/meta/title/title_candidates_priv.h"

enum {
	KR_TITLE_BYTES = 600,   /* longer texts are not titles */
	KR_TITLE_PER_KIND = 12, /* elements read of one kind */
};

struct kr_title_collector {
	struct kr_page *page;
	const struct kr_dom *dom;
	struct kr_title_candidates *all;
	struct kr_str text, key; /* scratch */
	uint32_t pos;            /* visible characters before the current node */
	int nh2, nh3, nclass;    /* candidates of a kind so far */
};

/* Adds a source to the candidate with this text. node is the element that shows it, or -1. Returns
 * NULL if the text cannot be a title or there are too many candidates. */
struct kr_title *kr_title_collector_add(struct kr_title_collector *c, const char *s, size_t len,
        enum kr_title_source source, int32_t node);

/* Splits a text at its separators and adds the part before each, after each and, unless mid is -1,
 * between two. s may be NULL. */
void kr_title_collector_add_parts(struct kr_title_collector *c, const char *s,
        enum kr_title_source left, enum kr_title_source right, int mid);

/* The visible text of an element as one line in the arena of the document; NULL if it is empty or
 * too long. */
const char *kr_title_collector_line(struct kr_title_collector *c, int32_t node);

/* The same without the kicker that the element begins with; *ret_kicker is that or NULL. */
const char *kr_title_headings_line(
        struct kr_title_collector *c, int32_t node, const char **ret_kicker);

/* Reads <h1>, and <h2> or <h3>, with their parts and fragments. */
void kr_title_headings_h1(struct kr_title_collector *c, int32_t node);
void kr_title_headings_lower(struct kr_title_collector *c, int32_t node);

/* Adds the first lines of the text that are in bold, large or centred letters, for pages without
 * <h1>. c->pos is undefined afterwards. (title_lines.c) */
void kr_title_lines_add(struct kr_title_collector *c);

#endif
