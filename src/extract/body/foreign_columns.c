/* Columns of links beside the text, on pages that use a table for their layout. */
#include "extract/body/foreign_priv.h"

#include "extract/words/phrases_priv.h"

enum {
	SENTENCE = 30,
	PROSE = 60, /* in kr_stat.chars: least prose of the column with the text */
	MOST = 7,   /* tenths of the page's prose that it has */
	LINKS = 2,  /* fewest links of a column without prose */
	MENU = 4,   /* fewest links of a column that is half links */
	CELLS = 12, /* most columns of a layout */
	OTHER = 4,  /* a column with a fourth of the prose is not beside the text */
};

struct columns {
	struct kr_foreign *f;
	uint32_t *prose; /* [segs->n + 1] characters of prose before segment k */
};

/* Whether a segment is a sentence or more, but no copyright. */
static bool is_prose(const struct kr_dom *dom, const struct kr_seg *s, const struct kr_matcher *m)
{
	return s->chars >= SENTENCE && s->stops && s->link_chars * 2 < s->chars &&
	       !kr_matcher_find(m, kr_dom_text(dom, s->first));
}

static uint32_t prose_in(const struct columns *w, int32_t root)
{
	int32_t first, end;

	kr_foreign_box_segments(w->f, root, &first, &end);
	return w->prose[end] - w->prose[first];
}

static bool is_beside(const struct columns *w, int32_t cell, uint32_t text)
{
	const struct kr_stat *s = &w->f->page->stat[cell];
	const uint32_t prose = prose_in(w, cell);

	if (prose * OTHER > text)
		return false;
	return (!prose && s->links >= LINKS) || (s->links >= MENU && s->link_chars * 2 >= s->chars);
}

static void find_beside(struct columns *w, int32_t row, uint32_t all)
{
	const struct kr_dom *dom = &w->f->page->dom;
	int32_t text_cell = -1, cells = 0;
	uint32_t text = 0;

	for (int32_t i = kr_dom_child(dom, row); i >= 0; i = kr_dom_next(dom, i)) {
		const uint32_t prose = dom->nodes[i].tag == KR_TAG_td ? prose_in(w, i) : 0;

		cells += dom->nodes[i].tag == KR_TAG_td;
		if (prose > text) {
			text = prose;
			text_cell = i;
		}
	}
	if (cells < 2 || cells > CELLS || text < PROSE ||
	        (uint64_t)text * 10 < (uint64_t)all * MOST)
		return;
	for (int32_t i = kr_dom_child(dom, row); i >= 0; i = kr_dom_next(dom, i))
		if (dom->nodes[i].tag == KR_TAG_td && i != text_cell && is_beside(w, i, text))
			kr_foreign_box_add(w->f, i);
}

static void find_menus(struct columns *w)
{
	const struct kr_segs *segs = w->f->segs;
	int32_t first = 0, last = segs->n - 1;

	while (w->prose[first + 1] == w->prose[first])
		first++;
	while (w->prose[last + 1] == w->prose[last])
		last--;
	kr_foreign_menus_find(w->f, segs->v[first].first, segs->v[last].last);
}

void kr_foreign_columns_find(struct kr_foreign *f)
{
	const struct kr_dom *dom = &f->page->dom;
	const struct kr_segs *segs = f->segs;
	struct columns w = {.f = f};
	struct kr_matcher rights;
	int32_t row = 0;
	uint32_t all;

	while (row < dom->n && dom->nodes[row].tag != KR_TAG_tr)
		row++;
	if (row == dom->n)
		return;
	w.prose = kr_arena_alloc(&f->page->scratch, ((size_t)segs->n + 1) * sizeof *w.prose);
	kr_phrases_prepare(&rights, KR_PHRASE(RIGHTS));
	for (int32_t k = 0; k < segs->n; k++)
		w.prose[k + 1] =
		        w.prose[k] + (is_prose(dom, &segs->v[k], &rights) ? segs->v[k].chars : 0);
	all = w.prose[segs->n];
	for (; all >= PROSE && row < dom->n; row++)
		if (dom->nodes[row].tag == KR_TAG_tr)
			find_beside(&w, row, all);
	if (all >= PROSE)
		find_menus(&w);
}
