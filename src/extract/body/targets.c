#include "extract/body/targets_priv.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/url.h"

enum { MOST = 2000 };

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct kr_anchor *)a)->id, ((const struct kr_anchor *)b)->id);
}

const char *kr_targets_wanted(struct kr_page *page, int32_t a)
{
	const char *href = kr_dom_attr(&page->dom, a, "href");
	struct kr_str id;

	if (!href || *href != '#' || !href[1])
		return NULL;
	if (!strchr(href, '%'))
		return href + 1;
	kr_str_init(&id);
	kr_url_decode(kr_slice_of(href + 1), &id);
	href = kr_arena_strdup(&page->scratch, id.data);
	kr_str_fini(&id);
	return href;
}

static bool has_text(const uint32_t *kept, const struct kr_dom *dom, int32_t i)
{
	return kept[dom->nodes[i].end] > kept[i];
}

static const char *own_id(const struct kr_dom *dom, int32_t i)
{
	const char *id = kr_dom_attr(dom, i, "id");

	return id || dom->nodes[i].tag != KR_TAG_a ? id : kr_dom_attr(dom, i, "name");
}

static struct kr_anchor *find(const struct kr_anchors *t, const char *id)
{
	const struct kr_anchor key = {.id = id};

	return t->n && !kr_str_empty(id) ? bsearch(&key, t->v, t->n, sizeof *t->v, compare) : NULL;
}

/* The links of the article to places on the page; sorted, each once. */
static void find_links(struct kr_page *page, const uint32_t *kept, struct kr_anchors *t)
{
	const struct kr_dom *dom = &page->dom;
	size_t cap = 0, n = 0;

	for (int32_t i = 1; i < dom->n && t->n < MOST; i++) {
		const char *id;

		if (dom->nodes[i].tag != KR_TAG_a || !has_text(kept, dom, i) ||
		        !(id = kr_targets_wanted(page, i)))
			continue;
		t->v = kr_arena_grow(&page->scratch, t->v, t->n, &cap, sizeof *t->v);
		t->v[t->n++] = (struct kr_anchor){id, -1};
	}
	if (t->n)
		qsort(t->v, t->n, sizeof *t->v, compare);
	for (size_t i = 0; i < t->n; i++)
		if (!n || strcmp(t->v[n - 1].id, t->v[i].id))
			t->v[n++] = t->v[i];
	t->n = n;
}

/* An empty element marks the text after it. */
static bool is_in_article(const struct kr_dom *dom, const uint32_t *kept, int32_t i)
{
	return has_text(kept, dom, i) ||
	       (dom->nodes[i].end == i + 1 && has_text(kept, dom, dom->nodes[i].parent));
}

void kr_targets_find(struct kr_page *page, const uint32_t *kept, struct kr_anchors *ret)
{
	const struct kr_dom *dom = &page->dom;

	*ret = (struct kr_anchors){0};
	find_links(page, kept, ret);
	for (int32_t i = ret->n ? 1 : dom->n; i < dom->n; i++) {
		struct kr_anchor *t;

		if (dom->nodes[i].tag == KR_TAG_TEXT || !is_in_article(dom, kept, i))
			continue;
		t = find(ret, own_id(dom, i));
		if (t && t->node < 0)
			t->node = i;
	}
}

const char *kr_targets_id(struct kr_page *page, const struct kr_anchors *t, int32_t i)
{
	const struct kr_anchor *target = t->n ? find(t, own_id(&page->dom, i)) : NULL;

	return target && target->node == i ? kr_doc_line(page->doc, target->id, strlen(target->id))
	                                   : NULL;
}

/* Whether a link stands in the very block that it leads to, as the sign beside a heading does. */
static bool is_self(const struct kr_dom *dom, int32_t a, int32_t target)
{
	return kr_dom_block(dom, a) == kr_dom_block(dom, target);
}

const char *kr_targets_href(struct kr_page *page, const struct kr_anchors *t, int32_t a)
{
	const char *id = t->n ? kr_targets_wanted(page, a) : NULL, *url = page->in->url, *href;
	const struct kr_anchor *target = id ? find(t, id) : NULL;
	struct kr_str full;

	if (!target || target->node < 0 || is_self(&page->dom, a, target->node))
		return NULL;
	kr_str_init(&full);
	if (url)
		kr_str_add(&full, url, strcspn(url, "#"));
	kr_str_addz(&full, kr_dom_attr(&page->dom, a, "href"));
	href = full.len < KR_URL_MAX ? kr_doc_line(page->doc, full.data, full.len) : NULL;
	kr_str_fini(&full);
	return href;
}
