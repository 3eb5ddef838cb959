#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "extract/dom/dom_priv.h"

/* The tree below <body> as one line: p(one)div(p(two)). */
static void show(const struct kr_dom *dom, int32_t root, struct kr_str *out)
{
	int32_t open[KR_DOM_DEPTH + 1];
	int depth = 0;

	for (int32_t i = root + 1; i < dom->nodes[root].end; i++) {
		const struct kr_node *n = &dom->nodes[i];

		while (depth && i >= dom->nodes[open[depth - 1]].end) {
			kr_str_addc(out, ')');
			depth--;
		}
		if (n->tag == KR_TAG_TEXT) {
			kr_str_add(out, kr_dom_text(dom, i).data, n->len);
			continue;
		}
		kr_str_addz(out, kr_dom_name(dom, i));
		kr_str_addc(out, '(');
		open[depth++] = i;
	}
	for (; depth; depth--)
		kr_str_addc(out, ')');
}

static const struct {
	const char *html, *tree;
} cases[] = {
        {"<p>one<p>two", "p(one)p(two)"},
        {"<P CLASS=a>one</P>", "p(one)"},
        {"plain", "plain"},
        /* Comments, in all their forms */
        {"<p>a<!-- b -->c", "p(ac)"},
        {"<p>a<!-- b --!>c-->d", "p(ac-->d)"},
        {"<p>a<!-->b<!--->c", "p(a     b      c)"},
        {"<p>a<!--[if IE]><b>old</b><![endif]-->b", "p(ab)"},
        {"<p>a<![if !IE]>b<![endif]>c", "p(a           b          c)"},
        {"<p>a<!--[if !IE]><!-->b<!--<![endif]-->c", "p(abc)"},
        {"<p><![CDATA[a]]>b", "p(         a   b)"},
        /* Characters */
        {"<p>a &lt;= b &lt; c", "p(a <= b < c)"},
        {"<p>a < b", "p(a < b)"},
        {"<p>1 &#150; 2&#x80;", "p(1 – 2€)"},
        {"<p>&ldquo;&#x4e2d;&hellip;&bogus;&", "p(“中…&bogus;&)"},
        {"<p>a\1b\33c", "p(abc)"},
        /* Markup in strings of scripts; elements without text keep their place in the tree */
        {"<p>x</p><script>var a=\"<p>x</p></div>\";</script><p>y",
                "p(x)script(var a=\"<p>x</p></div>\";)p(y)"},
        {"<p>x<template><p>t</p></template>y", "p(xtemplate(p(t))y)"},
        {"<p>x<style>p{}</style>y", "p(xstyle(p{})y)"},
        /* Void elements of HTML5 that the parser does not know */
        {"<p>a<wbr>b<wbr>c", "p(awbr()bwbr()c)"},
        {"<picture><source srcset=a><source srcset=b><img src=c></picture>d",
                "picture(source()source()img())d"},
        {"<p>a<br/>b<br></br>c", "p(abr()bbr()c)"},
        /* End tags without start tags, and start tags without end tags */
        {"<p>two<div>three</div>four</p>five", "p(two)div(three)fourp()five"},
        {"<p>two<div>three</div>four</span></p>five", "p(two)div(three)fourp()five"},
        {"<div>a</div></div></div>b", "div(a)b"},
        {"<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "ul(li(a)li(bul(li(c)))li(d))"},
        {"<dl><dt>t<dd>d<dt>u</dl>", "dl(dt(t)dd(d)dt(u))"},
        {"<table><tr><td>a<td>b<tr><td>c</table>", "table(tr(td(a)td(b))tr(td(c)))"},
        {"<a href=1>one<a href=2>two</a>", "a(one)a(two)"},
        {"<a href=x><div><p>in</p></div></a><p>after", "a(div(p(in)))p(after)"},
        {"<em>x<strong>y</em>z</strong>", "em(xstrong(y))z"},
        {"<my-box><p>x</p></my-box>", "my-box(p(x))"},
        {"<p>a</body></html><p>b<html><body><p>c", "p(a)p(b)p(c)"},
        {"<p>x<plaintext>y", "p(xplaintext(y))"},
};

static void builds_trees(void **state)
{
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_dom dom;
		struct kr_str page, tree;

		kr_str_init(&page);
		kr_str_init(&tree);
		kr_str_addf(&page, "<html><body>%s", cases[i].html);
		assert_int_equal(kr_dom_parse(&dom, page.data, page.len, NULL), 0);
		assert_true(dom.body > 0);
		show(&dom, dom.body, &tree);
		if (strcmp(tree.data, cases[i].tree)) {
			print_error("%s\n   gives %s\n   not   %s\n", cases[i].html, tree.data,
			        cases[i].tree);
			wrong++;
		}
		kr_dom_fini(&dom);
		kr_str_fini(&page);
		kr_str_fini(&tree);
	}
	assert_int_equal(wrong, 0);
}

