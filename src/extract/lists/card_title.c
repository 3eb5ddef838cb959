/* Reads the title of a card. */
#include "extract/lists/card_reader_priv.h"

#include <string.h>

#include "extract/lists/list_features_priv.h"

static const char *text_line(struct kr_card_reader *r, int32_t i)
{
	kr_str_clear(&r->text);
	kr_dom_inner_text(r->dom, i, &r->text);
	return kr_doc_line(r->page->doc, r->text.data, r->text.len);
}

static const char *attr_line(struct kr_card_reader *r, int32_t i, const char *name)
{
	const char *v = kr_dom_attr(r->dom, i, name);

	return v ? kr_doc_line(r->page->doc, v, strlen(v)) : NULL;
}

/* The first heading in [from, end), else the first element with a class for titles, or -1. */
static int32_t title_element(const struct kr_card_reader *r, int32_t from, int32_t end)
{
	int32_t named = -1;

	for (int32_t i = from; i < end; i++) {
		if (r->dom->nodes[i].tag == KR_TAG_TEXT || r->page->stat[i].chars < 4)
			continue;
		if (kr_dom_is_heading(r->dom->nodes[i].tag))
			return i;
		if (named < 0 && kr_list_features_words(r->page, r->ls, i) & KR_CARD_WORDS_TITLE)
			named = i;
	}
	return named;
}

/* The element around the first long text, if the link spans a whole card; else -1. */
static int32_t first_block(const struct kr_card_reader *r, int32_t a)
{
	for (int32_t i = a + 1; i < r->dom->nodes[a].end; i++) {
		const struct kr_node *n = &r->dom->nodes[i];

		if (n->tag == KR_TAG_TEXT && !(n->flags & (KR_NF_BLANK | KR_NF_HIDDEN)) &&
		        r->page->stat[i].chars >= 16)
			return n->parent == a ? -1 : n->parent;
	}
	return -1;
}

static bool is_usable(const char *title)
{
	return title && !kr_card_words_is_more(title, strlen(title));
}

int32_t kr_card_title_node(const struct kr_card_reader *r)
{
	int32_t a = r->card->link, root = r->card->root, t;

	t = title_element(r, a + 1, r->dom->nodes[a].end);
	if (t >= 0)
		return t;
	for (t = a; t >= root; t = r->dom->nodes[t].parent)
		if (kr_dom_is_heading(r->dom->nodes[t].tag))
			return a;
	if (r->page->stat[a].chars >= 10)
		return (t = first_block(r, a)) >= 0 ? t : a;
	t = title_element(r, root, r->dom->nodes[root].end);
	return t >= 0 ? t : a;
}

static const char *from_attributes(struct kr_card_reader *r)
{
	const char *t = NULL;

	for (int32_t i = r->card->root; i < r->dom->nodes[r->card->root].end && !is_usable(t);
	        i++) {
		if (r->dom->nodes[i].tag == KR_TAG_a)
			t = attr_line(r, i, "title");
		if (r->dom->nodes[i].tag == KR_TAG_img && !is_usable(t))
			t = attr_line(r, i, "alt");
	}
	return t;
}

const char *kr_card_title_read(struct kr_card_reader *r)
{
	const char *t, *full;

	r->title = kr_card_title_node(r);
	t = text_line(r, r->title);
	if (!is_usable(t)) {
		int32_t el = title_element(r, r->card->root, r->dom->nodes[r->card->root].end);

		t = el >= 0 ? text_line(r, el) : NULL;
		r->title = is_usable(t) ? el : -1;
	}
	if (!is_usable(t))
		t = from_attributes(r);
	full = attr_line(r, r->card->link, "title");
	if (t && full && strlen(full) > strlen(t) && (kr_str_ends(t, "...") || kr_str_ends(t, "…")))
		t = full;
	return is_usable(t) ? t : NULL;
}
