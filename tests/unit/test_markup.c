#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "extract/dom_priv.h"
#include "extract/markup_priv.h"

#define LONG  "if (a < b && c) { write(\"<p>x</p>\"); }"
#define SHORT "f();"

/* What the parser gets, "{}" after each blank that stands for content; what the tree has for the first script or style. */
static const struct {
	const char *page, *markup, *content;
} cases[] = {
        {"<p>a</p>", "<p>a</p>", NULL},
        {"<script>" LONG "</script>b", "<script> {}</script>b", LONG},
        {"<SCRIPT type=a>" LONG "</Script >b", "<SCRIPT type=a> {}</Script >b", LONG},
        {"<style\nmedia='>'>" LONG "</style>", "<style\nmedia='>'> {}</style>", LONG},
        {"<svg><style>" LONG "</style></svg>", "<svg><style> {}</style></svg>", LONG},
        {"<script>" LONG "1</script><script>" LONG "2</script>", "<script> {}</script><script> {}</script>", LONG "1"},
        /* not worth it, and what is like it: a blank that is one */
        {"<script>" SHORT "</script>", "<script>" SHORT "</script>", SHORT},
        {"<script> </script><script>" LONG "</script>", "<script> </script><script> {}</script>", " "},
        {"<script></script>", "<script></script>", NULL},
        /* other names, other places */
        {"<scripts>" LONG "</scripts>", "<scripts>" LONG "</scripts>", NULL},
        {"<!-- <script>" LONG "</script> -->b", "<!-- <script>" LONG "</script> -->b", NULL},
        {"<a title=\"<script>\">" LONG "</a>", "<a title=\"<script>\">" LONG "</a>", NULL},
        {"<a title=\"it's\"><script>" LONG "</script>", "<a title=\"it's\"><script> {}</script>", LONG},
        {"<a title=it's><script>" LONG "</script>", "<a title=it's><script> {}</script>", LONG},
        {"<a title = '<script>'><script>" LONG "</script>", "<a title = '<script>'><script> {}</script>", LONG},
        {"<!-- <script> --!><script>" LONG "</script>", "<!-- <script> --!><script> {}</script>", LONG},
        {"<a b\"=\"x><script>" LONG "</script>", "<a b\"=\"x><script> {}</script>", LONG},
        {"<p></p <script><script>" LONG "</script>", "<p></p <script><script> {}</script>", LONG},
        /* empty ones, but "/" may end a value */
        {"<script/><p>" LONG "</script>", "<script/><p>" LONG "</script>", NULL},
        {"<script src=/a/>" LONG "</script>", "<script src=/a/> {}</script>", LONG},
        {"<script src=\"/a\"/><p>" LONG, "<script src=\"/a\"/><p>" LONG, NULL},
        /* what stands in scripts is no markup */
        {"<script>a = '<!-- <script>';" LONG "</script>b-->", "<script> {}</script>b-->", "a = '<!-- <script>';" LONG},
        {"<script>a = '<\\/script>';" LONG "</script>", "<script> {}</script>", "a = '<\\/script>';" LONG},
        {"<style>a::before { content: '</p>' } " LONG "</style>", "<style> {}</style>",
                "a::before { content: '</p>' } " LONG},
        {"<script>" LONG "</scripts></script>", "<script> {}</script>", LONG "</scripts>"},
        /* without an end */
        {"<script>" LONG, "<script>" LONG, LONG},
        {"<script>" LONG "</scrip", "<script>" LONG "</scrip", LONG "</scrip"},
        {"<script " LONG, NULL, "x</p>\"); }"},
        {"<script src=\"" SHORT, NULL, NULL},
        {"<!-- <script>" LONG "</script>", "<!-- <script>" LONG "</script>", NULL},
        {"<", "<", NULL},
        {"<script", "<script", NULL},
        /* comments and sections that the parser misreads are blanked first */
        {"<!--><script>" LONG "</script>", "     <script> {}</script>", LONG},
        {"<![if IE]><script>" LONG "</script>", "          <script> {}</script>", LONG},
        {"<script><![CDATA[" LONG "]]></script>", "<script> {}</script>", "         " LONG "   "},
};

static void show(const struct kr_markup *m, struct kr_str *out)
{
	size_t done = 0;

	for (size_t i = 0; i < m->nraw; i++) {
		assert_true(m->raw[i].at >= done && m->raw[i].at < m->len);
		assert_int_equal(m->html[m->raw[i].at], ' ');
		kr_str_add(out, m->html + done, m->raw[i].at + 1 - done);
		kr_str_addz(out, "{}");
		done = m->raw[i].at + 1;
	}
	kr_str_add(out, m->html + done, m->len - done);
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
		assert_string_equal(out.data, cases[i].markup ? cases[i].markup : cases[i].page);
		kr_markup_fini(&m);
		kr_str_fini(&out);
	}
}

/* The tree is as if nothing had been cut. */
static void test_tree(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_dom dom;
		struct kr_err err;
		struct kr_slice text;
		int32_t at;

		assert_int_equal(kr_dom_parse(&dom, cases[i].page, strlen(cases[i].page), &err), 0);
		at = kr_dom_find(&dom, 0, dom.n, KR_TAG_script);
		if (at < 0)
			at = kr_dom_find(&dom, 0, dom.n, KR_TAG_style);
		at = at < 0 ? -1 : kr_dom_child(&dom, at);
		text = at < 0 ? (struct kr_slice){"", 0} : kr_dom_text(&dom, at);
		assert_int_equal(text.len, cases[i].content ? strlen(cases[i].content) : 0);
		assert_memory_equal(text.data, cases[i].content ? cases[i].content : "", text.len);
		kr_dom_fini(&dom);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_cut),
	        cmocka_unit_test(test_tree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
