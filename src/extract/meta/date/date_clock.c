/* Reads times of day and zones next to a date. */
#include "extract/meta/date/date_scan_priv.h"

static int named_zone(const struct kr_token *t)
{
	static const struct {
		const char *name;
		int minutes;
	} zones[] = {{"z", 0}, {"gmt", 0}, {"utc", 0}, {"est", -300}, {"edt", -240}, {"cdt", -300},
	        {"mst", -420}, {"mdt", -360}, {"pst", -480}, {"pdt", -420}, {"bst", 60},
	        {"cet", 60}, {"cest", 120}, {"mez", 60}, {"mesz", 120}, {"eet", 120}, {"eest", 180},
	        {"msk", 180}, {"jst", 540}, {"kst", 540}, {"hkt", 480}};

	for (size_t i = 0; t->kind == KR_TOKEN_WORD && i < sizeof zones / sizeof *zones; i++)
		if (!strcmp(zones[i].name, t->word))
			return zones[i].minutes;
	return KR_DATE_NO_OFFSET;
}

/* Reads "+08:00", "+0800", "+8", "Z" or "GMT+8" at k. Returns the next token. */
static int read_zone(const struct kr_date_scan *sc, int k, struct kr_date *d)
{
	int named = named_zone(&sc->t[k]), sign, minutes;

	if (named != KR_DATE_NO_OFFSET) {
		d->offset = (int16_t)named;
		k++;
	}
	if (!kr_date_scan_sign(&sc->t[k], '+') &&
	        !(kr_date_scan_sign(&sc->t[k], '-') && !sc->t[k].spaced))
		return k;
	sign = kr_date_scan_sign(&sc->t[k], '+') ? 1 : -1;
	if (sc->t[k + 1].spaced || !kr_date_scan_num(&sc->t[k + 1], 4, 0, 1400))
		return k;
	minutes = sc->t[k + 1].value;
	minutes = sc->t[k + 1].digits > 2 ? minutes / 100 * 60 + minutes % 100 : minutes * 60;
	if (minutes > 14 * 60)
		return k;
	k += 2;
	if (kr_date_scan_sign(&sc->t[k], ':') && kr_date_scan_num(&sc->t[k + 1], 2, 0, 59)) {
		minutes += sc->t[k + 1].value;
		k += 2;
	}
	d->offset = (int16_t)(sign * minutes);
	return k;
}

/* Applies "pm" or "p.m." after the time. Returns the next token. */
static int read_half_day(const struct kr_date_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];
	bool pm;

	if (kr_date_scan_word(t, "am") || kr_date_scan_word(t, "pm")) {
		pm = t->word[0] == 'p';
		k++;
	} else if ((kr_date_scan_word(t, "a") || kr_date_scan_word(t, "p")) &&
	           kr_date_scan_sign(t + 1, '.') && kr_date_scan_word(t + 2, "m")) {
		pm = t->word[0] == 'p';
		k += kr_date_scan_sign(t + 3, '.') ? 4 : 3;
	} else {
		return k;
	}
	if (pm && d->hour < 12)
		d->hour = (int8_t)(d->hour + 12);
	else if (!pm && d->hour == 12)
		d->hour = 0;
	return k;
}

/* Whether 下午, 晚上, 오후 or 午後 directly precedes the hour. */
static bool afternoon_before(const struct kr_date_scan *sc, int k)
{
	const struct kr_token *t = &sc->t[k];

	if (k < 2)
		return false;
	return (kr_date_scan_sign(t - 1, 0x5348) && kr_date_scan_sign(t - 2, 0x4e0b)) ||
	       (kr_date_scan_sign(t - 1, 0x4e0a) && kr_date_scan_sign(t - 2, 0x665a)) ||
	       (kr_date_scan_sign(t - 1, 0xd6c4) && kr_date_scan_sign(t - 2, 0xc624)) ||
	       (kr_date_scan_sign(t - 1, 0x5f8c) && kr_date_scan_sign(t - 2, 0x5348));
}

