/* The head of a page is read once, by one set of rules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "extract/data/page_facts_priv.h"
#include "extract/stages_priv.h"

static void open_page(struct kr_page *page, struct kr_extract_input *in, const char *html)
{
	*page = (struct kr_page){.doc = kr_doc_new()};
	*in = (struct kr_extract_input){.url = "https://news.example/2024/05/a-b-c.html"};
	assert_int_equal(kr_stages_open(page, in, html, strlen(html), NULL), 0);
	kr_stages_run(page, "visibility");
}

static void close_page(struct kr_page *page)
{
	kr_stages_close(page);
	kr_doc_free(page->doc);
}

static void metas(void **state)
{
	static const char *const names[] = {"first", "second"};
	struct kr_extract_input in;
	struct kr_page page;

	(void)state;
	open_page(&page, &in,
	        "<head><meta name=SECOND content=b><meta property=first content=''><meta "
	        "itemprop=first "
	        "content=a><meta property=x name=y http-equiv=z></head><body><p>text");
	assert_int_equal(page.facts->nmetas, 4);
	assert_string_equal(kr_page_facts_content(&page, names, 2), "a");
	assert_string_equal(kr_page_facts_content(&page, names + 1, 1), "b");
	assert_null(kr_page_facts_content(&page, names, 0));
	assert_string_equal(kr_meta_key(&page.facts->metas[3]), "x");
	assert_string_equal(page.facts->metas[3].http_equiv, "z");
	assert_null(page.facts->metas[3].content);
	assert_ptr_equal(
	        kr_page_facts_meta(&page, page.facts->metas[2].node), &page.facts->metas[2]);
	assert_null(kr_page_facts_meta(&page, page.dom.n - 1));
	close_page(&page);
}

static void titles(void **state)
{
	static const struct {
		const char *head, *title, *before,
		        *after; /* the title, before and after it is chosen */
	} cases[] = {
	        {"<title>Own</title>", "Own", "Own", "Chosen"},
	        {"<svg><title>Icon</title></svg><title>Own</title><title>Other</title>", "Own",
	                "Own", "Chosen"},
	        {"<title>Own</title><meta property='og:title' content='Shared'>", "Own", "Shared",
	                "Chosen"},
	        {"<meta name='og:title' content='Shared'>", NULL, "Shared", "Chosen"},
	        {"<meta name=other content=x>", NULL, NULL, "Chosen"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_extract_input in;
		struct kr_page page;
		const char *got;

		open_page(&page, &in, cases[i].head);
		if (cases[i].title)
			assert_true(kr_slice_eq(page.facts->title, cases[i].title));
		else
			assert_int_equal(page.facts->title.len, 0);
		got = kr_page_facts_title(&page);
		if (cases[i].before)
			assert_string_equal(got, cases[i].before);
		else
			assert_null(got);
		page.doc->title = "Chosen";
		assert_string_equal(kr_page_facts_title(&page), cases[i].after);
		close_page(&page);
	}
}

static void kinds(void **state)
{
	struct kr_extract_input in;
	struct kr_page page;

	(void)state;
	open_page(&page, &in,
	        "<meta property='og:type' content=article><meta name='og:description' "
	        "content=Teaser>"
	        "<meta name=description content=Summary><script type='application/ld+json'>"
	        "{\"@type\":\"NewsArticle\"}</script>");
	assert_string_equal(page.facts->description, "Summary");
	assert_int_equal(page.facts->kind.og, KR_PAGE_KIND_ARTICLE);
	assert_int_equal(page.facts->kind.depth, 2);
	assert_int_equal(page.facts->kind.digits, 6);
	assert_true(kr_page_kind_is_article(&page.facts->kind));
	close_page(&page);
	open_page(&page, &in, "<meta name=generator content='phpBB 3'><p>post");
	assert_false(kr_page_kind_is_article(&page.facts->kind));
	close_page(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(metas),
	        cmocka_unit_test(titles),
	        cmocka_unit_test(kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
