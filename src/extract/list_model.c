#include "cards_priv.h"

#include <math.h>

struct node {
	short feature; /* -1: a leaf */
	unsigned short low, high;
	float value; /* a leaf's share of the score; else the bound: what is not above it goes to low */
};

#include "list_model.h"

double kr_lists_score(const struct kr_list *list)
{
	double sum = list_model_start;

	for (size_t t = 0; t < sizeof list_model_roots / sizeof *list_model_roots; t++) {
		const struct node *n = &list_model[list_model_roots[t]];

		while (n->feature >= 0)
			n = &list_model[list->f[n->feature] <= n->value ? n->low : n->high];
		sum += n->value;
	}
	return 1 / (1 + exp(-sum));
}
