#include "date_priv.h"

#include <stdio.h>
#include <string.h>

#include "kread/base/utf8.h"

enum {
	TOKENS = 128,
	WORD_MAX = 40,
	YEAR_MIN = 1990,
	YEAR_MAX = 2100,
	GAP = 7, /* tokens between a date and its time of day: weekday, "um", "·" */
};

enum kind { END, NUMBER, WORD, SIGN }; /* an ideograph or hangul syllable is a sign by itself */

struct token {
	enum kind kind;
	int32_t value; /* number; sign: the code point */
	int digits;
	bool spaced; /* a blank before it */
	uint32_t from, to;
	char word[WORD_MAX]; /* lower case */
};

struct scan {
	const struct kr_date_hints *hints;
	struct token t[TOKENS + GAP];
	int n;
};

/* --- tokens ---------------------------------------------------------------------------------------------------------- */

static const struct {
	int month;
	const char *name;
} months[] = {
#define MONTH(n, name) {n, name},
#define UNIT(s, name)
#define AGO(name)
#include "date_words.def"
#undef MONTH
#undef UNIT
#undef AGO
};

static const struct {
	int seconds;
	const char *name;
} units[] = {
#define MONTH(n, name)
#define UNIT(s, name) {s, name},
#define AGO(name)
#include "date_words.def"
#undef MONTH
#undef UNIT
#undef AGO
};

static const char *const ago_words[] = {
#define MONTH(n, name)
#define UNIT(s, name)
#define AGO(name) name,
#include "date_words.def"
#undef MONTH
#undef UNIT
#undef AGO
};

static uint32_t lower(uint32_t c)
{
	if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) || (c >= 0x391 && c <= 0x3a9) ||
	        (c >= 0x410 && c <= 0x42f))
		return c + 32;
	if (c == 0x130) /* Turkish capital dotted I */
		return 'i';
	if (c >= 0x386 && c <= 0x38a)
		return c == 0x386 ? 0x3ac : c + 37;
	if (c >= 0x400 && c <= 0x40f)
		return c + 80;
	return c >= 0x100 && c < 0x180 && c != 0x131 ? c | 1 : c;
}

static bool is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= 0xc0 && c < 0x2000 && c != 0xd7 && c != 0xf7) || c == 0xaa || c == 0xba;
}

/* Full-width and Arabic forms as ASCII. */
static uint32_t plain(uint32_t c)
{
	if (c >= 0xff01 && c <= 0xff5e)
		return c - 0xfee0;
	if (c >= 0x660 && c <= 0x669)
		return '0' + c - 0x660;
	if (c >= 0x6f0 && c <= 0x6f9)
		return '0' + c - 0x6f0;
	if (c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0x2212)
		return '-';
	return c == 0xa0 || c == 0x3000 || c == 0x2009 || c == 0x202f || c == 0x200a ? ' ' : c;
}

static void add_word_char(struct token *t, uint32_t c)
{
	char out[4];
	size_t n = kr_utf8_encode(lower(c), out), len = strlen(t->word);

	if (len + n < sizeof t->word)
		memcpy(t->word + len, out, n); /* the rest is zero */
}

static void tokenize(struct scan *sc, const char *s, size_t len)
{
	struct token *t = NULL;
	bool spaced = false;

	for (size_t i = 0, n; i < len; i += n) {
		uint32_t c;
		enum kind kind;

		n = kr_utf8_decode(s + i, len - i, &c);
		c = plain(c);
		if (c <= ' ') {
			spaced = true;
			t = NULL;
			continue;
		}
		kind = c >= '0' && c <= '9' ? NUMBER : is_letter(c) ? WORD : SIGN;
		if (!t || t->kind != kind || kind == SIGN) {
			if (sc->n == TOKENS)
				return;
			t = &sc->t[sc->n++];
			*t = (struct token){.kind = kind, .spaced = spaced, .from = (uint32_t)i};
		}
		spaced = false;
		t->to = (uint32_t)(i + n);
		if (kind == NUMBER) {
			t->digits++;
			if (t->digits <= 8)
				t->value = t->value * 10 + (int32_t)(c - '0');
		} else if (kind == WORD) {
			add_word_char(t, c);
		} else {
			t->value = (int32_t)c;
		}
	}
}

