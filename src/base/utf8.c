#include "kread/base/utf8.h"

#include <stdlib.h>
#include <string.h>

#include <unictype.h>
#include <uninorm.h>

/* The length of a sequence by its first byte, and the range of its second byte (Unicode 15, table
 * 3-7). 0: invalid. */
static size_t sequence(unsigned char c, unsigned char *low, unsigned char *high)
{
	*low = 0x80;
	*high = 0xbf;
	if (c < 0x80)
		return 1;
	if (c >= 0xc2 && c <= 0xdf)
		return 2;
	if (c >= 0xe0 && c <= 0xef) {
		if (c == 0xe0)
			*low = 0xa0;
		else if (c == 0xed)
			*high = 0x9f;
		return 3;
	}
	if (c >= 0xf0 && c <= 0xf4) {
		if (c == 0xf0)
			*low = 0x90;
		else if (c == 0xf4)
			*high = 0x8f;
		return 4;
	}
	return 0;
}

size_t kr_utf8_decode(const char *str, size_t len, uint32_t *cp)
{
	const unsigned char *s = (const unsigned char *)str;
	unsigned char low, high;
	size_t want = sequence(s[0], &low, &high), n = 1;
	uint32_t v;

	*cp = 0xfffd;
	if (want == 1)
		*cp = s[0];
	if (want < 2)
		return 1;
	v = s[0] & (0x7fu >> want);
	for (; n < want; n++) {
		if (n >= len || s[n] < low || s[n] > high)
			return n;
		v = v << 6 | (s[n] & 0x3fu);
		low = 0x80;
		high = 0xbf;
	}
	*cp = v;
	return n;
}

size_t kr_utf8_encode(uint32_t cp, char out[4])
{
	if (cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff))
		cp = 0xfffd;
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xc0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3f));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xe0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
		out[2] = (char)(0x80 | (cp & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
	out[3] = (char)(0x80 | (cp & 0x3f));
	return 4;
}

void kr_utf8_add(struct kr_str *s, uint32_t cp)
{
	char buf[4];

	kr_str_add(s, buf, kr_utf8_encode(cp, buf));
}

static bool is_ascii8(const char *s)
{
	uint64_t w;

	memcpy(&w, s, sizeof w);
	return !(w & UINT64_C(0x8080808080808080));
}

bool kr_utf8_valid(const char *s, size_t len)
{
	for (size_t i = 0; i < len;) {
		unsigned char low, high, c = (unsigned char)s[i];
		size_t want;

		if (c < 0x80) {
			while (len - i >= 32 && is_ascii8(s + i) && is_ascii8(s + i + 8) &&
			        is_ascii8(s + i + 16) && is_ascii8(s + i + 24))
				i += 32;
			while (i < len && (unsigned char)s[i] < 0x80)
				i++;
			continue;
		}
		want = sequence(c, &low, &high);
		if (!want || len - i < want || (unsigned char)s[i + 1] < low ||
		        (unsigned char)s[i + 1] > high)
			return false;
		for (size_t k = 2; k < want; k++)
			if (((unsigned char)s[i + k] & 0xc0) != 0x80)
				return false;
		i += want;
	}
	return true;
}

size_t kr_utf8_floor(const char *s, size_t len, size_t at)
{
	if (at >= len)
		return len;
	for (int back = 0; at && back < 3 && ((unsigned char)s[at] & 0xc0) == 0x80; back++)
		at--;
	return at;
}

bool kr_utf8_is_unsafe(uint32_t c)
{
	if (c < 0x300)
		return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0xad;
	if (c < 0x2000)
		return c == 0x61c || c == 0x180e;
	if (c < 0x2070)
		return c == 0x200b || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
		       (c >= 0x2060 && c <= 0x206f);
	if (c < 0xd800)
		return false;
	return (c >= 0xd800 && c <= 0xdfff) || (c >= 0xfdd0 && c <= 0xfdef) || c == 0xfeff ||
	       (c >= 0xfff0 && c <= 0xfffb) || (c & 0xfffe) == 0xfffe ||
	       (c >= 0xe0000 && c <= 0xe0fff);
}

/* Whether NFC may change text with this character: combining marks, conjoining jamo, and characters
 * with a canonical equivalent. */
static bool may_compose(uint32_t c)
{
	return (c >= 0x300 && c < 0x370) || (c >= 0x483 && c < 0x488) ||
	       (c >= 0x590 && c < 0x2000 && c != 0x61c) || c == 0x2126 || c == 0x212a ||
	       c == 0x212b || c == 0x3099 || c == 0x309a || (c >= 0xf900 && c < 0xfb50);
}

static void compose(struct kr_str *out, size_t from)
{
	size_t n = 0;
	uint8_t *p = u8_normalize(
	        UNINORM_NFC, (const uint8_t *)out->data + from, out->len - from, NULL, &n);

	if (!p)
		return;
	kr_str_cut(out, from);
	kr_str_add(out, (const char *)p, n);
	free(p);
}

void kr_utf8_clean(struct kr_str *out, const char *s, size_t len, unsigned flags)
{
	size_t from = out->len;
	bool marks = false;

	kr_str_reserve(out, len);
	for (size_t i = 0; i < len;) {
		size_t start = i, n;
		uint32_t c;

		while (i < len && (unsigned char)s[i] >= 0x20 && (unsigned char)s[i] < 0x7f)
			i++;
		kr_str_add(out, s + start, i - start);
		if (i == len)
			break;
		n = kr_utf8_decode(s + i, len - i, &c);
		if (c == '\r' && i + 1 < len && s[i + 1] == '\n')
			n = 2;
		if (c == '\r' || c == 0x2028 || c == 0x2029)
			c = '\n';
		if ((flags & KR_UTF8_LINE) && (c == '\n' || c == '\t'))
			c = ' ';
		if (c == 0xfffd || c < 0x80) {
			if (c >= 0x20 ? c != 0x7f : c == '\n' || c == '\t')
				kr_utf8_add(out, c);
		} else if (!kr_utf8_is_unsafe(c)) {
			marks |= may_compose(c);
			kr_str_add(out, s + i, n);
		}
		i += n;
	}
	if (marks && (flags & KR_UTF8_NFC))
		compose(out, from);
}

bool kr_utf8_is_cjk(uint32_t c)
{
	if (c < 0x1100)
		return false;
	return c < 0x1200 || (c >= 0x2e80 && c < 0xa4d0) || (c >= 0xa960 && c < 0xa980) ||
	       (c >= 0xac00 && c < 0xd800) || (c >= 0xf900 && c < 0xfb00) ||
	       (c >= 0xfe30 && c < 0xfe50) || (c >= 0xff00 && c < 0xffef) ||
	       (c >= 0x1b000 && c < 0x1b300) || (c >= 0x20000 && c < 0x40000);
}

const char *kr_utf8_script(uint32_t cp)
{
	const uc_script_t *script = uc_script(cp);

	return script ? script->name : "Unknown";
}
