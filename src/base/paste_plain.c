/* Undoes what programs do to addresses before they are copied. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "kread/base/url.h"
#include "kread/base/utf8.h"
#include "paste_priv.h"

static bool begins(struct kr_slice s, size_t at, const char *word)
{
	size_t n = strlen(word);

	return at + n <= s.len && !strncasecmp(s.data + at, word, n);
}

static bool is_printable(long c)
{
	return c > ' ' && c < 0x7f;
}

/* --- escapes ------------------------------------------------------------------------------ */

/* JSON: \/ and \u0026, also twice. Returns how long the escape is; 0: there is none. */
static size_t json_escape(struct kr_slice s, size_t at, char *ret)
{
	size_t i = at;
	char digits[5] = "";

	while (i < s.len && s.data[i] == '\\')
		i++;
	if (i == at || i == s.len)
		return 0;
	*ret = s.data[i];
	if (s.data[i] == '/')
		return i + 1 - at;
	if (s.data[i] != 'u' || i + 5 > s.len)
		return 0;
	memcpy(digits, s.data + i + 1, 4);
	*ret = (char)strtol(digits, NULL, 16);
	return strspn(digits, "0123456789abcdefABCDEF") == 4 &&
	                       is_printable(strtol(digits, NULL, 16))
	               ? i + 5 - at
	               : 0;
}

/* HTML: the characters of its own, and numbers of ASCII characters. */
static size_t html_escape(struct kr_slice s, size_t at, char *ret)
{
	static const struct {
		const char *name;
		char c;
	} names[] = {
	        {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&lt;", '<'}, {"&gt;", '>'}};
	char digits[8] = "";
	size_t n = 0, from = at + 2;
	bool hex = begins(s, at, "&#x");
	long c;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (begins(s, at, names[i].name)) {
			*ret = names[i].c;
			return strlen(names[i].name);
		}
	if (!begins(s, at, "&#"))
		return 0;
	from += hex;
	while (n + 1 < sizeof digits && from + n < s.len &&
	        isxdigit((unsigned char)s.data[from + n]))
		n++;
	memcpy(digits, s.data + from, n);
	c = strtol(digits, NULL, hex ? 16 : 10);
	*ret = (char)c;
	return is_printable(c) && from + n < s.len && s.data[from + n] == ';' ? from + n + 1 - at
	                                                                      : 0;
}

static bool is_json(struct kr_slice s)
{
	return kr_slice_ifind(s, ":\\/") || kr_slice_ifind(s, ":\\\\/");
}

static void unescape(struct kr_slice s, struct kr_str *out)
{
	bool json = is_json(s);

	for (size_t i = 0; i < s.len;) {
		char c = s.data[i];
		size_t n = c == '&' ? html_escape(s, i, &c) : 0;

		if (c == '\\' && json)
			n = json_escape(s, i, &c);
		kr_str_addc(out, n ? c : s.data[i]);
		i += n ? n : 1;
	}
}

/* --- full-width characters ---------------------------------------------------------------- */

/* The ASCII character that was typed with an input method for Chinese or Japanese; else c. */
static uint32_t narrow(uint32_t c)
{
	if (c > 0xff00 && c < 0xff5f)
		return c - 0xfee0;
	return c == 0x3002 || c == 0xff61 ? '.' : c;
}

/* Whether s reads http or https, a colon and a slash at `at`, in characters of any width. wide: one
 * of them is full-width. */
static bool is_scheme(struct kr_slice s, size_t at, bool *ret_wide)
{
	static const char *const schemes[] = {"http:/", "https:/"};

	for (size_t k = 0; k < 2; k++) {
		const char *want = schemes[k];
		size_t i = at;
		uint32_t c;

		*ret_wide = false;
		while (*want && i < s.len) {
			i += kr_utf8_decode(s.data + i, s.len - i, &c);
			*ret_wide |= c >= 0x80;
			if ((narrow(c) | (isalpha((unsigned char)*want) ? 0x20 : 0)) !=
			        (uint32_t)*want)
				break;
			want++;
		}
		if (!*want)
			return true;
	}
	return false;
}

static bool is_gap(uint32_t c)
{
	return c <= ' ' || c == 0xa0 || c == 0x3000;
}

static bool is_invisible(uint32_t c)
{
	return c == 0x200b || c == 0x2060 || c == 0xfeff || c == 0xad;
}

/* Appends an address from its scheme up to the next blank; returns its length. A full stop is one
 * of the host only if more of the host follows. wide: the whole address was typed so. */
static size_t add_address(struct kr_slice s, size_t at, bool wide, struct kr_str *out)
{
	size_t i = at;
	int slashes = 0;
	uint32_t c;

	while (i < s.len) {
		size_t n = kr_utf8_decode(s.data + i, s.len - i, &c);
		const bool in_host = slashes < 3, last = i + n >= s.len;

		if (is_gap(c))
			break;
		if (c == 0x3002 && (last || !in_host || !isalnum((unsigned char)s.data[i + n])))
			break;
		if (c >= 0x80 && narrow(c) < 0x80 && (in_host || (wide && c != 0xff0c)))
			kr_str_addc(out, (char)narrow(c));
		else if (!is_invisible(c))
			kr_str_add(out, s.data + i, n);
		slashes += narrow(c) == '/';
		i += n;
	}
	return i - at;
}

static void narrow_addresses(struct kr_slice s, struct kr_str *out)
{
	for (size_t i = 0; i < s.len;) {
		uint32_t c;
		size_t n = kr_utf8_decode(s.data + i, s.len - i, &c);
		bool wide = false;

		if ((narrow(c) | 0x20) == 'h' && is_scheme(s, i, &wide)) {
			i += add_address(s, i, wide, out);
			continue;
		}
		if (!is_invisible(c))
			kr_str_add(out, s.data + i, n);
		i += n;
	}
}

void kr_paste_plain_add(struct kr_slice s, struct kr_str *out)
{
	struct kr_slice bare = kr_paste_find_unwrap(s);
	struct kr_str decoded, unescaped;

	kr_str_init(&decoded);
	kr_str_init(&unescaped);
	if (begins(bare, 0, "http%3a") || begins(bare, 0, "https%3a"))
		kr_url_decode(bare, &decoded);
	else
		kr_str_add(&decoded, s.data, s.len);
	unescape((struct kr_slice){decoded.data, decoded.len}, &unescaped);
	narrow_addresses((struct kr_slice){unescaped.data, unescaped.len}, out);
	kr_str_fini(&decoded);
	kr_str_fini(&unescaped);
}
