#include "extract/lists/card_slug_priv.h"

#include <ctype.h>
#include <string.h>

#include "extract/lists/card_label_priv.h"
#include "kread/base/url.h"
#include "kread/base/utf8.h"

enum {
	MAX_WORDS = 24,
	MIN_WORD = 3,  /* bytes */
	SAME = 5,      /* bytes in which longer words agree */
	MIN_WORDS = 4, /* of an address */
	MAX_TEXT = 400,

	/* in kr_stat.chars */
	MIN_HEADLINE = 12,
	MAX_HEADLINE = 120,
	MAX_KICKER = 48, /* of what is shown in place of a headline */
	MIN_EXCERPT = 60,
};

/* The words of an address. They point into it. */
struct slug {
	struct kr_slice words[MAX_WORDS];
	unsigned n;
};

/* Letters from U+00C0 to U+017F without their marks. */
static const char latin[] = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
                            "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
                            "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/* Letters from U+0430 to U+044F. */
static const char *const cyrillic[] = {"a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k", "l",
        "m", "n", "o", "p", "r", "s", "t", "u", "f", "h", "c", "ch", "sh", "sch", "", "y", "", "e",
        "yu", "ya"};

/* Adds a letter in ASCII, or a space for what is none. german: with a second letter for a mark. */
static void add_letter(struct kr_str *out, uint32_t c, bool german)
{
	if (c < 0x80) {
		kr_str_addc(out, isalnum((int)c) ? (char)tolower((int)c) : ' ');
		return;
	}
	if (c >= 0x410 && c < 0x430)
		c += 0x20;
	if (c >= 0x430 && c < 0x450) {
		kr_str_addz(out, cyrillic[c - 0x430]);
		return;
	}
	if (c == 0x456 || c == 0x457) {
		kr_str_addc(out, 'i');
		return;
	}
	if (c < 0xc0 || c >= 0xc0 + sizeof latin - 1) {
		kr_str_addc(out, ' ');
		return;
	}
	kr_str_addc(out, latin[c - 0xc0]);
	if (c == 0xdf)
		kr_str_addc(out, 's');
	else if (german && c < 0x100 && strchr("\xc4\xd6\xdc\xe4\xf6\xfc\xc6\xe6\xd8\xf8", (int)c))
		kr_str_addc(out, 'e');
}

static bool same_word(struct kr_slice a, const char *b, size_t len)
{
	size_t n = 0;

	while (n < a.len && n < len &&
	        (a.data[n] | (isalpha((unsigned char)a.data[n]) ? 0x20 : 0)) == b[n])
		n++;
	return n >= SAME || (n == a.len && n == len);
}

static bool has_word(const struct kr_str *text, struct kr_slice word)
{
	for (size_t i = 0, at = 0; i <= text->len; i++) {
		if (i < text->len && text->data[i] != ' ')
			continue;
		if (i - at >= MIN_WORD && same_word(word, text->data + at, i - at))
			return true;
		at = i + 1;
	}
	return false;
}

static unsigned count(const struct slug *slug, struct kr_slice text, bool german)
{
	struct kr_str plain;
	unsigned n = 0;

	kr_str_init(&plain);
	for (size_t i = 0; i < text.len;) {
		uint32_t c;

		i += kr_utf8_decode(text.data + i, text.len - i, &c);
		add_letter(&plain, c, german);
	}
	for (unsigned i = 0; plain.len && i < slug->n; i++)
		n += has_word(&plain, slug->words[i]);
	kr_str_fini(&plain);
	return n;
}

/* Returns how many of the words a text has. */
static unsigned count_words(const struct slug *slug, struct kr_slice text)
{
	unsigned plain, german;

	if (text.len > MAX_TEXT)
		text.len = MAX_TEXT;
	plain = count(slug, text, false);
	german = count(slug, text, true);
	return plain > german ? plain : german;
}

