#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "net/net_priv.h"

static void wire_url(void **state)
{
	static const struct {
		const char *url, *want; /* NULL: refused */
	} cases[] = {
	        {"http://a.example/x?y#z", "http://a.example/x?y"},
	        {"http://a.example/", "http://a.example/"},
	        {"https://me:pw@a.example:8443/p", "https://me:pw@a.example:8443/p"},
	        {"http://例子.测试/a", "http://xn--fsqu00a.xn--0zwm56d/a"},
	        {"http://me@例子.测试:81/a#f", "http://me@xn--fsqu00a.xn--0zwm56d:81/a"},
	        {"http://例子。测试/", "http://xn--fsqu00a.xn--0zwm56d/"},
	        {"http://www.新闻.example/", "http://www.xn--efvy88h.example/"},
	        {"http://%e4%be%8b%E5%AD%90.example/", "http://xn--fsqu00a.example/"},
	        {"http://bücher.example/", "http://xn--bcher-kva.example/"},
	        {"http://faß.example/", "http://xn--fa-hia.example/"},
	        {"http://ｅｘ．example/", "http://ex.example/"},
	        {"http://foo_bar.example/", "http://foo_bar.example/"},
	        {"http://xn--fsqu00a.example/", "http://xn--fsqu00a.example/"},
	        {"http://[::1]:8080/x", "http://[::1]:8080/x"},
	        {"http://192.0.2.1/x", "http://192.0.2.1/x"},
	        {"file:///etc/passwd", NULL},
	        {"ftp://a.example/", NULL},
	        {"http:///x", NULL},
	        {"http://a%2fb.example/", NULL},
	        {"http://a%40b.example/", NULL},
	        {"http://a%00b.example/", NULL},
	        {"http://a%0d%0ab.example/", NULL},
	        {"http://\xff\xfe.example/", NULL},
	        {"http://%ff.example/", NULL},
	        {"http://\u202eabc.example/", NULL},
	};
	struct kr_str out;

	(void)state;
	kr_str_init(&out);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_err err = {0};
		int rc = kr_wire_url(cases[i].url, &out, &err);

		if (cases[i].want) {
			assert_string_equal(out.data, cases[i].want);
			assert_int_equal(rc, 0);
		} else {
			assert_string_equal(out.data, "");
			assert_int_equal(rc, KR_E_USAGE);
			assert_int_not_equal(strlen(err.msg), 0);
		}
	}
	kr_str_fini(&out);
}

static void loopback(void **state)
{
	static const struct {
		const char *url;
		bool is;
	} cases[] = {
	        {"http://localhost/", true},
	        {"http://LOCALHOST./x", true},
	        {"http://app.localhost:80/", true},
	        {"http://127.0.0.1:8080/", true},
	        {"http://127.1/", true},
	        {"http://2130706433/", true},
	        {"http://0x7f000001/", true},
	        {"http://me@127.9.9.9/", true},
	        {"http://[::1]/", true},
	        {"http://[::ffff:127.0.0.1]/", true},
	        {"http://128.0.0.1/", false},
	        {"http://localhost.example/", false},
	        {"http://127.0.0.1.example/", false},
	        {"http://127.0.0.1@a.example/", false},
	        {"http://[::2]/", false},
	        {"http://notlocalhost/", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (kr_wire_is_loopback(cases[i].url) != cases[i].is)
			fail_msg("%s", cases[i].url);
}

static void referer(void **state)
{
	static const struct {
		const char *from, *to, *want;
	} cases[] = {
	        {"http://a.example/p?q=1#f", "http://a.example/x", "http://a.example/p?q=1"},
	        {"http://a.example:81/p", "http://a.example/x", "http://a.example:81/"},
	        {"http://a.example/p", "http://b.example/x", "http://a.example/"},
	        {"http://a.example/p", "https://a.example/x", "http://a.example/"},
	        {"https://a.example/p", "http://a.example/x", ""},
	        {"https://me:pw@a.example/p", "https://a.example/x", "https://a.example/p"},
	        {"http://例子.测试/p", "http://b.example/", "http://xn--fsqu00a.xn--0zwm56d/"},
	        {"file:///home/me/page.html", "http://b.example/", ""},
	        {NULL, "http://b.example/", ""},
	};
	struct kr_str out;

	(void)state;
	kr_str_init(&out);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		kr_wire_referer(cases[i].from, cases[i].to, &out);
		assert_string_equal(out.data, cases[i].want);
	}
	kr_str_fini(&out);
}

static void language(void **state)
{
	static const struct {
		const char *locale, *want;
	} cases[] = {
	        {"zh_CN.UTF-8", "zh-CN,zh;q=0.9,en;q=0.5"},
	        {"en_GB", "en-GB,en;q=0.9"},
	        {"en", "en"},
	        {"de", "de,en;q=0.5"},
	        {"ca_ES@valencia", "ca-ES,ca;q=0.9,en;q=0.5"},
	        {"C", ""},
	        {"C.UTF-8", ""},
	        {"POSIX", ""},
	        {"", ""},
	        {NULL, ""},
	        {"x\r\nEvil: 1", ""},
	        {"de\r\nEvil: 1", ""},
	};
	struct kr_str out;

	(void)state;
	kr_str_init(&out);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		kr_wire_language(cases[i].locale, &out);
		assert_string_equal(out.data, cases[i].want);
	}
	kr_str_fini(&out);
}

static void environment_proxy(void **state)
{
	static const struct {
		const char *name, *value, *none, *url, *want;
	} cases[] = {
	        {"http_proxy", "http://p.example:3128", NULL, "http://a.example/", "http://p.example:3128"},
	        {"http_proxy", "http://p.example:3128", NULL, "https://a.example/", ""},
	        {"HTTPS_PROXY", "me:pw@p.example:1", NULL, "https://a.example/", "p.example:1"},
	        {"all_proxy", "socks5h://p.example", NULL, "https://a.example/", "socks5h://p.example"},
	        {"http_proxy", "p", "*", "http://a.example/", ""},
	        {"http_proxy", "p", "b.example, .example", "http://a.example/", ""},
	        {"http_proxy", "p", "A.Example", "http://a.example/", ""},
	        {"http_proxy", "p", "example", "http://a.example:81/", ""},
	        {"http_proxy", "p", "xample,b.example", "http://a.example/", "p"},
	        {"http_proxy", "", NULL, "http://a.example/", ""},
	};
	struct kr_str out;

	(void)state;
	kr_str_init(&out);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		static const char *const all[] = {
		        "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "NO_PROXY", "no_proxy"};

		for (size_t k = 0; k < sizeof all / sizeof *all; k++)
			unsetenv(all[k]);
		setenv(cases[i].name, cases[i].value, 1);
		if (cases[i].none)
			setenv("no_proxy", cases[i].none, 1);
		assert_int_equal(kr_wire_env_proxy(cases[i].url, &out), *cases[i].want != '\0');
		assert_string_equal(out.data, cases[i].want);
	}
	kr_str_fini(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(wire_url),
	        cmocka_unit_test(loopback),
	        cmocka_unit_test(referer),
	        cmocka_unit_test(language),
	        cmocka_unit_test(environment_proxy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
