/* Which text of a page is its article, on small pages that are built like real ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "extract/dom/page_priv.h"

#define ZH1                                                                                        \
	"江城的老渡口在本月十五日重新开放，第一班船载着两百多名乘"     \
	"客驶向对岸，岸边站满了前来送行的"                                         \
	"居民。"
#define ZH2                                                                                        \
	"渡口停用已有九年，修缮工程由市政部门负责，历时十四个月，码头、栈桥和候船室都按原样重建。"
#define ZH3 "船票仍然是两元，老人和学生免费；早上六点开航，晚上九点收班，每二十分钟一班。"
#define EN1                                                                                        \
	"<p>The old ferry over the river runs again since Monday, and more than two hundred "      \
	"people were on the first "                                                                \
	"boat, "                                                                                   \
	"which left at six in the morning, on time and with a brass band.</p>"
#define EN2                                                                                        \
	"<p>For nine years the landing stage had been closed, because its timber had rotted and "  \
	"nobody wanted to pay "                                                                    \
	"for new "                                                                                 \
	"beams; now the town and a foundation share the costs, about four million.</p>"
#define EN3                                                                                        \
	"<p>A ticket is still two coins, children and old people travel free, and the last boat "  \
	"leaves at nine in "                                                                       \
	"the evening, "                                                                            \
	"except on Sundays, when it is midnight.</p>"

struct page {
	const char *name, *html;
	const char *kept[6], *dropped[6];
};

static const struct page pages[] = {
        {"a news page",
                "<title>Ferry runs again - River News</title><body><nav><ul><li><a "
                "href=/>Home</a><li><a "
                "href=/w>World</a><li><a "
                "href=/s>Sport</a></ul></nav><article><h1>Ferry runs again</h1>" EN1
                "<h2>Nine years of waiting</h2>" EN2 EN3
                "</article><aside><h3>Most read</h3><ul><li><a href=/a/1>Mayor opens a bridge of "
                "four hundred "
                "metres</a><li><a "
                "href=/a/2>Bees return to the roofs of the old "
                "town</a></ul></aside><footer><p>Copyright River News. "
                "All rights "
                "reserved. Imprint. Privacy policy.</p></footer>",
                {"first boat", "Nine years of waiting", "foundation share", "A ticket is still"},
                {"All rights", "Most read", "Bees return", "Sport"}},
        {"the lead is a heading, and each paragraph has its own container",
                "<body><article><h1>老渡口重开</h1><h2>停航九年之后，江城老渡口本月重新开航。</"
                "h2><div class=s><p>" ZH1 "</p></div><div class=s><p>" ZH2
                "</p></div><div class=s><p>" ZH3 "</p></div></article>",
                {"停航九年之后", "第一班船", "历时十四个月", "晚上九点收班"}, {NULL}},
        {"no paragraphs, only breaks, and inline tags within sentences",
                "<body><h1>老渡口重开</h1><div id=c>" ZH1 "<br><br>" ZH2
                "其中<font color=red>栈桥</font>最长。<br>　　" ZH3
                "</div><div class=foot>版权所有 江城日报</div>",
                {"第一班船", "其中栈桥最长", "晚上九点收班"}, {"版权所有"}},
        {"a short Chinese item",
                "<body><div class=top><a href=/>首页</a> <a "
                "href=/n>新闻</a></div><h1>渡口重开</h1><div "
                "class=text><p>" ZH3 "</p></div><div class=foot><a href=/about>关于我们</a></div>",
                {"船票仍然是两元"}, {"关于我们"}},
        {"a long notice in the footer beside three short paragraphs",
                "<body><h1>老渡口重开</h1><div class=content><p>" ZH1 "</p><p>" ZH2 "</p><p>" ZH3
                "</p></div><div "
                "class=footer><p>"
                "江城日报版权所有，未经书面授权不得转载或建立镜像，违者将依法追究法律责任。互联网新"
                "闻信息服务许可证："
                "00120240001，信息网络传播视听节目许可证：0102030，增值电信业务经营许可证：江B2-"
                "20240001，违法和不良信息举报电话：000-12345678，举报"
                "邮箱：jubao@n."
                "example，本网站所刊登的各种新闻信息和专题资料，均为江城日报社版权所有，未经协议授"
                "权禁止下载使用，法律"
                "顾问：江城律师事务所，"
                "备案号：江ICP备00000001号，公网安备00000000000001号。</p></div>",
                {"第一班船", "历时十四个月", "晚上九点收班"}, {"许可证", "举报", "法律顾问"}},
        {"a list of teasers with text before the article",
                "<body><div class=rec><ul>"
                "<li><a "
                "href=/a/1.html>石桥修好了</"
                "a><p>四百米长的石桥昨日通车，桥上有电车道，也有步行道，周日封闭。</p>"
                "<li><a "
                "href=/a/2.html>屋顶上的蜜蜂</"
                "a><p>老城的屋顶上又有了蜜蜂，养蜂人说，今年的蜜比往年多，也更甜。</p>"
                "<li><a "
                "href=/a/3.html>风筝节开幕</"
                "a><p>一年一度的风筝节在河滩上开幕，最长的风筝有两百米，像一条龙。</p>"
                "<li><a "
                "href=/a/4.html>象棋公园</"
                "a><p>公园里下棋的老人越来越多，管理处又添了二十张石桌，还有茶水。</p>"
                "<li><a "
                "href=/a/5.html>夜市的面</"
                "a><p>夜市里最有名的面摊搬了家，老主顾排起长队，老板说味道不变。</p>"
                "</ul></div><h1>老渡口重开</h1><div class=body><p>" ZH1 "</p><p>" ZH2 "</p><p>" ZH3
                "</p></div>",
                {"第一班船", "历时十四个月", "晚上九点收班"}, {"养蜂人", "风筝节", "二十张石桌"}},
        {"notes within a Chinese article",
                "<body><h1>老渡口重开</h1><div "
                "class=body><p>（原标题：江城老渡口停航九年后重开）</p><p>" ZH1
                "</p><p><img src=/p/1.jpg></p><p>乘客在新修的栈桥上等船。 江城日报 何田 "
                "摄</p><p>" ZH2 "</p><p>" ZH3
                "</p><p>江城日报记者 何田 林小雨</p><p>责任编辑：周一</p></div>",
                {"第一班船", "历时十四个月", "晚上九点收班"},
                {"原标题", "何田 摄", "林小雨", "周一"}},
        {"time, sizes of letters and a disclaimer around a Chinese text, in paragraphs like all "
         "others",
                "<body><h1>老渡口重开</h1><div class=c1><p>2024-05-16 09:30:12 字号：A- A A+ "
                "来源：江城日报</p><p>最后更新: "
                "2024-05-16 "
                "10:05:00</"
                "p><p>"
                "【免责声明】本文仅代表作者本人观点，与江城网无关，江城网对文中陈述保持中立，请读者"
                "自行核实。</"
                "p><p>" ZH1 "</p><p>" ZH2 "</p><p>" ZH3 "</p></div>",
                {"第一班船", "历时十四个月", "晚上九点收班"}, {"字号", "最后更新", "江城网"}},
        {"a Chinese text that begins with a date",
                "<body><h1>老渡口重开</h1><div class=c1><p>2024年5月16日，时间过得很快。" ZH1
                "</p><p>发布时间定在2024年5月18日。" ZH2 "</p><p>" ZH3 "</p></div>",
                {"时间过得很快", "发布时间定在", "晚上九点收班"}, {NULL}},
        {"what is cut short with dots, line by line",
                "<meta property=og:type content=article><body><div class=content><h1>Ferry runs "
                "again</h1><ul><li><a "
                "href=/a/10.html>Three towns: the mayor.</a> <span>After three years of work the "
                "mayor has opened the "
                "bridge, which carries two lanes, a tramway, and a path for those who walk, and "
                "which, he said, was "
                "not as dear as...</span></li><li><a href=/a/11.html>Bees are back.</a> <span>Two "
                "brothers have "
                "brought forty hives back to the roofs, where, they say, there are more flowers "
                "than in the fields, "
                "because nobody sprays them, and where it is warmer, too, "
                "than...</span></li><li><a href=/a/12.html>A "
                "second tunnel.</a> <span>The council has said that it would be longer, deeper, "
                "and much dearer than "
                "the first one, but that there are reasons, which it will tell in May, when the "
                "new report, which it "
                "has...</span></li><li><a href=/a/13.html>The old mill.</a> <span>Nobody was hurt "
                "when the mill by the "
                "weir, which had been empty since spring, burned on Sunday, for the third time in "
                "ten years, and the "
                "police, who had found two bottles, asked...</span></li><li><a href=/a/14.html>The "
                "choir.</a> "
                "<span>The choir, which has forty members, all of them below the age of twelve, "
                "has been asked to sing "
                "at the castle, in June, when the king of the north comes, for the first time "
                "since...</span></li><li><a href=/a/15.html>Hail, not rain.</a> <span>Two weeks "
                "before the harvest, "
                "hail has broken the roofs of the greenhouses, the farmers said, and most of what "
                "stood in them is "
                "lost, so that the price of cucumbers, they fear, will...</span></li></ul>" EN1 EN2
                        EN3 "</div>",
                {"first boat", "foundation share", "A ticket is still"},
                {"three years of work", "broken the roofs"}},
        {"captions: a centred line below the picture, and what the picture says of itself",
                "<body><h1>老渡口重开</h1><div class=body><p>" ZH1 "</p><p align=center><img "
                "src=/p/1.jpg><br>没桥没路没车，有船有人有浪，都齐了</p><p>" ZH2
                "</p><div><img src=/p/2.jpg alt='自重开以来，候船室里每天都坐满了人。（资料）'>"
                "<span class=d>自重开以来，候船室里每天都坐满了人。（资料） </span></div><p>" ZH3
                "</p></div>",
                {"第一班船", "历时十四个月", "晚上九点收班"}, {"有船有人有浪", "坐满了人"}},
        {"the line with time and source, within the container of the article",
                "<body><div class=detail><h1>老渡口重开</h1><div class=box><a "
                "href=/city>城市</a><p><span>2026-03-11 "
                "03:30:00</span> <span>来源：江城日报</span></p></div><div class=body><p>" ZH1
                "</p><p>" ZH2 "</p></div></div>",
                {"第一班船", "历时十四个月"}, {"来源", "03:30"}},
        {"a date that signs a notice",
                "<body><div class=detail><h1>老渡口重开</h1><div class=body><p>" ZH1 "</p><p>" ZH2
                "</p><p>江城市航运局</p><p>2026年3月11日</p></div></div>",
                {"第一班船", "历时十四个月", "2026年3月11日"}, {NULL}},
        {"captions and what stands below a Chinese article",
                "<body><h1>老渡口重开</h1><div class=body><p>" ZH1
                "</p><img src=/p/1.jpg><p>新修的栈桥。</p><p>" ZH2
                "</p><img src=/p/2.jpg><p>候船室里的旧船票（何田）。</p><p>" ZH3
                "</p><p>图片来源：江城日报</p><p>编辑|何田 责编|林小雨 校对|周一 来源|江城日报 "
                "扫描二维码，回复“渡口”查看班次，回复“票价”查看票价，回复“地图”查看地图，回复“天气”"
                "查看天气，回复“旧照”"
                "查看旧照，回复“船长”查看船长的故事，回复“夜航”查看夜航的时间，看都看完了，点个赞再"
                "走</p>"
                "<p>"
                "免责声明：本文内容由作者提供，仅代表其个人观点，与本站无关，其原创性以及文中陈述文"
                "字和内容未经本站"
                "证实，对本文以及其中全部或者部分内容、文字的真实性、完整性、及时性本站不作任何保证"
                "或承诺，请读者仅作"
                "参考，并自行核实相关内容。</p></div>",
                {"第一班船", "历时十四个月", "晚上九点收班"},
                {"新修的栈桥。", "旧船票", "图片来源", "责编", "二维码", "免责"}},
        {"headings below pictures stay",
                "<body><h1>老渡口重开</h1><div class=body><p>" ZH1
                "</p><img src=/p/1.jpg><p>九年的等待</p><p>" ZH2
                "</p><img src=/p/2.jpg><p>两元一张票</p><p>" ZH3 "</p></div>",
                {"第一班船", "九年的等待", "两元一张票"}, {NULL}},
        {"a table whose heads, and some of whose cells, are only links",
                "<body><article><h1>Clubs of the league</h1>" EN1 EN2
                "<table><tr><th><a href=/n>Club</a><th><a href=/t>Town</a><th>Points<tr><td><a "
                "href=/1>Eels</a><td>Alton by the water<td>34<tr><td><a "
                "href=/2>Cranes</a><td>Belham<td>31<tr><td><a "
                "href=/3>Otters</a><td>Drift<td>30</table>" EN3 "</article>",
                {"Club", "Town", "Eels", "Otters", "Drift"}, {NULL}},
        {"lists within the article",
                "<body><article><h1>Ferry runs again</h1>" EN1
                "<p>What passengers should bring on board:</p><ul><li><span>a warm "
                "coat for the wind</span></li><li><p>two coins for the ticket</p></li></ul><p>And "
                "what must stay at "
                "home:</p><ol start=3><li>large dogs without a leash</li><li>anything that "
                "burns</li></ol>" EN2 EN3 "</article>",
                {"warm coat", "two coins", "large dogs", "anything that burns"}, {NULL}},
        {"posts of others between the paragraphs, and what opens over a name",
                "<head><meta property=og:type content=article><body><article><h1>Ferry runs "
                "again</h1>" EN1 "<p>The mayor, <span class=hover><a href=/people/ada>Ada "
                "Quill</a><span class=rollover-block><a "
                "href=/a/7>Mayor opens bridge</a><a href=/a/8>Mayor opens "
                "school</a></span></span>, was on board, and "
                "so "
                "was a brass band from the next town, which played until the boat had reached the "
                "far side.</p>"
                "<blockquote class=twitter-tweet><p>What a day!</p>— Ada Quill (@ada) May 1, "
                "2024</blockquote>" EN2 EN3 "</article>",
                {"Ada Quill", "What a day!", "(@ada)"}, {"Mayor opens"}},
        {"words about cookies before the article",
                "<body><div class='modal gdpr-consent'><h2>We value your privacy</h2><p>We and our "
                "partners store and "
                "access "
                "information on your device, such as cookies, and process personal data, such as "
                "unique identifiers, "
                "to show "
                "personalised ads and content, to measure them, to learn about those who see them, "
                "and to develop our "
                "products. "
                "With your permission we may use precise location data. You may accept or manage "
                "your choices at any "
                "time, also "
                "where legitimate interest is used, on the page of the privacy "
                "policy.</p><button>Accept "
                "all</button></div>"
                "<article><h1>Ferry runs again</h1>" EN1 EN2 EN3 "</article>",
                {"first boat", "foundation share", "A ticket is still"},
                {"unique identifiers", "Accept all"}},
};

#include "box_pages.h"

static struct kr_doc *extract(const char *html, struct kr_str *body)
{
	struct kr_extract_input in = {
	        .data = html, .len = strlen(html), .url = "https://n.example/a/1.html"};
	struct kr_doc *doc = NULL;
	struct kr_err err;

	assert_int_equal(kr_extract_page(&in, &doc, &err), 0);
	kr_str_clear(body);
	kr_doc_body(doc, body);
	return doc;
}

static void check_pages(const struct page *list, size_t n)
{
	struct kr_str body;

	kr_str_init(&body);
	for (size_t i = 0; i < n; i++) {
		const struct page *p = &list[i];
		struct kr_doc *doc = extract(p->html, &body);

		for (size_t k = 0; k < sizeof p->kept / sizeof *p->kept && p->kept[k]; k++)
			if (!strstr(body.data, p->kept[k]))
				fail_msg("%s: lost: %s\n%s", p->name, p->kept[k], body.data);
		for (size_t k = 0; k < sizeof p->dropped / sizeof *p->dropped && p->dropped[k]; k++)
			if (strstr(body.data, p->dropped[k]))
				fail_msg("%s: kept: %s\n%s", p->name, p->dropped[k], body.data);
		kr_doc_free(doc);
	}
	kr_str_fini(&body);
}

static void test_pages(void **state)
{
	(void)state;
	check_pages(pages, sizeof pages / sizeof *pages);
}

static void test_boxes(void **state)
{
	(void)state;
	check_pages(boxes, sizeof boxes / sizeof *boxes);
}

#define COMMENT(author, text)                                                                      \
	"<li class=comment><b class=author>" author                                                \
	"</b> <time datetime=2024-05-01>1 May</time><p>" text "</p>"
#define COMMENTS                                                                                   \
	"<div id=comments><ol>" COMMENT("ada",                                                     \
	        "I went on the first boat with my father, who had been on the last one "           \
	        "nine years ago, and he cried all the way across the river.") COMMENT("bert",      \
	        "The new stage is higher than the old one, so that the boats can land in spring "  \
	        "as well, when "                                                                   \
	        "the water is up; that was asked for by the harbour master for years.")            \
	        COMMENT("cleo", "Does anybody know whether bicycles are allowed on board? The "    \
	                        "page of the town says nothing "                                   \
	                        "about it, and nobody answers the phone.") "</ol></div>"

/* Comments are comments, or the body of a page that is about them, but never both. */
static void test_comments_once(void **state)
{
	static const struct {
		const char *head, *before;
	} cases[] = {{"<meta property=og:type content=article>",
	                     "<article><h1>Ferry runs again</h1>" EN1 EN2 EN3 "</article>"},
	        {"", "<article><h1>Ferry runs again</h1>" EN1 EN2 EN3 "</article>"},
	        {"<meta name=generator content=phpBB>", "<h1>Who was on the first boat?</h1>"},
	        {"", "<h1>Who was on the first boat?</h1>"}};
	struct kr_str html, body;

	(void)state;
	kr_str_init(&html);
	kr_str_init(&body);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_doc *doc;

		kr_str_clear(&html);
		kr_str_addf(&html, "<head>%s<body>%s" COMMENTS, cases[i].head, cases[i].before);
		doc = extract(html.data, &body);
		if (!doc->ncomments == !strstr(body.data, "harbour master"))
			fail_msg("case %zu: %zu comments, body: %s", i, doc->ncomments, body.data);
		if (i == 0)
			assert_int_equal(doc->ncomments, 3);
		kr_doc_free(doc);
	}
	kr_str_fini(&html);
	kr_str_fini(&body);
}

