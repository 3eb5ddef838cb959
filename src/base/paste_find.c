/* Finds the address in a pasted text. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "paste_priv.h"

static size_t match_len(const char *s, size_t len, const char *const *list)
{
	for (; *list; list++)
		if (strlen(*list) <= len && !strncmp(s, *list, strlen(*list)))
			return strlen(*list);
	return 0;
}

static size_t match_end(struct kr_slice s, const char *const *list)
{
	for (; *list; list++) {
		size_t n = strlen(*list);

		if (n <= s.len && !memcmp(s.data + s.len - n, *list, n))
			return n;
	}
	return 0;
}

static bool ipv6_start(struct kr_slice s)
{
	size_t i = 1;

	while (i < s.len &&
	        (isxdigit((unsigned char)s.data[i]) || s.data[i] == ':' || s.data[i] == '.'))
		i++;
	return s.len && s.data[0] == '[' && i > 2 && i < s.len && s.data[i] == ']';
}

static long count(struct kr_slice s, char c)
{
	long n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += s.data[i] == c;
	return n;
}

struct kr_slice kr_paste_find_unwrap(struct kr_slice s)
{
	static const char *const open[] = {" ", "\t", "\n", "\r", "\"", "'", "<", "(", "[", "`",
	        "*", "|", "\u00a0", "\u3000", "\u200b", "\ufeff", "\u201c", "\u2018", "\u201e",
	        "\u00ab", "\u2039", "\u300a", "\u3008", "\u3010", "\uff08", "\u300c", "\u300e",
	        "\uff1c", "\u3014", NULL};
	static const char *const close[] = {" ", "\t", "\n", "\r", "\"", "'", ">", ")", "]", "`",
	        "*", "|", ",", ";", ".", "!", "?", "\u00a0", "\u3000", "\u200b", "\ufeff", "\u201d",
	        "\u2019", "\u201c", "\u00bb", "\u203a", "\u300b", "\u3009", "\u3011", "\uff09",
	        "\u300d", "\u300f", "\uff1e", "\u3015", "\u3001", "\u3002", "\uff0c", "\uff1b",
	        "\uff01", "\uff1f", "\uff1a", "\u2026", NULL};
	long round, square;
	size_t n;

	while (s.len && !ipv6_start(s) && (n = match_len(s.data, s.len, open))) {
		s.data += n;
		s.len -= n;
	}
	round = count(s, ')') - count(s, '(');
	square = count(s, ']') - count(s, '[');
	while (s.len && (n = match_end(s, close))) {
		char last = s.data[s.len - 1];

		if ((last == ')' && round-- <= 0) || (last == ']' && square-- <= 0))
			break;
		s.len -= n;
	}
	return s;
}

static bool is_web(struct kr_slice s)
{
	return (s.len >= 7 && !strncasecmp(s.data, "http://", 7)) ||
	       (s.len >= 8 && !strncasecmp(s.data, "https://", 8));
}

static struct kr_slice from(struct kr_slice s, size_t at)
{
	return (struct kr_slice){s.data + at, s.len - at};
}

static size_t gap_len(struct kr_slice s, size_t at)
{
	static const char *const gaps[] = {"\u00a0", "\u3000", NULL};

	if (at >= s.len)
		return 0;
	return (unsigned char)s.data[at] <= ' ' ? 1 : match_len(s.data + at, s.len - at, gaps);
}

/* --- HTML and Markdown -------------------------------------------------------------------- */

/* The value of the first href in a tag: <a class=x href="...">. Empty: there is none. */
static struct kr_slice find_href(struct kr_slice s)
{
	const char *tag = memchr(s.data, '<', s.len), *p;
	struct kr_slice v = {s.data, 0};
	char quote;

