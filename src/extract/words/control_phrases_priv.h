/* Phrases of controls, banners and counters beside the text of an article, in many languages. */
#ifndef KREAD_EXTRACT_WORDS_CONTROL_PHRASES_PRIV_H
#define KREAD_EXTRACT_WORDS_CONTROL_PHRASES_PRIV_H

#include "extract/words/matcher_priv.h"

enum kr_control_phrase {
#define MEANING(name) KR_CONTROL_PHRASE_##name,
#define P(language, text)
#include "extract/words/control_phrases.def"
#undef MEANING
#undef P
	KR_CONTROL_PHRASES
};

#define KR_CONTROL_PHRASE(name) (UINT64_C(1) << KR_CONTROL_PHRASE_##name)

/* What a text is made of. */
struct kr_control_parts {
	uint64_t meanings; /* with phrases in it */
	unsigned letters;  /* single letters A; in "A+" and "A-" they count twice */
	unsigned digits;   /* numbers */
};

/* Whether a phrase with one of the meanings is equal to the text. */
bool kr_control_phrases_is(struct kr_slice text, uint64_t meanings);

/* Returns the length in bytes of the longest phrase that the text starts with, or 0. */
size_t kr_control_phrases_starts(struct kr_slice text, uint64_t meanings);

/* Whether a text is made of phrases with the meanings, single letters A, numbers and marks alone:
 * "Text size: A- A+ | Print". */
bool kr_control_phrases_split(
        struct kr_slice text, uint64_t meanings, struct kr_control_parts *ret);

#endif
