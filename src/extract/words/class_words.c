#include "extract/words/class_words_priv.h"

#define KR_MATCHER_TABLE "extract/words/class_words.def"
#include "extract/words/matcher_table_priv.h"

void kr_class_words_prepare(struct kr_matcher *ret)
{
	kr_matcher_prepare(ret, &table, UINT64_MAX);
}
