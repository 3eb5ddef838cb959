/* Dates as pages write them, for machines and for people, in the languages of the web's news. */
#ifndef KREAD_EXTRACT_META_DATE_DATE_PRIV_H
#define KREAD_EXTRACT_META_DATE_DATE_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "extract/dom/page_priv.h"

enum { KR_DATE_NO_OFFSET = 10000 };

struct kr_date {
	int16_t year; /* 0: the text has none ("02-10 09:05") */
	int8_t month, day;
	int8_t hour, min, sec; /* -1: not given */
	int16_t offset;        /* minutes east of UTC, or KR_DATE_NO_OFFSET */
	bool relative;         /* worked out from words such as "2天前" */
	bool either;           /* day and month could be the other way round */
};

/* How ambiguous forms are read. */
struct kr_date_hints {
	bool month_first; /* 3/4/2021 is March 4 */
	int64_t now; /* base of relative times, seconds since 1970; 0: relative times are not read
	              */
	int zone;    /* minutes: the site's zone, for relative times and seconds since 1970 */
};

/* The first date in a text, with the time of day beside it. ret_from, ret_end: the bytes that it
 * takes (may be NULL). */
bool kr_date_parse_find(const char *s, size_t len, const struct kr_date_hints *hints,
        struct kr_date *ret, size_t *ret_from, size_t *ret_end);

/* Seconds or milliseconds since 1970, as page states carry it: that moment by the clocks of a zone
 * (minutes), since pages show it so. False outside 1995..2100. */
bool kr_date_calendar_from_epoch(double seconds, int zone, struct kr_date *ret);

int64_t kr_date_calendar_days(const struct kr_date *d); /* since 1970-01-01 */
void kr_date_calendar_from_seconds(
        int64_t seconds, int zone, struct kr_date *ret); /* local time in that zone */

enum { KR_DATE_ISO = 32 };
void kr_date_calendar_iso(const struct kr_date *d, char out[KR_DATE_ISO]);

/* What this page's language and host suggest. */
void kr_date_read_hints(const struct kr_page *page, struct kr_date_hints *ret);

/* For cards, comments and the like: the date in a short text as ISO 8601 in the doc's arena, or
 * NULL. Relative to the response's time; without a year in the text the latest that is not in the
 * future. *ret_relative: keep the words, too. */
const char *kr_date_read(struct kr_page *page, const char *s, size_t len, bool *ret_relative);

#endif
