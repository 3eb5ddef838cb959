/* The kinds of faults that users report of reader programs, on small whole pages: text that must
 * appear, and text that must not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "kread/base/str.h"
#include "kread/doc/doc.h"
#include "kread/extract/extract.h"

#define URL "https://news.example/news/2024-05/06/77001.html"
#define ZH1                                                                                        \
	"江城的老渡口在本月十五日重新开放，第一班船载着两百多名乘"     \
	"客驶向对岸，岸边站满了前来送行的"                                         \
	"居民。"
#define ZH2                                                                                        \
	"渡口停用已有九年，修缮工程由市政部门负责，历时十四个月，码头、栈桥和候船室都按原样重建。"
#define ZH3 "船票仍然是两元，老人和学生免费；早上六点开航，晚上九点收班，每二十分钟一班。"
#define ZH  "<p>" ZH1 "</p><p>" ZH2 "</p><p>" ZH3 "</p>"
#define EN                                                                                         \
	"<p>The old ferry over the river runs again since Monday, and more than two hundred "      \
	"people were on the first "                                                                \
	"boat, which left at six in the morning, on time and with a brass band.</p>"               \
	"<p>For nine years the landing stage had been closed, because its timber had rotted and "  \
	"nobody wanted to pay "                                                                    \
	"for new beams; now the town and a foundation share the costs, about four million.</p>"    \
	"<p>A ticket is still two coins, children and old people travel free, and the last boat "  \
	"leaves at nine in "                                                                       \
	"the evening, except on Sundays, when it is midnight.</p>"
#define NOTICE                                                                                     \
	"江城日报版权所有，未经书面授权不得转载或建立镜像，违者将"     \
	"依法追究法律责任｜互联网新闻信息"                                         \
	"服务许可证：00120240"                                                               \
	"001｜"                                                                                   \
	"信息网络传播视听节目许可证：0102030｜增值电信业务经营许可"       \
	"证：江B2-"                                                                             \
	"20240001｜违法和不良信息举报电话：000-"                                      \
	"12345678｜"                                                                              \
	"举报邮箱：jubao@news."                                                               \
	"example｜备案号：江ICP备00000001号｜公网安备00000000000001号｜法律顾问：江城律师事务所"
#define TEASER(n, title, text)                                                                     \
	"<li><a href=/news/2024-05/0" #n "/7700" #n ".html>" title "</a><p>" text "</p></li>"
#define TEASERS                                                                                    \
	TEASER(1, "石桥修好了，市民拍手叫好",                                                      \
	        "四百米长的石桥昨日通车，桥上有电车道，也有步行道，"      \
	        "周日封闭检修一天，")                                                              \
	TEASER(2, "公园添了二十张石桌",                                                            \
	        "公园里下棋的老人越来越多，管理处又添了二十张石桌，"      \
	        "还有热茶水，免费，")                                                              \
	TEASER(3, "夜市的面摊搬了家，老板这样说",                                                  \
	        "夜市里最有名的面摊搬了家，老主顾们排起长队，老板说"      \
	        "味道不变，")                                                                      \
	TEASER(4, "风筝节在河滩上开幕",                                                            \
	        "一年一度的风筝节在河滩上开幕，最长的风筝有两百米，"      \
	        "像一条龙，孩子们最高兴，")                                                        \
	TEASER(5, "屋顶上的蜜蜂今年多了",                                                          \
	        "老城的屋顶上又有了蜜蜂，养蜂人说，今年的蜜比往年多"      \
	        "，也更甜，")                                                                      \
	TEASER(6, "图书馆周末开到十点",                                                            \
	        "馆长说，这是读者盼了很久的事，周末开到十点，先试半年，再看人数，")

#define SHORT_ZH                                                                                   \
	"<p>老渡口今天重开。</p><p>船票仍是两元，老人免费。</"                 \
	"p><p>末班船晚上九点开，周日加开一班，到半夜才停。</p>"
#define COOKIES_ZH                                                                                 \
	"<p>我们和合作伙伴使用 cookie "                                                   \
	"以及类似技术在您的设备上存储和访问信息，用于个性化广告、"     \
	"衡量内容效果、了解受众以"                                                     \
	"及改进产品和服务。</"                                                            \
	"p><p>"                                                                                    \
	"您可以接受全部，也可以管理您的选择；您的个人信息将按照隐"     \
	"私政策处理，您可以随时在页面"                                               \
	"底部的隐私设置中撤回。</"                                                      \
	"p><p>部分合作伙伴基于合法利益处理您的数据，您有权对此表示反对。</p>"
#define COOKIES                                                                                    \
	"We and our 842 partners store and access information on a device, such as cookies, and "  \
	"process personal "                                                                        \
	"data, "                                                                                   \
	"such as unique identifiers, for advertising, for measurement and for research. With "     \
	"your permission we and "                                                                  \
	"our partners may use precise geolocation. You may consent, or change your preferences "   \
	"at any time."

struct fault {
	const char *name, *html;
	const char *kept[8], *dropped[4];
	size_t recs; /* at least this many */
};

