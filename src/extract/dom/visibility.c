/* Marks hidden elements and counts the visible text of each node. */
#include "extract/dom/page_priv.h"

#include <string.h>

#include "extract/dom/attr_cache_priv.h"
#include "extract/dom/hidden_parts_priv.h"
#include "extract/dom/styles_priv.h"
#include "extract/dom/text_stats_priv.h"

enum {
	MIN_TEXT = 300,   /* in kr_stat.chars: a page with less has hardly any text */
	MAX_NOTICE = 400, /* bytes of text of a notice in <noscript> */
	TINY = 3,         /* most nodes of an element with text of no size: others may change it */
};

/* React sends late content in <div hidden id="S:1">, which a script then moves into place. */
static bool is_streamed(const struct kr_dom *dom, int32_t i)
{
	return kr_str_starts(kr_dom_attr(dom, i, "id"), "S:");
}

/* Classes that take text off the screen on any site: text for screen readers, or shown when the
 * pointer is over a word. */
static uint64_t is_off_screen(const char *classes)
{
	static const char *const words[] = {"sr-only", "visually-hidden", "visuallyhidden",
	        "screen-reader-text", "tooltiptext", "tooltip-content", "popover-content",
	        "hovercard-content", "rollover-block"};

	for (const char *p = classes; *p; p += *p == ' ') {
		const struct kr_slice word = {p, strcspn(p, " ")};

		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			if (word.len && *p == *words[i] && kr_slice_eq(word, words[i]))
				return true;
		p += word.len;
	}
	return false;
}

/* Whether a <noscript> has only a notice or a copy of a lazy picture. Some pages have their whole
 * text in one. */
static bool is_small_noscript(const struct kr_dom *dom, int32_t i)
{
	size_t bytes = 0;

	if (dom->nodes[i].tag != KR_TAG_noscript ||
	        kr_dom_up(dom, dom->nodes[i].parent, KR_TAG_noscript) >= 0)
		return false;
	for (int32_t k = i + 1; k < dom->nodes[i].end && bytes < MAX_NOTICE; k++)
		if (dom->nodes[k].tag == KR_TAG_TEXT)
			bytes += kr_slice_trim(kr_dom_text(dom, k)).len;
	return bytes < MAX_NOTICE;
}

/* Void elements and <noscript> in the head. Other elements may be text: if a page leaves out
 * <body>, libxml2, which does not know newer elements, puts the text into the head. */
static bool is_head_data(const struct kr_dom *dom, int32_t i)
{
	const struct kr_node *n = &dom->nodes[i];

	return n->parent >= 0 && dom->nodes[n->parent].tag == KR_TAG_head &&
	       (kr_dom_tag_flags(n->tag) & KR_TF_VOID || n->tag == KR_TAG_noscript);
}

/* A declarative shadow root, which browsers show within the element around it. Most of them are
 * menus. */
static bool is_shadow(const struct kr_dom *dom, int32_t i)
{
	return dom->nodes[i].tag == KR_TAG_template && kr_dom_attr(dom, i, "shadowrootmode");
}

/* How flags are set. */
struct flagging {
	bool trust_styles;
	struct kr_attr_cache off_screen; /* of classes */
};

/* Whether no style can show an element. Closed dialogs count. */
static bool is_never_visible(const struct kr_dom *dom, int32_t i, struct flagging *how)
{
	const int tag = dom->nodes[i].tag;
	const char *classes;

	if (((kr_dom_tag_flags(tag) & KR_TF_SKIP) && !(!how->trust_styles && is_shadow(dom, i))) ||
	        is_small_noscript(dom, i) || is_head_data(dom, i))
		return true;
	if (tag == KR_TAG_dialog && !kr_dom_attr(dom, i, "open"))
		return true;
	classes = kr_dom_attr(dom, i, "class");
	return (classes && kr_attr_cache_get(&how->off_screen, classes, is_off_screen)) ||
	       kr_hidden_parts_is(dom, i);
}

/* Whether style sheets may hide an element: a paragraph or less. What else they hide are menus and
 * boxes, which are told by other means and which scripts often show. */
static bool is_line(const struct kr_dom *dom, int32_t i)
{
	enum { NODES = 40 };
	const int tag = dom->nodes[i].tag;

	if (dom->nodes[i].end - i > NODES || kr_dom_is_heading(tag) || tag == KR_TAG_li)
		return false;
	for (int32_t k = i + 1; k < dom->nodes[i].end; k++)
		if (kr_dom_is_block(dom->nodes[k].tag))
			return false;
	return dom->nodes[i].end > i + 1;
}

/* Whether an element is hidden by attribute or style. aria-hidden does not count, because pages
 * set it on visible elements as well. A picture may stand in for a hidden formula, which says
 * more. */
