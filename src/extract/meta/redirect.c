/* Finds pages that only lead to another: by a Refresh header, <meta http-equiv=refresh>, or a
 * script that sets location to a literal URL. A page with text of its own never redirects. Nothing
 * is evaluated. An AMP page redirects to the article it is a variant of, at the canonical URL on
 * the same site. */
#include <ctype.h>
#include <string.h>

#include "extract/data/json_ld_priv.h"
#include "extract/data/page_facts_priv.h"
#include "kread/base/url.h"
#include "extract/dom/page_priv.h"

enum {
	TEXT_MAX = 400, /* visible characters; an ideograph counts as two */
	STOPS_MAX = 6,  /* stops at the ends of words: a redirect page has few sentences */
	/* visible characters of a page whose refresh is for browsers without scripts */
	NOSCRIPT_MAX = 100,
	BODY_MAX = 1200,       /* bytes of text found elsewhere, such as page state */
	DELAY_MAX = 5,         /* seconds; a page with a longer delay reloads itself */
	SCRIPT_MAX = 64 << 10, /* most bytes searched */
};

static bool is_empty(const struct kr_page *page)
{
	size_t body = 0;

	for (size_t i = 0; i < page->doc->nblocks; i++)
		body += kr_doc_block_len(&page->doc->blocks[i]);
	return body <= BODY_MAX && page->stat[0].chars <= TEXT_MAX &&
	       page->stat[0].stops <= STOPS_MAX;
}

static bool is_same_address(const char *a, const char *b)
{
	size_t n = strcspn(a, "#");

	return n == strcspn(b, "#") && !memcmp(a, b, n);
}

/* A page leads to its own address where that may give another page now: it set a cookie. Its other
 * scheme and "www." are other addresses. */
static bool set(struct kr_page *page, const char *ref, size_t len)
{
	const char *url = kr_page_url(page, kr_doc_line(page->doc, ref, len)), *own = page->in->url;

	if (!url || !kr_url_is_web(url) ||
	        (own && !page->in->set_cookie && is_same_address(url, own)))
		return false;
	page->doc->redirect = url;
	return true;
}

static const char *skip_blanks(const char *s)
{
	return s + strspn(s, " \t\r\n\f");
}

/* Reads "0; URL='/a/1.html'" by the "shared declarative refresh steps" of the HTML standard. */
static bool from_content(struct kr_page *page, const char *s)
{
	long delay = 0;
	size_t len;

	s = skip_blanks(s);
	if (!isdigit((unsigned char)*s) && *s != '.')
		return false;
	for (; isdigit((unsigned char)*s) && delay <= DELAY_MAX; s++)
		delay = delay * 10 + (*s - '0');
	if (delay > DELAY_MAX)
		return false;
	s += strspn(s, "0123456789.");
	s += strspn(s, " \t\r\n\f;,");
	if (!*s && page->in->url) /* it only reloads */
		return set(page, page->in->url, strlen(page->in->url));
	if (kr_str_istarts(s, "url") && *skip_blanks(s + 3) == '=')
		s = skip_blanks(skip_blanks(s + 3) + 1);
	len = strlen(s);
	if (*s == '\'' || *s == '"') {
		const char *end = strchr(s + 1, *s);

		len = end ? (size_t)(end - s) - 1 : len - 1;
		s++;
	}
	return len && set(page, s, len);
}

static bool from_meta(struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;

	for (size_t k = 0; k < page->facts->nmetas; k++) {
		const struct kr_meta *m = &page->facts->metas[k];

		if (!m->http_equiv || !m->content ||
		        !kr_slice_ieq(kr_slice_trim(kr_slice_of(m->http_equiv)), "refresh"))
			continue;
		if (page->stat[0].chars > NOSCRIPT_MAX &&
		        kr_dom_up(dom, m->node, KR_TAG_noscript) >= 0)
			continue;
		if (from_content(page, m->content))
			return true;
	}
	return false;
}

/* Reads a JavaScript string at s, with no escape other than "\/", into out. Returns its end, or
 * NULL. */
static const char *read_string(const char *s, struct kr_str *out)
{
	char quote = *s++;

	kr_str_clear(out);
	if (quote != '\'' && quote != '"')
		return NULL;
	for (; *s != quote; s++) {
		if (s[0] == '\\' && s[1] == '/')
			s++;
		if (!*s || *s == '\\' || *s == '\n')
			return NULL;
		kr_str_addc(out, *s);
	}
	return s + 1;
}

/* Reads what follows "location": = '...', .href = '...', .replace('...') or .assign('...'), with
 * nothing appended. */
static bool read_target(const char *s, struct kr_str *out)
{
	static const char *const ways[] = {".replace", ".assign", ".href"};
	bool call = false;

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (kr_str_starts(s, ways[i])) {
			s += strlen(ways[i]);
			call = i < 2;
			break;
		}
	s = skip_blanks(s);
	if (*s != (call ? '(' : '='))
		return false;
	s = read_string(skip_blanks(s + 1), out);
	return s && strchr(call ? ")" : ";}", *skip_blanks(s));
}

static bool from_script(struct kr_page *page, const char *z)
{
	size_t len = strnlen(z, SCRIPT_MAX);
	struct kr_str target;
	bool found = false;

	kr_str_init(&target);
	for (const char *p = z; !found && (p = kr_str_ifind(p, len - (size_t)(p - z), "location"));
	        p += 8) {
		bool part =
		        p > z && (isalnum((unsigned char)p[-1]) || p[-1] == '_' || p[-1] == '$');

		if (part)
			continue;
		if (kr_str_starts(p + 8, ".reload("))
			found = page->in->url && set(page, page->in->url, strlen(page->in->url));
		else
			found = read_target(p + 8, &target) && set(page, target.data, target.len);
	}
	kr_str_fini(&target);
	return found;
}

static bool from_scripts(struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;
	const char *onload = dom->body >= 0 ? kr_dom_attr(dom, dom->body, "onload") : NULL;

	for (int32_t i = kr_dom_find(dom, 0, dom->n, KR_TAG_script); i >= 0;
	        i = kr_dom_find(dom, i + 1, dom->n, KR_TAG_script)) {
		const struct kr_slice text = kr_dom_raw_text(dom, i);

		if (text.len && from_script(page, kr_arena_dup(&page->arena, text.data, text.len)))
			return true;
	}
	return onload && from_script(page, onload);
}

/* As the AMP specification requires: an attribute of <html>, which may be a lightning emoji that
 * libxml2 drops, and the marked style sheet. */
static bool is_amp(const struct kr_dom *dom)
{
	if (dom->html >= 0 && kr_dom_attr(dom, dom->html, "amp"))
		return true;
	for (int32_t i = kr_dom_find(dom, 0, dom->n, KR_TAG_style); i >= 0;
	        i = kr_dom_find(dom, i + 1, dom->n, KR_TAG_style))
		if (kr_dom_attr(dom, i, "amp-boilerplate"))
			return true;
	return false;
}

void kr_redirect_run(struct kr_page *page)
{
	const char *own = page->doc->canonical_url;

	if (own && is_amp(&page->dom) && !(page->in->url && kr_url_same_page(own, page->in->url)) &&
	        set(page, own, strlen(own)))
		return;
	if (!is_empty(page) || page->doc->nrecs)
		return;
	if (page->in->refresh_header && from_content(page, page->in->refresh_header))
		return;
	if (!from_meta(page))
		from_scripts(page);
}
