#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "extract/dom/page_priv.h"
#include "kread/base/utf8.h"
#include "kread/extract/extract.h"

/* Spans with their styles: *emphasis*, !strong!, `code`, -deleted-, _sub_,
 * ^sup^, {text|address}. */
static void show_spans(const struct kr_spans *s, struct kr_str *out)
{
	static const char marks[] = "*!`-_^";

	for (uint32_t i = 0; i < s->n; i++) {
		const struct kr_span *p = &s->v[i];

		if (p->href)
			kr_str_addc(out, '{');
		for (int k = 0; k < 6; k++)
			if (p->style & 1u << k)
				kr_str_addc(out, marks[k]);
		kr_str_add(out, p->text, p->len);
		for (int k = 5; k >= 0; k--)
			if (p->style & 1u << k)
				kr_str_addc(out, marks[k]);
		if (p->href)
			kr_str_addf(out, "|%s}", p->href);
	}
}

static void show_rows(const struct kr_block *b, struct kr_str *out)
{
	for (uint32_t i = 0; i < b->u.rows.n; i++) {
		kr_str_addz(out, i ? " / " : "");
		for (uint32_t k = 0; k < b->u.rows.v[i].n; k++) {
			const struct kr_cell *c = &b->u.rows.v[i].v[k];

			kr_str_addz(out, k ? ", " : "");
			kr_str_addz(out, c->header ? "#" : "");
			if (c->colspan > 1 || c->rowspan > 1)
				kr_str_addf(out, "%dx%d ", c->colspan, c->rowspan);
			show_spans(&c->spans, out);
		}
	}
}

/* An article as lines: H2 heading, P paragraph, Q1 quote, L list (3. number, + further paragraph of
 * an item, = term, : description), C code, T table, F figure, R rule. */
static void show(const struct kr_doc *doc, struct kr_str *out)
{
	for (size_t i = 0; i < doc->nblocks; i++) {
		const struct kr_block *b = &doc->blocks[i];
		static const char letters[] = "HPLQCTFR";
		static const char *const kinds[] = {"", "+", "=", ":"};

		kr_str_addc(out, letters[b->type]);
		if (b->level)
			kr_str_addf(out, "%d", b->level);
		kr_str_addc(out, ' ');
		if (b->type == KR_BLOCK_LIST) {
			for (uint32_t k = 0; k < b->u.items.n; k++) {
				const struct kr_item *it = &b->u.items.v[k];

				kr_str_addz(out, k ? "; " : "");
				for (int d = 0; d < it->depth; d++)
					kr_str_addc(out, '>');
				if (it->number >= 0)
					kr_str_addf(out, "%d.", it->number);
				kr_str_addz(out, kinds[it->kind]);
				show_spans(&it->spans, out);
			}
		} else if (b->type == KR_BLOCK_TABLE) {
			show_rows(b, out);
		} else {
			if (b->type == KR_BLOCK_CODE && b->u.code_lang)
				kr_str_addf(out, "(%s)", b->u.code_lang);
			if (b->type == KR_BLOCK_FIGURE)
				kr_str_addf(out, "[%s] ", b->u.fig.src);
			show_spans(&b->spans, out);
		}
		kr_str_addc(out, '\n');
	}
}

static struct kr_doc *extract(const char *page, size_t len, enum kr_mode mode)
{
	struct kr_extract_input in = {
	        .data = page, .len = len, .url = "https://example.org/a/b.html", .mode = mode};
	struct kr_doc *doc = NULL;

	assert_int_equal(kr_extract_page(&in, &doc, NULL), 0);
	return doc;
}

struct test {
	const char *html, *blocks;
};

