#include "extract/model/body_model_priv.h"

#include <string.h>

enum { TESTS = 15, LEAVES = 16, ODDS = 512, ODDS_STEP = 128 };

struct tree {
	uint8_t feature[TESTS];
	int16_t bound[TESTS]; /* the test fails where the feature is above it */
	int16_t lost[TESTS];  /* and then these leaves are out of reach */
	int16_t leaf[LEAVES]; /* logit * 4096 */
};

#include "extract/model/body_model.inc"

_Static_assert(
        (int)KR_F_FIRST == (int)MODEL_FIRST && (int)KR_SEGMENT_FEATURES == (int)MODEL_FEATURES,
        "body_model.inc is of other features");

/* Vectors of GCC and Clang: a few machine instructions for each test of all lanes. */
#define VECTOR __attribute__((vector_size(KR_SEGMENT_FEATURES_LANES * sizeof(int16_t))))

static void add_tree(
        const struct tree *t, const struct kr_segment_features *x, int32_t from, int32_t *sum)
{
	int16_t VECTOR struck = {0};

	for (int k = 0; k < TESTS; k++) {
		int16_t VECTOR column;

		memcpy(&column, x->x + (size_t)t->feature[k] * (size_t)x->stride + (size_t)from,
		        sizeof column);
		struck |= (column > t->bound[k]) & t->lost[k];
	}
	for (int i = 0; i < KR_SEGMENT_FEATURES_LANES; i++)
		sum[i] += t->leaf[__builtin_ctz(~(unsigned)(uint16_t)struck[i])];
}

static int16_t probability(int32_t logit)
{
	int32_t at = logit / ODDS_STEP + ODDS / 2;

	return model_odds[at < 0 ? 0 : at >= ODDS ? ODDS - 1 : at];
}

void kr_body_model_run(enum kr_model_stage stage, const struct kr_segment_features *x, int16_t *p)
{
	const struct tree *trees = stage == KR_MODEL_FIRST ? model_first : model_second;
	const size_t n = stage == KR_MODEL_FIRST ? sizeof model_first / sizeof *model_first
	                                         : sizeof model_second / sizeof *model_second;

	for (int32_t from = 0; from < x->n; from += KR_SEGMENT_FEATURES_LANES) {
		int32_t sum[KR_SEGMENT_FEATURES_LANES];

		for (int i = 0; i < KR_SEGMENT_FEATURES_LANES; i++)
			sum[i] = stage == KR_MODEL_FIRST ? MODEL_FIRST_START : MODEL_SECOND_START;
		for (size_t t = 0; t < n; t++)
			add_tree(&trees[t], x, from, sum);
		for (int i = 0; i < KR_SEGMENT_FEATURES_LANES && from + i < x->n; i++)
			p[from + i] = probability(sum[i]);
	}
}
