/* Texts with dates and durations: what is found lies in the text, is a day of the calendar, and
 * reads the same when it is written as ISO 8601, if it is one on which pages are published. The
 * first byte is about the page. */
#include <string.h>

#include "cost.h"
#include "extract/meta/date/date_priv.h"
#include "extract/meta/date/date_scan_priv.h"
#include "extract/meta/duration_priv.h"
#include "fuzz.h"
#include "kread/base/mem.h"
#include "kread/text/date.h"
#include "mutate.h"

static void check_date(const struct kr_date *d)
{
	static const struct kr_date_hints plain = {.language = "en"};
	char iso[KR_DATE_ISO];
	struct kr_date again;

	HOLDS(d->month >= 1 && d->month <= 12 && d->day >= 1 && d->day <= 31);
	HOLDS(d->hour >= -1 && d->hour <= 24 && d->min >= -1 && d->min < 60 && d->sec >= -1 &&
	        d->sec <= 60);
	if (d->year < KR_DATE_SCAN_YEAR_MIN || d->year > KR_DATE_SCAN_YEAR_MAX)
		return; /* of other calendars, or long ago */
	kr_date_calendar_iso(d, iso);
	HOLDS(is_clean(iso, strlen(iso)));
	HOLDS(kr_date_parse_find(iso, strlen(iso), &plain, &again, NULL, NULL));
	HOLDS(kr_date_calendar_days(&again) == kr_date_calendar_days(d) && again.hour == d->hour);
}

static void find(unsigned how, const char *text, size_t len)
{
	static const char languages[][4] = {"en", "zh", "fa", "", "de", "ja", "ar", "th"};
	struct kr_date_hints hints = {.month_first = how & 1,
	        .republic = how & 2,
	        .now = how & 4 ? 1710724000 : 0,
	        .zone = how & 8 ? 480 : 0};
	struct kr_date d;
	size_t from, end;

	memcpy(hints.language, languages[how >> 4 & 7], sizeof hints.language);
	if (kr_date_parse_find(text, len, &hints, &d, &from, &end)) {
		HOLDS(from < end && end <= len);
		check_date(&d);
	}
}

static void read_text(const uint8_t *data, size_t size)
{
	const unsigned how = size ? *data : 0;
	struct kr_str text, shown;

	kr_str_init(&text);
	kr_str_init(&shown);
	if (size)
		kr_utf8_clean(&text, (const char *)data + 1, size - 1, 0);
	find(how, text.data, text.len);
	HOLDS(kr_duration_parse((struct kr_slice){text.data, text.len}) < 2 * 86400);
	HOLDS(kr_duration_clock((struct kr_slice){text.data, text.len}) >= -1);
	kr_date_add(text.data, how & 1 ? "en" : how & 2 ? "zh" : NULL, text.data, how & 4, &shown);
	HOLDS(is_clean(shown.data, shown.len));
	kr_str_fini(&text);
	kr_str_fini(&shown);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
	static const char *const words[] = {"2024", "03", "18", "31", "12", "0", "99", "1999",
	        "113", "1402", "-", "/", ".", ":", ",", " ", "T", "Z", "+08:00", "-0330", "GMT",
	        "am", "p.m.", "09:30", "24:00", "March ", "Sept. ", "Monday, ", "18th ", "of ",
	        "yesterday", "3 hours ago", "just now", "m\xc3\xa4rz ", "\xe5\xb9\xb4",
	        "\xe6\x9c\x88", "\xe6\x97\xa5", "\xe6\x98\xa8\xe5\xa4\xa9",
	        "\xe4\xb8\x8b\xe5\x8d\x88", "\xe4\xba\x8c\xe3\x80\x87\xe4\xba\x8c\xe5\x9b\x9b",
	        "\xe4\xbb\xa4\xe5\x92\x8c", "\xe6\xb0\x91\xe5\x9c\x8b", "\xeb\x85\x84",
	        "\xd9\xa1\xd9\xa4\xd9\xa0\xd9\xa2",
	        "\xd1\x8f\xd0\xbd\xd0\xb2\xd0\xb0\xd1\x80\xd1\x8f ", "\xe0\xb8\xa1.\xe0\xb8\x84.",
	        "2567", "1710724000", "PT1H2M3S", "01:02:03", "1e9", "\xe3\x80\x80",
	        "\xef\xbc\x92\xef\xbc\x90"};

	return mutate_words(data, size, max, seed, words, sizeof words / sizeof *words);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct cost most = {50, 50, 1 << 20, 100};

	cost_check(&most, read_text, data, size);
	return 0;
}
