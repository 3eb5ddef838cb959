#include "extract/meta/title/title_collector_priv.h"

#include <string.h>

enum {
	MAX_CANDIDATES = 80,
	MAX_SEPARATORS = 6,
};

/* Rank of a source by how well it spells titles. */
static int spelling_rank(enum kr_title_source s)
{
	static const enum kr_title_source order[] = {KR_TS_H1, KR_TS_CLASS, KR_TS_ITEMPROP,
	        KR_TS_H2, KR_TS_OG, KR_TS_JSON_LD_ARTICLE, KR_TS_TWITTER, KR_TS_META};

	for (int i = 0; i < (int)(sizeof order / sizeof *order); i++)
		if (order[i] == s)
			return i;
	return 100;
}

struct kr_title *kr_title_collector_add(struct kr_title_collector *c, const char *s, size_t len,
        enum kr_title_source source, int32_t node)
{
	struct kr_title_candidates *all = c->all;
	struct kr_title *t = NULL;

	if (!s || !len || len > KR_TITLE_BYTES)
		return NULL;
	kr_str_clear(&c->key);
	kr_title_text_key(s, len, &c->key);
	if (!c->key.len)
		return NULL;
	for (size_t i = 0; i < all->n && !t; i++)
		if (all->v[i].key.len == c->key.len &&
		        !memcmp(all->v[i].key.data, c->key.data, c->key.len))
			t = &all->v[i];
	if (!t) {
		if (all->n == MAX_CANDIDATES)
			return NULL;
		all->v = kr_arena_grow(&c->page->arena, all->v, all->n, &all->cap, sizeof *t);
		t = &all->v[all->n++];
		t->key = (struct kr_slice){
		        kr_arena_dup(&c->page->arena, c->key.data, c->key.len), c->key.len};
		t->node = t->h1_rank = t->h2_rank = t->class_rank = -1;
		t->spelled_by = KR_TITLE_SOURCES;
	}
	if (!t->text || spelling_rank(source) < spelling_rank(t->spelled_by)) {
		t->text = kr_doc_line(c->page->doc, s, len);
		t->spelled_by = source;
	}
	if (node >= 0 && (t->node < 0 || (c->dom->nodes[node].tag == KR_TAG_h1 &&
	                                         c->dom->nodes[t->node].tag != KR_TAG_h1))) {
		t->node = node;
		t->pos = c->pos;
	}
	t->sources |= 1u << source;
	return t;
}

static struct kr_slice trim(const char *s, size_t len)
{
	return kr_slice_trim((struct kr_slice){s, len});
}

static void add_part(struct kr_title_collector *c, struct kr_slice part, struct kr_slice cut,
        enum kr_title_source source, enum kr_title_separator kind)
{
	struct kr_title *t = kr_title_collector_add(c, part.data, part.len, source, -1);

	if (!t || t->separator)
		return;
	t->separator = kind;
	t->cut = cut;
}

void kr_title_collector_add_parts(struct kr_title_collector *c, const char *s,
        enum kr_title_source left, enum kr_title_source right, int mid)
{
	size_t len = s ? strlen(s) : 0, at[MAX_SEPARATORS], width[MAX_SEPARATORS], n = 0;
	enum kr_title_separator kind[MAX_SEPARATORS], k;

	for (size_t i = 1; i < len && n < MAX_SEPARATORS && len <= KR_TITLE_BYTES; i++) {
		size_t w = kr_title_text_separator(s, len, i, &k);

		if (!w)
			continue;
		at[n] = i;
		width[n] = w;
		kind[n++] = k;
		i += w - 1;
	}
	for (size_t i = 0; i < n; i++) {
		const size_t from = at[i] + width[i];
		const struct kr_slice before = trim(s, at[i]), after = trim(s + from, len - from);

		add_part(c, before, after, left, kind[i]);
		add_part(c, after, before, right, kind[i]);
		if (mid >= 0 && i + 1 < n)
			add_part(c, trim(s + from, at[i + 1] - from), before,
			        (enum kr_title_source)mid, kind[i]);
	}
}

const char *kr_title_collector_line(struct kr_title_collector *c, int32_t i)
{
	kr_str_clear(&c->text);
	kr_dom_inner_text(c->dom, i, &c->text);
	return c->text.len && c->text.len <= KR_TITLE_BYTES
	               ? kr_doc_line(c->page->doc, c->text.data, c->text.len)
	               : NULL;
}
