/* Headings, and which of their elements hold the title. */
#include "extract/meta/title/title_collector_priv.h"

#include <string.h>

#include "extract/meta/date/date_priv.h"

enum {
	KICKER_BYTES = 4,
	HEADLINE_BYTES = 8, /* shorter texts behind a kicker may belong to it */
};

/* The visible text of the siblings from the node from up to end. */
static const char *range_line(struct kr_title_collector *c, int32_t from, int32_t end)
{
	kr_str_clear(&c->text);
	kr_dom_range_text(c->dom, from, end, &c->text);
	return c->text.len && c->text.len <= KR_TITLE_BYTES
	               ? kr_doc_line(c->page->doc, c->text.data, c->text.len)
	               : NULL;
}

static void add_fragment(struct kr_title_collector *c, int32_t from, int32_t end, int32_t cut_from,
        int32_t cut_end, enum kr_title_fragment fragment)
{
	const char *line = range_line(c, from, end), *cut;
	struct kr_title *t =
	        line ? kr_title_collector_add(c, line, strlen(line), KR_TS_FRAGMENT, -1) : NULL;

	if (!t || t->fragment)
		return;
	cut = range_line(c, cut_from, cut_end);
	t->fragment = fragment;
	t->cut = kr_slice_of(cut ? cut : "");
}

static bool is_shown(const struct kr_page *page, int32_t i)
{
	return page->stat[i].chars > 0 && !(page->dom.nodes[i].flags & KR_NF_HIDDEN);
}

/* Finds the first and last visible children of the innermost element that contains all text of a
 * heading. Returns false if there is nothing visible. */
static bool find_ends(const struct kr_title_collector *c, int32_t i, int32_t *container,
        int32_t *first, int32_t *last)
{
	const struct kr_node *nodes = c->dom->nodes;

	*container = i;
	for (int level = 0; level < 4; level++) {
		*first = *last = -1;
		for (int32_t k = *container + 1; k < nodes[*container].end; k = nodes[k].end)
			if (is_shown(c->page, k)) {
				*first = *first < 0 ? k : *first;
				*last = k;
			}
		if (*first != *last || *first < 0)
			return *first >= 0;
		*container = *first;
	}
	return false;
}

/* In a heading of several elements one may be a kicker, a section or a date. */
static void add_fragments(struct kr_title_collector *c, int32_t i)
{
	const struct kr_node *nodes = c->dom->nodes;
	int32_t first, last, container;

	if (!find_ends(c, i, &container, &first, &last))
		return;
	add_fragment(c, nodes[first].end, nodes[container].end, first, nodes[first].end,
	        KR_TITLE_WITHOUT_FIRST);
	add_fragment(c, container + 1, last, last, nodes[last].end, KR_TITLE_WITHOUT_LAST);
	add_fragment(
	        c, first, nodes[first].end, nodes[first].end, nodes[container].end, KR_TITLE_FIRST);
	add_fragment(c, last, nodes[last].end, container + 1, last, KR_TITLE_LAST);
}

/* An element that contains only a date. */
static bool is_date(struct kr_title_collector *c, int32_t i)
{
	const struct kr_date_hints hints = {.month_first = false};
	struct kr_date d;
	size_t from, end;

	if (c->dom->nodes[i].tag == KR_TAG_TEXT || c->page->stat[i].chars > 40)
		return false;
	kr_str_clear(&c->text);
	kr_dom_inner_text(c->dom, i, &c->text);
	return kr_date_parse_find(c->text.data, c->text.len, &hints, &d, &from, &end) &&
	       end - from + 4 >= c->text.len;
}

/* Whether the first element of a heading is a kicker that nothing but markup separates from the
 * headline: "RiversSteps found". */
static bool is_glued(struct kr_title_collector *c, int32_t first, int32_t container)
{
	const char *kicker, *rest;
	size_t n;

	if (c->dom->nodes[first].tag == KR_TAG_TEXT)
		return false;
	kicker = range_line(c, first, c->dom->nodes[first].end);
	rest = range_line(c, c->dom->nodes[first].end, c->dom->nodes[container].end);
	n = kicker ? strlen(kicker) : 0;
	return n >= KICKER_BYTES && rest && kicker[n - 1] >= 'a' && kicker[n - 1] <= 'z' &&
	       *rest >= 'A' && *rest <= 'Z' && strlen(rest) > n;
}

