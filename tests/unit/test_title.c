#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kread/extract/extract.h"

#define TEXT                                                                                                           \
	"<p>The council met on Monday, and after a long debate it decided to close the bridge, which is in a bad "     \
	"state.</p><p>Drivers will have to take the old road, said the mayor; buses will be late, and schools open "   \
	"later.</p>"
#define TEXT_ZH                                                                                                                                                      \
	"<p>河水在清晨退了下去，露出一条很多人没有见过的石阶，一共八十七级，每一级都有半米多宽，一直通到水里。</p>" \
	"<p>老人说，这条路以前通到对岸的集市，每逢初一十五，天不亮就有人挑着担子走下来等船，一等就是大半天。</p>"

/* B34: among what the page calls its title the one that another source confirms. */
static void titles(void **state)
{
	static const struct {
		const char *html, *want;
	} cases[] = {
	        {"<html lang=zh><title>王五：谁在说谎_要闻_某网</title><script "
	         "type=application/ld+json>{\"@type\":\"NewsArticle\","
	         "\"name\":\"某网\"}</script><body><h1>王五：谁在说谎</h1>" TEXT_ZH,
	                "王五：谁在说谎"},
	        {"<html lang=zh><title>石阶重见天日 - 江岸新闻网</title><body><div "
	         "class=title>石阶重见天日</div>" TEXT_ZH,
	                "石阶重见天日"},
	        {"<html lang=zh><title>石阶重见天日｜江岸新闻</title><body><h1>石阶重见天日</h1>" TEXT_ZH,
	                "石阶重见天日"},
	        {"<html lang=en><title>Bridge closed for a month \xe2\x80\x93 The Bank Gazette</title><body><h1>The "
	         "Bank Gazette</h1>"
	         "<h2>Bridge closed for a month</h2>" TEXT,
	                "Bridge closed for a month"},
	        {"<html lang=en><title>Bridge closed: what drivers must know | Gazette</title><meta property=og:title "
	         "content=\"Bridge closed: what drivers must know\"><body><h1>Bridge closed: what drivers must "
	         "know</h1>" TEXT,
	                "Bridge closed: what drivers must know"},
	        {"<html lang=en><meta property=og:title content=\"Bridge &amp; road "
	         "closed\"><title>Bridge &amp; road closed - Gazette</title><body>" TEXT,
	                "Bridge & road closed"},
	        {"<html lang=en><title>Bridge closed for a month | The Gazette</title><meta property=og:title "
	         "content=\"Bridge closed for a month\"><body><h1><span class=kicker>Traffic</span> <span "
	         "class=headline>Bridge closed for a month</span></h1>" TEXT,
	                "Bridge closed for a month"},
	        {"<html lang=de><title>Alte Br\xc3\xbc"
	         "cke bleibt zu - Kurier</title><body><h1><span "
	         "class=topline>Stadtrat</span><br><span>Alte Br\xc3\xbc"
	         "cke bleibt zu</span></h1>" TEXT,
	                "Alte Br\xc3\xbc"
	                "cke bleibt zu"},
	        {"<html lang=en><title>Bridge\n closed &#27;[31m&#155;</title><body><h1>Bridge closed</h1>" TEXT,
	                "Bridge closed"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_extract_input in = {.data = cases[i].html,
		        .len = strlen(cases[i].html),
		        .url = "https://news.example/a/2026/8731.html",
		        .content_type = "text/html; charset=utf-8"};
		struct kr_doc *doc = NULL;

		assert_int_equal(kr_extract_page(&in, &doc, NULL), 0);
		assert_string_equal(doc->title ? doc->title : "(absent)", cases[i].want);
		kr_doc_free(doc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(titles)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
