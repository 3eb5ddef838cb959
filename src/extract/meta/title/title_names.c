#include "extract/meta/title/title_candidates_priv.h"

#include <string.h>
#include <strings.h>

#include "extract/data/page_facts_priv.h"
#include "extract/data/json_ld_priv.h"
#include "kread/base/site.h"
#include "kread/base/url.h"
#include "kread/base/utf8.h"

enum {
	NAMES = 600,
	NAME_CHARS = 48,  /* as kr_stat counts: longer links are headlines */
	GUESS_BYTES = 24, /* of a name of which nothing tells that it is one */
	NAME_BYTES = 40,  /* of a name that nothing confirms */
	TEXTS = 150, /* from the end of the page, among which the line about rights is looked for */
	LINES = 6,   /* that tell whose the rights are */
	LINE_BYTES = 300,
	KEY_LEAST = 4, /* bytes: what is shorter stands in any text */
};

enum {
	SHOWN = 1u << KR_TS_H1 | 1u << KR_TS_H2 | 1u << KR_TS_H3 | 1u << KR_TS_CLASS |
	        1u << KR_TS_ITEM,
	WHOLE = 1u << KR_TS_OG | 1u << KR_TS_TWITTER | 1u << KR_TS_LD_ARTICLE | 1u << KR_TS_H1 |
	        1u << KR_TS_H2,
	PARTED = 1u << KR_TS_TITLE_LEFT | 1u << KR_TS_TITLE_RIGHT | 1u << KR_TS_TITLE_MID |
	         1u << KR_TS_OG_LEFT | 1u << KR_TS_OG_RIGHT | 1u << KR_TS_H1_LEFT |
	         1u << KR_TS_H1_RIGHT,
	GONE = 8,
};

/* What a part of a title is, by rising certainty: WORDED is worded as a site's name is, or stands
 * in the line about rights. */
enum part { OTHER, SECTION, WORDED, LIKE_SITE, SITE };

struct name {
	struct kr_slice key;
	enum part is;
};

struct names {
	struct kr_page *page;
	const struct kr_title_candidates *all;
	bool article; /* nothing says that the page is of another kind */
	struct name *v;
	size_t n, cap;
	struct kr_slice
	        og; /* key of og:title: a link that says the same leads to the page or its kin */
	struct kr_slice rights[LINES]; /* keys */
	size_t nrights;
	struct kr_url url;
	struct kr_str key, text;
};

static const char *const site_words[] = {
#define SITE_WORD(word) word,
#include "extract/meta/title/title_words.def"
#undef SITE_WORD
};

static const char *const section_words[] = {
#define SECTION_WORD(word) word,
#include "extract/meta/title/title_words.def"
#undef SECTION_WORD
};

static const char *const behind_words[] = {
#define BEHIND_WORD(word) word,
#include "extract/meta/title/title_words.def"
#undef BEHIND_WORD
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

static struct kr_slice key_of(struct names *a, struct kr_slice s)
{
	kr_str_clear(&a->key);
	if (s.data)
		kr_title_text_key(s.data, s.len, &a->key);
	return (struct kr_slice){a->key.data, a->key.len};
}

static struct kr_slice kept_key(struct names *a, struct kr_slice s)
{
	const struct kr_slice key = key_of(a, s);

	return (struct kr_slice){kr_arena_dup(&a->page->arena, key.data, key.len), key.len};
}

static bool same(struct kr_slice a, struct kr_slice b)
{
	return a.len && a.len == b.len && !memcmp(a.data, b.data, a.len);
}

static bool holds(struct kr_slice hay, struct kr_slice needle)
{
	return hay.data && needle.data &&
	       memmem(hay.data, hay.len, needle.data, needle.len) != NULL;
}

static void add_name(struct names *a, const char *s, size_t len, enum part is)
{
	struct kr_slice key;

	if (!s || !len || a->n == NAMES)
		return;
	key = key_of(a, (struct kr_slice){s, len});
	if (!key.len)
		return;
	a->v = kr_arena_grow(&a->page->arena, a->v, a->n, &a->cap, sizeof *a->v);
	a->v[a->n++] =
	        (struct name){{kr_arena_dup(&a->page->arena, key.data, key.len), key.len}, is};
}

/* --- the names that the page tells
 * ------------------------------------------------------------------------------------- */

/* Of the page's own host or one that it is part of. */
static bool is_own_host(const struct names *a, struct kr_slice host)
{
	const struct kr_slice own = a->url.host;

	if (kr_slice_starts(host, "www."))
		host = (struct kr_slice){host.data + 4, host.len - 4};
	return host.len && host.len <= own.len && kr_site_same_host(host, own) &&
	       !strncasecmp(host.data, own.data + own.len - host.len, host.len);
}

/* "", "/", "/index.html" */
static bool is_home(struct kr_slice path)
{
	return !path.len || kr_slice_eq(path, "/") || kr_slice_starts(path, "/index.");
}

enum target { HERE, HOME, ELSEWHERE };

static enum target target_of(const struct names *a, const char *href)
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
	return is_home(u.path) ? HOME : ELSEWHERE;
}

