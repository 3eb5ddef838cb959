/* Reads the title of a card. */
#include "extract/lists/card_reader_priv.h"

#include <string.h>

#include "extract/lists/card_label_priv.h"
#include "extract/lists/card_slug_priv.h"
#include "extract/lists/card_words_priv.h"
#include "extract/words/card_phrases_priv.h"
#include "extract/words/phrases_priv.h"
#include "kread/base/utf8.h"

enum {
	/* in kr_stat.chars */
	MIN_LINK = 10,   /* shortest text of a link that is a headline without a heading */
	MIN_BLOCK = 16,  /* the same of a block in a link */
	MAX_KICKER = 30, /* longest text above a headline */
	MIN_EXCERPT = 60,
	MAX_HEADLINE = 110, /* of a text below a heading */

	MAX_DIRECTION = 36, /* bytes */

	LEVELS = 3, /* to climb from a link for its class */
};

static const char *text_line(struct kr_card_reader *r)
{
	kr_str_clear(&r->text);
	kr_dom_range_text(r->dom, r->title, r->title_end, &r->text);
	return kr_doc_line(r->page->doc, r->text.data, r->text.len);
}

static const char *attr_line(struct kr_card_reader *r, int32_t i, const char *name)
{
	const char *v = kr_dom_attr(r->dom, i, name);

	return v ? kr_doc_line(r->page->doc, v, strlen(v)) : NULL;
}

/* --- the element -------------------------------------------------------------------------- */

static bool is_named_title(const struct kr_card_reader *r, int32_t i)
{
	const uint64_t words = kr_page_class_words(r->page, i);

	return words & KR_CLASS_WORD(CARD_TITLE) &&
	       !(words & (KR_CLASS_WORD(CARD_LABEL) | KR_CLASS_WORD(CARD_TEXT)));
}

/* Whether a heading is rather the headline than the one before it, which may be a kicker. */
static bool is_better_heading(const struct kr_card_reader *r, int32_t i, int32_t than)
{
	const struct kr_stat *a = &r->page->stat[i], *b = &r->page->stat[than];

	if (kr_card_label_is(r, than) != kr_card_label_is(r, i))
		return kr_card_label_is(r, than);
	if (r->dom->nodes[i].tag != r->dom->nodes[than].tag)
		return r->dom->nodes[i].tag < r->dom->nodes[than].tag && a->chars >= MIN_LINK;
	return b->chars < MAX_KICKER && a->chars * 2 > b->chars * 3;
}

/* The headline among the headings in [from, end), else the first element with a class for titles,
 * or -1. */
static int32_t title_element(const struct kr_card_reader *r, int32_t from, int32_t end)
{
	int32_t named = -1, heading = -1;

	for (int32_t i = from; i < end; i++) {
		if (r->dom->nodes[i].tag == KR_TAG_TEXT || r->page->stat[i].chars < 4 ||
		        r->dom->nodes[i].flags & KR_NF_HIDDEN)
			continue;
		if (kr_dom_is_heading(r->dom->nodes[i].tag)) {
			if (heading < 0 || is_better_heading(r, i, heading))
				heading = i;
		} else if (named < 0 && is_named_title(r, i) && !kr_card_label_is(r, i)) {
			named = i;
		}
	}
	return heading >= 0 ? heading : named;
}

/* Whether a text reads like the first words of an article: long, with a stop at its end. */
static bool is_excerpt(const struct kr_card_reader *r, int32_t i)
{
	static const char *const ends[] = {"...", "…", ".", "。", "।", "۔", "›", "»"};
	const struct kr_stat *st = &r->page->stat[i];
	int32_t last = r->dom->nodes[i].end - 1;
	struct kr_slice t;

	if (st->chars < MIN_EXCERPT)
		return false;
	while (last > i && !kr_page_shows_text(r->page, last))
		last--;
	t = kr_slice_trim(kr_dom_text(r->dom, last));
	for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
		if (kr_slice_ends(t, ends[k]))
			return true;
	return false;
}

/* The element around the first long text, if the link spans a whole card; else -1. A shorter text
 * above a headline is passed over. */
