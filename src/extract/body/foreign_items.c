/* Galleries, playlists and lists of other articles, each item with a heading and a few words: rows
 * of items of one shape whose class or heading says what they are. */
#include "extract/body/foreign_priv.h"

#include <string.h>

#include "extract/words/phrases_priv.h"

enum {
	ITEMS = 4,
	ITEM = 700, /* in kr_stat.chars: longest item */
	LEVELS = 3,
};

/* Whether an item has a heading. */
static bool has_heading(const struct kr_dom *dom, int32_t item)
{
	for (int32_t i = item + 1; i < dom->nodes[item].end; i++)
		if (kr_dom_is_heading(dom->nodes[i].tag))
			return true;
	return false;
}

/* The first of the items that make up most of an element, or -1. */
static int32_t first_item(const struct kr_page *page, int32_t list)
{
	const struct kr_dom *dom = &page->dom;
	int32_t first = -1;
	uint32_t n = 0, chars = 0;

	for (int32_t i = kr_dom_child(dom, list); i >= 0; i = kr_dom_next(dom, i)) {
		const uint32_t own = page->stat[i].chars;

		if (dom->nodes[i].tag == KR_TAG_TEXT || !kr_dom_is_block(dom->nodes[i].tag) ||
		        kr_dom_is_heading(dom->nodes[i].tag) || dom->nodes[i].tag == KR_TAG_p ||
		        !own)
			continue;
		if (own > ITEM)
			return -1;
		if (first < 0)
			first = i;
		if (kr_dom_is_alike(dom, first, i)) {
			n++;
			chars += own;
		}
	}
	return n >= ITEMS && chars * 10 >= page->stat[list].chars * 7 && has_heading(dom, first)
	               ? first
	               : -1;
}

/* Appends the last heading before a node within the element above. */
static void add_heading_before(
        const struct kr_foreign *f, int32_t above, int32_t node, struct kr_str *out)
{
	const struct kr_dom *dom = &f->page->dom;
	int32_t first, end;

	kr_foreign_box_segments(f, above, &first, &end);
	for (int32_t k = first; k < end && f->segs->v[k].first < node; k++)
		if (kr_dom_is_heading(dom->nodes[f->segs->v[k].block].tag) &&
		        f->segs->v[k].chars <= 120) {
			kr_str_clear(out);
			kr_dom_inner_text(dom, f->segs->v[k].block, out);
		} else if (kr_foreign_box_is_prose(&f->segs->v[k])) {
			kr_str_clear(out);
		}
}

/* Whether a heading counts: "7/24 Boats". */
static bool is_counter(struct kr_slice s)
{
	size_t i = 0;

	while (i < s.len && s.data[i] >= '0' && s.data[i] <= '9')
		i++;
	if (!i || i == s.len || s.data[i] != '/')
		return false;
	return i + 1 < s.len && s.data[i + 1] >= '0' && s.data[i + 1] <= '9';
}

/* What class words and headings around a list say: whether it is one of other things. */
static bool is_foreign(const struct kr_foreign *f, int32_t list, int32_t item, int32_t *ret_box)
{
	const struct kr_page *page = f->page;
	const struct kr_dom *dom = &page->dom;
	struct kr_str heading, own;
	bool playlist = false, gallery = false, about;
	int32_t box = list;

	*ret_box = list;
	kr_str_init(&heading);
	kr_str_init(&own);
	kr_dom_inner_text(dom, item, &own);
	gallery = is_counter((struct kr_slice){own.data, own.len});
	for (int level = 0; level < LEVELS && box > 0; level++) {
		const uint64_t words = kr_page_class_words(page, box);

		playlist |= (words & KR_CLASS_WORD(PLAYLIST)) != 0;
		gallery |= (words & KR_CLASS_WORD(GALLERY)) != 0;
		*ret_box = box;
		box = dom->nodes[box].parent;
		if (box <= 0 || box == dom->body || dom->nodes[box].tag == KR_TAG_article ||
		        dom->nodes[box].tag == KR_TAG_main ||
		        (page->title_node >= 0 && kr_dom_within(dom, page->title_node, box)) ||
		        page->stat[box].chars > page->stat[list].chars * 2)
			break;
	}
	add_heading_before(f, *ret_box, list, &heading);
	playlist |= heading.len && kr_phrases_starts((struct kr_slice){heading.data, heading.len},
	                                   KR_PHRASE(HEADING_RELATED) | KR_PHRASE(HEADING_LIST));
	about = kr_foreign_box_is_about(page, (struct kr_slice){own.data, own.len}) ||
	        kr_foreign_box_is_about(page, (struct kr_slice){heading.data, heading.len});
	kr_str_fini(&heading);
	kr_str_fini(&own);
	return playlist || (gallery && !about);
}

void kr_foreign_items_find(struct kr_foreign *f)
{
	struct kr_page *page = f->page;
	const struct kr_dom *dom = &page->dom;

	if (page->title_node < 0 || !page->doc->title)
		return;
	for (int32_t i = page->title_node + 1; i < dom->n; i++) {
		int32_t item, box;

		if (!kr_dom_is_block(dom->nodes[i].tag) || page->stat[i].chars < ITEMS * 20 ||
		        page->mark[i] & (KR_MARK_FOREIGN | KR_MARK_REC | KR_MARK_COMMENT))
			continue;
		item = first_item(page, i);
		if (item < 0)
			continue;
		if (is_foreign(f, i, item, &box)) {
			kr_foreign_box_add(f, box);
			i = dom->nodes[box].end - 1;
		}
	}
}
