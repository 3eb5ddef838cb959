/* Walks the page and collects the title candidates. */
#include "extract/meta/title/title_collector_priv.h"

#include <string.h>

#include "extract/data/json_ld_priv.h"
#include "extract/data/page_facts_priv.h"

struct kr_title *kr_title_candidates_add(struct kr_page *page, struct kr_title_candidates *all,
        struct kr_slice text, enum kr_title_source source)
{
	struct kr_title_collector c = {.page = page, .dom = &page->dom, .all = all};
	struct kr_title *t;

	kr_str_init(&c.key);
	t = kr_title_collector_add(&c, text.data, text.len, source, -1);
	kr_str_fini(&c.key);
	return t;
}

enum { CLASS_TITLE = 1, CLASS_OTHER = 2 };

static bool is_title_class(const struct kr_title_collector *c, int32_t i)
{
	const uint64_t title = KR_CLASS_WORD(TITLE), other = KR_CLASS_WORD(OTHER_TITLE);
	const uint64_t class = kr_page_attr_words(c->page, kr_dom_attr(c->dom, i, "class"));

	if (class & (title | other))
		return (class & (title | other)) == title;
	/* an id may have other words as well */
	return (kr_page_attr_words(c->page, kr_dom_attr(c->dom, i, "id")) & title) != 0;
}

static void from_class(struct kr_title_collector *c, int32_t i)
{
	const struct kr_stat *st = &c->page->stat[i];
	const char *item = kr_dom_attr(c->dom, i, "itemprop"), *line, *kicker;
	bool named = item && (kr_str_eq(item, "headline") || kr_str_eq(item, "name"));
	struct kr_title *t;

	if (st->chars < 2 || st->chars > 240 || st->elements > 12 ||
	        c->nclass >= 2 * KR_TITLE_PER_KIND || (!named && !is_title_class(c, i)))
		return;
	line = kr_title_headings_line(c, i, &kicker);
	t = line ? kr_title_collector_add(
	                   c, line, strlen(line), named ? KR_TS_ITEMPROP : KR_TS_CLASS, i)
	         : NULL;
	if (t && t->class_rank < 0)
		t->class_rank = c->nclass;
	c->nclass += t != NULL;
}

static void from_meta(struct kr_title_collector *c, int32_t i)
{
	static const struct {
		const char *name;
		enum kr_title_source source;
	} names[] = {{"og:title", KR_TS_OG}, {"twitter:title", KR_TS_TWITTER},
	        {"citation_title", KR_TS_META}, {"dc.title", KR_TS_META},
	        {"dcterms.title", KR_TS_META}, {"title", KR_TS_META}, {"parsely-title", KR_TS_META},
	        {"sailthru.title", KR_TS_META}, {"headline", KR_TS_META}, {"name", KR_TS_META},
	        {"fb_title", KR_TS_META}, {"articletitle", KR_TS_META}};
	const struct kr_meta *m = kr_page_facts_meta(c->page, i);
	const char *name = kr_meta_key(m), *content = m->content, *line;

	if (!name)
		name = m->itemprop;
	for (size_t k = 0; name && content && k < sizeof names / sizeof *names; k++) {
		if (!kr_slice_ieq(kr_slice_of(name), names[k].name))
			continue;
		line = kr_json_ld_html_line(c->page, content, strlen(content));
		if (!line)
			return;
		kr_title_collector_add(c, line, strlen(line), names[k].source, -1);
		if (names[k].source == KR_TS_OG && !c->all->og) {
			c->all->og = line;
			kr_title_collector_add_parts(c, line, KR_TS_OG_LEFT, KR_TS_OG_RIGHT, -1);
		}
		return;
	}
}

static void from_title(struct kr_title_collector *c)
{
	const struct kr_slice text = c->page->facts->title;
	const char *line =
	        text.len && text.len < 4096 ? kr_doc_line(c->page->doc, text.data, text.len) : NULL;

	if (!line)
		return;
	c->all->title = line;
	kr_title_collector_add(c, line, strlen(line), KR_TS_TITLE, -1);
	kr_title_collector_add_parts(c, line, KR_TS_TITLE_LEFT, KR_TS_TITLE_RIGHT, KR_TS_TITLE_MID);
}

static void from_ld(struct kr_title_collector *c)
{
	const struct kr_js_value *article = kr_json_ld_article(c->page);

	for (size_t i = 0; i < c->page->njson_ld && i < 40; i++) {
		const struct kr_js_value *o = c->page->json_ld[i];
		const char *head = kr_json_ld_line(c->page, kr_js_value_get(o, "headline"));
		const char *name = kr_json_ld_line(c->page, kr_js_value_get(o, "name"));

		if (head)
			kr_title_collector_add(c, head, strlen(head),
			        o == article ? KR_TS_JSON_LD_ARTICLE : KR_TS_JSON_LD_OTHER, -1);
		if (name && !kr_json_ld_is(o, "Organization") &&
		        !kr_json_ld_is(o, "NewsMediaOrganization") && !kr_json_ld_is(o, "Person"))
			kr_title_collector_add(c, name, strlen(name), KR_TS_JSON_LD_OTHER, -1);
	}
}

void kr_title_candidates_find(struct kr_page *page, struct kr_title_candidates *ret)
{
	const struct kr_dom *dom = &page->dom;
	struct kr_title_collector c = {.page = page, .dom = dom, .all = ret};

	*ret = (struct kr_title_candidates){0};
	kr_str_init(&c.text);
	kr_str_init(&c.key);
	ret->site = page->doc->site;
	for (int32_t i = 0; i < dom->n; i++) {
		const struct kr_node *n = &dom->nodes[i];

		switch (n->tag) {
		case KR_TAG_TEXT:
			c.pos += n->flags & KR_NF_HIDDEN ? 0 : page->stat[i].chars;
			break;
		case KR_TAG_meta:
			from_meta(&c, i);
			break;
		case KR_TAG_title:
			if (!c.all->title)
				from_title(&c);
			break;
		case KR_TAG_h1:
			kr_title_headings_h1(&c, i);
			break;
		case KR_TAG_h2:
		case KR_TAG_h3:
			if (!(n->flags & KR_NF_HIDDEN))
				kr_title_headings_lower(&c, i);
			break;
		default:
			if (n->nattrs && !(n->flags & KR_NF_HIDDEN) && n->tag != KR_TAG_a &&
			        i != dom->body)
				from_class(&c, i);
		}
	}
	if (!ret->nh1)
		kr_title_lines_add(&c);
	from_ld(&c);
	kr_str_fini(&c.text);
	kr_str_fini(&c.key);
}
