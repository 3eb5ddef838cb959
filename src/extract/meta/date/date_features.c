/* Describes date mentions for the model that chooses the day of publication. */
#include "extract/meta/date/date_mentions_priv.h"

#include <math.h>

#include "extract/model/models_priv.h"

#define TRAINED(name) KR_MODELS_CHECK((int)KR_DFEAT_##name == (int)KR_TRAINED_DATES_##name)
#include "extract/model/dates.def"
#undef TRAINED
KR_MODELS_CHECK((int)KR_DATE_NFEATURES == (int)KR_TRAINED_DATES)

_Static_assert((int)KR_DFEAT_script == (int)KR_DFEAT_json_ld_article + (int)KR_DS_SCRIPT,
        "the first features are the sources");

static void raise_to(struct kr_day *day, int feature, double value)
{
	if ((float)value > day->f[feature])
		day->f[feature] = (float)value;
}

static void lower_to(struct kr_day *day, int feature, double value)
{
	if ((float)value < day->f[feature])
		day->f[feature] = (float)value;
}

static struct kr_day *day_of(
        struct kr_page *page, struct kr_date_mentions *all, int64_t number, size_t *cap)
{
	struct kr_day *d;

	for (size_t i = 0; i < all->ndays; i++)
		if (all->days[i].day == number)
			return &all->days[i];
	all->days = kr_arena_grow(&page->arena, all->days, all->ndays, cap, sizeof *d);
	d = &all->days[all->ndays++];
	d->day = number;
	d->f[KR_DFEAT_after_title] = d->f[KR_DFEAT_before_title] = d->f[KR_DFEAT_to_body] = 20;
	d->f[KR_DFEAT_levels_to_title] = d->f[KR_DFEAT_rank] = d->f[KR_DFEAT_class_rank] =
	        d->f[KR_DFEAT_time_rank] = 40;
	return d;
}

/* Signed logarithm. */
static double scale(int64_t n)
{
	return n < 0 ? -log2(1 + (double)-n) : log2(1 + (double)n);
}

/* Levels from the title up to its common ancestor with a node. */
static int title_distance(const struct kr_page *page, int32_t node)
{
	const struct kr_dom *dom = &page->dom;
	int32_t common = kr_dom_common(dom, page->title_node, node);

	return dom->nodes[page->title_node].depth - dom->nodes[common].depth;
}

static void add_place(
        const struct kr_date_mentions *all, const struct kr_date_mention *s, struct kr_day *d)
{
	if (s->flags & (KR_DF_RECOMMENDATION | KR_DF_COMMENT | KR_DF_SIDE | KR_DF_FOOT))
		return;
	if (all->title_pos != UINT32_MAX && s->pos >= all->title_pos)
		lower_to(d, KR_DFEAT_after_title, scale((int64_t)s->pos - all->title_pos));
	if (all->title_pos != UINT32_MAX && s->pos < all->title_pos)
		lower_to(d, KR_DFEAT_before_title, scale((int64_t)all->title_pos - s->pos));
	if (all->body_from != UINT32_MAX && s->pos <= all->body_from)
		lower_to(d, KR_DFEAT_to_body, scale((int64_t)all->body_from - s->pos));
	if (all->body_from != UINT32_MAX && s->pos >= all->body_end)
		lower_to(d, KR_DFEAT_to_body, scale((int64_t)s->pos - all->body_end));
}

struct ranks {
	int text, class_attr, time;
};

static void add_mention(const struct kr_page *page, const struct kr_date_mentions *all,
        const struct kr_date_mention *s, struct kr_day *d, struct ranks *r)
{
	static const struct {
		unsigned flag;
		int feature;
	} flags[] = {{KR_DF_PUBLISHED, KR_DFEAT_published}, {KR_DF_UPDATED, KR_DFEAT_updated},
	        {KR_DF_OTHER, KR_DFEAT_other}, {KR_DF_BODY, KR_DFEAT_in_body},
	        {KR_DF_RECOMMENDATION, KR_DFEAT_in_recommendation},
	        {KR_DF_COMMENT, KR_DFEAT_in_comment}, {KR_DF_SIDE, KR_DFEAT_in_side},
	        {KR_DF_FOOT, KR_DFEAT_in_foot}, {KR_DF_HEAD, KR_DFEAT_in_header},
	        {KR_DF_LINK, KR_DFEAT_in_link}, {KR_DF_ALONE, KR_DFEAT_alone},
	        {KR_DF_SPELLED, KR_DFEAT_spelled}, {KR_DF_NO_YEAR, KR_DFEAT_no_year},
	        {KR_DF_HIDDEN, KR_DFEAT_hidden}};
	const unsigned outside = KR_DF_RECOMMENDATION | KR_DF_COMMENT | KR_DF_SIDE | KR_DF_FOOT;

	d->f[KR_DFEAT_mentions]++;
	raise_to(d, KR_DFEAT_json_ld_article + (int)s->source,
	        s->source >= KR_DS_BYLINE && s->source <= KR_DS_TEXT && s->flags & outside ? 0.5
	                                                                                   : 1);
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		if (s->flags & flags[i].flag)
			raise_to(d, flags[i].feature, 1);
	raise_to(d, KR_DFEAT_has_time, s->d.hour >= 0);
	if (s->node < 0 || s->source == KR_DS_SCRIPT || s->source <= KR_DS_META_MODIFIED)
		return;
	if ((s->flags & (KR_DF_PUBLISHED | KR_DF_UPDATED)) == KR_DF_PUBLISHED)
		raise_to(d, KR_DFEAT_published_only, 1);
	add_place(all, s, d);
	if (page->title_node >= 0 && !(s->flags & outside))
		lower_to(d, KR_DFEAT_levels_to_title, title_distance(page, s->node));
	if (!(s->flags & outside)) {
		lower_to(d, KR_DFEAT_rank, r->text++);
		if (s->source == KR_DS_CLASS)
			lower_to(d, KR_DFEAT_class_rank, r->class_attr++);
		if (s->source == KR_DS_TIME)
			lower_to(d, KR_DFEAT_time_rank, r->time++);
	}
}

