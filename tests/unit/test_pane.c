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
	assert_int_equal(r->match.section, section);
	assert_int_equal(r->match.off, off);
	assert_true(is_on_screen(r, r->match));
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
	assert_int_equal(kr_pane_reader_find(&f.r, 1), 0);
	kr_pane_reader_set_search(&f.r, "渡轮");
	assert_int_equal(kr_pane_reader_find(&f.r, 1), 1);
	expect_match(&f.r, 0, 0);
	assert_int_equal(kr_pane_reader_find(&f.r, 1), 1);
	expect_match(&f.r, 11, 3);
	assert_int_equal(kr_pane_reader_find(&f.r, 1), 1);
	expect_match(&f.r, 11, 18);
	assert_int_equal(kr_pane_reader_find(&f.r, -1), 1);
	expect_match(&f.r, 11, 3);
	assert_int_equal(kr_pane_reader_find(&f.r, -1), 1);
	expect_match(&f.r, 0, 0);
	assert_int_equal(kr_pane_reader_find(&f.r, -1), 2);
	expect_match(&f.r, 21, 10);
	assert_int_equal(kr_pane_reader_find(&f.r, 1), 2);
	expect_match(&f.r, 0, 0);
	kr_pane_reader_set_search(&f.r, "ferry");
	assert_int_equal(kr_pane_reader_find(&f.r, 1), 1);
	expect_match(&f.r, 21, 4);
	assert_int_equal(kr_pane_reader_find(&f.r, 1), 2); /* the only one: found again */
	expect_match(&f.r, 21, 4);
	kr_pane_reader_set_search(&f.r, "没有的");
	assert_int_equal(kr_pane_reader_find(&f.r, 1), 0);
	assert_int_equal(kr_pane_reader_find(&f.r, -1), 0);
	kr_pane_reader_set_search(&f.r, NULL);
	assert_int_equal(kr_pane_reader_find(&f.r, 1), 0);
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

/* --- the list ----------------------------------------------------------------------------- */

static struct kr_doc *recommendations(int n)
{
	struct kr_doc *d = kr_doc_new();

	for (int i = 0; i < n; i++) {
		struct kr_rec *r = kr_doc_add_rec(d);
		char title[80];

		snprintf(title, sizeof title,
		        i % 3 ? "第%d条：海风号" : "第%d条：停航三年的渡轮恢复通航，票价五元",
		        i + 1);
		r->title = kr_arena_strdup(&d->arena, title);
		r->url = "https://news.example/";
		r->section = i % 2 ? "时讯" : NULL;
		r->published_text = i % 2 ? "2天前" : NULL;
		r->duration = i % 2 ? 83 : -1;
		r->group = i < 4 ? "推荐视频" : "热门";
	}
	return d;
}

struct rows {
	struct kr_str text;
	int n, first[100];
	uint32_t has_source; /* lines of the selected item */
	uint32_t selected;
};

static void collect(void *user, int row, const struct kr_pane_list_line *line)
{
	struct rows *r = user;

	assert_int_equal(row, r->n);
	r->n++;
	if (line->first)
		kr_str_addf(&r->text, "%u ", line->item + 1);
	kr_str_addf(&r->text, "%s%.*s\n",
	        line->heading ? "# "
	        : line->meta  ? "- "
	                      : "",
	        (int)line->len, line->text);
	r->has_source += line->item == r->selected;
}

static struct rows rows_of(struct kr_pane_list *l)
{
	struct rows r = {.selected = l->selected};

	kr_str_init(&r.text);
	kr_pane_list_lines(l, collect, &r);
	assert_true(r.n <= l->rows);
	return r;
}

static void expect_rows(struct kr_pane_list *l, const char *want)
{
	struct rows r = rows_of(l);

	assert_string_equal(r.text.data, want);
	kr_str_fini(&r.text);
}

