#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kread/text/width.h"

/* clang-format off */
static const struct {
	const char *name, *text;
	size_t len; /* of the first cluster */
	int cols, wide_cols; /* its columns, with ambiguous characters narrow and wide */
} clusters[] = {
	{"letter", "ab", 1, 1, 1},
	{"ideograph", "一二", 3, 2, 2},
	{"ideograph before a letter", "一a", 3, 2, 2},
	{"full-width mark", "，一", 3, 2, 2},
	{"curly quote", "“一", 3, 1, 2},
	{"ellipsis", "……", 3, 1, 2},
	{"latin with accent", "é", 2, 1, 2},
	{"latin with combining accent", "e\u0301x", 3, 1, 1},
	{"ideograph with a mark", "葛\U000e0100x", 7, 2, 2},
	{"kana", "が", 3, 2, 2},
	{"half-width kana, its mark takes a column", "ｶﾞ", 6, 2, 2},
	{"hangul", "한국", 3, 2, 2},
	{"jamo", "\u1112\u1161\u11ab", 9, 2, 2},
	{"thai with a spacing vowel", "กำ", 6, 2, 2},
	{"devanagari with a spacing vowel", "का", 6, 2, 2},
	{"emoji", "👍x", 4, 2, 2},
	{"family", "👨‍👩‍👧x", 18, 2, 2},
	{"heart with selector", "❤️x", 6, 1, 1},
	{"flag", "🇨🇳🇯🇵", 8, 2, 2},
	{"half a flag", "🇨x", 4, 1, 1},
	{"skin tone", "👍🏿x", 8, 2, 2},
	{"emoji of Unicode 15", "🫨x", 4, 2, 2},
	{"hour-glass with text selector", "⏳︎x", 6, 2, 2},
	{"keycap", "1️⃣x", 7, 1, 1},
	{"health worker", "👩‍⚕️x", 13, 2, 2},
	{"hexagram", "䷀x", 3, 2, 2},
	{"circled number on black", "㉈x", 3, 2, 2},
	{"control", "\033[", 1, 0, 0},
	{"invalid", "\xff\xfe", 1, 1, 2},
	{"frame", "│x", 3, 1, 2},
	{"our quote bar", "▐x", 3, 1, 1},
	{"our bullet", "▪x", 3, 1, 1},
	{"our second bullet", "◦x", 3, 1, 1},
	{"our separator", "∙x", 3, 1, 1},
	{"our tick", "✓x", 3, 1, 1},
};
/* clang-format on */

static void test_clusters(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof clusters / sizeof *clusters; i++) {
		const char *s = clusters[i].text;
		int cols, wide;
		size_t n = kr_width_cluster(s, strlen(s), false, &cols);

		kr_width_cluster(s, strlen(s), true, &wide);
		if (n != clusters[i].len || cols != clusters[i].cols ||
		        wide != clusters[i].wide_cols)
			fail_msg("%s: %zu bytes, %d columns, %d if wide", clusters[i].name, n, cols,
			        wide);
	}
}

static void test_text(void **state)
{
	(void)state;
	assert_int_equal(kr_width_text("", 0), 0);
	assert_int_equal(
	        kr_width_text("a一👨‍👩‍👧b", strlen("a一👨‍👩‍👧b")), 6);
}

static void test_fit(void **state)
{
	int cols;

	(void)state;
	assert_int_equal(kr_width_fit("一二三", 9, 5, &cols), 6);
	assert_int_equal(cols, 4);
	assert_int_equal(kr_width_fit("一二三", 9, 1, &cols), 0);
	assert_int_equal(cols, 0);
	assert_int_equal(kr_width_fit("一二三", 9, 60, &cols), 9);
	assert_int_equal(kr_width_fit("e\u0301e", 4, 1, &cols), 3); /* not without its accent */
}

static void test_editing(void **state)
{
	static const char s[] = "a一e\u0301👨‍👩‍👧";

	(void)state;
	assert_int_equal(kr_width_next(s, sizeof s - 1, 0), 1);
	assert_int_equal(kr_width_next(s, sizeof s - 1, 1), 4);
	assert_int_equal(kr_width_next(s, sizeof s - 1, 4), 7);
	assert_int_equal(kr_width_next(s, sizeof s - 1, 7), sizeof s - 1);
	assert_int_equal(kr_width_next(s, sizeof s - 1, sizeof s - 1), sizeof s - 1);
	assert_int_equal(kr_width_prev(s, sizeof s - 1), 7);
	assert_int_equal(kr_width_prev(s, 7), 4);
	assert_int_equal(kr_width_prev(s, 4), 1);
	assert_int_equal(kr_width_prev(s, 1), 0);
	assert_int_equal(kr_width_prev(s, 0), 0);
}

/* A cluster with a million combining marks takes linear time, and at most three columns. */
static void test_hostile(void **state)
{
	enum { N = 300000 };
	char *s = malloc(3 * N);
	int cols;

	(void)state;
	for (size_t i = 0; i < N; i++)
		memcpy(s + 3 * i, "\u093e", 3); /* spacing vowel signs */
	assert_true(kr_width_cluster(s, 3 * N, false, &cols) <= 9);
	assert_true(cols <= 3);
	assert_true(kr_width_text(s, 3 * N) == N);
	free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_clusters),
	        cmocka_unit_test(test_text),
	        cmocka_unit_test(test_fit),
	        cmocka_unit_test(test_editing),
	        cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