static bool is_hidden_by_style(const struct kr_page *page, int32_t i)
{
	const struct kr_dom *dom = &page->dom;
	const bool block = kr_dom_is_block(dom->nodes[i].tag);
	const char *hidden = kr_dom_attr(dom, i, "hidden");
	unsigned look;

	if (hidden && !kr_str_eq(hidden, "until-found") && !is_streamed(dom, i))
		return true;
	look = kr_styles_of(page->styles && is_line(dom, i) ? page->styles : NULL, dom, i);
	if (!block && (look & KR_LOOK_TINY) && dom->nodes[i].end - i <= TINY)
		return true;
	return (look & KR_LOOK_GONE) &&
	       (block || kr_dom_child(dom, i) < 0 ||
	               dom->nodes[kr_dom_child(dom, i)].tag != KR_TAG_math);
}

static uint16_t own_flags(
        const struct kr_page *page, int32_t i, uint16_t inherited, struct flagging *how)
{
	const struct kr_dom *dom = &page->dom;

	if ((inherited & KR_NF_HIDDEN) && !(inherited & KR_NF_FOLDED))
		return inherited;
	if (is_never_visible(dom, i, how))
		return (uint16_t)((inherited | KR_NF_HIDDEN) & ~KR_NF_FOLDED);
	if (!(inherited & KR_NF_HIDDEN) && how->trust_styles && is_hidden_by_style(page, i))
		return (uint16_t)(inherited | KR_NF_HIDDEN |
		                  (kr_dom_is_block(dom->nodes[i].tag) ? KR_NF_FOLDED : 0));
	return inherited;
}

static bool is_link(const struct kr_dom *dom, int32_t i)
{
	return dom->nodes[i].tag == KR_TAG_a && kr_dom_attr(dom, i, "href") &&
	       !kr_hidden_parts_is_self_link(dom, i);
}

/* Adds the counts of all nodes to their parents, in one pass backwards. */
static void add_to_parents(struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;

	for (int32_t i = dom->n - 1; i > 0; i--) {
		struct kr_stat *s = &page->stat[i], *p = &page->stat[dom->nodes[i].parent];

		p->elements += s->elements;
		if (dom->nodes[i].flags & ~dom->nodes[dom->nodes[i].parent].flags & KR_NF_HIDDEN)
			/* folded text counts for itself, not for the visible text around it */
			continue;
		p->chars += s->chars;
		p->link_chars += s->link_chars;
		p->words += s->words;
		p->stops += s->stops;
		p->links += s->links;
	}
}

static void set_flags(struct kr_page *page, bool trust_styles)
{
	struct kr_dom *dom = &page->dom;
	struct flagging how = {.trust_styles = trust_styles};

	memset(page->stat, 0, (size_t)dom->n * sizeof *page->stat);
	for (int32_t i = 0; i < dom->n; i++) {
		struct kr_node *n = &dom->nodes[i];

		n->flags = n->parent < 0 ? 0
		                         : dom->nodes[n->parent].flags &
		                                   (KR_NF_HIDDEN | KR_NF_LINK | KR_NF_FOLDED);
		if (page->drop && page->drop[i])
			n->flags = (uint16_t)((n->flags & ~KR_NF_FOLDED) | KR_NF_HIDDEN);
		if (n->tag == KR_TAG_TEXT) {
			if (!(n->flags & KR_NF_HIDDEN) || (n->flags & KR_NF_FOLDED))
				kr_text_stats_count(dom, i, &page->stat[i]);
			continue;
		}
		if (i != dom->html && i != dom->body)
			n->flags = own_flags(page, i, n->flags, &how);
		if (is_link(dom, i)) {
			n->flags |= KR_NF_LINK;
			page->stat[i].links = !(n->flags & KR_NF_HIDDEN);
		}
		page->stat[i].elements = 1;
	}
	add_to_parents(page);
}

void kr_visibility_run(struct kr_page *page)
{
	uint32_t shown;

	page->stat = kr_arena_alloc(&page->arena, (size_t)page->dom.n * sizeof *page->stat);
	page->mark = kr_arena_alloc(&page->arena, (size_t)page->dom.n);
	page->styles = kr_styles_find(&page->dom, &page->arena);
	set_flags(page, true);
	shown = page->stat[0].chars;
	if (shown >= MIN_TEXT) {
		kr_hidden_parts_settle(page);
		return;
	}
	/* If a page is_never_visible all its text, a script shows it, or it is in shadow trees:
	 * ignore styles then. */
	set_flags(page, false);
	if (page->stat[0].chars < shown + MIN_TEXT)
		set_flags(page, true);
}

void kr_visibility_keep_all(struct kr_page *page)
{
	for (int32_t i = 0; i < page->dom.n; i++) {
		int tag = page->dom.nodes[i].tag;

		if (!(page->dom.nodes[i].flags & KR_NF_HIDDEN) &&
		        (tag == KR_TAG_TEXT || tag == KR_TAG_img))
			page->mark[i] |= KR_MARK_KEEP;
	}
	page->body_root = 0;
}
