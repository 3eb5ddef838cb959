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

/* Whether a word is at the start of a text that begins with its first n bytes. */
static bool matches_at(const struct kr_matcher_word *p, size_t n, const char *s, size_t len)
{
	if (p->len > len)
		return false;
	for (size_t i = n; i < p->len; i++)
		if (fold(s, len, i) != (unsigned char)p->text[i])
			return false;
	return true;
}

/* Three bytes of a text, in lower case; 0 after its end. */
struct window {
	unsigned char first, second, third;
};

static inline struct window window_at(struct kr_slice text, size_t i)
{
	return (struct window){fold(text.data, text.len, i), fold(text.data, text.len, i + 1),
	        i + 2 < text.len ? fold(text.data, text.len, i + 2) : 0};
}

static inline unsigned bucket(const struct kr_matcher *m, struct window w)
{
	return (w.first * 1777u + w.second * 211u + w.third * 31u) & m->mask;
}

/* Sorts bytes into kinds; that of a letter does not depend on its case, nor do those of the bytes
 * of a longer letter. */
#define KIND(c)                                                                                    \
	((c) < 0x40          ? 32 + ((c)&15)                                                       \
	        : (c) < 0x80 ? (c)&31                                                              \
	        : (c) < 0xc0 ? 48                                                                  \
	        : (c) < 0xe0 ? 49                                                                  \
	                     : 50 + ((c) < 0xed ? (c)&15 : 13))
#define KINDS_4(c)  KIND(c), KIND(c + 1), KIND(c + 2), KIND(c + 3)
#define KINDS_16(c) KINDS_4(c), KINDS_4(c + 4), KINDS_4(c + 8), KINDS_4(c + 12)
#define KINDS_64(c) KINDS_16(c), KINDS_16(c + 16), KINDS_16(c + 32), KINDS_16(c + 48)
static const uint8_t kinds[256] = {KINDS_64(0), KINDS_64(64), KINDS_64(128), KINDS_64(192)};

/* Adds the first three bytes of a word to those that words start with. */
static void add_start(struct kr_matcher *m, const struct kr_matcher_word *w)
{
	m->starts[kinds[w->first]] |= UINT64_C(1) << kinds[w->second];
	m->seconds[kinds[w->second]] |= w->len == 2 ? UINT64_MAX : UINT64_C(1) << kinds[w->third];
}

/* Returns the first place from i on where a word may start, by the kinds of its bytes, or the
 * length of the text. */
static inline size_t next_start(const struct kr_matcher *m, struct kr_slice text, size_t i)
{
	const unsigned char *s = (const unsigned char *)text.data;
	unsigned first = i + 2 < text.len ? kinds[s[i]] : 0,
	         second = i + 2 < text.len ? kinds[s[i + 1]] : 0;

	for (; i + 2 < text.len; i++) {
		const unsigned third = kinds[s[i + 2]];

		/* one branch: more could not be predicted */
		if (m->starts[first] >> second & m->seconds[second] >> third & 1)
			return i;
		first = second;
		second = third;
	}
	return i + 1 < text.len && m->pairs ? i : text.len;
}

struct word_range {
	size_t first, end;
};

/* The words of a meaning. */
static inline struct word_range words_of(const struct kr_matcher_table *table, unsigned meaning)
{
	return (struct word_range){
	        table->from[meaning] - meaning, table->from[meaning + 1] - (size_t)meaning - 1};
}

static void add_words(struct kr_matcher *m, unsigned meaning)
{
	const struct word_range r = words_of(m->table, meaning);

	for (size_t k = r.first; k < r.end; k++) {
		const struct kr_matcher_word *w = &m->table->words[k];
		uint16_t *head = w->len == 2 ? &m->pairs
		                             : &m->head[bucket(m, (struct window){w->first,
		                                                          w->second, w->third})];

		add_start(m, w);
		m->meaning[k] = (uint8_t)meaning;
		m->next[k] = *head;
		*head = (uint16_t)(k + 1);
	}
}

/* Lets the words of two bytes follow at the end of each bucket's list. */
static void append_pairs(struct kr_matcher *m)
{
	for (unsigned t = 0; t < m->table->meanings; t++) {
		const struct word_range r = words_of(m->table, t);

		for (size_t k = r.first; m->meanings >> t & 1 && k < r.end; k++)
			if (m->table->words[k].len != 2 && !m->next[k])
				m->next[k] = m->pairs;
	}
}

void kr_matcher_prepare(
        struct kr_matcher *m, const struct kr_matcher_table *table, uint64_t meanings)
{
	size_t n = 0;

	for (unsigned t = 0; t < table->meanings; t++)
		n += meanings >> t & 1 ? words_of(table, t).end - words_of(table, t).first : 0;
	m->table = table;
	m->meanings = meanings;
	m->mask = n < 64 ? 255 : KR_MATCHER_BUCKETS - 1;
	m->pairs = 0;
	memset(m->starts, 0, sizeof m->starts);
	memset(m->seconds, 0, sizeof m->seconds);
	memset(m->head, 0, (m->mask + 1) * sizeof *m->head);
	for (unsigned t = 0; t < table->meanings; t++)
		if (meanings >> t & 1)
			add_words(m, t);
	if (m->pairs)
		append_pairs(m);
}

