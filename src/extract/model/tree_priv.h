/* Small ensembles of decision trees, learned by scripts/train from pages and exported as tables: a
 * node leads on until a leaf, whose value is added up over all trees; the sum goes through the
 * logistic function (gradient boosting, Friedman 2001). */
#ifndef KREAD_EXTRACT_MODEL_TREE_PRIV_H
#define KREAD_EXTRACT_MODEL_TREE_PRIV_H

#include <stddef.h>

struct kr_tree_node {
	short feature; /* -1: a leaf */
	unsigned short low, high;
	float value; /* a leaf's share of the score; else the bound: what is not above it goes to
	                low */
};

struct kr_trees {
	const struct kr_tree_node *nodes;
	const unsigned short *roots;
	size_t nroots;
	float start;
};

double kr_tree_score(const struct kr_trees *trees, const float *features); /* 0..1 */

#endif
