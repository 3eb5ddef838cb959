/* Collects the links that may lead to articles. */
#include "extract/lists/list_finder_priv.h"

#include <stdlib.h>
#include <string.h>

#include "extract/lists/link_target_priv.h"

enum {
	HEADLINE_WORDS = 4,
	LONG_CHARS = 32,    /* a headline no matter how long similar links are */
	SHAPE_LEVELS = 5,   /* ancestors that are part of the shape of a link */
	PICTURE_BYTES = 21, /* shortest title or alternative text of a picture that is a headline */
};

/* The index of a URL in kr_link_lists.urls; adds it if it is new. */
static int32_t url_index(struct kr_list_finder *f, struct kr_slot_table *t, struct kr_slice href)
{
	struct kr_link_lists *ls = f->ls;
	uint32_t hash = kr_slot_table_hash(1, href.data, href.len);

	if (kr_slot_table_grow(t))
		for (size_t u = 0; u < ls->nurls; u++)
			kr_slot_table_put(t,
			        kr_slot_table_hash(1, ls->urls[u].href.data, ls->urls[u].href.len),
			        (int32_t)u);
	for (size_t k = hash & (t->cap - 1); t->slots[k] >= 0; k = (k + 1) & (t->cap - 1)) {
		const struct kr_slice *have = &ls->urls[t->slots[k]].href;

		if (have->len == href.len && !memcmp(have->data, href.data, href.len))
			return t->slots[k];
	}
	ls->urls =
	        kr_arena_grow(&f->page->arena, ls->urls, ls->nurls, &f->cap_urls, sizeof *ls->urls);
	ls->urls[ls->nurls].href = href;
	kr_slot_table_put(t, hash, (int32_t)ls->nurls);
	t->count++;
	return (int32_t)ls->nurls++;
}

static bool in_heading(const struct kr_dom *dom, int32_t a)
{
	int32_t p = a;

	for (int up = 0; up < 3 && p >= 0; up++, p = dom->nodes[p].parent)
		if (kr_dom_is_heading(dom->nodes[p].tag))
			return true;
	for (int32_t i = a + 1; i < dom->nodes[a].end && i < a + 40; i++)
		if (kr_dom_is_heading(dom->nodes[i].tag))
			return true;
	return false;
}

/* Hashes tag and class of a link and its ancestors: equal for links that look alike. */
static uint32_t link_shape(const struct kr_dom *dom, int32_t a)
{
	uint32_t h = 1;

	for (int up = 0; up < SHAPE_LEVELS && a > 0; up++, a = dom->nodes[a].parent)
		h = kr_element_shape_hash(h, dom, a);
	return h;
}

/* Total text of the links with the same shape. */
struct shape_stats {
	uint32_t shape, n;
	float chars, words;
};

static struct shape_stats *find_stats(struct shape_stats *table, size_t cap, uint32_t shape)
{
	size_t k = shape & (cap - 1);

	while (table[k].n && table[k].shape != shape)
		k = (k + 1) & (cap - 1);
	table[k].shape = shape;
	return &table[k];
}

/* Whether a link without text has a picture with a title or alternative text of some length. */
static bool is_picture_headline(const struct kr_dom *dom, int32_t a)
{
	int32_t img = kr_dom_find(dom, a, dom->nodes[a].end, KR_TAG_img);
	const char *title = img >= 0 ? kr_dom_attr(dom, a, "title") : NULL,
	           *alt = img >= 0 ? kr_dom_attr(dom, img, "alt") : NULL;

	return (title && strlen(title) >= PICTURE_BYTES) || (alt && strlen(alt) >= PICTURE_BYTES);
}

/* At least eight ideographs or four words. If several links look alike, their average counts, as
 * some menus and lists of authors have a few long entries. */
static bool is_headline(const struct kr_page *page, int32_t a, const struct shape_stats *alike)
{
	const struct kr_stat *st = &page->stat[a];
	bool several = alike->n > 2;
	float chars = several ? alike->chars / (float)alike->n : (float)st->chars;
	float words = several ? alike->words / (float)alike->n : (float)st->words;

	if (!st->chars)
		return is_picture_headline(&page->dom, a);
	if (st->chars >= 4 && in_heading(&page->dom, a))
		return true;
	if (st->chars >= LONG_CHARS)
		return true;
	return st->chars >= 4 &&
	       (chars >= KR_HEADLINE_CHARS || (words >= HEADLINE_WORDS && chars > 3 * words));
}

void kr_card_links_collect(struct kr_list_finder *f)
{
	const struct kr_dom *dom = f->dom;
	struct kr_link_lists *ls = f->ls;
	uint32_t *shapes;
	struct kr_slot_table urls = {0};
	size_t n, cap_links = 0, cap = 16;
	struct shape_stats *stats;

	for (int32_t i = 0; i < dom->n; i++) {
		struct kr_slice href;
		int32_t url;

		if (dom->nodes[i].tag != KR_TAG_a || dom->nodes[i].flags & KR_NF_HIDDEN ||
		        f->page->mark[i] & KR_MARK_COMMENT)
			continue;
		href = kr_link_target_read(f->page, i);
		if (!href.len)
			continue;
		url = url_index(f, &urls, href);
		f->only_url[i] = url + 1;
		ls->urls[url].links++;
		ls->links = kr_arena_grow(
		        &f->page->arena, ls->links, ls->nlinks, &cap_links, sizeof *ls->links);
		ls->links[ls->nlinks++] = (struct kr_card_link){i, url, false};
	}
	free(urls.slots);
	n = ls->nlinks;
	while (cap < n * 2)
		cap *= 2;
	stats = kr_arena_alloc(&f->page->scratch, cap * sizeof *stats);
	shapes = kr_arena_alloc(&f->page->scratch, (n + 1) * sizeof *shapes);
	for (size_t k = 0; k < n; k++) {
		struct shape_stats *l;

		shapes[k] = link_shape(dom, ls->links[k].node);
		if (!f->page->stat[ls->links[k].node].chars)
			continue;
		l = find_stats(stats, cap, shapes[k]);
		l->n++;
		l->chars += (float)f->page->stat[ls->links[k].node].chars;
		l->words += (float)f->page->stat[ls->links[k].node].words;
	}
	for (size_t k = 0; k < n; k++)
		if (is_headline(f->page, ls->links[k].node, find_stats(stats, cap, shapes[k])))
			ls->urls[ls->links[k].url].headline = true;
}

size_t kr_card_links_first(const struct kr_link_lists *ls, int32_t node)
{
	return kr_dom_search(ls->links, ls->nlinks, sizeof *ls->links, node);
}

const struct kr_card_link *kr_card_links_find(const struct kr_link_lists *ls, int32_t node)
{
	const size_t k = kr_card_links_first(ls, node);

	return k < ls->nlinks && ls->links[k].node == node ? &ls->links[k] : NULL;
}
