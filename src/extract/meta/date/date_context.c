/* What surrounds a date: its place on the page, classes and labels. */
#include "extract/meta/date/date_collector_priv.h"
#include "extract/words/phrases_priv.h"

#include <string.h>

static const struct {
	enum kr_date_source source;
	const char *word;
} class_words[] = {
#define META(name, source)
#define CLASS(source, word) {KR_DS_##source, word},
#include "extract/meta/date/date_names.def"
#undef META
#undef CLASS
};

unsigned kr_date_context_labels(struct kr_slice text)
{
	const uint64_t other = KR_PHRASE(DATE_OTHER) | KR_PHRASE(RIGHTS) | KR_PHRASE(RIGHTS_ASCII);
	const uint64_t known = KR_PHRASE(DATE_PUBLISHED) | KR_PHRASE(DATE_UPDATED) |
	                       KR_PHRASE(DATE_CREATED) | other;
	const uint64_t found = kr_phrases_find(text, known);

	return (found & KR_PHRASE(DATE_PUBLISHED) ? KR_DF_PUBLISHED : 0) |
	       (found & KR_PHRASE(DATE_UPDATED) ? KR_DF_UPDATED : 0) |
	       (found & KR_PHRASE(DATE_CREATED) ? KR_DF_CREATED : 0) |
	       (found & other ? KR_DF_OTHER : 0);
}

/* Flags that a class or id implies. */
static uint64_t class_place(const char *value)
{
	const size_t len = strlen(value);
	unsigned flags = 0;

	if (kr_str_ifind(value, len, "comment") && !kr_str_ifind(value, len, "count"))
		flags |= KR_DF_COMMENT;
	if (kr_str_ifind(value, len, "sidebar") || kr_str_ifind(value, len, "widget") ||
	        kr_str_ifind(value, len, "archive"))
		flags |= KR_DF_SIDE;
	if (kr_str_ifind(value, len, "related") || kr_str_ifind(value, len, "recommend") ||
	        kr_str_ifind(value, len, "latest"))
		flags |= KR_DF_RECOMMENDATION;
	if (kr_str_ifind(value, len, "footer") || kr_str_ifind(value, len, "copyright"))
		flags |= KR_DF_FOOT;
	return flags;
}

unsigned kr_date_context_place(struct kr_date_collector *c, int32_t i)
{
	const struct kr_node *n = &c->dom->nodes[i];
	unsigned flags = n->parent >= 0 ? c->place[n->parent] : 0;

	if (i == c->page->title_node)
		flags |= KR_DF_HEADLINE;
	if (n->flags & KR_NF_HIDDEN)
		flags |= KR_DF_HIDDEN;
	if (c->page->title_node >= 0 && kr_dom_within(c->dom, c->page->title_node, i))
		return flags; /* ancestors of the title are not beside the article */
	if (n->tag == KR_TAG_footer)
		flags |= KR_DF_FOOT;
	if (n->tag == KR_TAG_header)
		flags |= KR_DF_HEAD;
	if (n->tag == KR_TAG_aside || n->tag == KR_TAG_nav)
		flags |= KR_DF_SIDE;
	for (uint32_t k = 0; n->tag > KR_TAG_UNKNOWN && i != c->dom->body && k < n->nattrs; k++) {
		const struct kr_attr *a = &c->dom->attrs[n->at + k];

		if (!strcmp(a->name, "class") || !strcmp(a->name, "id"))
			flags |=
			        (unsigned)kr_attr_cache_get(&c->place_cache, a->value, class_place);
	}
	flags |= c->page->mark[i] & KR_MARK_REC ? KR_DF_RECOMMENDATION : 0;
	flags |= c->page->mark[i] & KR_MARK_COMMENT ? KR_DF_COMMENT : 0;
	flags |= n->flags & KR_NF_LINK ? KR_DF_LINK : 0;
	flags &= ~(unsigned)KR_DF_BODY;
	return flags | (kr_page_in_body(c->page, i) ? KR_DF_BODY : 0);
}

enum kr_date_source kr_date_context_source(const struct kr_dom *dom, int32_t i, unsigned *flags)
{
	enum kr_date_source source = KR_DS_TEXT;

	for (int up = 0; up < 3 && i > 0 && i != dom->body; up++, i = dom->nodes[i].parent) {
		const char *c = kr_dom_attr(dom, i, "class"), *id = kr_dom_attr(dom, i, "id"),
		           *item = kr_dom_attr(dom, i, "itemprop");

		if (item && kr_str_ifind(item, strlen(item), "datemodified"))
			return KR_DS_ITEMPROP_MODIFIED;
		if (item && kr_str_ifind(item, strlen(item), "datepublished"))
			return KR_DS_ITEMPROP;
		if (c && (kr_str_ifind(c, strlen(c), "modif") ||
		                 kr_str_ifind(c, strlen(c), "update")))
			*flags |= KR_DF_UPDATED;
		if (c && kr_str_ifind(c, strlen(c), "publi"))
			*flags |= KR_DF_PUBLISHED;
		if (dom->nodes[i].tag == KR_TAG_time)
			source = KR_DS_CLASS;
		for (size_t k = 0; (c || id) && k < sizeof class_words / sizeof *class_words &&
		                   source != KR_DS_CLASS;
		        k++)
			if ((c && kr_str_ifind(c, strlen(c), class_words[k].word)) ||
			        (id && kr_str_ifind(id, strlen(id), class_words[k].word)))
				source = class_words[k].source;
	}
	return source;
}

unsigned kr_date_context_labels_before(const struct kr_dom *dom, int32_t i)
{
	for (int32_t k = i - 1; k > 0 && k >= i - 8; k--) {
		struct kr_slice t;

		if (dom->nodes[k].tag != KR_TAG_TEXT ||
		        dom->nodes[k].flags & (KR_NF_BLANK | KR_NF_HIDDEN))
			continue;
		t = kr_dom_text(dom, k);
		return t.len <= 50 ? kr_date_context_labels(t) : 0;
	}
	return 0;
}
