/* Offers of subscriptions and accounts, and questions for consent in place of what another site
 * embeds, by their words. */
#include "extract/body/foreign_priv.h"

#include "extract/words/phrases_priv.h"

enum {
	BOX = 1600,     /* in kr_stat.chars: largest box that a button or an input makes a notice */
	LARGEST = 3600, /* largest box of all: a notice for each kind of reader, one shown */
	PARAGRAPH = 260, /* longest paragraph that is a box */
	MATTER = 300,    /* longest segment with a phrase of the matter */
	LEVELS = 8,
	NEAR = 40, /* segments of a box before and after a phrase of the matter */
	HITS = 2,  /* least number of phrases in a box, and of HITS_ALONE in a paragraph */
	HITS_ALONE = 3,
};

struct notices {
	struct kr_foreign *f;
	uint32_t *hits;  /* [segs->n + 1] phrases before segment k */
	uint32_t *asks;  /* [segs->n + 1] segments with a phrase of the matter itself before k */
	uint32_t *prose; /* [segs->n + 1] segments of prose without phrases before segment k */
};

static uint32_t count(const struct kr_matcher *m, const struct kr_dom *dom, const struct kr_seg *s)
{
	uint32_t n = 0;

	for (int32_t i = s->first; i <= s->last; i++)
		if (kr_segments_has(&dom->nodes[i]))
			n += kr_matcher_count(m, kr_dom_text(dom, i));
	return n;
}

static void count_all(struct notices *w, uint64_t matter, uint64_t more)
{
	const struct kr_segs *segs = w->f->segs;
	struct kr_matcher m;

	kr_phrases_prepare(&m, matter | more);
	for (int32_t k = 0; k < segs->n; k++)
		w->asks[k + 1] = w->asks[k] + ((w->f->phrases[k] & matter) != 0);
	for (int32_t k = 0; k < segs->n; k++) {
		const struct kr_seg *s = &segs->v[k];
		const int32_t from = k < NEAR ? 0 : k - NEAR,
		              to = segs->n - k < NEAR ? segs->n : k + NEAR;
		const bool near = s->chars <= BOX && w->asks[to] > w->asks[from];
		const uint32_t n = near ? count(&m, &w->f->page->dom, s) : 0;

		w->hits[k + 1] = w->hits[k] + n;
		w->prose[k + 1] = w->prose[k] + (!n && s->chars >= 80 && s->stops > 1);
	}
}

/* Whether an element is part of the page's frame, or has other text than the notice. */
static bool is_more(const struct notices *w, int32_t i)
{
	const struct kr_page *page = w->f->page;
	const int tag = page->dom.nodes[i].tag;
	int32_t first, end;

	if (i <= 0 || tag == KR_TAG_body || tag == KR_TAG_article || tag == KR_TAG_main ||
	        page->stat[i].chars > LARGEST ||
	        (page->title_node >= 0 && kr_dom_within(&page->dom, page->title_node, i)))
		return true;
	kr_foreign_box_segments(w->f, i, &first, &end);
	return w->prose[end] > w->prose[first];
}

static bool has_control(const struct kr_dom *dom, int32_t root)
{
	for (int32_t i = root; i < dom->nodes[root].end; i++)
		switch (dom->nodes[i].tag) {
		case KR_TAG_button:
		case KR_TAG_input:
		case KR_TAG_label:
		case KR_TAG_form:
			return true;
		default:
			break;
		}
	return false;
}

static bool is_notice(const struct notices *w, int32_t box)
{
	const struct kr_dom *dom = &w->f->page->dom;
	const uint32_t chars = w->f->page->stat[box].chars;
	int32_t first, end;
	uint32_t hits;

	kr_foreign_box_segments(w->f, box, &first, &end);
	hits = w->asks[end] > w->asks[first] ? w->hits[end] - w->hits[first] : 0;
	if (end - first <= 1)
		return hits >= HITS_ALONE && chars <= PARAGRAPH &&
		       (w->f->page->stat[box].links || hits * 35 >= chars);
	if (hits < HITS)
		return false;
	/* sentences about the matter are not an offer: one phrase to about a hundred letters */
	return hits * 120 >= chars || (chars <= BOX && has_control(dom, box));
}

/* The largest notice around a segment, or -1. *ret_end: the end of what was looked at. */
static int32_t notice_around(const struct notices *w, int32_t box, int32_t *ret_end)
{
	const struct kr_dom *dom = &w->f->page->dom;
	int32_t found = is_notice(w, box) ? box : -1;

	for (int level = 0; level < LEVELS && !is_more(w, dom->nodes[box].parent); level++) {
		box = dom->nodes[box].parent;
		if (is_notice(w, box))
			found = box;
	}
	*ret_end = dom->nodes[found < 0 ? box : found].end;
	return found;
}

static void find(struct notices *w, uint64_t matter, uint64_t more)
{
	const struct kr_segs *segs = w->f->segs;

	count_all(w, matter, more);
	for (int32_t k = 0; k < segs->n; k++) {
		const int32_t block = segs->v[k].block;
		int32_t box, end;

		if (w->hits[k + 1] == w->hits[k] || is_more(w, block))
			continue;
		box = notice_around(w, block, &end);
		if (box >= 0)
			kr_foreign_box_add(w->f, box);
		while (k + 1 < segs->n && segs->v[k + 1].first < end)
			k++;
	}
}

void kr_foreign_notices_find(struct kr_foreign *f)
{
	static const struct {
		uint64_t matter, more;
	} kinds[] = {{KR_PHRASE(OFFER), KR_PHRASE(OFFER_MORE)},
	        {KR_PHRASE(EMBED), KR_PHRASE(EMBED_CONSENT)}};
	struct notices w = {.f = f};
	const size_t n = (size_t)f->segs->n + 1;
	uint64_t all = 0;

	w.hits = kr_arena_alloc(&f->page->scratch, n * sizeof *w.hits);
	w.asks = kr_arena_alloc(&f->page->scratch, n * sizeof *w.asks);
	w.prose = kr_arena_alloc(&f->page->scratch, n * sizeof *w.prose);
	for (int32_t k = 0; k < f->segs->n; k++)
		all |= f->phrases[k];
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (all & kinds[i].matter)
			find(&w, kinds[i].matter, kinds[i].more);
}
