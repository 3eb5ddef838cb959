/* Text that two stages claim goes to one of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "extract/lists/link_lists_priv.h"
#include "extract/stages_priv.h"

#define SENTENCE                                                                                   \
	"The council met on Monday, and after a long debate it decided to close the bridge. "

/* A page whose marks and lists the test sets itself. */
static void open_page(struct kr_page *page, struct kr_extract_input *in, const char *html)
{
	*page = (struct kr_page){.doc = kr_doc_new()};
	*in = (struct kr_extract_input){.url = "https://news.example/a.html"};
	assert_int_equal(kr_stages_open(page, in, html, strlen(html), NULL), 0);
	kr_stages_run(page, "json_ld");
	page->lists = kr_arena_alloc(&page->arena, sizeof *page->lists);
}

static void close_page(struct kr_page *page)
{
	kr_stages_close(page);
	kr_doc_free(page->doc);
}

static int32_t by_id(const struct kr_page *page, const char *id)
{
	for (int32_t i = 0; i < page->dom.n; i++)
		if (kr_str_eq(kr_dom_attr(&page->dom, i, "id"), id))
			return i;
	return -1;
}

static void mark(struct kr_page *page, const char *id, uint8_t what)
{
	const int32_t root = by_id(page, id);

	assert_true(root > 0);
	for (int32_t i = root; i < page->dom.nodes[root].end; i++)
		page->mark[i] |= what;
}

static bool has_mark(const struct kr_page *page, const char *id, uint8_t what)
{
	return page->mark[by_id(page, id) + 1] & what;
}

static void cards(void **state)
{
	/* card: the text around the link; and whether the body or the recommendations get it */
	static const struct {
		const char *card;
		bool in_body, kept;
	} cases[] = {
	        {"<a href=/b>Mill burns down</a>", false, false},
	        {SENTENCE "<a href=/b>Mill burns down</a>, as was reported on the day before.",
	                true, true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_extract_input in;
		struct kr_page page;
		struct kr_str html;
		struct kr_card card;
		struct kr_link_list list = {.n = 1, .chosen = true};

		kr_str_init(&html);
		kr_str_addf(&html,
		        "<p id=text>" SENTENCE SENTENCE SENTENCE SENTENCE "</p><p id=card>%s</p>",
		        cases[i].card);
		open_page(&page, &in, html.data);
		mark(&page, "text", KR_MARK_KEEP);
		mark(&page, "card", KR_MARK_KEEP | KR_MARK_REC);
		card = (struct kr_card){.root = by_id(&page, "card"),
		        .link = kr_dom_find(&page.dom, 0, page.dom.n, KR_TAG_a)};
		page.lists->cards = &card;
		page.lists->ncards = 1;
		page.lists->lists = &list;
		page.lists->nlists = 1;
		kr_claims_run(&page);
		assert_int_equal(card.in_body, cases[i].in_body);
		assert_int_equal(has_mark(&page, "card", KR_MARK_KEEP), cases[i].kept);
		assert_int_equal(has_mark(&page, "card", KR_MARK_REC), !cases[i].kept);
		assert_true(has_mark(&page, "text", KR_MARK_KEEP));
		page.lists = NULL;
		close_page(&page);
		kr_str_fini(&html);
	}
}

/* A body that is mostly cards is a list itself and stays whole. */
static void body_of_cards(void **state)
{
	struct kr_extract_input in;
	struct kr_page page;
	struct kr_card card;
	struct kr_link_list list = {.n = 1, .chosen = true};

	(void)state;
	open_page(&page, &in, "<p id=text>Short.</p><p id=card><a href=/b>Mill burns down</a></p>");
	mark(&page, "text", KR_MARK_KEEP);
	mark(&page, "card", KR_MARK_KEEP | KR_MARK_REC);
	card = (struct kr_card){.root = by_id(&page, "card"),
	        .link = kr_dom_find(&page.dom, 0, page.dom.n, KR_TAG_a)};
	page.lists->cards = &card;
	page.lists->lists = &list;
	page.lists->ncards = page.lists->nlists = 1;
	kr_claims_run(&page);
	assert_false(card.in_body);
	assert_true(has_mark(&page, "card", KR_MARK_KEEP));
	page.lists = NULL;
	close_page(&page);
}

static void comments(void **state)
{
	struct kr_extract_input in;
	struct kr_page page;
	int32_t nodes[2];

	(void)state;
	open_page(&page, &in,
	        "<p id=one>" SENTENCE "</p><p id=two>" SENTENCE
	        "<b id=part>A third of it is kept by "
	        "the body, but not more than that.</b></p>");
	nodes[0] = by_id(&page, "one");
	nodes[1] = by_id(&page, "two");
	page.comment_nodes = nodes;
	kr_doc_add_comment(page.doc)->text = "one";
	kr_doc_add_comment(page.doc)->text = "two";
	mark(&page, "one", KR_MARK_KEEP);
	kr_claims_run(&page);
	assert_int_equal(page.doc->ncomments, 1);
	assert_string_equal(page.doc->comments[0].text, "two");
	nodes[0] = nodes[1];
	mark(&page, "part", KR_MARK_KEEP);
	kr_claims_run(&page);
	assert_int_equal(page.doc->ncomments, 0);
	close_page(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(cards),
	        cmocka_unit_test(body_of_cards),
	        cmocka_unit_test(comments),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
