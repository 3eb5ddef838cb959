#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "kread/base/utf8.h"

static void decoding(void **state)
{
	static const struct {
		const char *s;
		size_t len;
		uint32_t cp;
		size_t used;
	} cases[] = {
	        {"a", 1, 'a', 1},
	        {"\xc3\xa9", 2, 0xe9, 2},
	        {"\xe4\xb8\xad", 3, 0x4e2d, 3},
	        {"\xf0\x9f\x98\x80", 4, 0x1f600, 4},
	        {"\xf4\x8f\xbf\xbf", 4, 0x10ffff, 4},
	        {"\0", 1, 0, 1},
	        /* Unicode 15, table 3-8: one U+FFFD for each maximal subpart */
	        {"\x80", 1, 0xfffd, 1},
	        {"\xc0\xaf", 2, 0xfffd, 1},
	        {"\xc3", 1, 0xfffd, 1},
	        {"\xc3z", 2, 0xfffd, 1},
	        {"\xe4\xb8", 2, 0xfffd, 2},
	        {"\xe4\xb8z", 3, 0xfffd, 2},
	        {"\xe0\x80\x80", 3, 0xfffd, 1},
	        {"\xed\xa0\x80", 3, 0xfffd, 1},
	        {"\xf0\x9f\x98", 3, 0xfffd, 3},
	        {"\xf0\x80\x80\x80", 4, 0xfffd, 1},
	        {"\xf4\x90\x80\x80", 4, 0xfffd, 1},
	        {"\xf5\x80\x80\x80", 4, 0xfffd, 1},
	        {"\xff", 1, 0xfffd, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		uint32_t cp;

		assert_int_equal(kr_utf8_decode(cases[i].s, cases[i].len, &cp), cases[i].used);
		assert_int_equal(cp, cases[i].cp);
		assert_int_equal(kr_utf8_valid(cases[i].s, cases[i].len), cases[i].cp != 0xfffd);
	}
}

/* Every character is kept; everything else becomes U+FFFD. */
static void encoding_and_back(void **state)
{
	(void)state;
	for (uint32_t c = 0; c < 0x110100; c++) {
		bool real = c < 0x110000 && (c < 0xd800 || c > 0xdfff);
		uint32_t back;
		char buf[4];
		size_t n = kr_utf8_encode(c, buf);

		if (kr_utf8_decode(buf, n, &back) != n || back != (real ? c : 0xfffd) ||
		        !kr_utf8_valid(buf, n))
			fail_msg("U+%04X", (unsigned)c);
	}
}

static void validity_of_long_text(void **state)
{
	char text[64];

	(void)state;
	for (size_t bad = 0; bad < sizeof text; bad++) {
		memset(text, 'x', sizeof text);
		assert_true(kr_utf8_valid(text, sizeof text));
		text[bad] = (char)0x80;
		assert_false(kr_utf8_valid(text, sizeof text));
		text[bad] = (char)0xe4; /* a truncated character */
		assert_false(kr_utf8_valid(text, sizeof text));
	}
}

static void boundaries(void **state)
{
	static const char text[] = "a\xe4\xb8\xad\xf0\x9f\x98\x80z";
	static const size_t want[] = {0, 1, 1, 1, 4, 4, 4, 4, 8, 9, 9};

	(void)state;
	for (size_t i = 0; i < sizeof want / sizeof *want; i++)
		assert_int_equal(kr_utf8_floor(text, sizeof text - 1, i), want[i]);
}

static const struct {
	const char *in;
	unsigned flags;
	const char *out;
} cleaning[] = {
        {"plain", 0, "plain"},
        {"a\tb\nc", 0, "a\tb\nc"},
        {"a\tb\nc", KR_UTF8_LINE, "a b c"},
        {"a\r\nb\rc\xe2\x80\xa8"
         "d\xe2\x80\xa9"
         "e",
                0, "a\nb\nc\nd\ne"},
        /* everything that a terminal could obey */
        {"\033]52;c;cm0=\007\033[2J", 0, "]52;c;cm0=[2J"},
        {"\xc2\x9b"
         "31m\xc2\x9d"
         "0;x\xc2\x9c",
                0, "31m0;x"},
        {"a\x7f"
         "b\b\v\f",
                0, "ab"},
        {"a\x9b"
         "b",
                0,
                "a\xef\xbf\xbd"
                "b"},
        {"\xe2\x80\xaegnp.exe\xe2\x80\xac", 0, "gnp.exe"},
        {"\xe2\x81\xa6x\xe2\x81\xa9\xe2\x80\x8e\xe2\x80\x8f\xd8\x9c", 0, "x"},
        {"a\xe2\x80\x8b"
         "b\xef\xbb\xbf"
         "c\xc2\xad"
         "d\xe2\x81\xa0",
                0, "abcd"},
        {"\xf3\xa0\x81\x81\xef\xb7\x90\xef\xbf\xbe\xf0\x9f\xbf\xbe", 0, ""},
        /* kept: joiners within words and emoji, variation selectors */
        {"\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9", 0,
                "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9"},
        {"\xe2\x9d\xa4\xef\xb8\x8f", 0, "\xe2\x9d\xa4\xef\xb8\x8f"},
        /* nothing after broken bytes is lost */
        {"a\xff"
         "b\xe4\xb8"
         "c",
                0,
                "a\xef\xbf\xbd"
                "b\xef\xbf\xbd"
                "c"},
        {"\xed\xa0\x80", 0, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
        {"e\xcc\x81", 0, "e\xcc\x81"},
        {"e\xcc\x81", KR_UTF8_NFC, "\xc3\xa9"},
        {"\xe1\x84\x80\xe1\x85\xa1", KR_UTF8_NFC, "\xea\xb0\x80"},
        {"\xe3\x81\x8b\xe3\x82\x99", KR_UTF8_NFC, "\xe3\x81\x8c"},
        {"\xe2\x84\xab", KR_UTF8_NFC, "\xc3\x85"},
};

static void cleaning_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cleaning / sizeof *cleaning; i++) {
		struct kr_str out;

		kr_str_init(&out);
		kr_str_addz(&out, "<");
		kr_utf8_clean(&out, cleaning[i].in, strlen(cleaning[i].in), cleaning[i].flags);
		assert_string_equal(out.data + 1, cleaning[i].out);
		kr_str_fini(&out);
	}
}

