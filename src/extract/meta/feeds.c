/* Finds the feeds of a page. */
#include "extract/meta/links_priv.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "kread/base/url.h"

enum { MAX_FEEDS = 30 };

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
	if (kr_link_rel_has(rel, "stylesheet") || kr_link_rel_has(rel, "icon"))
		return false;
	return kr_link_rel_has(rel, "feed")
	               ? !type.len || is_feed_type(type) || kr_slice_ieq(type, "application/json")
	               : kr_link_rel_has(rel, "alternate") && is_feed_type(type);
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

/* The end of the parameters of one link: a comma outside quotes. */
static const char *link_end(const char *p)
{
	bool quoted = false;

	for (; *p && (quoted || *p != ','); p++)
		quoted ^= *p == '"';
	return p;
}

static void add_header_feeds(struct kr_page *page)
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

/* Whether a link can only lead to a feed, for pages that declare none. */
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

		/* few have the last letter */
		if (path.len >= n && (path.data[path.len - 1] | 0x20) == ends[i][n - 1] &&
		        !strncasecmp(path.data + path.len - n, ends[i], n))
			return true;
	}
	return false;
}

void kr_feeds_find(struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;

	for (int32_t i = kr_dom_find(dom, 0, dom->n, KR_TAG_link); i >= 0;
	        i = kr_dom_find(dom, i + 1, dom->n, KR_TAG_link))
		if (is_feed(kr_link_rel_attr(dom, i, "rel"), kr_link_rel_attr(dom, i, "type")))
			add_feed(page, kr_link_rel_attr(dom, i, "href"),
			        kr_link_rel_attr(dom, i, "title"),
			        kr_link_rel_attr(dom, i, "type"));
	add_header_feeds(page);
	if (page->doc->nfeeds)
		return;
	for (int32_t i = kr_dom_find(dom, 0, dom->n, KR_TAG_a); i >= 0;
	        i = kr_dom_find(dom, i + 1, dom->n, KR_TAG_a)) {
		const char *href = kr_dom_attr(dom, i, "href");

		if (href && looks_like_feed(href))
			add_feed(page, kr_link_rel_attr(dom, i, "href"),
			        kr_link_rel_attr(dom, i, "title"), kr_slice_of(NULL));
	}
}
