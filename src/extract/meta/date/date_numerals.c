/* Digits and numerals of dates outside ASCII, and years of the Buddhist era. */
#include "extract/meta/date/date_scan_priv.h"

#include "kread/base/utf8.h"

int kr_date_numerals_digit(uint32_t c)
{
	/* the zeros of the scripts that the web's news is written in */
	static const uint16_t zeros[] = {0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6,
	        0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0xff10};

	for (size_t i = 0; i < sizeof zeros / sizeof *zeros && c >= zeros[i]; i++)
		if (c < zeros[i] + 10u)
			return (int)(c - zeros[i]);
	return -1;
}

enum { TEN = 10, HUNDRED = 100, THOUSAND = 1000, TWENTY = 20, THIRTY = 30 };

/* The value of a Chinese numeral: a digit, or one of the values above; -1 if it is none. */
static int numeral(uint32_t c)
{
	static const struct {
		uint16_t c;
		int16_t value;
	} numerals[] = {{0x3007, 0}, {0x25cb, 0}, {0x96f6, 0}, {0x4e00, 1}, {0x4e8c, 2},
	        {0x4e09, 3}, {0x56db, 4}, {0x4e94, 5}, {0x516d, 6}, {0x4e03, 7}, {0x516b, 8},
	        {0x4e5d, 9}, {0x5341, TEN}, {0x5eff, TWENTY}, {0x5345, THIRTY}, {0x767e, HUNDRED},
	        {0x5343, THOUSAND}};

	for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
		if (numerals[i].c == c)
			return numerals[i].value;
	return -1;
}

/* Reads 二〇二四 as 2024 and 二十 as 20. Returns the bytes read. */
static size_t read_number(const char *s, size_t len, int *ret_value)
{
	int total = 0, digit = -1;
	bool placed = false; /* with 十 and the like, not digit by digit */
	size_t i = 0;

	for (size_t n; i < len; i += n) {
		uint32_t c;
		int v;

		n = kr_utf8_decode(s + i, len - i, &c);
		v = numeral(c);
		if (v < 0 || total > 9999)
			break;
		if (v < TEN) {
			total = digit >= 0 && !placed ? total * 10 + digit : total;
			digit = v;
		} else {
			placed = true;
			total += (v == TWENTY || v == THIRTY ? 1 : digit < 0 ? 1 : digit) * v;
			digit = 0;
		}
	}
	*ret_value =
	        placed ? total + (digit > 0 ? digit : 0) : total * 10 + (digit < 0 ? 0 : digit);
	return i;
}

static bool is_at(const char *s, size_t len, size_t at, const char *sign)
{
	return at < len && len - at >= strlen(sign) && !memcmp(s + at, sign, strlen(sign));
}

size_t kr_date_numerals_read(const char *s, size_t len, int *ret_value)
{
	static const char *const days[] = {"月", "日", "号", "號"};
	const size_t n = read_number(s, len, ret_value);
	uint32_t next = 0;

	if (is_at(s, len, 0, "元年")) { /* the first year of an era */
		*ret_value = 1;
		return 3;
	}
	if (!n || n == len)
		return 0;
	if (is_at(s, len, n, "年")) {
		/* "三年前" is no date */
		if (n + 3 < len)
			kr_utf8_decode(s + n + 3, len - n - 3, &next);
		return numeral(next) >= 0 || (next >= '0' && next <= '9') ? n : 0;
	}
	for (size_t k = 0; k < sizeof days / sizeof *days; k++)
		if (*ret_value > 0 && *ret_value <= 31 && is_at(s, len, n, days[k]))
			return n;
	return 0;
}

bool kr_date_numerals_before_month(const char *s, size_t len, size_t at)
{
	uint32_t c = 0;

	if (at < 3 || !is_at(s, len, at, "月"))
		return false;
	kr_utf8_decode(s + at - 3, 3, &c);
	return numeral(c) >= 0;
}

int kr_date_numerals_year(const struct kr_token *t)
{
	enum { BUDDHIST = 543 };
	const int year = t->value > KR_DATE_SCAN_YEAR_MAX ? t->value - BUDDHIST : t->value;

	return t->kind == KR_TOKEN_NUMBER && t->digits == 4 && year >= KR_DATE_SCAN_YEAR_MIN &&
	                       year <= KR_DATE_SCAN_YEAR_MAX
	               ? year
	               : 0;
}

int kr_date_numerals_persian(const struct kr_token *t)
{
	return t->kind == KR_TOKEN_NUMBER && t->digits == 4 && t->value >= 1370 && t->value < 1480
	               ? t->value
	               : 0;
}

int kr_date_numerals_era(const struct kr_date_scan *sc, int k)
{
	enum { REPUBLIC = 1911 };
	/* the two characters of an era, and the year before its first */
	static const uint16_t eras[][3] = {{0x4ee4, 0x548c, 2018}, {0x5e73, 0x6210, 1988},
	        {0x6c11, 0x570b, REPUBLIC}, {0x6c11, 0x56fd, REPUBLIC}};
	const struct kr_token *t = &sc->t[k];

	if (!kr_date_scan_num(t, 3, 1, 189))
		return 0;
	for (size_t i = 0; k >= 2 && i < sizeof eras / sizeof *eras; i++)
		if (kr_date_scan_sign(t - 2, eras[i][0]) && kr_date_scan_sign(t - 1, eras[i][1]))
			return t->value + eras[i][2];
	return sc->hints->republic && t->value >= 90 ? t->value + REPUBLIC : 0;
}
