#include "extract/meta/links_priv.h"
#include "extract/data/page_facts_priv.h"

#include <string.h>

#include "kread/base/site.h"
#include "kread/base/url.h"

static bool is_front_page(const char *url)
{
	struct kr_url u;

	kr_url_split(url, strlen(url), &u);
	return u.path.len <= 1 && !u.query.len;
}

static const char *own_candidate(struct kr_page *page, const char *ref)
{
	const char *url = kr_page_url(page, ref), *from = page->in->url;

	if (!url || !kr_url_is_web(url) || is_front_page(url))
		return NULL;
	return from && kr_url_is_web(from) && !kr_site_same(url, from) ? NULL : url;
}

void kr_links_own(struct kr_page *page)
{
	const struct kr_page_facts *facts = page->facts;
	const struct kr_dom *dom = &page->dom;
	const char *url = NULL;

	for (int32_t i = kr_dom_find(dom, 0, dom->n, KR_TAG_link); i >= 0 && !url;
	        i = kr_dom_find(dom, i + 1, dom->n, KR_TAG_link))
		if (kr_link_rel_has(kr_link_rel_attr(dom, i, "rel"), "canonical"))
			url = own_candidate(page, kr_dom_attr(dom, i, "href"));
	for (size_t k = 0; k < facts->nmetas && !url; k++)
		if (kr_slice_ieq(kr_slice_trim(kr_slice_of(facts->metas[k].property)), "og:url") ||
		        kr_slice_ieq(kr_slice_trim(kr_slice_of(facts->metas[k].name)), "og:url"))
			url = own_candidate(page, facts->metas[k].content);
	page->own_url = url;
}

void kr_links_run(struct kr_page *page)
{
	const char *own = page->own_url, *url = page->in->url;

	page->doc->canonical_url = own;
	kr_feeds_find(page);
	kr_next_page_find(page, url && kr_url_is_web(url) ? url : own);
}
