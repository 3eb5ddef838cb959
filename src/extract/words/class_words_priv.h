/* The meaning of class and id attributes, by words in their values. For an element of a page use
 * kr_page_class_words() (page_priv.h), which caches the answer. */
#ifndef KREAD_EXTRACT_WORDS_CLASS_WORDS_PRIV_H
#define KREAD_EXTRACT_WORDS_CLASS_WORDS_PRIV_H

#include "extract/words/matcher_priv.h"

enum kr_class_word {
#define MEANING(name) KR_CLASS_WORD_##name,
#define W(text)
#include "extract/words/class_words.def"
#undef MEANING
#undef W
	KR_CLASS_WORDS
};

#define KR_CLASS_WORD(name) (UINT64_C(1) << KR_CLASS_WORD_##name)

/* Prepares a search for all meanings; kr_matcher_find() then returns KR_CLASS_WORD() bits. */
void kr_class_words_prepare(struct kr_matcher *ret);

#endif
