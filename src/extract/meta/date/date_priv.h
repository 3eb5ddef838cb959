/* Reads dates as pages write them, for machines and for people, in the languages of the web's
 * news.
 *
 * This header has the date itself, its calendar arithmetic (date_calendar.c), the parser of
 * texts (date_parse.c) and the reader of short labels (date_read.c). Finding the publication
 * date of a page is in date.c and date_mentions_priv.h. */
#ifndef KREAD_EXTRACT_META_DATE_DATE_PRIV_H
#define KREAD_EXTRACT_META_DATE_DATE_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "extract/dom/page_priv.h"

enum { KR_DATE_NO_OFFSET = 10000 };

struct kr_date {
	int16_t year; /* 0: the text gives no year ("02-10 09:05") */
	int8_t month, day;
	int8_t hour, min, sec; /* -1: not given */
	int16_t offset;        /* minutes east of UTC, or KR_DATE_NO_OFFSET */
	bool relative;         /* computed from words such as "2天前" */
	bool ambiguous;        /* day and month may be swapped: 3/4/2021 */
};

/* How to read ambiguous forms. */
struct kr_date_hints {
	bool month_first; /* 3/4/2021 is March 4 */
	bool republic;    /* 113/5/20 is 2024-05-20, as in Taiwan */
	char language[4]; /* of the page, "zh"; empty if unknown */
	/* seconds since 1970, the base of relative times; 0: do not read relative times */
	int64_t now;
	/* minutes east of UTC: the site's zone, for relative times and for seconds since 1970 */
	int zone;
};

/* Finds the first date in a text of len bytes, with the time of day next to it. *ret_from and
 * *ret_end (either may be NULL) are set to the range of bytes it occupies. A date with a year is
 * preferred to a relative one, and that to one without a year. Returns false, and leaves the
 * outputs alone, if there is none. */
bool kr_date_parse_find(const char *s, size_t len, const struct kr_date_hints *hints,
        struct kr_date *ret, size_t *ret_from, size_t *ret_end);

/* Converts seconds or milliseconds since 1970, as page states carry them, to local time in a
 * zone (minutes east of UTC), because that is what pages show. Returns false outside 1995 to
 * 2100. */
bool kr_date_calendar_from_epoch(double seconds, int zone, struct kr_date *ret);

/* Days since 1970-01-01, by the proleptic Gregorian calendar. */
int64_t kr_date_calendar_days(const struct kr_date *d);
/* Sets ret to a day of the Persian calendar; false if there is no such day. */
bool kr_date_calendar_from_persian(int year, int month, int day, struct kr_date *ret);
/* Converts seconds since 1970 to local time in a zone (minutes east of UTC). */
void kr_date_calendar_from_seconds(int64_t seconds, int zone, struct kr_date *ret);

enum { KR_DATE_ISO = 32 };
void kr_date_calendar_iso(const struct kr_date *d, char out[KR_DATE_ISO]);

/* Derives the hints from the language of the page, its host and the time of the response. */
void kr_date_read_hints(const struct kr_page *page, struct kr_date_hints *ret);

/* Reads the date in a short text (of a card, a comment) and returns it as ISO 8601 in the arena
 * of the document, or NULL. Relative times count from the time of the response; a date without a
 * year gets the latest year that does not put it in the future. *ret_relative is set to true if
 * the date was computed from relative words, which are then time_score keeping for display. */
const char *kr_date_read(struct kr_page *page, const char *s, size_t len, bool *ret_relative);

#endif
