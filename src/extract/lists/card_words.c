#include "extract/lists/link_cards_priv.h"

#include <ctype.h>
#include <string.h>

#include "kread/base/str.h"

struct card_word {
	const char *text;
	unsigned bits;
};

/* Headings of lists, lower case, matched at the start of words (ideographs: anywhere). Sorted by
 * bytes, a longer phrase after its prefix. */
static const struct card_word headings[] = {
#include "extract/lists/card_headings.def"
};

/* Prefixes of the words in class and id. Sorted by bytes. */
static const struct card_word classes[] = {
#include "extract/lists/card_classes.def"
};

enum {
	HEADING_MAX = 240,
	CLASS_PREFIX = 5
	/* shorter words of classes must match whole: "ad", not "address" */
};

/* Lower case of ASCII, Latin-1 and Cyrillic letters, none of which changes its length in UTF-8. */
static size_t fold(const char *text, size_t len, char *out)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i],
		              before = i ? (unsigned char)text[i - 1] : 0;

		if (c < 0x80)
			c = (unsigned char)tolower(c);
		else if (before == 0xc3 && c >= 0x80 && c <= 0x9e)
			c = (unsigned char)(c + 0x20);
		else if (before == 0xd0 && c >= 0x90 && c <= 0x9f)
			c = (unsigned char)(c + 0x20);
		else if (before == 0xd0 && c >= 0xa0 && c <= 0xaf) {
			out[i - 1] = (char)0xd1;
			c = (unsigned char)(c - 0x20);
		}
		out[i] = (char)c;
	}
	return len;
}

/* The bits of all table entries that s starts with. A phrase sorts after its prefixes, so these
 * are among the entries that precede s and share its first two bytes; no entry is shorter than
 * that. */
static unsigned match(
        const struct card_word *table, size_t n, const char *s, size_t len, size_t whole)
{
	size_t lo = 0, hi = n;
	unsigned bits = 0;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (strncmp(table[mid].text, s, len) <= 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	while (lo-- > 0 && len > 1 && table[lo].text[0] == s[0] && table[lo].text[1] == s[1]) {
		size_t k = strlen(table[lo].text);

		if (k <= len && (k == len || k >= whole) && !memcmp(table[lo].text, s, k))
			bits |= table[lo].bits;
	}
	return bits;
}

unsigned kr_card_words_heading(const char *text, size_t len)
{
	char low[HEADING_MAX];
	unsigned bits = 0;

	if (len > sizeof low)
		len = sizeof low;
	fold(text, len, low);
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)low[i],
		              before = i ? (unsigned char)low[i - 1] : ' ';
		bool starts = c >= 0xe0                 ? true
		              : c >= 0xc0 || isalnum(c) ? !isalnum(before) && before < 0x80
		                                        : false;

		if (starts)
			bits |= match(
			        headings, sizeof headings / sizeof *headings, low + i, len - i, 0);
	}
	return bits;
}

unsigned kr_card_words_class(const char *attr)
{
	char word[32];
	unsigned bits = 0;
	size_t n = 0;

	for (const char *p = attr; p && p - attr < 400; p++) {
		bool letter = isalnum((unsigned char)*p), camel = isupper((unsigned char)*p) &&
		                                                  p > attr &&
		                                                  islower((unsigned char)p[-1]);

		if (n && (!letter || camel)) {
			word[n] = '\0';
			bits |= match(
			        classes, sizeof classes / sizeof *classes, word, n, CLASS_PREFIX);
			n = 0;
		}
		if (!*p)
			break;
		if (letter && n < sizeof word - 1)
			word[n++] = (char)tolower((unsigned char)*p);
	}
	return bits;
}

bool kr_card_words_is_more(const char *text, size_t len)
{
	static const char *const more[] = {"read more", "learn more", "read", "more",
	        "continue reading", "read article", "view", "view more", "explore", "details",
	        "full story", "read now", "view post", "read post", "see more", "read the article",
	        "weiterlesen", "mehr", "mehr lesen", "lire la suite", "leer más", "leggi tutto",
	        "читать далее", "阅读全文", "查看全文", "更多", "查看更多", "全文", "详细", "详情",
	        "[详细]", "阅读更多", "続きを読む", "もっと見る", "더보기", "lees meer"};
	static const char *const tails[] = {"»", "›", "→", "…", "＞", "&gt;"};
	char low[64];

	for (size_t cut = 1; len && cut;) {
		cut = 0;
		if (!((unsigned char)text[len - 1] & 0x80) &&
		        !isalnum((unsigned char)text[len - 1]) && text[len - 1] != ']')
			cut = 1;
		for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
			if (len >= strlen(tails[i]) &&
			        !memcmp(text + len - strlen(tails[i]), tails[i], strlen(tails[i])))
				cut = strlen(tails[i]);
		len -= cut;
	}
	if (!len || len >= sizeof low)
		return false;
	fold(text, len, low);
	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		if (strlen(more[i]) == len && !memcmp(more[i], low, len))
			return true;
	return false;
}

bool kr_card_words_is_time(struct kr_slice t)
{
	int digits = 0, marks = 0;

	if (t.len > 60)
		return false;
	for (size_t i = 0; i < t.len; i++) {
		digits += isdigit((unsigned char)t.data[i]) != 0;
		marks += i && i + 1 < t.len && strchr("-/.:", t.data[i]) &&
		         isdigit((unsigned char)t.data[i - 1]) &&
		         isdigit((unsigned char)t.data[i + 1]);
	}
	if (!digits)
		return false;
	return marks || kr_str_ifind(t.data, t.len, "ago") || kr_str_ifind(t.data, t.len, "前") ||
	       kr_str_ifind(t.data, t.len, "月") || kr_str_ifind(t.data, t.len, "年") ||
	       (digits >= 3 && digits <= 6 && memchr(t.data, ',', t.len));
}
