#include "extract/meta/links_priv.h"
#include "extract/data/page_facts_priv.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "kread/base/site.h"
#include "kread/base/url.h"

enum { MAX_FEEDS = 30, PAGE_MAX = 200, LABEL_MAX = 40 };

static bool is_front(const char *url)
{
	struct kr_url u;

	kr_url_split(url, strlen(url), &u);
	return u.path.len <= 1 && !u.query.len;
}

/* --- rel tokens --------------------------------------------------------------------------- */

static bool has_token(struct kr_slice list, const char *word)
{
	for (size_t i = 0, n; i < list.len; i += n + 1) {
		n = 0;
		while (i + n < list.len && !isspace((unsigned char)list.data[i + n]))
			n++;
		if (kr_slice_ieq((struct kr_slice){list.data + i, n}, word))
			return true;
	}
	return false;
}

static struct kr_slice attr(const struct kr_dom *dom, int32_t i, const char *name)
{
	return kr_slice_trim(kr_slice_of(kr_dom_attr(dom, i, name)));
}

/* --- own address -------------------------------------------------------------------------- */

static const char *acceptable(struct kr_page *page, const char *ref)
{
	const char *url = kr_page_url(page, ref), *from = page->in->url;

	if (!url || !kr_url_is_web(url) || is_front(url))
		return NULL;
	return from && kr_url_is_web(from) && !kr_site_same(url, from) ? NULL : url;
}

void kr_links_own(struct kr_page *page)
{
	const struct kr_page_facts *facts = page->facts;
	const struct kr_dom *dom = &page->dom;
	const char *url = NULL;

	for (int32_t i = kr_dom_find(dom, 0, dom->n, KR_TAG_link); i >= 0 && !url;
	        i = kr_dom_find(dom, i + 1, dom->n, KR_TAG_link))
		if (has_token(attr(dom, i, "rel"), "canonical"))
			url = acceptable(page, kr_dom_attr(dom, i, "href"));
	for (size_t k = 0; k < facts->nmetas && !url; k++)
		if (kr_slice_ieq(kr_slice_trim(kr_slice_of(facts->metas[k].property)), "og:url") ||
		        kr_slice_ieq(kr_slice_trim(kr_slice_of(facts->metas[k].name)), "og:url"))
			url = acceptable(page, facts->metas[k].content);
	page->own_url = url;
}

/* --- feeds -------------------------------------------------------------------------------- */

static bool is_feed_type(struct kr_slice type)
{
	static const char *const types[] = {"application/rss+xml", "application/atom+xml",
	        "application/feed+json", "application/rdf+xml", "application/x.atom+xml",
	        "text/rss+xml", "text/xml", "application/xml"};
	const char *semicolon = memchr(type.data, ';', type.len);

	if (semicolon)
		type = kr_slice_trim((struct kr_slice){type.data, (size_t)(semicolon - type.data)});
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (kr_slice_ieq(type, types[i]))
			return true;
	return false;
}

static bool is_feed(struct kr_slice rel, struct kr_slice type)
{
	if (has_token(rel, "stylesheet") || has_token(rel, "icon"))
		return false;
	return has_token(rel, "feed")
	               ? !type.len || is_feed_type(type) || kr_slice_ieq(type, "application/json")
	               : has_token(rel, "alternate") && is_feed_type(type);
}

static void add_feed(
        struct kr_page *page, struct kr_slice ref, struct kr_slice title, struct kr_slice type)
{
	struct kr_doc *doc = page->doc;
	struct kr_feed *feed;
	const char *url;

	if (doc->nfeeds >= MAX_FEEDS)
		return;
	url = kr_page_url(page, kr_arena_dup(&page->arena, ref.data, ref.len));
	if (!url || !kr_url_is_web(url))
		return;
	for (size_t i = 0; i < doc->nfeeds; i++)
		if (!strcmp(doc->feeds[i].url, url))
			return;
	feed = kr_doc_add_feed(doc);
	feed->url = url;
	feed->title = kr_doc_line(doc, title.data, title.len);
	feed->type = kr_doc_line(doc, type.data, type.len);
}