static int32_t first_block(const struct kr_card_reader *r, int32_t a)
{
	int32_t found = -1;

	for (int32_t i = a + 1; i < r->dom->nodes[a].end; i++) {
		const int32_t p = r->dom->nodes[i].parent;

		if (!kr_page_shows_text(r->page, i) || r->page->stat[i].chars < MIN_BLOCK ||
		        (p != a && kr_card_label_is(r, p)))
			continue;
		if (p == a)
			return found;
		if (found >= 0)
			return r->page->stat[p].chars >= MAX_KICKER && !is_excerpt(r, p) &&
			                       !(kr_page_class_words(r->page, p) &
			                               KR_CLASS_WORD(CARD_TEXT)) &&
			                       kr_dom_block(r->dom, p) !=
			                               kr_dom_block(r->dom, found)
			               ? p
			               : found;
		if (r->page->stat[p].chars >= MAX_KICKER)
			return p;
		found = p;
	}
	return found;
}

/* --- the link ----------------------------------------------------------------------------- */

/* The bits of the classes of a link and of the elements that hold nothing else. */
static uint64_t link_words(const struct kr_card_reader *r, int32_t a)
{
	uint64_t words = kr_page_class_words(r->page, a);

	for (int32_t p = r->dom->nodes[a].parent, up = 0;
	        up < LEVELS && p > r->card->root &&
	        r->page->stat[p].chars == r->page->stat[a].chars;
	        p = r->dom->nodes[p].parent, up++)
		words |= kr_page_class_words(r->page, p);
	return words;
}

static bool in_heading(const struct kr_card_reader *r, int32_t a)
{
	for (int32_t p = a; p >= r->card->root; p = r->dom->nodes[p].parent)
		if (kr_dom_is_heading(r->dom->nodes[p].tag))
			return true;
	return false;
}

/* How much a link looks like the headline of its card: 0 to 3. */
static int link_rank(const struct kr_card_reader *r, int32_t a)
{
	const uint64_t words = link_words(r, a);
	const uint32_t chars = r->page->stat[a].chars;

	if (chars < 4 || kr_card_label_is(r, a))
		return 0;
	if (in_heading(r, a) ||
	        (words & KR_CLASS_WORD(CARD_TITLE) &&
	                !(words & (KR_CLASS_WORD(CARD_LABEL) | KR_CLASS_WORD(CARD_TEXT)))))
		return 3;
	if (chars < MIN_LINK || words & KR_CLASS_WORD(CARD_LABEL))
		return 1;
	return words & KR_CLASS_WORD(CARD_TEXT) || is_excerpt(r, a) ? 1 : 2;
}

/* Of the links of a card to its article, the one that shows the headline: others may show the first
 * words of the text or a section. */
static int32_t headline_link(const struct kr_card_reader *r)
{
	const int32_t root = r->card->root, longest = r->card->link;
	int32_t best = longest;
	int rank = -1;

	for (size_t k = kr_card_links_first(r->ls, root);
	        k < r->ls->nlinks && r->ls->links[k].node < r->dom->nodes[root].end; k++) {
		const int32_t a = r->ls->links[k].node;
		int own;

		if (r->ls->links[k].url != r->card->url)
			continue;
		own = link_rank(r, a);
		if (own > rank || (own == rank && own < 3 &&
		                          r->page->stat[a].chars > r->page->stat[best].chars)) {
			rank = own;
			best = a;
		}
	}
	return rank > 0 ? best : longest;
}

/* Whether an element has Latin capitals only. */
static bool is_capitals(const struct kr_card_reader *r, int32_t i)
{
	for (int32_t t = i; t < r->dom->nodes[i].end; t++) {
		const struct kr_slice s = kr_dom_text(r->dom, t);

		for (size_t k = 0; kr_page_shows_text(r->page, t) && k < s.len; k++)
			if ((s.data[k] & 0x80) || (s.data[k] >= 'a' && s.data[k] <= 'z'))
				return false;
	}
	return true;
}

/* The text in a link that follows a shout of a heading ("WHAT A MESS"), as it is the headline, or
 * the heading itself. */
