/* The list of recommendations. */
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
		r->image = i % 4 ? "https://news.example/pier.jpg" : NULL;
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
	uint32_t seen; /* lines of the selected item */
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
	r->seen += line->item == r->selected;
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
	kr_pane_list_resize(&l, 25, 20, false);
	expect_rows(&l, "1 第1条：停航三年的渡\n轮恢复通航，票价五元\n2 第2条：海风号\n- 时讯 ∙ "
	                "2天前  ▸ 1:23\n"
	                "3 第3条：海风号\n4 第4条：停航三年的渡\n轮恢复通航，票价五元\n- 时讯 ∙ "
	                "2天前  ▸ 1:23\n\n# 热门\n"
	                "5 第5条：海风号\n6 第6条：海风号\n- 时讯 ∙ 2天前  ▸ 1:23\n");
	kr_pane_list_resize(&l, 25, 3, false);
	kr_pane_list_select(&l, 4);
	expect_rows(&l, "\n# 热门\n5 第5条：海风号\n");
	kr_pane_list_resize(&l, 25, 4, false);
	kr_pane_list_select(&l, 3);
	kr_pane_list_select(&l, 4); /* the lower half of item 4 above it */
	expect_rows(&l, "- 时讯 ∙ 2天前  ▸ 1:23\n\n# 热门\n5 第5条：海风号\n");
	kr_pane_list_resize(&l, 25, 4, false); /* the same size again moves nothing */
	expect_rows(&l, "- 时讯 ∙ 2天前  ▸ 1:23\n\n# 热门\n5 第5条：海风号\n");
	kr_pane_list_fini(&l);
	kr_doc_free(d);
}

/* The selected item is on the screen as a whole if it fits at all, whatever one does. */
static void expect_visible(struct kr_pane_list *l, struct kr_pane_list *alone)
{
	struct rows r = rows_of(l), whole;

	alone->top = alone->selected = l->selected;
	alone->top_line = 0;
	whole = rows_of(alone);
	assert_true(r.seen > 0);
	if ((int)whole.seen + 2 <= l->rows) /* with the heading of its group */
		assert_int_equal(r.seen, whole.seen);
	kr_str_fini(&r.text);
	kr_str_fini(&whole.text);
}

/* What has no room goes as a whole; the last part left is cut by the edge. */
static void test_list_meta(void **state)
{
	static const struct {
		int width;
		const char *want;
	} rows[] = {
	        {50, "1 t\n- Harbour \u2219 11 Mar 2026, 08:00  \u25b8 1:02:03\n"},
	        {44, "1 t\n- Harbour \u2219 11 Mar 2026, 08:00  \u25b8 1:02:03\n"},
	        {43, "1 t\n- Harbour \u2219 11 Mar 2026  \u25b8 1:02:03\n"},
	        {35, "1 t\n- Harbour \u2219 11 Mar 2026, 08:00\n"},
	        {30, "1 t\n- Harbour \u2219 11 Mar 2026\n"},
	        {24, "1 t\n- Harbour  \u25b8 1:02:03\n"},
	        {20, "1 t\n- 11 Mar 2026\n"},
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
		kr_pane_list_resize(&l, rows[i].width, 4, false);
		expect_rows(&l, rows[i].want);
		kr_pane_list_fini(&l);
	}
	kr_doc_free(d);
}

