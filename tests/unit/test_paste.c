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

static const struct pair pastes[] = {
        {"https://a.example/x", "https://a.example/x"},
        {"  https://a.example/x \n", "https://a.example/x"},
        {"<https://a.example/x>", "https://a.example/x"},
        {"<URL:https://a.example/x>", "https://a.example/x"},
        {"\"https://a.example/x\"", "https://a.example/x"},
        {"'https://a.example/x',", "https://a.example/x"},
        {"`https://a.example/x`", "https://a.example/x"},
        {"(https://a.example/x)", "https://a.example/x"},
        {"https://a.example/x_(y)", "https://a.example/x_(y)"},
        {"(https://a.example/x_(y))", "https://a.example/x_(y)"},
        {"[https://a.example/x]", "https://a.example/x"},
        {"[标题](https://a.example/x)", "https://a.example/x"},
        {"[title](https://a.example/x_(y))", "https://a.example/x_(y)"},
        {"\u201chttps://a.example/x\u201d\u3002", "https://a.example/x"},
        {"\u300ahttps://a.example/x\u300b", "https://a.example/x"},
        {"\u3000https://a.example/x\u3000", "https://a.example/x"},
        {"\ufeffhttps://a.example/x", "https://a.example/x"},
        {"\u200bhttps://a.example/x\u200b", "https://a.example/x"},
        {"\u00a0https://a.example/x\u00a0", "https://a.example/x"},
        {"https://a.example/a-long-\n  path/that-was\r\n\twrapped",
                "https://a.example/a-long-path/that-waswrapped"},
        {"https://a.example/a b", "https://a.example/a%20b"},
        {"a.example", "https://a.example/"},
        {"a.example/x?y#z", "https://a.example/x?y#z"},
        {"A.Example", "https://a.example/"},
        {"//a.example/x", "https://a.example/x"},
        {"://a.example/x", "https://a.example/x"},
        {"a.example:8080", "https://a.example:8080/"},
        {"a.example:8080/x", "https://a.example:8080/x"},
        {"me:pw@a.example/x", "https://me:pw@a.example/x"},
        {"localhost", "http://localhost/"},
        {"localhost:8080/x", "http://localhost:8080/x"},
        {"127.0.0.1:8000", "http://127.0.0.1:8000/"},
        {"192.0.2.7/x", "http://192.0.2.7/x"},
        {"[::1]:8080/x", "http://[::1]:8080/x"},
        {"[::1]", "http://[::1]/"},
        {"https:/a.example/x", "https://a.example/x"},
        {"https:a.example", "https://a.example/"},
        {"http:\\\\a.example\\x", "http://a.example/x"},
        {"例子.测试/新闻", "https://例子.测试/%E6%96%B0%E9%97%BB"},
        {"https://a.example/?u=http://b.example/", "https://a.example/?u=http://b.example/"},
        {"a.example/?u=https://b.example/", "https://a.example/?u=https://b.example/"},
        {"【新闻】看这条 https://a.example/x 复制打开", "https://a.example/x"},
        {"看这个：https://a.example/x，很好", "https://a.example/x"},
        {"（见https://a.example/x）。", "https://a.example/x"},
        {"https://a.example/x https://b.example/y", "https://a.example/x"},
        {"https://a.example/x\nhttps://b.example/y\n", "https://a.example/x"},
        {"https://a.example/x，y", "https://a.example/x%EF%BC%8Cy"},
        {"看这条：https://a.example/x", "https://a.example/x"},
        {"see https://a.example/x, and more", "https://a.example/x"},
        {"file:///home/me/x.html", "file:///home/me/x.html"},
        {"/home/me/x.html", "file:///home/me/x.html"},
        {"/home/me/a b.html", "file:///home/me/a%20b.html"},
        /* links of HTML and Markdown */
        {"<a href=\"https://a.example/x?a=1&amp;m=1\">y</a>", "https://a.example/x?a=1&m=1"},
        {"<A class='z' HREF = 'https://a.example/x' target=_blank>标题</A>", "https://a.example/x"},
        {"<p>See <a href=https://a.example/x>https://b.example/</a>", "https://a.example/x"},
        {"<a data-id=\"1\">https://a.example/x</a>", "https://a.example/x"},
        {"https://a.example/x?a=1&amp;b=2&#38;c=3&#x2F;", "https://a.example/x?a=1&b=2&c=3/"},
        {"[a title](https://a.example/x \"a tip\")", "https://a.example/x"},
        {"[a title](<https://a.example/x>)", "https://a.example/x"},
        {"see [one](https://a.example/x_(y)), [two](https://b.example/)",
                "https://a.example/x_(y)"},
        {"[![picture](https://i.example/1.png)](https://a.example/x)", "https://a.example/x"},
        {"[https://a.example/x](https://a.example/x)", "https://a.example/x"},
        {"- **https://a.example/x**", "https://a.example/x"},
        {"| 3 | https://a.example/x | y |", "https://a.example/x"},
        /* other markup */
        {"&lt;a href=&quot;https://a.example/x&quot;&gt;y&lt;/a&gt;", "https://a.example/x"},
        {"[url=https://a.example/x]A title[/url]", "https://a.example/x"},
        {"[url]https://a.example/x[/url]", "https://a.example/x"},
        {"[[https://a.example/x][A title]]", "https://a.example/x"},
        {"[https://a.example/x A title]", "https://a.example/x"},
        {"`A title <https://a.example/x>`_", "https://a.example/x"},
        {"<https://a.example/x|A title>", "https://a.example/x"},
        {">https://a.example/x", "https://a.example/x"},
        {"Title,https://a.example/x", "https://a.example/x"},
        {"curl 'https://a.example/x?a[]=1' -H 'b: c'", "https://a.example/x?a[]=1"},
        {"(cf. https://a.example/x_(y)) and so on", "https://a.example/x_(y)"},
        {"https://a.example/x?a|b", "https://a.example/x?a|b"},
        /* escapes of JSON, and of whole addresses */
        {"https:\\/\\/a.example\\/x", "https://a.example/x"},
        {"\"url\": \"http:\\/\\/a.example\\/x?a=1\\u0026b=2\",", "http://a.example/x?a=1&b=2"},
        {"https:\\\\/\\\\/a.example\\\\/x", "https://a.example/x"},
        {"https%3A%2F%2Fa.example%2Fx%3Fa%3D%2520b", "https://a.example/x?a=%20b"},
        /* full-width characters */
        {"http：//a.example/x", "http://a.example/x"},
        {"https：／／a．example／x／y？z＝1", "https://a.example/x/y?z=1"},
        {"ｈｔｔｐｓ：／／ａ．ｅｘａｍｐｌｅ／ｘ", "https://a.example/x"},
        {"https://a。example/x。", "https://a.example/x"},
        {"看：http：//a.example/x，很好", "http://a.example/x"},
        /* a title behind the address, or before it */
        {"https://a.example/x 【某网】一个标题", "https://a.example/x"},
        {"https://a.example/x - A title", "https://a.example/x"},
        {"https://a.example/x | Name", "https://a.example/x"},
        {"https://a.example/x A title of more words", "https://a.example/x"},
        {"https://a.example/x un titre en mots", "https://a.example/x"},
        {"https://a.example/x (via someone)", "https://a.example/x"},
        {"https://a.example/x\u3000标题", "https://a.example/x"},
        {"https://a.example/x\u00a0\u2013 A title", "https://a.example/x"},
        {"https://a.example/x\"很好", "https://a.example/x"},
        {"https://a.example/x\nA title\nof two lines", "https://a.example/x"},
        {"https://a.example/x\n\nmore", "https://a.example/x"},
        {"https://a.example/x\nTitle", "https://a.example/x"},
        {"https://a.example/x\n标题", "https://a.example/x"},
        {"a.example/x - A title", "https://a.example/x"},
        {"A title - a.example\nhttps://a.example/x\n", "https://a.example/x"},
        {"标题https://a.example/x", "https://a.example/x"},
        {"标题 Ahttps://a.example/x", "https://a.example/x"},
        {"Link:https://a.example/x", "https://a.example/x"},
        {"view-source:https://a.example/x", "https://a.example/x"},
        {"https://https://a.example/x", "https://a.example/x"},
        {"Read https://a.example/x.", "https://a.example/x"},
        {"https://a.example/x!", "https://a.example/x"},
        {"«https://a.example/x»", "https://a.example/x"},
        {"https://a.exa\u200bmple/x\u00ady", "https://a.example/xy"},
        {"https://a.example/my long story.html", "https://a.example/my%20long%20story.html"},
        {"https://a.example/?q=one two&page=3", "https://a.example/?q=one%20two&page=3"},
        {"https://a.example/?u=https://b.example/&t=x y=z",
                "https://a.example/?u=https://b.example/&t=x%20y=z"},
        {"https://a.example/%E6%96%B0 新闻", "https://a.example/%E6%96%B0"},
        {"", NULL},
        {" \n ", NULL},
        {"<>", NULL},
        {"javascript:alert(1)", NULL},
        {"javascript:1", NULL},
        {"mailto:a@b.example", NULL},
        {"tel:12345", NULL},
        {"ftp://a.example/x", NULL},
        {"data:text/html,x", NULL},
        {"about:blank", NULL},
        {"two words", NULL},
        {"http://", NULL},
        {"https://?x", NULL},
        {"a.example:99999", NULL},
        {"?q", NULL},
        {"#f", NULL},
};

