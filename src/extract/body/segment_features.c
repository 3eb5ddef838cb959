#include "extract/body/segment_features_priv.h"

#include <string.h>

#include "extract/data/json_ld_priv.h"
#include "extract/data/page_facts_priv.h"
#include "extract/dom/intern_priv.h"
#include "extract/data/js_value_priv.h"
#include "extract/body/segment_codes_priv.h"
#include "extract/body/text_features_priv.h"

#define TRAINED(name) KR_MODELS_CHECK((int)KR_F_##name == (int)KR_TRAINED_BODY_##name)
#include "extract/model/body.def"
#undef TRAINED
KR_MODELS_CHECK((int)KR_SEGMENT_FEATURES == (int)KR_TRAINED_BODY)

enum { FAR = 40, LEVELS = 24 };

struct work {
	struct kr_page *page;
	const struct kr_segs *segs;
	const struct kr_content_root *content;
	struct kr_segment_features *out;
	struct kr_text_features *text; /* [n] */
	uint32_t data_words;           /* words of texts in JSON-LD */
};

static void put(const struct work *w, int feature, int32_t k, int64_t v)
{
	w->out->x[(size_t)feature * (size_t)w->out->stride + (size_t)k] =
	        kr_segment_features_clamp(v);
}

static int16_t get(const struct work *w, int feature, int32_t k)
{
	return w->out->x[(size_t)feature * (size_t)w->out->stride + (size_t)k];
}

/* Counts pictures and players in [from, to). */
static int32_t media_between(const struct kr_dom *dom, int32_t from, int32_t to)
{
	int32_t n = 0;

	for (int32_t i = from; i < to; i++) {
		const int tag = dom->nodes[i].tag;

		n += tag == KR_TAG_img || tag == KR_TAG_video || tag == KR_TAG_iframe ||
		     tag == KR_TAG_audio || tag == KR_TAG_amp_img;
	}
	return n;
}

static void put_media(const struct work *w)
{
	const struct kr_seg *v = w->segs->v;

	for (int32_t k = 0; k < w->segs->n; k++) {
		const int32_t from = k > 0 ? v[k - 1].last + 1 : 0,
		              n = media_between(&w->page->dom, from, v[k].first);

		put(w, KR_F_media_before, k, n);
	}
}

static void put_text(const struct work *w, int32_t k)
{
	const struct kr_seg *s = &w->segs->v[k];
	const struct kr_text_features *t = &w->text[k];
	const struct kr_node *nodes = w->page->dom.nodes;

	put(w, KR_F_chars, k, s->chars);
	put(w, KR_F_words, k, s->words);
	put(w, KR_F_link_share, k, kr_segment_features_share(s->link_chars, s->chars));
	put(w, KR_F_stops, k, s->stops);
	put(w, KR_F_cjk, k, kr_segment_features_share(t->cjk, t->words));
	put(w, KR_F_digits, k, kr_segment_features_share(t->digits, s->chars));
	put(w, KR_F_upper, k, kr_segment_features_share(t->upper, t->letters));
	put(w, KR_F_word_len, k, t->words ? t->letters * 10 / t->words : 0);
	put(w, KR_F_end, k, kr_segment_codes_end(t->last));
	put(w, KR_F_begin, k, kr_segment_codes_begin(t->first));
	put(w, KR_F_bold, k, kr_segment_features_share(t->bold, t->letters));
	put(w, KR_F_tag, k, kr_segment_codes_tag(nodes[s->block].tag));
	put(w, KR_F_inline_tag, k, kr_segment_codes_inline(nodes[nodes[s->first].parent].tag));
	put(w, KR_F_in_title, k, kr_segment_features_share(t->in_title, t->words));
	put(w, KR_F_in_summary, k, kr_segment_features_share(t->in_summary, t->words));
	put(w, KR_F_is_title, k,
	        w->page->title_node >= 0 &&
	                kr_dom_within(&w->page->dom, s->first, w->page->title_node));
	put(w, KR_F_numbers, k, kr_segment_features_share(t->numbers, t->words));
	put(w, KR_F_symbols, k, kr_segment_features_share(t->symbols, t->words + t->symbols));
	for (int topic = 0; topic < KR_TOPICS; topic++)
		put(w, KR_F_topic_LEGAL + topic, k, t->topics[topic]);
	put(w, KR_F_in_recommendation, k, (w->page->mark[s->first] & KR_MARK_REC) != 0);
	put(w, KR_F_in_comment, k, (w->page->mark[s->first] & KR_MARK_COMMENT) != 0);
	put(w, KR_F_in_data, k, kr_segment_features_share(t->in_data, t->words));
	put(w, KR_F_tail_credit, k, t->tail[KR_TOPIC_CREDIT]);
	put(w, KR_F_bracketed, k,
	        kr_segment_codes_is_bracket(t->first) + kr_segment_codes_is_bracket(t->last));
	put(w, KR_F_centered, k, kr_dom_is_centered(&w->page->dom, s->block));
	put(w, KR_F_weighted_chars, k, w->content->weighted_chars[k]);
}