static void from_link(struct names *a, int32_t i)
{
	const struct kr_dom *dom = &a->page->dom;
	const char *href = kr_dom_attr(dom, i, "href"), *alt;
	enum target target;
	int32_t img;

	if (kr_str_empty(href) || a->page->stat[i].chars > NAME_CHARS)
		return;
	target = target_of(a, href);
	if (target == HERE)
		return;
	img = target == HOME ? kr_dom_find(dom, i, dom->nodes[i].end, KR_TAG_img) : -1;
	if (img >= 0 && (alt = kr_dom_attr(dom, img, "alt")) != NULL)
		add_name(a, alt, strlen(alt), SITE);
	if (!a->page->stat[i].chars)
		return;
	kr_str_clear(&a->text);
	kr_dom_inner_text(dom, i, &a->text);
	add_name(a, a->text.data, a->text.len, target == HOME ? SITE : SECTION);
}

static void from_text(struct names *a, int32_t i)
{
	static const char *const words[] = {"©", "copyright", " (c)", "版权", "版權"};
	const struct kr_slice t = kr_dom_text(&a->page->dom, i);
	struct kr_slice key;

	if (a->nrights == LINES || t.len > LINE_BYTES || !kr_slice_ihas_any(t, words, COUNT(words)))
		return;
	key = key_of(a, t);
	a->rights[a->nrights++] =
	        (struct kr_slice){kr_arena_dup(&a->page->arena, key.data, key.len), key.len};
}

static void from_objects(struct names *a)
{
	static const char *const types[] = {"WebSite", "Organization", "NewsMediaOrganization"};

	for (size_t i = 0; i < a->page->nld && i < 40; i++)
		for (size_t k = 0; k < COUNT(types); k++) {
			const char *name =
			        kr_json_ld_is(a->page->ld[i], types[k])
			                ? kr_json_ld_line(
			                          a->page, kr_js_value_get(a->page->ld[i], "name"))
			                : NULL;

			add_name(a, name, name ? strlen(name) : 0, SITE);
		}
}

/* news.example.com is the site "example", "example.com" and "news.example.com". */
static void from_host(struct names *a)
{
	struct kr_slice h = a->url.host;

	if (kr_slice_starts(h, "www."))
		h = (struct kr_slice){h.data + 4, h.len - 4};
	for (const char *dot; (dot = memchr(h.data ? h.data : "", '.', h.len)) != NULL;) {
		const size_t n = (size_t)(dot - h.data);

		add_name(a, h.data, h.len, SITE);
		if (n >= KEY_LEAST)
			add_name(a, h.data, n, SITE);
		h = (struct kr_slice){dot + 1, h.len - n - 1};
	}
}

/* What is said to be the site's name is this page's title with more. */
static bool holds_title(struct names *a, const char *site)
{
	const struct kr_slice key = key_of(a, kr_slice_of(site));

	return a->og.len >= KEY_LEAST && key.len > a->og.len && holds(key, a->og);
}