static bool is_sign(const struct token *t, uint32_t c)
{
	return t->kind == SIGN && t->value == (int32_t)c;
}

static bool is_word(const struct token *t, const char *word)
{
	return t->kind == WORD && !strcmp(t->word, word);
}

static bool is_num(const struct token *t, int max_digits, int low, int high)
{
	return t->kind == NUMBER && t->digits <= max_digits && t->value >= low && t->value <= high;
}

static bool is_year(const struct token *t)
{
	return t->kind == NUMBER && t->digits == 4 && t->value >= YEAR_MIN && t->value <= YEAR_MAX;
}

static int month_of(const struct token *t)
{
	size_t n = t->kind == WORD ? strlen(t->word) : 0;

	if (n < 3)
		return 0;
	for (size_t i = 0; i < sizeof months / sizeof *months; i++)
		if (!strcmp(months[i].name, t->word))
			return months[i].month;
	for (size_t i = 0; i < sizeof months / sizeof *months; i++)
		if (!strncmp(months[i].name, t->word, n))
			return months[i].month;
	return 0;
}

static bool one_of(const struct token *t, const char *const *words)
{
	for (; t->kind == WORD && *words; words++)
		if (!strcmp(t->word, *words))
			return true;
	return false;
}

/* --- the time of day --------------------------------------------------------------------------------------------- */

static int named_zone(const struct token *t)
{
	static const struct {
		const char *name;
		int minutes;
	} zones[] = {{"z", 0}, {"gmt", 0}, {"utc", 0}, {"est", -300}, {"edt", -240}, {"cdt", -300}, {"mst", -420},
	        {"mdt", -360}, {"pst", -480}, {"pdt", -420}, {"bst", 60}, {"cet", 60}, {"cest", 120}, {"mez", 60},
	        {"mesz", 120}, {"eet", 120}, {"eest", 180}, {"msk", 180}, {"jst", 540}, {"kst", 540}, {"hkt", 480}};

	for (size_t i = 0; t->kind == WORD && i < sizeof zones / sizeof *zones; i++)
		if (!strcmp(zones[i].name, t->word))
			return zones[i].minutes;
	return KR_DATE_NO_OFFSET;
}

/* "+08:00", "+0800", "+8", "Z", "GMT+8" at k; returns the next token. */
static int read_zone(const struct scan *sc, int k, struct kr_date *d)
{
	int named = named_zone(&sc->t[k]), sign, minutes;

	if (named != KR_DATE_NO_OFFSET) {
		d->offset = (int16_t)named;
		k++;
	}
	if (!is_sign(&sc->t[k], '+') && !(is_sign(&sc->t[k], '-') && !sc->t[k].spaced))
		return k;
	sign = is_sign(&sc->t[k], '+') ? 1 : -1;
	if (sc->t[k + 1].spaced || !is_num(&sc->t[k + 1], 4, 0, 1400))
		return k;
	minutes = sc->t[k + 1].value;
	minutes = sc->t[k + 1].digits > 2 ? minutes / 100 * 60 + minutes % 100 : minutes * 60;
	if (minutes > 14 * 60)
		return k;
	k += 2;
	if (is_sign(&sc->t[k], ':') && is_num(&sc->t[k + 1], 2, 0, 59)) {
		minutes += sc->t[k + 1].value;
		k += 2;
	}
	d->offset = (int16_t)(sign * minutes);
	return k;
}