static void check(const struct test *tests, size_t n)
{
	int wrong = 0;

	for (size_t i = 0; i < n; i++) {
		struct kr_str page, out;
		struct kr_doc *doc;

		kr_str_init(&page);
		kr_str_init(&out);
		kr_str_addf(&page, "<meta charset=utf-8><body>%s", tests[i].html);
		doc = extract(page.data, page.len, KR_MODE_RAW);
		show(doc, &out);
		if (strcmp(out.data, tests[i].blocks)) {
			print_error("%s\n   gives:\n%s   not:\n%s", tests[i].html, out.data,
			        tests[i].blocks);
			wrong++;
		}
		kr_doc_free(doc);
		kr_str_fini(&page);
		kr_str_fini(&out);
	}
	assert_int_equal(wrong, 0);
}

#define CHECK(tests) check(tests, sizeof(tests) / sizeof *(tests))

static void paragraphs(void **state)
{
	static const struct test tests[] = {
	        {"", ""},
	        {"<p></p><div> "
	         "<span>\n</span></div><h2></h2><ul><li></ul><blockquote></blockquote>",
	                ""},
	        {"<p>甲<span>乙<em>丙</em></span>丁</p><div>戊</div><div>己</div>",
	                "P 甲乙*丙*丁\nP 戊\nP 己\n"},
	        {"one<p>two</p>three<section>four</section>five",
	                "P one\nP two\nP three\nP four\nP five\n"},
	        {"<p>a<span style='display: block'>b</span>c", "P a\nP b\nP c\n"},
	        {"<p>a<span hidden>b</span>c</p><p>x<script>y</script>z", "P ac\nP xz\n"},
	        {"<div>段一<br><br>段二前<font color=red>红</font>段二后<br>　　段三</div>",
	                "P 段一\nP 段二前红段二后\nP 段三\n"},
	        {"<p>Here a line is broken<br>by hand</p>", "P Here a line is broken by hand\n"},
	        {"<p>One sentence.<br>Another one</p>", "P One sentence.\nP Another one\n"},
	        {"<p>a<br>b<br>c<br>d<br>", "P a\nP b\nP c\nP d\n"},
	        {"<p><br><br>a<br> <br>\n<br>b<br><br>", "P a\nP b\n"},
	        {"<p>　　第一段完。　　第二段。", "P 第一段完。\nP 第二段。\n"},
	        {"<p>&nbsp;&nbsp;a&nbsp;b &nbsp; c&nbsp;</p>", "P a b c\n"},
	        {"<p>a&comma; b&mldr; c&lpar;d&rpar;&semi;&comma;e &copysr; "
	         "&CounterClockwiseContourIntegral;",
	                "P a, b… c(d);,e ℗ ∳\n"},
	        {"<p>&amp;comma; &nosuch; &copy 5 &mldr x &; &comma&semi; R&D;",
	                "P &comma; &nosuch; © 5 &mldr x &; &comma; R&D;\n"},
	        {"<p>a&lsqb;a text that is long enough to be kept from the parser&rsqb;&semi;; b",
	                "P a[a text that is long enough to be kept from the parser];; b\n"},
	        {"<p>这个段落\n  很长，\n写成三行", "P 这个段落很长，写成三行\n"},
	        {"<p>中文\nword\n中文 空格 在", "P 中文 word 中文 空格 在\n"},
	        {"<p>他说\n“好”\n然后<b>走\n</b>了", "P 他说“好”然后!走!了\n"},
	        {"<p>한국어\n문장", "P 한국어 문장\n"},
	        {"<p>a &lt;= b &lt; c", "P a <= b < c\n"},
	        /* Unsafe characters, and letters in NFC */
	        {"<p>a&#27;[31m\u202eb\u200bc e\u0301", "P a[31mbc \u00e9\n"},
	};

	(void)state;
	CHECK(tests);
}

