#include "extract/lists/link_cards_priv.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "kread/base/mem.h"

enum {
	CARD_CHARS = 1600, /* what is longer is no card but a part of the page */
	CARD_LINKS = 24,
	HEADLINE_CHARS = 16,
	HEADLINE_WORDS = 4,
	LONG_CHARS = 32, /* a headline whatever others of its kind are */
	SHAPE_LEVELS = 5,
	PICTURE_BYTES = 21, /* of the text of a picture that stands for a headline */
	HEADING_CHARS = 80,
	LEVELS = 8,   /* so far up a heading is looked for */
	SIBLINGS = 6, /* so far back, on each level */
};

enum { HEAD_UNKNOWN = 0, HEAD_NONE = -1 };

/* Of addresses, which are numbered from 1 here, so that what is never set stays untouched memory.
 */
enum { URL_NONE = 0, URL_MANY = -1 };

/* Open addressing: indices into an array of the caller's, -1 where free. */
struct table {
	int32_t *slots;
	size_t cap, count;
};

struct list_finder {
	struct kr_page *page;
	const struct kr_dom *dom;
	struct kr_link_lists *ls;
	struct table table;
	size_t cap_urls, cap_cards, cap_lists;
	int32_t *any;   /* [dom.n] the one address in the subtree; or URL_NONE, URL_MANY */
	int32_t *major; /* [dom.n] the same for addresses with a headline */
	int32_t *
	        card; /* [dom.n] of a card's root: index + 1 of the card (before sorting), else 0 */
	int32_t *head;     /* [dom.n] heading over a node, as far as known */
	int32_t *headings; /* <h1> to <h6>, in page order */
	size_t nheadings;
};

static uint32_t hash_bytes(uint32_t h, const void *data, size_t n)
{
	const unsigned char *s = data;

	for (size_t i = 0; i < n; i++)
		h = (h ^ s[i]) * 16777619u;
	return h ^ h >> 15;
}

/* Room for one more; when it has to grow, the caller puts its entries in again. */
static bool table_grow(struct table *t)
{
	if (t->count * 2 < t->cap)
		return false;
	t->cap = t->cap ? t->cap * 2 : 256;
	t->slots = kr_mem_realloc(t->slots, t->cap * sizeof *t->slots);
	memset(t->slots, 0xff, t->cap * sizeof *t->slots);
	return true;
}

static void table_put(struct table *t, uint32_t hash, int32_t value)
{
	size_t k = hash & (t->cap - 1);

	while (t->slots[k] >= 0)
		k = (k + 1) & (t->cap - 1);
	t->slots[k] = value;
}

static int32_t intern(struct list_finder *f, struct kr_slice href)
{
	struct kr_link_lists *ls = f->ls;
	struct table *t = &f->table;
	uint32_t hash = hash_bytes(1, href.data, href.len);

	if (table_grow(t))
		for (size_t u = 0; u < ls->nurls; u++)
			table_put(t, hash_bytes(1, ls->urls[u].href.data, ls->urls[u].href.len),
			        (int32_t)u);
	for (size_t k = hash & (t->cap - 1); t->slots[k] >= 0; k = (k + 1) & (t->cap - 1)) {
		const struct kr_slice *have = &ls->urls[t->slots[k]].href;

		if (have->len == href.len && !memcmp(have->data, href.data, href.len))
			return t->slots[k];
	}
	ls->urls =
	        kr_arena_grow(&f->ls->arena, ls->urls, ls->nurls, &f->cap_urls, sizeof *ls->urls);
	ls->urls[ls->nurls].href = href;
	table_put(t, hash, (int32_t)ls->nurls);
	t->count++;
	return (int32_t)ls->nurls++;
}

/* The address without its fragment; empty for what leads to no other page. */
static struct kr_slice web_href(const char *href)
{
	struct kr_slice s = kr_slice_trim(kr_slice_of(href));
	size_t n = 0;

