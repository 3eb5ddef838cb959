#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "kread/base/entity.h"
#include "kread/base/err.h"
#include "kread/base/str.h"

static void building(void **state)
{
	struct kr_str s;
	char *taken;

	(void)state;
	kr_str_init(&s);
	assert_string_equal(s.data, "");
	kr_str_addz(&s, NULL);
	kr_str_add(&s, NULL, 0);
	assert_int_equal(s.cap, 0);
	for (int i = 0; i < 1000; i++)
		kr_str_addf(&s, "%d,", i);
	assert_int_equal(s.len, 3890);
	assert_int_equal(strlen(s.data), s.len);
	kr_str_cut(&s, 4);
	assert_string_equal(s.data, "0,1,");
	kr_str_cut(&s, 400); /* never longer */
	assert_string_equal(s.data, "0,1,");
	kr_str_addc(&s, '\0');
	kr_str_addc(&s, 'x');
	assert_int_equal(s.len, 6);
	taken = kr_str_take(&s);
	assert_memory_equal(taken, "0,1,\0x", 7);
	assert_string_equal(s.data, "");
	free(taken);
	taken = kr_str_take(&s); /* an empty string, too, is the caller's */
	assert_string_equal(taken, "");
	free(taken);
	kr_str_fini(&s);
	kr_str_fini(NULL);
}

static void trimming(void **state)
{
	static const struct {
		const char *in, *out;
	} cases[] = {{"", ""}, {" ", ""}, {" a b\t\n", "a b"}, {"a", "a"}, {"\r\v\fx", "x"}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_str s;

		kr_str_init(&s);
		kr_str_addz(&s, cases[i].in);
		kr_str_trim(&s);
		assert_string_equal(s.data, cases[i].out);
		assert_true(kr_slice_eq(kr_slice_trim(kr_slice_of(cases[i].in)), cases[i].out));
		kr_str_fini(&s);
	}
}

static void comparing(void **state)
{
	(void)state;
	assert_true(kr_str_eq(NULL, ""));
	assert_false(kr_str_eq("a", "ab"));
	assert_true(kr_str_empty(NULL));
	assert_true(kr_str_starts("abc", "ab"));
	assert_false(kr_str_starts(NULL, "a"));
	assert_false(kr_str_starts("a", "ab"));
	assert_true(kr_str_ends("abc", "bc"));
	assert_false(kr_str_ends("c", "bc"));
	assert_true(kr_str_istarts("HTTP://x", "http:"));
	assert_true(kr_slice_ieq(kr_slice_of("GBK"), "gbk"));
	assert_false(kr_slice_ieq(kr_slice_of("GBK"), "gb"));
	assert_string_equal(kr_str_ifind("say Hello", 9, "hello"), "Hello");
	assert_null(kr_str_ifind("say Hello", 8, "hello"));
	assert_null(kr_str_ifind("a", 1, "long needle"));
	assert_string_equal(kr_str_ifind("hhHeHeL", 7, "hel"), "HeL");
	assert_string_equal(kr_str_ifind("Xx", 2, "x"), "Xx");
	assert_string_equal(kr_str_ifind("@`[-", 4, "[-"), "[-");
	assert_string_equal(kr_str_ifind("a\xe4\xb8\xad", 4, "\xe4\xb8\xad"), "\xe4\xb8\xad");
	assert_int_equal(kr_slice_of(NULL).len, 0);
}

/* Messages contain text from servers: they must not contain control characters, or half a
 * character. */
static void errors_are_clean(void **state)
{
	struct kr_err err = {0};
	char longer[1000];

	(void)state;
	assert_int_equal(
	        kr_err_set(&err, KR_E_NET, "server says '%s'", "\033[2Jgo\naway\xff"), KR_E_NET);
	assert_string_equal(err.msg, "server says '[2Jgo away\xef\xbf\xbd'");
	kr_err_prefix(&err, "page");
	assert_string_equal(err.msg, "page: server says '[2Jgo away\xef\xbf\xbd'");
	assert_int_equal(err.code, KR_E_NET);
	assert_int_equal(kr_err_sys(&err, 2, "cannot open '%s'", "x"), KR_E_SYS);
	assert_string_equal(err.msg, "cannot open 'x': No such file or directory");
	memset(longer, 0, sizeof longer);
	for (size_t i = 0; i + 3 < sizeof longer; i += 3)
		memcpy(longer + i, "\xe4\xb8\xad", 3);
	kr_err_set(&err, KR_E_NET, "%s", longer);
	assert_int_equal(strlen(err.msg) % 3, 0);
	assert_int_equal(kr_err_set(NULL, KR_E_NET, "nobody listens"), KR_E_NET);
	kr_err_prefix(NULL, "x");
}

static void ends_of_slices(void **state)
{
	const struct kr_slice s = kr_slice_of("旧渡口：");

	(void)state;
	assert_true(kr_slice_starts(s, "旧") && kr_slice_ends(s, "：") && kr_slice_ends(s, ""));
	assert_false(kr_slice_starts(s, "口") || kr_slice_ends(s, ":"));
	assert_false(kr_slice_starts((struct kr_slice){s.data, 2}, "旧") ||
	             kr_slice_ends((struct kr_slice){NULL, 0}, "."));
}

static void names_of_characters(void **state)
{
	(void)state;
	assert_int_equal(kr_entity_find("eacute", 6), 0xe9);
	assert_int_equal(kr_entity_find("hellip", 6), 0x2026);
	assert_int_equal(kr_entity_find("comma", 5), ',');
	assert_int_equal(kr_entity_find("lt;", 2), '<');
	assert_int_equal(kr_entity_find("zwnj", 4), 0x200c); /* the last one */
	assert_int_equal(kr_entity_find("AElig", 5), 0xc6);  /* and the first */
	assert_int_equal(kr_entity_find("hell", 4) + kr_entity_find("hellips", 7), 0);
	assert_int_equal(kr_entity_find("lt\0, and more of it", 20), 0);
	assert_int_equal(kr_entity_find("", 0), 0);
	assert_int_equal(kr_entity_find_new("comma", 5), ',');
	assert_int_equal(kr_entity_find_new("eacute", 6) + kr_entity_find_new("hellip", 6), 0);
	assert_int_equal(kr_entity_find_open("eacute", 6), 0xe9);
	assert_int_equal(kr_entity_find_open("comma", 5) + kr_entity_find_open("hellip", 6), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(ends_of_slices),
	        cmocka_unit_test(building),
	        cmocka_unit_test(names_of_characters),
	        cmocka_unit_test(trimming),
	        cmocka_unit_test(comparing),
	        cmocka_unit_test(errors_are_clean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
