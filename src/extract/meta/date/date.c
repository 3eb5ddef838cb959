#include "extract/meta/date/date_mentions_priv.h"

#include <string.h>

#include "extract/data/json_ld_priv.h"
#include "extract/data/page_facts_priv.h"

/* Picks the publication date among the mentions and gives it the time of day. */

enum { OUTSIDE = KR_DF_RECOMMENDATION | KR_DF_COMMENT | KR_DF_SIDE | KR_DF_FOOT | KR_DF_HEADLINE };

static bool is_visible(const struct kr_date_mention *s)
{
	return s->source >= KR_DS_BYLINE && s->source <= KR_DS_TEXT;
}

/* Compares the minute within the day. With different offsets it compares only minutes of the
 * hour, because offsets differ by whole quarters of an hour. */
static bool same_minute(const struct kr_date_mention *a, const struct kr_date_mention *b)
{
	if (a->d.hour < 0 || b->d.hour < 0 || a->d.min != b->d.min)
		return false;
	return a->d.hour == b->d.hour || a->d.offset != b->d.offset;
}

/* Ranks the mentions of the chosen day by how well they give the time of day. Best is a visible
 * time confirmed by a machine-readable one, then what readers see next to the title, in local
 * time, then metadata in the order of sources. */
static int time_score(const struct kr_date_mentions *all, const struct kr_date_mention *s)
{
	int w = s->d.hour < 0 ? 0 : 100;

	if (s->flags & OUTSIDE)
		w /= 4;
	if (!w)
		return is_visible(s);
	if (!is_visible(s))
		/* midnight often means that the time is unknown */
		return (s->d.hour == 0 && s->d.min == 0 && s->d.sec <= 0 ? 10 : w) + 20 -
		       (int)s->source;
	/* Some sites set machine-readable times to the last change, so they must not confirm a
	 * visible time labelled as an update. */
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
		if (kr_date_calendar_days(&all->v[i].d) == day &&
		        time_score(all, &all->v[i]) > high) {
			high = time_score(all, &all->v[i]);
			best = &all->v[i];
		}
	return best;
}

/* A date found only in the headline is part of the story, not the publication date. A date that
 * shares the element of the title but is not in the title itself does not count. */
static bool only_in_headline(
        const struct kr_page *page, const struct kr_date_mentions *all, const struct kr_day *day)
{
	const struct kr_slice title = kr_slice_of(page->doc->title ? page->doc->title : "");
	bool found = false;

	for (size_t i = 0; i < all->n; i++) {
		const struct kr_date_mention *s = &all->v[i];

		if (kr_date_calendar_days(&s->d) != day->day || s->source == KR_DS_DESCRIPTION)
			continue;
		if (!(s->flags & KR_DF_HEADLINE) || !s->as.len ||
		        !memmem(title.data, title.len, s->as.data, s->as.len))
			return false;
		found = true;
	}
	return found;
}

/* Whether the day occurs only in comments. The posts of a forum are no comments. */
static bool only_in_comments(
        const struct kr_page *page, const struct kr_date_mentions *all, const struct kr_day *day)
{
	const struct kr_page_kind *kind = &page->facts->kind;

	if (!page->doc->ncomments || kind->kind == KR_PAGE_KIND_FORUM ||
	        kind->json_ld == KR_PAGE_KIND_FORUM || kind->generator == KR_GENERATOR_FORUM)
		return false;
	for (size_t i = 0; i < all->n; i++)
		if (kr_date_calendar_days(&all->v[i].d) == day->day &&
		        (all->v[i].node < 0 || !(page->mark[all->v[i].node] & KR_MARK_COMMENT)))
			return false;
	return true;
}

static const struct kr_day *best_day(const struct kr_page *page, const struct kr_date_mentions *all)
{
	const struct kr_day *best = NULL;

	for (size_t i = 0; i < all->ndays; i++)
		if ((!best || all->days[i].score > best->score) &&
		        !only_in_headline(page, all, &all->days[i]) &&
		        !only_in_comments(page, all, &all->days[i]))
			best = &all->days[i];
	return best;
}

/* If the page has no machine-readable date and the best day occurs only within the body, the
 * article is probably about that day: prefer a day labelled as published outside the body. */
static const struct kr_day *labelled_outside_body(
        const struct kr_date_mentions *all, const struct kr_day *best)
{
	const struct kr_day *named = NULL;

	for (size_t i = 0; i < all->n; i++) {
		const struct kr_date_mention *s = &all->v[i];
		const int64_t day = kr_date_calendar_days(&s->d);
		const bool in_body = s->pos >= all->body_from && s->pos < all->body_end;

		if (!is_visible(s) || (day == best->day && !in_body))
			return best;
		for (size_t k = 0; k < all->ndays && !named; k++)
			if (s->flags & KR_DF_PUBLISHED && !(s->flags & (OUTSIDE | KR_DF_BODY)) &&
			        all->days[k].day == day)
				named = &all->days[k];
	}
	return named ? named : best;
}