	while (n < s.len && s.data[n] != '#')
		n++;
	s.len = n;
	for (n = 0; n < s.len && s.data[n] != '/' && s.data[n] != '?'; n++)
		if (s.data[n] == ':' && !kr_str_istarts(s.data, "http:") &&
		        !kr_str_istarts(s.data, "https:"))
			s.len = 0;
	return s;
}

/* Pictures and other files are no articles. */
static bool is_file(struct kr_slice href)
{
	static const char *const ends[] = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".mp3",
	        ".mp4", ".zip", ".apk", ".exe"};
	const char *query = memchr(href.data, '?', href.len);
	size_t len = query ? (size_t)(query - href.data) : href.len;

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t n = strlen(ends[i]);

		if (len > n && href.data[len - n] == '.' &&
		        !strncasecmp(href.data + len - n, ends[i], n))
			return true;
	}
	return false;
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

static struct kr_slice class_of(const struct kr_dom *dom, int32_t i)
{
	struct kr_slice s = kr_slice_trim(kr_slice_of(kr_dom_attr(dom, i, "class")));

	for (size_t n = 0; n < s.len; n++)
		if (s.data[n] <= ' ' || (s.data[n] >= '0' && s.data[n] <= '9'))
			s.len = n;
	return s;
}

static uint32_t hash_shape(uint32_t h, const struct kr_dom *dom, int32_t i)
{
	struct kr_slice c = class_of(dom, i);

	return hash_bytes(
	        hash_bytes(h, &dom->nodes[i].tag, sizeof dom->nodes[i].tag), c.data, c.len);
}

/* A link and what is around it, by tag and class: links that look alike on the page share it. */
static uint32_t link_shape(const struct kr_dom *dom, int32_t a)
{
	uint32_t h = 1;

	for (int up = 0; up < SHAPE_LEVELS && a > 0; up++, a = dom->nodes[a].parent)
		h = hash_shape(h, dom, a);
	return h;
}

/* How long the text of links of one shape is. */
struct likes {
	uint32_t shape, n;
	float chars, words;
};

static struct likes *likes_of(struct likes *table, size_t cap, uint32_t shape)
{
	size_t k = shape & (cap - 1);

	while (table[k].n && table[k].shape != shape)
		k = (k + 1) & (cap - 1);
	table[k].shape = shape;
	return &table[k];
}

/* A link that shows a picture only: what its title or the picture's alternative text says. */
static bool is_picture_headline(const struct kr_dom *dom, int32_t a)
{
	int32_t img = kr_dom_find(dom, a, dom->nodes[a].end, KR_TAG_img);
	const char *title = img >= 0 ? kr_dom_attr(dom, a, "title") : NULL,
	           *alt = img >= 0 ? kr_dom_attr(dom, img, "alt") : NULL;

	return (title && strlen(title) >= PICTURE_BYTES) || (alt && strlen(alt) >= PICTURE_BYTES);
}

/* Eight ideographs or four words, on average where there are several of its kind: single names of
 * authors are long, too. */
static bool is_headline(const struct kr_page *page, int32_t a, const struct likes *like)
{
	const struct kr_stat *st = &page->stat[a];
	bool many = like->n > 2;
	float chars = many ? like->chars / (float)like->n : (float)st->chars;
	float words = many ? like->words / (float)like->n : (float)st->words;

	if (!st->chars)
		return is_picture_headline(&page->dom, a);
	if (st->chars >= 4 && in_heading(&page->dom, a))
		return true;
	if (st->chars >= LONG_CHARS)
		return true;
	return st->chars >= 4 &&
	       (chars >= HEADLINE_CHARS || (words >= HEADLINE_WORDS && chars > 3 * words));
}

