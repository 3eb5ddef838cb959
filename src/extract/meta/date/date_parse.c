#include "extract/meta/date/date_scan_priv.h"

enum {
	YEAR_MIN = 1990,
	YEAR_MAX = 2100,
};

static const struct {
	int month;
	const char *name;
} months[] = {
#define MONTH(n, name) {n, name},
#include "extract/meta/date/date_months.def"
#undef MONTH
};

static bool is_year(const struct kr_token *t)
{
	return t->kind == KR_TOKEN_NUMBER && t->digits == 4 && t->value >= YEAR_MIN &&
	       t->value <= YEAR_MAX;
}

static int month_of(const struct kr_token *t)
{
	size_t n = t->kind == KR_TOKEN_WORD ? t->len : 0;
	int begun = 0;

	if (n < 3)
		return 0;
	for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
		const char *name = months[i].name;

		if (name[0] != t->word[0] || strncmp(name, t->word, n) != 0)
			continue;
		if (!name[n])
			return months[i].month;
		begun = begun ? begun : months[i].month;
	}
	return begun;
}

/* --- the time of day
 * --------------------------------------------------------------------------------------------- */

/* --- the day ------------------------------------------------------------------------------ */

static bool is_date_sign(const struct kr_token *t)
{
	return kr_date_scan_sign(t, '-') || kr_date_scan_sign(t, '/') || kr_date_scan_sign(t, '.');
}

static int set(struct kr_date *d, int year, int month, int day, int next)
{
	static const int8_t days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (month < 1 || month > 12 || day < 1 || day > days[month - 1])
		return 0;
	*d = (struct kr_date){(int16_t)year, (int8_t)month, (int8_t)day, -1, -1, -1,
	        KR_DATE_NO_OFFSET, false, false};
	return next;
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

/* 2020-02-10, 2020/2/10, 2020年2月10日, 2020. 2. 10., 2020 February 10. Each of these returns the
 * next token or 0. */
static int year_first(const struct kr_date_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];
	int year = t->value, next;

	if (!is_year(t))
		return 0;
	if ((kr_date_scan_sign(t + 1, 0x5e74) || kr_date_scan_sign(t + 1, 0xb144)) &&
	        kr_date_scan_num(t + 2, 2, 1, 12) && is_month_sign(t + 3) &&
	        kr_date_scan_num(t + 4, 2, 1, 31))
		return set(d, year, t[2].value, t[4].value, k + (is_day_sign(t + 5) ? 6 : 5));
	if (is_date_sign(t + 1) && kr_date_scan_num(t + 2, 2, 1, 12) && is_date_sign(t + 3) &&
	        t[1].value == t[3].value && kr_date_scan_num(t + 4, 2, 1, 31))
		return set(d, year, t[2].value, t[4].value, k + 5);
	next = is_date_sign(t + 1) || kr_date_scan_sign(t + 1, ',') ? 2 : 1;
	if (!month_of(t + next) ||
	        !kr_date_scan_num(t + next + (is_date_sign(t + next + 1) ? 2 : 1), 2, 1, 31))
		return 0;
	k += next + (is_date_sign(t + next + 1) ? 2 : 1);
	return set(d, year, month_of(t + next), sc->t[k].value, k + 1);
}

/* 20200210, 202002100905, 20200210090530: only by itself. */
static int compact(const struct kr_date_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];

	if (t->kind != KR_TOKEN_NUMBER || t->digits != 8 || t->value / 10000 < YEAR_MIN ||
	        t->value / 10000 > YEAR_MAX)
		return 0;
	return set(d, t->value / 10000, t->value / 100 % 100, t->value % 100, k + 1);
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
	else if (!is_year(t + 4))
		return 0;
	if (year < YEAR_MIN || (k > 0 && kr_date_scan_sign(t - 1, '.') && !t->spaced) ||
	        (kr_date_scan_sign(t + 5, '.') && t[6].kind == KR_TOKEN_NUMBER && !t[6].spaced))
		return 0; /* a version, an address */
	if (b > 12 || (a <= 12 && sc->hints->month_first && !kr_date_scan_sign(t + 1, '.')))
		next = set(d, year, a, b, k + 5);
	else
		next = set(d, year, b, a, k + 5);
	d->either = next && a <= 12 && b <= 12 && a != b && !kr_date_scan_sign(t + 1, '.');
	return next;
}

