/* Plain text of the HTML that feeds have in their fields. */
#include <string.h>
#include <strings.h>

#include "feed_priv.h"
#include "kread/base/entity.h"
#include "kread/base/utf8.h"

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Pages name characters of windows-1252 by their bytes, and browsers read them so (HTML Standard,
 * "numeric character reference end state"). 0: no character of XML, or a control character. */
static unsigned numbered(unsigned c)
{
	static const unsigned short western[] = {0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020,
	        0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0, 0, 0x2018, 0x2019, 0x201c,
	        0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e,
	        0x178};

	if (c >= 0x80 && c < 0xa0)
		return western[c - 0x80];
	if ((c < ' ' && c != '\t' && c != '\n' && c != '\r') || (c >= 0xd800 && c < 0xe000) ||
	        c == 0xfffe || c == 0xffff || c > 0x10ffff)
		return 0;
	return c;
}

/* s: after "#". */
static unsigned number(const char *s, size_t len)
{
	const bool hex = len && (*s | 32) == 'x';
	unsigned c = 0;

	for (size_t i = hex; i < len; i++) {
		const char d = s[i];

		if (c > 0x10ffff)
			return 0;
		if (is_digit(d))
			c = c * (hex ? 16 : 10) + (unsigned)(d - '0');
		else if (hex && is_letter(d) && (d | 32) <= 'f')
			c = c * 16 + (unsigned)((d | 32) - 'a' + 10);
		else
			return 0;
	}
	return numbered(c);
}

unsigned kr_feed_text_character(const char *name, size_t len)
{
	if (len && *name == '#')
		return number(name + 1, len - 1);
	return kr_entity_find(name, len);
}

/* The character that a reference at s (after "&") means; 0: it is none. *ret_len: its bytes. */
static unsigned reference(const char *s, size_t len, size_t *ret_len)
{
	const char *end = memchr(s, ';', len < 32 ? len : 32);
	const size_t n = end ? (size_t)(end - s) : 0;

	*ret_len = n + 1;
	return n < 2 ? 0 : kr_feed_text_character(s, n);
}

static bool is_comment(const char *s, size_t len)
{
	return len >= 4 && !memcmp(s, "<!--", 4);
}

/* The bytes of the tag or comment at s, which begins with "<"; 0: it is neither. */
static size_t tag(const char *s, size_t len)
{
	const char *end;

	if (len < 3 || !(is_letter(s[1]) || s[1] == '/' || s[1] == '!'))
		return 0;
	if (is_comment(s, len)) {
		end = memmem(s, len, "-->", 3);
		return end ? (size_t)(end - s) + 3 : len;
	}
	end = memchr(s, '>', len);
	return end ? (size_t)(end - s) + 1 : 0;
}

static bool is_named(const char *s, size_t len, const char *name)
{
	size_t n = strlen(name);

	return len > n && !strncasecmp(s, name, n) && !is_letter(s[n]) && !is_digit(s[n]);
}

/* Elements whose text nobody sees: the bytes up to their end. */
static size_t hidden(const char *s, size_t len)
{
	static const char *const names[] = {"script", "style"};

	for (size_t i = 0; i < 2; i++) {
		char close[12] = "</";
		const char *end;

		if (!is_named(s + 1, len - 1, names[i]))
			continue;
		strcat(close, names[i]);
		end = kr_str_ifind(s, len, close);
		return end ? (size_t)(end - s) : len;
	}
	return 0;
}

/* s: from the name of an element on. */
static bool begins_inline(const char *s, size_t len)
{
	static const char *const names[] = {"a", "abbr", "b", "cite", "code", "em", "font", "i",
	        "mark", "s", "small", "span", "strong", "sub", "sup", "u", "wbr"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (is_named(s, len, names[i]))
			return true;
	return false;
}

bool kr_feed_text_is_inline(const char *name)
{
	return begins_inline(name, strlen(name) + 1);
}

/* A tag within a line; all others part words. */
static bool is_inline(const char *s, size_t len)
{
	const size_t at = s[1] == '/' ? 2 : 1;

	return begins_inline(s + at, len - at);
}

/* Whether a tag in a title is meant as markup: "vector<T>" and "the <dialog> element" are not. */
static bool is_for_titles(const char *s, size_t len)
{
	static const char *const names[] = {"big", "br", "center", "del", "div", "h1", "h2", "h3",
	        "h4", "h5", "h6", "img", "ins", "nobr", "p", "q", "rp", "rt", "ruby", "script",
	        "strike", "style", "tt"};
	const size_t at = s[1] == '/' ? 2 : 1;

	if (s[1] == '!' || is_inline(s, len))
		return true;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (is_named(s + at, len - at, names[i]))
			return true;
	return false;
}

static void add_text(struct kr_str *out, const char *s, size_t len, bool title)
{
	size_t tags = len; /* no tag ends after it: that is not looked for again and again */

	while (tags && s[tags - 1] != '>')
		tags--;
	for (size_t i = 0, n; i < len; i += n) {
		unsigned c;

		n = 1;
		if (s[i] == '<' && (i < tags || is_comment(s + i, len - i)) &&
		        (!title || is_for_titles(s + i, len - i)) && (n = tag(s + i, len - i))) {
			size_t more = hidden(s + i, len - i);

			if (!is_inline(s + i, n))
				kr_str_addc(out, ' ');
			n = more > n ? more : n;
		} else if (s[i] == '&' && (c = reference(s + i + 1, len - i - 1, &n))) {
			kr_utf8_add(out, c);
			n++;
		} else {
			n = 1;
			while (i + n < len && s[i + n] != '<' && s[i + n] != '&')
				n++;
			kr_str_add(out, s + i, n);
		}
	}
}

void kr_feed_text_add(struct kr_str *out, const char *s, size_t len)
{
	add_text(out, s, len, false);
}

void kr_feed_text_add_title(struct kr_str *out, const char *s, size_t len)
{
	add_text(out, s, len, true);
}