/* Distances to ancestors with certain classes and tags. */
static void put_ancestors(const struct work *w, int32_t k)
{
	const struct kr_dom *dom = &w->page->dom;
	uint64_t has_source = 0;
	int bad = FAR, level = 0;

	for (int f = KR_F_class_CONTENT; f < KR_F_depth; f++)
		put(w, f, k, FAR);
	for (int32_t i = dom->nodes[w->segs->v[k].first].parent; i > 0 && level < LEVELS;
	        i = dom->nodes[i].parent, level++) {
		const int f = kr_segment_codes_ancestor(dom->nodes[i].tag);

		if (f >= 0 && get(w, f, k) == FAR)
			put(w, f, k, level);
		if (i == dom->body)
			break;
		if (bad == FAR && (w->content->shape[i].mask & KR_CONTENT_ROOT_BAD))
			bad = level;
		for (uint64_t fresh = w->content->shape[i].mask & ~has_source; fresh;
		        fresh &= fresh - 1)
			put(w, KR_F_class_CONTENT + __builtin_ctzll(fresh), k, level);
		has_source |= w->content->shape[i].mask;
	}
	put(w, KR_F_depth, k, dom->nodes[w->segs->v[k].block].depth);
	put(w, KR_F_bad_level, k, bad);
}

/* The nearest ancestor with more text than i, or i itself. */
static int32_t larger(const struct work *w, int32_t i)
{
	const struct kr_dom *dom = &w->page->dom;
	int32_t up = i;

	for (int level = 0; up > 0 && level < LEVELS; level++) {
		up = dom->nodes[up].parent;
		if (up >= 0 && w->page->stat[up].chars > w->page->stat[i].chars)
			return up;
	}
	return i;
}

/* How many levels up and down lead from a segment to a container. */
static void put_relation(const struct work *w, int32_t k, int32_t content, int first)
{
	const struct kr_dom *dom = &w->page->dom;
	int32_t i = w->segs->v[k].block;
	int up = 0;

	while (i > 0 && !kr_dom_within(dom, content, i) && !kr_dom_within(dom, i, content)) {
		i = dom->nodes[i].parent;
		up++;
	}
	put(w, first, k,
	        kr_dom_within(dom, i, content)
	                ? up - 1 - (dom->nodes[i].depth - dom->nodes[content].depth)
	                : up);
	put(w, first + 1, k,
	        kr_dom_within(dom, i, content) ? 0
	                                       : dom->nodes[content].depth - dom->nodes[i].depth);
	put(w, first + 2, k,
	        kr_segment_features_share(
	                w->content->sum[kr_dom_within(dom, i, content) ? content : i],
	                w->content->total));
	if (first == KR_F_root_up)
		put(w, KR_F_root_share, k,
		        kr_segment_features_share(w->page->stat[i].chars, w->segs->chars));
}

