/* Describes the surroundings of a date: place on the page, classes and labels. */
#include "extract/meta/date/date_collector_priv.h"
#include "extract/words/phrases_priv.h"

#include <string.h>

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
static unsigned class_place(uint64_t words)
{
	unsigned flags = 0;

	if (words & KR_CLASS_WORD(COMMENT) && !(words & KR_CLASS_WORD(COUNT)))
		flags |= KR_DF_COMMENT;
	if (words & KR_CLASS_WORD(SIDEBAR))
		flags |= KR_DF_SIDE;
	if (words & KR_CLASS_WORD(RECOMMENDATION))
		flags |= KR_DF_RECOMMENDATION;
	if (words & KR_CLASS_WORD(FOOTER))
		flags |= KR_DF_FOOT;
	return flags;
}

/* Whether an element with certain words in its class and id is the caption of a picture: beside
 * one, if only they say so. */
static bool is_caption(const struct kr_page *page, int32_t i, uint64_t words)
{
	enum { MOST = 600 }; /* in kr_stat.chars */
	const struct kr_node *nodes = page->dom.nodes;
	const int32_t box = nodes[i].parent;

	if (nodes[i].tag == KR_TAG_figcaption)
		return true;
	return words & KR_CLASS_WORD(CAPTION) && box > 0 && page->stat[box].chars <= MOST &&
	       kr_dom_find(&page->dom, box, nodes[box].end, KR_TAG_img) >= 0;
}

/* The flags that the class and id of an element imply. */
static unsigned class_flags(const struct kr_page *page, int32_t i)
{
	const uint64_t class = kr_page_attr_words(page, kr_dom_attr(&page->dom, i, "class")),
	               id = kr_page_attr_words(page, kr_dom_attr(&page->dom, i, "id"));
	const unsigned flags = is_caption(page, i, class | id) ? KR_DF_CAPTION : 0;

	return page->dom.nodes[i].tag == KR_TAG_UNKNOWN
	               ? flags
	               : flags | class_place(class) | class_place(id);
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
		return flags; /* ancestors of the title are not sidebars */
	if (n->tag == KR_TAG_footer)
		flags |= KR_DF_FOOT;
	if (n->tag == KR_TAG_header)
		flags |= KR_DF_HEAD;
	if (n->tag == KR_TAG_aside || n->tag == KR_TAG_nav)
		flags |= KR_DF_SIDE;
	if (n->tag != KR_TAG_TEXT && i != c->dom->body)
		flags |= class_flags(c->page, i);
	flags |= c->page->mark[i] & KR_MARK_REC ? KR_DF_RECOMMENDATION : 0;
	flags |= c->page->mark[i] & KR_MARK_COMMENT ? KR_DF_COMMENT : 0;
	flags |= n->flags & KR_NF_LINK ? KR_DF_LINK : 0;
	flags &= ~(unsigned)KR_DF_BODY;
	return flags | (kr_page_in_text(c->page, i) ? KR_DF_BODY : 0);
}

enum kr_date_source kr_date_context_source(const struct kr_page *page, int32_t i, unsigned *flags)
{
	const struct kr_dom *dom = &page->dom;
	enum kr_date_source source = KR_DS_TEXT;

	for (int up = 0; up < 3 && i > 0 && i != dom->body; up++, i = dom->nodes[i].parent) {
		const char *item = kr_dom_attr(dom, i, "itemprop");
		const uint64_t class = kr_page_attr_words(page, kr_dom_attr(dom, i, "class"));
		const uint64_t both = class | kr_page_attr_words(page, kr_dom_attr(dom, i, "id"));

		if (item && kr_str_ifind(item, strlen(item), "datemodified"))
			return KR_DS_ITEMPROP_MODIFIED;
		if (item && kr_str_ifind(item, strlen(item), "datepublished"))
			return KR_DS_ITEMPROP;
		*flags |= class & KR_CLASS_WORD(MODIFIED) ? KR_DF_UPDATED : 0;
		*flags |= class & KR_CLASS_WORD(PUBLISHED) ? KR_DF_PUBLISHED : 0;
		if (dom->nodes[i].tag == KR_TAG_time || both & KR_CLASS_WORD(TIME))
			source = KR_DS_CLASS;
		else if (both & KR_CLASS_WORD(BYLINE) && source != KR_DS_CLASS)
			source = KR_DS_BYLINE;
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
