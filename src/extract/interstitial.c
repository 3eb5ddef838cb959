#include "extract/interstitial_priv.h"

#include <string.h>

#include "extract/body/consent_priv.h"
#include "extract/data/page_facts_priv.h"
#include "extract/words/phrases_priv.h"

enum {
	/* in kr_stat.chars */
	MAX_VERIFICATION = 1500, /* visible text of a page with a phrase in its title, */
	MAX_UNTITLED = 300,      /* or elsewhere */
	MAX_CONSENT = 12000,     /* visible text of a page about cookies */
	MIN_CONSENT_TEXT = 40,   /* texts that count for what it is about */
	MAX_MENU = 60,           /* body that may be a few words of a menu */
	MAX_SHELL = 400,         /* visible text of a page that a script should fill */

	TITLE_REST = 12, /* bytes besides the phrase in a part of the title */
};

/* Whether a visible text has one of the phrases. */
static bool has_phrase(const struct kr_page *page, uint64_t meanings)
{
	struct kr_matcher search;

	kr_phrases_prepare(&search, meanings);
	for (int32_t i = 0; i < page->dom.n; i++)
		if (kr_page_shows_text(page, i) &&
		        kr_matcher_find(&search, kr_dom_text(&page->dom, i)))
			return true;
	return false;
}

static bool has_tag(const struct kr_page *page, int tag)
{
	return kr_dom_find(&page->dom, 0, page->dom.n, tag) >= 0;
}

/* Whether an element of the body has a class or id with this meaning. */
static bool has_class(const struct kr_page *page, uint64_t meaning)
{
	for (int32_t i = page->dom.body < 0 ? 0 : page->dom.body; i < page->dom.n; i++)
		if (kr_page_class_words(page, i) & meaning)
			return true;
	return false;
}

/* Whether the page has content of its own: then it describes it for search engines and previews. */
static bool is_described(const struct kr_page *page)
{
	return page->facts->og_title || page->njson_ld > 0 || page->state_chars;
}

/* Whether a part of the title is such a phrase and little else. Longer titles may be those of
 * articles about it. */
static bool is_titled(struct kr_slice title, uint64_t meanings)
{
	while (title.len) {
		size_t len = 0, longest;

		while (len < title.len && !strchr("|_", title.data[len]) &&
		        !(len && title.len - len > 2 && !memcmp(title.data + len, " - ", 3)))
			len++;
		longest = kr_phrases_longest((struct kr_slice){title.data, len}, meanings);
		if (longest && len <= longest + TITLE_REST)
			return true;
		len += len < title.len;
		title.data += len;
		title.len -= len;
	}
	return false;
}

/* --- verification ------------------------------------------------------------------------- */

/* Whether there is something to fill in or to press, or a place for it. */
static bool has_controls(const struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;

	if (has_tag(page, KR_TAG_form) || has_tag(page, KR_TAG_iframe) ||
	        has_tag(page, KR_TAG_input) || has_tag(page, KR_TAG_button))
		return true;
	for (int32_t i = kr_dom_find(dom, 0, dom->n, KR_TAG_a); i >= 0;
	        i = kr_dom_find(dom, i + 1, dom->n, KR_TAG_a))
		if (kr_str_istarts(kr_dom_attr(dom, i, "href"), "javascript:"))
			return true;
	return has_class(page, KR_CLASS_WORD(CHALLENGE));
}

bool kr_interstitial_is_verification(const struct kr_page *page)
{
	const uint64_t asks = KR_PHRASE(VERIFY) | KR_PHRASE(REFUSED);

	if (page->stat[0].chars > MAX_VERIFICATION || page->dated || is_described(page))
		return false;
	if (is_titled(page->facts->title, asks))
		return true;
	if (page->stat[0].chars > MAX_UNTITLED)
		return false;
	return (has_controls(page) &&
	               (kr_phrases_find(page->facts->title, asks) || has_phrase(page, asks))) ||
	       (has_phrase(page, KR_PHRASE(REFUSED)) && !has_tag(page, KR_TAG_article));
}