static void gather(struct names *a, const struct kr_title_candidates *all)
{
	const struct kr_dom *dom = &a->page->dom;
	const char *section = a->page->doc->section;

	from_host(a);
	from_objects(a);
	a->og = kept_key(a, kr_slice_of(all->og ? all->og : ""));
	if (all->site && !holds_title(a, all->site))
		add_name(a, all->site, strlen(all->site), SITE);
	add_name(a, section, section ? strlen(section) : 0, SECTION);
	for (int32_t i = kr_dom_find(dom, 0, dom->n, KR_TAG_a); i >= 0 && a->n < NAMES;
	        i = kr_dom_find(dom, i + 1, dom->n, KR_TAG_a))
		from_link(a, i);
	for (int32_t i = dom->n - 1, texts = 0; i > 0 && texts < TEXTS; i--)
		if (dom->nodes[i].tag == KR_TAG_TEXT && !(dom->nodes[i].flags & KR_NF_BLANK)) {
			from_text(a, i);
			texts++;
		}
}

/* --- lines and their parts
 * ------------------------------------------------------------------------------------------ */

struct cut {
	struct kr_slice part, rest;
	bool colon;
};

static bool first_cut(struct kr_slice s, struct cut *ret)
{
	for (size_t i = 1; i < s.len; i++) {
		const size_t n = kr_title_text_break(s.data, s.len, i, &ret->colon);

		if (!n || i + n >= s.len)
			continue;
		ret->part = kr_slice_trim((struct kr_slice){s.data, i});
		ret->rest = kr_slice_trim((struct kr_slice){s.data + i + n, s.len - i - n});
		return ret->part.len && ret->rest.len;
	}
	return false;
}

static bool last_cut(struct kr_slice s, struct cut *ret)
{
	bool found = false, colon;

	for (size_t i = 1; i < s.len; i++) {
		const size_t n = kr_title_text_break(s.data, s.len, i, &colon);

		if (!n || i + n >= s.len)
			continue;
		ret->rest = kr_slice_trim((struct kr_slice){s.data, i});
		ret->part = kr_slice_trim((struct kr_slice){s.data + i + n, s.len - i - n});
		ret->colon = colon;
		found = ret->part.len && ret->rest.len;
		i += n - 1;
	}
	return found;
}

/* --- what a part is ----------------------------------------------------------------------- */

static bool ends_with_word(struct kr_slice part, const char *const *words, size_t n)
{
	for (size_t k = 0; k < n; k++) {
		const size_t len = strlen(words[k]);

		if (part.len < len ||
		        !kr_slice_ieq((struct kr_slice){part.data + part.len - len, len}, words[k]))
			continue;
		if ((unsigned char)*words[k] >= 0x80
		                ? part.len > len
		                : part.len == len || part.data[part.len - len - 1] == ' ')
			return true;
	}
	return false;
}

static bool is_one_of(struct kr_slice part, const char *const *words, size_t n)
{
	for (size_t k = 0; k < n; k++)
		if (kr_slice_ieq(part, words[k]))
			return true;
	return false;
}

static bool is_section_word(struct kr_slice part)
{
	if (is_one_of(part, section_words, COUNT(section_words)))
		return true;
	for (size_t k = 0; k < COUNT(behind_words); k++)
		if (part.len > strlen(behind_words[k]) && kr_slice_ends(part, behind_words[k]) &&
		        is_one_of((struct kr_slice){part.data, part.len - strlen(behind_words[k])},
		                section_words, COUNT(section_words)))
			return true;
	return false;
}

static bool is_domain(struct kr_slice part)
{
	const char *dot = memrchr(part.data, '.', part.len);
	const size_t behind = dot ? (size_t)(part.data + part.len - dot - 1) : 0;

	return behind >= 2 && behind <= 4 && dot > part.data && !memchr(part.data, ' ', part.len);
}

