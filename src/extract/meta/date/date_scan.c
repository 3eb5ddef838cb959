#include "extract/meta/date/date_scan_priv.h"

#include "kread/base/utf8.h"

/* Full-width forms, and digits of other scripts, as ASCII. */
static uint32_t to_ascii(uint32_t c)
{
	const int digit = kr_date_numerals_digit(c);

	if (digit >= 0)
		return '0' + (uint32_t)digit;
	if (c >= 0xff01 && c <= 0xff5e)
		return c - 0xfee0;
	if (c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0x2212)
		return '-';
	return c == 0xa0 || c == 0x3000 || c == 0x2009 || c == 0x202f || c == 0x200a ? ' ' : c;
}

bool kr_date_scan_has_digit(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		const unsigned char b = (unsigned char)s[i];
		uint32_t c = 0;

		if (b >= '0' && b <= '9')
			return true;
		if (b < 0xd9)
			continue;
		if (b == 0xe6 && kr_date_numerals_before_month(s, len, i))
			return true;
		/* the first bytes of digits */
		if (b != 0xd9 && b != 0xdb && b != 0xe0 && b != 0xe1 && b != 0xef)
			continue;
		kr_utf8_decode(s + i, len - i, &c);
		if (kr_date_numerals_digit(c) >= 0)
			return true;
	}
	return false;
}

static void add_word_char(struct kr_token *t, uint32_t c)
{
	const uint32_t folded = kr_date_fold_letter(c);
	char out[4];
	size_t n = folded ? kr_utf8_encode(folded, out) : 0;

	if (t->len + n >= sizeof t->word)
		return;
	memcpy(t->word + t->len, out, n); /* the rest is zero */
	t->len = (uint8_t)(t->len + n);
}

static bool is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A run of ASCII letters at s; returns its length. */
static size_t add_word(struct kr_token *t, const char *s, size_t len)
{
	size_t n = 0;

	for (; n < len && is_ascii_letter(s[n]); n++)
		if (t->len + 1u < sizeof t->word)
			t->word[t->len++] = (char)(s[n] | 0x20);
	return n;
}

/* Marks of direction, and of how letters join, within words and between them. */
static bool is_mark(uint32_t c)
{
	return c == 0xad || (c >= 0x200b && c <= 0x200f) || c == 0x61c || c == 0xfeff ||
	       (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* Adds a number in Chinese numerals; returns its bytes, or 0 if there is none or no room. */
static size_t add_numerals(
        struct kr_date_scan *sc, const char *s, size_t len, size_t at, bool spaced)
{
	int value;
	const size_t n = kr_date_numerals_read(s + at, len - at, &value);

	if (!n || sc->n == KR_DATE_SCAN_TOKENS)
		return 0;
	sc->has_number = true;
	sc->t[sc->n] = (struct kr_token){.kind = KR_TOKEN_NUMBER,
	        .value = value,
	        .spaced = spaced,
	        .from = (uint32_t)at,
	        .to = (uint32_t)(at + n)};
	for (; value; value /= 10)
		sc->t[sc->n].digits++;
	sc->n++;
	return n;
}

static void read_tokens(struct kr_date_scan *sc, const char *s, size_t len)
{
	struct kr_token *t = NULL;
	bool spaced = false;

	for (size_t i = 0, n, numerals; i < len; i += n) {
		uint32_t c = (unsigned char)s[i];
		enum kr_token_kind kind;

		n = c < 0x80 ? 1 : kr_utf8_decode(s + i, len - i, &c);
		sc->persian = sc->persian || (c >= 0x6f0 && c <= 0x6f9);
		c = c < 0x80 ? c : to_ascii(c);
		if (is_mark(c))
			continue;
		if (c >= 0x25cb && c < 0xa000 && (numerals = add_numerals(sc, s, len, i, spaced))) {
			n = numerals;
			spaced = false;
			t = NULL;
			continue;
		}
		if (c <= ' ') {
			spaced = true;
			t = NULL;
			continue;
		}
		kind = c >= '0' && c <= '9'        ? KR_TOKEN_NUMBER
		       : kr_date_fold_is_letter(c) ? KR_TOKEN_WORD
		                                   : KR_TOKEN_SIGN;
		if (!t || t->kind != kind || kind == KR_TOKEN_SIGN) {
			if (sc->n == KR_DATE_SCAN_TOKENS)
				return;
			t = &sc->t[sc->n++];
			sc->has_number = sc->has_number || kind == KR_TOKEN_NUMBER;
			*t = (struct kr_token){.kind = kind, .spaced = spaced, .from = (uint32_t)i};
		}
		spaced = false;
		if (kind == KR_TOKEN_NUMBER) {
			t->digits++;
			if (t->digits <= 8)
				t->value = t->value * 10 + (int32_t)(c - '0');
		} else if (kind == KR_TOKEN_SIGN) {
			t->value = (int32_t)c;
		} else if (is_ascii_letter(s[i])) {
			n = add_word(t, s + i, len - i);
		} else {
			add_word_char(t, c);
		}
		t->to = (uint32_t)(i + n);
	}
}

void kr_date_scan_tokens(
        struct kr_date_scan *sc, const struct kr_date_hints *hints, const char *s, size_t len)
{
	sc->hints = hints;
	sc->n = 0;
	sc->has_number = sc->persian = false;
	read_tokens(sc, s, len);
	memset(&sc->t[sc->n], 0, KR_DATE_SCAN_GAP * sizeof *sc->t);
}

int kr_date_scan_set_day(struct kr_date *d, int year, int month, int day, int next)
{
	static const int8_t days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (month < 1 || month > 12 || day < 1 || day > days[month - 1])
		return 0;
	*d = (struct kr_date){(int16_t)year, (int8_t)month, (int8_t)day, -1, -1, -1,
	        KR_DATE_NO_OFFSET, false, false};
	return next;
}
