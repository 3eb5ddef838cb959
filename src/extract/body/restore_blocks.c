/* Reunites lists, tables, code and quotations that the judgement of single segments has torn
 * apart, and adds those, and short headings, between two paragraphs of the article, and other
 * headings above its paragraphs. */
#include "extract/body/blocks_priv.h"
#include "extract/body/restore_blocks_priv.h"

#include <string.h>

#include "extract/words/phrases_priv.h"

enum {
	PROSE = 80,   /* words of a segment too long for an item or cell */
	MOST = 600,   /* most words of a block */
	IN_A_ROW = 4, /* consecutive blocks between two paragraphs */
	HEADING = 12, /* kr_stat.chars of a short heading: the model can hardly judge it */
	/* most levels from a paragraph up to its common ancestor with a neighbouring block */
	NEAR = 4,
};

/* The segments within one element. */
struct run {
	int32_t root, first, last;
	uint32_t words, kept, chars, link_chars, longest;
	bool other; /* has recommendations or comments */
};

static bool is_restorable(const struct kr_page *page, int32_t i)
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
	case KR_TAG_h2:
	case KR_TAG_h3:
	case KR_TAG_h4:
		return page->stat[i].chars <= HEADING;
	default:
		return false;
	}
}

/* For each node below root, the outermost block around it that can be restored, or -1. */
static int32_t *find_restorable(struct kr_page *page, int32_t root)
{
	const struct kr_dom *dom = &page->dom;
	int32_t *whole = kr_arena_alloc(&page->scratch, (size_t)dom->n * sizeof *whole);

	whole[root] = -1;
	for (int32_t i = root + 1; i < dom->nodes[root].end; i++) {
		whole[i] = whole[dom->nodes[i].parent];
		if (whole[i] < 0 && is_restorable(page, i))
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

/* Whether segment k is kept and is next to the element, or not much deeper. */
static bool is_beside(const struct kr_dom *dom, const struct kr_segs *segs, const uint8_t *keep,
        int32_t k, int32_t root)
{
	const int32_t parent = dom->nodes[root].parent;

	return k >= 0 && k < segs->n && keep[k] && kr_dom_within(dom, segs->v[k].block, parent) &&
	       dom->nodes[segs->v[k].block].depth <= dom->nodes[parent].depth + NEAR;
}

/* Whether an element cannot be part of the text: menus, recommendations, other articles. */
static bool is_foreign(const struct kr_page *page, const struct run *r)
{
	const bool table = page->dom.nodes[r->root].tag == KR_TAG_table;

	if (r->other)
		return true;
	if (table && r->kept * 3 >= r->words * 2)
		return false;
	return r->words > MOST || r->longest > PROSE || (!table && r->link_chars * 2 > r->chars);
}

/* The first segment after a run and a few blocks that directly follow it. */
static int32_t next_after(const struct kr_dom *dom, const struct kr_segs *segs,
        const int32_t *whole, const struct run *r)
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

/* Whether a line such as "Bring with you:" leads from the text to the element. */
static bool is_lead_in(const struct kr_dom *dom, const struct kr_segs *segs, const uint8_t *keep,
        const struct run *r)
{
	enum { LINE = 12 };
	const int32_t k = r->first - 1;

	return k > 0 && !keep[k] && segs->v[k].words <= LINE && !segs->v[k].link_chars &&
	       dom->nodes[segs->v[k].block].parent == dom->nodes[r->root].parent &&
	       ends_with_colon(dom, &segs->v[k]) && is_beside(dom, segs, keep, k - 1, r->root);
}

static bool belongs(const struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *content, const int32_t *whole, const uint8_t *keep,
        const struct run *r)
{
	const struct kr_dom *dom = &page->dom;
	const int tag = dom->nodes[r->root].tag;
	int32_t next;

	if (!is_beside(dom, segs, keep, r->first - 1, r->root) ||
	        kr_content_root_suspicious(
	                page, content, &segs->v[r->first], dom->nodes[r->root].parent))
		return false;
	if (tag == KR_TAG_pre || ends_with_colon(dom, &segs->v[r->first - 1]))
		return true;
	next = next_after(dom, segs, whole, r);
	if (is_beside(dom, segs, keep, next, r->root))
		return true;
	/* a heading introduces what follows it; other blocks may be the last of their parent */
	if (kr_dom_is_heading(tag))
		return false;
	return next >= segs->n || segs->v[next].first >= dom->nodes[dom->nodes[r->root].parent].end;
}

/* The outermost element around a heading that holds nothing else. */
static int32_t box_of_heading(const struct kr_page *page, int32_t i)
{
	const struct kr_node *nodes = page->dom.nodes;

	while (nodes[i].parent > 0 && page->stat[nodes[i].parent].chars == page->stat[i].chars)
		i = nodes[i].parent;
	return i;
}

static bool is_text(const struct kr_seg *s)
{
	enum { TEXT = 80 };

	return s->chars >= TEXT && s->stops && s->link_chars * 2 < s->chars;
}

static bool is_plain_heading(const struct kr_page *page, const struct kr_seg *s)
{
	enum { WORDS = 20 };
	const int tag = page->dom.nodes[s->block].tag;

	return tag >= KR_TAG_h2 && tag <= KR_TAG_h4 && s->words <= WORDS && !s->link_chars &&
	       !s->folded &&
	       !(page->mark[s->first] & (KR_MARK_REC | KR_MARK_COMMENT | KR_MARK_TEASER)) &&
	       !kr_phrases_starts(kr_slice_trim(kr_dom_text(&page->dom, s->first)),
	               KR_PHRASE(HEADING_RELATED) | KR_PHRASE(HEADING_LIST) |
	                       KR_PHRASE(HEADING_PAGER) | KR_PHRASE(HEADING_OTHER));
}

/* Keeps the headings within the text, each directly above a paragraph: on its words alone, the
 * model can hardly judge one. */
static void keep_headings(const struct kr_page *page, const struct kr_segs *segs, uint8_t *keep)
{
	bool text = false;

	for (int32_t k = 0; k + 1 < segs->n; k++) {
		const struct kr_seg *s = &segs->v[k];

		if (keep[k])
			text |= is_text(s);
		else if (text && is_text(&segs->v[k + 1]) && is_plain_heading(page, s))
			keep[k] = is_beside(
			        &page->dom, segs, keep, k + 1, box_of_heading(page, s->block));
	}
}

void kr_restore_blocks_run(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *content, bool article, uint8_t *keep)
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
	whole = find_restorable(page, root);
	for (int32_t k = 0; k < segs->n; k++) {
		struct run r;

		/* the block of a text may contain root */
		if (!kr_dom_within(dom, segs->v[k].block, root) || whole[segs->v[k].block] < 0)
			continue;
		r = measure(page, segs, keep, whole[segs->v[k].block], k);
		if (!is_foreign(page, &r) && is_lead_in(dom, segs, keep, &r))
			keep[k - 1] = 1;
		if (r.kept < r.words && !is_foreign(page, &r) &&
		        (r.kept * 2 >= r.words || belongs(page, segs, content, whole, keep, &r)))
			memset(keep + r.first, 1, (size_t)(r.last - r.first + 1));
		k = r.last;
	}
	if (article)
		keep_headings(page, segs, keep);
}
