/* Finds the element of each card. */
#include "extract/lists/list_finder_priv.h"

enum {
	/* larger elements are parts of the page, not cards */
	CARD_CHARS = 1600,
	CARD_LINKS = 24,
};

static void merge_url(int32_t *into, int32_t url)
{
	if (url == KR_URL_NONE || *into == url)
		return;
	*into = *into == KR_URL_NONE ? url : KR_URL_MANY;
}

/* Whether an element with one headline among similar links is a list in which only one link is
 * long, not a card. */
static bool is_mixed(const struct kr_list_finder *f, int32_t i)
{
	int32_t headlined = -1, others = 0;

	for (int32_t c = kr_dom_child(f->dom, i); c >= 0; c = kr_dom_next(f->dom, c))
		if (f->headline_url[c] != KR_URL_NONE)
			headlined = c;
	if (headlined < 0)
		return false;
	for (int32_t c = kr_dom_child(f->dom, i); c >= 0; c = kr_dom_next(f->dom, c))
		others += c != headlined && f->only_url[c] != KR_URL_NONE &&
		          f->only_url[c] != f->headline_url[headlined] &&
		          kr_element_shape_same(f->dom, c, headlined);
	return others >= (kr_dom_is_block(f->dom->nodes[headlined].tag) ? 2 : 3);
}

/* Sets only_url and headline_url of all elements from the links in them. */
static void propagate_urls(struct kr_list_finder *f)
{
	struct kr_link_lists *ls = f->ls;
	size_t k = ls->nlinks;

	for (int32_t i = f->dom->n - 1; i > 0; i--) {
		int32_t p = f->dom->nodes[i].parent;

		if (k && ls->links[k - 1].node == i && ls->urls[ls->links[--k].url].headline)
			merge_url(&f->headline_url[i], ls->links[k].url + 1);
		if (f->headline_url[i] > 0 && f->only_url[i] == KR_URL_MANY && is_mixed(f, i))
			f->headline_url[i] = KR_URL_MANY;
		merge_url(&f->headline_url[p], f->headline_url[i]);
		merge_url(&f->only_url[p], f->only_url[i]);
	}
	for (k = 0; k < ls->nlinks; k++)
		ls->links[k].has_other_url = f->only_url[ls->links[k].node] == KR_URL_MANY;
}

/* Whether a heading precedes the first link, which is itself a headline: then the element is a
 * list, even if of one link. */
static bool starts_with_heading(const struct kr_list_finder *f, int32_t i)
{
	int32_t a = f->ls->links[kr_card_links_first(f->ls, i)].node, over;

	if (f->page->stat[a].chars < KR_HEADLINE_CHARS)
		return false;
	over = (int32_t)(kr_list_headings_before(f, a) - kr_list_headings_before(f, i));
	for (int32_t p = f->dom->nodes[a].parent; over && p >= i; p = f->dom->nodes[p].parent)
		over -= kr_dom_is_heading(f->dom->nodes[p].tag);
	return over > 0;
}

static bool can_be_card(const struct kr_list_finder *f, int32_t i)
{
	const struct kr_node *n = &f->dom->nodes[i];

	if (i <= 0 || n->tag == KR_TAG_TEXT || n->tag == KR_TAG_html || n->tag == KR_TAG_body ||
	        n->tag == KR_TAG_main || n->flags & KR_NF_HIDDEN)
		return false;
	if ((f->page->stat[i].chars > CARD_CHARS || f->page->stat[i].links > CARD_LINKS) &&
	        (n->tag != KR_TAG_a || !kr_card_links_find(f->ls, i)))
		return false;
	return (f->headline_url[i] > 0 ||
	               (f->headline_url[i] == KR_URL_NONE && f->only_url[i] > 0)) &&
	       !starts_with_heading(f, i);
}

/* The link of the card's URL with the longest text. */
static int32_t best_link(const struct kr_list_finder *f, int32_t root, int32_t url)
{
	const struct kr_link_lists *ls = f->ls;
	int32_t best = -1;

	for (size_t k = kr_card_links_first(ls, root);
	        k < ls->nlinks && ls->links[k].node < f->dom->nodes[root].end; k++) {
		const int32_t i = ls->links[k].node;

		if (ls->links[k].url == url &&
		        (best < 0 || f->page->stat[i].chars > f->page->stat[best].chars))
			best = i;
	}
	return best;
}

/* Whether an element is the heading of a list, although it is a link: it is short, and an element
 * with several URLs follows. */
static bool is_heading_of_next(const struct kr_list_finder *f, int32_t i)
{
	int32_t next = kr_dom_next(f->dom, i);

	if (f->page->stat[i].chars > KR_HEADING_CHARS ||
	        (f->headline_url[i] > 0 && !kr_dom_is_heading(f->dom->nodes[i].tag)))
		return false;
	while (next >= 0 &&
	        (f->dom->nodes[next].tag == KR_TAG_TEXT || !f->page->stat[next].elements))
		next = kr_dom_next(f->dom, next);
	if (next < 0 || f->only_url[next] != KR_URL_MANY || kr_element_shape_same(f->dom, i, next))
		return false;
	return f->headline_url[i] <= 0 || f->headline_url[next] == KR_URL_MANY;
}

void kr_card_roots_find(struct kr_list_finder *f)
{
	struct kr_link_lists *ls = f->ls;

	propagate_urls(f);
	for (int32_t i = 1; i < f->dom->n;) {
		struct kr_card *c;

		if (f->only_url[i] == KR_URL_NONE) {
			i = f->dom->nodes[i].end;
			continue;
		}
		if (!can_be_card(f, i)) {
			i++;
			continue;
		}
		if (!is_heading_of_next(f, i)) {
			ls->cards = kr_arena_grow(&f->page->scratch, ls->cards, ls->ncards,
			        &f->cap_cards, sizeof *ls->cards);
			c = &ls->cards[ls->ncards++];
			c->root = i;
			c->url = (f->headline_url[i] > 0 ? f->headline_url[i] : f->only_url[i]) - 1;
			c->link = best_link(f, i, c->url);
			f->card[i] = (int32_t)ls->ncards;
		}
		i = f->dom->nodes[i].end;
	}
}
