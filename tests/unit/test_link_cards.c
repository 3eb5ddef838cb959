/* Recommendations: which lists are some, what a card contains, and what never is one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "kread/doc/doc.h"
#include "kread/extract/extract.h"
#include "extract/lists/card_words_priv.h"

#define URL "https://www.n.example.com/news/2024-05/06/bridge-is-opened-77001.html"

#define HEAD                                                                                       \
	"<html><head><title>A bridge is opened</title></head><body><header><a href=/><img "        \
	"src=logo.png "                                                                            \
	"alt=News></a><nav><ul>"                                                                   \
	"<li><a href=/world/>World</a><li><a href=/sport/>Sport</a><li><a "                        \
	"href=/money/>Money</a><li><a "                                                            \
	"href=/tech/>Technology</a>"                                                               \
	"</ul></nav></header><main><article><h1>A bridge is opened</h1><p class=time>2024-05-06 "  \
	"10:11</p><div "                                                                           \
	"class=entry>"                                                                             \
	"<p>The new bridge over the river was opened on Monday, after three years of work, by "    \
	"the mayor and some two "                                                                  \
	"hundred "                                                                                 \
	"people who had waited in the rain, as <a "                                                \
	"href=/news/2024-05/01/rain-will-stay-77100.html>it had been said "                        \
	"before</a> "                                                                              \
	"in many reports.</p><p>It is four hundred metres long and carries two lanes, a tramway "  \
	"and a path for those "                                                                    \
	"who walk, "                                                                               \
	"and it will be closed on Sundays, which many of those present did not like at "           \
	"all.</p></div>"                                                                           \
	"<div class=tags>Tags: <a href=/tag/bridge>bridge</a> <a "                                 \
	"href=/tag/river>river</a></div></article>"
#define FOOT                                                                                       \
	"</main><footer><ul><li><a href=/about>About us</a><li><a href=/privacy>Privacy "          \
	"policy</a><li><a "                                                                        \
	"href=/terms>Terms of "                                                                    \
	"use and conditions</a></ul></footer></body></html>"

static struct kr_doc *extract(const char *middle, const char *url)
{
	static char html[1 << 16];
	struct kr_extract_input in = {.data = html, .url = url};
	struct kr_doc *doc = NULL;
	struct kr_err err;

	in.len = (size_t)snprintf(html, sizeof html, "%s%s%s", HEAD, middle, FOOT);
	assert_true(in.len < sizeof html);
	assert_int_equal(kr_extract_page(&in, &doc, &err), 0);
	return doc;
}

static void same(const char *got, const char *want)
{
	if (!want)
		assert_null(got);
	else if (!got)
		fail_msg("nothing instead of %s", want);
	else
		assert_string_equal(got, want);
}

#define T1   "Why the river is higher than ever before"
#define T2   "Ten walks along the old harbour"
#define T3   "The mayor wants a second tunnel, too"
#define U1   "/news/2024-05/05/river-is-high-77002.html"
#define U2   "/news/2024-05/04/ten-walks-at-harbour-77003.html"
#define U3   "/news/2024-05/03/mayor-wants-tunnel-77004.html"
#define SITE "https://www.n.example.com"

/* The same three articles in lists of every shape. */
static void test_shapes(void **state)
{
	static const struct {
		const char *html, *group;
	} cases[] = {
	        {"<div class=related><h3>Related articles</h3><ul><li><a href=" U1 ">" T1
	         "</a><li><a href=" U2 ">" T2 "</a><li><a href=" U3 ">" T3 "</a></ul></div>",
	                "Related articles"},
	        {"<section class=recommend><h2>You may also like</h2><div class=grid>"
	         "<article class=card><a href=" U1 "><img src=1.jpg alt=x></a><h3><a href=" U1
	         ">" T1 "</a></h3></article>"
	         "<article class=card><a href=" U2 "><img src=2.jpg alt=x></a><h3><a href=" U2
	         ">" T2 "</a></h3></article>"
	         "<article class=card><a href=" U3 "><img src=3.jpg alt=x></a><h3><a href=" U3
	         ">" T3 "</a></h3></article></div></section>",
	                "You may also like"},
	        {"<div class=related-posts><h4>More stories</h4><a class=item href=" U1
	         "><img src=1.jpg><span class=title>" T1 "</span></a><a class=item href=" U2
	         "><img src=2.jpg><span class=title>" T2 "</span></a><a class=item href=" U3
	         "><img src=3.jpg><span class=title>" T3 "</span></a></div>",
	                "More stories"},
	        {"<dl class=related><dt>Read more</dt><dd><a href=" U1 ">" T1
	         "</a></dd><dd><a href=" U2 ">" T2 "</a></dd><dd><a href=" U3 ">" T3
	         "</a></dd></dl>",
	                "Read more"},
	        {"<div class=related><p><b>Related news:</b></p><p><a href=" U1 ">" T1
	         "</a></p><p><a href=" U2 ">" T2 "</a></p><p><a href=" U3 ">" T3 "</a></p></div>",
	                "Related news:"},
	        {"<div class=related><h3>Related</h3><div class=card><div class=body><h4>" T1
	         "</h4><p>2024-05-05</p></div><a class=overlay href=" U1
	         "></a></div><div class=card><div class=body><h4>" T2
	         "</h4><p>2024-05-04</p></div><a class=overlay href=" U2
	         "></a></div><div class=card><div class=body><h4>" T3
	         "</h4><p>2024-05-03</p></div><a class=overlay href=" U3 "></a></div></div>",
	                "Related"},
	};
	static const char *const titles[] = {T1, T2, T3}, *const urls[] = {
	                                                          SITE U1, SITE U2, SITE U3};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_doc *doc = extract(cases[i].html, URL);

		if (doc->nrecs != 3)
			fail_msg("case %zu: %zu recommendations, first %s", i, doc->nrecs,
			        doc->nrecs ? doc->recs[0].title : "none");
		for (size_t k = 0; k < 3; k++) {
			same(doc->recs[k].title, titles[k]);
			same(doc->recs[k].url, urls[k]);
			same(doc->recs[k].group, cases[i].group);
		}
		kr_doc_free(doc);
	}
}