static void styles(void **state)
{
	static const struct test tests[] = {
	        {"<p>a <b>b <i>c</i></b> <code>d  "
	         "e</code>f<del>g</del>H<sub>me</sub>x<sup>th</sup>",
	                "P a !b !*!c!* `d e`f-g-H_me_x^th^\n"},
	        {"<p>see<a href='/x?a=1&amp;b=2'> this <em>page</em> </a>now",
	                "P see {this "
	                "|https://example.org/x?a=1&b=2}{*page*|https://example.org/x?a=1&b=2} "
	                "now\n"},
	        {"<p><a href='#top'>up</a> <a href='javascript:x()'>js</a> <a name=n>n</a>",
	                "P up js n\n"},
	        {"<p>he said <q>yes</q>.", "P he said “yes”.\n"},
	        {"<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>です",
	                "P 漢字です\n"},
	        {"<a href=/x><h3>T</h3><p>t</p></a>",
	                "H3 {T|https://example.org/x}\nP {t|https://example.org/x}\n"},
	};

	(void)state;
	CHECK(tests);
}

static void raised_and_lowered(void **state)
{
	static const struct test tests[] = {
	        {"<p>10<sup>-6</sup>, 2<sup>80</sup>, m<sup>2</sup>, H<sub>2</sub>O",
	                "P 10⁻⁶, 2⁸⁰, m², H₂O\n"},
	        {"<p>x<sup>n+1</sup>, 10<sup>2.5</sup>, a<sub>i</sub>, a<sub>2b</sub>",
	                "P xⁿ⁺¹, 10^(2.5), aᵢ, a_(2b)\n"},
	        {"<p>4<sup>th</sup>, M<sup>me</sup>, x<sup>[1]</sup>", "P 4^th^, M^me^, x^[1]^\n"},
	        {"<p>So <math><mi>h</mi> <mo>=</mo> <msup><mi>a</mi><mn>2</mn></msup></math>.",
	                "P So h = a².\n"},
	        {"<p><math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>"
	         "<msqrt><mi>x</mi></msqrt></math>",
	                "P (a+b)/2√x\n"},
	        {"<p>So <script type='math/tex'>h=a^2</script> is it.", "P So `h=a^2` is it.\n"},
	};

	(void)state;
	CHECK(tests);
}

static void emoji(void **state)
{
	static const struct test tests[] = {
	        {"<p>Won <img class=emoji alt='🏆' src=/e.png> today<img alt='👍' src=/t.png>!",
	                "P Won 🏆 today👍!\n"},
	        {"<p><img class=wp-smiley alt=':)' src=/s.png> yes <img src=/emoticon/1.gif "
	         "alt=wink>",
	                "P :) yes [wink]\n"},
	        {"<p>A <img src=/dog.jpg alt=dog> b", "P A b\nF [https://example.org/dog.jpg] \n"},
	};

	(void)state;
	CHECK(tests);
}

static void lines(void **state)
{
#define LONG "A line that is long enough to be a paragraph of a text, as it seems to us."
	static const struct test tests[] = {
	        {"<div style='white-space:pre-line'>One.\nTwo.\n\nThree</div>",
	                "P One.\nP Two.\nP Three\n"},
	        {"<style>.s p { white-space : pre-wrap }</style><div "
	         "class=s><p>One\n\nTwo</p></div>",
	                "P One\nP Two\n"},
	        {"<p>One\n\nTwo\n\nThree", "P One Two Three\n"},
	        {"<div>" LONG "\n\n" LONG "\n\n" LONG "</div>",
	                "P " LONG "\nP " LONG "\nP " LONG "\n"},
	        {"<cms-p>One</cms-p><cms-p>Two</cms-p>", "P One\nP Two\n"},
	        {"<p>One <x-y>two</x-y> three", "P One two three\n"},
	        {"<h2><x-y>One</x-y></h2>", "H2 One\n"},
	        {"One<iframe srcdoc='&lt;p&gt;Two&lt;p&gt;Three'></iframe>Four",
	                "P One\nP Two\nP Three\nP Four\n"},
	};
#undef LONG

	(void)state;
	CHECK(tests);
}