static const struct fault faults[] = {
        /* boxes and unknown elements are blocks, emphasis is not; a page of a few words is shown
           whole */
        {"unknown elements",
                "<p>甲<span>乙<em>丙</em></span>丁</p><div>戊</div><div>己</div><x-y>庚</x-y>",
                {"甲乙丙丁\n", "\n戊\n", "\n己\n", "\n庚"}, {NULL}, 0},
        {"lead in a heading",
                "<title>老渡口重开</title><article><h1>老渡口重开</h1><h2>导语一句。</h2><div "
                "class=s><p>" ZH1 "</p></div><div class=s><p>" ZH2 "</p></div></article>",
                {"导语一句。\n", "第一班船", "历时十四个月"}, {NULL}, 0},
        {"lead outside of the container",
                "<title>老渡口重开</title><h1>老渡口重开</h1><div "
                "class=lead>停航九年之后，江城老渡口本月重新开航，第一天就"
                "来了两百多人。</div><div class=share><a href=/s>分享</a></div><div class=body>" ZH
                "</div>",
                {"停航九年之后", "第一班船", "晚上九点收班"}, {"分享"}, 0},
        {"lead in the head",
                "<title>Ferry runs again</title><div class=top><h1>Ferry runs again</h1><p "
                "class=standfirst>After nine "
                "years the old ferry is back, and the first boat was full.</p><p class=by>By Ann "
                "Quill</p></div><div "
                "class=content>" EN "</div>",
                {"After nine years the old ferry is back", "first boat, which", "midnight."},
                {NULL}, 0},
        {"a short first paragraph",
                "<title>Ferry runs again</title><article><h1>Ferry runs again</h1><p>It is "
                "back.</p>" EN "</article>",
                {"It is back.", "first boat, which", "midnight."}, {NULL}, 0},
        {"breaks and fonts",
                "<div id=c>段一<br><br>段二前<font color=red>红</font>段二后<br>　　段三</div>",
                {"段一\n", "\n段二前红段二后\n", "\n段三"}, {NULL}, 0},
        {"a notice in the foot, longer than the news",
                "<h1>渡口重开</h1><div "
                "class=c><p>老渡口今天重开。</p><p>船票仍是两元，老人免费。</p><p>末班船晚上九"
                "点开。</p></div><div class=footer>" NOTICE NOTICE "</div>",
                {"老渡口今天重开", "老人免费", "末班船"}, {"许可证"}, 0},
        {"a notice in a box like that of the news",
                "<h1>渡口重开</h1><div><p>老渡口今天重开。</p><p>船票仍是两元，老人免费。</"
                "p><p>末班船晚上九点开。"
                "</p></div><div>" NOTICE NOTICE NOTICE "</div>",
                {"老渡口今天重开", "老人免费", "末班船"}, {"许可证"}, 0},
        {"what the platform states",
                "<h1>渡口重开</h1><div>" ZH
                "<p>特别声明：以上内容(如有图片或视频亦包括在内)为自媒体平台用户上传并发布，"
                "本平台仅提供信息存储服务。</p><p>Notice: The content above (including the "
                "pictures and videos if any) "
                "is uploaded and posted by a user.</p></div>",
                {"第一班船", "晚上九点收班"}, {"信息存储服务", "uploaded"}, 0},
        {"teasers before the article",
                "<title>老渡口重开</title><div class=rec><ul>" TEASERS
                "</ul></div><h1>老渡口重开</h1><div class=body>" ZH "</div>",
                {"第一班船", "历时十四个月", "晚上九点收班"},
                {"养蜂人", "二十张石桌", "热茶水", "馆长"}, 6},
        {"teasers behind it",
                "<title>老渡口重开</title><h1>老渡口重开</h1><div class=body>" ZH
                "</div><div class=rec><ul>" TEASERS "</ul></div>",
                {"第一班船", "历时十四个月", "晚上九点收班"},
                {"养蜂人", "二十张石桌", "热茶水", "馆长"}, 6},
        {"short items between paragraphs",
                "<title>渡口重开</title><article><h1>渡口重开</h1><p>" ZH1
                "</p><ul><li><span>甲</span></li><li><p>乙</p>"
                "</li></ul><ol start=3><li>丙<ul><li>丁</li></ul></li></ol><p>" ZH2
                "</p></article>",
                {"\n甲\n乙\n", "\n丙\n丁\n", "历时十四个月"}, {NULL}, 0},
        {"items that end the article",
                "<title>Ferry runs again</title><article><h1>Ferry runs again</h1>" EN
                "<p>Bring with you:</p><ul><li>coat<li>coins<li>patience</ul></article><ul "
                "class=menu><li><a "
                "href=/a>Imprint</a><li><a href=/b>Contact</a></ul>",
                {"Bring with you:\n\ncoat\ncoins\npatience"}, {"Imprint"}, 0},
        {"a list is all there is", "<body><ul><li>" ZH1 "</li><li>" ZH2 "</li></ul>",
                {"第一班船", "历时十四个月"}, {NULL}, 0},
        {"two tables alike, one with links",
                "<title>Ferry runs again</title><article><h1>Ferry runs again</h1>" EN
                "<table><tr><th>Boat<th>Time<tr><td>One<td>six</table><p>All boats have a page of "
                "their own, with a "
                "picture, the name of the captain, and the year in which they were built.</p>"
                "<table><tr><th>Boat<th>Page<tr><td>One<td><a href=/1>see it</a><tr><td>Two<td><a "
                "href=/2>see "
                "it</a></table></article>",
                {"Boat\tTime\nOne\tsix", "Boat\tPage\nOne\tsee it\nTwo\tsee it"}, {NULL}, 0},
        {"a list within a cell, a cell of two rows",
                "<title>Ferry runs again</title><article><h1>Ferry runs again</h1>" EN
                "<table><tr><th>Boat<th>Times<tr><td "
                "rowspan=2>One<td><ul><li>six<li>seven</ul><tr><td>eight</table>"
                "</article>",
                {"Boat\tTimes", "six", "seven", "eight"}, {NULL}, 0},
        {"a table around the page",
                "<title>Ferry runs again</title><table width=100%><tr><td width=150><a "
                "href=/>Home</a><br><a "
                "href=/w>World</a><br><a href=/s>Sport</a></td><td><table><tr><td><h1>Ferry runs "
                "again</h1>" EN "</td></tr></table></td></tr></table>",
                {"first boat, which", "midnight."}, {"World", "\t"}, 0},
        {"code with its spaces",
                "<title>Ferry runs again</title><article><h1>Ferry runs again</h1>" EN
                "<pre>\n\tif (x) {\n\t    y();\n\t}\n</pre><p>Call <code>boat()</code> before you "
                "leave.</p></article>",
                {"\n\tif (x) {\n\t    y();\n\t}\n", "\nCall boat() before you leave."}, {NULL}, 0},
        {"quotations within quotations, short headings",
                "<title>渡口重开</title><article><h1>渡口重开</h1><p>" ZH1
                "</p><blockquote>甲<blockquote>乙</blockquote>"
                "</blockquote><h3>序</h3><p>" ZH2 "</p><h4>节</h4><p>" ZH3 "</p></article>",
                {"\n甲\n", "\n乙\n", "\n序\n", "\n节\n"}, {NULL}, 0},
        {"words about cookies in a box above the news",
                "<title>渡口重开</title><div class='modal gdpr'><p>我们和合作伙伴使用 cookie "
                "以及类似技术在您的设备上存储和访问"
                "信息，用于个性化广告、衡量内容效果、了解受众以及改进产品。</"
                "p><p>您可以接受全部，也可以管理您的选择；点击“同意”"
                "即表示您接受我们的隐私政策与使用条款。</p><button>同意</button></"
                "div><article><h1>渡口重开</h1>" ZH "</article>",
                {"第一班船", "晚上九点收班"}, {"合作伙伴", "同意"}, 0},
        {"words about cookies, longer than the news, above it",
                "<title>渡口重开</title><div class='modal gdpr'>" COOKIES_ZH
                "<button>同意</button></div><article><h1>渡口重"
                "开</h1>" SHORT_ZH "</article>",
                {"老渡口今天重开", "末班船"}, {"合作伙伴", "撤回"}, 0},
        {"in a box that tells nothing, below the news",
                "<title>渡口重开</title><h1>渡口重开</h1><div class=x1>" SHORT_ZH
                "</div><div class=x2><div>" COOKIES_ZH "<a href='#'>知道了</a></div></div>",
                {"老渡口今天重开", "末班船"}, {"合作伙伴", "撤回"}, 0},
        {"in one paragraph beside the news, in English",
                "<title>Ferry runs again</title><h1>Ferry runs again</h1><div><p>The old ferry "
                "runs again since "
                "Monday, "
                "with two hundred people on the first boat.</p><p>A ticket is still two "
                "coins.</p></div><div><p>" COOKIES
                "</p><button>Manage</button><button>Accept all</button></div>",
                {"two hundred people", "two coins."}, {"partners", "geolocation"}, 0},
        {"news about cookies",
                "<title>Court forbids cookies without consent</title><article><h1>Court forbids "
                "cookies without "
                "consent</h1><p>The court has ruled that a site may not store cookies before its "
                "readers have given "
                "their consent.</p><p>Publishers and their partners had argued that a legitimate "
                "interest was enough "
                "to process personal data.</p><button>I agree</button></article>",
                {"may not store cookies", "Publishers and their partners"}, {NULL}, 0},
        {"a recipe",
                "<title>What to do with flour</title><div><h1>What to do with "
                "flour</h1><div><p>Bake cookies with it, "
                "as "
                "your grandmother did: with butter, sugar and two eggs.</p><p>Let the dough rest "
                "for an hour, and do "
                "not "
                "eat it before it has been in the oven.</p><button>I accept the "
                "challenge</button></div><p>Then call "
                "your friends, and have them bring the milk.</p></div>",
                {"Bake cookies", "Let the dough rest", "bring the milk"}, {NULL}, 0},
};

