#include "extract/dom/hidden_parts_priv.h"

#include <string.h>

#include "kread/base/utf8.h"

enum {
	FORMULA = 600, /* most nodes around a formula and its copies */
	HEADING = 120, /* most nodes of a heading */
	LEVELS = 3,
	PARAGRAPH = 900, /* in kr_stat.chars: longest paragraph that is hidden */
};

/* --- links -------------------------------------------------------------------------------- */

/* Whether the texts of an element have no letters or digits, but some sign. */
static bool is_sign(const struct kr_dom *dom, int32_t root)
{
	bool any = false;

	for (int32_t i = root + 1; i < dom->nodes[root].end; i++) {
		struct kr_slice t;

		if (dom->nodes[i].tag != KR_TAG_TEXT)
			continue;
		t = kr_slice_trim(kr_dom_text(dom, i));
		for (size_t b = 0; b < t.len;) {
			uint32_t c;

			b += kr_utf8_decode(t.data + b, t.len - b, &c);
			if ((c >= '0' && c <= '9') ||
			        (c < 0x80 && (c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
			        (c >= 0xc0 && c < 0x2010) || (c >= 0x3040 && c < 0xfe00) ||
			        c == '.' || c == '(' || c == '[' || c == '*')
				return false;
			any = true;
		}
	}
	return any;
}

static bool is_text(const struct kr_dom *dom, int32_t i)
{
	return dom->nodes[i].tag == KR_TAG_TEXT && kr_slice_trim(kr_dom_text(dom, i)).len;
}

/* Whether an element has text outside one of its parts. */
static bool has_other_text(const struct kr_dom *dom, int32_t root, int32_t part)
{
	for (int32_t i = root + 1; i < dom->nodes[root].end; i++) {
		if (i == part)
			i = dom->nodes[part].end - 1;
		else if (is_text(dom, i))
			return true;
	}
	return false;
}

static int32_t heading_around(const struct kr_dom *dom, int32_t i)
{
	for (int level = 0; level < LEVELS + 1 && i > 0; level++, i = dom->nodes[i].parent)
		if (kr_dom_is_heading(dom->nodes[i].tag))
			return dom->nodes[i].end - i <= HEADING ? i : -1;
	return -1;
}

/* Whether an id is that of the heading, of something in it, or of its container. */
static bool is_own_id(const struct kr_dom *dom, int32_t heading, const char *id)
{
	int32_t up = heading;

	for (int level = 0; level < LEVELS && up > 0; level++, up = dom->nodes[up].parent)
		if (kr_str_eq(kr_dom_attr(dom, up, "id"), id))
			return true;
	for (int32_t i = heading + 1; i < dom->nodes[heading].end; i++)
		if (kr_str_eq(kr_dom_attr(dom, i, "id"), id) ||
		        kr_str_eq(kr_dom_attr(dom, i, "name"), id))
			return true;
	up = dom->nodes[heading].prev; /* <a name> before the heading */
	return up >= 0 && (kr_str_eq(kr_dom_attr(dom, up, "id"), id) ||
	                          kr_str_eq(kr_dom_attr(dom, up, "name"), id));
}

bool kr_hidden_parts_is_self_link(const struct kr_dom *dom, int32_t a)
{
	const char *href = kr_dom_attr(dom, a, "href"), *id = href ? strchr(href, '#') : NULL;
	const int32_t heading = id && id[1] ? heading_around(dom, a) : -1;

	return heading >= 0 && is_own_id(dom, heading, id + 1);
}

/* A link beside the text of a heading, to the heading itself. */
static bool is_permalink(const struct kr_dom *dom, int32_t a, const char *href)
{
	const int32_t heading = strchr(href, '#') ? heading_around(dom, a) : -1;

	return heading >= 0 && has_other_text(dom, heading, a) &&
	       ((*href == '#' && is_sign(dom, a)) || kr_hidden_parts_is_self_link(dom, a));
}

/* The arrow from a footnote to the text. */
static bool is_back_link(const struct kr_dom *dom, int32_t a, const char *href)
{
	static const char *const arrows[] = {"↩", "↑", "⇑", "↵", "⏎", "⤴", "^", "⬆", "↖", "⮌"};
	const struct kr_slice text = kr_slice_trim(kr_dom_raw_text(dom, a));

	return *href == '#' && href[1] && text.len <= 8 &&
	       kr_slice_starts_any(text, arrows, sizeof arrows / sizeof *arrows) && is_sign(dom, a);
}

/* --- formulas ----------------------------------------------------------------------------- */

static bool has_class(const struct kr_dom *dom, int32_t i, const char *word)
{
	const char *classes = kr_dom_attr(dom, i, "class");

	return classes && strstr(classes, word);
}

/* The source of a formula, next to the formula. */
static bool is_annotation(const struct kr_dom *dom, int32_t i)
{
	const char *name = kr_dom_name(dom, i);
	int32_t math;

	if (strcmp(name, "annotation") != 0 && strcmp(name, "annotation-xml") != 0)
		return false;
	math = kr_dom_up(dom, i, KR_TAG_math);
	return math >= 0 && has_other_text(dom, math, i);
}

/* A drawing of a formula that is there as MathML, too. */
static bool is_drawing(const struct kr_dom *dom, int32_t i)
{
	int32_t up = dom->nodes[i].parent;

	if (!kr_str_eq(kr_dom_attr(dom, i, "aria-hidden"), "true") &&
	        !has_class(dom, i, "katex-html"))
		return false;
	for (int level = 0; level < LEVELS && up > 0 && !kr_dom_is_block(dom->nodes[up].tag) &&
	                    dom->nodes[up].end - up <= FORMULA;
	        level++, up = dom->nodes[up].parent) {
		int32_t math = kr_dom_find(dom, up, dom->nodes[up].end, KR_TAG_math);

		if (math >= 0 && kr_dom_within(dom, math, i))
			math = kr_dom_find(dom, dom->nodes[i].end, dom->nodes[up].end, KR_TAG_math);
		if (math >= 0)
			return true;
	}
	return false;
}

/* The source of a formula that a script has drawn before it. */
static bool is_drawn_source(const struct kr_dom *dom, int32_t i)
{
	int32_t before = dom->nodes[i].prev;

	if (!kr_str_starts(kr_dom_attr(dom, i, "type"), "math/"))
		return false;
	while (before >= 0 && dom->nodes[before].tag == KR_TAG_TEXT && !is_text(dom, before))
		before = dom->nodes[before].prev;
	return before >= 0 && has_class(dom, before, "MathJax") && has_other_text(dom, before, -1);
}

bool kr_hidden_parts_is(const struct kr_dom *dom, int32_t i)
{
	const int tag = dom->nodes[i].tag;

	if (tag == KR_TAG_a) {
		const char *href = kr_dom_attr(dom, i, "href");

		return href && (is_back_link(dom, i, href) || is_permalink(dom, i, href));
	}
	if (tag == KR_TAG_UNKNOWN)
		return is_annotation(dom, i) || is_drawing(dom, i);
	if (tag == KR_TAG_code)
		return is_drawn_source(dom, i);
	return !kr_dom_is_block(tag) && is_drawing(dom, i);
}

/* --- paragraphs --------------------------------------------------------------------------- */

/* A block of text without blocks in it. */
static bool is_paragraph(const struct kr_page *page, int32_t i)
{
	const struct kr_dom *dom = &page->dom;
	const int tag = dom->nodes[i].tag;

	if ((tag != KR_TAG_p && tag != KR_TAG_div && tag != KR_TAG_blockquote &&
	            !kr_dom_is_heading(tag)) ||
	        !page->stat[i].chars || page->stat[i].chars > PARAGRAPH)
		return false;
	for (int32_t k = i + 1; k < dom->nodes[i].end; k++)
		if (kr_dom_is_block(dom->nodes[k].tag) || dom->nodes[k].tag == KR_TAG_br)
			return false;
	return true;
}

/* Whether only its own style or attribute hides a paragraph. */
static bool is_folded(const struct kr_dom *dom, int32_t i)
{
	return (dom->nodes[i].flags & KR_NF_FOLDED) &&
	       !(dom->nodes[dom->nodes[i].parent].flags & KR_NF_FOLDED);
}

/* Not what has the class by which publishers tell search engines which text they sell. */
static bool is_for_eyes_only(const struct kr_dom *dom, int32_t i)
{
	return !(dom->nodes[i].flags & KR_NF_HIDDEN) && dom->nodes[i].tag == KR_TAG_p &&
	       !has_class(dom, i, "paywall") &&
	       kr_str_eq(kr_dom_attr(dom, i, "aria-hidden"), "true");
}

void kr_hidden_parts_settle(struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;
	uint32_t *hidden = kr_arena_alloc(&page->scratch, (size_t)dom->n * sizeof *hidden);
	bool any = false;

	for (int32_t i = 1; i < dom->n; i++)
		if ((is_folded(dom, i) || is_for_eyes_only(dom, i)) && is_paragraph(page, i)) {
			hidden[dom->nodes[i].parent] += page->stat[i].chars;
			any = true;
		}
	for (int32_t i = 1; any && i < dom->n; i++) {
		const int32_t parent = dom->nodes[i].parent;

		if (hidden[parent] && hidden[parent] * 2 < page->stat[parent].chars &&
		        (is_folded(dom, i) || is_for_eyes_only(dom, i)) && is_paragraph(page, i))
			kr_page_hide(page, i);
	}
}
