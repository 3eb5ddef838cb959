#include "cards_priv.h"

#include "tree_priv.h"

#include "list_model.inc"

double kr_lists_score(const struct kr_list *list)
{
	static const struct kr_trees trees = {nodes, roots, sizeof roots / sizeof *roots, 0};

	return list->dull ? 0 : kr_trees_score(&trees, list->f);
}
