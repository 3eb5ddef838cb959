#include "extract/dom/charset_priv.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "kread/base/utf8.h"

enum {
	PRESCAN_LEAST = 4096,   /* <meta> is looked for at least up to here, */
	PRESCAN_MOST = 1 << 18, /* and never beyond this; else up to the end of the head */
	TAG_MOST = 1024,        /* bytes of a tag that are looked at */
	SAMPLE = 1 << 18,       /* bytes that the statistics look at */
};

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct kr_slice kr_charset_guess_param(struct kr_slice s)
{
	const char *end = s.data + s.len, *p = s.data, *start;

	while ((p = kr_str_ifind(p, (size_t)(end - p), "charset"))) {
		p += 7;
		while (p < end && is_blank(*p))
			p++;
		if (p >= end || *p != '=')
			continue;
		p++;
		while (p < end && (is_blank(*p) || *p == '"' || *p == '\''))
			p++;
		for (start = p; p < end && !is_blank(*p) && !strchr(";,\"'>", *p);)
			p++;
		return (struct kr_slice){start, (size_t)(p - start)};
	}
	return (struct kr_slice){"", 0};
}

/* The value of an attribute of the tag in s, which ends before its ">". */
static struct kr_slice attribute(struct kr_slice s, const char *name)
{
	const char *p = s.data, *end = s.data + s.len;

	while (p < end) {
		struct kr_slice key, value = {"", 0};

		while (p < end && (is_blank(*p) || *p == '/'))
			p++;
		key.data = p;
		while (p < end && !is_blank(*p) && *p != '=' && *p != '/')
			p++;
		key.len = (size_t)(p - key.data);
		while (p < end && is_blank(*p))
			p++;
		if (p < end && *p == '=') {
			char quote;

			for (p++; p < end && is_blank(*p);)
				p++;
			quote = p < end && (*p == '"' || *p == '\'') ? *p++ : '\0';
			value.data = p;
			while (p < end && (quote ? *p != quote : !is_blank(*p)))
				p++;
			value.len = (size_t)(p - value.data);
			p += quote && p < end;
		} else if (!key.len) {
			p++;
		}
		if (kr_slice_ieq(key, name))
			return value;
	}
	return (struct kr_slice){"", 0};
}

/* The end of a tag, quotes respected; of a longer one than any that declares an encoding, some
 * place in it. */
static const char *tag_end(const char *p, const char *end)
{
	char quote = '\0';

	if (end - p > TAG_MOST)
		end = p + TAG_MOST;
	for (; p < end; p++) {
		if (quote)
			quote = *p == quote ? '\0' : quote;
		else if (*p == '>')
			return p;
		else if ((*p == '"' || *p == '\'') && p[-1] == '=')
			quote = *p;
	}
	return end;
}

static bool starts(const char *p, const char *end, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(end - p) > n && strncasecmp(p, word, n) == 0 &&
	       (is_blank(p[n]) || p[n] == '>' || p[n] == '/');
}

/* Behind the comment or the element whose content is not markup that begins at p; p itself if none
 * does. */
static const char *pass_over(const char *p, const char *end)
{
	static const char *const raw[] = {"<script", "<style", "<title", "<textarea", "<noscript"};
	const char *q;

	if (end - p > 4 && !memcmp(p, "<!--", 4)) {
		q = memmem(p + 4, (size_t)(end - p) - 4, "-->", 3);
		return q ? q + 3 : end;
	}
	for (size_t i = 0; i < sizeof raw / sizeof *raw; i++) {
		char close[16] = "</";

		if (!starts(p, end, raw[i]))
			continue;
		strcat(close, raw[i] + 1);
		q = kr_str_ifind(p, (size_t)(end - p), close);
		return q ? q : end;
	}
	return p;
}

static struct kr_slice declared_by(struct kr_slice tag)
{
	struct kr_slice label = attribute(tag, "charset");

	if (!label.len && kr_slice_ieq(attribute(tag, "http-equiv"), "content-type"))
		label = kr_charset_guess_param(attribute(tag, "content"));
	return label;
}

struct kr_slice kr_charset_guess_prescan(const char *html, size_t len)
{
	const char *end = html + (len < PRESCAN_MOST ? len : PRESCAN_MOST), *p = html;
	struct kr_slice label = {"", 0};

