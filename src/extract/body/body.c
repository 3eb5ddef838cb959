#include "extract/body/segment_features_priv.h"
#include "extract/body/standfirst_priv.h"
#include "extract/body/boilerplate_priv.h"
#include "extract/body/teasers_priv.h"
#include "extract/body/restore_blocks_priv.h"

#include <string.h>

/* In thousandths: of what calls itself an article, or of which this much is expected to be right,
 * only what more likely than not belongs to it is kept; other pages are better served with more. */
enum { CLEAR = 850, EVEN = 500, SURER = 550 };

enum { TINY = 200 }; /* kr_segs.chars */

/* Rules: what stands in the container, is running text or leads to it, and is not in a suspicious
 * place. */
static void judge_by_rules(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *core, uint8_t *keep)
{
	const struct kr_dom *dom = &page->dom;
	bool open = false;

	for (int32_t k = segs->n - 1; k >= 0; k--) {
		const struct kr_seg *s = &segs->v[k];
		const int tag = dom->nodes[s->block].tag;

		if (s->folded || !kr_dom_within(dom, s->first, core->descent) ||
		        kr_content_root_suspicious(page, core, s, core->descent))
			continue;
		if (kr_dom_is_heading(tag))
			keep[k] = open && tag != KR_TAG_h1;
		else
			keep[k] = s->link_chars * 2 < s->chars;
		open = open || keep[k];
	}
	page->body_score = core->total ? (double)core->sum[core->descent] / core->total : 0;
}

/* Keep what makes the expected F1 of the words highest: the segments from the most probable one
 * down, as far as each adds more than it spoils (Lipton et al., Optimal thresholding of classifiers
 * to maximize F1, 2014). Returns the probability from which on segments are kept, and the expected
 * F1 in thousandths. */
static int16_t best_bound(
        const struct kr_segs *segs, const int16_t *p, struct kr_arena *a, uint32_t *ret_f1)
{
	enum { TOP = 1000 };
	uint64_t *words = kr_arena_alloc(a, (TOP + 1) * sizeof *words), mass = 0, hit = 0, size = 0;
	int16_t best = TOP;

	*ret_f1 = 0;
	for (int32_t k = 0; k < segs->n; k++) {
		words[p[k]] += segs->v[k].words;
		mass += (uint64_t)segs->v[k].words * (uint64_t)p[k];
	}
	for (int16_t at = TOP; at > 0; at--) {
		uint32_t f1;

		hit += words[at] * (uint64_t)at;
		size += words[at] * TOP;
		f1 = (uint32_t)(2 * TOP * hit / (size + mass ? size + mass : 1));
		if (f1 > *ret_f1) {
			*ret_f1 = f1;
			best = at;
		}
	}
	return best;
}

/* Posts of others that an article shows between its paragraphs belong to it. */
static void keep_embedded(const struct kr_dom *dom, const struct kr_segs *segs, uint8_t *keep)
{
	int32_t box = -1;
	bool beside = false;

	for (int32_t k = 0; k < segs->n; k++) {
		const int32_t i = kr_dom_up(dom, segs->v[k].block, KR_TAG_blockquote);

		if (i < 0 || keep[k] || !kr_dom_class_has(dom, i, "twitter-tweet"))
			continue;
		if (i != box) {
			const int32_t parent = dom->nodes[i].parent;

			box = i;
			beside = false;
			for (int32_t j = k - 1; j >= 0 && segs->v[j].first > parent && !beside; j--)
				beside = keep[j];
		}
		keep[k] = beside;
	}
}

static bool is_prose(int tag)
{
	return tag == KR_TAG_p || tag == KR_TAG_div || tag == KR_TAG_blockquote;
}

/* Words that stand on the page more than once, in places of different form (a quotation, a copy for
 * small screens), are kept once; those of an article also if each stands in a box of its own.
 * Manuals repeat themselves on purpose. */
static void drop_copies(const struct kr_dom *dom, const struct kr_segs *segs,
        const struct kr_segment_features *x, struct kr_arena *a, uint8_t *keep)
{
	enum { LINE = 15 };
	int32_t *seen = kr_arena_alloc(
	        a, (size_t)(x->copies + 1) * sizeof *seen); /* 1 + the first that is kept */

	for (int32_t k = 0; k < x->n; k++) {
		int32_t *first = &seen[x->copy[k]];
		const struct kr_node *block = &dom->nodes[segs->v[k].block];

		if (!keep[k] || segs->v[k].words < LINE)
			continue;
		if (!*first)
			*first = k + 1;
		else if (x->like[k] != x->like[*first - 1] ||
		         (x->article && is_prose(block->tag) &&
		                 block->parent != dom->nodes[segs->v[*first - 1].block].parent))
			keep[k] = 0;
	}
}

/* What repeats its neighbour, in the same form, stays with it: a refrain. */
static void keep_repeats(
        const struct kr_segs *segs, const struct kr_segment_features *x, uint8_t *keep)
{
	for (int32_t k = 1; k < segs->n; k++)
		if (x->copy[k] == x->copy[k - 1] && x->like[k] == x->like[k - 1])
			keep[k] |= keep[k - 1];
	for (int32_t k = segs->n - 1; k > 0; k--)
		if (x->copy[k] == x->copy[k - 1] && x->like[k] == x->like[k - 1])
			keep[k - 1] |= keep[k];
}