/* The value of a parameter of a Link header (RFC 8288) in [p, end): name=token or name="quoted". */
static struct kr_slice parameter(const char *p, const char *end, const char *name)
{
	while (p < end) {
		struct kr_slice key = {p, 0}, value;
		const char *stop;

		while (p < end && *p != '=' && *p != ';')
			p++;
		key.len = (size_t)(p - key.data);
		if (p >= end || *p++ == ';') {
			continue;
		}
		if (p < end && *p == '"') {
			p++;
			stop = memchr(p, '"', (size_t)(end - p));
		} else {
			stop = memchr(p, ';', (size_t)(end - p));
		}
		stop = stop ? stop : end;
		value = (struct kr_slice){p, (size_t)(stop - p)};
		p = stop < end ? stop + 1 : end;
		while (key.len && (*key.data == ';' || isspace((unsigned char)*key.data))) {
			key.data++;
			key.len--;
		}
		if (kr_slice_ieq(kr_slice_trim(key), name))
			return kr_slice_trim(value);
	}
	return kr_slice_of(NULL);
}

/* Where the parameters of one link end: at a comma outside of quotes. */
static const char *link_end(const char *p)
{
	bool quoted = false;

	for (; *p && (quoted || *p != ','); p++)
		quoted ^= *p == '"';
	return p;
}

static void feeds_of_header(struct kr_page *page)
{
	for (const char *p = page->in->link_header; p && *p;) {
		const char *open = strchr(p, '<'), *close = open ? strchr(open, '>') : NULL, *end;
		struct kr_slice type;

		if (!close)
			return;
		end = link_end(close + 1);
		type = parameter(close + 1, end, "type");
		if (is_feed(parameter(close + 1, end, "rel"), type))
			add_feed(page,
			        kr_slice_trim(
			                (struct kr_slice){open + 1, (size_t)(close - open - 1)}),
			        parameter(close + 1, end, "title"), type);
		p = end;
	}
}

/* A link in the page that can only be a feed, for pages that declare none. */
static bool looks_like_feed(const char *href)
{
	static const char *const ends[] = {"/feed", "/rss", "/atom", "rss.xml", "atom.xml",
	        "feed.xml", "index.xml", ".rss", ".atom", "/feeds/posts/default"};
	struct kr_url u;
	struct kr_slice path;

	kr_url_split(href, strlen(href), &u);
	path = u.path;
	if (path.len && path.data[path.len - 1] == '/')
		path.len--;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t n = strlen(ends[i]);

		if (path.len >= n && !strncasecmp(path.data + path.len - n, ends[i], n))
			return true;
	}
	return false;
}

static void find_feeds(struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;

	for (int32_t i = kr_dom_find(dom, 0, dom->n, KR_TAG_link); i >= 0;
	        i = kr_dom_find(dom, i + 1, dom->n, KR_TAG_link))
		if (is_feed(attr(dom, i, "rel"), attr(dom, i, "type")))
			add_feed(page, attr(dom, i, "href"), attr(dom, i, "title"),
			        attr(dom, i, "type"));
	feeds_of_header(page);
	if (page->doc->nfeeds)
		return;
	for (int32_t i = kr_dom_find(dom, 0, dom->n, KR_TAG_a); i >= 0;
	        i = kr_dom_find(dom, i + 1, dom->n, KR_TAG_a)) {
		const char *href = kr_dom_attr(dom, i, "href");

		if (href && looks_like_feed(href))
			add_feed(page, attr(dom, i, "href"), attr(dom, i, "title"),
			        kr_slice_of(NULL));
	}
}

/* --- next page ---------------------------------------------------------------------------- */

/* An address without its page number. */
struct numbered {
	struct kr_slice host, stem, ext, before,
	        after; /* before and after: of the query, around the number */
	int number;    /* 0: none */
	bool slash;    /* the number is a whole segment of the path */
	size_t whole;  /* bytes of path without extension */
};

