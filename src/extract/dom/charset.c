#include "extract/dom/charset_priv.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>

#include "kread/base/utf8.h"

void kr_charset_warm(void)
{
	/* Left open on purpose: glibc unloads the module of a converter some time after the last
	 * use was closed. */
	for (int i = 0; i < KR_CS_SINGLE; i++)
		if (kr_charset_tables_iconv(i))
			iconv_open("UTF-8", kr_charset_tables_iconv(i));
}

/* --- decoding ----------------------------------------------------------------------------- */

static void add_char(struct kr_str *out, uint32_t c, size_t *bad)
{
	if (!c || (c >= 0xd800 && c <= 0xdfff) || c > 0x10ffff) {
		c = 0xfffd;
		++*bad;
	}
	kr_utf8_add(out, c);
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

/* Bytes to give up at a place that cannot be decoded: a pair that has the right shape but no
 * meaning goes as a whole, so that its second byte is not taken for the first of the next; of
 * anything else one byte. */
static size_t hopeless(int cs, const char *at, size_t left)
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
		skip = hopeless(cs, in, left);
		add_char(out, 0, &bad);
		in += skip;
		left -= skip;
	}
	iconv_close(cd);
	return bad;
}

/* Decoded text keeps a NUL as such: replace them. */
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

static size_t decode(int cs, const char *s, size_t len, struct kr_str *out)
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

/* --- choosing ----------------------------------------------------------------------------- */

static int by_bom(const char *s, size_t len, size_t *skip)
{
	static const struct {
		const char *mark;
		size_t len;
		int cs;
	} marks[] = {{"\xff\xfe\0", 4, KR_CS_UTF32LE}, {"\0\0\xfe\xff", 4, KR_CS_UTF32BE},
	        {"\xef\xbb\xbf", 3, KR_CS_UTF8}, {"\xff\xfe", 2, KR_CS_UTF16LE},
	        {"\xfe\xff", 2, KR_CS_UTF16BE}, {"<\0", 2, KR_CS_UTF16LE},
	        {"\0<", 2, KR_CS_UTF16BE}};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (len >= marks[i].len && !memcmp(s, marks[i].mark, marks[i].len)) {
			/* The last two are the first character of a page, not marks. */
			*skip = memchr(marks[i].mark, '<', 2) ? 0 : marks[i].len;
			return marks[i].cs;
		}
	*skip = 0;
	return KR_CS_UNKNOWN;
}

static bool is_wide(int cs)
{
	return cs >= KR_CS_UTF16LE && cs <= KR_CS_UTF32BE;
}

struct found {
	bool valid;
	int header, meta; /* declared */
	size_t good, bad; /* read as UTF-8 */
	size_t high;      /* bytes from 80 on */
	bool long_seen;   /* sequences of three bytes or more occur */
};

static void find_declared(
        const char *s, size_t len, const struct kr_charset_hints *h, struct found *f)
{
	f->header = h->content_type ? kr_charset_tables_find(
	                                      kr_charset_guess_param(kr_slice_of(h->content_type)))
	                            : KR_CS_UNKNOWN;
	f->meta =
	        h->html ? kr_charset_tables_find(kr_charset_guess_prescan(s, len)) : KR_CS_UNKNOWN;
	/* A page that could be read as ASCII to find its <meta> is not UTF-16, whatever that says.
	 */
	if (is_wide(f->meta))
		f->meta = KR_CS_UTF8;
	/* Servers say iso-8859-1 for everything: no more than "nothing" when there are other bytes
	 * than ASCII. */
	if (kr_str_eq(kr_charset_tables_name(f->header), "windows-1252"))
		f->header = KR_CS_UNKNOWN;
}

/* Try a declared encoding; true if the bytes are valid in it, but for a few. */
static bool fits(int cs, const char *s, size_t len, const struct found *f, struct kr_str *out,
        size_t *ret_bad)
{
	if (cs == KR_CS_UNKNOWN)
		return false;
	if (cs == KR_CS_UTF8 && f->bad * 10 > f->good)
		return false;
	*ret_bad = decode(cs, s, len, out);
	return *ret_bad * 50 <= f->high;
}

/* Valid UTF-8 (f->valid) is UTF-8. Only when there are but one or two sequences of two bytes does
 * the declaration of another encoding of two bytes count more. */
