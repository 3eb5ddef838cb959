/* Dates of feeds: RFC 822 with its time zones, RFC 3339, and what programs write instead: ISO 8601
 * without marks, dates of Unix and JavaScript, slashes, Chinese signs, seconds since 1970. */
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "feed_priv.h"

/* What was read of a date. What is missing is -1 or false. */
struct feed_date {
	int year, month, day;
	int hour, minute, second;
	int offset; /* minutes */
	bool zoned;
	bool half; /* the time had AM or PM */
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static const char *skip_blanks(const char *s)
{
	while (*s == ' ' || (*s >= '\t' && *s <= '\r'))
		s++;
	return s;
}

static const char *skip(const char *s, const char *z)
{
	return s && !strncmp(s, z, strlen(z)) ? s + strlen(z) : NULL;
}

/* A number of low to high digits; NULL: there is none. */
static const char *number(const char *s, int low, int high, int *ret)
{
	int n = 0;

	*ret = 0;
	while (n < high && is_digit(s[n]))
		*ret = *ret * 10 + (s[n++] - '0');
	return n < low || is_digit(s[n]) ? NULL : s + n;
}

static bool is_date(const struct feed_date *d)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	const int y = d->year;
	const bool leap = (y % 4 == 0 && y % 100) || y % 400 == 0;

	return y >= 1900 && y <= 9999 && d->month >= 1 && d->month <= 12 && d->day >= 1 &&
	       d->day <= days[d->month - 1] + (d->month == 2 && leap);
}

/* --- times --------------------------------------------------------------------------------- */

/* "+0800", "+08:00", "+8". */
static bool read_offset(const char *s, int *ret)
{
	int h, m = 0;
	const char *end = number(s + 1, 4, 4, &h);

	if (end) {
		m = h % 100;
		h /= 100;
	} else if (!(end = number(s + 1, 1, 2, &h)) ||
	           (*end == ':' && !number(end + 1, 2, 2, &m))) {
		return false;
	}
	*ret = (*s == '-' ? -1 : 1) * (h * 60 + m);
	return h < 24 && m < 60;
}

/* The offset of a time zone in minutes. False: nobody knows. CST is Chinese time where Chinese is
 * written. */
static bool zone(const char *s, const char *lang, int *ret)
{
	static const struct {
		const char *name;
		int hours;
	} zones[] = {{"GMT", 0}, {"UTC", 0}, {"UT", 0}, {"Z", 0}, {"EST", -5}, {"EDT", -4},
	        {"CST", -6}, {"CDT", -5}, {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7},
	        {"CET", 1}, {"CEST", 2}, {"EET", 2}, {"EEST", 3}, {"MSK", 3}, {"JST", 9},
	        {"KST", 9}};

	if (*s == '+' || *s == '-')
		return read_offset(s, ret);
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		size_t n = strlen(zones[i].name);

		if (strncasecmp(s, zones[i].name, n) || is_letter(s[n]))
			continue;
		if (!zones[i].hours && (s[n] == '+' || s[n] == '-')) /* GMT+0800 */
			return read_offset(s + n, ret);
		*ret = zones[i].hours * 60;
		if (zones[i].hours == -6 && s[0] == 'C' && kr_str_istarts(lang, "zh"))
			*ret = 8 * 60;
		return true;
	}
	return false;
}

/* "8:00 PM": makes the hour one of 24. Returns what follows. */
static const char *read_half(const char *s, struct feed_date *d)
{
	const bool pm = kr_str_istarts(s, "pm");

	if ((!pm && !kr_str_istarts(s, "am")) || is_letter(s[2]) || d->hour > 12)
		return s;
	d->hour = d->hour % 12 + (pm ? 12 : 0);
	d->half = true;
	return skip_blanks(s + 2);
}

