/* Outlets without a label, recognised by their place. */
#include "extract/meta/byline_priv.h"

#include <string.h>

#include "extract/words/phrases_priv.h"

enum { TOKENS_NEARBY = 3 }; /* tokens around the date */

static bool is_link(const struct kr_byline_area *a, int i)
{
	return (a->page->dom.nodes[a->t[i].node].flags & KR_NF_LINK) != 0;
}

enum {
	OUTLET_SHORT = 6,
	OUTLET_LONG = 48,
	PERSON = 9,
	IN_TITLE = 15
}; /* lengths of names in bytes */

/* Whether a token is in the same box as the date, at most three levels up. */
static bool is_beside(const struct kr_byline_area *a, int i)
{
	const struct kr_dom *dom = &a->page->dom;
	int32_t box = a->t[a->date].node;

	for (int up = 0; up < 3 && dom->nodes[box].parent > 0; up++)
		box = dom->nodes[box].parent;
	return kr_dom_within(dom, a->t[i].node, box);
}

static bool can_be_outlet(const struct kr_page *page, struct kr_slice s)
{
	const struct kr_doc *doc = page->doc;
	size_t n;

	return s.len >= OUTLET_SHORT && s.len <= OUTLET_LONG && kr_byline_name_is_wide(s) &&
	       !kr_byline_name_has_digits(s, 2) && !kr_byline_name_is_control(s) &&
	       kr_byline_label_at(s, &n) == KR_BYLINE_NONE &&
	       !(doc->title && s.len >= IN_TITLE &&
	               memmem(doc->title, strlen(doc->title), s.data, s.len)) &&
	       !kr_slice_eq(s, doc->title ? doc->title : "") &&
	       !kr_slice_eq(s, doc->section ? doc->section : "");
}

/* Whether a name without a label is an outlet: names of people have at most three ideographs. */
static bool is_outlet(struct kr_slice s)
{
	return s.len > PERSON || kr_phrases_ends(s, KR_PHRASE(OUTLET_END));
}

/* Whether a class of the elements around it marks an account or outlet. */
static bool is_account(const struct kr_byline_area *a, int i)
{
	const struct kr_page *page = a->page;
	int32_t at = page->dom.nodes[a->t[i].node].parent;

	for (int up = 0; up < 2 && at > 0; up++, at = page->dom.nodes[at].parent)
		if (kr_page_class_words(page, at) & KR_CLASS_WORD(ACCOUNT))
			return true;
	return false;
}

static void set_name(struct kr_page *page, struct kr_slice s, const char **to)
{
	s = kr_byline_name_trim(s);
	if (!*to && can_be_outlet(page, s))
		*to = kr_doc_line(page->doc, s.data, s.len);
}

void kr_byline_outlet_read(struct kr_page *page, const struct kr_byline_area *a)
{
	struct kr_doc *doc = page->doc;

	for (int i = 0; a->date < 0 && i < a->n && i < TOKENS_NEARBY; i++)
		if (is_account(a, i))
			set_name(page, a->t[i].s, &doc->source);
	if (a->date < 0)
		return;
	for (int i = a->date - 1; i >= 0 && i >= a->date - TOKENS_NEARBY; i--) {
		if (!is_beside(a, i))
			continue;
		if (is_account(a, i) ||
		        (!is_link(a, i) && is_outlet(kr_byline_name_trim(a->t[i].s))))
			set_name(page, a->t[i].s, &doc->source);
		else if (is_link(a, i) && kr_byline_name_trim(a->t[i].s).len <= KR_BYLINE_SECTION)
			set_name(page, a->t[i].s, &doc->section);
	}
	set_name(page, a->after_date, &doc->source);
	for (int i = a->date + 1; i < a->n && i <= a->date + TOKENS_NEARBY; i++)
		if (is_beside(a, i))
			set_name(page, a->t[i].s, &doc->source);
}
