#include "extract/lists/list_features_priv.h"

#include <math.h>
#include <string.h>

#include "extract/lists/url_shape_priv.h"
#include "extract/model/models_priv.h"
#include "kread/base/site.h"
#include "kread/base/url.h"
#include "kread/base/utf8.h"

#define TRAINED(name) KR_MODELS_CHECK((int)KR_LF_##name == (int)KR_TRAINED_LISTS_##name)
#include "extract/model/lists.def"
#undef TRAINED
KR_MODELS_CHECK((int)KR_LIST_NFEATURES == (int)KR_TRAINED_LISTS)

enum {
	/* in kr_stat.chars */
	PARAGRAPH = 80,  /* text outside links of a block that counts as text of the article */
	SENTENCE = 40,   /* text around a link, in its block, that makes it part of a sentence */
	CARD_TEXT = 700, /* a longer card counts as text of the article */
	MIN_TITLE = 12,

	NEIGHBOURS = 40, /* nodes to look at on either side of a link */

	/* ancestors of a list */
	NEAR_LEVELS = 3,
	ALL_LEVELS = 24,
};

struct describer {
	struct kr_page *page;
	const struct kr_dom *dom;
	struct kr_link_lists *ls;
	uint32_t *text; /* [dom.n + 1] characters of text outside links and cards before a node */
	int32_t title;  /* element that shows the title, or -1 */
	struct kr_url_shape page_shape; /* of the URL of the page */
	bool page_known;                /* it has one */
};

/* Adds the text outside links of an inline node to *chars. Returns false at a block, which ends the
 * sentence, or when *chars is enough. */
static bool add_inline(const struct kr_page *page, int32_t i, uint32_t *chars)
{
	if (i < 0 ||
	        (page->dom.nodes[i].tag != KR_TAG_TEXT && kr_dom_is_block(page->dom.nodes[i].tag)))
		return false;
	if (page->dom.nodes[i].tag != KR_TAG_TEXT)
		*chars += page->stat[i].chars - page->stat[i].link_chars;
	else if (!(page->dom.nodes[i].flags & KR_NF_LINK))
		*chars += page->stat[i].chars;
	return *chars < SENTENCE;
}

/* Whether the block around the link of a card has enough text outside links for a sentence. Other
 * blocks in it count, too. */
static bool has_text(const struct kr_page *page, const struct kr_card *card)
{
	const struct kr_stat *st = &page->stat[kr_dom_block(&page->dom, card->link)];

	return st->chars - st->link_chars >= SENTENCE;
}

bool kr_list_features_in_sentence(const struct kr_page *page, const struct kr_card *card)
{
	const struct kr_dom *dom = &page->dom;
	const int32_t block = kr_dom_block(dom, card->link);
	int32_t at = card->link, i;
	uint32_t chars = 0;

	if (!has_text(page, card))
		return false;
	while (at > block && dom->nodes[at].parent != block)
		at = dom->nodes[at].parent;
	add_inline(page, at, &chars);
	i = dom->nodes[at].prev;
	for (int n = 0; n < NEIGHBOURS && add_inline(page, i, &chars); n++)
		i = dom->nodes[i].prev;
	i = kr_dom_next(dom, at);
	for (int n = 0; n < NEIGHBOURS && add_inline(page, i, &chars); n++)
		i = kr_dom_next(dom, i);
	return chars >= SENTENCE;
}

