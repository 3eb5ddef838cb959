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
 * 2020年2月10日, 2020년 2월 10일, 令和2年2月10日. */
static int with_signs(const struct kr_date_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];
	const int year =
	        kr_date_numerals_year(t) ? kr_date_numerals_year(t) : kr_date_numerals_era(sc, k);

	if (!year || !(kr_date_scan_sign(t + 1, 0x5e74) || kr_date_scan_sign(t + 1, 0xb144)) ||
	        !kr_date_scan_num(t + 2, 2, 1, 12) || !is_month_sign(t + 3) ||
	        !kr_date_scan_num(t + 4, 2, 1, 31))
		return 0;
	return kr_date_scan_set_day(
	        d, year, t[2].value, t[4].value, k + (is_day_sign(t + 5) ? 6 : 5));
}

/* The day of a date in numbers, whose year may be that of another calendar. */
static int set_numbers(const struct kr_date_scan *sc, const struct kr_token *year, int month,
        int day, struct kr_date *d, int next)
{
	enum { REPUBLIC = 1911 };
	const bool iran = sc->persian || !strcmp(sc->hints->language, "fa");
	int y = kr_date_numerals_year(year);

	if (iran && kr_date_numerals_persian(year))
		return kr_date_calendar_from_persian(year->value, month, day, d) ? next : 0;
	if (sc->hints->republic && kr_date_scan_num(year, 3, 90, 189))
		y = year->value + REPUBLIC;
	return y ? kr_date_scan_set_day(d, y, month, day, next) : 0;
}

/* 2020-02-10, 2020/2/10, 2020. 2. 10. */
static int year_first(const struct kr_date_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];

	if (t->kind != KR_TOKEN_NUMBER || !is_date_sign(t + 1) ||
	        !kr_date_scan_num(t + 2, 2, 1, 12) || !is_date_sign(t + 3) ||
	        t[1].value != t[3].value || !kr_date_scan_num(t + 4, 2, 1, 31))
		return 0;
	return set_numbers(sc, t, t[2].value, t[4].value, d, k + 5);
}

/* 2020 February 10, 2020. február 10., 2020 m. vasario 10 d. */
static int year_and_name(const struct kr_date_scan *sc, int k, struct kr_date *d)
{
	int month, next;

	if (sc->t[k].kind != KR_TOKEN_NUMBER || sc->t[k].digits != 4)
		return 0;
	month = kr_date_months_at(sc, kr_date_months_skip(sc, k + 1), &next);
	next += month && is_date_sign(&sc->t[next]);
	if (!month || !kr_date_scan_num(&sc->t[next], 2, 1, 31))
		return 0;
	return kr_date_months_set(d, sc, &sc->t[k], month, sc->t[next].value, next + 1);
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

/* What to add to a year of two digits. */
static int century(const struct kr_date_scan *sc, int year)
{
	enum { BUDDHIST_CENTURY = 1957 };

	if (!strcmp(sc->hints->language, "th") && year >= 50)
		return BUDDHIST_CENTURY;
	return year < 70 ? 2000 : 1900;
}

/* Whether it is part of a version number or an IP address. */
static bool has_more_numbers(const struct kr_date_scan *sc, int k)
{
	const struct kr_token *t = &sc->t[k];

	return (k > 0 && kr_date_scan_sign(t - 1, '.') && !t->spaced) ||
	       (kr_date_scan_sign(t + 5, '.') && t[6].kind == KR_TOKEN_NUMBER && !t[6].spaced);
}

/* 10.2.2020, 10/02/2020, 10-02-20. */
static int day_first(const struct kr_date_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];
	struct kr_token year = t[4];
	int a = t->value, b = t[2].value, next;

	if (!kr_date_scan_num(t, 2, 1, 31) || !is_date_sign(t + 1) ||
	        !kr_date_scan_num(t + 2, 2, 1, 31) || !is_date_sign(t + 3) ||
	        t[1].value != t[3].value || has_more_numbers(sc, k))
		return 0;
	if (t[4].kind == KR_TOKEN_NUMBER && t[4].digits == 2 && !t[4].spaced && t->digits == 2 &&
	        t[2].digits == 2) {
		year.value = century(sc, t[4].value) + t[4].value;
		year.digits = 4;
	}
	if (b > 12 || (a <= 12 && sc->hints->month_first && !kr_date_scan_sign(t + 1, '.')))
		next = set_numbers(sc, &year, a, b, d, k + 5);
	else
		next = set_numbers(sc, &year, b, a, d, k + 5);
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
	        with_signs, year_first, year_and_name, kr_date_months_read, day_first, eight_digits,
	        without_year};

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