static void test_list_lines(void **state)
{
	struct kr_doc *d = recommendations(6);
	struct kr_pane_list l;

	(void)state;
	kr_pane_list_init(&l, d, NULL);
	kr_pane_list_resize(&l, 25, 20);
	expect_rows(&l, "1 第1条：停航三年的渡\n轮恢复通航，票价五元\n2 第2条：海风号\n- 时讯 ∙ "
	                "2天前 ∙ 01:23\n"
	                "3 第3条：海风号\n4 第4条：停航三年的渡\n轮恢复通航，票价五元\n- 时讯 ∙ "
	                "2天前 ∙ 01:23\n\n# 热门\n"
	                "5 第5条：海风号\n6 第6条：海风号\n- 时讯 ∙ 2天前 ∙ 01:23\n");
	kr_pane_list_resize(&l, 25, 3);
	kr_pane_list_select(&l, 4);
	expect_rows(&l, "\n# 热门\n5 第5条：海风号\n");
	kr_pane_list_resize(&l, 25, 4);
	kr_pane_list_select(&l, 3);
	kr_pane_list_select(&l, 4); /* the lower half of item 4, above it */
	expect_rows(&l, "- 时讯 ∙ 2天前 ∙ 01:23\n\n# 热门\n5 第5条：海风号\n");
	kr_pane_list_resize(&l, 25, 4); /* resizing to the same size moves nothing */
	expect_rows(&l, "- 时讯 ∙ 2天前 ∙ 01:23\n\n# 热门\n5 第5条：海风号\n");
	kr_pane_list_fini(&l);
	kr_doc_free(d);
}

/* Whatever one does, the selected item is on the screen, whole if it fits. */
static void expect_visible(struct kr_pane_list *l, struct kr_pane_list *alone)
{
	struct rows r = rows_of(l), whole;

	alone->top = alone->selected = l->selected;
	alone->top_line = 0;
	whole = rows_of(alone);
	assert_true(r.has_source > 0);
	if ((int)whole.has_source + 2 <= l->rows) /* with the heading of its group */
		assert_int_equal(r.has_source, whole.has_source);
	kr_str_fini(&r.text);
	kr_str_fini(&whole.text);
}

/* Parts that do not fit are dropped as a whole; the edge clips the last one. */
static void test_list_meta(void **state)
{
	static const struct {
		int width;
		const char *want;
	} rows[] = {
	        {50, "1 t\n- Harbour \u2219 2026-03-11 08:00 \u2219 1:02:03\n"},
	        {41, "1 t\n- Harbour \u2219 2026-03-11 08:00 \u2219 1:02:03\n"},
	        {40, "1 t\n- Harbour \u2219 2026-03-11 \u2219 1:02:03\n"},
	        {34, "1 t\n- Harbour \u2219 2026-03-11 08:00\n"},
	        {30, "1 t\n- Harbour \u2219 2026-03-11\n"},
	        {24, "1 t\n- Harbour \u2219 1:02:03\n"},
	        {20, "1 t\n- 2026-03-11\n"},
	        {9, "1 t\n- Harbour\n"},
	};
	struct kr_doc *d = kr_doc_new();
	struct kr_rec *r = kr_doc_add_rec(d);

	(void)state;
	r->title = "t";
	r->section = "Harbour";
	r->published = "2026-03-11T08:00:00+01:00";
	r->duration = 3723;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kr_pane_list l;

		kr_pane_list_init(&l, d, NULL);
		kr_pane_list_resize(&l, rows[i].width, 4);
		expect_rows(&l, rows[i].want);
		kr_pane_list_fini(&l);
	}
	kr_doc_free(d);
}

/* The list of a front page has the title above it, so that the first group has its own heading. */
static void test_list_title(void **state)
{
	struct kr_doc *d = recommendations(2);
	struct kr_pane_list l;

	(void)state;
	d->recs[0].group = d->recs[1].group = "要闻";
	kr_pane_list_init(&l, d, NULL);
	l.title = "首页";
	kr_pane_list_resize(&l, 60, 20);
	expect_rows(&l, "\n# 要闻\n1 第1条：停航三年的渡轮恢复通航，票价五元\n2 第2条：海风号\n- "
	                "时讯 ∙ 2天前 ∙ 01:23\n");
	d->recs[0].group = d->recs[1].group = NULL;
	expect_rows(&l, "\n1 第1条：停航三年的渡轮恢复通航，票价五元\n2 第2条：海风号\n- 时讯 ∙ "
	                "2天前 ∙ 01:23\n");
	kr_pane_list_fini(&l);
	kr_doc_free(d);
}