static int skip_small(const struct kr_date_scan *sc, int k)
{
	static const char *const words[] = {"st", "nd", "rd", "th", "de", "of", "er", "del", "º",
	        "ª", "ter", "den", "d", "г", "ης", "η", NULL};

	for (int i = 0; i < 3; i++, k++)
		if (!kr_date_scan_one_of(&sc->t[k], words) && !kr_date_scan_sign(&sc->t[k], '.') &&
		        !kr_date_scan_sign(&sc->t[k], ',') && !kr_date_scan_sign(&sc->t[k], '-') &&
		        !kr_date_scan_sign(&sc->t[k], '/') &&
		        !kr_date_scan_sign(&sc->t[k], 0x2019) &&
		        !kr_date_scan_sign(&sc->t[k], '\'') && !kr_date_scan_sign(&sc->t[k], 0xb0))
			break;
	return k;
}

/* A year behind day and month; without one the date has year 0. */
static int year_behind(const struct kr_date_scan *sc, int k, int month, int day, struct kr_date *d)
{
	int y = skip_small(sc, k), timed;
	struct kr_date clock = {0};

	if (is_year(&sc->t[y]))
		return set(d, sc->t[y].value, month, day, y + 1);
	if (sc->t[y].kind == KR_TOKEN_NUMBER && sc->t[y].digits == 2 && y > k &&
	        (sc->t[y].value >= 90 || sc->t[y].value <= 40) &&
	        !kr_date_scan_sign(&sc->t[y + 1], ':') &&
	        (kr_date_scan_sign(&sc->t[y - 1], '\'') ||
	                kr_date_scan_sign(&sc->t[y - 1], 0x2019) ||
	                kr_date_scan_sign(&sc->t[y - 1], '-')))
		return set(d, sc->t[y].value + (sc->t[y].value >= 90 ? 1900 : 2000), month, day,
		        y + 1);
	clock.offset = KR_DATE_NO_OFFSET;
	timed = kr_date_clock_read(sc, y, &clock); /* Feb 10 09:05:00 +0000 2020 */
	if (timed > y && is_year(&sc->t[timed]) && set(d, sc->t[timed].value, month, day, k)) {
		d->hour = clock.hour;
		d->min = clock.min;
		d->sec = clock.sec;
		d->offset = clock.offset;
		return timed + 1;
	}
	return set(d, 0, month, day, k);
}

/* 10 February 2020, 10. Februar 2020, 10 de febrero de 2020, February 10th, 2020, Feb 10. */
static int month_named(const struct kr_date_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];
	int m;

	if (kr_date_scan_num(t, 2, 1, 31)) {
		m = skip_small(sc, k + 1);
		return month_of(&sc->t[m])
		               ? year_behind(sc, m + 1, month_of(&sc->t[m]), t->value, d)
		               : 0;
	}
	/* first the number, since few words have one behind them and looking up a name is slow */
	m = kr_date_scan_sign(t + 1, '.') || kr_date_scan_sign(t + 1, '-') ||
	                    kr_date_scan_sign(t + 1, '/')
	            ? k + 2
	            : k + 1;
	if (!kr_date_scan_num(&sc->t[m], 2, 1, 31) || kr_date_scan_sign(&sc->t[m + 1], ':') ||
	        !month_of(t))
		return 0;
	return year_behind(sc, m + 1, month_of(t), sc->t[m].value, d);
}

/* 2月10日; 02-10 or 2/10 if a time of day follows. */
static int without_year(const struct kr_date_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];

	if (!kr_date_scan_num(t, 2, 1, 12) || !kr_date_scan_num(t + 2, 2, 1, 31) ||
	        (k > 0 && is_date_sign(t - 1) && !t->spaced))
		return 0;
	if (is_month_sign(t + 1) && is_day_sign(t + 3))
		return set(d, 0, t->value, t[2].value, k + 4);
	if ((kr_date_scan_sign(t + 1, '-') || kr_date_scan_sign(t + 1, '/')) &&
	        kr_date_scan_num(t + 3, 2, 0, 24) && t[3].spaced && kr_date_scan_sign(t + 4, ':'))
		return set(d, 0, t->value, t[2].value, k + 3);
	return 0;
}

/* --- all together ------------------------------------------------------------------------- */

static int date_at(const struct kr_date_scan *sc, int k, bool with_year, struct kr_date *d)
{
	static int (*const forms[])(const struct kr_date_scan *sc, int k, struct kr_date *d) = {
	        year_first, month_named, day_first, compact, without_year};

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
		for (int k = 0; k < sc.n && !end && pass != 1 && sc.numbers; k++)
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
