#include "extract/data/page_kind_priv.h"

#include <string.h>

#include "kread/base/url.h"

enum {
	FORUM = KR_PAGE_KIND_FORUM,
	PRODUCT = KR_PAGE_KIND_PRODUCT,
	LIST = KR_PAGE_KIND_LIST,
	ARTICLE = KR_PAGE_KIND_ARTICLE,
	OTHER = KR_PAGE_KIND_OTHER,
	DOC = KR_PAGE_KIND_DOC,
	SERVICE = KR_PAGE_KIND_SERVICE
};

struct hint {
	const char *text;
	int16_t kind;
};

/* Searched in this order, anywhere in the value. */
static const struct hint types[] = {{"DiscussionForum", FORUM}, {"QAPage", FORUM},
        {"NewsArticle", ARTICLE}, {"BlogPosting", ARTICLE}, {"TechArticle", ARTICLE},
        {"ItemList", LIST}, {"CollectionPage", LIST}, {"\"Product", PRODUCT}, {"Article", ARTICLE},
        {"article", ARTICLE}, {"product", PRODUCT}};

/* Segments of a path, matched whole. */
static const struct hint paths[] = {{"forum", FORUM}, {"forums", FORUM}, {"thread", FORUM},
        {"threads", FORUM}, {"topic", FORUM}, {"t", FORUM}, {"viewtopic", FORUM},
        {"showthread", FORUM}, {"discussion", FORUM}, {"discussions", FORUM}, {"questions", FORUM},
        {"question", FORUM}, {"community", FORUM}, {"product", PRODUCT}, {"products", PRODUCT},
        {"p", PRODUCT}, {"dp", PRODUCT}, {"item", PRODUCT}, {"collection", LIST},
        {"collections", LIST}, {"category", LIST}, {"categories", LIST}, {"c", LIST}, {"tag", LIST},
        {"search", LIST}, {"docs", DOC}, {"doc", DOC}, {"documentation", DOC}, {"manual", DOC},
        {"reference", DOC}, {"guide", DOC}, {"guides", DOC}, {"wiki", DOC}, {"tutorial", DOC},
        {"api", DOC}, {"blog", ARTICLE}, {"blogs", ARTICLE}, {"news", ARTICLE},
        {"article", ARTICLE}, {"articles", ARTICLE}, {"story", ARTICLE}, {"post", ARTICLE},
        {"posts", ARTICLE}, {"detail", ARTICLE}, {"services", SERVICE}, {"service", SERVICE},
        {"solutions", SERVICE}, {"pricing", SERVICE}, {"features", SERVICE}, {"platform", SERVICE}};

static const struct hint generators[] = {{"phpBB", KR_GENERATOR_FORUM},
        {"vBulletin", KR_GENERATOR_FORUM}, {"Discourse", KR_GENERATOR_FORUM},
        {"XenForo", KR_GENERATOR_FORUM}, {"vanilla", KR_GENERATOR_FORUM},
        {"Flarum", KR_GENERATOR_FORUM}, {"NodeBB", KR_GENERATOR_FORUM},
        {"Invision", KR_GENERATOR_FORUM}, {"Shopify", KR_GENERATOR_SHOP},
        {"WooCommerce", KR_GENERATOR_SHOP}, {"Magento", KR_GENERATOR_SHOP},
        {"Docusaurus", KR_GENERATOR_DOCS}, {"Sphinx", KR_GENERATOR_DOCS},
        {"MkDocs", KR_GENERATOR_DOCS}, {"mkdocs", KR_GENERATOR_DOCS},
        {"MediaWiki", KR_GENERATOR_DOCS}, {"VitePress", KR_GENERATOR_DOCS},
        {"GitBook", KR_GENERATOR_DOCS}, {"Hugo", KR_GENERATOR_BLOG},
        {"WordPress", KR_GENERATOR_BLOG}, {"Jekyll", KR_GENERATOR_BLOG},
        {"Ghost", KR_GENERATOR_BLOG}, {"Drupal", KR_GENERATOR_BLOG},
        {"blogger", KR_GENERATOR_BLOG}};

#define COUNT(a) (sizeof(a) / sizeof *(a))

static int16_t find(const struct hint *hints, size_t n, const char *text, size_t len, int16_t other)
{
	for (size_t k = 0; k < n; k++)
		if (memmem(text, len, hints[k].text, strlen(hints[k].text)))
			return hints[k].kind;
	return other;
}

void kr_page_kind_read_url(struct kr_page_kind *ret, const char *url)
{
	struct kr_url u;
	size_t from = 0, part = 0; /* start of the word, and of the part between slashes or dots */

	kr_url_split(url, strlen(url), &u);
	for (size_t at = 0; at <= u.path.len; at++) {
		const char c = at < u.path.len ? u.path.data[at] : '/';
		const bool ends = c == '/' || c == '.';

		ret->digits = (int16_t)(ret->digits + (c >= '0' && c <= '9'));
		if (c != '/' && c != '-' && c != '_' && c != '.')
			continue;
		if (c == '/' && at > 0 && at < u.path.len) {
			ret->depth++;
			ret->words = 0;
		}
		ret->words = (int16_t)(ret->words + (at > from));
		for (size_t k = 0; ends && k < COUNT(paths); k++)
			if (kr_slice_eq((struct kr_slice){u.path.data + part, at - part},
			            paths[k].text))
				ret->kind = paths[k].kind;
		from = at + 1;
		part = ends ? from : part;
		if (ret->words > 200 || ret->depth > 200 || ret->digits > 200)
			return;
	}
}

void kr_page_kind_read_meta(struct kr_page_kind *ret, const char *key, const char *content)
{
	if (!strcmp(key, "og:type"))
		ret->og = find(types, COUNT(types), content, strlen(content), OTHER);
	else if (!strcmp(key, "generator"))
		ret->generator = find(generators, COUNT(generators), content, strlen(content),
		        KR_GENERATOR_OTHER);
}

void kr_page_kind_read_script(struct kr_page_kind *ret, const struct kr_dom *dom, int32_t i)
{
	const char *type = kr_dom_attr(dom, i, "type");

	if (!type || strcmp(type, "application/ld+json") != 0)
		return;
	for (int32_t t = i + 1; t < dom->nodes[i].end; t++) {
		const struct kr_slice s = kr_dom_text(dom, t);
		const int16_t ld =
		        find(types, COUNT(types), s.data, s.len < 20000 ? s.len : 20000, OTHER);

		if (dom->nodes[t].tag == KR_TAG_TEXT && (!ret->json_ld || ld < ret->json_ld))
			ret->json_ld = ld;
	}
}

bool kr_page_kind_is_article(const struct kr_page_kind *kind)
{
	if (kind->kind == FORUM || kind->generator == KR_GENERATOR_FORUM ||
	        kind->json_ld == FORUM || kind->json_ld == PRODUCT || kind->json_ld == LIST)
		return false;
	return kind->json_ld == ARTICLE || kind->og == ARTICLE ||
	       (kind->kind == ARTICLE && !kind->og);
}
