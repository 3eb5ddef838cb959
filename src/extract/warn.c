/* Pages that are not what was asked for: a question about cookies, a test for robots, an empty
 * frame for a script, the first lines of an article for sale. Said in words; the first two are
 * never shown as an article. Doubt speaks for the page: a wrong warning is worse than none. */
#include "extract/dom/page_priv.h"
#include "extract/data/page_facts_priv.h"

#include <string.h>

#include "extract/body/consent_priv.h"
#include "extract/words/phrases_priv.h"
#include "extract/data/json_ld_priv.h"

enum {                   /* in kr_stat.chars: an ideograph counts two */
	SMALL = 1500,    /* all visible text of a page that asks to be verified in its title, */
	ASKS = 300,      /* or elsewhere */
	BESIDE = 12,     /* bytes beside such words in a part of the title that says nothing else */
	CONSENT = 12000, /* and of one about cookies */
	WORDS = 60,      /* body that is no article */
	NOTHING = 400,   /* what a page shows that a script should fill */
	TEASER = 3000,   /* body in front of a paywall */
	CUT = 1500,      /* body that ends with "read more" */
	BEHIND = 60,     /* text nodes behind the body that may speak of subscriptions */
};

static bool page_says(const struct kr_page *page, uint64_t meanings)
{
	struct kr_matcher search;

	kr_phrases_prepare(&search, meanings);
	for (int32_t i = 0; i < page->dom.n; i++)
		if (kr_page_shows_text(page, i) &&
		        kr_matcher_find(&search, kr_dom_text(&page->dom, i)))
			return true;
	return false;
}

/* kr_stat.chars of what is kept. */
static uint32_t body_chars(const struct kr_page *page)
{
	uint32_t n = page->state_chars;

	for (int32_t i = 0; i < page->dom.n; i++)
		if (kr_page_in_body(page, i) && page->dom.nodes[i].tag == KR_TAG_TEXT)
			n += page->stat[i].chars;
	return n;
}

static bool has(const struct kr_page *page, int tag)
{
	return kr_dom_find(&page->dom, 0, page->dom.n, tag) >= 0;
}

static void no_article(struct kr_page *page)
{
	page->doc->nblocks = 0;
	page->doc->nrecs = 0;
}

/* Pages with something of their own describe it for search engines and previews. */
static bool is_described(const struct kr_page *page)
{
	return page->facts->og_title || page->nld > 0 || page->state_chars;
}

/* A part of the title that says such a phrase and little else: articles are written about such
 * things, too. */
static bool titled(struct kr_slice title, uint64_t meanings)
{
	while (title.len) {
		size_t len = 0, longest;

		while (len < title.len && !strchr("|_", title.data[len]) &&
		        !(len && title.len - len > 2 && !memcmp(title.data + len, " - ", 3)))
			len++;
		longest = kr_phrases_longest((struct kr_slice){title.data, len}, meanings);
		if (longest && len <= longest + BESIDE)
			return true;
		len += len < title.len;
		title.data += len;
		title.len -= len;
	}
	return false;
}

/* Whether an element of the body has a class or id with this meaning. */
static bool has_class(const struct kr_page *page, uint64_t meaning)
{
	for (int32_t i = page->dom.body < 0 ? 0 : page->dom.body; i < page->dom.n; i++)
		if (kr_page_class_words(page, i) & meaning)
			return true;
	return false;
}

/* Something to fill in or to press, or where a script will put it. */
static bool can_answer(const struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;

	if (has(page, KR_TAG_form) || has(page, KR_TAG_iframe) || has(page, KR_TAG_input) ||
	        has(page, KR_TAG_button))
		return true;
	for (int32_t i = kr_dom_find(dom, 0, dom->n, KR_TAG_a); i >= 0;
	        i = kr_dom_find(dom, i + 1, dom->n, KR_TAG_a))
		if (kr_str_istarts(kr_dom_attr(dom, i, "href"), "javascript:"))
			return true;
	return has_class(page, KR_CLASS_WORD(CHALLENGE));
}

