/* Reads times of day and zones next to a date. */
#include "extract/meta/date/date_words_priv.h"

static int named_zone(const struct kr_token *t)
{
	static const struct {
		const char *name;
		int minutes;
	} zones[] = {{"z", 0}, {"gmt", 0}, {"utc", 0}, {"est", -300}, {"edt", -240}, {"cdt", -300},
	        {"mst", -420}, {"mdt", -360}, {"pst", -480}, {"pdt", -420}, {"bst", 60},
	        {"cet", 60}, {"cest", 120}, {"mez", 60}, {"mesz", 120}, {"eet", 120}, {"eest", 180},
	        {"msk", 180}, {"jst", 540}, {"kst", 540}, {"hkt", 480}, {"sgt", 480}, {"wib", 420},
	        {"wita", 480}, {"wit", 540}, {"ict", 420}, {"ist", 330}, {"pkt", 300}, {"мск", 180},
	        {"trt", 180}, {"tsi", 180}, {"aest", 600}, {"aedt", 660}, {"brt", -180}};

	for (size_t i = 0; t->kind == KR_TOKEN_WORD && i < sizeof zones / sizeof *zones; i++)
		if (!strcmp(zones[i].name, t->word))
			return zones[i].minutes;
	return KR_DATE_NO_OFFSET;
}