	if (len > 5 && !memcmp(html, "<?xml", 5)) {
		p = tag_end(html, end);
		label = attribute((struct kr_slice){html + 5, (size_t)(p - html) - 5}, "encoding");
	}
	while ((p = memchr(p, '<', (size_t)(end - p)))) {
		const char *behind = pass_over(p, end);

		if (behind != p) {
			p = behind;
			continue;
		}
		if (starts(p, end, "<meta")) {
			const char *close = tag_end(p, end);
			struct kr_slice found =
			        declared_by((struct kr_slice){p + 5, (size_t)(close - p) - 5});

			if (found.len)
				return found;
		} else if (p - html > PRESCAN_LEAST &&
		           (starts(p, end, "<body") || starts(p, end, "</head"))) {
			break;
		}
		p++;
	}
	return label;
}

void kr_charset_guess_count_utf8(
        const char *data, size_t len, size_t *ret_good, size_t *ret_bad, bool *ret_long)
{
	*ret_good = *ret_bad = 0;
	*ret_long = false;
	for (size_t i = 0; i < len;) {
		uint32_t c;
		size_t n = 1;

		if ((unsigned char)data[i] >= 0x80) {
			n = kr_utf8_decode(data + i, len - i, &c);
			if (c == 0xfffd && !(n == 3 && (unsigned char)data[i] == 0xef))
				++*ret_bad;
			else
				++*ret_good;
			*ret_long |= n > 2;
		}
		i += n;
	}
}

/* What stands in a sample, read as pairs of a lead byte and a trail byte. */
struct pairs {
	size_t n, broken;           /* pairs; leads without a trail */
	size_t low, high;           /* trail below 0x80; lead and trail from 0xA1 on */
	size_t row[256];            /* pairs by lead byte */
	size_t hiragana_sjis, east; /* pairs 0x829F..0x82F1; bytes from 0xE0 */
	size_t bytes;               /* from 0x80 on */
};

static void count_pairs(const unsigned char *s, size_t len, struct pairs *p)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char a = s[i], b = i + 1 < len ? s[i + 1] : 0;

		if (a < 0x80)
			continue;
		p->bytes++;
		p->east += a >= 0xe0;
		if (a == 0x80 || a == 0xff || b < 0x40 || b == 0x7f || b == 0xff) {
			/* Four bytes of GB18030: 81..FE 30..39 81..FE 30..39. */
			if (b >= '0' && b <= '9' && i + 3 < len && s[i + 2] > 0x80 &&
			        s[i + 3] >= '0' && s[i + 3] <= '9') {
				p->n++;
				i += 3;
			} else {
				p->broken++;
			}
			continue;
		}
		p->n++;
		p->row[a]++;
		p->low += b < 0x80;
		p->high += a >= 0xa1 && b >= 0xa1;
		p->hiragana_sjis += a == 0x82 && b >= 0x9f && b <= 0xf1;
		if (b >= 0x80) {
			p->bytes++;
			p->east += b >= 0xe0;
		}
		i++;
	}
}

static size_t rows(const struct pairs *p, int from, int to)
{
	size_t n = 0;

	for (int i = from; i <= to; i++)
		n += p->row[i];
	return n;
}

int kr_charset_guess(const char *data, size_t len)
{
	struct pairs p = {0};
	size_t hanzi;

	count_pairs((const unsigned char *)data, len < SAMPLE ? len : SAMPLE, &p);
	hanzi = rows(&p, 0xb0, 0xf7);
	if (p.n < 2)
		return KR_CS_UNKNOWN;
	/* Japanese is a fifth or more hiragana, whose bytes are rare in everything else. */
	if (p.hiragana_sjis * 5 > p.n)
		return KR_CS_SHIFT_JIS;
	if (p.broken * 25 > p.n) {
		/* Cyrillic words of odd length break pairs; most of the letters are 0xE0..0xFF. */
		if (p.bytes > 20 && p.east * 2 > p.bytes)
			return kr_charset_tables_find(kr_slice_of("windows-1251"));
		return KR_CS_UNKNOWN;
	}
	if (p.row[0xa4] * 5 > p.n && p.high * 10 > p.n * 9)
		return KR_CS_EUC_JP;
	if (p.low * 5 > p.n && rows(&p, 0xa1, 0xc6) * 10 > p.n * 8)
		return KR_CS_BIG5;
	/* Hangul in EUC-KR is rows 0xB0..0xC8; at most two thirds of Chinese text is. */
	if (hanzi >= 10 && rows(&p, 0xb0, 0xc8) * 20 > hanzi * 19)
		return KR_CS_EUC_KR;
	/* The common characters of GB 2312 are the rows 0xB0..0xD7, its punctuation 0xA1..0xA3. */
	if (p.high * 10 > p.n * 8 && (rows(&p, 0xb0, 0xd7) + rows(&p, 0xa1, 0xa3)) * 10 > p.n * 7)
		return KR_CS_GB18030;
	return KR_CS_UNKNOWN;
}