static void headings_quotes_rules(void **state)
{
	static const struct test tests[] = {
	        {"<blockquote>甲<blockquote>乙</blockquote></blockquote><p>a<p>b<p>c<h3>序</"
	         "h3><h4>节</h4>",
	                "Q1 甲\nQ2 乙\nP a\nP b\nP c\nH3 序\nH4 节\n"},
	        {"<h1>One<br>line <div>only</div></h1>", "H1 One line only\n"},
	        {"<blockquote><p>all</p><p>of "
	         "it</p><p>is</p><p>indented</p><p>only</p></blockquote>",
	                "P all\nP of it\nP is\nP indented\nP only\n"},
	        {"<hr><p>a<hr><hr>b<hr>", "P a\nR \nP b\n"},
	};

	(void)state;
	CHECK(tests);
}

static void lists(void **state)
{
	static const struct test tests[] = {
	        {"<ul><li><span>甲</span></li><li><p>乙</p></li></ul><ol start=3><li>丙</li></ol>",
	                "L 甲; 乙\nL 3.丙\n"},
	        {"<ol><li>a<ul><li>b<li>c</ul><li>d</ol>", "L 1.a; >b; >c; 2.d\n"},
	        {"<ol><li>a<li value=7>b<li>c</ol>", "L 1.a; 7.b; 8.c\n"},
	        {"<ol reversed><li>a<li>b<li>c</ol>", "L 3.a; 2.b; 1.c\n"},
	        {"<ul><li><div>a</div><div>b</div></li></ul>", "L a b\n"},
	        {"<ol><li>a<pre>x</pre>b</li><li>c</ol>", "L 1.a\nC x\nP b\nL 2.c\n"},
	        {"<dl><dt>t<dd>d<dt>u<dd>e</dl>", "L =!t!; >:d; =!u!; >:e\n"},
	        {"<dl><dt>t<dd><p>d<p>e<dd>f</dl>", "L =!t!; >:d; >+e; >:f\n"},
	        {"<ul><li><p>a</p><p>b</p></li><li>c</ul>", "L a; +b; c\n"},
	        {"<ul><li>a<p>b<li>c<br>d<br><br>e</ul>", "L a; +b; c d; +e\n"},
	        {"<ol><li><p>a</p><ul><li>b</ul><p>c</p><li>d</ol>", "L 1.a; >b; +c; 2.d\n"},
	        {"<p>a<ul><li>b</ul>c", "P a\nL b\nP c\n"},
	};

	(void)state;
	CHECK(tests);
}

static void code(void **state)
{
	static const struct test tests[] = {
	        {"<pre>\n\tif (x) {\n\t    y();\n\t}\n</pre> 用<code>a  b</code>接口",
	                "C \tif (x) {\n\t    y();\n\t}\nP 用`a b`接口\n"},
	        {"<div class='highlight language-c'><pre><code><span>int</span> "
	         "a;<br>b</code></pre></div>",
	                "C (c)int a;\nb\n"},
	        {"<pre class='brush: py'>x = 1\n\ny</pre>", "C (py)x = 1\n\ny\n"},
	        {"<table><tr><td class=gutter><pre "
	         "class=lineno>1\n2</pre><td><pre>a\nb</pre></table>",
	                "C 1\n2\nC a\nb\n"},
	        {"<pre><span class=lineno>1</span>a</pre>", "C a\n"},
	};

	(void)state;
	CHECK(tests);
}

