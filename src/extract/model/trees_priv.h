/* Ensembles of decision trees: what they were trained on and for is in the tables beside this file;
 * see scripts/train/README.md.
 *
 * A tree is a list of tests and a list of leaves from left to right. A test fails where a feature
 * is above its bound, and then strikes out the leaves on its left side; the first leaf left over
 * holds the tree's share of the sum. So there is nothing to branch on, and many rows are evaluated
 * at once (QuickScorer: Lucchese et al., SIGIR 2015). All arithmetic is on integers: the same on
 * every machine. */
#ifndef KREAD_EXTRACT_MODEL_TREES_PRIV_H
#define KREAD_EXTRACT_MODEL_TREES_PRIV_H

#include <stdint.h>

enum {
	KR_TREES_LANES = 32,    /* rows evaluated at once */
	KR_TREES_FEATURES = 96, /* at most, of an ensemble with cuts */
};

struct kr_trees {
	int32_t features;        /* values in a row */
	int32_t trees;           /* how many */
	int32_t leaves;          /* of each tree: 16, 32 or 64; it has one test fewer */
	int32_t start;           /* of the sum */
	int32_t one;             /* the sum that is a logit of 1; a multiple of 32 */
	const uint8_t *feature;  /* [trees][leaves - 1] */
	const int16_t *bound;    /* [trees][leaves - 1] */
	const uint16_t *struck;  /* [trees][leaves - 1][leaves / 16]: bits of leaves */
	const int32_t *leaf;     /* [trees][leaves] */
	const float *cuts;       /* NULL: the features are integers themselves. Else feature f is */
	const uint16_t *cuts_at; /* replaced by how many of its cuts are below it: those from
	                            cuts_at[f] to cuts_at[f + 1], in ascending order */
};

/* The sums of n rows into ret[n]. x holds a column of `stride` values for each feature, padded:
 * stride is a multiple of KR_TREES_LANES. */
void kr_trees_run(
        const struct kr_trees *t, const int16_t *x, int32_t stride, int32_t n, int32_t *ret);

/* The same for an ensemble with cuts: rows[n], each of t->features values. */
void kr_trees_run_floats(
        const struct kr_trees *t, const float *const *rows, int32_t n, int32_t *ret);

/* A sum as a probability in thousandths (the logistic function). */
int16_t kr_trees_odds(const struct kr_trees *t, int32_t sum);

#endif
