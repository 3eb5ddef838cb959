/* Recognises the names of the site and its sections in titles. title_sites.c gathers the names that
 * the page gives; title_parts.c classifies the parts of a title; title_trim.c removes names from
 * the ends of a title; title_names.c applies this to the candidates. Private to these files. */
#ifndef KREAD_EXTRACT_META_TITLE_TITLE_NAMES_PRIV_H
#define KREAD_EXTRACT_META_TITLE_TITLE_NAMES_PRIV_H

#include "extract/meta/title/title_candidates_priv.h"
#include "kread/base/url.h"

enum {
	KR_TITLE_NAMES = 600,         /* most names gathered */
	KR_TITLE_COPYRIGHT_LINES = 6, /* most copyright lines */
	KR_TITLE_KEY_MIN = 4,         /* bytes: shorter keys occur in any text */
	KR_TITLE_SHOWN = 1u << KR_TS_H1 | 1u << KR_TS_H2 | 1u << KR_TS_H3 | 1u << KR_TS_CLASS |
	                 1u << KR_TS_ITEMPROP,
	KR_TITLE_WHOLE = 1u << KR_TS_OG | 1u << KR_TS_TWITTER | 1u << KR_TS_JSON_LD_ARTICLE |
	                 1u << KR_TS_H1 | 1u << KR_TS_H2,
};

/* The kind of a part of a title, in order of certainty. WORDED: its words are typical of sites, or
 * it is in the copyright line. */
enum kr_title_part {
	KR_TITLE_PART_OTHER,
	KR_TITLE_PART_SECTION,
	KR_TITLE_PART_WORDED,
	KR_TITLE_PART_LIKE_SITE,
	KR_TITLE_PART_SITE
};

struct kr_title_name {
	struct kr_slice key;
	enum kr_title_part part;
};

struct kr_title_names {
	struct kr_page *page;
	const struct kr_title_candidates *all;
	bool is_article; /* nothing suggests another kind of page */
	struct kr_title_name *v;
	size_t n, cap;
	/* key of og:title: a link with this text leads to the page itself or a variant */
	struct kr_slice og;
	struct kr_slice copyright[KR_TITLE_COPYRIGHT_LINES]; /* keys of copyright lines */
	size_t ncopyright;
	struct kr_url url;       /* of the page; empty if unknown */
	struct kr_str key, text; /* scratch */
};

/* A line split in two; part is the candidate for a name, rest the other side of the separator. */
struct kr_title_cut {
	struct kr_slice part, rest;
	bool colon, spaced; /* the separator is a colon, has a blank before it */
};

/* The key of a text, see kr_title_text_key(): valid until the next call, or in the page's arena.
 * (title_keys.c) */
struct kr_slice kr_title_keys_get(struct kr_title_names *a, struct kr_slice s);
struct kr_slice kr_title_keys_keep(struct kr_title_names *a, struct kr_slice s);

/* Whether keys are equal and not empty; whether one contains the other. */
bool kr_title_keys_same(struct kr_slice a, struct kr_slice b);
bool kr_title_keys_contains(struct kr_slice key, struct kr_slice part);

/* Gathers the names that the page gives. (title_sites.c) */
void kr_title_sites_gather(struct kr_title_names *a);

/* Adds a name. s may be NULL. */
void kr_title_sites_add(
        struct kr_title_names *a, const char *s, size_t len, enum kr_title_part part);

/* Whether a path is that of a front page: "", "/", "/index.html". */
bool kr_title_sites_is_home(struct kr_slice path);

/* Classifies a part of a title. (title_parts.c) */
enum kr_title_part kr_title_parts_classify(struct kr_title_names *a, struct kr_slice part);

/* Whether a line has nothing but names of site and sections, between separators. */
bool kr_title_parts_all_names(struct kr_title_names *a, struct kr_slice line);

/* Split a line at its first or last separator; part is the text before or after it. Return false if
 * there is none with text on both sides. */
bool kr_title_parts_first(struct kr_slice line, struct kr_title_cut *ret);
bool kr_title_parts_last(struct kr_slice line, struct kr_title_cut *ret);

/* The number of words separated by spaces. */
size_t kr_title_parts_words(struct kr_slice part);

/* Removes the names of the site and its sections from both ends of a line and appends them to
 * removed[max]. Returns what is left. (title_trim.c) */
struct kr_slice kr_title_trim(struct kr_title_names *a, struct kr_slice line,
        struct kr_slice *removed, size_t *nremoved, size_t max);

#endif
