#include "date_scan_priv.h"

enum {
	YEAR_MIN = 1990,
	YEAR_MAX = 2100,
};

static const struct {
	int month;
	const char *name;
} months[] = {
#define MONTH(n, name) {n, name},
#include "date_months.def"
#undef MONTH
};

static bool is_year(const struct kr_token *t)
{
	return t->kind == KR_TOKEN_NUMBER && t->digits == 4 && t->value >= YEAR_MIN && t->value <= YEAR_MAX;
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

/* --- the time of day --------------------------------------------------------------------------------------------- */

static int named_zone(const struct kr_token *t)
{
	static const struct {
		const char *name;
		int minutes;
	} zones[] = {{"z", 0}, {"gmt", 0}, {"utc", 0}, {"est", -300}, {"edt", -240}, {"cdt", -300}, {"mst", -420},
	        {"mdt", -360}, {"pst", -480}, {"pdt", -420}, {"bst", 60}, {"cet", 60}, {"cest", 120}, {"mez", 60},
	        {"mesz", 120}, {"eet", 120}, {"eest", 180}, {"msk", 180}, {"jst", 540}, {"kst", 540}, {"hkt", 480}};

	for (size_t i = 0; t->kind == KR_TOKEN_WORD && i < sizeof zones / sizeof *zones; i++)
		if (!strcmp(zones[i].name, t->word))
			return zones[i].minutes;
	return KR_DATE_NO_OFFSET;
}

/* "+08:00", "+0800", "+8", "Z", "GMT+8" at k; returns the next token. */
static int read_zone(const struct kr_scan *sc, int k, struct kr_date *d)
{
	int named = named_zone(&sc->t[k]), sign, minutes;

	if (named != KR_DATE_NO_OFFSET) {
		d->offset = (int16_t)named;
		k++;
	}
	if (!kr_scan_sign(&sc->t[k], '+') && !(kr_scan_sign(&sc->t[k], '-') && !sc->t[k].spaced))
		return k;
	sign = kr_scan_sign(&sc->t[k], '+') ? 1 : -1;
	if (sc->t[k + 1].spaced || !kr_scan_num(&sc->t[k + 1], 4, 0, 1400))
		return k;
	minutes = sc->t[k + 1].value;
	minutes = sc->t[k + 1].digits > 2 ? minutes / 100 * 60 + minutes % 100 : minutes * 60;
	if (minutes > 14 * 60)
		return k;
	k += 2;
	if (kr_scan_sign(&sc->t[k], ':') && kr_scan_num(&sc->t[k + 1], 2, 0, 59)) {
		minutes += sc->t[k + 1].value;
		k += 2;
	}
	d->offset = (int16_t)(sign * minutes);
	return k;
}

/* "pm", "p.m." behind the time. */
static int read_half_day(const struct kr_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];
	bool pm;

	if (kr_scan_word(t, "am") || kr_scan_word(t, "pm")) {
		pm = t->word[0] == 'p';
		k++;
	} else if ((kr_scan_word(t, "a") || kr_scan_word(t, "p")) && kr_scan_sign(t + 1, '.') &&
	           kr_scan_word(t + 2, "m")) {
		pm = t->word[0] == 'p';
		k += kr_scan_sign(t + 3, '.') ? 4 : 3;
	} else {
		return k;
	}
	if (pm && d->hour < 12)
		d->hour = (int8_t)(d->hour + 12);
	else if (!pm && d->hour == 12)
		d->hour = 0;
	return k;
}

/* 下午, 오후, 午後 directly before the hour. */
static bool afternoon_before(const struct kr_scan *sc, int k)
{
	const struct kr_token *t = &sc->t[k];

	if (k < 2)
		return false;
	return (kr_scan_sign(t - 1, 0x5348) && kr_scan_sign(t - 2, 0x4e0b)) ||
	       (kr_scan_sign(t - 1, 0x4e0a) && kr_scan_sign(t - 2, 0x665a)) ||
	       (kr_scan_sign(t - 1, 0xd6c4) && kr_scan_sign(t - 2, 0xc624)) ||
	       (kr_scan_sign(t - 1, 0x5f8c) && kr_scan_sign(t - 2, 0x5348));
}

