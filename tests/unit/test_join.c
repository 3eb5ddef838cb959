#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "kread/load/join.h"

static const char first[] = "https://news.example/a/1.html";

static struct kr_doc *make(const char *text, const char *next)
{
	struct kr_doc *d = kr_doc_new();

	if (text) {
		struct kr_block *b = kr_doc_add_block(d, KR_BLOCK_PARAGRAPH);

		kr_doc_add_span(d, &b->spans, text, strlen(text), 0, NULL);
	}
	d->next_page = kr_doc_line(d, next, next ? strlen(next) : 0);
	return d;
}

static const struct {
	const char *next;
	bool ok;
} nexts[] = {
        {"https://news.example/a/1_2.html", true},
        {"http://news.example/a/1_2.html", true},
        {"https://news.example/a/1.html", false},
        {"https://news.example/a/1.html#more", false},
        {"https://other.example/a/1_2.html", false},
        {"ftp://news.example/a/1_2.html", false},
        {NULL, false},
};

static void test_next(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof nexts / sizeof *nexts; i++) {
		struct kr_doc *d = make("text", nexts[i].next);
		struct kr_join j = {0};
		const char *got = kr_join_next(&j, d, first);

		if (nexts[i].ok)
			assert_string_equal(got, nexts[i].next);
		else
			assert_null(got);
		kr_doc_free(d);
	}
}

/* A page that names itself or an earlier page as the next one. */
static void test_loop(void **state)
{
	struct kr_doc *d = make("one", "https://news.example/a/1_2.html");
	struct kr_join j = {0};

	(void)state;
	assert_non_null(kr_join_next(&j, d, first));
	assert_true(kr_join_add(d, make("two", "https://news.example/a/1_3.html")));
	assert_non_null(kr_join_next(&j, d, first));
	assert_true(kr_join_accepts(&j, first, "https://news.example/a/1_3.html"));
	assert_true(kr_join_accepts(&j, first, "https://news.example/a/three"));
	assert_false(kr_join_accepts(&j, first, "https://news.example/a/1_2.html"));
	assert_false(kr_join_accepts(&j, first, first));
	assert_true(kr_join_add(d, make("three", "https://news.example/a/1_2.html")));
	assert_null(kr_join_next(&j, d, first));
	assert_int_equal(d->nblocks, 3);
	assert_false(d->blocks[0].page_break);
	assert_true(d->blocks[2].page_break);
	kr_doc_free(d);
}

/* A host name and its Punycode form are the same. */
static void test_international(void **state)
{
	static const char here[] = "https://例子.测试/a/1.html";
	struct kr_doc *d = make("one", "https://xn--fsqu00a.xn--0zwm56d/a/1_2.html");
	struct kr_join j = {0};

	(void)state;
	assert_non_null(kr_join_next(&j, d, here));
	assert_true(kr_join_add(d, make("two", "https://xn--fsqu00a.xn--0zwm56d/a/1.html")));
	assert_null(kr_join_next(&j, d, here));
	kr_doc_free(d);
}

static void test_repeats(void **state)
{
	struct kr_doc *d = make("one", "https://news.example/a/1_2.html");

	(void)state;
	assert_true(kr_join_add(d, make("two", "https://news.example/a/1_3.html")));
	assert_false(kr_join_add(d, make("one", "https://news.example/a/1_4.html")));
	assert_null(d->next_page);
	assert_false(kr_join_add(d, make("two", NULL)));
	assert_false(kr_join_add(d, make(NULL, "https://news.example/a/1_5.html")));
	assert_int_equal(d->nblocks, 2);
	kr_doc_free(d);
}

static void test_most(void **state)
{
	struct kr_doc *d = make("0", "https://news.example/a/1_2.html");
	struct kr_join j = {0};
	int pages = 1;

	(void)state;
	for (char text[16], next[64]; kr_join_next(&j, d, first); pages++) {
		snprintf(text, sizeof text, "%d", pages);
		snprintf(next, sizeof next, "https://news.example/a/1_%d.html", pages + 2);
		assert_true(kr_join_add(d, make(text, next)));
	}
	assert_int_equal(pages, KR_JOIN_PAGES);
	assert_int_equal(d->nblocks, KR_JOIN_PAGES);
	kr_doc_free(d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_next),
	        cmocka_unit_test(test_loop),
	        cmocka_unit_test(test_international),
	        cmocka_unit_test(test_repeats),
	        cmocka_unit_test(test_most),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
