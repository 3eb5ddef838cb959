#include "extract/words/matcher_priv.h"

#include <string.h>

/* The byte at s[i] of a letter outside ASCII in lower case. */
static unsigned char fold_wide(const char *s, size_t len, size_t i)
{
	const unsigned char c = (unsigned char)s[i], before = i ? (unsigned char)s[i - 1] : 0,
	                    after = c == 0xd0 && i + 1 < len ? (unsigned char)s[i + 1] : 0;

	if (before == 0xc3 && c <= 0x9e)
		return (unsigned char)(c + 0x20);
	if (before == 0xd0 && c >= 0x90 && c <= 0x9f)
		return (unsigned char)(c + 0x20);
	if (before == 0xd0 && c >= 0xa0 && c <= 0xaf)
		return (unsigned char)(c - 0x20);
	return after >= 0xa0 && after <= 0xaf ? 0xd1 : c;
}

/* The byte at s[i] in lower case: ASCII, Latin-1 and Cyrillic letters, all of which keep their
 * length in UTF-8. */
static inline unsigned char fold(const char *s, size_t len, size_t i)
{
	const unsigned char c = (unsigned char)s[i];

	if (c >= 0x80)
		return fold_wide(s, len, i);
	return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

static bool matches_at(const struct kr_matcher_word *p, const char *s, size_t len)
{
	if (p->len > len)
		return false;
	for (size_t i = 0; i < p->len; i++)
		if (fold(s, len, i) != (unsigned char)p->text[i])
			return false;
	return true;
}

static unsigned bucket(unsigned char first, unsigned char second)
{
	return (first * 31u + second) % KR_MATCHER_BUCKETS;
}

void kr_matcher_prepare(
        struct kr_matcher *m, const struct kr_matcher_table *table, uint64_t meanings)
{
	size_t k = 0;

	m->table = table;
	m->meanings = meanings;
	memset(m->head, 0, sizeof m->head);
	for (unsigned t = 0; t < table->meanings; t++) {
		const size_t end = k + table->sizes[t];

		for (k = meanings >> t & 1 ? k : end; k < end; k++) {
			const char *w = table->words[k].text;
			const unsigned b = bucket((unsigned char)w[0], (unsigned char)w[1]);

			m->meaning[k] = (uint8_t)t;
			m->next[k] = m->head[b];
			m->head[b] = (uint16_t)(k + 1);
		}
	}
}

/* Returns the first word from k on, in the bucket of k, that is at text[i]. */
static unsigned next_at(const struct kr_matcher *m, struct kr_slice text, size_t i, unsigned k)
{
	const unsigned char third = i + 2 < text.len ? fold(text.data, text.len, i + 2) : 0;

	for (; k; k = m->next[k - 1]) {
		const struct kr_matcher_word *w = &m->table->words[k - 1];

		if ((w->len == 2 || (unsigned char)w->text[2] == third) &&
		        matches_at(w, text.data + i, text.len - i))
			break;
	}
	return k;
}

static inline unsigned first_at(const struct kr_matcher *m, struct kr_slice text, size_t i)
{
	const unsigned k =
	        m->head[bucket(fold(text.data, text.len, i), fold(text.data, text.len, i + 1))];

	return k ? next_at(m, text, i, k) : 0;
}

uint64_t kr_matcher_find(const struct kr_matcher *m, struct kr_slice text)
{
	uint64_t found = 0;

	for (size_t i = 0; i + 1 < text.len && found != m->meanings; i++)
		for (unsigned k = first_at(m, text, i); k; k = next_at(m, text, i, m->next[k - 1]))
			found |= UINT64_C(1) << m->meaning[k - 1];
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

uint64_t kr_matcher_find_prefixes(const struct kr_matcher *m, struct kr_slice text)
{
	uint64_t found = 0;

	for (size_t i = 0; i + 1 < text.len && found != m->meanings; i++)
		for (unsigned k = begins_word(text, i) ? first_at(m, text, i) : 0; k;
		        k = next_at(m, text, i, m->next[k - 1]))
			found |= UINT64_C(1) << m->meaning[k - 1];
	return found;
}

size_t kr_matcher_longest(const struct kr_matcher *m, struct kr_slice text)
{
	size_t n = 0;

	for (size_t i = 0; i + 1 < text.len; i++)
		for (unsigned k = first_at(m, text, i); k; k = next_at(m, text, i, m->next[k - 1]))
			n = m->table->words[k - 1].len > n ? m->table->words[k - 1].len : n;
	return n;
}

unsigned kr_matcher_count(const struct kr_matcher *m, struct kr_slice text)
{
	bool seen[KR_MATCHER_WORDS] = {false};
	unsigned n = 0;

	for (size_t i = 0; i + 1 < text.len; i++)
		for (unsigned k = first_at(m, text, i); k;
		        k = next_at(m, text, i, m->next[k - 1])) {
			n += !seen[k - 1];
			seen[k - 1] = true;
		}
	return n;
}

uint64_t kr_matcher_equal(
        const struct kr_matcher_table *table, uint64_t meanings, struct kr_slice text)
{
	uint64_t found = 0;
	size_t k = 0;

	for (unsigned t = 0; t < table->meanings; t++) {
		const size_t end = k + table->sizes[t];

		for (k = meanings >> t & 1 ? k : end; k < end; k++)
			if (table->words[k].len == text.len &&
			        matches_at(&table->words[k], text.data, text.len))
				found |= UINT64_C(1) << t;
	}
	return found;
}

size_t kr_matcher_affix(
        const struct kr_matcher_table *table, uint64_t meanings, struct kr_slice text, bool at_end)
{
	const size_t edge = at_end && text.len ? text.len - 1 : 0;
	const unsigned char c = text.len ? fold(text.data, text.len, edge) : 0;
	size_t n = 0, k = 0;

	for (unsigned t = 0; t < table->meanings; t++) {
		const size_t end = k + table->sizes[t];

		for (k = meanings >> t & 1 ? k : end; k < end; k++) {
			const struct kr_matcher_word *w = &table->words[k];
			const size_t at = at_end ? text.len - w->len : 0;

			if ((unsigned char)w->text[at_end ? w->len - 1 : 0] == c && w->len > n &&
			        w->len <= text.len && matches_at(w, text.data + at, text.len - at))
				n = w->len;
		}
	}
	return n;
}