/* A paragraph that is repeated in a box appears once: in another kind of box, the same kind, as a
 * standfirst. */
static void test_copies(void **state)
{
	static const char *const copies[] = {"<body><article><h1>Ferry runs again</h1>" EN1 EN2
	                                     "<div><div>" EN1 "</div></div>" EN3 "</article>",
	        "<meta property=og:type content=article><body><article><h1>Ferry runs "
	        "again</h1><div class=p>" EN1 "</div><div class=p>" EN2 "</div><div class=p>" EN1
	        "</div><div class=p>" EN3 "</div></article>",
	        "<meta property=og:type content=article><body><article><h1>Ferry runs "
	        "again</h1><header><div "
	        "class=lead>" EN1 "</div></header><div class=text>" EN1 EN2 EN3 "</div></article>"};
	struct kr_str body;

	(void)state;
	kr_str_init(&body);
	for (size_t i = 0; i < sizeof copies / sizeof *copies; i++) {
		const char *once;

		kr_doc_free(extract(copies[i], &body));
		once = strstr(body.data, "first boat");
		assert_non_null(once);
		if (strstr(once + 1, "first boat"))
			fail_msg("page %zu: %s", i, body.data);
		assert_non_null(strstr(body.data, "A ticket is still"));
	}
	kr_str_fini(&body);
}

