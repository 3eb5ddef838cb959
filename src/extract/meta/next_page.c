/* Finds the next page of an article in parts. */
#include "extract/meta/links_priv.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "extract/words/phrases_priv.h"
#include "kread/base/site.h"
#include "kread/base/url.h"

enum {
	PAGE_MAX = 200, /* highest page number */
	LABEL_MAX = 40, /* kr_stat.chars of a link to the next page */
};

/* A URL without its page number. */
struct numbered_url {
	struct kr_slice host, stem, ext, before, after; /* parts of the query around the number */
	int number;                                     /* 0: none */
	bool slash;                                     /* the number is a whole path segment */
	size_t whole;                                   /* length of the path without extension */
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

static void query_number(struct kr_slice q, struct numbered_url *ret)
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

/* The start of the word "page" (or "p" by itself) that ends at end; end if there is none. */
static size_t word_start(struct kr_slice path, size_t end)
{
	if (end >= 4 && !strncasecmp(path.data + end - 4, "page", 4))
		return end - 4;
	return end >= 2 && path.data[end - 1] == 'p' && !isalnum((unsigned char)path.data[end - 2])
	               ? end - 1
	               : end;
}

static struct numbered_url split_number(const char *url)
{
	struct numbered_url r = {0};
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
	query_number(u.query, &r);
	if (r.number)
		return r;
	end = r.whole;
	while (digits < end && isdigit((unsigned char)u.path.data[end - 1 - digits]))
		digits++;
	end -= digits;
	if (!as_number(u.path.data + end, digits))
		return r;
	end = word_start(u.path, end);
	if (end < 2 || !strchr("_-/", u.path.data[end - 1]))
		return r;
	r.slash = u.path.data[end - 1] == '/' && digits == r.whole - end;
	r.number = as_number(u.path.data + r.whole - digits, digits);
	r.stem.len = end - 1;
	if (r.stem.len > 5 && strchr("_-/", u.path.data[r.stem.len - 5]) &&
	        word_start(u.path, r.stem.len) < r.stem.len)
		r.stem.len -= 5; /* "/page/2", "/page-2" */
	return r;
}

static bool slices_equal(struct kr_slice a, struct kr_slice b)
{
	return a.len == b.len && (!a.len || !memcmp(a.data, b.data, a.len));
}

bool kr_next_page_continues(const char *from, const char *next)
{
	struct numbered_url a = split_number(from), b = split_number(next);
	struct kr_slice whole = {a.stem.data, a.whole};

	if (!b.number || !kr_site_same_host(a.host, b.host))
		return false;
	if (b.after.data || a.after.data) /* by query: "?id=7" continues as "?id=7&page=2" */
		return b.after.data && slices_equal(a.stem, b.stem) &&
		       slices_equal(a.before, b.before) && slices_equal(a.after, b.after) &&
		       b.number == (a.after.data ? a.number : 1) + 1;
	if (!slices_equal(a.before, b.before))
		return false;
	if (slices_equal(whole, b.stem)) /* "1_2.html" follows "1.html"; numbers may start at 1 */
		return b.number <= 2 && (slices_equal(a.ext, b.ext) || !b.ext.len);
	return a.number > 1 && slices_equal(a.stem, b.stem) && slices_equal(a.ext, b.ext) &&
	       a.slash == b.slash && !(b.slash && b.ext.len) && b.number == a.number + 1;
}

/* Whether the words of a link mean the next page. Only the URL shows whether it continues the
 * article. */
static bool means_next(struct kr_slice t)
{
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
		return true; /* only an arrow */
	if (kr_phrases_is(t, KR_PHRASE(NEXT_PAGE) | KR_PHRASE(READ_REST)))
		return true;
	return t.len <= 3 && isdigit((unsigned char)t.data[0]) &&
	       isdigit((unsigned char)t.data[t.len - 1]);
}

/* Whether a link may lead to the next page, by rel or by its words, and has a page number in its
 * URL. */
static bool may_continue(
        const struct kr_page *page, int32_t i, const char *href, struct kr_str *scratch)
{
	bool rel = kr_link_rel_has(kr_link_rel_attr(&page->dom, i, "rel"), "next");

	if (!rel && (page->dom.nodes[i].tag == KR_TAG_link || page->stat[i].chars > LABEL_MAX))
		return false;
	if (!split_number(href).number || page->mark[i] & KR_MARK_COMMENT ||
	        strstr(href, "#comment"))
		return false;
	if (rel)
		return true;
	kr_str_clear(scratch);
	kr_dom_inner_text(&page->dom, i, scratch);
	return means_next((struct kr_slice){scratch->data, scratch->len});
}

void kr_next_page_find(struct kr_page *page, const char *page_url)
{
	const struct kr_dom *dom = &page->dom;
	struct kr_str text;

	if (!page_url)
		return;
	kr_str_init(&text);
	for (int32_t i = 0; i < dom->n && !page->doc->next_page; i++) {
		int tag = dom->nodes[i].tag;
		const char *href = tag == KR_TAG_a || tag == KR_TAG_link
		                           ? kr_dom_attr(dom, i, "href")
		                           : NULL,
		           *url;

		if (!href || !may_continue(page, i, href, &text))
			continue;
		url = kr_page_url(page, href);
		if (url && kr_url_is_web(url) && kr_next_page_continues(page_url, url))
			page->doc->next_page = url;
	}
	kr_str_fini(&text);
}
