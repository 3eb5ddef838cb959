#include "extract/body/standfirst_priv.h"

#include "extract/body/boilerplate_priv.h"
#include "extract/body/furniture_priv.h"
#include "extract/data/page_facts_priv.h"
#include "extract/meta/byline_priv.h"
#include "extract/meta/date/date_priv.h"
#include "extract/meta/title/title_text_priv.h"
#include "extract/words/phrases_priv.h"

enum {
	/* in kr_stat.chars: length of a standfirst. One that is not a sentence is longer than
	 * headings, labels and names. */
	LEAST = 8,
	LEAST_ELSEWHERE = 40,
	LEAST_LABEL = 24,
	LEAST_PHRASE = 40,
	MOST = 800,
	TEXT = 100,    /* shortest paragraph that begins the text */
	NEAR = 12,     /* segments before the text */
	BESIDE = 3,    /* segments below or above the headline */
	SAME_KEY = 45, /* bytes of a key that tell a text from others */
};

/* The summaries that the head of the page declares. */
struct declared {
	struct kr_str key[2]; /* as kr_title_text_key() */
};

struct search {
	struct kr_page *page;
	const struct kr_segs *segs;
	const struct kr_content_root *content;
	struct declared declared;
	int32_t title; /* first segment below the headline */
	int32_t text;  /* first segment of the text */
	int32_t above; /* the element around the headline and the text */
};

static void key_of(const struct kr_page *page, const struct kr_seg *s, struct kr_str *out)
{
	struct kr_str text;

	kr_str_init(&text);
	kr_segments_text(&page->dom, s, MOST * 4, &text);
	kr_title_text_key(text.data, text.len, out);
	kr_str_fini(&text);
}

static void declared_init(struct declared *ret, const struct kr_page *page)
{
	const char *const texts[] = {page->facts->description, page->doc->summary};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		kr_str_init(&ret->key[i]);
		if (texts[i])
			kr_title_text_key(texts[i], strnlen(texts[i], MOST * 4), &ret->key[i]);
	}
}

static void declared_fini(struct declared *d)
{
	for (size_t i = 0; i < sizeof d->key / sizeof *d->key; i++)
		kr_str_fini(&d->key[i]);
}

/* Whether one of two keys begins with the other, which is long enough to tell. */
static bool is_same(const struct kr_str *a, const struct kr_str *b)
{
	const size_t n = a->len < b->len ? a->len : b->len;

	return n >= SAME_KEY && !memcmp(a->data, b->data, n);
}

static bool is_declared(const struct declared *d, const struct kr_str *key)
{
	return is_same(key, &d->key[0]) || is_same(key, &d->key[1]);
}

bool kr_standfirst_is_declared(const struct kr_page *page, const struct kr_seg *seg)
{
	struct declared declared;
	struct kr_str key;
	bool is;

	kr_str_init(&key);
	declared_init(&declared, page);
	key_of(page, seg, &key);
	is = is_declared(&declared, &key);
	declared_fini(&declared);
	kr_str_fini(&key);
	return is;
}

static bool ends_as_sentence(const struct kr_dom *dom, const struct kr_seg *s)
{
	static const char *const ends[] = {".", "!", "?", "。", "！", "？", "”", "…", "\""};
	const struct kr_slice t = kr_slice_trim(kr_dom_text(dom, s->last));

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (kr_slice_ends(t, ends[i]))
			return true;
	return false;
}

/* The lowest element around the segment and the headline or the text: what it is tells nothing
 * about the segment alone. */
static int32_t top_of(const struct search *x, const struct kr_seg *s)
{
	const int32_t title = x->page->title_node;
	const int32_t i = title < 0 ? 0 : kr_dom_common(&x->page->dom, title, s->block);

	return i > x->above ? i : x->above;
}

/* Whether a class has the word lead, not leading or leader. */
static bool is_lead(const char *class)
{
	const char *p = class ? strcasestr(class, "lead") : NULL;

	while (p && p[4] >= 'a' && p[4] <= 'z')
		p = strcasestr(p + 4, "lead");
	return p;
}

static bool has_name(const struct search *x, int32_t i, uint64_t meaning)
{
	const struct kr_page *page = x->page;
	const uint64_t words = kr_page_class_words(page, i) |
	                       kr_page_attr_words(page, kr_dom_attr(&page->dom, i, "itemprop")) |
	                       kr_page_attr_words(page, kr_dom_attr(&page->dom, i, "data-testid"));

	return words & meaning || (meaning & KR_CLASS_WORD(STANDFIRST) &&
	                                  is_lead(kr_dom_attr(&page->dom, i, "class")));
}