/* "pm", "p.m." behind the time. */
static int read_half_day(const struct scan *sc, int k, struct kr_date *d)
{
	const struct token *t = &sc->t[k];
	bool pm;

	if (is_word(t, "am") || is_word(t, "pm")) {
		pm = t->word[0] == 'p';
		k++;
	} else if ((is_word(t, "a") || is_word(t, "p")) && is_sign(t + 1, '.') && is_word(t + 2, "m")) {
		pm = t->word[0] == 'p';
		k += is_sign(t + 3, '.') ? 4 : 3;
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
static bool afternoon_before(const struct scan *sc, int k)
{
	const struct token *t = &sc->t[k];

	if (k < 2)
		return false;
	return (is_sign(t - 1, 0x5348) && is_sign(t - 2, 0x4e0b)) ||
	       (is_sign(t - 1, 0x4e0a) && is_sign(t - 2, 0x665a)) ||
	       (is_sign(t - 1, 0xd6c4) && is_sign(t - 2, 0xc624)) || (is_sign(t - 1, 0x5f8c) && is_sign(t - 2, 0x5348));
}

static bool is_hour_mark(const struct token *t)
{
	static const char *const words[] = {"h", "hs", "hrs", "uhr", NULL};

	return is_sign(t, 0x65f6) || is_sign(t, 0x6642) || is_sign(t, 0x70b9) || is_sign(t, 0x9ede) ||
	       is_sign(t, 0xc2dc) || one_of(t, words);
}

/* A time of day at k: 09:05, 09:05:30, 9.05 Uhr, 9h05, 9时5分30秒, 9 pm. Returns the token behind it, or k. */
static int read_time(const struct scan *sc, int k, struct kr_date *d)
{
	const struct token *t = &sc->t[k];
	bool dotted = is_sign(t + 1, '.') && is_num(t + 2, 2, 0, 59) && t[2].digits == 2 && !t[2].spaced;
	const int at = k;

	if (!is_num(t, 2, 0, 24))
		return k;
	if ((is_sign(t + 1, ':') && is_num(t + 2, 2, 0, 59)) ||
	        (dotted &&
	                (is_word(t + 3, "uhr") || is_word(t + 3, "klo") ||
	                        (k > 0 && (is_word(t - 1, "um") || is_word(t - 1, "klo") || is_word(t - 1, "kl")))))) {
		d->hour = (int8_t)t->value;
		d->min = (int8_t)t[2].value;
		k += 3;
		if (is_sign(&sc->t[k], ':') && is_num(&sc->t[k + 1], 2, 0, 60)) {
			d->sec = (int8_t)(sc->t[k + 1].value == 60 ? 59 : sc->t[k + 1].value);
			k += 2;
			if ((is_sign(&sc->t[k], '.') || is_sign(&sc->t[k], ',')) && sc->t[k + 1].kind == NUMBER &&
			        !sc->t[k + 1].spaced)
				k += 2; /* a fraction */
		}
	} else if (is_hour_mark(t + 1) && is_num(t + 2, 2, 0, 59)) {
		d->hour = (int8_t)t->value;
		d->min = (int8_t)t[2].value;
		k += 3;
		if (is_sign(&sc->t[k], 0x5206) || is_sign(&sc->t[k], 0xbd84))
			k++;
		if (is_num(&sc->t[k], 2, 0, 59) && is_sign(&sc->t[k + 1], 0x79d2)) {
			d->sec = (int8_t)sc->t[k].value;
			k += 2;
		}
	} else if (is_num(t, 2, 1, 12) && (is_word(t + 1, "am") || is_word(t + 1, "pm"))) {
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
	if (is_word(&sc->t[k], "uhr"))
		k++;
	return read_zone(sc, k, d);
}

/* --- the day --------------------------------------------------------------------------------------------------------- */

static bool is_date_sign(const struct token *t)
{
	return is_sign(t, '-') || is_sign(t, '/') || is_sign(t, '.');
}

static int set(struct kr_date *d, int year, int month, int day, int next)
{
	static const int8_t days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (month < 1 || month > 12 || day < 1 || day > days[month - 1])
		return 0;
	*d = (struct kr_date){(int16_t)year, (int8_t)month, (int8_t)day, -1, -1, -1, KR_DATE_NO_OFFSET, false};
	return next;
}

static bool is_month_sign(const struct token *t)
{
	return is_sign(t, 0x6708) || is_sign(t, 0xc6d4);
}

static bool is_day_sign(const struct token *t)
{
	return is_sign(t, 0x65e5) || is_sign(t, 0x53f7) || is_sign(t, 0xc77c) || is_sign(t, 0x865f);
}

/* 2020-02-10, 2020/2/10, 2020年2月10日, 2020. 2. 10., 2020 February 10. Each of these returns the next token or 0. */
static int year_first(const struct scan *sc, int k, struct kr_date *d)
{
	const struct token *t = &sc->t[k];
	int year = t->value, next;

	if (!is_year(t))
		return 0;
	if ((is_sign(t + 1, 0x5e74) || is_sign(t + 1, 0xb144)) && is_num(t + 2, 2, 1, 12) && is_month_sign(t + 3) &&
	        is_num(t + 4, 2, 1, 31))
		return set(d, year, t[2].value, t[4].value, k + (is_day_sign(t + 5) ? 6 : 5));
	if (is_date_sign(t + 1) && is_num(t + 2, 2, 1, 12) && is_date_sign(t + 3) && t[1].value == t[3].value &&
	        is_num(t + 4, 2, 1, 31))
		return set(d, year, t[2].value, t[4].value, k + 5);
	next = is_date_sign(t + 1) || is_sign(t + 1, ',') ? 2 : 1;
	if (!month_of(t + next) || !is_num(t + next + (is_date_sign(t + next + 1) ? 2 : 1), 2, 1, 31))
		return 0;
	k += next + (is_date_sign(t + next + 1) ? 2 : 1);
	return set(d, year, month_of(t + next), sc->t[k].value, k + 1);
}

/* 20200210, 202002100905, 20200210090530: only by itself. */
static int compact(const struct scan *sc, int k, struct kr_date *d)
{
	const struct token *t = &sc->t[k];

	if (t->kind != NUMBER || t->digits != 8 || t->value / 10000 < YEAR_MIN || t->value / 10000 > YEAR_MAX)
		return 0;
	return set(d, t->value / 10000, t->value / 100 % 100, t->value % 100, k + 1);
}

/* 10.2.2020, 10/02/2020, 10-02-20. */
static int day_first(const struct scan *sc, int k, struct kr_date *d)
{
	const struct token *t = &sc->t[k];
	int a = t->value, b = t[2].value, year = t[4].value;

	if (!is_num(t, 2, 1, 31) || !is_date_sign(t + 1) || !is_num(t + 2, 2, 1, 31) || !is_date_sign(t + 3) ||
	        t[1].value != t[3].value)
		return 0;
	if (t[4].kind == NUMBER && t[4].digits == 2 && !t[4].spaced && t->digits == 2 && t[2].digits == 2)
		year = year < 70 ? 2000 + year : 1900 + year;
	else if (!is_year(t + 4))
		return 0;
	if (year < YEAR_MIN || (k > 0 && is_sign(t - 1, '.') && !t->spaced))
		return 0;
	if (b > 12 || (a <= 12 && sc->hints->month_first && !is_sign(t + 1, '.')))
		return set(d, year, a, b, k + 5);
	return set(d, year, b, a, k + 5);
}

static int skip_small(const struct scan *sc, int k)
{
	static const char *const words[] = {
	        "st", "nd", "rd", "th", "de", "of", "er", "del", "º", "ª", "ter", "den", "d", "г", "ης", "η", NULL};

	for (int i = 0; i < 3; i++, k++)
		if (!one_of(&sc->t[k], words) && !is_sign(&sc->t[k], '.') && !is_sign(&sc->t[k], ',') &&
		        !is_sign(&sc->t[k], '-') && !is_sign(&sc->t[k], '/') && !is_sign(&sc->t[k], 0x2019) &&
		        !is_sign(&sc->t[k], '\'') && !is_sign(&sc->t[k], 0xb0))
			break;
	return k;
}

/* A year behind day and month; without one the date has year 0. */
static int year_behind(const struct scan *sc, int k, int month, int day, struct kr_date *d)
{
	int y = skip_small(sc, k), timed;
	struct kr_date clock = {0};

	if (is_year(&sc->t[y]))
		return set(d, sc->t[y].value, month, day, y + 1);
	if (sc->t[y].kind == NUMBER && sc->t[y].digits == 2 && y > k &&
	        (sc->t[y].value >= 90 || sc->t[y].value <= 40) && !is_sign(&sc->t[y + 1], ':') &&
	        (is_sign(&sc->t[y - 1], '\'') || is_sign(&sc->t[y - 1], 0x2019) || is_sign(&sc->t[y - 1], '-')))
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
static int month_named(const struct scan *sc, int k, struct kr_date *d)
{
	const struct token *t = &sc->t[k];
	int m;

	if (is_num(t, 2, 1, 31)) {
		m = skip_small(sc, k + 1);
		return month_of(&sc->t[m]) ? year_behind(sc, m + 1, month_of(&sc->t[m]), t->value, d) : 0;
	}
	if (!month_of(t))
		return 0;
	m = is_sign(t + 1, '.') || is_sign(t + 1, '-') || is_sign(t + 1, '/') ? k + 2 : k + 1;
	return is_num(&sc->t[m], 2, 1, 31) && !is_sign(&sc->t[m + 1], ':')
	               ? year_behind(sc, m + 1, month_of(t), sc->t[m].value, d)
	               : 0;
}

/* 2月10日; 02-10 or 2/10 if a time of day follows. */
static int without_year(const struct scan *sc, int k, struct kr_date *d)
{
	const struct token *t = &sc->t[k];

	if (!is_num(t, 2, 1, 12) || !is_num(t + 2, 2, 1, 31) || (k > 0 && is_date_sign(t - 1) && !t->spaced))
		return 0;
	if (is_month_sign(t + 1) && is_day_sign(t + 3))
		return set(d, 0, t->value, t[2].value, k + 4);
	if ((is_sign(t + 1, '-') || is_sign(t + 1, '/')) && is_num(t + 3, 2, 0, 24) && t[3].spaced &&
	        is_sign(t + 4, ':'))
		return set(d, 0, t->value, t[2].value, k + 3);
	return 0;
}

/* The time of day behind the date, or before it ("09:05, 10 February 2020"). */
static void time_beside(const struct scan *sc, int from, int end, struct kr_date *d, int *ret_from, int *ret_end)
{
	for (int k = end; k < end + GAP && k < sc->n && d->hour < 0; k++) {
		int next = read_time(sc, k, d);

		if (next > k)
			*ret_end = next;
		else if (sc->t[k].kind == NUMBER || is_sign(&sc->t[k], '<'))
			break;
	}
	for (int k = from - 3; k >= 0 && k >= from - 8 && d->hour < 0; k--) {
		int next = read_time(sc, k, d);

		if (next > k && next <= from && (k == 0 || !is_sign(&sc->t[k - 1], ':')))
			*ret_from = k;
		else if (next > k)
			d->hour = d->min = d->sec = -1;
	}
}

/* --- relative times -------------------------------------------------------------------------------------------------- */

int64_t kr_date_days(const struct kr_date *d) /* Howard Hinnant, "chrono-compatible low-level date algorithms" */
{
	int y = d->year - (d->month <= 2), era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
	int doy = (153 * (d->month + (d->month > 2 ? -3 : 9)) + 2) / 5 + d->day - 1,
	    doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return (int64_t)era * 146097 + doe - 719468;
}

void kr_date_from_seconds(int64_t seconds, int zone, struct kr_date *ret)
{
	int64_t local = seconds + zone * 60, days = local / 86400 - (local % 86400 < 0), z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365,
	        doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153, clock = local - days * 86400;

	ret->day = (int8_t)(doy - (153 * mp + 2) / 5 + 1);
	ret->month = (int8_t)(mp < 10 ? mp + 3 : mp - 9);
	ret->year = (int16_t)(yoe + era * 400 + (ret->month <= 2));
	ret->hour = (int8_t)(clock / 3600);
	ret->min = (int8_t)(clock / 60 % 60);
	ret->sec = (int8_t)(clock % 60);
	ret->offset = (int16_t)zone;
	ret->relative = false;
}

bool kr_date_from_epoch(double seconds, struct kr_date *ret)
{
	if (seconds > 1e11)
		seconds /= 1000;
	if (!(seconds > 788918400.0 && seconds < 4102444800.0))
		return false;
	kr_date_from_seconds((int64_t)seconds, 0, ret);
	return true;
}

static void back_from_now(const struct scan *sc, int64_t seconds, struct kr_date *d)
{
	kr_date_from_seconds(sc->hints->now - seconds, sc->hints->zone, d);
	d->relative = true;
	d->sec = -1;
	if (seconds >= 86400)
		d->hour = d->min = -1, d->offset = KR_DATE_NO_OFFSET;
}

/* 3小时前, 2天前, 5分钟前, 3時間前, 2日前, 3시간 전 at the number k. */
static int ideographic_unit(const struct scan *sc, int k, int *seconds)
{
	static const struct {
		uint32_t c;
		int seconds;
	} marks[] = {{0x79d2, 1}, {0x5206, 60}, {0x65f6, 3600}, {0x6642, 3600}, {0x5929, 86400}, {0x65e5, 86400},
	        {0x5468, 604800}, {0x661f, 604800}, {0x9031, 604800}, {0x6708, 2629800}, {0x5e74, 31557600},
	        {0xcd08, 1}, {0xbd84, 60}, {0xc2dc, 3600}, {0xc77c, 86400}, {0xc8fc, 604800}, {0xac1c, 2629800},
	        {0xb144, 31557600}};
	int m = k + 1;

	*seconds = 0;
	while (is_sign(&sc->t[m], 0x4e2a) || is_sign(&sc->t[m], 0x500b) || is_sign(&sc->t[m], 0x5c0f) ||
	        is_sign(&sc->t[m], 0x304b) || is_sign(&sc->t[m], 0x30f6))
		m++;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (is_sign(&sc->t[m], marks[i].c))
			*seconds = marks[i].seconds;
	for (int i = 0; *seconds && i < 3; i++)
		if (is_sign(&sc->t[++m], 0x524d) || is_sign(&sc->t[m], 0xc804))
			return m + 1;
	return 0;
}

static bool ago_at(const struct scan *sc, int k)
{
	for (size_t i = 0; k >= 0 && k < sc->n && i < sizeof ago_words / sizeof *ago_words; i++)
		if (is_word(&sc->t[k], ago_words[i]))
			return true;
	/* "il y a": the last two words before the number */
	return k > 0 && is_word(&sc->t[k], "a") && is_word(&sc->t[k - 1], "y");
}

static int word_unit(const struct scan *sc, int k, int *seconds)
{
	const struct token *t = &sc->t[k + 1];

	*seconds = 0;
	for (size_t i = 0; t->kind == WORD && i < sizeof units / sizeof *units; i++)
		if (kr_str_starts(t->word, units[i].name))
			*seconds = units[i].seconds;
	if (!*seconds && !t->spaced && (is_word(t, "h") || is_word(t, "d") || is_word(t, "m")))
		*seconds = t->word[0] == 'h' ? 3600 : t->word[0] == 'd' ? 86400 : 60;
	if (!*seconds)
		return 0;
	if (ago_at(sc, k + 2) || (ago_at(sc, k - 1) && !is_word(&sc->t[k - 1], "ago")))
		return k + 3 > sc->n ? sc->n : k + 3;
	return 0;
}

/* 昨天 23:50, 今天, 前天, 昨日, yesterday, today, gestern, heute, hier, ayer. */
static int day_word(const struct scan *sc, int k, int *days)
{
	static const struct {
		const char *word;
		int days;
	} words[] = {{"yesterday", 1}, {"today", 0}, {"gestern", 1}, {"heute", 0}, {"hier", 1}, {"ayer", 1},
	        {"ieri", 1}, {"oggi", 0}, {"ontem", 1}, {"hoje", 0}, {"вчера", 1}, {"сегодня", 0}, {"dün", 1},
	        {"bugün", 0}, {"wczoraj", 1}, {"gisteren", 1}};
	const struct token *t = &sc->t[k];

	if (is_sign(t + 1, 0x5929) || is_sign(t + 1, 0x65e5)) {
		*days = is_sign(t, 0x6628) ? 1 : is_sign(t, 0x524d) ? 2 : is_sign(t, 0x4eca) ? 0 : -1;
		return *days >= 0 && !(k > 0 && t[-1].kind == NUMBER) ? k + 2 : 0;
	}
	for (size_t i = 0; t->kind == WORD && i < sizeof words / sizeof *words; i++)
		if (!strcmp(t->word, words[i].word)) {
			*days = words[i].days;
			return k + 1;
		}
	return 0;
}

static bool relative(const struct scan *sc, struct kr_date *d, int *ret_from, int *ret_end)
{
	for (int k = 0; k < sc->n && sc->hints->now; k++) {
		const struct token *t = &sc->t[k];
		int unit, next, count = t->kind == NUMBER ? t->value : is_word(t, "an") || is_word(t, "a") ? 1 : 0;

		*ret_from = k;
		if ((count || t->kind == NUMBER) && count < 1000 &&
		        ((next = ideographic_unit(sc, k, &unit)) || (next = word_unit(sc, k, &unit)))) {
			back_from_now(sc, (int64_t)count * unit, d);
			*ret_end = next;
			return true;
		}
		if ((is_sign(t, 0x521a) && (is_sign(t + 1, 0x521a) || is_sign(t + 1, 0x624d))) ||
		        (is_word(t, "just") && is_word(t + 1, "now"))) {
			back_from_now(sc, 0, d);
			*ret_end = k + 2;
			return true;
		}
		next = day_word(sc, k, &unit);
		if (next) {
			back_from_now(sc, (int64_t)unit * 86400, d);
			d->hour = d->min = -1;
			d->offset = KR_DATE_NO_OFFSET;
			*ret_end = next;
			time_beside(sc, k, next, d, ret_from, ret_end);
			return true;
		}
	}
	return false;
}

/* --- all together ---------------------------------------------------------------------------------------------------- */

static int date_at(const struct scan *sc, int k, bool with_year, struct kr_date *d)
{
	static int (*const forms[])(const struct scan *sc, int k, struct kr_date *d) = {
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
	struct scan sc = {.hints = hints};
	struct kr_date d;
	int from = 0, end = 0;

	tokenize(&sc, s, len);
	for (int pass = 0; pass < 3 && !end; pass++) {
		if (pass == 1 && relative(&sc, &d, &from, &end))
			break;
		for (int k = 0; k < sc.n && !end && pass != 1; k++)
			if ((end = date_at(&sc, k, pass == 0, &d)) > 0) {
				from = k;
				time_beside(&sc, from, end, &d, &from, &end);
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

void kr_date_iso(const struct kr_date *d, char out[KR_DATE_ISO])
{
	int n = snprintf(out, KR_DATE_ISO, "%04d-%02d-%02d", d->year, d->month, d->day);

	if (d->hour < 0)
		return;
	n += snprintf(out + n, (size_t)(KR_DATE_ISO - n), "T%02d:%02d", d->hour, d->min < 0 ? 0 : d->min);
	if (d->sec >= 0)
		n += snprintf(out + n, (size_t)(KR_DATE_ISO - n), ":%02d", d->sec);
	if (d->offset == 0)
		snprintf(out + n, (size_t)(KR_DATE_ISO - n), "Z");
	else if (d->offset != KR_DATE_NO_OFFSET)
		snprintf(out + n, (size_t)(KR_DATE_ISO - n), "%c%02d:%02d", d->offset < 0 ? '-' : '+',
		        (d->offset < 0 ? -d->offset : d->offset) / 60, (d->offset < 0 ? -d->offset : d->offset) % 60);
}