static bool is_hour_mark(const struct kr_token *t)
{
	static const char *const words[] = {"h", "hs", "hrs", "uhr", NULL};

	return kr_scan_sign(t, 0x65f6) || kr_scan_sign(t, 0x6642) || kr_scan_sign(t, 0x70b9) ||
	       kr_scan_sign(t, 0x9ede) || kr_scan_sign(t, 0xc2dc) || kr_scan_one_of(t, words);
}

/* A time of day at k: 09:05, 09:05:30, 9.05 Uhr, 9h05, 9时5分30秒, 9 pm. Returns the token behind it, or k. */
static int read_time(const struct kr_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];
	bool dotted = kr_scan_sign(t + 1, '.') && kr_scan_num(t + 2, 2, 0, 59) && t[2].digits == 2 && !t[2].spaced;
	const int at = k;

	if (!kr_scan_num(t, 2, 0, 24))
		return k;
	if ((kr_scan_sign(t + 1, ':') && kr_scan_num(t + 2, 2, 0, 59)) ||
	        (dotted && (kr_scan_word(t + 3, "uhr") || kr_scan_word(t + 3, "klo") ||
	                           (k > 0 && (kr_scan_word(t - 1, "um") || kr_scan_word(t - 1, "klo") ||
	                                             kr_scan_word(t - 1, "kl")))))) {
		d->hour = (int8_t)t->value;
		d->min = (int8_t)t[2].value;
		k += 3;
		if (kr_scan_sign(&sc->t[k], ':') && kr_scan_num(&sc->t[k + 1], 2, 0, 60)) {
			d->sec = (int8_t)(sc->t[k + 1].value == 60 ? 59 : sc->t[k + 1].value);
			k += 2;
			if ((kr_scan_sign(&sc->t[k], '.') || kr_scan_sign(&sc->t[k], ',')) &&
			        sc->t[k + 1].kind == KR_TOKEN_NUMBER && !sc->t[k + 1].spaced)
				k += 2; /* a fraction */
		}
	} else if (is_hour_mark(t + 1) && kr_scan_num(t + 2, 2, 0, 59)) {
		d->hour = (int8_t)t->value;
		d->min = (int8_t)t[2].value;
		k += 3;
		if (kr_scan_sign(&sc->t[k], 0x5206) || kr_scan_sign(&sc->t[k], 0xbd84))
			k++;
		if (kr_scan_num(&sc->t[k], 2, 0, 59) && kr_scan_sign(&sc->t[k + 1], 0x79d2)) {
			d->sec = (int8_t)sc->t[k].value;
			k += 2;
		}
	} else if (kr_scan_num(t, 2, 1, 12) && (kr_scan_word(t + 1, "am") || kr_scan_word(t + 1, "pm"))) {
		d->hour = (int8_t)t->value;
		d->min = 0;
		k++;
	} else {
		return k;
	}
	if (d->hour == 24)
		d->hour = 0;
	if (afternoon_before(sc, at) && d->hour < 12)
		d->hour = (int8_t)(d->hour + 12);
	k = read_half_day(sc, k, d);
	if (kr_scan_word(&sc->t[k], "uhr"))
		k++;
	return read_zone(sc, k, d);
}

/* --- the day --------------------------------------------------------------------------------------------------------- */

static bool is_date_sign(const struct kr_token *t)
{
	return kr_scan_sign(t, '-') || kr_scan_sign(t, '/') || kr_scan_sign(t, '.');
}

static int set(struct kr_date *d, int year, int month, int day, int next)
{
	static const int8_t days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (month < 1 || month > 12 || day < 1 || day > days[month - 1])
		return 0;
	*d = (struct kr_date){(int16_t)year, (int8_t)month, (int8_t)day, -1, -1, -1, KR_DATE_NO_OFFSET, false, false};
	return next;
}

static bool is_month_sign(const struct kr_token *t)
{
	return kr_scan_sign(t, 0x6708) || kr_scan_sign(t, 0xc6d4);
}

static bool is_day_sign(const struct kr_token *t)
{
	return kr_scan_sign(t, 0x65e5) || kr_scan_sign(t, 0x53f7) || kr_scan_sign(t, 0xc77c) || kr_scan_sign(t, 0x865f);
}

