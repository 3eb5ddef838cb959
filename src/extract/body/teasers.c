#include "extract/body/teasers_priv.h"

enum { MIN_OWN = 200 }; /* weighted characters that a page with text of its own has */

/* Whether a text ends in an ellipsis: "He has said that he will..." */
static bool is_cut(const struct kr_dom *dom, const struct kr_seg *seg)
{
	const struct kr_slice t = kr_slice_trim(kr_dom_text(dom, seg->last));

	return kr_slice_ends(t, "...") || kr_slice_ends(t, "…");
}

static void mark_cut(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_segment_features *x, uint8_t *is_teaser)
{
	enum { MIN_CUT = 5 };
	int32_t *all =
	        kr_arena_alloc(&page->scratch, (size_t)(x->same_block_groups + 1) * sizeof *all);
	int32_t *cut =
	        kr_arena_alloc(&page->scratch, (size_t)(x->same_block_groups + 1) * sizeof *cut);

	for (int32_t k = 0; k < segs->n; k++) {
		all[x->same_block[k]]++;
		cut[x->same_block[k]] += is_cut(&page->dom, &segs->v[k]);
	}
	for (int32_t k = 0; k < segs->n; k++)
		if (cut[x->same_block[k]] >= MIN_CUT &&
		        cut[x->same_block[k]] * 5 >= all[x->same_block[k]] * 4)
			is_teaser[segs->v[k].first] = 1;
}

void kr_teasers_drop(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *content, const struct kr_segment_features *x, int16_t *p)
{
	uint8_t *is_teaser = kr_arena_alloc(&page->scratch, (size_t)page->dom.n);
	uint64_t own = 0;

	for (int32_t k = 0; k < segs->n; k++)
		is_teaser[segs->v[k].first] = (page->mark[segs->v[k].first] & KR_MARK_TEASER) != 0;
	mark_cut(page, segs, x, is_teaser);
	for (int32_t k = 0; k < segs->n; k++)
		own += segs->v[k].stops && !is_teaser[segs->v[k].first] ? content->weighted_chars[k]
		                                                        : 0;
	for (int32_t k = 0; own >= MIN_OWN && k < segs->n; k++)
		if (is_teaser[segs->v[k].first])
			p[k] = 0;
}
