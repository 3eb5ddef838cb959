/* The container of the article, by rules: the element that holds most of the running text of a page
 * while none of its children does (descent), and the element whose paragraphs score highest
 * (Readability). Serves as the whole judgement where there is no trained model, and as features of
 * segments where there is. */
#ifndef KREAD_EXTRACT_BODY_CONTENT_ROOT_PRIV_H
#define KREAD_EXTRACT_BODY_CONTENT_ROOT_PRIV_H

#include "extract/dom/classes_priv.h"
#include "extract/dom/segments_priv.h"

struct kr_shape {      /* of an element */
	uint64_t mask; /* meanings of its class and id */
	uint32_t hash; /* of tag and class */
	bool known;
};

struct kr_content_root {
	uint32_t *good; /* [n segments]: chars of running text, discounted in suspicious places */
	uint32_t *sum;  /* [dom.n]: good of all segments in the subtree */
	struct kr_shape *shape; /* [dom.n], of the ancestors of segments */
	int32_t descent;        /* node or -1 */
	int32_t scored;         /* node or -1 */
	uint32_t total;         /* of good */
};

/* Meanings of places that hold no article. */
extern const uint64_t KR_CONTENT_ROOT_BAD;

void kr_content_root_find(
        struct kr_page *page, const struct kr_segs *segs, struct kr_content_root *ret);

/* True if something between the segment and the element above says that it is no text of an
 * article. */
bool kr_content_root_suspicious(const struct kr_page *page, const struct kr_content_root *core,
        const struct kr_seg *seg, int32_t above);

#endif
