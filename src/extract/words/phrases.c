#include "extract/words/phrases_priv.h"

static const struct kr_matcher_word phrases[] = {
#define MEANING(name)
#define P(language, text) {text, sizeof text - 1},
#include "extract/words/phrases.def"
#undef MEANING
#undef P
};

/* An array for each meaning, as long as it has phrases: MEANING() ends the one before it. */
static const char none[] __attribute__((unused)) = {0
#define MEANING(name)                                                                              \
	}                                                                                          \
	, name[] = {
#define P(language, text) 0,
#include "extract/words/phrases.def"
#undef MEANING
#undef P
};

/* How many phrases each meaning has. They follow each other in this order. */
static const uint16_t sizes[KR_PHRASES] = {
#define MEANING(name) sizeof name,
#define P(language, text)
#include "extract/words/phrases.def"
#undef MEANING
#undef P
};

_Static_assert(sizeof phrases / sizeof *phrases <= KR_MATCHER_WORDS, "too many phrases");

static const struct kr_matcher_table table = {phrases, sizes, KR_PHRASES};

void kr_phrases_prepare(struct kr_matcher *m, uint64_t meanings)
{
	kr_matcher_prepare(m, &table, meanings);
}

uint64_t kr_phrases_find(struct kr_slice text, uint64_t meanings)
{
	struct kr_matcher m;

	kr_phrases_prepare(&m, meanings);
	return kr_matcher_find(&m, text);
}

size_t kr_phrases_longest(struct kr_slice text, uint64_t meanings)
{
	struct kr_matcher m;

	kr_phrases_prepare(&m, meanings);
	return kr_matcher_longest(&m, text);
}

unsigned kr_phrases_count(struct kr_slice text, uint64_t meanings)
{
	struct kr_matcher m;

	kr_phrases_prepare(&m, meanings);
	return kr_matcher_count(&m, text);
}

uint64_t kr_phrases_is(struct kr_slice text, uint64_t meanings)
{
	return kr_matcher_equal(&table, meanings, text);
}

size_t kr_phrases_starts(struct kr_slice text, uint64_t meanings)
{
	return kr_matcher_affix(&table, meanings, text, false);
}

size_t kr_phrases_ends(struct kr_slice text, uint64_t meanings)
{
	return kr_matcher_affix(&table, meanings, text, true);
}
