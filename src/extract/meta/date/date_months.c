/* Dates that name the month. */
#include "extract/meta/date/date_scan_priv.h"

static const struct {
	int month;
	const char *name;
} months[] = {
#define MONTH(n, name) {n, name},
#include "extract/meta/date/date_months.def"
#undef MONTH
};

int kr_date_months_number(const struct kr_token *t)
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

static int skip_particles(const struct kr_date_scan *sc, int k)
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

/* Reads the year after day and month. Without one the date has year 0. */
static int year_after(const struct kr_date_scan *sc, int k, int month, int day, struct kr_date *d)
{
	int y = skip_particles(sc, k), timed, year = kr_date_numerals_year(&sc->t[y]);
	struct kr_date clock = {0};

	if (year)
		return kr_date_scan_set_day(d, year, month, day, y + 1);
	if (sc->t[y].kind == KR_TOKEN_NUMBER && sc->t[y].digits == 2 && y > k &&
	        (sc->t[y].value >= 90 || sc->t[y].value <= 40) &&
	        !kr_date_scan_sign(&sc->t[y + 1], ':') &&
	        (kr_date_scan_sign(&sc->t[y - 1], '\'') ||
	                kr_date_scan_sign(&sc->t[y - 1], 0x2019) ||
	                kr_date_scan_sign(&sc->t[y - 1], '-')))
		return kr_date_scan_set_day(d,
		        sc->t[y].value + (sc->t[y].value >= 90 ? 1900 : 2000), month, day, y + 1);
	clock.offset = KR_DATE_NO_OFFSET;
	timed = kr_date_clock_read(sc, y, &clock); /* Feb 10 09:05:00 +0000 2020 */
	year = kr_date_numerals_year(&sc->t[timed]);
	if (timed > y && year && kr_date_scan_set_day(d, year, month, day, k)) {
		d->hour = clock.hour;
		d->min = clock.min;
		d->sec = clock.sec;
		d->offset = clock.offset;
		return timed + 1;
	}
	return kr_date_scan_set_day(d, 0, month, day, k);
}

int kr_date_months_read(const struct kr_date_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];
	int m;

	if (kr_date_scan_num(t, 2, 1, 31)) {
		m = skip_particles(sc, k + 1);
		return kr_date_months_number(&sc->t[m])
		               ? year_after(
		                         sc, m + 1, kr_date_months_number(&sc->t[m]), t->value, d)
		               : 0;
	}
	/* Look for the number first: few words are followed by one, and looking up a name is
	 * slow. */
	m = kr_date_scan_sign(t + 1, '.') || kr_date_scan_sign(t + 1, '-') ||
	                    kr_date_scan_sign(t + 1, '/')
	            ? k + 2
	            : k + 1;
	if (!kr_date_scan_num(&sc->t[m], 2, 1, 31) || kr_date_scan_sign(&sc->t[m + 1], ':') ||
	        !kr_date_months_number(t))
		return 0;
	return year_after(sc, m + 1, kr_date_months_number(t), sc->t[m].value, d);
}
