#include "extract/words/class_words_priv.h"

static const struct kr_matcher_word words[] = {
#define MEANING(name)
#define W(text) {text, sizeof text - 1},
#include "extract/words/class_words.def"
#undef MEANING
#undef W
};

/* An array for each meaning, as long as it has words: MEANING() ends the one before it. */
static const char none[] __attribute__((unused)) = {0
#define MEANING(name)                                                                              \
	}                                                                                          \
	, name[] = {
#define W(text) 0,
#include "extract/words/class_words.def"
#undef MEANING
#undef W
};

static const uint16_t sizes[KR_CLASS_WORDS] = {
#define MEANING(name) sizeof name,
#define W(text)
#include "extract/words/class_words.def"
#undef MEANING
#undef W
};

_Static_assert(sizeof words / sizeof *words <= KR_MATCHER_WORDS, "too many words");
_Static_assert(KR_CLASS_WORDS <= 64, "too many meanings");

static const struct kr_matcher_table table = {words, sizes, KR_CLASS_WORDS};

void kr_class_words_prepare(struct kr_matcher *ret)
{
	kr_matcher_prepare(ret, &table, UINT64_MAX);
}
