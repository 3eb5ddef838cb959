#include "extract/body/content_root_priv.h"

#include "extract/body/boilerplate_priv.h"

#define BIT(name) ((uint64_t)1 << KR_CLASS_##name)

enum { LEVELS = 24, WEIGHT_MAX = 2000, PARAGRAPH = 50, SENTENCE = 20 };

const uint64_t KR_CONTENT_ROOT_BAD = BIT(COMMENT) | BIT(NAV) | BIT(CRUMB) | BIT(PAGER) | BIT(SIDE) |
                                     BIT(FOOT) | BIT(SHARE) | BIT(REL) | BIT(AD) | BIT(MODAL) |
                                     BIT(SUBSCRIBE) | BIT(TAGS) | BIT(HIDE) | BIT(USER);

static bool bad_tag(int tag)
{
	switch (tag) {
	case KR_TAG_nav:
	case KR_TAG_aside:
	case KR_TAG_footer:
	case KR_TAG_form:
	case KR_TAG_button:
	case KR_TAG_dialog:
	case KR_TAG_menu:
	case KR_TAG_label:
	case KR_TAG_option:
	case KR_TAG_noscript:
		return true;
	default:
		return false;
	}
}

/* An element with the class "article" and one of a bad place is usually the wrapper of the
 * article. */
static bool bad_shape(const struct kr_shape *s)
{
	const uint64_t fine = BIT(ARTICLE) | BIT(BODY) | BIT(CONTENT) | BIT(MAIN) | BIT(ITEMBODY);

	return (s->mask & KR_CONTENT_ROOT_BAD) && !(s->mask & fine);
}

bool kr_content_root_suspicious(const struct kr_page *page, const struct kr_content_root *content,
        const struct kr_seg *seg, int32_t above)
{
	const struct kr_dom *dom = &page->dom;
	int level = 0;

	if (page->mark[seg->first] & (KR_MARK_REC | KR_MARK_COMMENT))
		return true;
	for (int32_t i = dom->nodes[seg->first].parent;
	        i > above && i != dom->body && level < LEVELS; i = dom->nodes[i].parent, level++)
		if (bad_tag(dom->nodes[i].tag) || bad_shape(&content->shape[i]))
			return true;
	return false;
}

static void find_shapes(
        struct kr_page *page, const struct kr_segs *segs, struct kr_content_root *content)
{
	struct kr_class_cache *cache = kr_arena_alloc(&page->scratch, sizeof *cache);

	for (int32_t k = 0; k < segs->n; k++) {
		int32_t i = page->dom.nodes[segs->v[k].first].parent;

		for (; i > 0 && !content->shape[i].known; i = page->dom.nodes[i].parent) {
			content->shape[i].mask =
			        kr_classes_of(&page->dom, i, cache, &content->shape[i].hash);
			content->shape[i].known = true;
		}
	}
}

static uint32_t weigh_segment(
        const struct kr_page *page, const struct kr_content_root *content, const struct kr_seg *seg)
{
	uint32_t good;

	if (seg->folded || seg->link_chars * 2 >= seg->chars || seg->chars < SENTENCE ||
	        (seg->chars < PARAGRAPH && !seg->stops))
		return 0;
	if (kr_boilerplate_is_legal_notice(&page->dom, seg))
		return 0;
	good = seg->chars - 2 * seg->link_chars;
	if (!seg->stops)
		good /= 2;
	if (good > WEIGHT_MAX)
		good = WEIGHT_MAX;
	if (kr_content_root_suspicious(page, content, seg, 0))
		good /= 8;
	return good;
}

/* A paragraph or list is not a container; its parent is. */
static int32_t lift(const struct kr_dom *dom, int32_t i)
{
	while (i > 0 &&
	        (dom->nodes[i].tag == KR_TAG_p || dom->nodes[i].tag == KR_TAG_li ||
	                dom->nodes[i].tag == KR_TAG_ul || dom->nodes[i].tag == KR_TAG_ol ||
	                dom->nodes[i].tag == KR_TAG_blockquote || dom->nodes[i].tag == KR_TAG_pre))
		i = dom->nodes[i].parent;
	return i;
}

/* Descends from <body> as long as one child has seven tenths of the running text. */
static int32_t descend(const struct kr_page *page, const uint32_t *sum)
{
	const struct kr_dom *dom = &page->dom;
	int32_t at = dom->body >= 0 ? dom->body : 0;

	for (;;) {
		int32_t best = -1;

		for (int32_t i = kr_dom_child(dom, at); i >= 0; i = kr_dom_next(dom, i))
			if (kr_segments_separates(dom, i) && (best < 0 || sum[i] > sum[best]))
				best = i;
		if (best < 0 || (uint64_t)sum[best] * 10 < (uint64_t)sum[at] * 7)
			return lift(dom, at);
		at = best;
	}
}

/* Readability: a paragraph counts fully for its parent, half for its grandparent, less for the
 * next ones. */
static int32_t best_scored(
        struct kr_page *page, const struct kr_segs *segs, const struct kr_content_root *content)
{
	const struct kr_dom *dom = &page->dom;
	uint32_t *score = kr_arena_alloc(&page->scratch, (size_t)dom->n * sizeof *score);
	uint64_t best_value = 0;
	int32_t best = -1;

	for (int32_t k = 0; k < segs->n; k++) {
		int32_t i = lift(dom, segs->v[k].block);

		for (uint32_t level = 1; i > 0 && level < 5; level++, i = dom->nodes[i].parent) {
			const struct kr_stat *s = &page->stat[i];
			uint64_t value;

			score[i] += content->weighted_chars[k] * 12 /
			            (level == 1          ? 12
			                    : level == 2 ? 24
			                                 : level * 24);
			value = (uint64_t)score[i] * (s->chars - s->link_chars) /
			        (s->chars ? s->chars : 1);
			if (value > best_value) {
				best_value = value;
				best = i;
			}
		}
	}
	return best;
}

void kr_content_root_find(
        struct kr_page *page, const struct kr_segs *segs, struct kr_content_root *ret)
{
	const struct kr_dom *dom = &page->dom;

	*ret = (struct kr_content_root){.descent = -1, .scored = -1};
	ret->weighted_chars =
	        kr_arena_alloc(&page->scratch, (size_t)(segs->n + 1) * sizeof *ret->weighted_chars);
	ret->sum = kr_arena_alloc(&page->scratch, (size_t)dom->n * sizeof *ret->sum);
	ret->shape = kr_arena_alloc(&page->scratch, (size_t)dom->n * sizeof *ret->shape);
	find_shapes(page, segs, ret);
	for (int32_t k = 0; k < segs->n; k++) {
		ret->weighted_chars[k] = weigh_segment(page, ret, &segs->v[k]);
		ret->sum[segs->v[k].block] += ret->weighted_chars[k];
		ret->total += ret->weighted_chars[k];
	}
	for (int32_t i = dom->n - 1; i > 0; i--)
		/* most entries are never written: the memory of a large page stays untouched */
		if (ret->sum[i])
			ret->sum[dom->nodes[i].parent] += ret->sum[i];
	if (!segs->n)
		return;
	ret->descent = descend(page, ret->sum);
	ret->scored = best_scored(page, segs, ret);
}
