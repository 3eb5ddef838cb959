/* Site rules: what their XPaths select replaces what the stages found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kread/base/utf8.h"
#include "kread/extract/extract.h"

static const char page[] =
        "<html><head><title>Harbour news</title><meta name=who content='Ann Reed'></head><body>"
        "<h1>Harbour news</h1><h2 class=head>The old bridge<br>opens again</h2>"
        "<p class=meta>Posted 2024-05-06 07:08 <b class=src>River Post</b></p>"
        "<div id=text><p>The bridge over the river opens on Monday, after two years of work.</p>"
        "<p class=promo>Subscribe to our letter, it costs nothing.</p>"
        "<p>Walkers may cross it at any hour, and carts by day only.</p>"
        "<ul class=more><li><a href=/a/2.html>The new ferry is late for the third time</a></li>"
        "<li><a href=/a/3.html>Bees return to the gardens of the town</a></li></ul></div>"
        "<div id=side><p>Weather: rain in the morning, and wind from the west all day.</p>"
        "<a class=on href=/a/1.html?p=2>onward</a></div></body></html>";

static struct kr_doc *extract(const char *html, const char *rules, enum kr_mode mode)
{
	const struct kr_extract_input in = {.data = html,
	        .len = strlen(html),
	        .url = "https://news.example/a/1.html",
	        .rules = rules,
	        .rules_name = "my.rules",
	        .mode = mode};
	struct kr_doc *doc = NULL;

	assert_int_equal(kr_extract_page(&in, &doc, NULL), 0);
	return doc;
}

static void assert_body(const struct kr_doc *doc, const char *has, const char *has_not)
{
	struct kr_str body;

	kr_str_init(&body);
	kr_doc_body(doc, &body);
	if (!strstr(body.data, has) || strstr(body.data, has_not))
		fail_msg("body: %s", body.data);
	kr_str_fini(&body);
}

static void every_key(void **state)
{
	struct kr_doc *doc = extract(page,
	        "# comment\n; another\n\n"
	        "title = //h3\ntitle = //h2[@class='head']\ntitle = //title\n"
	        "time = //p[@class='meta']\nsource = //b[@class='src']\nauthors = "
	        "//meta[@name='who']/@content\n"
	        "body = //*[@id='text']\nrecommendations = //ul[@class='more']\ndrop = "
	        "//p[@class='promo']\n"
	        "drop = //nothing\nnext_page = //a[@class='on']\n",
	        KR_MODE_ARTICLE);

	(void)state;
	assert_int_equal(doc->nwarnings, 0);
	assert_string_equal(doc->title, "The old bridge opens again");
	assert_string_equal(doc->published, "2024-05-06T07:08");
	assert_string_equal(doc->source, "River Post");
	assert_int_equal(doc->authors.n, 1);
	assert_string_equal(doc->authors.v[0], "Ann Reed");
	assert_string_equal(doc->next_page, "https://news.example/a/1.html?p=2");
	assert_body(doc, "The bridge over", "Subscribe");
	assert_body(doc, "Walkers may", "Weather");
	assert_body(doc, "Walkers may", "ferry");
	assert_int_equal(doc->nrecs, 2);
	assert_string_equal(doc->recs[0].title, "The new ferry is late for the third time");
	assert_string_equal(doc->recs[1].url, "https://news.example/a/3.html");
	kr_doc_free(doc);
}

/* The body is the whole element; what the rules do not select is left to the stages. */
static void only_body(void **state)
{
	struct kr_doc *doc = extract(
	        page, "body = //*[@id='nothing']\r\nbody = //*[@id='side']\r\n", KR_MODE_ARTICLE);

	(void)state;
	assert_int_equal(doc->nwarnings, 0);
	assert_body(doc, "Weather", "bridge");
	assert_non_null(doc->title);
	kr_doc_free(doc);
	doc = extract(page, "body = //*[@id='nothing']\n", KR_MODE_ARTICLE);
	assert_body(doc, "The bridge over", "onward");
	kr_doc_free(doc);
	doc = extract("<p>A paragraph that is shown to all readers.</p><div id=more "
	              "style='display:none'><p>folded "
	              "words</p></div>",
	        "body = //*[@id='more']\n", KR_MODE_ARTICLE);
	assert_body(doc, "folded words", "shown");
	kr_doc_free(doc);
	doc = extract(page, "drop = //p\n", KR_MODE_RAW);
	assert_body(doc, "Subscribe", "\x01");
	kr_doc_free(doc);
}

