/* Features of a segment from the scores of its neighbours, for the second run of the model. */
#include "extract/body/segment_features_priv.h"

enum { SURE = 700, RANKS = 1001 };

struct second_stage {
	struct kr_page *page;
	const struct kr_segs *segs;
	const int16_t *p;
	struct kr_segment_features *out;
	uint64_t *mass; /* [dom.n]: characters times probability of all segments in a subtree */
	uint64_t total;
};

static void put(const struct second_stage *w, int feature, int32_t k, int64_t v)
{
	w->out->x[(size_t)feature * (size_t)w->out->stride + (size_t)k] =
	        kr_segment_features_clamp(v);
}

static uint64_t mass_of(const struct second_stage *w, int32_t k)
{
	return (uint64_t)w->segs->v[k].chars * (uint64_t)w->p[k];
}

static void weigh(struct second_stage *w)
{
	const struct kr_dom *dom = &w->page->dom;

	w->mass = kr_arena_alloc(&w->page->scratch, (size_t)dom->n * sizeof *w->mass);
	for (int32_t k = 0; k < w->segs->n; k++) {
		w->mass[w->segs->v[k].block] += mass_of(w, k);
		w->total += mass_of(w, k);
	}
	for (int32_t i = dom->n - 1; i > 0; i--)
		if (w->mass[i])
			w->mass[dom->nodes[i].parent] += w->mass[i];
}

/* Mean probability of the text in a container, and its share of the page's. */
static void put_container(
        const struct second_stage *w, int32_t k, int32_t node, int mean, int share)
{
	const uint32_t chars = w->page->stat[node].chars;

	put(w, mean, k, (int64_t)(w->mass[node] / (chars ? chars : 1)));
	put(w, share, k, kr_segment_features_share(w->mass[node], w->total));
}

static int64_t around(const struct second_stage *w, int32_t k, int32_t reach)
{
	uint64_t mass = 0, chars = 0;

	for (int32_t j = k < reach ? 0 : k - reach; j <= k + reach && j < w->segs->n; j++) {
		mass += mass_of(w, j);
		chars += w->segs->v[j].chars;
	}
	return (int64_t)(mass / (chars ? chars : 1));
}

static void put_sequence(const struct second_stage *w)
{
	const int32_t n = w->segs->n;
	uint64_t before = 0;
	int32_t sure = -1;

	for (int32_t k = 0; k < n; k++) {
		put(w, KR_F_p, k, w->p[k]);
		put(w, KR_F_p_prev, k, k > 0 ? w->p[k - 1] : -1);
		put(w, KR_F_p_prev2, k, k > 1 ? w->p[k - 2] : -1);
		put(w, KR_F_p_next, k, k + 1 < n ? w->p[k + 1] : -1);
		put(w, KR_F_p_next2, k, k + 2 < n ? w->p[k + 2] : -1);
		put(w, KR_F_p_near, k, around(w, k, 2));
		put(w, KR_F_p_wide, k, around(w, k, 8));
		put(w, KR_F_p_before, k, kr_segment_features_share(before, w->total));
		before += mass_of(w, k);
		put(w, KR_F_p_after, k, kr_segment_features_share(w->total - before, w->total));
		put(w, KR_F_p_prev_sure, k, sure < 0 ? INT16_MAX : k - sure);
		if (w->p[k] >= SURE)
			sure = k;
	}
	sure = -1;
	for (int32_t k = n - 1; k >= 0; k--) {
		put(w, KR_F_p_next_sure, k, sure < 0 ? INT16_MAX : sure - k);
		if (w->p[k] >= SURE)
			sure = k;
	}
}

static void put_group(
        const struct second_stage *w, const int32_t *group, int32_t groups, int feature)
{
	uint64_t *mass = kr_arena_alloc(&w->page->scratch, (size_t)(groups + 1) * sizeof *mass);
	uint64_t *chars = kr_arena_alloc(&w->page->scratch, (size_t)(groups + 1) * sizeof *chars);

	for (int32_t k = 0; k < w->segs->n; k++) {
		mass[group[k]] += mass_of(w, k);
		chars[group[k]] += w->segs->v[k].chars;
	}
	for (int32_t k = 0; k < w->segs->n; k++)
		put(w, feature, k,
		        (int64_t)(mass[group[k]] / (chars[group[k]] ? chars[group[k]] : 1)));
}

static void put_page(const struct second_stage *w, const struct kr_content_root *content)
{
	const int32_t n = w->segs->n;
	uint64_t *above = kr_arena_alloc(&w->page->scratch, RANKS * sizeof *above), good = 0,
	         good_mass = 0;
	int16_t top = 0;

	for (int32_t k = 0; k < n; k++) {
		above[w->p[k]] += w->segs->v[k].chars;
		if (w->segs->v[k].chars >= 50 && w->p[k] > top)
			top = w->p[k];
		good += content->weighted_chars[k];
		good_mass += (uint64_t)content->weighted_chars[k] * (uint64_t)w->p[k];
	}
	for (int r = RANKS - 2; r >= 0; r--)
		above[r] += above[r + 1];
	for (int32_t k = 0; k < n; k++) {
		put(w, KR_F_p_page, k, (int64_t)(w->total / (w->segs->chars ? w->segs->chars : 1)));
		put(w, KR_F_p_max, k, top);
		put(w, KR_F_p_rank, k, kr_segment_features_share(above[w->p[k]], w->segs->chars));
		put(w, KR_F_p_weighted, k, (int64_t)(good_mass / (good ? good : 1)));
		put_container(w, k, content->descent, KR_F_p_root, KR_F_m_root);
	}
}

void kr_second_stage_find(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *content, const int16_t *p,
        struct kr_segment_features *features)
{
	struct second_stage w = {.page = page, .segs = segs, .p = p, .out = features};

	weigh(&w);
	for (int32_t k = 0; k < segs->n; k++) {
		const int32_t *up = features->up[k];

		put_container(&w, k, up[0], KR_F_p_up0, KR_F_m_up0);
		put_container(&w, k, up[1], KR_F_p_up1, KR_F_m_up1);
		put_container(&w, k, up[2], KR_F_p_up2, KR_F_m_up2);
		put_container(&w, k, up[3], KR_F_p_up3, KR_F_m_up3);
		put_container(&w, k, up[5], KR_F_p_up5, KR_F_m_up5);
	}
	put_sequence(&w);
	put_group(&w, features->same_block, features->same_block_groups, KR_F_p_same_block);
	put_group(&w, features->same_shape, features->same_shape_groups, KR_F_p_same_shape);
	put_page(&w, content);
}
