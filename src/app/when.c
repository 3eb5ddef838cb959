/* Days and times as lists show them. */
#include <time.h>

#include "app_priv.h"
#include "kread/base/intl.h"

static bool is_same_day(const struct tm *a, const struct tm *b)
{
	return a->tm_year == b->tm_year && a->tm_yday == b->tm_yday;
}

void kr_when_add_day(const struct tm *day, struct kr_str *out)
{
	static const char *const months[] = {N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"),
	        N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")};
	time_t now = time(NULL);
	struct tm today = {0}, yesterday;

	localtime_r(&now, &today);
	yesterday = today;
	yesterday.tm_mday--;
	yesterday.tm_isdst = -1;
	mktime(&yesterday);
	if (is_same_day(day, &today))
		kr_str_addz(out, _("Today"));
	else if (is_same_day(day, &yesterday))
		kr_str_addz(out, _("Yesterday"));
	else
		/* TRANSLATORS: day, month, year; another order: %3$d %2$s %1$d */
		kr_str_addf(out, _("%d %s %d"), day->tm_mday, _(months[day->tm_mon % 12]),
		        day->tm_year + 1900);
}

void kr_when_add_time(int64_t when, struct kr_str *out)
{
	time_t seconds = (time_t)(when / 1000), now = time(NULL);
	struct tm tm, today;

	if (!localtime_r(&seconds, &tm) || !localtime_r(&now, &today))
		return;
	if (!is_same_day(&tm, &today)) {
		kr_when_add_day(&tm, out);
		/* TRANSLATORS: between day and time */
		kr_str_addz(out, _(", "));
	}
	kr_str_addf(out, "%02d:%02d", tm.tm_hour, tm.tm_min);
}
