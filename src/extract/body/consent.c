/* A box that asks about cookies can be longer than the article it covers, and it is running
 * text, too. Boxes are recognised by their words and a button, and hidden if the page has text
 * of its own. If the page has far more text than the box, body.c can tell them apart without
 * help. */
#include "extract/body/consent_priv.h"
#include "extract/words/phrases_priv.h"
#include "extract/data/page_facts_priv.h"

#include <string.h>

enum {
	WORDS = 40,   /* in kr_stat.chars: a text that explains something */
	BUTTON = 60,  /* longest button */
	BOX = 12000,  /* largest box; some list vendors */
	NODES = 4000, /* most nodes of a box */
	OTHER = 5,    /* at most 1 / OTHER of a box may be about other things */
	BOXES = 8,
	RIVAL = 2, /* a box is large if it has at least 1 / RIVAL of the other text */
};

bool kr_consent_mentions(struct kr_slice text)
{
	return kr_phrases_find(text, KR_PHRASE(COOKIES) | KR_PHRASE(CONSENT));
}

static bool accepts(struct kr_slice text)
{
	text = kr_slice_trim(text);
	return kr_phrases_is(text, KR_PHRASE(ACCEPT_ALONE)) ||
	       kr_phrases_find(text, KR_PHRASE(ACCEPT));
}

bool kr_consent_can_accept(const struct kr_page *page, int32_t root)
{
	const struct kr_dom *dom = &page->dom;
	bool found = false;

	for (int32_t i = root; i < dom->nodes[root].end && !found; i++) {
		const int tag = dom->nodes[i].tag;
		struct kr_str text;

		if ((tag != KR_TAG_button && tag != KR_TAG_a && tag != KR_TAG_input) ||
		        page->stat[i].chars > BUTTON)
			continue;
		kr_str_init(&text);
		kr_str_addz(&text, kr_dom_attr(dom, i, "value"));
		kr_dom_inner_text(dom, i, &text);
		found = accepts((struct kr_slice){text.data, text.len});
		kr_str_fini(&text);
	}
	return found;
}

/* Whether an element is only the question: hardly any other text, no headline, no article. */
static bool is_box(const struct kr_page *page, int32_t root)
{
	const struct kr_dom *dom = &page->dom;
	uint32_t other = 0;

	if (page->stat[root].chars > BOX || dom->nodes[root].end - root > NODES)
		return false;
	for (int32_t i = root; i < dom->nodes[root].end; i++) {
		const int tag = dom->nodes[i].tag;

		if (tag == KR_TAG_h1 || tag == KR_TAG_article || tag == KR_TAG_main ||
		        tag == KR_TAG_nav || tag == KR_TAG_time)
			return false;
		if (kr_page_shows_text(page, i) && page->stat[i].chars >= WORDS &&
		        !kr_consent_mentions(kr_dom_text(dom, i)))
			other += page->stat[i].chars;
	}
	return other * OTHER <= page->stat[root].chars;
}

/* The largest such element around a text, or -1. */
static int32_t box_around(const struct kr_page *page, int32_t text)
{
	const struct kr_dom *dom = &page->dom;
	int32_t box = -1;

	for (int32_t i = dom->nodes[text].parent;
	        i > 0 && i != dom->body && i != dom->html && is_box(page, i);
	        i = dom->nodes[i].parent)
		box = i;
	return box;
}

/* Whether there are two paragraphs outside the box, or a headline and one. */
static bool has_article(const struct kr_page *page, int32_t box)
{
	const struct kr_dom *dom = &page->dom;
	size_t paragraphs = 0;

	for (int32_t i = 0; i < dom->n && paragraphs < 2; i++) {
		if (i == box) {
			i = dom->nodes[box].end - 1;
			continue;
		}
		if (dom->nodes[i].tag == KR_TAG_h1 && page->stat[i].chars)
			paragraphs++;
		else if (kr_page_shows_text(page, i) && !(dom->nodes[i].flags & KR_NF_LINK) &&
		         page->stat[i].stops && page->stat[i].chars >= WORDS &&
		         !kr_consent_mentions(kr_dom_text(dom, i)))
			paragraphs++;
	}
	return paragraphs >= 2;
}

static bool is_large(const struct kr_page *page, int32_t box)
{
	return page->stat[box].chars * RIVAL >= page->stat[0].chars - page->stat[box].chars;
}

/* Whether the article itself is about cookies or privacy. */
static bool is_about(const struct kr_page *page)
{
	return page->facts->title.len && kr_consent_mentions(page->facts->title);
}

void kr_consent_run(struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;
	int boxes = 0;

	for (int32_t i = 0; i < dom->n && boxes < BOXES; i++) {
		struct kr_slice text;
		int32_t box;

		if (!kr_page_shows_text(page, i) || page->stat[i].chars < WORDS)
			continue;
		text = kr_dom_text(dom, i);
		if (!memmem(text.data, text.len, "ookie", 5) &&
		        !memmem(text.data, text.len, "OOKIE", 5))
			continue;
		if (!boxes && is_about(page))
			return;
		box = box_around(page, i);
		boxes++;
		if (box < 0)
			continue;
		if (is_large(page, box) && kr_consent_can_accept(page, box) &&
		        has_article(page, box))
			kr_page_hide(page, box);
		i = dom->nodes[box].end - 1;
	}
}
