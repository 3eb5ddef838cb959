/* What the terminal is told about pictures in pixels. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kread/ui/keyboard.h"
#include "ui/shots_priv.h"

static int spoilt_row, spoilt_rows;

static void on_spoilt(int row, int rows)
{
	spoilt_row = row;
	spoilt_rows = rows;
}

struct screen {
	struct kr_surface s;
	struct kr_shots shots;
	struct kr_str before, after; /* what was sent before and after the cells */
};

static void begin(struct screen *t)
{
	memset(t, 0, sizeof *t);
	kr_surface_init(&t->s);
	kr_surface_resize(&t->s, 10, 20);
	kr_str_init(&t->before);
	kr_str_init(&t->after);
}

static void end(struct screen *t)
{
	kr_surface_fini(&t->s);
	kr_str_fini(&t->before);
	kr_str_fini(&t->after);
}

static void flush(struct screen *t)
{
	kr_str_clear(&t->before);
	kr_str_clear(&t->after);
	spoilt_row = -1;
	kr_shots_remove(&t->shots, &t->s, &t->before, on_spoilt);
	kr_shots_add(&t->shots, &t->s, &t->after);
}

/* A picture of 2 x 1 pixels over 3 rows of 4 cells, and nothing else. */
static void show(struct screen *t, int row, uint32_t serial, enum kr_picture_form form)
{
	static const struct kr_picture_cell cells[12] = {{'x', 0x102030, 0x010203},
	        {'x', 0x102030, 0x010203}, {' ', 0, -1}, {0x2584, 0xff0000, -1}};
	const char *const bits[] = {(const char *)cells, "abcdef", "#0;2;0;0;0#0~~-"};
	const size_t sizes[] = {sizeof cells, 6, 15};
	const struct kr_surface_shot shot = {.r = {row, 5, 3, 4},
	        .serial = serial,
	        .form = form,
	        .width = 2,
	        .height = 1,
	        .bits = bits[form],
	        .size = sizes[form]};

	kr_surface_resize(&t->s, 10, 20);
	if (row >= 0)
		kr_surface_cover(&t->s, &shot);
	flush(t);
}

static void pixels_are_sent_once(void **state)
{
	struct screen t;

	(void)state;
	begin(&t);
	show(&t, 2, 7, KR_PICTURE_PIXELS);
	assert_string_equal(t.before.data, "");
	assert_string_equal(t.after.data, "\033_Ga=t,f=24,i=7,s=2,v=1,q=2,m=0;YWJjZGVm\033\\"
	                                  "\033[3;6H\033_Ga=p,i=7,p=20006,c=4,r=3,C=1,q=2\033\\");
	show(&t, 2, 7, KR_PICTURE_PIXELS);
	assert_string_equal(t.before.data, "");
	assert_string_equal(t.after.data, "");
	/* scrolled: taken away before the cells change */
	show(&t, 1, 7, KR_PICTURE_PIXELS);
	assert_string_equal(t.before.data, "\033_Ga=d,d=i,i=7,p=20006,q=2\033\\");
	assert_string_equal(t.after.data, "\033[2;6H\033_Ga=p,i=7,p=10006,c=4,r=3,C=1,q=2\033\\");
	show(&t, -1, 7, KR_PICTURE_PIXELS);
	assert_string_equal(t.before.data, "\033_Ga=d,d=i,i=7,p=10006,q=2\033\\");
	assert_string_equal(t.after.data, "");
	kr_shots_forget(&t.shots, &t.after);
	assert_string_equal(t.after.data, "\033_Ga=d,d=I,i=7,q=2\033\\");
	end(&t);
}

static void what_is_painted_over_goes(void **state)
{
	struct screen t;

	(void)state;
	begin(&t);
	show(&t, 2, 7, KR_PICTURE_PIXELS);
	kr_surface_text(&t.s, (struct kr_rect){0, 0, 10, 20}, 4, 8, "!", 1, KR_PEN_PLAIN);
	flush(&t);
	assert_string_equal(t.before.data, "\033_Ga=d,d=i,i=7,p=20006,q=2\033\\");
	assert_string_equal(t.after.data, "");
	show(&t, 8, 7, KR_PICTURE_PIXELS); /* it would hang over the edge */
	assert_string_equal(t.after.data, "");
	end(&t);
}

