#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kread/extract/extract.h"

static const char body_zh[] = "<p>"
                              "河水在清晨退了下去，露出一条很多人没有见过的石阶，一共八十七级，每一"
                              "级都有半米多宽，一直通到水里。</p>"
                              "<p>"
                              "老人说，这条路以前通到对岸的集市，每逢初一十五，天不亮就有人挑着担子"
                              "走下来等船，一等就是大半天。</p>"
                              "<p>"
                              "工程队决定先停工三天，等专家来看过再说。到了下午，来看的人已经排到了"
                              "桥头，小贩也跟着来了不少。</p>";

static const char body_en[] =
        "<p>The river fell in the early morning and laid bare a flight of steps that few people "
        "had ever seen before now.</p>"
        "<p>Old people say the way once led to the market on the other bank, and that boats "
        "waited here at every full moon.</p>"
        "<p>The engineers decided to stop for three days, and by the afternoon the queue of "
        "visitors reached the old bridge.</p>";

static struct kr_doc *read_page(
        const char *lang, const char *title, const char *head, const char *body, const char *tail)
{
	struct kr_str html;
	struct kr_extract_input in = {.url = "https://news.example/a/2026/8731.html"};
	struct kr_doc *doc = NULL;

	kr_str_init(&html);
	kr_str_addf(&html,
	        "<!doctype html><html lang=%s><head><meta "
	        "charset=utf-8><title>%s</title></head><body>"
	        "<div class=top><a href=/>首页</a></div><div class=main><h1>%s</h1>%s<div "
	        "class=text>%s%s</div></div></body></html>",
	        lang, title, "退水之后", head, body, tail);
	in.data = html.data;
	in.len = html.len;
	assert_int_equal(kr_extract_page(&in, &doc, NULL), 0);
	kr_str_fini(&html);
	return doc;
}

static void same(const char *got, const char *want)
{
	if (want)
		assert_string_equal(got ? got : "(absent)", want);
	else
		assert_null(got);
}

