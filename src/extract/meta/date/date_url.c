/* Dates in URLs. */
#include "extract/meta/date/date_collector_priv.h"

#include <ctype.h>
#include <string.h>

#include "kread/base/url.h"

/* /2020/feb/10/x or /2020/october/10/ at s. */
static bool from_month_name(
        struct kr_date_collector *c, const char *s, size_t len, enum kr_date_source source)
{
	struct kr_date d;

	if (len < 12 || s[4] != '/' || !isalpha((unsigned char)s[5]) ||
	        strspn(s, "0123456789") != 4)
		return false;
	if (!kr_date_parse_find(s, len < 20 ? len : 20, &c->hints, &d, NULL, NULL) || !d.year ||
	        d.relative)
		return false;
	kr_date_collector_add(c, &d, source, -1);
	return true;
}

void kr_date_url_read(struct kr_date_collector *c, const char *url, enum kr_date_source source)
{
	struct kr_url u;

	kr_url_split(url, strlen(url), &u);
	for (size_t i = 0; i + 7 < u.path.len; i++) {
		const char *s = u.path.data + i;
		int d[8], n = 0, marks = 0;
		size_t k = 0;
		struct kr_date date = {
		        .hour = -1, .min = -1, .sec = -1, .offset = KR_DATE_NO_OFFSET};

		if (!isdigit((unsigned char)*s) || (i && isdigit((unsigned char)s[-1])))
			continue;
		if (from_month_name(c, s, u.path.len - i, source))
			return;
		for (; i + k < u.path.len && n < 8 && marks < 3; k++) {
			if (isdigit((unsigned char)s[k]))
				d[n++] = s[k] - '0';
			else if (strchr("/-_.", s[k]) && (n == 4 || n == 6))
				marks++;
			else
				break;
		}
		if (n < 8 || (i + k < u.path.len && isdigit((unsigned char)s[k])))
			continue;
		date.year = (int16_t)(d[0] * 1000 + d[1] * 100 + d[2] * 10 + d[3]);
		date.month = (int8_t)(d[4] * 10 + d[5]);
		date.day = (int8_t)(d[6] * 10 + d[7]);
		if (date.year >= 1995 && date.year < 2100 && date.month >= 1 && date.month <= 12 &&
		        date.day >= 1 && date.day <= 31) {
			kr_date_collector_add(c, &date, source, -1);
			return;
		}
	}
}
