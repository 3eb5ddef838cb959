#include "extract/body/formulas_priv.h"

/* The number of an element among those of its parent. */
static int place_of(const struct kr_dom *dom, int32_t i)
{
	int n = 0;

	for (i = dom->nodes[i].prev; i >= 0 && n < 3; i = dom->nodes[i].prev)
		n += dom->nodes[i].tag != KR_TAG_TEXT;
	return n;
}

static uint32_t style_of(int parent, int place)
{
	switch (parent) {
	case KR_TAG_msup:
	case KR_TAG_mover:
		return place == 1 ? KR_STYLE_SUP : 0;
	case KR_TAG_msub:
	case KR_TAG_munder:
		return place == 1 ? KR_STYLE_SUB : 0;
	case KR_TAG_msubsup:
	case KR_TAG_munderover:
		return place == 1 ? KR_STYLE_SUB : place == 2 ? KR_STYLE_SUP : 0;
	default:
		return 0;
	}
}

/* Whether an element has several texts, so that it needs brackets. */
static bool is_compound(const struct kr_dom *dom, int32_t root)
{
	int n = 0;

	for (int32_t i = root + 1; i < dom->nodes[root].end && n < 2; i++)
		n += dom->nodes[i].tag == KR_TAG_TEXT && !(dom->nodes[i].flags & KR_NF_BLANK);
	return n > 1;
}

/* Whether brackets have to show where the element ends. */
static bool is_bracketed(const struct kr_dom *dom, int32_t i)
{
	const int parent = dom->nodes[dom->nodes[i].parent].tag;

	return (parent == KR_TAG_mfrac || dom->nodes[i].tag == KR_TAG_msqrt) && is_compound(dom, i);
}

static bool is_relation(const struct kr_dom *dom, int32_t i)
{
	static const char *const signs[] = {"=", "<", ">", "≤", "≥", "≈", "≠", "→", "∈", "⇒"};

	return dom->nodes[i].tag == KR_TAG_mo &&
	       kr_slice_starts_any(
	               kr_slice_trim(kr_dom_raw_text(dom, i)), signs, sizeof signs / sizeof *signs);
}

static void add(struct kr_span_flow *flow, const char *text, uint32_t style)
{
	kr_spans_text(flow, kr_slice_of(text), style, NULL);
}

void kr_formulas_enter(
        const struct kr_dom *dom, int32_t i, struct kr_span_flow *flow, uint32_t *style)
{
	const int parent = dom->nodes[dom->nodes[i].parent].tag, tag = dom->nodes[i].tag;

	if (style_of(parent, 1) | style_of(parent, 2))
		*style |= style_of(parent, place_of(dom, i));
	if (parent == KR_TAG_mfrac && place_of(dom, i) == 1)
		add(flow, "/", *style);
	if (tag == KR_TAG_msqrt)
		add(flow, "√", *style);
	if (tag == KR_TAG_mtd || is_relation(dom, i))
		kr_spans_gap(flow);
	if (is_bracketed(dom, i))
		add(flow, "(", *style);
}

void kr_formulas_leave(
        const struct kr_dom *dom, int32_t i, struct kr_span_flow *flow, uint32_t style)
{
	if (is_bracketed(dom, i))
		add(flow, ")", style);
	if (is_relation(dom, i))
		kr_spans_gap(flow);
}
