/* The request that kread sends to the worker. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kread/proto/frame.h"
#include "kread/proto/request.h"

static void all_fields_arrive(void **state)
{
	const struct kr_request rq = {
	        .url = "https://news.example/?a=b",
	        .content_type = "text/html; charset=gbk",
	        .charset = "gb18030",
	        .link_header = "</amp>; rel=amphtml",
	        .refresh_header = "0; url=/a",
	        .set_cookie = true,
	        .rules = "title = //h2\ndrop = //aside\n",
	        .rules_name = "/home/a b/news.example.rules",
	        .date = -7,
	        .mode = KR_MODE_RAW,
	        .size = KR_WORKER_PAGE_MAX,
	        .seconds = 12,
	};
	struct kr_request got = {0};
	struct kr_str out;

	(void)state;
	kr_str_init(&out);
	kr_request_write(&rq, &out);
	assert_int_equal(kr_request_parse(out.data, out.len, &got, NULL), 0);
	assert_string_equal(got.url, rq.url);
	assert_string_equal(got.content_type, rq.content_type);
	assert_string_equal(got.charset, rq.charset);
	assert_string_equal(got.link_header, rq.link_header);
	assert_string_equal(got.refresh_header, rq.refresh_header);
	assert_true(got.set_cookie);
	assert_string_equal(got.rules, rq.rules);
	assert_string_equal(got.rules_name, rq.rules_name);
	assert_int_equal(got.date, -7);
	assert_int_equal(got.mode, KR_MODE_RAW);
	assert_int_equal(got.size, KR_WORKER_PAGE_MAX);
	assert_int_equal(got.seconds, 12);
	kr_str_fini(&out);
}

static void absent_fields_are_absent(void **state)
{
	const struct kr_request rq = {.charset = "", .mode = KR_MODE_TEXT};
	struct kr_request got = {.url = "x", .rules = "x", .date = 1};
	struct kr_str out;

	(void)state;
	kr_str_init(&out);
	kr_request_write(&rq, &out);
	assert_int_equal(kr_request_parse(out.data, out.len, &got, NULL), 0);
	assert_null(got.url);
	assert_null(got.rules);
	assert_string_equal(got.charset, "");
	assert_int_equal(got.date, 0);
	assert_int_equal(got.mode, KR_MODE_TEXT);
	kr_str_fini(&out);
}

static void nonsense_is_refused(void **state)
{
#define ROW(text) text, sizeof text
	static const struct {
		const char *payload;
		size_t len;
		int rc;
	} rows[] = {
	        {ROW("mode=article"), 0},
	        {ROW("mode=artikel"), KR_E_FORMAT},
	        {ROW("mode"), KR_E_FORMAT},
	        {ROW("mod=raw"), KR_E_FORMAT},
	        {ROW(""), KR_E_FORMAT},
	        {"mode=raw", 8, KR_E_FORMAT},
	        {ROW("date=x"), KR_E_FORMAT},
	        {ROW("date="), KR_E_FORMAT},
	        {ROW("date=99999999999999999999"), KR_E_FORMAT},
	        {ROW("size=-1"), KR_E_FORMAT},
	        {ROW("seconds=-1"), KR_E_FORMAT},
	        {ROW("seconds=3 "), KR_E_FORMAT},
	        {ROW("size=67108865"), KR_E_LIMIT},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kr_request got;

		assert_int_equal(
		        kr_request_parse(rows[i].payload, rows[i].len, &got, NULL), rows[i].rc);
	}
}

static void modes_have_names(void **state)
{
	(void)state;
	for (int i = 0; i < KR_MODES; i++)
		assert_int_equal(kr_mode_find(kr_mode_name((enum kr_mode)i)), i);
	assert_int_equal(kr_mode_find("raw"), KR_MODE_RAW);
	assert_int_equal(kr_mode_find("Raw"), -1);
	assert_int_equal(kr_mode_find(NULL), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(all_fields_arrive),
	        cmocka_unit_test(absent_fields_are_absent),
	        cmocka_unit_test(nonsense_is_refused),
	        cmocka_unit_test(modes_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
