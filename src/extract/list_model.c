#include "cards_priv.h"

struct node {
	short feature; /* -1: a leaf */
	unsigned short low, high;
	float value; /* a leaf's score; else the bound: what is not above it goes to low */
};

#include "list_model.h"

double kr_lists_score(const struct kr_list *list)
{
	const size_t trees = sizeof list_model_roots / sizeof *list_model_roots;
	double sum = 0;

	for (size_t t = 0; t < trees; t++) {
		const struct node *n = &list_model[list_model_roots[t]];

		while (n->feature >= 0)
			n = &list_model[list->f[n->feature] <= n->value ? n->low : n->high];
		sum += (double)n->value;
	}
	return sum / (double)trees;
}
