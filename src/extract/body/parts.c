#include "extract/body/parts_priv.h"

#include <string.h>

#include "extract/data/page_facts_priv.h"

enum {
	REST = 200,    /* in kr_stat.chars: least text that is kept outside the boxes of a kind */
	PROFILE = 400, /* longest list of facts about a person, and ... */
	FACT = 60,     /* ... longest fact */
	ABOUT = 900,   /* longest note about an author */
	CAPTION = 600, /* longest caption */
	LEVELS = 4,
	NODES = 100, /* around a caption that are looked at */
};

/* Whether an element is a box of one kind. */
typedef bool part_fn(const struct kr_page *page, int32_t box);

static bool is_dialog(const struct kr_page *page, int32_t box)
{
	const char *role = kr_dom_attr(&page->dom, box, "role");
	const uint64_t words = kr_page_class_words(page, box);

	return kr_str_eq(role, "dialog") || kr_str_eq(role, "alertdialog") ||
	       (words & KR_CLASS_WORD(DIALOG) && !(words & KR_CLASS_WORD(DIALOG_LINK)));
}

static bool is_disclaimer(const struct kr_page *page, int32_t box)
{
	return kr_page_class_words(page, box) & KR_CLASS_WORD(DISCLAIMER);
}

static bool is_review(const struct kr_page *page, int32_t box)
{
	if (!(kr_page_class_words(page, box) & KR_CLASS_WORD(REVIEW)))
		return false;
	for (int level = 0; level < LEVELS && box > 0; level++, box = page->dom.nodes[box].parent)
		if (kr_page_class_words(page, box) & KR_CLASS_WORD(QUOTED_REVIEW))
			return false;
	return true;
}

/* Whether a picture is near a caption, and nothing else that may have one. */
static bool is_of_picture(const struct kr_dom *dom, int32_t caption)
{
	const int32_t root = dom->nodes[caption].parent;
	bool picture = false;

	for (int32_t i = root; i < dom->nodes[root].end && i < root + NODES; i++)
		switch (dom->nodes[i].tag) {
		case KR_TAG_img:
			picture = true;
			break;
		case KR_TAG_blockquote:
		case KR_TAG_table:
		case KR_TAG_pre:
		case KR_TAG_video:
			return false;
		default:
			break;
		}
	return picture;
}

static bool is_caption(const struct kr_page *page, int32_t box)
{
	const struct kr_dom *dom = &page->dom;
	const int tag = dom->nodes[box].tag;

	return (tag == KR_TAG_figcaption ||
	               kr_page_class_words(page, box) & KR_CLASS_WORD(CAPTION)) &&
	       !kr_dom_is_heading(tag) && page->stat[box].chars <= CAPTION &&
	       is_of_picture(dom, box);
}

/* The signature below a post, or a list of short facts about who wrote it. */
static bool is_about_poster(const struct kr_page *page, int32_t box)
{
	const struct kr_dom *dom = &page->dom;

	if (kr_page_class_words(page, box) & KR_CLASS_WORD(SIGNATURE))
		return true;
	if (dom->nodes[box].tag != KR_TAG_dl || page->stat[box].chars > PROFILE)
		return false;
	for (int32_t i = kr_dom_child(dom, box); i >= 0; i = kr_dom_next(dom, i))
		if (page->stat[i].chars > FACT)
			return false;
	return true;
}

static bool is_about_author(const struct kr_page *page, int32_t box)
{
	return kr_page_class_words(page, box) & KR_CLASS_WORD(ABOUT_AUTHOR) &&
	       page->stat[box].chars <= ABOUT;
}

/* The outermost box of a kind around a text, below the element that holds the headline; -1: none */
static int32_t box_around(const struct kr_page *page, part_fn *is, int32_t i)
{
	const struct kr_dom *dom = &page->dom;
	int32_t found = -1;

	for (; i > 0 && i != dom->body; i = dom->nodes[i].parent) {
		if (page->title_node >= 0 && kr_dom_within(dom, page->title_node, i))
			break;
		if (is(page, i))
			found = i;
	}
	return found;
}

/* Drops all boxes of a kind, unless they have more than `most` of four quarters of the text. */
static void drop(
        struct kr_page *page, const struct kr_segs *segs, part_fn *is, uint32_t most, uint8_t *keep)
{
	uint8_t *rest = kr_arena_alloc(&page->scratch, (size_t)segs->n);
	uint32_t chars = 0, all = 0;
	int32_t end = 0;

	for (int32_t k = 0; k < segs->n; k++) {
		const struct kr_seg *s = &segs->v[k];

		if (!keep[k])
			continue;
		all += s->chars;
		if (s->first >= end) {
			const int32_t box = box_around(page, is, s->block);

			end = box < 0 ? end : page->dom.nodes[box].end;
		}
		rest[k] = s->first >= end;
		chars += rest[k] ? s->chars : 0;
	}
	if (chars < REST || (uint64_t)chars * 4 < (uint64_t)all * (4 - most))
		return;
	memcpy(keep, rest, (size_t)segs->n);
}

void kr_parts_drop(struct kr_page *page, const struct kr_segs *segs, bool article, uint8_t *keep)
{
	const struct kr_page_kind *kind = &page->facts->kind;

	drop(page, segs, is_dialog, 4, keep);
	drop(page, segs, is_disclaimer, 2, keep);
	if (article) {
		drop(page, segs, is_caption, 1, keep);
		drop(page, segs, is_about_author, 2, keep);
	} else if (kind->generator == KR_GENERATOR_FORUM || kind->kind == KR_PAGE_KIND_FORUM ||
	           kind->json_ld == KR_PAGE_KIND_FORUM) {
		drop(page, segs, is_about_poster, 2, keep);
	} else if (kind->kind == KR_PAGE_KIND_PRODUCT || kind->og == KR_PAGE_KIND_PRODUCT ||
	           kind->json_ld == KR_PAGE_KIND_PRODUCT) {
		drop(page, segs, is_review, 3, keep);
	}
}
