#include "extract/dom/markup_priv.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"

enum { SHORT = 8 }; /* bytes of content that stay where they are */

struct cutter {
	struct kr_markup *m;
	size_t cap;
	const char *copied; /* what of the page has been copied so far */
	const char *end;    /* of the page */
	int pre;            /* open <pre> */
};

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

/* What the parser misreads, blanked out in a copy; false if there is nothing of the kind. "<![if
 * ...]>" and "<![CDATA[" would become text, "<!-->" would open a comment. */
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

static struct kr_slice name_at(const char *p, const char *end)
{
	struct kr_slice name = {p, 0};

	while (p + name.len < end && is_name(p[name.len]))
		name.len++;
	return name;
}

static const char *skip_name(const char *p, const char *end)
{
	return p + name_at(p, end).len;
}

/* [from, to) is taken out. */
static void take_out(struct cutter *c, const char *from, const char *to)
{
	struct kr_markup *m = c->m;
	char mark[24], *p = mark + sizeof mark;
	size_t n = m->ncuts;

	if (to - from <= SHORT)
		return;
	do
		*--p = (char)('0' + n % 10);
	while (n /= 10);
	*--p = KR_MARKUP_CUT;
	kr_str_add(&m->cut, c->copied, (size_t)(from - c->copied));
	kr_str_add(&m->cut, p, (size_t)(mark + sizeof mark - p));
	m->cuts = kr_mem_grow(m->cuts, m->ncuts, &c->cap, sizeof *m->cuts);
	m->cuts[m->ncuts++] = (struct kr_slice){from, (size_t)(to - from)};
	c->copied = to;
}

/* The value behind "=". One with references stays for the parser. */
static const char *value(struct cutter *c, const char *p)
{
	const char *close;

	p = skip_blanks(p, c->end);
	if (p < c->end && (*p == '"' || *p == '\'')) {
		close = memchr(p + 1, *p, (size_t)(c->end - p) - 1);
		if (!close)
			return c->end;
		if (close - p > SHORT && !memchr(p, '&', (size_t)(close - p)))
			take_out(c, p + 1, close);
		return close + 1;
	}
	while (p < c->end && *p != '>' && !is_blank(*p))
		p++;
	return p;
}

/* The ">" or "/>" of the start tag whose name ends at p; or end. */
static const char *tag(struct cutter *c, const char *p)
{
	const char *const end = c->end;

	for (p = skip_blanks(p, end); p < end && *p != '>' && !at(p, end, "/>");
	        p = skip_blanks(p, end)) {
		if (!starts_name(*p) && *p != '.') {
			while (p < end && !is_blank(*p) && *p != '>' && !at(p, end, "/>"))
				p++;
			continue;
		}
		p = skip_blanks(skip_name(p, end), end);
		if (p < end && *p == '=')
			p = value(c, p + 1);
	}
	return p;
}

/* The parser leaves these out. */
static bool is_dropped(const char *p, const char *end)
{
	return (unsigned char)*p < ' ' ? !is_blank(*p)
	                               : *p == '\xef' && end - p > 2 && p[1] == '\xbf' &&
	                                         (unsigned char)p[2] >= 0xbe;
}

/* Of blanks alone the parser gets the first; within <pre> all. */
static void shorten(struct cutter *c, const char *from, const char *to)
{
	if (to - from < 2 || c->pre)
		return;
	kr_str_add(&c->m->cut, c->copied, (size_t)(from + 1 - c->copied));
	c->copied = to;
}

/* Text up to the next tag or reference. */
static const char *plain(struct cutter *c, const char *p)
{
	const char *const from = p;
	bool clean = true;

	p = skip_blanks(p, c->end);
	if (p == c->end || *p == '<') {
		shorten(c, from, p);
		return p;
	}
	for (; p < c->end && *p != '<' && *p != '&'; p++)
		clean &= !is_dropped(p, c->end);
	if (clean)
		take_out(c, from, p);
	return p;
}

/* Text up to the next tag. A reference without a semicolon may go on in what is behind it. */
static const char *text(struct cutter *c, const char *p)
{
	while ((p = plain(c, p)) < c->end && *p == '&') {
		p++;
		while (p < c->end && (*p == '#' || is_name(*p)))
			p++;
		if (p == c->end || *p != ';')
			return memchr(p, '<', (size_t)(c->end - p));
		p++;
	}
	return p < c->end ? p : NULL;
}

