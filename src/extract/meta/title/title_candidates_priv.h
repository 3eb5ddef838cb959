/* Finds the title of an article. title_candidates.c collects everything that may be the title:
 * headings, meta tags, JSON-LD, the title element and its parts. Equal texts are one candidate.
 * title_names.c removes the names of site and section; title_features.c describes each candidate
 * by numbers and has a trained model (model/titles.def) score them; title.c takes the best. */
#ifndef KREAD_EXTRACT_META_TITLE_TITLE_CANDIDATES_PRIV_H
#define KREAD_EXTRACT_META_TITLE_TITLE_CANDIDATES_PRIV_H

#include "extract/dom/page_priv.h"
#include "extract/meta/title/title_text_priv.h"

enum kr_title_source {
	KR_TS_H1,
	KR_TS_H2,
	KR_TS_H3,
	KR_TS_OG,
	KR_TS_TWITTER,
	KR_TS_META,            /* citation_title and the like */
	KR_TS_JSON_LD_ARTICLE, /* headline of the JSON-LD article */
	KR_TS_JSON_LD_OTHER,   /* name or headline of other objects */
	KR_TS_TITLE,
	KR_TS_TITLE_LEFT,  /* part of <title> before a separator */
	KR_TS_TITLE_RIGHT, /* part after a separator */
	KR_TS_TITLE_MID,
	KR_TS_OG_LEFT, /* the same for og:title */
	KR_TS_OG_RIGHT,
	KR_TS_H1_LEFT,
	KR_TS_H1_RIGHT,
	KR_TS_CLASS,    /* an element with a class such as title */
	KR_TS_ITEMPROP, /* itemprop="headline" or "name" */
	/* part of a heading made of several elements: see kr_title_fragment */
	KR_TS_FRAGMENT,
	/* <title> or og:title without the names of site and section (title_names.c) */
	KR_TS_STRIPPED,
	KR_TITLE_SOURCES
};

/* Which part of a heading of several elements; 0: not a fragment. */
enum kr_title_fragment {
	KR_TITLE_WITHOUT_FIRST = 1,
	KR_TITLE_WITHOUT_LAST,
	KR_TITLE_FIRST,
	KR_TITLE_LAST
};

enum {
#define FEATURE(name, low, high, what) KR_TFEAT_##name,
#include "extract/meta/title/title_features.def"
#undef FEATURE
	KR_TITLE_NFEATURES
};

struct kr_title {
	const char *text; /* as shown: clean, one line, in the arena of the document */
	/* letters and digits in lower case; titles with the same key are equal */
	struct kr_slice key;
	uint32_t sources;                 /* bits: 1u << source */
	int32_t node;                     /* best element that shows it, or -1 */
	enum kr_title_source spelled_by;  /* the source whose spelling text has */
	uint32_t pos;                     /* visible characters before node */
	int h1_rank, h2_rank, class_rank; /* rank among elements of its kind, from 0; -1: none */
	/* enum kr_title_part: certainty that it is the name of a section or the site */
	uint8_t name_kind;
	bool is_site_name;                 /* is such a name or ends with one */
	enum kr_title_separator separator; /* of parts: where the text was split */
	enum kr_title_fragment fragment;   /* of fragments */
	struct kr_slice cut;               /* of parts and fragments: the text left out */
	float f[KR_TITLE_NFEATURES];
	int32_t score; /* from the model; higher is more likely the title */
};

struct kr_title_candidates {
	struct kr_title *v;
	size_t n, cap;
	const char *title, *og, *h1, *site; /* full texts; NULL if absent */
	const char *kicker;                 /* that was left out of an <h1>; NULL if none */
	int nh1, nh2;
};

/* Collects the candidates, in the page's arena. The metadata must have been read.
 * (title_candidates.c) */
void kr_title_candidates_find(struct kr_page *page, struct kr_title_candidates *ret);

/* Fills f of all candidates. (title_features.c) */
void kr_title_features_describe(struct kr_page *page, struct kr_title_candidates *all);

/* Sets score of all candidates described before; only the order matters. */
void kr_title_features_score(struct kr_page *page, struct kr_title_candidates *all);

/* Removes candidates that are the name of the site or its section or end with one, and adds what
 * is left without it. On a page that may not be an article it only sets is_site_name. The names
 * come from og:site_name, JSON-LD, the host, links, the copyright line, and from their words.
 * (title_names.c) */
void kr_title_names_find(struct kr_page *page, struct kr_title_candidates *all);

/* Adds one candidate, or a source to a known one. Returns NULL if the text cannot be a title.
 * (title_candidates.c) */
struct kr_title *kr_title_candidates_add(struct kr_page *page, struct kr_title_candidates *all,
        struct kr_slice text, enum kr_title_source source);

#endif
