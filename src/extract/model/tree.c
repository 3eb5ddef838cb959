#include "extract/model/tree_priv.h"

#include <math.h>

double kr_tree_score(const struct kr_trees *trees, const float *features)
{
	double sum = trees->start;

	for (size_t t = 0; t < trees->nroots; t++) {
		const struct kr_tree_node *n = &trees->nodes[trees->roots[t]];

		while (n->feature >= 0)
			n = &trees->nodes[features[n->feature] <= n->value ? n->low : n->high];
		sum += (double)n->value;
	}
	return 1 / (1 + exp(-sum));
}
