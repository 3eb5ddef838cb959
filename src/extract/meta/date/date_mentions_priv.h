/* Finds the publication date of a page. date_mentions.c collects every mention of a date;
 * date_features.c groups the mentions by day and describes each day by numbers; a trained model
 * (model/dates.def) scores the days; date.c takes the best one and adds the time of day. */
#ifndef KREAD_EXTRACT_META_DATE_DATE_MENTIONS_PRIV_H
#define KREAD_EXTRACT_META_DATE_DATE_MENTIONS_PRIV_H

#include "extract/meta/date/date_priv.h"

enum kr_date_source {
	KR_DS_JSON_LD_ARTICLE, /* datePublished of the JSON-LD article */
	KR_DS_JSON_LD_OTHER,   /* datePublished, dateCreated, uploadDate of other objects */
	KR_DS_JSON_LD_MODIFIED,
	KR_DS_META, /* article:published_time and its many variants */
	KR_DS_META_GENERIC,
	KR_DS_META_MODIFIED,
	KR_DS_ITEMPROP, /* itemprop="datePublished" */
	KR_DS_ITEMPROP_MODIFIED,
	KR_DS_TIME,        /* <time datetime> */
	KR_DS_ATTR,        /* data-time and the like */
	KR_DS_IMAGE,       /* the URL of og:image */
	KR_DS_DESCRIPTION, /* in the description */
	KR_DS_BYLINE,      /* visible, in an element with a class such as author or info */
	KR_DS_CLASS,       /* visible, in an element with a class such as date or time */
	KR_DS_TEXT,        /* visible elsewhere */
	KR_DS_URL,
	KR_DS_SCRIPT, /* a member such as "datePublished" in a script */
	KR_DATE_SOURCES
};

enum {                       /* kr_date_mention.flags */
	KR_DF_PUBLISHED = 1, /* preceded by a word such as "published" */
	KR_DF_UPDATED = 2,
	KR_DF_OTHER = 4, /* copyright, event, deadline */
	KR_DF_LINK = 8,
	KR_DF_HEADLINE = 16, /* within the title */
	KR_DF_RECOMMENDATION = 32,
	KR_DF_COMMENT = 64,
	KR_DF_SIDE = 128, /* in <aside>, <nav> or a class such as sidebar */
	KR_DF_FOOT = 256,
	KR_DF_BODY = 512, /* in text kept as part of the article */
	KR_DF_NO_YEAR = 1024,
	KR_DF_ALONE = 2048, /* hardly any other text in its block */
	KR_DF_HEAD = 4096,  /* within <header> */
	KR_DF_HIDDEN = 16384,
	KR_DF_CREATED = 32768, /* a word for the draft, not the publication */
	KR_DF_CAPTION = 65536, /* of a picture */
	KR_DF_SPELLED = 8192,  /* month by name, or ideographs: not a version number */
};

struct kr_date_mention {
	struct kr_date d;
	enum kr_date_source source;
	unsigned flags;
	int32_t node;       /* -1: not in the page's text */
	uint32_t pos;       /* visible characters before it */
	struct kr_slice as; /* as written; valid as long as the page */
};

enum {
#define FEATURE(name, low, high, what) KR_DFEAT_##name,
#include "extract/meta/date/date_features.def"
#undef FEATURE
	KR_DATE_NFEATURES
};

struct kr_day {
	int64_t day; /* days since 1970 */
	float f[KR_DATE_NFEATURES];
	int32_t score; /* of the model: the publication date has the highest */
};

struct kr_date_mentions {
	struct kr_date_mention *v;
	size_t n, cap;
	struct kr_day *days;
	size_t ndays;
	/* visible characters before each; UINT32_MAX: none */
	uint32_t title_pos, body_from, body_end;
};

/* Collects the mentions on a page, in the page's arena, and resolves the ambiguous ones. Lists
 * and comments must have been marked before, and the body chosen. (date_mentions.c) */
void kr_date_mentions_find(struct kr_page *page, struct kr_date_mentions *ret);
/* Groups the mentions by day and fills all->days with one feature vector per day.
 * (date_features.c) */
void kr_date_features_describe(struct kr_page *page, struct kr_date_mentions *all);
/* Fills the score of each day, from its features. */
void kr_date_features_score(struct kr_page *page, struct kr_date_mentions *all);

/* Resolves ambiguous dates from other evidence on the page (date_resolve.c). If day and
 * month may be swapped, the order that another date confirms wins. A missing year comes from, in
 * this order: the page's URL, other dates, the time of the response, dates in lists, a copyright
 * line. Mentions for which no year is found are dropped. */
void kr_date_resolve_ambiguous(const struct kr_page *page, struct kr_date_mentions *all,
        const struct kr_date_hints *hints);

#endif
