/* A text as tokens, which the readers of dates look at one after the other. */
#ifndef KREAD_EXTRACT_META_DATE_DATE_SCAN_PRIV_H
#define KREAD_EXTRACT_META_DATE_DATE_SCAN_PRIV_H

#include <string.h>

#include "extract/meta/date/date_priv.h"

enum {
	KR_DATE_SCAN_TOKENS = 128,
	KR_DATE_SCAN_WORD = 40,
	KR_DATE_SCAN_GAP = 9, /* tokens between a date and its time of day: weekday, "um", "·" */
};

enum kr_token_kind {
	KR_TOKEN_END,
	KR_TOKEN_NUMBER,
	KR_TOKEN_WORD,
	KR_TOKEN_SIGN
}; /* an ideograph or hangul syllable is a sign by itself */

struct kr_token {
	enum kr_token_kind kind;
	int32_t value; /* number; sign: the code point */
	int digits;
	bool spaced; /* a blank before it */
	uint8_t len; /* of word */
	uint32_t from, to;
	char word[KR_DATE_SCAN_WORD]; /* lower case */
};

struct kr_date_scan {
	const struct kr_date_hints *hints;
	struct kr_token t[KR_DATE_SCAN_TOKENS + KR_DATE_SCAN_GAP];
	int n;
	bool numbers; /* there are any */
};

/* Fills sc with the tokens of s; full-width and Arabic digits are plain ones. Behind the last,
 * KR_DATE_SCAN_GAP are KR_TOKEN_END. */
void kr_date_scan_tokens(
        struct kr_date_scan *sc, const struct kr_date_hints *hints, const char *s, size_t len);

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

/* date_parse.c: the time of day behind the date at tokens [from, end), or before it ("09:05, 10
 * February 2020"); widens the range. */
/* date_clock.c: the time of day at token k, with its zone, into d; the token behind it, or k if
 * there is none. */
int kr_date_clock_read(const struct kr_date_scan *sc, int k, struct kr_date *d);

void kr_date_clock_beside(const struct kr_date_scan *sc, int from, int end, struct kr_date *d,
        int *ret_from, int *ret_end);

/* date_relative.c: the first of "2天前", "昨天 23:50", "3 hours ago", if hints.now is known. */
bool kr_date_relative_scan(
        const struct kr_date_scan *sc, struct kr_date *d, int *ret_from, int *ret_end);

#endif