/* Fills d->text. */
static void sum_text(struct describer *d)
{
	const struct kr_dom *dom = d->dom;
	uint8_t *is_card = kr_arena_alloc(&d->page->scratch, (size_t)dom->n + 1);
	int32_t until = 0;

	for (size_t i = 0; i < d->ls->ncards; i++) {
		const struct kr_card *c = &d->ls->cards[i];

		if (d->page->stat[c->root].chars <= CARD_TEXT && !has_text(d->page, c))
			is_card[c->root] = 1;
	}
	d->text = kr_arena_alloc(&d->page->scratch, ((size_t)dom->n + 1) * sizeof *d->text);
	for (int32_t i = 0; i < dom->n; i++) {
		const struct kr_node *n = &dom->nodes[i];
		const struct kr_stat *st;

		d->text[i + 1] = d->text[i];
		if (is_card[i] && n->end > until)
			until = n->end;
		if (i < until || n->tag != KR_TAG_TEXT ||
		        n->flags & (KR_NF_LINK | KR_NF_HIDDEN | KR_NF_BLANK))
			continue;
		st = &d->page->stat[kr_dom_block(dom, i)];
		if (st->chars - st->link_chars >= PARAGRAPH && st->stops)
			d->text[i + 1] += d->page->stat[i].chars;
	}
}

static unsigned tag_bits(int tag)
{
	switch (tag) {
	case KR_TAG_nav:
	case KR_TAG_menu:
	case KR_TAG_header:
		return KR_CARD_WORDS_NAV;
	case KR_TAG_footer:
		return KR_CARD_WORDS_FOOT;
	case KR_TAG_aside:
		return KR_CARD_WORDS_SIDE;
	case KR_TAG_article:
	case KR_TAG_main:
		return KR_CARD_WORDS_TEXT;
	default:
		return 0;
	}
}

static uint64_t class_words(const char *attr)
{
	return kr_card_words_class(attr);
}

unsigned kr_list_features_words(const struct kr_page *page, struct kr_link_lists *ls, int32_t i)
{
	const struct kr_dom *dom = &page->dom;

	const char *class = kr_dom_attr(dom, i, "class"), *id = kr_dom_attr(dom, i, "id");
	unsigned bits = tag_bits(dom->nodes[i].tag);

	bits |= class ? (unsigned)kr_attr_cache_get(&ls->words, class, class_words) : 0;
	return bits | (id ? (unsigned)kr_attr_cache_get(&ls->words, id, class_words) : 0);
}

static unsigned element_bits(struct describer *d, int32_t i)
{
	return kr_list_features_words(d->page, d->ls, i);
}

static void place_features(struct describer *d, struct kr_link_list *l)
{
	const struct kr_card *c = &d->ls->cards[l->first];
	unsigned near = element_bits(d, c->root) | element_bits(d, c->link), far = 0,
	         pager = near | element_bits(d, l->parent);
	int32_t at = l->parent;

	for (int level = 0; level < ALL_LEVELS && at > 0 && at != d->dom->body;
	        level++, at = d->dom->nodes[at].parent) {
		if (level < NEAR_LEVELS)
			near |= element_bits(d, at);
		else
			far |= element_bits(d, at);
	}
	l->f[KR_LF_near_rec] = (near & KR_CARD_WORDS_REC) != 0;
	l->f[KR_LF_near_list] = (near & KR_CARD_WORDS_LIST) != 0;
	l->f[KR_LF_near_bad] = (near & KR_CARD_WORDS_BAD) != 0;
	l->f[KR_LF_near_ad] = (near & KR_CARD_WORDS_AD) != 0;
	l->f[KR_LF_far_rec] = (far & KR_CARD_WORDS_REC) != 0;
	l->f[KR_LF_far_nav] = ((near | far) & KR_CARD_WORDS_NAV) != 0;
	l->f[KR_LF_far_foot] = ((near | far) & KR_CARD_WORDS_FOOT) != 0;
	l->f[KR_LF_far_side] = ((near | far) & KR_CARD_WORDS_SIDE) != 0;
	l->f[KR_LF_far_ad] = (far & KR_CARD_WORDS_AD) != 0;
	l->f[KR_LF_in_article] = ((near | far) & KR_CARD_WORDS_TEXT) != 0;
	l->f[KR_LF_pager] = (pager & KR_CARD_WORDS_PAGER) != 0;
}

static void inner_text(const struct describer *d, int32_t i, struct kr_str *s)
{
	kr_str_clear(s);
	if (d->dom->nodes[i].tag == KR_TAG_TEXT) {
		struct kr_slice t = kr_slice_trim(kr_dom_text(d->dom, i));

		kr_str_add(s, t.data, t.len);
	} else {
		kr_dom_inner_text(d->dom, i, s);
	}
}

