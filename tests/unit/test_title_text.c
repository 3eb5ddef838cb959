/* Titles as texts: their keys and separators. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "extract/meta/title/title_text_priv.h"

static void test_key(void **state)
{
	static const struct {
		const char *text, *key;
	} cases[] = {
	        {"A Headline: 2 parts!", "aheadline2parts"},
	        {"Ärger über Öl", "ärgerüberöl"},
	        {"ＡＢＣ「新聞」・１", "abc新聞1"},
	        {"…—·", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_str key;

		kr_str_init(&key);
		kr_title_text_key(cases[i].text, strlen(cases[i].text), &key);
		assert_string_equal(key.data, cases[i].key);
		kr_str_fini(&key);
	}
}

/* The first separator in a text, with what is before and after it. */
static void test_separator(void **state)
{
	static const struct {
		const char *before, *mark, *after;
		enum kr_title_separator kind;
	} cases[] = {
	        {"Foo ", "|", " Site", KR_TITLE_SEP_BAR},
	        {"标题", "｜", "网站", KR_TITLE_SEP_BAR},
	        {"标题", "丨", "网站", KR_TITLE_SEP_BAR},
	        {"标题", "_", "网站", KR_TITLE_SEP_UNDERSCORE},
	        {"Foo ", "-", " Site", KR_TITLE_SEP_HYPHEN},
	        {"Foo", "- ", "Site", KR_TITLE_SEP_HYPHEN_AFTER},
	        {"Plan B", "- ", "Site", KR_TITLE_SEP_HYPHEN_AFTER},
	        {"标题", "-", "网站", KR_TITLE_SEP_HYPHEN_BETWEEN},
	        {"Foo ", "–", " Site", KR_TITLE_SEP_DASH},
	        {"Foo", "—", " Site", KR_TITLE_SEP_DASH},
	        {"标题", "——", "网站", KR_TITLE_SEP_DASH},
	        {"Foo ", "·", " Site", KR_TITLE_SEP_DOT},
	        {"Foo ", "›", " Site", KR_TITLE_SEP_ANGLE},
	        {"Foo ", "/", " Site", KR_TITLE_SEP_SLASH},
	        {"Foo ", "::", " Site", KR_TITLE_SEP_OTHER},
	        {"标题", "：", "副题", KR_TITLE_SEP_COLON_WIDE},
	        {"Foo", ": ", "bar", KR_TITLE_SEP_COLON},
	        {"Foo ", "…", " bar", KR_TITLE_SEP_ELLIPSIS},
	        {"Foo ", "by ", "Jane Roe", KR_TITLE_SEP_BY},
	        {"Foo ", "(", "bar)", KR_TITLE_SEP_BRACKET},
	        {"Foo", ", ", "bar", KR_TITLE_SEP_COMMA},
	        {"Foo-bar/baz~qux", "", "", KR_TITLE_SEP_NONE},
	        {"Foo–bar", "", "", KR_TITLE_SEP_NONE},
	        {"12:30", "", "", KR_TITLE_SEP_NONE},
	        {"goodby now", "", "", KR_TITLE_SEP_NONE},
	        {"中-a", "", "", KR_TITLE_SEP_NONE},
	        {"Foo -", "", "", KR_TITLE_SEP_NONE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		enum kr_title_separator kind = KR_TITLE_SEP_NONE;
		size_t at = 0, n = 0;
		struct kr_str s;

		kr_str_init(&s);
		kr_str_addf(&s, "%s%s%s", cases[i].before, cases[i].mark, cases[i].after);
		while (at < s.len && !(n = kr_title_text_separator(s.data, s.len, at, &kind)))
			at++;
		assert_int_equal(kind, cases[i].kind);
		assert_int_equal(at, strlen(cases[i].before));
		assert_int_equal(n, strlen(cases[i].mark));
		kr_str_fini(&s);
	}
}

/* What is before a text says nothing about a mark that begins it. */
static void test_separator_first(void **state)
{
	static const char text[] = "Foo - Site";
	enum kr_title_separator kind;

	(void)state;
	assert_int_equal(kr_title_text_separator(text, strlen(text), 4, &kind), 1);
	assert_int_equal(kr_title_text_separator(text + 4, strlen(text) - 4, 0, &kind), 0);
}

static void test_break(void **state)
{
	static const struct {
		const char *text;
		size_t at, n; /* n: 0 if there is none */
		bool colon;
	} cases[] = {
	        {"Foo | Site", 4, 2, false},
	        {"Foo-Site", 8, 0, false},
	        {"标题_-网站", 6, 2, false},
	        {"标题——网站", 6, 6, false},
	        {"Foo–Site", 3, 3, false},
	        {"标题·网站", 6, 2, false},
	        {"Site: Foo", 4, 2, true},
	        {"网站：标题", 6, 3, true},
	        {"Foo … bar", 11, 0, false},
	        {"Foo by Roe", 10, 0, false},
	        {"Foo (bar)", 9, 0, false},
	        {"Foo, bar", 8, 0, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const size_t len = strlen(cases[i].text);
		size_t at = 0, n = 0;
		bool colon = false;

		while (at < len && !(n = kr_title_text_break(cases[i].text, len, at, &colon)))
			at++;
		assert_int_equal(at, cases[i].at);
		assert_int_equal(n, cases[i].n);
		assert_int_equal(colon, cases[i].colon);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_key),
	        cmocka_unit_test(test_separator),
	        cmocka_unit_test(test_separator_first),
	        cmocka_unit_test(test_break),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
