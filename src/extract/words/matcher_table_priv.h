/* Defines `table`, the table of words in the file that KR_MATCHER_TABLE names. The file consists of
 * MEANING(name), each followed by its words: W("word") or P(language, "phrase"). */
#include "extract/words/matcher_priv.h"

#define P(language, text) W(text)

static const struct kr_matcher_word words[] = {
#define MEANING(name)
#define W(text) {text, sizeof text - 1},
#include KR_MATCHER_TABLE
#undef MEANING
#undef W
};

/* An array for each meaning, as long as it has words: MEANING() ends the one before it. */
static const char none[] __attribute__((unused)) = {0
#define MEANING(name)                                                                              \
	}                                                                                          \
	, name[] = {
#define W(text) 0,
#include KR_MATCHER_TABLE
#undef MEANING
#undef W
};

static const uint16_t sizes[] = {
#define MEANING(name) sizeof name,
#define W(text)
#include KR_MATCHER_TABLE
#undef MEANING
#undef W
};

#undef P

_Static_assert(sizeof words / sizeof *words <= KR_MATCHER_WORDS, "too many words");
_Static_assert(sizeof sizes / sizeof *sizes <= 64, "too many meanings");

static const struct kr_matcher_table table = {words, sizes, sizeof sizes / sizeof *sizes};