/* A short page that asks for a proof, in its title or with a way to give one. */
static bool is_verification(const struct kr_page *page)
{
	const uint64_t asks = KR_PHRASE(VERIFY) | KR_PHRASE(REFUSED);

	if (page->stat[0].chars > SMALL || page->dated || is_described(page))
		return false;
	if (titled(page->facts->title, asks))
		return true;
	if (page->stat[0].chars > ASKS)
		return false;
	return (can_answer(page) &&
	               (kr_phrases_find(page->facts->title, asks) || page_says(page, asks))) ||
	       (page_says(page, KR_PHRASE(REFUSED)) && !has(page, KR_TAG_article));
}

/* Cookies and consent in most of its text, and a way to accept. */
static bool is_consent(const struct kr_page *page)
{
	const bool named = titled(page->facts->title, KR_PHRASE(CONSENT_TITLE));
	uint32_t about = 0, all = 0;
	bool speaks = false;

	if (page->stat[0].chars > CONSENT || page->dated || !page->doc->nblocks ||
	        is_described(page) || has(page, KR_TAG_article))
		return false;
	for (int32_t i = 0; i < page->dom.n; i++) {
		const bool here = kr_page_shows_text(page, i) &&
		                  kr_consent_speaks(kr_dom_text(&page->dom, i));

		speaks |= here;
		if (!kr_page_shows_text(page, i) || page->stat[i].chars < 40)
			continue;
		all += page->stat[i].chars;
		about += here ? page->stat[i].chars : 0;
	}
	if (!(named && speaks) && (!about || about < all - all / 3))
		return false;
	return kr_consent_can_accept(page, 0);
}

static bool noscript_says(const struct kr_page *page)
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

/* Nothing was found, or a few words of a menu. */
static bool is_bare(const struct kr_doc *doc, uint32_t body)
{
	static const char *const stops[] = {"。", "！", "？", ".", "!", "?"};
	struct kr_str text;
	bool bare = body <= WORDS && !doc->nrecs && !doc->ncomments && !doc->nmedia;

	kr_str_init(&text);
	for (size_t i = 0; i < doc->nblocks && bare; i++) {
		kr_doc_block_text(&doc->blocks[i], &text);
		bare = doc->blocks[i].type != KR_BLOCK_FIGURE &&
		       !kr_slice_ihas_any((struct kr_slice){text.data, text.len}, stops,
		               sizeof stops / sizeof *stops);
	}
	kr_str_fini(&text);
	return bare;
}

/* Next to nothing to see, and a script that should have made it, or words that say so. */
static bool needs_script(const struct kr_page *page, uint32_t body)
{
	static const char *const roots[] = {
	        "root", "app", "__next", "__nuxt", "__layout", "react-root", "main-app"};
	const struct kr_dom *dom = &page->dom;

	if (body > NOTHING || page->state_chars || page->stat[0].chars > SMALL)
		return false;
	if (page_says(page, KR_PHRASE(NEEDS_SCRIPT)) || noscript_says(page))
		return true;
	if (is_bare(page->doc, body) && page->stat[0].chars <= NOTHING)
		return has(page, KR_TAG_script) || has_class(page, KR_CLASS_WORD(PLACEHOLDER));
	for (int32_t i = 0;
	        i < dom->n && page->stat[0].chars <= NOTHING && has(page, KR_TAG_script); i++) {
		const char *id = dom->nodes[i].tag == KR_TAG_div ? kr_dom_attr(dom, i, "id") : NULL;

		for (size_t k = 0;
		        id && page->stat[i].chars == 0 && k < sizeof roots / sizeof *roots; k++)
			if (!strcmp(id, roots[k]))
				return true;
	}
	return false;
}

static int32_t last_kept(const struct kr_page *page)
{
	int32_t i = page->dom.n - 1;

	while (i >= 0 && !kr_page_in_body(page, i))
		i--;
	return i;
}

