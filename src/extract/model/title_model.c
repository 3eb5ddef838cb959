#include "extract/meta/title/title_candidates_priv.h"

#include "extract/model/tree_priv.h"

#include "extract/model/title_model.inc"

double kr_title_model_score(const struct kr_title *t)
{
	return kr_tree_score(&title_model, t->f);
}
