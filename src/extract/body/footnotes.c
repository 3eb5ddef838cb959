#include "extract/body/footnotes_priv.h"
#include "extract/body/targets_priv.h"

#include <stdlib.h>
#include <string.h>

enum {
	MARK = 12,   /* in kr_stat.chars: longest mark */
	NOTE = 1500, /* longest note */
	MARKS = 500,
};

struct mark {
	int32_t node; /* of the link; that of the note once it is found, or -1 */
	const char *id;
};

/* Whether an id or class is that of a footnote, and not of a list of references. */
static bool is_name(const char *s)
{
	static const char *const words[] = {"footnote", "endnote", "fussnote", "fn", "ftn", "note",
	        "nota", "sdfoot", "doc-endnote"};
	struct kr_slice v = kr_slice_of(s);

	if (kr_slice_ifind(v, "cite") || kr_slice_ifind(v, "ref") || kr_slice_ifind(v, "bib"))
		return false;
	return kr_slice_ihas_any(v, words, sizeof words / sizeof *words);
}

/* Whether a link in the text is the mark of a footnote: raised, or a number in brackets. */
static bool is_mark(const struct kr_page *page, int32_t a)
{
	const struct kr_dom *dom = &page->dom;
	const char *href = kr_dom_attr(dom, a, "href");
	const struct kr_slice text = kr_slice_trim(kr_dom_raw_text(dom, a));
	const int parent = dom->nodes[dom->nodes[a].parent].tag;
	const int32_t child = kr_dom_child(dom, a);

	if (!href || *href != '#' || !href[1] || !page->stat[a].chars || page->stat[a].chars > MARK)
		return false;
	return parent == KR_TAG_sup || (child >= 0 && dom->nodes[child].tag == KR_TAG_sup) ||
	       (kr_slice_starts(text, "[") && kr_slice_ends(text, "]"));
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct mark *)a)->id, ((const struct mark *)b)->id);
}

static size_t find_marks(
        struct kr_page *page, const struct kr_segs *segs, const uint8_t *keep, struct mark **ret)
{
	const struct kr_dom *dom = &page->dom;
	size_t n = 0, cap = 0;
	int32_t after = 0;

	*ret = NULL;
	for (int32_t k = 0; k < segs->n; k++) {
		int32_t i = segs->v[k].block > after ? segs->v[k].block : after;

		for (; keep[k] && i <= segs->v[k].last && n < MARKS; i++)
			if (dom->nodes[i].tag == KR_TAG_a && is_mark(page, i)) {
				*ret = kr_arena_grow(&page->scratch, *ret, n, &cap, sizeof **ret);
				(*ret)[n++] = (struct mark){i, kr_targets_wanted(page, i)};
			}
		after = segs->v[k].last + 1;
	}
	if (n)
		qsort(*ret, n, sizeof **ret, compare);
	return n;
}

/* The element that holds the note whose id is on a node. */
static int32_t note_of(const struct kr_page *page, int32_t i)
{
	const struct kr_dom *dom = &page->dom;
	const int32_t block = kr_dom_block(dom, i);

	return page->stat[block].chars <= NOTE && !kr_dom_is_heading(dom->nodes[block].tag) ? block
	                                                                                    : -1;
}

static bool is_note(const struct kr_page *page, int32_t note, const char *id)
{
	const struct kr_dom *dom = &page->dom;

	if (is_name(id))
		return true;
	for (int level = 0; level < 4 && note > 0; level++, note = dom->nodes[note].parent)
		if (is_name(kr_dom_attr(dom, note, "class")) ||
		        is_name(kr_dom_attr(dom, note, "role")))
			return true;
	return false;
}

void kr_footnotes_keep(struct kr_page *page, const struct kr_segs *segs, uint8_t *keep)
{
	const struct kr_dom *dom = &page->dom;
	struct mark *marks;
	const size_t n = find_marks(page, segs, keep, &marks);

	for (int32_t i = n ? 1 : dom->n; i < dom->n; i++) {
		const struct mark key = {i, kr_dom_attr(dom, i, "id")};
		const struct mark *m;
		int32_t note;

		if (kr_str_empty(key.id) || dom->nodes[i].flags & KR_NF_HIDDEN)
			continue;
		m = bsearch(&key, marks, n, sizeof *marks, compare);
		note = m && m->node < i ? note_of(page, i) : -1;
		if (note < 0 || !is_note(page, note, key.id))
			continue;
		for (int32_t k = (int32_t)kr_dom_search(
		             segs->v, (size_t)segs->n, sizeof *segs->v, note);
		        k < segs->n && segs->v[k].first < dom->nodes[note].end; k++)
			keep[k] = 1;
	}
}