static size_t words_of(struct kr_slice part)
{
	size_t n = 1;

	for (size_t i = 0; i < part.len; i++)
		n += part.data[i] == ' ';
	return n;
}

/* "The Gazette" and "Gazette" are one. */
static struct kr_slice without_the(struct kr_slice key)
{
	return kr_slice_starts(key, "the") && key.len > 6
	               ? (struct kr_slice){key.data + 3, key.len - 3}
	               : key;
}

static bool alike(struct kr_slice a, struct kr_slice b)
{
	a = without_the(a);
	b = without_the(b);
	if (a.len < KEY_LEAST || b.len < KEY_LEAST || a.len * 4 < b.len * 3 ||
	        b.len * 4 < a.len * 3)
		return false;
	return holds(a, b) || holds(b, a);
}

/* A short name that ends as names of sites do. */
static bool is_worded(struct kr_slice part)
{
	struct cut c;

	return part.len <= NAME_BYTES && words_of(part) <= 5 && !first_cut(part, &c) &&
	       ends_with_word(part, site_words, COUNT(site_words));
}

static enum part what_is(struct names *a, struct kr_slice part)
{
	const struct kr_slice key = key_of(a, part);
	enum part is = is_section_word(part) ? SECTION : OTHER;

	for (size_t i = 0; i < a->n && is < SITE; i++) {
		const struct name *name = &a->v[i];

		if (name->is > is && same(key, name->key) &&
		        (name->is == SITE || !same(key, a->og)))
			is = name->is;
		else if (name->is == SITE && is < LIKE_SITE && alike(key, name->key))
			is = LIKE_SITE;
	}
	if (is)
		return is;
	for (size_t i = 0; i < a->nrights && key.len >= KEY_LEAST; i++)
		if (holds(a->rights[i], key))
			return WORDED;
	if (is_domain(part))
		return LIKE_SITE;
	return is_worded(part) ? WORDED : OTHER;
}

/* --- a title without them
 * ---------------------------------------------------------------------------------------------- */

/* 【site】headline */
static bool bracketed(struct kr_slice s, struct cut *ret)
{
	static const char open[] = "【", close[] = "】";
	const char *end =
	        kr_slice_starts(s, open) ? memmem(s.data, s.len, close, strlen(close)) : NULL;

	if (!end)
		return false;
	ret->colon = false;
	ret->part = (struct kr_slice){s.data + strlen(open), (size_t)(end - s.data) - strlen(open)};
	end += strlen(close);
	ret->rest = kr_slice_trim((struct kr_slice){end, (size_t)(s.data + s.len - end)});
	return ret->rest.len > 0;
}

/* Whether an element of the page shows just this. */
static bool is_shown(struct names *a, struct kr_slice s)
{
	const struct kr_slice key = key_of(a, s);

	for (size_t i = 0; i < a->all->n; i++)
		if (a->all->v[i].sources & SHOWN && same(a->all->v[i].key, key))
			return true;
	return false;
}

/* Whether a heading or og:title is the whole line. */
static bool is_whole(struct names *a, struct kr_slice s)
{
	const struct kr_slice key = key_of(a, s);

	for (size_t i = 0; i < a->all->n; i++)
		if (a->all->v[i].sources & (WHOLE | SHOWN) && same(a->all->v[i].key, key))
			return true;
	return false;
}

/* Nothing tells what stands behind the last sign: a name, if it is as short as one beside the rest
 * ("Rivermark", but not "Part 2"). */
static bool is_guessed(struct names *a, struct kr_slice line, const struct cut *c)
{
	const struct kr_slice part = c->part;
	const bool begins =
	        (unsigned char)*part.data >= 0x80 || (*part.data >= 'A' && *part.data <= 'Z');
	const char last = part.data[part.len - 1];

	if (c->colon || !begins || part.len > GUESS_BYTES || words_of(part) > 3 ||
	        part.len * 3 > c->rest.len * 2)
		return false;
	return !(last >= '0' && last <= '9' && memchr(part.data, ' ', part.len)) &&
	       !is_whole(a, line);
}