static void reads_attributes(void **state)
{
	static const char page[] = "<p id='a>b' CLASS=\"x &amp; y\" hidden data-n=1 id=second "
	                           "data-m='a&comma;b&nosuch;&period;'>t";
	struct kr_dom dom;
	int32_t p;

	(void)state;
	kr_dom_parse(&dom, page, sizeof page - 1, NULL);
	p = kr_dom_find(&dom, 0, dom.n, KR_TAG_p);
	assert_string_equal(kr_dom_attr(&dom, p, "id"), "a>b");
	assert_string_equal(kr_dom_attr(&dom, p, "class"), "x & y");
	assert_string_equal(kr_dom_attr(&dom, p, "hidden"), "");
	assert_string_equal(kr_dom_attr(&dom, p, "data-n"), "1");
	assert_string_equal(kr_dom_attr(&dom, p, "data-m"), "a,b&nosuch;.");
	assert_null(kr_dom_attr(&dom, p, "title"));
	kr_dom_fini(&dom);
}

static void walks(void **state)
{
	static const char page[] = "<div><p>one <b>two</b></p><ul><li>three</ul></div>";
	struct kr_dom dom;
	struct kr_str text;
	int32_t div, p, ul, b;

	(void)state;
	kr_str_init(&text);
	kr_dom_parse(&dom, page, sizeof page - 1, NULL);
	div = kr_dom_find(&dom, 0, dom.n, KR_TAG_div);
	p = kr_dom_child(&dom, div);
	ul = kr_dom_next(&dom, p);
	b = kr_dom_find(&dom, 0, dom.n, KR_TAG_b);
	assert_int_equal(dom.nodes[ul].tag, KR_TAG_ul);
	assert_int_equal(dom.nodes[ul].prev, p);
	assert_int_equal(kr_dom_next(&dom, ul), -1);
	assert_int_equal(kr_dom_up(&dom, b, KR_TAG_div), div);
	assert_int_equal(kr_dom_common(&dom, b, ul), div);
	assert_false(kr_dom_within(&dom, b, ul));
	kr_dom_inner_text(&dom, div, &text);
	assert_string_equal(text.data, "one two three");
	kr_dom_fini(&dom);
	kr_str_fini(&text);
}

/* The text of some of the children of an element: blanks and blocks at the ends of what is inside
 * them part words, too. */