/* The heading of a list becomes its group. */
static void test_names(void **state)
{
	static const struct {
		const char *over, *name;
	} cases[] = {
	        {"<h3>Most read</h3>", "Most read"},
	        {"<h3>Most read <a href=/more>view all</a></h3>", "Most read"},
	        {"<h3>最新视频 <a href=/v/>查看全部</a></h3>", "最新视频"},
	        {"<h3><a href=/hot/>Hot <b>now</b></a></h3>", "Hot now"},
	        {"<div class=tabs><span>Most "
	         "read</span><ul><li>Day</li><li>Week</li><li>Month</li></ul></div>",
	                "Most read"},
	        {"<ul class=tabs><li>一天</li><li>三天</li><li>一周</li></ul>", NULL},
	        {"<ul class=tabs><li>阅读排行</li><li>评论排行</li></ul>", "阅读排行"},
	        {"<p>The mayor went home in the evening.</p>", NULL},
	        {"<p>说完这些话后，市长坐车离开了现场。</p>", NULL},
	        {"<h3>Share this post</h3>", NULL},
	        {"<h3>2024-05-06 10:11</h3>", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char html[4096];
		struct kr_doc *doc;

		snprintf(html, sizeof html,
		        "<div class=related>%s<ul><li><a href=" U1 ">" T1 "</a><li><a href=" U2
		        ">" T2 "</a><li><a href=" U3 ">" T3 "</a></ul></div>",
		        cases[i].over);
		doc = extract(html, URL);
		assert_int_equal(doc->nrecs, 3);
		for (size_t k = 0; k < 3; k++)
			if (!kr_str_eq(doc->recs[k].group, cases[i].name))
				fail_msg("%s: %s", cases[i].over,
				        doc->recs[k].group ? doc->recs[k].group : "no name");
		kr_doc_free(doc);
	}
}

static void test_fields(void **state)
{
	struct kr_doc *doc = extract(
	        "<aside class=side><h2 class=head>推荐视频</h2><ul class=rec-list>"
	        "<li class=item><a href=/detail/a1b2c3 class=cover><img "
	        "src='data:image/gif;base64,R0lGOD' "
	        "data-src=//i.example.com/1.jpg>"
	        "<span class=t>01:03</span></a><div><a href=/detail/a1b2c3 "
	        "class=title>大桥今天正式开通 "
	        "市民冒雨前来观看</a>"
	        "<p class=meta><span>时讯</span><span>2天前</span></p></div></li>"
	        "<li class=item><a href=/detail/d4e5f6 class=cover><img src=//i.example.com/2.jpg "
	        "alt=''><span "
	        "class=t>1:00:06</span></a>"
	        "<div><a href=/detail/d4e5f6 class=title>江水为什么比往年高出许多？专家这样说</a>"
	        "<p "
	        "class=meta><span>看现场</span><span>2026/01/27</span></p></div></li></ul></aside>",
	        URL);

	(void)state;
	assert_int_equal(doc->nrecs, 2);
	same(doc->recs[0].title, "大桥今天正式开通 市民冒雨前来观看");
	same(doc->recs[0].url, SITE "/detail/a1b2c3");
	same(doc->recs[0].section, "时讯");
	same(doc->recs[0].published_text, "2天前");
	same(doc->recs[0].image, "https://i.example.com/1.jpg");
	same(doc->recs[0].group, "推荐视频");
	assert_int_equal(doc->recs[0].duration, 63);
	same(doc->recs[1].section, "看现场");
	same(doc->recs[1].published, "2026-01-27");
	assert_int_equal(doc->recs[1].duration, 3606);
	kr_doc_free(doc);
}

/* Not recommendations: menus, tags, authors, share links, links in sentences, the foot of
 * the page. */
static void test_none(void **state)
{
	static const char *const pages[] = {
	        "",
	        "<div class=share><a href=https://social.example/share?u=1>Share</a><a "
	        "href=mailto:a@b.example>Mail "
	        "this to a friend, now</a>"
	        "<a href='javascript:print()'>Print this page on paper</a><a href=#top>Back to the "
	        "top of this "
	        "page</a></div>",
	        "<div class=author-box><h4>About the author</h4><a href=/author/ann>Ann "
	        "Author</a><p>Writes about "
	        "rivers.</p></div>",
	        "<div class=category><h4>Categories</h4><ul><li><a href=/category/rivers>Rivers "
	        "and lakes</a><li><a "
	        "href=/category/roads>Roads"
	        "</a><li><a href=/category/rail>Railways</a></ul></div>",
	        "<div class=related><h3>Related</h3><ul></ul></div>",
	        "<div style='display:none'><h3>Related</h3><ul><li><a href=" U1 ">" T1
	        "</a><li><a href=" U2 ">" T2 "</a></ul></div>",
	        "<div class=related><h3>Related</h3><ul><li><a href=" URL
	        ">A bridge is opened</a></ul></div>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct kr_doc *doc = extract(pages[i], URL);

		if (doc->nrecs)
			fail_msg("page %zu: %s (%s)", i, doc->recs[0].title, doc->recs[0].url);
		kr_doc_free(doc);
	}
}

static void test_once(void **state)
{
	struct kr_doc *doc =
	        extract("<div class=related><h3>Related articles</h3><ul><li><a href=" U1 ">" T1
	                "</a><li><a href=" U2 "#x>" T2 "</a><li><a href=" URL
	                ">A bridge is opened</a></ul></div><div class=related><h3>Related "
	                "articles</h3><ul><li><a href=" U2 ">" T2 "</a><li><a href=" U3 ">" T3
	                "</a></ul></div>",
	                URL);

	(void)state;
	assert_int_equal(doc->nrecs, 3);
	same(doc->recs[0].url, SITE U1);
	same(doc->recs[1].url, SITE U2);
	same(doc->recs[2].url, SITE U3);
	kr_doc_free(doc);
}

/* Without an address of the page, relative addresses stay as they are. */
static void test_no_address(void **state)
{
	struct kr_doc *doc =
	        extract("<div class=related><h3>Related articles</h3><ul><li><a href=" U1 ">" T1
	                "</a><li><a href=//m.example.com" U2 ">" T2 "</a></ul></div>",
	                NULL);

	(void)state;
	assert_int_equal(doc->nrecs, 2);
	same(doc->recs[0].url, U1);
	same(doc->recs[1].url, "https://m.example.com" U2);
	kr_doc_free(doc);
}

/* The site's programs and accounts are no articles. */
static void test_accounts(void **state)
{
	static const char *const titles[] = {"港口日报客户端", "港口日报微信"};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		char list[1024];
		struct kr_doc *doc;

		snprintf(list, sizeof list,
		        "<div class=related><h3>Related articles</h3><ul><li><a href=" U1 ">" T1
		        "</a><li><a href=" U2 ">" T2 "</a><li><a href=" U3 ">%s</a></ul></div>",
		        titles[i]);
		doc = extract(list, URL);
		assert_int_equal(doc->nrecs, 2);
		kr_doc_free(doc);
	}
}

