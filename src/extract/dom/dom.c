/* Questions about the tree. */
#include "extract/dom/dom_priv.h"

#include <stdlib.h>
#include <string.h>

const char *kr_dom_name(const struct kr_dom *dom, int32_t i)
{
	const struct kr_node *n = &dom->nodes[i];

	return n->tag == KR_TAG_UNKNOWN ? dom->names[n->len] : kr_dom_tag_name(n->tag);
}

void kr_dom_fini(struct kr_dom *dom)
{
	if (!dom)
		return;
	free(dom->nodes);
	free(dom->attrs);
	free(dom->names);
	kr_str_fini(&dom->text);
	kr_arena_fini(&dom->arena);
	kr_dom_parse_release(dom->dict);
	*dom = (struct kr_dom){0};
	kr_str_init(&dom->text);
}

int32_t kr_dom_find(const struct kr_dom *dom, int32_t from, int32_t end, int tag)
{
	for (int32_t i = from; i < end; i++)
		if (dom->nodes[i].tag == tag)
			return i;
	return -1;
}

int32_t kr_dom_up(const struct kr_dom *dom, int32_t i, int tag)
{
	while (i >= 0 && dom->nodes[i].tag != tag)
		i = dom->nodes[i].parent;
	return i;
}

/* The sibling before or after a node, without white space between them; -1 if there is none. */
static int32_t beside(const struct kr_dom *dom, int32_t i, bool after)
{
	do
		i = after ? kr_dom_next(dom, i) : dom->nodes[i].prev;
	while (i >= 0 && dom->nodes[i].tag == KR_TAG_TEXT &&
	        !kr_slice_trim(kr_dom_text(dom, i)).len);
	return i;
}

/* Whether a sibling (may be -1) shows that the unknown element beside it is inline. */
static bool is_inline(const struct kr_dom *dom, int32_t sibling)
{
	const int tag = sibling < 0 ? KR_TAG_p : dom->nodes[sibling].tag;

	return tag != KR_TAG_UNKNOWN && tag != KR_TAG_br && !kr_dom_is_block(tag);
}

static bool is_same(const struct kr_dom *dom, int32_t i, int32_t sibling)
{
	return sibling >= 0 && dom->nodes[sibling].tag == KR_TAG_UNKNOWN &&
	       !strcmp(kr_dom_name(dom, i), kr_dom_name(dom, sibling));
}

/* Whether an element contains blocks rather than lines of text. */
static bool is_container(int tag)
{
	return tag == KR_TAG_div || tag == KR_TAG_section || tag == KR_TAG_article ||
	       tag == KR_TAG_main || tag == KR_TAG_body || tag == KR_TAG_UNKNOWN ||
	       tag == KR_TAG_aside || tag == KR_TAG_header || tag == KR_TAG_footer;
}

bool kr_dom_acts_as_block(const struct kr_dom *dom, int32_t i)
{
	enum { LEVELS = 6 };

	for (int level = 0; level < LEVELS; level++, i = dom->nodes[i].parent) {
		const int tag = dom->nodes[i].tag;
		int32_t before, after;

		if (tag != KR_TAG_UNKNOWN)
			return kr_dom_is_block(tag);
		before = beside(dom, i, false);
		after = beside(dom, i, true);
		if ((before >= 0 && dom->nodes[before].tag == KR_TAG_TEXT) ||
		        (after >= 0 && dom->nodes[after].tag == KR_TAG_TEXT))
			return false;
		if ((is_inline(dom, before) || is_inline(dom, after) ||
		            !is_container(dom->nodes[dom->nodes[i].parent].tag)) &&
		        !is_same(dom, i, before) && !is_same(dom, i, after))
			return false;
	}
	return false;
}

int32_t kr_dom_block(const struct kr_dom *dom, int32_t i)
{
	while (dom->nodes[i].parent > 0 &&
	        (dom->nodes[i].tag == KR_TAG_TEXT || !kr_dom_is_block(dom->nodes[i].tag)))
		i = dom->nodes[i].parent;
	return i;
}

int32_t kr_dom_common(const struct kr_dom *dom, int32_t a, int32_t b)
{
	while (!kr_dom_within(dom, b, a))
		a = dom->nodes[a].parent;
	return a;
}

bool kr_dom_is_alike(const struct kr_dom *dom, int32_t a, int32_t b)
{
	return dom->nodes[a].tag == dom->nodes[b].tag &&
	       kr_str_eq(kr_dom_attr(dom, a, "class"), kr_dom_attr(dom, b, "class"));
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

size_t kr_dom_search(const void *array, size_t n, size_t size, int32_t node)
{
	size_t low = 0, high = n;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		int32_t at;

		memcpy(&at, (const char *)array + middle * size, sizeof at);
		if (at < node)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void kr_dom_inner_text(const struct kr_dom *dom, int32_t i, struct kr_str *out)
{
	kr_dom_range_text(dom, i, dom->nodes[i].end, out);
}

void kr_dom_range_text(const struct kr_dom *dom, int32_t from, int32_t end, struct kr_str *out)
{
	const size_t start = out->len;
	int32_t open = from;
	bool gap = false;

	for (int32_t k = from; k < end; k++) {
		const struct kr_node *n = &dom->nodes[k];
		struct kr_slice t;

		/* Leaving a block is a gap, as is entering one. */
		for (; !kr_dom_within(dom, k, open); open = dom->nodes[open].parent)
			gap |= kr_dom_is_block(dom->nodes[open].tag);
		open = k;
		if (n->flags & KR_NF_HIDDEN) {
			k = n->end - 1;
			continue;
		}
		if (n->tag != KR_TAG_TEXT) {
			gap |= kr_dom_is_block(n->tag) || n->tag == KR_TAG_br;
			continue;
		}
		t = kr_dom_text(dom, k);
		for (size_t b = 0, word; b < t.len; b = word) {
			for (; b < t.len && is_blank(t.data[b]); b++)
				gap = true;
			for (word = b; word < t.len && !is_blank(t.data[word]);)
				word++;
			if (word == b)
				break;
			if (gap && out->len > start)
				kr_str_addc(out, ' ');
			gap = false;
			kr_str_add(out, t.data + b, word - b);
		}
	}
}

bool kr_dom_is_centered(const struct kr_dom *dom, int32_t i)
{
	const char *align = kr_dom_attr(dom, i, "align"), *style = kr_dom_attr(dom, i, "style");

	return dom->nodes[i].tag == KR_TAG_center || (align && !strcmp(align, "center")) ||
	       (style && strstr(style, "center"));
}

struct kr_slice kr_dom_raw_text(const struct kr_dom *dom, int32_t i)
{
	int32_t first = i + 1, last = dom->nodes[i].end - 1;

	if (last < first || dom->nodes[first].tag != KR_TAG_TEXT ||
	        dom->nodes[last].tag != KR_TAG_TEXT)
		return (struct kr_slice){NULL, 0};
	return (struct kr_slice){dom->text.data + dom->nodes[first].at,
	        dom->nodes[last].at + dom->nodes[last].len - dom->nodes[first].at};
}
