/* Scrolling, links and search in an article. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kread/app/pane.h"
#include "text_samples.h"

static struct kr_layout_opts options(int width)
{
	return (struct kr_layout_opts){.width = width};
}

static void paragraph(struct kr_doc *d, const char *text)
{
	kr_doc_add_span(
	        d, &kr_doc_add_block(d, KR_BLOCK_PARAGRAPH)->spans, text, strlen(text), 0, NULL);
}

static struct kr_doc *sample(void)
{
	struct kr_doc *d = kr_doc_new();

	d->title = "停航三年，“海风号”渡轮昨天恢复通航";
	d->published = "2024-05-20";
	for (int i = 0; i < 10; i++) {
		paragraph(d, SAMPLE_ZH_1);
		paragraph(d, SAMPLE_EN);
		paragraph(d, SAMPLE_ZH_3);
	}
	return d;
}

struct fixture {
	struct kr_doc *doc;
	struct kr_pane_reader r;
};

static struct fixture open_reader(struct kr_doc *doc, int width, int rows)
{
	struct fixture f = {.doc = doc};
	struct kr_layout_opts opts = options(width);

	kr_pane_reader_init(&f.r, doc);
	kr_pane_reader_resize(&f.r, &opts, rows);
	return f;
}

static void close_reader(struct fixture *f)
{
	kr_pane_reader_fini(&f->r);
	kr_doc_free(f->doc);
}

static void expect_top(struct kr_pane_reader *r, uint32_t section, uint32_t line)
{
	if (r->top.section != section || r->top.line != line)
		fail_msg("top is %u.%u, not %u.%u", r->top.section, r->top.line, section, line);
}

/* How many lines come before the first row. */
static long lines_above(struct kr_pane_reader *r)
{
	struct kr_place p = r->top;

	return -kr_layout_place_move(r->layout, &p, -1000000);
}

static void test_scroll(void **state)
{
	struct fixture f = open_reader(sample(), 40, 10);
	struct kr_pane_reader *r = &f.r;
	long total, last;

	(void)state;
	assert_int_equal(lines_above(r), 0);
	kr_pane_reader_scroll(r, -5);
	assert_int_equal(lines_above(r), 0);
	kr_pane_reader_scroll(r, 3);
	assert_int_equal(lines_above(r), 3);
	kr_pane_reader_page(r, 1);
	assert_int_equal(lines_above(r), 12);
	kr_pane_reader_half(r, 2);
	assert_int_equal(lines_above(r), 22);
	kr_pane_reader_page(r, -2);
	assert_int_equal(lines_above(r), 4);
	assert_false(kr_pane_reader_at_end(r));
	assert_int_equal(kr_pane_reader_percent(r), 0);
	kr_pane_reader_end(r);
	assert_true(kr_pane_reader_at_end(r));
	assert_int_equal(kr_pane_reader_percent(r), 100);
	last = lines_above(r);
	kr_pane_reader_scroll(r, 1);
	assert_int_equal(lines_above(r), last);
	total = last + 10;
	kr_pane_reader_top(r);
	for (long i = 0; i < total + 10; i++) { /* line by line through the whole article */
		assert_int_equal(lines_above(r), i < last ? i : last);
		kr_pane_reader_scroll(r, 1);
	}
	kr_pane_reader_page(r, INT32_MIN);
	assert_int_equal(lines_above(r), 0);
	kr_pane_reader_half(r, INT32_MAX);
	assert_int_equal(lines_above(r), last);
	close_reader(&f);
}

/* Only the end is 100 %, even if the lines before it are followed by no text. */
static void test_percent_before_end(void **state)
{
	struct kr_doc *d = kr_doc_new();
	struct fixture f;

	(void)state;
	paragraph(d, SAMPLE_EN);
	for (int i = 0; i < 30; i++)
		kr_doc_add_block(d, KR_BLOCK_RULE);
	f = open_reader(d, 40, 10);
	for (; !kr_pane_reader_at_end(&f.r); kr_pane_reader_scroll(&f.r, 1))
		assert_in_range(kr_pane_reader_percent(&f.r), 0, 99);
	assert_int_equal(kr_pane_reader_percent(&f.r), 100);
	close_reader(&f);
}

