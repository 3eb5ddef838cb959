/* The arguments of the command that opens an address. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kread/app/launch.h"
#include "kread/base/str.h"

#define URL "https://news.example/a?b=%s;c d"

static void is(const struct kr_launch *l, const char *want)
{
	struct kr_str all;

	kr_str_init(&all);
	for (char **p = l->argv; p && *p; p++)
		kr_str_addf(&all, "[%s]", *p);
	assert_string_equal(all.data, want);
	kr_str_fini(&all);
}

static void test_words(void **state)
{
	static const struct {
		const char *command, *words;
	} cases[] = {
	        {"w3m", "[w3m][" URL "]"},
	        {"firefox --new-window", "[firefox][--new-window][" URL "]"},
	        {"  firefox \t -P  news ", "[firefox][-P][news][" URL "]"},
	        {"firefox %s --private", "[firefox][" URL "][--private]"},
	        {"app --url=%s", "[app][--url=" URL "]"},
	        {"open -a \"Web Browser\"", "[open][-a][Web Browser][" URL "]"},
	        {"\"/opt/a b/run\" %s", "[/opt/a b/run][" URL "]"},
	        {"a \"\" b", "[a][][b][" URL "]"},
	        {"a \"b c", "[a][b c][" URL "]"},
	        {"a 100% %d $HOME `id` ;x", "[a][100%][%d][$HOME][`id`][;x][" URL "]"},
	        {"a:b", "[a:b][" URL "]"},
	        {"", ""},
	        {"  ", ""},
	        {"\"\"", ""},
	        {"\"\" a", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_launch l = {0};

		assert_int_equal(
		        kr_launch_set(&l, cases[i].command, false, URL), *cases[i].words != '\0');
		is(&l, cases[i].words);
		assert_false(kr_launch_next(&l));
		is(&l, cases[i].words);
		kr_launch_drop(&l);
		assert_null(l.argv);
	}
}

static void test_list(void **state)
{
	struct kr_launch l = {0};

	(void)state;
	assert_true(kr_launch_set(&l, ":netsurf -f:: w3m %s -o x:", true, URL));
	is(&l, "[netsurf][-f][" URL "]");
	assert_string_equal(l.url, URL);
	assert_true(kr_launch_next(&l));
	is(&l, "[w3m][" URL "][-o][x]");
	assert_false(kr_launch_next(&l));
	is(&l, "[w3m][" URL "][-o][x]");
	/* replaces it */
	assert_true(kr_launch_set(&l, "lynx", true, "http://b.example/"));
	is(&l, "[lynx][http://b.example/]");
	assert_false(kr_launch_set(&l, " : :", true, URL));
	assert_null(l.argv);
	assert_false(kr_launch_set(&l, NULL, true, URL));
	kr_launch_drop(&l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_words),
	        cmocka_unit_test(test_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
