/* Defines `table`, the table of words in the file that KR_MATCHER_TABLE names. The file consists of
 * MEANING(name), each followed by its words: W("word") or P(language, "phrase"). */
#include "extract/words/matcher_priv.h"

#define P(language, text) W(text)

#define BYTE(text, i)     ((unsigned char)(text)[i])

static const struct kr_matcher_word words[] = {
#define MEANING(name)
#define W(text)                                                                                    \
	{text, sizeof text - 1, BYTE(text, 0), BYTE(text, 1), sizeof text > 3 ? BYTE(text, 2) : 0},
#include KR_MATCHER_TABLE
#undef MEANING
#undef W
};

static const unsigned char first[] = {
#define MEANING(name)
#define W(text) BYTE(text, 0),
#include KR_MATCHER_TABLE
#undef MEANING
#undef W
};

static const unsigned char last[] = {
#define MEANING(name)
#define W(text) BYTE(text, sizeof text - 2),
#include KR_MATCHER_TABLE
#undef MEANING
#undef W
};

#undef BYTE

/* A constant for each meaning and each word, in the order of the file: that of a meaning is the
 * number of words and meanings before it. */
#define NAME_WORD(n)  NAME_WORD_(n)
#define NAME_WORD_(n) word_##n
enum {
#define MEANING(name) from_##name,
#define W(text)       NAME_WORD(__COUNTER__),
#include KR_MATCHER_TABLE
#undef MEANING
#undef W
	from_end
};
#undef NAME_WORD
#undef NAME_WORD_

static const uint16_t from[] = {
#define MEANING(name) from_##name,
#define W(text)
#include KR_MATCHER_TABLE
#undef MEANING
#undef W
        from_end};

#undef P

_Static_assert(sizeof words / sizeof *words <= KR_MATCHER_WORDS, "too many words");
_Static_assert(sizeof from / sizeof *from <= 65, "too many meanings");

static const struct kr_matcher_table table = {
        words, first, last, from, sizeof from / sizeof *from - 1};