static void a_nul_is_dropped(void **state)
{
	struct kr_str out;

	(void)state;
	kr_str_init(&out);
	kr_utf8_clean(&out, "a\0b", 3, 0);
	assert_string_equal(out.data, "ab");
	kr_str_fini(&out);
}

/* Cleaning clean text changes nothing, whatever it was before. */
static void cleaning_is_idempotent(void **state)
{
	(void)state;
	for (uint32_t c = 0; c < 0x110000; c += c < 0x3000 ? 1 : 97) {
		struct kr_str once, twice;

		kr_str_init(&once);
		kr_str_init(&twice);
		kr_utf8_add(&once, 'a');
		kr_utf8_add(&once, c);
		kr_utf8_add(&once, 0x301);
		kr_utf8_clean(&twice, once.data, once.len, KR_UTF8_LINE | KR_UTF8_NFC);
		kr_str_clear(&once);
		kr_utf8_clean(&once, twice.data, twice.len, KR_UTF8_LINE | KR_UTF8_NFC);
		if (!kr_str_eq(once.data, twice.data))
			fail_msg("U+%04X", (unsigned)c);
		for (size_t at = 0; at < once.len;) {
			uint32_t got;

			at += kr_utf8_decode(once.data + at, once.len - at, &got);
			if (kr_utf8_is_unsafe(got))
				fail_msg("U+%04X gives U+%04X", (unsigned)c, (unsigned)got);
		}
		kr_str_fini(&once);
		kr_str_fini(&twice);
	}
}

static void cjk(void **state)
{
	static const struct {
		uint32_t c;
		bool is;
	} cases[] = {{'a', false}, {0x4e2d, true}, {0x3002, true}, {0xff0c, true}, {0x3042, true},
	        {0xac00, true}, {0x20000, true}, {0x201c, false}, {0x1f600, false}, {0xe9, false}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(kr_utf8_is_cjk(cases[i].c), cases[i].is);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(decoding),
	        cmocka_unit_test(encoding_and_back),
	        cmocka_unit_test(validity_of_long_text),
	        cmocka_unit_test(boundaries),
	        cmocka_unit_test(cleaning_text),
	        cmocka_unit_test(a_nul_is_dropped),
	        cmocka_unit_test(cleaning_is_idempotent),
	        cmocka_unit_test(cjk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
