#include "cards_priv.h"

#include <ctype.h>
#include <string.h>

#include "kread/base/url.h"

enum {
	TITLE_MAX = 300, /* bytes beyond which a link's text is taken for a whole card */
	META_MAX = 60,
	GROUP_MAX = 120,
};

struct reader {
	struct kr_page *page;
	const struct kr_dom *dom;
	const struct kr_lists *ls;
	const struct kr_card *card;
	struct kr_str text; /* scratch */
	int32_t title;      /* the node that the title was read from, or -1 */
};

static bool is_heading(const struct reader *r, int32_t i)
{
	return r->dom->nodes[i].tag >= KR_TAG_h1 && r->dom->nodes[i].tag <= KR_TAG_h6;
}

static const char *line_of(struct reader *r, int32_t i)
{
	kr_str_clear(&r->text);
	kr_dom_inner_text(r->dom, i, &r->text);
	return kr_doc_line(r->page->doc, r->text.data, r->text.len);
}

static const char *attr_line(struct reader *r, int32_t i, const char *name)
{
	const char *v = kr_dom_attr(r->dom, i, name);

	return v ? kr_doc_line(r->page->doc, v, strlen(v)) : NULL;
}

/* The element in [from, end) that is made for the title: a heading, or one whose class says so. */
static int32_t title_element(const struct reader *r, int32_t from, int32_t end)
{
	int32_t named = -1;

	for (int32_t i = from; i < end; i++) {
		if (r->dom->nodes[i].tag == KR_TAG_TEXT || r->page->stat[i].chars < 4)
			continue;
		if (is_heading(r, i))
			return i;
		if (named < 0 && (kr_dom_class_has(r->dom, i, "title") || kr_dom_class_has(r->dom, i, "headline") ||
		                         kr_dom_class_has(r->dom, i, "tit")))
			named = i;
	}
	return named;
}

/* The first block of some length within a link that is a whole card. */
static int32_t first_block(const struct reader *r, int32_t a)
{
	for (int32_t i = a + 1; i < r->dom->nodes[a].end; i++) {
		const struct kr_node *n = &r->dom->nodes[i];

		if (n->tag == KR_TAG_TEXT && !(n->flags & (KR_NF_BLANK | KR_NF_HIDDEN)) && r->page->stat[i].chars >= 16)
			return n->parent == a ? -1 : n->parent;
	}
	return -1;
}

static bool usable(const char *title)
{
	return title && !kr_words_is_more(title, strlen(title));
}

/* Where the title stands in a card: within the link, around it, or elsewhere in the card. */
static int32_t title_node(const struct reader *r)
{
	int32_t a = r->card->link, root = r->card->root, t;

	t = title_element(r, a + 1, r->dom->nodes[a].end);
	if (t >= 0)
		return t;
	for (t = a; t >= root; t = r->dom->nodes[t].parent)
		if (is_heading(r, t))
			return a;
	if (r->page->stat[a].chars >= 10)
		return (t = first_block(r, a)) >= 0 ? t : a;
	t = title_element(r, root, r->dom->nodes[root].end);
	return t >= 0 ? t : a;
}

static const char *from_attributes(struct reader *r)
{
	const char *t = NULL;

	for (int32_t i = r->card->root; i < r->dom->nodes[r->card->root].end && !usable(t); i++) {
		if (r->dom->nodes[i].tag == KR_TAG_a)
			t = attr_line(r, i, "title");
		if (r->dom->nodes[i].tag == KR_TAG_img && !usable(t))
			t = attr_line(r, i, "alt");
	}
	return t;
}

static const char *read_title(struct reader *r)
{
	const char *t, *full;

	r->title = title_node(r);
	t = line_of(r, r->title);
	if (!usable(t)) {
		int32_t el = title_element(r, r->card->root, r->dom->nodes[r->card->root].end);

		t = el >= 0 ? line_of(r, el) : NULL;
		r->title = usable(t) ? el : -1;
	}
	if (!usable(t))
		t = from_attributes(r);
	full = attr_line(r, r->card->link, "title");
	if (t && full && strlen(full) > strlen(t) && (kr_str_ends(t, "...") || kr_str_ends(t, "…")))
		t = full;
	return usable(t) ? t : NULL;
}

struct kr_rec *kr_card_read(struct kr_page *page, const struct kr_lists *ls, const struct kr_card *card)
{
	struct reader r = {.page = page, .dom = &page->dom, .ls = ls, .card = card, .title = -1};
	struct kr_rec *rec = NULL;
	const char *url, *title;
	struct kr_slice href = ls->urls[card->url].href;

	kr_str_init(&r.text);
	kr_str_add(&r.text, href.data, href.len);
	url = kr_page_url(page, r.text.data);
	if (!url || (page->doc->url && kr_url_same_page(url, page->doc->url)))
		goto out;
	title = read_title(&r);
	if (!title)
		goto out;
	rec = kr_doc_add_rec(page->doc);
	rec->url = url;
	rec->title = title;
out:
	kr_str_fini(&r.text);
	return rec;
}
