/* Compares titles and finds the separators in them. */
#include "extract/meta/title/title_text_priv.h"

#include <ctype.h>
#include <string.h>

#include "kread/base/utf8.h"

/* Punctuation and symbols outside ASCII. */
static bool is_mark(uint32_t c)
{
	return (c >= 0x80 && c < 0xc0 && c != 0xaa && c != 0xb5 && c != 0xba) || c == 0xd7 ||
	       c == 0xf7 || (c >= 0x2000 && c < 0x2070) || (c >= 0x2190 && c < 0x2c00) ||
	       (c >= 0x3000 && c < 0x3005) || (c >= 0x3008 && c < 0x3021) || c == 0x30fb ||
	       c == 0x2e3a || c == 0xfe0f || c >= 0x1f000;
}

void kr_title_text_key(const char *s, size_t len, struct kr_str *out)
{
	for (size_t i = 0; i < len;) {
		uint32_t c = (unsigned char)s[i];

		i += c < 0x80 ? 1 : kr_utf8_decode(s + i, len - i, &c);
		if (c >= 0xff01 && c <= 0xff5e)
			c -= 0xfee0;
		if (c < 0x80) {
			if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
				kr_str_addc(out, (char)c);
			else if (c >= 'A' && c <= 'Z')
				kr_str_addc(out, (char)(c + 32));
		} else if (!is_mark(c)) {
			if ((c >= 0xc0 && c <= 0xde) || (c >= 0x391 && c <= 0x3a9) ||
			        (c >= 0x410 && c <= 0x42f))
				c += 32;
			kr_utf8_add(out, c);
		}
	}
}

/* The first match counts. */
static const struct {
	const char *mark;
	enum kr_title_separator kind;
	bool bare; /* needs no spaces */
} marks[] = {
        {"|", KR_TITLE_SEP_BAR, true},
        {"_", KR_TITLE_SEP_UNDERSCORE, true},
        {"-", KR_TITLE_SEP_HYPHEN, false},
        {"–", KR_TITLE_SEP_DASH, false},
        {"—", KR_TITLE_SEP_DASH, false},
        {"·", KR_TITLE_SEP_DOT, false},
        {"•", KR_TITLE_SEP_DOT, false},
        {"»", KR_TITLE_SEP_ANGLE, false},
        {"«", KR_TITLE_SEP_ANGLE, false},
        {"›", KR_TITLE_SEP_ANGLE, false},
        {"｜", KR_TITLE_SEP_BAR, true},
        {"/", KR_TITLE_SEP_SLASH, false},
        {"~", KR_TITLE_SEP_OTHER, false},
        {"::", KR_TITLE_SEP_OTHER, false},
        {"<", KR_TITLE_SEP_ANGLE, false},
        {">", KR_TITLE_SEP_ANGLE, false},
        {"‹", KR_TITLE_SEP_ANGLE, false},
        {"－", KR_TITLE_SEP_DASH, true},
        {"——", KR_TITLE_SEP_DASH, true},
        {"+", KR_TITLE_SEP_OTHER, false},
        {"：", KR_TITLE_SEP_COLON_WIDE, true},
        {": ", KR_TITLE_SEP_COLON, true},
        {"丨", KR_TITLE_SEP_BAR, true},
        {"ㅣ", KR_TITLE_SEP_BAR, true},
        {"│", KR_TITLE_SEP_BAR, true},
        {"┃", KR_TITLE_SEP_BAR, true},
        {"︱", KR_TITLE_SEP_BAR, true},
        {"¦", KR_TITLE_SEP_BAR, true},
        {"@", KR_TITLE_SEP_OTHER, false},
        {"…", KR_TITLE_SEP_ELLIPSIS, false},
        {"by ", KR_TITLE_SEP_BY, false},
        {"(", KR_TITLE_SEP_BRACKET, false},
        {"- ", KR_TITLE_SEP_HYPHEN_AFTER, true},
        {"-", KR_TITLE_SEP_HYPHEN_BETWEEN, true},
        {", ", KR_TITLE_SEP_COMMA, true},
};

/* These separate a headline from a name without spaces, too. */
static const char *const dashes[] = {"–", "—", "·", "•", "─"};

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Whether the surroundings of a mark of n bytes at s[i] allow it to be a separator. */
static bool parts_there(const char *s, size_t len, size_t i, size_t n, size_t m)
{
	const bool before = i > 0 && s[i - 1] == ' ', after = i + n < len && s[i + n] == ' ';

	switch (marks[m].kind) {
	case KR_TITLE_SEP_HYPHEN_AFTER: /* "Foo- Site" */
		return i > 0 && (unsigned char)s[i - 1] > ' ';
	case KR_TITLE_SEP_HYPHEN_BETWEEN: /* between ideographs */
		return i > 0 && (unsigned char)s[i - 1] >= 0x80 && (unsigned char)s[i + 1] >= 0x80;
	case KR_TITLE_SEP_BY:
	case KR_TITLE_SEP_BRACKET:
		return before;
	case KR_TITLE_SEP_DASH:
		return marks[m].bare || after;
	default:
		return marks[m].bare || (before && after);
	}
}

/* Most bytes of titles are letters: of these only the b of "by" begins a separator, and the inner
 * bytes of a character never do. */
static bool may_begin(unsigned char c)
{
	if (c >= 0x80)
		return c >= 0xc0;
	return c == 'b' || (c > ' ' && !isalnum(c));
}

size_t kr_title_text_separator(
        const char *s, size_t len, size_t i, enum kr_title_separator *ret_kind)
{
	if (!may_begin((unsigned char)s[i]))
		return 0;
	for (size_t m = 0; m < COUNT(marks); m++) {
		const size_t n = strlen(marks[m].mark);

		if (s[i] != marks[m].mark[0] || len - i < n || memcmp(s + i, marks[m].mark, n) != 0)
			continue;
		if (!parts_there(s, len, i, n, m))
			continue;
		*ret_kind = marks[m].kind;
		return n;
	}
	return 0;
}

size_t kr_title_text_break(const char *s, size_t len, size_t i, bool *ret_colon)
{
	enum kr_title_separator kind = KR_TITLE_SEP_NONE;
	size_t n = kr_title_text_separator(s, len, i, &kind);

	*ret_colon = kind == KR_TITLE_SEP_COLON_WIDE || kind == KR_TITLE_SEP_COLON;
	if (kind == KR_TITLE_SEP_ELLIPSIS || kind == KR_TITLE_SEP_BY ||
	        kind == KR_TITLE_SEP_BRACKET || kind == KR_TITLE_SEP_COMMA)
		n = 0;
	if (!n && s[i] == '-' && s[i + 1] == '-')
		n = 2;
	/* "…-RIVER 江岸" */
	if (!n && s[i] == '-' && i > 0 && (unsigned char)s[i - 1] >= 0x80 && s[i + 1] >= 'A' &&
	        s[i + 1] <= 'Z')
		n = 1;
	for (size_t k = 0; (unsigned char)s[i] >= 0xc0 && k < COUNT(dashes) && !n; k++)
		if (kr_str_starts(s + i, dashes[k]))
			n = strlen(dashes[k]);
	while (n && i + n < len && strchr(" _-|", s[i + n]))
		n++;
	for (size_t k = 0; n && k < 2; k++)
		while (i + n < len && kr_str_starts(s + i + n, dashes[k]))
			n += strlen(dashes[k]);
	return n;
}