/* Returns the first word from k on, in the list of k, that is at text[i], where w is. */
static inline unsigned next_at(
        const struct kr_matcher *m, struct kr_slice text, size_t i, struct window w, unsigned k)
{
	for (; k; k = m->next[k - 1]) {
		const struct kr_matcher_word *p = &m->table->words[k - 1];

		if (p->first == w.first && p->second == w.second &&
		        (p->len == 2 || p->third == w.third) &&
		        matches_at(p, p->len == 2 ? 2 : 3, text.data + i, text.len - i))
			break;
	}
	return k;
}

/* Runs a statement for each word that is at text[i], where w is. */
#define EACH_WORD(m, text, i, w, k)                                                                \
	for (unsigned k = first_at(m, text, i, w); k; k = next_at(m, text, i, w, (m)->next[k - 1]))

static inline unsigned first_at(
        const struct kr_matcher *m, struct kr_slice text, size_t i, struct window w)
{
	const unsigned k = m->head[bucket(m, w)];

	return next_at(m, text, i, w, k ? k : m->pairs);
}

uint64_t kr_matcher_find(const struct kr_matcher *m, struct kr_slice text)
{
	uint64_t found = 0;

	for (size_t i = 0; (i = next_start(m, text, i)) < text.len && found != m->meanings; i++) {
		const struct window w = window_at(text, i);

		EACH_WORD(m, text, i, w, k)
			found |= UINT64_C(1) << m->meaning[k - 1];
	}
	return found;
}

static inline bool is_word_byte(unsigned char c)
{
	return c >= 0x80 || (unsigned char)((c | 0x20) - 'a') < 26 || (unsigned char)(c - '0') < 10;
}

uint64_t kr_matcher_find_prefixes(const struct kr_matcher *m, struct kr_slice text)
{
	const unsigned char *s = (const unsigned char *)text.data;
	uint64_t found = 0;

	for (size_t i = 0; (i = next_start(m, text, i)) < text.len && found != m->meanings; i++) {
		const struct window w = window_at(text, i);

		if (!is_word_byte(s[i]) || (i && is_word_byte(s[i - 1]) && s[i] < 0xe0))
			continue;
		EACH_WORD(m, text, i, w, k)
			found |= UINT64_C(1) << m->meaning[k - 1];
	}
	return found;
}

size_t kr_matcher_longest(const struct kr_matcher *m, struct kr_slice text)
{
	size_t n = 0;

	for (size_t i = 0; (i = next_start(m, text, i)) < text.len; i++) {
		const struct window w = window_at(text, i);

		EACH_WORD(m, text, i, w, k)
			n = m->table->words[k - 1].len > n ? m->table->words[k - 1].len : n;
	}
	return n;
}

unsigned kr_matcher_count(const struct kr_matcher *m, struct kr_slice text)
{
	bool seen[KR_MATCHER_WORDS];
	unsigned n = 0;

	for (size_t i = 0; (i = next_start(m, text, i)) < text.len; i++) {
		const struct window w = window_at(text, i);

		EACH_WORD(m, text, i, w, k) {
			if (!n)
				memset(seen, 0, sizeof seen);
			n += !seen[k - 1];
			seen[k - 1] = true;
		}
	}
	return n;
}

/* Returns the first word from k on that has a byte c in an array of such bytes, or end. */
static inline size_t next_word(const unsigned char *bytes, size_t k, size_t end, unsigned char c)
{
	const unsigned char *p = k < end ? memchr(bytes + k, c, end - k) : NULL;

	return p ? (size_t)(p - bytes) : end;
}

uint64_t kr_matcher_equal(
        const struct kr_matcher_table *table, uint64_t meanings, struct kr_slice text)
{
	const unsigned char c = text.len ? fold(text.data, text.len, 0) : 0;
	uint64_t found = 0;

	for (uint64_t left = meanings; left; left &= left - 1) {
		const unsigned t = (unsigned)__builtin_ctzll(left);
		const struct word_range r = words_of(table, t);

		for (size_t k = r.first; (k = next_word(table->first, k, r.end, c)) < r.end; k++)
			if (table->words[k].len == text.len &&
			        matches_at(&table->words[k], 1, text.data, text.len))
				found |= UINT64_C(1) << t;
	}
	return found;
}

/* Returns the longest word of a meaning that the text starts with, or ends with. */
static size_t affix_of(const struct kr_matcher_table *table, struct word_range r,
        struct kr_slice text, bool at_end)
{
	const unsigned char *bytes = at_end ? table->last : table->first;
	const unsigned char c = fold(text.data, text.len, at_end ? text.len - 1 : 0);
	size_t n = 0;

	for (size_t k = r.first; (k = next_word(bytes, k, r.end, c)) < r.end; k++) {
		const struct kr_matcher_word *w = &table->words[k];
		size_t at;

		if (w->len <= n || w->len > text.len)
			continue;
		at = at_end ? text.len - w->len : 0;
		if (matches_at(w, 0, text.data + at, text.len - at))
			n = w->len;
	}
	return n;
}

size_t kr_matcher_affix(
        const struct kr_matcher_table *table, uint64_t meanings, struct kr_slice text, bool at_end)
{
	size_t longest = 0;

	for (uint64_t left = text.len ? meanings : 0; left; left &= left - 1) {
		const unsigned t = (unsigned)__builtin_ctzll(left);
		const size_t n = affix_of(table, words_of(table, t), text, at_end);

		longest = n > longest ? n : longest;
	}
	return longest;
}