static void put_containers(const struct work *w, int32_t k)
{
	static const int first[KR_SEGMENT_FEATURES_UPS] = {
	        KR_F_up0_share, KR_F_up1_share, KR_F_up2_share, -1, KR_F_up4_share, -1};
	int32_t i = w->segs->v[k].block;

	for (int up = 0; up < KR_SEGMENT_FEATURES_UPS; up++, i = larger(w, i)) {
		const struct kr_stat *s = &w->page->stat[i];

		w->out->up[k][up] = i;
		if (first[up] < 0)
			continue;
		put(w, first[up], k, kr_segment_features_share(s->chars, w->segs->chars));
		put(w, first[up] + 1, k, kr_segment_features_share(s->link_chars, s->chars));
		put(w, first[up] + 2, k,
		        kr_segment_features_share(w->content->sum[i], w->content->total));
		put(w, first[up] + 3, k, s->elements ? s->chars / s->elements : s->chars);
	}
	put_relation(w, k, w->content->descent, KR_F_root_up);
	put_relation(w, k, w->content->scored >= 0 ? w->content->scored : w->content->descent,
	        KR_F_scored_up);
}

static void put_position(const struct work *w)
{
	const struct kr_segs *segs = w->segs;
	int32_t title = -1, heading = -1, good = -1;
	uint32_t good_before = 0;

	for (int32_t k = 0; k < segs->n; k++) {
		const int tag = get(w, KR_F_tag, k);

		if (get(w, KR_F_is_title, k))
			title = k;
		put(w, KR_F_before, k, kr_segment_features_share(segs->v[k].before, segs->chars));
		put(w, KR_F_index, k, k);
		put(w, KR_F_index_share, k,
		        kr_segment_features_share((uint64_t)k, (uint64_t)segs->n));
		put(w, KR_F_title_segs, k, title < 0 ? -1 : k - title);
		put(w, KR_F_title_chars, k,
		        title < 0 ? -1 : (int64_t)segs->v[k].before - segs->v[title].before);
		put(w, KR_F_prev_weighted, k, good < 0 ? INT16_MAX : k - good);
		put(w, KR_F_weighted_before, k,
		        kr_segment_features_share(good_before, w->content->total));
		put(w, KR_F_since_heading, k, heading < 0 ? INT16_MAX : k - heading);
		if (tag >= kr_segment_codes_tag(KR_TAG_h1) &&
		        tag <= kr_segment_codes_tag(KR_TAG_h6))
			heading = k;
		good_before += w->content->weighted_chars[k];
		if (w->content->weighted_chars[k] > 100)
			good = k;
	}
	good = -1;
	for (int32_t k = segs->n - 1; k >= 0; k--) {
		int64_t near = 0;

		put(w, KR_F_next_weighted, k, good < 0 ? INT16_MAX : good - k);
		if (w->content->weighted_chars[k] > 100)
			good = k;
		for (int32_t j = k < 3 ? 0 : k - 3; j <= k + 3 && j < segs->n; j++)
			near += w->content->weighted_chars[j];
		put(w, KR_F_weighted_near, k, near);
	}
}

struct sums {
	uint32_t count, chars, links, good;
};

static void put_group(const struct work *w, const int32_t *group, int32_t groups, int first)
{
	struct sums *sums = kr_arena_alloc(&w->page->scratch, (size_t)(groups + 1) * sizeof *sums);

	for (int32_t k = 0; k < w->segs->n; k++) {
		struct sums *g = &sums[group[k]];

		g->count++;
		g->chars += w->segs->v[k].chars;
		g->links += w->segs->v[k].link_chars;
		g->good += w->content->weighted_chars[k];
	}
	for (int32_t k = 0; k < w->segs->n; k++) {
		const struct sums *g = &sums[group[k]];

		put(w, first, k, g->count);
		put(w, first + 1, k, g->chars / g->count);
		put(w, first + 2, k, kr_segment_features_share(g->links, g->chars));
		put(w, first + 3, k, kr_segment_features_share(g->good, w->content->total));
		put(w, first + 4, k, kr_segment_features_share(g->chars, w->segs->chars));
	}
}

