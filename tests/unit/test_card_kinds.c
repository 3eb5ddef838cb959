/* What a card shows besides its headline, in the markup and the languages of many sites: labels,
 * ranks, kickers, excerpts, advertisements, buttons; and which addresses name articles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "kread/base/str.h"
#include "kread/doc/doc.h"
#include "kread/extract/extract.h"

#define URL "https://www.weir.example/news/2025-03/11/sluice-gates-are-open.html"

#define HEAD                                                                                       \
	"<html><head><title>Sluice gates are open</title></head><body><nav><a href=/a/>Town</a> "  \
	"<a href=/b/>Farm</a></nav><main><article><h1>Sluice gates are open</h1><p class=time>"    \
	"2025-03-11 08:15</p><p>The keeper opened the three sluice gates on Tuesday at dawn, an "  \
	"hour earlier than planned, because the snow above the village had begun to melt in the "  \
	"night and the pond was full.</p><p>Nobody may walk on the lower path until the water "    \
	"has gone down, he said, and the two millers have been told to keep their wheels still "   \
	"for at least a week.</p>"
#define FOOT "</article></main><footer><a href=/about>About us</a></footer></body></html>"

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

static void show(const char *v, const char *name, struct kr_str *out)
{
	if (v)
		kr_str_addf(out, " %s=%s", name, v);
}

/* The recommendations in words, one a line. */
static void describe(const struct kr_doc *doc, struct kr_str *out)
{
	for (size_t i = 0; i < doc->nrecs; i++) {
		const struct kr_rec *r = &doc->recs[i];

		kr_str_addf(out, "%s", r->title);
		show(r->section, "section", out);
		show(r->author, "author", out);
		show(r->published, "published", out);
		if (r->duration >= 0)
			kr_str_addf(out, " duration=%d", r->duration);
		kr_str_addc(out, '\n');
	}
}

static void check(const char *html, const char *url, const char *want)
{
	struct kr_doc *doc = extract(html, url);
	struct kr_str got;

	kr_str_init(&got);
	describe(doc, &got);
	if (!kr_str_eq(got.len ? got.data : "", want))
		fail_msg("%s\ngives\n%s", html, got.len ? got.data : "nothing");
	kr_str_fini(&got);
	kr_doc_free(doc);
}

#define T1 "Otters are back below the weir"
#define T2 "Why the ferry bell rings twice at noon"
#define T3 "Nine wells were dug and one had water"
#define U1 "/news/2025-03/10/otters-are-back.html"
#define U2 "/news/2025-03/09/ferry-bell-rings.html"
#define U3 "/news/2025-03/08/nine-wells-dug.html"

/* Three cards; A and Z are what is before and behind the headline. */
#define CARDS(open, A, Z, close)                                                                   \
	"<div class=related><h3>Related stories</h3><ul><li><a href=" U1 ">" open A T1 Z close     \
	"</a></li><li><a href=" U2 ">" open A T2 Z close "</a></li><li><a href=" U3                \
	">" open A T3 Z close "</a></li></ul></div>"
/* The same and another card. */
#define AND(card)                                                                                  \
	"<div class=related><h3>Related stories</h3><ul><li><a href=" U1 ">" T1                    \
	"</a></li><li><a href=" U2 ">" T2 "</a></li><li><a href=" U3 ">" T3 "</a></li><li>" card   \
	"</li></ul></div>"
#define PLAIN T1 "\n" T2 "\n" T3 "\n"

