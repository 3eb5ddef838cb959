#include "extract/body/siblings_priv.h"

#include "extract/words/phrases_priv.h"

enum {
	LINKS = 3,  /* fewest links of a paragraph that is made of links */
	NAME = 28,  /* in kr_stat.chars: mean length of their texts; those of articles are longer */
	ROW = 2,    /* most paragraphs that are dropped in a row */
	PROSE = 40, /* shortest paragraph of prose that comes back */
};

static bool can_be_paragraph(int tag)
{
	return tag == KR_TAG_p || tag == KR_TAG_div || tag == KR_TAG_li ||
	       tag == KR_TAG_blockquote || tag == KR_TAG_section;
}

/* Whether two segments are paragraphs beside each other, of one class, or the paragraphs of boxes
 * that are. */
static bool are_siblings(const struct kr_dom *dom, const struct kr_seg *a, const struct kr_seg *b)
{
	const int32_t above_a = dom->nodes[a->block].parent, above_b = dom->nodes[b->block].parent;

	if (!can_be_paragraph(dom->nodes[a->block].tag) ||
	        !kr_dom_is_alike(dom, a->block, b->block))
		return false;
	return above_a == above_b ||
	       (above_a > 0 && above_b > 0 && can_be_paragraph(dom->nodes[above_a].tag) &&
	               kr_dom_is_alike(dom, above_a, above_b) &&
	               dom->nodes[above_a].parent == dom->nodes[above_b].parent);
}

/* Whether the links of a paragraph, at least `least`, are names in a line, not the titles of other
 * articles. */
static bool is_line_of_names(const struct kr_page *page, const struct kr_seg *s, uint32_t least)
{
	const struct kr_stat *st = &page->stat[s->block];

	return st->links >= least && st->link_chars <= st->links * NAME &&
	       s->chars > st->link_chars;
}

/* Whether a text belongs to something else, or leads to it. */
static bool is_other(const struct kr_page *page, const struct kr_seg *s)
{
	const struct kr_slice text = kr_slice_trim(kr_dom_text(&page->dom, s->first));

	return s->folded ||
	       page->mark[s->first] & (KR_MARK_REC | KR_MARK_COMMENT | KR_MARK_TEASER) ||
	       kr_phrases_starts(text, KR_PHRASE(HEADING_RELATED) | KR_PHRASE(HEADING_OTHER));
}

static bool is_paragraph(const struct kr_page *page, const struct kr_seg *s)
{
	return !is_other(page, s) &&
	       (is_line_of_names(page, s, LINKS) ||
	               (s->chars >= PROSE && s->stops && s->link_chars * 3 < s->chars));
}

void kr_siblings_keep(const struct kr_page *page, const struct kr_segs *segs, uint8_t *keep)
{
	int32_t last = -1;

	for (int32_t k = 0; k < segs->n; k++) {
		if (!keep[k])
			continue;
		for (int32_t i = last + 1; last >= 0 && k - last <= ROW + 1 && i < k; i++)
			keep[i] = are_siblings(&page->dom, &segs->v[last], &segs->v[i]) &&
			          are_siblings(&page->dom, &segs->v[i], &segs->v[k]) &&
			          is_paragraph(page, &segs->v[i]);
		last = k;
	}
}

void kr_siblings_keep_names(const struct kr_page *page, const struct kr_segs *segs, uint8_t *keep)
{
	bool names = false;

	for (int32_t k = 1; k < segs->n; k++) {
		const struct kr_seg *above = &segs->v[k - 1], *s = &segs->v[k];

		names = keep[k - 1] && (names || is_line_of_names(page, above, LINKS)) &&
		        are_siblings(&page->dom, above, s) && !is_other(page, s) &&
		        is_line_of_names(page, s, 1) &&
		        page->stat[s->block].link_chars * 2 >= s->chars;
		keep[k] |= names;
	}
}
