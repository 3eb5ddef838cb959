#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kread/base/url.h"
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
	        {"http://BÜCHER.example./", "http://xn--bcher-kva.example./"},
	        {"http://i\u2764.example/", "http://xn--i-7iq.example/"},
	        {"http://\u00e9.example/", "http://xn--9ca.example/"},
	        {"http://e\u0301.example/", "http://xn--9ca.example/"},
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
	        {"http://-\u00fc-.example/", NULL},
	        {"http://a\u2044b.example/",
	                "http://xn--ab-c6t.example/"}, /* only looks like a slash */
	        {"http://a\uff0fb.example/", NULL},    /* becomes one */
	        {"http://a\uff20b.example/", NULL},
	        {"http://a\u2100b.example/", NULL},
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

/* Decoded or mapped, they could pass for a port. */
static void colons_in_hosts(void **state)
{
	static const char *const refused[] = {"http://a.example%3a81/", "http://a.example\uff1a81/",
	        "http://%5b::1%5d/", "http://[::g]/", "http://[1]/"};
	struct kr_str out;

	(void)state;
	kr_str_init(&out);
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		assert_int_equal(kr_wire_url(refused[i], &out, NULL), KR_E_USAGE);
	assert_int_equal(kr_wire_url("http://[::1]:81/", &out, NULL), 0);
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
	        {"http://a.example/新 闻\r\nX: y", "http://a.example/",
	                "http://a.example/%E6%96%B0%20%E9%97%BBX:%20y"},
	        {"no address", "http://b.example/", ""},
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
	        {"http_proxy", "http://p.example:3128", NULL, "http://a.example/",
	                "http://p.example:3128"},
	        {"http_proxy", "http://p.example:3128", NULL, "https://a.example/", ""},
	        {"HTTPS_PROXY", "me:pw@p.example:1", NULL, "https://a.example/", "p.example:1"},
	        {"all_proxy", "socks5h://p.example", NULL, "https://a.example/",
	                "socks5h://p.example"},
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
		static const char *const all[] = {"http_proxy", "https_proxy", "HTTPS_PROXY",
		        "all_proxy", "ALL_PROXY", "NO_PROXY", "no_proxy"};

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

/* References made of random pieces (the same in each run): the result is clean and stable, and
 * libcurl finds the same host in it. */
static void agrees_with_curl(void **state)
{
	static const char *const pieces[] = {"http:", "https:", "HTTP://", "//", "/", "\\", "?",
	        "#", ":", "@", "[", "]", "[::1]", "..", ".", "%2e", "%", "%41", "%00", " ", "\t",
	        "\n", "\x01", "\x7f", "a", "b.example", "user:pw@", ":80", ":8080", ":99999",
	        "127.0.0.1", "新", "\xff", "\u3002", "\u200b", "<", "\"", "{", "|", "^", "xn--",
	        "&", "=", ";", "_", "-"};
	struct kr_str ref, full, again, wire;
	uint32_t seed = 1;
	int accepted = 0;

	(void)state;
	kr_str_init(&ref);
	kr_str_init(&full);
	kr_str_init(&again);
	kr_str_init(&wire);
	for (int round = 0; round < 30000; round++) {
		CURLU *u;
		char *host = NULL;
		struct kr_url parts;

		kr_str_clear(&ref);
		do {
			seed = seed * 1664525 + 1013904223;
			kr_str_addz(&ref, pieces[(seed >> 8) % (sizeof pieces / sizeof *pieces)]);
		} while (seed >> 29);
		if (!kr_url_resolve("http://base.example/d/p?q", ref.data, ref.len, &full))
			continue;
		if (!kr_url_resolve(NULL, full.data, full.len, &again) ||
		        strcmp(full.data, again.data))
			fail_msg("'%s' gives '%s', and that '%s'", ref.data, full.data, again.data);
		if (!kr_url_is_web(full.data) || kr_wire_url(full.data, &wire, NULL) < 0)
			continue;
		for (size_t i = 0; i < wire.len; i++)
			if ((unsigned char)wire.data[i] <= 0x20 ||
			        (unsigned char)wire.data[i] >= 0x7f)
				fail_msg("'%s' gives '%s'", ref.data, wire.data);
		u = curl_url();
		if (curl_url_set(u, CURLUPART_URL, wire.data, 0) == CURLUE_OK) {
			accepted++;
			curl_url_get(u, CURLUPART_HOST, &host, 0);
			kr_url_split(wire.data, wire.len, &parts);
			if (!kr_slice_ieq(parts.host, host))
				fail_msg("'%s' gives '%s', where libcurl finds the host '%s'",
				        ref.data, wire.data, host);
		}
		curl_free(host);
		curl_url_cleanup(u);
	}
	assert_true(accepted > 1000);
	kr_str_fini(&ref);
	kr_str_fini(&full);
	kr_str_fini(&again);
	kr_str_fini(&wire);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(wire_url),
	        cmocka_unit_test(colons_in_hosts),
	        cmocka_unit_test(loopback),
	        cmocka_unit_test(referer),
	        cmocka_unit_test(language),
	        cmocka_unit_test(environment_proxy),
	        cmocka_unit_test(agrees_with_curl),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
