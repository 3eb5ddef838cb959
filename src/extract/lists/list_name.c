#include "extract/lists/list_name_priv.h"

#include <string.h>

#include "extract/lists/card_label_priv.h"
#include "extract/lists/card_words_priv.h"
#include "extract/words/card_phrases_priv.h"

enum {
	/* longest names, in kr_stat.chars */
	MAX_NAME = 120,
	MAX_UNTAGGED = 60, /* outside <h1> to <h6> */
	MAX_LINK = 24,     /* longer links are headlines */
	MAX_SENTENCE = 24, /* with a full stop at the end */

	/* outside <h1> to <h6> */
	MIN_UNTAGGED = 4,
	MIN_WORD = 6,     /* of a single word in lower case */
	MAX_UNKNOWN = 32, /* without a word for related articles */

	MIN_TABS = 3,
};

/* The link, item or button within the heading that contains a text; else the heading itself. */
static int32_t part_around(const struct kr_dom *dom, int32_t heading, int32_t text)
{
	for (int32_t i = text; i > heading; i = dom->nodes[i].parent) {
		const int tag = dom->nodes[i].tag;

		if (tag == KR_TAG_a || tag == KR_TAG_li || tag == KR_TAG_button ||
		        tag == KR_TAG_option || tag == KR_TAG_td)
			return i;
	}
	return heading;
}

/* The part of the heading that is the name: the heading itself, or the first part if others follow.
 * -1 if all parts are tabs, so that none names the list. */
static int32_t shown_part(const struct kr_dom *dom, int32_t heading)
{
	int32_t first = -1, part = heading, last = heading, others = 0;

	for (int32_t i = heading; i < dom->nodes[heading].end; i++) {
		const struct kr_node *n = &dom->nodes[i];
		int32_t p;

		if (n->tag != KR_TAG_TEXT || n->flags & (KR_NF_HIDDEN | KR_NF_BLANK))
			continue;
		p = part_around(dom, heading, i);
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
		return others + 1 < MIN_TABS ? part : -1;
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

/* Whether the first text of an element is part of the article. */
static bool is_in_body(const struct kr_page *page, int32_t i)
{
	for (int32_t t = i; t < page->dom.nodes[i].end; t++)
		if (kr_page_shows_text(page, t))
			return kr_page_in_body(page, t);
	return false;
}

/* Whether a text outside <h1> to <h6> is rather the start of a sentence or a mark than a name. */
static bool is_fragment(const struct kr_stat *st, struct kr_slice t)
{
	return st->chars < MIN_UNTAGGED ||
	       (st->words == 1 && st->chars < MIN_WORD && t.data[0] >= 'a' && t.data[0] <= 'z');
}

static bool is_name(const struct kr_page *page, int32_t heading, int32_t part, const char *text)
{
	const bool tagged = kr_dom_is_heading(page->dom.nodes[heading].tag);
	const struct kr_stat *st = &page->stat[part];
	const struct kr_slice t = {text, strlen(text)};
	struct kr_matcher headings;
	unsigned words;

	if (st->chars > (tagged ? MAX_NAME : MAX_UNTAGGED) ||
	        (st->chars > MAX_SENTENCE && ends_sentence(text)) || kr_card_label_is_advert(t) ||
	        kr_card_phrases_is(kr_card_label_bare(t), KR_CARD_PHRASE(NO_HEADLINE)) ||
	        kr_phrases_find(t, KR_PHRASE(RIGHTS)) || text[0] == '(')
		return false;
	kr_card_words_prepare_headings(&headings);
	words = kr_card_words_heading(&headings, t);
	if (words & KR_CARD_WORDS_PAGER && !(words & KR_CARD_WORDS_REC))
		return false;
	if (!tagged && !(words & KR_CARD_WORDS_REC) && st->chars > MAX_UNKNOWN)
		return false;
	if (!(words & (KR_CARD_WORDS_REC | KR_CARD_WORDS_LIST)) &&
	        (words & KR_CARD_WORDS_BAD || is_in_body(page, part) ||
	                (!tagged && is_fragment(st, t))))
		return false;
	return (st->chars <= MAX_LINK || !is_link(&page->dom, part)) && !kr_card_words_is_time(t);
}

bool kr_list_name_excludes(const struct kr_page *page, const struct kr_link_list *list)
{
	struct kr_str text;
	struct kr_slice t;
	bool excludes;

	if (list->heading < 0 || page->stat[list->heading].chars > MAX_NAME)
		return false;
	kr_str_init(&text);
	kr_dom_inner_text(&page->dom, list->heading, &text);
	t = (struct kr_slice){text.len ? text.data : "", text.len};
	excludes = kr_card_label_is_advert(t) ||
	           kr_card_phrases_starts(t, KR_CARD_PHRASE(OTHER_LIST)) > 0;
	kr_str_fini(&text);
	return excludes;
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