/* Text that is repeated many times in a row is no copy and stays. */
static void test_refrain(void **state)
{
	static const int times[] = {2, 20, 500, 1000, 5000};
	struct kr_str html, body;

	(void)state;
	kr_str_init(&html);
	kr_str_init(&body);
	for (size_t c = 0; c < sizeof times / sizeof *times; c++) {
		int n = 0;

		kr_str_clear(&html);
		kr_str_addz(&html, "<title>A bridge</title><body><article><h1>A bridge</h1>");
		for (int i = 0; i < times[c]; i++)
			kr_str_addz(&html, "<p>The council met on Monday, and after two hours it "
			                   "agreed on the new bridge "
			                   "over the river.</p>\n");
		kr_str_addz(&html, "</article>");
		kr_doc_free(extract(html.data, &body));
		for (const char *at = body.data; (at = strstr(at, "agreed")); at++)
			n++;
		assert_int_equal(n, times[c]);
	}
	kr_str_fini(&html);
	kr_str_fini(&body);
}

/* If there is any text, something is extracted. */
static void test_never_nothing(void **state)
{
	static const char *const tiny[] = {"只有一句话。", "<body><p>Gone.</p>",
	        "<a href=/x>only a link</a>", "<table><tr><td>1<td>2</table>",
	        "<body><footer>© 2024</footer>"};
	struct kr_str body;

	(void)state;
	kr_str_init(&body);
	for (size_t i = 0; i < sizeof tiny / sizeof *tiny; i++) {
		kr_doc_free(extract(tiny[i], &body));
		if (!body.len)
			fail_msg("nothing of: %s", tiny[i]);
	}
	kr_str_fini(&body);
}

