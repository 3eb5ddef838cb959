/* Lists, tables, code and quotations are read as wholes: what the judgement of single segments has
 * torn apart is put together again, and what stands between two paragraphs of the article is a part
 * of it. */
#include "extract/body/blocks_priv.h"
#include "extract/body/restore_blocks_priv.h"

#include <string.h>

enum {
	PROSE = 80,   /* words of a segment that is no item or cell */
	MOST = 600,   /* of a whole */
	IN_A_ROW = 4, /* wholes side by side between two paragraphs */
	NEAR = 4,     /* levels from a paragraph up to the element that it shares with what stands
	                 beside it */
};

/* A run of segments within one element. */
struct run {
	int32_t root, first, last;
	uint32_t words, kept, chars, link_chars, longest;
	bool other; /* recommendations, comments */
};

static bool makes_whole(const struct kr_page *page, int32_t i)
{
	switch (page->dom.nodes[i].tag) {
	case KR_TAG_ul:
	case KR_TAG_ol:
	case KR_TAG_dl:
	case KR_TAG_pre:
	case KR_TAG_blockquote:
		return true;
	case KR_TAG_table:
		return kr_tables_is_data(page, i);
	default:
		return false;
	}
}

/* The outermost such element below root around each node, or -1. */
static int32_t *find_wholes(struct kr_page *page, int32_t root)
{
	const struct kr_dom *dom = &page->dom;
	int32_t *whole = kr_arena_alloc(&page->scratch, (size_t)dom->n * sizeof *whole);

	whole[root] = -1;
	for (int32_t i = root + 1; i < dom->nodes[root].end; i++) {
		whole[i] = whole[dom->nodes[i].parent];
		if (whole[i] < 0 && makes_whole(page, i))
			whole[i] = i;
	}
	return whole;
}

static struct run measure(const struct kr_page *page, const struct kr_segs *segs,
        const uint8_t *keep, int32_t root, int32_t k)
{
	struct run r = {.root = root, .first = k};

	for (; k < segs->n && segs->v[k].first < page->dom.nodes[root].end; k++) {
		const struct kr_seg *s = &segs->v[k];

		r.words += s->words;
		r.kept += keep[k] ? s->words : 0;
		r.chars += s->chars;
		r.link_chars += s->link_chars;
		r.longest = s->words > r.longest ? s->words : r.longest;
		r.other = r.other || page->mark[s->first] & (KR_MARK_REC | KR_MARK_COMMENT);
	}
	r.last = k - 1;
	return r;
}

static bool ends_with_colon(const struct kr_dom *dom, const struct kr_seg *s)
{
	const struct kr_slice t = kr_slice_trim(kr_dom_text(dom, s->last));

	return t.len >= 3 && (kr_slice_ends(t, ":") || kr_slice_ends(t, "："));
}

/* True if segment k is kept and stands beside the element, or not much deeper. */
static bool is_beside(const struct kr_dom *dom, const struct kr_segs *segs, const uint8_t *keep,
        int32_t k, int32_t root)
{
	const int32_t parent = dom->nodes[root].parent;

	return k >= 0 && k < segs->n && keep[k] && kr_dom_within(dom, segs->v[k].block, parent) &&
	       dom->nodes[segs->v[k].block].depth <= dom->nodes[parent].depth + NEAR;
}

/* What is no part of an article's text, whatever stands around it: menus, recommendations, other
 * articles. */
static bool is_foreign(const struct kr_page *page, const struct run *r)
{
	const bool table = page->dom.nodes[r->root].tag == KR_TAG_table;

	if (r->other)
		return true;
	if (table && r->kept * 3 >= r->words * 2)
		return false;
	return r->words > MOST || r->longest > PROSE || (!table && r->link_chars * 2 > r->chars);
}

/* The first segment behind a run and the few wholes that follow it side by side. */
static int32_t behind(const struct kr_dom *dom, const struct kr_segs *segs, const int32_t *whole,
        const struct run *r)
{
	const int32_t parent = dom->nodes[r->root].parent;
	int32_t k = r->last + 1;

	for (int n = 0; n < IN_A_ROW && k < segs->n && kr_dom_within(dom, segs->v[k].block, parent);
	        n++) {
		const int32_t next = whole[segs->v[k].block];

		if (next < 0 || dom->nodes[next].parent != parent)
			break;
		while (k < segs->n && segs->v[k].first < dom->nodes[next].end)
			k++;
	}
	return k;
}

/* "Bring with you:" between the text and the element: it leads from one to the other. */
static bool leads_over(const struct kr_dom *dom, const struct kr_segs *segs, const uint8_t *keep,
        const struct run *r)
{
	enum { LINE = 12 };
	const int32_t k = r->first - 1;

	return k > 0 && !keep[k] && segs->v[k].words <= LINE && !segs->v[k].link_chars &&
	       dom->nodes[segs->v[k].block].parent == dom->nodes[r->root].parent &&
	       ends_with_colon(dom, &segs->v[k]) && is_beside(dom, segs, keep, k - 1, r->root);
}

static bool belongs(const struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *core, const int32_t *whole, const uint8_t *keep,
        const struct run *r)
{
	const struct kr_dom *dom = &page->dom;
	const int tag = dom->nodes[r->root].tag;
	int32_t next;

	if (!is_beside(dom, segs, keep, r->first - 1, r->root) ||
	        kr_content_root_suspicious(
	                page, core, &segs->v[r->first], dom->nodes[r->root].parent))
		return false;
	if (tag == KR_TAG_pre || ends_with_colon(dom, &segs->v[r->first - 1]))
		return true;
	next = behind(dom, segs, whole, r);
	return is_beside(dom, segs, keep, next, r->root) || next >= segs->n ||
	       segs->v[next].first >= dom->nodes[dom->nodes[r->root].parent].end;
}

void kr_restore_blocks_run(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *core, uint8_t *keep)
{
	const struct kr_dom *dom = &page->dom;
	const int32_t *whole;
	int32_t root = -1;

	for (int32_t k = 0; k < segs->n; k++)
		if (keep[k])
			root = root < 0 ? segs->v[k].block
			                : kr_dom_common(dom, root, segs->v[k].block);
	if (root < 0)
		return;
	whole = find_wholes(page, root);
	for (int32_t k = 0; k < segs->n; k++) {
		struct run r;

		/* the block of a text may be around root, when that is none */
		if (!kr_dom_within(dom, segs->v[k].block, root) || whole[segs->v[k].block] < 0)
			continue;
		r = measure(page, segs, keep, whole[segs->v[k].block], k);
		if (!is_foreign(page, &r) && leads_over(dom, segs, keep, &r))
			keep[k - 1] = 1;
		if (r.kept < r.words && !is_foreign(page, &r) &&
		        (r.kept * 2 >= r.words || belongs(page, segs, core, whole, keep, &r)))
			memset(keep + r.first, 1, (size_t)(r.last - r.first + 1));
		k = r.last;
	}
}
