#include "extract/lists/list_finder_priv.h"

#include <stdlib.h>
#include <string.h>

/* Cards with equal keys make a list. */
struct list_key {
	int32_t heading;
	int32_t place; /* the heading, or without one the grandparent */
	int32_t shape;
};

struct list_grouper {
	struct kr_list_finder *f;
	struct kr_slot_table table; /* of keys */
	struct list_key *keys;      /* [nlists] */
	size_t cap_keys, cap_lists;
};

static bool is_generic_tag(int tag)
{
	return tag == KR_TAG_li || tag == KR_TAG_tr || tag == KR_TAG_td || tag == KR_TAG_p ||
	       tag == KR_TAG_dd || tag == KR_TAG_dt;
}

static uint32_t shape_of(const struct kr_dom *dom, int32_t i)
{
	return is_generic_tag(dom->nodes[i].tag) ? dom->nodes[i].tag
	                                         : kr_element_shape_hash(1, dom, i);
}

/* The index of the list with a key; adds it if it is new. */
static int32_t list_index(struct list_grouper *g, struct list_key key, int32_t parent)
{
	struct kr_list_finder *f = g->f;
	struct kr_link_lists *ls = f->ls;
	struct kr_slot_table *t = &g->table;
	uint32_t hash = kr_slot_table_hash(1, &key, sizeof key);

	if (kr_slot_table_grow(t))
		for (size_t l = 0; l < ls->nlists; l++)
			kr_slot_table_put(
			        t, kr_slot_table_hash(1, &g->keys[l], sizeof key), (int32_t)l);
	for (size_t k = hash & (t->cap - 1); t->slots[k] >= 0; k = (k + 1) & (t->cap - 1))
		if (!memcmp(&g->keys[t->slots[k]], &key, sizeof key))
			return t->slots[k];
	g->keys = kr_arena_grow(&f->page->scratch, g->keys, ls->nlists, &g->cap_keys, sizeof key);
	g->keys[ls->nlists] = key;
	ls->lists = kr_arena_grow(
	        &f->page->arena, ls->lists, ls->nlists, &g->cap_lists, sizeof *ls->lists);
	ls->lists[ls->nlists].parent = parent;
	ls->lists[ls->nlists].heading = key.heading;
	kr_slot_table_put(t, hash, (int32_t)ls->nlists);
	t->count++;
	return (int32_t)ls->nlists++;
}

/* Assigns the children of an element that are cards to lists. Headings between them start new
 * lists. */
static void group_children(struct list_grouper *g, int32_t parent)
{
	struct kr_list_finder *f = g->f;
	const struct kr_dom *dom = f->dom;
	struct kr_link_lists *ls = f->ls;
	uint32_t shape = shape_of(dom, parent);
	int32_t heading = kr_list_headings_over(f, parent);

	for (int32_t c = kr_dom_child(dom, parent); c >= 0; c = kr_dom_next(dom, c)) {
		int32_t h;

		if (f->card[c]) {
			struct list_key key = {heading, 0, 0};
			struct kr_card *card = &ls->cards[f->card[c] - 1];

			key.place = heading >= 0 ? heading : dom->nodes[parent].parent;
			key.shape = (int32_t)(shape ^ shape_of(dom, c) * 31);
			card->list = list_index(g, key, parent);
			continue;
		}
		h = f->only_url[c] == KR_URL_MANY && !kr_dom_is_heading(dom->nodes[c].tag)
		            ? KR_HEADING_NONE
		            : kr_list_headings_in(f, c);
		if (h >= 0)
			f->heading[c] = heading = h;
	}
}

/* Sorts the cards by list and keeps their order within each. */
static void sort_cards(struct kr_list_finder *f)
{
	struct kr_link_lists *ls = f->ls;
	struct kr_card *sorted = kr_arena_alloc(&f->page->arena, (ls->ncards + 1) * sizeof *sorted);
	uint32_t at = 0;

	for (size_t i = 0; i < ls->ncards; i++)
		ls->lists[ls->cards[i].list].n++;
	for (size_t l = 0; l < ls->nlists; l++) {
		ls->lists[l].first = at;
		at += ls->lists[l].n;
		ls->lists[l].n = 0;
	}
	for (size_t i = 0; i < ls->ncards; i++) {
		struct kr_link_list *list = &ls->lists[ls->cards[i].list];

		sorted[list->first + list->n++] = ls->cards[i];
	}
	ls->cards = sorted;
}

static void group_cards(struct kr_list_finder *f)
{
	uint8_t *done = kr_arena_alloc(&f->page->scratch, (size_t)f->dom->n);
	struct list_grouper g = {.f = f};

	f->heading = kr_arena_alloc(&f->page->scratch, (size_t)f->dom->n * sizeof *f->heading);
	for (size_t i = 0; i < f->ls->ncards; i++) {
		int32_t parent = f->dom->nodes[f->ls->cards[i].root].parent;

		if (!done[parent])
			group_children(&g, parent);
		done[parent] = 1;
	}
	free(g.table.slots);
	sort_cards(f);
}

void kr_link_lists_find(struct kr_page *page, struct kr_link_lists *ret)
{
	size_t n = (size_t)page->dom.n;
	struct kr_list_finder f = {.page = page, .dom = &page->dom, .ls = ret};

	memset(ret, 0, sizeof *ret);
	f.only_url = kr_arena_alloc(&page->scratch, n * sizeof *f.only_url);
	f.headline_url = kr_arena_alloc(&page->scratch, n * sizeof *f.headline_url);
	f.card = kr_arena_alloc(&page->scratch, n * sizeof *f.card);
	kr_card_links_collect(&f);
	kr_list_headings_index(&f);
	kr_card_roots_find(&f);
	group_cards(&f);
}
