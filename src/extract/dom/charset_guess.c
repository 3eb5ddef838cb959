/* Guesses the encoding from byte statistics. */
#include "extract/dom/charset_priv.h"

#include <stdint.h>
#include <string.h>

#include "kread/base/utf8.h"

enum { SAMPLE = 1 << 18 }; /* bytes used for the statistics */

void kr_charset_guess_count_utf8(
        const char *data, size_t len, size_t *ret_good, size_t *ret_bad, bool *ret_long)
{
	*ret_good = *ret_bad = 0;
	*ret_long = false;
	for (size_t i = 0; i < len;) {
		uint32_t c;
		size_t n = 1;

		if ((unsigned char)data[i] >= 0x80) {
			n = kr_charset_codec_surrogates(data + i, len - i, &c);
			if (!n)
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

/* Statistics of a sample read as pairs of lead and trail byte. */
struct pairs {
	size_t n, broken;     /* pairs; lead bytes without a trail byte */
	size_t low, high;     /* trail byte below 0x80; lead and trail byte from 0xA1 up */
	size_t row[256];      /* pairs by lead byte */
	size_t hiragana_sjis; /* pairs 0x829F..0x82F1 */
};

static void count_pairs(const unsigned char *s, size_t len, struct pairs *p)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char a = s[i], b = i + 1 < len ? s[i + 1] : 0;

		if (a < 0x80)
			continue;
		if (a == 0x80 || a == 0xff || b < 0x40 || b == 0x7f || b == 0xff) {
			/* GB18030 with four bytes: 81..FE 30..39 81..FE 30..39 */
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

/* Guesses among multi-byte encodings. */
static int guess_multi(const char *data, size_t len)
{
	struct pairs p = {0};
	size_t hanzi;

	count_pairs((const unsigned char *)data, len < SAMPLE ? len : SAMPLE, &p);
	hanzi = rows(&p, 0xb0, 0xf7);
	if (p.n < 2)
		return KR_CS_UNKNOWN;
	/* A fifth or more of Japanese is hiragana, whose bytes are rare in other text. */
	if (p.hiragana_sjis * 5 > p.n)
		return KR_CS_SHIFT_JIS;
	if (p.broken * 25 > p.n) /* words of odd length break pairs */
		return KR_CS_UNKNOWN;
	if (p.row[0xa4] * 5 > p.n && p.high * 10 > p.n * 9)
		return KR_CS_EUC_JP;
	if (p.low * 5 > p.n && rows(&p, 0xa1, 0xc6) * 10 > p.n * 8)
		return KR_CS_BIG5;
	/* Hangul in EUC-KR is in rows 0xB0..0xC8; at most two thirds of Chinese text is. */
	if (hanzi >= 10 && rows(&p, 0xb0, 0xc8) * 20 > hanzi * 19)
		return KR_CS_EUC_KR;
	/* The common characters of GB 2312 are in rows 0xB0..0xD7, its punctuation in
	 * 0xA1..0xA3. */
	if (p.high * 10 > p.n * 8 && (rows(&p, 0xb0, 0xd7) + rows(&p, 0xa1, 0xa3)) * 10 > p.n * 7)
		return KR_CS_GB18030;
	return KR_CS_UNKNOWN;
}

int kr_charset_guess(const char *data, size_t len, struct kr_slice language)
{
	bool certain;
	const int single = kr_charset_single_guess(data, len, language, &certain),
	          multi = certain ? KR_CS_UNKNOWN : guess_multi(data, len);

	return multi != KR_CS_UNKNOWN ? multi : single;
}
