#include "extract/body/rows_priv.h"

#include <string.h>

#include "extract/words/phrases_priv.h"

enum {
	LEVELS = 8, /* elements around the last paragraph that may be a row */
	SKIP = 3,   /* most rows without text between two with text */
	/* in thousandths: least probability of a row of text, by characters, and of each segment in
	 * it; most of a row that is passed over */
	LIKELY = 220,
	POSSIBLE = 40,
	UNLIKELY = 100,
	PROSE = 60, /* in kr_stat.chars: shortest paragraph of prose */
	BYTES = 200,
};

/* The first word of a class attribute: later ones may be of this row alone. */
static struct kr_slice first_class(const struct kr_dom *dom, int32_t i)
{
	struct kr_slice s = kr_slice_trim(kr_slice_of(kr_dom_attr(dom, i, "class")));

	for (size_t n = 0; n < s.len; n++)
		if ((unsigned char)s.data[n] <= ' ')
			s.len = n;
	return s;
}

static bool can_be_row(const struct kr_dom *dom, int32_t i)
{
	switch (dom->nodes[i].tag) {
	case KR_TAG_div:
	case KR_TAG_section:
		return first_class(dom, i).len > 0;
	case KR_TAG_tr:
		return true;
	default:
		return false;
	}
}

static bool is_alike(const struct kr_dom *dom, int32_t a, int32_t b)
{
	const struct kr_slice x = first_class(dom, a), y = first_class(dom, b);

	return dom->nodes[a].tag == dom->nodes[b].tag && x.len == y.len &&
	       !memcmp(x.data ? x.data : "", y.data ? y.data : "", x.len);
}

/* Whether a row has what the rest of a text does not begin with. */
static bool has_control(const struct kr_dom *dom, int32_t row)
{
	for (int32_t i = row; i < dom->nodes[row].end; i++)
		switch (dom->nodes[i].tag) {
		case KR_TAG_form:
		case KR_TAG_input:
		case KR_TAG_button:
		case KR_TAG_time:
		case KR_TAG_footer:
		case KR_TAG_hr:
			return true;
		default:
			break;
		}
	return false;
}

/* Whether a segment can be part of the text of a row. */
static bool is_possible(const struct kr_page *page, const struct kr_content_root *content,
        const struct kr_seg *s, int32_t above)
{
	const uint64_t other = KR_PHRASE(RIGHTS) | KR_PHRASE(OFFER) | KR_PHRASE(DISCLAIMER);
	struct kr_str text;
	bool is;

	if (s->folded || kr_dom_is_heading(page->dom.nodes[s->block].tag) ||
	        s->link_chars * 4 > s->chars ||
	        page->mark[s->first] & (KR_MARK_REC | KR_MARK_COMMENT | KR_MARK_TEASER) ||
	        kr_content_root_suspicious(page, content, s, above) ||
	        kr_page_class_words(page, s->block) & KR_CLASS_WORD(ABOUT_AUTHOR))
		return false;
	kr_str_init(&text);
	kr_segments_text(&page->dom, s, BYTES, &text);
	is = !kr_phrases_find((struct kr_slice){text.data, text.len}, other) &&
	     !kr_phrases_starts((struct kr_slice){text.data, text.len},
	             KR_PHRASE(HEADING_RELATED) | KR_PHRASE(HEADING_LIST) |
	                     KR_PHRASE(HEADING_OTHER) | KR_PHRASE(INVITATION));
	kr_str_fini(&text);
	return is;
}

struct grid_row {
	int32_t first, end;     /* segments */
	uint32_t chars, likely; /* the latter: characters by probability, in thousandths */
	bool prose, possible;
};

static void look_at(const struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *content, const int16_t *p, int32_t row, struct grid_row *ret)
{
	const int32_t end = page->dom.nodes[row].end, above = page->dom.nodes[row].parent;
	uint64_t sum = 0;
	int32_t k = (int32_t)kr_dom_search(segs->v, (size_t)segs->n, sizeof *segs->v, row);

	*ret = (struct grid_row){.first = k, .possible = !has_control(&page->dom, row)};
	for (; k < segs->n && segs->v[k].first < end; k++) {
		const struct kr_seg *s = &segs->v[k];

		ret->chars += s->chars;
		sum += (uint64_t)s->chars * (uint64_t)p[k];
		ret->prose |= s->chars >= PROSE && s->stops;
		ret->possible =
		        ret->possible && p[k] >= POSSIBLE && is_possible(page, content, s, above);
	}
	ret->end = k;
	ret->likely = ret->chars ? (uint32_t)(sum / ret->chars) : 0;
}

/* Keeps the text in the rows below one. Returns whether it kept any. */
static bool keep_below(const struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *content, const int16_t *p, int32_t row, uint8_t *keep)
{
	const struct kr_dom *dom = &page->dom;
	bool any = false;
	int skipped = 0;

	for (int32_t i = kr_dom_next(dom, row); i >= 0 && skipped <= SKIP;
	        i = kr_dom_next(dom, i)) {
		struct grid_row r;

		if (!page->stat[i].chars)
			continue;
		if (!can_be_row(dom, i) || !is_alike(dom, row, i))
			break;
		look_at(page, segs, content, p, i, &r);
		if (r.possible && r.likely >= LIKELY && (r.prose || any)) {
			for (int32_t k = r.first; k < r.end; k++)
				keep[k] = 1;
			any = true;
		} else if (r.likely > UNLIKELY) {
			break;
		} else {
			skipped++;
		}
	}
	return any;
}

void kr_rows_keep(const struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *content, const int16_t *p, uint8_t *keep)
{
	const struct kr_dom *dom = &page->dom;
	int32_t last = segs->n - 1, level = 0;

	while (last >= 0 && (!keep[last] || segs->v[last].chars < PROSE || !segs->v[last].stops))
		last--;
	if (last < 0)
		return;
	for (int32_t i = segs->v[last].block; i > 0 && i != dom->body && level < LEVELS;
	        i = dom->nodes[i].parent, level++)
		if (can_be_row(dom, i) && keep_below(page, segs, content, p, i, keep))
			return;
}
