#include "extract/body/edges_priv.h"

#include "extract/meta/date/date_priv.h"

enum {
	PROSE = 60, /* in kr_stat.chars: shortest paragraph */
	LABEL = 20, /* longest label, of up to WORDS words */
	WORDS = 3,
	NEAR = 8, /* most labels at an end */
};

static bool is_prose(const struct kr_seg *s)
{
	return s->chars >= PROSE && s->stops && s->link_chars * 2 < s->chars;
}

/* Whether a segment is in the place of a paragraph, not in a list, a table or a quotation. */
static bool is_plain(const struct kr_dom *dom, const struct kr_seg *s)
{
	switch (dom->nodes[s->block].tag) {
	case KR_TAG_p:
	case KR_TAG_div:
	case KR_TAG_section:
	case KR_TAG_button:
	case KR_TAG_header:
		return kr_dom_up(dom, s->block, KR_TAG_blockquote) < 0 &&
		       kr_dom_up(dom, s->block, KR_TAG_li) < 0;
	default:
		return false;
	}
}

static bool is_label(const struct kr_dom *dom, const struct kr_seg *s)
{
	return s->chars <= LABEL && s->words <= WORDS && !s->stops && is_plain(dom, s);
}

/* Whether a text is only a date, a time or a number. */
static bool is_number(const struct kr_dom *dom, const struct kr_seg *s)
{
	static const struct kr_date_hints hints = {0};
	const struct kr_slice t = kr_slice_trim(kr_dom_text(dom, s->first));
	struct kr_date d;
	size_t from, end, digits = 0;

	if (s->first != s->last || s->chars > LABEL * 2 || !is_plain(dom, s))
		return false;
	for (size_t i = 0; i < t.len; i++)
		digits += (t.data[i] >= '0' && t.data[i] <= '9') || t.data[i] == ',' ||
		          t.data[i] == ':' || t.data[i] == '.';
	return digits == t.len || (kr_date_parse_find(t.data, t.len, &hints, &d, &from, &end) &&
	                                  from == 0 && end == t.len);
}

/* Takes away labels above the first paragraph: nothing else may be between. */
static void trim_start(const struct kr_dom *dom, const struct kr_segs *segs, uint8_t *keep)
{
	int32_t k = 0, n = 0;

	for (; k < segs->n && n < NEAR && (!keep[k] || is_label(dom, &segs->v[k])); k++)
		n += keep[k];
	if (!n || k == segs->n || !keep[k] || !is_prose(&segs->v[k]))
		return;
	while (--k >= 0)
		keep[k] = 0;
}

/* Takes away what is below the last paragraph if two dates or numbers are among it, and otherwise
 * only labels. */
static void trim_end(const struct kr_dom *dom, const struct kr_segs *segs, uint8_t *keep)
{
	int32_t k = segs->n - 1, n = 0, numbers = 0;

	for (; k >= 0 && n < NEAR; k--) {
		const bool number = keep[k] && is_number(dom, &segs->v[k]);

		if (keep[k] && !number && !is_label(dom, &segs->v[k]))
			break;
		n += keep[k];
		numbers += number;
	}
	if (numbers < 2 || k < 0 || !is_prose(&segs->v[k]))
		return;
	while (++k < segs->n)
		keep[k] = 0;
}

void kr_edges_trim(const struct kr_dom *dom, const struct kr_segs *segs, uint8_t *keep)
{
	trim_start(dom, segs, keep);
	trim_end(dom, segs, keep);
}