/* Text nodes behind the body that say one of the words; *links_only: only those that are links. */
static bool behind_says(const struct kr_page *page, uint64_t meanings, int most, bool links_only)
{
	struct kr_matcher search;

	kr_phrases_prepare(&search, meanings);
	for (int32_t i = last_kept(page) + 1; i > 0 && i < page->dom.n && most > 0; i++) {
		if (!kr_page_shows_text(page, i) || page->mark[i] & KR_MARK_REC)
			continue;
		most--;
		if ((!links_only || page->dom.nodes[i].flags & KR_NF_LINK) &&
		        page->stat[i].chars < 300 &&
		        kr_matcher_find(&search, kr_dom_text(&page->dom, i)))
			return true;
	}
	return false;
}

/* A wall can look like the last paragraphs of the text. */
static bool ends_asking(const struct kr_page *page)
{
	enum { LAST = 8 };
	int left = LAST;

	for (int32_t i = last_kept(page); i >= 0 && left > 0; i--) {
		if (!kr_page_in_body(page, i) || page->dom.nodes[i].tag != KR_TAG_TEXT)
			continue;
		left--;
		if (page->stat[i].chars < 300 &&
		        kr_phrases_find(kr_dom_text(&page->dom, i), KR_PHRASE(PAYWALL_ASKS)))
			return true;
	}
	return false;
}

static bool breaks_off(const struct kr_page *page, int32_t last)
{
	const struct kr_slice s =
	        last < 0 ? kr_slice_of(NULL) : kr_slice_trim(kr_dom_text(&page->dom, last));

	return s.len > 3 && (kr_slice_ends(s, "...") || kr_slice_ends(s, "…"));
}

/* What the page's data say: 1 for sale, 0 free, -1 nothing. */
static int for_sale(const struct kr_page *page)
{
	const struct kr_js_value *v =
	        kr_js_value_get(kr_json_ld_article(page), "isAccessibleForFree");
	const char *s = kr_js_value_str(v);

	if (v && v->type == KR_JS_VALUE_BOOL)
		return v->u.num == 0;
	return s ? kr_str_istarts(s, "false") || kr_str_istarts(s, "no") : -1;
}

/* What to say about a body that is for sale; NULL: it is not. What the data say of the article may
 * not be true of the page, which can hold all of it. */
static const char *wall_of(const struct kr_page *page, uint32_t body)
{
	const int sale = for_sale(page);

	if (body > TEASER || sale == 0)
		return NULL;
	if (behind_says(page, KR_PHRASE(PAYWALL) | KR_PHRASE(PAYWALL_ASKS), BEHIND, false) ||
	        ends_asking(page) || (sale == 1 && breaks_off(page, last_kept(page))))
		return "the rest of this article is for subscribers";
	return sale == 1 ? "this article is for subscribers; there may be more of it" : NULL;
}

/* The text breaks off, and a link to the rest follows. */
static bool is_cut(const struct kr_page *page, uint32_t body)
{
	return body <= CUT && breaks_off(page, last_kept(page)) &&
	       behind_says(page, KR_PHRASE(READ_REST), 3, true);
}

void kr_warn_run(struct kr_page *page)
{
	const uint32_t body = body_chars(page);
	const char *wall = wall_of(page, body);
	struct kr_doc *doc = page->doc;

	if (is_verification(page)) {
		kr_doc_warn(doc, "verification-page",
		        "this page takes you for a robot, or wants to know; the browser can answer "
		        "it (o)");
		no_article(page);
	} else if (is_consent(page)) {
		kr_doc_warn(doc, "consent-page",
		        "this page only asks about cookies; answer it in the browser (o), or see "
		        ":raw");
		no_article(page);
	} else if (needs_script(page, body)) {
		kr_doc_warn(doc, "needs-javascript",
		        "this page is made by a script, which kread does not run; the browser "
		        "shows it (o)");
	} else if (wall) {
		kr_doc_warn(doc, "paywall", wall);
	} else if (is_cut(page, body)) {
		kr_doc_warn(doc, "truncated", "this is only the beginning of the article");
	}
}
