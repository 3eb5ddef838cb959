#include "kread/extract/extract.h"

#include <string.h>

#include "extract/dom/charset_priv.h"
#include "kread/base/url.h"
#include "kread/base/utf8.h"
#include "extract/dom/page_priv.h"
#include "extract/rules_priv.h"

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

struct stage {
	const char *name;
	void (*run)(struct kr_page *page);
	void (*rules)(struct kr_page *page); /* run behind it when there are site rules; or NULL */
};

static const struct stage article_stages[] = {
        {"prep", kr_visibility_run, NULL},
        {"consent", kr_consent_run, NULL},
        {"data", kr_json_ld_run, NULL},
        {"meta", kr_meta_run, NULL},
        {"title", kr_title_run, kr_rules_apply_title},
        {"comments", kr_comments_run, NULL},
        {"cards", kr_link_cards_run, kr_rules_apply_cards},
        {"body", kr_body_run, kr_rules_apply_body},
        {"recs", kr_link_cards_fill, NULL},
        {"blocks", kr_blocks_run, NULL},
        {"date", kr_date_run, NULL},
        {"byline", kr_byline_run, NULL},
        {"state", kr_state_run, NULL},
        {"links", kr_links_run, kr_rules_apply_fields},
        {"media", kr_media_run, NULL},
        {"redirect", kr_redirect_run, NULL},
        {"warn", kr_warn_run, NULL},
};

static const struct stage raw_stages[] = {
        {"prep", kr_visibility_run, NULL},
        {"data", kr_json_ld_run, NULL},
        {"meta", kr_meta_run, NULL},
        {"title", kr_title_run, NULL},
        {"body", kr_visibility_keep_all, NULL},
        {"blocks", kr_blocks_run, NULL},
        {"links", kr_links_run, NULL},
};

static void tell(const struct kr_extract_input *in, const char *stage)
{
	if (in->on_stage)
		in->on_stage(in->user, stage);
}

static void run_stages(struct kr_page *page, const struct stage *stages, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		stages[i].run(page);
		if (page->rules && stages[i].rules)
			stages[i].rules(page);
		kr_arena_fini(&page->scratch);
		tell(page->in, stages[i].name);
	}
}

static int run_html(struct kr_page *page, const char *html, size_t len, struct kr_err *err)
{
	int rc = kr_dom_parse(&page->dom, html, len, err);

	tell(page->in, "dom");
	if (rc < 0)
		return rc;
	set_base(page);
	if (page->in->mode == KR_MODE_RAW) {
		run_stages(page, raw_stages, sizeof raw_stages / sizeof *raw_stages);
		return 0;
	}
	kr_rules_find(page);
	run_stages(page, article_stages, sizeof article_stages / sizeof *article_stages);
	return 0;
}

/* Not HTML: verbatim, as one block; prose (most of it in lines longer than any terminal is wide) as
 * a paragraph a line. */
static void run_text(struct kr_page *page, const char *text, size_t len)
{
	enum { LONG_LINE = 400 };
	struct kr_doc *doc = page->doc;
	struct kr_str clean;
	size_t in_long = 0;
	bool prose;

	kr_str_init(&clean);
	kr_utf8_clean(&clean, text, len, KR_UTF8_NFC);
	for (size_t i = 0, n; i < clean.len; i += n + 1) {
		n = strcspn(clean.data + i, "\n");
		in_long += n > LONG_LINE ? n : 0;
	}
	prose = in_long * 2 > clean.len;
	for (size_t i = 0, n; prose && i < clean.len; i += n + 1) {
		const char *line;

		n = strcspn(clean.data + i, "\n");
		line = kr_doc_line(doc, clean.data + i, n);
		if (line)
			kr_doc_add_span(doc, &kr_doc_add_block(doc, KR_BLOCK_PARAGRAPH)->spans,
			        line, strlen(line), 0, NULL);
	}
	while (clean.len && (clean.data[clean.len - 1] == '\n' || clean.data[clean.len - 1] == ' '))
		kr_str_cut(&clean, clean.len - 1);
	if (!prose && clean.len)
		kr_doc_add_span(doc, &kr_doc_add_block(doc, KR_BLOCK_CODE)->spans, clean.data,
		        clean.len, 0, NULL);
	kr_str_fini(&clean);
}

/* A page with nothing to show is said to be so: else it looks as if it were not here yet. */
static void warn_if_bare(struct kr_doc *doc, size_t len)
{
	if (doc->nblocks || doc->nrecs || doc->ncomments || doc->nmedia || doc->redirect ||
	        doc->nwarnings)
		return;
	kr_doc_warn(doc, "no-text",
	        doc->summary ? "nothing but a summary was found on this page"
	        : len        ? "no text was found on this page"
	                     : "this page is empty");
}

int kr_extract_page(const struct kr_extract_input *in, struct kr_doc **ret_doc, struct kr_err *err)
{
	const struct kr_charset_hints hints = {
	        in->content_type, in->charset, in->mode != KR_MODE_TEXT};
	struct kr_page page = {.in = in, .title_node = -1, .body_root = -1};
	const char *text = in->data;
	size_t len = in->len, bad = 0;
	struct kr_str utf8;
	bool same = false;
	int rc = 0;

	kr_str_init(&utf8);
	kr_arena_init(&page.arena);
	kr_arena_init(&page.scratch);
	page.doc = kr_doc_new();
	page.doc->url =
	        kr_doc_line(page.doc, in->url ? in->url : "", in->url ? strlen(in->url) : 0);
	page.doc->encoding = kr_charset_decode(in->data, in->len, &hints, &utf8, &same, &bad);
	if (!same) {
		text = utf8.data;
		len = utf8.len;
	}
	tell(in, "charset");
	if (in->mode == KR_MODE_TEXT)
		run_text(&page, text, len);
	else
		rc = run_html(&page, text, len, err);
	if (rc < 0)
		goto out;
	if (bad > len / 1000 + 3)
		kr_doc_warn(page.doc, "bad-encoding", "parts of this page could not be decoded");
	warn_if_bare(page.doc, in->len);
	*ret_doc = page.doc;
	page.doc = NULL;
out:
	kr_str_fini(&utf8);
	kr_dom_fini(&page.dom);
	kr_arena_fini(&page.arena);
	kr_arena_fini(&page.scratch);
	kr_doc_free(page.doc);
	return rc;
}

void kr_extract_warm(void)
{
	kr_charset_warm();
}
