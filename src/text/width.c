#include "kread/text/width.h"

#include <stdint.h>

#include <unigbrk.h>
#include <uniwidth.h>

#include "kread/base/utf8.h"

struct range {
	uint32_t first, last;
};

/* East Asian Width "A" in Unicode 14 (EastAsianWidth.txt), without private use and characters of no
 * width. */
static const struct range ambiguous[] = {
        {0xa1, 0xa1},
        {0xa4, 0xa4},
        {0xa7, 0xa8},
        {0xaa, 0xaa},
        {0xae, 0xae},
        {0xb0, 0xb4},
        {0xb6, 0xba},
        {0xbc, 0xbf},
        {0xc6, 0xc6},
        {0xd0, 0xd0},
        {0xd7, 0xd8},
        {0xde, 0xe1},
        {0xe6, 0xe6},
        {0xe8, 0xea},
        {0xec, 0xed},
        {0xf0, 0xf0},
        {0xf2, 0xf3},
        {0xf7, 0xfa},
        {0xfc, 0xfc},
        {0xfe, 0xfe},
        {0x101, 0x101},
        {0x111, 0x111},
        {0x113, 0x113},
        {0x11b, 0x11b},
        {0x126, 0x127},
        {0x12b, 0x12b},
        {0x131, 0x133},
        {0x138, 0x138},
        {0x13f, 0x142},
        {0x144, 0x144},
        {0x148, 0x14b},
        {0x14d, 0x14d},
        {0x152, 0x153},
        {0x166, 0x167},
        {0x16b, 0x16b},
        {0x1ce, 0x1ce},
        {0x1d0, 0x1d0},
        {0x1d2, 0x1d2},
        {0x1d4, 0x1d4},
        {0x1d6, 0x1d6},
        {0x1d8, 0x1d8},
        {0x1da, 0x1da},
        {0x1dc, 0x1dc},
        {0x251, 0x251},
        {0x261, 0x261},
        {0x2c4, 0x2c4},
        {0x2c7, 0x2c7},
        {0x2c9, 0x2cb},
        {0x2cd, 0x2cd},
        {0x2d0, 0x2d0},
        {0x2d8, 0x2db},
        {0x2dd, 0x2dd},
        {0x2df, 0x2df},
        {0x391, 0x3a1},
        {0x3a3, 0x3a9},
        {0x3b1, 0x3c1},
        {0x3c3, 0x3c9},
        {0x401, 0x401},
        {0x410, 0x44f},
        {0x451, 0x451},
        {0x2010, 0x2010},
        {0x2013, 0x2016},
        {0x2018, 0x2019},
        {0x201c, 0x201d},
        {0x2020, 0x2022},
        {0x2024, 0x2027},
        {0x2030, 0x2030},
        {0x2032, 0x2033},
        {0x2035, 0x2035},
        {0x203b, 0x203b},
        {0x203e, 0x203e},
        {0x2074, 0x2074},
        {0x207f, 0x207f},
        {0x2081, 0x2084},
        {0x20ac, 0x20ac},
        {0x2103, 0x2103},
        {0x2105, 0x2105},
        {0x2109, 0x2109},
        {0x2113, 0x2113},
        {0x2116, 0x2116},
        {0x2121, 0x2122},
        {0x2126, 0x2126},
        {0x212b, 0x212b},
        {0x2153, 0x2154},
        {0x215b, 0x215e},
        {0x2160, 0x216b},
        {0x2170, 0x2179},
        {0x2189, 0x2189},
        {0x2190, 0x2199},
        {0x21b8, 0x21b9},
        {0x21d2, 0x21d2},
        {0x21d4, 0x21d4},
        {0x21e7, 0x21e7},
        {0x2200, 0x2200},
        {0x2202, 0x2203},
        {0x2207, 0x2208},
        {0x220b, 0x220b},
        {0x220f, 0x220f},
        {0x2211, 0x2211},
        {0x2215, 0x2215},
        {0x221a, 0x221a},
        {0x221d, 0x2220},
        {0x2223, 0x2223},
        {0x2225, 0x2225},
        {0x2227, 0x222c},
        {0x222e, 0x222e},
        {0x2234, 0x2237},
        {0x223c, 0x223d},
        {0x2248, 0x2248},
        {0x224c, 0x224c},
        {0x2252, 0x2252},
        {0x2260, 0x2261},
        {0x2264, 0x2267},
        {0x226a, 0x226b},
        {0x226e, 0x226f},
        {0x2282, 0x2283},
        {0x2286, 0x2287},
        {0x2295, 0x2295},
        {0x2299, 0x2299},
        {0x22a5, 0x22a5},
        {0x22bf, 0x22bf},
        {0x2312, 0x2312},
        {0x2460, 0x24e9},
        {0x24eb, 0x254b},
        {0x2550, 0x2573},
        {0x2580, 0x258f},
        {0x2592, 0x2595},
        {0x25a0, 0x25a1},
        {0x25a3, 0x25a9},
        {0x25b2, 0x25b3},
        {0x25b6, 0x25b7},
        {0x25bc, 0x25bd},
        {0x25c0, 0x25c1},
        {0x25c6, 0x25c8},
        {0x25cb, 0x25cb},
        {0x25ce, 0x25d1},
        {0x25e2, 0x25e5},
        {0x25ef, 0x25ef},
        {0x2605, 0x2606},
        {0x2609, 0x2609},
        {0x260e, 0x260f},
        {0x261c, 0x261c},
        {0x261e, 0x261e},
        {0x2640, 0x2640},
        {0x2642, 0x2642},
        {0x2660, 0x2661},
        {0x2663, 0x2665},
        {0x2667, 0x266a},
        {0x266c, 0x266d},
        {0x266f, 0x266f},
        {0x269e, 0x269f},
        {0x26bf, 0x26bf},
        {0x26c6, 0x26cd},
        {0x26cf, 0x26d3},
        {0x26d5, 0x26e1},
        {0x26e3, 0x26e3},
        {0x26e8, 0x26e9},
        {0x26eb, 0x26f1},
        {0x26f4, 0x26f4},
        {0x26f6, 0x26f9},
        {0x26fb, 0x26fc},
        {0x26fe, 0x26ff},
        {0x273d, 0x273d},
        {0x2776, 0x277f},
        {0x2b56, 0x2b59},
        {0x3248, 0x324f},
        {0xfffd, 0xfffd},
        {0x1f100, 0x1f10a},
        {0x1f110, 0x1f12d},
        {0x1f130, 0x1f169},
        {0x1f170, 0x1f18d},
        {0x1f18f, 0x1f190},
        {0x1f19b, 0x1f1ac},
};

