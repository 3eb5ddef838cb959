#include "extract/lists/link_cards_priv.h"
#include "extract/body/blocks_priv.h"
#include "extract/meta/duration_priv.h"
#include "extract/meta/date/date_priv.h"

#include <ctype.h>
#include <string.h>

#include "kread/base/url.h"

enum {
	META_MAX = 60,
};

struct card_reader {
	struct kr_page *page;
	const struct kr_dom *dom;
	struct kr_link_lists *ls;
	const struct kr_card *card;
	struct kr_str text; /* scratch */
	int32_t title;      /* the node that the title was read from, or -1 */
};

static unsigned words_of(const struct card_reader *r, int32_t i)
{
	return kr_list_features_words(r->page, r->ls, i);
}

static const char *line_of(struct card_reader *r, int32_t i)
{
	kr_str_clear(&r->text);
	kr_dom_inner_text(r->dom, i, &r->text);
	return kr_doc_line(r->page->doc, r->text.data, r->text.len);
}

static const char *attr_line(struct card_reader *r, int32_t i, const char *name)
{
	const char *v = kr_dom_attr(r->dom, i, name);

	return v ? kr_doc_line(r->page->doc, v, strlen(v)) : NULL;
}

/* The element in [from, end) that is made for the title: a heading, or one whose class says so. */
static int32_t title_element(const struct card_reader *r, int32_t from, int32_t end)
{
	int32_t named = -1;

	for (int32_t i = from; i < end; i++) {
		if (r->dom->nodes[i].tag == KR_TAG_TEXT || r->page->stat[i].chars < 4)
			continue;
		if (kr_dom_is_heading(r->dom->nodes[i].tag))
			return i;
		if (named < 0 && words_of(r, i) & KR_CARD_WORDS_TITLE)
			named = i;
	}
	return named;
}

/* The first block of some length within a link that is a whole card. */
static int32_t first_block(const struct card_reader *r, int32_t a)
{
	for (int32_t i = a + 1; i < r->dom->nodes[a].end; i++) {
		const struct kr_node *n = &r->dom->nodes[i];

		if (n->tag == KR_TAG_TEXT && !(n->flags & (KR_NF_BLANK | KR_NF_HIDDEN)) &&
		        r->page->stat[i].chars >= 16)
			return n->parent == a ? -1 : n->parent;
	}
	return -1;
}

static bool usable(const char *title)
{
	return title && !kr_card_words_is_more(title, strlen(title));
}

/* Where the title stands in a card: within the link, around it, or elsewhere in the card. */
static int32_t title_node(const struct card_reader *r)
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

static const char *from_attributes(struct card_reader *r)
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

static const char *read_title(struct card_reader *r)
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

/* --- what stands beside the title
 * ------------------------------------------------------------------------------------ */

static bool is_blank_or_hidden(const struct kr_node *n)
{
	return (n->flags & (KR_NF_BLANK | KR_NF_HIDDEN)) != 0;
}

/* A time of day stands beside a date; a duration on the picture, or in an element that is named for
 * it. */
static bool is_place_of_duration(const struct card_reader *r, int32_t text)
{
	int32_t p = r->dom->nodes[text].parent;

	for (int up = 0; up < 3 && p >= r->card->root; up++, p = r->dom->nodes[p].parent) {
		if (words_of(r, p) & KR_CARD_WORDS_DURATION)
			return true;
		if (kr_dom_find(r->dom, p, r->dom->nodes[p].end, KR_TAG_img) >= 0)
			return !kr_dom_within(r->dom, r->title, p);
	}
	return false;
}

static bool is_number(struct kr_slice t)
{
	for (size_t i = 0; i < t.len; i++)
		if (isalpha((unsigned char)t.data[i]) || (t.data[i] & 0x80))
			return false;
	return true;
}

/* What the two elements around a text are named for. */
static unsigned words_around(const struct card_reader *r, int32_t text)
{
	int32_t p = r->dom->nodes[text].parent;
	unsigned bits = 0;

	for (int up = 0; up < 2 && p > r->card->root; up++, p = r->dom->nodes[p].parent)
		bits |= words_of(r, p);
	return bits;
}

/* A short text in a link to somewhere else, next to the time, or in an element that is named for
 * it. */
