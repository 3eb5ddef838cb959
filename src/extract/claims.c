/* Decides about text that the stages of comments, lists and body have marked more than once. */
#include "extract/lists/list_features_priv.h"

/* --- comments ----------------------------------------------------------------------------- */

/* Counts the words in a subtree, and those of them in the body. */
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

/* Removes comments of which a third or more is in the body. */
static void resolve_comments(struct kr_page *page)
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

static bool is_partly_in_body(const struct kr_page *page, const struct kr_card *card)
{
	for (int32_t i = card->root; i < page->dom.nodes[card->root].end; i++)
		if (page->dom.nodes[i].tag == KR_TAG_TEXT && kr_page_in_body(page, i))
			return true;
	return false;
}

/* Whether more than half of the body is in cards. Then the page is a list itself, and the cards
 * stay in the body. */
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

/* Whether so much text of a card outside links is in the body that it is rather a box of text with
 * a link. */
static bool is_text_box(const struct kr_page *page, const struct kr_card *card)
{
	enum { MIN_TEXT = 250 };
	uint32_t chars = 0;

	for (int32_t i = card->root; i < page->dom.nodes[card->root].end; i++)
		if (page->dom.nodes[i].tag == KR_TAG_TEXT && kr_page_in_body(page, i))
			chars += page->stat[i].chars - page->stat[i].link_chars;
	return chars >= MIN_TEXT;
}

static void clear_mark(struct kr_page *page, int32_t root, uint8_t mark)
{
	for (int32_t i = root; i < page->dom.nodes[root].end; i++)
		page->mark[i] &= (uint8_t)~mark;
}

/* Resolves a card that is in the body. If its link is part of a sentence, it stays in the body and
 * is not recommended. Otherwise it leaves the body; of a box of text, only the paragraph with the
 * link does. */
static void resolve_card(struct kr_page *page, struct kr_card *card)
{
	if (!is_partly_in_body(page, card))
		return;
	card->in_body = kr_list_features_in_sentence(page, card);
	if (card->in_body)
		clear_mark(page, card->root, KR_MARK_REC);
	else if (is_text_box(page, card))
		clear_mark(page, kr_dom_block(&page->dom, card->link), KR_MARK_KEEP);
	else
		clear_mark(page, card->root, KR_MARK_KEEP);
}

static void resolve_cards(struct kr_page *page)
{
	struct kr_link_lists *ls = page->lists;

	if (is_body_of_cards(page))
		return;
	for (size_t i = 0; i < ls->nlists; i++)
		for (uint32_t k = 0; ls->lists[i].chosen && k < ls->lists[i].n; k++)
			resolve_card(page, &ls->cards[ls->lists[i].first + k]);
}

void kr_claims_run(struct kr_page *page)
{
	resolve_comments(page);
	resolve_cards(page);
}