/* The earliest day that any of the sources (a bit set) gives; INT64_MIN if none. */
static int64_t earliest(const struct kr_date_mentions *all, unsigned sources)
{
	int64_t first = INT64_MIN;

	for (size_t i = 0; i < all->n; i++)
		if (sources >> all->v[i].source & 1) {
			int64_t day = kr_date_calendar_days(&all->v[i].d);

			if (first == INT64_MIN || day < first)
				first = day;
		}
	return first;
}

static double distance(int64_t from, int64_t day)
{
	return from == INT64_MIN ? 30 : scale(day - from);
}

void kr_date_features_describe(struct kr_page *page, struct kr_date_mentions *all)
{
	int64_t first = INT64_MAX, last = INT64_MIN;
	const int64_t url = earliest(all, 1u << KR_DS_URL),
	              ld = earliest(all, 1u << KR_DS_JSON_LD_ARTICLE | 1u << KR_DS_JSON_LD_OTHER);
	const int64_t meta = earliest(all, 1u << KR_DS_META),
	              item = earliest(all, 1u << KR_DS_ITEMPROP);
	const int64_t time = earliest(all, 1u << KR_DS_TIME);
	struct ranks ranks = {0, 0, 0};
	size_t cap = 0;

	for (size_t i = 0; i < all->n; i++) {
		int64_t day = kr_date_calendar_days(&all->v[i].d);

		add_mention(page, all, &all->v[i], day_of(page, all, day, &cap), &ranks);
		if (all->v[i].flags & (KR_DF_RECOMMENDATION | KR_DF_SIDE))
			continue;
		first = day < first ? day : first;
		last = day > last ? day : last;
	}
	for (size_t i = 0; i < all->ndays; i++) {
		struct kr_day *d = &all->days[i];

		d->f[KR_DFEAT_mention_share] = d->f[KR_DFEAT_mentions] / (float)all->n;
		d->f[KR_DFEAT_days_to_last] = (float)distance(last, d->day);
		d->f[KR_DFEAT_days_to_first] =
		        (float)distance(first == INT64_MAX ? INT64_MIN : first, d->day);
		d->f[KR_DFEAT_days_to_url] = (float)distance(url, d->day);
		d->f[KR_DFEAT_days_to_json_ld] = (float)distance(ld, d->day);
		d->f[KR_DFEAT_days_to_meta] = (float)distance(meta, d->day);
		d->f[KR_DFEAT_candidates] = (float)all->ndays;
		for (int k = KR_DFEAT_json_ld_article; k <= KR_DFEAT_time_tag; k++)
			d->f[KR_DFEAT_machine_sources] += d->f[k];
		d->f[KR_DFEAT_visible_sources] =
		        d->f[KR_DFEAT_byline] + d->f[KR_DFEAT_class_attr] + d->f[KR_DFEAT_text];
		d->f[KR_DFEAT_any_json_ld] = ld != INT64_MIN;
		d->f[KR_DFEAT_any_meta] = meta != INT64_MIN;
		d->f[KR_DFEAT_any_time] = time != INT64_MIN;
		d->f[KR_DFEAT_any_itemprop] = item != INT64_MIN;
	}
}

void kr_date_features_score(struct kr_page *page, struct kr_date_mentions *all)
{
	const float **rows = kr_arena_alloc(&page->scratch, (all->ndays + 1) * sizeof *rows);
	int32_t *scores = kr_arena_alloc(&page->scratch, (all->ndays + 1) * sizeof *scores);

	if ((int)KR_DATE_NFEATURES != (int)KR_TRAINED_DATES)
		return; /* in a build for training */
	for (size_t i = 0; i < all->ndays; i++)
		rows[i] = all->days[i].f;
	kr_trees_run_floats(&kr_models_dates, rows, (int32_t)all->ndays, scores);
	for (size_t i = 0; i < all->ndays; i++)
		all->days[i].score = scores[i];
}