/* 2020-02-10, 2020/2/10, 2020年2月10日, 2020. 2. 10., 2020 February 10. Each of these returns the next token or 0. */
static int year_first(const struct kr_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];
	int year = t->value, next;

	if (!is_year(t))
		return 0;
	if ((kr_scan_sign(t + 1, 0x5e74) || kr_scan_sign(t + 1, 0xb144)) && kr_scan_num(t + 2, 2, 1, 12) &&
	        is_month_sign(t + 3) && kr_scan_num(t + 4, 2, 1, 31))
		return set(d, year, t[2].value, t[4].value, k + (is_day_sign(t + 5) ? 6 : 5));
	if (is_date_sign(t + 1) && kr_scan_num(t + 2, 2, 1, 12) && is_date_sign(t + 3) && t[1].value == t[3].value &&
	        kr_scan_num(t + 4, 2, 1, 31))
		return set(d, year, t[2].value, t[4].value, k + 5);
	next = is_date_sign(t + 1) || kr_scan_sign(t + 1, ',') ? 2 : 1;
	if (!month_of(t + next) || !kr_scan_num(t + next + (is_date_sign(t + next + 1) ? 2 : 1), 2, 1, 31))
		return 0;
	k += next + (is_date_sign(t + next + 1) ? 2 : 1);
	return set(d, year, month_of(t + next), sc->t[k].value, k + 1);
}

/* 20200210, 202002100905, 20200210090530: only by itself. */
static int compact(const struct kr_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];

	if (t->kind != KR_TOKEN_NUMBER || t->digits != 8 || t->value / 10000 < YEAR_MIN || t->value / 10000 > YEAR_MAX)
		return 0;
	return set(d, t->value / 10000, t->value / 100 % 100, t->value % 100, k + 1);
}

/* 10.2.2020, 10/02/2020, 10-02-20. */
static int day_first(const struct kr_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];
	int a = t->value, b = t[2].value, year = t[4].value, next;

	if (!kr_scan_num(t, 2, 1, 31) || !is_date_sign(t + 1) || !kr_scan_num(t + 2, 2, 1, 31) ||
	        !is_date_sign(t + 3) || t[1].value != t[3].value)
		return 0;
	if (t[4].kind == KR_TOKEN_NUMBER && t[4].digits == 2 && !t[4].spaced && t->digits == 2 && t[2].digits == 2)
		year = year < 70 ? 2000 + year : 1900 + year;
	else if (!is_year(t + 4))
		return 0;
	if (year < YEAR_MIN || (k > 0 && kr_scan_sign(t - 1, '.') && !t->spaced) ||
	        (kr_scan_sign(t + 5, '.') && t[6].kind == KR_TOKEN_NUMBER && !t[6].spaced))
		return 0; /* a version, an address */
	if (b > 12 || (a <= 12 && sc->hints->month_first && !kr_scan_sign(t + 1, '.')))
		next = set(d, year, a, b, k + 5);
	else
		next = set(d, year, b, a, k + 5);
	d->either = next && a <= 12 && b <= 12 && a != b && !kr_scan_sign(t + 1, '.');
	return next;
}

static int skip_small(const struct kr_scan *sc, int k)
{
	static const char *const words[] = {
	        "st", "nd", "rd", "th", "de", "of", "er", "del", "º", "ª", "ter", "den", "d", "г", "ης", "η", NULL};

	for (int i = 0; i < 3; i++, k++)
		if (!kr_scan_one_of(&sc->t[k], words) && !kr_scan_sign(&sc->t[k], '.') &&
		        !kr_scan_sign(&sc->t[k], ',') && !kr_scan_sign(&sc->t[k], '-') &&
		        !kr_scan_sign(&sc->t[k], '/') && !kr_scan_sign(&sc->t[k], 0x2019) &&
		        !kr_scan_sign(&sc->t[k], '\'') && !kr_scan_sign(&sc->t[k], 0xb0))
			break;
	return k;
}