static void check(const struct fault *f, const struct kr_doc *doc, const char *body)
{
	for (size_t k = 0; k < sizeof f->kept / sizeof *f->kept && f->kept[k]; k++)
		if (!strstr(body, f->kept[k]))
			fail_msg("%s: lost: %s\n%s", f->name, f->kept[k], body);
	for (size_t k = 0; k < sizeof f->dropped / sizeof *f->dropped && f->dropped[k]; k++)
		if (strstr(body, f->dropped[k]))
			fail_msg("%s: kept: %s\n%s", f->name, f->dropped[k], body);
	if (doc->nrecs < f->recs)
		fail_msg("%s: %zu recommendations", f->name, doc->nrecs);
	for (size_t k = 0; k < doc->nrecs; k++)
		if (strstr(body, doc->recs[k].title))
			fail_msg(
			        "%s: recommended and in the body: %s", f->name, doc->recs[k].title);
}

static void reads_all_of_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		struct kr_extract_input in = {.data = faults[i].html,
		        .len = strlen(faults[i].html),
		        .url = URL,
		        .content_type = "text/html; charset=utf-8"};
		struct kr_doc *doc = NULL;
		struct kr_str body;

		assert_int_equal(kr_extract_page(&in, &doc, NULL), 0);
		kr_str_init(&body);
		kr_str_addc(&body, '\n');
		kr_doc_body(doc, &body);
		kr_str_addc(&body, '\n');
		check(&faults[i], doc, body.data);
		kr_str_fini(&body);
		kr_doc_free(doc);
	}
}

