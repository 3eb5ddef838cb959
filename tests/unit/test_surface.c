#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "kread/base/str.h"
#include "kread/base/utf8.h"
#include "kread/ui/hyperlinks.h"
#include "kread/ui/surface.h"

static const struct kr_pen RED = {1, -1, KR_ATTR_BOLD};

/* Every cell is safe, and either narrow, the left half of a wide character before its right half,
 * or that right half. */
static void check(const struct kr_surface *s)
{
	for (int row = 0; row < s->rows; row++) {
		for (int col = 0; col < s->cols; col++) {
			const struct kr_cell_s *c = &s->cells[row * s->cols + col];
			uint32_t cp;

			assert_non_null(memchr(c->text, '\0', sizeof c->text));
			if (!c->cols) {
				assert_true(col > 0 && c[-1].cols == 2);
				assert_string_equal(c->text, "");
				continue;
			}
			assert_true(c->text[0] != '\0');
			assert_true(kr_utf8_valid(c->text, strlen(c->text)));
			kr_utf8_decode(c->text, strlen(c->text), &cp);
			assert_true(cp >= ' ' && !kr_utf8_is_unsafe(cp));
			if (c->cols == 2)
				assert_true(col + 1 < s->cols && c[1].cols == 0);
		}
	}
}

static int paint(struct kr_surface *s, int row, int col, const char *text)
{
	return kr_surface_text(
	        s, (struct kr_rect){0, 0, s->rows, s->cols}, row, col, text, strlen(text), RED);
}

static void expect(const struct kr_surface *s, const char *want)
{
	struct kr_str out;

	check(s);
	kr_str_init(&out);
	kr_surface_dump(s, &out);
	assert_string_equal(out.data, want);
	kr_str_fini(&out);
}

static void test_text(void **state)
{
	struct kr_surface s;

	(void)state;
	kr_surface_init(&s);
	kr_surface_resize(&s, 2, 6);
	assert_int_equal(paint(&s, 0, 1, "a一b"), 5);
	assert_int_equal(paint(&s, 1, 0, "一二三四"), 6);
	expect(&s, " a一b\n一二三\n");
	assert_int_equal(s.cells[1].pen.fg, 1);
	assert_int_equal(s.cells[0].pen.fg, -1);
	kr_surface_fini(&s);
}

static void test_halves(void **state)
{
	struct kr_surface s;

	(void)state;
	kr_surface_init(&s);
	kr_surface_resize(&s, 4, 5);
	paint(&s, 0, 0, "一二三"); /* the last one does not fit */
	paint(&s, 1, 0, "一二");
	paint(&s, 1, 1, "x"); /* over the right half */
	paint(&s, 2, 0, "一二");
	paint(&s, 2, 1, "三"); /* over two halves */
	paint(&s, 3, -1, "一二");
	expect(&s, "一二\n x二\n 三\n 二\n");
	kr_surface_fini(&s);
}

static void test_clip(void **state)
{
	struct kr_surface s;
	struct kr_rect r = {1, 2, 1, 3};

	(void)state;
	kr_surface_init(&s);
	kr_surface_resize(&s, 3, 8);
	kr_surface_text(&s, r, 1, 0, "abcdefgh", 8, RED);
	kr_surface_text(&s, r, 0, 2, "no", 2, RED);
	kr_surface_text(&s, r, 2, 2, "no", 2, RED);
	expect(&s, "\n  cde\n\n");
	kr_surface_text(&s, r, 1, 1, "一二三", 9, RED);
	expect(&s, "\n   二\n\n");
	kr_surface_fini(&s);
}

/* Nothing that a terminal could take for a command gets into a cell. */
static void test_unsafe(void **state)
{
	struct kr_surface s;

	(void)state;
	kr_surface_init(&s);
	kr_surface_resize(&s, 2, 12);
	paint(&s, 0, 0, "a\033]0;\ab\tc\nd");
	paint(&s, 1, 0, "\xc2\x9b\xe2\x80\xae\x7f\xff.");
	expect(&s, "a\ufffd]0;\ufffdb\ufffdc\ufffdd\n\ufffd\ufffd\ufffd\ufffd.\n");
	kr_surface_fini(&s);
}

