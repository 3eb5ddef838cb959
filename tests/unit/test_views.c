#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kread/base/str.h"
#include "kread/ui/theme.h"
#include "kread/ui/views.h"
#include "text_samples.h"

struct fixture {
	struct kr_doc *doc;
	struct kr_surface s;
	struct kr_pane_reader r;
	struct kr_pane_list l;
	struct kr_theme t;
	uint8_t read[3];
};

static void add(struct kr_doc *d, const char *text, const char *href)
{
	kr_doc_add_span(d, &d->blocks[d->nblocks - 1].spans, text, strlen(text), 0, href);
}

static void rec(struct kr_doc *d, const char *title, const char *section, int duration)
{
	struct kr_rec *r = kr_doc_add_rec(d);

	r->title = title;
	r->section = section;
	r->duration = duration;
	r->group = "推荐视频";
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	struct kr_layout_opts opts = {.width = 20};

	f->doc = kr_doc_new();
	f->doc->title = "渡轮恢复通航";
	f->doc->site = "沿江新闻";
	kr_doc_add_block(f->doc, KR_BLOCK_PARAGRAPH);
	add(f->doc, "一早，渡轮", NULL);
	add(f->doc, "驶向对岸", "https://news.example/1");
	add(f->doc, "，渡轮上坐满了人。", NULL);
	kr_doc_add_block(f->doc, KR_BLOCK_CODE);
	add(f->doc, "0123456789012345678901234567890123456789", NULL);
	rec(f->doc, "停航三年的渡轮恢复通航", "时讯", 83);
	rec(f->doc, "桥洞下的棋摊", NULL, -1);
	rec(f->doc, "夜渡船", "城市", 5);
	f->read[1] = 1;
	kr_theme_init(&f->t, 0, NULL);
	kr_surface_init(&f->s);
	kr_surface_resize(&f->s, 9, 30);
	kr_pane_reader_init(&f->r, f->doc);
	kr_pane_reader_resize(&f->r, &opts, 9);
	kr_pane_list_init(&f->l, f->doc, f->read);
	kr_pane_list_resize(&f->l, 30, 8, false);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	kr_pane_reader_fini(&f->r);
	kr_pane_list_fini(&f->l);
	kr_surface_fini(&f->s);
	kr_doc_free(f->doc);
	free(f);
	return 0;
}

static void expect(const struct kr_surface *s, const char *want)
{
	struct kr_str out;

	kr_str_init(&out);
	kr_surface_dump(s, &out);
	assert_string_equal(out.data, want);
	kr_str_fini(&out);
}

/* The text of those cells of a row that have an attribute. */
static void expect_attr(const struct kr_surface *s, int row, uint8_t attr, const char *want)
{
	struct kr_str out;

	kr_str_init(&out);
	for (int i = 0; i < s->cols; i++)
		if (s->cells[row * s->cols + i].pen.attrs & attr)
			kr_str_addz(&out, s->cells[row * s->cols + i].text);
	assert_string_equal(out.data, want);
	kr_str_fini(&out);
}

static void expect_row(const struct kr_surface *s, int row, const char *want)
{
	struct kr_str out;

	kr_str_init(&out);
	for (int i = 0; i < s->cols; i++)
		kr_str_addz(&out, s->cells[row * s->cols + i].text);
	while (out.len && out.data[out.len - 1] == ' ')
		kr_str_cut(&out, out.len - 1);
	assert_string_equal(out.data, want);
	kr_str_fini(&out);
}

static struct kr_rect whole(const struct kr_surface *s)
{
	return (struct kr_rect){0, 0, s->rows, s->cols};
}

