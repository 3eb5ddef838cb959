/* Numbers about segments for the trained model. All are integers computed with integers: the same
 * on every machine. */
#ifndef KREAD_EXTRACT_BODY_SEGMENT_FEATURES_PRIV_H
#define KREAD_EXTRACT_BODY_SEGMENT_FEATURES_PRIV_H

#include "extract/body/content_root_priv.h"
#include "extract/model/models_priv.h"

enum kr_feature {
#define FEATURE(name, low, high, what) KR_F_##name,
#include "extract/body/segment_features.def"
#undef FEATURE
	KR_F_FIRST, /* so many features are known before the first stage has judged */
	KR_F_BEFORE_SECOND = KR_F_FIRST - 1,
#define SECOND(name, low, high, what) KR_F_##name,
#include "extract/body/segment_features.def"
#undef SECOND
	KR_SEGMENT_FEATURES
};

enum {
	KR_SEGMENT_FEATURES_UPS = 6, /* containers of each segment */
	KR_SEGMENT_FEATURES_MAX =
	        16384, /* segments: pages with more are judged by rules alone, to bound memory */
};

/* One column of n values per feature, padded with zeroes to `stride`, a multiple of
 * KR_TREES_LANES. */
struct kr_segment_features {
	int16_t *x; /* feature f of segment k: x[f * stride + k] */
	int32_t n, stride;
	int32_t *like, *kin; /* [n] groups of segments of one shape, numbered from 0 */
	int32_t likes, kins;
	int32_t *copy; /* [n] groups of segments of the same words */
	int32_t copies;
	int32_t (*up)[KR_SEGMENT_FEATURES_UPS]; /* [n] the block and ever larger containers of it */
	bool article;                           /* kr_page_kind_is_article */
};

/* All but the second group. Linear in the size of the page. */
void kr_segment_features_find(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *core, struct kr_segment_features *ret);

/* context.c: the second group, from the first stage's probabilities in thousandths. */
void kr_second_stage_find(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *core, const int16_t *p, struct kr_segment_features *features);

static inline int16_t kr_segment_features_clamp(int64_t v)
{
	return (int16_t)(v > INT16_MAX ? INT16_MAX : v < INT16_MIN ? INT16_MIN : v);
}

/* part of whole in thousandths. */
static inline int16_t kr_segment_features_share(uint64_t part, uint64_t whole)
{
	return kr_segment_features_clamp(whole ? (int64_t)(part * 1000 / whole) : 0);
}

#endif