/* From the heading of the list. Without one, the text of the first card counts, which may begin
 * with a label ("Previous: ..."). */
static void heading_features(struct describer *d, struct kr_link_list *l, struct kr_str *s)
{
	const struct kr_card *c = &d->ls->cards[l->first];
	bool heading = l->heading >= 0;
	unsigned bits;

	inner_text(d, heading ? l->heading : c->root, s);
	bits = kr_card_words_heading(
	        d->page, (struct kr_slice){s->data, s->len > 48 && !heading ? 48 : s->len});
	l->f[KR_LF_pager] = l->f[KR_LF_pager] > 0 || bits & KR_CARD_WORDS_PAGER;
	if (!heading && !(bits & KR_CARD_WORDS_PAGER) &&
	        d->page->stat[c->root].chars == d->page->stat[c->link].chars)
		bits = 0;
	l->f[KR_LF_head_rec] = (bits & KR_CARD_WORDS_REC) != 0;
	l->f[KR_LF_head_list] = (bits & KR_CARD_WORDS_LIST) != 0;
	l->f[KR_LF_head_bad] = (bits & KR_CARD_WORDS_BAD) != 0;
	l->f[KR_LF_head_other] =
	        heading && !(bits & (KR_CARD_WORDS_REC | KR_CARD_WORDS_LIST | KR_CARD_WORDS_BAD));
	l->f[KR_LF_head_tag] = heading && kr_dom_is_heading(d->dom->nodes[l->heading].tag);
}

struct list_sums { /* over the cards of a list */
	float title, words, headlines, images, times, chars, same_host, same_path, dated, section,
	        queries, sentences, prose, repeats, depth, items, paragraphs, articles, headed,
	        known;
};

/* The heading, or element with a class for titles, that shows the title of a card whose link does
 * not (an overlay, "read more"); else -1. */
static int32_t separate_title(const struct describer *d, const struct kr_card *c)
{
	const struct kr_stat *link = &d->page->stat[c->link];
	int32_t named = -1;

	if (d->ls->urls[c->url].headline || d->page->stat[c->root].chars < link->chars + MIN_TITLE)
		return -1;
	for (int32_t i = c->root; i < d->dom->nodes[c->root].end; i++) {
		const struct kr_node *n = &d->dom->nodes[i];

		if (n->tag == KR_TAG_TEXT || d->page->stat[i].chars < MIN_TITLE ||
		        d->page->stat[i].chars <= link->chars)
			continue;
		if (kr_dom_is_heading(n->tag))
			return i;
		if (named < 0 && !link->chars &&
		        kr_list_features_words(d->page, d->ls, i) & KR_CARD_WORDS_TITLE)
			named = i;
	}
	return named;
}

/* Whether fewer than half of the cards have the title of an article. About half of all lists on a
 * page are menus and the like, which need not be described. */
static bool is_menu(const struct describer *d, const struct kr_link_list *l)
{
	uint32_t titles = 0;

	for (uint32_t i = 0; i < l->n; i++) {
		const struct kr_card *c = &d->ls->cards[l->first + i];

		titles += d->ls->urls[c->url].headline || separate_title(d, c) >= 0;
	}
	return titles * 2 < l->n;
}

static void add_parts(const struct describer *d, const struct kr_card *c, struct list_sums *s)
{
	bool image = false, time = false, heading = false;

	for (int32_t i = c->root; i < d->dom->nodes[c->root].end; i++) {
		const struct kr_node *n = &d->dom->nodes[i];

		if (n->tag == KR_TAG_TEXT)
			time = time || (!(n->flags & KR_NF_BLANK) &&
			                       kr_card_words_is_time(kr_dom_text(d->dom, i)));
		else if (n->tag == KR_TAG_img || n->tag == KR_TAG_picture)
			image = true;
		else if (n->tag == KR_TAG_time)
			time = true;
		else if (kr_dom_is_heading(n->tag))
			heading = true;
	}
	s->images += image;
	s->times += time;
	s->headed += heading;
}

