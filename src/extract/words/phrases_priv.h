/* What texts for readers say: phrases in many languages, grouped by meaning in four tables. What a
 * phrase means elsewhere in a text, or to another question, is another group; a phrase may stand in
 * several.
 *
 * Phrases match whatever the case of Latin and Cyrillic letters is. A set of meanings is
 * KR_PHRASE(x) | KR_PHRASE(y); all that are asked for are looked for in one pass. */
#ifndef KREAD_EXTRACT_WORDS_PHRASES_PRIV_H
#define KREAD_EXTRACT_WORDS_PHRASES_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kread/base/slice.h"

enum kr_phrase {
#define MEANING(name) KR_PHRASE_##name,
#define P(language, text)
#include "extract/words/phrases.def"
#undef MEANING
#undef P
	KR_PHRASES
};

enum {
	KR_PHRASES_TOTAL = 0
#define MEANING(name)
#define P(language, text) +1
#include "extract/words/phrases.def"
#undef MEANING
#undef P
	,
	KR_PHRASES_BUCKETS = 512 /* a power of 2 */
};

/* A search in many texts; its members are private to phrases.c. */
struct kr_phrases_search {
	uint64_t meanings;
	uint64_t first[4]; /* a bit for each byte that can begin a phrase, in either case */
	uint16_t head[KR_PHRASES_BUCKETS], next[KR_PHRASES_TOTAL]; /* 1 + a phrase; 0: none */
};

#define KR_PHRASE(name) (UINT64_C(1) << KR_PHRASE_##name)

/* The meanings, of those asked for, of which a phrase is in the text. */
uint64_t kr_phrases_find(struct kr_slice text, uint64_t meanings);

/* The same in two steps, for many texts. */
void kr_phrases_prepare(struct kr_phrases_search *s, uint64_t meanings);
uint64_t kr_phrases_search(const struct kr_phrases_search *s, struct kr_slice text);

/* The same, but for phrases that begin where a word begins; an ideograph, kana or hangul is a word.
 * The end of the word may follow ("categor" in "categories"). */
uint64_t kr_phrases_search_words(const struct kr_phrases_search *s, struct kr_slice text);

/* Bytes of the longest phrase that is in the text; 0: none is. */
size_t kr_phrases_longest(struct kr_slice text, uint64_t meanings);

/* How many different phrases are in the text. */
unsigned kr_phrases_count(struct kr_slice text, uint64_t meanings);

/* The meanings of which a phrase is the whole text. */
uint64_t kr_phrases_is(struct kr_slice text, uint64_t meanings);

/* Bytes of the longest phrase that the text begins or ends with; 0: none. */
size_t kr_phrases_starts(struct kr_slice text, uint64_t meanings);
size_t kr_phrases_ends(struct kr_slice text, uint64_t meanings);

#endif