/* A time of day with its zone. What is missing is left out. Returns what follows, or s. */
static const char *read_time(const char *s, const char *lang, struct feed_date *d)
{
	const char *p;
	int h, m, sec;

	if (!(p = number(s, 1, 2, &h)) || *p != ':' || !(p = number(p + 1, 1, 2, &m)) || h > 23 ||
	        m > 59)
		return s;
	d->hour = h;
	d->minute = m;
	if (*p == ':' && number(p + 1, 1, 2, &sec) && sec < 61) {
		d->second = sec;
		p = number(p + 1, 1, 2, &sec);
		if (*p == '.' || *p == ',')
			p += 1 + strspn(p + 1, "0123456789");
	}
	p = read_half(skip_blanks(p), d);
	d->zoned = zone(p, lang, &d->offset);
	return p;
}

/* --- forms of dates ------------------------------------------------------------------------ */

/* "20240605", "20240605T080910Z". */
static bool read_basic(const char *s, const char *lang, struct feed_date *d)
{
	int all, h;
	const char *p = number(s, 8, 8, &all);
	char time[16];

	if (!p)
		return false;
	d->year = all / 10000;
	d->month = all / 100 % 100;
	d->day = all % 100;
	if (*p == 'T' && number(p + 1, 6, 6, &h)) {
		snprintf(time, sizeof time, "%02d:%02d:%02d", h / 10000, h / 100 % 100, h % 100);
		read_time(time, lang, d);
		d->zoned = d->hour >= 0 && zone(skip_blanks(p + 7), lang, &d->offset);
	}
	return true;
}

/* "2024-06-05", "2024/6/5", "2024.06.05", "2024年6月5日", with a time. */
static bool read_year_first(const char *s, const char *lang, struct feed_date *d)
{
	static const char *const marks[][3] = {{"-", "-", ""}, {"/", "/", ""}, {".", ".", ""},
	        {"年", "月", "日"}, {"년", "월", "일"}};
	const char *const start = number(s, 4, 4, &d->year), *p;

	for (size_t i = 0; start && i < sizeof marks / sizeof *marks; i++) {
		if (!(p = skip(start, marks[i][0])) ||
		        !(p = number(skip_blanks(p), 1, 2, &d->month)) ||
		        !(p = skip(p, marks[i][1])) ||
		        !(p = number(skip_blanks(p), 1, 2, &d->day)) || !(p = skip(p, marks[i][2])))
			continue;
		p += *p == 'T' || *p == 't' || *p == ',';
		read_time(skip_blanks(p), lang, d);
		return true;
	}
	return false;
}

/* "05.06.2024" begins with the day; "5/6/2024" and "5-6-2024" may begin with the month, as where
 * times have AM and PM. What is not sure is no date. */
static bool read_year_last(const char *s, const char *lang, struct feed_date *d)
{
	int one, two;
	char mark;

	if (!(s = number(s, 1, 2, &one)) || !strchr("./-", mark = *s) || !mark ||
	        !(s = number(s + 1, 1, 2, &two)) || *s != mark ||
	        !(s = number(s + 1, 4, 4, &d->year)))
		return false;
	read_time(skip_blanks(s + (*s == ',')), lang, d);
	if (mark != '.' && one <= 12 && two <= 12 && one != two && !d->half)
		return false;
	if (mark != '.' && one <= 12 && (two > 12 || d->half)) {
		d->month = one;
		d->day = two;
	} else {
		d->day = one;
		d->month = two;
	}
	return true;
}

/* Programs write months in the language of their server. */
static int month_of(const char *s)
{
	static const char *const names[12][8] = {{"jan", "ene", "gen", "янв", "一月"},
	        {"feb", "fév", "фев", "二月"}, {"mar", "mär", "мар", "三月"},
	        {"apr", "avr", "abr", "апр", "四月"},
	        {"may", "mai", "mag", "maj", "mei", "мая", "五月"},
	        {"jun", "juin", "giu", "июн", "六月"}, {"jul", "juil", "lug", "июл", "七月"},
	        {"aug", "aoû", "ago", "авг", "八月"}, {"sep", "set", "сен", "九月"},
	        {"oct", "okt", "ott", "out", "окт", "十月"}, {"nov", "ноя", "十一月"},
	        {"dec", "dez", "déc", "dic", "дек", "十二月"}};

	for (int i = 0; i < 12; i++)
		for (int k = 0; k < 8 && names[i][k]; k++)
			if (kr_str_istarts(s, names[i][k]))
				return i + 1;
	return 0;
}

