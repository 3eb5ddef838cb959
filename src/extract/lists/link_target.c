#include "extract/lists/link_target_priv.h"

#include <string.h>
#include <strings.h>

#include "kread/base/site.h"
#include "kread/base/str.h"
#include "kread/base/url.h"

enum { MIN_KEY = 12 }; /* bytes of an address that is looked for in others */

static bool is_file(struct kr_slice href)
{
	static const char *const suffixes[] = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg",
	        ".mp3", ".mp4", ".zip", ".apk", ".exe", ".avif", ".rss"};
	const char *query = memchr(href.data, '?', href.len);
	size_t len = query ? (size_t)(query - href.data) : href.len;

	if (len < 5 || (href.data[len - 4] != '.' && href.data[len - 5] != '.'))
		return false;
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		const size_t n = strlen(suffixes[i]);

		if (len > n && href.data[len - n] == '.' &&
		        !strncasecmp(href.data + len - n, suffixes[i], n))
			return true;
	}
	return false;
}

/* Without its fragment; empty if it has another scheme than the web. */
static struct kr_slice web_href(const char *href)
{
	struct kr_slice s = kr_slice_trim(kr_slice_of(href));
	size_t n = 0;

	s.len = kr_url_page_length(s);
	for (; n < s.len && s.data[n] != '/' && s.data[n] != '?' && s.data[n] != '#'; n++)
		if (s.data[n] == ':' && !kr_str_istarts(s.data, "http:") &&
		        !kr_str_istarts(s.data, "https:"))
			s.len = 0;
	return s;
}

/* Whether a link leads to the picture in it, in another size: both addresses are on another host
 * than the page and start alike. */
static bool is_picture(const struct kr_page *page, int32_t a, struct kr_slice href, const char *own)
{
	const int32_t img = kr_dom_find(&page->dom, a, page->dom.nodes[a].end, KR_TAG_img);
	const char *src = img >= 0 ? kr_dom_attr(&page->dom, img, "src") : NULL;
	size_t n = 0, len = src ? strlen(src) : 0;
	struct kr_url link, page_url;

	if (!src)
		return false;
	kr_url_split(href.data, href.len, &link);
	kr_url_split(own, strlen(own), &page_url);
	if (!link.host.len || kr_site_same_host(link.host, page_url.host))
		return false;
	while (n < len && n < href.len && src[n] == href.data[n])
		n++;
	return n > 0 && n * 5 >= (len < href.len ? len : href.len) * 4;
}

static bool is_sponsored(const struct kr_page *page, int32_t a)
{
	const char *rel = kr_dom_attr(&page->dom, a, "rel");

	return rel && kr_str_ifind(rel, strlen(rel), "sponsored");
}

/* Pages of networks that take an address to share. */
static bool is_share_path(struct kr_slice href)
{
	static const char *const paths[] = {"/sharer", "/share?", "/share.php", "/intent/tweet",
	        "/intent/post", "/sharearticle", "/sharing/share-offsite", "/pin/create",
	        "/submit?url", "/addtoany", "/share/url?", "/msg/text", "/dialog/feed",
	        "/dialog/send", "/dialog/share", "/widgets/share"};
	const char *const end = href.data + href.len;

	/* all begin with a slash, of which addresses have few */
	for (const char *p = href.data; (p = memchr(p, '/', (size_t)(end - p))); p++)
		for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
			if (end - p > 1 && (p[1] | 0x20) == paths[i][1] &&
			        (size_t)(end - p) >= strlen(paths[i]) &&
			        !strncasecmp(p, paths[i], strlen(paths[i])))
				return true;
	return false;
}

/* Whether a path leads to a program that shows the article that the query names. */
static bool is_program(struct kr_slice path)
{
	static const char *const names[] = {
	        ".php", ".asp", ".aspx", ".jsp", ".do", ".cgi", ".cfm", ".pl", ".action"};
	const char *slash = memrchr(path.data, '/', path.len);

	if (!slash || slash == path.data + path.len - 1)
		return path.len <= 1;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (kr_slice_ends(path, names[i]))
			return true;
	return false;
}

static bool same_host(const struct kr_url *link, const struct kr_url *page)
{
	return !link->host.len ||
	       (link->host.len == page->host.len &&
	               !memcmp(link->host.data, page->host.data, page->host.len));
}

/* Whether a link leads to the page itself with a query that says what to do with it: to share it,
 * to print it, to show its comments. */
static bool is_action(struct kr_slice href, const char *page)
{
	struct kr_url link, own;

	if (!memchr(href.data, '?', href.len))
		return false;
	kr_url_split(href.data, href.len, &link);
	kr_url_split(page, strlen(page), &own);
	if (!link.query.len || own.query.len || !own.path.len || is_program(own.path) ||
	        !same_host(&link, &own))
		return false;
	if (!link.host.len && !link.path.len)
		return true;
	return link.path.len == own.path.len &&
	       !memcmp(link.path.data, own.path.data, own.path.len);
}

/* Whether the query of a link to another site has the address of the page, so that it tells others
 * of it. */
static bool tells_of_page(struct kr_slice href, const char *page)
{
	const char *query = memchr(href.data, '?', href.len), *path;
	struct kr_slice key;
	struct kr_str text;
	size_t host, len;
	bool found;

	if (!query)
		return false;
	key = kr_url_page_key(page);
	path = memchr(key.data, '/', key.len);
	if (!path || key.len < MIN_KEY)
		return false;
	host = (size_t)(path - key.data);
	len = href.len - (size_t)(query - href.data);
	if (!memmem(query, len, key.data, host))
		return false;
	kr_str_init(&text);
	kr_url_decode((struct kr_slice){query, len}, &text);
	found = memmem(text.data, text.len, key.data, key.len) != NULL;
	kr_str_fini(&text);
	return found;
}

struct kr_slice kr_link_target_read(const struct kr_page *page, int32_t a)
{
	const char *own = page->in->url ? page->in->url : page->own_url;
	const char *attr = kr_dom_attr(&page->dom, a, "href");
	struct kr_slice href = attr ? web_href(attr) : (struct kr_slice){"", 0};

	if (href.len && (is_file(href) || is_sponsored(page, a) || is_share_path(href) ||
	                        (own && (is_action(href, own) || tells_of_page(href, own) ||
	                                        is_picture(page, a, href, own)))))
		href.len = 0;
	return href;
}
