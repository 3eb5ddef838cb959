/* What the trained models say of pages, for quality.py.
 *
 * usage: model_answers titles|lists|segments|days LIST > ANSWERS
 *
 * LIST is as in tests/bench/pages.h. An answer is a line of JSON for each page: id, and what the
 * model judged, each with its logit:
 *
 *   titles     [text, logit]
 *   lists      [[addresses as in the page], logit]
 *   segments   [text, logit of the first stage, logit of the second]
 *   days       [days since 1970, logit] */
#include <stdio.h>
#include <string.h>

#include "../bench/pages.h"
#include "extract/body/segment_features_priv.h"
#include "extract/lists/list_features_priv.h"
#include "extract/meta/date/date_mentions_priv.h"
#include "extract/meta/title/title_candidates_priv.h"
#include "extract/model/models_priv.h"

enum { CERTAIN = 20 }; /* the logit of what no model is asked about */

static double logit(const struct kr_trees *model, int32_t sum)
{
	return (double)sum / model->one;
}

static void print_titles(struct kr_page *page)
{
	struct kr_title_candidates all;

	kr_title_candidates_find(page, &all);
	kr_title_names_find(page, &all);
	kr_title_features_describe(page, &all);
	kr_title_features_score(page, &all);
	for (size_t i = 0; i < all.n; i++) {
		printf("%s[", i ? "," : "");
		bench_print(all.v[i].text, strlen(all.v[i].text));
		printf(",%.4f]", logit(&kr_models_titles, all.v[i].score));
	}
}

static double list_logit(const struct kr_link_list *l)
{
	if (l->is_menu || l->is_related)
		return l->is_menu ? -CERTAIN : CERTAIN;
	return logit(&kr_models_lists, l->score);
}

static void print_lists(struct kr_page *page)
{
	struct kr_link_lists ls;

	kr_link_lists_find(page, &ls);
	kr_list_features_describe(page, &ls, false);
	kr_list_features_score(page, &ls);
	for (size_t i = 0; i < ls.nlists; i++) {
		const struct kr_link_list *l = &ls.lists[i];

		printf("%s[[", i ? "," : "");
		for (uint32_t k = 0; k < l->n; k++) {
			const struct kr_slice url = ls.urls[ls.cards[l->first + k].url].href;

			printf(k ? "," : "");
			bench_print(url.data, url.len);
		}
		printf("],%.4f]", list_logit(l));
	}
}

static void print_segment(const struct kr_dom *dom, const struct kr_seg *seg)
{
	struct kr_str text;

	kr_str_init(&text);
	for (int32_t i = seg->first; i <= seg->last; i++) {
		const struct kr_slice t = kr_dom_text(dom, i);

		if (dom->nodes[i].tag == KR_TAG_br)
			kr_str_addc(&text, ' ');
		else if (kr_segments_has(&dom->nodes[i]))
			kr_str_add(&text, t.data, t.len);
	}
	bench_print(text.data, text.len);
	kr_str_fini(&text);
}

static void print_segments(struct kr_page *page)
{
	struct kr_segs segs;
	struct kr_content_root root;
	struct kr_segment_features x = {0};
	int32_t *first, *second;
	int16_t *odds;

	kr_segments_find(page, &segs);
	if (!segs.n || segs.n > KR_SEGMENT_FEATURES_MAX)
		return;
	first = kr_arena_alloc(&page->scratch, (size_t)segs.n * sizeof *first);
	second = kr_arena_alloc(&page->scratch, (size_t)segs.n * sizeof *second);
	odds = kr_arena_alloc(&page->scratch, (size_t)segs.n * sizeof *odds);
	kr_content_root_find(page, &segs, &root);
	kr_segment_features_find(page, &segs, &root, &x);
	kr_trees_run(&kr_models_body_first, x.x, x.stride, x.n, first);
	for (int32_t k = 0; k < segs.n; k++)
		odds[k] = kr_trees_probability(&kr_models_body_first, first[k]);
	kr_second_stage_find(page, &segs, &root, odds, &x);
	kr_trees_run(&kr_models_body_second, x.x, x.stride, x.n, second);
	for (int32_t k = 0; k < segs.n; k++) {
		printf("%s[", k ? "," : "");
		print_segment(&page->dom, &segs.v[k]);
		printf(",%.4f,%.4f]", logit(&kr_models_body_first, first[k]),
		        logit(&kr_models_body_second, second[k]));
	}
}

static void print_days(struct kr_page *page)
{
	struct kr_date_mentions all;

	kr_date_mentions_find(page, &all);
	kr_date_features_describe(page, &all);
	kr_date_features_score(page, &all);
	for (size_t i = 0; i < all.ndays; i++)
		printf("%s[%lld,%.4f]", i ? "," : "", (long long)all.days[i].day,
		        logit(&kr_models_dates, all.days[i].score));
}

struct question {
	const char *name, *stage; /* asked before this stage */
	void (*print)(struct kr_page *page);
};

static void answer(struct kr_page *page, const char *id, void *user)
{
	const struct question *q = user;

	printf("{\"id\":\"%s\",\"answers\":[", id);
	if (page)
		q->print(page);
	printf("]}\n");
}

int main(int argc, char **argv)
{
	static struct question questions[] = {
	        {"titles", "title", print_titles},
	        {"lists", "cards", print_lists},
	        {"segments", "body", print_segments},
	        {"days", "date", print_days},
	};

	for (size_t i = 0; argc == 3 && i < sizeof questions / sizeof *questions; i++)
		if (!strcmp(argv[1], questions[i].name))
			return !bench_pages(argv[2], questions[i].stage, answer, &questions[i]);
	fprintf(stderr, "usage: model_answers titles|lists|segments|days LIST\n");
	return 2;
}
