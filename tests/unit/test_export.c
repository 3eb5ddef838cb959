#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "kread/doc/export.h"
#include "kread/doc/json.h"

typedef void export_fn(const struct kr_doc *doc, struct kr_str *out);

static void run(export_fn *fn, const char *json, struct kr_str *out)
{
	struct kr_doc *doc = NULL;
	struct kr_err err = {0};

	kr_str_init(out);
	if (kr_json_read(json, strlen(json), &doc, &err) < 0)
		fail_msg("%s", err.msg);
	fn(doc, out);
	kr_doc_free(doc);
}

#define P(text) "{\"blocks\": [{\"type\": \"paragraph\", \"spans\": [{\"text\": \"" text "\"}]}]}"

struct export_case {
	const char *json, *out;
};

/* Text of a page never becomes markup. */
static const struct export_case markdown[] = {
        {"{\"title\": \"T\", \"media\": [{\"type\": \"video\", \"url\": "
         "\"https://x.example/a.mp4\", "
         "\"title\": \"A [b]\", \"duration\": 66}, {\"type\": \"audio\", \"url\": "
         "\"https://x.example/b.mp3\"}]}",
                "# T\n\n[video: A \\[b\\], 1:06](<https://x.example/a.mp4>)\n\n"
                "[audio](<https://x.example/b.mp3>)\n"},
        {"{}", ""},
        {P("plain text, (really) 3.14 - yes!"), "plain text, (really) 3.14 - yes\\!\n"},
        {P("# no heading"), "\\# no heading\n"},
        {P("- no item"), "\\- no item\n"},
        {P("+ no item"), "\\+ no item\n"},
        {P("1. no number"), "1\\. no number\n"},
        {P("1234) no number"), "1234\\) no number\n"},
        {P("> no quote"), "\\> no quote\n"},
        {P("==="), "\\===\n"},
        {P("---"), "\\---\n"},
        {P("~~~"), "\\~\\~\\~\n"},
        {P("*a* _b_ `c` [d](e) <b>"), "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<b\\>\n"},
        {P("a \\\\ b &amp; $x$ | y"), "a \\\\ b \\&amp; \\$x\\$ \\| y\n"},
        {"{\"title\": \"A [title]\", \"published\": \"2024-01-02\", \"site\": \"S\", \"authors\": "
         "[\"X\", \"Y\"], "
         "\"url\": \"https://x.example/a(b)\"}",
                "# A \\[title\\]\n\n2024-01-02  S  X, Y\n\n<https://x.example/a(b)>\n"},
        {"{\"blocks\": [{\"type\": \"heading\", \"level\": 3, \"spans\": [{\"text\": \"H\"}]}, "
         "{\"type\": \"rule\"}]}",
                "### H\n\n* * *\n"},
        {"{\"blocks\": [{\"type\": \"quote\", \"level\": 2, \"spans\": [{\"text\": \"q\"}]}]}",
                "> > q\n"},
        {"{\"blocks\": [{\"type\": \"paragraph\", \"spans\": [{\"text\": \"go \"}, {\"text\": \" "
         "there \", \"href\": "
         "\"https://x.example/a)b<c d&lt;&q=1;\", \"style\": \"strong\"}, {\"text\": \"now\"}]}]}",
                "go  [**there**](<https://x.example/a)b%3Cc%20d&amp;lt;&q=1;>) now\n"},
        {"{\"blocks\": [{\"type\": \"paragraph\", \"spans\": [{\"text\": \"a`b\", \"style\": "
         "\"code\"}, {\"text\": \"` "
         "\", "
         "\"style\": \"strong code\"}]}]}",
                "``a`b``**`` ` ``** \n"},
        {"{\"blocks\": [{\"type\": \"list\", \"items\": [{\"spans\": [{\"text\": \"a\"}]}, "
         "{\"spans\": [{\"text\": \"- "
         "b\"}], "
         "\"depth\": 1}, {\"spans\": [{\"text\": \"c\"}], \"number\": 3}]}]}",
                "- a\n    - \\- b\n3. c\n"},
        {"{\"blocks\": [{\"type\": \"list\", \"items\": [{\"spans\": [{\"text\": \"a\"}]}, "
         "{\"spans\": [{\"text\": \"b\"}], \"kind\": \"more\"}]}]}",
                "- a\n\n    b\n"},
        {"{\"blocks\": [{\"type\": \"code\", \"lang\": \"c`x y\", \"spans\": [{\"text\": "
         "\"```\\n\\tx\"}]}]}",
                "````c\n```\n\tx\n````\n"},
        {"{\"blocks\": [{\"type\": \"table\", \"rows\": [[{\"spans\": [{\"text\": \"a|b\"}], "
         "\"colspan\": 2}], "
         "[{\"spans\": "
         "[{\"text\": \"c\"}]}]]}]}",
                "| a\\|b | |\n| --- | --- |\n| c | |\n"},
        {"{\"blocks\": [{\"type\": \"figure\", \"src\": \"https://x.example/p.jpg\", \"alt\": "
         "\"[x]\", \"caption\": "
         "[{\"text\": \"cap\"}]}]}",
                "![\\[x\\]](<https://x.example/p.jpg>)\n\ncap\n"},
        {"{\"url\": \"file:///etc/passwd\", \"blocks\": [{\"type\": \"figure\", \"src\": "
         "\"file:///x.png\"}]}",
                ""},
};