/* The forms of the line below the headline. */
static void test_forms(void **state)
{
	static const struct {
		const char *head, *source, *section, *author, *editor;
	} cases[] = {
	        {"<div class=info><span>2026-03-14 08:20</span> <span>来源：江岸晚报</span> "
	         "<span>作者：林见秋</span></div>",
	                "江岸晚报", NULL, "林见秋", NULL},
	        {"<div class=info>2026年03月14日 08:20　来源: <a "
	         "href=/s>江岸晚报</a>　责任编辑：高远</div>",
	                "江岸晚报", NULL, NULL, "高远"},
	        {"<div class=info><a href=/c/1 class=col>城市</a><p><span>2026-03-14 "
	         "08:20:05</span> "
	         "<span>江岸晚报</span></p></div>",
	                "江岸晚报", "城市", NULL, NULL},
	        {"<div class=info><span class=author-name><a "
	         "href=/u/1>江岸晚报</a></span><span>2026-03-14 "
	         "08:20</span></div>",
	                "江岸晚报", NULL, NULL, NULL},
	        {"<div class=info><span>2026-03-14 08:20</span><span>评论 "
	         "12</span><span>分享</span></div>",
	                NULL, NULL, NULL, NULL},
	        {"<div class=info><span>2026-03-14 08:20</span> <span>来源:</span> <a "
	         "href=/s>江岸晚报</a></div>",
	                "江岸晚报", NULL, NULL, NULL},
	        {"<div class=info><span>原创</span> <span>江岸见闻</span> <span>2026-03-14 "
	         "08:20</span></div>",
	                "江岸见闻", NULL, NULL, NULL},
	        {"<div class=info><p>江岸社</p><p>2026-03-14 08:20</p></div>", "江岸社", NULL, NULL,
	                NULL},
	        {"<div class=info><p>林见秋</p><p>2026-03-14 08:20</p></div>", NULL, NULL, NULL,
	                NULL},
	        {"<div class=info>2026-03-14 08:20 江岸晚报[整理]</div>", "江岸晚报[整理]", NULL,
	                NULL, NULL},
	        {"<div class=info><p class=author-name>江岸见闻</p><span>发布于 3月</span></div>",
	                "江岸见闻", NULL, NULL, NULL},
	        {"<div class=info>稿源：江岸晚报 | 2026-03-14 08:20 | 责编：高远</div>", "江岸晚报",
	                NULL, NULL, "高远"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_doc *doc = read_page("zh-CN", "退水之后", cases[i].head, body_zh, "");

		same(doc->source, cases[i].source);
		same(doc->section, cases[i].section);
		same(doc->authors.n ? doc->authors.v[0] : NULL, cases[i].author);
		same(doc->editor, cases[i].editor);
		kr_doc_free(doc);
	}
}

static void test_english(void **state)
{
	struct kr_doc *doc = read_page("en", "退水之后 - The Bank Gazette",
	        "<div class=byline>By <a href=/p/1>Luo Heng</a> <time>March 14, 2026</time></div>",
	        body_en, "");

	(void)state;
	assert_int_equal(doc->authors.n, 1);
	same(doc->authors.v[0], "Luo Heng");
	same(doc->site, "The Bank Gazette");
	same(doc->source, NULL);
	kr_doc_free(doc);
}

/* Authors in metadata and at the headline; want: between bars. */
static void test_authors(void **state)
{
#define LD(author)                                                                                 \
	"<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"author\":" author           \
	"}</script>"
	static const struct {
		const char *head, *want;
	} cases[] = {
	        {LD("\"Luo Heng, Ida Moor and Per Lind\""), "Luo Heng|Ida Moor|Per Lind"},
	        {LD("\"Luo Heng und Ida Moor\""), "Luo Heng|Ida Moor"},
	        {LD("\"Heng, Luo\""), "Heng, Luo"},
	        {LD("\"Luo Heng, River Post\""), "Luo Heng"},
	        {LD("\"Rosa Ortega y Gil\""), "Rosa Ortega y Gil"},
	        {LD("\"River Boats and Harbour Works Ltd\""), "River Boats and Harbour Works Ltd"},
	        {LD("\"Rhein Boote und Hafen Technik GmbH\""),
	                "Rhein Boote und Hafen Technik GmbH"},
	        {LD("\"Luo Heng and Ida Altd\""), "Luo Heng|Ida Altd"},
	        {LD("[{\"givenName\":\"Ida\",\"familyName\":\"Moor\"},{\"name\":\"Per "
	            "Lind\"}]"),
	                "Ida Moor|Per Lind"},
	        {LD("{\"@type\":\"Organization\",\"name\":\"Boats and Bridges Fund\"}"),
	                "Boats and Bridges Fund"},
	        /* nobody */
	        {LD("\"Administrator\""), ""},
	        {"<meta name=author content=admin>", ""},
	        {"<meta name=author content=880125>", ""},
	        {"<meta name=author content='The Bank Gazette:'>"
	         "<meta property=og:site_name content='The Bank Gazette'>",
	                ""},
	        {"<meta name=author content='https://social.example/gazette'>", ""},
	        {"<div class=author>読了時間: 4分</div>", ""},
	        /* at the headline */
	        {"<div>By <a href=/p/1>Luo Heng</a>, <a href=/p/2>Ida Moor</a> and <a "
	         "href=/p/3>Per Lind</a></div>",
	                "Luo Heng|Ida Moor|Per Lind"},
	        {"<p>By Luo Heng · March 14, 2026 8:20 am</p>", "Luo Heng"},
	        {"<p>Posted by Luo Heng on March 14, 2026</p>", "Luo Heng"},
	        {"<p>By Luo Heng, staff writer</p>", "Luo Heng"},
	        {"<p><a rel=author href=/p/1>Luo Heng</a> <a rel=author href=/p/2>Ida "
	         "Moor</a></p>",
	                "Luo Heng|Ida Moor"},
	        {"<p><span itemprop=author><b itemprop=name>Luo Heng</b></span></p>", "Luo Heng"},
	        {"<p class=authors><span class=author-name>Luo Heng</span></p>", "Luo Heng"},
	        {"<p class=authorized>Authorized Dealer</p>", ""},
	        {LD("\"admin\"") "<p>By <a href=/p/1>Luo Heng</a></p>", "Luo Heng"},
	};
#undef LD

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_doc *doc =
		        read_page("en", "退水之后 - The Bank Gazette", cases[i].head, body_en, "");
		struct kr_str got;

		kr_str_init(&got);
		for (size_t k = 0; k < doc->authors.n; k++)
			kr_str_addf(&got, "%s%s", k ? "|" : "", doc->authors.v[k]);
		if (strcmp(got.len ? got.data : "", cases[i].want) != 0)
			fail_msg("'%s' for %s", got.data, cases[i].head);
		kr_str_fini(&got);
		kr_doc_free(doc);
	}
}