static void joins_siblings(void **state)
{
	static const struct {
		const char *html;
		const char *all, *but_first, *but_last;
	} lists[] = {
	        {"<div><b>one</b> two<i>three</i></div>", "one twothree", "twothree", "one two"},
	        {"<div><b>one </b>two<i> three</i></div>", "one two three", "two three", "one two"},
	        {"<div><b>one</b><p>two</p>three</div>", "one two three", "two three", "one two"},
	        {"<div>one<br>two<br><b>three</b></div>", "one two three", "two three", "one two"},
	        {"<div><b>one</b><u>two</u></div>", "onetwo", "two", "one"},
	        {"<div><b>one</b></div>", "one", "", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		struct kr_dom dom;
		struct kr_str text;
		int32_t div, last;

		kr_str_init(&text);
		assert_int_equal(kr_dom_parse(&dom, lists[i].html, strlen(lists[i].html), NULL), 0);
		div = last = kr_dom_find(&dom, 0, dom.n, KR_TAG_div);
		for (int32_t k = kr_dom_child(&dom, div); k >= 0; k = kr_dom_next(&dom, k))
			last = k;
		kr_dom_range_text(&dom, div + 1, dom.nodes[div].end, &text);
		assert_string_equal(text.data, lists[i].all);
		kr_str_clear(&text);
		kr_dom_range_text(&dom, dom.nodes[div + 1].end, dom.nodes[div].end, &text);
		assert_string_equal(text.data, lists[i].but_first);
		kr_str_clear(&text);
		kr_dom_range_text(&dom, div + 1, last, &text);
		assert_string_equal(text.data, lists[i].but_last);
		kr_dom_fini(&dom);
		kr_str_fini(&text);
	}
}

/* The table is sorted, as the binary search needs it. */
static void knows_its_tags(void **state)
{
	(void)state;
	assert_int_equal(kr_dom_tag_of("amp-img"), KR_TAG_amp_img);
#define TAG(name, flags)                                                                           \
	if (KR_TAG_##name != KR_TAG_amp_img)                                                       \
		assert_int_equal(kr_dom_tag_of(#name), KR_TAG_##name);
#include "extract/dom/tags.def"
#undef TAG
	assert_int_equal(kr_dom_tag_of("no-such"), KR_TAG_UNKNOWN);
}

static void repeat(struct kr_str *s, const char *what, int times)
{
	while (times--)
		kr_str_addz(s, what);
}

/* Hostile trees: the text is kept, the depth is limited, every end is right. */
static void survives(const char *what, int times, const char *then)
{
	struct kr_dom dom;
	struct kr_str page;

	kr_str_init(&page);
	repeat(&page, what, times);
	kr_str_addz(&page, then);
	assert_int_equal(kr_dom_parse(&dom, page.data, page.len, NULL), 0);
	assert_int_equal(dom.nodes[0].end, dom.n);
	for (int32_t i = 1; i < dom.n; i++) {
		assert_true(dom.nodes[i].depth < KR_DOM_DEPTH + 1);
		assert_true(dom.nodes[i].end > i &&
		            dom.nodes[i].end <= dom.nodes[dom.nodes[i].parent].end);
	}
	if (*then)
		assert_non_null(strstr(dom.text.data, then));
	kr_dom_fini(&dom);
	kr_str_fini(&page);
}

static void survives_hostile_pages(void **state)
{
	(void)state;
	survives("<div>", 20000, "正文");
	survives("<b><p>", 5000, "正文");
	survives("<table><tr><td>", 3000, "正文");
	survives("<i></i>", 50000, "正文");
	survives("</div></p></b>", 20000, "正文");
	survives("<a href=x>", 20000, "正文");
	survives("<![CDATA[<!-->", 20000, "正文");
	survives("<x-y z=1 z=2>", 2000, "正文");
	survives("<p title=\"", 1, "");
	survives("<", 20000, "");
	survives("&#", 20000, "");
	survives("<!--", 20000, "");
	survives("", 0, "");
}

static void keeps_huge_attributes(void **state)
{
	struct kr_dom dom;
	struct kr_str page;

	(void)state;
	kr_str_init(&page);
	kr_str_addz(&page, "<p title=\"");
	repeat(&page, "0123456789", 100000);
	kr_str_addz(&page, "\">text");
	kr_dom_parse(&dom, page.data, page.len, NULL);
	assert_int_equal(
	        strlen(kr_dom_attr(&dom, kr_dom_find(&dom, 0, dom.n, KR_TAG_p), "title")), 1000000);
	assert_string_equal(dom.text.data, "text");
	kr_dom_fini(&dom);
	kr_str_fini(&page);
}

/* The rest is left out: memory has an end, whatever the page. */
static void test_many_nodes(void **state)
{
	struct kr_dom dom;
	struct kr_str page;

	(void)state;
	kr_str_init(&page);
	kr_str_addz(&page, "<p>begin");
	while (page.len < 4 * ((size_t)KR_DOM_NODES - 100))
		kr_str_addz(&page, "<br><br><br><br>");
	assert_int_equal(kr_dom_parse(&dom, page.data, page.len, NULL), 0);
	assert_false(dom.full);
	kr_dom_fini(&dom);
	for (int i = 0; i < 50; i++)
		kr_str_addz(&page, "<br><br><br><br>");
	kr_str_addz(&page, "the end");
	assert_int_equal(kr_dom_parse(&dom, page.data, page.len, NULL), 0);
	assert_true(dom.full && dom.n <= KR_DOM_NODES);
	assert_string_equal(dom.text.data, "begin");
	kr_dom_fini(&dom);
	kr_str_fini(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(builds_trees),
	        cmocka_unit_test(reads_attributes),
	        cmocka_unit_test(walks),
	        cmocka_unit_test(joins_siblings),
	        cmocka_unit_test(knows_its_tags),
	        cmocka_unit_test(survives_hostile_pages),
	        cmocka_unit_test(keeps_huge_attributes),
	        cmocka_unit_test(test_many_nodes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
