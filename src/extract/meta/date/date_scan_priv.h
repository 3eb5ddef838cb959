/* Splits a text into tokens for the date parsers. Private to date_scan.c, date_parse.c,
 * date_months.c, date_numerals.c, date_clock.c and date_relative.c. */
#ifndef KREAD_EXTRACT_META_DATE_DATE_SCAN_PRIV_H
#define KREAD_EXTRACT_META_DATE_DATE_SCAN_PRIV_H

#include <string.h>

#include "extract/meta/date/date_priv.h"

enum {
	KR_DATE_SCAN_TOKENS = 128,
	KR_DATE_SCAN_WORD = 56,
	KR_DATE_SCAN_YEAR_MIN = 1990,
	KR_DATE_SCAN_YEAR_MAX = 2100,
	KR_DATE_SCAN_GAP = 9, /* tokens between a date and its time: weekday, "um", "·" */
};

enum kr_token_kind {
	KR_TOKEN_END,
	KR_TOKEN_NUMBER,
	KR_TOKEN_WORD,
	KR_TOKEN_SIGN
	/* KR_TOKEN_SIGN is one character: punctuation, an ideograph or a Hangul syllable. */
};

struct kr_token {
	enum kr_token_kind kind;
	int32_t value; /* number, or the code point of a sign */
	int digits;
	bool spaced; /* preceded by white space */
	uint8_t len; /* of word */
	uint32_t from, to;
	char word[KR_DATE_SCAN_WORD]; /* folded (date_fold.c) */
};

struct kr_date_scan {
	const struct kr_date_hints *hints;
	struct kr_token t[KR_DATE_SCAN_TOKENS + KR_DATE_SCAN_GAP];
	int n;
	bool has_number; /* at least one token is a number */
	bool persian;    /* in Persian digits */
};

/* Fills sc with the tokens of s, at most KR_DATE_SCAN_TOKENS. Digits of all
 * scripts become ASCII, and so do dates in Chinese numerals. KR_DATE_SCAN_GAP tokens of kind
 * KR_TOKEN_END follow the last, so that parsers may look ahead without checks. */
void kr_date_scan_tokens(
        struct kr_date_scan *sc, const struct kr_date_hints *hints, const char *s, size_t len);

/* Whether s may contain a date at all: has a digit, or a month in Chinese numerals. */
bool kr_date_scan_has_digit(const char *s, size_t len);

static inline bool kr_date_scan_sign(const struct kr_token *t, uint32_t c)
{
	return t->kind == KR_TOKEN_SIGN && t->value == (int32_t)c;
}

static inline bool kr_date_scan_word(const struct kr_token *t, const char *word)
{
	return t->kind == KR_TOKEN_WORD && *t->word == *word && !strcmp(t->word, word);
}

static inline bool kr_date_scan_num(const struct kr_token *t, int max_digits, int low, int high)
{
	return t->kind == KR_TOKEN_NUMBER && t->digits <= max_digits && t->value >= low &&
	       t->value <= high;
}

static inline bool kr_date_scan_one_of(const struct kr_token *t, const char *const *words)
{
	for (; t->kind == KR_TOKEN_WORD && *words; words++)
		if (kr_date_scan_word(t, *words))
			return true;
	return false;
}

/* The value of a decimal digit of any script beyond ASCII, full-width ones too; -1 if c is none.
 * (date_numerals.c) */
int kr_date_numerals_digit(uint32_t c);

/* Reads a number in Chinese numerals, digit by digit (二〇二四) or with their places (二十), at the
 * start of s. Returns its length in bytes, or 0 if the sign of a month or day, or of a year with
 * its month, does not follow. */
size_t kr_date_numerals_read(const char *s, size_t len, int *ret_value);

/* Whether the sign of a month (月) is at s[at], and a Chinese numeral before it. */
bool kr_date_numerals_before_month(const char *s, size_t len, size_t at);

/* The year that a number of four digits means: 2024, or 2567 in the Buddhist era, is 2024; 0 if it
 * is none. */
int kr_date_numerals_year(const struct kr_token *t);

/* A year of the Persian calendar that is not long ago, or 0. */
int kr_date_numerals_persian(const struct kr_token *t);

/* The year that a number before 年 means after the name of an era (令和6, 民國113), or in the years
 * of the Republic of China that pages in Taiwan count in. 0 if it is none. */
int kr_date_numerals_era(const struct kr_date_scan *sc, int k);

/* Sets d to a day without a time and returns next, or returns 0 if there is no such day. */
int kr_date_scan_set_day(struct kr_date *d, int year, int month, int day, int next);

/* A letter in lower case, without its accent; 0 for a mark that does not count. (date_fold.c) */
uint32_t kr_date_fold_letter(uint32_t c);
bool kr_date_fold_is_letter(uint32_t c);

/* Skips what stands between the parts of a date: signs, "de", "th", "г.". (date_months.c) */
int kr_date_months_skip(const struct kr_date_scan *sc, int k);

/* The month that is named at token k, in full or by three letters or more that no other name starts
 * with, or 0; a Persian month is KR_DATE_WORDS_PERSIAN more. *ret_next is the token after it.
 * (date_months.c) */
int kr_date_months_at(const struct kr_date_scan *sc, int k, int *ret_next);

/* Sets d to a day of a named month as kr_date_scan_set_day() does; year is the token of the year,
 * as the calendar of the month counts it, or NULL. (date_months.c) */
int kr_date_months_set(struct kr_date *d, const struct kr_date_scan *sc,
        const struct kr_token *year, int month, int day, int next);

/* Reads 10 February 2020, 10. Februar 2020, 10 de febrero de 2020, February 10th, 2020 or Feb 10 at
 * token k. The year is 0 if missing. Returns the token after it, or 0. (date_months.c) */
int kr_date_months_read(const struct kr_date_scan *sc, int k, struct kr_date *d);

/* Reads the time of day at token k, with its zone, into d: 09:05, 09:05:30, 9.05 Uhr, 9h05,
 * 9时5分30秒, 9 pm. Returns the token after it, or k if there is none. (date_clock.c) */
int kr_date_clock_read(const struct kr_date_scan *sc, int k, struct kr_date *d);

/* Reads the time of day after the date at tokens [from, end), or before it ("09:05, 10 February
 * 2020"), into d and widens the range. (date_clock.c) */
void kr_date_clock_beside(const struct kr_date_scan *sc, int from, int end, struct kr_date *d,
        int *ret_from, int *ret_end);

/* Finds the first relative date, such as "2天前", "昨天 23:50" or "3 hours ago", provided that
 * hints->now is known. Returns false if there is none. (date_relative.c) */
bool kr_date_relative_scan(
        const struct kr_date_scan *sc, struct kr_date *d, int *ret_from, int *ret_end);

#endif
