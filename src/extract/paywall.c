#include "extract/paywall_priv.h"

#include <stdlib.h>

#include "extract/data/json_ld_priv.h"
#include "extract/words/phrases_priv.h"

enum {
	/* in kr_stat.chars */
	MAX_TEASER = 3000,     /* body before a paywall */
	MAX_TRUNCATED = 1500,  /* body before "read more" */
	MAX_PHRASE_TEXT = 300, /* text that may have a phrase */

	/* texts to search for phrases */
	PAYWALL_AFTER = 60,
	LINKS_AFTER = 3,
	LAST = 8, /* of the body */
};

static int32_t last_in_body(const struct kr_page *page)
{
	int32_t i = page->dom.n - 1;

	while (i >= 0 && !kr_page_in_body(page, i))
		i--;
	return i;
}

/* Whether one of the first texts after the body, links only if so asked, has one of the phrases. */
static bool has_phrase_after(
        const struct kr_page *page, uint64_t meanings, int max_texts, bool links_only)
{
	struct kr_matcher search;

	kr_phrases_prepare(&search, meanings);
	for (int32_t i = last_in_body(page) + 1; i > 0 && i < page->dom.n && max_texts > 0; i++) {
		if (!kr_page_shows_text(page, i) || page->mark[i] & KR_MARK_REC)
			continue;
		max_texts--;
		if ((!links_only || page->dom.nodes[i].flags & KR_NF_LINK) &&
		        page->stat[i].chars < MAX_PHRASE_TEXT &&
		        kr_matcher_find(&search, kr_dom_text(&page->dom, i)))
			return true;
	}
	return false;
}

/* Whether the last texts of the body ask to subscribe: a paywall may look like part of the text. */
static bool ends_with_paywall(const struct kr_page *page)
{
	int left = LAST;

	for (int32_t i = last_in_body(page); i >= 0 && left > 0; i--) {
		if (!kr_page_in_body(page, i) || page->dom.nodes[i].tag != KR_TAG_TEXT)
			continue;
		left--;
		if (page->stat[i].chars < MAX_PHRASE_TEXT &&
		        kr_phrases_find(kr_dom_text(&page->dom, i), KR_PHRASE(PAYWALL_ASKS)))
			return true;
	}
	return false;
}

static bool ends_with_ellipsis(const struct kr_page *page)
{
	const int32_t last = last_in_body(page);
	const struct kr_slice s =
	        last < 0 ? kr_slice_of(NULL) : kr_slice_trim(kr_dom_text(&page->dom, last));

	return s.len > 3 && (kr_slice_ends(s, "...") || kr_slice_ends(s, "…"));
}

static bool ends_as_sentence(const struct kr_page *page)
{
	static const char *const ends[] = {
	        ".", "!", "?", "。", "！", "？", "”", "\"", "」", "।", "؟", ")", "）"};
	const int32_t last = last_in_body(page);
	const struct kr_slice s =
	        last < 0 ? kr_slice_of(NULL) : kr_slice_trim(kr_dom_text(&page->dom, last));

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (s.len && kr_slice_ends(s, ends[i]))
			return !ends_with_ellipsis(page);
	return false;
}

/* Compares the words of the body with their number by the page's JSON-LD: 1 if they are all there,
 * -1 if many are missing, 0 if the page does not say. */
static int compare_words(const struct kr_page *page)
{
	enum { LEAST = 50, MOST = 100000000 }; /* smaller numbers are not those of an article */
	const struct kr_js_value *v = kr_js_value_get(kr_json_ld_article(page), "wordCount");
	const char *s = kr_js_value_str(v);
	const double number = s                                    ? (double)strtol(s, NULL, 10)
	                      : v && v->type == KR_JS_VALUE_NUMBER ? v->u.num
	                                                           : 0;
	int64_t stated, words = 0;

	if (!(number >= LEAST))
		return 0;
	stated = number < MOST ? (int64_t)number : MOST;
	for (int32_t i = 0; i < page->dom.n; i++)
		if (page->dom.nodes[i].tag == KR_TAG_TEXT && kr_page_in_body(page, i))
			words += page->stat[i].words;
	return words * 10 >= stated * 9 ? 1 : words * 10 < stated * 7 ? -1 : 0;
}

enum access { UNKNOWN, FREE, FOR_SUBSCRIBERS };

static enum access declared_access(const struct kr_page *page)
{
	const struct kr_js_value *v =
	        kr_js_value_get(kr_json_ld_article(page), "isAccessibleForFree");
	const char *s = kr_js_value_str(v);
	bool restricted;

	if (v && v->type == KR_JS_VALUE_BOOL)
		restricted = v->u.num == 0;
	else if (s)
		restricted = kr_str_istarts(s, "false") || kr_str_istarts(s, "no");
	else
		return UNKNOWN;
	return restricted ? FOR_SUBSCRIBERS : FREE;
}

const char *kr_paywall_warning(const struct kr_page *page, uint32_t body_chars)
{
	const enum access declared = declared_access(page);
	int words;

	if (body_chars > MAX_TEASER || declared == FREE || (words = compare_words(page)) > 0)
		return NULL;
	if (has_phrase_after(
	            page, KR_PHRASE(PAYWALL) | KR_PHRASE(PAYWALL_ASKS), PAYWALL_AFTER, false) ||
	        ends_with_paywall(page) ||
	        (declared == FOR_SUBSCRIBERS && ends_with_ellipsis(page)))
		return "the rest of this article is for subscribers";
	/* many pages that are declared so are complete nevertheless */
	return declared == FOR_SUBSCRIBERS && (words < 0 || !ends_as_sentence(page))
	               ? "this article is for subscribers; there may be more of it"
	               : NULL;
}

bool kr_paywall_is_truncated(const struct kr_page *page, uint32_t body_chars)
{
	return body_chars <= MAX_TRUNCATED && ends_with_ellipsis(page) &&
	       has_phrase_after(page, KR_PHRASE(READ_REST), LINKS_AFTER, true);
}
