#include "extract/lists/card_label_priv.h"

#include <ctype.h>
#include <string.h>

#include "extract/lists/card_words_priv.h"
#include "extract/meta/duration_priv.h"
#include "extract/words/card_phrases_priv.h"
#include "kread/base/utf8.h"

enum {
	/* in kr_stat.chars */
	MAX_LABEL = 40,
	MAX_STACKED = 30, /* of a block */
	MIN_GLUED = 3,
	MIN_GLUED_TO_TEXT = 6, /* of an element next to a text without one */
	MIN_HEADLINE = 8,      /* shortest text that is left when labels are removed */

	MAX_PRICE = 24,  /* bytes */
	MAX_RANK = 3,    /* digits */
	MIN_ADVERT = 9,  /* bytes of a phrase before the name of an advertiser */
	MAX_ADVERT = 60, /* bytes of both */
	MAX_LABELS = 6,  /* to be removed from one headline */
};

/* The first or last visible text in [from, end), or -1. */
static int32_t first_text(const struct kr_card_reader *r, int32_t from, int32_t end)
{
	while (from < end && !kr_page_shows_text(r->page, from))
		from++;
	return from < end ? from : -1;
}

static int32_t last_text(const struct kr_card_reader *r, int32_t from, int32_t end)
{
	while (end > from && !kr_page_shows_text(r->page, end - 1))
		end--;
	return end > from ? end - 1 : -1;
}

struct kr_slice kr_card_label_bare(struct kr_slice t)
{
	static const char *const marks[] = {":", "|", "•", "·", "：", "｜", "/", "-", "–", "—", ".",
	        "[", "]", "(", ")", "【", "】", "「", "」", "（", "）", "!", "！", "、", "#", "«",
	        "»", "›", "‹", "→", "←", "◀", "▶", "<", ">"};

	if (t.len && isalnum((unsigned char)t.data[0]) && isalnum((unsigned char)t.data[t.len - 1]))
		return t;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		const struct kr_slice mark = kr_slice_of(marks[i]);
		bool cut = false;

		if (t.len && *t.data == *mark.data && kr_slice_starts(t, marks[i])) {
			t = (struct kr_slice){t.data + mark.len, t.len - mark.len};
			cut = true;
		}
		if (t.len && t.data[t.len - 1] == mark.data[mark.len - 1] &&
		        kr_slice_ends(t, marks[i])) {
			t.len -= mark.len;
			cut = true;
		}
		if (cut) {
			t = kr_slice_trim(t);
			i = (size_t)-1;
		}
	}
	return t;
}

bool kr_card_label_is_advert(struct kr_slice text)
{
	const struct kr_slice t = kr_card_label_bare(kr_slice_trim(text));
	size_t n;

	if (!t.len || t.len > MAX_ADVERT)
		return false;
	n = kr_card_phrases_starts(t, KR_CARD_PHRASE(ADVERT_LABEL));
	return n == t.len || (n >= MIN_ADVERT && !isalnum((unsigned char)t.data[n]));
}

bool kr_card_label_is_price(struct kr_slice text)
{
	static const char *const marks[] = {"€", "$", "£", "¥", "￥", "₹", "₽", "₺", "₩", "₴",
	        "₫", "฿", "zł", "Kč", "kr", "Ft", "lei", "EUR", "USD", "GBP", "CHF", "PLN", "TL",
	        "руб", "грн", "円", "元", "원"};
	struct kr_slice t = kr_slice_trim(text);
	bool digits = false, money = false;

	if (t.len > MAX_PRICE)
		return false;
	while (t.len) {
		size_t n = 0;

		for (size_t i = 0; !n && i < sizeof marks / sizeof *marks; i++)
			n = kr_slice_starts(t, marks[i]) ? strlen(marks[i]) : 0;
		money = money || n;
		digits = digits || isdigit((unsigned char)t.data[0]);
		if (!n && kr_slice_starts(t, "\xc2\xa0"))
			n = 2;
		if (!n && !isdigit((unsigned char)t.data[0]) && !strchr(" .,-'", t.data[0]))
			return false;
		n = n ? n : 1;
		t = (struct kr_slice){t.data + n, t.len - n};
	}
	return digits && money;
}

