/* The words of dates, from the table date_words.def: months, units of time, what says "ago", days
 * and halves of the day. A word has several tokens in some languages ("تشرين الأول", "i går",
 * "ม.ค."). */
#ifndef KREAD_EXTRACT_META_DATE_DATE_WORDS_PRIV_H
#define KREAD_EXTRACT_META_DATE_DATE_WORDS_PRIV_H

#include "extract/meta/date/date_scan_priv.h"

enum kr_date_words {
	KR_DATE_WORDS_MONTH,  /* value: 1 to 12, and KR_DATE_WORDS_PERSIAN more */
	KR_DATE_WORDS_UNIT,   /* value: seconds; bare: how many if no number precedes */
	KR_DATE_WORDS_AGO,    /* a unit and "ago" in one word; value: seconds */
	KR_DATE_WORDS_BEFORE, /* says "ago", before the number */
	KR_DATE_WORDS_AFTER,  /* says "ago", after the unit */
	KR_DATE_WORDS_ONE,    /* a number; value: 1 */
	KR_DATE_WORDS_DAY,    /* value: days ago */
	KR_DATE_WORDS_HALF,   /* value: hours to add to times before noon */
};

enum { KR_DATE_WORDS_PERSIAN = 12 };

struct kr_date_word {
	const char *text;     /* folded (date_fold.c), tokens separated by spaces */
	const char *language; /* "any", or the only one in which it means this */
	enum kr_date_words kind;
	int value, bare;
};

/* The longest word of a kind that starts at token k, in the language of the page, if that is known.
 * NULL if there is none; *ret_next is the token after it. */
const struct kr_date_word *kr_date_words_at(
        const struct kr_date_scan *sc, int k, enum kr_date_words kind, int *ret_next);

/* Whether a word of a kind ends before token k. */
bool kr_date_words_end(const struct kr_date_scan *sc, int k, enum kr_date_words kind);

/* The month whose names start with the word of a token, of three letters or more. 0 if there is
 * none, if there are several, or if the word itself is a name. */
int kr_date_words_prefix(const struct kr_token *t);

#endif