/* Teasers before the article, with text and commas, are not in the body; nor
 * are recommendations. */
static void test_not_in_body(void **state)
{
	struct kr_doc *doc = extract(
	        "<div class=rec><h3>Recommended for you</h3><ul>"
	        "<li><a href=" U1 ">" T1
	        "</a><p>The water has been rising for weeks, and nobody knows, or wants to "
	        "say, when it will stop.</p></li>"
	        "<li><a href=" U2 ">" T2 "</a><p>Good shoes, a bottle of water, and a map are all "
	        "that you need for these, we think.</p></li>"
	        "<li><a href=" U3 ">" T3
	        "</a><p>It would be longer, deeper, and much dearer than the first, but there "
	        "are reasons.</p></li></ul></div>",
	        URL);
	struct kr_str body;

	(void)state;
	kr_str_init(&body);
	kr_doc_body(doc, &body);
	assert_int_equal(doc->nrecs, 3);
	assert_non_null(strstr(body.data, "four hundred metres long"));
	for (size_t i = 0; i < doc->nrecs; i++)
		assert_null(strstr(body.data, doc->recs[i].title));
	kr_str_fini(&body);
	kr_doc_free(doc);
}

#define PART(text, url, title)                                                                     \
	"<div class=part><p>" text "</p><p><b>SEE MORE</b>: <a href=" url ">" title                \
	"</a></p></div><div class=photo><img src=/p" url ".jpg></div>"

