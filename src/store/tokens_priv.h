/* What of a text the index of the library holds.
 *
 * A text is read as units: a word of an alphabetic script, or one character of a script that does
 * not separate words (Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese). Letters are folded
 * (base/fold.h). In the index, which is a list of words for FTS5,
 *
 *	a word is itself;
 *	a run of characters is its first one, its overlapping pairs, and its last one;
 *	at the end, once each and with a mark: all characters, and the first 3, 4 and 5 letters of
 *	longer words.
 *
 * So phrases of any length and mixture are found with phrases of FTS5, one character is found as
 * fast as two, and the beginning of a word as fast as the word. FTS5's own trigrams do not find one
 * or two characters, which most Chinese words have, and take 2.2 times the text (half Chinese, half
 * English); these take 1.5 times.
 *
 * What is written must not change without a new KR_TOKENS_VERSION: what was indexed is removed by
 * writing it again. */
#ifndef KREAD_STORE_TOKENS_PRIV_H
#define KREAD_STORE_TOKENS_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kread/base/budgets.h"
#include "kread/base/fold.h"
#include "kread/base/str.h"

enum {
	KR_TOKENS_VERSION = 1,
	KR_TOKENS_PREFIX_MIN = 3, /* letters of a beginning that the index has */
	KR_TOKENS_PREFIX_MAX = 5,
};
#define KR_TOKENS_MARK "\u00b7"

struct kr_tokens_unit {
	char text[KR_TOKENS_MAX + 1]; /* folded */
	size_t start, end;            /* bytes of the source */
	bool word;
	bool joined;     /* a character right after another one */
	uint8_t letters; /* of a word, marks included, at most 255; 0: it begins with none */
};

/* Reads a text, which is borrowed. */
struct kr_tokens_reader {
	const char *text;
	size_t len, at;
	uint32_t queue[KR_FOLD_ROOM]; /* folded letters of the character before at */
	size_t n, used, from;         /* from: where that character begins */
	struct kr_tokens_unit last;
	uint32_t last_char; /* of the last unit, if it was no word */
};

void kr_tokens_begin(struct kr_tokens_reader *r, const char *text, size_t len);

/* The next unit, or NULL; valid until the next call. */
const struct kr_tokens_unit *kr_tokens_next(struct kr_tokens_reader *r);

/* Append what the index holds of a text, as words separated by blanks. */
void kr_tokens_index(const char *text, size_t len, struct kr_str *out);

/* The same for a phrase that is looked for: only what any text has that contains it. Returns how
 * many units it has. */
size_t kr_tokens_phrase(const char *text, size_t len, struct kr_str *out);

#endif
