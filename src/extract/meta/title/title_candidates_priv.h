/* What may be the title: headings, meta tags, JSON-LD, the title element and its parts (titles.c).
 * Texts that say the same are one candidate, described by numbers (title_features.c) and judged by
 * a model learned from other pages (model/titles.def). title.c takes the best. */
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
	KR_TS_META,       /* citation_title and such */
	KR_TS_LD_ARTICLE, /* headline of the JSON-LD article */
	KR_TS_LD_OTHER,   /* name or headline of other JSON-LD objects */
	KR_TS_TITLE,
	KR_TS_TITLE_LEFT,  /* of <title>, up to a separator */
	KR_TS_TITLE_RIGHT, /* behind a separator */
	KR_TS_TITLE_MID,
	KR_TS_OG_LEFT, /* the same of og:title */
	KR_TS_OG_RIGHT,
	KR_TS_H1_LEFT,
	KR_TS_H1_RIGHT,
	KR_TS_CLASS, /* an element whose class says title */
	KR_TS_ITEM,  /* itemprop="headline" or "name" */
	KR_TS_PIECE, /* of a heading made of several elements: without the first or last one, or
	                these alone */
	KR_TS_CORE, /* title element or og:title without the names of site and section at their ends
	               (title_names.c) */
	KR_TITLE_SOURCES
};

/* What of a heading of several elements; 0 is no piece. */
enum kr_title_piece { KR_TP_WITHOUT_FIRST = 1, KR_TP_WITHOUT_LAST, KR_TP_FIRST, KR_TP_LAST };

/* clang-format off */
#define KR_TITLE_FEATURES(F) \
	F(h1) F(h2) F(h3) F(og) F(twitter) F(meta) F(ld_article) F(ld_other) F(title) F(title_left) \
	F(title_right) F(title_mid) F(og_left) F(og_right) F(h1_left) F(h1_right) F(klass) F(item) \
	F(piece) F(core) F(sources) F(chars) F(words) F(title_share) F(og_share) F(h1_share) F(in_title) \
	F(in_og) F(in_h1) F(title_at) F(site) F(host) F(slug) F(pos) F(h1_rank) F(h1s) F(h2_rank) \
	F(bad_place) F(good_place) F(link) F(hidden) F(any_og) F(any_ld) F(any_title) F(candidates) \
	F(front) F(klass_rank) F(separator) F(stop) F(same_h1_og) F(body_after) F(cut_chars) \
	F(cut_site) F(cut_host) F(cut_in_h1) F(piece_kind) F(about_og) F(about_ld) F(about_kind) \
	F(about_maker) F(about_depth) F(about_words) F(seps) F(name) F(away)
/* clang-format on */

enum {
#define F(name) KR_TFEAT_##name,
	KR_TITLE_FEATURES(F)
#undef F
	        KR_TITLE_NFEATURES
};

struct kr_title {
	const char *text;    /* as it is shown: clean, one line, in the doc's arena */
	struct kr_slice key; /* letters and digits only, lower case: what makes titles equal */
	uint32_t sources;    /* bits */
	int32_t node;        /* the best element that shows it, or -1 */
	enum kr_title_source from; /* the first source of the text, by worth */
	uint32_t pos;              /* visible characters before node */
	int h1, h2, klass;         /* which of its kind it is, from 0; -1: none */
	uint8_t name;              /* 0: none, else how surely it is that of a section or the site
	                              (title_names.c) */
	bool away;                 /* it is, or ends with, such a name */
	enum kr_title_separator separator; /* for parts: where it was cut; else NONE */
	enum kr_title_piece piece;         /* for pieces: which */
	struct kr_slice cut;               /* for parts and pieces: the text left out */
	float f[KR_TITLE_NFEATURES];
	int32_t score; /* of the model: of two candidates the higher one is the title sooner */
};

struct kr_title_candidates {
	struct kr_title *v;
	size_t n, cap;
	const char *title, *og, *h1, *site; /* the whole texts; NULL if absent */
	int nh1, nh2;
};

void kr_title_candidates_find(
        struct kr_page *page, struct kr_title_candidates *ret); /* titles.c: in the page's arena */
void kr_title_features_describe(
        struct kr_page *page, struct kr_title_candidates *all); /* title_features.c: fills f */
void kr_title_features_score(
        struct kr_page *page, struct kr_title_candidates *all); /* then score */

/* title_names.c: on an article's page drops what is the name of the site or its section, or ends
 * with one; adds what is left without. Names are told by og:site_name, JSON-LD, the host, links,
 * the line about rights, and by their words. */
void kr_title_names_find(struct kr_page *page, struct kr_title_candidates *all);

/* titles.c: one more candidate; NULL if the text is none. */
struct kr_title *kr_title_candidates_add(struct kr_page *page, struct kr_title_candidates *all,
        struct kr_slice text, enum kr_title_source source);

#endif