static void pasted(void **state)
{
	struct kr_str out;

	(void)state;
	kr_str_init(&out);
	for (size_t i = 0; i < COUNT(pastes); i++) {
		struct kr_err err = {0};
		int rc = kr_paste_url(pastes[i].in, strlen(pastes[i].in), &out, &err);

		if ((rc == 0) != (pastes[i].want != NULL) ||
		        (rc == 0 && strcmp(out.data, pastes[i].want)))
			fail_msg("'%s': got '%s' %s, want '%s'", pastes[i].in, out.data, err.msg,
			        pastes[i].want ? pastes[i].want : "nothing");
		assert_int_equal(rc, pastes[i].want ? 0 : KR_E_USAGE);
		assert_int_equal(!*err.msg, rc == 0);
	}
	kr_str_fini(&out);
}

/* The message says what is wrong; and text too long for an address is not searched. */
static void too_long(void **state)
{
	enum { MOST = 4 * KR_URL_MAX };
	char *z = kr_mem_alloc(MOST + 2);
	struct kr_str out;
	struct kr_err err;

	(void)state;
	kr_str_init(&out);
	memset(z, 'a', MOST + 2);
	memcpy(z, "https://a.example/", 18);
	assert_int_equal(kr_paste_url(z, KR_URL_MAX, &out, &err), 0);
	assert_int_equal(kr_paste_url(z, KR_URL_MAX + 1, &out, &err), KR_E_USAGE);
	assert_string_equal(err.msg, "too long for an address: 8193 bytes");
	memcpy(z, "read https://a.example/ ", 24);
	assert_int_equal(kr_paste_url(z, MOST, &out, &err), 0);
	assert_int_equal(kr_paste_url(z, MOST + 1, &out, &err), KR_E_USAGE);
	assert_string_equal(err.msg, "too long for an address: 32769 bytes");
	kr_str_fini(&out);
	free(z);
}

