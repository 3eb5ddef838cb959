/* Lines of a Chinese article that are not of it, by their form. */
#include "stage_help.h"

#include "extract/body/boilerplate_priv.h"

typedef bool question(const struct staged *s, const struct kr_seg *seg);

struct line {
	const char *html; /* its last segment is the one in question */
	bool is;
};

static void ask(question *is, const struct line *lines, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct staged s;

		staged_open(&s, lines[i].html, "body");
		kr_segments_find(&s.page, &s.segs);
		assert_true(s.segs.n > 0);
		if (is(&s, &s.segs.v[s.segs.n - 1]) != lines[i].is)
			fail_msg("%s", lines[i].html);
		staged_close(&s);
	}
}

#define ASK(is, lines) ask(is, lines, sizeof(lines) / sizeof *(lines))

static bool is_note(const struct staged *s, const struct kr_seg *seg)
{
	return kr_boilerplate_is(&s->page.dom, seg, false);
}

#define HUNDRED                                                                                    \
	"船队周一中午从海上回来带回了三千斤鱼码头上的人都"                 \
	"说这是今年最好的一次收成鱼贩子一早就在码头上等着"                 \
	"看见第一面帆的时候大家都喊了起来老船长站在船头向"                 \
	"岸上的人挥手他的孙子也在人群里头跳个不停"

static void test_notes(void **state)
{
	static const struct line lines[] = {
	        {"<p>原标题：船队归来</p>", true},
	        {"<p>（原标题：船队归来）</p>", true},
	        {"<p>责任编辑：安</p>", true},
	        {"<p>责编 安宁</p>", true},
	        {"<p>来源｜港口日报</p>", true},
	        {"<p>记者/安宁</p>", true},
	        {"<p>【编辑】安宁</p>", true},
	        {"<p>图《港口》</p>", true},
	        /* the word must end there */
	        {"<p>来源于海上的鱼</p>", false},
	        {"<p>编辑部的故事</p>", false},
	        {"<p>船队归来，原标题：无</p>", false},
	        /* a note is short, but for one with several roles */
	        {"<p>来源：" HUNDRED "</p>", false},
	        {"<p>编辑：" HUNDRED "，校对：安</p>", true},
	        {"<p>声明：" HUNDRED HUNDRED "</p>", true},
	        {"<p>声明：" HUNDRED HUNDRED HUNDRED HUNDRED "</p>", false},
	        /* names of writers in a short line without marks */
	        {"<p>港口日报 记者 安宁</p>", true},
	        {"<p>港口日报 记者 安宁，报道。</p>", false},
	        {"<p>港口日报的记者安宁</p>", false},
	        {"<p>" HUNDRED "记者 安宁</p>", false},
	        {"<p>船队归来。</p>", false},
	        {"<p>Notice: The content above is of others.</p>", true},
	        {"<p>来源<b>：</b>港口日报</p>", true},
	        {"<p>You are using an <strong>outdated</strong> browser. Please upgrade.</p>",
	                true},
	        {"<p>Ihr Browser ist veraltet. Bitte aktualisieren Sie ihn.</p>", true},
	        {"<p>您的浏览器版本过低，请升级。</p>", true},
	        {"<p>The boats use an outdated browser.</p>", false},
	};

	(void)state;
	ASK(is_note, lines);
}

static bool leads(const struct staged *s, const struct kr_seg *seg)
{
	return kr_boilerplate_is(&s->page.dom, seg, true);
}

static void test_datelines(void **state)
{
	static const struct line lines[] = {
	        {"<p>2026-03-11 03:30:00 来源：港口日报</p>", true},
	        {"<p>2026-03-11 来源：港口日报</p>", true},
	        {"<p>2026-03-11 字号：大 中 小</p>", true},
	        {"<p>2026年3月11日 03:30 港口日报</p>", true},
	        {"<p>发布时间：2026-03-11</p>", true},
	        {"<p>更新时间：2026-03-11 来源：港口日报</p>", true},
	        {"<p>更新时间：2026-03-11 港口</p>", false},
	        /* a day and no more may be the text's own */
	        {"<p>2026-03-11</p>", false},
	        {"<p>2026年3月11日，船队归来</p>", false},
	        {"<p>船队2026-03-11 03:30归来</p>", false},
	        {"<p>2026-03-11 03:30 船队归来，带回了鱼，卖完了。</p>", false},
	        {"<p>2026-03-11 03:30 船队归来。</p>", false},
	        {"<p>2026-03-11 03:30 " HUNDRED "</p>", false},
	        {"<p>03:30 来源：港口日报</p>", false},
	};

	(void)state;
	ASK(leads, lines);
	/* only above the text */
	for (size_t i = 0; i < 5; i++)
		ask(is_note, &(struct line){lines[i].html, false}, 1);
}

