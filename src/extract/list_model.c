#include "cards_priv.h"

/* A first judgement by rules. */
double kr_lists_score(const struct kr_list *list)
{
	const float *f = list->f;
	double s = 0.2;

	if (f[KR_LF_headlines] < 0.5f || f[KR_LF_sentences] > 0.5f)
		return 0;
	if (f[KR_LF_far_nav] > 0 || f[KR_LF_far_foot] > 0 || f[KR_LF_head_bad] > 0 || f[KR_LF_above_title] > 0)
		s -= 0.3;
	if (f[KR_LF_head_rec] > 0)
		s += 0.5;
	if (f[KR_LF_near_rec] > 0 || f[KR_LF_head_list] > 0)
		s += 0.3;
	return s + 0.1 * f[KR_LF_dated] + 0.1 * f[KR_LF_images];
}