/* What is left of a line without the names of the site and its sections at both ends. Those are
 * appended to gone. */
static struct kr_slice strip(
        struct names *a, struct kr_slice s, struct kr_slice *gone, size_t *ngone, size_t max)
{
	const struct kr_slice line = s;
	struct cut c;
	bool site_first = false;

	while (*ngone < max && last_cut(s, &c)) {
		const enum part is = what_is(a, c.part);
		const bool guessed = is == OTHER && !*ngone && what_is(a, c.rest) == OTHER &&
		                     is_guessed(a, line, &c);

		if (!guessed && (is == OTHER || (c.colon && is < SITE) || what_is(a, c.rest) >= is))
			break;
		gone[(*ngone)++] = c.part;
		s = c.rest;
	}
	while (*ngone < max && (bracketed(s, &c) || first_cut(s, &c))) {
		const enum part is = what_is(a, c.part);

		if (is == OTHER || (c.colon && is < SITE) ||
		        (is == SECTION && !site_first && !is_shown(a, c.rest)) ||
		        (is <= LIKE_SITE && c.rest.len <= c.part.len) ||
		        (is == WORDED && (unsigned char)*c.part.data < 0x80) ||
		        what_is(a, c.rest) >= is)
			break;
		gone[(*ngone)++] = c.part;
		s = c.rest;
		site_first = true;
	}
	return s;
}

/* --- candidates --------------------------------------------------------------------------- */

/* On the page of an article it goes; elsewhere, where the name of a product or a forum may well be
 * the title, the model is told. */
static void drop(const struct names *a, struct kr_title_candidates *all, size_t i)
{
	if (a->article) {
		memmove(&all->v[i], &all->v[i + 1], (all->n - i - 1) * sizeof *all->v);
		all->n--;
	} else {
		all->v[i].away = true;
	}
}

/* Without the parts of a line that have more than the core or what was cut off from it. */
static void drop_dressed(struct names *a, struct kr_title_candidates *all, const char *line,
        struct kr_slice core, const struct kr_slice *gone, size_t ngone)
{
	const struct kr_slice whole = kept_key(a, kr_slice_of(line)), inner = kept_key(a, core);
	struct kr_slice cut[GONE];

	for (size_t k = 0; k < ngone; k++)
		cut[k] = kept_key(a, gone[k]);
	for (size_t i = all->n; i-- > 0;) {
		const struct kr_title *t = &all->v[i];
		const bool shown = (t->sources & SHOWN) != 0,
		           within = !shown && holds(whole, t->key);
		bool away = within && t->key.len > inner.len && holds(t->key, inner);

		for (size_t k = 0; k < ngone && !away; k++)
			away = same(cut[k], t->key)
			               ? !shown || what_is(a, gone[k]) == SITE
			               : within && cut[k].len >= KEY_LEAST && holds(t->key, cut[k]);
		if (away && !(t->sources & 1u << KR_TS_CORE))
			drop(a, all, i);
	}
}

/* A headline is not cut: not at a colon, nor at a comma if the site was behind another sign, and
 * nowhere if two sources have it whole, unless the page shows the part. */
static void drop_halves(const struct names *a, struct kr_title_candidates *all,
        struct kr_slice whole, bool bare, bool confirmed)
{
	for (size_t i = all->n; i-- > 0;) {
		const struct kr_title *t = &all->v[i];
		const bool inner = t->separator == KR_TITLE_SEP_COLON_WIDE ||
		                   t->separator == KR_TITLE_SEP_COLON ||
		                   (bare && t->separator == KR_TITLE_SEP_COMMA);

		if (!(t->sources & ~(uint32_t)PARTED) && (confirmed || inner) &&
		        t->key.len < whole.len && holds(whole, t->key))
			drop(a, all, i);
	}
}

