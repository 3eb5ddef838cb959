#include "extract/lists/list_name_priv.h"

#include <ctype.h>
#include <string.h>

#include "extract/lists/card_label_priv.h"
#include "extract/lists/card_words_priv.h"
#include "extract/meta/date/date_priv.h"
#include "extract/words/card_phrases_priv.h"
#include "extract/words/phrases_priv.h"

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
	LEVELS = 3, /* to climb from a heading for its class */
};

/* The link, item or button within the heading that contains a text; else the heading itself. */
static int32_t part_around(const struct kr_dom *dom, int32_t heading, int32_t text)
{
	for (int32_t i = text; i > heading; i = dom->nodes[i].parent) {
		const int tag = dom->nodes[i].tag;

		if (tag == KR_TAG_a || tag == KR_TAG_li || tag == KR_TAG_button ||
		        tag == KR_TAG_option || tag == KR_TAG_td || tag == KR_TAG_th)
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

/* Whether a text is little more than a date: with a day, or only a month. */
static bool is_date(const struct kr_page *page, struct kr_slice t)
{
	struct kr_date_hints hints;
	struct kr_date date;
	struct kr_str first;
	size_t from, end;
	bool is;

	kr_date_read_hints(page, &hints);
	if (kr_date_parse_find(t.data, t.len, &hints, &date, &from, &end) &&
	        ((end - from) * 3 >= t.len * 2 ||
	                (end == t.len && from && !memchr(t.data, ' ', from - 1))))
		return true;
	kr_str_init(&first);
	kr_str_addz(&first, "1 ");
	kr_str_add(&first, t.data, t.len);
	is = kr_date_parse_find(first.data, first.len, &hints, &date, &from, &end) && date.year &&
	     !from && end == first.len;
	kr_str_fini(&first);
	return is;
}

/* Whether a text is a number of items or degrees ("133 items"), a date, or not for readers. */
static bool is_no_words(const struct kr_page *page, struct kr_slice t)
{
	static const char *const marks[] = {"°", "℃", "℉", "_", "{{", "${"};
	size_t digits = 0;

	while (digits < t.len && isdigit((unsigned char)t.data[digits]))
		digits++;
	if (digits && digits + 1 < t.len && t.data[digits] == ' ' &&
	        !memchr(t.data + digits + 1, ' ', t.len - digits - 1))
		return true;
	return t.data[0] == '$' || kr_slice_ihas_any(t, marks, sizeof marks / sizeof *marks) ||
	       is_date(page, t);
}

static bool is_page_title(const struct kr_page *page, struct kr_slice t)
{
	return page->doc->title && !kr_page_is_listing(page) && kr_slice_ieq(t, page->doc->title);
}

/* Whether a heading belongs to something else than the list: a picture, the author. */
static bool is_of_other(const struct kr_page *page, int32_t heading)
{
	const struct kr_dom *dom = &page->dom;
	const uint64_t other =
	        KR_CLASS_WORD(COMMENT_AUTHOR) |
	        (kr_dom_is_heading(dom->nodes[heading].tag) ? 0 : KR_CLASS_WORD(CAPTION));
	int32_t p = heading;

	for (int up = 0; up < LEVELS && p > 0; up++, p = dom->nodes[p].parent)
		if (page->stat[p].chars == page->stat[heading].chars &&
		        kr_page_class_words(page, p) & other)
			return true;
	return kr_dom_up(dom, heading, KR_TAG_figcaption) >= 0 ||
	       kr_dom_find(dom, heading, dom->nodes[heading].end, KR_TAG_figcaption) >= 0;
}

/* Whether a list and the heading over it are between paragraphs of the article, which the heading
 * then names. */
static bool is_within_text(const struct kr_page *page, const struct kr_link_list *list)
{
	const struct kr_card *last = &page->lists->cards[list->first + list->n - 1];
	int32_t before = list->heading - 1, after = page->dom.nodes[last->root].end;

	while (before > 0 && !kr_page_shows_text(page, before))
		before--;
	while (after < page->dom.n && !kr_page_shows_text(page, after))
		after++;
	return before > 0 && after < page->dom.n && kr_page_in_body(page, before) &&
	       kr_page_in_body(page, after);
}

static bool is_name(
        const struct kr_page *page, const struct kr_link_list *list, int32_t part, const char *text)
{
	const bool tagged = kr_dom_is_heading(page->dom.nodes[list->heading].tag);
	const struct kr_stat *st = &page->stat[part];
	const struct kr_slice t = {text, strlen(text)};
	unsigned words;

	if (st->chars > (tagged ? MAX_NAME : MAX_UNTAGGED) ||
	        (st->chars > MAX_SENTENCE && ends_sentence(text)) || kr_card_label_is_advert(t) ||
	        kr_card_phrases_is(kr_card_label_bare(t), KR_CARD_PHRASE(NO_HEADLINE)) ||
	        kr_card_phrases_starts(t, KR_CARD_PHRASE(NO_LIST_NAME)) > 0 ||
	        kr_phrases_find(t, KR_PHRASE(RIGHTS)) || text[0] == '(' || is_no_words(page, t) ||
	        is_page_title(page, t))
		return false;
	words = kr_card_words_heading(page, t);
	if (!(words & KR_CARD_WORDS_REC) &&
	        (words & KR_CARD_WORDS_PAGER || kr_slice_ifind(t, "newsletter")))
		return false;
	if (!tagged && !(words & KR_CARD_WORDS_REC) && st->chars > MAX_UNKNOWN)
		return false;
	if (!(words & (KR_CARD_WORDS_REC | KR_CARD_WORDS_LIST)) &&
	        (words & KR_CARD_WORDS_BAD || is_of_other(page, list->heading) ||
	                is_within_text(page, list) || is_in_body(page, part) ||
	                (!tagged && is_fragment(st, t))))
		return false;
	return (st->chars <= MAX_LINK || !is_link(&page->dom, part)) && !kr_card_words_is_time(t);
}

bool kr_list_name_is_other(struct kr_slice name)
{
	return kr_card_label_is_advert(name) ||
	       kr_card_phrases_starts(name, KR_CARD_PHRASE(OTHER_LIST)) > 0;
}

bool kr_list_name_excludes(const struct kr_page *page, const struct kr_link_list *list)
{
	struct kr_str text;
	bool excludes;

	if (list->heading < 0 || page->stat[list->heading].chars > MAX_NAME)
		return false;
	kr_str_init(&text);
	kr_dom_inner_text(&page->dom, list->heading, &text);
	excludes = kr_list_name_is_other((struct kr_slice){text.len ? text.data : "", text.len});
	kr_str_fini(&text);
	return excludes;
}

static bool is_for_screen_readers(const struct kr_page *page, int32_t i)
{
	const char *class = kr_dom_attr(&page->dom, i, "class");

	return kr_page_class_words(page, i) & KR_CLASS_WORD(SCREEN_READER) ||
	       (class && !strcmp(class, "hidden"));
}

/* The text of a heading without what is for screen readers only, unless it has nothing else. */
static void shown_text(const struct kr_page *page, int32_t part, struct kr_str *out)
{
	const struct kr_dom *dom = &page->dom;
	int32_t from = part;

	for (int32_t i = part; i < dom->nodes[part].end; i++) {
		if (dom->nodes[i].tag == KR_TAG_TEXT || !is_for_screen_readers(page, i))
			continue;
		kr_dom_range_text(dom, from, i, out);
		kr_str_addc(out, ' ');
		from = dom->nodes[i].end;
		i = from - 1;
	}
	kr_dom_range_text(dom, from, dom->nodes[part].end, out);
	if (!kr_slice_trim((struct kr_slice){out->data, out->len}).len) {
		kr_str_clear(out);
		kr_dom_inner_text(dom, part, out);
	}
}

const char *kr_list_name(struct kr_page *page, struct kr_link_list *list)
{
	const struct kr_dom *dom = &page->dom;
	const char *name;
	struct kr_str text;
	int32_t part;

	if (list->heading < 0 || list->group_known)
		return list->group;
	list->group_known = true;
	part = shown_part(dom, list->heading);
	if (part < 0)
		return NULL;
	kr_str_init(&text);
	shown_text(page, part, &text);
	name = text.len ? kr_doc_line(page->doc, text.data, text.len) : NULL;
	if (name && is_name(page, list, part, name))
		list->group = name;
	kr_str_fini(&text);
	return list->group;
}
