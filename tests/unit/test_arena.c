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

/* A text that grows piece by piece stays whole and costs linear memory. */
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
	/* something else in between: the old text is left alone */
	kr_arena_dup(&a, "x", 1);
	assert_string_equal(kr_arena_append(&a, "ab", 2, "cd", 2), "abcd");
	assert_int_equal(strlen(text), 5 * N);
	kr_arena_fini(&a);
}

static void growing_arrays(void **state)
{
	struct kr_arena a;
	int *v = NULL;
	size_t n = 0, cap = 0;

	(void)state;
	kr_arena_init(&a);
	for (int i = 0; i < 1000; i++) {
		v = kr_arena_grow(&a, v, n, &cap, sizeof *v);
		assert_int_equal(v[n], 0);
		v[n++] = i;
	}
	for (int i = 0; i < 1000; i++)
		assert_int_equal(v[i], i);
	kr_arena_fini(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(pieces_are_apart),
	        cmocka_unit_test(large_pieces),
	        cmocka_unit_test(appending),
	        cmocka_unit_test(growing_arrays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