static int32_t picture(const struct staged *s)
{
	return kr_dom_find(&s->page.dom, 0, s->page.dom.n, KR_TAG_img);
}

static bool is_caption(const struct staged *s, const struct kr_seg *seg)
{
	return kr_boilerplate_is_caption(&s->page.dom, seg, picture(s), true);
}

static void test_captions(void **state)
{
	static const struct line lines[] = {
	        {"<img src=a.jpg><p>船队归来 安宁 摄</p>", true},
	        {"<img src=a.jpg><p>船队归来（视觉中国）</p>", true},
	        {"<img src=a.jpg><p>船队归来</p>", false},
	        {"<p>船队归来 安宁 摄</p>", false},
	        {"<p>▲船队归来 资料图</p>", true},
	        {"<img src=a.jpg><p>" HUNDRED "摄</p>", false},
	        /* the picture's own words, if they are more than a name */
	        {"<img src=a.jpg alt='The boats came in, at last.'><p>The boats  came in, at "
	         "last.</p>",
	                true},
	        {"<img src=a.jpg alt='The boats came in, at last.'><p>The boats came in.</p>",
	                false},
	        {"<img src=a.jpg alt=Boats><p>Boats</p>", false},
	        {"<img src=a.jpg alt='The boats, at last.'><p><a href=/x>The boats, at "
	         "last.</a></p>",
	                false},
	        /* a Chinese line that is centred */
	        {"<img src=a.jpg><p align=center>船队归来</p>", true},
	        {"<p align=center>船队归来</p>", false},
	        {"<img src=a.jpg><p align=center>The boats came in</p>", false},
	        {"<img src=a.jpg><p align=center>" HUNDRED "</p>", false},
	};

	(void)state;
	ASK(is_caption, lines);
}

static bool is_legal(const struct staged *s, const struct kr_seg *seg)
{
	return kr_boilerplate_is_legal_notice(&s->page.dom, seg);
}

static void test_legal(void **state)
{
	static const struct line lines[] = {
	        {"<p>版权所有 未经书面授权不得转载 违者追究法律责任 "
	         "违法和不良信息举报电话见首页</p>",
	                true},
	        /* three such words are in articles, too */
	        {"<p>版权所有 未经书面授权不得转载 本站所有内容均由本站编辑部负责审定</p>", false},
	        {"<p>备案 许可证 举报电话 法律顾问</p>", false},
	        {"<p>ICP licence 许可证 备案 举报电话 法律顾问 of the harbour company limited and "
	         "all of its partners</p>",
	                false},
	};

	(void)state;
	ASK(is_legal, lines);
}

static bool is_line(const struct staged *s, const struct kr_seg *seg)
{
	return kr_boilerplate_is_line(&s->page.dom, seg);
}

static void test_lines(void **state)
{
	static const struct line lines[] = {
	        {"<p>船队归来。</p>", true},
	        {"<p>《港口》的封面（资料）</p>", true},
	        {"<p>“船队”归来。</p>", true},
	        {"<p>船队归来</p>", false},
	        {"<p>The boats came in。</p>", false},
	        {"<p>船队周一中午从海上回来带回了三千斤鱼码头上的人都高。</p>", true},
	        {"<p>船队周一中午从海上回来带回了三千斤鱼码头上的人都高了。</p>", false},
	        {"<p>船队<b>归来。</b></p>", true},
	};

	(void)state;
	ASK(is_line, lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_notes),
	        cmocka_unit_test(test_datelines),
	        cmocka_unit_test(test_captions),
	        cmocka_unit_test(test_legal),
	        cmocka_unit_test(test_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
