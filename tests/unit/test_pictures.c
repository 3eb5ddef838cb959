/* Pictures from a server of our own, decoded by the real program in its sandbox or by one that
 * answers wrongly. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fake_how.h"
#include "kread/base/clock.h"
#include "kread/load/pictures.h"
#include "web_server.h"

/* 64 x 32 pixels */
#define GIF                                                                                        \
	"47494638376140002000f10000ff000000ff000000ff0000002c0000000040002000000274848fa98be20fa3" \
	"9c90d99ba8de117bcb85da4766e259952aca0aeada9e6f19cbf3578b379e73bbd7f3fd2ec1cd9058a41c41c9" \
	"c992d1743e1551c9945a4d5d0f59ed16d07d7cb961d7185c3ea3c3eab279ec6e9703f4bafd8ecfebf7fcbeff" \
	"0f182838485868788898a8b8c8d8e8f80819295800003b"

static const struct web_route routes[] = {
        {"/a.gif", GIF, WEB_HEX},
        {"/b.gif", GIF, WEB_HEX},
        {"/c.gif", GIF, WEB_HEX},
        {"/d.gif", GIF, WEB_HEX},
        {"/moved.gif", "/a.gif", WEB_MOVED},
        {"/page.gif", "<html><body>no picture</body></html>", 0},
        {"/huge.gif", "47494638396140002000f10000ff000000ff000000ff0000002c00000000ffffffff4002",
                WEB_HEX},
        {"/hang.gif", NULL, WEB_HANG},
        {"/hang2.gif", NULL, WEB_HANG},
        {"/hang3.gif", NULL, WEB_HANG},
        {"/hang4.gif", NULL, WEB_HANG},
        {"/hang5.gif", NULL, WEB_HANG},
        {"/hang6.gif", NULL, WEB_HANG},
        {NULL, NULL, 0},
};

struct fixture {
	struct web_server web;
	struct kr_net *net;
	struct kr_pictures *ps;
	char page[100];
	int changes;
};

static const struct kr_picture_ask small = {
        .cols = 8, .rows = 4, .cell_width = 8, .cell_height = 16, .colours = KR_PICTURE_256};

static void on_change(void *user)
{
	((struct fixture *)user)->changes++;
}

static void open_with(struct fixture *f, const char *program)
{
	kr_pictures_close(f->ps);
	f->ps = kr_pictures_open(f->net, program, on_change, f);
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);

	web_start(&f->web, routes);
	snprintf(f->page, sizeof f->page, "http://127.0.0.1:%d/", f->web.port);
	f->net = kr_net_open(NULL);
	open_with(f, getenv("KREAD_PICTURE_PROGRAM"));
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	kr_pictures_close(f->ps);
	kr_net_close(f->net);
	web_stop(&f->web);
	free(f);
	return 0;
}

static struct kr_pictures_item want(
        struct fixture *f, const char *name, const struct kr_picture_ask *ask)
{
	char url[200];

	snprintf(url, sizeof url, "%s%s", f->page, name);
	return kr_pictures_want(f->ps, strchr(name, ':') ? name : url, f->page, ask);
}

/* Until nothing is on its way, or for so long. */
static void wait_ms(struct fixture *f, int ms)
{
	const int64_t end = kr_clock_ms() + ms;

	while (kr_pictures_is_busy(f->ps) && kr_clock_ms() < end) {
		struct kr_net_fd fd = kr_pictures_fd(f->ps);
		const int most = kr_pictures_timeout(f->ps);

		assert_int_equal(
		        kr_net_wait(f->net, &fd, 1, most < 0 || most > 50 ? 50 : most, NULL), 0);
		kr_pictures_pump(f->ps, fd.revents);
	}
}

static struct kr_pictures_item get(
        struct fixture *f, const char *name, const struct kr_picture_ask *ask)
{
	kr_pictures_begin(f->ps);
	want(f, name, ask);
	kr_pictures_end(f->ps);
	wait_ms(f, 20000);
	kr_pictures_begin(f->ps);
	return want(f, name, ask);
}

static void pictures_come(void **state)
{
	struct fixture *f = *state;
	struct kr_pictures_item i = get(f, "a.gif", &small);
	struct kr_picture_ask pixels = small;
	const struct kr_picture_cell *cells;
	uint32_t serial = i.serial;

	assert_int_equal(i.state, KR_PICTURES_HERE);
	assert_int_equal(i.answer.full_width, 64);
	assert_int_equal(i.answer.cols, 8);
	assert_int_equal(i.answer.rows, 2);
	cells = (const void *)i.bits;
	assert_int_not_equal(cells[0].bg, cells[7].bg); /* red and blue */
	assert_int_equal(web_asked(&f->web, "/a.gif"), 1);
	/* the same in another form, without asking again */
	pixels.form = KR_PICTURE_PIXELS;
	i = get(f, "a.gif", &pixels);
	assert_int_equal(i.state, KR_PICTURES_HERE);
	assert_int_equal(i.answer.width, 64);
	assert_memory_equal(i.bits, "\xff\0\0\xff\0\0", 6);
	assert_int_not_equal(i.serial, serial);
	assert_int_equal(web_asked(&f->web, "/a.gif"), 1);
	assert_int_equal(get(f, "moved.gif", &small).state, KR_PICTURES_HERE);
}

