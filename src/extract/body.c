#include "core_priv.h"
#include "segments_priv.h"

/* Rules: what stands in the container, is running text or leads to it, and is not in a suspicious place. */
static void judge(const struct kr_page *page, const struct kr_segs *segs, const struct kr_core *core, uint8_t *keep)
{
	const struct kr_dom *dom = &page->dom;
	bool open = false;

	for (int32_t k = segs->n - 1; k >= 0; k--) {
		const struct kr_seg *s = &segs->v[k];
		const int tag = dom->nodes[s->block].tag;

		if (!kr_dom_within(dom, s->first, core->descent) || kr_core_suspicious(page, core, s, core->descent))
			continue;
		if (tag >= KR_TAG_h1 && tag <= KR_TAG_h6)
			keep[k] = open && tag != KR_TAG_h1;
		else
			keep[k] = s->link_chars * 2 < s->chars;
		open = open || keep[k];
	}
}

/* A reader would rather have something than nothing: what is not links, or else everything. */
static void rescue(const struct kr_segs *segs, uint8_t *keep)
{
	int32_t kept = 0;

	for (int32_t k = 0; k < segs->n; k++)
		kept += keep[k];
	for (int32_t k = 0; k < segs->n && !kept; k++)
		keep[k] = segs->v[k].link_chars * 2 < segs->v[k].chars;
	for (int32_t k = 0; k < segs->n; k++)
		kept += keep[k];
	for (int32_t k = 0; k < segs->n && !kept; k++)
		keep[k] = 1;
}

static void mark(struct kr_page *page, const struct kr_segs *segs, const uint8_t *keep)
{
	const struct kr_dom *dom = &page->dom;

	for (int32_t k = 0; k < segs->n; k++) {
		const struct kr_seg *s = &segs->v[k];

		if (!keep[k])
			continue;
		for (int32_t i = s->first; i <= s->last; i++)
			if (dom->nodes[i].tag == KR_TAG_TEXT && !(dom->nodes[i].flags & KR_NF_HIDDEN))
				page->mark[i] |= KR_MARK_KEEP;
		page->body_root = page->body_root < 0 ? s->block : kr_dom_common(dom, page->body_root, s->block);
	}
}

void kr_body_run(struct kr_page *page)
{
	struct kr_segs segs;
	struct kr_core core;
	uint8_t *keep;

	kr_segments_find(page, &segs);
	if (!segs.n)
		return;
	kr_core_find(page, &segs, &core);
	keep = kr_arena_alloc(&page->arena, (size_t)segs.n);
	judge(page, &segs, &core, keep);
	rescue(&segs, keep);
	mark(page, &segs, keep);
	page->body_score = core.total ? (double)core.sum[core.descent] / core.total : 0;
}
