#include "dates_priv.h"

#include "tree_priv.h"

double kr_dates_score(const struct kr_day *day)
{
	/* interim */
	static const float w[] = {10, 3, 0.5f, 9, 5, 0.5f, 8, 0.5f, 4, 2, 4, 2, 6, 2};
	double s = 0.01;

	for (int i = 0; i < KR_DATE_SOURCES; i++)
		s += w[i] * day->f[i];
	s += day->f[KR_DFEAT_published] - 3 * day->f[KR_DFEAT_updated] - 3 * day->f[KR_DFEAT_bad] -
	     0.1 * day->f[KR_DFEAT_after_title] - day->f[KR_DFEAT_rec];
	return s;
}