static void faults(void **state)
{
	static const struct {
		const char *rules, *says;
	} cases[] = {
	        {"titel = //h1", "my.rules:1: unknown key titel"},
	        {"# a\n\ntitle //h1", "my.rules:3: not of the form key = XPath"},
	        {"title =", "my.rules:1: the XPath is missing"},
	        {"title = //h1\ntime = //p[", "my.rules:2: not an XPath, near character 5"},
	        {"title = //h1\ntitle = //h2[",
	                "my.rules:2: not an XPath, near character 6"}, /* although not needed */
	        {"title = nosuch(//h1)",
	                "my.rules:1: this XPath calls a function that does not exist"},
	        {"title = $x", "my.rules:1: XPath variables are not supported"},
	        {"title = x:h1", "my.rules:1: this XPath has a prefix: there are no namespaces"},
	        {"title = 1 + 1", "my.rules:1: this XPath gives neither elements nor a text"},
	        {"body = string(//p)", "my.rules:1: this XPath gives no elements"},
	        {"drop = //p/@class", "my.rules:1: drop needs elements, and this XPath gives none"},
	        {"drop = //namespace::*",
	                "my.rules:1: drop needs elements, and this XPath gives none"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_doc *doc = extract(page, cases[i].rules, KR_MODE_ARTICLE);

		if (doc->nwarnings != 1)
			fail_msg("%s: %zu warnings", cases[i].rules, doc->nwarnings);
		assert_string_equal(doc->warnings[0].code, "site-rules");
		assert_string_equal(doc->warnings[0].text, cases[i].says);
		kr_doc_free(doc);
	}
}

/* No tree is made for XPath of more than half a million nodes. */
static void large_pages(void **state)
{
	struct kr_str html;
	struct kr_doc *doc;

	(void)state;
	kr_str_init(&html);
	for (int i = 0; i < 130000; i++)
		kr_str_addz(&html, "<p a b>w");
	doc = extract(html.data, "title = //p[1]\n", KR_MODE_ARTICLE);
	assert_string_equal(doc->warnings[0].code, "site-rules");
	assert_non_null(strstr(doc->warnings[0].text, "too large for site rules"));
	kr_doc_free(doc);
	kr_str_fini(&html);
}

/* A page cannot make an expression run for ever, nor evade the depth limit. */
static void hostile_pages(void **state)
{
	struct kr_str html;
	struct kr_doc *doc;

	(void)state;
	kr_str_init(&html);
	for (int i = 0; i < 20000; i++)
		kr_str_addz(&html, "<div><p>word</p>");
	doc = extract(
	        html.data, "drop = //*[count(.//*) > count(//p)]\ntitle = //p\n", KR_MODE_ARTICLE);
	assert_int_equal(doc->nwarnings, 1);
	assert_string_equal(
	        doc->warnings[0].text, "my.rules:1: this XPath takes too long on this page");
	kr_doc_free(doc);
	doc = extract(html.data, "title = //p\n", KR_MODE_ARTICLE);
	assert_string_equal(doc->warnings[0].code, "no-text");
	assert_string_equal(doc->title, "word");
	kr_doc_free(doc);
	kr_str_fini(&html);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_key),
	        cmocka_unit_test(only_body),
	        cmocka_unit_test(faults),
	        cmocka_unit_test(large_pages),
	        cmocka_unit_test(hostile_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
