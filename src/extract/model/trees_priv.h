/* Evaluates ensembles of decision trees (scripts/train/README.md), by the QuickScorer algorithm
 * (Lucchese et al., SIGIR 2015).
 *
 * A tree is a list of tests and a list of leaves from left to right. A test fails if a feature is
 * above its bound; then it strikes out the leaves on its left. The first leaf that is left is the
 * result of the tree. There are no branches, so many rows are evaluated at once. All arithmetic is
 * on integers, so results are the same on every machine. */
#ifndef KREAD_EXTRACT_MODEL_TREES_PRIV_H
#define KREAD_EXTRACT_MODEL_TREES_PRIV_H

#include <stdint.h>

enum {
	KR_TREES_LANES = 32,    /* rows evaluated at once */
	KR_TREES_FEATURES = 96, /* most features of an ensemble with cuts */
};

struct kr_trees {
	int32_t features;       /* values in a row */
	int32_t trees;          /* number of trees */
	int32_t leaves;         /* in each tree: 16, 32 or 64; there is one test fewer */
	int32_t start;          /* added to the sum of all trees */
	int32_t one;            /* the sum that means a logit of 1; a multiple of 32 */
	const uint8_t *feature; /* [trees][leaves - 1] */
	const int16_t *bound;   /* [trees][leaves - 1] */
	const uint16_t *struck; /* [trees][leaves - 1][leaves / 16]: bits of leaves */
	const int32_t *leaf;    /* [trees][leaves] */
	/* NULL if features are integers. Otherwise feature f is replaced by the number of its cuts
	 * that are below it: cuts[cuts_at[f]] to cuts[cuts_at[f + 1] - 1], ascending. */
	const float *cuts;
	const uint16_t *cuts_at;
};

/* Evaluates n rows and sets ret[n] to their sums. x has a column of `stride` values for each
 * feature, padded: stride is a multiple of KR_TREES_LANES. */
void kr_trees_run(
        const struct kr_trees *t, const int16_t *x, int32_t stride, int32_t n, int32_t *ret);

/* The same for an ensemble with cuts, of n rows with t->features values each. */
void kr_trees_run_floats(
        const struct kr_trees *t, const float *const *rows, int32_t n, int32_t *ret);

/* Converts a sum to a probability in thousandths, by the logistic function. */
int16_t kr_trees_probability(const struct kr_trees *t, int32_t sum);

#endif
