#include "extract/lists/card_words_priv.h"

#include <ctype.h>
#include <string.h>

#include "extract/words/phrases_priv.h"
#include "kread/base/str.h"

struct card_word {
	const char *text;
	unsigned bits;
};

static const struct card_word classes[] = {
#include "extract/lists/card_classes.def"
};

enum {
	HEADING_BYTES = 240,
	MIN_PREFIX = 5 /* shorter words must match whole: "ad", not "address" */
};

/* The bits of all table entries that s starts with. A string sorts after its prefixes, so these are
 * among the entries that precede s and share its first two bytes; no entry is shorter. */
static unsigned match(
        const struct card_word *table, size_t n, const char *s, size_t len, size_t min_prefix)
{
	size_t lo = 0, hi = n;
	unsigned bits = 0;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (table[mid].text[0] < s[0] ||
		        (table[mid].text[0] == s[0] && strncmp(table[mid].text, s, len) <= 0))
			lo = mid + 1;
		else
			hi = mid;
	}
	while (lo-- > 0 && len > 1 && table[lo].text[0] == s[0] && table[lo].text[1] == s[1]) {
		size_t k = strlen(table[lo].text);

		if (k <= len && (k == len || k >= min_prefix) && !memcmp(table[lo].text, s, k))
			bits |= table[lo].bits;
	}
	return bits;
}

unsigned kr_card_words_heading(const struct kr_page *page, struct kr_slice text)
{
	uint64_t found;

	if (text.len > HEADING_BYTES)
		text.len = HEADING_BYTES;
	found = kr_page_heading_words(page, text);
	return (found & KR_PHRASE(HEADING_RELATED) ? KR_CARD_WORDS_REC : 0) |
	       (found & KR_PHRASE(HEADING_LIST) ? KR_CARD_WORDS_LIST : 0) |
	       (found & KR_PHRASE(HEADING_PAGER) ? KR_CARD_WORDS_PAGER : 0) |
	       (found & KR_PHRASE(HEADING_OTHER) ? KR_CARD_WORDS_BAD : 0);
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
			        classes, sizeof classes / sizeof *classes, word, n, MIN_PREFIX);
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
	static const char *const tails[] = {"»", "›", "→", "…", "＞", "&gt;"};

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
	return kr_phrases_is((struct kr_slice){text, len}, KR_PHRASE(READ_REST) | KR_PHRASE(MORE));
}

bool kr_card_words_is_time(struct kr_slice t)
{
	int digits = 0, marks = 0;

	if (t.len > 60)
		return false;
	for (size_t i = 0; i < t.len; i++) {
		digits += isdigit((unsigned char)t.data[i]) != 0;
		marks += i && i + 1 < t.len && isdigit((unsigned char)t.data[i - 1]) &&
		         isdigit((unsigned char)t.data[i + 1]) && strchr("-/.:", t.data[i]);
	}
	if (!digits)
		return false;
	return marks || kr_str_ifind(t.data, t.len, "ago") || kr_str_ifind(t.data, t.len, "前") ||
	       kr_str_ifind(t.data, t.len, "月") || kr_str_ifind(t.data, t.len, "年") ||
	       (digits >= 3 && digits <= 6 && memchr(t.data, ',', t.len));
}
