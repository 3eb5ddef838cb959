/* The trees in C say what they said where they were trained. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "extract/model/body_model_priv.h"

#include "extract/model/body_model_check.inc"

enum {
	N = sizeof checks / sizeof *checks,
	STRIDE = (N + KR_SEGMENT_FEATURES_LANES - 1) / KR_SEGMENT_FEATURES_LANES *
	         KR_SEGMENT_FEATURES_LANES
};

static void test_scores(void **state)
{
	static int16_t x[KR_SEGMENT_FEATURES * STRIDE];
	const struct kr_segment_features features = {.x = x, .n = N, .stride = STRIDE};
	int16_t first[N], second[N];

	(void)state;
	for (int f = 0; f < KR_SEGMENT_FEATURES; f++)
		for (int k = 0; k < N; k++)
			x[f * STRIDE + k] = checks[k].x[f];
	kr_body_model_run(KR_MODEL_FIRST, &features, first);
	kr_body_model_run(KR_MODEL_SECOND, &features, second);
	for (int k = 0; k < N; k++) {
		assert_int_equal(first[k], checks[k].first);
		assert_int_equal(second[k], checks[k].second);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_scores),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