/* Which links there are, and which addresses have a headline. */
static void collect_links(struct list_finder *f)
{
	const struct kr_dom *dom = f->dom;
	struct kr_link_lists *ls = f->ls;
	uint32_t *shapes;
	size_t n, cap_links = 0, cap = 16;
	struct likes *likes;

	for (int32_t i = 0; i < dom->n; i++) {
		struct kr_slice href;
		int32_t url;

		if (dom->nodes[i].tag != KR_TAG_a || dom->nodes[i].flags & KR_NF_HIDDEN ||
		        f->page->mark[i] & KR_MARK_COMMENT)
			continue;
		href = web_href(kr_dom_attr(dom, i, "href"));
		if (!href.len || is_file(href))
			continue;
		url = intern(f, href);
		f->any[i] = url + 1;
		ls->urls[url].links++;
		ls->links = kr_arena_grow(
		        &f->ls->arena, ls->links, ls->nlinks, &cap_links, sizeof *ls->links);
		ls->links[ls->nlinks++] = (struct kr_card_link){i, url, false};
	}
	n = ls->nlinks;
	while (cap < n * 2)
		cap *= 2;
	likes = kr_arena_alloc(&f->page->scratch, cap * sizeof *likes);
	shapes = kr_arena_alloc(&f->page->scratch, (n + 1) * sizeof *shapes);
	for (size_t k = 0; k < n; k++) {
		struct likes *l;

		shapes[k] = link_shape(dom, ls->links[k].node);
		if (!f->page->stat[ls->links[k].node].chars)
			continue;
		l = likes_of(likes, cap, shapes[k]);
		l->n++;
		l->chars += (float)f->page->stat[ls->links[k].node].chars;
		l->words += (float)f->page->stat[ls->links[k].node].words;
	}
	for (size_t k = 0; k < n; k++)
		if (is_headline(f->page, ls->links[k].node, likes_of(likes, cap, shapes[k])))
			ls->urls[ls->links[k].url].headline = true;
}

static void merge(int32_t *into, int32_t url)
{
	if (url == URL_NONE || *into == url)
		return;
	*into = *into == URL_NONE ? url : URL_MANY;
}

/* Same tag, same first word of the class. */
static bool same_shape(const struct kr_dom *dom, int32_t a, int32_t b)
{
	struct kr_slice x, y;

	if (dom->nodes[a].tag != dom->nodes[b].tag)
		return false;
	x = class_of(dom, a);
	y = class_of(dom, b);
	return x.len == y.len && !memcmp(x.data, y.data, x.len);
}

/* One headline among further links of the same kind is a list in which only one is long, no card.
 */
static bool is_mixed(const struct list_finder *f, int32_t i)
{
	int32_t star = -1, others = 0;

	for (int32_t c = kr_dom_child(f->dom, i); c >= 0; c = kr_dom_next(f->dom, c))
		if (f->major[c] != URL_NONE)
			star = c;
	if (star < 0)
		return false;
	for (int32_t c = kr_dom_child(f->dom, i); c >= 0; c = kr_dom_next(f->dom, c))
		others += c != star && f->any[c] != URL_NONE && f->any[c] != f->major[star] &&
		          same_shape(f->dom, c, star);
	return others >= (kr_dom_is_block(f->dom->nodes[star].tag) ? 2 : 3);
}

static void spread_links(struct list_finder *f)
{
	struct kr_link_lists *ls = f->ls;
	size_t k = ls->nlinks;

	for (int32_t i = f->dom->n - 1; i > 0; i--) {
		int32_t p = f->dom->nodes[i].parent;

		if (k && ls->links[k - 1].node == i && ls->urls[ls->links[--k].url].headline)
			merge(&f->major[i], ls->links[k].url + 1);
		if (f->major[i] > 0 && f->any[i] == URL_MANY && is_mixed(f, i))
			f->major[i] = URL_MANY;
		merge(&f->major[p], f->major[i]);
		merge(&f->any[p], f->any[i]);
	}
	for (k = 0; k < ls->nlinks; k++)
		ls->links[k].many = f->any[ls->links[k].node] == URL_MANY;
}

