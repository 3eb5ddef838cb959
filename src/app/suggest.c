#include "kread/app/suggest.h"

#include <string.h>

enum { WORD_MAX = 40 };

static size_t least(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;

	return m < c ? m : c;
}

static size_t distance(const char *a, const char *b)
{
	size_t row[WORD_MAX + 1], na = strlen(a), nb = strlen(b);

	if (na > WORD_MAX || nb > WORD_MAX)
		return WORD_MAX;
	for (size_t j = 0; j <= nb; j++)
		row[j] = j;
	for (size_t i = 1; i <= na; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t j = 1; j <= nb; j++) {
			size_t up = row[j];

			row[j] = least(up + 1, row[j - 1] + 1, corner + (a[i - 1] != b[j - 1]));
			corner = up;
		}
	}
	return row[nb];
}

void kr_suggest_init(struct kr_suggest *s, const char *word)
{
	*s = (struct kr_suggest){word, NULL, strlen(word) / 3 + 1};
}

void kr_suggest_offer(struct kr_suggest *s, const char *candidate)
{
	size_t d = distance(s->word, candidate);

	if (d < s->distance || (d == s->distance && !s->best)) {
		s->best = candidate;
		s->distance = d;
	}
}
