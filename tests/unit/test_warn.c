#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kread/extract/extract.h"

#define COOKIES                                                                                    \
	"<p>We and our partners store cookies on your device to measure audiences and to show "    \
	"advertising.</p>"                                                                         \
	"<p>You can change your consent at any time; see our privacy notice for what becomes of "  \
	"your data.</p>"                                                                           \
	"<p>Some partners rely on legitimate interest and process personal data without asking "   \
	"again.</p>"
#define TEXT                                                                                       \
	"<p>The council met on Monday, and after a long debate it decided to close the bridge, "   \
	"which is in a bad "                                                                       \
	"state.</p><p>Drivers will have to take the old road, said the mayor; buses will be "      \
	"late, and schools open "                                                                  \
	"later.</p><p>The works begin in March and will take forty days, if the river does not "   \
	"rise again before.</p>"

static struct kr_doc *extract(const char *html)
{
	struct kr_extract_input in = {.data = html,
	        .len = strlen(html),
	        .url = "https://news.example/2024/05/06/77001.html", /* expected */
	        .content_type = "text/html; charset=utf-8"};
	struct kr_doc *doc = NULL;

	assert_int_equal(kr_extract_page(&in, &doc, NULL), 0);
	return doc;
}

/* Warnings; code NULL: no warning. */
static const struct {
	const char *html, *code;
	bool body;
} cases[] = {
        {"<html lang=en><title>Before you continue</title><body><div>" COOKIES
         "<button>Manage</button><button>Accept all</button></div>",
                "consent-page", false},
        {"<html lang=en><title>Bridge closed</title><body><div class=\"modal gdpr\">" COOKIES
         "<button>Accept all</button></div><h1>Bridge closed</h1><article>" TEXT TEXT "</article>",
                NULL, true},
        {"<html lang=zh><title>安全验证</title><body><form "
         "action=/check><p>请完成下方验证后继续访问</p><input "
         "name=c>"
         "<button>提交</button></form>",
                "verification-page", false},
        {"<html lang=en><title>Just a moment...</title><body><p>Checking your browser before you "
         "go on.</p>",
                "verification-page", false},
        {"<html "
         "lang=zh><title>验证</title><body><h2>环境异常</"
         "h2><p>当前环境异常，完成验证后即可继续访问。</p><a "
         "href='javascript:' id=verify>去验证</a>",
                "verification-page", false},
        {"<html lang=en><title>Attention Required! | Fence</title><body><h1>Sorry, you have been "
         "blocked</h1>"
         "<p>This site is behind a fence. What you did looked like an attack, or like a script. "
         "You can write "
         "to those who run it, and tell them what you were doing. The number below helps them.</p>",
                "verification-page", false},
        /* a script will put the question; there is nothing to answer */
        {"<html><title></title><body><div "
         "class=msg><h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p><a "
         "id=js_verify>去验证</a></div>",
                "verification-page", false},
        {"<html lang=en><title>Robot or human?</title><body><h1>Robot or human?</h1><p>Hold the "
         "button to confirm that "
         "you\xe2\x80\x99re human. Thank you!</p><div id=x-captcha></div>",
                "verification-page", false},
        {"<html lang=en><title>Making sure you&#39;re not a bot!</title><body><h1>Making sure "
         "you&#39;re not a "
         "bot!</h1><p>Loading...</p><details><summary>Why am I seeing this?</summary><p>You are "
         "seeing this because "
         "the "
         "administrator of this site protects it against companies that load all of it again and "
         "again, which can and "
         "does make it unreachable for everyone else. It costs your machine some work, which "
         "hardly anybody will "
         "notice who reads one page, and which those who load a million of them "
         "will.</p></details>",
                "verification-page", false},
        {"<html "
         "lang=zh><title>405</title><body><h1>405</"
         "h1><p>很抱歉，由于您访问的地址有可能对网站造成安全威胁，您的访"
         "问被阻断。</p>",
                "verification-page", false},
        {"<html lang=en><title>Access to this page has been denied.</title><body><h1>Access "
         "denied</h1><p>Reference: "
         "77</p>",
                "verification-page", false},
        {"<html lang=en><title>Mill owner says he was refused</title><body><article><h1>Mill owner "
         "says he was "
         "refused</h1><p>\"Access denied\" was all that the letter said, according to the owner of "
         "the old mill, who "
         "had asked to see the plans.</p></article>",
                NULL, true},
        {"<html lang=en><title>Before you continue to The Mill</title><body><h1>Before you "
         "continue</h1><div>We use "
         "<a href=#>cookies</a> and data to<ul><li>Deliver and maintain the services of The Mill, "
         "and keep them "
         "safe</li><li>Track outages and protect everybody against spam, fraud, and "
         "abuse</li></ul>If you choose to go "
         "on, we will also use them to develop new services, and to measure what advertising "
         "does.</div><form><input "
         "type=submit value=\"Accept all\"></form>",
                "consent-page", false},
        {"<html "
         "lang=zh><title>渡口重开</title><body><h1>渡口重开</h1><div class=time>2024-05-06 "
         "09:12</div><div><p>老渡口在本月十五日重新开放，第一班船载着两百"
         "多名乘客驶向对岸，岸边站满了前来送行的居民。</"
         "p><p>渡口停用已有九年，修缮工程历时十四个月，码头、栈桥都按原样重建。"
         "</p></div><div class=pay><p>本文为付费内容，订阅后可阅读全文</p><a "
         "href=/pay>立即订阅</a></div>",
                "paywall", true},
        {"<html lang=en><title>Security check at the airport to be moved - "
         "Gazette</title><body><h1>Security "
         "check at the airport to be moved</h1>" TEXT,
                NULL, true},
        {"<html lang=zh><title>警方提醒：不要把验证码告诉别人</title><body><form><input "
         "name=q></form>"
         "<h1>警方提醒：不要把验证码告诉别人</"
         "h1><p>市公安局昨天说，上个月有二十三位老人因为说出验证码受骗，损失"
         "共一百多万元。</"
         "p><p>骗子大多自称是银行或者电信公司的人，先说账户有危险，再要老人念出手机上收到的数字"
         "。民警说，任何人都没有权利问这几个数字，子女应当常常提醒父母，也可以替他们设好转账的上限"
         "。</p><p>社区"
         "从下周起在每个小区门口摆出桌子，请志愿者一对一地教老人辨认这类电话，教到会为止。银行也在"
         "柜台前贴出了"
         "提示，大额汇款之前要多问一句。老人们说，这样的桌子应当一直摆下去，因为骗子的说法每个月都"
         "在变，而他们"
         "记不住那么多。市公安局的电话全天有人接听，拿不准的时候先打一个电话，总是来得及的。</p>",
                NULL, true},
        {"<html lang=en><title>How a captcha works</title><body><h1>How a captcha works</h1><time "
         "datetime=2026-03-14>"
         "14 March 2026</time><article>" TEXT "<form><input name=q></form></article>",
                NULL, true},
        {"<html lang=en><title>News</title><body><noscript>You need to enable JavaScript to run "
         "this "
         "app.</noscript>"
         "<div id=root></div><script src=/a.js></script>",
                "needs-javascript", false},
        {"<html lang=zh><title>新闻</title><body><div id=app></div><script src=/a.js></script>",
                "needs-javascript", false},
        /* only a placeholder until the script runs, whatever the head says */
        {"<html lang=en><title>Bridge closed - The Mill</title><meta property=og:title "
         "content='Bridge closed'><meta "
         "name=description content='The council closed the bridge.'><script "
         "src=/a.js></script><body><header><a "
         "href=/>The Mill</a></header><mill-app></mill-app>",
                "needs-javascript", true},
        {"<html lang=en><title>Which boat? - Boat forum</title><meta name=description "
         "content='Which boat do you "
         "like?'><body><section id=d-splash><div class=preloader-image></div></section><div "
         "id=data-preloaded></div>"
         "<section id=main></section>",
                "needs-javascript", false},
        {"<html lang=en><title>Which boat?</title><meta name=description content='Which boat do "
         "you like?'><body><div "
         "hidden></div>",
                "no-text", false},
        {"<html lang=en><title>Bridge closed</title><script "
         "type=application/ld+json>{\"@type\":\"NewsArticle\","
         "\"isAccessibleForFree\":\"False\",\"wordCount\":2400}</script><body><h1>Bridge "
         "closed</h1><article>" TEXT "</article>",
                "paywall", true},
        {"<html lang=en><title>Bridge closed</title><script "
         "type=application/ld+json>{\"@type\":\"NewsArticle\","
         "\"isAccessibleForFree\":false}</script><body><h1>Bridge closed</h1><article>" TEXT
         "<p>The mayor, who came late, was not amused and said that nobody had</p></article>",
                "paywall", true},
        /* declared so, and complete */
        {"<html lang=en><title>Bridge closed</title><script "
         "type=application/ld+json>{\"@type\":\"NewsArticle\","
         "\"isAccessibleForFree\":\"False\"}</script><body><h1>Bridge closed</h1><article>" TEXT
         "</article>",
                NULL, true},
        {"<html lang=en><title>Bridge closed</title><body><h1>Bridge closed</h1><article>" TEXT
         "</article><div class=offer><h3>Subscribe to continue</h3><p>Already a subscriber? <a "
         "href=/in>Log "
         "in</a></p></div>",
                "paywall", true},
        /* instead of the last paragraphs */
        {"<html lang=en><title>Bridge closed</title><body><h1>Bridge closed</h1><article>" TEXT
         "<p>To view the full story, please subscribe to The Mill.</p><p>Join the family of its "
         "readers, and you will "
         "get "
         "all that happens in the town, and a cup with the old bridge on it.</p></article>",
                "paywall", true},
        {"<html lang=en><title>Papers cost more</title><body><h1>Papers cost "
         "more</h1><article>" TEXT "<p>For subscribers the price rises by two coins a month, said "
         "the publisher, who is a subscriber himself.</p>"
         "</article>",
                NULL, true},
        {"<html lang=en><title>Bridge closed</title><script "
         "type=application/ld+json>{\"@type\":\"NewsArticle\","
         "\"isAccessibleForFree\":true}</script><body><h1>Bridge closed</h1><article>" TEXT
         "</article><p>Already a subscriber? Thank you.</p>",
                NULL, true},
        {"<html lang=en><title>Bridge closed</title><body><h1>Bridge closed</h1><article>" TEXT
         "<p>The mayor, who came late, was not amused and said that nobody had told her about it, "
         "and "
         "\xe2\x80\xa6</p>"
         "</article><a href=/a/1/full>Read more</a>",
                "truncated", true},
        {"<html lang=en><title>Bridge closed</title><body><h1>Bridge closed</h1><article>" TEXT
         "</article>",
                NULL, true},
};