/* Whether the page has a heading that is no name. */
static bool has_headline(const struct kr_title_candidates *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].sources & 1u << KR_TS_H1 && !all->v[i].name)
			return true;
	return false;
}

/* The site's name is the title of its front page only, or where heading and title element are
 * nothing but it. */
static void drop_sites(struct names *a, struct kr_title_candidates *all)
{
	const uint32_t confirmed = 1u << KR_TS_H1 | 1u << KR_TS_TITLE;
	size_t names = 0;
	bool headline;

	for (size_t i = 0; i < all->n; i++) {
		all->v[i].name = (uint8_t)what_is(a, kr_slice_of(all->v[i].text));
		names += all->v[i].name > OTHER;
	}
	headline = has_headline(all);
	for (size_t i = all->n; i-- > 0 && names < all->n;)
		if ((all->v[i].name == SITE || (all->v[i].name >= WORDED && headline &&
		                                       all->v[i].sources & 1u << KR_TS_TITLE)) &&
		        !(all->v[i].sources & 1u << KR_TS_CORE) &&
		        (all->v[i].sources & confirmed) != confirmed) {
			drop(a, all, i);
			names--;
		}
}

static bool may_be_article(struct kr_page *page)
{
	const unsigned others = 1u << KR_PAGE_KIND_FORUM | 1u << KR_PAGE_KIND_PRODUCT |
	                        1u << KR_PAGE_KIND_LIST | 1u << KR_PAGE_KIND_DOC |
	                        1u << KR_PAGE_KIND_SERVICE;
	const struct kr_page_kind *kind = &page->facts->kind;

	return !((others >> kind->kind | others >> kind->ld | others >> kind->og) & 1) &&
	       kind->maker != KR_PAGE_KIND_MADE_BY_FORUM;
}

/* "/", "/index.html", "/?from=mail"; but "/?p=31" is an article. */
static bool is_front(const struct kr_url *u)
{
	const char *is = u->query.len ? memchr(u->query.data, '=', u->query.len) : NULL;

	if (is && is + 1 < u->query.data + u->query.len && is[1] >= '0' && is[1] <= '9')
		return false;
	return is_home(u->path);
}

/* Whether og:title is worded as a site's name and is but one end of the title element. */
static bool is_at_an_end(struct names *a, const char *title, const char *og)
{
	struct cut c;

	if (what_is(a, kr_slice_of(og)) < WORDED)
		return false;
	return (last_cut(kr_slice_of(title), &c) && kr_slice_eq(c.part, og)) ||
	       (first_cut(kr_slice_of(title), &c) && kr_slice_eq(c.part, og));
}

void kr_title_names_find(struct kr_page *page, struct kr_title_candidates *all)
{
	struct names a = {.page = page, .all = all};
	const char *lines[] = {all->title, all->og};

	if (page->in->url)
		kr_url_split(page->in->url, strlen(page->in->url), &a.url);
	if (page->in->url && is_front(&a.url))
		return;
	a.article = may_be_article(page);
	kr_str_init(&a.key);
	kr_str_init(&a.text);
	gather(&a, all);
	if (all->og && all->title && is_at_an_end(&a, all->title, all->og))
		add_name(&a, all->og, strlen(all->og), SITE);
	for (size_t i = 0; i < COUNT(lines); i++) {
		struct kr_slice gone[GONE], core;
		const struct kr_title *t;
		bool confirmed = false;
		size_t ngone = 0;

		if (!lines[i] || (i && all->title && !strcmp(lines[i], all->title)))
			continue;
		core = strip(&a, kr_slice_of(lines[i]), gone, &ngone, GONE);
		if (ngone && (t = kr_title_candidates_add(page, all, core, KR_TS_CORE)) != NULL) {
			confirmed = t->sources & WHOLE;
			drop_dressed(&a, all, lines[i], core, gone, ngone);
		}
		drop_halves(&a, all, kept_key(&a, core), ngone > 0, confirmed);
	}
	drop_sites(&a, all);
	kr_str_fini(&a.key);
	kr_str_fini(&a.text);
}
