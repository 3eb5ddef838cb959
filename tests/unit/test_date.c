#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "extract/meta/date/date_priv.h"
#include "kread/extract/extract.h"

enum { NOW = 1582167600 }; /* 2020-02-20T03:00:00Z, which is 11:00 in China */

static void check(const char *text, const struct kr_date_hints *hints, const char *want)
{
	char iso[KR_DATE_ISO] = "none";
	struct kr_date d;

	if (kr_date_parse_find(text, strlen(text), hints, &d, NULL, NULL))
		kr_date_calendar_iso(&d, iso);
	if (strcmp(iso, want) != 0)
		fail_msg("'%s' gives %s, not %s", text, iso, want);
}

static void absolute(void **state)
{
	static const struct kr_date_hints hints = {.month_first = true};
	static const struct {
		const char *text, *want;
	} cases[] = {
	        {"2020-02-10", "2020-02-10"},
	        {"2020-02-10T09:05:00Z", "2020-02-10T09:05:00Z"},
	        {"2020-02-10T09:05:00.123+08:00", "2020-02-10T09:05:00+08:00"},
	        {"2020-02-10T09:05:00-0500", "2020-02-10T09:05:00-05:00"},
	        {"2020-02-10 09:05", "2020-02-10T09:05"},
	        {"2020/2/10 9:05", "2020-02-10T09:05"},
	        {"2020.02.10", "2020-02-10"},
	        {"20200210", "2020-02-10"},
	        {"2020年02月10日 09:05", "2020-02-10T09:05"},
	        {"2020年2月10日 9时5分", "2020-02-10T09:05"},
	        {"2020年2月10日9时5分30秒", "2020-02-10T09:05:30"},
	        {"２０２０年２月１０日　０９：０５", "2020-02-10T09:05"},
	        {"2020年2月10日(星期一) 下午3:05", "2020-02-10T15:05"},
	        {"发布时间：2020-02-10 09:05:06 来源：某报", "2020-02-10T09:05:06"},
	        {"2020년 2월 10일 오후 3:05", "2020-02-10T15:05"},
	        {"2020. 2. 10. 09:05", "2020-02-10T09:05"},
	        {"February 10, 2020", "2020-02-10"},
	        {"Feb. 10th, 2020 at 9:05 p.m.", "2020-02-10T21:05"},
	        {"Mar 3, 2021", "2021-03-03"},
	        {"Published 10 February 2020 12:30 AM", "2020-02-10T00:30"},
	        {"Mon, 10 Feb 2020 09:05:00 GMT", "2020-02-10T09:05:00Z"},
	        {"Mon Feb 10 09:05:00 +0000 2020", "2020-02-10T09:05:00Z"},
	        {"09:05, 10 February 2020", "2020-02-10T09:05"},
	        {"08:09:05, 10 February 2020", "2020-02-10T08:09:05"},
	        {"10-Feb-2020", "2020-02-10"},
	        {"2/10/2020", "2020-02-10"},
	        {"13/2/2020", "2020-02-13"},
	        {"10.2.2020, 09.05 Uhr", "2020-02-10T09:05"},
	        {"10.02.20", "2020-02-10"},
	        {"10. Februar 2020 um 09:05 Uhr", "2020-02-10T09:05"},
	        {"1er mars 2020 à 9h05", "2020-03-01T09:05"},
	        {"10 de febrero de 2020", "2020-02-10"},
	        {"10 febbraio 2020", "2020-02-10"},
	        {"10 de março de 2020", "2020-03-10"},
	        {"10 февраля 2020, 09:05", "2020-02-10T09:05"},
	        {"10 lutego 2020", "2020-02-10"},
	        {"10 Şubat 2020", "2020-02-10"},
	        {"10 Φεβρουαρίου 2020", "2020-02-10"},
	        {"10 Mayıs 2020", "2020-05-10"},
	        {"10 helmikuuta 2020", "2020-02-10"},
	        {"2020. február 10.", "2020-02-10"},
	        {"10 ΜΑΪΟΥ 2020", "2020-05-10"},
	        {"version 1.2.2020.4", "none"},
	        {"2020-13-10", "none"},
	        {"2020-02-30", "none"},
	        {"call 555-2020-11-22", "2020-11-22"},
	        {"3 hours ago", "none"}, /* without a base */
	        {"", "none"},
	        {"no date, 42 things", "none"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check(cases[i].text, &hints, cases[i].want);
}

/* Digits of other scripts, Chinese numerals, the Buddhist era. */
static void numerals(void **state)
{
	static const struct kr_date_hints hints = {.month_first = true};
	static const struct {
		const char *text, *want;
	} cases[] = {
	        {"二〇二〇年二月十日", "2020-02-10"},
	        {"二○二○年十二月三十一日", "2020-12-31"},
	        {"二零二零年十一月廿三日 09:05", "2020-11-23T09:05"},
	        {"发布于二〇二〇年二月二十八日", "2020-02-28"},
	        {"2020年二月十日", "2020-02-10"},
	        {"二千零二十年十月二日", "2020-10-02"},
	        {"三年前，二月的雨", "none"},
	        {"٢٠٢٠-٠٢-١٠", "2020-02-10"},
	        {"۲۰۲۰/۰۲/۱۰ ۰۹:۰۵", "2020-02-10T09:05"},
	        {"१० February २०२०", "2020-02-10"},
	        {"\u200f١٠/٠٢/٢٠٢٠\u200f", "2020-10-02"},
	        {"10 February 2563 09:05", "2020-02-10T09:05"},
	        {"๑๐/๐๒/๒๕๖๓", "2020-10-02"},
	        {"2563-02-10", "2020-02-10"},
	        {"part 2563 of 10", "none"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check(cases[i].text, &hints, cases[i].want);
}

static void day_first(void **state)
{
	static const struct kr_date_hints hints = {.month_first = false};

	(void)state;
	check("3/4/2020", &hints, "2020-04-03");
	check("3/14/2020", &hints, "2020-03-14");
}

static void relative(void **state)
{
	static const struct kr_date_hints hints = {.now = NOW, .zone = 480};
	static const struct {
		const char *text, *want;
	} cases[] = {
	        {"2天前", "2020-02-18"}, {"6小时前", "2020-02-20T05:00+08:00"},
	        {"12 小时前", "2020-02-19T23:00+08:00"}, {"5分钟前", "2020-02-20T10:55+08:00"},
	        {"刚刚", "2020-02-20T11:00+08:00"}, {"刚才", "2020-02-20T11:00+08:00"},
	        {"just now", "2020-02-20T11:00+08:00"}, {"刚好", "none"}, {"刚好才", "none"},
	        {"just not now", "none"}, {"昨天 23:50", "2020-02-19T23:50"},
	        {"前天", "2020-02-18"}, {"3日前", "2020-02-17"},
	        {"3시간 전", "2020-02-20T08:00+08:00"}, {"3 hours ago", "2020-02-20T08:00+08:00"},
	        {"an hour ago", "2020-02-20T10:00+08:00"}, {"vor 2 Tagen", "2020-02-18"},
	        {"hace 2 días", "2020-02-18"}, {"il y a 2 jours", "2020-02-18"},
	        {"2 дня назад", "2020-02-18"}, {"yesterday", "2020-02-19"},
	        {"2 days of rain", "none"}, {"3小时", "none"},
	        {"2天前 2020-01-01", "2020-01-01"}, /* a full date wins */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check(cases[i].text, &hints, cases[i].want);
}

static void calendar(void **state)
{
	struct kr_date d;
	char iso[KR_DATE_ISO];

	(void)state;
	for (int64_t day = -1000; day < 40000; day += 13) {
		kr_date_calendar_from_seconds(day * 86400 + 5, 0, &d);
		assert_int_equal(kr_date_calendar_days(&d), day);
	}
	assert_true(kr_date_calendar_from_epoch(1529535406000.0, 0, &d)); /* milliseconds */
	kr_date_calendar_iso(&d, iso);
	assert_string_equal(iso, "2018-06-20T22:56:46Z");
	assert_false(kr_date_calendar_from_epoch(12345, 0, &d));
}

/* --- of pages ----------------------------------------------------------------------------- */

static struct kr_doc *extract(const char *html, const char *url, int64_t now)
{
	struct kr_extract_input in = {.data = html,
	        .len = strlen(html),
	        .url = url,
	        .now = now,
	        .content_type = "text/html; charset=utf-8"};
	struct kr_doc *doc = NULL;

	assert_int_equal(kr_extract_page(&in, &doc, NULL), 0);
	return doc;
}

#define TEXT                                                                                       \
	"<p>The council met on Monday, and after a long debate it decided to close the bridge, "   \
	"which is in a bad "                                                                       \
	"state."                                                                                   \
	"</p><p>Drivers will have to take the old road, said the mayor; buses will be late, and "  \
	"schools open "                                                                            \
	"later.</p>"

static void of_page(
        const char *html, const char *url, int64_t now, const char *published, const char *words)
{
	struct kr_doc *doc = extract(html, url, now);

	if (!doc->published || strcmp(doc->published, published) != 0)
		fail_msg("%s instead of %s for %s", doc->published ? doc->published : "nothing",
		        published, html);
	if (words)
		assert_string_equal(doc->published_text, words);
	else
		assert_null(doc->published_text);
	kr_doc_free(doc);
}

static void pages(void **state)
{
	(void)state;
	/* neither the date in the headline nor the modification; the local time that is shown */
	of_page("<html lang=zh><head><meta property=article:published_time "
	        "content=2020-02-10T01:05:00Z>"
	        "<script "
	        "type=application/"
	        "ld+json>{\"@type\":\"NewsArticle\",\"dateModified\":\"2020-02-11T01:00:00Z\"}</"
	        "script>"
	        "<title>5月20日至31日封闭</title></head><body><h1>5月20日至31日封闭</"
	        "h1><span>2020年02月10日 "
	        "09:05</span>" TEXT,
	        "https://news.example/a/1.html", 0, "2020-02-10T09:05", NULL);
	/* a visible date without a year takes the year from the page */
	of_page("<html lang=zh><head><title>大桥封闭</title></head><body><h1>大桥封闭</h1><div "
	        "class=time>02-10 "
	        "09:05</div>" TEXT,
	        "https://news.example/2020/02/10/1.html", 0, "2020-02-10T09:05", NULL);
	of_page("<html lang=en><head><title>Bridge closed</title></head><body><h1>Bridge "
	        "closed</h1><div "
	        "class=byline>By Ann Example, "
	        "<time datetime=2020-02-10T09:05:00+01:00>Feb 10</time></div>" TEXT
	        "<footer>Copyright 2021-03-04</footer>",
	        NULL, 0, "2020-02-10T09:05:00+01:00", NULL);
	/* relative to the response, in the site's time zone, together with the words */
	of_page("<html lang=zh-CN><head><title>大桥封闭</title></head><body><h1>大桥封闭</h1><span "
	        "class=time>2天前</span>" TEXT,
	        NULL, NOW, "2020-02-18", "2天前");
	of_page("<html lang=zh><title>大桥封闭</title><body><h1>大桥封闭</h1><span class=time>昨天 "
	        "23:50</span>" TEXT,
	        NULL, NOW, "2020-02-19T23:50", "昨天 23:50");
	of_page("<html lang=zh><title>大桥封闭</title><body><h1>大桥封闭</h1><div "
	        "class=info>江岸日报 今天 "
	        "09:05</div>" TEXT,
	        NULL, NOW, "2020-02-20T09:05", "今天 09:05");
	of_page("<html lang=en><title>Bridge closed</title><body><h1>Bridge closed</h1><div>By Ann "
	        "Example, 3 hours "
	        "ago</div>" TEXT,
	        NULL, NOW, "2020-02-20T00:00Z", "3 hours ago");
	/* metadata follows the last change, so the time of day comes from the byline */
	of_page("<html lang=zh><head><script "
	        "type=application/ld+json>{\"@type\":\"NewsArticle\",\"datePublished\":"
	        "\"2020-02-10T11:30:00\"}</script><title>大桥封闭</title></"
	        "head><body><h1>大桥封闭</h1>"
	        "<div class=time>2020-02-10 09:05:12</div>" TEXT
	        "<p class=note>最后更新: 2020-02-10 11:30:00</p>",
	        NULL, 0, "2020-02-10T09:05:12", NULL);
	/* a day in the story is not the day of the dateline below it */
	of_page("<html lang=zh><head><title>大桥封闭</title></head><body><h1>大桥封闭</h1><div "
	        "class=text>"
	        "<p>"
	        "2020年2月3日下午，桥梁专家到现场查看了大桥，认为桥面需要封闭维修，工期大约四十天。"
	        "</p>" TEXT
	        "</div><div>发布日期：<!-- begin -->2020-02-10<!-- end --> 责任编辑：高远</div>",
	        NULL, 0, "2020-02-10", NULL);
}

#define TEXT_ZH                                                                                    \
	"<p>"                                                                                      \
	"河水在清晨退了下去，露出一条很多人没有见过的石阶，一共八"     \
	"十七级，每一级都有半米多宽，一直"                                         \
	"通到水里。</p>"                                                                      \
	"<p>"                                                                                      \
	"老人说，这条路以前通到对岸的集市，每逢初一十五，天不亮就"     \
	"有人挑着担子走下来等船，一等就是"                                         \
	"大半天。</p>"

/* Dates that are not the publication date. */
static void others(void **state)
{
	static const struct {
		const char *html, *published;
	} cases[] = {
	        {"<html lang=zh><title>5月20日至31日封闭</title><script "
	         "type=application/ld+json>{\"@type\":"
	         "\"NewsArticle\",\"dateModified\":\"2020-02-11T01:00:00Z\"}</"
	         "script><body><h1>5月20日至31日封闭"
	         "</h1><span>2020年02月10日 09:05</span>" TEXT_ZH,
	                "2020-02-10T09:05"},
	        {"<html "
	         "lang=zh><title>2019年5月20日大桥封闭</title><body><h1>2019年5月20日大桥封闭</"
	         "h1><div "
	         "class=info><span class=time>2020年02月10日 09:05</span></div>" TEXT_ZH,
	                "2020-02-10T09:05"},
	        {"<html "
	         "lang=zh><title>5月20日至31日封闭</title><body><h1>5月20日至31日封闭</h1>" TEXT_ZH,
	                NULL},
	        {"<html "
	         "lang=zh><title>2019年5月20日的雨</title><body><h1>2019年5月20日的雨</h1>" TEXT_ZH,
	                NULL},
	        {"<html lang=zh><title>大桥封闭</title><body><h1><span>2020年02月10日</span> "
	         "大桥封闭</h1>" TEXT_ZH,
	                "2020-02-10"},
	        {"<html lang=zh><title>大桥封闭</title><body><h1>大桥封闭</h1>" TEXT_ZH
	         "<p>3小时前，最后一班船刚刚离开码头，昨天也是如此。</p>",
	                NULL},
	        {"<html lang=zh><title>大桥封闭</title><body><h1>大桥封闭</h1>" TEXT_ZH
	         "<div class=related><h3>相关新闻</h3><ul><li><a "
	         "href=/a/31.html>昨天的雨一直下到深夜十二点</a><li><a "
	         "href=/a/32.html>第三座桥今天正式通车运行</a><li><a "
	         "href=/a/33.html>老渡口重新开放，市民拍手</a></ul>"
	         "</div>",
	                NULL},
	        /* a page without a language */
	        {"<title>大桥封闭</title><body><h1>大桥封闭</h1><span class=time>发布于 今天 "
	         "00:05</span>" TEXT_ZH,
	                "2020-02-21T00:05"},
	        {"<title>大桥封闭</title><body><h1>大桥封闭</h1><span "
	         "class=time>3小时前发布</span>" TEXT_ZH,
	                "2020-02-20T21:10+08:00"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		/* ten past midnight in China is still yesterday in UTC */
		struct kr_doc *doc = extract(cases[i].html, NULL, NOW + 13 * 3600 + 600);

		if (!cases[i].published != !doc->published ||
		        (doc->published && strcmp(doc->published, cases[i].published) != 0))
			fail_msg("%s instead of %s for %s",
			        doc->published ? doc->published : "nothing",
			        cases[i].published ? cases[i].published : "nothing", cases[i].html);
		kr_doc_free(doc);
	}
}

/* The rest of the page, first of all its address, resolves an ambiguous date. */
static void open_ones(void **state)
{
	static const struct {
		const char *path, *head, *text, *foot, *published;
	} cases[] = {
	        {"2019/02/1.html", "", "<span class=time>02-10 09:05</span>", "",
	                "2019-02-10T09:05"},
	        {"201902/t1.html", "", "<span>02-10 09:05</span>", "<div>Copyright © 2026</div>",
	                "2019-02-10T09:05"},
	        {"2019-01/1.html", "", "<span>12-31 23:50</span>", "", "2018-12-31T23:50"},
	        {"123456/1.html", "", "<span>02-10 09:05</span>", "", NULL},
	        {"2019/feb/10/bridge", "", "", "", "2019-02-10"},
	        {"1.html", "", "<span>02-10 09:05</span>",
	                "<div>版权所有 2008—2019 江岸新闻网</div>", "2019-02-10T09:05"},
	        {"1.html", "", "<span>2月10日 09:05</span>", "<footer>© 2010-2019 Gazette</footer>",
	                "2019-02-10T09:05"},
	        {"1.html",
	                "<meta property=article:modified_time content=2019-01-01T01:00:00+08:00>",
	                "<span class=time>12-31 23:50</span>", "", "2018-12-31T23:50"},
	        {"1.html", "<meta property=og:image content=https://img.example/2019/10/03/a.jpg>",
	                "<span class=date>03/10/2019</span>", "", "2019-10-03"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_str html, url;
		struct kr_doc *doc;

		kr_str_init(&html);
		kr_str_init(&url);
		kr_str_addf(&url, "https://news.example/%s", cases[i].path);
		kr_str_addf(&html,
		        "<html lang=en><title>大桥封闭</title>%s<body><h1>大桥封闭</h1>%s" TEXT
		        "%s",
		        cases[i].head, cases[i].text, cases[i].foot);
		doc = extract(html.data, url.data, 0);
		if (!cases[i].published != !doc->published ||
		        (doc->published && strcmp(doc->published, cases[i].published) != 0))
			fail_msg("%s instead of %s in case %zu",
			        doc->published ? doc->published : "nothing",
			        cases[i].published ? cases[i].published : "nothing", i);
		kr_doc_free(doc);
		kr_str_fini(&html);
		kr_str_fini(&url);
	}
}

/* The date of publication, not that of the draft or the last change. */
static void created_and_changed(void **state)
{
	static const char *const pages[] = {
	        "<html "
	        "lang=zh><title>大桥封闭</title><body><h1>大桥封闭</h1><p>创建时间：2020-02-09 "
	        "08:00</p>"
	        "<p>发布时间：2020-02-10 09:05</p>" TEXT_ZH,
	        "<html "
	        "lang=zh><title>大桥封闭</title><body><h1>大桥封闭</h1><div>编辑时间：2020-02-09 "
	        "10:00 "
	        "发布时间：2020-02-10 09:05</div>" TEXT_ZH,
	        "<html "
	        "lang=zh><title>大桥封闭</title><body><h1>大桥封闭</h1><p>更新时间：2020-02-12 "
	        "08:00 "
	        "发布时间：2020-02-10 09:05</p>" TEXT_ZH,
	        "<html lang=zh><title>大桥封闭</title><script "
	        "type=application/ld+json>{\"@type\":\"NewsArticle\","
	        "\"dateCreated\":\"2020-02-09T08:00\",\"datePublished\":\"2020-02-10T09:05\","
	        "\"dateModified\":"
	        "\"2020-02-11T10:00\"}</script><body><h1>大桥封闭</h1>" TEXT_ZH,
	        "<html lang=zh><title>大桥封闭</title><body><h1>大桥封闭</h1><p "
	        "data-publish-time=1581296700000>江岸</p>"
	        "<p>更新 2020年2月12日</p>" TEXT_ZH,
	};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct kr_doc *doc = extract(pages[i], NULL, 0);

		if (!doc->published || strncmp(doc->published, "2020-02-10T09:05", 16) != 0)
			fail_msg(
			        "%s for %s", doc->published ? doc->published : "nothing", pages[i]);
		kr_doc_free(doc);
	}
}

/* The last change as the page's data say it, or a label in the article; not before publication. */
static void changed(void **state)
{
	static const struct {
		const char *html, *want; /* NULL: none */
	} pages[] = {
	        {"<p>发布时间：2020-02-10</p><p>更新时间：2020-02-12</p>" TEXT_ZH, "2020-02-12"},
	        {"<p>发布时间：2020-02-10</p>" TEXT_ZH, NULL},
	        {"<p>发布时间：2020-02-10</p><p>更新时间：2020-02-08</p>" TEXT_ZH, NULL},
	        /* of the page around it */
	        {"<p>发布时间：2020-02-10</p>" TEXT_ZH "<aside><p>更新时间：2020-02-12</p></aside>",
	                NULL},
	        {"<p>发布时间：2020-02-10</p>" TEXT_ZH
	         "<footer><p>更新时间：2020-02-12</p></footer>",
	                NULL},
	        /* JSON-LD before <meta> before a label */
	        {"<meta property=article:modified_time content=2020-02-13>"
	         "<p>发布时间：2020-02-10</p><p>更新时间：2020-02-12</p>" TEXT_ZH,
	                "2020-02-13"},
	        {"<meta property=article:modified_time content=2020-02-13><script "
	         "type=application/ld+json>{\"@type\":\"NewsArticle\",\"dateModified\":"
	         "\"2020-02-14\"}</script><p>发布时间：2020-02-10</p>" TEXT_ZH,
	                "2020-02-14"},
	        {"<p>发布时间：2020-02-10</p><meta itemprop=dateModified "
	         "content=2020-02-15>" TEXT_ZH,
	                "2020-02-15"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct kr_doc *doc;
		struct kr_str html;

		kr_str_init(&html);
		kr_str_addf(&html, "<html lang=zh><title>大桥封闭</title><body><h1>大桥封闭</h1>%s",
		        pages[i].html);
		doc = extract(html.data, NULL, 0);
		if (!kr_str_eq(doc->modified, pages[i].want) && (doc->modified || pages[i].want))
			fail_msg("%s for %s", doc->modified ? doc->modified : "nothing",
			        pages[i].html);
		kr_doc_free(doc);
		kr_str_fini(&html);
	}
}

#define TEXT_EN                                                                                    \
	"<p>The ferry stopped at the island twice a day, and in winter not at all, so the people " \
	"there bought a boat together.</p><p>It carries the post, the milk and the children, who " \
	"go to school on the other side of the bay.</p>"
#define NEWS_LD(more)                                                                              \
	"<script type=application/ld+json>{\"@type\":\"NewsArticle\"," more "}</script>"

/* Days on the page that are not the one of publication. */
static const struct {
	const char *head, *html, *want; /* NULL: no day of publication */
} other_pages[] = {
        /* shown is the change only */
        {NEWS_LD("\"datePublished\":\"2018-03-04\",\"dateModified\":\"2020-01-15\""),
                "<p class=date>Updated on January 15, 2020</p>" TEXT_EN, "2018-03-04"},
        {NEWS_LD("\"datePublished\":\"2018-03-04\",\"dateModified\":\"2020-01-15\""),
                "<p><time datetime=2020-01-15>a month ago</time></p>" TEXT_EN, "2018-03-04"},
        /* a film in the article */
        {NEWS_LD("\"datePublished\":\"2020-01-15\"") "<script type=application/ld+json>"
                                                     "{\"@type\":\"VideoObject\","
                                                     "\"uploadDate\":\"2017-06-01\"}"
                                                     "</script>",
                TEXT_EN, "2020-01-15"},
        {"<script type=application/ld+json>{\"@type\":\"Organization\",\"dateCreated\":"
         "\"2001-06-01\"}</script>",
                "<p class=date>January 15, 2020</p>" TEXT_EN, "2020-01-15"},
        /* captions */
        {"",
                "<figure><img src=/b.jpg><figcaption>The boat on May 2, 2016</figcaption>"
                "</figure><p class=date>January 15, 2020</p>" TEXT_EN,
                "2020-01-15"},
        {"",
                "<figure><img src=/b.jpg><figcaption>The boat on May 2, 2016</figcaption>"
                "</figure>" TEXT_EN,
                NULL},
        {"",
                "<div><img src=/b.jpg><p class=pic-caption>The boat, May 2, 2016</p></div>"
                "<p>January 15, 2020</p>" TEXT_EN,
                "2020-01-15"},
        /* members */
        {"", "<div>Nora<br>Member since: May 2, 2016</div>" TEXT_EN, NULL},
        {"", "<div>Nora<br><b>Joined</b> May 2, 2016</div><p>January 15, 2020</p>" TEXT_EN,
                "2020-01-15"},
        /* comments */
        {"",
                TEXT_EN "<div id=comments><h3>2 comments</h3><div class=comment><b "
                        "class=author>Nora</b> <span class=date>February 1, 2020</span><p>I went "
                        "with that boat once, and it was cold.</p></div><div class=comment><b "
                        "class=author>Per</b> <span class=date>February 2, 2020</span><p>It is "
                        "still the best way to go there.</p></div></div>",
                NULL},
};

static void other_days(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof other_pages / sizeof *other_pages; i++) {
		struct kr_doc *doc;
		struct kr_str html;

		kr_str_init(&html);
		kr_str_addf(&html,
		        "<html lang=en><title>A boat for the island</title>%s<body><h1>A boat for "
		        "the island</h1>%s",
		        other_pages[i].head, other_pages[i].html);
		doc = extract(html.data, NULL, NOW);
		if (other_pages[i].want ? !doc->published || !kr_str_starts(doc->published,
		                                                     other_pages[i].want)
		                        : doc->published != NULL)
			fail_msg("%s for %s", doc->published ? doc->published : "nothing",
			        html.data);
		kr_doc_free(doc);
		kr_str_fini(&html);
	}
}

/* The date in a short text, as cards need it. */
static void cards(void **state)
{
	struct kr_extract_input in = {.now = NOW};
	struct kr_page page = {.in = &in, .doc = kr_doc_new()};
	bool relative_words = true;

	(void)state;
	page.doc->lang = "zh";
	assert_string_equal(kr_date_read(&page, "2026/01/27", 10, &relative_words), "2026-01-27");
	assert_false(relative_words);
	assert_string_equal(
	        kr_date_read(&page, "2天前", strlen("2天前"), &relative_words), "2020-02-18");
	assert_true(relative_words);
	assert_string_equal(
	        kr_date_read(&page, "12-31 08:00", 11, &relative_words), "2019-12-31T08:00");
	assert_string_equal(
	        kr_date_read(&page, "昨天 23:50", strlen("昨天 23:50"), &relative_words),
	        "2020-02-19T23:50");
	assert_null(kr_date_read(&page, "12:30", 5, &relative_words));
	kr_doc_free(page.doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(absolute),
	        cmocka_unit_test(numerals),
	        cmocka_unit_test(day_first),
	        cmocka_unit_test(relative),
	        cmocka_unit_test(calendar),
	        cmocka_unit_test(pages),
	        cmocka_unit_test(others),
	        cmocka_unit_test(open_ones),
	        cmocka_unit_test(created_and_changed),
	        cmocka_unit_test(changed),
	        cmocka_unit_test(other_days),
	        cmocka_unit_test(cards),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
