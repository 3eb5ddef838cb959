/* Features of a URL, to compare links with the URL of the page. */
#ifndef KREAD_EXTRACT_LISTS_URL_SHAPE_PRIV_H
#define KREAD_EXTRACT_LISTS_URL_SHAPE_PRIV_H

#include <stdbool.h>

#include "kread/base/str.h"

struct kr_url_shape {
	struct kr_slice host, first; /* first segment of the path */
	int depth;                   /* number of segments */
	/* a segment has four digits in a row, or a parameter of the query numbers the article */
	bool digits;
	bool slug;    /* the last segment has two or more hyphens or underscores */
	bool section; /* a segment such as "tag" or "category" */
	bool query;
	bool html; /* ends in .html or the like */
};

/* Slices of the result point into href. */
struct kr_url_shape kr_url_shape_of(struct kr_slice href);

/* Whether the path is that of a tag, topic, category or person: "/tag/otters". The addresses of
 * some articles are alike, so look at the title, too. */
bool kr_url_shape_is_list(struct kr_slice href);

/* Whether both start with the same segment, or have digits, a slug and .html alike. */
bool kr_url_shape_similar(const struct kr_url_shape *a, const struct kr_url_shape *b);

#endif
