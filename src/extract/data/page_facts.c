#include "extract/data/page_facts_priv.h"

#include <string.h>

static void read_attributes(const struct kr_dom *dom, int32_t i, struct kr_meta *ret)
{
	*ret = (struct kr_meta){i, kr_dom_attr(dom, i, "property"), kr_dom_attr(dom, i, "name"),
	        kr_dom_attr(dom, i, "itemprop"), kr_dom_attr(dom, i, "http-equiv"),
	        kr_dom_attr(dom, i, "content")};
}

static void read_meta(const struct kr_meta *m, struct kr_page_facts *ret)
{
	const char *key = kr_meta_key(m);

	if (!key || kr_str_empty(m->content))
		return;
	if (!strcmp(key, "description") || (!strcmp(key, "og:description") && !ret->description))
		ret->description = m->content;
	else if (!strcmp(key, "og:title"))
		ret->og_title = m->content;
	else
		kr_page_kind_read_meta(&ret->kind, key, m->content);
}

static void read_title(const struct kr_dom *dom, int32_t i, struct kr_page_facts *ret)
{
	if (!ret->title.data && kr_dom_up(dom, i, KR_TAG_svg) < 0)
		ret->title = kr_dom_raw_text(dom, i);
}

void kr_page_facts_run(struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;
	struct kr_page_facts *facts = kr_arena_alloc(&page->arena, sizeof *facts);
	size_t cap = 0;

	for (int32_t i = 0; i < dom->n; i++) {
		switch (dom->nodes[i].tag) {
		case KR_TAG_meta:
			facts->metas = kr_arena_grow(&page->arena, facts->metas, facts->nmetas,
			        &cap, sizeof *facts->metas);
			read_attributes(dom, i, &facts->metas[facts->nmetas]);
			read_meta(&facts->metas[facts->nmetas++], facts);
			break;
		case KR_TAG_title:
			read_title(dom, i, facts);
			break;
		case KR_TAG_script:
			kr_page_kind_read_script(&facts->kind, dom, i);
			break;
		default:
			break;
		}
	}
	if (page->in->url)
		kr_page_kind_read_url(&facts->kind, page->in->url);
	page->facts = facts;
}

const struct kr_meta *kr_page_facts_meta(const struct kr_page *page, int32_t node)
{
	const struct kr_page_facts *f = page->facts;
	const size_t k = kr_dom_search(f->metas, f->nmetas, sizeof *f->metas, node);

	return k < f->nmetas && f->metas[k].node == node ? &f->metas[k] : NULL;
}

static size_t rank_of(const struct kr_meta *m, const char *const *names, size_t n)
{
	const char *const keys[] = {m->property, m->name, m->itemprop};
	size_t best = n;

	for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
		for (size_t i = 0; keys[k] && i < best; i++)
			if (kr_slice_ieq(kr_slice_of(keys[k]), names[i]))
				best = i;
	return best;
}

const char *kr_page_facts_content(const struct kr_page *page, const char *const *names, size_t n)
{
	const struct kr_page_facts *f = page->facts;
	const char *found = NULL;

	for (size_t k = 0; k < f->nmetas && n > 0; k++) {
		const size_t rank =
		        kr_str_empty(f->metas[k].content) ? n : rank_of(&f->metas[k], names, n);

		if (rank < n) {
			n = rank;
			found = f->metas[k].content;
		}
	}
	return found;
}

const char *kr_page_facts_title(struct kr_page *page)
{
	const struct kr_page_facts *f = page->facts;

	if (page->doc->title)
		return page->doc->title;
	if (f->og_title || !f->title.len)
		return f->og_title;
	return kr_arena_dup(&page->arena, f->title.data, f->title.len);
}
