/* Which pictures belong to the article, and their captions. */
#include "extract/body/blocks_priv.h"

#include <string.h>

enum {
	MAX_PICTURES = 300, /* of an article */
	CAPTION_ALONE =
	        40,       /* kr_stat.chars besides the caption in the box of picture and caption */
	LEAD_NODES = 400, /* nodes before the text searched for a picture */
};

static bool is_image(int tag)
{
	return tag == KR_TAG_img || tag == KR_TAG_amp_img;
}

static bool is_caption_class(const struct kr_dom *dom, int32_t i)
{
	static const char *const words[] = {
	        "caption", "captions", "credit", "cutline", "legend", "imgdesc", "desc", NULL};

	return dom->nodes[i].tag == KR_TAG_figcaption ||
	       (dom->nodes[i].tag != KR_TAG_TEXT &&
	               kr_image_source_has_word(kr_dom_attr(dom, i, "class"), words));
}

/* Finds the caption that body.c left to the picture: the block of the first text after it, or
 * that text if it is next to the picture. */
static int32_t left_caption(const struct kr_page *page, int32_t img)
{
	const struct kr_dom *dom = &page->dom;

	for (int32_t i = img + 1, n = 0; i < dom->n && n < 40; i++, n++)
		if (dom->nodes[i].tag == KR_TAG_TEXT && page->stat[i].chars) {
			const int32_t block = kr_dom_block(dom, i);

			if (!(page->mark[i] & KR_MARK_CAPTION))
				return -1;
			return kr_dom_within(dom, img, block) ? i : block;
		}
	return -1;
}

/* Finds the caption in the <figure> of the picture, or in an element next to it with a class for
 * captions. */
static int32_t find_caption(const struct kr_page *page, int32_t img)
{
	const struct kr_dom *dom = &page->dom;
	int32_t figure = kr_dom_up(dom, img, KR_TAG_figure), up = img;

	if (figure >= 0) {
		int32_t c = kr_dom_find(dom, figure, dom->nodes[figure].end, KR_TAG_figcaption);

		return c >= 0 && page->stat[c].chars ? c : -1;
	}
	for (int level = 0; level < 4; level++) {
		int32_t from = up;

		up = dom->nodes[up].parent;
		if (up <= 0 || up == page->body_root || page->stat[up].chars > 800)
			break;
		for (int32_t i = dom->nodes[from].end, n = 0; i < dom->nodes[up].end && n < 40;
		        i++, n++)
			if (is_caption_class(dom, i) && page->stat[i].chars &&
			        !kr_dom_within(dom, img, i) &&
			        page->stat[up].chars <= page->stat[i].chars + CAPTION_ALONE)
				return i;
	}
	return left_caption(page, img);
}

/* Whether nothing but the article is between the picture and the body text: no related article,
 * no sharing bar. */
static bool is_among_text(const struct kr_page *page, const uint32_t *kept, int32_t img)
{
	const struct kr_dom *dom = &page->dom;

	for (int32_t p = dom->nodes[img].parent; p > 0; p = dom->nodes[p].parent) {
		int tag = dom->nodes[p].tag;

		if (kept[dom->nodes[p].end] > kept[p])
			return true;
		if (tag == KR_TAG_nav || tag == KR_TAG_aside || tag == KR_TAG_footer ||
		        tag == KR_TAG_form || tag == KR_TAG_button || page->stat[p].links > 3 ||
		        page->stat[p].chars > 800)
			return false;
	}
	return true;
}

static bool is_candidate(const struct kr_page *page, int32_t i)
{
	return is_image(page->dom.nodes[i].tag) &&
	       !(page->mark[i] & (KR_MARK_REC | KR_MARK_COMMENT | KR_MARK_FOREIGN));
}

static bool has_source(const struct kr_images *list, const char *src)
{
	for (size_t i = 0; i < list->n; i++)
		if (!strcmp(list->v[i].src, src))
			return true;
	return false;
}

/* A picture in <noscript> is a copy of the one before it, whose actual URL only a script knows. */
static bool is_noscript_copy(const struct kr_page *page, const struct kr_images *list, int32_t i)
{
	const struct kr_dom *dom = &page->dom;
	int32_t n = kr_dom_up(dom, i, KR_TAG_noscript),
	        last = list->n ? list->v[list->n - 1].node : -1;

	return n >= 0 && last >= 0 && last < n && page->stat[dom->nodes[n].parent].chars <= 800 &&
	       kr_dom_within(dom, last, dom->nodes[n].parent);
}

static void add(struct kr_page *page, struct kr_images *list, int32_t i)
{
	struct kr_image p;

	if (list->n >= MAX_PICTURES || is_noscript_copy(page, list, i) ||
	        !kr_image_source_get(page, i, &p) || has_source(list, p.src))
		return;
	p.caption = find_caption(page, i);
	for (size_t k = 0; k < list->n; k++)
		if (list->v[k].caption == p.caption)
			p.caption = -1;
	list->v = kr_arena_grow(&page->arena, list->v, list->n, &list->cap, sizeof *list->v);
	list->v[list->n++] = p;
}

/* Finds the picture above the text: the last large one between title and text. */
static int32_t find_lead_picture(struct kr_page *page, const uint32_t *kept, int32_t first)
{
	const struct kr_dom *dom = &page->dom;
	int32_t from = page->title_node >= 0 && page->title_node < first ? page->title_node
	                                                                 : first - LEAD_NODES;
	struct kr_image p;

	for (int32_t i = first - 1; i >= from && i > 0; i--) {
		if (!is_candidate(page, i) || (dom->nodes[i].flags & KR_NF_HIDDEN) ||
		        !is_among_text(page, kept, i) || !kr_image_source_get(page, i, &p))
			continue;
		if (p.width >= KR_IMAGE_LEAD_WIDTH || kr_dom_up(dom, i, KR_TAG_figure) >= 0 ||
		        kr_dom_up(dom, i, KR_TAG_picture) >= 0)
			return i;
	}
	return -1;
}

static void take_caption(struct kr_page *page, int32_t caption)
{
	if (caption >= 0)
		for (int32_t i = caption; i < page->dom.nodes[caption].end; i++)
			page->mark[i] |= KR_MARK_CAPTION;
}

void kr_images_run(struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;
	int32_t first = -1, last = -1, lead;
	struct kr_images *ret = kr_arena_alloc(&page->arena, sizeof *ret);
	uint32_t *kept = kr_arena_alloc(&page->scratch, ((size_t)dom->n + 1) * sizeof *kept);

	page->images = ret;
	for (int32_t i = 0; i < dom->n; i++) {
		const bool k = dom->nodes[i].tag == KR_TAG_TEXT && kr_page_in_text(page, i);

		kept[i + 1] = kept[i] + k;
		if (k)
			last = i;
		if (k && first < 0)
			first = i;
	}
	if (first < 0)
		return;
	lead = find_lead_picture(page, kept, first);
	if (lead >= 0)
		add(page, ret, lead);
	for (int32_t i = lead < 0 ? 0 : lead + 1; i < dom->n; i++)
		if (is_candidate(page, i) &&
		        ((page->mark[i] & KR_MARK_KEEP) ||
		                (i > first && i < last && is_among_text(page, kept, i))))
			add(page, ret, i);
	for (size_t k = 0; k < ret->n; k++) {
		page->mark[ret->v[k].node] |= KR_MARK_KEEP;
		take_caption(page, ret->v[k].caption);
	}
}
