/* Things with equal keys are numbered in the order in which they are met. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "extract/dom/intern_priv.h"

static void test_order(void **state)
{
	static const uint64_t keys[] = {7, 9, 7, 0, 9, UINT64_MAX, 0, 7};
	static const int32_t want[] = {0, 1, 0, 2, 1, 3, 2, 0};
	struct kr_arena a;
	int32_t *group;

	(void)state;
	kr_arena_init(&a);
	assert_int_equal(kr_intern_find(&a, keys, 8, &group), 4);
	assert_memory_equal(group, want, sizeof want);
	kr_arena_fini(&a);
}

static void test_none(void **state)
{
	struct kr_arena a;
	int32_t *group = NULL;

	(void)state;
	kr_arena_init(&a);
	assert_int_equal(kr_intern_find(&a, NULL, 0, &group), 0);
	assert_non_null(group);
	kr_arena_fini(&a);
}

/* More keys than the smallest table has room for, many of which meet in one slot: keys that differ
 * in their high bits only. */
static void test_many(void **state)
{
	enum { N = 5000, DIFFERENT = 1250 };
	struct kr_arena a;
	uint64_t keys[N];
	int32_t *group;

	(void)state;
	for (int k = 0; k < N; k++)
		keys[k] = (uint64_t)(k % DIFFERENT) << 44;
	kr_arena_init(&a);
	assert_int_equal(kr_intern_find(&a, keys, N, &group), DIFFERENT);
	for (int k = 0; k < N; k++)
		assert_int_equal(group[k], k % DIFFERENT);
	kr_arena_fini(&a);
}

/* A key made of two numbers tells them and their order apart. */
static void test_pairs(void **state)
{
	(void)state;
	assert_true(kr_intern_key(1, 2) != kr_intern_key(2, 1));
	assert_true(kr_intern_key(1, 2) != kr_intern_key(1, 3));
	assert_true(kr_intern_key(0, 2) != kr_intern_key(1, 2));
	assert_true(kr_intern_key(5, 6) == kr_intern_key(5, 6));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_order),
	        cmocka_unit_test(test_none),
	        cmocka_unit_test(test_many),
	        cmocka_unit_test(test_pairs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
