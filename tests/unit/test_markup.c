#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "extract/dom/dom_priv.h"
#include "extract/dom/markup_priv.h"

#define LONG  "if (a < b && c) { write(\"<p>x</p>\"); }"
#define SHORT "f();"
#define VALUE "/one/two/three.html"
#define TEXT  "Some words, a sentence."

/* What the parser gets, with "{}" for each mark; then the text of the tree, with values of
 * attributes in brackets. */
static const struct {
	const char *page, *markup, *text;
} cases[] = {
        {"<p>a</p>", "<p>a</p>", "a"},
        {"<script>" LONG "</script>b", "<script>{}</script>b", LONG "b"},
        {"<SCRIPT type=a>" LONG "</Script >b", "<SCRIPT type=a>{}</Script >b", "[a]" LONG "b"},
        {"<style\nmedia='>'>" LONG "</style>", "<style\nmedia='>'>{}</style>", "[>]" LONG},
        {"<svg><style>" LONG "</style></svg>", "<svg><style>{}</style></svg>", LONG},
        {"<script>" LONG "1</script><script>" LONG "2</script>",
                "<script>{}</script><script>{}</script>", LONG "1" LONG "2"},
        /* other names, other places */
        {"<scripts><b>" SHORT "</b></scripts>", "<scripts><b>" SHORT "</b></scripts>", SHORT},
        {"<!-- <script>" LONG "</script> -->b", "<!-- <script>" LONG "</script> -->b", "b"},
        {"<!-- <script> --!><script>" LONG "</script>", "<!-- <script> --!><script>{}</script>",
                LONG},
        {"<!DOCTYPE \"<script>\"><script>" LONG "</script>",
                "<!DOCTYPE \"<script>\"><script>{}</script>", "\">" LONG},
        {"<p></p <script><script>" LONG "</script>", "<p></p <script><script>{}</script>", LONG},
        /* empty ones, but "/" may end a value */
        {"<script/><p>" TEXT "<script>" LONG "</script>", "<script/><p>{}<script>{}</script>",
                TEXT LONG},
        {"<script src=/a/>" LONG "</script>", "<script src=/a/>{}</script>", "[/a/]" LONG},
        {"<script src=\"" VALUE "\"/><p>" TEXT, "<script src=\"{}\"/><p>{}", "[" VALUE "]" TEXT},
        /* scripts contain no markup */
        {"<script>a = '<!-- <script>';" LONG "</script>b-->", "<script>{}</script>b-->",
                "a = '<!-- <script>';" LONG "b-->"},
        {"<script>a = '<\\/script>';" LONG "</script>", "<script>{}</script>",
                "a = '<\\/script>';" LONG},
        {"<style>a::before { content: '</p>' }</style>", "<style>{}</style>",
                "a::before { content: '</p>' }"},
        {"<script>" LONG "</scripts></script>", "<script>{}</script>", LONG "</scripts>"},
        {"<title><script></title>" LONG "</script>", "<title><script>{}</script>", "</title>" LONG},
        /* without an end */
        {"<script>" LONG, "<script>{}", LONG},
        {"<script>" LONG "</scrip", "<script>{}", LONG "</scrip"},
        {"<script src=\"a", "<script src=\"a", "[a]"},
        {"<!-- <script>" LONG "</script>", "<!-- <script>" LONG "</script>", ""},
        {"<", "<", "<"},
        {"a<script", "a<script", "a"},
        /* values of attributes */
        {"<a href=\"" VALUE "\" rel=" VALUE ">b", "<a href=\"{}\" rel=" VALUE ">b",
                "[" VALUE "][" VALUE "]b"},
        {"<a title='" TEXT "' lang = '" TEXT "'>b", "<a title='{}' lang = '{}'>b",
                "[" TEXT "][" TEXT "]b"},
        {"<a href=\"" VALUE "?a&amp;b\">b", "<a href=\"" VALUE "?a&amp;b\">b", "[" VALUE "?a&b]b"},
        {"<a title=\"a<b>&lt;" TEXT "\">b", "<a title=\"a<b>&lt;" TEXT "\">b", "[a<b><" TEXT "]b"},
        {"<a title=\"it's\"><script>" LONG "</script>", "<a title=\"it's\"><script>{}</script>",
                "[it's]" LONG},
        {"<a title=it's><script>" LONG "</script>", "<a title=it's><script>{}</script>",
                "[it's]" LONG},
        {"<a b\"=\"x>" TEXT, "<a b\"=\"x>{}", "[]" TEXT},
        /* text */
        {"<p> " TEXT " <b>" TEXT "</b>", "<p>{}<b>{}</b>", " " TEXT " " TEXT},
        {"<p>" TEXT "&lt;" TEXT "&#100;" TEXT, "<p>{}&lt;{}&#100;{}", TEXT "<" TEXT "d" TEXT},
        {"<p>a&lt" TEXT "<b>" TEXT, "<p>a&lt" TEXT "<b>{}", "a<" TEXT TEXT},
        {"<p>a & " TEXT, "<p>a & " TEXT, "a & " TEXT},
        {"<p>a < " TEXT, "<p>a < " TEXT, "a < " TEXT},
        {"<p> \t\n<b>a</b>  <!-- -->  <pre>  <b>  </b></pre>  ",
                "<p> <b>a</b> <!-- --> <pre>  <b>  </b></pre> ", " a       "},
        {"<p>a\1" TEXT, "<p>a\1" TEXT, "a" TEXT},
        /* a mark of the page, and a reference to one, become what means nothing */
        {"<p>" TEXT "<b>\x7f"
         "0",
                "<p>{}<b>\1"
                "0",
                TEXT "0"},
        {"<p>" TEXT "<b title='&#127;0'>&#X07F;0 &#127;", "<p>{}<b title='&#173;0'>&#X0ad;0 &#173;",
                TEXT "[\u00ad0]\u00ad0 \u00ad"},
        /* comments and sections that the parser would misread are blanked first */
        {"<!--><script>" LONG "</script>", "     <script>{}</script>", LONG},
        {"<![if IE]><script>" LONG "</script>", "          <script>{}</script>", LONG},
        {"<script><![CDATA[" LONG "]]></script>", "<script>{}</script>", "         " LONG "   "},
};

