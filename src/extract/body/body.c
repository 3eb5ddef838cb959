/* Chooses the body: a model scores the segments, then rules overrule it. */
#include "extract/body/segment_features_priv.h"
#include "extract/body/standfirst_priv.h"
#include "extract/body/boilerplate_priv.h"
#include "extract/body/controls_priv.h"
#include "extract/body/edges_priv.h"
#include "extract/body/footnotes_priv.h"
#include "extract/body/foreign_priv.h"
#include "extract/body/furniture_priv.h"
#include "extract/body/rows_priv.h"
#include "extract/body/siblings_priv.h"
#include "extract/body/teasers_priv.h"
#include "extract/body/parts_priv.h"
#include "extract/body/restore_blocks_priv.h"

#include <string.h>

/* In thousandths. On a page that calls itself an article, or on which at least CLEAR is expected
 * to be right, only segments that are more likely than not are kept; other pages are better
 * served with more. */
enum { CLEAR = 850, EVEN = 500, SURER = 550 };

enum { TINY = 200 }; /* in kr_segs.chars */

/* Keeps segments within the container that are running text, or a heading above it, outside
 * suspicious places. */
static void judge_by_rules(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *content, uint8_t *keep)
{
	const struct kr_dom *dom = &page->dom;
	bool open = false;

	for (int32_t k = segs->n - 1; k >= 0; k--) {
		const struct kr_seg *s = &segs->v[k];
		const int tag = dom->nodes[s->block].tag;

		if (s->folded || !kr_dom_within(dom, s->first, content->descent) ||
		        kr_content_root_suspicious(page, content, s, content->descent))
			continue;
		if (kr_dom_is_heading(tag))
			keep[k] = open && tag != KR_TAG_h1;
		else
			keep[k] = s->link_chars * 2 < s->chars;
		open = open || keep[k];
	}
	page->body_score =
	        content->total ? (double)content->sum[content->descent] / content->total : 0;
}

/* Finds the threshold that maximises the expected F1 of the words, adding segments from the most
 * probable down (Lipton et al., Optimal thresholding of classifiers to maximize F1, 2014).
 * Returns the lowest probability to keep; *ret_f1 is the expected F1 in thousandths. */
