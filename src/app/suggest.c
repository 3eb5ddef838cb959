#include "kread/app/suggest.h"

#include <string.h>

enum { WORD_BYTES = 40, LIST_WORDS = 4 };

static size_t least(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;

	return m < c ? m : c;
}

/* Optimal string alignment: the Levenshtein distance, but two letters that changed places count as
 * one error. */
static size_t distance(const char *a, const char *b)
{
	size_t d[WORD_BYTES + 1][WORD_BYTES + 1], na = strlen(a), nb = strlen(b);

	if (na > WORD_BYTES || nb > WORD_BYTES)
		return WORD_BYTES;
	for (size_t i = 0; i <= na; i++)
		d[i][0] = i;
	for (size_t j = 0; j <= nb; j++)
		d[0][j] = j;
	for (size_t i = 1; i <= na; i++)
		for (size_t j = 1; j <= nb; j++) {
			d[i][j] = least(d[i - 1][j] + 1, d[i][j - 1] + 1,
			        d[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1, WORD_BYTES);
		}
	return d[na][nb];
}

void kr_suggest_init(struct kr_suggest *s, const char *word)
{
	*s = (struct kr_suggest){word, NULL, strlen(word) / 3 + (strlen(word) > 3)};
}

void kr_suggest_offer(struct kr_suggest *s, const char *candidate)
{
	size_t d = distance(s->word, candidate);

	if (d < s->distance || (d == s->distance && !s->best)) {
		s->best = candidate;
		s->distance = d;
	}
}

void kr_suggest_list(struct kr_str *out, int n, const char *word)
{
	if (n < LIST_WORDS)
		kr_str_addf(out, "%s%s", n ? ", " : "", word);
	else if (n == LIST_WORDS)
		kr_str_addz(out, ", ...");
}