static void what_is_missing_says_why(void **state)
{
	static const struct {
		const char *name, *why;
	} rows[] = {{"nothing.gif", "404"}, {"page.gif", "not a picture"},
	        {"huge.gif", "too large"}, {"file:///etc/passwd", "not an address"},
	        {"data:image/gif;base64,R0lG", "not an address"}};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kr_pictures_item it = get(f, rows[i].name, &small);

		assert_int_equal(it.state, KR_PICTURES_MISSING);
		assert_non_null(strstr(it.why, rows[i].why));
	}
	assert_int_equal(f->changes, 3);
	get(f, "page.gif", &small);
	assert_int_equal(web_asked(&f->web, "/page.gif"), 1); /* once is enough */
	kr_pictures_retry(f->ps);
	get(f, "page.gif", &small);
	assert_int_equal(web_asked(&f->web, "/page.gif"), 2);
	open_with(f, NULL);
	assert_false(kr_pictures_can(f->ps));
	assert_int_equal(get(f, "a.gif", &small).state, KR_PICTURES_MISSING);
}

static void what_is_not_wanted_is_cancelled(void **state)
{
	struct fixture *f = *state;

	kr_pictures_begin(f->ps);
	want(f, "hang.gif", &small);
	kr_pictures_end(f->ps);
	wait_ms(f, 50);
	assert_true(kr_pictures_is_busy(f->ps));
	kr_pictures_begin(f->ps);
	kr_pictures_end(f->ps);
	assert_false(kr_pictures_is_busy(f->ps));
	/* the others are not held up */
	assert_int_equal(get(f, "b.gif", &small).state, KR_PICTURES_HERE);
	assert_int_equal(get(f, "c.gif", &small).state, KR_PICTURES_HERE);
}

static void four_are_fetched_at_once(void **state)
{
	static const char *const names[] = {
	        "/hang.gif", "/hang2.gif", "/hang3.gif", "/hang4.gif", "/hang5.gif", "/hang6.gif"};
	struct fixture *f = *state;
	int asked = 0;

	kr_pictures_begin(f->ps);
	for (int i = 0; i < 6; i++)
		want(f, names[i] + 1, &small);
	kr_pictures_end(f->ps);
	wait_ms(f, 200);
	for (int i = 0; i < 6; i++)
		asked += web_asked(&f->web, names[i]);
	assert_int_equal(asked, 4);
}

/* Ask for so many that cannot be fetched, each with another address. */
static void get_others(struct fixture *f, const char *scheme, int n)
{
	for (int i = 0; i < n; i++) {
		char name[20];

		snprintf(name, sizeof name, "%s%d", scheme, i);
		get(f, name, &small);
	}
}

/* 300 are known; then the oldest ones are asked for again. */
static void the_oldest_are_forgotten(void **state)
{
	struct fixture *f = *state;

	get(f, "page.gif", &small);
	get_others(f, "data:", 290);
	get(f, "page.gif", &small);
	assert_int_equal(web_asked(&f->web, "/page.gif"), 1);
	get_others(f, "data:,", 300);
	get(f, "page.gif", &small);
	assert_int_equal(web_asked(&f->web, "/page.gif"), 2);
}

/* At any moment: the next one comes all the same, in the same process. */
static void what_is_cancelled_holds_nothing_up(void **state)
{
	struct fixture *f = *state;

	for (int ms = 0; ms < 12; ms += 2) {
		open_with(f, getenv("KREAD_PICTURE_PROGRAM"));
		kr_pictures_begin(f->ps);
		want(f, "a.gif", &small);
		kr_pictures_end(f->ps);
		wait_ms(f, ms);
		assert_int_equal(get(f, "b.gif", &small).state, KR_PICTURES_HERE);
		assert_int_equal(get(f, "a.gif", &small).state, KR_PICTURES_HERE);
	}
}

static void answers_are_checked(void **state)
{
	static const struct {
		const char *how, *why;
	} rows[] = {{"garbage", "garbage"}, {"picture-escape", "may not be shown"},
	        {"picture-large", "wrong sizes"}, {"picture-short", "too little"},
	        {"wrong-job", "no request"}, {"wrong-order", "out of order"}, {"exit", "status 7"},
	        {"segv", "signal 11"}, {"fail", "it is"}};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kr_pictures_item it;

		open_with(f, getenv("KREAD_FAKE_WORKER"));
		fake_how(rows[i].how);
		it = get(f, "d.gif", &small);
		assert_int_equal(it.state, KR_PICTURES_MISSING);
		assert_non_null(strstr(it.why, rows[i].why));
		if (!strcmp(rows[i].how, "fail")) /* it says more, sooner or later */
			continue;
		fake_how("picture"); /* and the next one comes */
		assert_int_equal(get(f, "c.gif", &small).state, KR_PICTURES_HERE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(pictures_come, set_up, tear_down),
	        cmocka_unit_test_setup_teardown(what_is_missing_says_why, set_up, tear_down),
	        cmocka_unit_test_setup_teardown(what_is_not_wanted_is_cancelled, set_up, tear_down),
	        cmocka_unit_test_setup_teardown(
	                what_is_cancelled_holds_nothing_up, set_up, tear_down),
	        cmocka_unit_test_setup_teardown(four_are_fetched_at_once, set_up, tear_down),
	        cmocka_unit_test_setup_teardown(the_oldest_are_forgotten, set_up, tear_down),
	        cmocka_unit_test_setup_teardown(answers_are_checked, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
