/* Which hosts belong to the same site. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kread/base/site.h"

static void test_same_host(void **state)
{
	static const struct {
		const char *a, *b;
		bool same;
	} cases[] = {
	        {"example.com", "example.com", true},
	        {"www.example.com", "example.com", true},
	        {"news.example.com", "m.sport.example.com", true},
	        {"WWW.Example.com", "example.COM", true},
	        {"example.com.", "www.example.com", true},
	        {"www.bbc.com", "bbc.com", true}, /* a short name before a short suffix */
	        {"www.bbc.co.uk", "news.bbc.co.uk", true},
	        {"a.news.cn", "b.news.cn", true},
	        {"www.example.com.cn", "example.com.cn", true},
	        {"例子.中国", "www.例子.中国", true},
	        {"printer.lan", "www.printer.lan", true}, /* an unknown suffix */
	        {"example.com", "example.org", false},
	        {"myexample.com", "example.com", false},
	        {"bbc.co.uk", "itv.co.uk", false},
	        {"one.com.cn", "two.com.cn", false},
	        {"co.uk", "bbc.co.uk", false},
	        {"jane.github.io", "john.github.io",
	                false}, /* sites of a hosting service's customers */
	        {"jane.blogspot.com", "jane.blogspot.com", true},
	        {"10.1.2.3", "10.9.2.3", false},
	        {"10.1.2.3", "10.1.2.3", true},
	        {"[2001:db8::1]", "[2001:db8::1]", true},
	        {"[2001:db8::1]", "[2001:db8::2]", false},
	        {"localhost", "localhost", true},
	        {"localhost", "www.localhost", false},
	        {"", "", true},
	        {"", "example.com", false},
	        {".", "..", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct kr_slice a = kr_slice_of(cases[i].a), b = kr_slice_of(cases[i].b);

		assert_int_equal(kr_site_same_host(a, b), cases[i].same);
		assert_int_equal(kr_site_same_host(b, a), cases[i].same);
	}
}

/* Names longer than any host may be. */
static void test_long(void **state)
{
	char a[600], b[600];

	(void)state;
	for (size_t i = 0; i < sizeof a; i++)
		a[i] = b[i] = i % 2 ? '.' : 'x';
	b[0] = 'y';
	assert_false(kr_site_same_host(
	        (struct kr_slice){a, sizeof a - 1}, (struct kr_slice){b, sizeof b - 1}));
}

static void test_same(void **state)
{
	(void)state;
	assert_true(kr_site_same("https://www.example.com/a", "http://u@m.example.com:81/b?c"));
	assert_false(kr_site_same("https://example.com/", "https://example.org/"));
	assert_false(kr_site_same("https://example.com/", "file:///a"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_same_host),
	        cmocka_unit_test(test_long),
	        cmocka_unit_test(test_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
