/* Pages that only lead to another one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kread/extract/extract.h"

#define URL "http://n.example/a/0.html"
#define LONG                                                                                       \
	"The harbour office counted the boats again this morning, and the number was the same as " \
	"on every other day "                                                                      \
	"of "                                                                                      \
	"the month, which nobody had expected, least of all the harbour master, who had counted "  \
	"them himself at "                                                                         \
	"night. "
#define SHORT                                                                                      \
	"<h1>渡口重开</"                                                                       \
	"h1><p>江城的老渡口在本月十五日重新开放，第一班船载着两百多"     \
	"名乘客驶向对岸。</"                                                               \
	"p><p>渡口停用已有九"                                                               \
	"年，修缮工程历时十四个月，码头、栈桥和候船室都按原样重建"     \
	"。</"                                                                                    \
	"p><p>船票仍然是两元，老人和学生免费。</p>"
#define NOTICE                                                                                     \
	"<p>This page has moved to our new site. Please update your bookmarks. If nothing "        \
	"happens within five "                                                                     \
	"seconds, follow <a href=/n>this link</a>.</p>"
#define ARTICLE                                                                                    \
	"<article><h1>Boats counted</h1><p>" LONG LONG "</p><p>" LONG LONG "</p><p>" LONG LONG     \
	"</p></article>"
#define SCRIPT(code) "<html><body><script>" code "</script>Redirecting</body></html>"

static const struct {
	const char *html, *to; /* NULL: nowhere */
} cases[] = {
        {"<META HTTP-EQUIV=Refresh CONTENT=\"0; URL='/a/1.html'\">", "http://n.example/a/1.html"},
        {"<meta http-equiv=refresh content='0;url=1.html'>", "http://n.example/a/1.html"},
        {"<meta http-equiv=refresh content=5;http://m.example/>", "http://m.example/"},
        {"<meta http-equiv=refresh content='0.5 , Url = \"/b?x=1&amp;y=2\" tail'>",
                "http://n.example/b?x=1&y=2"},
        {"<meta http-equiv=refresh content='6;url=1.html'>", NULL},
        {"<meta http-equiv=refresh content='99999999999999999999;url=1.html'>", NULL},
        {"<meta http-equiv=refresh content='0'>", NULL},
        {"<meta http-equiv=refresh content='0;url='>", NULL},
        {"<meta http-equiv=refresh content='url=1.html'>", NULL},
        {"<meta http-equiv=refresh content='0;url=0.html#top'>", NULL},
        {"<meta http-equiv=refresh content='0;url=" URL "'>", NULL},
        {"<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", NULL},
        {"<meta http-equiv=refresh content='0;url=file:///etc/passwd'>", NULL},
        {"<meta name=refresh content='0;url=1.html'>", NULL},
        {"<noscript><meta http-equiv=refresh content='0;url=1.html'></noscript>",
                "http://n.example/a/1.html"},
        {"<noscript><meta http-equiv=refresh content='0;url=old.html'></noscript>" ARTICLE, NULL},
        {"<noscript><meta http-equiv=refresh content='0;url=old.html'></noscript>" SHORT, NULL},
        {"<noscript><meta http-equiv=refresh content='0;url=old.html'></noscript>" NOTICE, NULL},
        {"<meta http-equiv=refresh content='0;url=1.html'>" NOTICE, "http://n.example/a/1.html"},
        {"<meta http-equiv=refresh content='0;url=1.html'>" ARTICLE, NULL},
        {"<meta http-equiv=refresh content='0;url=1.html'>" SHORT, NULL},
        {"<body onload=\"location.replace('http://h.example/x')\">Redirecting</body>",
                "http://h.example/x"},
        {SCRIPT("window.location = '/1';"), "http://n.example/1"},
        {SCRIPT("var t = 1; top.location.href=\"http:\\/\\/h.example\\/1\";"),
                "http://h.example/1"},
        {SCRIPT("if (self.location.assign( '/1' )) {}"), "http://n.example/1"},
        {SCRIPT("location.href = '/1?' + id;"), NULL},
        {SCRIPT("location.replace('/1' + id)"), NULL},
        {SCRIPT("if (location.href == '/1') go();"), NULL},
        {SCRIPT("my_location = '/1'; locations = '/2';"), NULL},
        {SCRIPT("location = 'javascript:x()'; location = 'unended"), NULL},
        {SCRIPT("location = 'a\\x41';"), NULL},
        {SCRIPT("location = '/1';") ARTICLE, NULL},
        {"<script>location='/1'</script>", "http://n.example/1"},
        /* AMP: to the article of the same site, whether it has text or not */
        {"<html amp><link rel=canonical href=/a/1.html>" ARTICLE, "http://n.example/a/1.html"},
        {"<html ⚡><head><link rel=canonical href=/a/1.html><style "
         "amp-boilerplate>a{}</style></head>" ARTICLE,
                "http://n.example/a/1.html"},
        {"<html amp><link rel=canonical href=" URL ">" ARTICLE, NULL},
        {"<html amp><link rel=canonical href=http://elsewhere.example/a/1.html>" ARTICLE, NULL},
        {"<html amp>" ARTICLE, NULL},
        {"<html><link rel=canonical href=/a/1.html>" ARTICLE, NULL},
};