/* Sets ret to the words of one segment. */
static void split_words(struct kr_slice segment, struct slug *ret)
{
	ret->n = 0;
	for (size_t i = 0, at = 0; i <= segment.len && ret->n < MAX_WORDS; i++) {
		if (i < segment.len && isalnum((unsigned char)segment.data[i]))
			continue;
		if (i - at >= MIN_WORD && !isdigit((unsigned char)segment.data[at]))
			ret->words[ret->n++] = (struct kr_slice){segment.data + at, i - at};
		at = i + 1;
	}
}

/* Reads the words of the path of an address; none if no part of it has several. */
static void read_slug(struct kr_slice href, struct slug *ret)
{
	struct kr_url u;

	ret->n = 0;
	kr_url_split(href.data, href.len, &u);
	for (size_t i = 0, at = 0; i <= u.path.len; i++) {
		struct slug own;

		if (i < u.path.len && u.path.data[i] != '/')
			continue;
		if (!memchr(u.path.data + at, '%', i - at)) {
			split_words((struct kr_slice){u.path.data + at, i - at}, &own);
			if (own.n >= MIN_WORDS && own.n >= ret->n)
				*ret = own;
		}
		at = i + 1;
	}
}

/* Whether a text reads like the first words of an article, or is an address. */
static bool is_prose(struct kr_slice t)
{
	static const char *const ends[] = {"...", "…", ".", "。", "!", ":"};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (t.len >= MIN_EXCERPT && kr_slice_ends(t, ends[i]))
			return true;
	return kr_slice_ifind(t, "://") != NULL;
}

/* Whether an element can be a headline beside the title. */
static bool is_candidate(const struct kr_card_reader *r, int32_t i)
{
	const struct kr_stat *st = &r->page->stat[i];
	const int32_t a = kr_dom_up(r->dom, i, KR_TAG_a);
	const struct kr_card_link *link = a >= 0 ? kr_card_links_find(r->ls, a) : NULL;

	return i > r->card->root && st->chars >= MIN_HEADLINE && st->chars <= MAX_HEADLINE &&
	       (!link || link->url == r->card->url) && !kr_dom_within(r->dom, r->title, i) &&
	       !kr_card_label_is(r, i);
}

static uint32_t chars_of(const struct kr_card_reader *r)
{
	uint32_t chars = 0;

	for (int32_t i = r->title; i < r->title_end; i++)
		chars += kr_page_shows_text(r->page, i) ? r->page->stat[i].chars : 0;
	return chars;
}

int32_t kr_card_slug_headline(const struct kr_card_reader *r, const char *title)
{
	struct slug slug;
	struct kr_str text;
	int32_t best = -1, last = -1;
	unsigned have, most = 0;

	read_slug(r->ls->urls[r->card->url].href, &slug);
	if (slug.n < MIN_WORDS || r->title < 0 || chars_of(r) > MAX_KICKER)
		return -1;
	have = count_words(&slug, kr_slice_of(title));
	if (have * 2 > slug.n)
		return -1;
	kr_str_init(&text);
	for (int32_t i = r->card->root; i < r->dom->nodes[r->card->root].end; i++) {
		const int32_t p = r->dom->nodes[i].parent;
		struct kr_slice t;
		unsigned n;

		if (!kr_page_shows_text(r->page, i) || (i >= r->title && i < r->title_end) ||
		        p == last || !is_candidate(r, p))
			continue;
		last = p;
		kr_str_clear(&text);
		kr_dom_inner_text(r->dom, p, &text);
		t = (struct kr_slice){text.len ? text.data : "", text.len};
		n = is_prose(kr_slice_trim(t)) ? 0 : count_words(&slug, t);
		if (n > most) {
			most = n;
			best = p;
		}
	}
	kr_str_fini(&text);
	return most >= have * 2 && most >= have + 2 && most * 3 >= slug.n * 2 ? best : -1;
}
