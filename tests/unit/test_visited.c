/* Which addresses were opened. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "kread/app/visited.h"

static void pages_are_known_by_any_of_their_addresses(void **state)
{
	static const struct {
		const char *url;
		bool known;
	} rows[] = {
	        {"https://news.example/a", true},
	        {"http://www.news.example/a/#top", true},
	        {"https://me:secret@news.example/a", true},
	        {"https://news.example/a?page=2", false},
	        {"https://news.example/A", false},
	        {"https://news.example/", false},
	        {"http://例子.测试/新", true},
	        {"https://xn--fsqu00a.xn--0zwm56d/新", true},
	        {"", false},
	        {NULL, false},
	};
	struct kr_visited v = {0};

	(void)state;
	assert_false(kr_visited_has(&v, rows[0].url));
	kr_visited_add(&v, NULL);
	kr_visited_add(&v, "https://news.example/a");
	kr_visited_add(&v, "http://news.example/a#b");
	kr_visited_add(&v, "https://xn--fsqu00a.xn--0zwm56d/新/");
	assert_int_equal(v.n, 2);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(kr_visited_has(&v, rows[i].url), rows[i].known);
	kr_visited_fini(&v);
	assert_false(kr_visited_has(&v, rows[0].url));
}

/* They are written to the library. */
static void keys_have_no_passwords(void **state)
{
	char *key = kr_visited_key("https://me:secret@news.example/a?b=@c");

	(void)state;
	assert_string_equal(key, "news.example/a?b=@c");
	free(key);
}

static void all_of_many_are_found(void **state)
{
	enum { MANY = 5000 };
	struct kr_visited v = {0};
	char url[64];

	(void)state;
	for (int i = 0; i < 2 * MANY; i += 2) {
		snprintf(url, sizeof url, "https://news.example/%d", i);
		kr_visited_add(&v, url);
	}
	assert_int_equal(v.n, MANY);
	assert_true(v.cap >= 2 * MANY && v.cap <= 8 * MANY);
	for (int i = 0; i < 2 * MANY; i++) {
		snprintf(url, sizeof url, "http://www.news.example/%d/", i);
		assert_int_equal(kr_visited_has(&v, url), i % 2 == 0);
	}
	for (int i = 0; i < 2 * MANY; i += 4) {
		snprintf(url, sizeof url, "news.example/%d", i);
		kr_visited_remove_key(&v, url);
		kr_visited_remove_key(&v, url);
	}
	assert_int_equal(v.n, MANY / 2);
	for (int i = 0; i < 2 * MANY; i++) {
		snprintf(url, sizeof url, "http://www.news.example/%d/", i);
		assert_int_equal(kr_visited_has(&v, url), i % 4 == 2);
	}
	kr_visited_fini(&v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(pages_are_known_by_any_of_their_addresses),
	        cmocka_unit_test(keys_have_no_passwords),
	        cmocka_unit_test(all_of_many_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
