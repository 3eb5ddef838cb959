/* Chooses the lists of links that recommend articles, and later makes recommendations of their
 * cards. */
#include <stdlib.h>
#include <string.h>

#include "extract/data/page_facts_priv.h"
#include "extract/lists/card_fields_priv.h"
#include "extract/lists/list_features_priv.h"
#include "extract/lists/list_name_priv.h"
#include "extract/lists/rec_filter_priv.h"
#include "extract/lists/url_shape_priv.h"
#include "kread/base/url.h"

enum {
	MAX_RECS = 500,
	MIN_TEASERS = 5,
	MIN_NAMED = 4,
	/* in kr_stat.chars */
	MIN_SHORT = 10,
	MIN_AROUND = 12, /* of a sentence around a link */

	/* most words of the name of a section, and of a topic or person */
	SECTION_WORDS = 3,
	TOPIC_WORDS = 6,
	MIN_OWN_TITLE = 20, /* bytes; shorter headlines may be those of several articles */

	/* a listing has at least so many cards, and at most so many digits in its path and words in
	 * the last segment */
	LISTING_CARDS = 10,
	INDEX_CARDS = 5, /* the same of an index with the first words of articles */
	LISTING_DIGITS = 4,
	LISTING_WORDS = 3,
};

static void mark(struct kr_page *page, const struct kr_card *card, uint8_t bit)
{
	for (int32_t i = card->root; i < page->dom.nodes[card->root].end; i++)
		page->mark[i] |= bit;
}

/* --- listings ----------------------------------------------------------------------------- */

static bool is_named(const struct kr_link_lists *ls, const struct kr_card *card)
{
	const struct kr_url_shape sh = kr_url_shape_of(ls->urls[card->url].href);

	return sh.digits || sh.slug || sh.html;
}

static bool is_front_page(const struct kr_page *page)
{
	struct kr_url u;

	kr_url_split(page->in->url, strlen(page->in->url), &u);
	return !u.query.len && (!u.path.len || (u.path.len == 1 && u.path.data[0] == '/'));
}

/* Whether most links of a list have addresses with numbers or long names, and more text than a
 * section has: the headlines on the front page of a portal are that short. */
static bool has_short_headlines(
        const struct kr_page *page, const struct kr_link_lists *ls, const struct kr_link_list *list)
{
	uint32_t named = 0;

	for (uint32_t k = 0; k < list->n; k++) {
		const struct kr_card *c = &ls->cards[list->first + k];

		named += page->stat[c->link].chars >= MIN_SHORT && is_named(ls, c);
	}
	return named * 4 >= list->n * 3;
}

/* Whether a list is one of articles if the page is a listing. */
static bool lists_articles(
        const struct kr_page *page, const struct kr_link_lists *ls, const struct kr_link_list *list)
{
	const float *f = list->f;

	if (list->is_menu)
		return is_front_page(page) && has_short_headlines(page, ls, list);
	return f[KR_LF_sentences] < 0.3f && f[KR_LF_title_len] >= 0.5f &&
	       f[KR_LF_section_like] < 0.5f && f[KR_LF_same_host] >= 0.5f &&
	       f[KR_LF_far_foot] <= 0 && f[KR_LF_far_nav] <= 0 && f[KR_LF_near_bad] <= 0 &&
	       f[KR_LF_near_ad] <= 0 && f[KR_LF_head_bad] <= 0;
}

/* Whether a list of articles shows some words of each: an index of posts. */
static bool has_excerpts(const struct kr_link_list *l)
{
	return !l->is_menu && l->n >= INDEX_CARDS && l->f[KR_LF_headlines] >= 0.8f &&
	       l->f[KR_LF_headed] >= 0.8f && l->f[KR_LF_title_share] < 0.5f;
}

/* Whether the query or the fragment of a URL names an article. */
static bool names_article(const char *url)
{
	struct kr_url u;

	kr_url_split(url, strlen(url), &u);
	return (u.query.len || u.fragment.len) && kr_url_shape_of(kr_slice_of(url)).digits;
}

/* Estimates whether the page is a front or section page: many headlines, little text besides, most
 * text outside links is in cards, the URL has no number or long name, and metadata do not declare
 * an article. 0 to 1. */
static double listing_probability(struct kr_page *page, const struct kr_link_lists *ls)
{
	const struct kr_page_kind *kind = &page->facts->kind;
	uint32_t cards = 0, link_chars = 0;
	uint64_t card_chars = 0;
	bool excerpts = false;

	if (!page->in->url || kind->og == KR_PAGE_KIND_ARTICLE ||
	        kind->json_ld == KR_PAGE_KIND_ARTICLE || kind->digits > LISTING_DIGITS ||
	        kind->words > LISTING_WORDS || names_article(page->in->url))
		return 0;
	for (size_t i = 0; i < ls->nlists; i++) {
		if (!lists_articles(page, ls, &ls->lists[i]))
			continue;
		cards += ls->lists[i].n;
		excerpts = excerpts || has_excerpts(&ls->lists[i]);
		for (uint32_t k = 0; k < ls->lists[i].n; k++) {
			const struct kr_card *c = &ls->cards[ls->lists[i].first + k];

			link_chars += page->stat[c->link].chars;
			card_chars += page->stat[c->root].chars;
		}
	}
	if (cards < (excerpts ? INDEX_CARDS : LISTING_CARDS) ||
	        card_chars * 2 < page->stat[0].chars - page->stat[0].link_chars)
		return 0;
	return (double)link_chars / ((double)link_chars + (double)ls->text);
}

