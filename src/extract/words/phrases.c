#include "extract/words/phrases_priv.h"

#include <string.h>

struct entry {
	const char *text;
	uint8_t len;
};

static const struct entry phrases[] = {
#define MEANING(name)
#define P(language, text) {text, sizeof text - 1},
#include "extract/words/phrases.def"
#undef MEANING
#undef P
};

/* An array for each meaning, as long as it has phrases: MEANING() ends the one before it. */
static const char none[] __attribute__((unused)) = {0
#define MEANING(name)                                                                              \
	}                                                                                          \
	, name[] = {
#define P(language, text) 0,
#include "extract/words/phrases.def"
#undef MEANING
#undef P
};

/* How many phrases each meaning has. They follow each other in this order. */
static const uint16_t sizes[KR_PHRASES] = {
#define MEANING(name) sizeof name,
#define P(language, text)
#include "extract/words/phrases.def"
#undef MEANING
#undef P
};

/* The byte at s[i] in lower case: ASCII, Latin-1 and Cyrillic letters, all of which keep their
 * length in UTF-8. */
static unsigned char fold(const char *s, size_t len, size_t i)
{
	const unsigned char c = (unsigned char)s[i],
	                    before = i && c >= 0x80 ? (unsigned char)s[i - 1] : 0,
	                    after = c == 0xd0 && i + 1 < len ? (unsigned char)s[i + 1] : 0;

	if (c >= 'A' && c <= 'Z')
		return c | 0x20;
	if (before == 0xc3 && c <= 0x9e)
		return (unsigned char)(c + 0x20);
	if (before == 0xd0 && c >= 0x90 && c <= 0x9f)
		return (unsigned char)(c + 0x20);
	if (before == 0xd0 && c >= 0xa0 && c <= 0xaf)
		return (unsigned char)(c - 0x20);
	return after >= 0xa0 && after <= 0xaf ? 0xd1 : c;
}

static bool is_here(const struct entry *p, const char *s, size_t len)
{
	if (p->len > len)
		return false;
	for (size_t i = 0; i < p->len; i++)
		if (fold(s, len, i) != (unsigned char)p->text[i])
			return false;
	return true;
}

/* --- anywhere in a text ------------------------------------------------------------------- */

static unsigned bucket(unsigned char first, unsigned char second)
{
	return (first * 31u + second) % KR_PHRASES_BUCKETS;
}

static void add_first(struct kr_phrases_search *s, unsigned char c)
{
	s->first[c >> 6] |= UINT64_C(1) << (c & 63);
}

static bool can_begin(const struct kr_phrases_search *s, char c)
{
	return s->first[(unsigned char)c >> 6] >> ((unsigned char)c & 63) & 1;
}

void kr_phrases_prepare(struct kr_phrases_search *s, uint64_t meanings)
{
	size_t k = 0;

	s->meanings = meanings;
	memset(s->head, 0, sizeof s->head);
	memset(s->first, 0, sizeof s->first);
	for (unsigned m = 0; m < KR_PHRASES; m++) {
		const size_t end = k + sizes[m];

		for (k = meanings >> m & 1 ? k : end; k < end; k++) {
			const unsigned char c = (unsigned char)phrases[k].text[0];
			const unsigned b = bucket(c, (unsigned char)phrases[k].text[1]);

			add_first(s, c);
			s->next[k] = s->head[b];
			s->head[b] = (uint16_t)(k + 1);
		}
	}
	s->first[1] |= s->first[1] >> ('a' - 'A') & 0x7fffffe; /* capital letters, */
	if (can_begin(s, '\xd1'))                              /* Cyrillic ones too */
		add_first(s, 0xd0);
}

/* The first phrase in a bucket that begins at text[i]; k: 1 + a phrase of that bucket. */
static unsigned next_at(
        const struct kr_phrases_search *s, struct kr_slice text, size_t i, unsigned k)
{
	while (k && !is_here(&phrases[k - 1], text.data + i, text.len - i))
		k = s->next[k - 1];
	return k;
}

static unsigned first_at(const struct kr_phrases_search *s, struct kr_slice text, size_t i)
{
	if (!can_begin(s, text.data[i]))
		return 0;
	return next_at(s, text, i,
	        s->head[bucket(fold(text.data, text.len, i), fold(text.data, text.len, i + 1))]);
}

