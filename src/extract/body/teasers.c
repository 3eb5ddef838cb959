#include "extract/body/teasers_priv.h"

enum { OWN = 200 }; /* kr_content_root.good of the text of the page itself */

/* "He has said that he will...": ends with dots. */
static bool is_cut(const struct kr_dom *dom, const struct kr_seg *seg)
{
	const struct kr_slice t = kr_slice_trim(kr_dom_text(dom, seg->last));

	return kr_slice_ends(t, "...") || kr_slice_ends(t, "…");
}

static void mark_cut(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_segment_features *x, uint8_t *theirs)
{
	enum { FEW = 5 };
	int32_t *all = kr_arena_alloc(&page->scratch, (size_t)(x->likes + 1) * sizeof *all);
	int32_t *cut = kr_arena_alloc(&page->scratch, (size_t)(x->likes + 1) * sizeof *cut);

	for (int32_t k = 0; k < segs->n; k++) {
		all[x->like[k]]++;
		cut[x->like[k]] += is_cut(&page->dom, &segs->v[k]);
	}
	for (int32_t k = 0; k < segs->n; k++)
		if (cut[x->like[k]] >= FEW && cut[x->like[k]] * 5 >= all[x->like[k]] * 4)
			theirs[segs->v[k].first] = 1;
}

void kr_teasers_drop(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *core, const struct kr_segment_features *x, int16_t *p)
{
	uint8_t *theirs = kr_arena_alloc(&page->scratch, (size_t)page->dom.n);
	uint64_t own = 0;

	for (int32_t k = 0; k < segs->n; k++)
		theirs[segs->v[k].first] = (page->mark[segs->v[k].first] & KR_MARK_TEASER) != 0;
	mark_cut(page, segs, x, theirs);
	for (int32_t k = 0; k < segs->n; k++)
		own += segs->v[k].stops && !theirs[segs->v[k].first] ? core->good[k] : 0;
	for (int32_t k = 0; own >= OWN && k < segs->n; k++)
		if (theirs[segs->v[k].first])
			p[k] = 0;
}
