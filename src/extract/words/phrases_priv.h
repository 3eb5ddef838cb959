/* Phrases that pages show to readers, in many languages: about a text, the page and the site. Four
 * tables group them by meaning; a phrase may be in several groups, because the same words mean
 * something else in a heading or as a whole text.
 *
 * A set of meanings is KR_PHRASE(x) | KR_PHRASE(y); one call looks for all of them in one pass. To
 * search many texts, use kr_phrases_prepare() and kr_matcher_find() (matcher_priv.h). */
#ifndef KREAD_EXTRACT_WORDS_PHRASES_PRIV_H
#define KREAD_EXTRACT_WORDS_PHRASES_PRIV_H

#include "extract/words/matcher_priv.h"

enum kr_phrase {
#define MEANING(name) KR_PHRASE_##name,
#define P(language, text)
#include "extract/words/phrases.def"
#undef MEANING
#undef P
	KR_PHRASES
};

#define KR_PHRASE(name) (UINT64_C(1) << KR_PHRASE_##name)

/* Prepares a search for these meanings in many texts. */
void kr_phrases_prepare(struct kr_matcher *ret, uint64_t meanings);

/* Returns those of the meanings that have a phrase anywhere in the text. */
uint64_t kr_phrases_find(struct kr_slice text, uint64_t meanings);

/* Returns the length in bytes of the longest phrase in the text, or 0. */
size_t kr_phrases_longest(struct kr_slice text, uint64_t meanings);

/* Returns how many different phrases are in the text. */
unsigned kr_phrases_count(struct kr_slice text, uint64_t meanings);

/* Returns those of the meanings that have a phrase equal to the text. */
uint64_t kr_phrases_is(struct kr_slice text, uint64_t meanings);

/* Return the length in bytes of the longest phrase that the text starts or ends with, or 0. */
size_t kr_phrases_starts(struct kr_slice text, uint64_t meanings);
size_t kr_phrases_ends(struct kr_slice text, uint64_t meanings);

#endif