static uint64_t meaning_of(unsigned phrase)
{
	unsigned m = 0;

	for (size_t end = sizes[0]; phrase >= end; end += sizes[m])
		m++;
	return UINT64_C(1) << m;
}

uint64_t kr_phrases_search(const struct kr_phrases_search *s, struct kr_slice text)
{
	uint64_t found = 0;

	for (size_t i = 0; i + 1 < text.len && found != s->meanings; i++)
		for (unsigned k = first_at(s, text, i); k; k = next_at(s, text, i, s->next[k - 1]))
			found |= meaning_of(k - 1);
	return found;
}

static bool is_word_byte(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static bool begins_word(struct kr_slice text, size_t i)
{
	const unsigned char c = (unsigned char)text.data[i];

	if (c >= 0xe0)
		return true;
	return (c >= 0xc0 || (c < 0x80 && is_word_byte(c))) &&
	       !(i && is_word_byte((unsigned char)text.data[i - 1]));
}

uint64_t kr_phrases_search_words(const struct kr_phrases_search *s, struct kr_slice text)
{
	uint64_t found = 0;

	for (size_t i = 0; i + 1 < text.len && found != s->meanings; i++)
		for (unsigned k = begins_word(text, i) ? first_at(s, text, i) : 0; k;
		        k = next_at(s, text, i, s->next[k - 1]))
			found |= meaning_of(k - 1);
	return found;
}

uint64_t kr_phrases_find(struct kr_slice text, uint64_t meanings)
{
	struct kr_phrases_search s;

	kr_phrases_prepare(&s, meanings);
	return kr_phrases_search(&s, text);
}

size_t kr_phrases_longest(struct kr_slice text, uint64_t meanings)
{
	struct kr_phrases_search s;
	size_t n = 0;

	kr_phrases_prepare(&s, meanings);
	for (size_t i = 0; i + 1 < text.len; i++)
		for (unsigned k = first_at(&s, text, i); k; k = next_at(&s, text, i, s.next[k - 1]))
			n = phrases[k - 1].len > n ? phrases[k - 1].len : n;
	return n;
}

unsigned kr_phrases_count(struct kr_slice text, uint64_t meanings)
{
	struct kr_phrases_search s;
	bool seen[KR_PHRASES_TOTAL] = {false};
	unsigned n = 0;

	kr_phrases_prepare(&s, meanings);
	for (size_t i = 0; i + 1 < text.len; i++)
		for (unsigned k = first_at(&s, text, i); k;
		        k = next_at(&s, text, i, s.next[k - 1])) {
			n += !seen[k - 1];
			seen[k - 1] = true;
		}
	return n;
}

/* --- at one place ------------------------------------------------------------------------- */

uint64_t kr_phrases_is(struct kr_slice text, uint64_t meanings)
{
	uint64_t found = 0;
	size_t k = 0;

	for (unsigned m = 0; m < KR_PHRASES; m++) {
		const size_t end = k + sizes[m];

		for (k = meanings >> m & 1 ? k : end; k < end; k++)
			if (phrases[k].len == text.len && is_here(&phrases[k], text.data, text.len))
				found |= UINT64_C(1) << m;
	}
	return found;
}

static size_t longest_at(struct kr_slice text, uint64_t meanings, bool at_end)
{
	size_t n = 0, k = 0;

	for (unsigned m = 0; m < KR_PHRASES; m++) {
		const size_t end = k + sizes[m];

		for (k = meanings >> m & 1 ? k : end; k < end; k++) {
			const struct entry *p = &phrases[k];
			const size_t at = at_end ? text.len - p->len : 0;

			if (p->len > n && p->len <= text.len &&
			        fold(text.data, text.len, at) == (unsigned char)*p->text &&
			        is_here(p, text.data + at, text.len - at))
				n = p->len;
		}
	}
	return n;
}

size_t kr_phrases_starts(struct kr_slice text, uint64_t meanings)
{
	return longest_at(text, meanings, false);
}

size_t kr_phrases_ends(struct kr_slice text, uint64_t meanings)
{
	return longest_at(text, meanings, true);
}
