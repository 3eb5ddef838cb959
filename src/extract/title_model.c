#include "titles_priv.h"

#include "tree_priv.h"

double kr_titles_score(const struct kr_title *t)
{
	/* interim */
	return t->f[KR_TFEAT_h1] * 4 - (t->h1 > 0 ? 1.f : 0.f) + t->f[KR_TFEAT_sources] +
	       t->f[KR_TFEAT_title_share] * 2 - t->f[KR_TFEAT_bad_place] * 2 - t->f[KR_TFEAT_link] +
	       (t->f[KR_TFEAT_chars] > 8 ? 12.f : 10.f);
}