#define TEXT                                                                                       \
	"<p>The old ferry over the river runs again since Monday, and more than two hundred "      \
	"people were on the first "                                                                \
	"boat, which left at six in the morning, on time and with a brass band, while the mayor, " \
	"who had been on the "                                                                     \
	"last one, waved from the other side.</p><p>For nine years the landing stage had been "    \
	"closed, because its "                                                                     \
	"timber had rotted and nobody wanted to pay for new beams; now the town and a foundation " \
	"share the costs, "                                                                        \
	"about four million, and a family on the island has given the oak.</p><p>Children and "    \
	"old people travel "                                                                       \
	"free, except on Sundays, when nobody does, and bicycles are taken along if there is "     \
	"room for them, which "                                                                    \
	"is so in the morning, they say, but not when the factory closes.</p><p>The boat itself "  \
	"is older than most "                                                                      \
	"of those who were on it: it was built in the south, sailed on three lakes, and lay in "   \
	"the sand for ten "                                                                        \
	"years before it was found, by two brothers, and brought here on a train.</p>"

/* Boxes of the article's text that end with a link are no cards. */
static void test_parts(void **state)
{
	static const char html[] =
	        "<html><head><title>The ferry runs again</title><meta property=og:type "
	        "content=article></head><body>"
	        "<article><h1>The ferry runs again</h1><div class=text>" TEXT PART(
	                "The ferry begins at six, said the town on Friday, and again on Monday, in "
	                "a letter to all who "
	                "live by the river.</p><p>Whether it will be so in winter, too, nobody "
	                "knew, or wanted to say, "
	                "when they were asked, as the ice was strong in the last years and the "
	                "boats are old, of wood, "
	                "and not made for it; a yard on the coast has one of steel for sale.",
	                U1, T1)
	                PART("The ticket is two coins, as it was nine years ago, and as it was "
	                     "when the boat was "
	                     "young, "
	                     "which is why many believe that it will soon be three.</p><p>The "
	                     "foundation does not want "
	                     "that: it has given its money, it says, for a boat that everybody can "
	                     "take, every day, "
	                     "and not only those who come on Sundays to look at it from the hill.",
	                        U2, T2) "</div></article></body></html>";
	struct kr_extract_input in = {.data = html, .len = sizeof html - 1, .url = URL};
	struct kr_doc *doc = NULL;
	struct kr_err err;
	struct kr_str body;

	(void)state;
	kr_str_init(&body);
	assert_int_equal(kr_extract_page(&in, &doc, &err), 0);
	kr_doc_body(doc, &body);
	assert_non_null(strstr(body.data, "begins at six"));
	assert_non_null(strstr(body.data, "two coins"));
	assert_int_equal(doc->nrecs, 2);
	for (size_t i = 0; i < doc->nrecs; i++)
		assert_null(strstr(body.data, doc->recs[i].title));
	kr_str_fini(&body);
	kr_doc_free(doc);
}

