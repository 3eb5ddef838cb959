/* Resolves the order of day and month, and missing years. */
#include "extract/meta/date/date_mentions_priv.h"

#include <ctype.h>
#include <string.h>

#include "extract/words/phrases_priv.h"
#include "kread/base/url.h"

enum { YEAR_MIN = 1995, YEAR_MAX = 2100, LINE_MAX_BYTES = 400 };

/* A time known from elsewhere on the page. Dates without a year get the year in which they are
 * closest to it. */
struct anchor {
	int year;  /* 0: none */
	int month; /* 0: unknown */
};

static int number(const char *s, size_t n)
{
	int value = 0;

	for (size_t i = 0; i < n; i++)
		value = value * 10 + (s[i] - '0');
	return value;
}

static size_t digits(const char *s, size_t len, size_t at)
{
	size_t n = 0;

	while (at + n < len && isdigit((unsigned char)s[at + n]))
		n++;
	return n;
}

static bool is_year(int year)
{
	return year >= YEAR_MIN && year < YEAR_MAX;
}

static bool is_month(int month)
{
	return month >= 1 && month <= 12;
}

static bool is_part_sign(const char *s, size_t len, size_t at)
{
	return at < len && strchr("/-_", s[at]);
}

/* Reads /2019/02/, /2019-02-x, /2019/0210/, /201902/ or /2019/ at the start of a path segment. */
static struct anchor from_segment(const char *s, size_t len, size_t at)
{
	const size_t n = digits(s, len, at), more = n == 4 ? digits(s, len, at + 5) : 0;
	struct anchor a = {0, 0};

	if ((n != 4 && n != 6) || !is_part_sign(s, len, at + n) || !is_year(number(s + at, 4)))
		return a;
	if (n == 6)
		a.month = number(s + at + 4, 2);
	else if (more == 2 || more == 4)
		a.month = number(s + at + 5, 2);
	if (!is_month(a.month))
		a.month = 0;
	/* other digits are an id */
	if (a.month || (n == 4 && s[at + n] == '/'))
		a.year = number(s + at, 4);
	return a;
}

static struct anchor from_url(const struct kr_page *page)
{
	struct anchor a = {0, 0};
	struct kr_url u = {0};

	if (page->in->url)
		kr_url_split(page->in->url, strlen(page->in->url), &u);
	for (size_t i = 0; i + 5 < u.path.len && !a.year; i++)
		if (u.path.data[i] == '/')
			a = from_segment(u.path.data, u.path.len, i + 1);
	return a;
}

/* Takes the date from the best source: from recommendations only (in_recs), or from everything
 * else. */
static struct anchor from_others(const struct kr_date_mentions *all, bool in_recs)
{
	int best = KR_DATE_SOURCES;
	struct anchor a = {0, 0};

	for (size_t i = 0; i < all->n; i++) {
		const struct kr_date_mention *s = &all->v[i];

		if (!s->d.year || (int)s->source >= best || s->flags & KR_DF_FOOT ||
		        !(s->flags & KR_DF_RECOMMENDATION) == in_recs)
			continue;
		best = (int)s->source;
		a = (struct anchor){s->d.year, s->d.month};
	}
	return a;
}

static bool is_copyright_line(struct kr_slice t)
{
	return kr_phrases_find(t, KR_PHRASE(RIGHTS) | KR_PHRASE(RIGHTS_ASCII));
}

/* Last year in the last copyright line. */
static struct anchor from_copyright(const struct kr_page *page)
{
	struct anchor a = {0, 0};

	for (int32_t i = page->dom.n - 1; i > 0 && !a.year; i--) {
		const struct kr_slice t = page->dom.nodes[i].tag == KR_TAG_TEXT
		                                  ? kr_dom_text(&page->dom, i)
		                                  : (struct kr_slice){"", 0};

		if (!t.len || t.len > LINE_MAX_BYTES || !is_copyright_line(t))
			continue;
		for (size_t at = 0, n; at < t.len; at += n ? n : 1) {
			n = digits(t.data, t.len, at);
			if (n == 4 && is_year(number(t.data + at, n)))
				a.year = number(t.data + at, n);
		}
	}
	return a;
}

static struct anchor from_now(const struct kr_date_hints *hints)
{
	struct kr_date now = {0};

	if (hints->now)
		kr_date_calendar_from_seconds(hints->now, hints->zone, &now);
	return (struct anchor){now.year, 0};
}

static struct anchor anchor_of(const struct kr_page *page, const struct kr_date_mentions *all,
        const struct kr_date_hints *hints)
{
	struct anchor a = from_url(page);

	if (!a.year)
		a = from_others(all, false);
	if (!a.year)
		/* better than lists and footer, whose dates may be from any time */
		a = from_now(hints);
	if (!a.year)
		a = from_others(all, true);
	return a.year ? a : from_copyright(page);
}

static int year_near(struct anchor a, int month)
{
	const int months = a.month ? month - a.month : 0;

	return a.year - (months > 6) + (months < -6);
}

static void fill_years(
        const struct kr_page *page, struct kr_date_mentions *all, const struct kr_date_hints *hints)
{
	struct anchor a = {0, 0};
	size_t kept = 0, without = 0;

	for (size_t i = 0; i < all->n; i++)
		without += !all->v[i].d.year;
	if (!without)
		return;
	a = anchor_of(page, all, hints);
	for (size_t i = 0; i < all->n; i++) {
		struct kr_date_mention *s = &all->v[i];

		if (!s->d.year && a.year) {
			s->d.year = (int16_t)year_near(a, s->d.month);
			if (hints->now &&
			        kr_date_calendar_days(&s->d) * 86400 > hints->now + 2 * 86400)
				s->d.year--;
		}
		if (s->d.year)
			all->v[kept++] = *s;
	}
	all->n = kept;
}

/* Whether an unambiguous mention has the same day. */
static bool is_confirmed(const struct kr_date_mentions *all, const struct kr_date *d)
{
	for (size_t i = 0; i < all->n; i++)
		if (!all->v[i].d.ambiguous && all->v[i].d.year == d->year &&
		        all->v[i].d.month == d->month && all->v[i].d.day == d->day)
			return true;
	return false;
}

/* 03/10/2023 on a page that has 2023-10-03 elsewhere. */
static void fix_order(struct kr_date_mentions *all)
{
	for (size_t i = 0; i < all->n; i++) {
		struct kr_date *d = &all->v[i].d, other = *d;

		other.month = d->day;
		other.day = d->month;
		if (d->ambiguous && !is_confirmed(all, d) && is_confirmed(all, &other))
			*d = other;
	}
}

void kr_date_resolve_ambiguous(
        const struct kr_page *page, struct kr_date_mentions *all, const struct kr_date_hints *hints)
{
	fix_order(all);
	fill_years(page, all, hints);
}