	if (!tag)
		return v;
	p = kr_slice_ifind(from(s, (size_t)(tag - s.data)), "href");
	if (!p)
		return v;
	v = kr_slice_trim(from(s, (size_t)(p - s.data) + strlen("href")));
	if (!v.len || v.data[0] != '=')
		return (struct kr_slice){s.data, 0};
	v = kr_slice_trim(from(v, 1));
	quote = v.len && (v.data[0] == '"' || v.data[0] == '\'') ? v.data[0] : '\0';
	if (quote)
		v = from(v, 1);
	for (size_t i = 0; i < v.len; i++)
		if (quote ? v.data[i] == quote : gap_len(v, i) || v.data[i] == '>')
			v.len = i;
	return v;
}

/* Whether the brackets that close at `at` hold the text of a picture: ![...]. */
static bool is_picture(struct kr_slice s, size_t at)
{
	int depth = 1;

	while (at && depth) {
		at--;
		depth += (s.data[at] == ']') - (s.data[at] == '[');
	}
	return at && s.data[at - 1] == '!';
}

/* The target at the start of s, up to a blank or the bracket that closes it. */
static struct kr_slice cut_target(struct kr_slice s)
{
	int depth = 0;

	for (size_t i = 0; i < s.len; i++) {
		depth += (s.data[i] == '(') - (s.data[i] == ')');
		if (depth < 0 || gap_len(s, i) || s.data[i] == '>')
			s.len = i;
	}
	return s;
}

/* The target of the first link [text](target), which may hold a picture. Empty: there is none. */
static struct kr_slice find_markdown(struct kr_slice s)
{
	for (size_t i = 0; i + 2 < s.len; i++) {
		struct kr_slice target;

		if (s.data[i] != ']' || s.data[i + 1] != '(')
			continue;
		target = from(s, i + 2 + (s.data[i + 2] == '<'));
		if (is_web(target) && !is_picture(s, i))
			return cut_target(target);
	}
	return (struct kr_slice){s.data, 0};
}

/* --- text --------------------------------------------------------------------------------- */

/* In a text, an address ends at whitespace or Chinese punctuation. */
static struct kr_slice cut_at_end(struct kr_slice s)
{
	static const char *const marks[] = {"，", "。", "；", "：", "！", "？", "、", "（", "）",
	        "《", "》", "【", "】", "「", "」", "『", "』", "“", "”", "’", "…", NULL};

	for (size_t n = 0; n < s.len; n++)
		if (gap_len(s, n) || match_len(s.data + n, s.len - n, marks))
			s.len = n;
	return s;
}

/* Ends at what is in no address: markup, the end of a quotation, a bracket that was opened before
 * it.
 */
static struct kr_slice cut_at_quote(struct kr_slice s)
{
	int round = 0, square = 0;

	for (size_t n = 0; n < s.len; n++) {
		const char c = s.data[n];

		round += (c == '(') - (c == ')');
		square += (c == '[') - (c == ']');
		if ((c && strchr("\"<>`", c)) || round < 0 || square < 0 ||
		        (c == '[' && n + 1 < s.len && s.data[n + 1] == '/'))
			s.len = n;
	}
	return s;
}

/* Whether a word may be the rest of an address that has a blank or a newline in it: nothing but
 * characters of addresses, and not a word that begins a title. */
static bool continues(struct kr_slice word, bool broken)
{
	static const char marks[] = "-._~:/?#@!$&+,;=%";
	bool letters = true, any = false;

	if (is_web(word) || !word.len)
		return false;
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.data[i];

		if (!isalnum(c) && !strchr(broken ? "-._~:/?#@!$&+,;=%()" : marks, (char)c))
			return false;
		letters &= isalpha(c) != 0;
		any |= isalnum(c) != 0;
	}
	return any && !(letters && isupper((unsigned char)word.data[0]));
}

/* A blank belongs to the address if one word follows, or if the last word on the line goes on like
 * the path of a page. */
static bool is_page_name(struct kr_slice word)
{
	static const char *const ends[] = {
	        ".html", ".htm", ".shtml", ".pdf", ".php", ".asp", ".aspx", ".jsp", ".txt", NULL};

	return memchr(word.data, '/', word.len) || memchr(word.data, '=', word.len) ||
	       match_end(word, ends);
}

