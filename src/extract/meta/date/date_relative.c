/* Reads relative times: "3 hours ago". */
#include "extract/meta/date/date_words_priv.h"

/* Most tokens of a label such as "Published yesterday, in Ghent", and of one without a number. In
 * longer texts such words are part of a sentence. */
enum { LABEL = 8 };

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

/* "an hour ago", "vor 2 Tagen", 5h ago: count units, named at token k, with "ago" before the number
 * or after the unit. Returns the token after it, or 0. */
static int word_unit(const struct kr_date_scan *sc, int number, int k, int *seconds)
{
	const struct kr_token *t = &sc->t[k];
	const struct kr_date_word *unit = kr_date_words_at(sc, k, KR_DATE_WORDS_AGO, seconds);
	int next, end;

	if (unit) {
		next = *seconds;
		*seconds = unit->value;
		return next;
	}
	unit = kr_date_words_at(sc, k, KR_DATE_WORDS_UNIT, &next);
	if (unit)
		*seconds = unit->value;
	else if (!t->spaced && (kr_date_scan_word(t, "h") || kr_date_scan_word(t, "d") ||
	                               kr_date_scan_word(t, "m")))
		*seconds = t->word[0] == 'h' ? 3600 : t->word[0] == 'd' ? 86400 : 60;
	else
		return 0;
	next = unit ? next : k + 1;
	next += kr_date_scan_sign(&sc->t[next], '.');
	if (kr_date_words_at(sc, next, KR_DATE_WORDS_AFTER, &end))
		return end;
	return kr_date_words_end(sc, number, KR_DATE_WORDS_BEFORE) ? next : 0;
}

/* "час назад", "منذ ساعتين": a unit at token k whose word says how many. */
static int bare_unit(const struct kr_date_scan *sc, int k, int *seconds)
{
	int next, end;
	const struct kr_date_word *unit = kr_date_words_at(sc, k, KR_DATE_WORDS_UNIT, &next);

	if (!unit || !unit->bare)
		return 0;
	*seconds = unit->value * unit->bare;
	if (kr_date_words_at(sc, next, KR_DATE_WORDS_AFTER, &end))
		return end;
	return kr_date_words_end(sc, k, KR_DATE_WORDS_BEFORE) ? next : 0;
}

/* Reads 3小时前, 3 hours ago or one hour ago at token k. Returns the token after it, or 0. */
static int units_ago(const struct kr_date_scan *sc, int k, int64_t *ret_seconds)
{
	const struct kr_token *t = &sc->t[k];
	int seconds = 0, next = 0, after;

	*ret_seconds = 0;
	if (t->kind == KR_TOKEN_NUMBER && t->value < 1000) {
		next = ideographic_unit(sc, k, &seconds);
		next = next ? next : word_unit(sc, k, k + 1, &seconds);
		*ret_seconds = (int64_t)t->value * seconds;
	} else if (t->kind == KR_TOKEN_WORD && sc->n <= LABEL) {
		if (kr_date_words_at(sc, k, KR_DATE_WORDS_ONE, &after)) {
			after += kr_date_scan_sign(&sc->t[after], '\'') ||
			         kr_date_scan_sign(&sc->t[after], 0x2019);
			next = word_unit(sc, k, after, &seconds);
		}
		next = next ? next : bare_unit(sc, k, &seconds);
		*ret_seconds = seconds;
	}
	return next;
}

/* 昨天 23:50, 今天, 前天, 昨日, 어제, yesterday, hôm qua. */
static int day_word(const struct kr_date_scan *sc, int k, int *days)
{
	static const struct {
		uint16_t first, second;
		int days;
	} signs[] = {{0x6628, 0x5929, 1}, {0x6628, 0x65e5, 1}, {0x524d, 0x5929, 2},
	        {0x524d, 0x65e5, 2}, {0x4eca, 0x5929, 0}, {0x4eca, 0x65e5, 0}, {0xc5b4, 0xc81c, 1},
	        {0xc624, 0xb298, 0}};
	const struct kr_token *t = &sc->t[k];
	const struct kr_date_word *w;
	int next;

	for (size_t i = 0; t->kind == KR_TOKEN_SIGN && i < sizeof signs / sizeof *signs; i++)
		if (kr_date_scan_sign(t, signs[i].first) &&
		        kr_date_scan_sign(t + 1, signs[i].second)) {
			*days = signs[i].days;
			return k > 0 && t[-1].kind == KR_TOKEN_NUMBER ? 0 : k + 2;
		}
	w = kr_date_words_at(sc, k, KR_DATE_WORDS_DAY, &next);
	*days = w ? w->value : 0;
	return w ? next : 0;
}

/* Reads a day by its name, with the time next to it. In a longer text without a time, a word such
 * as "today" tells no date. Returns whether there is one. */
static bool read_day(
        const struct kr_date_scan *sc, int k, struct kr_date *d, int *ret_from, int *ret_end)
{
	int days, from, end, next = day_word(sc, k, &days);

	if (!next)
		return false;
	back_from_now(sc, (int64_t)days * 86400, d);
	d->hour = d->min = -1;
	d->offset = KR_DATE_NO_OFFSET;
	from = k;
	end = next;
	kr_date_clock_beside(sc, k, next, d, &from, &end);
	if (d->hour < 0 && sc->t[k].kind != KR_TOKEN_SIGN && sc->n > LABEL)
		return false;
	*ret_from = from;
	*ret_end = end;
	return true;
}

static bool is_just_now(const struct kr_token *t)
{
	return (kr_date_scan_sign(t, 0x521a) &&
	               (kr_date_scan_sign(t + 1, 0x521a) || kr_date_scan_sign(t + 1, 0x624d))) ||
	       (kr_date_scan_word(t, "just") && kr_date_scan_word(t + 1, "now"));
}

bool kr_date_relative_scan(
        const struct kr_date_scan *sc, struct kr_date *d, int *ret_from, int *ret_end)
{
	for (int k = 0; k < sc->n && sc->hints->now; k++) {
		int64_t seconds;
		int next = units_ago(sc, k, &seconds);

		if (!next && is_just_now(&sc->t[k]))
			next = k + 2;
		if (!next && read_day(sc, k, d, ret_from, ret_end))
			return true;
		if (!next)
			continue;
		back_from_now(sc, seconds, d);
		*ret_from = k;
		*ret_end = next;
		return true;
	}
	return false;
}
