/* Phrases in the cards of recommended articles, in many languages: labels, advertisements, and what
 * is no headline. */
#ifndef KREAD_EXTRACT_WORDS_CARD_PHRASES_PRIV_H
#define KREAD_EXTRACT_WORDS_CARD_PHRASES_PRIV_H

#include "extract/words/matcher_priv.h"

enum kr_card_phrase {
#define MEANING(name) KR_CARD_PHRASE_##name,
#define P(language, text)
#include "extract/words/card_phrases.def"
#undef MEANING
#undef P
	KR_CARD_PHRASES
};

#define KR_CARD_PHRASE(name) (UINT64_C(1) << KR_CARD_PHRASE_##name)

/* Whether a phrase with one of the meanings is equal to the text. */
bool kr_card_phrases_is(struct kr_slice text, uint64_t meanings);

/* Returns the length in bytes of the longest phrase that the text starts with, or 0. */
size_t kr_card_phrases_starts(struct kr_slice text, uint64_t meanings);

/* Whether the text ends with a phrase. */
bool kr_card_phrases_ends(struct kr_slice text, uint64_t meanings);

#endif
