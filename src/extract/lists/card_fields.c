#include "extract/lists/card_fields_priv.h"

#include <ctype.h>
#include <string.h>

#include "extract/body/blocks_priv.h"
#include "extract/lists/card_label_priv.h"
#include "extract/lists/card_reader_priv.h"
#include "extract/lists/list_features_priv.h"
#include "extract/lists/list_name_priv.h"
#include "extract/meta/date/date_priv.h"
#include "extract/meta/duration_priv.h"
#include "extract/words/card_phrases_priv.h"
#include "extract/words/phrases_priv.h"
#include "kread/base/url.h"

enum {
	MAX_FIELD = 60,   /* bytes; longer texts are no fields */
	MAX_ADVERT = 500, /* kr_stat.chars; longest card that is an advertisement */
};

static unsigned words_of(const struct kr_card_reader *r, int32_t i)
{
	return kr_list_features_words(r->page, r->ls, i);
}

static bool is_blank_or_hidden(const struct kr_node *n)
{
	return (n->flags & (KR_NF_BLANK | KR_NF_HIDDEN)) != 0;
}

/* Whether the card has a date or time besides the text. */
static bool has_other_time(const struct kr_card_reader *r, int32_t text)
{
	for (int32_t i = r->card->root; i < r->dom->nodes[r->card->root].end; i++) {
		struct kr_slice t;

		if (i == text || !kr_page_shows_text(r->page, i) ||
		        (i >= r->title && i < r->title_end))
			continue;
		t = kr_slice_trim(kr_dom_text(r->dom, i));
		if (kr_duration_clock(t) < 0 && kr_card_words_is_time(t))
			return true;
	}
	return false;
}

/* Whether a clock such as 12:30 is a duration: it is with the picture, in an element with a class
 * for durations, or in a link beside which the card has a time. Elsewhere it is a time of day. */
static bool is_duration(const struct kr_card_reader *r, int32_t text)
{
	int32_t p = r->dom->nodes[text].parent;

	for (int up = 0; up < 3 && p >= r->card->root; up++, p = r->dom->nodes[p].parent) {
		if (words_of(r, p) & KR_CARD_WORDS_DURATION ||
		        kr_page_class_words(r->page, p) & KR_CLASS_WORD(CARD_DURATION))
			return true;
		if (kr_dom_find(r->dom, p, r->dom->nodes[p].end, KR_TAG_img) >= 0)
			return r->title < 0 || !kr_dom_within(r->dom, r->title, p);
	}
	return (r->dom->nodes[text].flags & KR_NF_LINK) && has_other_time(r, text);
}

static bool is_number(struct kr_slice t)
{
	for (size_t i = 0; i < t.len; i++)
		if (isalpha((unsigned char)t.data[i]) || (t.data[i] & 0x80))
			return false;
	return true;
}

/* The bits of the two innermost elements around a text. */
static unsigned words_around(const struct kr_card_reader *r, int32_t text)
{
	int32_t p = r->dom->nodes[text].parent;
	unsigned bits = 0;

	for (int up = 0; up < 2 && p > r->card->root; up++, p = r->dom->nodes[p].parent)
		bits |= words_of(r, p);
	return bits;
}

/* Whether a short text is the section: it is in an element with a class for sections, in a link to
 * another URL, or before a time. */
static bool is_section(const struct kr_card_reader *r, int32_t text, struct kr_slice t)
{
	const uint64_t no_section = KR_CARD_PHRASE(CARD_LABEL) | KR_CARD_PHRASE(ADVERT_LABEL) |
	                            KR_CARD_PHRASE(NO_HEADLINE);
	int32_t p = r->dom->nodes[text].parent, next;

	if (is_number(t) || t.len > MAX_FIELD / 2 || r->page->stat[text].chars < 3 ||
	        kr_card_words_is_more(t.data, t.len) || kr_card_words_is_time(t) ||
	        kr_card_phrases_is(kr_card_label_bare(t), no_section))
		return false;
	if (words_around(r, text) & KR_CARD_WORDS_SECTION)
		return true;
	for (int32_t a = p; a > r->card->root; a = r->dom->nodes[a].parent)
		if (r->dom->nodes[a].tag == KR_TAG_a) {
			const struct kr_card_link *link = kr_card_links_find(r->ls, a);

			return link && link->url != r->card->url && !link->has_other_url;
		}
	for (next = kr_dom_next(r->dom, p); next >= 0 && is_blank_or_hidden(&r->dom->nodes[next]);)
		next = kr_dom_next(r->dom, next);
	if (next < 0 || r->page->stat[next].chars > MAX_FIELD)
		return false;
	for (int32_t i = next; i < r->dom->nodes[next].end; i++)
		if (r->dom->nodes[i].tag == KR_TAG_TEXT && !is_blank_or_hidden(&r->dom->nodes[i]))
			return kr_card_words_is_time(kr_dom_text(r->dom, i));
	return false;
}