/* Words of the text are no source. */
static void test_first_words(void **state)
{
	static const char *const bodies[] = {
	        "<p>近日，<a href=/t/1>江岸区政府</a>决定把石阶留给市民，不再填平。</p>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		struct kr_str body;
		struct kr_doc *doc;

		kr_str_init(&body);
		kr_str_addf(&body, "%s%s", bodies[i], body_zh);
		doc = read_page("zh-CN", "退水之后", "<div>2026-03-14 08:20</div>", body.data, "");
		same(doc->source, NULL);
		kr_doc_free(doc);
		kr_str_fini(&body);
	}
}

/* After the text; and in the parts of <title>. */
static void test_tail(void **state)
{
	struct kr_doc *doc =
	        read_page("zh-CN", "退水之后_城市_江岸新闻网", "<p class=time>2026-03-14 08:20</p>",
	                body_zh, "<p>（来源：江岸晚报）</p><p>责任编辑：高远</p>");

	(void)state;
	same(doc->site, "江岸新闻网");
	same(doc->section, "城市");
	same(doc->source, "江岸晚报");
	same(doc->editor, "高远");
	kr_doc_free(doc);
}

/* Site and section after the headline in <title>. A separator must precede them. */
static void test_title_site(void **state)
{
	static const struct {
		const char *title, *site, *section;
	} cases[] = {
	        {"退水之后-江岸新闻网", "江岸新闻网", NULL},
	        {"退水之后--城市--江岸新闻网", "江岸新闻网", "城市"},
	        {"退水之后-Bank.NET", "Bank.NET", NULL},
	        {"退水之后 › The Bank Gazette", "The Bank Gazette", NULL},
	        {"退水之后 | Bank-on-Tide Gazette", "Bank-on-Tide Gazette", NULL},
	        {"退水之后 / Forum / Bank Forums", "Bank Forums", NULL},
	        {"退水之后 再读 | The Bank Gazette", "The Bank Gazette", NULL},
	        {"退水之后", NULL, NULL},
	        {"退水之后: 再读", NULL, NULL},
	        {"退水之后 (12)", NULL, NULL},
	        {"退水之后 再读", NULL, NULL},
	        {"退水之后 | a | b | c | d", NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_doc *doc = read_page("zh-CN", cases[i].title, "", body_zh, "");

		same(doc->title, "退水之后");
		same(doc->site, cases[i].site);
		same(doc->section, cases[i].section);
		kr_doc_free(doc);
	}
}

/* A line in brackets that ends the article stays in it. */
static void test_sign_off(void **state)
{
	struct kr_doc *doc = read_page("zh-CN", "退水之后", "<p class=time>2026-03-14 08:20</p>",
	        body_zh, "<p>(摄影:高远 林见秋)</p>");
	struct kr_str body;

	(void)state;
	kr_str_init(&body);
	kr_doc_body(doc, &body);
	assert_non_null(strstr(body.data, "(摄影:高远 林见秋)"));
	kr_str_fini(&body);
	kr_doc_free(doc);
}

/* A text as long as the page, all gaps: takes linear time (or else the test times out). */
static void test_long_text(void **state)
{
	struct kr_str tail;
	struct kr_doc *doc;

	(void)state;
	kr_str_init(&tail);
	kr_str_addz(&tail, "<p>来源：江岸晚报  ");
	for (int i = 0; i < 300000; i++)
		kr_str_addz(&tail, "  x ");
	doc = read_page("zh", "退水之后", "", body_zh, tail.data);
	same(doc->source, "江岸晚报");
	kr_doc_free(doc);
	kr_str_fini(&tail);
}

/* Words for "by", with a sign after them or without, in the languages of the web's news. */
static const struct {
	const char *lang, *line, *author, *source;
} languages[] = {
        {"de", "Von Henrike Oldekop", "Henrike Oldekop", NULL},
        {"de", "Von Henrike Oldekop, 20. Mai 2024, 18:05 Uhr", "Henrike Oldekop", NULL},
        {"de", "20. Mai 2024 | Von Max von der Aue", "Max von der Aue", NULL},
        {"de", "Text: Henrike Oldekop", "Henrike Oldekop", NULL},
        {"de", "Von wegen langsam", NULL, NULL},
        {"de", "Quelle: Aubote", NULL, "Aubote"},
        {"fr", "Par Amandine Corvisier", "Amandine Corvisier", NULL},
        {"fr", "PAR AMANDINE CORVISIER", "AMANDINE CORVISIER", NULL},
        {"fr", "Par ici la sortie du village", NULL, NULL},
        {"es", "Por Remedios Cantalapiedra", "Remedios Cantalapiedra", NULL},
        {"es", "Por eso no se puede", NULL, NULL},
        {"pt", "Por Jurandir Valadares", "Jurandir Valadares", NULL},
        {"it", "di Fiorenza Malagodi - 20 maggio 2024", "Fiorenza Malagodi", NULL},
        {"it", "Di più su questo tema", NULL, NULL},
        {"nl", "Door Machteld Oosterveen", "Machteld Oosterveen", NULL},
        {"nl", "Bron: Wielborg Nu", NULL, "Wielborg Nu"},
        {"sv", "Av Gunhild Strömgren", "Gunhild Strömgren", NULL},
        {"da", "Af Annelise Kjeldgaard", "Annelise Kjeldgaard", NULL},
        {"fi", "Kirjoittanut Tellervo Hautakangas", "Tellervo Hautakangas", NULL},
        {"el", "Του Αριστείδη Καραβοκύρη", "Αριστείδη Καραβοκύρη", NULL},
        {"el", "Του χρόνου τα έργα", NULL, NULL},
        {"pl", "Autor: Bogumiła Ździebko", "Bogumiła Ździebko", NULL},
        {"pl", "Źródło: Kurier Leśny", NULL, "Kurier Leśny"},
        {"cs", "Autor: Květoslava Hrdličková", "Květoslava Hrdličková", NULL},
        {"hu", "Szerző: Bezerédi Gyöngyvér", "Bezerédi Gyöngyvér", NULL},
        {"tr", "Yazan: Şükriye Gökdağ - 20 Mayıs 2024", "Şükriye Gökdağ", NULL},
        {"ru", "Автор: Евдокия Пряничникова", "Евдокия Пряничникова", NULL},
        {"ru", "ИСТОЧНИК: Лесной край", NULL, "Лесной край"},
        {"uk", "Автор: Одарка Степовик", "Одарка Степовик", NULL},
        {"ar", "بقلم: رندة الشامخ", "رندة الشامخ", NULL},
        {"ar", "بقلم رندة الشامخ", "رندة الشامخ", NULL},
        {"fa", "نویسنده: مهرانگیز کوهسار", "مهرانگیز کوهسار", NULL},
        {"hi", "लेखक: सुनयना भदौरिया", "सुनयना भदौरिया", NULL},
        {"th", "โดย พิมพ์มาดา ศรีสายชล", "พิมพ์มาดา ศรีสายชล", NULL},
        {"vi", "Tác giả: Hoàng Thảo Nguyên", "Hoàng Thảo Nguyên", NULL},
        {"id", "Oleh Ratih Kusumaningtyas", "Ratih Kusumaningtyas", NULL},
        {"ja", "文：小野寺 さつき", "小野寺 さつき", NULL},
        {"ko", "글: 한여울", "한여울", NULL},
        {"zh-TW", "記者：簡若蘭", "簡若蘭", NULL},
};

static void test_languages(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
		struct kr_str head;
		struct kr_doc *doc;
		const char *author;

		kr_str_init(&head);
		kr_str_addf(&head, "<p class=info>%s</p>", languages[i].line);
		doc = read_page(languages[i].lang, "退水之后", head.data, body_en, "");
		author = doc->authors.n ? doc->authors.v[0] : NULL;
		if (doc->authors.n > 1 || !kr_str_eq(author, languages[i].author) ||
		        !kr_str_eq(doc->source, languages[i].source))
			fail_msg("%s: author %s, source %s", languages[i].line,
			        author ? author : "(none)", doc->source ? doc->source : "(none)");
		kr_doc_free(doc);
		kr_str_fini(&head);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_forms),
	        cmocka_unit_test(test_english),
	        cmocka_unit_test(test_authors),
	        cmocka_unit_test(test_first_words),
	        cmocka_unit_test(test_tail),
	        cmocka_unit_test(test_title_site),
	        cmocka_unit_test(test_sign_off),
	        cmocka_unit_test(test_long_text),
	        cmocka_unit_test(test_languages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