static void add_title(const struct describer *d, const struct kr_card *c, struct list_sums *s)
{
	int32_t separate = separate_title(d, c);
	const struct kr_stat *title = &d->page->stat[separate >= 0 ? separate : c->link];

	s->headlines += separate >= 0 || d->ls->urls[c->url].headline;
	s->title += (float)title->chars;
	s->words += (float)title->words;
}

static void add_card(const struct describer *d, const struct kr_card *c, struct list_sums *s)
{
	const struct kr_card_url *u = &d->ls->urls[c->url];
	const struct kr_stat *root = &d->page->stat[c->root];
	struct kr_url_shape sh = kr_url_shape_of(u->href);
	int tag = d->dom->nodes[c->root].tag;

	add_parts(d, c, s);
	add_title(d, c, s);
	s->chars += (float)root->chars;
	s->known += d->page_known;
	s->same_host +=
	        !sh.host.len || (d->page_known && kr_site_same_host(sh.host, d->page_shape.host));
	s->same_path += d->page_known && kr_url_shape_similar(&sh, &d->page_shape);
	s->depth += d->page_known ? (float)(sh.depth - d->page_shape.depth) : 0;
	s->dated += sh.digits || sh.html || sh.slug;
	s->section += sh.section || (!sh.digits && !sh.slug && !sh.html && sh.depth <= 1);
	s->queries += sh.query;
	s->sentences += has_text(d->page, c);
	s->prose += kr_list_features_in_sentence(d->page, c);
	s->repeats += u->links > root->links;
	s->items += tag == KR_TAG_li || tag == KR_TAG_dd || tag == KR_TAG_dt;
	s->paragraphs += tag == KR_TAG_p || tag == KR_TAG_a || tag == KR_TAG_span;
	s->articles += tag == KR_TAG_article || tag == KR_TAG_div || tag == KR_TAG_section;
}

static float ratio(float a, float b)
{
	return b > 0 ? a / b : 0;
}

static void average_features(
        const struct describer *d, struct kr_link_list *l, const struct list_sums *s)
{
	const struct kr_stat *p = &d->page->stat[l->parent];
	float n = (float)l->n, *f = l->f;

	f[KR_LF_count] = log2f(1 + n);
	f[KR_LF_title_len] = fminf(s->title / n, 120) / 40;
	f[KR_LF_title_words] = fminf(s->words / n, 24) / 8;
	f[KR_LF_headlines] = s->headlines / n;
	f[KR_LF_images] = s->images / n;
	f[KR_LF_times] = s->times / n;
	f[KR_LF_title_share] = ratio(s->title, s->chars);
	f[KR_LF_cover] = fminf(ratio(s->chars, (float)p->chars), 1);
	f[KR_LF_card_len] = log2f(1 + s->chars / n) / 8;
	f[KR_LF_same_host] = s->known > 0 ? s->same_host / n : 0.5f;
	f[KR_LF_same_path] = s->known > 0 ? s->same_path / n : 0.5f;
	f[KR_LF_depth_diff] = fmaxf(-3, fminf(s->depth / n, 3));
	f[KR_LF_dated] = s->dated / n;
	f[KR_LF_section_like] = s->section / n;
	f[KR_LF_queries] = s->queries / n;
	f[KR_LF_sentences] = s->sentences / n;
	f[KR_LF_prose] = s->prose / n;
	f[KR_LF_repeats] = s->repeats / n;
	f[KR_LF_items] = s->items / n;
	f[KR_LF_paragraphs] = s->paragraphs / n;
	f[KR_LF_articles] = s->articles / n;
	f[KR_LF_headed] = s->headed / n;
	f[KR_LF_cjk] = ratio(s->words, s->title) > 0.35f;
	f[KR_LF_list_share] = ratio(s->title, (float)d->ls->headlines);
}

