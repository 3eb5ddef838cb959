/* Feeds, the next page, and the page's own address. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "extract/meta/links_priv.h"

static struct kr_doc *extract(const char *html, const char *url, const char *link_header)
{
	struct kr_extract_input in = {
	        .data = html, .len = strlen(html), .url = url, .link_header = link_header};
	struct kr_doc *doc = NULL;
	struct kr_err err;

	assert_int_equal(kr_extract_page(&in, &doc, &err), 0);
	return doc;
}

static void test_continue(void **state)
{
	static const struct {
		const char *from, *next;
		bool same;
	} cases[] = {
	        {"http://n.example/a/1.html", "http://n.example/a/1_2.html", true},
	        {"http://n.example/a/1_2.html", "http://n.example/a/1_3.html", true},
	        {"http://n.example/a/1_2.html", "http://n.example/a/1.html", false}, /* previous */
	        {"http://n.example/a/1_3.html", "http://n.example/a/1_2.html",
	                false}, /* previous */
	        {"http://n.example/a/1.html", "http://n.example/a/2.html",
	                false}, /* another article */
	        {"http://n.example/a/1.html", "http://m.example/a/1_2.html", false},
	        {"http://n.example/a/20190907/516891.shtml",
	                "http://n.example/a/20190907/516891_2.shtml", true},
	        {"http://n.example/a/20190907/516891_s.shtml",
	                "http://n.example/a/20190907/516892_s.shtml", false},
	        {"http://n.example/story/", "http://n.example/story/2/", true},
	        {"http://n.example/story/2/", "http://n.example/story/3/", true},
	        {"http://n.example/story", "http://n.example/story/page/2", true},
	        {"http://n.example/story", "http://n.example/story/page-2", true},
	        {"http://n.example/story?id=7", "http://n.example/story?id=7&page=2", true},
	        {"http://n.example/story?id=7", "http://n.example/story?id=8", false},
	        {"http://n.example/story?id=7&page=2", "http://n.example/story?id=7&page=3", true},
	        {"http://n.example/story?id=7&page=2", "http://n.example/story?id=7&page=1", false},
	        {"http://n.example/story?page=2&id=7", "http://n.example/story?page=3&id=7", true},
	        {"http://n.example/2020/05/06", "http://n.example/2020/05/07", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (kr_next_page_continues(cases[i].from, cases[i].next) != cases[i].same)
			fail_msg("%s -> %s", cases[i].from, cases[i].next);
}

static void test_next_page(void **state)
{
	static const struct {
		const char *html, *next;
	} cases[] = {
	        {"<p>正文</p><a href=/a/1_2.html>下一页</a>", "http://n.example/a/1_2.html"},
	        {"<p>正文</p><a href=/a/1_2.html>余下全文</a>", "http://n.example/a/1_2.html"},
	        {"<p>正文</p><a href=/a/2.html>下一篇</a>", NULL},
	        {"<p>正文</p><a href=/a/2.html>下一页</a>", NULL},
	        {"<link rel=next href=/a/2.html><p>Text</p>",
	                NULL}, /* the next article of a blog */
	        {"<link rel=next href=1_2.html><p>Text</p>", "http://n.example/a/1_2.html"},
	        {"<p>1 <a href=1_2.html>2</a> <a href=1_3.html>3</a></p>",
	                "http://n.example/a/1_2.html"},
	        {"<a href=1_2.html>Next page »</a>", "http://n.example/a/1_2.html"},
	        {"<a href=1_2.html>Two reasons to stay at home</a>", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_doc *doc = extract(cases[i].html, "http://n.example/a/1.html", NULL);

		if (!cases[i].next)
			assert_null(doc->next_page);
		else
			assert_string_equal(doc->next_page, cases[i].next);
		kr_doc_free(doc);
	}
}

static void test_feeds(void **state)
{
	const char *html =
	        "<head><link rel=\"ALTERNATE feed\" type=application/rss+xml href=feed/ title=' "
	        "All  news '>"
	        "<link rel='alternate stylesheet' type=application/rss+xml href=dark.css>"
	        "<link rel=alternate type=application/atom+xml href=//n.example/comments.atom "
	        "title=Comments>"
	        "<link rel=alternate type=application/json href=/wp-json/posts/1>"
	        "<link rel=alternate hreflang=de href=/de/>"
	        "<link rel=alternate type='application/rss+xml; charset=utf-8' "
	        "href=feed/></head><p>Text";
	struct kr_doc *doc = extract(html, "https://n.example/news/",
	        "</style.css>; rel=preload, <https://n.example/h, x.json>; title=\"A, B; C\"; "
	        "rel=\"alternate\"; "
	        "type=\"application/feed+json\"");

	(void)state;
	assert_int_equal(doc->nfeeds, 3);
	assert_string_equal(
	        doc->feeds[0].url, "https://n.example/news/feed/"); /* the slash stays */
	assert_string_equal(doc->feeds[0].title, "All news");
	assert_string_equal(doc->feeds[0].type, "application/rss+xml");
	assert_string_equal(doc->feeds[1].url, "https://n.example/comments.atom");
	assert_string_equal(doc->feeds[2].title, "A, B; C");
	kr_doc_free(doc);

	doc = extract("<p>Text <a href=/about>About</a> <a href=/rss.xml>RSS</a>",
	        "https://n.example/", NULL);
	assert_int_equal(doc->nfeeds, 1);
	assert_string_equal(doc->feeds[0].url, "https://n.example/rss.xml");
	kr_doc_free(doc);
}

static void test_broken_link_headers(void **state)
{
	static const char *const headers[] = {"", "<", "<x>", "<x>;", "<x>; rel",
	        "<x>; rel=", "<x>; rel=\"", "<x>; rel=\"alternate", ",,,",
	        "<x>; rel=alternate; type=", "; rel=alternate"};

	(void)state;
	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
		struct kr_doc *doc = extract("<p>Text", "https://n.example/", headers[i]);

		assert_int_equal(doc->nfeeds, 0);
		kr_doc_free(doc);
	}
}

static void test_canonical(void **state)
{
	static const struct {
		const char *html, *own;
	} cases[] = {
	        {"<link rel=canonical href=/a/1>", "https://www.n.example.com/a/1"},
	        {"<link rel='shortlink canonical' href=https://n.example.com/a/1>",
	                "https://n.example.com/a/1"},
	        {"<link rel=canonical href=https://other.example.org/a/1>", NULL},
	        {"<link rel=canonical href=/>", NULL},
	        {"<link rel=canonical href=/><meta property=og:url "
	         "content=https://m.example.com/a/1>",
	                "https://m.example.com/a/1"},
	        {"<link rel=canonical href='javascript:0'>", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_doc *doc =
		        extract(cases[i].html, "https://www.n.example.com/a/1?amp=1", NULL);

		if (!cases[i].own)
			assert_null(doc->canonical_url);
		else
			assert_string_equal(doc->canonical_url, cases[i].own);
		kr_doc_free(doc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_continue),
	        cmocka_unit_test(test_next_page),
	        cmocka_unit_test(test_feeds),
	        cmocka_unit_test(test_broken_link_headers),
	        cmocka_unit_test(test_canonical),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