/* Empty fields, and separators that stood between fields of which one is empty, are left out. */
static void test_list_empty_fields(void **state)
{
	static const struct {
		const char *section, *date, *want;
	} rows[] = {
	        {"城市 ·", "", "1 t\n- 城市\n"},
	        {"城市 |", " · ", "1 t\n- 城市\n"},
	        {" / ", "2天前 -", "1 t\n- 2天前\n"},
	        {"", "", "1 t\n"},
	        {"·", "\u200b", "1 t\n"},
	        {"A-B · C", "— 3 May", "1 t\n- A-B · C \u2219 3 May\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kr_doc *d = kr_doc_new();
		struct kr_rec *r = kr_doc_add_rec(d);
		struct kr_pane_list l;

		r->title = "t";
		r->section = rows[i].section;
		r->published_text = rows[i].date;
		kr_pane_list_init(&l, d, NULL);
		kr_pane_list_resize(&l, 40, 4, false);
		expect_rows(&l, rows[i].want);
		kr_pane_list_fini(&l);
		kr_doc_free(d);
	}
}

/* The list of a front page: its title stands over it, so that the first group has its
 * own heading. */
static void test_list_title(void **state)
{
	struct kr_doc *d = recommendations(2);
	struct kr_pane_list l;

	(void)state;
	d->recs[0].group = d->recs[1].group = "要闻";
	kr_pane_list_init(&l, d, NULL);
	l.title = "首页";
	kr_pane_list_resize(&l, 60, 20, false);
	expect_rows(&l, "\n# 要闻\n1 第1条：停航三年的渡轮恢复通航，票价五元\n2 第2条：海风号\n- "
	                "时讯 ∙ 2天前  ▸ 1:23\n");
	d->recs[0].group = d->recs[1].group = NULL;
	expect_rows(&l, "\n1 第1条：停航三年的渡轮恢复通航，票价五元\n2 第2条：海风号\n- 时讯 ∙ "
	                "2天前  ▸ 1:23\n");
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
			const bool thumbnails = seed >> 15 & 1;

			kr_pane_list_resize(&l, width, rows, thumbnails);
			kr_pane_list_resize(&alone, width, 80, thumbnails);
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

static void count_thumbnail(void *user, int row, const struct kr_pane_list_line *line)
{
	int *rows = user;

	(void)row;
	if (line->thumbnail)
		assert_int_equal(line->thumbnail, ++rows[line->item]);
}

/* An item with a picture has all rows of it, however short its text is. */
static void test_thumbnails(void **state)
{
	struct kr_doc *d = recommendations(4);
	struct kr_pane_list l;
	int rows[4] = {0};

	(void)state;
	kr_pane_list_init(&l, d, NULL);
	kr_pane_list_resize(&l, 60, 50, true);
	kr_pane_list_lines(&l, count_thumbnail, rows);
	for (uint32_t i = 0; i < 4; i++) {
		assert_int_equal(rows[i], d->recs[i].image ? KR_LIST_THUMB_ROWS : 0);
		assert_int_equal(kr_pane_list_has_thumbnail(&l, i), d->recs[i].image != NULL);
	}
	kr_pane_list_resize(&l, 60, 50, false);
	assert_false(kr_pane_list_has_thumbnail(&l, 1));
	kr_pane_list_fini(&l);
	kr_doc_free(d);
}

static void test_list_room(void **state)
{
	struct kr_doc *d = recommendations(12);
	struct kr_pane_list l;
	struct rows r;

	(void)state;
	kr_pane_list_init(&l, d, NULL);
	kr_pane_list_resize(&l, 25, 4, false);
	kr_pane_list_select(&l, 11);
	kr_pane_list_resize(&l, 25, 10, false);
	r = rows_of(&l);
	assert_int_equal(r.n, 10);
	assert_true(r.seen > 0);
	kr_str_fini(&r.text);
	kr_pane_list_resize(&l, 25, 100, false);
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
	kr_pane_list_resize(&l, 30, 10, false);
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
	kr_pane_list_resize(&l, 0, 0, false);
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
	        cmocka_unit_test(test_list_lines),
	        cmocka_unit_test(test_list_meta),
	        cmocka_unit_test(test_list_empty_fields),
	        cmocka_unit_test(test_list_title),
	        cmocka_unit_test(test_list_moves),
	        cmocka_unit_test(test_thumbnails),
	        cmocka_unit_test(test_list_room),
	        cmocka_unit_test(test_list_find),
	        cmocka_unit_test(test_list_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
