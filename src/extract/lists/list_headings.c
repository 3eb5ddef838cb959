/* Finds the heading over or in a list. */
#include "extract/lists/card_label_priv.h"
#include "extract/lists/list_finder_priv.h"

enum {
	LEVELS = 8,   /* to climb in search of a heading */
	SIBLINGS = 6, /* to look back at on each level */
};

void kr_list_headings_index(struct kr_list_finder *f)
{
	size_t cap = 0;

	for (int32_t i = 0; i < f->dom->n; i++)
		if (kr_dom_is_heading(f->dom->nodes[i].tag) && f->page->stat[i].chars > 1) {
			f->headings = kr_arena_grow(&f->page->scratch, f->headings, f->nheadings,
			        &cap, sizeof *f->headings);
			f->headings[f->nheadings++] = i;
		}
}

size_t kr_list_headings_before(const struct kr_list_finder *f, int32_t node)
{
	return kr_dom_search(f->headings, f->nheadings, sizeof *f->headings, node);
}

/* Whether an element without a heading is the label of an advertisement, which may stand anywhere.
 */
static bool is_advert_slot(const struct kr_list_finder *f, int32_t s)
{
	struct kr_str text;
	bool advert;

	if (f->page->stat[s].chars > KR_HEADING_CHARS || f->page->stat[s].links ||
	        kr_dom_is_heading(f->dom->nodes[s].tag))
		return false;
	kr_str_init(&text);
	kr_dom_range_text(f->dom, s, f->dom->nodes[s].end, &text);
	advert = text.len && kr_card_label_is_advert((struct kr_slice){text.data, text.len});
	kr_str_fini(&text);
	return advert;
}

int32_t kr_list_headings_in(const struct kr_list_finder *f, int32_t s)
{
	const struct kr_node *n = &f->dom->nodes[s];
	const struct kr_stat *st = &f->page->stat[s];

	if (n->flags & KR_NF_HIDDEN || !st->chars || st->chars > 2 * KR_HEADING_CHARS)
		return KR_HEADING_NONE;
	if (kr_dom_is_heading(n->tag))
		return s;
	for (int32_t i = n->end - 1; i > s; i--)
		if (kr_dom_is_heading(f->dom->nodes[i].tag) && f->page->stat[i].chars > 1)
			return i;
	return st->chars > 1 && st->chars <= KR_HEADING_CHARS &&
	                       f->headline_url[s] == KR_URL_NONE && st->links <= 3 &&
	                       !is_advert_slot(f, s)
	               ? s
	               : KR_HEADING_NONE;
}

/* The heading among the siblings before x, or KR_HEADING_UNKNOWN. Siblings of the same shape are
 * earlier items of the same list. */
static int32_t heading_before(struct kr_list_finder *f, int32_t x)
{
	int32_t s = f->dom->nodes[x].prev, otherwise = KR_HEADING_UNKNOWN;

	for (int step = 0; s >= 0 && step < SIBLINGS; s = f->dom->nodes[s].prev) {
		int32_t h;

		if (!f->page->stat[s].chars || f->dom->nodes[s].flags & KR_NF_HIDDEN)
			continue;
		if (is_advert_slot(f, s)) {
			otherwise = KR_HEADING_NONE;
			continue;
		}
		step++;
		if (f->dom->nodes[s].tag != KR_TAG_TEXT && kr_element_shape_same(f->dom, s, x) &&
		        f->only_url[s] != KR_URL_NONE) {
			if (f->heading[s] != KR_HEADING_UNKNOWN)
				return f->heading[s];
			continue;
		}
		h = f->card[s] ? KR_HEADING_NONE : kr_list_headings_in(f, s);
		return h;
	}
	return otherwise;
}

int32_t kr_list_headings_over(struct kr_list_finder *f, int32_t x)
{
	int32_t at = x, h = KR_HEADING_UNKNOWN;

	for (int level = 0;
	        level < LEVELS && at > 0 && at != f->dom->body && h == KR_HEADING_UNKNOWN;
	        level++) {
		if (f->heading[at] != KR_HEADING_UNKNOWN) {
			h = f->heading[at];
			break;
		}
		h = heading_before(f, at);
		at = f->dom->nodes[at].parent;
	}
	if (h == KR_HEADING_UNKNOWN)
		h = KR_HEADING_NONE;
	f->heading[x] = h;
	return h;
}
