#include "kread/text/date.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "kread/base/utf8.h"

enum form { NAMED, CHINESE, KOREAN, DOTS, SLASHES, DASHES, ISO };

static enum form form_of(const char *lang)
{
	static const struct {
		enum form form;
		const char *langs; /* each with a blank behind it */
	} table[] = {
	        {NAMED, "en "},
	        {CHINESE, "zh ja "},
	        {KOREAN, "ko "},
	        {DOTS, "az be bg cs da de et fi hr is ka kk lv mk nb nn no pl ro ru sk sl sr tr "
	               "uk "},
	        {SLASHES, "ar bn ca el es fr ga gl he hi id it ms mt pt sw ta te th ur vi "},
	        {DASHES, "nl fy "},
	};
	char code[4] = "";

	if (strlen(lang) < 2 || (lang[2] && lang[2] != '-' && lang[2] != '_'))
		return ISO;
	snprintf(code, sizeof code, "%c%c ", tolower((unsigned char)lang[0]),
	        tolower((unsigned char)lang[1]));
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strstr(table[i].langs, code))
			return table[i].form;
	return ISO;
}

/* By the first letter that only one of them has. */
static enum form form_of_script(const char *sample)
{
	const size_t len = sample ? strlen(sample) : 0;

	for (size_t i = 0; i < len;) {
		uint32_t c;

		i += kr_utf8_decode(sample + i, len - i, &c);
		if ((c >= 0x3040 && c < 0x3100) || (c >= 0x3400 && c < 0xa000))
			return CHINESE;
		if (c >= 0xac00 && c < 0xd7b0)
			return KOREAN;
	}
	return NAMED;
}

static void add_day(enum form form, int year, int month, int day, struct kr_str *out)
{
	static const char months[][4] = {
	        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

	switch (form) {
	case NAMED:
		kr_str_addf(out, "%d %s %d", day, months[month - 1], year);
		break;
	case CHINESE:
		kr_str_addf(out, "%d\u5e74%d\u6708%d\u65e5", year, month, day);
		break;
	case KOREAN:
		kr_str_addf(out, "%d\ub144 %d\uc6d4 %d\uc77c", year, month, day);
		break;
	case DOTS:
		kr_str_addf(out, "%02d.%02d.%d", day, month, year);
		break;
	case SLASHES:
		kr_str_addf(out, "%02d/%02d/%d", day, month, year);
		break;
	case DASHES:
		kr_str_addf(out, "%02d-%02d-%d", day, month, year);
		break;
	default:
		kr_str_addf(out, "%04d-%02d-%02d", year, month, day);
	}
}

void kr_date_add(
        const char *iso, const char *lang, const char *sample, bool clock, struct kr_str *out)
{
	const enum form form = kr_str_empty(lang) ? form_of_script(sample) : form_of(lang);
	int year, month, day, hour, minute, end = 0;

	if (sscanf(iso, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 || end != 10 ||
	        month < 1 || month > 12 || day < 1 || day > 31 || (iso[end] && iso[end] != 'T')) {
		kr_str_addz(out, iso);
		return;
	}
	add_day(form, year, month, day, out);
	if (clock && sscanf(iso + end, "T%2d:%2d", &hour, &minute) == 2)
		kr_str_addf(out, "%s %02d:%02d", form == NAMED || form == DOTS ? "," : "", hour,
		        minute);
}