/* From any line, another width and back shows the same lines again. */
static void test_resize(void **state)
{
	static const int widths[] = {20, 1, 77, 120, 33};
	struct fixture f = open_reader(sample(), 40, 10);
	struct kr_pane_reader *r = &f.r;

	(void)state;
	do {
		struct kr_layout_opts opts = options(40);
		struct kr_place top = r->top;
		struct kr_position anchor = r->anchor;

		for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
			struct kr_layout_opts other = options(widths[i]);
			struct kr_place p;
			uint32_t n;
			const struct kr_line *lines;

			kr_pane_reader_resize(r, &other, 5 + 7 * (int)(i % 3));
			/* The anchor is on the screen, and on its row unless the end of the text is
			 * in the way. */
			p = r->top;
			kr_layout_place_move(r->layout, &p, r->lead);
			if (!kr_pane_reader_at_end(r)) {
				assert_int_equal(p.section, anchor.section);
				lines = kr_layout_lines(r->layout, p.section, &n);
				assert_true(lines[p.line].off <= anchor.off);
				assert_true(p.line + 1 == n || lines[p.line + 1].off > anchor.off ||
				            p.section == 0);
			}
		}
		kr_pane_reader_resize(r, &opts, 10);
		expect_top(r, top.section, top.line);
		assert_memory_equal(&r->anchor, &anchor, sizeof anchor);
		kr_pane_reader_scroll(r, 1);
	} while (!kr_pane_reader_at_end(r));
	close_reader(&f);
}

static void test_tiny(void **state)
{
	struct fixture f = open_reader(sample(), 1, 0);
	struct kr_layout_opts opts = options(1);

	(void)state;
	kr_pane_reader_page(&f.r, 3);
	kr_pane_reader_half(&f.r, 3);
	kr_pane_reader_end(&f.r);
	assert_true(kr_pane_reader_at_end(&f.r));
	kr_pane_reader_resize(&f.r, &opts, -4);
	kr_pane_reader_tab(&f.r, 1);
	close_reader(&f);
}

static void test_goto(void **state)
{
	struct fixture f = open_reader(sample(), 40, 10);
	struct kr_pane_reader *r = &f.r;
	struct kr_layout_opts opts = options(80);
	struct kr_position p;

	(void)state;
	kr_pane_reader_goto(r, (struct kr_position){4, 0});
	expect_top(r, 4, 1); /* the line after the blank one */
	kr_pane_reader_scroll(r, 2);
	p = r->anchor;
	kr_pane_reader_top(r);
	kr_pane_reader_goto(r, p);
	expect_top(r, 4, 3);
	kr_pane_reader_goto(r, (struct kr_position){9999, 5});
	assert_true(kr_pane_reader_at_end(r));
	/* A place near the end is kept while a larger window shows more. */
	kr_pane_reader_goto(r, (struct kr_position){30, 0});
	kr_pane_reader_resize(r, &opts, 10);
	assert_int_equal(r->anchor.section, 30);
	close_reader(&f);
}

static void test_percent(void **state)
{
	struct fixture f = open_reader(sample(), 40, 10);

	(void)state;
	for (int i = 0; i <= 95; i += 5) {
		kr_pane_reader_percent_goto(&f.r, i);
		assert_true(
		        kr_pane_reader_percent(&f.r) <= i && kr_pane_reader_percent(&f.r) >= i - 1);
	}
	kr_pane_reader_percent_goto(&f.r, 100);
	assert_int_equal(kr_pane_reader_percent(&f.r), 100);
	close_reader(&f);
}

static void test_short(void **state)
{
	struct kr_doc *d = kr_doc_new();
	struct fixture f;

	(void)state;
	d->title = "短";
	paragraph(d, "一句。");
	f = open_reader(d, 40, 20);
	assert_true(kr_pane_reader_at_end(&f.r));
	kr_pane_reader_scroll(&f.r, 5);
	expect_top(&f.r, 0, 0);
	kr_pane_reader_end(&f.r);
	expect_top(&f.r, 0, 0);
	close_reader(&f);
}

/* Blocks that arrive while one reads move nothing. */
static void test_grown(void **state)
{
	struct fixture f = open_reader(sample(), 40, 10);

	(void)state;
	kr_pane_reader_goto(&f.r, (struct kr_position){20, 40});
	for (int i = 0; i < 100; i++) {
		struct kr_place top = f.r.top;

		paragraph(f.doc, SAMPLE_EN);
		kr_pane_reader_grown(&f.r);
		expect_top(&f.r, top.section, top.line);
	}
	kr_pane_reader_end(&f.r);
	assert_true(f.r.anchor.section > 125);
	close_reader(&f);
}

static bool is_on_screen(struct kr_pane_reader *r, struct kr_position p)
{
	struct kr_place at = kr_layout_place(r->layout, p), i = r->top;

	for (int row = 0; row < r->rows; row++) {
		if (i.section == at.section && i.line == at.line)
			return true;
		if (kr_layout_place_move(r->layout, &i, 1) != 1)
			break;
	}
	return false;
}

