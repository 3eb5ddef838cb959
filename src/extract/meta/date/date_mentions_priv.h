/* When a page says it was published: every date on it is a sighting (dates.c), sightings of one day
 * make a candidate that is described by numbers (date_features.c) and judged by a model learned
 * from other pages (date_model.inc, made by scripts/train/picks.py). date.c takes the best and
 * gives it the time of day. */
#ifndef KREAD_EXTRACT_META_DATE_DATE_MENTIONS_PRIV_H
#define KREAD_EXTRACT_META_DATE_DATE_MENTIONS_PRIV_H

#include "extract/meta/date/date_priv.h"

enum kr_date_source {
	KR_DS_LD_ARTICLE, /* datePublished of the JSON-LD article */
	KR_DS_LD_OTHER,   /* datePublished, dateCreated, uploadDate of other JSON-LD objects */
	KR_DS_LD_MODIFIED,
	KR_DS_META, /* article:published_time and its many kin */
	KR_DS_META_GENERIC,
	KR_DS_META_MODIFIED,
	KR_DS_ITEM, /* itemprop="datePublished" */
	KR_DS_ITEM_MODIFIED,
	KR_DS_TIME,        /* <time datetime> */
	KR_DS_ATTR,        /* data-time and such */
	KR_DS_IMAGE,       /* the address of og:image */
	KR_DS_DESCRIPTION, /* in the description */
	KR_DS_BYLINE,      /* visible, in an element whose class says author, info and the like */
	KR_DS_CLASS,       /* visible, in an element whose class says date or time */
	KR_DS_TEXT,        /* visible */
	KR_DS_URL,
	KR_DS_SCRIPT, /* a member "datePublished" and such in a script */
	KR_DATE_SOURCES
};

enum {                       /* kr_date_mention.flags */
	KR_DF_PUBLISHED = 1, /* a word for it stands before */
	KR_DF_UPDATED = 2,
	KR_DF_BAD = 4, /* copyright, event, deadline */
	KR_DF_LINK = 8,
	KR_DF_HEADLINE = 16, /* within the title */
	KR_DF_REC = 32,
	KR_DF_COMMENT = 64,
	KR_DF_SIDE = 128, /* aside, nav, or a class that says so */
	KR_DF_FOOT = 256,
	KR_DF_BODY = 512, /* kept as text of the article */
	KR_DF_NO_YEAR = 1024,
	KR_DF_ALONE = 2048, /* hardly anything else in its block */
	KR_DF_HEAD = 4096,  /* within <header> */
	KR_DF_HIDDEN = 16384,
	KR_DF_CREATED = 32768, /* a word for the draft, not for the publication */
	KR_DF_WORDY = 8192,    /* month by name, or ideographs: no code or version number */
};

struct kr_date_mention {
	struct kr_date d;
	enum kr_date_source source;
	unsigned flags;
	int32_t node;       /* -1: not in the page's text */
	uint32_t pos;       /* visible characters before it */
	struct kr_slice as; /* as it is written; valid as long as the page */
};

/* clang-format off */
#define KR_DATE_FEATURES(F) \
	F(ld_article) F(ld_other) F(ld_modified) F(meta) F(meta_generic) F(meta_modified) F(item) \
	F(item_modified) F(time_tag) F(attr) F(image) F(description) F(byline) F(klass) F(text) F(url) \
	F(script) F(published) F(updated) F(bad) F(sightings) F(share) F(after_title) F(before_title) \
	F(body) F(to_body) F(rec) F(comment) F(side) F(foot) F(head) F(link) F(headline) F(alone) \
	F(wordy) F(rank) F(days_to_last) F(days_to_first) F(days_to_url) F(days_to_ld) F(days_to_meta) \
	F(timed) F(candidates) F(any_ld) F(any_meta) F(any_time) F(any_item) F(no_year) F(klass_rank) \
	F(time_rank) F(hidden) F(kin) F(published_only) F(machines) F(seen)
/* clang-format on */

enum {
#define F(name) KR_DFEAT_##name,
	KR_DATE_FEATURES(F)
#undef F
	        KR_DATE_NFEATURES
};

struct kr_day {
	int64_t day; /* since 1970 */
	float f[KR_DATE_NFEATURES];
};

struct kr_date_mentions {
	struct kr_date_mention *v;
	size_t n, cap;
	struct kr_day *days;
	size_t ndays;
	uint32_t title_pos, body_from,
	        body_end; /* visible characters before them; UINT32_MAX: there is none */
};

void kr_date_mentions_find(
        struct kr_page *page, struct kr_date_mentions *ret); /* dates.c: in the page's arena */
void kr_date_features_describe(
        struct kr_page *page, struct kr_date_mentions *all); /* date_features.c: days */
double kr_date_model_score(const struct kr_day *day);        /* date_model.c */

/* date_settle.c: what a date leaves open is told by what else the page says. Of day and month that
 * could be either the order that another date confirms; of a missing year that of the page's
 * address, other dates, the time at which it was fetched, lists, a copyright line, in this order:
 * dates that get none are dropped. */
void kr_date_resolve_ambiguous(const struct kr_page *page, struct kr_date_mentions *all,
        const struct kr_date_hints *hints);

#endif