static void test_empty(void **state)
{
	struct kr_str body;

	(void)state;
	kr_str_init(&body);
	kr_doc_free(extract("<body><script>var a = '<p>no text</p>';</script> \n", &body));
	assert_int_equal(body.len, 0);
	kr_str_fini(&body);
}

/* With more segments than the model takes, the rules alone find the article. */
static void test_huge(void **state)
{
	struct kr_str html, body;

	(void)state;
	kr_str_init(&html);
	kr_str_init(&body);
	kr_str_addz(&html, "<body><ul class=nav>");
	for (int i = 0; i < 20000; i++)
		kr_str_addf(&html, "<li><a href=/t/%d>t%d</a>", i, i);
	kr_str_addz(&html,
	        "</ul><article>" EN1 EN2 EN3
	        "</article><div class=footer><p>Copyright. All rights reserved.</p></div>");
	kr_doc_free(extract(html.data, &body));
	assert_non_null(strstr(body.data, "first boat"));
	assert_non_null(strstr(body.data, "A ticket is still"));
	assert_null(strstr(body.data, "t123"));
	assert_null(strstr(body.data, "All rights"));
	kr_str_fini(&html);
	kr_str_fini(&body);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_pages),
	        cmocka_unit_test(test_boxes),
	        cmocka_unit_test(test_comments_once),
	        cmocka_unit_test(test_copies),
	        cmocka_unit_test(test_refrain),
	        cmocka_unit_test(test_never_nothing),
	        cmocka_unit_test(test_empty),
	        cmocka_unit_test(test_huge),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