/* Whether a text is a number of up to three digits. */
static bool is_rank(struct kr_slice t)
{
	for (size_t i = 0; i < t.len; i++)
		if (!isdigit((unsigned char)t.data[i]))
			return false;
	return t.len > 0 && t.len <= MAX_RANK;
}

static uint64_t class_words(const struct kr_card_reader *r, int32_t i)
{
	return kr_page_class_words(r->page, i);
}

/* Whether a number in an element of its own is a rank, not the first word of a headline: by its
 * class, its tag, or as no space divides it from the headline. */
static bool is_rank_element(const struct kr_card_reader *r, int32_t i)
{
	const struct kr_dom *dom = r->dom;
	const int tag = dom->nodes[i].tag;
	const int32_t next = dom->nodes[i].end;

	if (class_words(r, i) & (KR_CLASS_WORD(CARD_RANK) | KR_CLASS_WORD(CARD_LABEL)) ||
	        tag == KR_TAG_i || tag == KR_TAG_em || kr_dom_is_block(tag))
		return true;
	if (next >= dom->n || dom->nodes[next].tag != KR_TAG_TEXT)
		return true;
	return !isspace((unsigned char)kr_dom_text(dom, next).data[0]);
}

/* Whether one text, alone in its element or beside other elements, is a label by its words. */
static bool is_label_text(const struct kr_card_reader *r, int32_t text)
{
	const struct kr_slice t = kr_slice_trim(kr_dom_text(r->dom, text)),
	                      b = kr_card_label_bare(t);

	return !b.len || kr_duration_clock(t) >= 0 ||
	       kr_card_phrases_is(b, KR_CARD_PHRASE(CARD_LABEL)) || kr_card_label_is_advert(t);
}

static bool is_time_element(const struct kr_card_reader *r, int32_t i, struct kr_slice t)
{
	const int tag = r->dom->nodes[i].tag;

	return kr_card_words_is_time(t) && (tag == KR_TAG_time || kr_dom_is_block(tag) ||
	                                           class_words(r, i) & KR_CLASS_WORD(TIME));
}

/* Whether an element that has a single text is a label, by its class or text. */
static bool is_label_element(const struct kr_card_reader *r, int32_t i, int32_t text)
{
	const struct kr_slice t = kr_slice_trim(kr_dom_text(r->dom, text));
	const uint64_t words = class_words(r, i);

	if (is_rank(kr_card_label_bare(t)))
		return is_rank_element(r, i);
	return words & KR_CLASS_WORD(CARD_LABEL) || words & KR_CLASS_WORD(CARD_DURATION) ||
	       is_time_element(r, i, t);
}

bool kr_card_label_is(const struct kr_card_reader *r, int32_t i)
{
	const int32_t end = r->dom->nodes[i].end, text = first_text(r, i, end);

	if (text < 0)
		return true;
	if (r->page->stat[i].chars > MAX_LABEL)
		return false;
	return text == last_text(r, i, end) &&
	       (is_label_text(r, text) ||
	               (r->dom->nodes[i].tag != KR_TAG_TEXT && is_label_element(r, i, text)));
}

/* Whether a block below the headline has the first words of the article. */
static bool is_excerpt(const struct kr_card_reader *r, int32_t i)
{
	return r->dom->nodes[i].tag != KR_TAG_TEXT && kr_dom_is_block(r->dom->nodes[i].tag) &&
	       class_words(r, i) & KR_CLASS_WORD(CARD_TEXT);
}

static uint32_t chars_between(const struct kr_card_reader *r, int32_t from, int32_t end)
{
	uint32_t chars = 0;

	for (int32_t i = from; i < end; i++)
		if (kr_page_shows_text(r->page, i))
			chars += r->page->stat[i].chars;
	return chars;
}

static bool is_capital(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c >= 0xc0 && c <= 0xde) ||
	       (c >= 0x410 && c <= 0x42f) || c == '"' || c == 0xab || c == 0x201c || c == 0x201e;
}