/* --- choice ------------------------------------------------------------------------------- */

/* Whether a list has headlines of this site with a few words of each article, and is recommended,
 * called related, or above the title. */
static bool is_teaser_list(const struct kr_link_list *l)
{
	const float *f = l->f;

	return !l->is_menu && l->n >= MIN_TEASERS && f[KR_LF_headlines] >= 0.8f &&
	       f[KR_LF_same_host] >= 0.8f && f[KR_LF_section_like] < 0.5f &&
	       f[KR_LF_prose] < 0.3f && f[KR_LF_title_share] < 0.8f &&
	       (l->chosen || f[KR_LF_above_title] > 0 || f[KR_LF_near_rec] > 0 ||
	               f[KR_LF_far_rec] > 0 || f[KR_LF_head_rec] > 0);
}

/* Whether the list is of the article before or the one after, with their headlines, below the text.
 */
static bool is_pager(const struct kr_link_list *l)
{
	const float *f = l->f;

	return !l->is_menu && l->n <= 2 && f[KR_LF_pager] > 0 && f[KR_LF_headlines] >= 1 &&
	       f[KR_LF_title_len] >= 0.4f && f[KR_LF_same_host] >= 1 && f[KR_LF_same_path] >= 1 &&
	       f[KR_LF_section_like] <= 0 && f[KR_LF_prose] <= 0 && f[KR_LF_before] >= 0.7f &&
	       f[KR_LF_far_foot] <= 0 && f[KR_LF_head_bad] <= 0;
}

/* Whether the list has a class for related articles, and URLs like that of the page. */
static bool has_related_class(const struct kr_link_list *l)
{
	const float *f = l->f;

	return f[KR_LF_near_rec] > 0 && f[KR_LF_same_path] >= 0.5f && f[KR_LF_head_bad] <= 0 &&
	       f[KR_LF_far_nav] <= 0 && f[KR_LF_far_foot] <= 0 && f[KR_LF_near_ad] <= 0;
}

void kr_link_cards_run(struct kr_page *page)
{
	struct kr_link_lists *ls = kr_arena_alloc(&page->arena, sizeof *ls);

	kr_link_lists_find(page, ls);
	kr_list_features_describe(page, ls, false);
	kr_list_features_score(page, ls);
	page->lists = ls;
	page->listing = listing_probability(page, ls);
	for (size_t i = 0; i < ls->nlists; i++) {
		struct kr_link_list *l = &ls->lists[i];

		l->chosen = l->is_related || (!l->is_menu && l->score >= 0) ||
		            (kr_page_is_listing(page) && lists_articles(page, ls, l));
		l->teasers = is_teaser_list(l);
		l->chosen = (l->chosen || is_pager(l) || (l->teasers && has_related_class(l))) &&
		            !kr_list_name_excludes(page, l);
		for (uint32_t k = 0; l->chosen && k < l->n; k++)
			mark(page, &ls->cards[l->first + k], KR_MARK_REC);
		for (uint32_t k = 0; l->teasers && k < l->n; k++)
			mark(page, &ls->cards[l->first + k], KR_MARK_TEASER);
	}
}

/* --- after the body ----------------------------------------------------------------------- */

static int compare_roots(const void *a, const void *b)
{
	const struct kr_card *x = *(const struct kr_card *const *)a,
	                     *y = *(const struct kr_card *const *)b;

	return x->root < y->root ? -1 : x->root > y->root;
}

/* Collects the cards of the chosen lists, in page order, and returns their number. */
static size_t collect(const struct kr_link_lists *ls, const struct kr_card **out)
{
	size_t n = 0;

	for (size_t i = 0; i < ls->nlists; i++) {
		const struct kr_link_list *l = &ls->lists[i];

		for (uint32_t k = 0; l->chosen && k < l->n; k++)
			if (!ls->cards[l->first + k].in_body)
				out[n++] = &ls->cards[l->first + k];
	}
	qsort(out, n, sizeof *out, compare_roots);
	return n;
}

/* Whether most of the cards have addresses with numbers or long names, as articles have. */
static bool have_names(const struct kr_link_lists *ls, const struct kr_card *const *cards, size_t n)
{
	size_t named = 0;

	for (size_t i = 0; i < n; i++)
		named += is_named(ls, cards[i]);
	return n >= MIN_NAMED && named * 4 >= n * 3;
}