/* Reads "+08:00", "+0800", "+8", "Z" or "GMT+8" at k. Returns the next token. */
static int read_zone(const struct kr_date_scan *sc, int k, struct kr_date *d)
{
	const int bracket = kr_date_scan_sign(&sc->t[k], '(') ? 1 : 0;
	int named = named_zone(&sc->t[k + bracket]), sign, minutes;

	if (named != KR_DATE_NO_OFFSET)
		k += bracket;
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

/* The hours that a half of the day named at token k adds to times before noon, or -1. */
static int half_day_at(const struct kr_date_scan *sc, int k, int *ret_next)
{
	const struct kr_date_word *w = kr_date_words_at(sc, k, KR_DATE_WORDS_HALF, ret_next);

	*ret_next += w && kr_date_scan_sign(&sc->t[*ret_next], '.');
	return w ? w->value : -1;
}

/* 下午, 晚上, 오후, 午後 before token k, or 凌晨, 上午, 오전, 午前; -1 if there is none. */
static int ideographic_half(const struct kr_date_scan *sc, int k)
{
	static const uint16_t halves[][3] = {{0x4e0b, 0x5348, 12}, {0x665a, 0x4e0a, 12},
	        {0x665a, 0x95f4, 12}, {0x665a, 0x9593, 12}, {0x508d, 0x665a, 12},
	        {0xc624, 0xd6c4, 12}, {0xc800, 0xb141, 12}, {0x5348, 0x5f8c, 12},
	        {0x4e0a, 0x5348, 0}, {0x51cc, 0x6668, 0}, {0x65e9, 0x4e0a, 0}, {0x6e05, 0x6668, 0},
	        {0xc624, 0xc804, 0}, {0x5348, 0x524d, 0}};
	const struct kr_token *t = &sc->t[k];

	for (size_t i = 0; k >= 2 && i < sizeof halves / sizeof *halves; i++)
		if (kr_date_scan_sign(t - 2, halves[i][0]) &&
		        kr_date_scan_sign(t - 1, halves[i][1]))
			return halves[i][2];
	return -1;
}

/* The same for a word that ends before token k. */
static int half_day_before(const struct kr_date_scan *sc, int k)
{
	int next, half = ideographic_half(sc, k);

	while (k > 0 &&
	        (kr_date_scan_sign(&sc->t[k - 1], '.') || kr_date_scan_sign(&sc->t[k - 1], ',')))
		k--;
	for (int from = k - 1; half < 0 && from >= 0 && from >= k - 3; from--) {
		half = half_day_at(sc, from, &next);
		half = next >= k ? half : -1;
	}
	return half;
}

/* Applies the half of the day that is named after the time, at token k, or before its hour. Returns
 * the next token. */
static int read_half_day(const struct kr_date_scan *sc, int hour, int k, struct kr_date *d)
{
	int next, half = half_day_at(sc, k, &next);

	if (half >= 0)
		k = next;
	else
		half = half_day_before(sc, hour);
	if (half == 12 && d->hour < 12)
		d->hour = (int8_t)(d->hour + 12);
	else if (half == 0 && d->hour == 12)
		d->hour = 0;
	return k;
}

static bool is_hour_mark(const struct kr_token *t)
{
	static const char *const words[] = {"h", "hs", "hrs", "uhr", "gio", NULL};

	return kr_date_scan_sign(t, 0x65f6) || kr_date_scan_sign(t, 0x6642) ||
	       kr_date_scan_sign(t, 0x70b9) || kr_date_scan_sign(t, 0x9ede) ||
	       kr_date_scan_sign(t, 0xc2dc) || kr_date_scan_one_of(t, words);
}

/* Whether the hour at token k, a full stop and minutes are a time: 9.05 Uhr, kl. 9.05. In some
 * languages that is how times are written. */
static bool is_dotted(const struct kr_date_scan *sc, int k)
{
	static const char *const after[] = {
	        "uhr", "klo", "น", "wib", "wita", "wit", "godz", "h", NULL};
	static const char *const before[] = {"um", "klo", "kl", "ore", "alle", "pukul", "jam", "ob",
	        "godz", "เวลา", "ora", NULL};
	static const char *const languages[] = {"fi", "da", "no", "id", "it", "th"};
	const struct kr_token *t = &sc->t[k];

	if (!kr_date_scan_sign(t + 1, '.') || !kr_date_scan_num(t + 2, 2, 0, 59) ||
	        t[2].digits != 2 || t[1].spaced || t[2].spaced)
		return false;
	if (kr_date_scan_one_of(t + 3, after) || (k > 0 && kr_date_scan_one_of(t - 1, before)) ||
	        (k > 1 && kr_date_scan_sign(t - 1, '.') && kr_date_scan_one_of(t - 2, before)))
		return true;
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
		if (!strcmp(sc->hints->language, languages[i]))
			return !kr_date_scan_sign(t + 3, '.') || t[4].kind != KR_TOKEN_NUMBER;
	return false;
}

/* The seconds after the minutes, before token k. */
static int read_seconds(const struct kr_date_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];

	if (!kr_date_scan_sign(t, ':') || !kr_date_scan_num(t + 1, 2, 0, 60))
		return k;
	d->sec = (int8_t)(t[1].value == 60 ? 59 : t[1].value);
	if ((kr_date_scan_sign(t + 2, '.') || kr_date_scan_sign(t + 2, ',')) &&
	        t[3].kind == KR_TOKEN_NUMBER && !t[3].spaced)
		return k + 4; /* fraction of a second */
	return k + 2;
}

int kr_date_clock_read(const struct kr_date_scan *sc, int k, struct kr_date *d)
{
	const struct kr_token *t = &sc->t[k];
	const int at = k;

	if (!kr_date_scan_num(t, 2, 0, 24))
		return k;
	if ((kr_date_scan_sign(t + 1, ':') && kr_date_scan_num(t + 2, 2, 0, 59)) ||
	        is_dotted(sc, k)) {
		d->min = (int8_t)t[2].value;
		k = read_seconds(sc, k + 3, d);
	} else if (is_hour_mark(t + 1) && kr_date_scan_num(t + 2, 2, 0, 59)) {
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
		d->min = 0;
		k++;
	} else {
		return k;
	}
	d->hour = (int8_t)(t->value == 24 ? 0 : t->value);
	if (kr_date_scan_word(&sc->t[k], "बजे"))
		k++;
	k = read_half_day(sc, at, k, d);
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