static const char *skip_word(const char *s)
{
	while (is_letter(*s) || (*s & 0x80))
		s++;
	s += *s == ',' || *s == '.';
	return skip_blanks(s);
}

static bool read_year(const char **s, struct feed_date *d)
{
	const char *p = number(*s, 2, 4, &d->year);

	if (!p || *p == ':')
		return false;
	if (d->year < 100)
		d->year += d->year < 70 ? 2000 : 1900;
	*s = skip_blanks(p + (*p == ','));
	return true;
}

/* "05 Jun 2024 08:09:10 +0200", "5-Jun-24". */
static bool read_day_first(const char *s, const char *lang, struct feed_date *d)
{
	if (!(s = number(s, 1, 2, &d->day)))
		return false;
	s = skip_blanks(s + (*s == '-'));
	if (!(d->month = month_of(s)))
		return false;
	s = skip_word(s);
	s += *s == '-';
	if (!read_year(&s, d))
		return false;
	read_time(s, lang, d);
	return true;
}

/* "June 5, 2024 08:09", and of Unix "Jun  5 08:09:10 CST 2024". */
static bool read_month_first(const char *s, const char *lang, struct feed_date *d)
{
	if (!(d->month = month_of(s)) || !(s = number(skip_word(s), 1, 2, &d->day)))
		return false;
	s = skip_blanks(s + (*s == ','));
	if (read_year(&s, d)) {
		read_time(s, lang, d);
		return true;
	}
	s = skip_word(read_time(s, lang, d));
	if (*s == '+' || *s == '-')
		s = skip_blanks(s + 1 + strspn(s + 1, "0123456789:"));
	return read_year(&s, d);
}

/* Seconds or milliseconds since 1970, as UTC. */
static bool read_seconds(const char *s, const char *lang, struct feed_date *d)
{
	const size_t n = strspn(s, "0123456789");
	long long t = 0;
	struct tm tm;
	time_t seconds;

	(void)lang;
	if ((n != 10 && n != 13) || *skip_blanks(s + n))
		return false;
	for (size_t i = 0; i < 10; i++)
		t = t * 10 + (s[i] - '0');
	seconds = (time_t)t;
	if (!gmtime_r(&seconds, &tm))
		return false;
	*d = (struct feed_date){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min,
	        tm.tm_sec, 0, true, false};
	return true;
}

/* --- all ----------------------------------------------------------------------------------- */

static void add(const struct feed_date *d, struct kr_str *out)
{
	const int offset = d->offset < 0 ? -d->offset : d->offset;

	kr_str_addf(out, "%04d-%02d-%02d", d->year, d->month, d->day);
	if (d->hour < 0)
		return;
	kr_str_addf(out, "T%02d:%02d", d->hour, d->minute);
	if (d->second >= 0)
		kr_str_addf(out, ":%02d", d->second);
	if (d->zoned)
		kr_str_addf(
		        out, "%c%02d:%02d", d->offset < 0 ? '-' : '+', offset / 60, offset % 60);
}

static bool read_date(const char *s, const char *lang, struct kr_str *out)
{
	static bool (*const forms[])(const char *, const char *, struct feed_date *) = {read_basic,
	        read_year_first, read_year_last, read_day_first, read_month_first, read_seconds};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct feed_date d = {-1, -1, -1, -1, -1, -1, 0, false, false};

		if (forms[i](s, lang, &d) && is_date(&d)) {
			add(&d, out);
			return true;
		}
	}
	return false;
}

/* A day of the week may come first, in any language: "Wed, ", "Wed ". */
bool kr_feed_date_read(const char *s, const char *lang, struct kr_str *out)
{
	enum { WEEKDAY = 24 };
	const char *comma;

	s = skip_blanks(s);
	comma = strchr(s, ',');
	return (comma && comma - s < WEEKDAY && read_date(skip_blanks(comma + 1), lang, out)) ||
	       read_date(s, lang, out) || read_date(skip_word(s), lang, out);
}
