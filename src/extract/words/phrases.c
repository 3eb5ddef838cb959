#include "extract/words/phrases_priv.h"

#define KR_MATCHER_TABLE "extract/words/phrases.def"
#include "extract/words/matcher_table_priv.h"

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