static void warnings(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_doc *doc = extract(cases[i].html);

		if (doc->nwarnings != (cases[i].code ? 1 : 0))
			fail_msg("%zu warnings (%s) instead of %s: %s", doc->nwarnings,
			        doc->nwarnings ? doc->warnings[0].code : "",
			        cases[i].code ? cases[i].code : "none", cases[i].html);
		if (cases[i].code)
			assert_string_equal(doc->warnings[0].code, cases[i].code);
		assert_int_equal(doc->nblocks > 0, cases[i].body);
		kr_doc_free(doc);
	}
}

/* The raw text is still available. */
static void raw(void **state)
{
	const char *html = "<html lang=en><title>Before you continue</title><body><div>" COOKIES
	                   "<button>Accept all</button></div>";
	struct kr_extract_input in = {.data = html, .len = strlen(html), .mode = KR_MODE_RAW};
	struct kr_doc *doc = NULL;

	(void)state;
	assert_int_equal(kr_extract_page(&in, &doc, NULL), 0);
	assert_true(doc->nblocks >= 3);
	kr_doc_free(doc);
}

/* What asks to subscribe, below the first sentences of an article. */
static const struct {
	const char *lang, *text;
} paywalls[] = {
        {"de", "Sie sind bereits Abonnent? Hier anmelden"},
        {"de", "Dieser Artikel ist exklusiv für Abonnenten."},
        {"fr", "Cet article est réservé aux abonnés."},
        {"fr", "Déjà abonné ? Connectez-vous"},
        {"es", "Suscríbase para leer la noticia completa"},
        {"es", "Contenido exclusivo para suscriptores"},
        {"pt", "Assine para continuar lendo esta reportagem"},
        {"pt", "Conteúdo exclusivo para assinantes"},
        {"it", "Abbonati per continuare a leggere"},
        {"it", "Contenuto riservato agli abbonati"},
        {"nl", "Dit artikel is alleen voor abonnees"},
        {"nl", "Om verder te lezen heb je een account nodig"},
        {"sv", "Det här är innehåll för prenumeranter"},
        {"no", "Kjøp tilgang for å lese videre"},
        {"da", "Artiklen er kun for abonnenter"},
        {"fi", "Tämä juttu on vain tilaajille"},
        {"el", "Είστε ήδη συνδρομητής; Συνδεθείτε"},
        {"pl", "Wykup dostęp, aby czytać dalej"},
        {"cs", "Článek je pouze pro předplatitele"},
        {"hu", "A teljes cikk elolvasásához előfizetés szükséges"},
        {"tr", "Bu içerik sadece abonelere açıktır. Okumaya devam etmek için abone olun."},
        {"ru", "Материал доступен по подписке"},
        {"uk", "Вже маєте передплату? Увійдіть, щоб читати далі"},
        {"ar", "هذا المقال للمشتركين فقط"},
        {"fa", "این مطلب ویژه مشترکان است"},
        {"hi", "आगे पढ़ने के लिए सब्सक्राइब करें"},
        {"th", "เนื้อหานี้เฉพาะสมาชิก สมัครสมาชิกเพื่ออ่านต่อ"},
        {"vi", "Vui lòng đăng nhập để đọc tiếp bài viết"},
        {"id", "Berlangganan untuk membaca artikel ini"},
        {"ja", "この記事は会員限定です。続きをお読みいただくには登録が必要です"},
        {"ko", "계속 읽으려면 구독해 주세요"},
        {"zh-TW", "訂閱會員，登入後可閱讀全文"},
};

static void languages(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof paywalls / sizeof *paywalls; i++) {
		struct kr_str html;
		struct kr_doc *doc;

		kr_str_init(&html);
		kr_str_addf(&html,
		        "<html lang=%s><title>Bridge closed</title><body><h1>Bridge closed</h1>"
		        "<article>" TEXT "</article><div><p>%s</p></div>",
		        paywalls[i].lang, paywalls[i].text);
		doc = extract(html.data);
		if (!kr_doc_has_warning(doc, "paywall"))
			fail_msg("no warning for %s", paywalls[i].text);
		kr_doc_free(doc);
		kr_str_fini(&html);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(warnings), cmocka_unit_test(languages),
	        cmocka_unit_test(raw), cmocka_unit_test(languages)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