static void index_headings(struct list_finder *f)
{
	size_t cap = 0;

	for (int32_t i = 0; i < f->dom->n; i++)
		if (kr_dom_is_heading(f->dom->nodes[i].tag) && f->page->stat[i].chars > 1) {
			f->headings = kr_arena_grow(&f->page->scratch, f->headings, f->nheadings,
			        &cap, sizeof *f->headings);
			f->headings[f->nheadings++] = i;
		}
}

/* How many headings begin before a node. */
static size_t headings_before(const struct list_finder *f, int32_t node)
{
	return kr_dom_search(f->headings, f->nheadings, sizeof *f->headings, node);
}

/* The first link at a node or behind it: an index in kr_link_lists.links. */
static size_t first_link(const struct kr_link_lists *ls, int32_t node)
{
	return kr_dom_search(ls->links, ls->nlinks, sizeof *ls->links, node);
}

const struct kr_card_link *kr_link_lists_link(const struct kr_link_lists *ls, int32_t node)
{
	const size_t k = first_link(ls, node);

	return k < ls->nlinks && ls->links[k].node == node ? &ls->links[k] : NULL;
}

/* A heading over a link that has a headline itself is that of a list, even if there is but one link
 * in it. */
static bool starts_with_heading(const struct list_finder *f, int32_t i)
{
	int32_t a = f->ls->links[first_link(f->ls, i)].node, over;

	if (f->page->stat[a].chars < HEADLINE_CHARS)
		return false;
	over = (int32_t)(headings_before(f, a) - headings_before(f, i));
	for (int32_t p = f->dom->nodes[a].parent; over && p >= i; p = f->dom->nodes[p].parent)
		over -= kr_dom_is_heading(f->dom->nodes[p].tag);
	return over > 0;
}

static bool can_be_card(const struct list_finder *f, int32_t i)
{
	const struct kr_node *n = &f->dom->nodes[i];

	if (i <= 0 || n->tag == KR_TAG_TEXT || n->tag == KR_TAG_html || n->tag == KR_TAG_body ||
	        n->tag == KR_TAG_main || n->flags & KR_NF_HIDDEN)
		return false;
	if ((f->page->stat[i].chars > CARD_CHARS || f->page->stat[i].links > CARD_LINKS) &&
	        (n->tag != KR_TAG_a || !kr_link_lists_link(f->ls, i)))
		return false;
	return (f->major[i] > 0 || (f->major[i] == URL_NONE && f->any[i] > 0)) &&
	       !starts_with_heading(f, i);
}

/* The link of the card's address with the longest text. */
static int32_t best_link(const struct list_finder *f, int32_t root, int32_t url)
{
	const struct kr_link_lists *ls = f->ls;
	int32_t best = -1;

	for (size_t k = first_link(ls, root);
	        k < ls->nlinks && ls->links[k].node < f->dom->nodes[root].end; k++) {
		const int32_t i = ls->links[k].node;

		if (ls->links[k].url == url &&
		        (best < 0 || f->page->stat[i].chars > f->page->stat[best].chars))
			best = i;
	}
	return best;
}

/* What precedes a list of several addresses and is short itself is its heading, even if it is a
 * link. */
static bool heads_next(const struct list_finder *f, int32_t i)
{
	int32_t next = kr_dom_next(f->dom, i);

	if (f->page->stat[i].chars > HEADING_CHARS ||
	        (f->major[i] > 0 && !kr_dom_is_heading(f->dom->nodes[i].tag)))
		return false;
	while (next >= 0 &&
	        (f->dom->nodes[next].tag == KR_TAG_TEXT || !f->page->stat[next].elements))
		next = kr_dom_next(f->dom, next);
	if (next < 0 || f->any[next] != URL_MANY || same_shape(f->dom, i, next))
		return false;
	return f->major[i] <= 0 || f->major[next] == URL_MANY;
}