static void tables(void **state)
{
	static const struct test tests[] = {
	        {"<table><tr><th>n<th>link<tr><td>1<td><a href=/1>one</a></table>",
	                "T #n, #link / 1, {one|https://example.org/1}\n"},
	        {"<table><tr><td>a<td><ul><li>x<li>y</ul><tr><td>b<td>c</table>",
	                "T a, • x • y / b, c\n"},
	        {"<table><caption>Cap</caption><tr><td rowspan=2>a<td "
	         "colspan=2>b<tr><td>c<td>d<tr><td><td><td></table>",
	                "P Cap\nT 1x2 a, 2x1 b / c, d\n"},
	        {"<table><tr><td><p>one</p><p>two</p></table>", "P one\nP two\n"},
	        {"<table><tr><td>menu<td><table><tr><td>a<td>b<tr><td>c<td>d</table></table>",
	                "P menu\nT a, b / c, d\n"},
	        {"<table><tr><th>a<th><th>b<tr><td>c<td>d<td>e<tr><td>f<td "
	         "hidden>x<td><td>g</table>",
	                "T #a, #, #b / c, d, e / f, , g\n"},
	        {"<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>",
	                "P a\nP b\nP c\nP d\n"},
	        {"<table><tr><td>a<br>b<td><p>c<p>d<tr><td>e<td>f</table>", "T a b, c d / e, f\n"},
	};

	(void)state;
	CHECK(tests);
}

static void figures(void **state)
{
	static const struct test tests[] = {
	        {"<p>a<figure><img src=/i.jpg><figcaption>Cap <a "
	         "href=/q>l</a></figcaption></figure><p>b",
	                "P a\nF [https://example.org/i.jpg] Cap {l|https://example.org/q}\nP b\n"},
	        {"<p>text <img src=/i.jpg> goes on",
	                "P text goes on\nF [https://example.org/i.jpg] \n"},
	        {"<p>a<div><img src=/i.jpg><p class=img-caption>Cap</p></div><p>b",
	                "P a\nF [https://example.org/i.jpg] Cap\nP b\n"},
	        {"<p>a<figure><pre>x</pre><figcaption>Listing</figcaption></figure><p>b",
	                "P a\nC x\nP Listing\nP b\n"},
	};

	(void)state;
	CHECK(tests);
}

/* The blocks of a page with this title. Only elements of class k are marked as text. */
static void marked(const char *html, const char *title, struct kr_str *out)
{
	struct kr_extract_input in = {.url = "https://example.org/"};
	struct kr_page page = {.in = &in, .base = in.url};

	kr_page_open(&page);
	page.doc = kr_doc_new();
	page.doc->title = title;
	assert_int_equal(kr_dom_parse(&page.dom, html, strlen(html), NULL), 0);
	kr_page_facts_run(&page);
	kr_visibility_run(&page);
	for (int32_t i = 0; i < page.dom.n; i++)
		if (page.dom.nodes[i].tag == KR_TAG_TEXT &&
		        kr_str_eq(kr_dom_attr(&page.dom, page.dom.nodes[i].parent, "class"), "k"))
			page.mark[i] |= KR_MARK_KEEP;
	kr_images_run(&page);
	kr_blocks_run(&page);
	kr_str_clear(out);
	show(page.doc, out);
	kr_page_close(&page);
	kr_doc_free(page.doc);
}

/* Only marked text, and not the headline again, neither as a block nor as the first lines
 * of one. */
static void obeys_marks(void **state)
{
	static const struct {
		const char *title, *html, *out;
	} tests[] = {
	        {"The Bridge",
	                "<h1 class=k>The  Bridge</h1><p class=k>Text <b>not</b> "
	                "of<p>other<ul><li>x<li class=k>y</ul>"
	                "<p class=k>The Bridge",
	                "P Text of\nL y\nP The Bridge\n"},
	        {"关于修建 大桥的决定",
	                "<p "
	                "class=k>关于修建<br>大桥的<br>决定<br><br>会议听取了说明。<br><br>"
	                "会议决定修建大桥。",
	                "P 会议听取了说明。\nP 会议决定修建大桥。\n"},
	        {"The Bridge", "<p class=k>The Bridge is long.<br><br>It is high.",
	                "P The Bridge is long.\nP It is high.\n"},
	        {"The Bridge", "<h2 class=k>The<br>Bridges</h2><p class=k>Long.",
	                "H2 The Bridges\nP Long.\n"},
	};
	struct kr_str out;

	(void)state;
	kr_str_init(&out);
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		marked(tests[i].html, tests[i].title, &out);
		assert_string_equal(out.data, tests[i].out);
	}
	kr_str_fini(&out);
}