/* What calls itself an article and has one leaves comments out; elsewhere, if the body takes more
 * than a few of them, they are its posts. */
static void drop_comments(
        const struct kr_page *page, const struct kr_segs *segs, bool article, uint8_t *keep)
{
	enum { ENOUGH = 60, FEW = 5 };
	uint32_t all = 0, kept = 0, beside = 0;

	for (int32_t k = 0; k < segs->n; k++) {
		const struct kr_seg *s = &segs->v[k];
		const bool comment = page->mark[s->first] & KR_MARK_COMMENT;

		all += comment ? s->words : 0;
		kept += comment && keep[k] ? s->words : 0;
		beside += !comment && keep[k] ? s->words : 0;
	}
	if (kept >= all / FEW && !(article && beside >= ENOUGH))
		return;
	for (int32_t k = 0; k < segs->n; k++)
		if (page->mark[segs->v[k].first] & KR_MARK_COMMENT)
			keep[k] = 0;
}

/* The probability of each segment to belong to the body, in thousandths, into ret[x->n]. */
static void score(struct kr_page *page, const struct kr_trees *model,
        const struct kr_segment_features *x, int16_t *ret)
{
	int32_t *sums = kr_arena_alloc(&page->scratch, (size_t)(x->n + 1) * sizeof *sums);

	kr_trees_run(model, x->x, x->stride, x->n, sums);
	for (int32_t k = 0; k < x->n; k++)
		ret[k] = kr_trees_odds(model, sums[k]);
}

/* By two trained models: the first one sees a segment, its containers, its neighbours and the page,
 * the second one also what the first one says of all these. */
static void judge_by_model(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *core, struct kr_segment_features *x, uint8_t *keep)
{
	int16_t *p = kr_arena_alloc(&page->scratch, (size_t)segs->n * sizeof *p), bound;
	int16_t *first = kr_arena_alloc(&page->scratch, (size_t)segs->n * sizeof *first);
	uint32_t f1;

	kr_segment_features_find(page, segs, core, x);
	score(page, &kr_models_body_first, x, first);
	kr_second_stage_find(page, segs, core, first, x);
	score(page, &kr_models_body_second, x, p);
	for (int32_t k = 0; k < segs->n; k++)
		p[k] = (int16_t)((p[k] + first[k]) / 2); /* the two err in different places */
	for (int32_t k = 0; k < segs->n; k++)
		if (kr_boilerplate_is_legal_notice(&page->dom, &segs->v[k]))
			p[k] = 0;
	if (x->article)
		kr_teasers_drop(page, segs, core, x, p);
	bound = best_bound(segs, p, &page->scratch, &f1);
	if (x->article && bound < SURER)
		bound = SURER;
	else if (f1 >= CLEAR && bound < EVEN)
		bound = EVEN;
	for (int32_t k = 0; k < segs->n; k++)
		keep[k] = p[k] >= bound;
	if (x->article)
		keep_embedded(&page->dom, segs, keep);
	keep_repeats(segs, x, keep);
	drop_comments(page, segs, x->article, keep);
	page->body_score = f1 / 1000.0;
}

/* So little text that nothing can be told from its shape: all that stands in no suspicious place.
 */
static void judge_tiny(const struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *core, uint8_t *keep)
{
	for (int32_t k = 0; k < segs->n; k++)
		keep[k] = segs->v[k].link_chars * 2 < segs->v[k].chars && !segs->v[k].folded &&
		          !kr_content_root_suspicious(page, core, &segs->v[k], 0);
}

/* A reader would rather have something than nothing: what is not links, or else everything. */
static void rescue(const struct kr_segs *segs, uint8_t *keep)
{
	int32_t kept = 0;

	for (int32_t k = 0; k < segs->n; k++)
		kept += keep[k];
	for (int32_t k = 0; k < segs->n && !kept; k++)
		keep[k] = segs->v[k].link_chars * 2 < segs->v[k].chars;
	for (int32_t k = 0; k < segs->n; k++)
		kept += keep[k];
	for (int32_t k = 0; k < segs->n && !kept; k++)
		keep[k] = 1;
}

/* The picture right before a segment, or -1. */
static int32_t picture_before(const struct kr_dom *dom, const struct kr_segs *segs, int32_t k)
{
	for (int32_t i = segs->v[k].first - 1; i > (k > 0 ? segs->v[k - 1].last : 0); i--)
		if (dom->nodes[i].tag == KR_TAG_img)
			return i;
	return -1;
}

/* The body leaves it to the picture above it. */
static void leave_caption(struct kr_page *page, const struct kr_seg *s, uint8_t *keep)
{
	*keep = 0;
	for (int32_t i = s->first; i <= s->last; i++)
		page->mark[i] |= KR_MARK_CAPTION;
}

