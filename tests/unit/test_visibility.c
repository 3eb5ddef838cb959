#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "extract/dom/page_priv.h"

static void prepare(struct kr_page *page, const char *html)
{
	*page = (struct kr_page){0};
	kr_page_open(page);
	assert_int_equal(kr_dom_parse(&page->dom, html, strlen(html), NULL), 0);
	kr_visibility_run(page);
}

static void finish(struct kr_page *page)
{
	kr_page_close(page);
}

static void counts(void **state)
{
	static const struct {
		const char *html;
		struct kr_stat stat;
	} cases[] = {
	        {"<p>One, two. 3.14!", {.chars = 13, .words = 3, .stops = 3}},
	        {"<p>水价，上涨。", {.chars = 10, .words = 4, .stops = 2}},
	        {"<p>a <a href=/x>bc</a> <a>d</a>",
	                {.chars = 4, .link_chars = 2, .words = 3, .links = 1}},
	        {"<p>&nbsp;　 \n", {0}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_page page;
		struct kr_stat s;

		prepare(&page, cases[i].html);
		s = page.stat[0];
		assert_int_equal(s.chars, cases[i].stat.chars);
		assert_int_equal(s.link_chars, cases[i].stat.link_chars);
		assert_int_equal(s.words, cases[i].stat.words);
		assert_int_equal(s.stops, cases[i].stat.stops);
		assert_int_equal(s.links, cases[i].stat.links);
		finish(&page);
	}
}

/* Whether the word "in" is hidden. */
static const struct {
	const char *html;
	bool hidden;
} hiding[] = {
        {"<div>in</div>", false},
        {"<div hidden>in</div>", true},
        {"<div style='color:red; display : none'>in</div>", true},
        {"<div style='display:block'>in</div>", false},
        {"<div style=visibility:hidden><p>in</p></div>", true},
        {"<div aria-hidden=true>in</div>", false},
        {"<dialog>in</dialog>", true},
        {"<dialog open>in</dialog>", false},
        {"<template><p>in</template>", true},
        {"<x-y><template shadowrootmode=open><p>in</template></x-y>", true},
        {"<noscript>in</noscript>", true},
        {"<span class='x sr-only'>in</span>", true},
        {"<span class='not-sr-only'>in</span>", false},
        {"<script>in</script>", true},
        {"<p hidden>in</p>", true},
        {"<p aria-hidden=true>in</p>", true},
        {"<span style='font-size:0'>in</span>", true},
        {"<span style='font-size:0.9em'>in</span>", false},
        {"<i style='position:absolute;left:-9999px'>in</i>", true},
        {"<i style='position:relative;left:-1px'>in</i>", false},
        {"<style>.a{display:none}</style><p class='b a'>in</p>", true},
        {"<style>/* a */ p.a , b{ color:red; display : none !important }</style>"
         "<p class=a>in</p>",
                true},
        {"<style>div .a{display:none}</style><p class=a>in</p>", false},
        {"<style>div>.a{display:none}</style><div><p class=a>in</p></div>", true},
        {"<style>@media print{.a{display:none}}</style><p class=a>in</p>", false},
        {"<style>@media screen{.a{display:none}}</style><p class=a>in</p>", true},
        {"<style media=print>.a{display:none}</style><p class=a>in</p>", false},
        {"<style>.a{display:none}.a.on{display:block}</style><p class=a>in</p>", false},
        {"<style>.a{display:none}</style><div class=a><p>in</p></div>", false},
        {"<style>.a{display:none}</style><p class=a style='display:block'>in</p>", false},
        {"<style>.a{display:none</style><p class=b>in</p>", false},
        {"<h2 id=x>Heading <a href='#x'>in</a></h2>", true},
        {"<h2 id=x><a href='#x'>in</a></h2>", false},
        {"<h2 id=x>Heading <a href='#y'>in</a></h2>", false},
        {"<math><mi>x</mi><annotation>in</annotation></math>", true},
        {"<span><math><mi>x</mi></math><span aria-hidden=true>in</span></span>", true},
        {"<span style='display:none'><math><mi>in</mi></math></span>", false},
};

static void hides(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof hiding / sizeof *hiding; i++) {
		struct kr_page page;
		struct kr_str html;
		bool hidden = false;

		kr_str_init(&html);
		kr_str_addz(&html, hiding[i].html);
		for (int k = 0; k < 60; k++)
			kr_str_addz(&html, "<p>Other text.");
		prepare(&page, html.data);
		for (int32_t k = 0; k < page.dom.n; k++)
			if (page.dom.nodes[k].tag == KR_TAG_TEXT &&
			        kr_slice_eq(kr_dom_text(&page.dom, k), "in"))
				hidden = (page.dom.nodes[k].flags & KR_NF_HIDDEN) != 0;
		if (hidden != hiding[i].hidden)
			fail_msg("%s", hiding[i].html);
		finish(&page);
		kr_str_fini(&html);
	}
}

static void distrusts_pages_that_hide_all(void **state)
{
	static const struct {
		const char *before;
		bool shown;
	} cases[] = {{"<div style='display:none'>", true}, {"<noscript>", true},
	        {"<x-y><template shadowrootmode=open>", true}, {"<x-y><template>", false}};
	struct kr_str html;

	(void)state;
	kr_str_init(&html);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_page page;

		kr_str_clear(&html);
		kr_str_addz(&html, cases[i].before);
		for (int k = 0; k < 60; k++)
			kr_str_addz(&html, "<p>The text of the page.");
		prepare(&page, html.data);
		if ((page.stat[0].chars > 1000) != cases[i].shown)
			fail_msg("%s", cases[i].before);
		finish(&page);
	}
	kr_str_fini(&html);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(counts),
	        cmocka_unit_test(hides),
	        cmocka_unit_test(distrusts_pages_that_hide_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