static bool is_hour_mark(const struct kr_token *t)
{
	static const char *const words[] = {"h", "hs", "hrs", "uhr", NULL};

	return kr_date_scan_sign(t, 0x65f6) || kr_date_scan_sign(t, 0x6642) ||
	       kr_date_scan_sign(t, 0x70b9) || kr_date_scan_sign(t, 0x9ede) ||
	       kr_date_scan_sign(t, 0xc2dc) || kr_date_scan_one_of(t, words);
}

int kr_date_clock_read(const struct kr_date_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];
	bool dotted = kr_date_scan_sign(t + 1, '.') && kr_date_scan_num(t + 2, 2, 0, 59) &&
	              t[2].digits == 2 && !t[2].spaced;
	const int at = k;

	if (!kr_date_scan_num(t, 2, 0, 24))
		return k;
	if ((kr_date_scan_sign(t + 1, ':') && kr_date_scan_num(t + 2, 2, 0, 59)) ||
	        (dotted && (kr_date_scan_word(t + 3, "uhr") || kr_date_scan_word(t + 3, "klo") ||
	                           (k > 0 && (kr_date_scan_word(t - 1, "um") ||
	                                             kr_date_scan_word(t - 1, "klo") ||
	                                             kr_date_scan_word(t - 1, "kl")))))) {
		d->hour = (int8_t)t->value;
		d->min = (int8_t)t[2].value;
		k += 3;
		if (kr_date_scan_sign(&sc->t[k], ':') &&
		        kr_date_scan_num(&sc->t[k + 1], 2, 0, 60)) {
			d->sec = (int8_t)(sc->t[k + 1].value == 60 ? 59 : sc->t[k + 1].value);
			k += 2;
			if ((kr_date_scan_sign(&sc->t[k], '.') ||
			            kr_date_scan_sign(&sc->t[k], ',')) &&
			        sc->t[k + 1].kind == KR_TOKEN_NUMBER && !sc->t[k + 1].spaced)
				k += 2; /* fraction of a second */
		}
	} else if (is_hour_mark(t + 1) && kr_date_scan_num(t + 2, 2, 0, 59)) {
		d->hour = (int8_t)t->value;
		d->min = (int8_t)t[2].value;
		k += 3;
		if (kr_date_scan_sign(&sc->t[k], 0x5206) || kr_date_scan_sign(&sc->t[k], 0xbd84))
			k++;
		if (kr_date_scan_num(&sc->t[k], 2, 0, 59) &&
		        kr_date_scan_sign(&sc->t[k + 1], 0x79d2)) {
			d->sec = (int8_t)sc->t[k].value;
			k += 2;
		}
	} else if (kr_date_scan_num(t, 2, 1, 12) &&
	           (kr_date_scan_word(t + 1, "am") || kr_date_scan_word(t + 1, "pm"))) {
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
	if (kr_date_scan_word(&sc->t[k], "uhr"))
		k++;
	return read_zone(sc, k, d);
}

void kr_date_clock_beside(const struct kr_date_scan *sc, int from, int end, struct kr_date *d,
        int *ret_from, int *ret_end)
{
	for (int k = end; k < end + KR_DATE_SCAN_GAP && k < sc->n && d->hour < 0; k++) {
		int next = kr_date_clock_read(sc, k, d);

		if (next > k)
			*ret_end = next;
		else if (sc->t[k].kind == KR_TOKEN_NUMBER || kr_date_scan_sign(&sc->t[k], '<'))
			break;
	}
	for (int k = from - 3; k >= 0 && k >= from - 8 && d->hour < 0; k--) {
		int next = kr_date_clock_read(sc, k, d);

		if (next > k && next <= from && (k == 0 || !kr_date_scan_sign(&sc->t[k - 1], ':')))
			*ret_from = k;
		else if (next > k)
			d->hour = d->min = d->sec = -1;
	}
}