static void test_list_moves(void **state)
{
	struct kr_doc *d = recommendations(60);
	struct kr_pane_list l, alone;
	unsigned seed = 7;

	(void)state;
	kr_pane_list_init(&l, d, NULL);
	kr_pane_list_init(&alone, d, NULL);
	for (int i = 0; i < 5000; i++) {
		int n;

		seed = seed * 1103515245u + 12345u;
		n = (int)(seed >> 16 & 0xff) - 128;
		if (i % 50 == 0) {
			int width = 1 + (int)(seed >> 8 & 63), rows = 1 + (int)(seed >> 20 & 15);

			kr_pane_list_resize(&l, width, rows);
			kr_pane_list_resize(&alone, width, 80);
		}
		switch (seed >> 24 & 3) {
		case 0:
			kr_pane_list_move(&l, n / 32);
			break;
		case 1:
			kr_pane_list_page(&l, n / 64);
			break;
		case 2:
			kr_pane_list_half(&l, n / 64);
			break;
		default:
			kr_pane_list_select(&l, (uint32_t)(n + 100));
		}
		expect_visible(&l, &alone);
	}
	kr_pane_list_move(&l, -100000);
	assert_int_equal(l.selected, 0);
	kr_pane_list_move(&l, 100000);
	assert_int_equal(l.selected, 59);
	kr_pane_list_page(&l, -1);
	assert_true(l.selected < 59);
	kr_pane_list_fini(&l);
	kr_pane_list_fini(&alone);
	kr_doc_free(d);
}

static void test_list_room(void **state)
{
	struct kr_doc *d = recommendations(12);
	struct kr_pane_list l;
	struct rows r;

	(void)state;
	kr_pane_list_init(&l, d, NULL);
	kr_pane_list_resize(&l, 25, 4);
	kr_pane_list_select(&l, 11);
	kr_pane_list_resize(&l, 25, 10);
	r = rows_of(&l);
	assert_int_equal(r.n, 10);
	assert_true(r.has_source > 0);
	kr_str_fini(&r.text);
	kr_pane_list_resize(&l, 25, 100);
	assert_int_equal(l.top, 0);
	kr_pane_list_fini(&l);
	kr_doc_free(d);
}

static void test_list_find(void **state)
{
	struct kr_doc *d = recommendations(30);
	struct kr_pane_list l;

	(void)state;
	kr_pane_list_init(&l, d, NULL);
	kr_pane_list_resize(&l, 30, 10);
	assert_int_equal(kr_pane_list_find(&l, 1), 0);
	kr_pane_list_set_search(&l, "第2");
	assert_int_equal(kr_pane_list_find(&l, 1), 1);
	assert_int_equal(l.selected, 1);
	assert_int_equal(kr_pane_list_find(&l, 1), 1);
	assert_int_equal(l.selected, 19);
	assert_int_equal(kr_pane_list_find(&l, -1), 1);
	assert_int_equal(kr_pane_list_find(&l, -1), 2);
	assert_int_equal(l.selected, 28);
	kr_pane_list_set_search(&l, "时讯");
	assert_int_equal(kr_pane_list_find(&l, 1), 1);
	assert_int_equal(l.selected, 29);
	assert_int_equal(kr_pane_list_find(&l, 1), 2);
	kr_pane_list_fini(&l);
	kr_doc_free(d);
}

static void test_list_empty(void **state)
{
	struct kr_doc *d = kr_doc_new();
	struct kr_pane_list l;

	(void)state;
	kr_pane_list_init(&l, d, NULL);
	kr_pane_list_resize(&l, 0, 0);
	kr_pane_list_move(&l, 1);
	kr_pane_list_page(&l, 1);
	kr_pane_list_select(&l, 3);
	kr_pane_list_set_search(&l, "x");
	assert_int_equal(kr_pane_list_find(&l, 1), 0);
	expect_rows(&l, "");
	kr_pane_list_fini(&l);
	kr_doc_free(d);
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
	        cmocka_unit_test(test_list_lines),
	        cmocka_unit_test(test_list_meta),
	        cmocka_unit_test(test_list_title),
	        cmocka_unit_test(test_list_moves),
	        cmocka_unit_test(test_list_find),
	        cmocka_unit_test(test_list_room),
	        cmocka_unit_test(test_list_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
