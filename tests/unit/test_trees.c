/* The trees in C give the same results as in the programs that train them, and the tables name the
 * features that the code fills. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "extract/model/models_priv.h"

#define checks body_checks
#include "checks/body.inc"
#undef checks
#define checks dates_checks
#include "checks/dates.inc"
#undef checks
#define checks lists_checks
#include "checks/lists.inc"
#undef checks
#define checks titles_checks
#include "checks/titles.inc"
#undef checks

#define COUNT(array) ((int32_t)(sizeof(array) / sizeof *(array)))

/* All rows at once, and each by itself. */
#define CHECK_FLOATS(model, checks)                                                                \
	do {                                                                                       \
		const float *rows[COUNT(checks)];                                                  \
		int32_t sums[COUNT(checks)], alone;                                                \
		assert_int_equal(COUNT(checks->x), (model)->features);                             \
		for (int32_t i = 0; i < COUNT(checks); i++)                                        \
			rows[i] = checks[i].x;                                                     \
		kr_trees_run_floats(model, rows, COUNT(checks), sums);                             \
		for (int32_t i = 0; i < COUNT(checks); i++) {                                      \
			kr_trees_run_floats(model, &rows[i], 1, &alone);                           \
			assert_int_equal(sums[i], checks[i].sum[0]);                               \
			assert_int_equal(alone, checks[i].sum[0]);                                 \
		}                                                                                  \
	} while (0)

static void test_floats(void **state)
{
	(void)state;
	CHECK_FLOATS(&kr_models_dates, dates_checks);
	CHECK_FLOATS(&kr_models_lists, lists_checks);
	CHECK_FLOATS(&kr_models_titles, titles_checks);
}

static void test_integers(void **state)
{
	enum {
		N = sizeof body_checks / sizeof *body_checks,
		STRIDE = (N + KR_TREES_LANES - 1) / KR_TREES_LANES * KR_TREES_LANES
	};
	static int16_t x[KR_TRAINED_BODY * STRIDE];
	int32_t first[N], second[N];

	(void)state;
	assert_int_equal(kr_models_body_second.features, KR_TRAINED_BODY);
	for (int f = 0; f < KR_TRAINED_BODY; f++)
		for (int k = 0; k < N; k++)
			x[f * STRIDE + k] = body_checks[k].x[f];
	kr_trees_run(&kr_models_body_first, x, STRIDE, N, first);
	kr_trees_run(&kr_models_body_second, x, STRIDE, N, second);
	for (int k = 0; k < N; k++) {
		assert_int_equal(first[k], body_checks[k].sum[0]);
		assert_int_equal(second[k], body_checks[k].sum[1]);
	}
}

/* A value equal to a threshold passes the test; the next larger one fails. */
static void test_bounds(void **state)
{
	static const uint8_t feature[15] = {0};
	int16_t bound[15] = {0, 1};
	static const uint16_t struck[15] = {1, 2};
	static const int32_t leaf[16] = {10, 20, 30};
	static const float cuts[] = {0.5f, 2.0f};
	static const uint16_t cuts_at[] = {0, 2};
	const struct kr_trees t = {1, 1, 16, 100, 32, feature, bound, struck, leaf, cuts, cuts_at};
	const float x[] = {-3, 0.5f, nextafterf(0.5f, 1), 2.0f, nextafterf(2.0f, 3), INFINITY};
	const int32_t want[] = {110, 110, 120, 120, 130, 130};

	(void)state;
	for (int k = 2; k < COUNT(bound); k++)
		bound[k] = INT16_MAX;
	for (int k = 0; k < COUNT(want); k++) {
		const float *row = &x[k];
		int32_t sum;

		kr_trees_run_floats(&t, &row, 1, &sum);
		assert_int_equal(sum, want[k]);
	}
}

static void test_odds(void **state)
{
	const struct kr_trees t = {.one = 3200};

	(void)state;
	for (int32_t sum = -40000; sum <= 40000; sum += 50) {
		const double logit = (sum / 100 + 0.5) / 32;
		const int16_t odds = kr_trees_probability(&t, sum);

		if (fabs(logit) < 7.9)
			assert_int_equal(odds, lrint(1000 / (1 + exp(-logit))));
		else
			assert_int_equal(odds, logit < 0 ? 0 : 1000);
	}
}

/* --- the lists of features in the tables and in the code ------------------------------------ */

/* FNV-1a, as in scripts/train/trees.py. */
static uint64_t fold(uint64_t h, const char *name, double low, double high)
{
	char line[128];
	const int n = snprintf(line, sizeof line, "%s %g %g\n", name, low, high);

	assert_in_range(n, 1, sizeof line - 1);
	for (int i = 0; i < n; i++)
		h = (h ^ (unsigned char)line[i]) * UINT64_C(0x100000001b3);
	return h;
}

struct origin {
	const char *key, *value;
};

#define ORIGIN(key, value) {key, value},
static const struct origin of_titles[] = {
#include "extract/model/titles.def"
};
static const struct origin of_lists[] = {
#include "extract/model/lists.def"
};
static const struct origin of_body[] = {
#include "extract/model/body.def"
};
static const struct origin of_dates[] = {
#include "extract/model/dates.def"
};
#undef ORIGIN

static void check_hash(const struct origin *origin, int32_t n, uint64_t hash)
{
	char text[17];

	snprintf(text, sizeof text, "%016llx", (unsigned long long)hash);
	for (int32_t i = 0; i < n; i++)
		if (!strcmp(origin[i].key, "features")) {
			assert_string_equal(origin[i].value, text);
			return;
		}
	fail_msg("the table does not say of which features it is");
}

static void test_features(void **state)
{
	const uint64_t none = UINT64_C(0xcbf29ce484222325);
	uint64_t h = none;

	(void)state;
#define FEATURE(name, low, high, what) h = fold(h, #name, low, high);
#define SECOND                         FEATURE
#include "extract/meta/title/title_features.def"
	check_hash(of_titles, COUNT(of_titles), h);
	h = none;
#include "extract/lists/list_features.def"
	check_hash(of_lists, COUNT(of_lists), h);
	h = none;
#include "extract/body/segment_features.def"
	check_hash(of_body, COUNT(of_body), h);
	h = none;
#include "extract/meta/date/date_features.def"
	check_hash(of_dates, COUNT(of_dates), h);
#undef SECOND
#undef FEATURE
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_floats),
	        cmocka_unit_test(test_integers),
	        cmocka_unit_test(test_bounds),
	        cmocka_unit_test(test_odds),
	        cmocka_unit_test(test_features),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
