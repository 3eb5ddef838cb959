#include "extract/lists/rec_filter_priv.h"

#include <string.h>

#include "extract/words/card_phrases_priv.h"
#include "kread/base/site.h"
#include "kread/base/url.h"

enum {
	FEW = 3,      /* at most one in so many recommendations is removed for a reason */
	MIN_RECS = 3, /* fewest articles with which a page recommends articles */
};

/* Whether a link leads to another site. */
static bool is_outside(const struct kr_page *page, const struct kr_rec *rec)
{
	const char *own = page->in->url ? page->in->url : page->own_url;

	return own && !kr_site_same(own, rec->url);
}

/* Whether a link to another site says that an advertisement led there. */
static bool is_counted(const struct kr_page *page, const struct kr_rec *rec)
{
	static const char *const marks[] = {"utm_medium=cp", "utm_medium=ppc", "utm_medium=paid",
	        "utm_medium=display", "utm_medium=ad", "utm_medium=native", "utm_source=taboola",
	        "utm_source=outbrain", "banner", "affiliate", "sponsored"};
	const char *query = strchr(rec->url, '?');

	return query && is_outside(page, rec) &&
	       kr_slice_ihas_any(kr_slice_of(query), marks, sizeof marks / sizeof *marks);
}

static bool is_other_word(struct kr_slice s)
{
	return kr_card_phrases_is(s, KR_CARD_PHRASE(OTHER_PATH)) != 0;
}

/* The first label of a host, or an early part of a path; what more is in front of an article. */
static bool has_other_word(const char *url)
{
	enum { PARTS = 2 };
	struct kr_url u;
	const char *dot;

	kr_url_split(url, strlen(url), &u);
	dot = u.host.len ? memchr(u.host.data, '.', u.host.len) : NULL;
	if (dot && is_other_word((struct kr_slice){u.host.data, (size_t)(dot - u.host.data)}))
		return true;
	for (size_t i = 0, at = 0, part = 0; i <= u.path.len && part < PARTS; i++) {
		if (i < u.path.len && u.path.data[i] != '/')
			continue;
		if (is_other_word((struct kr_slice){u.path.data + at, i - at}))
			return true;
		part += i > at;
		at = i + 1;
	}
	return false;
}

static bool leads_elsewhere(const struct kr_page *page, const struct kr_rec *rec)
{
	const char *own = page->in->url ? page->in->url : page->own_url;

	return has_other_word(rec->url) && !(own && has_other_word(own));
}

typedef bool (*rec_test)(const struct kr_page *page, const struct kr_rec *rec);

static size_t count(const struct kr_doc *doc, const bool *odd)
{
	size_t n = 0;

	for (size_t i = 0; i < doc->nrecs; i++)
		n += odd[i];
	return n;
}

static void remove_all(struct kr_doc *doc, const bool *odd)
{
	size_t kept = 0;

	for (size_t i = 0; i < doc->nrecs; i++)
		if (!odd[i])
			doc->recs[kept++] = doc->recs[i];
	doc->nrecs = kept;
}

void kr_rec_filter_remove(struct kr_doc *doc, const bool *odd)
{
	if (doc->nrecs >= MIN_RECS && count(doc, odd) * FEW <= doc->nrecs)
		remove_all(doc, odd);
}

static bool *find(struct kr_page *page, rec_test test)
{
	bool *odd = kr_arena_alloc(&page->scratch, page->doc->nrecs + 1);

	for (size_t i = 0; i < page->doc->nrecs; i++)
		odd[i] = test(page, &page->doc->recs[i]);
	return odd;
}

void kr_rec_filter_run(struct kr_page *page)
{
	struct kr_doc *doc = page->doc;
	const bool *odd;

	kr_rec_filter_remove(doc, find(page, is_counted));
	odd = find(page, leads_elsewhere);
	if (doc->nrecs >= count(doc, odd) + MIN_RECS)
		remove_all(doc, odd);
	else
		kr_rec_filter_remove(doc, odd);
}