static bool is_section(const struct card_reader *r, int32_t text, struct kr_slice t)
{
	int32_t p = r->dom->nodes[text].parent, next;

	if (is_number(t) || t.len > META_MAX / 2 || r->page->stat[text].chars < 3 ||
	        kr_card_words_is_more(t.data, t.len))
		return false;
	if (words_around(r, text) & KR_CARD_WORDS_SECTION)
		return true;
	for (int32_t a = p; a > r->card->root; a = r->dom->nodes[a].parent)
		if (r->dom->nodes[a].tag == KR_TAG_a) {
			const struct kr_card_link *link = kr_link_lists_link(r->ls, a);

			return link && link->url != r->card->url && !link->many;
		}
	for (next = kr_dom_next(r->dom, p); next >= 0 && is_blank_or_hidden(&r->dom->nodes[next]);)
		next = kr_dom_next(r->dom, next);
	if (next < 0 || r->page->stat[next].chars > META_MAX)
		return false;
	for (int32_t i = next; i < r->dom->nodes[next].end; i++)
		if (r->dom->nodes[i].tag == KR_TAG_TEXT && !is_blank_or_hidden(&r->dom->nodes[i]))
			return kr_card_words_is_time(kr_dom_text(r->dom, i));
	return false;
}

static void read_text(struct card_reader *r, struct kr_rec *rec, int32_t i)
{
	struct kr_slice t = kr_slice_trim(kr_dom_text(r->dom, i));
	int32_t seconds = kr_duration_clock(t);
	bool relative;

	if (t.len > META_MAX || (r->title >= 0 && kr_dom_within(r->dom, i, r->title)))
		return;
	if (seconds >= 0 && (rec->duration >= 0 || is_place_of_duration(r, i))) {
		rec->duration = rec->duration >= 0 ? rec->duration : seconds;
		return;
	}
	if (kr_card_words_is_time(t)) {
		if (!rec->published_text) {
			rec->published_text = kr_doc_line(r->page->doc, t.data, t.len);
			if (!rec->published)
				rec->published = kr_date_read(r->page, t.data, t.len, &relative);
		}
	} else if (words_around(r, i) & KR_CARD_WORDS_AUTHOR) {
		if (t.len > 3 && kr_str_istarts(t.data, "by "))
			t = kr_slice_trim((struct kr_slice){t.data + 3, t.len - 3});
		if (!rec->author)
			rec->author = kr_doc_line(r->page->doc, t.data, t.len);
	} else if (!rec->section && is_section(r, i, t)) {
		rec->section = kr_doc_line(r->page->doc, t.data, t.len);
	}
}

static void read_image(struct card_reader *r, struct kr_rec *rec, int32_t i)
{
	struct kr_image p;

	if (!rec->image && kr_images_get(r->page, i, &p))
		rec->image = p.src;
}

static void read_time(struct card_reader *r, struct kr_rec *rec, int32_t i)
{
	const char *when = kr_dom_attr(r->dom, i, "datetime");
	bool relative;

	if (when && !rec->published)
		rec->published = kr_date_read(r->page, when, strlen(when), &relative);
}

static void read_rest(struct card_reader *r, struct kr_rec *rec)
{
	for (int32_t i = r->card->root; i < r->dom->nodes[r->card->root].end; i++) {
		const struct kr_node *n = &r->dom->nodes[i];

		if (n->flags & KR_NF_HIDDEN)
			continue;
		if (n->tag == KR_TAG_TEXT && !(n->flags & KR_NF_BLANK))
			read_text(r, rec, i);
		else if (n->tag == KR_TAG_img || n->tag == KR_TAG_amp_img)
			read_image(r, rec, i);
		else if (n->tag == KR_TAG_time)
			read_time(r, rec, i);
	}
}

struct kr_rec *kr_card_fields_read(
        struct kr_page *page, struct kr_link_lists *ls, const struct kr_card *card)
{
	struct card_reader r = {
	        .page = page, .dom = &page->dom, .ls = ls, .card = card, .title = -1};
	struct kr_slice href = ls->urls[card->url].href;
	struct kr_rec *rec = NULL;
	const char *url, *title;

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
	rec->group = kr_list_name(page, &ls->lists[card->list]);
	read_rest(&r, rec);
out:
	kr_str_fini(&r.text);
	return rec;
}

void kr_card_fields_fill(struct kr_page *page, struct kr_link_lists *ls, const struct kr_card *card,
        struct kr_rec *rec)
{
	struct card_reader r = {.page = page, .dom = &page->dom, .ls = ls, .card = card};

	r.title = title_node(&r);
	read_rest(&r, rec);
}