/* A list is not part of the article, even with a whole paragraph below each headline. */
static void test_long_teasers(void **state)
{
	static const char *const words[] = {
	        "The council met on Tuesday evening and talked for three hours about the price of "
	        "bread, the state of "
	        "the roads, and who should pay for it all.",
	        "Nobody had expected so many people to come, and the hall was too small for them, "
	        "so that the doors "
	        "were left open, and those outside listened, too.",
	        "It will take two years, said the engineer, until the work is done; until then the "
	        "trams will stop at "
	        "the old market, where there is a bus.",
	};
	struct kr_doc *doc;
	struct kr_str list, body;

	(void)state;
	kr_str_init(&list);
	kr_str_init(&body);
	kr_str_addz(&list, "<div class=related><h2>Related articles</h2>");
	for (int i = 0; i < 6; i++)
		kr_str_addf(&list,
		        "<div class=item><h3><a href=/news/2024-05/0%d/other-%d.html>What else was "
		        "said on day "
		        "%d</a></h3><p>%s</p><p>%s</p><p>%s</p></div>",
		        i + 1, 77010 + i, i + 1, words[i % 3], words[(i + 1) % 3],
		        words[(i + 2) % 3]);
	kr_str_addz(&list, "</div>");
	doc = extract(list.data, URL);
	kr_doc_body(doc, &body);
	assert_int_equal(doc->nrecs, 6);
	assert_non_null(strstr(body.data, "four hundred metres long"));
	for (size_t i = 0; i < 3; i++)
		assert_null(strstr(body.data, words[i]));
	kr_doc_free(doc);
	kr_str_fini(&body);
	kr_str_fini(&list);
}

/* Text beside a link belongs to the link, unless there are too many links for a card; then it
 * belongs to the box. */
static void test_box_of_links(void **state)
{
	static const struct {
		int links;
		const char *published;
	} cases[] = {{5, "2024-05-07"}, {40, NULL}};

	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		struct kr_doc *doc;
		struct kr_str box;

		kr_str_init(&box);
		kr_str_addz(&box, "<div class=related><h3>Related articles</h3><div><h4><a href=" U1
		                  ">" T1 "</a></h4>");
		for (int i = 0; i < cases[k].links; i++)
			kr_str_addf(&box, "<a href=/tag/word-%d>word %d</a> ", i, i);
		kr_str_addz(&box, "<p class=time>2024-05-07</p></div></div>");
		doc = extract(box.data, URL);
		assert_int_equal(doc->nrecs, 1);
		same(doc->recs[0].title, T1);
		same(doc->recs[0].published, cases[k].published);
		kr_doc_free(doc);
		kr_str_fini(&box);
	}
}

/* A product page with links to some news is not a front page. */
static void test_landing(void **state)
{
	struct kr_str html, body;
	struct kr_extract_input in = {.url = SITE "/"};
	struct kr_doc *doc = NULL;
	struct kr_err err;

	(void)state;
	kr_str_init(&html);
	kr_str_init(&body);
	kr_str_addz(&html, "<header><nav><a href=/boats/>Boats</a> <a "
	                   "href=/team/>Team</a></nav></header><main>");
	for (int i = 0; i < 40; i++)
		kr_str_addf(&html,
		        "<div class=point><h3>Point %d</h3><div>Boats that run in any "
		        "weather</div></div>",
		        i);
	for (int i = 0; i < 12; i++)
		kr_str_addf(&html,
		        "<div class=news><a href=/news/2024/some-article-%d.html><h3>What happened "
		        "on day %d of the "
		        "journey</h3></a></div>",
		        77000 + i, i + 1);
	kr_str_addz(&html, "</main><footer><a href=/about>About us</a></footer>");
	in.data = html.data;
	in.len = html.len;
	assert_int_equal(kr_extract_page(&in, &doc, &err), 0);
	kr_doc_body(doc, &body);
	assert_non_null(strstr(body.data, "any weather"));
	kr_doc_free(doc);
	kr_str_fini(&html);
	kr_str_fini(&body);
}

