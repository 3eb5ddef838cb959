/* Days and times as lists show them. */
#include <time.h>

#include "app_priv.h"

static bool is_same_day(const struct tm *a, const struct tm *b)
{
	return a->tm_year == b->tm_year && a->tm_yday == b->tm_yday;
}

void kr_when_add_day(const struct tm *day, struct kr_str *out)
{
	static const char months[][4] = {
	        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	time_t now = time(NULL);
	struct tm today = {0}, yesterday;

	localtime_r(&now, &today);
	yesterday = today;
	yesterday.tm_mday--;
	yesterday.tm_isdst = -1;
	mktime(&yesterday);
	if (is_same_day(day, &today))
		kr_str_addz(out, "Today");
	else if (is_same_day(day, &yesterday))
		kr_str_addz(out, "Yesterday");
	else
		kr_str_addf(out, "%d %s %d", day->tm_mday, months[day->tm_mon % 12],
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
		kr_str_addz(out, ", ");
	}
	kr_str_addf(out, "%02d:%02d", tm.tm_hour, tm.tm_min);
}