/* Text that terminals draw in different widths is painted in its plain form. */
static void test_emoji(void **state)
{
	struct kr_surface s;

	(void)state;
	kr_surface_init(&s);
	kr_surface_resize(&s, 3, 20);
	assert_int_equal(
	        paint(&s, 0, 0, "👨‍👩‍👧|❤️|🇨🇳|👍🏿|1️⃣|"), 13);
	assert_int_equal(paint(&s, 1, 0, "e\u0301|ｶﾞ|กำ|"), 8);
	expect(&s, "👨|❤|CN|👍|1|\ne\u0301|ｶﾞ|กำ|\n\n");
	kr_surface_fini(&s);
}

static void test_long_cluster(void **state)
{
	struct kr_surface s;
	char text[301];

	(void)state;
	kr_surface_init(&s);
	kr_surface_resize(&s, 1, 3);
	text[0] = 'e';
	for (size_t i = 1; i < 299; i += 2)
		memcpy(text + i, "\u0301", 3);
	paint(&s, 0, 0, text);
	check(&s);
	assert_int_equal(
	        strlen(s.cells[0].text), 9); /* four combining marks, as many as curses takes */
	kr_surface_fini(&s);
}

static void test_pen_and_link(void **state)
{
	struct kr_surface s;

	(void)state;
	kr_surface_init(&s);
	kr_surface_resize(&s, 1, 6);
	paint(&s, 0, 0, "一二三");
	kr_surface_pen(&s, (struct kr_rect){0, 1, 1, 2},
	        KR_PEN_PLAIN); /* half a character counts as a whole one */
	kr_surface_link(&s, (struct kr_rect){0, 4, 1, 1}, 7);
	assert_int_equal(s.cells[0].pen.fg, -1);
	assert_int_equal(s.cells[3].pen.fg, -1);
	assert_int_equal(s.cells[4].pen.fg, 1);
	assert_int_equal(s.cells[3].link, -1);
	assert_int_equal(s.cells[4].link, 7);
	assert_int_equal(s.cells[5].link, 7);
	kr_surface_fini(&s);
}

static void test_fill(void **state)
{
	struct kr_surface s;

	(void)state;
	kr_surface_init(&s);
	kr_surface_resize(&s, 2, 5);
	kr_surface_fill(&s, (struct kr_rect){-3, -3, 100, 100}, "一", RED);
	expect(&s, "一一\n一一\n");
	kr_surface_fill(&s, (struct kr_rect){0, 1, 1, 2}, "-", RED);
	expect(&s, " --\n一一\n");
	kr_surface_fini(&s);
}

static unsigned next(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16 & 0x7fff;
}

static void test_random(void **state)
{
	static const char *const texts[] = {"一", "a", "一a二b三", "👨‍👩‍👧", "🇨🇳🇯",
	        "e\u0301", "\033[2J", "กำกำ", "\xff\xe4\xb8", "", "\u0301x"};
	struct kr_surface s;
	unsigned seed = 1;

	(void)state;
	kr_surface_init(&s);
	for (int i = 0; i < 20000; i++) {
		struct kr_rect r = {(int)(next(&seed) % 12) - 4, (int)(next(&seed) % 24) - 8,
		        (int)(next(&seed) % 10) - 2, (int)(next(&seed) % 20) - 2};
		const char *text = texts[next(&seed) % (sizeof texts / sizeof *texts)];
		int row = (int)(next(&seed) % 12) - 4, col = (int)(next(&seed) % 24) - 8;

		if (i % 500 == 0)
			kr_surface_resize(&s, (int)(next(&seed) % 6), (int)(next(&seed) % 14));
		s.ambiguous_wide = i / 1000 % 2;
		switch (next(&seed) % 5) {
		case 0:
			kr_surface_pen(&s, r, RED);
			break;
		case 1:
			kr_surface_fill(&s, r, text, RED);
			break;
		case 2:
			kr_surface_link(&s, r, i);
			break;
		default:
			kr_surface_text(&s, r, row, col, text, strlen(text), RED);
		}
		check(&s);
	}
	kr_surface_fini(&s);
}