static bool is_ambiguous(uint32_t c)
{
	size_t low = 0, high = sizeof ambiguous / sizeof *ambiguous;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (c > ambiguous[mid].last)
			low = mid + 1;
		else if (c < ambiguous[mid].first)
			high = mid;
		else
			return true;
	}
	return false;
}

/* The width of one character. Where libunistring differs from the C libraries, it follows those:
 * circled numbers on black squares, hexagrams and recent emoji are wide, and the signs before
 * numbers in Arabic and Syriac take a column. */
static int char_cols(uint32_t c, bool ambiguous_wide)
{
	int cols;

	if ((c >= 0x3248 && c <= 0x324f) || (c >= 0x4dc0 && c <= 0x4dff) ||
	        (c >= 0x1fa70 && c <= 0x1faff) || c == 0x1f6dc)
		return 2;
	if ((c >= 0x600 && c <= 0x605) || c == 0x6dd || c == 0x70f)
		return 1;
	cols = uc_width(c, "UTF-8");
	if (cols < 0)
		return 0;
	return cols == 1 && ambiguous_wide && is_ambiguous(c) ? 2 : cols;
}

bool kr_width_is_dropped(uint32_t c, uint32_t before)
{
	return c == 0x200c || c == 0x200d || (c >= 0xfe00 && c <= 0xfe0f) ||
	       (c >= 0xe0100 && c <= 0xe01ef) || c == 0x20e3 ||
	       (c >= 0x1f3fb && c <= 0x1f3ff && before) || (before == 0x200d && c >= 0x2190);
}

static bool is_regional(uint32_t c)
{
	return c >= 0x1f1e6 && c <= 0x1f1ff;
}

static bool is_pictograph(uint32_t c)
{
	return (c >= 0x2190 && c < 0x2c00) || (c >= 0x1f000 && c < 0x20000) || c == 0x3030 ||
	       c == 0x303d;
}

/* UAX #29. libunistring knows the rules for two adjacent characters; GB11 to GB13, which look
 * further back (emoji joined to an emoji, flags of two letters), are added here. at: bytes of the
 * cluster so far. */
