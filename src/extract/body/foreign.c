#include "extract/body/foreign_priv.h"

#include <string.h>

#include "extract/data/json_ld_priv.h"
#include "extract/data/page_facts_priv.h"
#include "extract/data/page_kind_priv.h"
#include "extract/dom/styles_priv.h"

enum {
	SHORT = 300, /* in kr_stat.chars: longest segment that phrases are looked up in */
	OWN = 200,   /* kr_stat.chars of prose that an article without the boxes has */
	/* labels of charts */
	LABEL = 14, /* longest, in kr_stat.chars */
	LABELS = 6, /* fewest in a row; with LEVELS for their positions */
	PLACED = 4, /* fewest that are placed by coordinates */
	LEVELS = 3,
};

/* --- other articles ----------------------------------------------------------------------- */

/* The first heading in a subtree, if no prose comes before it and it reads as the headline of
 * another article: long, and not about the same. Else -1. */
static int32_t headline_of(const struct kr_foreign *f, int32_t root)
{
	enum { WORDS = 4, FIRST = 6 };
	const struct kr_dom *dom = &f->page->dom;
	int32_t first, end;

	kr_foreign_box_segments(f, root, &first, &end);
	for (int32_t k = first; k < end && k < first + FIRST; k++) {
		const struct kr_seg *s = &f->segs->v[k];
		const int tag = dom->nodes[s->block].tag;

		if (tag >= KR_TAG_h1 && tag <= KR_TAG_h3) {
			struct kr_str text;
			bool about;

			kr_str_init(&text);
			kr_dom_inner_text(dom, s->block, &text);
			about = kr_foreign_box_is_about(
			        f->page, (struct kr_slice){text.data, text.len});
			kr_str_fini(&text);
			return about || s->words < WORDS ? -1 : s->block;
		}
		if (kr_foreign_box_is_prose(s))
			break;
	}
	return -1;
}

static uint32_t prose_in(const struct kr_foreign *f, int32_t root)
{
	int32_t first, end;
	uint32_t chars = 0;

	kr_foreign_box_segments(f, root, &first, &end);
	for (int32_t k = first; k < end; k++)
		chars += kr_foreign_box_is_prose(&f->segs->v[k]) ? f->segs->v[k].chars : 0;
	return chars;
}

/* The headline of a box that is a whole article, and not much longer than that of the page, with
 * `own` characters; else -1. */
static int32_t article_headline(const struct kr_foreign *f, int32_t root, uint32_t own)
{
	const uint32_t prose = prose_in(f, root);

	return prose >= OWN && prose <= own * 3 ? headline_of(f, root) : -1;
}

/* Whether a box shows when it was written, or by whom. */
static bool is_signed(const struct kr_page *page, int32_t root)
{
	enum { NODES = 60 };

	for (int32_t i = root; i < page->dom.nodes[root].end && i < root + NODES; i++)
		if (page->dom.nodes[i].tag == KR_TAG_time ||
		        kr_page_class_words(page, i) &
		                (KR_CLASS_WORD(TIME) | KR_CLASS_WORD(BYLINE)))
			return true;
	return false;
}

/* The largest <article> around the headline of the page, or -1. */
static int32_t own_article(const struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;
	int32_t found = -1;

	for (int32_t i = page->title_node; i > 0 && i != dom->body; i = dom->nodes[i].parent)
		if (dom->nodes[i].tag == KR_TAG_article)
			found = i;
	return found;
}

/* Another <article> below that of the page, with a headline of its own. */
static void find_articles(struct kr_foreign *f)
{
	const struct kr_dom *dom = &f->page->dom;
	const int32_t own = f->page->title_node < 0 ? -1 : own_article(f->page);
	const uint32_t prose = own < 0 ? 0 : prose_in(f, own);

	if (prose < OWN)
		return;
	for (int32_t i = dom->nodes[own].end; i < dom->n; i++)
		if (dom->nodes[i].tag == KR_TAG_article) {
			if (article_headline(f, i, prose) >= 0)
				kr_foreign_box_add(f, i);
			i = dom->nodes[i].end - 1;
		}
}

