/* Dates that name the month. */
#include "extract/meta/date/date_words_priv.h"

int kr_date_months_skip(const struct kr_date_scan *sc, int k)
{
	static const char *const words[] = {"st", "nd", "rd", "th", "de", "of", "er", "del", "º",
	        "ª", "ter", "den", "г", "ησ", "η", "року", "года", "р", "го", "nam", "ngay", "gada",
	        "ماه", "سنه", NULL};
	static const char signs[] = ".,-/'\xb0"; /* the degree sign stands for º */

	if (kr_date_scan_word(&sc->t[k], "พ") && kr_date_scan_word(&sc->t[k + 2], "ศ"))
		k += 3; /* พ.ศ., the Buddhist era */
	if (kr_date_scan_word(&sc->t[k], "d") &&
	        (sc->t[k + 1].value == '\'' || sc->t[k + 1].value == 0x2019))
		k += 2; /* d'octubre */
	if (kr_date_scan_word(&sc->t[k], "m") && !strcmp(sc->hints->language, "lt"))
		k++;
	for (int i = 0; i < 4; i++, k++)
		if (!kr_date_scan_one_of(&sc->t[k], words) &&
		        !(sc->t[k].kind == KR_TOKEN_SIGN &&
		                (sc->t[k].value == 0x2019 || sc->t[k].value == 0x60c ||
		                        (sc->t[k].value <= 0xff &&
		                                strchr(signs, (char)sc->t[k].value)))))
			break;
	return k;
}

int kr_date_months_at(const struct kr_date_scan *sc, int k, int *ret_next)
{
	const struct kr_date_word *w = kr_date_words_at(sc, k, KR_DATE_WORDS_MONTH, ret_next);
	const struct kr_token *t = &sc->t[k];

	if (w)
		return w->value;
	*ret_next = k + 1;
	if (kr_date_scan_num(t + 1, 2, 1, 12) &&
	        (kr_date_scan_word(t, "thang") || kr_date_scan_word(t, "thg") ||
	                (kr_date_scan_word(t, "th") && !strcmp(sc->hints->language, "vi")))) {
		*ret_next = k + 2;
		return t[1].value;
	}
	return kr_date_words_prefix(t);
}

/* The Persian year of the last day of this name, or 0. */
static int last_persian_year(const struct kr_date_scan *sc, int month, int day)
{
	struct kr_date now, d;

	kr_date_calendar_from_seconds(sc->hints->now, sc->hints->zone, &now);
	for (int year = now.year - 621; sc->hints->now && year >= now.year - 622; year--)
		if (kr_date_calendar_from_persian(year, month, day, &d) &&
		        kr_date_calendar_days(&d) <= kr_date_calendar_days(&now) + 1)
			return year;
	return 0;
}

int kr_date_months_set(struct kr_date *d, const struct kr_date_scan *sc,
        const struct kr_token *year, int month, int day, int next)
{
	int y = year ? kr_date_numerals_year(year) : 0;

	if (month <= KR_DATE_WORDS_PERSIAN)
		return year && !y ? 0 : kr_date_scan_set_day(d, y, month, day, next);
	month -= KR_DATE_WORDS_PERSIAN;
	y = year ? kr_date_numerals_persian(year) : last_persian_year(sc, month, day);
	return y && kr_date_calendar_from_persian(y, month, day, d) ? next : 0;
}

/* Reads a year of two digits: '20, -20; 67 in Thai, of the Buddhist era. */
static int short_year(const struct kr_date_scan *sc, int y, bool signed_before)
{
	enum { BUDDHIST_CENTURY = 1957 };
	const struct kr_token *t = &sc->t[y];

	if (t->kind != KR_TOKEN_NUMBER || t->digits != 2 || kr_date_scan_sign(t + 1, ':'))
		return 0;
	if (!strcmp(sc->hints->language, "th"))
		return t->value >= 40 ? BUDDHIST_CENTURY + t->value : 0;
	if (signed_before && (t->value >= 90 || t->value <= 40) &&
	        (kr_date_scan_sign(t - 1, '\'') || kr_date_scan_sign(t - 1, 0x2019) ||
	                kr_date_scan_sign(t - 1, '-')))
		return t->value + (t->value >= 90 ? 1900 : 2000);
	return 0;
}

/* Reads the year after day and month. Without one the date has year 0. */
static int year_after(const struct kr_date_scan *sc, int k, int month, int day, struct kr_date *d)
{
	int y = kr_date_months_skip(sc, k), timed, next;
	struct kr_date clock = {0};

	if (y > k && kr_date_months_at(sc, y, &next) == month)
		y = kr_date_months_skip(sc, next); /* its name in another calendar: "مايو/أيار" */
	next = kr_date_months_set(d, sc, &sc->t[y], month, day, y + 1);
	if (next)
		return next;
	if (short_year(sc, y, y > k))
		return kr_date_scan_set_day(d, short_year(sc, y, y > k), month, day, y + 1);
	clock.offset = KR_DATE_NO_OFFSET;
	timed = kr_date_clock_read(sc, y, &clock); /* Feb 10 09:05:00 +0000 2020 */
	if (timed > y && kr_date_months_set(d, sc, &sc->t[timed], month, day, k)) {
		d->hour = clock.hour;
		d->min = clock.min;
		d->sec = clock.sec;
		d->offset = clock.offset;
		return timed + 1;
	}
	return kr_date_months_set(d, sc, NULL, month, day, k);
}

/* Whether one of the next tokens is a number that may be a day. Few words are followed by one, and
 * looking up a name is slow. */
static bool day_follows(const struct kr_date_scan *sc, int k)
{
	for (int i = k + 1; i <= k + 5; i++)
		if (kr_date_scan_num(&sc->t[i], 2, 1, 31))
			return true;
	return false;
}

int kr_date_months_read(const struct kr_date_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];
	int m, month, after;

	if (kr_date_scan_num(t, 2, 1, 31)) {
		month = kr_date_months_at(sc, kr_date_months_skip(sc, k + 1), &m);
		return month ? year_after(sc, m, month, t->value, d) : 0;
	}
	month = day_follows(sc, k) ? kr_date_months_at(sc, k, &m) : 0;
	if (!month)
		return 0;
	if (kr_date_scan_sign(&sc->t[m], '.') || kr_date_scan_sign(&sc->t[m], '-') ||
	        kr_date_scan_sign(&sc->t[m], '/'))
		m++;
	if (!kr_date_scan_num(&sc->t[m], 2, 1, 31) || kr_date_scan_sign(&sc->t[m + 1], ':'))
		return 0;
	after = kr_date_scan_sign(&sc->t[m + 1], '.') ? m + 2 : m + 1;
	if (kr_date_months_at(sc, after, &after))
		return 0; /* the name was that of a weekday: "mar. 5 mai" */
	return year_after(sc, m + 1, month, sc->t[m].value, d);
}