static void put_groups(const struct work *w)
{
	const struct kr_dom *dom = &w->page->dom;
	const int32_t n = w->segs->n;
	uint64_t *keys = kr_arena_alloc(&w->page->scratch, (size_t)n * sizeof *keys);
	int32_t *has_source;

	for (int32_t k = 0; k < n; k++) {
		const int32_t b = w->segs->v[k].block, p = b > 0 ? dom->nodes[b].parent : 0;

		keys[k] = kr_intern_key(w->content->shape[b].hash, w->content->shape[p].hash);
	}
	w->out->same_block_groups = kr_intern_find(&w->page->scratch, keys, n, &w->out->same_block);
	put_group(w, w->out->same_block, w->out->same_block_groups, KR_F_same_block_count);
	for (int32_t k = 0; k < n; k++) {
		const int32_t b = w->segs->v[k].block, p = b > 0 ? dom->nodes[b].parent : 0,
		              g = p > 0 ? dom->nodes[p].parent : 0;

		keys[k] = kr_intern_key(w->content->shape[p].hash, w->content->shape[g].hash);
	}
	w->out->same_shape_groups = kr_intern_find(&w->page->scratch, keys, n, &w->out->same_shape);
	put_group(w, w->out->same_shape, w->out->same_shape_groups, KR_F_same_shape_count);
	for (int32_t k = 0; k < n; k++)
		keys[k] = w->text[k].hash;
	w->out->copies = kr_intern_find(&w->page->scratch, keys, n, &w->out->copy);
	has_source = kr_arena_alloc(
	        &w->page->scratch, (size_t)(w->out->copies + 1) * sizeof *has_source);
	for (int32_t k = 0; k < n; k++)
		put(w, KR_F_copy_before, k, has_source[w->out->copy[k]]++);
	for (int32_t k = 0; k < n; k++)
		put(w, KR_F_copies, k, has_source[w->out->copy[k]]);
}

static void put_neighbours(const struct work *w)
{
	static const struct {
		int by, first;
	} places[] = {{-1, KR_F_prev_chars}, {-2, KR_F_prev2_chars}, {1, KR_F_next_chars},
	        {2, KR_F_next2_chars}};
	const int32_t n = w->segs->n;

	for (size_t p = 0; p < sizeof places / sizeof places[0]; p++)
		for (int32_t k = 0; k < n; k++) {
			const int32_t j = k + places[p].by;
			const bool there = j >= 0 && j < n;

			put(w, places[p].first, k, there ? get(w, KR_F_chars, j) : -1);
			put(w, places[p].first + 1, k, there ? get(w, KR_F_link_share, j) : -1);
			put(w, places[p].first + 2, k, there ? get(w, KR_F_tag, j) : -1);
		}
	for (int32_t k = 0; k < n; k++) {
		put(w, KR_F_next_same, k,
		        k + 1 < n && w->out->same_block[k + 1] == w->out->same_block[k]);
	}
}

static void fill(const struct work *w, int feature, int64_t v)
{
	for (int32_t k = 0; k < w->segs->n; k++)
		put(w, feature, k, v);
}

struct counts {
	int32_t articles, headings, times, forms, users, comments, prices, repeats, good_segs;
	uint32_t p, li, table, code, links, cjk, words;
};

static void count_page(const struct work *w, struct counts *c)
{
	const struct kr_dom *dom = &w->page->dom;

	for (int32_t i = 0; i < dom->n; i++)
		switch (dom->nodes[i].tag) {
		case KR_TAG_article:
			c->articles++;
			break;
		case KR_TAG_time:
			c->times++;
			break;
		case KR_TAG_form:
			c->forms++;
			break;
		default:
			break;
		}
	for (int32_t k = 0; k < w->segs->n; k++) {
		const struct kr_seg *s = &w->segs->v[k];
		const int tag = dom->nodes[s->block].tag;

		c->headings += kr_dom_is_heading(tag);
		c->p += tag == KR_TAG_p ? s->chars : 0;
		c->li += tag == KR_TAG_li ? s->chars : 0;
		c->table += tag == KR_TAG_td || tag == KR_TAG_th ? s->chars : 0;
		c->code += tag == KR_TAG_pre ? s->chars : 0;
		c->links += s->link_chars;
		c->users += get(w, KR_F_class_USER, k) < 3;
		c->comments += get(w, KR_F_class_COMMENT, k) < FAR;
		c->prices += w->text[k].currency && w->text[k].digits;
		c->cjk += w->text[k].cjk;
		c->words += w->text[k].words;
		c->good_segs += w->content->weighted_chars[k] > 0;
		if (get(w, KR_F_same_shape_chars, k) > 100 &&
		        get(w, KR_F_same_shape_count, k) > c->repeats)
			c->repeats = get(w, KR_F_same_shape_count, k);
	}
}