/* The same without <article>: a later sibling of the box of the page's headline has the same class
 * and the same kind of headline. */
static void find_twins(struct kr_foreign *f)
{
	const struct kr_dom *dom = &f->page->dom;
	int32_t title = f->page->title_node;
	int level = 0;

	while (title > 0 && !kr_dom_is_heading(dom->nodes[title].tag))
		title = dom->nodes[title].parent;
	for (int32_t i = title > 0 ? dom->nodes[title].parent : 0;
	        level < LEVELS * 4 && i > 0 && i != dom->body; i = dom->nodes[i].parent, level++) {
		const uint32_t prose =
		        kr_str_empty(kr_dom_attr(dom, i, "class")) ? 0 : prose_in(f, i);

		for (int32_t k = prose < OWN ? -1 : kr_dom_next(dom, i); k >= 0;
		        k = kr_dom_next(dom, k)) {
			const int32_t headline =
			        kr_dom_is_alike(dom, i, k) ? article_headline(f, k, prose) : -1;

			if (headline >= 0 && dom->nodes[headline].tag == dom->nodes[title].tag &&
			        is_signed(f->page, k))
				kr_foreign_box_add(f, k);
		}
	}
}

/* --- charts ------------------------------------------------------------------------------- */

static bool is_placed(const struct kr_page *page, int32_t i)
{
	for (int level = 0; level < LEVELS && i > 0; level++, i = page->dom.nodes[i].parent)
		if (kr_styles_of(page->styles, &page->dom, i) & KR_LOOK_PLACED)
			return true;
	return false;
}

static bool is_in_chart(const struct kr_page *page, int32_t i)
{
	for (int level = 0; level < LEVELS + 1 && i > 0; level++, i = page->dom.nodes[i].parent)
		if (kr_page_class_words(page, i) & KR_CLASS_WORD(CHART))
			return true;
	return false;
}

static bool is_in_list(const struct kr_dom *dom, int32_t i)
{
	for (; i > 0; i = dom->nodes[i].parent)
		switch (dom->nodes[i].tag) {
		case KR_TAG_table:
		case KR_TAG_ul:
		case KR_TAG_ol:
		case KR_TAG_dl:
		case KR_TAG_pre:
		case KR_TAG_blockquote:
			return true;
		default:
			break;
		}
	return false;
}

static bool is_label(const struct kr_dom *dom, const struct kr_seg *s)
{
	return s->chars <= LABEL && s->words <= 3 && !s->link_chars &&
	       !kr_dom_is_heading(dom->nodes[s->block].tag);
}

/* Whether a text is a number without letters: "$915", "40%", "’17". */
static bool is_number(const struct kr_dom *dom, const struct kr_seg *s)
{
	bool digit = false;

	for (int32_t i = s->first; i <= s->last; i++) {
		const struct kr_slice t = kr_dom_text(dom, i);

		for (size_t b = 0; kr_segments_has(&dom->nodes[i]) && b < t.len; b++) {
			if ((t.data[b] | 0x20) >= 'a' && (t.data[b] | 0x20) <= 'z')
				return false;
			digit |= t.data[b] >= '0' && t.data[b] <= '9';
		}
	}
	return digit;
}

/* Short texts in a row, outside lists and tables: most of them are placed one by one, or numbers in
 * a chart. */
