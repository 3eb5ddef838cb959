/* Converts between dates and days or seconds since 1970. */
#include "extract/meta/date/date_priv.h"

#include <stdio.h>

/* Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
int64_t kr_date_calendar_days(const struct kr_date *d)
{
	int y = d->year - (d->month <= 2), era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
	int doy = (153 * (d->month + (d->month > 2 ? -3 : 9)) + 2) / 5 + d->day - 1,
	    doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return (int64_t)era * 146097 + doe - 719468;
}

void kr_date_calendar_from_seconds(int64_t seconds, int zone, struct kr_date *ret)
{
	int64_t local = seconds + zone * 60, days = local / 86400 - (local % 86400 < 0),
	        z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365,
	        doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153, clock = local - days * 86400;

	ret->day = (int8_t)(doy - (153 * mp + 2) / 5 + 1);
	ret->month = (int8_t)(mp < 10 ? mp + 3 : mp - 9);
	ret->year = (int16_t)(yoe + era * 400 + (ret->month <= 2));
	ret->hour = (int8_t)(clock / 3600);
	ret->min = (int8_t)(clock / 60 % 60);
	ret->sec = (int8_t)(clock % 60);
	ret->offset = (int16_t)zone;
	ret->relative = ret->ambiguous = false;
}

/* The days of the Persian calendar before a year: leap years follow a cycle of 33 years, as in the
 * PersianCalendar of ICU. */
static int64_t persian_days(int year)
{
	return 365 * (int64_t)(year - 1) + (8 * (int64_t)year + 21) / 33;
}

bool kr_date_calendar_from_persian(int year, int month, int day, struct kr_date *ret)
{
	enum { FIRST_DAY = -492268 }; /* that of its year 1, in days since 1970 */
	const bool leap = persian_days(year + 1) - persian_days(year) == 366;
	const int length = month <= 6 ? 31 : month < 12 || leap ? 30 : 29;

	if (month < 1 || month > 12 || day < 1 || day > length)
		return false;
	kr_date_calendar_from_seconds((FIRST_DAY + persian_days(year) + (month - 1) * 30 +
	                                      (month < 7 ? month - 1 : 6) + day - 1) *
	                                      86400,
	        0, ret);
	ret->hour = ret->min = ret->sec = -1;
	ret->offset = KR_DATE_NO_OFFSET;
	return true;
}

bool kr_date_calendar_from_epoch(double seconds, int zone, struct kr_date *ret)
{
	if (seconds > 1e11)
		seconds /= 1000;
	if (!(seconds > 788918400.0 && seconds < 4102444800.0))
		return false;
	kr_date_calendar_from_seconds((int64_t)seconds, zone, ret);
	return true;
}

void kr_date_calendar_iso(const struct kr_date *d, char out[KR_DATE_ISO])
{
	int n = snprintf(out, KR_DATE_ISO, "%04d-%02d-%02d", d->year, d->month, d->day);

	if (d->hour < 0)
		return;
	n += snprintf(
	        out + n, (size_t)(KR_DATE_ISO - n), "T%02d:%02d", d->hour, d->min < 0 ? 0 : d->min);
	if (d->sec >= 0)
		n += snprintf(out + n, (size_t)(KR_DATE_ISO - n), ":%02d", d->sec);
	if (d->offset == 0)
		snprintf(out + n, (size_t)(KR_DATE_ISO - n), "Z");
	else if (d->offset != KR_DATE_NO_OFFSET)
		snprintf(out + n, (size_t)(KR_DATE_ISO - n), "%c%02d:%02d",
		        d->offset < 0 ? '-' : '+', (d->offset < 0 ? -d->offset : d->offset) / 60,
		        (d->offset < 0 ? -d->offset : d->offset) % 60);
}