static void collect_cards(struct list_finder *f)
{
	struct kr_link_lists *ls = f->ls;

	for (int32_t i = 1; i < f->dom->n;) {
		struct kr_card *c;

		if (f->any[i] == URL_NONE) {
			i = f->dom->nodes[i].end;
			continue;
		}
		if (!can_be_card(f, i)) {
			i++;
			continue;
		}
		if (!heads_next(f, i)) {
			ls->cards = kr_arena_grow(&f->page->scratch, ls->cards, ls->ncards,
			        &f->cap_cards, sizeof *ls->cards);
			c = &ls->cards[ls->ncards++];
			c->root = i;
			c->url = (f->major[i] > 0 ? f->major[i] : f->any[i]) - 1;
			c->link = best_link(f, i, c->url);
			f->card[i] = (int32_t)ls->ncards;
		}
		i = f->dom->nodes[i].end;
	}
}

/* The last heading within a short element that stands over a list, or the element itself; -1 if it
 * is no heading. */
static int32_t as_heading(const struct list_finder *f, int32_t s)
{
	const struct kr_node *n = &f->dom->nodes[s];
	const struct kr_stat *st = &f->page->stat[s];

	if (n->flags & KR_NF_HIDDEN || !st->chars || st->chars > 2 * HEADING_CHARS)
		return HEAD_NONE;
	if (kr_dom_is_heading(n->tag))
		return s;
	for (int32_t i = n->end - 1; i > s; i--)
		if (kr_dom_is_heading(f->dom->nodes[i].tag) && f->page->stat[i].chars > 1)
			return i;
	return st->chars > 1 && st->chars <= HEADING_CHARS && f->major[s] == URL_NONE &&
	                       st->links <= 3
	               ? s
	               : HEAD_NONE;
}

/* The heading over x from x's earlier siblings; HEAD_UNKNOWN if they say nothing. */
static int32_t heading_beside(struct list_finder *f, int32_t x)
{
	int32_t s = f->dom->nodes[x].prev;

	for (int step = 0; s >= 0 && step < SIBLINGS; s = f->dom->nodes[s].prev) {
		int32_t h;

		if (!f->page->stat[s].chars || f->dom->nodes[s].flags & KR_NF_HIDDEN)
			continue;
		step++;
		if (f->dom->nodes[s].tag != KR_TAG_TEXT && same_shape(f->dom, s, x) &&
		        f->any[s] != URL_NONE) {
			if (f->head[s] != HEAD_UNKNOWN)
				return f->head[s];
			continue;
		}
		h = f->card[s] ? HEAD_NONE : as_heading(f, s);
		return h;
	}
	return HEAD_UNKNOWN;
}

static int32_t heading_over(struct list_finder *f, int32_t x)
{
	int32_t at = x, h = HEAD_UNKNOWN;

	for (int level = 0; level < LEVELS && at > 0 && at != f->dom->body && h == HEAD_UNKNOWN;
	        level++) {
		if (f->head[at] != HEAD_UNKNOWN) {
			h = f->head[at];
			break;
		}
		h = heading_beside(f, at);
		at = f->dom->nodes[at].parent;
	}
	if (h == HEAD_UNKNOWN)
		h = HEAD_NONE;
	f->head[x] = h;
	return h;
}

/* What cards must share to be one list. */
struct key {
	int32_t heading, place, shape;
};

static bool loose_tag(int tag)
{
	return tag == KR_TAG_li || tag == KR_TAG_tr || tag == KR_TAG_td || tag == KR_TAG_p ||
	       tag == KR_TAG_dd || tag == KR_TAG_dt;
}

static uint32_t shape_of(const struct kr_dom *dom, int32_t i)
{
	return loose_tag(dom->nodes[i].tag) ? dom->nodes[i].tag : hash_shape(1, dom, i);
}

static int32_t list_of(
        struct list_finder *f, struct key **keys, size_t *cap_keys, struct key key, int32_t parent)
{
	struct kr_link_lists *ls = f->ls;
	struct table *t = &f->table;
	uint32_t hash = hash_bytes(1, &key, sizeof key);