/* The lowest element around the segment that is named so, or -1. */
static int32_t named_by(const struct search *x, const struct kr_seg *s, uint64_t meaning)
{
	const int32_t top = top_of(x, s);

	for (int32_t i = s->block; i > top; i = x->page->dom.nodes[i].parent)
		if (has_name(x, i, meaning))
			return i;
	return -1;
}

/* Whether an element holds little but the segment. */
static bool is_around(const struct search *x, int32_t i, const struct kr_seg *s, uint32_t most)
{
	return i >= 0 && x->page->stat[i].chars <= s->chars * most / 2;
}

/* Whether a text is the name of the author, with a label or not. */
static bool is_author(struct kr_slice s)
{
	size_t n = kr_phrases_starts(s, KR_PHRASE(BY) | KR_PHRASE(AUTHOR_LABEL));

	while (n < s.len && (s.data[n] == ' ' || s.data[n] == ':'))
		n++;
	return kr_byline_name_is_person(s) ||
	       kr_byline_name_is_person((struct kr_slice){s.data + n, s.len - n});
}

/* Whether a text is a date, with a label or not. */
static bool is_date(struct kr_slice s)
{
	enum { LABEL = 24 };
	static const struct kr_date_hints hints = {0};
	struct kr_date d;
	size_t from, end;

	return kr_date_parse_find(s.data, s.len, &hints, &d, &from, &end) &&
	       (s.len <= end - from + LABEL ||
	               kr_phrases_starts(s, KR_PHRASE(DATE_PUBLISHED) | KR_PHRASE(DATE_UPDATED)));
}

static bool is_byline(const struct kr_dom *dom, const struct kr_seg *s)
{
	struct kr_str text;
	bool is;

	if (s->chars >= TEXT)
		return false;
	kr_str_init(&text);
	kr_segments_text(dom, s, MOST, &text);
	is = is_author((struct kr_slice){text.data, text.len}) ||
	     is_date((struct kr_slice){text.data, text.len}) || kr_boilerplate_is(dom, s, true);
	kr_str_fini(&text);
	return is;
}

/* Whether the segment is in the place of a paragraph or a heading. */
static bool is_plain(const struct search *x, const struct kr_seg *s)
{
	const struct kr_dom *dom = &x->page->dom;
	const int32_t top = top_of(x, s);

	for (int32_t i = s->block; i > top; i = dom->nodes[i].parent) {
		switch (dom->nodes[i].tag) {
		case KR_TAG_td:
		case KR_TAG_th:
		case KR_TAG_dt:
		case KR_TAG_figure:
		case KR_TAG_figcaption:
			return false;
		default:
			break;
		}
	}
	return true;
}

/* Whether the segment is all the text in a box with a picture or a video. */
static bool is_caption(const struct search *x, const struct kr_seg *s)
{
	const struct kr_dom *dom = &x->page->dom;
	const int32_t top = top_of(x, s);
	int32_t i = s->block;

	while (dom->nodes[i].parent > top && is_around(x, dom->nodes[i].parent, s, 3))
		i = dom->nodes[i].parent;
	return kr_dom_find(dom, i, dom->nodes[i].end, KR_TAG_img) >= 0 ||
	       kr_dom_find(dom, i, dom->nodes[i].end, KR_TAG_video) >= 0;
}

/* Whether segment k is a heading that directly follows the headline. */
static bool is_second_heading(const struct search *x, int32_t k)
{
	const struct kr_dom *dom = &x->page->dom;
	const int32_t i = x->segs->v[k].block;

	return k == x->title && x->segs->v[k].chars >= LEAST_PHRASE &&
	       dom->nodes[i].parent == dom->nodes[x->page->title_node].parent;
}

/* Whether segment k reads or is marked as a standfirst: it has the words of the summary in the
 * head; or it is a heading or has a class that says so, and is a sentence or, beside the headline,
 * at least longer than a label. */
static bool is_standfirst(const struct search *x, int32_t k, const struct kr_str *key)
{
	const struct kr_dom *dom = &x->page->dom;
	const struct kr_seg *s = &x->segs->v[k];
	const int tag = dom->nodes[s->block].tag;
	const bool heading = tag >= KR_TAG_h2 && tag <= KR_TAG_h4;
	int32_t i;

	if (is_declared(&x->declared, key))
		return true;
	i = named_by(x, s, KR_CLASS_WORD(STANDFIRST));
	if ((heading || is_around(x, i, s, 8)) && ends_as_sentence(dom, s))
		return s->chars >= (heading ? LEAST : LEAST_ELSEWHERE);
	if (is_byline(dom, s))
		return false;
	if (is_around(x, i, s, 3))
		return s->chars >= LEAST_LABEL;
	if (k - x->title < BESIDE && is_around(x, named_by(x, s, KR_CLASS_WORD(DESCRIPTION)), s, 3))
		return s->chars >= LEAST_PHRASE;
	return heading && is_second_heading(x, k);
}

