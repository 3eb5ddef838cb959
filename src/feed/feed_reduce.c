/* What the parser of libxml2 does not see of a feed. */
#include <string.h>

#include "feed_priv.h"
#include "kread/base/budgets.h"

/* Past what begins at p with "open" and ends with "close"; end, if it does not end; NULL: it begins
 * otherwise. */
static const char *past(const char *p, const char *end, const char *open, const char *close)
{
	const size_t n = strlen(open);

	if ((size_t)(end - p) < n || memcmp(p, open, n))
		return NULL;
	p = memmem(p + n, (size_t)(end - p) - n, close, strlen(close));
	return p ? p + strlen(close) : end;
}

/* Past a declaration with all that it declares. */
static const char *past_declaration(const char *p, const char *end)
{
	const char *close = memchr(p, '>', (size_t)(end - p)), *open;

	if (!close)
		return end;
	open = memchr(p, '[', (size_t)(close - p));
	return open ? past(open, end, "[", "]>") : close + 1;
}

/* Copies the tag at p, with its first attributes only: the parser compares each with all others.
 * Returns where it stopped: past the tag, or at a "<" in it, where the parser begins another. A tag
 * that breaks off with the text is left out: half an address leads elsewhere. */
static const char *copy_tag(const char *p, const char *end, struct kr_str *out)
{
	const char *const from = p, *last = NULL; /* the end of the last attribute that is kept */
	char quote = '\0';
	int n = 0;

	for (p++; p < end && *p != '<' && (quote || *p != '>'); p++) {
		if (quote ? *p == quote : *p == '"' || *p == '\'')
			quote = quote ? '\0' : *p;
		if (!quote && *p == '=' && n++ == KR_FEED_ATTRIBUTES)
			last = p;
	}
	if (p == end)
		return end;
	while (last && last > from && *last != '"' && *last != '\'')
		last--;
	kr_str_add(out, from, (size_t)((last ? last + 1 : p) - from));
	if (last && p[-1] == '/')
		kr_str_addc(out, '/');
	return p;
}

/* Leaves out declarations, so that there are neither entities nor default attributes; comments and
 * instructions; and the attributes of elements that have too many. */
static void reduce(const char *s, size_t len, struct kr_str *out)
{
	const char *const end = s + len, *tag, *next;

	while (s < end && (tag = memchr(s, '<', (size_t)(end - s)))) {
		kr_str_add(out, s, (size_t)(tag - s));
		if ((next = past(tag, end, "<!--", "-->")) || (next = past(tag, end, "<?", "?>"))) {
			s = next;
		} else if ((next = past(tag, end, "<![CDATA[", "]]>"))) {
			kr_str_add(out, tag, (size_t)(next - tag));
			s = next;
		} else {
			s = end - tag > 1 && tag[1] == '!' ? past_declaration(tag, end)
			                                   : copy_tag(tag, end, out);
		}
	}
	kr_str_add(out, s, (size_t)(end - s));
}

/* The bytes of the name in a reference at s (after "&"); 0: it is none, but a sign. */
static size_t reference_len(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && n < 32 &&
	        ((s[n] >= '0' && s[n] <= '9') || (s[n] >= 'a' && s[n] <= 'z') ||
	                (s[n] >= 'A' && s[n] <= 'Z') || (s[n] == '#' && !n)))
		n++;
	return n < len && s[n] == ';' ? n : 0;
}

/* Feeds use the names of HTML, although XML knows five of them only, and "&" for itself. Numbers
 * say the same, and the parser of libxml2 reads them even where a feed is not well-formed. In CDATA
 * too, where HTML is next. */
static void number_references(const char *s, size_t len, struct kr_str *out)
{
	for (const char *end = s + len, *amp; s < end; s = amp + 1) {
		size_t n;
		unsigned c;

		amp = memchr(s, '&', (size_t)(end - s));
		kr_str_add(out, s, (size_t)((amp ? amp : end) - s));
		if (!amp)
			break;
		n = reference_len(amp + 1, (size_t)(end - amp) - 1);
		c = n ? kr_feed_text_character(amp + 1, n) : 0;
		if (c)
			kr_str_addf(out, "&#%u;", c);
		if (c || (n && amp[1] == '#'))
			amp += n + 1;
		else
			kr_str_addz(out, "&#38;");
	}
}

void kr_feed_reduce_xml(const char *data, size_t len, struct kr_str *out)
{
	struct kr_str some;

	kr_str_init(&some);
	reduce(data, len, &some);
	number_references(some.data, some.len, out);
	kr_str_fini(&some);
}
