/* "did you mean": the word of a list that is nearest to a wrong one. */
#ifndef KREAD_APP_SUGGEST_H
#define KREAD_APP_SUGGEST_H

#include <stddef.h>

struct kr_suggest {
	const char *word, *best;
	size_t distance;
};

/* Offer one word after the other; best is then the nearest, or NULL if none is near: at most a
 * third of the letters wrong, and one more in words of more than three. */
void kr_suggest_init(struct kr_suggest *s, const char *word);
void kr_suggest_offer(struct kr_suggest *s, const char *candidate);

#endif