/* --- consent ------------------------------------------------------------------------------ */

/* Whether a third or less of the text is about other things. *ret_any: there is some about cookies.
 */
static bool is_about_cookies(const struct kr_page *page, bool *ret_any)
{
	uint32_t about = 0, all = 0;

	*ret_any = false;
	for (int32_t i = 0; i < page->dom.n; i++) {
		const bool mentions = kr_page_shows_text(page, i) &&
		                      kr_consent_mentions(kr_dom_text(&page->dom, i));

		*ret_any |= mentions;
		if (!kr_page_shows_text(page, i) || page->stat[i].chars < MIN_CONSENT_TEXT)
			continue;
		all += page->stat[i].chars;
		about += mentions ? page->stat[i].chars : 0;
	}
	return about && about >= all - all / 3;
}

bool kr_interstitial_is_consent(const struct kr_page *page)
{
	bool any;

	if (page->stat[0].chars > MAX_CONSENT || page->dated || !page->doc->nblocks ||
	        is_described(page) || has_tag(page, KR_TAG_article))
		return false;
	if (!is_about_cookies(page, &any) &&
	        !(any && is_titled(page->facts->title, KR_PHRASE(CONSENT_TITLE))))
		return false;
	return kr_consent_can_accept(page, 0);
}

/* --- scripts ------------------------------------------------------------------------------ */

static bool noscript_asks(const struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;

	for (int32_t i = kr_dom_find(dom, 0, dom->n, KR_TAG_noscript); i >= 0;
	        i = kr_dom_find(dom, i + 1, dom->n, KR_TAG_noscript))
		for (int32_t k = i; k < dom->nodes[i].end; k++)
			if (dom->nodes[k].tag == KR_TAG_TEXT &&
			        kr_phrases_find(kr_dom_text(dom, k), KR_PHRASE(NEEDS_SCRIPT)))
				return true;
	return false;
}

/* Whether nothing was found but perhaps a few words of a menu. */
static bool is_empty(const struct kr_doc *doc, uint32_t body_chars)
{
	static const char *const stops[] = {"。", "！", "？", ".", "!", "?"};
	struct kr_str text;
	bool empty = body_chars <= MAX_MENU && !doc->nrecs && !doc->ncomments && !doc->nmedia;

	kr_str_init(&text);
	for (size_t i = 0; i < doc->nblocks && empty; i++) {
		kr_doc_block_text(&doc->blocks[i], &text);
		empty = doc->blocks[i].type != KR_BLOCK_FIGURE &&
		        !kr_slice_ihas_any((struct kr_slice){text.data, text.len}, stops,
		                sizeof stops / sizeof *stops);
	}
	kr_str_fini(&text);
	return empty;
}

/* Whether the element into which a framework renders the page is empty. */
static bool has_empty_root(const struct kr_page *page)
{
	static const char *const roots[] = {
	        "root", "app", "__next", "__nuxt", "__layout", "react-root", "main-app"};
	const struct kr_dom *dom = &page->dom;

	for (int32_t i = 0; i < dom->n; i++) {
		const char *id = dom->nodes[i].tag == KR_TAG_div ? kr_dom_attr(dom, i, "id") : NULL;

		for (size_t k = 0;
		        id && page->stat[i].chars == 0 && k < sizeof roots / sizeof *roots; k++)
			if (!strcmp(id, roots[k]))
				return true;
	}
	return false;
}

bool kr_interstitial_needs_script(const struct kr_page *page, uint32_t body_chars)
{
	if (body_chars > MAX_SHELL || page->state_chars || page->stat[0].chars > MAX_VERIFICATION)
		return false;
	if (has_phrase(page, KR_PHRASE(NEEDS_SCRIPT)) || noscript_asks(page))
		return true;
	if (page->stat[0].chars > MAX_SHELL)
		return false;
	if (is_empty(page->doc, body_chars))
		return has_tag(page, KR_TAG_script) || has_class(page, KR_CLASS_WORD(PLACEHOLDER));
	return has_tag(page, KR_TAG_script) && has_empty_root(page);
}