static bool is_joined(uint32_t first, uint32_t before, uint32_t c, size_t at)
{
	if (is_regional(before) && is_regional(c))
		return at == 4;
	if (before == 0x200d && is_pictograph(c))
		return is_pictograph(first);
	return !uc_is_grapheme_break(before, c);
}

/* The length of the cluster at s, whose first character takes `at` bytes and *cols columns. Adds
 * the columns of spacing marks (vowels of Indian scripts) to *cols, up to MOST. */
static size_t sum_cluster(
        const char *s, size_t len, size_t at, uint32_t first, bool ambiguous_wide, int *cols)
{
	enum { MOST = 3 };
	uint32_t before = first;

	while (at < len) {
		uint32_t c;
		size_t n = kr_utf8_decode(s + at, len - at, &c);
		int w;

		if (!is_joined(first, before, c, at))
			break;
		w = kr_width_is_dropped(c, before) ? 0 : char_cols(c, ambiguous_wide);
		if (*cols + w > MOST)
			break;
		*cols += w;
		before = c;
		at += n;
	}
	return at;
}

/* Ideographs, kana and full-width punctuation, recognised by their bytes: nearly all of a Chinese
 * text. They are wide, and never combine. */
static bool is_plain_wide(const unsigned char *s, size_t len)
{
	if (len < 3 || s[0] < 0xe3 || s[0] > 0xef)
		return false;
	switch (s[0]) {
	case 0xe3:
		return (s[1] == 0x80 && s[2] < 0x92) || s[1] == 0x81 || s[1] == 0x83;
	case 0xe4:
		return s[1] >= 0xb8;
	case 0xef:
		return (s[1] == 0xbc && s[2] > 0x80) || (s[1] == 0xbd && s[2] < 0xa1);
	default:
		return s[0] < 0xea;
	}
}

/* Whether the character at s surely begins a cluster; a quick check. */
static bool begins_cluster(const unsigned char *s, size_t len)
{
	return !len || s[0] < 0x80 || is_plain_wide(s, len) ||
	       (len >= 3 && s[0] == 0xe2 && s[1] == 0x80 && s[2] >= 0x93 && s[2] < 0xa7);
}

size_t kr_width_cluster(const char *str, size_t len, bool ambiguous_wide, int *ret_cols)
{
	const unsigned char *s = (const unsigned char *)str;
	uint32_t c;
	size_t n;

	if (s[0] < 0x80 && (len == 1 || s[1] < 0x80)) {
		*ret_cols = s[0] >= 0x20 && s[0] != 0x7f;
		return s[0] == '\r' && len > 1 && s[1] == '\n' ? 2 : 1;
	}
	if (is_plain_wide(s, len) && begins_cluster(s + 3, len - 3)) {
		*ret_cols = 2;
		return 3;
	}
	n = kr_utf8_decode(str, len, &c);
	*ret_cols = char_cols(c, ambiguous_wide);
	return c == 0xfffd ? n : sum_cluster(str, len, n, c, ambiguous_wide, ret_cols);
}

int kr_width_text(const char *s, size_t len)
{
	return kr_width_text_as(s, len, false);
}

int kr_width_text_as(const char *s, size_t len, bool ambiguous_wide)
{
	int sum = 0;

	for (size_t i = 0; i < len;) {
		int cols;

		i += kr_width_cluster(s + i, len - i, ambiguous_wide, &cols);
		sum += cols;
	}
	return sum;
}

size_t kr_width_fit(const char *s, size_t len, int cols, int *ret_cols)
{
	return kr_width_fit_as(s, len, cols, false, ret_cols);
}

size_t kr_width_fit_as(const char *s, size_t len, int cols, bool ambiguous_wide, int *ret_cols)
{
	size_t at = 0;
	int sum = 0;

	while (at < len) {
		int w;
		size_t n = kr_width_cluster(s + at, len - at, ambiguous_wide, &w);

		if (w > cols - sum)
			break;
		sum += w;
		at += n;
	}
	*ret_cols = sum;
	return at;
}

/* Goes from the start, since only there is certainly a boundary; edited text is short. */
size_t kr_width_prev(const char *s, size_t at)
{
	size_t i = 0, last = 0;

	while (i < at) {
		int w;

		last = i;
		i += kr_width_cluster(s + i, at - i, false, &w);
	}
	return last;
}

size_t kr_width_next(const char *s, size_t len, size_t at)
{
	int w;

	return at < len ? at + kr_width_cluster(s + at, len - at, false, &w) : len;
}