static void position_features(const struct describer *d, struct kr_link_list *l)
{
	const struct kr_card *c = &d->ls->cards[l->first];
	int32_t first = c[0].root, end = d->dom->nodes[c[l->n - 1].root].end;
	float all = (float)d->text[d->dom->n] + 1;

	l->f[KR_LF_before] = (float)d->text[first] / all;
	l->f[KR_LF_after] = (float)(d->text[d->dom->n] - d->text[end]) / all;
	l->f[KR_LF_inside] = (float)(d->text[end] - d->text[first]) / all;
	l->f[KR_LF_above_title] = d->title >= 0 && end <= d->title;
	l->f[KR_LF_page_text] = fminf(log2f(all) / 12, 1.2f);
}

static void describe(struct describer *d, struct kr_link_list *l, struct kr_str *scratch)
{
	struct list_sums s = {0};

	l->f = kr_arena_alloc(&d->page->scratch, KR_LIST_NFEATURES * sizeof *l->f);
	for (uint32_t i = 0; i < l->n; i++)
		add_card(d, &d->ls->cards[l->first + i], &s);
	average_features(d, l, &s);
	place_features(d, l);
	heading_features(d, l, scratch);
	position_features(d, l);
}

static void set_page_shape(struct describer *d)
{
	const char *url = d->page->in->url ? d->page->in->url : d->page->own_url;

	d->page_known = url && kr_url_is_web(url);
	if (d->page_known)
		d->page_shape = kr_url_shape_of(kr_slice_of(url));
}

/* Headlines of this site under a heading that calls them related. Of 42 such lists in the training
 * data 41 are recommendations, so the model is not needed. */
static bool is_related(const float *f)
{
	return f[KR_LF_head_rec] > 0 && f[KR_LF_head_bad] <= 0 && f[KR_LF_count] > 1.1f &&
	       f[KR_LF_headlines] >= 0.9f && f[KR_LF_prose] < 0.3f && f[KR_LF_same_path] >= 0.5f &&
	       f[KR_LF_section_like] < 0.5f && f[KR_LF_far_nav] <= 0 && f[KR_LF_far_foot] <= 0 &&
	       f[KR_LF_near_ad] <= 0;
}

void kr_list_features_describe(struct kr_page *page, struct kr_link_lists *ls, bool menus)
{
	struct describer d = {.page = page, .dom = &page->dom, .ls = ls, .title = page->title_node};
	struct kr_str scratch;

	if (d.title < 0)
		d.title = kr_dom_find(&page->dom, 0, page->dom.n, KR_TAG_h1);
	set_page_shape(&d);
	sum_text(&d);
	ls->text = d.text[page->dom.n];
	for (size_t i = 0; i < ls->ncards; i++)
		if (ls->urls[ls->cards[i].url].headline)
			ls->headlines += page->stat[ls->cards[i].link].chars;
	kr_str_init(&scratch);
	for (size_t i = 0; i < ls->nlists; i++) {
		struct kr_link_list *l = &ls->lists[i];

		l->is_menu = is_menu(&d, l);
		if (menus || !l->is_menu)
			describe(&d, l, &scratch);
		l->is_related = !l->is_menu && is_related(l->f);
	}
	kr_str_fini(&scratch);
}

void kr_list_features_score(struct kr_page *page, struct kr_link_lists *ls)
{
	const float **rows = kr_arena_alloc(&page->scratch, (ls->nlists + 1) * sizeof *rows);
	int32_t *scores = kr_arena_alloc(&page->scratch, (ls->nlists + 1) * sizeof *scores), n = 0;

	if ((int)KR_LIST_NFEATURES != (int)KR_TRAINED_LISTS)
		return; /* in a build for training */
	for (size_t i = 0; i < ls->nlists; i++)
		if (!ls->lists[i].is_menu)
			rows[n++] = ls->lists[i].f;
	kr_trees_run_floats(&kr_models_lists, rows, n, scores);
	n = 0;
	for (size_t i = 0; i < ls->nlists; i++)
		if (!ls->lists[i].is_menu)
			ls->lists[i].score = scores[n++];
}
