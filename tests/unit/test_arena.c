#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdint.h>
#include <string.h>

#include "kread/base/arena.h"

static void pieces_are_apart(void **state)
{
	enum { N = 2000 };
	static unsigned char *p[N];
	struct kr_arena a;

	(void)state;
	kr_arena_init(&a);
	for (size_t i = 0; i < N; i++) {
		p[i] = kr_arena_alloc(&a, i % 97);
		assert_int_equal((uintptr_t)p[i] % 16, 0);
		for (size_t k = 0; k < i % 97; k++)
			assert_int_equal(p[i][k], 0);
		memset(p[i], (int)i & 0xff, i % 97);
		if (i % 5 == 0)
			kr_arena_dup(&a, "odd", i % 4);
	}
	for (size_t i = 0; i < N; i++)
		for (size_t k = 0; k < i % 97; k++)
			assert_int_equal(p[i][k], i & 0xff);
	kr_arena_fini(&a);
	kr_arena_fini(&a);
	kr_arena_fini(NULL);
}

static void large_pieces(void **state)
{
	struct kr_arena a;
	char *big, *small;

	(void)state;
	kr_arena_init(&a);
	small = kr_arena_strdup(&a, "small");
	big = kr_arena_alloc(&a, 5 << 20);
	memset(big, 1, 5 << 20);
	assert_string_equal(small, "small");
	assert_null(kr_arena_strdup(&a, NULL));
	assert_true(a.used >= 5 << 20);
	kr_arena_fini(&a);
}

/* A string that grows in small steps stays whole and takes linear memory. */
static void appending(void **state)
{
	enum { N = 100000 };
	struct kr_arena a;
	const char *text;
	size_t len = 0;

	(void)state;
	kr_arena_init(&a);
	text = kr_arena_dup(&a, "", 0);
	for (size_t i = 0; i < N; i++, len += 5)
		text = kr_arena_append(&a, text, len, "12345", 5);
	assert_int_equal(strlen(text), 5 * N);
	for (size_t i = 0; i < N; i++)
		assert_memory_equal(text + 5 * i, "12345", 5);
	assert_true(a.used < 20 * 5 * N);
	/* with another allocation in between, the old string is left alone */
	kr_arena_dup(&a, "x", 1);
	assert_string_equal(kr_arena_append(&a, "ab", 2, "cd", 2), "abcd");
	assert_int_equal(strlen(text), 5 * N);
	kr_arena_fini(&a);
}

/* Two strings that grow in turns, up to sizes that get their own chunks, with small allocations
 * between. */
static void growing_arrays(void **state)
{
	enum { N = 100000 };
	struct kr_arena a;
	int *v[2] = {NULL, NULL};
	size_t n = 0, cap[2] = {0, 0};
	char *text;

	(void)state;
	kr_arena_init(&a);
	text = kr_arena_dup(&a, "text", 4);
	for (int i = 0; i < N; i++) {
		for (int k = 0; k < 2; k++) {
			v[k] = kr_arena_grow(&a, v[k], n, &cap[k], sizeof **v);
			assert_int_equal(v[k][n], 0);
			v[k][n] = i + k;
		}
		n++;
		if (i % 1000 == 0)
			kr_arena_dup(&a, "x", 1);
	}
	for (int i = 0; i < N; i++)
		assert_true(v[0][i] == i && v[1][i] == i + 1);
	assert_string_equal(text, "text");
	assert_true(a.used < 6 * N * sizeof **v);
	kr_arena_fini(&a);
}

static void large_zeroes(void **state)
{
	enum { SIZE = 1 << 20 };
	struct kr_arena a;
	char *one, *p, *two;

	(void)state;
	kr_arena_init(&a);
	p = kr_arena_alloc(&a, SIZE);
	one = kr_arena_dup(&a, "one", 3);
	memset(p, 1, SIZE);
	p = kr_arena_alloc(&a, SIZE);
	two = kr_arena_dup(&a, "two", 3);
	for (size_t i = 0; i < SIZE; i++)
		assert_int_equal(p[i], 0);
	assert_ptr_equal(one + 4, two); /* small allocations continue where they were */
	kr_arena_fini(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(pieces_are_apart),
	        cmocka_unit_test(large_pieces),
	        cmocka_unit_test(appending),
	        cmocka_unit_test(growing_arrays),
	        cmocka_unit_test(large_zeroes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