static void test_article(void **state)
{
	struct fixture *f = *state;

	kr_view_article(&f->s, whole(&f->s), &f->r, &f->t);
	expect(&f->s, "     渡轮恢复通航\n     沿江新闻 ∙ 1 min\n\n     一早，渡轮驶向对岸，\n   "
	              "  渡轮上坐满了人。\n\n"
	              "       0123456789012345678901>\n\n              ▪\n");
	expect_attr(&f->s, 0, KR_ATTR_BOLD, "渡轮恢复通航");
	expect_attr(&f->s, 3, KR_ATTR_UNDERLINE, "驶向对岸");
	expect_attr(&f->s, 3, KR_ATTR_REVERSE, "");
	assert_int_equal(f->s.cells[3 * 30 + 15].link, 0);
	assert_int_equal(f->s.cells[3 * 30 + 14].link, -1);
	kr_pane_reader_tab(&f->r, 1);
	kr_pane_reader_side(&f->r, 25); /* more than there is */
	kr_view_article(&f->s, whole(&f->s), &f->r, &f->t);
	expect_attr(&f->s, 3, KR_ATTR_REVERSE, "驶向对岸");
	expect(&f->s, "     渡轮恢复通航\n     沿江新闻 ∙ 1 min\n\n     一早，渡轮驶向对岸，\n   "
	              "  渡轮上坐满了人。\n\n"
	              "     01234567890123456789\n\n              ▪\n");
}

static void test_matches(void **state)
{
	struct fixture *f = *state;

	kr_pane_find_set(&f->r, "岸，渡轮"); /* across a line break */
	kr_pane_find_go(&f->r, 1);
	kr_view_article(&f->s, whole(&f->s), &f->r, &f->t);
	expect_attr(&f->s, 3, KR_ATTR_REVERSE, "岸，");
	expect_attr(&f->s, 4, KR_ATTR_REVERSE, "渡轮");
	kr_pane_find_set(&f->r, "渡轮");
	kr_pane_find_go(&f->r, 1);
	kr_pane_find_go(&f->r, 1);
	kr_view_article(&f->s, whole(&f->s), &f->r, &f->t);
	expect_attr(&f->s, 3, KR_ATTR_REVERSE, "渡轮"); /* the current one */
	expect_attr(&f->s, 0, KR_ATTR_UNDERLINE, "渡轮");
	expect_attr(&f->s, 4, KR_ATTR_UNDERLINE, "渡轮");
}

/* What is next stands where the article ends; the title is cut, its keys are not. */
static void test_next(void **state)
{
	struct fixture *f = *state;
	struct kr_view_next next = {kr_slice_of("next: a title without end"), kr_slice_of(" (J)")};

	kr_view_article(&f->s, whole(&f->s), &f->r, &f->t);
	kr_view_article_next(&f->s, whole(&f->s), &f->r, &next, &f->t);
	expect_attr(&f->s, 8, KR_ATTR_DIM, "▪  (J)");
	expect_row(&f->s, 8, "     ▪ next: a title… (J)");
	f->s.ascii = true;
	next.after = kr_slice_of("");
	kr_view_article_next(&f->s, whole(&f->s), &f->r, &next, &f->t);
	expect_row(&f->s, 8, "     -- next: a title...");
	/* not on the screen */
	kr_pane_reader_resize(&f->r, &f->r.opts, 4);
	kr_view_article_next(&f->s, (struct kr_rect){0, 0, 4, 30}, &f->r, &next, &f->t);
	expect_row(&f->s, 3, "     一早，渡轮驶向对岸，");
}

static void test_list(void **state)
{
	struct fixture *f = *state;

	kr_view_list(&f->s, whole(&f->s), &f->l, true, &f->t);
	expect(&f->s, " 推荐视频\n>  1 停航三年的渡轮恢复通航\n     时讯  ▸ 1:23\n"
	              " ✓ 2 桥洞下的棋摊\n   3 夜渡船\n     城市  ▸ 0:05\n\n\n\n");
	expect_attr(&f->s, 0, KR_ATTR_REVERSE, "");
	expect_attr(&f->s, 0, KR_ATTR_BOLD, " 推荐视频                     ");
	expect_attr(&f->s, 2, KR_ATTR_REVERSE, "     时讯  ▸ 1:23             ");
	expect_attr(&f->s, 3, KR_ATTR_REVERSE, "");
	expect_attr(&f->s, 3, KR_ATTR_DIM, "桥洞下的棋摊");
	kr_view_list(&f->s, whole(&f->s), &f->l, false,
	        &f->t); /* without focus: still marked, but not reversed */
	expect_attr(&f->s, 0, KR_ATTR_DIM, " 推荐视频                   3 ");
	expect_attr(&f->s, 1, KR_ATTR_REVERSE, "");
	expect_attr(&f->s, 1, KR_ATTR_BOLD, "停航三年的渡轮恢复通航");
	kr_pane_list_set_search(&f->l, "渡");
	kr_view_list(&f->s, whole(&f->s), &f->l, true, &f->t);
	expect_attr(&f->s, 1, KR_ATTR_UNDERLINE, "渡");
	expect_attr(&f->s, 4, KR_ATTR_UNDERLINE, "渡");
}