static int as_number(const char *s, size_t n)
{
	int v = 0;

	if (!n || n > 3 || s[0] == '0')
		return 0;
	for (size_t i = 0; i < n; i++)
		v = v * 10 + (s[i] - '0');
	return v <= PAGE_MAX ? v : 0;
}

static void number_in_query(struct kr_slice q, struct numbered *ret)
{
	static const char *const names[] = {"page", "p", "pg", "pn", "paged", "pagenum", "pageno",
	        "pageindex", "start_page", "n"};

	ret->before = q;
	for (size_t i = 0, n; i < q.len; i += n + 1) {
		const char *part = q.data + i, *eq;

		n = 0;
		while (i + n < q.len && part[n] != '&')
			n++;
		eq = memchr(part, '=', n);
		for (size_t k = 0; eq && k < sizeof names / sizeof *names; k++) {
			const char *v = eq + 1;
			size_t digits = 0, room = n - (size_t)(v - part);

			while (digits < room && isdigit((unsigned char)v[digits]))
				digits++;
			if (digits != room ||
			        !kr_slice_ieq(
			                (struct kr_slice){part, (size_t)(eq - part)}, names[k]))
				continue;
			ret->number = as_number(v, digits);
			ret->before = (struct kr_slice){q.data, i ? i - 1 : 0};
			ret->after = (struct kr_slice){part + n, q.len - i - n};
			return;
		}
	}
}

/* Before the word "page" (or "p" by itself) that ends at end, or end. */
static size_t without_word(struct kr_slice path, size_t end)
{
	if (end >= 4 && !strncasecmp(path.data + end - 4, "page", 4))
		return end - 4;
	return end >= 2 && path.data[end - 1] == 'p' && !isalnum((unsigned char)path.data[end - 2])
	               ? end - 1
	               : end;
}

static struct numbered take_number(const char *url)
{
	struct numbered r = {0};
	struct kr_url u;
	size_t dot, digits = 0, end;

	kr_url_split(url, strlen(url), &u);
	if (u.path.len > 1 && u.path.data[u.path.len - 1] == '/')
		u.path.len--;
	r.host = u.host;
	dot = u.path.len;
	while (dot > 0 && u.path.data[dot - 1] != '.' && u.path.data[dot - 1] != '/')
		dot--;
	r.whole = dot > 0 && u.path.data[dot - 1] == '.' ? dot - 1 : u.path.len;
	r.ext = (struct kr_slice){u.path.data + r.whole, u.path.len - r.whole};
	r.stem = (struct kr_slice){u.path.data, r.whole};
	number_in_query(u.query, &r);
	if (r.number)
		return r;
	end = r.whole;
	while (digits < end && isdigit((unsigned char)u.path.data[end - 1 - digits]))
		digits++;
	end -= digits;
	if (!as_number(u.path.data + end, digits))
		return r;
	end = without_word(u.path, end);
	if (end < 2 || !strchr("_-/", u.path.data[end - 1]))
		return r;
	r.slash = u.path.data[end - 1] == '/' && digits == r.whole - end;
	r.number = as_number(u.path.data + r.whole - digits, digits);
	r.stem.len = end - 1;
	if (r.stem.len > 5 && strchr("_-/", u.path.data[r.stem.len - 5]) &&
	        without_word(u.path, r.stem.len) < r.stem.len)
		r.stem.len -= 5; /* "/page/2", "/page-2" */
	return r;
}

static bool slices_equal(struct kr_slice a, struct kr_slice b)
{
	return a.len == b.len && (!a.len || !memcmp(a.data, b.data, a.len));
}