/* Pasted text made of random pieces (the same in each run): what is accepted is a stable address,
 * and shows without anything that moves the cursor of a terminal. */
static void any_paste(void **state)
{
	static const char *const pieces[] = {"http://", "https:", "file:", "//", "/", "\\", "?",
	        "#", ":", "@", "[", "]", "[::1]", "..", "%2e", "%E6%96%B0", "%E2%80%AE", "%C2%9B",
	        "(", ")", "<", ">", "\"", " ", "\n", "\t", "\x1b[2J", "\x7f", "a", "b.example",
	        ":80", ":8080", "127.0.0.1", "localhost", "新", "\xff", "\u202e", "\u200b",
	        "\u3000", "\u3002", "url:", "://", "mailto:"};
	struct kr_str text, out, again;
	uint32_t seed = 7;
	int accepted = 0;

	(void)state;
	kr_str_init(&text);
	kr_str_init(&out);
	kr_str_init(&again);
	for (int round = 0; round < 30000; round++) {
		kr_str_clear(&text);
		do {
			seed = seed * 1664525 + 1013904223;
			kr_str_addz(&text, pieces[(seed >> 8) % COUNT(pieces)]);
		} while (seed >> 29);
		if (kr_paste_url(text.data, text.len, &out, NULL) < 0) {
			assert_int_equal(out.len, 0);
			continue;
		}
		accepted++;
		if (!kr_url_is_web(out.data) && !kr_str_starts(out.data, "file://"))
			fail_msg("'%s' gives '%s'", text.data, out.data);
		if (!kr_url_resolve(NULL, out.data, out.len, &again) ||
		        strcmp(out.data, again.data))
			fail_msg("'%s' gives '%s', and that '%s'", text.data, out.data, again.data);
		for (int brief = 0; brief < 2; brief++) {
			kr_str_clear(&again);
			kr_url_display(out.data, brief, &again);
			kr_str_clear(&text);
			kr_utf8_clean(&text, again.data, again.len, KR_UTF8_LINE);
			assert_string_equal(text.data, again.data);
		}
	}
	assert_true(accepted > 1000);
	kr_str_fini(&text);
	kr_str_fini(&out);
	kr_str_fini(&again);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(pasted),
	        cmocka_unit_test(too_long),
	        cmocka_unit_test(any_paste),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
