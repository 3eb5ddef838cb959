#include "extract/dom/page_priv.h"

#include <string.h>

#include "extract/dom/attr_cache_priv.h"
#include "extract/words/phrases_priv.h"
#include "kread/base/url.h"

struct kr_word_cache {
	struct kr_matcher classes, headings;
	bool has_headings; /* headings has been prepared */
	struct kr_attr_cache found;
};

void kr_page_open(struct kr_page *page)
{
	kr_arena_init(&page->arena);
	kr_arena_init(&page->scratch);
	page->title_node = page->body_root = -1;
	page->words = kr_arena_alloc(&page->arena, sizeof *page->words);
	kr_class_words_prepare(&page->words->classes);
}

void kr_page_close(struct kr_page *page)
{
	kr_dom_fini(&page->dom);
	kr_arena_fini(&page->arena);
	kr_arena_fini(&page->scratch);
}

uint64_t kr_page_text_words(const struct kr_page *page, struct kr_slice text)
{
	return kr_matcher_find(&page->words->classes, text);
}

uint64_t kr_page_attr_words(const struct kr_page *page, const char *value)
{
	uint64_t *found;

	if (!value)
		return 0;
	if (!kr_attr_cache_has(&page->words->found, value, &found))
		*found = kr_page_text_words(page, kr_slice_of(value));
	return *found;
}

uint64_t kr_page_class_words(const struct kr_page *page, int32_t i)
{
	return kr_page_attr_words(page, kr_dom_attr(&page->dom, i, "class")) |
	       kr_page_attr_words(page, kr_dom_attr(&page->dom, i, "id"));
}

uint64_t kr_page_heading_words(const struct kr_page *page, struct kr_slice text)
{
	if (!page->words->has_headings)
		kr_phrases_prepare(&page->words->headings,
		        KR_PHRASE(HEADING_RELATED) | KR_PHRASE(HEADING_LIST) |
		                KR_PHRASE(HEADING_PAGER) | KR_PHRASE(HEADING_OTHER));
	page->words->has_headings = true;
	return kr_matcher_find_prefixes(&page->words->headings, text);
}

/* Only files may link to files. */
static bool is_file_link(const struct kr_page *page, const char *url)
{
	return kr_str_starts(url, "file:") && kr_str_starts(page->in->url, "file:");
}

const char *kr_page_url(struct kr_page *page, const char *ref)
{
	const char *base = page->base, *url = NULL;
	struct kr_str full;

	if (kr_str_empty(ref))
		return NULL;
	/* the URL of a saved page may be unknown */
	if (!base && kr_url_is_relative(ref))
		return kr_doc_line(page->doc, ref, strlen(ref));
	/* no base is needed for absolute references; "//host/" means a host even in a file */
	if (!base || (kr_str_starts(ref, "//") && kr_str_starts(base, "file:")))
		base = "https://x/";
	kr_str_init(&full);
	if (kr_url_resolve(base, ref, strlen(ref), &full) &&
	        (kr_url_is_web(full.data) || kr_str_starts(full.data, "mailto:") ||
	                is_file_link(page, full.data)))
		url = kr_doc_line(page->doc, full.data, full.len);
	kr_str_fini(&full);
	return url;
}

/* Counts bytes with white space collapsed and trimmed. */
static size_t collapsed_bytes(struct kr_slice s)
{
	unsigned char before = ' ';
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		const unsigned char c = (unsigned char)s.data[i];

		n += (c > ' ') | (before > ' ');
		before = c;
	}
	return n - (s.len && (unsigned char)s.data[s.len - 1] <= ' ' && n > 0);
}

size_t kr_page_body_bytes(const struct kr_page *page)
{
	size_t n = 0;

	for (int32_t i = 0; i < page->dom.n; i++)
		if (page->dom.nodes[i].tag == KR_TAG_TEXT && kr_page_in_body(page, i))
			n += collapsed_bytes(kr_dom_text(&page->dom, i));
	return n;
}

bool kr_page_is_bare(const struct kr_page *page)
{
	return kr_page_body_bytes(page) < KR_PAGE_BARE_BYTES;
}

void kr_page_hide(struct kr_page *page, int32_t root)
{
	struct kr_dom *dom = &page->dom;
	const struct kr_stat hidden = page->stat[root];
	const bool counted = !(dom->nodes[root].flags & KR_NF_HIDDEN);

	for (int32_t i = dom->nodes[root].parent; counted && i >= 0; i = dom->nodes[i].parent) {
		struct kr_stat *s = &page->stat[i];

		s->chars -= hidden.chars;
		s->link_chars -= hidden.link_chars;
		s->words -= hidden.words;
		s->stops -= hidden.stops;
		s->links -= hidden.links;
	}
	for (int32_t i = root; i < dom->nodes[root].end; i++) {
		dom->nodes[i].flags =
		        (uint16_t)((dom->nodes[i].flags | KR_NF_HIDDEN) & ~KR_NF_FOLDED);
		page->stat[i] = (struct kr_stat){.elements = page->stat[i].elements};
	}
}