static void put_page(const struct work *w)
{
	const uint32_t chars = w->segs->chars, total = w->content->total;
	struct counts c = {0};

	count_page(w, &c);
	fill(w, KR_F_page_segs, w->segs->n);
	fill(w, KR_F_page_chars, chars / 10);
	fill(w, KR_F_page_weighted, total / 10);
	fill(w, KR_F_page_weighted_share, kr_segment_features_share(total, chars));
	fill(w, KR_F_page_links, kr_segment_features_share(c.links, chars));
	fill(w, KR_F_page_root,
	        kr_segment_features_share(w->content->sum[w->content->descent], total));
	fill(w, KR_F_page_weighted_segs, c.good_segs);
	fill(w, KR_F_page_weighted_mean, c.good_segs ? total / (uint32_t)c.good_segs : 0);
	fill(w, KR_F_page_articles, c.articles);
	fill(w, KR_F_page_headings, c.headings);
	fill(w, KR_F_page_p, kr_segment_features_share(c.p, chars));
	fill(w, KR_F_page_li, kr_segment_features_share(c.li, chars));
	fill(w, KR_F_page_times, c.times);
	fill(w, KR_F_page_users, c.users);
	fill(w, KR_F_page_comments, c.comments);
	fill(w, KR_F_page_prices, c.prices);
	fill(w, KR_F_page_repeats, c.repeats);
	fill(w, KR_F_page_forms, c.forms);
	fill(w, KR_F_page_cjk, kr_segment_features_share(c.cjk, c.words));
	fill(w, KR_F_page_og, w->page->facts->kind.og);
	fill(w, KR_F_page_json_ld, w->page->facts->kind.json_ld);
	fill(w, KR_F_page_generator, w->page->facts->kind.generator);
	fill(w, KR_F_page_data, w->data_words);
	fill(w, KR_F_page_depth, w->page->facts->kind.depth);
	fill(w, KR_F_page_url_digits, w->page->facts->kind.digits);
	fill(w, KR_F_page_url_words, w->page->facts->kind.words);
	fill(w, KR_F_page_path, w->page->facts->kind.kind);
	fill(w, KR_F_page_tables, kr_segment_features_share(c.table, chars));
	fill(w, KR_F_page_code, kr_segment_features_share(c.code, chars));
}

static void read_data(const struct kr_page *page, struct kr_text_features_tables *tables)
{
	static const char *const keys[] = {"articleBody", "text", "description", "reviewBody"};
	enum { ALL = 200000 };
	size_t bytes = 0;

	for (size_t i = 0; i < page->njson_ld; i++)
		for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
			const struct kr_js_value *v = kr_js_value_get(page->json_ld[i], keys[k]);

			if (!kr_js_value_str(v) || bytes > ALL)
				continue;
			kr_text_features_add_data(tables, v->u.str, v->n);
			bytes += v->n;
		}
}

void kr_segment_features_find(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *content, struct kr_segment_features *ret)
{
	struct work w = {.page = page, .segs = segs, .content = content, .out = ret};
	struct kr_text_features_tables *tables = kr_arena_alloc(&page->scratch, sizeof *tables);

	*ret = (struct kr_segment_features){.n = segs->n};
	ret->stride = (segs->n + KR_TREES_LANES - 1) / KR_TREES_LANES * KR_TREES_LANES;
	ret->x = kr_arena_alloc(
	        &page->scratch, (size_t)ret->stride * KR_SEGMENT_FEATURES * sizeof *ret->x);
	w.text = kr_arena_alloc(&page->scratch, (size_t)(segs->n + 1) * sizeof *w.text);
	ret->up = kr_arena_alloc(&page->scratch, (size_t)(segs->n + 1) * sizeof *ret->up);
	ret->is_article = kr_json_ld_is_article_page(page);
	kr_text_features_prepare(tables, kr_page_facts_title(page), page->facts->description);
	read_data(page, tables);
	w.data_words = tables->data.n;
	for (int32_t k = 0; k < segs->n; k++) {
		kr_text_features_read(&page->dom, &segs->v[k], tables, &w.text[k]);
		put_text(&w, k);
		put_ancestors(&w, k);
		put_containers(&w, k);
	}
	put_media(&w);
	put_position(&w);
	put_groups(&w);
	put_neighbours(&w);
	put_page(&w);
}