	if (table_grow(t))
		for (size_t l = 0; l < ls->nlists; l++)
			table_put(t, hash_bytes(1, &(*keys)[l], sizeof key), (int32_t)l);
	for (size_t k = hash & (t->cap - 1); t->slots[k] >= 0; k = (k + 1) & (t->cap - 1))
		if (!memcmp(&(*keys)[t->slots[k]], &key, sizeof key))
			return t->slots[k];
	*keys = kr_arena_grow(&f->page->scratch, *keys, ls->nlists, cap_keys, sizeof key);
	(*keys)[ls->nlists] = key;
	ls->lists = kr_arena_grow(
	        &f->ls->arena, ls->lists, ls->nlists, &f->cap_lists, sizeof *ls->lists);
	ls->lists[ls->nlists].parent = parent;
	ls->lists[ls->nlists].heading = key.heading;
	table_put(t, hash, (int32_t)ls->nlists);
	t->count++;
	return (int32_t)ls->nlists++;
}

/* The cards of one parent, in order, with the headings between them. */
static void group_children(
        struct list_finder *f, int32_t parent, struct key **keys, size_t *cap_keys)
{
	const struct kr_dom *dom = f->dom;
	struct kr_link_lists *ls = f->ls;
	uint32_t shape = shape_of(dom, parent);
	int32_t cur = heading_over(f, parent);

	for (int32_t c = kr_dom_child(dom, parent); c >= 0; c = kr_dom_next(dom, c)) {
		int32_t h;

		if (f->card[c]) {
			struct key key = {cur, 0, 0};
			struct kr_card *card = &ls->cards[f->card[c] - 1];

			key.place = cur >= 0 ? cur : dom->nodes[parent].parent;
			key.shape = (int32_t)(shape ^ shape_of(dom, c) * 31);
			card->list = list_of(f, keys, cap_keys, key, parent);
			continue;
		}
		h = f->any[c] == URL_MANY && !kr_dom_is_heading(dom->nodes[c].tag)
		            ? HEAD_NONE
		            : as_heading(f, c);
		if (h >= 0)
			f->head[c] = cur = h;
	}
}

/* Cards in order of their lists; the order within a list stays. */
static void sort_cards(struct list_finder *f)
{
	struct kr_link_lists *ls = f->ls;
	struct kr_card *sorted = kr_arena_alloc(&f->ls->arena, (ls->ncards + 1) * sizeof *sorted);
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

static void group_cards(struct list_finder *f)
{
	uint8_t *done = kr_arena_alloc(&f->page->scratch, (size_t)f->dom->n);
	struct key *keys = NULL;
	size_t cap_keys = 0;

	free(f->table.slots);
	f->table = (struct table){0};
	f->head = kr_arena_alloc(&f->page->scratch, (size_t)f->dom->n * sizeof *f->head);
	for (size_t i = 0; i < f->ls->ncards; i++) {
		int32_t parent = f->dom->nodes[f->ls->cards[i].root].parent;

		if (!done[parent])
			group_children(f, parent, &keys, &cap_keys);
		done[parent] = 1;
	}
	sort_cards(f);
}

void kr_link_lists_find(struct kr_page *page, struct kr_link_lists *ret)
{
	size_t n = (size_t)page->dom.n;
	struct list_finder f = {.page = page, .dom = &page->dom, .ls = ret};

	memset(ret, 0, sizeof *ret);
	f.any = kr_arena_alloc(&page->scratch, n * sizeof *f.any);
	f.major = kr_arena_alloc(&page->scratch, n * sizeof *f.major);
	f.card = kr_arena_alloc(&page->scratch, n * sizeof *f.card);
	collect_links(&f);
	spread_links(&f);
	index_headings(&f);
	collect_cards(&f);
	group_cards(&f);
	free(f.table.slots);
}

void kr_link_lists_fini(struct kr_link_lists *ls)
{
	kr_arena_fini(&ls->arena);
}