/* A year behind day and month; without one the date has year 0. */
static int year_behind(const struct kr_scan *sc, int k, int month, int day, struct kr_date *d)
{
	int y = skip_small(sc, k), timed;
	struct kr_date clock = {0};

	if (is_year(&sc->t[y]))
		return set(d, sc->t[y].value, month, day, y + 1);
	if (sc->t[y].kind == KR_TOKEN_NUMBER && sc->t[y].digits == 2 && y > k &&
	        (sc->t[y].value >= 90 || sc->t[y].value <= 40) && !kr_scan_sign(&sc->t[y + 1], ':') &&
	        (kr_scan_sign(&sc->t[y - 1], '\'') || kr_scan_sign(&sc->t[y - 1], 0x2019) ||
	                kr_scan_sign(&sc->t[y - 1], '-')))
		return set(d, sc->t[y].value + (sc->t[y].value >= 90 ? 1900 : 2000), month, day, y + 1);
	clock.offset = KR_DATE_NO_OFFSET;
	timed = read_time(sc, y, &clock); /* Feb 10 09:05:00 +0000 2020 */
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
static int month_named(const struct kr_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];
	int m;

	if (kr_scan_num(t, 2, 1, 31)) {
		m = skip_small(sc, k + 1);
		return month_of(&sc->t[m]) ? year_behind(sc, m + 1, month_of(&sc->t[m]), t->value, d) : 0;
	}
	/* first the number, since few words have one behind them and looking up a name is slow */
	m = kr_scan_sign(t + 1, '.') || kr_scan_sign(t + 1, '-') || kr_scan_sign(t + 1, '/') ? k + 2 : k + 1;
	if (!kr_scan_num(&sc->t[m], 2, 1, 31) || kr_scan_sign(&sc->t[m + 1], ':') || !month_of(t))
		return 0;
	return year_behind(sc, m + 1, month_of(t), sc->t[m].value, d);
}

/* 2月10日; 02-10 or 2/10 if a time of day follows. */
static int without_year(const struct kr_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];

	if (!kr_scan_num(t, 2, 1, 12) || !kr_scan_num(t + 2, 2, 1, 31) || (k > 0 && is_date_sign(t - 1) && !t->spaced))
		return 0;
	if (is_month_sign(t + 1) && is_day_sign(t + 3))
		return set(d, 0, t->value, t[2].value, k + 4);
	if ((kr_scan_sign(t + 1, '-') || kr_scan_sign(t + 1, '/')) && kr_scan_num(t + 3, 2, 0, 24) && t[3].spaced &&
	        kr_scan_sign(t + 4, ':'))
		return set(d, 0, t->value, t[2].value, k + 3);
	return 0;
}

/* The time of day behind the date, or before it ("09:05, 10 February 2020"). */
void kr_scan_time_beside(const struct kr_scan *sc, int from, int end, struct kr_date *d, int *ret_from, int *ret_end)
{
	for (int k = end; k < end + KR_SCAN_GAP && k < sc->n && d->hour < 0; k++) {
		int next = read_time(sc, k, d);

		if (next > k)
			*ret_end = next;
		else if (sc->t[k].kind == KR_TOKEN_NUMBER || kr_scan_sign(&sc->t[k], '<'))
			break;
	}
	for (int k = from - 3; k >= 0 && k >= from - 8 && d->hour < 0; k--) {
		int next = read_time(sc, k, d);

		if (next > k && next <= from && (k == 0 || !kr_scan_sign(&sc->t[k - 1], ':')))
			*ret_from = k;
		else if (next > k)
			d->hour = d->min = d->sec = -1;
	}
}

/* --- all together ---------------------------------------------------------------------------------------------------- */

static int date_at(const struct kr_scan *sc, int k, bool with_year, struct kr_date *d)
{
	static int (*const forms[])(const struct kr_scan *sc, int k, struct kr_date *d) = {
	        year_first, month_named, day_first, compact, without_year};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		int next = forms[i](sc, k, d);

		if (next && (d->year != 0) == with_year)
			return next;
	}
	return 0;
}

bool kr_date_find(const char *s, size_t len, const struct kr_date_hints *hints, struct kr_date *ret, size_t *ret_from,
        size_t *ret_end)
{
	struct kr_scan sc;
	struct kr_date d;
	int from = 0, end = 0;

	kr_scan_tokens(&sc, hints, s, len);
	for (int pass = 0; pass < 3 && !end; pass++) {
		if (pass == 1 && kr_scan_relative(&sc, &d, &from, &end))
			break;
		for (int k = 0; k < sc.n && !end && pass != 1 && sc.numbers; k++)
			if (sc.t[k].kind != KR_TOKEN_SIGN && (end = date_at(&sc, k, pass == 0, &d)) > 0) {
				from = k;
				kr_scan_time_beside(&sc, from, end, &d, &from, &end);
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
