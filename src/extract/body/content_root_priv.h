/* Finds the container of the article by rules: the element that holds most of the running text
 * while none of its children does (descent), and the element whose paragraphs score highest
 * (Readability). The rules judge alone on pages with too many segments for the models; otherwise
 * they provide features. */
#ifndef KREAD_EXTRACT_BODY_CONTENT_ROOT_PRIV_H
#define KREAD_EXTRACT_BODY_CONTENT_ROOT_PRIV_H

#include "extract/dom/classes_priv.h"
#include "extract/dom/segments_priv.h"

struct kr_shape {      /* of an element */
	uint64_t mask; /* meanings of its class and id, see kr_classes_of() */
	uint32_t hash; /* of tag and class */
	bool known;
};

struct kr_content_root {
	/* [n segments]: characters of running text, reduced in suspicious places */
	uint32_t *weighted_chars;
	/* [dom.n]: weighted_chars of all segments in the subtree */
	uint32_t *sum;
	struct kr_shape *shape; /* [dom.n], set for the ancestors of segments */
	int32_t descent;        /* node or -1 */
	int32_t scored;         /* node or -1 */
	uint32_t total;         /* of weighted_chars */
};

/* Meanings of places that hold no article. */
extern const uint64_t KR_CONTENT_ROOT_BAD;

void kr_content_root_find(
        struct kr_page *page, const struct kr_segs *segs, struct kr_content_root *ret);

/* Whether an element between the segment and `above` suggests that the segment is not text of an
 * article. */
bool kr_content_root_suspicious(const struct kr_page *page, const struct kr_content_root *root,
        const struct kr_seg *seg, int32_t above);

#endif