static void test_empty_list(void **state)
{
	struct fixture *f = *state;

	f->doc->nrecs = 0;
	kr_view_list(&f->s, whole(&f->s), &f->l, false, &f->t);
	expect(&f->s, " Recommended\n none on this page\n\n\n\n\n\n\n\n");
}

/* What is cut off leaves an ellipsis. */
static void test_cut(void **state)
{
	static const char text[] = "渡轮 ferry 恢复";
	struct fixture *f = *state;
	struct kr_rect r = {0, 0, 4, 10};
	const struct kr_pen pen = f->t.pens[KR_ROLE_TEXT];

	kr_surface_start(&f->s, r, 0, 0, text, sizeof text - 1, pen);
	kr_surface_end(&f->s, r, 1, 1, text, sizeof text - 1, pen);
	kr_surface_start(&f->s, r, 2, 0, "0123456789", 10, pen);
	f->s.ascii = true;
	kr_surface_start(&f->s, r, 3, 0, text, sizeof text - 1, pen);
	expect(&f->s, "渡轮 ferr…\n …rry 恢复\n0123456789\n渡轮 fe...\n\n\n\n\n\n");
	kr_surface_resize(&f->s, 2, 20);
	f->s.ascii = false;
	f->doc->recs[0].group = "推荐视频和更多推荐视频";
	kr_view_list(&f->s, whole(&f->s), &f->l, true, &f->t);
	expect(&f->s, " 推荐视频和更多推荐…\n>  1 停航三年的渡轮…\n");
}

/* Any rectangle on any surface, down to nothing. */
static void test_tiny(void **state)
{
	struct fixture *f = *state;

	kr_pane_find_set(&f->r, "渡");
	kr_pane_list_set_search(&f->l, "渡");
	for (int rows = 0; rows < 5; rows++) {
		for (int cols = 0; cols < 8; cols++) {
			struct kr_layout_opts opts = {.width = cols > 1 ? cols : 1};
			struct kr_rect far = {rows, cols, 3, 3};

			kr_surface_resize(&f->s, rows, cols);
			kr_pane_reader_resize(&f->r, &opts, rows);
			kr_pane_find_go(&f->r, 1);
			kr_pane_list_resize(&f->l, cols, rows - KR_LIST_HEAD, false);
			kr_view_article(&f->s, whole(&f->s), &f->r, &f->t);
			kr_view_list(&f->s, whole(&f->s), &f->l, true, &f->t);
			kr_view_list(&f->s, far, &f->l, true, &f->t);
			kr_view_article(&f->s, far, &f->r, &f->t);
			assert_int_equal(f->s.rows, rows);
		}
	}
}

/* Roles differ by attributes, so that colour is not needed; and NO_COLOR turns colour off. */
static void test_theme(void **state)
{
	static const uint8_t pairs[][2] = {
	        {KR_ROLE_TEXT, KR_ROLE_TITLE},
	        {KR_ROLE_TEXT, KR_ROLE_HEADING},
	        {KR_ROLE_TEXT, KR_ROLE_LINK},
	        {KR_ROLE_LINK, KR_ROLE_LINK_SELECTED},
	        {KR_ROLE_TEXT, KR_ROLE_MATCH},
	        {KR_ROLE_MATCH, KR_ROLE_MATCH_CURRENT},
	        {KR_ROLE_FRAME, KR_ROLE_FRAME_FOCUS},
	        {KR_ROLE_ITEM, KR_ROLE_ITEM_READ},
	        {KR_ROLE_ITEM, KR_ROLE_ITEM_SELECTED},
	        {KR_ROLE_BAR, KR_ROLE_BAR_ERROR},
	        {KR_ROLE_TEXT, KR_ROLE_WARNING},
	        {KR_ROLE_LINK, KR_ROLE_MATCH},
	};
	struct fixture *f = *state;
	struct kr_theme colour;

	kr_theme_init(&colour, 16, NULL);
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		const struct kr_pen *a = &f->t.pens[pairs[i][0]], *b = &f->t.pens[pairs[i][1]];

		assert_int_not_equal(a->attrs, b->attrs);
		assert_memory_not_equal(
		        &colour.pens[pairs[i][0]], &colour.pens[pairs[i][1]], sizeof *a);
	}
	for (int i = 0; i < KR_ROLES; i++) {
		assert_int_equal(f->t.pens[i].fg, -1);
		assert_int_equal(f->t.pens[i].bg, -1);
		assert_true(colour.pens[i].fg < 16 && colour.pens[i].bg < 16);
	}
}