/* If the best day is visible only, and only labelled as an update or a draft, prefer a day
 * labelled as published. */
static const struct kr_day *labelled_published(
        const struct kr_date_mentions *all, const struct kr_day *best)
{
	const struct kr_day *stated = NULL;

	for (size_t i = 0; i < all->n; i++) {
		const struct kr_date_mention *s = &all->v[i];
		const unsigned found = s->flags & (KR_DF_PUBLISHED | KR_DF_UPDATED | KR_DF_CREATED);
		const int64_t day = kr_date_calendar_days(&s->d);

		if (day == best->day &&
		        (!is_visible(s) || !(found & (KR_DF_UPDATED | KR_DF_CREATED))))
			return best;
		for (size_t k = 0; k < all->ndays && !stated; k++)
			if (is_visible(s) && found == KR_DF_PUBLISHED &&
			        !(s->flags & (OUTSIDE | KR_DF_BODY)) && all->days[k].day == day)
				stated = &all->days[k];
	}
	return stated ? stated : best;
}

static bool is_news(const struct kr_page *page)
{
	const struct kr_js_value *t = kr_js_value_get(kr_json_ld_article(page), "@type");

	if (t && t->type == KR_JS_VALUE_ARRAY)
		t = t->u.first;
	return kr_js_value_str(t) && kr_str_ends(t->u.str, "NewsArticle");
}

static bool is_stated(const struct kr_date_mention *s)
{
	return s->source == KR_DS_JSON_LD_ARTICLE || s->source == KR_DS_META ||
	       s->source == KR_DS_META_GENERIC || s->source == KR_DS_ITEMPROP ||
	       s->source == KR_DS_URL;
}

static bool is_change(const struct kr_date_mention *s)
{
	return s->source == KR_DS_JSON_LD_MODIFIED || s->source == KR_DS_META_MODIFIED ||
	       s->source == KR_DS_ITEMPROP_MODIFIED || s->flags & KR_DF_UPDATED;
}

/* If a news article was changed long after its publication and shows the change only, the best day
 * may be that of the change: prefer the day that its JSON-LD states. News does not come back; other
 * pages, such as guides, are published anew. */
static const struct kr_day *stated_before_change(
        const struct kr_page *page, const struct kr_date_mentions *all, const struct kr_day *best)
{
	enum { LONG = 120 }; /* days */
	const struct kr_day *stated = NULL;
	bool changed = false;

	for (size_t i = 0; i < all->n; i++) {
		const struct kr_date_mention *s = &all->v[i];
		const int64_t day = kr_date_calendar_days(&s->d);

		if (day == best->day && is_stated(s))
			return best;
		changed = changed || (day == best->day && is_change(s));
		for (size_t k = 0; k < all->ndays && !stated; k++)
			if (s->source == KR_DS_JSON_LD_ARTICLE && all->days[k].day == day &&
			        day + LONG < best->day)
				stated = &all->days[k];
	}
	return changed && stated && is_news(page) ? stated : best;
}

static const struct kr_date_mention *find_modified(
        const struct kr_date_mentions *all, int64_t after)
{
	const struct kr_date_mention *best = NULL;

	for (size_t i = 0; i < all->n; i++) {
		const struct kr_date_mention *s = &all->v[i];
		bool found = s->source == KR_DS_JSON_LD_MODIFIED ||
		             s->source == KR_DS_META_MODIFIED ||
		             s->source == KR_DS_ITEMPROP_MODIFIED ||
		             (s->flags & KR_DF_UPDATED && !(s->flags & OUTSIDE));

		if (found && kr_date_calendar_days(&s->d) >= after &&
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
	kr_date_features_score(page, &all);
	day = best_day(page, &all);
	if (!day)
		return;
	day = labelled_published(&all, labelled_outside_body(&all, day));
	day = stated_before_change(page, &all, day);
	s = best_of_day(&all, day->day);
	page->dated = s->source != KR_DS_URL;
	kr_date_calendar_iso(&s->d, iso);
	if (!doc->published) { /* a body from page state has set another one */
		doc->published = kr_doc_line(doc, iso, strlen(iso));
		if (s->d.relative)
			doc->published_text = kr_doc_line(doc, s->as.data, s->as.len);
	}
	modified = find_modified(&all, day->day);
	if (modified) {
		kr_date_calendar_iso(&modified->d, iso);
		if (strcmp(iso, doc->published) != 0)
			doc->modified = kr_doc_line(doc, iso, strlen(iso));
	}
}
