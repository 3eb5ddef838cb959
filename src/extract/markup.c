#include "markup_priv.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"

enum { SHORT = 32 }; /* bytes of content that stay where they are */

static bool at(const char *p, const char *end, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(end - p) >= n && !memcmp(p, word, n);
}

/* Behind the comment whose text begins at p; or NULL. */
static const char *comment_end(const char *p, const char *end)
{
	while ((p = memmem(p, (size_t)(end - p), "--", 2))) {
		if (at(p + 2, end, ">"))
			return p + 3;
		if (at(p + 2, end, "!>"))
			return p + 4;
		p++;
	}
	return NULL;
}

/* What the parser misreads, blanked out in a copy; false if there is nothing of the kind. "<![if ...]>" and "<![CDATA["
 * would become text, "<!-->" would open a comment. */
static bool repair(const char *html, size_t len, struct kr_str *out)
{
	const char *const end = html + len;
	const char *p = html, *cdata_end = html, *q;

	while ((p = memchr(p, '!', (size_t)(end - p)))) {
		size_t blank = 0;

		if (p == html || p[-1] != '<') {
			p++;
			continue;
		}
		p--;
		if (at(p, end, "<!-->") || at(p, end, "<!--->")) {
			blank = p[4] == '>' ? 5 : 6;
		} else if (at(p, end, "<!--")) {
			p = comment_end(p + 4, end);
			if (!p)
				break;
			continue;
		} else if (at(p, end, "<![")) {
			size_t most = (size_t)(end - p) < 1000 ? (size_t)(end - p) : 1000;

			q = memchr(p, '>', most);
			blank = at(p, end, "<![CDATA[") ? 9 : q ? (size_t)(q - p) + 1 : 3;
		}
		if (blank && !out->len)
			kr_str_add(out, html, len);
		if (blank)
			memset(out->data + (p - html), ' ', blank);
		if (blank == 9 && p >= cdata_end) {
			cdata_end = memmem(p, (size_t)(end - p), "]]>", 3);
			if (cdata_end)
				memset(out->data + (cdata_end - html), ' ', 3);
			else
				cdata_end = end;
		}
		p += blank ? blank : 2;
	}
	return out->len > 0;
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool starts_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
}

static bool is_name(char c)
{
	return starts_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

static const char *skip_blanks(const char *p, const char *end)
{
	while (p < end && is_blank(*p))
		p++;
	return p;
}

static const char *skip_name(const char *p, const char *end)
{
	while (p < end && is_name(*p))
		p++;
	return p;
}

/* The value behind "=". */
static const char *skip_value(const char *p, const char *end)
{
	const char *close;

	p = skip_blanks(p, end);
	if (p < end && (*p == '"' || *p == '\'')) {
		close = memchr(p + 1, *p, (size_t)(end - p) - 1);
		return close ? close + 1 : end;
	}
	while (p < end && *p != '>' && !is_blank(*p))
		p++;
	return p;
}

/* The ">" or "/>" of the start tag whose name ends at p; or end. */
static const char *tag_end(const char *p, const char *end)
{
	for (p = skip_blanks(p, end); p < end && *p != '>' && !at(p, end, "/>"); p = skip_blanks(p, end)) {
		if (!starts_name(*p) && *p != '.') {
			while (p < end && !is_blank(*p) && *p != '>' && !at(p, end, "/>"))
				p++;
			continue;
		}
		p = skip_blanks(skip_name(p, end), end);
		if (p < end && *p == '=')
			p = skip_value(p + 1, end);
	}
	return p;
}

/* The name, if it is that of an element whose content the parser takes as it is; or NULL. */
static const char *raw_name(struct kr_slice name)
{
	return kr_slice_ieq(name, "script") ? "script" : kr_slice_ieq(name, "style") ? "style" : NULL;
}

/* The end tag of this name; or NULL. */
static const char *raw_end(const char *p, const char *end, const char *name)
{
	const size_t n = strlen(name);

	while ((p = memchr(p, '<', (size_t)(end - p)))) {
		if ((size_t)(end - p) > n + 2 && p[1] == '/' && kr_slice_ieq((struct kr_slice){p + 2, n}, name) &&
		        !is_name(p[n + 2]))
			return p;
		p++;
	}
	return NULL;
}

/* The content in [from, to) is taken out; *copied is what of the page has been copied so far. */
static void take_out(struct kr_markup *s, size_t *cap, const char **copied, const char *from, const char *to)
{
	kr_str_add(&s->cut, *copied, (size_t)(from - *copied));
	s->raw = kr_mem_grow(s->raw, s->nraw, cap, sizeof *s->raw);
	s->raw[s->nraw++] = (struct kr_markup_raw){s->cut.len, {from, (size_t)(to - from)}};
	kr_str_addc(&s->cut, ' ');
	*copied = to;
}

/* Where the parser goes on behind the "<" at p; or NULL: no content is behind it. */
static const char *pass(struct kr_markup *s, size_t *cap, const char **copied, const char *p)
{
	const char *const end = s->html + s->len, *name, *begin = p + 1, *close;

	if (at(p, end, "<!--"))
		return comment_end(p + 4, end);
	if (begin < end && (*begin == '?' || (*begin == '/' && begin + 1 < end && starts_name(begin[1]))))
		return memchr(begin, '>', (size_t)(end - begin));
	if (begin == end || !starts_name(*begin))
		return begin;
	p = skip_name(begin, end);
	name = raw_name((struct kr_slice){begin, (size_t)(p - begin)});
	p = tag_end(p, end);
	if (p == end || *p == '/' || !name)
		return p;
	close = raw_end(++p, end, name);
	if (close && close - p > SHORT)
		take_out(s, cap, copied, p, close);
	return close;
}

/* This reads tags as libxml2 does, its faults included. Where they do not agree, the parser has the last word: a blank in
 * another place is a blank. */
static void cut_raw(struct kr_markup *s)
{
	const char *const end = s->html + s->len;
	const char *p = s->html, *copied = p;
	size_t cap = 0;

	while (p && (p = memchr(p, '<', (size_t)(end - p))))
		p = pass(s, &cap, &copied, p);
	if (s->nraw)
		kr_str_add(&s->cut, copied, (size_t)(end - copied));
}

void kr_markup_init(struct kr_markup *s, const char *html, size_t len)
{
	*s = (struct kr_markup){.html = html, .len = len};
	kr_str_init(&s->repaired);
	kr_str_init(&s->cut);
	if (repair(html, len, &s->repaired))
		s->html = s->repaired.data;
	cut_raw(s);
	if (!s->nraw)
		return;
	s->html = s->cut.data;
	s->len = s->cut.len;
}

void kr_markup_fini(struct kr_markup *s)
{
	kr_str_fini(&s->repaired);
	kr_str_fini(&s->cut);
	free(s->raw);
}
