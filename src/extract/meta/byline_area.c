/* Collects the texts around title and body that may be a byline. */
#include "extract/meta/byline_priv.h"

#include <stdlib.h>
#include <string.h>

#include "extract/meta/date/date_priv.h"
#include "kread/base/utf8.h"

enum {
	AREA_BYTES = 6000, /* text read for an area */
	/* in kr_stat.chars: longer than a byline; as long as a short sentence */
	PARAGRAPH = 60,
	SENTENCE = 20,
};

static void add_token(struct kr_byline_area *a, struct kr_slice s, int32_t node)
{
	s = kr_slice_trim(s);
	if (s.len && s.len <= 400 && a->n < KR_BYLINE_TOKENS)
		a->t[a->n++] = (struct kr_byline_token){s, node};
}

/* The length of the gap at the start of s, or 0. */
static size_t gap_at(struct kr_slice s)
{
	static const char *const gaps[] = {"  ", "\t", "\n", "\u00a0\u00a0", "\u3000", "|", "｜"};

	for (size_t k = 0; k < sizeof gaps / sizeof *gaps; k++)
		if (*s.data == *gaps[k] && kr_slice_starts(s, gaps[k]))
			return strlen(gaps[k]);
	return 0;
}

/* Splits at labels and at gaps: two spaces, ideographic spaces, bars. */
static void add_text(struct kr_byline_area *a, struct kr_slice s, int32_t node)
{
	while (s.len) {
		const size_t label = kr_byline_label_next(s);
		size_t end = 0, gap = 0;

		for (; end < label && !gap; end += !gap) {
			const unsigned char c = (unsigned char)s.data[end];

			if (c <= ' ' || c >= '|')
				gap = gap_at((struct kr_slice){s.data + end, label - end});
		}
		add_token(a, (struct kr_slice){s.data, end}, node);
		s.data += end + gap;
		s.len -= end + gap;
	}
}

bool kr_byline_area_has(const struct kr_page *page, int32_t i)
{
	const struct kr_node *n = &page->dom.nodes[i];

	return n->tag == KR_TAG_TEXT && !(n->flags & (KR_NF_HIDDEN | KR_NF_BLANK)) &&
	       !(page->mark[i] & (KR_MARK_REC | KR_MARK_COMMENT));
}

/* Whether a text is in a sentence of the body, be it only with its first words. */
static bool is_in_sentence(const struct kr_page *page, int32_t i)
{
	static const char *const ends[] = {".", "!", "?", "。", "！", "？", "”", "…"};
	const struct kr_dom *dom = &page->dom;
	const int32_t block = kr_dom_block(dom, i), end = dom->nodes[block].end;
	int32_t last = end - 1;

	if (!kr_page_in_text(page, i))
		return false;
	if (page->stat[i].chars > PARAGRAPH)
		return true;
	if (page->stat[block].chars < SENTENCE || kr_dom_find(dom, block, end, KR_TAG_br) >= 0)
		return false;
	while (last > block &&
	        (dom->nodes[last].tag != KR_TAG_TEXT || dom->nodes[last].flags & KR_NF_BLANK))
		last--;
	for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
		if (kr_slice_ends(kr_slice_trim(kr_dom_text(dom, last)), ends[k]))
			return true;
	return false;
}

void kr_byline_area_read(
        struct kr_byline_area *a, int32_t from, int32_t end, int max, bool stop_at_body)
{
	const struct kr_page *page = a->page;
	size_t bytes = 0;

	for (int32_t i = from; i < end && max > 0 && bytes < AREA_BYTES; i++) {
		struct kr_slice s = kr_dom_text(&page->dom, i);

		if (!kr_byline_area_has(page, i))
			continue;
		if (stop_at_body && is_in_sentence(page, i))
			break;
		/* a text may be as long as the page, and splitting takes quadratic time */
		if (s.len > AREA_BYTES)
			s.len = kr_utf8_floor(s.data, s.len, AREA_BYTES);
		add_text(a, s, i);
		bytes += s.len;
		max--;
	}
}

void kr_byline_area_find_date(struct kr_byline_area *a)
{
	struct kr_date_hints hints;
	struct kr_date d;
	size_t from, end;
	bool same_year = false;

	kr_date_read_hints(a->page, &hints);
	a->date = -1;
	for (int i = 0; i < a->n && !same_year; i++) {
		const struct kr_slice s = a->t[i].s;

		if (s.len < 6 || s.len > 80 ||
		        !kr_date_parse_find(s.data, s.len, &hints, &d, &from, &end) ||
		        end - from + 24 < s.len)
			continue;
		same_year = a->page->doc->published && d.year &&
		            atoi(a->page->doc->published) == d.year;
		if (a->date >= 0 && !same_year)
			continue;
		a->date = i;
		a->after_date = (struct kr_slice){s.data + end, s.len - end};
	}
}
