/* Chooses the encoding. */
#include "extract/dom/charset_priv.h"

#include <stdint.h>
#include <string.h>

#include "kread/base/utf8.h"

static int from_bom(const char *s, size_t len, size_t *skip)
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
			/* the last two are the first character of a page, not marks */
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

struct found {
	bool valid;
	bool latin;       /* the header says what servers say of everything */
	int header, meta; /* declared */
	struct kr_slice language;
	size_t good, bad; /* sequences and bytes as UTF-8 */
	size_t high;      /* bytes from 80 up */
	bool long_seen;   /* sequences of three bytes or more occur */
};

static void find_declared(
        const char *s, size_t len, const struct kr_charset_hints *h, struct found *f)
{
	f->header = h->content_type ? kr_charset_tables_find(kr_charset_prescan_param(
	                                      kr_slice_of(h->content_type)))
	                            : KR_CS_UNKNOWN;
	f->meta = h->html ? kr_charset_tables_find(kr_charset_prescan_html(s, len)) : KR_CS_UNKNOWN;
	/* A page whose <meta> can be read as ASCII is not UTF-16. */
	if (is_wide(f->meta))
		f->meta = KR_CS_UTF8;
	/* Servers send iso-8859-1 for everything; it says nothing about bytes outside ASCII. */
	f->latin = kr_str_eq(kr_charset_tables_name(f->header), "windows-1252");
	if (f->latin)
		f->header = KR_CS_UNKNOWN;
}

/* Decodes with a declared encoding. Returns false if more than a few bytes are invalid. */
static bool fits(int cs, const char *s, size_t len, const struct found *f, struct kr_str *out,
        size_t *ret_bad)
{
	if (cs == KR_CS_UNKNOWN)
		return false;
	if (cs == KR_CS_UTF8 && f->bad * 10 > f->good)
		return false;
	*ret_bad = kr_charset_codec_decode(cs, s, len, out);
	return *ret_bad * 50 <= f->high;
}

/* The length without a character in UTF-8 that the end of the page cuts in two. */
static size_t whole_characters(const char *s, size_t len)
{
	const size_t last = len ? kr_utf8_floor(s, len, len - 1) : 0;
	const unsigned char lead = len ? (unsigned char)s[last] : 0;
	const size_t n = lead > 0xf4    ? 1
	                 : lead >= 0xf0 ? 4
	                 : lead >= 0xe0 ? 3
	                 : lead >= 0xc2 ? 2
	                                : 1;

	return last + n > len && !is_ascii(s, last) ? last : len;
}

/* Valid UTF-8 is UTF-8, unless it has only one or two two-byte sequences and another multi-byte
 * encoding is declared. */
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

/* Header and <meta> declare different multi-byte encodings and the bytes look like the latter:
 * the page was transcoded without updating the header; trust the meta tag. */
static bool is_transcoded(const char *s, size_t len, const struct found *f)
{
	return f->header != KR_CS_UNKNOWN && f->meta >= KR_CS_GB18030 && f->meta < KR_CS_SINGLE &&
	       f->meta != f->header && kr_charset_guess(s, len, f->language) == f->meta;
}

/* Chooses an encoding when none fits. UTF-8 that is more wrong than right is not UTF-8. */
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

	if (is_transcoded(s, len, f) && fits(f->meta, s, len, f, out, ret_bad))
		return f->meta;
	if (fits(f->header, s, len, f, out, ret_bad))
		return f->header;
	if (fits(f->meta, s, len, f, out, ret_bad))
		return f->meta;
	/* Nothing declared fits: UTF-8 with a few bad bytes, the guess, or the least wrong. */
	if (f->good && f->bad * 10 <= f->good)
		cs = KR_CS_UTF8;
	else
		cs = kr_charset_guess(s, len, f->language);
	if (f->latin && kr_str_eq(kr_charset_tables_name(cs), "macintosh"))
		cs = KR_CS_UNKNOWN; /* no server has that and says this */
	if (cs == KR_CS_UNKNOWN)
		cs = least_wrong(f);
	*ret_bad = kr_charset_codec_decode(cs, s, len, out);
	return cs;
}

static const char *name_of(int cs)
{
	return kr_charset_tables_name(cs);
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
	bool cut = false; /* a character that the end of the page cuts in two is left out */
	struct found f = {0};

	*ret_same = false;
	*ret_bad = 0;
	kr_str_clear(out);
	if (cs == KR_CS_UNKNOWN)
		cs = from_bom(data, len, &skip);
	if (cs == KR_CS_UNKNOWN && is_ascii(data, len))
		cs = is_jis(data, len) ? KR_CS_ISO2022JP : KR_CS_UTF8;
	if (cs == KR_CS_UNKNOWN) {
		const size_t whole = whole_characters(data, len);

		find_declared(data, len, hints, &f);
		if (is_utf8(data, whole, &f)) {
			cs = KR_CS_UTF8;
			cut = whole < len;
			len = whole;
		}
	}
	if (cs == KR_CS_UNKNOWN) {
		for (size_t i = 0; i < len; i++)
			f.high += data[i] < 0;
		if (hints->html)
			f.language = kr_charset_prescan_language(data, len);
		return name_of(choose(data, len, &f, out, ret_bad));
	}
	if (cs == KR_CS_UTF8 && !skip && !cut && !memchr(data, '\0', len) &&
	        (f.valid || kr_utf8_valid(data, len))) {
		*ret_same = true;
		return "UTF-8";
	}
	*ret_bad = kr_charset_codec_decode(cs, data + skip, len - skip, out);
	return name_of(cs);
}
