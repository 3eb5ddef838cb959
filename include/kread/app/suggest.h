/* For words that were mistyped or abbreviated: the nearest word of a list, and lists of words. */
#ifndef KREAD_APP_SUGGEST_H
#define KREAD_APP_SUGGEST_H

#include <stddef.h>

#include "kread/base/str.h"

struct kr_suggest {
	const char *word, *best;
	size_t distance;
};

/* Offer one word after the other; best is then the nearest, or NULL if none is near. Near means: at
 * most a third of the letters wrong, and one more in words of more than three. */
void kr_suggest_init(struct kr_suggest *s, const char *word);
void kr_suggest_offer(struct kr_suggest *s, const char *candidate);

/* Append a word to a list, "a, b, c, ...", which shows the first few. n: words so far. */
void kr_suggest_list(struct kr_str *out, int n, const char *word);

#endif