/* Whether the text begins with the same words. */
static bool is_repeated(const struct search *x, const struct kr_str *key, const uint8_t *keep)
{
	bool is = false;

	for (int32_t k = x->title, n = 0; k < x->segs->n && n < NEAR && !is; k++) {
		struct kr_str other;

		if (!keep[k])
			continue;
		n++;
		kr_str_init(&other);
		key_of(x->page, &x->segs->v[k], &other);
		is = is_same(key, &other);
		kr_str_fini(&other);
	}
	return is;
}

/* Whether a text is part of the headline, or has little more than its words. */
static bool is_headline(const struct search *x, const struct kr_str *key)
{
	enum { LABEL = 45 };
	struct kr_str title;
	bool is;

	kr_str_init(&title);
	kr_title_text_key(x->page->doc->title, strlen(x->page->doc->title), &title);
	is = !key->len || !title.len || memmem(title.data, title.len, key->data, key->len) ||
	     (key->len < title.len + LABEL && key->len < title.len * 2 &&
	             memmem(key->data, key->len, title.data, title.len));
	kr_str_fini(&title);
	return is;
}

static void keep_one(const struct search *x, int32_t k, bool declared_only, uint8_t *keep)
{
	const struct kr_seg *s = &x->segs->v[k];
	struct kr_str key;

	if (keep[k] || s->folded || s->chars < LEAST || s->chars > MOST ||
	        s->link_chars * 4 > s->chars || !is_plain(x, s) || is_caption(x, s) ||
	        kr_content_root_suspicious(x->page, x->content, s, top_of(x, s)) ||
	        kr_furniture_is_data(&x->page->dom, s))
		return;
	kr_str_init(&key);
	key_of(x->page, s, &key);
	keep[k] = (declared_only ? is_declared(&x->declared, &key) : is_standfirst(x, k, &key)) &&
	          !is_headline(x, &key) && !is_repeated(x, &key, keep);
	for (int32_t i = s->first; keep[k] && i <= s->last; i++)
		x->page->mark[i] |= KR_MARK_LEAD;
	kr_str_fini(&key);
}

/* Whether a segment that is kept can be the first of the text. */
static bool begins_text(const struct kr_dom *dom, const struct kr_seg *s)
{
	return s->chars >= TEXT && s->stops && s->link_chars * 2 < s->chars &&
	       !kr_dom_is_heading(dom->nodes[s->block].tag);
}

/* Finds the headline and the text below it. Returns false if there is none. */
static bool find_place(struct search *x, const uint8_t *keep)
{
	const struct kr_dom *dom = &x->page->dom;
	const int32_t title = x->page->title_node, end = title >= 0 ? dom->nodes[title].end : 0;
	int32_t first = 0;

	while (first < x->segs->n && !keep[first])
		first++;
	if (first == x->segs->n || x->segs->v[first].first < end)
		return false;
	for (x->title = first; x->title > 0 && x->segs->v[x->title - 1].first >= end; x->title--)
		;
	for (x->text = first; x->text < x->segs->n && x->text - first < NEAR; x->text++)
		if (keep[x->text] && begins_text(dom, &x->segs->v[x->text]))
			break;
	if (x->text == x->segs->n || x->text - first == NEAR)
		x->text = first;
	x->above = title < 0 ? 0 : kr_dom_common(dom, title, x->segs->v[first].block);
	return true;
}

void kr_standfirst_keep(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *content, uint8_t *keep)
{
	struct search x = {.page = page, .segs = segs, .content = content};
	const bool headline = page->title_node >= 0;

	if (!page->doc->title || !find_place(&x, keep))
		return;
	declared_init(&x.declared, page);
	for (int32_t k = x.text - 1; k >= x.title; k--)
		if (x.text - k <= NEAR || (headline && k - x.title < NEAR))
			keep_one(&x, k, !headline, keep);
	for (int32_t k = x.title - 1; k >= 0 && k >= x.title - BESIDE; k--)
		keep_one(&x, k, true, keep);
	declared_fini(&x.declared);
}