/* Whether two texts meet without a space, but with a new word, as labels do that are set apart by
 * style only. */
static bool are_glued(struct kr_slice before, struct kr_slice after)
{
	static const char *const joints[] = {"-", "'", "’", "/", "(", "“", "„", "«", "\"", "–"};
	uint32_t c;

	if (!before.len || !after.len || isspace((unsigned char)before.data[before.len - 1]))
		return false;
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
		if (kr_slice_ends(before, joints[i]))
			return false;
	kr_utf8_decode(after.data, after.len, &c);
	return is_capital(c);
}

/* Whether a block or line starts between two nodes. */
static bool are_stacked(const struct kr_dom *dom, int32_t from, int32_t to)
{
	for (int32_t i = from; !kr_dom_within(dom, to, i); i = dom->nodes[i].parent)
		if (kr_dom_is_block(dom->nodes[i].tag))
			return true;
	for (int32_t i = to; !kr_dom_within(dom, from, i); i = dom->nodes[i].parent)
		if (kr_dom_is_block(dom->nodes[i].tag))
			return true;
	return false;
}

/* Whether an element at an edge, shorter than the rest, is set apart from it by markup: both are
 * blocks, or meet without a space. */
static bool is_apart(const struct kr_card_reader *r, int32_t i, bool at_end)
{
	const uint32_t chars = r->page->stat[i].chars,
	               rest = chars_between(r, r->title, r->title_end) - chars;
	const int32_t end = r->dom->nodes[i].end,
	              inner = at_end ? first_text(r, i, end) : last_text(r, i, end),
	              outer = at_end ? last_text(r, r->title, i) : first_text(r, end, r->title_end);
	const int32_t before = at_end ? outer : inner, after = at_end ? inner : outer;

	if (r->dom->nodes[i].tag == KR_TAG_TEXT || chars > MAX_LABEL || chars >= rest || outer < 0)
		return false;
	if (are_stacked(r->dom, before, after))
		return chars <= MAX_STACKED && chars * 3 <= rest * 2;
	/* a part of a word may be set apart, too: "Mac<b>Intyre</b>" */
	if (r->dom->nodes[outer].parent == r->dom->nodes[i].parent &&
	        (at_end || chars < MIN_GLUED_TO_TEXT))
		return false;
	return chars >= MIN_GLUED &&
	       are_glued(kr_dom_text(r->dom, before), kr_dom_text(r->dom, after));
}

/* The outermost element in the headline around the text at one edge, without the text at the other
 * edge, that is a label; -1 if there is none. */
static int32_t label_around(
        const struct kr_card_reader *r, int32_t element, int32_t text, int32_t other, bool at_end)
{
	int32_t label = -1;

	for (int32_t i = text; i > element && !kr_dom_within(r->dom, other, i);
	        i = r->dom->nodes[i].parent)
		if (kr_card_label_is(r, i) || is_apart(r, i, at_end) ||
		        (at_end && is_excerpt(r, i)))
			label = i;
	return label;
}

/* Removes one label from an edge. Returns false if there is none. */
static bool trim_edge(struct kr_card_reader *r, int32_t element, bool at_end)
{
	const int32_t first = first_text(r, r->title, r->title_end),
	              last = last_text(r, r->title, r->title_end);
	int32_t label, from = r->title, end = r->title_end;

	if (first < 0 || first == last)
		return false;
	label = label_around(r, element, at_end ? last : first, at_end ? first : last, at_end);
	if (label < 0)
		return false;
	if (at_end)
		end = label;
	else
		from = r->dom->nodes[label].end;
	if (chars_between(r, from, end) < MIN_HEADLINE)
		return false;
	r->title = from;
	r->title_end = end;
	return true;
}

void kr_card_label_trim(struct kr_card_reader *r, int32_t element)
{
	r->title = element;
	r->title_end = r->dom->nodes[element].end;
	for (int n = 0; n < MAX_LABELS; n++)
		if (!trim_edge(r, element, false) && !trim_edge(r, element, true))
			return;
}
