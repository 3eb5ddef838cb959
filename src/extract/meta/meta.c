#include "extract/meta/meta_priv.h"

#include <string.h>

#include "extract/data/json_ld_priv.h"
#include "extract/data/page_facts_priv.h"
#include "extract/meta/author_names_priv.h"

enum {
	KEYWORDS = 30,
	KEYWORD_MAX = 80, /* bytes; longer ones are sentences */
};

static const struct kr_js_value *article_member(const struct kr_page *page, const char *key)
{
	return kr_json_ld_get(page, kr_json_ld_article(page), key);
}

#define META_OF(page, ...)                                                                         \
	kr_page_facts_content(page, (const char *const[]){__VA_ARGS__},                            \
	        sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static const char *meta_line(struct kr_page *page, const char *s)
{
	return s ? kr_json_ld_html_line(page, s, strlen(s)) : NULL;
}

static void set_language(struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;
	const char *lang = dom->html >= 0 ? kr_dom_attr(dom, dom->html, "lang") : NULL;
	size_t n;

	if (kr_str_empty(lang) && dom->html >= 0)
		lang = kr_dom_attr(dom, dom->html, "xml:lang");
	if (kr_str_empty(lang))
		lang = kr_js_value_str(article_member(page, "inLanguage"));
	if (kr_str_empty(lang))
		lang = META_OF(page, "content-language", "language", "og:locale", "dc.language");
	n = lang ? strspn(lang, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
	         : 0;
	if (n >= 2 && n <= 35)
		page->doc->lang = kr_doc_line(page->doc, lang, n);
}

static void set_site(struct kr_page *page)
{
	struct kr_doc *doc = page->doc;

	doc->site = meta_line(page, META_OF(page, "og:site_name", "og:site"));
	if (!doc->site)
		doc->site = kr_json_ld_line(page, article_member(page, "publisher"));
	for (size_t i = 0; i < page->njson_ld && !doc->site; i++)
		if (kr_json_ld_is(page->json_ld[i], "WebSite") ||
		        kr_json_ld_is(page->json_ld[i], "NewsMediaOrganization"))
			doc->site = kr_json_ld_line(page, page->json_ld[i]);
	if (!doc->site)
		doc->site = meta_line(
		        page, META_OF(page, "application-name", "apple-mobile-web-app-title",
		                      "dc.publisher", "citation_journal_title"));
}

static void set_section(struct kr_page *page)
{
	page->doc->section =
	        meta_line(page, META_OF(page, "article:section", "og:article:section",
	                                "parsely-section", "section", "sailthru.vertical"));
	if (!page->doc->section)
		page->doc->section = kr_json_ld_line(page, article_member(page, "articleSection"));
}

/* One person may be given as several ("Ann Reed and Luo Heng"); an organization is one. */
static void add_author(struct kr_page *page, const struct kr_js_value *v)
{
	const char *name = kr_json_ld_line(page, v);

	if (name && (kr_json_ld_is(v, "Organization") || kr_json_ld_is(v, "NewsMediaOrganization")))
		kr_author_names_add_one(page->doc, kr_slice_of(name));
	else if (name)
		kr_author_names_add(page->doc, kr_slice_of(name));
}

static void set_authors(struct kr_page *page)
{
	const struct kr_js_value *v = kr_js_value_get(kr_json_ld_article(page), "author");

	if (v && v->type == KR_JS_VALUE_ARRAY)
		for (const struct kr_js_value *a = v->u.first; a; a = a->next)
			add_author(page, a);
	else
		add_author(page, v);
	if (!page->doc->authors.n)
		kr_author_names_add(page->doc,
		        kr_slice_of(meta_line(page,
		                META_OF(page, "author", "article:author_name", "dc.creator",
		                        "dcterms.creator", "parsely-author", "sailthru.author",
		                        "citation_author", "article:author", "byl"))));
}

static void add_keywords(struct kr_page *page, const char *s)
{
	static const char *const ends[] = {",", ";", "，", "、", "；", "|"};
	size_t len = s ? strlen(s) : 0;

	for (size_t i = 0, from = 0; i <= len && page->doc->keywords.n < KEYWORDS; i++) {
		size_t n = i == len;

		for (size_t k = 0; k < sizeof ends / sizeof *ends && !n; k++)
			n = kr_str_starts(s + i, ends[k]) ? strlen(ends[k]) : 0;
		if (!n)
			continue;
		if (i > from && i - from <= KEYWORD_MAX) {
			struct kr_slice word = kr_slice_trim((struct kr_slice){s + from, i - from});

			kr_doc_add_string(page->doc, &page->doc->keywords, word.data, word.len);
		}
		from = i + n;
		i += n - 1;
	}
}

void kr_meta_keywords(struct kr_page *page, const struct kr_js_value *v)
{
	if (v && v->type == KR_JS_VALUE_ARRAY)
		for (const struct kr_js_value *k = v->u.first; k; k = k->next)
			add_keywords(page, kr_json_ld_line(page, k));
	else
		add_keywords(page, kr_json_ld_line(page, v));
}

static void set_keywords(struct kr_page *page)
{
	add_keywords(page, meta_line(page, META_OF(page, "news_keywords", "keywords",
	                                           "parsely-tags", "sailthru.tags")));
	if (!page->doc->keywords.n)
		kr_meta_keywords(page, kr_js_value_get(kr_json_ld_article(page), "keywords"));
}

static void set_image(struct kr_page *page)
{
	const struct kr_js_value *v = article_member(page, "image");

	page->doc->image =
	        kr_page_url(page, META_OF(page, "og:image:secure_url", "og:image", "og:image:url",
	                                  "twitter:image", "twitter:image:src"));
	if (!page->doc->image && v && v->type == KR_JS_VALUE_OBJECT)
		v = kr_js_value_get(v, "url");
	if (!page->doc->image)
		page->doc->image = kr_page_url(page, kr_js_value_str(v));
}

void kr_meta_run(struct kr_page *page)
{
	set_language(page);
	set_site(page);
	set_section(page);
	set_authors(page);
	set_keywords(page);
	set_image(page);
	page->doc->summary = meta_line(page, META_OF(page, "og:description", "description",
	                                             "twitter:description", "dc.description"));
	if (!page->doc->summary)
		page->doc->summary = kr_json_ld_line(page, article_member(page, "description"));
}