static bool is_utf8(const char *s, size_t len, struct found *f)
{
	int declared = f->header != KR_CS_UNKNOWN ? f->header : f->meta;

	f->valid = kr_utf8_valid(s, len);
	if (!f->valid) {
		kr_charset_guess_count_utf8(s, len, &f->good, &f->bad, &f->long_seen);
		return false;
	}
	if (declared < KR_CS_GB18030 || declared >= KR_CS_SINGLE)
		return true;
	kr_charset_guess_count_utf8(s, len, &f->good, &f->bad, &f->long_seen);
	return f->good > 2 || f->long_seen;
}

/* The server and the page declare two encodings of several bytes, and the bytes look like what the
 * page says: it was converted without the server's being told. */
static bool is_metas(const char *s, size_t len, const struct found *f)
{
	return f->header != KR_CS_UNKNOWN && f->meta >= KR_CS_GB18030 && f->meta < KR_CS_SINGLE &&
	       f->meta != f->header && kr_charset_guess(s, len) == f->meta;
}

/* Neither declared encoding fits, and nothing else does: the lesser evil. UTF-8 that is more wrong
 * than right is none. */
static int least_wrong(const struct found *f)
{
	int cs = f->meta != KR_CS_UNKNOWN ? f->meta : f->header;

	if (cs == KR_CS_UTF8 && f->bad > f->good)
		cs = f->header != KR_CS_UTF8 ? f->header : KR_CS_UNKNOWN;
	return cs != KR_CS_UNKNOWN ? cs : kr_charset_tables_find(kr_slice_of("windows-1252"));
}

static int choose(
        const char *s, size_t len, const struct found *f, struct kr_str *out, size_t *ret_bad)
{
	int cs;

	if (is_metas(s, len, f) && fits(f->meta, s, len, f, out, ret_bad))
		return f->meta;
	if (fits(f->header, s, len, f, out, ret_bad))
		return f->header;
	if (fits(f->meta, s, len, f, out, ret_bad))
		return f->meta;
	/* Nothing declared, or wrongly: UTF-8 with a few bad bytes, what it looks like, or the
	 * lesser evil. */
	if (f->good && f->bad * 10 <= f->good)
		cs = KR_CS_UTF8;
	else
		cs = kr_charset_guess(s, len);
	if (cs == KR_CS_UNKNOWN)
		cs = least_wrong(f);
	*ret_bad = decode(cs, s, len, out);
	return cs;
}

static const char *name_of(int cs)
{
	return kr_charset_tables_name(cs);
}

static bool is_ascii(const char *s, size_t len)
{
	uint64_t word, seen = 0;
	size_t i = 0;

	for (; i + sizeof word <= len; i += sizeof word) {
		memcpy(&word, s + i, sizeof word);
		if (word & UINT64_C(0x8080808080808080))
			return false;
	}
	for (; i < len; i++)
		seen |= (unsigned char)s[i];
	return !(seen & 0x80);
}

static bool is_jis(const char *s, size_t len)
{
	return memmem(s, len, "\x1b$B", 3) || memmem(s, len, "\x1b$@", 3);
}

const char *kr_charset_decode(const char *data, size_t len, const struct kr_charset_hints *hints,
        struct kr_str *out, bool *ret_same, size_t *ret_bad)
{
	int cs = hints->forced ? kr_charset_tables_find(kr_slice_of(hints->forced)) : KR_CS_UNKNOWN;
	size_t skip = 0;
	struct found f = {0};

	*ret_same = false;
	*ret_bad = 0;
	kr_str_clear(out);
	if (cs == KR_CS_UNKNOWN)
		cs = by_bom(data, len, &skip);
	if (cs == KR_CS_UNKNOWN && is_ascii(data, len))
		cs = is_jis(data, len) ? KR_CS_ISO2022JP : KR_CS_UTF8;
	if (cs == KR_CS_UNKNOWN) {
		find_declared(data, len, hints, &f);
		if (is_utf8(data, len, &f))
			cs = KR_CS_UTF8;
	}
	if (cs == KR_CS_UNKNOWN) {
		for (size_t i = 0; i < len; i++)
			f.high += data[i] < 0;
		return name_of(choose(data, len, &f, out, ret_bad));
	}
	if (cs == KR_CS_UTF8 && !skip && !memchr(data, '\0', len) &&
	        (f.valid || kr_utf8_valid(data, len))) {
		*ret_same = true;
		return "UTF-8";
	}
	*ret_bad = decode(cs, data + skip, len - skip, out);
	return name_of(cs);
}
