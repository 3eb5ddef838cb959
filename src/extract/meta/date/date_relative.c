/* Reads relative times: "3 hours ago". */
#include "extract/meta/date/date_scan_priv.h"

static const struct {
	int seconds;
	const char *name;
} units[] = {
#define UNIT(s, name) {s, name},
#define AGO(name)
#include "extract/meta/date/date_units.def"
#undef UNIT
#undef AGO
};

static const char *const ago_words[] = {
#define UNIT(s, name)
#define AGO(name) name,
#include "extract/meta/date/date_units.def"
#undef UNIT
#undef AGO
};

static void back_from_now(const struct kr_date_scan *sc, int64_t seconds, struct kr_date *d)
{
	kr_date_calendar_from_seconds(sc->hints->now - seconds, sc->hints->zone, d);
	d->relative = true;
	d->sec = -1;
	if (seconds >= 86400)
		d->hour = d->min = -1, d->offset = KR_DATE_NO_OFFSET;
}

/* Reads 3小时前, 2天前, 5分钟前, 3時間前, 2日前, 3시간 전 at the number k. Returns the token after
 * it, or 0. */
static int ideographic_unit(const struct kr_date_scan *sc, int k, int *seconds)
{
	static const struct {
		uint32_t c;
		int seconds;
	} marks[] = {{0x79d2, 1}, {0x5206, 60}, {0x65f6, 3600}, {0x6642, 3600}, {0x5929, 86400},
	        {0x65e5, 86400}, {0x5468, 604800}, {0x661f, 604800}, {0x9031, 604800},
	        {0x6708, 2629800}, {0x5e74, 31557600}, {0xcd08, 1}, {0xbd84, 60}, {0xc2dc, 3600},
	        {0xc77c, 86400}, {0xc8fc, 604800}, {0xac1c, 2629800}, {0xb144, 31557600}};
	int m = k + 1;

	*seconds = 0;
	while (kr_date_scan_sign(&sc->t[m], 0x4e2a) || kr_date_scan_sign(&sc->t[m], 0x500b) ||
	        kr_date_scan_sign(&sc->t[m], 0x5c0f) || kr_date_scan_sign(&sc->t[m], 0x304b) ||
	        kr_date_scan_sign(&sc->t[m], 0x30f6))
		m++;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (kr_date_scan_sign(&sc->t[m], marks[i].c))
			*seconds = marks[i].seconds;
	for (int i = 0; *seconds && i < 3; i++)
		if (kr_date_scan_sign(&sc->t[++m], 0x524d) || kr_date_scan_sign(&sc->t[m], 0xc804))
			return m + 1;
	return 0;
}

static bool ago_at(const struct kr_date_scan *sc, int k)
{
	for (size_t i = 0; k >= 0 && k < sc->n && i < sizeof ago_words / sizeof *ago_words; i++)
		if (kr_date_scan_word(&sc->t[k], ago_words[i]))
			return true;
	/* "il y a": the two words before the number */
	return k > 0 && kr_date_scan_word(&sc->t[k], "a") && kr_date_scan_word(&sc->t[k - 1], "y");
}

static int word_unit(const struct kr_date_scan *sc, int k, int *seconds)
{
	const struct kr_token *t = &sc->t[k + 1];

	*seconds = 0;
	for (size_t i = 0; t->kind == KR_TOKEN_WORD && i < sizeof units / sizeof *units; i++)
		if (kr_str_starts(t->word, units[i].name))
			*seconds = units[i].seconds;
	if (!*seconds && !t->spaced &&
	        (kr_date_scan_word(t, "h") || kr_date_scan_word(t, "d") ||
	                kr_date_scan_word(t, "m")))
		*seconds = t->word[0] == 'h' ? 3600 : t->word[0] == 'd' ? 86400 : 60;
	if (!*seconds)
		return 0;
	if (ago_at(sc, k + 2) || (ago_at(sc, k - 1) && !kr_date_scan_word(&sc->t[k - 1], "ago")))
		return k + 3 > sc->n ? sc->n : k + 3;
	return 0;
}

/* 昨天 23:50, 今天, 前天, 昨日, yesterday, today, gestern, heute, hier, ayer. */
static int day_word(const struct kr_date_scan *sc, int k, int *days)
{
	static const struct {
		const char *word;
		int days;
	} words[] = {{"yesterday", 1}, {"today", 0}, {"gestern", 1}, {"heute", 0}, {"hier", 1},
	        {"ayer", 1}, {"ieri", 1}, {"oggi", 0}, {"ontem", 1}, {"hoje", 0}, {"вчера", 1},
	        {"сегодня", 0}, {"dün", 1}, {"bugün", 0}, {"wczoraj", 1}, {"gisteren", 1}};
	const struct kr_token *t = &sc->t[k];

	if (kr_date_scan_sign(t + 1, 0x5929) || kr_date_scan_sign(t + 1, 0x65e5)) {
		*days = kr_date_scan_sign(t, 0x6628)   ? 1
		        : kr_date_scan_sign(t, 0x524d) ? 2
		        : kr_date_scan_sign(t, 0x4eca) ? 0
		                                       : -1;
		return *days >= 0 && !(k > 0 && t[-1].kind == KR_TOKEN_NUMBER) ? k + 2 : 0;
	}
	for (size_t i = 0; t->kind == KR_TOKEN_WORD && i < sizeof words / sizeof *words; i++)
		if (*t->word == *words[i].word && !strcmp(t->word, words[i].word)) {
			*days = words[i].days;
			return k + 1;
		}
	return 0;
}

bool kr_date_relative_scan(
        const struct kr_date_scan *sc, struct kr_date *d, int *ret_from, int *ret_end)
{
	for (int k = 0; k < sc->n && sc->hints->now; k++) {
		const struct kr_token *t = &sc->t[k];
		int unit, next,
		        count = t->kind == KR_TOKEN_NUMBER                                ? t->value
		                : kr_date_scan_word(t, "an") || kr_date_scan_word(t, "a") ? 1
		                                                                          : 0;

		*ret_from = k;
		if ((count || t->kind == KR_TOKEN_NUMBER) && count < 1000 &&
		        ((next = ideographic_unit(sc, k, &unit)) ||
		                (next = word_unit(sc, k, &unit)))) {
			back_from_now(sc, (int64_t)count * unit, d);
			*ret_end = next;
			return true;
		}
		if ((kr_date_scan_sign(t, 0x521a) && (kr_date_scan_sign(t + 1, 0x521a) ||
		                                             kr_date_scan_sign(t + 1, 0x624d))) ||
		        (kr_date_scan_word(t, "just") && kr_date_scan_word(t + 1, "now"))) {
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
			kr_date_clock_beside(sc, k, next, d, ret_from, ret_end);
			return true;
		}
	}
	return false;
}
