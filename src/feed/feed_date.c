/* Dates of feeds: RFC 822 with its time zones, and RFC 3339. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "feed_priv.h"

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static const char *skip_blanks(const char *s)
{
	while (*s == ' ' || (*s >= '\t' && *s <= '\r'))
		s++;
	return s;
}

/* A number of low to high digits; NULL: there is none. */
static const char *number(const char *s, int low, int high, int *ret)
{
	int n = 0;

	*ret = 0;
	while (n < high && s[n] >= '0' && s[n] <= '9')
		*ret = *ret * 10 + (s[n++] - '0');
	return n < low || (s[n] >= '0' && s[n] <= '9') ? NULL : s + n;
}

static bool is_date(int year, int month, int day)
{
	return year >= 1900 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* The offset of a time zone in minutes. False: nobody knows. */
static bool zone(const char *s, int *ret)
{
	static const struct {
		const char *name;
		int hours;
	} zones[] = {{"GMT", 0}, {"UTC", 0}, {"UT", 0}, {"Z", 0}, {"EST", -5}, {"EDT", -4},
	        {"CST", -6}, {"CDT", -5}, {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7},
	        {"CET", 1}, {"CEST", 2}, {"EET", 2}, {"EEST", 3}, {"MSK", 3}, {"JST", 9},
	        {"KST", 9}};
	const char *end;
	int h, m = 0;

	if (*s == '+' || *s == '-') {
		end = number(s + 1, 4, 4, &h);
		if (end) {
			m = h % 100;
			h /= 100;
		} else if (!(end = number(s + 1, 2, 2, &h)) || *end != ':' ||
		           !number(end + 1, 2, 2, &m)) {
			return false;
		}
		*ret = (*s == '-' ? -1 : 1) * (h * 60 + m);
		return h < 24 && m < 60;
	}
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		size_t n = strlen(zones[i].name);

		if (!strncasecmp(s, zones[i].name, n) && !is_letter(s[n])) {
			*ret = zones[i].hours * 60;
			return true;
		}
	}
	return false;
}

/* A time of day with its zone after the date in out. What is missing is left out. */
static void add_time(struct kr_str *out, const char *s)
{
	int h, m, sec, offset;

	if (!(s = number(s, 1, 2, &h)) || *s != ':' || !(s = number(s + 1, 2, 2, &m)) || h > 23 ||
	        m > 59)
		return;
	kr_str_addf(out, "T%02d:%02d", h, m);
	if (*s == ':' && number(s + 1, 2, 2, &sec) && sec < 61) {
		kr_str_addf(out, ":%02d", sec);
		s += 3;
		if (*s == '.' || *s == ',')
			s += 1 + strspn(s + 1, "0123456789");
	}
	if (!zone(skip_blanks(s), &offset))
		return;
	kr_str_addf(out, "%c%02d:%02d", offset < 0 ? '-' : '+',
	        (offset < 0 ? -offset : offset) / 60, (offset < 0 ? -offset : offset) % 60);
}

static bool read_iso(const char *s, struct kr_str *out)
{
	int year, month, day;

	if (!(s = number(s, 4, 4, &year)) || *s != '-' || !(s = number(s + 1, 1, 2, &month)) ||
	        *s != '-' || !(s = number(s + 1, 1, 2, &day)) || !is_date(year, month, day))
		return false;
	kr_str_addf(out, "%04d-%02d-%02d", year, month, day);
	if (*s == 'T' || *s == 't' || *s == ' ')
		add_time(out, skip_blanks(s + 1));
	return true;
}

static int month_of(const char *s)
{
	static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";

	for (int i = 0; i < 12; i++)
		if (!strncasecmp(s, names + 3 * i, 3))
			return i + 1;
	return 0;
}

static bool read_rfc822(const char *s, struct kr_str *out)
{
	const char *comma = strchr(s, ',');
	int year, month, day;

	s = skip_blanks(comma ? comma + 1 : s);
	if (!(s = number(s, 1, 2, &day)))
		return false;
	s = skip_blanks(s + (*s == '-'));
	if (!(month = month_of(s)))
		return false;
	while (is_letter(*s))
		s++;
	s = skip_blanks(s + (*s == '-' || *s == '.'));
	if (!(s = number(s, 2, 4, &year)))
		return false;
	if (year < 100)
		year += year < 70 ? 2000 : 1900;
	if (!is_date(year, month, day))
		return false;
	kr_str_addf(out, "%04d-%02d-%02d", year, month, day);
	add_time(out, skip_blanks(s));
	return true;
}

bool kr_feed_date_read(const char *s, struct kr_str *out)
{
	s = skip_blanks(s);
	return read_iso(s, out) || read_rfc822(s, out);
}
