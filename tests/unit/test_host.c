#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "kread/net/host.h"

static const struct {
	const char *url, *want;
} hosts[] = {
        {"https://me:pw@News.Example:8443/x", "News.Example"},
        {"http://xn--fsqu00a.xn--0zwm56d/a", "例子.测试"},
        {"http://例子。测试/a", "例子.测试"},
        {"http://%e4%be%8b%E5%AD%90.example/", "例子.example"},
        {"http://xn--bcher-kva.example/", "bücher.example"},
        {"http://BÜCHER.example/", "bücher.example"},
        {"http://xn--fa-hia.example/", "faß.example"},
        {"http://báo-việt.example/", "báo-việt.example"},
        {"http://新闻abc.example/", "新闻abc.example"},
        {"http://ニュース.example/", "ニュース.example"},
        {"http://뉴스news.example/", "뉴스news.example"},
        {"http://новости.рф/", "новости.рф"},
        {"http://новости.example/", "новости.example"},
        {"http://हिन्दी.example/", "हिन्दी.example"},
        {"http://[::1]:80/x", "[::1]"},
        {"http://192.0.2.1/x", "192.0.2.1"},
        {"http://foo_bar.example/", "foo_bar.example"},
        {"file:///a/b", ""},
        /* of mixed scripts */
        {"http://p\u0430ypal.example/", "xn--pypal-4ve.example"},
        {"http://новоstи.example/", "xn--st-dlc0avgb.example"},
        {"http://\u03b1pple.example/", "xn--pple-zld.example"},
        {"http://新闻\u0e01.example/", "xn--12c7006byj4a.example"},
        {"http://ひ한.example/", "xn--y9j5970c.example"},
        /* of a script that looks like Latin */
        {"http://\u0430\u0440\u0440\u04cf\u0435.com/", "xn--80ak6aa92e.com"},
        {"http://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com"},
        {"http://\u03bf\u03c1\u03c4.example/", "xn--0xaej.example"},
        {"http://\u0570\u0578\u057d.example/", "xn--ebbqp.example"},
        {"http://\u0d1f\u0d20\u0d27.example/", "xn--lwccv.example"},
        {"http://\u0e97\u0e99\u0e9a.example/", "xn--c7ced.example"},
        {"http://\u101d\u1000.example/", "\u101d\u1000.example"},
        {"http://മലയാളം.example/", "മലയാളം.example"},
        {"http://ไทย.example/", "ไทย.example"},
        {"http://ישראל.example/", "ישראל.example"},
        {"http://عربي.example/", "عربي.example"},
        {"http://இந்தியா.example/", "இந்தியா.example"},
        {"http://ខ្មែរ.example/", "ខ្មែរ.example"},
        /* of scripts that are not in general use */
        {"http://ꓐꓮꓠꓗ.example/", "xn--3l8aoa0a7c.example"},
        {"http://ꓑꓯ.рф/", "xn--4l8a7b.xn--p1ai"},
        {"http://ꭺꮪꮯ.example/", "xn--g9d0hpa.example"},
        {"http://ⲟⲣⲧ.example/", "xn--zhjim.example"},
        {"http://ᐯᐱᕼ.example/", "xn--8dee70h.example"},
        {"http://ᚠᚢ.example/", "xn--3vee.example"},
        {"http://ⵀⵙ.example/", "xn--lmj8b.example"},
        /* rare Latin letters */
        {"http://g\u0131thub.example/", "xn--gthub-n4a.example"},
        {"http://goo\u0261le.example/", "xn--goole-tmc.example"},
        /* symbols */
        {"http://i\u2764.example/", "xn--i-7iq.example"},
        {"http://a\u2044b.example/", "xn--ab-c6t.example"},
        {"http://bank.example\u30ceabc.evil.example/", "bank.xn--exampleabc-xb5i.evil.example"},
        /* not valid as host names */
        {"http://xn--a.example/", "xn--a.example"},
        {"http://xn--example-.example/", "xn--example-.example"},
};

static void shown(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
		struct kr_str out;

		kr_str_init(&out);
		kr_host_show(hosts[i].url, &out);
		assert_string_equal(out.data ? out.data : "", hosts[i].want);
		kr_str_fini(&out);
	}
}

static void in_addresses(void **state)
{
	static const struct {
		const char *url, *whole, *brief, *address;
	} cases[] = {
	        {"https://me@xn--fsq.example:81/%E6%96%B0?q#f", "https://me@例.example:81/新?q#f",
	                "例.example:81/新?q#f", "https://me@例.example:81/%E6%96%B0?q#f"},
	        {"http://p\u0430y.example/", "http://xn--py-7kc.example/", "xn--py-7kc.example/",
	                "http://xn--py-7kc.example/"},
	        {"file:///a/%E6%96%B0", "file:///a/新", "file:///a/新", "file:///a/%E6%96%B0"},
	        {"mailto:a@b.example", "mailto:a@b.example", "mailto:a@b.example",
	                "mailto:a@b.example"},
	        {"2.html", "2.html", "2.html", "2.html"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_str out;

		kr_str_init(&out);
		kr_host_display(cases[i].url, false, &out);
		assert_string_equal(out.data, cases[i].whole);
		kr_str_clear(&out);
		kr_host_display(cases[i].url, true, &out);
		assert_string_equal(out.data, cases[i].brief);
		kr_str_clear(&out);
		kr_host_address(cases[i].url, &out);
		assert_string_equal(out.data, cases[i].address);
		kr_str_fini(&out);
	}
}

static void ascii(void **state)
{
	struct kr_str out;

	(void)state;
	kr_str_init(&out);
	assert_true(kr_host_ascii("https://me@WWW.例.Example:81/x", &out));
	assert_string_equal(out.data, "www.xn--fsq.example");
	assert_false(kr_host_ascii("mailto:x", &out));
	assert_false(kr_host_ascii("http://a%2fb.example/", &out));
	kr_str_fini(&out);
}

static void same_page(void **state)
{
	static const struct {
		const char *a, *b;
		bool same;
	} cases[] = {
	        {"https://例子.测试/a", "https://xn--fsqu00a.xn--0zwm56d/a", true},
	        {"http://www.xn--fsqu00a.xn--0zwm56d/a/", "https://例子.测试/a#x", true},
	        {"https://例子.测试/a", "https://xn--fsqu00a.xn--0zwm56d/b", false},
	        {"https://例子.测试/a", "https://例.测试/a", false},
	        {"https://p\u0430y.example/a", "https://xn--py-7kc.example/a", true},
	        {"https://p\u0430y.example/a", "https://pay.example/a", false},
	        {"https://news.example/a", "https://news.example/a", true},
	        {"file:///a/例", "file:///a/例", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (kr_host_same_page(cases[i].a, cases[i].b) != cases[i].same)
			fail_msg("%s and %s", cases[i].a, cases[i].b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(shown),
	        cmocka_unit_test(in_addresses),
	        cmocka_unit_test(ascii),
	        cmocka_unit_test(same_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