static void find_charts(struct kr_foreign *f)
{
	const struct kr_dom *dom = &f->page->dom;
	const struct kr_segs *segs = f->segs;

	for (int32_t k = 0, end; k < segs->n; k = end + 1) {
		int32_t numbers = 0, placed = 0, n;

		for (end = k; end < segs->n && is_label(dom, &segs->v[end]); end++)
			numbers += is_number(dom, &segs->v[end]);
		n = end - k;
		if (n < PLACED)
			continue;
		for (int32_t i = k; i < end; i++)
			placed += is_placed(f->page, segs->v[i].block);
		if (((n < LABELS || numbers * 2 < n || !is_in_chart(f->page, segs->v[k].block)) &&
		            placed * 2 < n) ||
		        is_in_list(dom, segs->v[k].block))
			continue;
		for (int32_t i = k; i < end; i++)
			for (int32_t node = segs->v[i].first; node <= segs->v[i].last; node++)
				kr_foreign_box_add(f, node);
	}
}

/* Whether a kind of page (KR_PAGE_KIND_*) is certainly not an article. */
static bool is_other(int16_t kind)
{
	return kind != KR_PAGE_KIND_NONE && kind != KR_PAGE_KIND_ARTICLE &&
	       kind != KR_PAGE_KIND_OTHER;
}

/* Whether a page is an article as far as is known, not a thread, a shop or a list. */
static bool is_story(const struct kr_page *page)
{
	enum { DIGITS = 6 }; /* of a date or a number in an address */
	const struct kr_page_kind *kind = &page->facts->kind;

	if (kr_json_ld_is_article_page(page))
		return true;
	if (is_other(kind->json_ld) || is_other(kind->og) || is_other(kind->kind) ||
	        kind->generator == KR_GENERATOR_FORUM || kind->generator == KR_GENERATOR_SHOP ||
	        kind->generator == KR_GENERATOR_DOCS)
		return false;
	return kind->digits >= DIGITS || (page->title_node >= 0 && own_article(page) >= 0);
}

/* Marks what only articles have beside them, unless hardly any text is left. */
static void find_beside_article(struct kr_foreign *f)
{
	struct kr_page *page = f->page;
	uint32_t own = 0;

	find_articles(f);
	find_twins(f);
	find_charts(f);
	kr_foreign_lead_find(f);
	kr_foreign_notices_find(f);
	kr_foreign_items_find(f);
	kr_foreign_comments_find(f);
	for (int32_t k = 0; f->any && k < f->segs->n; k++) {
		const struct kr_seg *s = &f->segs->v[k];

		if (!(page->mark[s->first] & KR_MARK_FOREIGN) && !s->folded &&
		        kr_foreign_box_is_prose(s))
			own += s->chars;
	}
	if (!f->any || own >= OWN)
		return;
	for (int32_t i = 0; i < page->dom.n; i++)
		page->mark[i] &= (uint8_t)~KR_MARK_FOREIGN;
	f->any = false;
}

/* One search for all kinds of boxes: phrases are looked up in most of the page's text. */
static const uint64_t *find_phrases(const struct kr_foreign *f)
{
	const struct kr_dom *dom = &f->page->dom;
	uint64_t *found = kr_arena_alloc(&f->page->scratch, (size_t)f->segs->n * sizeof *found + 1);
	struct kr_matcher m;

	kr_phrases_prepare(&m, KR_FOREIGN_PHRASES);
	for (int32_t k = 0; k < f->segs->n; k++) {
		const struct kr_seg *s = &f->segs->v[k];

		/* most are links of menus */
		if (s->chars > SHORT || s->link_chars * 10 >= s->chars * 9)
			continue;
		for (int32_t i = s->first; i <= s->last; i++)
			if (kr_segments_has(&dom->nodes[i]))
				found[k] |= kr_matcher_find_prefixes(&m, kr_dom_text(dom, i));
	}
	return found;
}

bool kr_foreign_mark(struct kr_page *page, const struct kr_segs *segs)
{
	struct kr_foreign f = {.page = page, .segs = segs};

	if (is_story(page)) {
		f.phrases = find_phrases(&f);
		find_beside_article(&f);
	}
	kr_foreign_columns_find(&f);
	return f.any;
}
