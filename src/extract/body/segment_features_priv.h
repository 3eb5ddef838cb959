/* Describes segments by numbers for the trained models. Only integer arithmetic is used, so that
 * the result is the same on every machine. */
#ifndef KREAD_EXTRACT_BODY_SEGMENT_FEATURES_PRIV_H
#define KREAD_EXTRACT_BODY_SEGMENT_FEATURES_PRIV_H

#include "extract/body/content_root_priv.h"
#include "extract/model/models_priv.h"

enum kr_feature {
#define FEATURE(name, low, high, what) KR_F_##name,
#include "extract/body/segment_features.def"
#undef FEATURE
	KR_F_FIRST, /* number of features known before the first stage has judged */
	KR_F_BEFORE_SECOND = KR_F_FIRST - 1,
#define SECOND(name, low, high, what) KR_F_##name,
#include "extract/body/segment_features.def"
#undef SECOND
	KR_SEGMENT_FEATURES
};

enum {
	KR_SEGMENT_FEATURES_UPS = 6, /* containers of each segment */
	/* most segments: larger pages are judged by rules alone, to limit memory */
	KR_SEGMENT_FEATURES_MAX = 16384,
};

/* One column of n values per feature, padded with zeros to `stride`, a multiple of
 * KR_TREES_LANES. */
struct kr_segment_features {
	int16_t *x; /* feature f of segment k is x[f * stride + k] */
	int32_t n, stride;
	/* [n] numbers, from 0, of groups of segments with equal tag and class */
	int32_t *same_block, *same_shape;
	int32_t same_block_groups, same_shape_groups;
	int32_t *copy; /* [n] numbers of groups of segments with equal words */
	int32_t copies;
	/* [n] the block, and ever larger containers of it */
	int32_t (*up)[KR_SEGMENT_FEATURES_UPS];
	bool is_article; /* kr_json_ld_is_article_page */
};

/* Fills all features of the first stage. Takes time linear in the size of the page. */
void kr_segment_features_find(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *content, struct kr_segment_features *ret);

/* Fills the features of the second stage from p[n], the probabilities of the first in
 * thousandths. (second_stage.c) */
void kr_second_stage_find(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *content, const int16_t *p,
        struct kr_segment_features *features);

static inline int16_t kr_segment_features_clamp(int64_t v)
{
	return (int16_t)(v > INT16_MAX ? INT16_MAX : v < INT16_MIN ? INT16_MIN : v);
}

/* part / whole in thousandths. */
static inline int16_t kr_segment_features_share(uint64_t part, uint64_t whole)
{
	return kr_segment_features_clamp(whole ? (int64_t)(part * 1000 / whole) : 0);
}

#endif
