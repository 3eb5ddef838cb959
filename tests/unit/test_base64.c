#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kread/base/base64.h"

/* RFC 4648, section 10, and bytes that need the last letters of the alphabet */
static const struct {
	const char *bytes;
	size_t len;
	const char *text;
} vectors[] = {
        {"", 0, ""},
        {"f", 1, "Zg=="},
        {"fo", 2, "Zm8="},
        {"foo", 3, "Zm9v"},
        {"foob", 4, "Zm9vYg=="},
        {"fooba", 5, "Zm9vYmE="},
        {"foobar", 6, "Zm9vYmFy"},
        {"\xfb\xff\xbf", 3, "+/+/"},
        {"\0\x10\x83", 3, "ABCD"},
};

static void encodes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		struct kr_str out;

		kr_str_init(&out);
		kr_str_addc(&out, '>');
		kr_base64_encode((struct kr_slice){vectors[i].bytes, vectors[i].len}, &out);
		assert_int_equal(out.data[0], '>');
		assert_string_equal(out.data + 1, vectors[i].text);
		kr_str_fini(&out);
	}
}

static void decodes_to(const char *text, const char *bytes, size_t len)
{
	struct kr_str out;

	kr_str_init(&out);
	kr_str_addc(&out, '>');
	kr_base64_decode(kr_slice_of(text), &out);
	assert_int_equal(out.len, len + 1);
	assert_memory_equal(out.data + 1, bytes, len);
	kr_str_fini(&out);
}

static void decodes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
		decodes_to(vectors[i].text, vectors[i].bytes, vectors[i].len);
	decodes_to("-_-_", "\xfb\xff\xbf", 3); /* the alphabet for addresses */
	decodes_to("Zm9vYmE", "fooba", 5);     /* without padding */
	decodes_to("Zm9v.Zm9v", "foo", 3);     /* stops at what is not base64 */
	decodes_to("Zm9vY", "foo", 3);         /* six bits are no byte */
	decodes_to("Zm9v\nYmFy", "foo", 3);
}

static void round_trip(void **state)
{
	char all[256 * 3];
	struct kr_str text, back;

	(void)state;
	for (size_t i = 0; i < sizeof all; i++)
		all[i] = (char)(i * 7 + i / 256);
	for (size_t len = sizeof all - 3; len <= sizeof all; len++) {
		kr_str_init(&text);
		kr_str_init(&back);
		kr_base64_encode((struct kr_slice){all, len}, &text);
		kr_base64_decode((struct kr_slice){text.data, text.len}, &back);
		assert_int_equal(back.len, len);
		assert_memory_equal(back.data, all, len);
		kr_str_fini(&back);
		kr_str_fini(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(encodes),
	        cmocka_unit_test(decodes),
	        cmocka_unit_test(round_trip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
