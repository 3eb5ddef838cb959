/* Converts encodings to UTF-8. */
#include "extract/dom/charset_priv.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "kread/base/utf8.h"

void kr_charset_codec_warm(void)
{
	/* Never closed: glibc unloads a converter some time after its last use is closed. */
	for (int i = 0; i < KR_CS_SINGLE; i++)
		if (kr_charset_tables_iconv(i))
			iconv_open("UTF-8", kr_charset_tables_iconv(i));
}

static void add_char(struct kr_str *out, uint32_t c, size_t *bad)
{
	if (!c || (c >= 0xd800 && c <= 0xdfff) || c > 0x10ffff) {
		c = 0xfffd;
		++*bad;
	}
	kr_utf8_add(out, c);
}

/* The UTF-16 unit that three bytes encode, against the rules of UTF-8; 0: there is none. */
static uint32_t surrogate(const char *s, size_t len)
{
	const unsigned char *b = (const unsigned char *)s;

	if (len < 3 || b[0] != 0xed || b[1] < 0xa0 || b[1] > 0xbf || b[2] < 0x80 || b[2] > 0xbf)
		return 0;
	return 0xd000 | (b[1] & 0x3fu) << 6 | (b[2] & 0x3fu);
}

size_t kr_charset_codec_surrogates(const char *s, size_t len, uint32_t *ret_c)
{
	const uint32_t lead = surrogate(s, len), trail = lead ? surrogate(s + 3, len - 3) : 0;

	*ret_c = 0xfffd;
	if (!lead)
		return 0;
	if (lead >= 0xdc00 || trail < 0xdc00)
		return 3;
	*ret_c = 0x10000 + ((lead - 0xd800) << 10) + (trail - 0xdc00);
	return 6;
}

static size_t decode_utf8(const char *s, size_t len, struct kr_str *out)
{
	size_t bad = 0;

	kr_str_reserve(out, len);
	for (size_t i = 0; i < len;) {
		size_t start = i, n;
		uint32_t c;

		while (i < len && s[i] > 0)
			i++;
		kr_str_add(out, s + start, i - start);
		if (i == len)
			break;
		n = kr_charset_codec_surrogates(s + i, len - i, &c);
		if (!n)
			n = kr_utf8_decode(s + i, len - i, &c);
		bad += c == 0xfffd;
		add_char(out, c, &bad);
		i += n;
	}
	return bad;
}

static size_t decode_single(int cs, const char *s, size_t len, struct kr_str *out)
{
	const uint16_t *high = kr_charset_tables_high(cs);
	size_t bad = 0;

	kr_str_reserve(out, len);
	for (size_t i = 0; i < len; i++) {
		unsigned char b = (unsigned char)s[i];

		if (b && b < 0x80)
			kr_str_addc(out, s[i]);
		else
			add_char(out, b ? high[b - 0x80] : 0, &bad);
	}
	return bad;
}

static size_t decode_wide(int cs, const char *str, size_t len, struct kr_str *out)
{
	const unsigned char *s = (const unsigned char *)str;
	const size_t unit = cs == KR_CS_UTF16LE || cs == KR_CS_UTF16BE ? 2 : 4;
	const bool little = cs == KR_CS_UTF16LE || cs == KR_CS_UTF32LE;
	size_t bad = 0;
	uint32_t lead = 0;

	for (size_t i = 0; i + unit <= len; i += unit) {
		uint32_t c = 0;

		for (size_t k = 0; k < unit; k++)
			c |= (uint32_t)s[i + k] << 8 * (little ? k : unit - 1 - k);
		if (unit == 2 && lead && c >= 0xdc00 && c <= 0xdfff) {
			c = 0x10000 + ((lead - 0xd800) << 10) + (c - 0xdc00);
			lead = 0;
		} else if (lead) {
			add_char(out, lead, &bad);
			lead = 0;
		}
		if (unit == 2 && c >= 0xd800 && c <= 0xdbff)
			lead = c;
		else
			add_char(out, c, &bad);
	}
	if (lead || len % unit)
		add_char(out, 0, &bad);
	return bad;
}

/* The number of bytes to skip where decoding fails. A pair of the right shape without a meaning
 * is skipped as a whole, so that its second byte is not taken for a lead byte. */
static size_t undecodable(int cs, const char *at, size_t left)
{
	unsigned char a = (unsigned char)at[0], b = left > 1 ? (unsigned char)at[1] : 0;

	if (cs == KR_CS_ISO2022JP || left < 2 || a <= 0x80 || a == 0xff)
		return 1;
	if (cs == KR_CS_SHIFT_JIS && a >= 0xa0 && a <= 0xdf)
		return 1;
	return b >= 0x80 && b != 0xff ? 2 : 1;
}

static size_t decode_iconv(int cs, const char *s, size_t len, struct kr_str *out)
{
	iconv_t cd = iconv_open("UTF-8", kr_charset_tables_iconv(cs));
	char *in = (char *)s;
	size_t left = len, bad = 0;

	if (cd == (iconv_t)-1)
		return decode_single(
		               kr_charset_tables_find(kr_slice_of("windows-1252")), s, len, out) +
		       len;
	kr_str_reserve(out, len + len / 2);
	while (left) {
		char *to, *start;
		size_t room, skip;

		kr_str_reserve(out, 64);
		start = to = out->data + out->len;
		room = out->cap - out->len - 1;
		if (iconv(cd, &in, &left, &to, &room) != (size_t)-1)
			errno = 0;
		out->len += (size_t)(to - start);
		out->data[out->len] = '\0';
		if (!errno)
			break;
		if (errno == E2BIG) {
			kr_str_reserve(out, left * 2 + 64);
			continue;
		}
		skip = undecodable(cs, in, left);
		if (cs == KR_CS_GB18030 && *in == '\x80')
			kr_utf8_add(out, 0x20ac); /* as in GBK */
		else
			add_char(out, 0, &bad);
		in += skip;
		left -= skip;
	}
	iconv_close(cd);
	return bad;
}

/* iconv keeps NUL characters: replace them. */
static size_t replace_nul(struct kr_str *out)
{
	struct kr_str clean;
	size_t bad;

	if (!memchr(out->data, '\0', out->len))
		return 0;
	kr_str_init(&clean);
	bad = decode_utf8(out->data, out->len, &clean);
	kr_str_fini(out);
	*out = clean;
	return bad;
}

size_t kr_charset_codec_decode(int cs, const char *s, size_t len, struct kr_str *out)
{
	size_t bad;

	kr_str_clear(out);
	if (cs == KR_CS_UTF8)
		return decode_utf8(s, len, out);
	if (cs >= KR_CS_SINGLE)
		return decode_single(cs, s, len, out);
	if (!kr_charset_tables_iconv(cs))
		return decode_wide(cs, s, len, out);
	bad = decode_iconv(cs, s, len, out);
	return bad + replace_nul(out);
}