static bool is_pre(struct kr_slice name)
{
	return kr_slice_ieq(name, "pre") || kr_slice_ieq(name, "textarea");
}

/* The name, if it is that of an element whose content the parser takes as it is; or NULL. */
static const char *raw_name(struct kr_slice name)
{
	return kr_slice_ieq(name, "script")  ? "script"
	       : kr_slice_ieq(name, "style") ? "style"
	                                     : NULL;
}

/* The end tag of this name; or NULL. */
static const char *raw_end(const char *p, const char *end, const char *name)
{
	const size_t n = strlen(name);

	while ((p = memchr(p, '<', (size_t)(end - p)))) {
		if ((size_t)(end - p) > n + 2 && p[1] == '/' &&
		        kr_slice_ieq((struct kr_slice){p + 2, n}, name) && !is_name(p[n + 2]))
			return p;
		p++;
	}
	return NULL;
}

/* The "<" behind the element whose start tag has its name at p; or NULL. */
static const char *element(struct cutter *c, const char *p)
{
	const struct kr_slice name = name_at(p, c->end);
	const char *const raw = raw_name(name), *close;

	c->pre += is_pre(name);
	p = tag(c, p + name.len);
	if (p == c->end)
		return NULL;
	if (*p == '/')
		return text(c, p + 2);
	if (!raw)
		return text(c, p + 1);
	p++;
	close = raw_end(p, c->end, raw);
	if (close)
		take_out(c, p, close);
	return close;
}

/* The next "<" behind the one at p; or NULL. */
static const char *pass(struct cutter *c, const char *p)
{
	const char *const end = c->end;
	const char next = end - p > 1 ? p[1] : '\0';

	if (at(p, end, "<!--")) {
		p = comment_end(p + 4, end);
		return p ? text(c, p) : NULL;
	}
	if (starts_name(next))
		return element(c, p + 1);
	if (c->pre && next == '/' && is_pre(name_at(p + 2, end)))
		c->pre--;
	if (next == '?' || (next == '/' && end - p > 2 && starts_name(p[2])) ||
	        (next == '!' && end - p > 9 &&
	                kr_slice_ieq((struct kr_slice){p + 2, 7}, "doctype"))) {
		p = memchr(p, '>', (size_t)(end - p));
		return p ? text(c, p + 1) : NULL;
	}
	return memchr(p + 1, '<', (size_t)(end - p) - 1);
}

/* This reads tags as libxml2 does, its faults included. */
static void cut(struct kr_markup *m)
{
	struct cutter c = {.m = m, .copied = m->html, .end = m->html + m->len};
	const char *p = m->html;

	if (memchr(m->html, KR_MARKUP_CUT, m->len))
		return;
	for (p = memchr(p, '<', m->len); p; p = pass(&c, p))
		;
	if (!m->cut.len)
		return;
	kr_str_add(&m->cut, c.copied, (size_t)(c.end - c.copied));
	m->html = m->cut.data;
	m->len = m->cut.len;
}

void kr_markup_init(struct kr_markup *m, const char *html, size_t len)
{
	*m = (struct kr_markup){.html = html, .len = len};
	kr_str_init(&m->repaired);
	kr_str_init(&m->cut);
	if (repair(html, len, &m->repaired))
		m->html = m->repaired.data;
	cut(m);
}

struct kr_slice kr_markup_take(const struct kr_markup *m, struct kr_slice *s)
{
	const char *const end = s->data + s->len, *p = s->data;
	struct kr_slice head = *s;
	size_t n = 0;

	if (*p == KR_MARKUP_CUT && m->ncuts) {
		for (p++; p < end && *p >= '0' && *p <= '9' && n < m->ncuts; p++)
			n = n * 10 + (size_t)(*p - '0');
		head = n < m->ncuts ? m->cuts[n] : (struct kr_slice){"", 0};
	} else if (m->ncuts && (p = memchr(p, KR_MARKUP_CUT, s->len))) {
		head.len = (size_t)(p - s->data);
	} else {
		p = end;
	}
	*s = (struct kr_slice){p, (size_t)(end - p)};
	return head;
}

void kr_markup_fini(struct kr_markup *m)
{
	kr_str_fini(&m->repaired);
	kr_str_fini(&m->cut);
	free(m->cuts);
}