static void test_extremes(void **state)
{
	struct kr_surface s;
	struct kr_rect all = {INT32_MIN, INT32_MIN, INT32_MAX, INT32_MAX},
	               far = {INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX};

	(void)state;
	kr_surface_init(&s);
	kr_surface_resize(&s, -1, 5);
	expect(&s, "");
	kr_surface_resize(&s, 1, 1);
	kr_surface_clear(&s, all, RED);
	kr_surface_clear(&s, far, RED);
	kr_surface_text(&s, far, INT32_MAX, INT32_MAX, "x", 1, RED);
	kr_surface_text(&s, (struct kr_rect){0, 0, 1, INT32_MAX}, 0, INT32_MAX - 1, "xyz", 3, RED);
	paint(&s, 0, 0, "一");
	expect(&s, "\n");
	kr_surface_resize(&s, 1 << 30, 1);
	assert_true(s.rows < 10000);
	kr_surface_fini(&s);
}

/* --- hyperlinks --------------------------------------------------------------------------- */

static const char *url_of(const void *links, int32_t link)
{
	return ((const char *const *)links)[link];
}

static void mark_pen(struct kr_pen pen, struct kr_str *out)
{
	if (pen.attrs)
		kr_str_addz(out, "*");
}

/* The sequences as text: positions, [address], id as (n) by number, end as /. */
static void readable(const struct kr_str *out, struct kr_str *to)
{
	kr_str_clear(to);
	for (const char *p = out->data; *p;) {
		int row, col, number, n = 0;
		unsigned hash;

		if (sscanf(p, "\033[%d;%dH%n", &row, &col, &n) == 2 && n)
			kr_str_addf(to, " %d,%d", row, col);
		else if (sscanf(p, "\033]8;id=k%x-%d;%n", &hash, &number, &n) == 2 && n)
			kr_str_addf(to, "(%d)", number);
		else if (kr_str_starts(p, "\033]8;;\033\\")) {
			kr_str_addc(to, '/');
			n = 7;
		} else if (kr_str_starts(p, "\033\\")) {
			kr_str_addc(to, ':');
			n = 2;
		} else {
			kr_str_addc(to, *p);
			n = 1;
		}
		p += n;
	}
}

