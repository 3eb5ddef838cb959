#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kread/base/budgets.h"
#include "kread/text/search.h"

/* clang-format off */
static const struct {
	const char *pattern, *text;
	size_t from;
	int at; /* -1: none */
	size_t len;
} cases[] = {
	{"b", "abc", 0, 1, 1},
	{"b", "abcb", 2, 3, 1},
	{"d", "abc", 0, -1, 0},
	{"ABC", "xabc", 0, 1, 3},
	{"abc", "xABC", 0, 1, 3},
	{"aab", "aaab", 0, 1, 3},
	{"abab", "abacabab", 0, 4, 4},
	{"大连", "上海大连合作", 0, 6, 6},
	{"大连", "上海大连合作", 7, -1, 0},
	{"电脑", "一台電腦", 0, 6, 6},
	{"電腦", "一台电脑", 0, 6, 6},
	{"頭髮", "出头发", 0, 3, 6},
	{"abc", "ＡＢＣ", 0, 0, 9},
	{"ｶﾞ", "ガス", 0, 0, 3},
	{"ガ", "ｶﾞｽ", 0, 0, 6},
	{"STRASSE", "die Straße", 0, 4, 7},
	{"straße", "STRASSE", 0, 0, 7},
	{"été", "L’ÉTÉ", 0, 4, 5},
	{"ete", "été", 0, 0, 5},
	{"été", "ete", 0, -1, 0},
	{"eté", "ete été", 0, 4, 5},
	{"cafe", "un Cafe\u0301", 0, 3, 6},
	{"café", "un Cafe\u0301", 0, 3, 6},
	{"café", "cafe cafè café", 0, 11, 5},
	{"aá", "aaá", 0, 1, 3},
	{"lodz", "Łódź", 0, 0, 7},
	{"łódź", "Lodz", 0, -1, 0},
	{"soren", "Søren", 0, 0, 6},
	{"oeuvre", "l’œuvre", 0, 4, 6},
	{"Œuvre", "l'oeuvre", 0, 2, 6},
	{"nguyen", "Nguyễn", 0, 0, 8},
	{"nguyên", "Nguyễn", 0, -1, 0},
	{"все еще", "Всё ещё", 0, 0, 13},
	{"мои", "мой", 0, -1, 0},
	{"か", "が", 0, -1, 0},
	{"ا", "اَ", 0, 0, 4},
	{"कि", "की", 0, -1, 0},
	{"각", "가", 0, -1, 0},
	{"don't", "I don’t", 0, 2, 7},
	{"don’t", "I don't", 0, 2, 5},
	{"\"We", "said “We", 0, 5, 5},
	{"\"we\"", "« We » «We»", 0, 9, 6},
	{"co-op", "the co\u2011op", 0, 4, 7},
	{"1990-95", "1990–95", 0, 0, 9},
	{"yes - no", "yes — no", 0, 0, 10},
	{"-5", "−5", 0, 0, 4},
	{"`x´", "‘x’", 0, 0, 7},
	{"a b", "a  \n b", 0, 0, 6},
	{"a  b", "a b", 0, 0, 3},
	{"一 二", "一　二", 0, 0, 9},
	{"12", "１２", 0, 0, 6},
	{"σς", "ΣΣ", 0, 0, 4},
	{"...", "好……", 0, 3, 3},
	{"株式", "㍿", 0, 0, 3},
	{"！", "真的!", 0, 6, 1},
};
/* clang-format on */

static void test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_search *s = kr_search_new(cases[i].pattern);
		size_t at = 0, len = 0;
		bool found = kr_search_next(
		        s, cases[i].text, strlen(cases[i].text), cases[i].from, &at, &len);

		if (found != (cases[i].at >= 0) ||
		        (found && (at != (size_t)cases[i].at || len != cases[i].len)))
			fail_msg("%s in %s: %d at %zu, %zu bytes", cases[i].pattern, cases[i].text,
			        found, at, len);
		kr_search_free(s);
	}
}

static void test_empty(void **state)
{
	(void)state;
	assert_null(kr_search_new(""));
	assert_null(kr_search_new(NULL));
	kr_search_free(NULL);
}

/* All matches of a worst case for naive search, in linear time. */
static void test_linear(void **state)
{
	enum { N = 200000 };
	char *text = malloc(N + 1), pattern[201];
	struct kr_search *s;
	size_t at, len;

	(void)state;
	memset(text, 'a', N);
	memset(pattern, 'a', 200);
	pattern[199] = 'b';
	pattern[200] = text[N] = '\0';
	s = kr_search_new(pattern);
	assert_false(kr_search_next(s, text, N, 0, &at, &len));
	text[N - 1] = 'b';
	assert_true(kr_search_next(s, text, N, 0, &at, &len));
	assert_int_equal(at, N - 200);
	assert_int_equal(len, 200);
	kr_search_free(s);
	free(text);
}

static void test_long(void **state)
{
	char pattern[KR_SEARCH_PATTERN + 2];
	struct kr_search *s;
	size_t at, len;

	(void)state;
	memset(pattern, 'a', sizeof pattern);
	pattern[KR_SEARCH_PATTERN] = 'b';
	pattern[KR_SEARCH_PATTERN + 1] = '\0';
	s = kr_search_new(pattern);
	pattern[KR_SEARCH_PATTERN] = 'c';
	assert_true(kr_search_next(s, pattern, KR_SEARCH_PATTERN + 1, 0, &at, &len));
	assert_int_equal(len, KR_SEARCH_PATTERN);
	kr_search_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_cases),
	        cmocka_unit_test(test_empty),
	        cmocka_unit_test(test_linear),
	        cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
