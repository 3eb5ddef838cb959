/* Dates in numbers, and the search for the first date in a text. */
#include "extract/meta/date/date_scan_priv.h"

static bool is_date_sign(const struct kr_token *t)
{
	return kr_date_scan_sign(t, '-') || kr_date_scan_sign(t, '/') || kr_date_scan_sign(t, '.');
}

static bool is_month_sign(const struct kr_token *t)
{
	return kr_date_scan_sign(t, 0x6708) || kr_date_scan_sign(t, 0xc6d4);
}

static bool is_day_sign(const struct kr_token *t)
{
	return kr_date_scan_sign(t, 0x65e5) || kr_date_scan_sign(t, 0x53f7) ||
	       kr_date_scan_sign(t, 0xc77c) || kr_date_scan_sign(t, 0x865f);
}

/* Each of the following readers returns the token after the date, or 0 if there is none.
 *
 * 2020-02-10, 2020/2/10, 2020年2月10日, 2020. 2. 10., 2020 February 10. */
static int year_first(const struct kr_date_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];
	const int year = kr_date_numerals_year(t);
	int next;

	if (!year)
		return 0;
	if ((kr_date_scan_sign(t + 1, 0x5e74) || kr_date_scan_sign(t + 1, 0xb144)) &&
	        kr_date_scan_num(t + 2, 2, 1, 12) && is_month_sign(t + 3) &&
	        kr_date_scan_num(t + 4, 2, 1, 31))
		return kr_date_scan_set_day(
		        d, year, t[2].value, t[4].value, k + (is_day_sign(t + 5) ? 6 : 5));
	if (is_date_sign(t + 1) && kr_date_scan_num(t + 2, 2, 1, 12) && is_date_sign(t + 3) &&
	        t[1].value == t[3].value && kr_date_scan_num(t + 4, 2, 1, 31))
		return kr_date_scan_set_day(d, year, t[2].value, t[4].value, k + 5);
	next = is_date_sign(t + 1) || kr_date_scan_sign(t + 1, ',') ? 2 : 1;
	if (!kr_date_months_number(t + next) ||
	        !kr_date_scan_num(t + next + (is_date_sign(t + next + 1) ? 2 : 1), 2, 1, 31))
		return 0;
	k += next + (is_date_sign(t + next + 1) ? 2 : 1);
	return kr_date_scan_set_day(
	        d, year, kr_date_months_number(t + next), sc->t[k].value, k + 1);
}

/* 20200210. */
static int eight_digits(const struct kr_date_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];

	if (t->kind != KR_TOKEN_NUMBER || t->digits != 8 ||
	        t->value / 10000 < KR_DATE_SCAN_YEAR_MIN ||
	        t->value / 10000 > KR_DATE_SCAN_YEAR_MAX)
		return 0;
	return kr_date_scan_set_day(
	        d, t->value / 10000, t->value / 100 % 100, t->value % 100, k + 1);
}

/* 10.2.2020, 10/02/2020, 10-02-20. */
static int day_first(const struct kr_date_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];
	int a = t->value, b = t[2].value, year = t[4].value, next;

	if (!kr_date_scan_num(t, 2, 1, 31) || !is_date_sign(t + 1) ||
	        !kr_date_scan_num(t + 2, 2, 1, 31) || !is_date_sign(t + 3) ||
	        t[1].value != t[3].value)
		return 0;
	if (t[4].kind == KR_TOKEN_NUMBER && t[4].digits == 2 && !t[4].spaced && t->digits == 2 &&
	        t[2].digits == 2)
		year = year < 70 ? 2000 + year : 1900 + year;
	else
		year = kr_date_numerals_year(t + 4);
	if (year < KR_DATE_SCAN_YEAR_MIN ||
	        (k > 0 && kr_date_scan_sign(t - 1, '.') && !t->spaced) ||
	        (kr_date_scan_sign(t + 5, '.') && t[6].kind == KR_TOKEN_NUMBER && !t[6].spaced))
		return 0; /* a version number or an IP address */
	if (b > 12 || (a <= 12 && sc->hints->month_first && !kr_date_scan_sign(t + 1, '.')))
		next = kr_date_scan_set_day(d, year, a, b, k + 5);
	else
		next = kr_date_scan_set_day(d, year, b, a, k + 5);
	d->ambiguous = next && a <= 12 && b <= 12 && a != b && !kr_date_scan_sign(t + 1, '.');
	return next;
}

/* 2月10日; also 02-10 or 2/10 if a time of day follows. */
static int without_year(const struct kr_date_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];

	if (!kr_date_scan_num(t, 2, 1, 12) || !kr_date_scan_num(t + 2, 2, 1, 31) ||
	        (k > 0 && is_date_sign(t - 1) && !t->spaced))
		return 0;
	if (is_month_sign(t + 1) && is_day_sign(t + 3))
		return kr_date_scan_set_day(d, 0, t->value, t[2].value, k + 4);
	if ((kr_date_scan_sign(t + 1, '-') || kr_date_scan_sign(t + 1, '/')) &&
	        kr_date_scan_num(t + 3, 2, 0, 24) && t[3].spaced && kr_date_scan_sign(t + 4, ':'))
		return kr_date_scan_set_day(d, 0, t->value, t[2].value, k + 3);
	return 0;
}

static int date_at(const struct kr_date_scan *sc, int k, bool with_year, struct kr_date *d)
{
	static int (*const forms[])(const struct kr_date_scan *sc, int k, struct kr_date *d) = {
	        year_first, kr_date_months_read, day_first, eight_digits, without_year};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		int next = forms[i](sc, k, d);

		if (next && (d->year != 0) == with_year)
			return next;
	}
	return 0;
}

bool kr_date_parse_find(const char *s, size_t len, const struct kr_date_hints *hints,
        struct kr_date *ret, size_t *ret_from, size_t *ret_end)
{
	struct kr_date_scan sc;
	struct kr_date d;
	int from = 0, end = 0;

	kr_date_scan_tokens(&sc, hints, s, len);
	for (int pass = 0; pass < 3 && !end; pass++) {
		if (pass == 1 && kr_date_relative_scan(&sc, &d, &from, &end))
			break;
		for (int k = 0; k < sc.n && !end && pass != 1 && sc.has_number; k++)
			if (sc.t[k].kind != KR_TOKEN_SIGN &&
			        (end = date_at(&sc, k, pass == 0, &d)) > 0) {
				from = k;
				kr_date_clock_beside(&sc, from, end, &d, &from, &end);
			}
	}
	if (!end)
		return false;
	*ret = d;
	if (ret_from)
		*ret_from = sc.t[from].from;
	if (ret_end)
		*ret_end = sc.t[end - 1].to;
	return true;
}