/* The name in the line of an author; empty if the text is a label only ("By"). */
static struct kr_slice author_name(struct kr_slice t)
{
	const size_t n = kr_phrases_starts(t, KR_PHRASE(AUTHOR_LABEL));

	if (t.len > 3 && kr_str_istarts(t.data, "by "))
		return kr_slice_trim((struct kr_slice){t.data + 3, t.len - 3});
	if (n == t.len || kr_slice_ends(t, ":") || kr_slice_ends(t, "：") || is_number(t) ||
	        kr_card_words_is_time(t) || kr_slice_ieq(t, "by"))
		t.len = 0;
	return t;
}

static void read_text(struct kr_card_reader *r, struct kr_rec *rec, int32_t i)
{
	struct kr_slice t = kr_slice_trim(kr_dom_text(r->dom, i));
	int32_t seconds = kr_duration_clock(t);
	bool relative;

	if (t.len > MAX_FIELD || (i >= r->title && i < r->title_end))
		return;
	if (seconds >= 0 && (rec->duration >= 0 || is_duration(r, i))) {
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
		t = author_name(t);
		if (!rec->author && t.len)
			rec->author = kr_doc_line(r->page->doc, t.data, t.len);
	} else if (!rec->section && is_section(r, i, t)) {
		rec->section = kr_doc_line(r->page->doc, t.data, t.len);
	}
}

static void read_image(struct kr_card_reader *r, struct kr_rec *rec, int32_t i)
{
	struct kr_image p;

	if (!rec->image && kr_image_source_get(r->page, i, &p))
		rec->image = p.src;
}

static void read_time(struct kr_card_reader *r, struct kr_rec *rec, int32_t i)
{
	const char *when = kr_dom_attr(r->dom, i, "datetime");
	bool relative;

	if (when && !rec->published)
		rec->published = kr_date_read(r->page, when, strlen(when), &relative);
}

static void read_fields(struct kr_card_reader *r, struct kr_rec *rec)
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

/* Whether a class, or a text beside the headline, says that the card is an advertisement, or that
 * it offers something for sale. */
static bool is_advert(const struct kr_card_reader *r)
{
	const uint64_t words = kr_page_class_words(r->page, r->card->root) |
	                       kr_page_class_words(r->page, r->card->link);

	if (r->page->stat[r->card->root].chars > MAX_ADVERT)
		return false; /* a piece of text, perhaps with an advertisement in it */
	if (words & KR_CLASS_WORD(CARD_ADVERT))
		return true;
	for (int32_t i = r->card->root; i < r->dom->nodes[r->card->root].end; i++)
		if (kr_page_shows_text(r->page, i) && !(i >= r->title && i < r->title_end) &&
		        (kr_card_label_is_advert(kr_dom_text(r->dom, i)) ||
		                (!kr_page_is_listing(r->page) &&
		                        kr_card_label_is_price(kr_dom_text(r->dom, i)))))
			return true;
	return false;
}

static bool is_this_page(const struct kr_doc *doc, const char *url)
{
	return (doc->url && kr_url_same_page(url, doc->url)) ||
	       (doc->canonical_url && kr_url_same_page(url, doc->canonical_url));
}

struct kr_rec *kr_card_fields_read(
        struct kr_page *page, struct kr_link_lists *ls, const struct kr_card *card)
{
	struct kr_card_reader r = {.page = page,
	        .dom = &page->dom,
	        .ls = ls,
	        .card = card,
	        .title = -1,
	        .title_end = -1};
	struct kr_slice href = ls->urls[card->url].href;
	struct kr_rec *rec = NULL;
	const char *url, *title;

	kr_str_init(&r.text);
	kr_str_add(&r.text, href.data, href.len);
	url = kr_page_url(page, r.text.data);
	if (!url || is_this_page(page->doc, url))
		goto out;
	title = kr_card_title_read(&r);
	if (!title || is_advert(&r))
		goto out;
	rec = kr_doc_add_rec(page->doc);
	rec->url = url;
	rec->title = title;
	rec->group = kr_list_name(page, &ls->lists[card->list]);
	read_fields(&r, rec);
out:
	kr_str_fini(&r.text);
	return rec;
}

void kr_card_fields_fill(struct kr_page *page, struct kr_link_lists *ls, const struct kr_card *card,
        struct kr_rec *rec)
{
	struct kr_card_reader r = {.page = page, .dom = &page->dom, .ls = ls, .card = card};

	kr_card_label_trim(&r, kr_card_title_node(&r));
	read_fields(&r, rec);
}
