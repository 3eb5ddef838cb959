/* Removes names of the site and its sections from the candidates. */
#include "extract/meta/title/title_names_priv.h"

#include <string.h>

#include "extract/data/page_facts_priv.h"

enum {
	PARTED = 1u << KR_TS_TITLE_LEFT | 1u << KR_TS_TITLE_RIGHT | 1u << KR_TS_TITLE_MID |
	         1u << KR_TS_OG_LEFT | 1u << KR_TS_OG_RIGHT | 1u << KR_TS_H1_LEFT |
	         1u << KR_TS_H1_RIGHT,
	MAX_REMOVED = 8,
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Removes a candidate on the page of an article; on other pages, where the name of a product or
 * a forum may well be the title, leaves it to the model. */
static void drop(const struct kr_title_names *a, struct kr_title_candidates *all, size_t i)
{
	if (a->is_article) {
		memmove(&all->v[i], &all->v[i + 1], (all->n - i - 1) * sizeof *all->v);
		all->n--;
	} else {
		all->v[i].is_site_name = true;
	}
}

/* Drops the parts of a line that contain more than the stripped title, or what was removed. */
static void drop_longer(struct kr_title_names *a, struct kr_title_candidates *all, const char *line,
        struct kr_slice stripped, const struct kr_slice *removed, size_t nremoved)
{
	const struct kr_slice whole = kr_title_keys_keep(a, kr_slice_of(line)),
	                      inner = kr_title_keys_keep(a, stripped);
	struct kr_slice cut[MAX_REMOVED];

	for (size_t k = 0; k < nremoved; k++)
		cut[k] = kr_title_keys_keep(a, removed[k]);
	for (size_t i = all->n; i-- > 0;) {
		const struct kr_title *t = &all->v[i];
		const bool shown = (t->sources & KR_TITLE_SHOWN) != 0,
		           within = !shown && kr_title_keys_contains(whole, t->key);
		bool drops =
		        within && t->key.len > inner.len && kr_title_keys_contains(t->key, inner);

		for (size_t k = 0; k < nremoved && !drops; k++)
			drops = kr_title_keys_same(cut[k], t->key)
			                ? !shown || kr_title_parts_classify(a, removed[k]) ==
			                                    KR_TITLE_PART_SITE
			                : within && cut[k].len >= KR_TITLE_KEY_MIN &&
			                          kr_title_keys_contains(t->key, cut[k]);
		if (drops && !(t->sources & 1u << KR_TS_STRIPPED))
			drop(a, all, i);
	}
}

/* Drops parts of a headline: those split at a colon, or at a comma if the site was removed at
 * another separator, and all parts if two sources have the whole, unless the page shows the
 * part. */
static void drop_parts(const struct kr_title_names *a, struct kr_title_candidates *all,
        struct kr_slice whole, bool bare, bool confirmed)
{
	for (size_t i = all->n; i-- > 0;) {
		const struct kr_title *t = &all->v[i];
		const bool inner = t->separator == KR_TITLE_SEP_COLON_WIDE ||
		                   t->separator == KR_TITLE_SEP_COLON ||
		                   (bare && t->separator == KR_TITLE_SEP_COMMA);

		if (!(t->sources & ~(uint32_t)PARTED) && (confirmed || inner) &&
		        t->key.len < whole.len && kr_title_keys_contains(whole, t->key))
			drop(a, all, i);
	}
}

/* Whether an h1 is not a name. */
static bool has_headline(const struct kr_title_candidates *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].sources & 1u << KR_TS_H1 && !all->v[i].name_kind)
			return true;
	return false;
}

/* The site's name is the title only if heading and title element are nothing else, or there is
 * no other candidate. */
static void drop_sites(struct kr_title_names *a, struct kr_title_candidates *all)
{
	const uint32_t confirmed = 1u << KR_TS_H1 | 1u << KR_TS_TITLE;
	size_t names = 0;
	bool headline;

	for (size_t i = 0; i < all->n; i++) {
		all->v[i].name_kind =
		        (uint8_t)kr_title_parts_classify(a, kr_slice_of(all->v[i].text));
		names += all->v[i].name_kind > KR_TITLE_PART_OTHER;
	}
	headline = has_headline(all);
	for (size_t i = all->n; i-- > 0 && names < all->n;)
		if ((all->v[i].name_kind == KR_TITLE_PART_SITE ||
		            (all->v[i].name_kind >= KR_TITLE_PART_WORDED && headline &&
		                    all->v[i].sources & 1u << KR_TS_TITLE)) &&
		        !(all->v[i].sources & 1u << KR_TS_STRIPPED) &&
		        (all->v[i].sources & confirmed) != confirmed) {
			drop(a, all, i);
			names--;
		}
}

/* Whether the page shows a headline, and not many, as lists do. */
static bool has_shown_headline(const struct kr_title_candidates *all)
{
	enum { MANY = 5 };
	size_t shown = 0;

	for (size_t i = 0; i < all->n; i++) {
		const bool is = all->v[i].sources & KR_TITLE_SHOWN && !all->v[i].name_kind &&
		                all->v[i].key.len >= KR_TITLE_KEY_MIN;

		if (is && all->v[i].sources & 1u << KR_TS_H1)
			return true;
		shown += is;
	}
	return shown && shown < MANY;
}

