#include "extract/meta/date/date_words_priv.h"

static const struct kr_date_word words[] = {
#define WORD(kind, language, value, bare, text)                                                    \
	{text, #language, KR_DATE_WORDS_##kind, value, bare},
#include "extract/meta/date/date_words.def"
#undef WORD
};

enum { WORDS = sizeof words / sizeof *words };

/* The first word that does not come before the word of a token. */
static size_t first_from(enum kr_date_words kind, const struct kr_token *t)
{
	size_t low = 0, high = WORDS;

	while (low < high) {
		const size_t middle = (low + high) / 2;
		const struct kr_date_word *w = &words[middle];

		const int first = (unsigned char)*w->text - (unsigned char)*t->word;

		if (w->kind < kind ||
		        (w->kind == kind && (first ? first : strcmp(w->text, t->word)) < 0))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool starts_with(
        const struct kr_date_word *w, enum kr_date_words kind, const struct kr_token *t)
{
	return w->kind == kind && !strncmp(w->text, t->word, t->len);
}

/* The token after those that spell the rest of a phrase, or 0. */
static int rest_end(const struct kr_date_scan *sc, int k, const char *rest)
{
	while (*rest == ' ') {
		const char *word = rest + 1;
		const size_t n = strcspn(word, " ");

		while (k < sc->n && sc->t[k].kind == KR_TOKEN_SIGN &&
		        (strchr(".'-", sc->t[k].value) || sc->t[k].value == 0x2019))
			k++;
		if (sc->t[k].kind != KR_TOKEN_WORD || sc->t[k].len != n ||
		        memcmp(sc->t[k].word, word, n) != 0)
			return 0;
		rest = word + n;
		k++;
	}
	return k;
}

/* Whether a month is written as one with its day and year, 04-ago-2021: then its language does not
 * matter. */
static bool is_joined(const struct kr_date_scan *sc, int k)
{
	const struct kr_token *t = &sc->t[k];

	return k > 1 && t[-1].kind == KR_TOKEN_SIGN && t[1].kind == KR_TOKEN_SIGN &&
	       t[-1].value == t[1].value && strchr("-/.", t[1].value) && !t->spaced &&
	       t[-2].kind == KR_TOKEN_NUMBER && t[2].kind == KR_TOKEN_NUMBER && !t[2].spaced;
}

const struct kr_date_word *kr_date_words_at(
        const struct kr_date_scan *sc, int k, enum kr_date_words kind, int *ret_next)
{
	const struct kr_token *t = &sc->t[k];
	const struct kr_date_word *best = NULL;
	const bool any = !*sc->hints->language || (kind == KR_DATE_WORDS_MONTH && is_joined(sc, k));
	bool best_own = false;

	*ret_next = 0;
	if (t->kind != KR_TOKEN_WORD)
		return NULL;
	for (size_t i = first_from(kind, t); i < WORDS && starts_with(&words[i], kind, t); i++) {
		const struct kr_date_word *w = &words[i];
		const bool own = !strcmp(w->language, sc->hints->language);
		int next;

		if (w->text[t->len] && w->text[t->len] != ' ')
			break;
		next = own || any || !strcmp(w->language, "any")
		               ? rest_end(sc, k + 1, w->text + t->len)
		               : 0;
		if (next > *ret_next || (next && next == *ret_next && own && !best_own)) {
			best = w;
			best_own = own;
			*ret_next = next;
		}
	}
	return best;
}

bool kr_date_words_end(const struct kr_date_scan *sc, int k, enum kr_date_words kind)
{
	int next;

	for (int from = k - 1; from >= 0 && from >= k - 3; from--)
		if (kr_date_words_at(sc, from, kind, &next) && next == k)
			return true;
	return false;
}

int kr_date_words_prefix(const struct kr_token *t)
{
	const enum kr_date_words kind = KR_DATE_WORDS_MONTH;
	size_t letters = 0;
	int month = 0;

	for (size_t b = 0; b < t->len; b++)
		letters += ((unsigned char)t->word[b] & 0xc0) != 0x80;
	if (t->kind != KR_TOKEN_WORD || letters < 3)
		return 0;
	for (size_t i = first_from(kind, t); i < WORDS && starts_with(&words[i], kind, t); i++) {
		if (!words[i].text[t->len] || (month && month != words[i].value))
			return 0;
		month = words[i].value;
	}
	return month;
}
