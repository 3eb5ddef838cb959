#include "extract/words/matcher_priv.h"

#include <string.h>

/* A letter of two bytes in lower case, where that has two bytes as well. */
static unsigned fold_pair(unsigned char lead, unsigned char trail)
{
	const unsigned pair = (unsigned)lead << 8 | trail;

	if (lead == 0xc3) /* Latin-1 */
		return trail <= 0x9e && trail != 0x97 ? pair + 0x20 : pair;
	if (lead == 0xd0) /* Cyrillic */
		return trail <= 0x8f   ? pair + 0x110
		       : trail <= 0x9f ? pair + 0x20
		       : trail <= 0xaf ? pair + 0xe0
		                       : pair;
	if (pair >= 0xc4b9 &&
	        pair <= 0xc588) /* Latin Extended-A: ordinary letters are odd, then even */
		return pair & 1 ? (trail == 0xbf ? 0xc580 : pair + 1) : pair;
	if (pair >= 0xc5b9 && pair <= 0xc5bd)
		return pair & 1 ? pair + 1 : pair;
	if (lead == 0xc4 || lead == 0xc5)
		return pair == 0xc5b8                                       ? 0xc3bf
		       : pair == 0xc4b0 || pair == 0xc4b8 || pair >= 0xc5be ? pair
		                                                            : pair | 1;
	if (pair == 0xc6a0 || pair == 0xc6af) /* ơ, ư */
		return pair + 1;
	if (lead == 0xce && trail >= 0x91 && trail <= 0xab && trail != 0xa2) /* Greek */
		return trail <= 0x9f ? pair + 0x20 : pair + 0xe0;
	switch (pair) { /* Greek letters with an accent */
	case 0xce86:
		return 0xceac;
	case 0xce88:
	case 0xce89:
	case 0xce8a:
		return pair + 0x25;
	case 0xce8c:
		return 0xcf8c;
	case 0xce8e:
	case 0xce8f:
		return pair + 0xff;
	}
	return pair;
}

/* The byte at s[i] of a letter outside ASCII in lower case. */
static unsigned char fold_wide(const char *s, size_t len, size_t i)
{
	const unsigned char c = (unsigned char)s[i], before = i ? (unsigned char)s[i - 1] : 0;

	if (c >= 0xc0)
		return c <= 0xd0 && i + 1 < len
		               ? (unsigned char)(fold_pair(c, (unsigned char)s[i + 1]) >> 8)
		               : c;
	if (before >= 0xc3 && before <= 0xd0)
		return (unsigned char)fold_pair(before, c);
	/* Vietnamese */
	if ((before == 0xba || before == 0xbb) && i > 1 && (unsigned char)s[i - 2] == 0xe1)
		return before == 0xbb || c >= 0xa0 ? c | 1 : c;
	return c;
}

/* The byte at s[i] in lower case: ASCII letters, and those of two or three bytes of the Latin,
 * Greek and Cyrillic alphabets that keep their length in UTF-8. */
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

/* Letters of three bytes share the first two with many others. */
static unsigned bucket(unsigned char first, unsigned char second, unsigned char third)
{
	return ((first >= 0xe0 ? third * 7u : first * 31u) + second) % KR_MATCHER_BUCKETS;
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
			const unsigned b = bucket(
			        (unsigned char)w[0], (unsigned char)w[1], (unsigned char)w[2]);

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
	const unsigned char third = i + 2 < text.len ? (unsigned char)text.data[i + 2] : 0;
	const unsigned k = m->head[bucket(
	        fold(text.data, text.len, i), fold(text.data, text.len, i + 1), third)];

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