/* The headline stands above the body already; notes about the article are no part of it. */
static void drop_known(struct kr_page *page, const struct kr_segs *segs, uint8_t *keep)
{
	enum { HEADLINE = 200 };
	const struct kr_dom *dom = &page->dom;
	bool leads = true;

	for (int32_t k = 0; k < segs->n; k++) {
		const struct kr_seg *s = &segs->v[k];

		if (!keep[k])
			continue;
		if (page->title_node >= 0 && s->chars <= HEADLINE &&
		        kr_dom_within(dom, s->first, page->title_node))
			keep[k] = 0;
		else if (kr_boilerplate_is(dom, s, leads))
			keep[k] = 0;
		else if (kr_boilerplate_is_caption(dom, s, picture_before(dom, segs, k)))
			leave_caption(page, s, &keep[k]);
		else
			leads = leads && s->stops < 2;
	}
}

/* Where most that stands right below the pictures of a Chinese article is short, and most else is
 * not, it is captions. */
static void drop_captions(struct kr_page *page, const struct kr_segs *segs, uint8_t *keep)
{
	const struct kr_dom *dom = &page->dom;
	int32_t n[2] = {0}, brief[2] = {0}; /* elsewhere, below pictures */

	for (int32_t k = 0; k < segs->n; k++)
		if (keep[k]) {
			const bool below = picture_before(dom, segs, k) >= 0;

			n[below]++;
			brief[below] += kr_boilerplate_is_line(dom, &segs->v[k]);
		}
	if (brief[1] * 2 < n[1] || brief[0] * 3 > n[0])
		return;
	for (int32_t k = 0; k < segs->n; k++)
		if (keep[k] && picture_before(dom, segs, k) >= 0 &&
		        kr_boilerplate_is_line(dom, &segs->v[k]))
			leave_caption(page, &segs->v[k], &keep[k]);
}

/* A line in brackets right below the text, in the same box, signs it off: "(photos: ...)". */
static void keep_sign_off(const struct kr_dom *dom, const struct kr_segs *segs, uint8_t *keep)
{
	enum { LINE = 120 };

	for (int32_t k = 1; k < segs->n; k++) {
		const struct kr_seg *s = &segs->v[k], *above = &segs->v[k - 1];
		struct kr_slice text;

		if (keep[k] || !keep[k - 1] || s->chars > LINE || s->first != s->last ||
		        s->link_chars || s->folded || dom->nodes[s->block].tag != KR_TAG_p ||
		        dom->nodes[above->block].tag != KR_TAG_p ||
		        dom->nodes[s->block].parent != dom->nodes[above->block].parent)
			continue;
		text = kr_slice_trim(kr_dom_text(dom, s->first));
		keep[k] = text.len > 2 &&
		          ((kr_slice_starts(text, "(") && kr_slice_ends(text, ")")) ||
		                  (kr_slice_starts(text, "（") && kr_slice_ends(text, "）")));
	}
}

/* What is kept is shown: from here on it and all around it counts as visible. */
static void unfold(struct kr_dom *dom, int32_t i)
{
	for (; i > 0 && (dom->nodes[i].flags & KR_NF_FOLDED); i = dom->nodes[i].parent)
		dom->nodes[i].flags &= (uint16_t) ~(KR_NF_FOLDED | KR_NF_HIDDEN);
}

static void mark(struct kr_page *page, const struct kr_segs *segs, const uint8_t *keep)
{
	struct kr_dom *dom = &page->dom;

	for (int32_t k = 0; k < segs->n; k++) {
		const struct kr_seg *s = &segs->v[k];

		if (!keep[k])
			continue;
		for (int32_t i = s->first; i <= s->last; i++) {
			if (!kr_segments_has(&dom->nodes[i]))
				continue;
			page->mark[i] |= KR_MARK_KEEP;
			unfold(dom, i);
		}
		page->body_root = page->body_root < 0
		                          ? s->block
		                          : kr_dom_common(dom, page->body_root, s->block);
	}
}

void kr_body_run(struct kr_page *page)
{
	struct kr_segs segs;
	struct kr_content_root core;
	struct kr_segment_features x = {0};
	uint8_t *keep;

	if (kr_page_is_listing(page)) /* its articles are elsewhere */
		return;
	kr_segments_find(page, &segs);
	if (!segs.n)
		return;
	kr_content_root_find(page, &segs, &core);
	keep = kr_arena_alloc(&page->scratch, (size_t)segs.n);
	if (segs.chars <= TINY)
		judge_tiny(page, &segs, &core, keep);
	else if (segs.n <= KR_SEGMENT_FEATURES_MAX)
		judge_by_model(page, &segs, &core, &x, keep);
	else
		judge_by_rules(page, &segs, &core, keep);
	kr_restore_blocks_run(page, &segs, &core, keep);
	kr_standfirst_keep(page, &segs, &core, keep);
	drop_copies(&page->dom, &segs, &x, &page->scratch, keep);
	keep_sign_off(&page->dom, &segs, keep);
	drop_known(page, &segs, keep);
	drop_captions(page, &segs, keep);
	rescue(&segs, keep);
	mark(page, &segs, keep);
}