static int32_t below_shout(const struct kr_card_reader *r, int32_t heading, int32_t end)
{
	if (r->page->stat[heading].chars >= MAX_KICKER || !is_capitals(r, heading))
		return heading;
	for (int32_t i = r->dom->nodes[heading].end; i < end; i++) {
		const int32_t p = r->dom->nodes[i].parent;

		if (!kr_page_shows_text(r->page, i) || r->page->stat[i].chars < MAX_KICKER)
			continue;
		return is_excerpt(r, p) || is_capitals(r, p) ||
		                       r->page->stat[p].chars > MAX_HEADLINE ||
		                       !kr_dom_is_block(r->dom->nodes[p].tag)
		               ? heading
		               : p;
	}
	return heading;
}

int32_t kr_card_title_node(const struct kr_card_reader *r)
{
	int32_t a = headline_link(r), root = r->card->root, t;

	t = title_element(r, a + 1, r->dom->nodes[a].end);
	if (t >= 0)
		return below_shout(r, t, r->dom->nodes[a].end);
	if (in_heading(r, a))
		return a;
	if (r->page->stat[a].chars >= MIN_LINK)
		return (t = first_block(r, a)) >= 0 ? t : a;
	t = title_element(r, root, r->dom->nodes[root].end);
	return t >= 0 ? t : a;
}

/* --- the text ----------------------------------------------------------------------------- */

/* Whether a text has two letters or digits, or one ideograph. */
static bool has_letters(const char *s)
{
	const size_t len = strlen(s);
	int n = 0;

	for (size_t i = 0; i < len && n < 2;) {
		uint32_t c;

		i += kr_utf8_decode(s + i, len - i, &c);
		if (c < 0x80)
			n += (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
		else if (!(c >= 0x2000 && c < 0x2c00) && !(c >= 0x3000 && c < 0x3040))
			n += c >= 0x3040 ? 2 : c >= 0xc0;
	}
	return n >= 2;
}

static bool has_arrow(struct kr_slice t)
{
	static const char *const arrows[] = {"«", "»", "‹", "›", "→", "←", "<", ">"};

	for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++)
		if (kr_slice_starts(t, arrows[i]) || kr_slice_ends(t, arrows[i]))
			return true;
	return false;
}

/* Whether a text of a few words leads to other lists ("More top stories") or along one ("Next tip
 * »"). */
static bool is_direction(struct kr_slice t)
{
	const struct kr_slice bare = kr_card_label_bare(t);
	size_t words = 1;

	if (bare.len > MAX_DIRECTION)
		return false;
	if (kr_phrases_is(bare, KR_PHRASE(HEADING_RELATED) | KR_PHRASE(HEADING_PAGER)))
		return true;
	for (size_t i = 0; i < bare.len; i++)
		words += bare.data[i] == ' ';
	return (words <= 2 && has_arrow(t)) ||
	       (words <= 3 && kr_phrases_starts(bare, KR_PHRASE(MORE)) > 0 &&
	               kr_phrases_find(bare, KR_PHRASE(HEADING_LIST)));
}

/* Whether a text names a program or an account of the site: "港口日报客户端". */
static bool is_account(struct kr_slice t)
{
	enum { NAME = 10 * 3 }; /* bytes of ten ideographs */

	return t.len <= NAME && kr_card_phrases_ends(t, KR_CARD_PHRASE(ACCOUNT_END));
}

static bool is_usable(const char *title)
{
	const uint64_t other = KR_CARD_PHRASE(NO_HEADLINE) | KR_CARD_PHRASE(LIST_LINK) |
	                       KR_CARD_PHRASE(CARD_LABEL) | KR_CARD_PHRASE(ADVERT_LABEL) |
	                       KR_CARD_PHRASE(BEFORE_HEADLINE);
	struct kr_slice t;

	if (!title || !has_letters(title) ||
	        (!strchr(title, ' ') && (kr_str_istarts(title, "www.") || strstr(title, "://"))))
		return false;
	t = kr_slice_of(title);
	return !kr_card_words_is_more(t.data, t.len) && !is_direction(t) && !is_account(t) &&
	       !kr_card_phrases_is(kr_card_label_bare(t), other) &&
	       !kr_card_phrases_starts(t, KR_CARD_PHRASE(SHARE_BUTTON));
}

