#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kread/extract/extract.h"

#define TEXT                                                                                       \
	"<p>The council met on Monday, and after a long debate it decided to close the bridge, "   \
	"which is in a bad "                                                                       \
	"state.</p><p>Drivers will have to take the old road, said the mayor; buses will be "      \
	"late, and schools open "                                                                  \
	"later.</p>"
#define TEXT_ZH                                                                                    \
	"<p>"                                                                                      \
	"河水在清晨退了下去，露出一条很多人没有见过的石阶，一共八"     \
	"十七级，每一级都有半米多宽，一直"                                         \
	"通到水里。</p>"                                                                      \
	"<p>"                                                                                      \
	"老人说，这条路以前通到对岸的集市，每逢初一十五，天不亮就"     \
	"有人挑着担子走下来等船，一等就是"                                         \
	"大半天。</p>"

/* Of the titles that the page gives, the one that another source confirms. */
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
	        {"<html "
	         "lang=zh><title>石阶重见天日｜江岸新闻</title><body><h1>石阶重见天日</h1>" TEXT_ZH,
	                "石阶重见天日"},
	        {"<html lang=en><title>Bridge closed for a month \xe2\x80\x93 The Bank "
	         "Gazette</title><body><h1>The "
	         "Bank Gazette</h1>"
	         "<h2>Bridge closed for a month</h2>" TEXT,
	                "Bridge closed for a month"},
	        {"<html lang=en><title>Bridge closed: what drivers must know | "
	         "Gazette</title><meta property=og:title "
	         "content=\"Bridge closed: what drivers must know\"><body><h1>Bridge closed: what "
	         "drivers must "
	         "know</h1>" TEXT,
	                "Bridge closed: what drivers must know"},
	        {"<html lang=en><meta property=og:title content=\"Bridge &amp; road "
	         "closed\"><title>Bridge &amp; road closed - Gazette</title><body>" TEXT,
	                "Bridge & road closed"},
	        {"<html lang=en><title>Bridge closed for a month | The Gazette</title><meta "
	         "property=og:title "
	         "content=\"Bridge closed for a month\"><body><h1><span "
	         "class=kicker>Traffic</span> <span "
	         "class=headline>Bridge closed for a month</span></h1>" TEXT,
	                "Bridge closed for a month"},
	        {"<html lang=de><title>Alte Br\xc3\xbc"
	         "cke bleibt zu - Kurier</title><body><h1><span "
	         "class=topline>Stadtrat</span><br><span>Alte Br\xc3\xbc"
	         "cke bleibt zu</span></h1>" TEXT,
	                "Alte Br\xc3\xbc"
	                "cke bleibt zu"},
	        {"<html lang=en><title>Bridge\n closed &#27;[31m&#155;</title><body><h1>Bridge "
	         "closed</h1>" TEXT,
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

struct page {
	const char *head, *top, *want;
};

static void check(const struct page *p, const char *url, const char *lang, const char *text)
{
	struct kr_str html;
	struct kr_extract_input in = {.url = url, .content_type = "text/html; charset=utf-8"};
	struct kr_doc *doc = NULL;

	kr_str_init(&html);
	kr_str_addf(&html, "<html lang=%s><head>%s</head><body>%s%s</body></html>", lang, p->head,
	        p->top, text);
	in.data = html.data;
	in.len = html.len;
	assert_int_equal(kr_extract_page(&in, &doc, NULL), 0);
	if (!doc->title || strcmp(doc->title, p->want) != 0)
		fail_msg("%s instead of %s for %s %s", doc->title ? doc->title : "nothing", p->want,
		        p->head, p->top);
	kr_doc_free(doc);
	kr_str_fini(&html);
}

#define OG(s)        "<meta property=og:title content='" s "'>"
#define SITE_NAME(s) "<meta property=og:site_name content='" s "'>"

/* The names of site and section around a headline, in Chinese. */
static void names_zh(void **state)
{
	static const struct page pages[] = {
	        /* only the title element */
	        {"<title>王五：谁在说谎_要闻_某网</title>", "", "王五：谁在说谎"},
	        {"<title>石阶重见天日-国内新闻-江岸日报</title>", "", "石阶重见天日"},
	        {"<title>石阶重见天日—要闻—江岸日报</title>", "", "石阶重见天日"},
	        {"<title>石阶重见天日 | 要闻 - 江岸新闻网</title>", "", "石阶重见天日"},
	        {"<title>石阶重见天日_要闻频道_江岸新闻网_example.com</title>", "", "石阶重见天日"},
	        {"<title>市长：大桥年内修好_江岸新闻网</title>", "", "市长：大桥年内修好"},
	        /* a date beside the headline */
	        {"<title>石阶重见天日_江岸新闻网</title>",
	                "<h1>石阶重见天日 <span>2020年2月10日</span></h1>", "石阶重见天日"},
	        {"<title>石阶</title>", "<h1><time>2020-02-10 09:05</time> 石阶重见天日</h1>",
	                "石阶重见天日"},
	        /* og:title is the site's name */
	        {"<title>石阶重见天日_江岸新闻网</title>" OG("江岸新闻网"), "", "石阶重见天日"},
	        {"<title>王五：谁在说谎_某网</title>" OG("某网"), "", "王五：谁在说谎"},
	        {"<title>江岸新闻网</title>" OG("江岸新闻网"), "<h1>石阶重见天日</h1>",
	                "石阶重见天日"},
	        {"<title>石阶重见天日_江岸新闻网</title>" OG("江岸新闻网"),
	                "<h1><a href=/>江岸新闻网</a></h1>", "石阶重见天日"},
	        /* the page gives the site's name, with a colon, too */
	        {"<title>江岸之声：石阶重见天日</title>" SITE_NAME("江岸之声"), "", "石阶重见天日"},
	        {"<title>石阶重见天日：江岸之声</title>" SITE_NAME("江岸之声"), "", "石阶重见天日"},
	        {"<title>石阶重见天日｜新岸</title>", "<a href=/><img src=l.png alt=新岸></a>",
	                "石阶重见天日"},
	        {"<title>新岸 - 石阶重见天日</title>", "<a href=/>新岸</a>", "石阶重见天日"},
	        {"<title>石阶重见天日 - 深度 - 新岸</title>",
	                "<a href=/>新岸</a><a href=/s/>深度</a>", "石阶重见天日"},
	        {"<title>石阶重见天日_新岸</title>", "<footer>© 2020 新岸传媒</footer>",
	                "石阶重见天日"},
	        {"<title>【江岸新闻网】石阶重见天日</title>" SITE_NAME("江岸新闻网"),
	                "<h1>石阶重见天日</h1>", "石阶重见天日"},
	        {"<title>石阶重见天日_某网</title><script "
	         "type=application/ld+json>{\"@type\":\"NewsArticle\","
	         "\"headline\":\"某网\"}</script>",
	                "", "石阶重见天日"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		check(&pages[i], "https://news.example/a/2026/8731.html", "zh", TEXT_ZH);
}

static void names_en(void **state)
{
	static const struct page pages[] = {
	        {"<title>Bridge closed for a month | World | The Bank Gazette</title>", "",
	                "Bridge closed for a month"},
	        {"<title>Bridge closed for a month \xe2\x80\x93 Local news \xe2\x80\x93 The Bank "
	         "Gazette</title>",
	                "", "Bridge closed for a month"},
	        {"<title>Bridge closed for a month\xe2\x80\x94The Bank Gazette</title>", "",
	                "Bridge closed for a month"},
	        {"<title>The Lantern: Bridge closed for a month</title>",
	                "<a href=/>The Lantern</a>", "Bridge closed for a month"},
	        {"<title>The Lantern | Bridge closed for a month</title>",
	                "<a href=/>The Lantern</a>", "Bridge closed for a month"},
	        {"<title>Bridge closed for a month | Rivermark</title>" OG("Rivermark"),
	                "<a href=/>Rivermark</a>", "Bridge closed for a month"},
	        {"<title>Rivermark</title>" OG("Rivermark") SITE_NAME("Rivermark"),
	                "<h1>Bridge closed for a month</h1>", "Bridge closed for a month"},
	        {"<title>Mayor: bridge to open in May | Rivermark</title>" SITE_NAME("Rivermark"),
	                "", "Mayor: bridge to open in May"},
	        /* the heading says more than the rest of the title element */
	        {"<title>Bridge closed | Rivermark</title>" SITE_NAME("Rivermark")
	                        OG("Bridge closed for a month, says the mayor"),
	                "<h1>Bridge closed for a month, says the mayor</h1>",
	                "Bridge closed for a month, says the mayor"},
	        /* the words of a heading after the date in it stay apart */
	        {"<title>Bridge closed for a month</title>",
	                "<h1><time>2020-02-10</time> <b>Bridge</b> closed <i>for</i> a month</h1>",
	                "Bridge closed for a month"},
	        {"<title>Bridge closed for a month</title>",
	                "<h1>Bridge <b>closed </b>for a month<time>2020-02-10</time></h1>",
	                "Bridge closed for a month"},
	        /* nothing shows that it is a name */
	        {"<title>City council votes to demolish the old market | Rivermark</title>", "",
	                "City council votes to demolish the old market"},
	        {"<title>What the river took \xe2\x80\x94 The Mill</title>", "",
	                "What the river took"},
	        {"<title>City council votes to demolish the old market - Part 2</title>", "",
	                "City council votes to demolish the old market - Part 2"},
	        {"<title>De oude markt blijft voorlopig open | Deel 4</title>", "",
	                "De oude markt blijft voorlopig open | Deel 4"},
	        {"<title>City council votes to demolish the old market - Channel 4</title>", "",
	                "City council votes to demolish the old market"},
	        /* a title confirmed by another source, after what looks like a section */
	        {"<title>Opinion | Why the old bridge matters</title>" SITE_NAME("Rivermark"),
	                "<h1>Opinion | Why the old bridge matters</h1>",
	                "Opinion | Why the old bridge matters"},
	};
	static const struct page front = {"<title>Rivermark</title>" SITE_NAME("Rivermark"),
	        "<a href=/>Rivermark</a>", "Rivermark"};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		check(&pages[i], "https://news.example/a/2026/8731.html", "en", TEXT);
	check(&front, "https://news.example/", "en", "");
}

/* A title element that names only the site and its sections, and a headline that only its looks
 * show. */
static void generic(void **state)
{
	static const struct page en[] = {
	        {"<title>The Bank Gazette - News</title>", "<h2>Bridge closed for a month</h2>",
	                "Bridge closed for a month"},
	        {"<title>The Bank Gazette</title>",
	                "<div class=title>Bridge closed for a month</div>",
	                "Bridge closed for a month"},
	        {"<title>The Bank Gazette : SPORTS EXTRA</title>",
	                "<b><font size=4>Rowers win in the rain</font></b>",
	                "Rowers win in the rain"},
	        {"<title>The Bank Gazette</title>",
	                "<center><b>Bridge closed for a month</b></center>",
	                "Bridge closed for a month"},
	        /* a kicker */
	        {"<title>The Bank Gazette</title>",
	                "<h1><span>River traffic</span><span>Bridge closed for a "
	                "month</span></h1>",
	                "River traffic Bridge closed for a month"},
	};
	static const struct page zh[] = {
	        {"<title>新闻动态--江岸水利学会官网</title>",
	                "<p align=center><strong>石阶重见天日</strong></p>", "石阶重见天日"},
	        {"<title>江岸市人民政府网站-新闻详情</title>",
	                "<div class=title>石阶重见天日</div>", "石阶重见天日"},
	        {"<title>石阶重见天日│江岸新聞網 RIVER.COM</title>", "", "石阶重见天日"},
	        {"<title>一百年前的石阶重见天日-石阶,退潮,江岸,渡口</title>", "",
	                "一百年前的石阶重见天日"},
	        {"<title>一百年前的石阶在退潮以后重见天日-RVR 江岸技术</title>", "",
	                "一百年前的石阶在退潮以后重见天日"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof en / sizeof *en; i++)
		check(&en[i], "https://news.example/a/7.html", "en", TEXT);
	for (size_t i = 0; i < sizeof zh / sizeof *zh; i++)
		check(&zh[i], "https://news.example/a/7.html", "zh", TEXT_ZH);
}

/* A kicker in the heading, and in title element and og:title, too. */
static void kickers(void **state)
{
	static const struct page pages[] = {
	        /* nothing confirms the rest */
	        {"<title>The Bank Gazette</title>",
	                "<h1><span class=article__roofline>River traffic</span> Bridge closed for "
	                "a "
	                "month</h1>",
	                "Bridge closed for a month"},
	        {"<title>River traffic Bridge closed for a month</title>",
	                "<h1><span class='surtitre'>River traffic</span><span>Bridge closed for a "
	                "month</span></h1>",
	                "Bridge closed for a month"},
	        {"", "<h1><small>Test of the week</small><br>Rowing in the rain at night</h1>",
	                "Rowing in the rain at night"},
	        {"", "<h2 class=title><em class=antetitulo>Puertos</em> Cierran el puente</h2>",
	                "Cierran el puente"},
	        {"", "<div class=headline><span class=eyebrow>Roads</span> Bridge closed</div>",
	                "Bridge closed"},
	        /* what is between them goes */
	        {OG("River traffic - Bridge closed for a month"),
	                "<h1><span class=kicker>River traffic</span> <span> - </span> <b>Bridge "
	                "closed for a month</b></h1>",
	                "Bridge closed for a month"},
	        {OG("River traffic: Bridge closed for a month"),
	                "<h1><div class=topic-label>River traffic</div> Bridge closed for a "
	                "month</h1>",
	                "Bridge closed for a month"},
	        /* only another element, or metadata, tell it from the headline */
	        {"<title>River traffic: Bridge closed for a month - The Bank Gazette</title>",
	                "<nav><h1 class=breadcrumb>River traffic: Bridge closed for a "
	                "month</h1></nav>"
	                "<h2>Bridge closed for a month</h2>",
	                "Bridge closed for a month"},
	        {"<title>River traffic Bridge closed for a month - The Bank Gazette</title>"
	         "<script "
	         "type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Bridge "
	         "closed for a month\"}</script>",
	                "<h1><span>River traffic</span>Bridge closed for a month</h1>",
	                "Bridge closed for a month"},
	        {"<title>River traffic: Bridge closed for a month - The Bank Gazette</title>",
	                "<h1>River traffic: Bridge closed for a month</h1><h2>River traffic</h2>",
	                "River traffic: Bridge closed for a month"},
	        /* no kicker, or nothing but one */
	        {"", "<h1><b>Bridge traffic</b> stops for a month</h1>",
	                "Bridge traffic stops for a month"},
	        {"", "<h1><span class=kicker>Bridge closed in </span>May</h1>",
	                "Bridge closed in May"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		check(&pages[i], "https://news.example/a/7.html", "en", TEXT);
}

#define QUOTED_META                                                                                \
	"<meta property=og:title content=\"Mayor calls the bridge \"a ruin\"\">"                   \
	"<meta name=twitter:title content=\"Mayor calls the bridge \"a ruin\"\">"                  \
	"<script type=application/ld+json>{\"@type\":\"NewsArticle\","                             \
	"\"headline\":\"Mayor calls the bridge \"}</script>"

/* A heading has more than a meta tag that a quotation mark ended; JSON-LD has another headline
 * than the title element, which nothing else has. */
static void stated(void **state)
{
	static const char ld[] =
	        "<script type=application/ld+json>{\"@type\":\"NewsArticle\","
	        "\"headline\":\"Why the ferry has no room for bicycles\"}</script>";
	static const struct page pages[] = {
	        {"<title>Mayor calls the bridge \"a ruin\"</title>" QUOTED_META,
	                "<h2>Mayor calls the bridge \"a ruin\"</h2>",
	                "Mayor calls the bridge \"a ruin\""},
	        {"<title>Mayor calls the bridge \"a ruin\" - The Bank Gazette</title>" QUOTED_META,
	                "<div class=title>Mayor calls the bridge \"a ruin\"</div>",
	                "Mayor calls the bridge \"a ruin\""},
	        {ld, "<title>Ferry bicycle room question</title>",
	                "Why the ferry has no room for bicycles"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		check(&pages[i], "https://news.example/a/7.html", "en", TEXT);
}

/* The name of the site behind the headline in a heading, too. */
static void heading_with_site(void **state)
{
	static const struct page pages[] = {
	        {"<title>Rowers win in the rain - The Bank Gazette</title>" OG(
	                 "Rowers win in the rain - The Bank Gazette") SITE_NAME("The Bank Gazette"),
	                "<h1>Rowers win in the rain - The Bank Gazette</h1>",
	                "Rowers win in the rain"},
	        {SITE_NAME("The Bank Gazette"),
	                "<h1>Rowers win in the rain | The Bank Gazette</h1>",
	                "Rowers win in the rain"},
	        /* a headline about it */
	        {SITE_NAME("The Bank Gazette"), "<h1>Where to read: The Bank Gazette</h1>",
	                "Where to read: The Bank Gazette"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		check(&pages[i], "https://news.example/a/7.html", "en", TEXT);
}

/* A date before the headline goes, unless it is part of it. */
static void undated(void **state)
{
	static const struct page pages[] = {
	        {"", "<h1>14.03.2026 | Bridge closed for a month</h1>",
	                "Bridge closed for a month"},
	        {"<title>14 March 2026 - Bridge closed for a month - Gazette</title>",
	                "<h1>14 March 2026 - Bridge closed for a month</h1>",
	                "Bridge closed for a month"},
	        {"", "<h1>2026-03-14: Bridge closed for a month</h1>", "Bridge closed for a month"},
	        {"", "<h1>2026-03-14 - Minutes</h1>", "2026-03-14 - Minutes"},
	        {"", "<h1>14 March 2026 was a day without bridges</h1>",
	                "14 March 2026 was a day without bridges"},
	        {"", "<h1>2026.3.4 -> 2026.5.0: the bridge is stuck</h1>",
	                "2026.3.4 -> 2026.5.0: the bridge is stuck"},
	        {"", "<h1>March 2026 - the month without bridges</h1>",
	                "March 2026 - the month without bridges"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		check(&pages[i], "https://news.example/a/7.html", "en", TEXT);
}

/* A Hangul letter that stands for a bar. */
static void korean_bar(void **state)
{
	static const struct page page = {
	        "<title>오래된 돌계단이 강물 위로 드러났다-사회ㅣ강변일보</title>",
	        "<div>강변일보</div>", "오래된 돌계단이 강물 위로 드러났다"};

	(void)state;
	check(&page, "https://news.example/a/7.html", "ko", TEXT);
}

/* Of a Chinese title with a section before or behind it, what a heading shows. */
static void shown_zh(void **state)
{
	static const struct page pages[] = {
	        {"<title>一百年前的石阶在退潮以后重见天日 东区水利处_江岸日报</title>",
	                "<div class=main><p class=title>一百年前的石阶在退潮以后重见天日</p></div>",
	                "一百年前的石阶在退潮以后重见天日"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		check(&pages[i], "https://news.example/a/7.html", "zh", TEXT_ZH);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(titles), cmocka_unit_test(names_zh),
	        cmocka_unit_test(kickers), cmocka_unit_test(stated),
	        cmocka_unit_test(heading_with_site), cmocka_unit_test(korean_bar),
	        cmocka_unit_test(undated), cmocka_unit_test(shown_zh), cmocka_unit_test(names_en),
	        cmocka_unit_test(generic)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
