#include "extract/lists/link_cards_priv.h"

#include "extract/model/tree_priv.h"

#include "extract/model/list_model.inc"

/* Headlines of this site's articles under a heading that calls them related: of 42 such lists in
 * the training data 41 are what they say, so nothing is left to the model. */
static bool is_plain(const float *f)
{
	return f[KR_LF_head_rec] > 0 && f[KR_LF_head_bad] <= 0 && f[KR_LF_count] > 1.1f &&
	       f[KR_LF_headlines] >= 0.9f && f[KR_LF_prose] < 0.3f && f[KR_LF_same_path] >= 0.5f &&
	       f[KR_LF_section_like] < 0.5f && f[KR_LF_far_nav] <= 0 && f[KR_LF_far_foot] <= 0 &&
	       f[KR_LF_near_ad] <= 0;
}

double kr_list_model_score(const struct kr_link_list *list)
{
	static const struct kr_trees trees = {nodes, roots, sizeof roots / sizeof *roots, 0};

	if (list->dull)
		return 0;
	return is_plain(list->f) ? 1 : kr_tree_score(&trees, list->f);
}
