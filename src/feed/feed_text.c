/* Plain text of the HTML that feeds have in their fields. */
#include <libxml/HTMLparser.h>
#include <string.h>
#include <strings.h>

#include "feed_priv.h"
#include "kread/base/utf8.h"

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

unsigned kr_feed_text_entity(const char *name, size_t len)
{
	char z[32];
	const htmlEntityDesc *e;

	if (!len || len >= sizeof z)
		return 0;
	memcpy(z, name, len);
	z[len] = '\0';
	e = htmlEntityLookup((const xmlChar *)z);
	return e ? e->value : 0;
}

/* The character that a reference at s (after "&") means; 0: it is none. *ret_len: its bytes. */
static unsigned reference(const char *s, size_t len, size_t *ret_len)
{
	const size_t most = len < 32 ? len : 32;
	const char *end = memchr(s, ';', most);
	size_t n = end ? (size_t)(end - s) : 0, i = 1;
	unsigned c = 0, base = 10;

	*ret_len = n + 1;
	if (n < 2)
		return 0;
	if (*s != '#')
		return kr_feed_text_entity(s, n);
	if (s[i] == 'x' || s[i] == 'X') {
		base = 16;
		i++;
	}
	for (; i < n && c < 0x110000; i++) {
		char d = s[i];
		unsigned v = is_digit(d) ? (unsigned)(d - '0')
		             : base == 16 && is_letter(d) && (d | 32) <= 'f'
		                     ? (unsigned)((d | 32) - 'a' + 10)
		                     : 99;

		if (v == 99)
			return 0;
		c = c * base + v;
	}
	return c;
}

/* The bytes of the tag or comment at s, which begins with "<"; 0: it is neither. */
static size_t tag(const char *s, size_t len)
{
	const char *end;

	if (len < 3 || !(is_letter(s[1]) || s[1] == '/' || s[1] == '!'))
		return 0;
	if (len >= 4 && !memcmp(s, "<!--", 4)) {
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

/* Elements within a line; all others part words. */
static bool is_inline(const char *s, size_t len)
{
	static const char *const names[] = {"a", "abbr", "b", "cite", "code", "em", "font", "i",
	        "mark", "s", "small", "span", "strong", "sub", "sup", "u", "wbr"};

	s += s[1] == '/' ? 2 : 1;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (is_named(s, len, names[i]))
			return true;
	return false;
}

void kr_feed_text_add(struct kr_str *out, const char *s, size_t len)
{
	for (size_t i = 0, n; i < len; i += n) {
		unsigned c;

		n = 1;
		if (s[i] == '<' && (n = tag(s + i, len - i))) {
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
