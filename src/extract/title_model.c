#include "titles_priv.h"

#include "tree_priv.h"

#include "title_model.inc"

double kr_titles_score(const struct kr_title *t)
{
	return kr_trees_score(&title_model, t->f);
}
