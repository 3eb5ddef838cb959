#include "extract/lists/link_cards_priv.h"

#include <stdlib.h>
#include <string.h>

#include "extract/data/page_facts_priv.h"
#include "kread/base/mem.h"
#include "kread/base/url.h"

enum {
	MAX_RECS = 500,
	FRONT_CARDS = 10,
	FRONT_DIGITS = 4, /* of the path, and words of its last part */
	FRONT_WORDS = 3,
	ABOUT_ARTICLE = 4, /* kr_page_kind.og and ld */
};

static void mark(struct kr_page *page, const struct kr_card *card, uint8_t what)
{
	for (int32_t i = card->root; i < page->dom.nodes[card->root].end; i++)
		page->mark[i] |= what;
}

/* --- front and section pages
 * ------------------------------------------------------------------------------------------- */

/* A list of headlines that would be one of articles on a front page. */
static bool is_news(const struct kr_link_list *list)
{
	const float *f = list->f;

	return !list->is_menu && f[KR_LF_sentences] < 0.3f && f[KR_LF_title_len] >= 0.5f &&
	       f[KR_LF_section_like] < 0.5f && f[KR_LF_same_host] >= 0.5f &&
	       f[KR_LF_far_foot] <= 0 && f[KR_LF_far_nav] <= 0 && f[KR_LF_near_bad] <= 0 &&
	       f[KR_LF_near_ad] <= 0 && f[KR_LF_head_bad] <= 0;
}

/* Many headlines, little text beside them, and cards in most of what is no link, under an address
 * without a number or a long name, and nothing that says "article". */
static double guess_front(struct kr_page *page, const struct kr_link_lists *ls)
{
	const struct kr_page_kind *kind = &page->facts->kind;
	uint32_t cards = 0, chars = 0;
	uint64_t within = 0;

	if (!page->in->url || kind->og == ABOUT_ARTICLE || kind->ld == ABOUT_ARTICLE ||
	        kind->digits > FRONT_DIGITS || kind->words > FRONT_WORDS)
		return 0;
	for (size_t i = 0; i < ls->nlists; i++) {
		if (!is_news(&ls->lists[i]))
			continue;
		cards += ls->lists[i].n;
		for (uint32_t k = 0; k < ls->lists[i].n; k++) {
			const struct kr_card *c = &ls->cards[ls->lists[i].first + k];

			chars += page->stat[c->link].chars;
			within += page->stat[c->root].chars;
		}
	}
	if (cards < FRONT_CARDS || within * 2 < page->stat[0].chars - page->stat[0].link_chars)
		return 0;
	return (double)chars / ((double)chars + (double)ls->text);
}

/* --- choice ------------------------------------------------------------------------------- */

/* Headlines of the same site with words beside them, which stand above the headline of the page or
 * are called related. */
static bool is_of_teasers(const struct kr_link_list *l)
{
	enum { FEW = 5 };
	const float *f = l->f;

	return !l->is_menu && l->n >= FEW && f[KR_LF_headlines] >= 0.8f &&
	       f[KR_LF_same_host] >= 0.8f && f[KR_LF_section_like] < 0.5f &&
	       f[KR_LF_prose] < 0.3f && f[KR_LF_title_share] < 0.8f &&
	       (l->chosen || f[KR_LF_above_title] > 0 || f[KR_LF_near_rec] > 0 ||
	               f[KR_LF_far_rec] > 0 || f[KR_LF_head_rec] > 0);
}

/* A class says so of articles that have addresses like the page's. */
static bool is_called_related(const struct kr_link_list *l)
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
	page->front = guess_front(page, ls);
	for (size_t i = 0; i < ls->nlists; i++) {
		struct kr_link_list *l = &ls->lists[i];

		l->chosen = l->is_related || (!l->is_menu && l->score >= 0) ||
		            (kr_page_is_listing(page) && is_news(l));
		l->teasers = is_of_teasers(l);
		l->chosen = l->chosen || (l->teasers && is_called_related(l));
		for (uint32_t k = 0; l->chosen && k < l->n; k++)
			mark(page, &ls->cards[l->first + k], KR_MARK_REC);
		for (uint32_t k = 0; l->teasers && k < l->n; k++)
			mark(page, &ls->cards[l->first + k], KR_MARK_TEASER);
	}
}

/* --- after the body ----------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
	const struct kr_card *x = *(const struct kr_card *const *)a,
	                     *y = *(const struct kr_card *const *)b;

	return x->root < y->root ? -1 : x->root > y->root;
}

/* The recommended cards, in page order. */
static size_t collect(const struct kr_link_lists *ls, const struct kr_card **out)
{
	size_t n = 0;

	for (size_t i = 0; i < ls->nlists; i++) {
		const struct kr_link_list *l = &ls->lists[i];

		for (uint32_t k = 0; l->chosen && k < l->n; k++)
			if (!ls->cards[l->first + k].in_body)
				out[n++] = &ls->cards[l->first + k];
	}
	qsort(out, n, sizeof *out, by_place);
	return n;
}

/* Each address once, never the page itself. A picture and a headline of one address may be cards of
 * their own: the title is that of the headline, the rest comes from both. */
void kr_link_cards_fill(struct kr_page *page)
{
	struct kr_link_lists *ls = page->lists;
	const struct kr_card **cards =
	        kr_arena_alloc(&page->scratch, (ls->ncards + 1) * sizeof *cards);
	const struct kr_card **best =
	        kr_arena_alloc(&page->scratch, (ls->nurls + 1) * sizeof *best);
	size_t *rec_of = kr_arena_alloc(&page->scratch, (ls->nurls + 1) * sizeof *rec_of);
	size_t n = collect(ls, cards);

	for (size_t i = 0; i < n; i++) {
		const struct kr_card **b = &best[cards[i]->url];

		if (!*b || (!page->stat[(*b)->link].chars && page->stat[cards[i]->link].chars))
			*b = cards[i];
	}
	for (size_t i = 0; i < n; i++) {
		int32_t url = cards[i]->url;

		if (!rec_of[url] && page->doc->nrecs < MAX_RECS &&
		        kr_card_fields_read(page, ls, best[url]))
			rec_of[url] = page->doc->nrecs;
		if (rec_of[url] && cards[i] != best[url])
			kr_card_fields_fill(page, ls, cards[i], &page->doc->recs[rec_of[url] - 1]);
	}
	page->lists = NULL;
}