/* Drops a title that names only the site and its sections, and its parts, if the page shows a
 * headline. */
static void drop_generic(struct kr_title_names *a, struct kr_title_candidates *all)
{
	if (!all->title || !has_shown_headline(all) ||
	        !kr_title_parts_all_names(a, kr_slice_of(all->title)))
		return;
	for (size_t i = all->n; i-- > 0;)
		if (!(all->v[i].sources & KR_TITLE_SHOWN) &&
		        (all->v[i].name_kind ||
		                kr_title_parts_all_names(a, kr_slice_of(all->v[i].text))))
			drop(a, all, i);
}

/* Whether a heading ends with the name of the site, as some do that repeat the title element. */
static bool ends_with_site(
        struct kr_title_names *a, const struct kr_title *t, struct kr_title_cut *ret)
{
	return t->sources & 1u << KR_TS_H1 && kr_title_parts_last(kr_slice_of(t->text), ret) &&
	       !ret->colon && kr_title_parts_classify(a, ret->part) == KR_TITLE_PART_SITE &&
	       kr_title_parts_classify(a, ret->rest) == KR_TITLE_PART_OTHER;
}

/* Has a heading that ends with the name of the site give its sources and its place to the
 * candidate without the name. */
static void trim_headings(struct kr_title_names *a, struct kr_title_candidates *all)
{
	struct kr_title_cut cut;

	for (size_t i = all->n; i-- > 0;) {
		const struct kr_title was = all->v[i];
		struct kr_title *t =
		        ends_with_site(a, &was, &cut)
		                ? kr_title_candidates_add(a->page, all, cut.rest, KR_TS_STRIPPED)
		                : NULL;

		if (!t)
			continue;
		t->sources |= was.sources;
		if (t->h1_rank < 0) {
			t->node = was.node;
			t->pos = was.pos;
			t->h1_rank = was.h1_rank;
		}
		if (all->h1 && !strcmp(all->h1, was.text))
			all->h1 = t->text;
		memmove(&all->v[i], &all->v[i + 1], (all->n - i - 1) * sizeof *all->v);
		all->n--;
	}
}

static bool may_be_article(struct kr_page *page)
{
	const unsigned others = 1u << KR_PAGE_KIND_FORUM | 1u << KR_PAGE_KIND_PRODUCT |
	                        1u << KR_PAGE_KIND_LIST | 1u << KR_PAGE_KIND_DOC |
	                        1u << KR_PAGE_KIND_SERVICE;
	const struct kr_page_kind *kind = &page->facts->kind;

	return !((others >> kind->kind | others >> kind->json_ld | others >> kind->og) & 1) &&
	       kind->generator != KR_GENERATOR_FORUM;
}

/* "/", "/index.html", "/?from=mail"; but "/?p=31" is an article. */
static bool is_front_page(const struct kr_url *u)
{
	const char *is = u->query.len ? memchr(u->query.data, '=', u->query.len) : NULL;

	if (is && is + 1 < u->query.data + u->query.len && is[1] >= '0' && is[1] <= '9')
		return false;
	return kr_title_sites_is_home(u->path);
}

/* Whether og:title has the words of a site's name and is one end of the title element. */
static bool is_at_an_end(struct kr_title_names *a, const char *title, const char *og)
{
	struct kr_title_cut c;

	if (kr_title_parts_classify(a, kr_slice_of(og)) < KR_TITLE_PART_WORDED)
		return false;
	return (kr_title_parts_last(kr_slice_of(title), &c) && kr_slice_eq(c.part, og)) ||
	       (kr_title_parts_first(kr_slice_of(title), &c) && kr_slice_eq(c.part, og));
}

void kr_title_names_find(struct kr_page *page, struct kr_title_candidates *all)
{
	struct kr_title_names a = {.page = page, .all = all};
	const char *lines[] = {all->title, all->og};

	if (page->in->url)
		kr_url_split(page->in->url, strlen(page->in->url), &a.url);
	if (page->in->url && is_front_page(&a.url))
		return;
	a.is_article = may_be_article(page);
	kr_str_init(&a.key);
	kr_str_init(&a.text);
	kr_title_sites_gather(&a);
	if (all->og && all->title && is_at_an_end(&a, all->title, all->og))
		kr_title_sites_add(&a, all->og, strlen(all->og), KR_TITLE_PART_SITE);
	for (size_t i = 0; i < COUNT(lines); i++) {
		struct kr_slice removed[MAX_REMOVED], stripped;
		const struct kr_title *t;
		bool confirmed = false;
		size_t nremoved = 0;

		if (!lines[i] || (i && all->title && !strcmp(lines[i], all->title)))
			continue;
		stripped =
		        kr_title_trim(&a, kr_slice_of(lines[i]), removed, &nremoved, MAX_REMOVED);
		if (nremoved && (t = kr_title_candidates_add(
		                         page, all, stripped, KR_TS_STRIPPED)) != NULL) {
			confirmed = t->sources & KR_TITLE_WHOLE;
			drop_longer(&a, all, lines[i], stripped, removed, nremoved);
		}
		drop_parts(&a, all, kr_title_keys_keep(&a, stripped), nremoved > 0, confirmed);
	}
	trim_headings(&a, all);
	drop_sites(&a, all);
	drop_generic(&a, all);
	kr_str_fini(&a.key);
	kr_str_fini(&a.text);
}