/* Whether an element says that it is a kicker, or is set smaller than what follows. */
static bool is_kicker(const struct kr_title_collector *c, int32_t i)
{
	const struct kr_node *n = &c->dom->nodes[i];

	return n->tag == KR_TAG_small ||
	       (n->tag != KR_TAG_TEXT &&
	               kr_page_attr_words(c->page, kr_dom_attr(c->dom, i, "class")) &
	                       KR_CLASS_WORD(KICKER));
}

const char *kr_title_headings_line(struct kr_title_collector *c, int32_t i, const char **ret_kicker)
{
	const char *line = kr_title_collector_line(c, i), *kicker;
	int32_t first, last, container;
	size_t from, len;
	bool colon;

	*ret_kicker = NULL;
	if (!line || !find_ends(c, i, &container, &first, &last) || first == last ||
	        !is_kicker(c, first))
		return line;
	kicker = range_line(c, first, c->dom->nodes[first].end);
	if (!kicker || !kr_str_starts(line, kicker))
		return line;
	len = strlen(line);
	from = strlen(kicker);
	from += strspn(line + from, " ");
	from += kr_title_text_break(line, len, from, &colon);
	from += strspn(line + from, " ");
	if (len - from < HEADLINE_BYTES)
		return line;
	*ret_kicker = kicker;
	return kr_doc_line(c->page->doc, line + from, len - from);
}

/* A kicker and its headline with a blank between them. */
static const char *spaced_line(struct kr_title_collector *c, int32_t first, int32_t container)
{
	struct kr_str line;
	const char *ret;

	kr_str_init(&line);
	kr_dom_range_text(c->dom, first, c->dom->nodes[first].end, &line);
	kr_str_addc(&line, ' ');
	kr_dom_range_text(c->dom, c->dom->nodes[first].end, c->dom->nodes[container].end, &line);
	ret = line.len <= KR_TITLE_BYTES ? kr_doc_line(c->page->doc, line.data, line.len) : NULL;
	kr_str_fini(&line);
	return ret;
}

/* The text of a heading without its kicker, a leading or a trailing date. */
static const char *heading_line(struct kr_title_collector *c, int32_t i)
{
	const char *kicker, *line = kr_title_headings_line(c, i, &kicker);
	int32_t first, last, container;

	if (kicker) {
		c->all->kicker = c->all->kicker ? c->all->kicker : kicker;
		return line;
	}
	if (!find_ends(c, i, &container, &first, &last))
		return line;
	if (is_date(c, first))
		return range_line(c, c->dom->nodes[first].end, c->dom->nodes[container].end);
	if (first != last && is_glued(c, first, container))
		return spaced_line(c, first, container);
	return is_date(c, last) ? range_line(c, container + 1, last) : line;
}

void kr_title_headings_h1(struct kr_title_collector *c, int32_t i)
{
	const char *alt, *line = heading_line(c, i);
	int32_t img = kr_dom_find(c->dom, i, c->dom->nodes[i].end, KR_TAG_img);
	struct kr_title *t;

	if (c->all->nh1 >= KR_TITLE_PER_KIND)
		return;
	if (!line && img >= 0 && (alt = kr_dom_attr(c->dom, img, "alt")) != NULL &&
	        strlen(alt) <= KR_TITLE_BYTES)
		line = kr_doc_line(c->page->doc, alt, strlen(alt));
	t = line ? kr_title_collector_add(c, line, strlen(line), KR_TS_H1, i) : NULL;
	if (!t)
		return;
	if (t->h1_rank < 0)
		t->h1_rank = c->all->nh1;
	c->all->nh1++;
	if (c->all->nh1 == 1)
		c->all->h1 = line;
	if (c->all->nh1 > 3)
		return;
	kr_title_collector_add_parts(c, line, KR_TS_H1_LEFT, KR_TS_H1_RIGHT, -1);
	add_fragments(c, i);
}

void kr_title_headings_lower(struct kr_title_collector *c, int32_t i)
{
	bool second = c->dom->nodes[i].tag == KR_TAG_h2;
	int *count = second ? &c->nh2 : &c->nh3;
	const char *kicker;
	const char *line =
	        *count < KR_TITLE_PER_KIND ? kr_title_headings_line(c, i, &kicker) : NULL;
	struct kr_title *t = line ? kr_title_collector_add(
	                                    c, line, strlen(line), second ? KR_TS_H2 : KR_TS_H3, i)
	                          : NULL;

	if (!t)
		return;
	if (t->h2_rank < 0)
		t->h2_rank = *count;
	if (second && *count < 2)
		add_fragments(c, i);
	++*count;
}
