#include "extract/meta/date/date_mentions_priv.h"

#include <string.h>

/* --- the page's own ----------------------------------------------------------------------- */

enum { BESIDE = KR_DF_REC | KR_DF_COMMENT | KR_DF_SIDE | KR_DF_FOOT | KR_DF_HEADLINE };

static bool is_visible(const struct kr_date_mention *s)
{
	return s->source >= KR_DS_BYLINE && s->source <= KR_DS_TEXT;
}

/* The minute within the day; of what carries an offset, too, since offsets differ by whole quarters
 * of an hour. */
static bool same_minute(const struct kr_date_mention *a, const struct kr_date_mention *b)
{
	if (a->d.hour < 0 || b->d.hour < 0 || a->d.min != b->d.min)
		return false;
	return a->d.hour == b->d.hour || a->d.offset != b->d.offset;
}

/* How well a sighting of the chosen day gives the time of day: one that is confirmed by a
 * machine-readable one comes first, then what readers see beside the title, in local time; then
 * what is written for machines, in the order of sources. */
static int worth(const struct kr_date_mentions *all, const struct kr_date_mention *s)
{
	int w = s->d.hour < 0 ? 0 : 100;

	if (s->flags & BESIDE)
		w /= 4;
	if (!w)
		return is_visible(s);
	if (!is_visible(s))
		return (s->d.hour == 0 && s->d.min == 0 && s->d.sec <= 0 ? 10 : w) + 20 -
		       (int)s->source; /* midnight: no time */
	/* Machine-readable times follow the last change on some sites: they do not confirm what
	 * readers see named so. */
	for (size_t i = 0; i < all->n && !(s->flags & KR_DF_UPDATED); i++)
		if (all->v[i].source <= KR_DS_TIME && same_minute(&all->v[i], s)) {
			w += 100;
			break;
		}
	w += s->source == KR_DS_CLASS ? 40 : s->source == KR_DS_BYLINE ? 30 : 20;
	w += s->flags & KR_DF_PUBLISHED ? 10 : 0;
	w -= s->flags & KR_DF_UPDATED ? 30 : 0;
	w -= s->flags & KR_DF_BODY ? 40 : 0;
	return w;
}

static const struct kr_date_mention *best_of_day(const struct kr_date_mentions *all, int64_t day)
{
	const struct kr_date_mention *best = NULL;
	int high = -1;

	for (size_t i = 0; i < all->n; i++)
		if (kr_date_calendar_days(&all->v[i].d) == day && worth(all, &all->v[i]) > high) {
			high = worth(all, &all->v[i]);
			best = &all->v[i];
		}
	return best;
}

/* What only the headline says is what the article tells of. A date beside the title within its
 * element is none of it. */
static bool is_of_headline(
        const struct kr_page *page, const struct kr_date_mentions *all, const struct kr_day *day)
{
	const struct kr_slice title = kr_slice_of(page->doc->title ? page->doc->title : "");
	bool says = false;

	for (size_t i = 0; i < all->n; i++) {
		const struct kr_date_mention *s = &all->v[i];

		if (kr_date_calendar_days(&s->d) != day->day || s->source == KR_DS_DESCRIPTION)
			continue;
		if (!(s->flags & KR_DF_HEADLINE) || !s->as.len ||
		        !memmem(title.data, title.len, s->as.data, s->as.len))
			return false;
		says = true;
	}
	return says;
}

static const struct kr_day *best_day(const struct kr_page *page, const struct kr_date_mentions *all)
{
	const struct kr_day *best = NULL;
	double high = 0;

	for (size_t i = 0; i < all->ndays; i++) {
		double score = kr_date_model_score(&all->days[i]);

		if (score > high && !is_of_headline(page, all, &all->days[i])) {
			high = score;
			best = &all->days[i];
		}
	}
	return best;
}

/* The day that is named as the publication's outside of the text, where the page says nothing to
 * machines and the best day stands in the text only, among what the article tells of. */
static const struct kr_day *named_day(const struct kr_date_mentions *all, const struct kr_day *best)
{
	const struct kr_day *named = NULL;

	for (size_t i = 0; i < all->n; i++) {
		const struct kr_date_mention *s = &all->v[i];
		const int64_t day = kr_date_calendar_days(&s->d);
		const bool in_body = s->pos >= all->body_from && s->pos < all->body_end;

		if (!is_visible(s) || (day == best->day && !in_body))
			return best;
		for (size_t k = 0; k < all->ndays && !named; k++)
			if (s->flags & KR_DF_PUBLISHED && !(s->flags & (BESIDE | KR_DF_BODY)) &&
			        all->days[k].day == day)
				named = &all->days[k];
	}
	return named ? named : best;
}

/* Where no machine tells the day and readers see the best one as that of a change only: the day
 * that is said to be the publication's. */
static const struct kr_day *stated_day(
        const struct kr_date_mentions *all, const struct kr_day *best)
{
	const struct kr_day *stated = NULL;

	for (size_t i = 0; i < all->n; i++) {
		const struct kr_date_mention *s = &all->v[i];
		const unsigned says = s->flags & (KR_DF_PUBLISHED | KR_DF_UPDATED | KR_DF_CREATED);
		const int64_t day = kr_date_calendar_days(&s->d);

		if (day == best->day &&
		        (!is_visible(s) || !(says & (KR_DF_UPDATED | KR_DF_CREATED))))
			return best;
		for (size_t k = 0; k < all->ndays && !stated; k++)
			if (is_visible(s) && says == KR_DF_PUBLISHED &&
			        !(s->flags & (BESIDE | KR_DF_BODY)) && all->days[k].day == day)
				stated = &all->days[k];
	}
	return stated ? stated : best;
}

static const struct kr_date_mention *modified_of(const struct kr_date_mentions *all, int64_t after)
{
	const struct kr_date_mention *best = NULL;

	for (size_t i = 0; i < all->n; i++) {
		const struct kr_date_mention *s = &all->v[i];
		bool says = s->source == KR_DS_LD_MODIFIED || s->source == KR_DS_META_MODIFIED ||
		            s->source == KR_DS_ITEM_MODIFIED ||
		            (s->flags & KR_DF_UPDATED && !(s->flags & BESIDE));

		if (says && kr_date_calendar_days(&s->d) >= after &&
		        (!best || s->source < best->source))
			best = s;
	}
	return best;
}

void kr_date_run(struct kr_page *page)
{
	struct kr_doc *doc = page->doc;
	const struct kr_date_mention *s, *modified;
	const struct kr_day *day;
	char iso[KR_DATE_ISO];
	struct kr_date_mentions all;

	kr_date_mentions_find(page, &all);
	kr_date_features_describe(page, &all);
	day = best_day(page, &all);
	if (!day)
		return;
	day = stated_day(&all, named_day(&all, day));
	s = best_of_day(&all, day->day);
	page->dated = s->source != KR_DS_URL;
	kr_date_calendar_iso(&s->d, iso);
	doc->published = kr_doc_line(doc, iso, strlen(iso));
	if (s->d.relative)
		doc->published_text = kr_doc_line(doc, s->as.data, s->as.len);
	modified = modified_of(&all, day->day);
	if (modified) {
		kr_date_calendar_iso(&modified->d, iso);
		if (strcmp(iso, doc->published) != 0)
			doc->modified = kr_doc_line(doc, iso, strlen(iso));
	}
}
