/* Durations of videos, as metadata and pages give them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "extract/data/js_value_priv.h"
#include "extract/meta/duration_priv.h"

static void test_parse(void **state)
{
	static const struct {
		const char *text;
		int32_t parse, clock;
	} cases[] = {
	        {"PT1H2M3S", 3723, -1},
	        {"pt1h2m3s", 3723, -1},
	        {"P1DT1S", 86401, -1},
	        {"PT2M3.75S", 123, -1},
	        {"PT0S", -1, -1},
	        {"PT", -1, -1},
	        {"P2D", -1, -1}, /* too long */
	        {"62", 62, -1},
	        {"62.9", 62, -1},
	        {"0", -1, -1},
	        {"01:33", 93, 93},
	        {"1:33", 93, 93},
	        {"101:33", 6093, 6093},
	        {"1:02:03", 3723, 3723},
	        {"1:02:03.5", 3723, -1},
	        {"00:00", -1, 0},
	        {"1:60", 120, -1},
	        {"1:60:00", 7200, -1},
	        {"1:2", 62, -1},
	        {"1:002", 62, -1},
	        {"1001:33", 60093, -1},
	        {"1:02:03:04", -1, -1},
	        {":33", 33, -1},
	        {"999:00:00", -1, -1},
	        {"99999999999999999999", -1, -1},
	        {"1:33 min", -1, -1},
	        {"12-30", -1, -1},
	        {"", -1, -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct kr_slice s = kr_slice_of(cases[i].text);

		assert_int_equal(kr_duration_parse(s), cases[i].parse);
		assert_int_equal(kr_duration_clock(s), cases[i].clock);
	}
	assert_int_equal(kr_duration_parse(kr_slice_of(NULL)), -1);
}

static void test_value(void **state)
{
	struct kr_js_value number = {.type = KR_JS_VALUE_NUMBER, .u.num = 61.5},
	                   text = {.type = KR_JS_VALUE_STRING, .n = 5, .u.str = "PT61S"},
	                   list = {.type = KR_JS_VALUE_ARRAY};

	(void)state;
	assert_int_equal(kr_duration_value(&number), 61);
	number.u.num = 1e9;
	assert_int_equal(kr_duration_value(&number), -1);
	assert_int_equal(kr_duration_value(&text), 61);
	assert_int_equal(kr_duration_value(&list), -1);
	assert_int_equal(kr_duration_value(NULL), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_parse),
	        cmocka_unit_test(test_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