static void test_front(void **state)
{
	struct kr_str html;
	struct kr_extract_input in = {.url = SITE "/"};
	struct kr_doc *doc = NULL;
	struct kr_err err;

	(void)state;
	kr_str_init(&html);
	kr_str_addz(&html, "<header><nav><a href=/world/>World</a> <a "
	                   "href=/sport/>Sport</a></nav></header><main>");
	for (int i = 0; i < 30; i++)
		kr_str_addf(&html,
		        "<article class=teaser><a href=/news/2024/some-article-%d.html><h3>What "
		        "happened on day %d of "
		        "the long journey</h3></a>"
		        "<span class=category>World</span><time datetime=2024-05-%02d>May "
		        "%d</time></article>",
		        77000 + i, i + 1, i % 28 + 1, i % 28 + 1);
	kr_str_addz(&html, "</main><footer><a href=/about>About us</a></footer>");
	in.data = html.data;
	in.len = html.len;
	assert_int_equal(kr_extract_page(&in, &doc, &err), 0);
	assert_int_equal(doc->nrecs, 30);
	same(doc->recs[4].title, "What happened on day 5 of the long journey");
	same(doc->recs[4].url, SITE "/news/2024/some-article-77004.html");
	same(doc->recs[4].section, "World");
	same(doc->recs[4].published, "2024-05-05");
	kr_doc_free(doc);
	kr_str_fini(&html);
}

static void test_words(void **state)
{
	struct kr_page page = {0};
	static const struct {
		const char *text;
		unsigned bits;
	} cases[] = {
	        {"相关阅读", KR_CARD_WORDS_REC},
	        {"猜你喜欢", KR_CARD_WORDS_REC},
	        {"You May Also Like…", KR_CARD_WORDS_REC},
	        {"LIRE AUSSI", KR_CARD_WORDS_REC},
	        {"À LIRE", KR_CARD_WORDS_REC},
	        {"ЧИТАЙТЕ ТАКЖЕ", KR_CARD_WORDS_REC},
	        {"Ähnliche Beiträge", KR_CARD_WORDS_REC},
	        {"関連記事", KR_CARD_WORDS_REC},
	        {"Most read", KR_CARD_WORDS_LIST},
	        {"热门排行", KR_CARD_WORDS_LIST},
	        {"Tags", KR_CARD_WORDS_BAD},
	        {"友情链接", KR_CARD_WORDS_BAD},
	        {"Bridges", 0},
	};

	(void)state;
	kr_page_open(&page);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		unsigned got = kr_card_words_heading(&page, kr_slice_of(cases[i].text));

		if ((got & (KR_CARD_WORDS_REC | KR_CARD_WORDS_LIST | KR_CARD_WORDS_BAD)) !=
		        cases[i].bits)
			fail_msg("%s: %u", cases[i].text, got);
	}
	assert_true(kr_card_words_class("relatedPosts") & KR_CARD_WORDS_REC);
	assert_true(kr_card_words_class("main-nav") & KR_CARD_WORDS_NAV);
	assert_false(kr_card_words_class("address additional") & KR_CARD_WORDS_AD);
	assert_true(kr_card_words_class("ad box") & KR_CARD_WORDS_AD);
	assert_true(kr_card_words_is_more("Read more »", strlen("Read more »")));
	assert_false(kr_card_words_is_more("Read more books", strlen("Read more books")));
	assert_true(kr_card_words_is_time(kr_slice_of("3 hours ago")));
	assert_true(kr_card_words_is_time(kr_slice_of("2026/01/27")));
	assert_false(kr_card_words_is_time(kr_slice_of("12 things")));
	kr_page_close(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_shapes),
	        cmocka_unit_test(test_names),
	        cmocka_unit_test(test_fields),
	        cmocka_unit_test(test_none),
	        cmocka_unit_test(test_once),
	        cmocka_unit_test(test_no_address),
	        cmocka_unit_test(test_accounts),
	        cmocka_unit_test(test_not_in_body),
	        cmocka_unit_test(test_parts),
	        cmocka_unit_test(test_long_teasers),
	        cmocka_unit_test(test_box_of_links),
	        cmocka_unit_test(test_landing),
	        cmocka_unit_test(test_front),
	        cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
