/* Gathers names of the site, from the page and from its address. */
#include "extract/meta/title/title_names_priv.h"

#include <string.h>
#include <strings.h>

#include "extract/data/json_ld_priv.h"
#include "extract/words/phrases_priv.h"
#include "kread/base/site.h"

enum {
	NAME_CHARS = 48, /* in kr_stat.chars; longer links are headlines */
	TEXTS = 150,     /* texts searched for a copyright line, from the end of the page */
	LINE_BYTES = 300,
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

void kr_title_sites_add(
        struct kr_title_names *a, const char *s, size_t len, enum kr_title_part part)
{
	struct kr_slice key;

	if (!s || !len || a->n == KR_TITLE_NAMES)
		return;
	key = kr_title_keys_get(a, (struct kr_slice){s, len});
	if (!key.len)
		return;
	a->v = kr_arena_grow(&a->page->arena, a->v, a->n, &a->cap, sizeof *a->v);
	a->v[a->n++] = (struct kr_title_name){
	        {kr_arena_dup(&a->page->arena, key.data, key.len), key.len}, part};
}

/* Whether the host is the page's own or a parent domain of it. */
static bool is_own_host(const struct kr_title_names *a, struct kr_slice host)
{
	const struct kr_slice own = a->url.host;

	if (kr_slice_starts(host, "www."))
		host = (struct kr_slice){host.data + 4, host.len - 4};
	return host.len && host.len <= own.len && kr_site_same_host(host, own) &&
	       !strncasecmp(host.data, own.data + own.len - host.len, host.len);
}

bool kr_title_sites_is_home(struct kr_slice path)
{
	return !path.len || kr_slice_eq(path, "/") || kr_slice_starts(path, "/index.");
}

enum link_target { HERE, HOME, ELSEWHERE };

static enum link_target target_of(const struct kr_title_names *a, const char *href)
{
	struct kr_url u;

	kr_url_split(href, strlen(href), &u);
	if (!u.path.len && !u.host.len)
		return HERE;
	if (a->url.path.len && u.path.len == a->url.path.len &&
	        !memcmp(u.path.data, a->url.path.data, u.path.len))
		return HERE;
	if (u.query.len || (u.host.len && !is_own_host(a, u.host)))
		return ELSEWHERE;
	return kr_title_sites_is_home(u.path) ? HOME : ELSEWHERE;
}

static void add_link(struct kr_title_names *a, int32_t i)
{
	const struct kr_dom *dom = &a->page->dom;
	const char *href = kr_dom_attr(dom, i, "href"), *alt;
	enum link_target target;
	int32_t img;

	if (kr_str_empty(href) || a->page->stat[i].chars > NAME_CHARS)
		return;
	target = target_of(a, href);
	if (target == HERE)
		return;
	img = target == HOME ? kr_dom_find(dom, i, dom->nodes[i].end, KR_TAG_img) : -1;
	if (img >= 0 && (alt = kr_dom_attr(dom, img, "alt")) != NULL)
		kr_title_sites_add(a, alt, strlen(alt), KR_TITLE_PART_SITE);
	if (!a->page->stat[i].chars)
		return;
	kr_str_clear(&a->text);
	kr_dom_inner_text(dom, i, &a->text);
	kr_title_sites_add(a, a->text.data, a->text.len,
	        target == HOME ? KR_TITLE_PART_SITE : KR_TITLE_PART_SECTION);
}

static void add_copyright(struct kr_title_names *a, const struct kr_matcher *search, int32_t i)
{
	const struct kr_slice t = kr_dom_text(&a->page->dom, i);
	struct kr_slice key;

	if (a->ncopyright == KR_TITLE_COPYRIGHT_LINES || t.len > LINE_BYTES ||
	        !kr_matcher_find(search, t))
		return;
	key = kr_title_keys_get(a, t);
	a->copyright[a->ncopyright++] =
	        (struct kr_slice){kr_arena_dup(&a->page->arena, key.data, key.len), key.len};
}

static void add_json_ld(struct kr_title_names *a)
{
	static const char *const types[] = {"WebSite", "Organization", "NewsMediaOrganization"};

	for (size_t i = 0; i < a->page->njson_ld && i < 40; i++)
		for (size_t k = 0; k < COUNT(types); k++) {
			const char *name =
			        kr_json_ld_is(a->page->json_ld[i], types[k])
			                ? kr_json_ld_line(a->page,
			                          kr_js_value_get(a->page->json_ld[i], "name"))
			                : NULL;

			kr_title_sites_add(a, name, name ? strlen(name) : 0, KR_TITLE_PART_SITE);
		}
}

/* For news.example.com adds "example", "example.com" and "news.example.com". */
static void add_host(struct kr_title_names *a)
{
	struct kr_slice h = a->url.host;

	if (kr_slice_starts(h, "www."))
		h = (struct kr_slice){h.data + 4, h.len - 4};
	for (const char *dot; (dot = memchr(h.data ? h.data : "", '.', h.len)) != NULL;) {
		const size_t n = (size_t)(dot - h.data);

		kr_title_sites_add(a, h.data, h.len, KR_TITLE_PART_SITE);
		if (n >= KR_TITLE_KEY_MIN)
			kr_title_sites_add(a, h.data, n, KR_TITLE_PART_SITE);
		h = (struct kr_slice){dot + 1, h.len - n - 1};
	}
}

/* Whether the stated name of the site is the title of this page with something added. */
static bool contains_title(struct kr_title_names *a, const char *site)
{
	const struct kr_slice key = kr_title_keys_get(a, kr_slice_of(site));

	return a->og.len >= KR_TITLE_KEY_MIN && key.len > a->og.len &&
	       kr_title_keys_contains(key, a->og);
}

void kr_title_sites_gather(struct kr_title_names *a)
{
	const struct kr_title_candidates *all = a->all;
	const struct kr_dom *dom = &a->page->dom;
	const char *section = a->page->doc->section;
	struct kr_matcher copyright;

	add_host(a);
	add_json_ld(a);
	a->og = kr_title_keys_keep(a, kr_slice_of(all->og ? all->og : ""));
	if (all->site && !contains_title(a, all->site))
		kr_title_sites_add(a, all->site, strlen(all->site), KR_TITLE_PART_SITE);
	kr_title_sites_add(a, section, section ? strlen(section) : 0, KR_TITLE_PART_SECTION);
	kr_title_sites_add(
	        a, all->kicker, all->kicker ? strlen(all->kicker) : 0, KR_TITLE_PART_SECTION);
	for (int32_t i = kr_dom_find(dom, 0, dom->n, KR_TAG_a); i >= 0 && a->n < KR_TITLE_NAMES;
	        i = kr_dom_find(dom, i + 1, dom->n, KR_TAG_a))
		add_link(a, i);
	kr_phrases_prepare(&copyright, KR_PHRASE(RIGHTS));
	for (int32_t i = dom->n - 1, texts = 0; i > 0 && texts < TEXTS; i--)
		if (dom->nodes[i].tag == KR_TAG_TEXT && !(dom->nodes[i].flags & KR_NF_BLANK)) {
			add_copyright(a, &copyright, i);
			texts++;
		}
}
