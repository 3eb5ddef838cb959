#include "extract/dom/markup_cutter_priv.h"

#include <stdint.h>
#include <string.h>

#include "kread/base/budgets.h"
#include "kread/base/mem.h"

enum {
	MIN_CUT = 8, /* bytes; only longer content is cut out */
	/* Of one element. The parser compares each with all before it, so that the time for many of
	 * them would grow with their square. */
};

struct cutter {
	struct kr_markup *m;
	size_t cap;
	const char *copied; /* end of what has been copied */
	const char *end;    /* end of the page */
	int pre;            /* number of open <pre> */
	bool dropping;      /* what is skipped is left out: there is nothing to cut out of it */
};

static bool at(const char *p, const char *end, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(end - p) >= n && !memcmp(p, word, n);
}

const char *kr_markup_cutter_comment_end(const char *p, const char *end)
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

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
}

static bool is_name_char(char c)
{
	return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
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

	while (p + name.len < end && is_name_char(p[name.len]))
		name.len++;
	return name;
}

static const char *skip_name(const char *p, const char *end)
{
	return p + name_at(p, end).len;
}

/* Cuts out [from, to). */
static void cut(struct cutter *c, const char *from, const char *to)
{
	struct kr_markup *m = c->m;
	char mark[24], *p = mark + sizeof mark;
	size_t n = m->ncuts;

	if (to - from <= MIN_CUT || c->dropping)
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

/* Skips the value after "=" and cuts it out, unless the parser must resolve references in it. */
static const char *skip_value(struct cutter *c, const char *p)
{
	const char *close;

	p = skip_blanks(p, c->end);
	if (p < c->end && (*p == '"' || *p == '\'')) {
		close = memchr(p + 1, *p, (size_t)(c->end - p) - 1);
		if (!close)
			return c->end;
		if (close - p > MIN_CUT && !memchr(p, '&', (size_t)(close - p)))
			cut(c, p + 1, close);
		return close + 1;
	}
	while (p < c->end && *p != '>' && !is_blank(*p))
		p++;
	return p;
}

static const char *skip_attributes(struct cutter *c, const char *p, size_t most)
{
	const char *const end = c->end;

	for (p = skip_blanks(p, end); most-- && p < end && *p != '>' && !at(p, end, "/>");
	        p = skip_blanks(p, end)) {
		if (!is_name_start(*p) && *p != '.') {
			while (p < end && !is_blank(*p) && *p != '>' && !at(p, end, "/>"))
				p++;
			continue;
		}
		p = skip_blanks(skip_name(p, end), end);
		if (p < end && *p == '=')
			p = skip_value(c, p + 1);
	}
	return p;
}

/* Skips to the ">" or "/>" of the start tag whose name ends at p, or to the end of the page. */
static const char *skip_tag(struct cutter *c, const char *p)
{
	const char *const from = skip_attributes(c, p, KR_MARKUP_ATTRIBUTES);

	c->dropping = true;
	p = skip_attributes(c, from, SIZE_MAX);
	c->dropping = false;
	if (p == from)
		return p;
	kr_str_add(&c->m->cut, c->copied, (size_t)(from - c->copied));
	c->copied = p;
	return p;
}

/* Whether libxml2 drops the character. */
static bool is_dropped(const char *p, const char *end)
{
	return (unsigned char)*p < ' ' ? !is_blank(*p)
	                               : *p == '\xef' && end - p > 2 && p[1] == '\xbf' &&
	                                         (unsigned char)p[2] >= 0xbe;
}

/* Keeps only the first character of white space, except in <pre>. */
static void drop_blanks(struct cutter *c, const char *from, const char *to)
{
	if (to - from < 2 || c->pre)
		return;
	kr_str_add(&c->m->cut, c->copied, (size_t)(from + 1 - c->copied));
	c->copied = to;
}

/* Skips text up to the next tag or reference. */
static const char *skip_plain(struct cutter *c, const char *p)
{
	const char *const from = p;
	bool clean = true;

	p = skip_blanks(p, c->end);
	if (p == c->end || *p == '<') {
		drop_blanks(c, from, p);
		return p;
	}
	for (; p < c->end && *p != '<' && *p != '&'; p++)
		clean &= !is_dropped(p, c->end);
	if (clean)
		cut(c, from, p);
	return p;
}

/* Skips text up to the next tag. A reference without a semicolon may continue in the text after
 * it: then the rest is left to the parser. */
static const char *skip_text(struct cutter *c, const char *p)
{
	while ((p = skip_plain(c, p)) < c->end && *p == '&') {
		p++;
		while (p < c->end && (*p == '#' || is_name_char(*p)))
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

/* The name of an element whose content libxml2 does not parse, or NULL. */
static const char *raw_name(struct kr_slice name)
{
	return kr_slice_ieq(name, "script")  ? "script"
	       : kr_slice_ieq(name, "style") ? "style"
	                                     : NULL;
}

/* The end tag with this name, or NULL. */
static const char *raw_end(const char *p, const char *end, const char *name)
{
	const size_t n = strlen(name);

	while ((p = memchr(p, '<', (size_t)(end - p)))) {
		if ((size_t)(end - p) > n + 2 && p[1] == '/' &&
		        kr_slice_ieq((struct kr_slice){p + 2, n}, name) && !is_name_char(p[n + 2]))
			return p;
		p++;
	}
	return NULL;
}

/* Skips the element whose start tag has its name at p. Returns the next "<", or NULL. */
static const char *skip_element(struct cutter *c, const char *p)
{
	const struct kr_slice name = name_at(p, c->end);
	const char *const raw = raw_name(name), *close;

	c->pre += is_pre(name);
	p = skip_tag(c, p + name.len);
	if (p == c->end)
		return NULL;
	if (*p == '/')
		return skip_text(c, p + 2);
	if (!raw)
		return skip_text(c, p + 1);
	p++;
	close = raw_end(p, c->end, raw);
	cut(c, p, close ? close : c->end);
	return close;
}

/* Skips the tag or comment at p. Returns the next "<", or NULL. */
static const char *skip_markup(struct cutter *c, const char *p)
{
	const char *const end = c->end;
	const char next = end - p > 1 ? p[1] : '\0';

	if (at(p, end, "<!--")) {
		p = kr_markup_cutter_comment_end(p + 4, end);
		return p ? skip_text(c, p) : NULL;
	}
	if (is_name_start(next))
		return skip_element(c, p + 1);
	if (c->pre && next == '/' && is_pre(name_at(p + 2, end)))
		c->pre--;
	if (next == '?' || (next == '/' && end - p > 2 && is_name_start(p[2])) ||
	        (next == '!' && end - p > 9 &&
	                kr_slice_ieq((struct kr_slice){p + 2, 7}, "doctype"))) {
		p = memchr(p, '>', (size_t)(end - p));
		return p ? skip_text(c, p + 1) : NULL;
	}
	return memchr(p + 1, '<', (size_t)(end - p) - 1);
}

void kr_markup_cutter_run(struct kr_markup *m)
{
	struct cutter c = {.m = m, .copied = m->html, .end = m->html + m->len};
	const char *p = m->html;

	for (p = memchr(p, '<', m->len); p; p = skip_markup(&c, p))
		;
	if (!m->cut.len)
		return;
	kr_str_add(&m->cut, c.copied, (size_t)(c.end - c.copied));
	m->html = m->cut.data;
	m->len = m->cut.len;
}