static void shows_text_verbatim(void **state)
{
	static const char page[] = "Name\tAge\n  <b>Li</b>   30\n\n";
	struct kr_doc *doc = extract(page, sizeof page - 1, KR_MODE_TEXT);
	struct kr_str out;

	(void)state;
	kr_str_init(&out);
	show(doc, &out);
	assert_string_equal(out.data, "C Name\tAge\n  <b>Li</b>   30\n");
	kr_doc_free(doc);
	/* columns stay even if one line is long */
	kr_str_clear(&out);
	kr_str_addz(&out, "Name\tAge\n");
	for (int i = 0; i < 60; i++)
		kr_str_addf(&out, "  Li\t %d\n", i);
	for (int i = 0; i < 50; i++)
		kr_str_addz(&out, "and so on ");
	doc = extract(out.data, out.len, KR_MODE_TEXT);
	assert_int_equal(doc->nblocks, 1);
	assert_int_equal(doc->blocks[0].type, KR_BLOCK_CODE);
	assert_non_null(strstr(doc->blocks[0].spans.v[0].text, "\n  Li\t 59\nand so on"));
	kr_doc_free(doc);
	kr_str_clear(&out);
	for (int i = 0; i < 50; i++)
		kr_str_addz(&out, "long line ");
	kr_str_addz(&out, "\n\nsecond");
	doc = extract(out.data, out.len, KR_MODE_TEXT);
	assert_int_equal(doc->nblocks, 2);
	assert_int_equal(doc->blocks[0].type, KR_BLOCK_PARAGRAPH);
	kr_doc_free(doc);
	kr_str_fini(&out);
}

/* Hostile pages: deep lists, huge paragraphs, very many spans. */
static void survives_hostile_pages(void **state)
{
	static const struct {
		const char *what;
		int times;
	} shapes[] = {{"<ul><li>a", 600}, {"<blockquote>a", 600},
	        {"<table><tr><td>a<td>b<tr><td>c", 300}, {"<b>a</b>b", 20000},
	        {"<a href=/x>a</a>", 20000}, {"a<br>", 20000}, {"<pre>a", 600}, {"<td>a", 2000},
	        {"<li>a", 20000}, {"<dd>a", 2000}, {"<q>a", 600}, {"　", 20000}, {"\u0301", 20000}};

	(void)state;
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		struct kr_str page, body;
		struct kr_doc *doc;

		kr_str_init(&page);
		kr_str_init(&body);
		kr_str_addz(&page, "<meta charset=utf-8><body>");
		for (int k = 0; k < shapes[i].times; k++)
			kr_str_addz(&page, shapes[i].what);
		kr_str_addz(&page, "<p>end");
		doc = extract(page.data, page.len, KR_MODE_RAW);
		kr_doc_body(doc, &body);
		assert_true(kr_utf8_valid(body.data, body.len));
		assert_non_null(strstr(body.data, "end"));
		kr_doc_free(doc);
		kr_str_fini(&page);
		kr_str_fini(&body);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(paragraphs),
	        cmocka_unit_test(styles),
	        cmocka_unit_test(raised_and_lowered),
	        cmocka_unit_test(emoji),
	        cmocka_unit_test(lines),
	        cmocka_unit_test(headings_quotes_rules),
	        cmocka_unit_test(lists),
	        cmocka_unit_test(code),
	        cmocka_unit_test(tables),
	        cmocka_unit_test(figures),
	        cmocka_unit_test(obeys_marks),
	        cmocka_unit_test(shows_text_verbatim),
	        cmocka_unit_test(survives_hostile_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
