#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "kread/proto/frame.h"

static void what_is_written_is_read(void **state)
{
	static const int types[] = {KR_FRAME_HELLO, KR_FRAME_PAGE, KR_FRAME_DATA, KR_FRAME_END,
	        KR_FRAME_DOC, KR_FRAME_MORE, KR_FRAME_DONE, KR_FRAME_FAIL};

	(void)state;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct kr_slice payload;
		struct kr_frame f;
		struct kr_str out;

		kr_str_init(&out);
		kr_frame_add(&out, types[i], 0xfffffff0u + (uint32_t)i, "pay\0load", i);
		kr_frame_add(&out, KR_FRAME_END, 1, NULL, 0);
		for (size_t len = 0; len < KR_FRAME_HEADER + i; len++)
			assert_int_equal(kr_frame_parse(out.data, len, &f, &payload, NULL), 0);
		assert_int_equal(
		        kr_frame_parse(out.data, out.len, &f, &payload, NULL), KR_FRAME_HEADER + i);
		assert_int_equal(f.type, types[i]);
		assert_true(f.job == 0xfffffff0u + (uint32_t)i);
		assert_int_equal(payload.len, i);
		assert_memory_equal(payload.data, "pay\0load", i);
		kr_str_fini(&out);
	}
}

static void what_can_be_no_frame_is_refused(void **state)
{
	static const struct {
		const char *head;
		int code;
	} cases[] = {
	        {"\0\0\0\0\1\0\0\0\0\0\0\0", KR_E_FORMAT},
	        {"V\0\0\0\1\0\0\0\0\0\0\0", KR_E_FORMAT},
	        {"A\1\0\0\1\0\0\0\0\0\0\0", KR_E_FORMAT},
	        {"A\0\0\1\1\0\0\0\0\0\0\0", KR_E_FORMAT},
	        {"A\0\0\0\1\0\0\0\xff\xff\xff\xff", KR_E_LIMIT},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_slice payload;
		struct kr_frame f;
		struct kr_err err = {0};

		assert_int_equal(kr_frame_parse(cases[i].head, KR_FRAME_HEADER, &f, &payload, &err),
		        cases[i].code);
		assert_int_equal(err.code, cases[i].code);
	}
}

static void the_largest_frame_is_allowed(void **state)
{
	char head[KR_FRAME_HEADER];
	struct kr_frame f;
	uint32_t more = KR_FRAME_MAX + 1;

	(void)state;
	kr_frame_write_head(head, KR_FRAME_DATA, 5, KR_FRAME_MAX);
	assert_int_equal(kr_frame_read_head(head, &f, NULL), 0);
	assert_int_equal(f.len, KR_FRAME_MAX);
	memcpy(head + 8, &more, sizeof more);
	assert_int_equal(kr_frame_read_head(head, &f, NULL), KR_E_LIMIT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(what_is_written_is_read),
	        cmocka_unit_test(what_can_be_no_frame_is_refused),
	        cmocka_unit_test(the_largest_frame_is_allowed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
