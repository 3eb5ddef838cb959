/* The pages before and after the current one: how many are kept, and what is kept of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "kread/app/stack.h"
#include "kread/base/mem.h"

static struct kr_stack_page *page(int i)
{
	struct kr_stack_page *p = kr_stack_page_new();
	struct kr_doc *doc = kr_doc_new();
	char url[64];

	snprintf(url, sizeof url, "https://news.example/%d", i);
	p->url = kr_mem_strdup(url);
	p->complete = true;
	kr_doc_add_span(doc, &kr_doc_add_block(doc, KR_BLOCK_PARAGRAPH)->spans, "text", 4, 0, NULL);
	kr_stack_page_set_doc(p, doc);
	return p;
}

static void is_page(const struct kr_stack_page *p, int i)
{
	char url[64];

	snprintf(url, sizeof url, "https://news.example/%d", i);
	assert_string_equal(p->url, url);
}

static void test_far_articles_go(void **state)
{
	struct kr_stack s;
	int docs = 0;

	(void)state;
	kr_stack_init(&s);
	assert_null(kr_stack_now(&s));
	for (int i = 0; i < 2 * KR_STACK_DOCS; i++) {
		struct kr_stack_page *p = page(i);

		p->reader.anchor = (struct kr_position){.section = 1, .off = (uint32_t)i};
		kr_stack_push(&s, p);
		if (i == 10)
			p->complete = false; /* it could not be loaded again */
	}
	for (int i = 0; i < s.n; i++) {
		docs += s.v[i]->doc != NULL;
		is_page(s.v[i], i);
	}
	assert_int_equal(s.n, 2 * KR_STACK_DOCS);
	assert_int_equal(docs, KR_STACK_DOCS + 1);
	assert_non_null(s.v[10]->doc);
	assert_null(s.v[KR_STACK_DOCS - 1]->doc);
	assert_non_null(s.v[KR_STACK_DOCS]->doc);
	/* the place is kept */
	assert_int_equal(s.v[7]->anchor.section, 1);
	assert_int_equal(s.v[7]->anchor.off, 7);
	kr_stack_page_set_doc(s.v[7], kr_doc_new());
	assert_int_equal(s.v[7]->reader.anchor.off, 7);
	kr_stack_fini(&s);
}

/* Articles that are large are kept as far as there is room for them. */
static void test_large_articles_go(void **state)
{
	enum { LARGE = KR_STACK_BYTES / 4 };
	struct kr_stack s;
	int docs = 0;

	(void)state;
	kr_stack_init(&s);
	for (int i = 0; i < 10; i++) {
		struct kr_stack_page *p = page(i);

		if (i != 8) /* a small one between them */
			kr_arena_alloc(&p->doc->arena, LARGE);
		kr_stack_push(&s, p);
	}
	for (int i = 0; i < s.n; i++)
		docs += s.v[i]->doc != NULL;
	assert_int_equal(docs, 4);
	assert_non_null(s.v[9]->doc);
	assert_non_null(s.v[8]->doc);
	/* one that is too large alone stays while it is shown */
	kr_arena_alloc(&s.v[9]->doc->arena, 2 * KR_STACK_BYTES);
	kr_stack_trim(&s);
	assert_non_null(s.v[9]->doc);
	assert_null(s.v[8]->doc);
	kr_stack_fini(&s);
}

static void test_oldest_go(void **state)
{
	struct kr_stack s;

	(void)state;
	kr_stack_init(&s);
	for (int i = 0; i < KR_STACK_PAGES + 3; i++)
		kr_stack_push(&s, page(i));
	assert_int_equal(s.n, KR_STACK_PAGES);
	assert_int_equal(s.now, KR_STACK_PAGES - 1);
	is_page(s.v[0], 3);
	is_page(kr_stack_now(&s), KR_STACK_PAGES + 2);
	kr_stack_fini(&s);
}

static void test_forward_goes(void **state)
{
	struct kr_stack s;

	(void)state;
	kr_stack_init(&s);
	for (int i = 0; i < 5; i++)
		kr_stack_push(&s, page(i));
	s.now = 1;
	is_page(kr_stack_now(&s), 1);
	kr_stack_push(&s, page(9));
	assert_int_equal(s.n, 3);
	is_page(s.v[1], 1);
	is_page(kr_stack_now(&s), 9);
	kr_stack_fini(&s);
}

/* When it is loaded again, the page has fewer recommendations. */
static void test_shorter_list(void **state)
{
	struct kr_stack_page *p = page(1);

	(void)state;
	for (int left = 6; left >= 2; left -= 4) {
		struct kr_doc *doc = kr_doc_new();

		for (int i = 0; i < left; i++)
			kr_doc_add_rec(doc)->title = "x";
		kr_stack_page_set_doc(p, doc);
		assert_int_equal(p->list.selected, 0);
		p->list.selected = (uint32_t)left - 1;
	}
	kr_stack_page_drop_doc(p);
	assert_int_equal(p->selected, 1);
	kr_stack_page_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_far_articles_go),
	        cmocka_unit_test(test_large_articles_go),
	        cmocka_unit_test(test_oldest_go),
	        cmocka_unit_test(test_forward_goes),
	        cmocka_unit_test(test_shorter_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
