#include "extract/body/standfirst_priv.h"

enum {
	LEAST = 8,
	LEAST_ELSEWHERE = 40,
	MOST = 800,
	NEAR = 12
	/* in kr_stat.chars: length of a standfirst; NEAR: segments before the text */
};

static bool ends_as_sentence(const struct kr_dom *dom, const struct kr_seg *s)
{
	static const char *const ends[] = {".", "!", "?", "。", "！", "？", "”", "…", "\""};
	const struct kr_slice t = kr_slice_trim(kr_dom_text(dom, s->last));

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (kr_slice_ends(t, ends[i]))
			return true;
	return false;
}

/* Whether a class between the segment and the element above names it so. */
static bool is_named(const struct kr_page *page, const struct kr_seg *s, int32_t above)
{
	for (int32_t i = s->block; i > above; i = page->dom.nodes[i].parent)
		if (kr_page_class_words(page, i) & KR_CLASS_WORD(STANDFIRST))
			return true;
	return false;
}

static bool is_standfirst(const struct kr_page *page, const struct kr_content_root *content,
        const struct kr_seg *s, int32_t above)
{
	const struct kr_dom *dom = &page->dom;
	const int tag = dom->nodes[s->block].tag;
	const bool heading = tag >= KR_TAG_h2 && tag <= KR_TAG_h4;

	if (s->folded || !s->stops || s->chars < (heading ? LEAST : LEAST_ELSEWHERE) ||
	        s->chars > MOST || s->link_chars * 4 > s->chars ||
	        kr_dom_up(dom, s->block, KR_TAG_figure) >= 0)
		return false;
	return (heading || is_named(page, s, above)) && ends_as_sentence(dom, s) &&
	       !kr_content_root_suspicious(page, content, s, above);
}

void kr_standfirst_keep(const struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *content, uint8_t *keep)
{
	const struct kr_dom *dom = &page->dom;
	int32_t first = 0, above, from;

	while (first < segs->n && !keep[first])
		first++;
	if (first == segs->n || page->title_node < 0)
		return;
	from = dom->nodes[page->title_node].end;
	if (segs->v[first].first < from)
		return;
	above = kr_dom_common(dom, page->title_node, segs->v[first].block);
	for (int32_t k = first - 1; k >= 0 && k >= first - NEAR && segs->v[k].first >= from; k--)
		keep[k] = is_standfirst(page, content, &segs->v[k], above);
}