/* The parser prints nothing about a bad page or a bad XPath. */
static void is_silent(void **state)
{
	static const char *const pages[] = {
	        "<div><p>a</b></i><table><tr></div></span>&bogus; &#xffffff; &#0; <p <q> a=b "
	        "c=<d>>",
	        "<!DOCTYPE nonsense [<!ENTITY a 'b'>]><?php echo ?><svg><x:y "
	        "z:w=1></svg><html><html></body><body>&a;",
	        "<input/><br></br></p></p><a href=x<b c>d</a id='",
	        "",
	};
	static const char *const rules[] = {
	        "title = //h1[\n", "body = nosuch(//p)\n", "drop = x:p\n", "title = //p[. = $x]\n"};
	FILE *caught = tmpfile();
	const int before = dup(2);

	(void)state;
	assert_non_null(caught);
	assert_true(before >= 0 && dup2(fileno(caught), 2) == 2);
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct kr_extract_input in = {.data = pages[i],
		        .len = strlen(pages[i]),
		        .url = URL,
		        .rules = rules[i],
		        .content_type = "text/html"};
		struct kr_doc *doc = NULL;

		if (kr_extract_page(&in, &doc, NULL) == 0)
			kr_doc_free(doc);
	}
	dup2(before, 2);
	close(before);
	assert_int_equal(lseek(fileno(caught), 0, SEEK_END), 0);
	fclose(caught);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(reads_all_of_it), cmocka_unit_test(is_silent)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