/* Links are written once more, closed at the end of each line; parts of one link have one id. */
static void test_hyperlinks(void **state)
{
	static const char *const urls[] = {"https://h.example/\xe5\xa4\xa7 a\033]0;x\a",
	        "javascript:x", "mailto:a@h.example", "https://\xe5\xa4\xa7.example/", NULL};
	const struct kr_pen bold = {-1, -1, KR_ATTR_BOLD};
	const struct kr_rect all = {0, 0, 3, 8};
	struct kr_hyperlinks h;
	struct kr_surface s;
	struct kr_str text;

	(void)state;
	setlocale(LC_CTYPE, "C.UTF-8"); /* for wcwidth() */
	kr_hyperlinks_init(&h);
	kr_surface_init(&s);
	kr_str_init(&text);
	kr_surface_resize(&s, 3, 8);
	kr_surface_text(&s, all, 0, 0,
	        "a \xe5\xa4\xa7"
	        "bcde",
	        9, bold);
	kr_surface_text(&s, all, 1, 0, "fg hi jk", 8, KR_PEN_PLAIN);
	kr_surface_text(&s, all, 2, 0, "l", 1, KR_PEN_PLAIN);
	kr_surface_link(&s, (struct kr_rect){0, 2, 1, 6}, 0);
	kr_surface_link(&s, (struct kr_rect){1, 0, 1, 2}, 0);
	kr_surface_link(&s, (struct kr_rect){1, 3, 1, 2}, 1);
	kr_surface_link(&s, (struct kr_rect){1, 6, 1, 1}, 2);
	kr_surface_link(&s, (struct kr_rect){1, 7, 1, 1}, 3);
	kr_surface_link(&s, (struct kr_rect){2, 0, 1, 1}, 4);
	s.links = urls;
	kr_hyperlinks_write(&h, &s, 3, mark_pen);
	assert_int_equal(h.out.len, 0); /* the terminal opens no links */
	s.link_url = url_of;
	kr_hyperlinks_write(&h, &s, 3, mark_pen);
	readable(&h.out, &text);
	assert_string_equal(text.data,
	        " 1,3(0)https://h.example/%E5%A4%A7%20a%1B]0;x%07:*\xe5\xa4\xa7*b*c*d*e/"
	        " 2,1(0)https://h.example/%E5%A4%A7%20a%1B]0;x%07:fg/ 2,7(2)mailto:a@h.example:j/");
	/* nothing is new; then one row is */
	kr_hyperlinks_write(&h, &s, 3, mark_pen);
	assert_int_equal(h.out.len, 0);
	kr_surface_text(&s, all, 1, 0, "x", 1, KR_PEN_PLAIN);
	assert_false(kr_hyperlinks_is_stale(&h, &s, 0));
	assert_true(kr_hyperlinks_is_stale(&h, &s, 1));
	assert_false(kr_hyperlinks_is_stale(&h, &s, 2));
	kr_hyperlinks_write(&h, &s, 3, mark_pen);
	readable(&h.out, &text);
	assert_true(kr_str_starts(text.data, " 2,2(0)"));
	/* the links of a row that has none any more go with it */
	kr_surface_text(&s, all, 1, 0, "fg hi jk", 8, KR_PEN_PLAIN);
	assert_true(kr_hyperlinks_is_stale(&h, &s, 1));
	kr_hyperlinks_forget(&h, 0, 3);
	assert_false(kr_hyperlinks_is_stale(&h, &s, 1));
	kr_str_fini(&text);
	kr_surface_fini(&s);
	kr_hyperlinks_fini(&h);
}

/* Terminals drop longer addresses than of 2,000 bytes. */
static void test_long_hyperlinks(void **state)
{
	static char url[2002];
	static const char *const urls[] = {url, NULL};

	(void)state;
	for (size_t n = 2000; n <= 2001; n++) {
		struct kr_hyperlinks h;
		struct kr_surface s;

		memset(url, 'x', n);
		memcpy(url, "https://h.example/", sizeof "https://h.example/" - 1);
		url[n] = '\0';
		kr_hyperlinks_init(&h);
		kr_surface_init(&s);
		kr_surface_resize(&s, 1, 8);
		kr_surface_text(&s, (struct kr_rect){0, 0, 1, 8}, 0, 0, "a", 1, KR_PEN_PLAIN);
		kr_surface_link(&s, (struct kr_rect){0, 0, 1, 1}, 0);
		s.links = urls;
		s.link_url = url_of;
		kr_hyperlinks_write(&h, &s, 1, mark_pen);
		assert_int_equal(strstr(h.out.data, "https://h.example/xxx") != NULL, n == 2000);
		kr_hyperlinks_fini(&h);
		kr_surface_fini(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_text),
	        cmocka_unit_test(test_halves),
	        cmocka_unit_test(test_clip),
	        cmocka_unit_test(test_unsafe),
	        cmocka_unit_test(test_emoji),
	        cmocka_unit_test(test_long_cluster),
	        cmocka_unit_test(test_pen_and_link),
	        cmocka_unit_test(test_fill),
	        cmocka_unit_test(test_random),
	        cmocka_unit_test(test_extremes),
	        cmocka_unit_test(test_hyperlinks),
	        cmocka_unit_test(test_long_hyperlinks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