static const struct export_case html[] = {
        {P("a <script>alert('x')</script> & \\\"b\\\""),
                "<p>a &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;b&quot;</p>\n"},
        {"{\"blocks\": [{\"type\": \"paragraph\", \"spans\": [{\"text\": \"x\", \"href\": "
         "\"https://x.example/\\\"><b>\", "
         "\"style\": \"emphasis strong\"}]}]}",
                "<p><a "
                "href=\"https://x.example/&quot;&gt;&lt;b&gt;\"><em><strong>x</strong></em></a></"
                "p>\n"},
        {"{\"blocks\": [{\"type\": \"paragraph\", \"spans\": [{\"text\": \"x\", \"href\": "
         "\"file:///etc/passwd\"}]}]}",
                "<p>x</p>\n"},
        {"{\"blocks\": [{\"type\": \"list\", \"items\": [{\"spans\": [{\"text\": \"a\"}]}, "
         "{\"spans\": [{\"text\": "
         "\"b\"}], "
         "\"depth\": 1, \"number\": 2}, {\"spans\": [{\"text\": \"c\"}]}]}]}",
                "<ul>\n<li>a<ol>\n<li value=\"2\">b</li></ol>\n</li>\n<li>c</li></ul>\n"},
        {"{\"blocks\": [{\"type\": \"list\", \"items\": [{\"spans\": [{\"text\": \"a\"}]}, "
         "{\"spans\": [{\"text\": \"b\"}], \"depth\": 1}, {\"spans\": [{\"text\": \"c\"}], "
         "\"kind\": \"more\"}]}]}",
                "<ul>\n<li>a<ul>\n<li>b</li></ul>\n<p>c</p></li></ul>\n"},
        {"{\"blocks\": [{\"type\": \"list\", \"items\": [{\"spans\": [{\"text\": \"a\"}], "
         "\"kind\": \"term\"}, {\"spans\": [{\"text\": \"b\"}], \"depth\": 1, \"kind\": "
         "\"description\"}]}]}",
                "<dl>\n<dt>a</dt>\n<dd>b</dd></dl>\n"},
        {"{\"blocks\": [{\"type\": \"table\", \"rows\": [[{\"spans\": [{\"text\": \"a\"}], "
         "\"header\": true, "
         "\"colspan\": 2}], "
         "[{\"rowspan\": 2}]]}]}",
                "<table>\n<tr><th colspan=\"2\">a</th></tr>\n<tr><td "
                "rowspan=\"2\"></td></tr>\n</table>\n"},
        {"{\"blocks\": [{\"type\": \"quote\", \"level\": 2, \"spans\": [{\"text\": \"q\"}]}]}",
                "<blockquote><blockquote><p>q</p></blockquote></blockquote>\n"},
        {"{\"blocks\": [{\"type\": \"code\", \"spans\": [{\"text\": \"<a>\\n\\tb\"}]}]}",
                "<pre><code>&lt;a&gt;\n\tb</code></pre>\n"},
        {"{\"blocks\": [{\"type\": \"figure\", \"src\": \"https://x.example/p.jpg?a&b\", "
         "\"width\": 10, \"height\": 5, "
         "\"caption\": [{\"text\": \"c\"}]}]}",
                "<figure><img src=\"https://x.example/p.jpg?a&amp;b\" alt=\"\" width=\"10\" "
                "height=\"5\"/><figcaption>c</figcaption></figure>\n"},
};

static const struct export_case plain[] = {
        {"{}", ""},
        {"{\"title\": \"T\", \"published\": \"2024-01-02\", \"source\": \"S\", \"site\": \"no\", "
         "\"url\": "
         "\"https://x.example/\", \"blocks\": [{\"type\": \"paragraph\", \"spans\": [{\"text\": "
         "\"*p*\"}]}]}",
                "T\n2024-01-02  S\nhttps://x.example/\n\n*p*\n"},
        {P("only"), "only\n"},
};

static void as_markdown(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof markdown / sizeof *markdown; i++) {
		struct kr_str out;

		run(kr_export_markdown, markdown[i].json, &out);
		assert_string_equal(out.data, markdown[i].out);
		kr_str_fini(&out);
	}
}

static void as_html(void **state)
{
	static const char head[] = "<!DOCTYPE html>\n<html>\n<head>\n<meta "
	                           "charset=\"utf-8\"/>\n<title></title>\n</head>\n"
	                           "<body>\n<article>\n";

	(void)state;
	for (size_t i = 0; i < sizeof html / sizeof *html; i++) {
		struct kr_str out;

		run(kr_export_html, html[i].json, &out);
		assert_memory_equal(out.data, head, sizeof head - 1);
		assert_memory_equal(out.data + sizeof head - 1, html[i].out, strlen(html[i].out));
		assert_string_equal(out.data + sizeof head - 1 + strlen(html[i].out),
		        "</article>\n</body>\n</html>\n");
		kr_str_fini(&out);
	}
}

static void html_head(void **state)
{
	struct kr_str out;

	(void)state;
	run(kr_export_html,
	        "{\"title\": \"</title><script>\", \"lang\": \"zh\\\"x\", \"url\": "
	        "\"https://x.example/\"}",
	        &out);
	assert_non_null(strstr(out.data, "<html lang=\"zh&quot;x\">"));
	assert_non_null(strstr(out.data, "<title>&lt;/title&gt;&lt;script&gt;</title>"));
	assert_non_null(
	        strstr(out.data, "<p><a href=\"https://x.example/\">https://x.example/</a></p>"));
	assert_null(strstr(out.data, "<script"));
	kr_str_fini(&out);
}

static void as_plain(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		struct kr_str out;

		run(kr_export_plain, plain[i].json, &out);
		assert_string_equal(out.data, plain[i].out);
		kr_str_fini(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(as_markdown),
	        cmocka_unit_test(as_html),
	        cmocka_unit_test(html_head),
	        cmocka_unit_test(as_plain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