static void labels(void **state)
{
	static const struct {
		const char *html, *want;
	} cases[] = {
	        {CARDS("", "<b>Plus</b>", "", ""), PLAIN},
	        {CARDS("<h4>", "<span class=flag>Subscribers only</span><span>", "</span>",
	                 "</h4>"),
	                PLAIN},
	        {CARDS("", "<span>Réservé aux abonnés</span> ", "", ""), PLAIN},
	        {CARDS("", "", "<i>Эксклюзив</i>", ""), PLAIN},
	        {CARDS("", "<em>直播中</em>", "<b>荐</b>", ""), PLAIN},
	        {CARDS("", "<span>단독</span>", "", ""), PLAIN},
	        {CARDS("", "<span>会員限定</span>", "", ""), PLAIN},
	        {CARDS("<h4>", "<span>NEW</span><span>", "</span><span>VIDEO</span>", "</h4>"),
	                PLAIN},
	        {CARDS("", "<span class=visually-hidden>Opens a gallery</span>", "", ""), PLAIN},
	        /* glued by style only; a line above */
	        {CARDS("<span>", "<span>In the valley</span><span>", "</span>", "</span>"), PLAIN},
	        {CARDS("<div class=card-title>", "<p>River</p><p>", "</p>", "</div>"), PLAIN},
	        {CARDS("<span>", "<span>In the valley</span>", "", "</span>"), PLAIN},
	        {CARDS("<h2>WET FEET</h2><p>", "", " this spring", "</p>"),
	                T1 " this spring\n" T2 " this spring\n" T3 " this spring\n"},
	        {CARDS("", "Read also: ", "", ""), PLAIN},
	        /* words of the headline itself stay */
	        {CARDS("", "Live: ", "", ""), "Live: " T1 "\nLive: " T2 "\nLive: " T3 "\n"},
	        {CARDS("", "", " in Mac<b>Intyre</b>", ""),
	                T1 " in MacIntyre\n" T2 " in MacIntyre\n" T3 " in MacIntyre\n"},
	        {CARDS("", "", " in a <b>new</b> song", ""),
	                T1 " in a new song\n" T2 " in a new song\n" T3 " in a new song\n"},
	        {CARDS("", "<span>12</span> facts: ", "", ""),
	                "12 facts: " T1 "\n12 facts: " T2 "\n12 facts: " T3 "\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check(cases[i].html, URL, cases[i].want);
}

static void ranks(void **state)
{
	(void)state;
	check("<div class=hot><h3>Related stories</h3><ol><li><a href=" U1 "><i>1</i>" T1
	      "</a></li><li><a href=" U2 "><i>2</i>" T2 "</a></li><li><a href=" U3 "><i>3</i>" T3
	      "</a></li></ol></div>",
	        URL, PLAIN);
	check("<div class=hot><h3>Related stories</h3><ol><li><a href=" U1
	      "><h4><span class=list-counter>1.</span> <span>" T1
	      "</span></h4></a></li><li><a href=" U2
	      "><h4><span class=list-counter>2.</span> <span>" T2
	      "</span></h4></a></li><li><a href=" U3
	      "><h4><span class=list-counter>3.</span> <span>" T3
	      "</span></h4></a></li></ol></div>",
	        URL, PLAIN);
}

/* The section above a headline, in the same link. */
static void kickers(void **state)
{
	static const char with[] =
	        T1 " section=River life\n" T2 " section=River life\n" T3 " section=River life\n";
	static const struct {
		const char *html, *want;
	} cases[] = {
	        {CARDS("", "<h5>River life</h5><h2>", "</h2><p>A word on it.</p>", ""), PLAIN},
	        {CARDS("", "<span class=kicker>River life</span>", "", ""), with},
	        {CARDS("<h4>", "<span class=overline>River life</span><span>", "</span>", "</h4>"),
	                PLAIN},
	        {CARDS("", "<div>Below the second bridge</div><div>", ", as the keeper says</div>",
	                 ""),
	                T1 ", as the keeper says\n" T2 ", as the keeper says\n" T3
	                   ", as the keeper says\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check(cases[i].html, URL, cases[i].want);
}

/* Kickers that are the heading of a card or look like it; the address has the headline. */
static void kickers_for_headlines(void **state)
{
	static const struct {
		const char *html, *want;
	} cases[] = {
	        {"<a href=/news/2025/otters-are-back-below-the-old-weir-77001><h3>River "
	         "life</h3><p class=intro><span class=date>10 March 2025</span>Otters are back "
	         "below the old weir</p></a>",
	                "Otters are back below the old weir\n"},
	        {"<a href=/news/2025/muehlraeder-stehen-eine-woche-laenger-still-77001><h5>Am "
	         "Wehr gehört</h5><span>Mühlräder stehen eine Woche länger still</span></a>",
	                "Mühlräder stehen eine Woche länger still\n"},
	        {"<a href=/news/2025/vydry-vernulis-v-tihuyu-zavod-77001><h3>Наше "
	         "мнение</h3><p>Выдры вернулись в тихую заводь</p></a>",
	                "Выдры вернулись в тихую заводь\n"},
	        /* a headline stays, whatever else has the words of the address */
	        {"<a href=/news/2025/otters-are-back-below-the-old-weir-77001><h3>Otters are back "
	         "at last</h3><p>Otters are back below the old weir, as the keeper has been "
	         "telling us for a week.</p></a>",
	                "Otters are back at last\n"},
	        {"<a href=/news/2025/river-otter-weir-keeper-spring-77001><h3>Who sleeps there, "
	         "then?</h3><p>The otter of the river is back at the weir, and so is spring, "
	         "says the keeper.</p></a>",
	                "Who sleeps there, then?\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char html[4096], want[512];

		snprintf(html, sizeof html, AND("%s"), cases[i].html);
		snprintf(want, sizeof want, PLAIN "%s", cases[i].want);
		check(html, URL, want);
	}
}

/* What leads along a list, bullets and arrows are no part of a headline. */
static void marks(void **state)
{
	static const struct {
		const char *html, *want;
	} cases[] = {
	        {CARDS("", "Next: ", "", ""), PLAIN},
	        {CARDS("", "Vorheriger Beitrag: ", "", ""), PLAIN},
	        {CARDS("", "下一篇：", "", ""), PLAIN},
	        {CARDS("", "← ", "", ""), PLAIN},
	        {CARDS("", "• ", " &gt;&gt;&gt;", ""), PLAIN},
	        {CARDS("", "", " ›", ""), PLAIN},
	        {CARDS("", "«", "»", ""), "«" T1 "»\n«" T2 "»\n«" T3 "»\n"},
	        {CARDS("", "Next spring ", "", ""),
	                "Next spring " T1 "\nNext spring " T2 "\nNext spring " T3 "\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check(cases[i].html, URL, cases[i].want);
}

/* Cards among articles: topics, people, goods, the page itself, a part of a sentence. */
static void other_cards(void **state)
{
	static const char *const cases[] = {
	        "<a href=/topics/lower-river-path>Lower river path</a>",
	        "<a href=/author/ada-millpond/>Ada Millpond</a>",
	        "<a href=/category/opinion/river-views/>RIVER VIEWS: what our readers say</a>",
	        "<a href='/rubrik/fluss-und-tal?from=list'>Aus Fluss und Tal</a>",
	        "<a href=/2025/rubber-boots-in-green.html>Rubber boots in green, with a warm "
	        "lining</a><span>$ 24.90</span>",
	        "<a href=/2025/gummistiefel-gruen.html>Gummistiefel in Grün, warm "
	        "gefüttert</a><div>24,90 €</div>",
	        "<a href=/amp/2025/sluice-gates.html>Sluice gates are open</a>",
	        "All that is known of <a href=/news/2025/otter-book.html>otters in this valley and "
	        "the next</a>, in one place",
	        "<a href=/courses/2451/keep-a-weir>Keep a weir in five lessons</a>",
	        "<a href='https://boots.example/dry?utm_medium=banner'>Ten pairs of dry boots</a>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char html[4096];

		snprintf(html, sizeof html, AND("%s"), cases[i]);
		check(html, URL, PLAIN);
	}
	/* names, titles of blogs in lower case, articles of another site */
	check("<div class=related><h3>Related stories</h3><ul><li><a href=" U1 ">" T1
	      "</a></li><li><a href=" U2 ">iPhone found in the otters' den</a></li><li><a href=" U3
	      ">nine wells were dug and one had water</a></li><li><a "
	      "href='https://mill.example/2025/wheels-still.html?utm_campaign=weir'>The wheels "
	      "stand still</a></li></ul></div>",
	        URL,
	        T1 "\niPhone found in the otters' den\nnine wells were dug and one had water\nThe "
	           "wheels stand still\n");
	/* articles about a price, or below a topic */
	check(AND("<a href=/topics/rivers/why-the-lower-path-will-stay-closed-until-the-end-of-may>"
	          "Why the lower path will stay closed until the end of May</a>") "<p>A boat for $ "
	                                                                          "20</p>",
	        URL, PLAIN "Why the lower path will stay closed until the end of May\n");
}

#define EXCERPT                                                                                    \
	"The man who keeps the gate has seen five of them since Sunday, and he does not mean to "  \
	"tell anybody where they sleep, or…"
#define BOTH(url, title, a, b)                                                                     \
	"<div class=item><" a "><a href=" url ">" title "</a></" a "><" b "><a href=" url          \
	">" EXCERPT "</a></" b "></div>"

/* Headline and first words, both linked. */
static void excerpts(void **state)
{
	(void)state;
	check("<div class=related><h3>Related stories</h3>" BOTH(U1, T1, "p", "p")
	                BOTH(U2, T2, "p", "p") BOTH(U3, T3, "p", "p") "</div>",
	        URL, PLAIN);
	check("<div class=related><h3>Related stories</h3>" BOTH(U1, T1, "h4", "div")
	                BOTH(U2, T2, "h4", "div") BOTH(U3, T3, "h4", "div") "</div>",
	        URL, PLAIN);
}

static void durations(void **state)
{
	(void)state;
	check("<div class=related><h3>相关视频</h3><ul>"
	      "<li><a href=/v/2025/30011><i class=len>02:05</i>水獭回到堰下的河湾</a>"
	      "<span>2025-03-02</span></li>"
	      "<li><a href=/v/2025/30012><i class=len>11:40</i>渡口的钟中午敲两次</a>"
	      "<span>2025-03-01</span></li>"
	      "<li><a href=/v/2025/30013><i class=len>00:48</i>九口井只有一口出水</a>"
	      "<span>2025-02-28</span></li></ul></div>",
	        "https://www.weir.example/v/2025/30010",
	        "水獭回到堰下的河湾 published=2025-03-02 duration=125\n"
	        "渡口的钟中午敲两次 published=2025-03-01 duration=700\n"
	        "九口井只有一口出水 published=2025-02-28 duration=48\n");
}

static void buttons(void **state)
{
	static const char *const cases[] = {
	        "<div class=sd><h3>Pass it on</h3><ul><li><a href='?share=chirper'><span>Click to "
	        "share "
	        "on Chirper (opens in a new window)</span></a><li><a "
	        "href='?share=mailer'><span>Click "
	        "to share on Mailer (opens in a new window)</span></a><li><a "
	        "href='" URL
	        "?print=1'><span>Click to print the whole article (opens)</span></a></ul></div>",
	        "<ul class=related><li><a "
	        "href='https://chirper.example/compose?url=https%3A%2F%2Fwww."
	        "weir.example%2Fnews%2F2025-03%2F11%2Fsluice-gates-are-open.html'>Tell your "
	        "followers "
	        "about this story</a><li><a "
	        "href='https://mailer.example/new?body=" URL "'>Send this story to your "
	        "friends</a></ul>",
	        "<div class=related><h3>Related stories</h3><ul><li><a href=" U1 ">More top "
	        "stories</a><li><a href=" U2 ">« Previous page</a></ul></div>",
	        "<ul class=related><li><a href=/x/1001>▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄</a><li><a href=/x/1002>→ "
	        "→ → → → "
	        "→ → → → → →</a></ul>",
	        "<div class=related><h3>Related stories</h3><ul><li><a "
	        "href=/x/1001>Startseite</a><li><a "
	        "href=/x/1002>Next article</a><li><a href=/x/1003>下一篇</a><li><a "
	        "href=/x/4>www.weir.example</a></ul></div>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check(cases[i], URL, "");
}

static void adverts(void **state)
{
	static const char *const cases[] = {
	        "<section><h3>Sponsored by Boots and Sons</h3>",
	        "<section><h3>Anzeige</h3>",
	        "<section><h3>Contenu sponsorisé</h3>",
	        "<section><h3>推广</h3>",
	        "<section><h3>Job listings</h3>",
	        "<section><h3>Stellenangebote</h3>",
	        "<section><h3>Related products</h3>",
	        "<section><h3>Produkt-Tipps</h3>",
	        "<section><h3>More from our partners</h3>",
	        "<section><h3>Who we serve</h3>",
	        "<section><h3>おすすめ商品</h3>",
	};
	char html[8192];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		snprintf(html, sizeof html,
		        "%s%s<ul><li><a href=/offers/2025/ten-dry-boots.html>Ten pairs of boots "
		        "that "
		        "stay dry</a><li><a href=/offers/2025/rubber-boats.html>Rubber boats for "
		        "the "
		        "whole family</a><li><a href=/offers/2025/best-pumps.html>The best pumps "
		        "for a wet "
		        "cellar</a></ul></section>",
		        CARDS("", "", "", ""), cases[i]);
		check(html, URL, PLAIN);
	}
	/* one card of several */
	check("<div class=related><h3>Related stories</h3><ul><li><a href=" U1 "><h4>" T1
	      "</h4></a></li><li><a href=/o/2025/ten-dry-boots.html><h4>Ten pairs of boots that "
	      "stay "
	      "dry</h4></a><span>Sponsorisé</span></li><li><a href=" U2 "><h4>" T2
	      "</h4></a></li><li><a href=" U3 "><h4>" T3
	      "</h4></a></li><li><a rel='nofollow sponsored' href=/o/2025/best-pumps.html><h4>The "
	      "best "
	      "pumps for a wet cellar</h4></a></li></ul></div>",
	        URL, PLAIN);
}

/* Articles that a parameter or a path in the fragment names. */
static void addresses(void **state)
{
	static const char *const forms[] = {"/read.php?newsid=%d", "/?p=%d",
	        "/View.aspx?cat=3&amp;ArticleID=%d", "/#/story/4%d", "/#!/story/4%d",
	        "/index.jsp?id=%d&amp;l=en"};
	static const char *const pages[] = {"https://www.weir.example/read.php?newsid=70",
	        "https://www.weir.example/?p=70", "https://www.weir.example/View.aspx?ArticleID=70",
	        "https://www.weir.example/#/story/470", "https://www.weir.example/#!/story/470",
	        "https://www.weir.example/index.jsp?id=70"};
	static const char *const titles[] = {T1, T2, T3};

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct kr_str html;

		kr_str_init(&html);
		kr_str_addf(&html, "<div class=rel><h3>Related stories</h3><ul>");
		for (int k = 0; k < 3; k++) {
			char href[64];

			snprintf(href, sizeof href, forms[i], 71 + k);
			kr_str_addf(&html, "<li><a href='%s'>%s</a></li>", href, titles[k]);
		}
		kr_str_addf(&html, "</ul></div>");
		check(html.data, pages[i], PLAIN);
		kr_str_fini(&html);
	}
}

/* Two addresses of one article; the page itself with a query. */
static void twins(void **state)
{
	(void)state;
	check("<div class=related><h3>Related stories</h3><ul><li><a href=" U1 ">" T1
	      "</a></li><li><a href=" U2 ">" T2
	      "</a></li><li><a href='/archive/otters-are-back-0310.html'>" T1
	      "</a></li><li><a href='" URL
	      "?from=list'>Sluice gates are open again today</a></li><li><a href=" U3 ">" T3
	      "</a></li></ul></div>",
	        URL, PLAIN);
}

/* A heading within the article is none of the list below it. */
static void name_within_text(void **state)
{
	struct kr_doc *doc;

	(void)state;
	doc = extract("<h3>What the millers say</h3><ul class=related><li><a href=" U1 ">" T1
	              "</a><li><a href=" U2 ">" T2 "</a></ul><p>The millers have nothing against a "
	              "week of rest, and one of them has begun to paint the wheel that he could "
	              "never reach while it was turning.</p>",
	        URL);
	assert_int_equal(doc->nrecs, 2);
	assert_null(doc->recs[0].group);
	kr_doc_free(doc);
}

/* The article before, with its headline, below the text. */
static void pagers(void **state)
{
	(void)state;
	check("</article><nav class=pager><div class='pager__item pager__item--prev'><a "
	      "class=pager__link href=" U1 "><span class=pager__subtitle>« Previous</span><p "
	      "class=pager__title>" T1 "</p></a></div></nav>",
	        URL, T1 "\n");
	check("</article><section class='item-pagination item-pagination--prev-next'><a class="
	      "item-pagination-link--next href=" U2
	      "><div class=visually-hidden>Next</div><div>Next</div><h2 "
	      "class=item-pagination-title>" T2 "</h2></a></section>",
	        URL, T2 "\n");
	check("</article><nav class=pager><a class=pager__link href=/news/>To the list of all "
	      "news</a></nav>",
	        URL, "");
}

static void names(void **state)
{
	static const struct {
		const char *over, *name;
	} cases[] = {
	        {"<h3>Elsewhere on the river</h3>", "Elsewhere on the river"},
	        {"<h3>Previous</h3>", NULL},
	        {"<h3>Article suivant</h3>", NULL},
	        {"<div>Annonce</div>", NULL},
	        {"<span>bei</span>", NULL},
	        {"<p>© Weir Picture Desk</p>", NULL},
	        {"<p>Write to our news desk whenever you like by sending a card to</p>", NULL},
	        {"<div>热门</div>", "热门"},
	        /* of pictures, people, forms and columns */
	        {"<h3>Sluice gates are open</h3>", NULL},
	        {"<div>14. März 2025</div>", NULL},
	        {"<h3>3 марта 2025</h3>", NULL},
	        {"<h3>133 items</h3>", NULL},
	        {"<div>26 °C, cloudy in Weir</div>", NULL},
	        {"<h2>Beitragsnavigation</h2>", NULL},
	        {"<h3>April 2019</h3>", NULL},
	        {"<h3>août 2018</h3>", NULL},
	        {"<h3>dimanche 23 août</h3>", NULL},
	        {"<h3>arrow_forward_ios</h3>", NULL},
	        {"<h3>Abonniere unseren Newsletter</h3>", NULL},
	        {"<h3>More from our newsletter</h3>", "More from our newsletter"},
	        {"<h3>Join our mailing list!</h3>", NULL},
	        {"<div>關鍵字：</div>", NULL},
	        {"<div class=author-box__name>Ada Millpond</div>", NULL},
	        {"<figcaption>Ada Millpond/Weir Pictures</figcaption>", NULL},
	        {"<table><tr><th>Topic</th><th>Replies</th><th>Views</th></tr></table>", NULL},
	        {"<h3>More on rivers<span class=hidden>List of 3 entries</span></h3>",
	                "More on rivers"},
	        {"<h3><span class=sr-only>List: </span>More on rivers</h3>", "More on rivers"},
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
		if (!kr_str_eq(doc->recs[0].group, cases[i].name))
			fail_msg("%s: %s", cases[i].over,
			        doc->recs[0].group ? doc->recs[0].group : "no name");
		kr_doc_free(doc);
	}
}

#define POST(n, title)                                                                             \
	"<div class=entry><h2><a href=/2025/03/" n "/>" title "</a></h2><p>There was more water "  \
	"in the river than anyone had seen for years, and those who came to look at it stood on "  \
	"the bridge until dark. <a href=/2025/03/" n "/#more>Read on »</a></p><p>March 1" n        \
	" by Ada | <a href=/2025/03/" n "/#respond>2 comments</a></p></div>"

/* An index of posts has no text of its own. */
static void index_of_posts(void **state)
{
	static const char html[] =
	        "<html><head><title>Weir diary</title></head><body><main><h1>Diary</h1>" POST(
	                "1", T1) POST("2", T2) POST("3", T3)
	                POST("4", "A heron sat on the roof of the inn") POST(
	                        "5", "The lower path is closed until Friday") POST("6",
	                        "Twelve swans slept in the boat yard") "</main></body></html>";
	struct kr_extract_input in = {
	        .data = html, .len = sizeof html - 1, .url = "https://www.weir.example/diary/"};
	struct kr_doc *doc = NULL;
	struct kr_err err;

	(void)state;
	assert_int_equal(kr_extract_page(&in, &doc, &err), 0);
	assert_int_equal(doc->nrecs, 6);
	assert_string_equal(doc->recs[0].title, T1);
	assert_string_equal(doc->recs[3].title, "A heron sat on the roof of the inn");
	assert_int_equal(doc->nblocks, 0);
	kr_doc_free(doc);
}

/* Rows of a portal: a menu, then two short headlines. */
#define ROW(n)                                                                                     \
	"<tr><td><b>频道</b>：<a href=/a" n "/>江河</a> | <a href=/b" n                            \
	"/>渔业</a> | <a href=/c" n "/>山林</a> | <a href=/d" n                                    \
	"/>天文</a></td></tr><tr><td>·<a href=/2025-03-0" n "/x1.html>水獭回到河湾" n              \
	"</a> <a href=/2025-03-0" n "/x2.html>渡口敲钟两次" n "</a></td></tr>"

/* The front page of a portal, with more menus than articles, is the list of these. */
static void portal(void **state)
{
	static const char html[] =
	        "<html><head><title>堰口网</title></head><body><table>" ROW("1") ROW("2") ROW("3")
	                ROW("4") ROW("5") ROW("6") ROW("7") "</table><p>九口井，只有一口"
	                                                    "出水？来源：九口井</p></body></html>";
	struct kr_extract_input in = {
	        .data = html, .len = sizeof html - 1, .url = "https://www.weir.example/"};
	struct kr_doc *doc = NULL;
	struct kr_err err;

	(void)state;
	assert_int_equal(kr_extract_page(&in, &doc, &err), 0);
	assert_int_equal(doc->nrecs, 14);
	assert_string_equal(doc->recs[0].title, "水獭回到河湾1");
	assert_int_equal(doc->nblocks, 0);
	kr_doc_free(doc);
	in.url = URL;
	assert_int_equal(kr_extract_page(&in, &doc, &err), 0);
	assert_int_equal(doc->nrecs, 0);
	kr_doc_free(doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(labels),
	        cmocka_unit_test(ranks),
	        cmocka_unit_test(kickers),
	        cmocka_unit_test(kickers_for_headlines),
	        cmocka_unit_test(marks),
	        cmocka_unit_test(other_cards),
	        cmocka_unit_test(excerpts),
	        cmocka_unit_test(durations),
	        cmocka_unit_test(buttons),
	        cmocka_unit_test(adverts),
	        cmocka_unit_test(addresses),
	        cmocka_unit_test(twins),
	        cmocka_unit_test(pagers),
	        cmocka_unit_test(name_within_text),
	        cmocka_unit_test(names),
	        cmocka_unit_test(index_of_posts),
	        cmocka_unit_test(portal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