static struct kr_slice word_at(struct kr_slice s, size_t at)
{
	size_t end = at;

	while (end < s.len && !gap_len(s, end))
		end++;
	return (struct kr_slice){s.data + at, end - at};
}

/* Where the gap at `at` ends; counts the newlines in it. */
static size_t skip_gap(struct kr_slice s, size_t at, int *ret_newlines)
{
	size_t n;

	for (*ret_newlines = 0; (n = gap_len(s, at)) > 0; at += n)
		*ret_newlines += s.data[at] == '\n';
	return at;
}

/* Whether what follows the gap at `at`, on its line, goes on with the address. Sets where it ends.
 */
static bool line_continues(struct kr_slice s, size_t at, size_t *ret_end)
{
	int newlines, words = 0;
	struct kr_slice word = {s.data, 0};
	bool broken;

	at = skip_gap(s, at, &newlines);
	broken = newlines > 0;
	if (newlines > 1)
		return false;
	do {
		word = word_at(s, at);
		if (!continues(word, broken))
			return false;
		words++;
		*ret_end = at + word.len;
		at = skip_gap(s, *ret_end, &newlines);
	} while (at < s.len && !newlines);
	return words == 1 || (!broken && is_page_name(word));
}

/* An address that begins a text ends where a title begins. */
static struct kr_slice cut_title(struct kr_slice s)
{
	size_t at = word_at(s, 0).len, end;

	while (at < s.len && gap_len(s, at)) {
		if (!line_continues(s, at, &end))
			return cut_at_end((struct kr_slice){s.data, at});
		at = end;
	}
	return s;
}

/* Whether an address may begin at `at`: not if it is part of another one, ?u=http://..., which has
 * marks of addresses before it, other than a label has: "Link:". */
static bool may_begin(struct kr_slice s, size_t at)
{
	size_t word = at;

	if (strchr("\"'<([]>|", s.data[at - 1]))
		return true;
	while (word && !gap_len(s, word - 1) && (unsigned char)s.data[word - 1] < 0x80)
		word--;
	if (word == 0 && is_web(s) && at <= strlen("https://"))
		return true; /* a scheme that was there before */
	for (size_t i = word; i < at; i++)
		if (strchr("/?.@", s.data[i]))
			return false;
	return true;
}

static struct kr_slice find_web(struct kr_slice s)
{
	if (is_web(s) && !(is_web(from(s, 7))) && !(s.len > 8 && is_web(from(s, 8))))
		return cut_at_quote(cut_title(s));
	for (size_t i = 1; i < s.len; i++) {
		if (!is_web(from(s, i)))
			continue;
		return may_begin(s, i) ? cut_at_quote(cut_at_end(from(s, i))) : s;
	}
	return s;
}

/* <https://...|title>, as chats have it: s without the title. text: s with its brackets. */
static struct kr_slice cut_label(struct kr_slice text, struct kr_slice s)
{
	const char *bar = memchr(s.data, '|', s.len);

	if (bar && s.data > text.data && s.data[-1] == '<' && is_web(s))
		s.len = (size_t)(bar - s.data);
	return s;
}

struct kr_slice kr_paste_find_address(struct kr_slice s)
{
	struct kr_slice found = find_href(s), bare;

	if (is_web(found))
		return found;
	found = find_markdown(s);
	if (found.len)
		return found;
	bare = cut_label(s, kr_paste_find_unwrap(s));
	found = find_web(bare);
	/* without a scheme only a host can be told from other words */
	if (found.len == bare.len && !is_web(bare) && bare.len &&
	        isalnum((unsigned char)bare.data[0]) &&
	        memchr(bare.data, '.', word_at(bare, 0).len))
		found = cut_title(bare);
	return kr_paste_find_unwrap(found);
}
