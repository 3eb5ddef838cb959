#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kread/load/redirect_chain.h"

static void test_targets(void **state)
{
	static const struct {
		const char *from, *to;
		bool ok;
	} rows[] = {
	        {"https://a.example/1", "https://a.example/2", true},
	        {"https://a.example/1", "http://b.example/", true},
	        {"https://a.example/1", "https://a.example/1#x", false},
	        {"http://a.example/1", "https://a.example/1", true},
	        {"http://a.example/1", "http://www.a.example/1", true},
	        {"http://例子.测试/1", "http://xn--fsqu00a.xn--0zwm56d/1", false},
	        {"https://a.example/1", "file:///etc/passwd", false},
	        {"https://a.example/1", "javascript:x", false},
	        {"https://a.example/1", NULL, false},
	        {NULL, "https://a.example/1", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kr_redirect_chain h = {0};

		assert_int_equal(
		        kr_redirect_chain_follow(&h, rows[i].from, rows[i].to, false), rows[i].ok);
		assert_int_equal(h.n, rows[i].ok);
		kr_redirect_chain_clear(&h);
	}
}

static bool follow(struct kr_redirect_chain *h, const char *from, const char *to)
{
	return kr_redirect_chain_follow(h, from, to, false);
}

static void test_circle(void **state)
{
	struct kr_redirect_chain h = {0};

	(void)state;
	assert_true(follow(&h, "https://a.example/1", "https://a.example/2"));
	assert_true(follow(&h, "https://a.example/2", "https://a.example/3"));
	assert_false(follow(&h, "https://a.example/3", "https://a.example/1"));
	assert_false(follow(&h, "https://a.example/3", "https://a.example/2#x"));
	assert_true(follow(&h, "https://a.example/3", "https://a.example/4"));
	assert_false(follow(&h, "https://a.example/4", "https://a.example/5"));
	kr_redirect_chain_clear(&h);
	assert_true(follow(&h, "https://a.example/1", "https://a.example/2"));
	kr_redirect_chain_clear(&h);
}

/* A page that sets cookies is asked for again once. */
static void test_cookies(void **state)
{
	struct kr_redirect_chain h = {0};
	const char *url = "https://a.example/1";

	(void)state;
	assert_true(kr_redirect_chain_follow(&h, url, url, true));
	assert_false(kr_redirect_chain_follow(&h, url, url, true));
	kr_redirect_chain_clear(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_targets),
	        cmocka_unit_test(test_circle),
	        cmocka_unit_test(test_cookies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