/* Whether a title can be the name of something: it has up to so many words. */
static bool is_short(const char *title, size_t max)
{
	const size_t len = strlen(title);
	size_t words = 1;

	for (size_t i = 0; i < len; i++)
		words += title[i] == ' ';
	return words <= max && len <= ((unsigned char)title[0] >= 0xe3 ? 15 : 40);
}

/* Whether a recommendation has the title of an earlier one, under another address. Returns the
 * number of that one, or 0. */
static size_t find_twin(const struct kr_doc *doc)
{
	const char *title = doc->recs[doc->nrecs - 1].title;

	for (size_t i = 0; i + 1 < doc->nrecs; i++)
		if (!strcmp(doc->recs[i].title, title))
			return i + 1;
	return 0;
}

/* Whether a card leads to a section, a topic or a person rather than to an article. names:
 * have_names(). */
static bool is_elsewhere(
        const struct kr_link_lists *ls, const struct kr_card *card, const char *title, bool names)
{
	return (names && !is_named(ls, card) && is_short(title, SECTION_WORDS)) ||
	       (kr_url_shape_is_list(ls->urls[card->url].href) && is_short(title, TOPIC_WORDS));
}

/* Whether a recommendation is the page itself under another address, by its headline. */
static bool is_own(const struct kr_page *page, const char *title)
{
	return page->doc->title && !kr_page_is_listing(page) && strlen(title) >= MIN_OWN_TITLE &&
	       kr_slice_ieq(kr_slice_of(title), page->doc->title);
}

/* Adds the recommendation of a card, and returns its number; that of an earlier one if there is one
 * with this title, or 0. names: have_names(). */
static size_t add_rec(
        struct kr_page *page, struct kr_link_lists *ls, const struct kr_card *card, bool names)
{
	const char *title;
	size_t twin;

	if (page->doc->nrecs >= MAX_RECS || !kr_card_fields_read(page, ls, card))
		return 0;
	title = page->doc->recs[page->doc->nrecs - 1].title;
	if (is_elsewhere(ls, card, title, names) || is_own(page, title)) {
		page->doc->nrecs--;
		return 0;
	}
	twin = find_twin(page->doc);
	if (!twin)
		return page->doc->nrecs;
	page->doc->nrecs--;
	kr_card_fields_fill(page, ls, card, &page->doc->recs[twin - 1]);
	return twin;
}

/* Whether a card is rather a part of a sentence or a picture than a headline: it starts with a
 * lower-case letter, but not as "iPhone" does, and has other text around the link, or none. */
static bool is_loose(const struct kr_page *page, const struct kr_card *card, const char *title)
{
	const int32_t block = kr_dom_block(&page->dom, card->link);
	const char *p = title;

	while (*p >= 'a' && *p <= 'z')
		p++;
	if (p == title || *p != ' ' || is_short(title, 2) ||
	        kr_dom_is_heading(page->dom.nodes[block].tag))
		return false;
	return !page->stat[card->link].chars ||
	       page->stat[block].chars - page->stat[block].link_chars >= MIN_AROUND;
}

/* Several cards may have the same URL, for example a picture and a headline. They make one
 * recommendation: the title comes from a card whose link has text, the other fields from all. */
void kr_link_cards_fill(struct kr_page *page)
{
	struct kr_link_lists *ls = page->lists;
	const struct kr_card **cards =
	        kr_arena_alloc(&page->scratch, (ls->ncards + 1) * sizeof *cards);
	const struct kr_card **best =
	        kr_arena_alloc(&page->scratch, (ls->nurls + 1) * sizeof *best);
	/* by URL: 1 + index of its recommendation, or 0 */
	size_t *rec_of = kr_arena_alloc(&page->scratch, (ls->nurls + 1) * sizeof *rec_of);
	bool *loose = kr_arena_alloc(&page->scratch, MAX_RECS);
	size_t n = collect(ls, cards);
	const bool names = have_names(ls, cards, n);

	for (size_t i = 0; i < n; i++) {
		const struct kr_card **b = &best[cards[i]->url];

		if (!*b || (!page->stat[(*b)->link].chars && page->stat[cards[i]->link].chars))
			*b = cards[i];
	}
	for (size_t i = 0; i < n; i++) {
		int32_t url = cards[i]->url;

		if (!rec_of[url] && (rec_of[url] = add_rec(page, ls, best[url], names)))
			loose[rec_of[url] - 1] =
			        is_loose(page, best[url], page->doc->recs[rec_of[url] - 1].title);
		if (rec_of[url] && cards[i] != best[url])
			kr_card_fields_fill(page, ls, cards[i], &page->doc->recs[rec_of[url] - 1]);
	}
	page->lists = NULL;
	kr_rec_filter_remove(page->doc, loose);
	kr_rec_filter_run(page);
}