static void sixels_are_written_over(void **state)
{
	struct screen t;

	(void)state;
	begin(&t);
	show(&t, 2, 7, KR_PICTURE_SIXELS);
	assert_string_equal(t.after.data, "\033[3;6H\033P0;1;0q#0;2;0;0;0#0~~-\033\\");
	assert_int_equal(spoilt_row, -1);
	show(&t, 3, 7, KR_PICTURE_SIXELS);
	assert_int_equal(spoilt_row, 2);
	assert_int_equal(spoilt_rows, 3);
	assert_non_null(strstr(t.after.data, "\033[4;6H"));
	end(&t);
}

static void cells_have_more_colours(void **state)
{
	static const char row[] = "\033[3;6H\033[38;2;16;32;48m\033[48;2;1;2;3mxx\033[49m "
	                          "\033[38;2;255;0;0m\u2584\033[4;6H";
	struct screen t;

	(void)state;
	begin(&t);
	show(&t, 2, 7, KR_PICTURE_CELLS);
	assert_memory_equal(t.after.data, row, sizeof row - 1);
	show(&t, 3, 7, KR_PICTURE_CELLS);
	assert_int_equal(spoilt_row, 2);
	/* what is painted over them stays */
	kr_surface_text(&t.s, (struct kr_rect){0, 0, 10, 20}, 3, 5, "!", 1, KR_PEN_PLAIN);
	flush(&t);
	assert_int_equal(spoilt_row, 3);
	assert_memory_equal(t.after.data, "\033[4;7H\033[38;2", 12);
	end(&t);
}

static void the_terminal_keeps_some(void **state)
{
	struct screen t;

	(void)state;
	begin(&t);
	for (uint32_t i = 1; i <= KR_SHOTS_SENT + 1; i++)
		show(&t, 2, i, KR_PICTURE_PIXELS);
	assert_non_null(strstr(t.after.data, "\033_Ga=d,d=I,i=1,q=2\033\\"));
	show(&t, 2, 1, KR_PICTURE_PIXELS);
	assert_non_null(strstr(t.after.data, "a=t,f=24,i=1,"));
	end(&t);
}

static void answers_are_understood(void **state)
{
	static const struct {
		const char *bytes;
		bool any, kitty, sixel;
	} cases[] = {
	        {"\033_Gi=31;OK\033\\\033[?62;c", true, true, false},
	        {"\033[?62;4;22c", true, false, true},
	        {"\033[?4;1c", true, false, false},
	        {"\033[?62;14;44c", true, false, false},
	        {"\033_Gi=31;EINVAL:no\033\\", true, false, false},
	        {"\033_Gi=3;OK\033\\", false, false, false},
	        {"\033[4c", false, false, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_input in = {0};
		struct kr_keyboard k;
		const size_t n = strlen(cases[i].bytes);
		char *to;

		kr_str_init(&in.paste);
		kr_keyboard_init(&k, 0x7f);
		kr_keyboard_room(&k, &to);
		memcpy(to, cases[i].bytes, n);
		kr_keyboard_feed(&k, n, 1000);
		assert_false(kr_keyboard_next(&k, &in));
		assert_int_equal(k.answer.any, cases[i].any);
		assert_int_equal(k.answer.kitty, cases[i].kitty);
		assert_int_equal(k.answer.sixel, cases[i].sixel);
		kr_keyboard_fini(&k);
		kr_str_fini(&in.paste);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(pixels_are_sent_once),
	        cmocka_unit_test(what_is_painted_over_goes),
	        cmocka_unit_test(sixels_are_written_over),
	        cmocka_unit_test(cells_have_more_colours),
	        cmocka_unit_test(the_terminal_keeps_some),
	        cmocka_unit_test(answers_are_understood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
