#include "extract/body/edges_priv.h"

#include "extract/meta/date/date_priv.h"
#include "extract/words/control_phrases_priv.h"
#include "extract/words/phrases_priv.h"

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

static bool is_short(const struct kr_seg *s)
{
	return s->chars <= LABEL && s->words <= WORDS && !s->stops;
}

static bool is_label(const struct kr_dom *dom, const struct kr_seg *s)
{
	return is_short(s) && is_plain(dom, s);
}

static bool is_date(struct kr_slice t)
{
	static const struct kr_date_hints hints = {0};
	struct kr_date d;
	size_t from, end;

	return kr_date_parse_find(t.data, t.len, &hints, &d, &from, &end) && from == 0 &&
	       end == t.len;
}

/* Whether a text is only a date, a time, a number, or what a number counts: "1,204 views". */
static bool is_number(const struct kr_dom *dom, const struct kr_seg *s)
{
	struct kr_control_parts parts;
	struct kr_str text;
	struct kr_slice t;
	bool is;

	if (s->chars > LABEL * 2)
		return false;
	kr_str_init(&text);
	kr_segments_text(dom, s, LABEL * 8, &text);
	t = kr_slice_trim((struct kr_slice){text.data, text.len});
	is = is_date(t) || (kr_control_phrases_split(t, KR_CONTROL_PHRASE(COUNTER), &parts) &&
	                           (parts.digits || !s->stops) && !parts.letters);
	kr_str_fini(&text);
	return is;
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

static int32_t parent_of(const struct kr_dom *dom, const struct kr_seg *s)
{
	return dom->nodes[s->block].parent;
}

/* What is below the last paragraph. */
struct ending {
	int numbers, dates, items;
};

/* Adds a segment to what is below the last paragraph. Returns false if it is a text. */
static bool add_to_ending(const struct kr_dom *dom, const struct kr_seg *s, struct ending *ending)
{
	const bool item = dom->nodes[s->block].tag == KR_TAG_li;
	const bool place = item || is_plain(dom, s), number = place && is_number(dom, s);

	if (!number && !(place && is_short(s)))
		return false;
	ending->items += item;
	ending->numbers += number;
	ending->dates += number && is_date(kr_slice_trim(kr_dom_text(dom, s->first)));
	return true;
}

/* Takes away what is below the last paragraph if two dates or numbers are among it, or in a list a
 * date and a number, and otherwise only labels. */
static void trim_end(const struct kr_dom *dom, const struct kr_segs *segs, uint8_t *keep)
{
	struct ending ending = {0};
	int32_t k = segs->n - 1, n = 0, parent;

	while (k >= 0 && !keep[k])
		k--;
	parent = k < 0 ? -1 : parent_of(dom, &segs->v[k]);
	for (k = segs->n - 1; k >= 0 && n < NEAR; k--) {
		if (!keep[k] && parent_of(dom, &segs->v[k]) != parent)
			continue;
		if (!add_to_ending(dom, &segs->v[k], &ending) && keep[k])
			break;
		n += keep[k];
	}
	if (ending.numbers < 2 || (ending.items && !ending.dates) || k < 0 ||
	        !is_prose(&segs->v[k]))
		return;
	while (++k < segs->n)
		keep[k] = 0;
}

void kr_edges_trim_rights(const struct kr_dom *dom, const struct kr_segs *segs, uint8_t *keep)
{
	enum { NOTICE = 120 };
	int32_t k = segs->n - 1, prose;

	while (k >= 0 && (!keep[k] || !is_prose(&segs->v[k])))
		k--;
	prose = k;
	while (prose >= 0 && ++k < segs->n)
		if (keep[k] && segs->v[k].chars <= NOTICE &&
		        segs->v[k].block != segs->v[prose].block &&
		        parent_of(dom, &segs->v[k]) != parent_of(dom, &segs->v[prose]) &&
		        kr_phrases_find(kr_dom_text(dom, segs->v[k].first), KR_PHRASE(RIGHTS)))
			keep[k] = 0;
}

void kr_edges_trim(const struct kr_dom *dom, const struct kr_segs *segs, uint8_t *keep)
{
	trim_start(dom, segs, keep);
	trim_end(dom, segs, keep);
}
