#include "extract/words/card_phrases_priv.h"

#define KR_MATCHER_TABLE "extract/words/card_phrases.def"
#include "extract/words/matcher_table_priv.h"

bool kr_card_phrases_is(struct kr_slice text, uint64_t meanings)
{
	return kr_matcher_equal(&table, meanings, text) != 0;
}

size_t kr_card_phrases_starts(struct kr_slice text, uint64_t meanings)
{
	return kr_matcher_affix(&table, meanings, text, false);
}

bool kr_card_phrases_ends(struct kr_slice text, uint64_t meanings)
{
	return kr_matcher_affix(&table, meanings, text, true) != 0;
}