static void show(const struct kr_markup *m, struct kr_str *out)
{
	size_t next = 0;

	for (size_t i = 0; i < m->len; i++) {
		if (m->html[i] != KR_MARKUP_CUT || !m->ncuts) {
			kr_str_addc(out, m->html[i]);
			continue;
		}
		assert_int_equal(m->html[++i], '0' + (int)next++);
		kr_str_addz(out, "{}");
	}
	assert_int_equal(next, m->ncuts);
}

static void test_cut(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_markup m;
		struct kr_str out;

		kr_str_init(&out);
		kr_markup_init(&m, cases[i].page, strlen(cases[i].page));
		show(&m, &out);
		assert_string_equal(out.data, cases[i].markup);
		kr_markup_fini(&m);
		kr_str_fini(&out);
	}
}

/* The tree is as if nothing had been taken out. */
static void test_tree(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_dom dom;
		struct kr_err err;
		struct kr_str out;

		kr_str_init(&out);
		assert_int_equal(kr_dom_parse(&dom, cases[i].page, strlen(cases[i].page), &err), 0);
		for (int32_t k = 1; k < dom.n; k++) {
			const struct kr_node *n = &dom.nodes[k];

			for (uint32_t a = 0; n->tag != KR_TAG_TEXT && a < n->nattrs; a++)
				kr_str_addf(&out, "[%s]", dom.attrs[n->at + a].value);
			if (n->tag == KR_TAG_TEXT)
				kr_str_add(&out, kr_dom_text(&dom, k).data, n->len);
		}
		assert_string_equal(out.data, cases[i].text);
		kr_dom_fini(&dom);
		kr_str_fini(&out);
	}
}

/* The parser needs time for the square of their number. */
static void test_many_attributes(void **state)
{
	struct kr_dom dom;
	struct kr_str page;
	int32_t i;

	(void)state;
	kr_str_init(&page);
	kr_str_addz(&page, "<p>before<p");
	for (int k = 0; k < 100000; k++)
		kr_str_addf(&page, " a%d='a value that is cut out, %d'", k, k);
	kr_str_addz(&page, ">after <b c=d>the end</b>");
	assert_int_equal(kr_dom_parse(&dom, page.data, page.len, NULL), 0);
	i = kr_dom_find(&dom, kr_dom_find(&dom, 0, dom.n, KR_TAG_p) + 1, dom.n, KR_TAG_p);
	assert_int_equal(dom.nodes[i].nattrs, 400);
	assert_string_equal(kr_dom_attr(&dom, i, "a399"), "a value that is cut out, 399");
	assert_int_equal(kr_dom_text(&dom, i + 1).len, strlen("after "));
	assert_string_equal(kr_dom_attr(&dom, kr_dom_find(&dom, i, dom.n, KR_TAG_b), "c"), "d");
	kr_dom_fini(&dom);
	kr_str_fini(&page);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_cut),
	        cmocka_unit_test(test_tree),
	        cmocka_unit_test(test_many_attributes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