static int16_t best_threshold(
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

/* Keeps posts of others that an article embeds between its paragraphs. */
static void keep_embedded(const struct kr_page *page, const struct kr_segs *segs, uint8_t *keep)
{
	const struct kr_dom *dom = &page->dom;
	int32_t box = -1;
	bool beside = false;

	for (int32_t k = 0; k < segs->n; k++) {
		const int32_t i = kr_dom_up(dom, segs->v[k].block, KR_TAG_blockquote);

		if (i < 0 || keep[k] ||
		        !(kr_page_class_words(page, i) & KR_CLASS_WORD(EMBEDDED_POST)))
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

/* Keeps only the first of several segments with the same words in elements of different shape (a
 * quotation, a copy for small screens); in an article also if each is in a box of its own.
 * Manuals repeat themselves on purpose. */
static void drop_copies(const struct kr_dom *dom, const struct kr_segs *segs,
        const struct kr_segment_features *x, struct kr_arena *a, uint8_t *keep)
{
	enum { LINE = 15 };
	int32_t *has_source = kr_arena_alloc(a,
	        (size_t)(x->copies + 1) * sizeof *has_source); /* 1 + first segment that is kept */

	for (int32_t k = 0; k < x->n; k++) {
		int32_t *first = &has_source[x->copy[k]];
		const struct kr_node *block = &dom->nodes[segs->v[k].block];

		if (!keep[k] || segs->v[k].words < LINE)
			continue;
		if (!*first)
			*first = k + 1;
		else if (x->same_block[k] != x->same_block[*first - 1] ||
		         (x->is_article && is_prose(block->tag) &&
		                 block->parent != dom->nodes[segs->v[*first - 1].block].parent))
			keep[k] = 0;
	}
}

/* Keeps adjacent repetitions of the same shape together, such as a refrain. */
static void keep_repeats(
        const struct kr_segs *segs, const struct kr_segment_features *x, uint8_t *keep)
{
	for (int32_t k = 1; k < segs->n; k++)
		if (x->copy[k] == x->copy[k - 1] && x->same_block[k] == x->same_block[k - 1])
			keep[k] |= keep[k - 1];
	for (int32_t k = segs->n - 1; k > 0; k--)
		if (x->copy[k] == x->copy[k - 1] && x->same_block[k] == x->same_block[k - 1])
			keep[k - 1] |= keep[k];
}

/* An article with text leaves comments out. Elsewhere, if the body includes more than a few of
 * them, they are the posts of the page. */
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

/* Scores each segment: ret[x->n] is its probability to be part of the body, in thousandths. */
static void score(struct kr_page *page, const struct kr_trees *model,
        const struct kr_segment_features *x, int16_t *ret)
{
	int32_t *sums = kr_arena_alloc(&page->scratch, (size_t)(x->n + 1) * sizeof *sums);

	if ((int)KR_SEGMENT_FEATURES == (int)KR_TRAINED_BODY) /* else a build for training */
		kr_trees_run(model, x->x, x->stride, x->n, sums);
	for (int32_t k = 0; k < x->n; k++)
		ret[k] = kr_trees_probability(model, sums[k]);
}

/* Judges by two trained models: the first uses a segment, its containers, its neighbours and the
 * page; the second also uses the results of the first for all these. */
static void judge_by_model(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *content, struct kr_segment_features *x, uint8_t *keep)
{
	int16_t *p = kr_arena_alloc(&page->scratch, (size_t)segs->n * sizeof *p), bound;
	int16_t *first = kr_arena_alloc(&page->scratch, (size_t)segs->n * sizeof *first);
	uint32_t f1;

	kr_segment_features_find(page, segs, content, x);
	score(page, &kr_models_body_first, x, first);
	kr_second_stage_find(page, segs, content, first, x);
	score(page, &kr_models_body_second, x, p);
	for (int32_t k = 0; k < segs->n; k++)
		p[k] = (int16_t)((p[k] + first[k]) / 2); /* the two err in different places */
	for (int32_t k = 0; k < segs->n; k++)
		if (kr_boilerplate_is_legal_notice(&page->dom, &segs->v[k]))
			p[k] = 0;
	if (x->is_article)
		kr_teasers_drop(page, segs, content, x, p);
	bound = best_threshold(segs, p, &page->scratch, &f1);
	if (x->is_article && bound < SURER)
		bound = SURER;
	else if (f1 >= CLEAR && bound < EVEN)
		bound = EVEN;
	for (int32_t k = 0; k < segs->n; k++)
		keep[k] = p[k] >= bound;
	if (x->is_article) {
		kr_rows_keep(page, segs, content, p, keep);
		keep_embedded(page, segs, keep);
	}
	keep_repeats(segs, x, keep);
	drop_comments(page, segs, x->is_article, keep);
	page->body_score = f1 / 1000.0;
}

/* Too little text to classify: keeps everything outside suspicious places. */
static void fallback_short(const struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *content, uint8_t *keep)
{
	for (int32_t k = 0; k < segs->n; k++)
		keep[k] = segs->v[k].link_chars * 2 < segs->v[k].chars && !segs->v[k].folded &&
		          !kr_content_root_suspicious(page, content, &segs->v[k], 0);
}

/* Something is better than nothing: if no segment is kept, keeps all that are not links, or else
 * all. */
static void fallback_any(const struct kr_segs *segs, uint8_t *keep)
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

/* The picture directly before a segment, or -1. */
static int32_t picture_before(const struct kr_dom *dom, const struct kr_segs *segs, int32_t k)
{
	for (int32_t i = segs->v[k].first - 1; i > (k > 0 ? segs->v[k - 1].last : 0); i--)
		if (dom->nodes[i].tag == KR_TAG_img)
			return i;
	return -1;
}

/* Leaves the segment to the picture above it. */
static void give_to_picture(struct kr_page *page, const struct kr_seg *s, uint8_t *keep)
{
	*keep = 0;
	for (int32_t i = s->first; i <= s->last; i++)
		page->mark[i] |= KR_MARK_CAPTION;
}

/* Whether an article centres its text, so that this does not tell captions. */
static bool is_centred(const struct kr_dom *dom, const struct kr_segs *segs, const uint8_t *keep)
{
	uint32_t centred = 0, other = 0; /* characters of text that no picture is directly above */

	for (int32_t k = 0; k < segs->n; k++) {
		if (!keep[k] || picture_before(dom, segs, k) >= 0)
			continue;
		if (kr_dom_is_centered(dom, segs->v[k].block))
			centred += segs->v[k].chars;
		else
			other += segs->v[k].chars;
	}
	return centred >= other;
}

/* Whether a segment is the heading of links to other articles. Drops these as well: in an article,
 * all that are right below it; elsewhere they may be the text. */
static bool drop_links_below(const struct kr_dom *dom, const struct kr_segs *segs, int32_t k,
        bool article, uint8_t *keep)
{
	const int32_t next = k + 1;

	if (next >= segs->n || (keep[next] && !article) ||
	        !kr_furniture_is_heading(dom, &segs->v[k], &segs->v[next]))
		return false;
	for (int32_t i = next; i < segs->n && keep[i]; i++) {
		if (segs->v[i].link_chars * 10 < segs->v[i].chars * 9)
			break;
		keep[i] = 0;
	}
	return true;
}

/* Drops the headline, which is shown above the body, and boilerplate. */
static void drop_boilerplate(
        struct kr_page *page, const struct kr_segs *segs, bool article, uint8_t *keep)
{
	enum { HEADLINE = 200 };
	const struct kr_dom *dom = &page->dom;
	const bool centred = is_centred(dom, segs, keep);
	bool leads = true;

	for (int32_t k = 0; k < segs->n; k++) {
		const struct kr_seg *s = &segs->v[k];

		if (!keep[k])
			continue;
		if (page->title_node >= 0 && s->chars <= HEADLINE &&
		        kr_dom_within(dom, s->first, page->title_node))
			keep[k] = 0;
		else if (kr_boilerplate_is(dom, s, leads) || kr_furniture_is(dom, s) ||
		         (article && kr_furniture_is_data(dom, s)) ||
		         drop_links_below(dom, segs, k, article, keep))
			keep[k] = 0;
		else if (kr_boilerplate_is_caption(dom, s, picture_before(dom, segs, k), !centred))
			give_to_picture(page, s, &keep[k]);
		else
			leads = leads && s->stops < 2;
	}
}

/* Drops captions of Chinese articles: if most segments directly below pictures are short lines
 * and most others are not, these are captions. */
static void drop_captions(struct kr_page *page, const struct kr_segs *segs, uint8_t *keep)
{
	const struct kr_dom *dom = &page->dom;
	int32_t n[2] = {0}, brief[2] = {0}; /* [0]: elsewhere, [1]: below pictures */

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
			give_to_picture(page, &segs->v[k], &keep[k]);
}

/* Keeps a line in brackets directly below the text, in the same box: "(photos: ...)". */
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

/* Makes what is kept, and everything around it, visible. */
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
		if (page->mark[s->first] & KR_MARK_LEAD)
			continue;
		page->body_root = page->body_root < 0
		                          ? s->block
		                          : kr_dom_common(dom, page->body_root, s->block);
	}
}

void kr_body_run(struct kr_page *page)
{
	struct kr_segs segs;
	struct kr_content_root content;
	struct kr_segment_features x = {0};
	uint8_t *keep;

	if (kr_page_is_listing(page)) /* its articles are elsewhere */
		return;
	kr_segments_find(page, &segs);
	if (kr_foreign_mark(page, &segs))
		kr_segments_find(page, &segs);
	if (!segs.n)
		return;
	kr_content_root_find(page, &segs, &content);
	keep = kr_arena_alloc(&page->scratch, (size_t)segs.n);
	if (segs.chars <= TINY)
		fallback_short(page, &segs, &content, keep);
	else if (segs.n <= KR_SEGMENT_FEATURES_MAX)
		judge_by_model(page, &segs, &content, &x, keep);
	else
		judge_by_rules(page, &segs, &content, keep);
	kr_siblings_keep(page, &segs, keep);
	kr_siblings_keep_names(page, &segs, keep);
	kr_restore_blocks_run(page, &segs, &content, x.is_article, keep);
	kr_footnotes_keep(page, &segs, keep);
	kr_standfirst_keep(page, &segs, &content, keep);
	kr_parts_drop(page, &segs, x.is_article, keep);
	drop_copies(&page->dom, &segs, &x, &page->scratch, keep);
	keep_sign_off(&page->dom, &segs, keep);
	drop_boilerplate(page, &segs, x.is_article, keep);
	drop_captions(page, &segs, keep);
	kr_controls_drop(&page->dom, &segs, keep);
	if (x.is_article)
		kr_edges_trim(&page->dom, &segs, keep);
	kr_edges_trim_rights(&page->dom, &segs, keep);
	fallback_any(&segs, keep);
	mark(page, &segs, keep);
}
