#include "kread/extract/extract.h"

#include <string.h>

#include "charset_priv.h"
#include "kread/base/url.h"
#include "kread/base/utf8.h"
#include "page_priv.h"

const char *kr_page_url(struct kr_page *page, const char *ref)
{
	struct kr_str full;
	const char *url = NULL;

	if (kr_str_empty(ref))
		return NULL;
	kr_str_init(&full);
	if (kr_url_resolve(page->base, ref, strlen(ref), &full) &&
	        (kr_url_is_web(full.data) || kr_str_starts(full.data, "mailto:")))
		url = kr_doc_line(page->doc, full.data, full.len);
	kr_str_fini(&full);
	return url;
}

/* <base href>, itself resolved against the address of the page. */
static void set_base(struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;
	const char *href = NULL, *url;

	page->base = page->in->url;
	for (int32_t i = kr_dom_find(dom, 0, dom->n, KR_TAG_base); i >= 0 && !href;
	        i = kr_dom_find(dom, i + 1, dom->n, KR_TAG_base))
		href = kr_dom_attr(dom, i, "href");
	url = kr_page_url(page, href);
	if (url)
		page->base = url;
}

static void run_article(struct kr_page *page)
{
	kr_data_run(page);
	kr_meta_run(page);
	kr_title_run(page);
	kr_comments_run(page);
	kr_cards_run(page);
	kr_body_run(page);
	kr_blocks_run(page);
	kr_date_run(page);
	kr_state_run(page);
	kr_links_run(page);
	kr_media_run(page);
	kr_warn_run(page);
}

int kr_extract_page(const struct kr_extract_input *in, struct kr_doc **ret_doc, struct kr_err *err)
{
	const struct kr_charset_hints hints = {in->content_type, in->charset, in->mode != KR_EXTRACT_TEXT};
	struct kr_page page = {.in = in, .title_node = -1, .body_root = -1};
	const char *html = in->data;
	size_t len = in->len, bad = 0;
	struct kr_str utf8;
	bool same = false;
	int rc;

	kr_str_init(&utf8);
	kr_arena_init(&page.arena);
	page.doc = kr_doc_new();
	page.doc->url = kr_doc_line(page.doc, in->url ? in->url : "", in->url ? strlen(in->url) : 0);
	kr_charset_decode(in->data, in->len, &hints, &utf8, &same, &bad);
	if (!same) {
		html = utf8.data;
		len = utf8.len;
	}
	rc = kr_dom_parse(&page.dom, html, len, err);
	kr_str_fini(&utf8);
	if (rc < 0)
		goto out;
	set_base(&page);
	kr_prep_run(&page);
	run_article(&page);
	*ret_doc = page.doc;
	page.doc = NULL;
out:
	kr_dom_fini(&page.dom);
	kr_arena_fini(&page.arena);
	kr_doc_free(page.doc);
	return rc;
}
