#include "extract/dom/segments_priv.h"

#include <string.h>

bool kr_segments_separates(const struct kr_dom *dom, int32_t i)
{
	const int tag = dom->nodes[i].tag;

	if (tag == KR_TAG_TEXT)
		return false;
	return tag == KR_TAG_button || kr_dom_acts_as_block(dom, i);
}

/* Whether a text starts with an ideographic space, which marks a new paragraph on pages that
 * separate paragraphs by single line breaks. */
static bool is_indented(struct kr_slice t)
{
	while (t.len && (unsigned char)*t.data <= ' ') {
		t.data++;
		t.len--;
	}
	return t.len >= 3 && !memcmp(t.data, "\xe3\x80\x80", 3);
}

static void add_text(struct kr_page *page, struct kr_segs *segs, int32_t i)
{
	const struct kr_stat *s = &page->stat[i];
	struct kr_seg *seg = &segs->v[segs->n - 1];

	seg->last = i;
	seg->chars += s->chars;
	seg->link_chars += s->link_chars;
	seg->words += s->words;
	seg->stops += s->stops;
	if (!seg->folded)
		segs->chars += s->chars;
}

void kr_segments_find(struct kr_page *page, struct kr_segs *ret)
{
	const struct kr_dom *dom = &page->dom;
	/* the nearest separating element of each element; parents come before their children */
	int32_t *block = kr_arena_alloc(&page->scratch, (size_t)dom->n * sizeof *block);
	size_t cap = 0;
	int breaks = 0;
	bool separated = true, folded;

	*ret = (struct kr_segs){0};
	for (int32_t i = 1; i < dom->n; i++) {
		const struct kr_node *n = &dom->nodes[i];

		block[i] = block[n->parent];
		if (((n->flags & KR_NF_HIDDEN) && !(n->flags & KR_NF_FOLDED)) ||
		        page->mark[i] & KR_MARK_FOREIGN) {
			separated |= (page->mark[i] & KR_MARK_FOREIGN) != 0;
			i = n->end - 1;
			continue;
		}
		if (n->tag != KR_TAG_TEXT) {
			breaks += n->tag == KR_TAG_br;
			if (kr_segments_separates(dom, i)) {
				block[i] = i;
				separated = true;
			}
			continue;
		}
		if (n->flags & KR_NF_BLANK)
			continue;
		folded = (n->flags & KR_NF_FOLDED) != 0;
		if (separated || breaks > 1 || (breaks && is_indented(kr_dom_text(dom, i))) ||
		        ret->v[ret->n - 1].block != block[i] ||
		        ret->v[ret->n - 1].folded != folded) {
			ret->v = kr_arena_grow(
			        &page->scratch, ret->v, (size_t)ret->n, &cap, sizeof *ret->v);
			ret->v[ret->n++] = (struct kr_seg){.first = i,
			        .block = block[i],
			        .before = ret->chars,
			        .folded = folded};
		}
		add_text(page, ret, i);
		separated = false;
		breaks = 0;
	}
}

void kr_segments_text(
        const struct kr_dom *dom, const struct kr_seg *seg, size_t most, struct kr_str *out)
{
	for (int32_t i = seg->first; i <= seg->last && out->len < most; i++)
		if (kr_segments_has(&dom->nodes[i])) {
			const struct kr_slice t = kr_dom_text(dom, i);

			kr_str_add(out, t.data, t.len < most ? t.len : most);
		}
}