static void test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_extract_input in = {
		        .data = cases[i].html, .len = strlen(cases[i].html), .url = URL};
		struct kr_doc *doc = NULL;
		struct kr_err err;

		assert_int_equal(kr_extract_page(&in, &doc, &err), 0);
		if (!cases[i].to != !doc->redirect ||
		        (cases[i].to && strcmp(doc->redirect, cases[i].to) != 0))
			fail_msg("%s -> %s", cases[i].html,
			        doc->redirect ? doc->redirect : "nowhere");
		kr_doc_free(doc);
	}
}

static void test_headers(void **state)
{
	static const struct {
		const char *html, *header;
		bool set_cookie;
		const char *to; /* NULL: nowhere */
	} rows[] = {
	        {"", "0; url=/ok", false, "http://n.example/ok"},
	        {" \n", "2;URL=http://m.example/", false, "http://m.example/"},
	        {"", "6; url=/ok", false, NULL},
	        {ARTICLE, "0; url=/ok", false, NULL},
	        {"", "0; url=" URL, false, NULL},
	        {"", "0; url=https://n.example/a/0.html", false, "https://n.example/a/0.html"},
	        {"", "0", false, NULL},
	        /* with a cookie, the same address may give another page */
	        {"", "0", true, URL},
	        {"<meta http-equiv=refresh content='1;url=" URL "'>", NULL, true, URL},
	        {"<meta http-equiv=refresh content=1>", NULL, true, URL},
	        {"<meta http-equiv=refresh content=60>", NULL, true, NULL},
	        {SCRIPT("window.location.reload(true);"), NULL, true, URL},
	        {SCRIPT("window.location.reload(true);"), NULL, false, NULL},
	        {"<meta http-equiv=refresh content='1;url=" URL "'>" ARTICLE, NULL, true, NULL},
	        {"<html amp><link rel=canonical href=" URL ">" ARTICLE, NULL, true, NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kr_extract_input in = {.data = rows[i].html,
		        .len = strlen(rows[i].html),
		        .url = URL,
		        .refresh_header = rows[i].header,
		        .set_cookie = rows[i].set_cookie};
		struct kr_doc *doc = NULL;

		assert_int_equal(kr_extract_page(&in, &doc, NULL), 0);
		if (!rows[i].to != !doc->redirect ||
		        (rows[i].to && strcmp(doc->redirect, rows[i].to) != 0))
			fail_msg("%zu -> %s", i, doc->redirect ? doc->redirect : "nowhere");
		kr_doc_free(doc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_cases), cmocka_unit_test(test_headers)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