/* The headline behind "Read also: " and "Next: ". */
static const char *without_lead(const char *title)
{
	static const char *const marks[] = {":", "：", "»", "›", "→", "|", "｜", " –", " -"};
	const struct kr_slice t = kr_slice_of(title);
	size_t n;
	bool related;

	if (!title[strcspn(title, ":|-\xc2\xe2\xef")]) /* no byte of a mark */
		return title;
	n = kr_phrases_starts(t, KR_PHRASE(HEADING_RELATED));
	related = n > 0;
	if (!related)
		n = kr_card_phrases_starts(t, KR_CARD_PHRASE(BEFORE_HEADLINE));
	for (size_t i = 0; n && i < (related ? sizeof marks / sizeof *marks : 5); i++)
		if (kr_str_starts(title + n, marks[i]) &&
		        strlen(title + n) > (related ? MAX_KICKER : MIN_LINK))
			return kr_slice_trim(kr_slice_of(title + n + strlen(marks[i]))).data;
	return title;
}

/* A headline without the bullet before it and the arrows at its ends. */
static const char *without_marks(struct kr_doc *doc, const char *title)
{
	static const char *const marks[] = {"»", "«", "›", "‹", "→", "←", ">", "<", "▶", "►", "▸",
	        "■", "◆", "●", "•", "·", "❯", "＞", "➤", "➜"};
	struct kr_slice t = kr_slice_of(title);

	for (size_t i = 0; i < sizeof marks / sizeof *marks && t.len > MIN_LINK; i++) {
		const size_t n = strlen(marks[i]);
		const bool starts = kr_slice_starts(t, marks[i]);

		/* a pair of marks in the text is quotation marks */
		if ((!starts && !kr_slice_ends(t, marks[i])) ||
		        (i < 4 && strstr(title, marks[i ^ 1])))
			continue;
		t = kr_slice_trim((struct kr_slice){t.data + (starts ? n : 0), t.len - n});
		i = (size_t)-1;
	}
	return t.len == strlen(title) ? title : kr_doc_line(doc, t.data, t.len);
}

const char *kr_card_title_clean(struct kr_doc *doc, const char *title)
{
	title = title ? without_marks(doc, without_lead(title)) : NULL;
	return is_usable(title) ? title : NULL;
}

static const char *from_attributes(struct kr_card_reader *r)
{
	const char *t = NULL;

	for (int32_t i = r->card->root; i < r->dom->nodes[r->card->root].end; i++) {
		const int tag = r->dom->nodes[i].tag;

		if (tag != KR_TAG_a && tag != KR_TAG_img)
			continue;
		t = attr_line(r, i, tag == KR_TAG_a ? "title" : "alt");
		if (is_usable(t))
			break;
	}
	return t;
}

const char *kr_card_title_read(struct kr_card_reader *r)
{
	const char *t, *full;
	int32_t better;
	bool usable;

	kr_card_label_trim(r, kr_card_title_node(r));
	t = text_line(r);
	usable = is_usable(t);
	if (!usable) {
		const int32_t el =
		        title_element(r, r->card->root, r->dom->nodes[r->card->root].end);

		if (el >= 0)
			kr_card_label_trim(r, el);
		t = el >= 0 ? text_line(r) : NULL;
		usable = is_usable(t);
	}
	if (!usable) {
		t = from_attributes(r);
		usable = is_usable(t);
		r->title = r->title_end = -1;
	}
	if (usable && (better = kr_card_slug_headline(r, t)) >= 0) {
		kr_card_label_trim(r, better);
		t = text_line(r);
	}
	full = attr_line(r, r->card->link, "title");
	if (t && full && strlen(full) > strlen(t) && (kr_str_ends(t, "...") || kr_str_ends(t, "…")))
		t = full;
	return kr_card_title_clean(r->page->doc, t);
}