bool kr_links_continue(const char *from, const char *next)
{
	struct numbered a = take_number(from), b = take_number(next);
	struct kr_slice whole = {a.stem.data, a.whole};

	if (!b.number || !kr_site_same_host(a.host, b.host))
		return false;
	if (b.after.data || a.after.data) /* by query: "?id=7" goes on as "?id=7&page=2" */
		return b.after.data && slices_equal(a.stem, b.stem) &&
		       slices_equal(a.before, b.before) && slices_equal(a.after, b.after) &&
		       b.number == (a.after.data ? a.number : 1) + 1;
	if (!slices_equal(a.before, b.before))
		return false;
	if (slices_equal(whole, b.stem)) /* "1_2.html" after "1.html", also counted from 1 */
		return b.number <= 2 && (slices_equal(a.ext, b.ext) || !b.ext.len);
	return a.number > 1 && slices_equal(a.stem, b.stem) && slices_equal(a.ext, b.ext) &&
	       a.slash == b.slash && !(b.slash && b.ext.len) && b.number == a.number + 1;
}

/* The words of a link to the next page. Only words: whether it goes on with the same article the
 * address must say. */
static bool says_next(struct kr_slice t)
{
	static const char *const words[] = {"下一页", "下一頁", "下页", "下頁", "后一页",
	        "余下全文", "阅读全文", "閱讀全文", "点击阅读余下全文", "next", "next page",
	        "continue", "continue reading", "read on", "more", "view all", "次へ", "次のページ",
	        "次ページ", "다음", "다음 페이지", "weiter", "nächste seite", "nächste", "suivant",
	        "page suivante", "suivante", "siguiente", "página siguiente", "successiva",
	        "pagina successiva", "avanti", "próxima", "próxima página", "volgende", "następna",
	        "nästa", "следующая", "далее", "вперед"};

	while (t.len &&
	        (isspace((unsigned char)t.data[t.len - 1]) || strchr(">.)]", t.data[t.len - 1])))
		t.len--;
	while (t.len > 2 &&
	        (!memcmp(t.data + t.len - 2, "»", 2) || !memcmp(t.data + t.len - 2, "\xc2\xa0", 2)))
		t.len -= 2;
	while (t.len > 3 &&
	        (!memcmp(t.data + t.len - 3, "›", 3) || !memcmp(t.data + t.len - 3, "→", 3)))
		t.len -= 3;
	t = kr_slice_trim(t);
	while (t.len && strchr("[(", t.data[0])) {
		t.data++;
		t.len--;
	}
	if (!t.len)
		return true; /* nothing but an arrow */
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (kr_slice_ieq(t, words[i]))
			return true;
	return t.len <= 3 && isdigit((unsigned char)t.data[0]) &&
	       isdigit((unsigned char)t.data[t.len - 1]);
}

/* A link that may lead to the next page: by its rel or its words, and with a number in its address.
 */
static bool may_lead_on(
        const struct kr_page *page, int32_t i, const char *href, struct kr_str *scratch)
{
	bool rel = has_token(attr(&page->dom, i, "rel"), "next");

	if (!rel && (page->dom.nodes[i].tag == KR_TAG_link || page->stat[i].chars > LABEL_MAX))
		return false;
	if (!take_number(href).number || page->mark[i] & KR_MARK_COMMENT ||
	        strstr(href, "#comment"))
		return false;
	if (rel)
		return true;
	kr_str_clear(scratch);
	kr_dom_inner_text(&page->dom, i, scratch);
	return says_next((struct kr_slice){scratch->data, scratch->len});
}

static void find_next(struct kr_page *page, const char *own)
{
	const struct kr_dom *dom = &page->dom;
	struct kr_str text;

	if (!own)
		return;
	kr_str_init(&text);
	for (int32_t i = 0; i < dom->n && !page->doc->next_page; i++) {
		int tag = dom->nodes[i].tag;
		const char *href = tag == KR_TAG_a || tag == KR_TAG_link
		                           ? kr_dom_attr(dom, i, "href")
		                           : NULL,
		           *url;

		if (!href || !may_lead_on(page, i, href, &text))
			continue;
		url = kr_page_url(page, href);
		if (url && kr_url_is_web(url) && kr_links_continue(own, url))
			page->doc->next_page = url;
	}
	kr_str_fini(&text);
}

void kr_links_run(struct kr_page *page)
{
	const char *own = page->own_url, *url = page->in->url;

	page->doc->canonical_url = own;
	find_feeds(page);
	find_next(page, url && kr_url_is_web(url) ? url : own);
}
