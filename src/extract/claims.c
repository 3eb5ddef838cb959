/* Where two stages claim the same text: the one place that changes marks of stages before it. */
#include "extract/lists/list_features_priv.h"

/* --- comments ----------------------------------------------------------------------------- */

/* Words of the texts below node, and those that the body has taken. */
static void count_words(
        const struct kr_page *page, int32_t node, uint32_t *ret_all, uint32_t *ret_kept)
{
	*ret_all = *ret_kept = 0;
	for (int32_t i = node; i < page->dom.nodes[node].end; i++) {
		if (page->dom.nodes[i].tag != KR_TAG_TEXT)
			continue;
		*ret_all += page->stat[i].words;
		*ret_kept += kr_page_in_body(page, i) ? page->stat[i].words : 0;
	}
}

/* Posts of which the body has taken a third and more are the body, and not comments as well. What
 * the body has left out stays a comment. */
static void settle_comments(struct kr_page *page)
{
	struct kr_doc *doc = page->doc;
	size_t n = 0;

	for (size_t c = 0; c < doc->ncomments; c++) {
		uint32_t all, kept;

		count_words(page, page->comment_nodes[c], &all, &kept);
		if (kept * 3 < all || !all)
			doc->comments[n++] = doc->comments[c];
	}
	doc->ncomments = n;
}

/* --- recommendations ---------------------------------------------------------------------- */

static bool is_kept(const struct kr_page *page, const struct kr_card *card)
{
	for (int32_t i = card->root; i < page->dom.nodes[card->root].end; i++)
		if (page->dom.nodes[i].tag == KR_TAG_TEXT && kr_page_in_body(page, i))
			return true;
	return false;
}

/* True if more than half of the body is in cards: then it is a list itself, and stays. */
static bool is_body_of_cards(const struct kr_page *page)
{
	uint64_t cards = 0, all = 0;

	for (int32_t i = 0; i < page->dom.n; i++) {
		if (page->dom.nodes[i].tag != KR_TAG_TEXT || !kr_page_in_body(page, i))
			continue;
		all += page->stat[i].chars;
		cards += page->mark[i] & KR_MARK_REC ? page->stat[i].chars : 0;
	}
	return cards * 2 > all;
}

/* A box of text with one link in it looks like a card: so much is kept of it that it is none. */
static bool is_text(const struct kr_page *page, const struct kr_card *card)
{
	enum { TEXT = 250 };
	uint32_t chars = 0;

	for (int32_t i = card->root; i < page->dom.nodes[card->root].end; i++)
		if (page->dom.nodes[i].tag == KR_TAG_TEXT && kr_page_in_body(page, i))
			chars += page->stat[i].chars - page->stat[i].link_chars;
	return chars >= TEXT;
}

static void clear(struct kr_page *page, int32_t root, uint8_t mark)
{
	for (int32_t i = root; i < page->dom.nodes[root].end; i++)
		page->mark[i] &= (uint8_t)~mark;
}

/* A card that the body has taken: where its link is part of a sentence, it is text and no
 * recommendation; else the body gives it up, of a box of text only the paragraph with the link. */
static void settle_card(struct kr_page *page, struct kr_card *card)
{
	if (!is_kept(page, card))
		return;
	card->in_body = kr_list_features_in_sentence(page, card);
	if (card->in_body)
		clear(page, card->root, KR_MARK_REC);
	else if (is_text(page, card))
		clear(page, kr_dom_block(&page->dom, card->link), KR_MARK_KEEP);
	else
		clear(page, card->root, KR_MARK_KEEP);
}

static void settle_cards(struct kr_page *page)
{
	struct kr_link_lists *ls = page->lists;

	if (is_body_of_cards(page))
		return;
	for (size_t i = 0; i < ls->nlists; i++)
		for (uint32_t k = 0; ls->lists[i].chosen && k < ls->lists[i].n; k++)
			settle_card(page, &ls->cards[ls->lists[i].first + k]);
}

void kr_claims_run(struct kr_page *page)
{
	settle_comments(page);
	settle_cards(page);
}
