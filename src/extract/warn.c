/* Warnings: why a page has no text, or not all of it. */
#include "extract/dom/page_priv.h"

#include "extract/interstitial_priv.h"
#include "extract/paywall_priv.h"

static uint32_t body_chars(const struct kr_page *page)
{
	uint32_t n = page->state_chars;

	for (int32_t i = 0; i < page->dom.n; i++)
		if (kr_page_in_body(page, i) && page->dom.nodes[i].tag == KR_TAG_TEXT)
			n += page->stat[i].chars;
	return n;
}

static void remove_article(struct kr_page *page)
{
	page->doc->nblocks = 0;
	page->doc->nrecs = 0;
}

void kr_warn_run(struct kr_page *page)
{
	const uint32_t body = body_chars(page);
	const char *wall = kr_paywall_warning(page, body);
	struct kr_doc *doc = page->doc;

	if (kr_interstitial_is_verification(page)) {
		kr_doc_warn(doc, "verification-page",
		        "this page wants proof that you are human; open it in a browser (o)");
		remove_article(page);
	} else if (kr_interstitial_is_consent(page)) {
		kr_doc_warn(doc, "consent-page",
		        "this page only asks about cookies; answer it in the browser (o), or see "
		        ":raw");
		remove_article(page);
	} else if (kr_interstitial_needs_script(page, body)) {
		kr_doc_warn(doc, "needs-javascript",
		        "this page needs JavaScript, which kread does not run; open it in a "
		        "browser (o)");
	} else if (wall) {
		kr_doc_warn(doc, "paywall", wall);
	} else if (kr_paywall_is_truncated(page, body)) {
		kr_doc_warn(doc, "truncated", "this is only the beginning of the article");
	} else if (page->dom.full) {
		kr_doc_warn(doc, "truncated", "the page has more text than kread can show");
	}
}
