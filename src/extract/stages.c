#include "extract/stages_priv.h"

#include <string.h>

#include "extract/rules_priv.h"
#include "kread/base/str.h"

struct stage {
	const char *name;
	void (*run)(struct kr_page *page);
	void (*apply_rules)(struct kr_page *page); /* called after run; NULL: no rule for it */
};

static const struct stage article_stages[] = {
        {"facts", kr_page_facts_run, NULL},
        {"visibility", kr_visibility_run, NULL},
        {"consent", kr_consent_run, NULL},
        {"json_ld", kr_json_ld_run, NULL},
        {"address", kr_links_own, NULL},
        {"meta", kr_meta_run, NULL},
        {"title", kr_title_run, kr_rules_apply_title},
        {"comments", kr_comments_run, NULL},
        {"cards", kr_link_cards_run, kr_rules_apply_cards},
        {"body", kr_body_run, kr_rules_apply_body},
        {"claims", kr_claims_run, NULL},
        {"images", kr_images_run, NULL},
        {"recs", kr_link_cards_fill, NULL},
        {"date", kr_date_run, NULL},
        {"state_body", kr_state_body_run, NULL},
        {"blocks", kr_blocks_run, NULL},
        {"site", kr_title_site_run, NULL},
        {"byline", kr_byline_run, NULL},
        {"state", kr_state_run, NULL},
        {"links", kr_links_run, kr_rules_apply_fields},
        {"media", kr_media_run, NULL},
        {"redirect", kr_redirect_run, NULL},
        {"warn", kr_warn_run, NULL},
        {NULL, NULL, NULL},
};

static const struct stage raw_stages[] = {
        {"facts", kr_page_facts_run, NULL},
        {"visibility", kr_visibility_run, NULL},
        {"json_ld", kr_json_ld_run, NULL},
        {"address", kr_links_own, NULL},
        {"meta", kr_meta_run, NULL},
        {"title", kr_title_run, NULL},
        {"body", kr_visibility_keep_all, NULL},
        {"images", kr_images_run, NULL},
        {"blocks", kr_blocks_run, NULL},
        {"links", kr_links_run, NULL},
        {NULL, NULL, NULL},
};

static const struct stage no_stages[] = {{NULL, NULL, NULL}};

static const struct stage *stages_of(enum kr_mode mode)
{
	switch (mode) {
	case KR_MODE_ARTICLE:
		return article_stages;
	case KR_MODE_RAW:
		return raw_stages;
	default:
		return no_stages;
	}
}

static void report_stage(const struct kr_page *page, const char *stage)
{
	if (page->in->on_stage)
		page->in->on_stage(page->in->user, stage);
}

/* Applies <base href>, which is resolved against the URL of the page. */
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

int kr_stages_open(struct kr_page *page, const struct kr_extract_input *in, const char *html,
        size_t len, struct kr_err *err)
{
	int rc;

	page->in = in;
	kr_page_open(page);
	rc = kr_dom_parse(&page->dom, html, len, err);
	report_stage(page, "dom");
	if (rc < 0)
		return rc;
	set_base(page);
	if (in->mode == KR_MODE_ARTICLE)
		kr_rules_find(page);
	return 0;
}

void kr_stages_close(struct kr_page *page)
{
	kr_doc_free(page->state_body);
	kr_page_close(page);
}

void kr_stages_run(struct kr_page *page, const char *before)
{
	const struct stage *s = stages_of(page->in->mode);

	for (; s->name && !kr_str_eq(s->name, before); s++) {
		s->run(page);
		if (page->rules && s->apply_rules)
			s->apply_rules(page);
		kr_arena_fini(&page->scratch);
		report_stage(page, s->name);
	}
}
