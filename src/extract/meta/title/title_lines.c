/* Headlines that only their looks show: the first lines of the text in bold, large or centred
 * letters. */
#include "extract/meta/title/title_collector_priv.h"

#include <stdlib.h>
#include <string.h>

#include "extract/meta/date/date_priv.h"

enum {
	/* in kr_stat.chars */
	LEAST = 4,
	MOST = 160,
	PARAGRAPH = 60, /* a text from this length on begins the article */

	TEXTS = 60,  /* searched for the line */
	BEHIND = 12, /* texts between it and a paragraph */
	LINES = 2,   /* most lines added */
};

static bool style_has(const char *style, const char *name, const char *const *values)
{
	const size_t len = style ? strlen(style) : 0;
	const char *p = len ? kr_str_ifind(style, len, name) : NULL;

	if (!p)
		return false;
	p += strlen(name);
	p += strspn(p, " :");
	for (; *values; values++)
		if (kr_str_istarts(p, *values))
			return true;
	return false;
}

static bool is_emphasis(const struct kr_dom *dom, int32_t i)
{
	static const char *const center[] = {"center", NULL};
	static const char *const bold[] = {"bold", "6", "7", "8", "9", NULL};
	const char *style = kr_dom_attr(dom, i, "style"), *size;

	switch (dom->nodes[i].tag) {
	case KR_TAG_b:
	case KR_TAG_strong:
	case KR_TAG_big:
	case KR_TAG_center:
		return true;
	case KR_TAG_font:
		size = kr_dom_attr(dom, i, "size");
		return size && (*size == '+' || atoi(size) >= 4);
	default:
		return kr_str_eq(kr_dom_attr(dom, i, "align"), "center") ||
		       style_has(style, "text-align", center) ||
		       style_has(style, "font-weight", bold);
	}
}

/* The outermost element of emphasis around a text that is no longer than a line, or -1. */
static int32_t emphasis_around(const struct kr_title_collector *c, int32_t text)
{
	int32_t found = -1;

	for (int32_t i = c->dom->nodes[text].parent;
	        i > 0 && i != c->dom->body && c->page->stat[i].chars <= MOST;
	        i = c->dom->nodes[i].parent)
		if (is_emphasis(c->dom, i))
			found = i;
	return found;
}

static bool is_text(const struct kr_title_collector *c, int32_t i)
{
	return c->dom->nodes[i].tag == KR_TAG_TEXT &&
	       !(c->dom->nodes[i].flags & (KR_NF_HIDDEN | KR_NF_BLANK));
}

/* Whether a paragraph follows soon. */
static bool has_text_behind(const struct kr_title_collector *c, int32_t i)
{
	int left = BEHIND;

	for (int32_t k = c->dom->nodes[i].end; k < c->dom->n && left > 0; k++) {
		if (!is_text(c, k))
			continue;
		if (c->page->stat[k].chars >= PARAGRAPH && !(c->dom->nodes[k].flags & KR_NF_LINK))
			return true;
		left--;
	}
	return false;
}

/* "14.3.2026 - Steps found" is a line of the text, or more than a heading says. */
static bool has_date(const char *s, size_t len)
{
	const struct kr_date_hints hints = {.now = 0};
	struct kr_date d;

	return kr_date_parse_find(s, len, &hints, &d, NULL, NULL) && d.year;
}

static void add_line(struct kr_title_collector *c, int32_t at)
{
	const char *line = kr_title_collector_line(c, at);
	const size_t len = line ? strlen(line) : 0;
	struct kr_title *t = len && line[len - 1] != ':' && !has_date(line, len)
	                             ? kr_title_collector_add(c, line, len, KR_TS_CLASS, at)
	                             : NULL;

	if (t && t->class_rank < 0)
		t->class_rank = c->nclass++;
}

void kr_title_lines_add(struct kr_title_collector *c)
{
	int texts = TEXTS, lines = 0;

	c->pos = 0;
	for (int32_t i = 0; i < c->dom->n && texts > 0 && lines < LINES; i++) {
		int32_t at;

		if (!is_text(c, i))
			continue;
		texts--;
		at = c->dom->nodes[i].flags & KR_NF_LINK ? -1 : emphasis_around(c, i);
		if (at < 0 && c->page->stat[i].chars >= PARAGRAPH)
			return;
		if (at < 0 || c->page->stat[at].chars < LEAST || c->page->stat[at].link_chars ||
		        !has_text_behind(c, at)) {
			c->pos += c->page->stat[i].chars;
			continue;
		}
		add_line(c, at);
		lines++;
		c->pos += c->page->stat[at].chars;
		i = c->dom->nodes[at].end - 1;
	}
}
