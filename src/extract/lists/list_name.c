/* Derives the name of a list from its heading, without the tabs and "more" links next to it.
 * Some texts above a list do not name it: the last sentence of an article, a headline, a time,
 * "Share this". */
#include "extract/lists/link_cards_priv.h"

#include <string.h>

enum { /* in kr_stat.chars, which counts an ideograph as two */
	LONGEST = 120,
	PLAIN = 60,    /* if the heading has no heading tag */
	LINK = 24,     /* if it is a link: longer ones are headlines */
	SENTENCE = 24, /* if it ends like a sentence */
	TABS = 3,
};

/* The element within the heading (a link, an item, a button) that sets the text apart; the
 * heading itself if there is none. */
static int32_t part_of(const struct kr_dom *dom, int32_t heading, int32_t text)
{
	for (int32_t i = text; i > heading; i = dom->nodes[i].parent) {
		const int tag = dom->nodes[i].tag;

		if (tag == KR_TAG_a || tag == KR_TAG_li || tag == KR_TAG_button ||
		        tag == KR_TAG_option || tag == KR_TAG_td)
			return i;
	}
	return heading;
}

/* The part of the heading to show: the first one if the others are links or tabs; -1 if all are
 * tabs. */
static int32_t shown_part(const struct kr_dom *dom, int32_t heading)
{
	int32_t first = -1, part = heading, last = heading, others = 0;

	for (int32_t i = heading; i < dom->nodes[heading].end; i++) {
		const struct kr_node *n = &dom->nodes[i];
		int32_t p;

		if (n->tag != KR_TAG_TEXT || n->flags & (KR_NF_HIDDEN | KR_NF_BLANK))
			continue;
		p = part_of(dom, heading, i);
		if (first < 0) {
			first = i;
			part = last = p;
		}
		others += p != part && p != last;
		last = p;
	}
	if (!others)
		return heading;
	if (part != heading)
		return others + 1 < TABS ? part : -1;
	return first;
}

static bool ends_sentence(const char *s)
{
	static const char *const marks[] = {"。", "！", "…", ".", "!", "；", ";"};
	const size_t len = strlen(s);

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (len > strlen(marks[i]) && !strcmp(s + len - strlen(marks[i]), marks[i]))
			return true;
	return false;
}

static bool is_link(const struct kr_dom *dom, int32_t i)
{
	return kr_dom_up(dom, i, KR_TAG_a) >= 0 ||
	       kr_dom_find(dom, i, dom->nodes[i].end, KR_TAG_a) >= 0;
}

static bool is_name(const struct kr_page *page, int32_t heading, int32_t part, const char *text)
{
	const struct kr_stat *st = &page->stat[part];
	const struct kr_slice t = {text, strlen(text)};
	struct kr_matcher headings;
	unsigned words;

	if (st->chars > (kr_dom_is_heading(page->dom.nodes[heading].tag) ? LONGEST : PLAIN) ||
	        (st->chars > SENTENCE && ends_sentence(text)))
		return false;
	kr_card_words_prepare_headings(&headings);
	words = kr_card_words_heading(&headings, t);
	if ((words & KR_CARD_WORDS_BAD) && !(words & (KR_CARD_WORDS_REC | KR_CARD_WORDS_LIST)))
		return false;
	return (st->chars <= LINK || !is_link(&page->dom, part)) && !kr_card_words_is_time(t);
}

const char *kr_list_name(struct kr_page *page, struct kr_link_list *list)
{
	const struct kr_dom *dom = &page->dom;
	struct kr_str text;
	int32_t part;

	if (list->heading < 0 || list->group_known)
		return list->group;
	list->group_known = true;
	part = shown_part(dom, list->heading);
	if (part < 0)
		return NULL;
	kr_str_init(&text);
	kr_dom_inner_text(dom, part, &text);
	if (text.len && is_name(page, list->heading, part, text.data))
		list->group = kr_doc_line(page->doc, text.data, text.len);
	kr_str_fini(&text);
	return list->group;
}
