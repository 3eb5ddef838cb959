#include "extract/model/trees_priv.h"

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum {
	BITS = 16, /* a word has one for each leaf */
	WORDS = 4, /* most words for the leaves of a tree */
	ROWS = 8,  /* in a vector */
	VECTORS = KR_TREES_LANES / ROWS,
};

/* An extension of GCC and Clang: operations apply to all rows at once. */
typedef int16_t rows_t __attribute__((vector_size(ROWS * sizeof(int16_t))));

/* Adds one tree to the sums of vectors * ROWS rows. Inlined for each shape, with loops unrolled. */
static inline __attribute__((always_inline)) void add_tree(const struct kr_trees *t, size_t tree,
        const size_t words, const size_t vectors, const int16_t *x, size_t stride, int32_t *sum)
{
	const size_t tests = words * BITS - 1;
	const uint8_t *feature = t->feature + tree * tests;
	const int16_t *bound = t->bound + tree * tests;
	const uint16_t *lost = t->struck + tree * tests * words;
	const int32_t *leaf = t->leaf + tree * words * BITS;
	rows_t struck[VECTORS][WORDS] = {{{0}}};

	for (size_t k = 0; k < tests; k++)
		for (size_t v = 0; v < vectors; v++) {
			rows_t column;

			memcpy(&column, x + feature[k] * stride + v * ROWS, sizeof column);
			column = column > bound[k];
			for (size_t w = 0; w < words; w++)
				struck[v][w] |= column & (int16_t)lost[k * words + w];
		}
	for (size_t v = 0; v < vectors; v++)
		for (size_t i = 0; i < ROWS; i++) {
			uint64_t out = 0;

			for (size_t w = 0; w < words; w++)
				out |= (uint64_t)(uint16_t)struck[v][w][i] << (w * BITS);
			sum[v * ROWS + i] += leaf[__builtin_ctzll(~out)];
		}
}

/* Adds all trees to the sums of vectors * ROWS rows. */
static inline __attribute__((always_inline)) void add_trees(const struct kr_trees *t,
        const size_t vectors, const int16_t *x, size_t stride, int32_t *sum)
{
	const size_t n = (size_t)t->trees;

	if (t->leaves == BITS)
		for (size_t k = 0; k < n; k++)
			add_tree(t, k, 1, vectors, x, stride, sum);
	else if (t->leaves == 2 * BITS)
		for (size_t k = 0; k < n; k++)
			add_tree(t, k, 2, vectors, x, stride, sum);
	else
		for (size_t k = 0; k < n; k++)
			add_tree(t, k, WORDS, vectors, x, stride, sum);
}

void kr_trees_run(
        const struct kr_trees *t, const int16_t *x, int32_t stride, int32_t n, int32_t *ret)
{
	for (int32_t from = 0, some; from < n; from += some) {
		const bool many = n - from > 2 * ROWS;
		int32_t sum[KR_TREES_LANES];

		for (int i = 0; i < KR_TREES_LANES; i++)
			sum[i] = t->start;
		if (many)
			add_trees(t, VECTORS, x + from, (size_t)stride, sum);
		else
			add_trees(t, 1, x + from, (size_t)stride, sum);
		some = many ? KR_TREES_LANES : ROWS;
		some = n - from < some ? n - from : some;
		memcpy(ret + from, sum, (size_t)some * sizeof *ret);
	}
}

/* The number of cuts of feature f below v. */
static int16_t cuts_below(const struct kr_trees *t, int32_t f, float v)
{
	size_t low = t->cuts_at[f], high = t->cuts_at[f + 1];

	while (low < high) {
		const size_t middle = (low + high) / 2;

		if (t->cuts[middle] < v)
			low = middle + 1;
		else
			high = middle;
	}
	return (int16_t)(low - t->cuts_at[f]);
}

void kr_trees_run_floats(
        const struct kr_trees *t, const float *const *rows, int32_t n, int32_t *ret)
{
	assert(t->features <= KR_TREES_FEATURES);
	for (int32_t from = 0; from < n; from += KR_TREES_LANES) {
		const int32_t some = n - from < KR_TREES_LANES ? n - from : KR_TREES_LANES;
		int16_t x[KR_TREES_FEATURES * KR_TREES_LANES] = {0};

		for (int32_t i = 0; i < some; i++)
			for (int32_t f = 0; f < t->features; f++)
				x[f * KR_TREES_LANES + i] = cuts_below(t, f, rows[from + i][f]);
		kr_trees_run(t, x, KR_TREES_LANES, some, ret + from);
	}
}

int16_t kr_trees_probability(const struct kr_trees *t, int32_t sum)
{
	enum {
		STEPS = 32, /* for a logit of 1 */
		HALF = 256, /* entries of the table */
	};

	/* [i]: 1000 / (1 + exp(-(i - HALF + 0.5) / STEPS)). The other half mirrors it. */
	static const int16_t probability[HALF] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1,
	        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	        1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3,
	        3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 7, 7, 7, 7, 7, 8,
	        8, 8, 8, 9, 9, 9, 10, 10, 10, 10, 11, 11, 12, 12, 12, 13, 13, 13, 14, 14, 15, 15,
	        16, 16, 17, 17, 18, 18, 19, 19, 20, 21, 21, 22, 23, 23, 24, 25, 26, 26, 27, 28, 29,
	        30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 43, 44, 45, 47, 48, 50, 51, 53, 54,
	        56, 57, 59, 61, 63, 65, 67, 69, 71, 73, 75, 77, 79, 82, 84, 86, 89, 91, 94, 97, 99,
	        102, 105, 108, 111, 114, 118, 121, 124, 128, 131, 135, 138, 142, 146, 150, 154, 158,
	        162, 167, 171, 176, 180, 185, 190, 194, 199, 204, 209, 215, 220, 225, 231, 237, 242,
	        248, 254, 260, 266, 272, 278, 285, 291, 297, 304, 311, 317, 324, 331, 338, 345, 352,
	        359, 367, 374, 381, 389, 396, 404, 411, 419, 426, 434, 442, 449, 457, 465, 473, 480,
	        488, 496};
	const int32_t at = sum / (t->one / STEPS) + HALF;

	if (at < HALF)
		return probability[at < 0 ? 0 : at];
	return (int16_t)(1000 - probability[at >= 2 * HALF ? 0 : 2 * HALF - 1 - at]);
}
