#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kread/base/mem.h"
#include "kread/base/url.h"
#include "kread/base/utf8.h"

struct pair {
	const char *in, *want; /* NULL: refused */
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void resolve_all(const char *base, const struct pair *cases, size_t count)
{
	struct kr_str out;

	kr_str_init(&out);
	for (size_t i = 0; i < count; i++) {
		bool ok = kr_url_resolve(base, cases[i].in, strlen(cases[i].in), &out);

		if (ok != (cases[i].want != NULL) || (ok && strcmp(out.data, cases[i].want)))
			fail_msg("'%s' at '%s': got '%s', want '%s'", cases[i].in, base ? base : "",
			        ok ? out.data : "nothing",
			        cases[i].want ? cases[i].want : "nothing");
		if (!ok)
			assert_int_equal(out.len, 0);
	}
	kr_str_fini(&out);
}

/* RFC 3986, 5.4; "http:g" and empty paths as in browsers. */
static void rfc_examples(void **state)
{
	static const struct pair cases[] = {
	        {"g:h", "g:h"},
	        {"g", "http://a/b/c/g"},
	        {"./g", "http://a/b/c/g"},
	        {"g/", "http://a/b/c/g/"},
	        {"/g", "http://a/g"},
	        {"//g", "http://g/"},
	        {"?y", "http://a/b/c/d;p?y"},
	        {"g?y", "http://a/b/c/g?y"},
	        {"#s", "http://a/b/c/d;p?q#s"},
	        {"g#s", "http://a/b/c/g#s"},
	        {"g?y#s", "http://a/b/c/g?y#s"},
	        {";x", "http://a/b/c/;x"},
	        {"g;x", "http://a/b/c/g;x"},
	        {"g;x?y#s", "http://a/b/c/g;x?y#s"},
	        {"", "http://a/b/c/d;p?q"},
	        {".", "http://a/b/c/"},
	        {"./", "http://a/b/c/"},
	        {"..", "http://a/b/"},
	        {"../", "http://a/b/"},
	        {"../g", "http://a/b/g"},
	        {"../..", "http://a/"},
	        {"../../", "http://a/"},
	        {"../../g", "http://a/g"},
	        {"../../../g", "http://a/g"},
	        {"../../../../g", "http://a/g"},
	        {"/./g", "http://a/g"},
	        {"/../g", "http://a/g"},
	        {"g.", "http://a/b/c/g."},
	        {".g", "http://a/b/c/.g"},
	        {"g..", "http://a/b/c/g.."},
	        {"..g", "http://a/b/c/..g"},
	        {"./../g", "http://a/b/g"},
	        {"./g/.", "http://a/b/c/g/"},
	        {"g/./h", "http://a/b/c/g/h"},
	        {"g/../h", "http://a/b/c/h"},
	        {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
	        {"g;x=1/../y", "http://a/b/c/y"},
	        {"g?y/./x", "http://a/b/c/g?y/./x"},
	        {"g?y/../x", "http://a/b/c/g?y/../x"},
	        {"g#s/./x", "http://a/b/c/g#s/./x"},
	        {"g#s/../x", "http://a/b/c/g#s/../x"},
	        {"http:g", "http://a/b/c/g"},
	        {"http:https:g", "http://a/b/c/https:g"},
	        {"http:", "http://a/b/c/d;p?q"},
	        {"http:?y", "http://a/b/c/d;p?y"},
	        {"http:/g", "http://a/g"},
	        {"?", "http://a/b/c/d;p?"},
	        {"#", "http://a/b/c/d;p?q#"},
	};

	(void)state;
	resolve_all("http://a/b/c/d;p?q", cases, COUNT(cases));
}

static const struct pair references[] = {
        {" \t\n x \r\n", "https://a.example/x"},
        {"x\n/y\tz", "https://a.example/x/yz"},
        {"x y", "https://a.example/x%20y"},
        {"\\x\\y?a\\b", "https://a.example/x/y?a\\b"},
        {"\\\\b.example\\x", "https://b.example/x"},
        {"///b.example/x", "https://b.example/x"},
        {"HTTP://B.Example/X", "http://b.example/X"},
        {"http:\\\\b.example/x", "http://b.example/x"},
        {"http:b.example/x", "http://b.example/x"},
        {"http:/b.example/x", "http://b.example/x"},
        {"http:///b.example/x", "http://b.example/x"},
        {"https:x", "https://a.example/x"},
        {"https:/x", "https://a.example/x"},
        {"https:///b.example", "https://b.example/"},
        {"//b.example", "https://b.example/"},
        {"//b.example?q", "https://b.example/?q"},
        {"//b.example#f", "https://b.example/#f"},
        {"//User:PassWord@B.Example:8080/", "https://User:PassWord@b.example:8080/"},
        {"//u@v@b.example/", "https://u%40v@b.example/"},
        {"//b.example:443/x", "https://b.example/x"},
        {"http://b.example:80/x", "http://b.example/x"},
        {"http://b.example:443/x", "http://b.example:443/x"},
        {"//b.example:/x", "https://b.example/x"},
        {"//b.example:port/x", NULL},
        {"//b.example:65535/", "https://b.example:65535/"},
        {"//b.example:65536/", NULL},
        {"//b.example:-1/", NULL},
        {"//[::1]:8080/x", "https://[::1]:8080/x"},
        {"//[2001:DB8::1]/", "https://[2001:db8::1]/"},
        {"//[::1/x", NULL},
        {"//[::1]x/", NULL},
        {"//[evil]/", NULL},
        {"//a]b/", NULL},
        {"//a b/", NULL},
        {"//a<b/", NULL},
        {"//a\\b/", "https://a/b/"},
        {"//", NULL},
        {"http://", NULL},
        {"http://?x", NULL},
        {"http://:80/", NULL},
        {"http://u@/", NULL},
        {"/新闻/图 片.jpg?q=中#节", "https://a.example/%E6%96%B0%E9%97%BB/"
                                    "%E5%9B%BE%20%E7%89%87.jpg?q=%E4%B8%AD#%E8%8A%82"},
        {"/\xd0\xc2", "https://a.example/%D0%C2"},
        {"/%e6%96%b0%2F%zz%", "https://a.example/%e6%96%b0%2F%zz%"},
        {"/a{b}|\"<>`^", "https://a.example/a%7Bb%7D|%22%3C%3E%60^"},
        {"/a?{b}'|", "https://a.example/a?{b}'|"},
        {"/\x01\x7f\x1b[0m", "https://a.example/%01%7F%1B[0m"},
        {"/a/%2e%2E/b", "https://a.example/b"},
        {"/a/.%2e/b/%2e", "https://a.example/b/"},
        {"/a/%2e%2e%2e/b", "https://a.example/a/%2e%2e%2e/b"},
        {"/a//../b", "https://a.example/a/b"},
        {"/a/b/..", "https://a.example/a/"},
        {"/..", "https://a.example/"},
        {"/../../", "https://a.example/"},
        {"//b.example/../x", "https://b.example/x"},
        {"javascript:alert(1)", "javascript:alert(1)"},
        {"JavaScript:void 0", "javascript:void%200"},
        {" java\nscript:x", "javascript:x"},
        {"mailto:a@b.example?subject=x y", "mailto:a@b.example?subject=x%20y"},
        {"tel:", "tel:"},
        {"data:text/html,<p>", "data:text/html,%3Cp%3E"},
        {"ftp://b.example/x", "ftp://b.example/x"},
        {"a.b:c", "a.b:c"},
        {"//例子.测试/新", "https://例子.测试/%E6%96%B0"},
        {"//EXAMPLE.测试/", "https://example.测试/"},
};

static void as_browsers_do(void **state)
{
	static const struct pair in_dir[] = {
	        {"1http://x/", "https://a.example/dir/1http://x/"},
	        {"./a:b", "https://a.example/dir/a:b"},
	        {"https:x", "https://a.example/dir/x"},
	        {"..", "https://a.example/"},
	        {"?", "https://a.example/dir/p?"},
	};

	(void)state;
	resolve_all("https://a.example", references, COUNT(references));
	resolve_all("https://a.example/dir/p?q", in_dir, COUNT(in_dir));
}

static void without_base(void **state)
{
	static const struct pair cases[] = {
	        {"http://a.example", "http://a.example/"},
	        {"https:a.example/x", "https://a.example/x"},
	        {"https:/a.example/x", "https://a.example/x"},
	        {"file:///home/me/a b.html", "file:///home/me/a%20b.html"},
	        {"file:/home/me/x.html", "file:///home/me/x.html"},
	        {"file://localhost/x", "file:///x"},
	        {"file:x", NULL},
	        {"file:", NULL},
	        {"FILE:///a/../b", "file:///b"},
	        {"x", NULL},
	        {"/x", NULL},
	        {"//a/x", NULL},
	        {"?q", NULL},
	        {"#f", NULL},
	        {"", NULL},
	};
	static const struct pair in_file[] = {
	        {"b.html", "file:///home/me/b.html"},
	        {"../b.html#x", "file:///home/b.html#x"},
	        {"/b", "file:///b"},
	        {"?q", "file:///home/me/a.html?q"},
	        {"#f", "file:///home/me/a.html#f"},
	        {"http://a.example/", "http://a.example/"},
	};
	static const struct pair in_mail[] = {
	        {"x", NULL}, {"", NULL}, {"//a/b", NULL}, {"http://a/", "http://a/"}};

	(void)state;
	resolve_all(NULL, cases, COUNT(cases));
	resolve_all("", cases, COUNT(cases));
	resolve_all("file:///home/me/a.html", in_file, COUNT(in_file));
	resolve_all("mailto:a@b.example", in_mail, COUNT(in_mail));
	resolve_all("about:blank", in_mail, COUNT(in_mail));
}

/* Resolving a result again does not change it. */
static void is_stable(void **state)
{
	static const char *const refs[] = {"/a/./b/../c?d=/../#/..", "//B.example:80",
	        "/x y/新?新#新", "?a b", "/{}\\^`|", "/%2e/x", "//[::1]:80/", "http:x",
	        "/a;b=c,d@e:f!$&'()*+", "/\xff\xfe", "mailto:a b", "file:/x/../y"};
	struct kr_str once, twice;

	(void)state;
	kr_str_init(&once);
	kr_str_init(&twice);
	for (size_t i = 0; i < COUNT(refs); i++) {
		assert_true(
		        kr_url_resolve("http://a.example/q/r", refs[i], strlen(refs[i]), &once));
		assert_true(kr_url_resolve(NULL, once.data, once.len, &twice));
		assert_string_equal(twice.data, once.data);
		assert_true(kr_url_resolve("https://b.example/", once.data, once.len, &twice));
		assert_string_equal(twice.data, once.data);
	}
	kr_str_fini(&once);
	kr_str_fini(&twice);
}

static void long_ones(void **state)
{
	size_t n = KR_URL_MAX + 1;
	char *z = kr_mem_alloc(n + 1);
	struct kr_str out;

	(void)state;
	kr_str_init(&out);
	memset(z, 'x', n);
	z[n] = '\0';
	assert_false(kr_url_resolve("http://a.example/", z, n, &out));
	assert_true(kr_url_resolve("http://a.example/", z, n - 1, &out));
	assert_false(kr_url_resolve(z, "x", 1, &out));
	memcpy(z, "http://b/", 9);
	for (size_t i = 9; i + 3 < n; i += 3)
		memcpy(z + i, "/..", 3);
	assert_true(kr_url_resolve(NULL, z, n - 3, &out));
	assert_int_equal(kr_paste_url(z, n, &out, NULL), KR_E_USAGE);
	memset(z, '(', n);
	assert_int_equal(kr_paste_url(z, n, &out, NULL), KR_E_USAGE);
	kr_str_fini(&out);
	free(z);
}

static void split(void **state)
{
	static const struct {
		const char *url, *scheme, *authority, *host, *path, *query,
		        *fragment; /* NULL: absent */
	} cases[] = {
	        {"http://u:p@h:1/p?q#f", "http", "u:p@h:1", "h", "/p", "q", "f"},
	        {"http://h", "http", "h", "h", "", NULL, NULL},
	        {"http://h?#", "http", "h", "h", "", "", ""},
	        {"//h/x", NULL, "h", "h", "/x", NULL, NULL},
	        {"file:///x", "file", "", "", "/x", NULL, NULL},
	        {"mailto:a@b", "mailto", NULL, NULL, "a@b", NULL, NULL},
	        {"http://[::1]:80/", "http", "[::1]:80", "[::1]", "/", NULL, NULL},
	        {"http://u@[::1]/", "http", "u@[::1]", "[::1]", "/", NULL, NULL},
	        {"a/b:c", NULL, NULL, NULL, "a/b:c", NULL, NULL},
	        {"?a:b#c?d#e", NULL, NULL, NULL, "", "a:b", "c?d#e"},
	        {"", NULL, NULL, NULL, "", NULL, NULL},
	        {":x", NULL, NULL, NULL, ":x", NULL, NULL},
	        {"1a:x", NULL, NULL, NULL, "1a:x", NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct kr_url u;

		kr_url_split(cases[i].url, strlen(cases[i].url), &u);
		const struct {
			const char *want;
			struct kr_slice got;
		} parts[] = {{cases[i].scheme, u.scheme}, {cases[i].authority, u.authority},
		        {cases[i].host, u.host}, {cases[i].path, u.path}, {cases[i].query, u.query},
		        {cases[i].fragment, u.fragment}};

		for (size_t k = 0; k < COUNT(parts); k++)
			if (parts[k].want ? !parts[k].got.data ||
			                            !kr_slice_eq(parts[k].got, parts[k].want)
			                  : parts[k].got.data != NULL)
				fail_msg("'%s', part %zu: '%.*s'", cases[i].url, k,
				        (int)parts[k].got.len, parts[k].got.data);
	}
}

static void same_page(void **state)
{
	static const struct {
		const char *a, *b;
		bool same;
	} cases[] = {
	        {"http://a.example/x", "http://a.example/x", true},
	        {"http://a.example/x", "https://www.a.example/x/#f", true},
	        {"http://a.example", "http://a.example/", true},
	        {"http://a.example/x", "http://a.example/y", false},
	        {"http://a.example/x", "http://a.example/x?y", false},
	        {"http://a.example/x", "http://a.example/X", false},
	        {"http://www.example/", "http://example/", true},
	        {"http://www./", "http://www./", true},
	        {"file:///x", "http://x", false},
	        {"http://a.example/#/x", "http://a.example/#/y", false},
	        {"http://a.example/#!/x", "https://www.a.example/#!/x", true},
	        {"http://a.example/#x", "http://a.example/#!", true},
	        {"", "", true},
	        {NULL, "", true},
	        {NULL, "http://a.example/", false},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(kr_url_same_page(cases[i].a, cases[i].b), cases[i].same);
		assert_int_equal(kr_url_same_page(cases[i].b, cases[i].a), cases[i].same);
	}
	assert_true(kr_url_is_web("HTTPS://x"));
	assert_true(kr_url_is_web("http://x"));
	assert_false(kr_url_is_web("httpx://x"));
	assert_false(kr_url_is_web("http:x"));
	assert_false(kr_url_is_web(NULL));
}

static void display(void **state)
{
	static const struct {
		const char *url, *whole, *brief;
	} cases[] = {
	        {"https://a.example/x", "https://a.example/x", "a.example/x"},
	        {"https://me:pw@a.example/x", "https://me:pw@a.example/x", "a.example/x"},
	        {"https://a.example/a@b", "https://a.example/a@b", "a.example/a@b"},
	        {"https://a.example/%E6%96%B0%e9%97%bb", "https://a.example/新闻",
	                "a.example/新闻"},
	        {"https://a.example/%20%2F%25%00", "https://a.example/%20%2F%25%00",
	                "a.example/%20%2F%25%00"},
	        {"https://a.example/%D0%C2", "https://a.example/%D0%C2", "a.example/%D0%C2"},
	        {"https://a.example/%E6%96", "https://a.example/%E6%96", "a.example/%E6%96"},
	        {"https://a.example/%E2%80%AEx", "https://a.example/%E2%80%AEx",
	                "a.example/%E2%80%AEx"},
	        {"https://a.example/%E3%80%80%C2%A0", "https://a.example/%E3%80%80%C2%A0",
	                "a.example/%E3%80%80%C2%A0"},
	        {"https://a.example/%C2%9B31m", "https://a.example/%C2%9B31m",
	                "a.example/%C2%9B31m"},
	        {"https://a.example/\x1b[31m\n", "https://a.example/[31m ", "a.example/[31m "},
	        {"https://a.example/%", "https://a.example/%", "a.example/%"},
	        {"file:///x", "file:///x", "file:///x"},
	        {"", "", ""},
	        {NULL, "", ""},
	};
	struct kr_str out;

	(void)state;
	kr_str_init(&out);
	for (size_t i = 0; i < COUNT(cases); i++) {
		kr_str_clear(&out);
		kr_url_display(cases[i].url, false, &out);
		assert_string_equal(out.data, cases[i].whole);
		kr_str_clear(&out);
		kr_url_display(cases[i].url, true, &out);
		assert_string_equal(out.data, cases[i].brief);
	}
	kr_str_fini(&out);
}

static void decode(void **state)
{
	static const char *const cases[][2] = {{"/a%20b%C3%A9%2f", "/a b\xc3\xa9/"},
	        {"100%", "100%"}, {"%4", "%4"}, {"%zz%+f% f", "%zz%+f% f"}, {"a%00b", "a%00b"}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_str out;

		kr_str_init(&out);
		kr_url_decode(kr_slice_of(cases[i][0]), &out);
		assert_string_equal(out.data, cases[i][1]);
		kr_str_fini(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(decode),
	        cmocka_unit_test(rfc_examples),
	        cmocka_unit_test(as_browsers_do),
	        cmocka_unit_test(without_base),
	        cmocka_unit_test(is_stable),
	        cmocka_unit_test(long_ones),
	        cmocka_unit_test(split),
	        cmocka_unit_test(same_page),
	        cmocka_unit_test(display),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