static void test_tab(void **state)
{
	struct kr_doc *d = sample();
	struct fixture f;
	char href[60];

	(void)state;
	for (size_t i = 0; i < d->nblocks; i += 3) {
		snprintf(href, sizeof href, "https://news.example/%zu", i);
		kr_doc_add_span(
		        d, &d->blocks[i].spans, "链接", 6, 0, kr_arena_strdup(&d->arena, href));
	}
	f = open_reader(d, 40, 10);
	assert_null(kr_pane_reader_link(&f.r));
	for (int i = 0; i < 10; i++) {
		const struct kr_link *k;

		assert_true(kr_pane_reader_tab(&f.r, 1));
		assert_int_equal(f.r.link, i);
		k = kr_layout_link(f.r.layout, (uint32_t)i);
		assert_true(is_on_screen(&f.r, (struct kr_position){k->section, k->off}));
	}
	assert_string_equal(kr_pane_reader_link(&f.r), "https://news.example/27");
	assert_false(kr_pane_reader_tab(&f.r, 1));
	assert_null(kr_pane_reader_link(&f.r));
	kr_pane_reader_goto(
	        &f.r, (struct kr_position){10, 0}); /* Tab starts at the text on the screen */
	assert_true(kr_pane_reader_tab(&f.r, 1));
	assert_string_equal(kr_pane_reader_link(&f.r), "https://news.example/9");
	assert_true(kr_pane_reader_tab(&f.r, -1));
	assert_string_equal(kr_pane_reader_link(&f.r), "https://news.example/6");
	kr_pane_reader_end(&f.r);
	assert_true(kr_pane_reader_tab(&f.r, -1));
	assert_string_equal(kr_pane_reader_link(&f.r), "https://news.example/27");
	kr_pane_reader_top(&f.r);
	assert_false(kr_pane_reader_tab(&f.r, -1));
	close_reader(&f);
}

static void expect_match(struct kr_pane_reader *r, uint32_t section, uint32_t off)
{
	assert_int_equal(r->find.match.section, section);
	assert_int_equal(r->find.match.off, off);
	assert_true(is_on_screen(r, r->find.match));
}

static void test_find(void **state)
{
	struct kr_doc *d = kr_doc_new();
	struct fixture f;

	(void)state;
	d->title = "渡轮恢复通航";
	for (int i = 0; i < 30; i++)
		paragraph(d, i == 10   ? "坐渡轮过江，渡轮很快。"
		             : i == 20 ? "The FERRY 渡轮"
		                       : "别的事情");
	f = open_reader(d, 40, 10);
	assert_int_equal(kr_pane_find_go(&f.r, 1), 0);
	kr_pane_find_set(&f.r, "渡轮");
	assert_int_equal(kr_pane_find_go(&f.r, 1), 1);
	expect_match(&f.r, 0, 0);
	assert_int_equal(kr_pane_find_go(&f.r, 1), 1);
	expect_match(&f.r, 11, 3);
	assert_int_equal(kr_pane_find_go(&f.r, 1), 1);
	expect_match(&f.r, 11, 18);
	assert_int_equal(kr_pane_find_go(&f.r, -1), 1);
	expect_match(&f.r, 11, 3);
	assert_int_equal(kr_pane_find_go(&f.r, -1), 1);
	expect_match(&f.r, 0, 0);
	assert_int_equal(kr_pane_find_go(&f.r, -1), 2);
	expect_match(&f.r, 21, 10);
	assert_int_equal(kr_pane_find_go(&f.r, 1), 2);
	expect_match(&f.r, 0, 0);
	while (!kr_pane_find_is_counted(&f.r))
		kr_pane_find_step(&f.r);
	assert_int_equal(kr_pane_find_number(&f.r), 1);
	assert_int_equal(kr_pane_find_total(&f.r), 4);
	kr_pane_find_set(&f.r, "ferry");
	assert_int_equal(kr_pane_find_go(&f.r, 1), 1);
	expect_match(&f.r, 21, 4);
	assert_int_equal(kr_pane_find_go(&f.r, 1), 2); /* the only one: found again */
	expect_match(&f.r, 21, 4);
	kr_pane_find_set(&f.r, "没有的");
	assert_int_equal(kr_pane_find_go(&f.r, 1), 0);
	assert_int_equal(kr_pane_find_go(&f.r, -1), 0);
	kr_pane_find_set(&f.r, NULL);
	assert_int_equal(kr_pane_find_go(&f.r, 1), 0);
	close_reader(&f);
}

static void test_paragraph(void **state)
{
	struct fixture f = open_reader(sample(), 40, 10);
	struct kr_str out;

	(void)state;
	kr_str_init(&out);
	kr_pane_reader_goto(&f.r, (struct kr_position){3, 60});
	kr_pane_reader_paragraph(&f.r, &out);
	assert_string_equal(out.data, SAMPLE_ZH_3);
	kr_str_fini(&out);
	close_reader(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_scroll),
	        cmocka_unit_test(test_percent_before_end),
	        cmocka_unit_test(test_resize),
	        cmocka_unit_test(test_tiny),
	        cmocka_unit_test(test_goto),
	        cmocka_unit_test(test_percent),
	        cmocka_unit_test(test_short),
	        cmocka_unit_test(test_grown),
	        cmocka_unit_test(test_tab),
	        cmocka_unit_test(test_find),
	        cmocka_unit_test(test_paragraph),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