/* The modules are on the screen, dark ones in black on white, a light margin around them. */
static void test_qr(void **state)
{
	struct fixture *f = *state;
	struct kr_qr_place at;
	struct kr_theme colour;
	struct kr_err err;
	struct kr_qr qr;
	int dark = 0;

	if (kr_qr_open(&qr, "https://news.example/2026/11/30/ferry.html", &err) == KR_E_USAGE)
		skip();
	kr_theme_init(&colour, 16, NULL);
	for (int halves = 0; halves < 2; halves++) {
		kr_surface_resize(&f->s, 60, 120);
		assert_true(kr_qr_fit(&qr, 60, 120, halves, &at));
		kr_view_qr(&f->s, (struct kr_rect){0, 0, 60, 120}, &qr, &at, halves, "address",
		        &colour);
		for (int y = -at.margin; y < qr.size + at.margin; y++)
			for (int x = -at.margin; x < qr.size + at.margin; x++) {
				const int row = (60 - at.rows) / 2 + (y + at.margin) / (1 + halves);
				const int col =
				        (120 - at.cols) / 2 + (x + at.margin) * (2 - halves);
				const struct kr_cell_s *c = &f->s.cells[row * 120 + col];
				const char *glyph = (y + at.margin) % 2 ? "\u2584" : "\u2580";
				const bool inked =
				        strstr(c->text, glyph) || strstr(c->text, "\u2588");

				assert_true(c->pen.attrs == 0);
				assert_int_equal(c->pen.fg + c->pen.bg, 15);
				assert_true((halves ? inked : c->pen.bg == 0) ==
				            kr_qr_is_dark(&qr, y, x));
				dark += kr_qr_is_dark(&qr, y, x);
			}
	}
	assert_true(dark > qr.size * qr.size / 2);
	/* without colours, terminals with light text on dark have it the same way */
	kr_view_qr(&f->s, (struct kr_rect){0, 0, 60, 120}, &qr, &at, true, "address", &f->t);
	assert_true(f->s.cells[60 * 60 + 60].pen.attrs == KR_ATTR_REVERSE);
	/* the finder patterns are where scanners look for them */
	assert_true(kr_qr_is_dark(&qr, 0, 0) && kr_qr_is_dark(&qr, 0, qr.size - 1) &&
	            kr_qr_is_dark(&qr, qr.size - 1, 0) && !kr_qr_is_dark(&qr, 7, 7));
	/* a margin of two modules is the least */
	assert_true(kr_qr_fit(&qr, (qr.size + 5) / 2, qr.size + 4, true, &at));
	assert_int_equal(at.margin, 2);
	assert_false(kr_qr_fit(&qr, (qr.size + 5) / 2, qr.size + 3, true, &at));
	assert_int_equal(at.cols, qr.size + 4);
	kr_qr_close(&qr);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_article, set_up, tear_down),
	        cmocka_unit_test_setup_teardown(test_matches, set_up, tear_down),
	        cmocka_unit_test_setup_teardown(test_next, set_up, tear_down),
	        cmocka_unit_test_setup_teardown(test_list, set_up, tear_down),
	        cmocka_unit_test_setup_teardown(test_empty_list, set_up, tear_down),
	        cmocka_unit_test_setup_teardown(test_cut, set_up, tear_down),
	        cmocka_unit_test_setup_teardown(test_tiny, set_up, tear_down),
	        cmocka_unit_test_setup_teardown(test_theme, set_up, tear_down),
	        cmocka_unit_test_setup_teardown(test_qr, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
