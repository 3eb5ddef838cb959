#include "extract/body/block_builder_priv.h"

#include <string.h>

#include "kread/base/mem.h"

void kr_block_builder_close_list(struct kr_block_builder *w)
{
	struct kr_block *b;

	if (!w->nitems)
		return;
	b = kr_doc_add_block(w->doc, KR_BLOCK_LIST);
	b->u.items.n = (uint32_t)w->nitems;
	b->u.items.v = kr_arena_alloc(&w->doc->arena, w->nitems * sizeof *w->items);
	memcpy(b->u.items.v, w->items, w->nitems * sizeof *w->items);
	w->nitems = 0;
}

struct kr_block *kr_block_builder_add(struct kr_block_builder *w, enum kr_block_type type)
{
	kr_block_builder_close_list(w);
	if (w->rule && w->doc->nblocks)
		kr_doc_add_block(w->doc, KR_BLOCK_RULE);
	w->rule = false;
	return kr_doc_add_block(w->doc, type);
}

const char *kr_block_builder_href(const struct kr_block_builder *w, int32_t a)
{
	const char *href = kr_dom_attr(&w->page->dom, a, "href");

	if (href && *href == '#')
		return kr_targets_href(w->page, &w->targets, a);
	return href ? kr_page_url(w->page, href) : NULL;
}

/* Adds all text of a subtree, a caption, as spans on one line. */
static void add_subtree(struct kr_block_builder *w, int32_t root, struct kr_spans *out)
{
	const struct kr_dom *dom = &w->page->dom;
	struct kr_span_flow flow;
	const char *href = NULL;
	int32_t href_end = 0;

	kr_spans_init(&flow);
	for (int32_t i = root; i < dom->nodes[root].end; i++) {
		int tag = dom->nodes[i].tag;

		if (dom->nodes[i].flags & KR_NF_HIDDEN) {
			i = dom->nodes[i].end - 1;
			continue;
		}
		if (i >= href_end)
			href = NULL;
		if (tag == KR_TAG_a) {
			href = kr_block_builder_href(w, i);
			href_end = dom->nodes[i].end;
		}
		if (tag == KR_TAG_TEXT)
			kr_spans_text(&flow, kr_dom_text(dom, i), 0, href);
		else if (kr_dom_is_block(tag) || tag == KR_TAG_br)
			kr_spans_gap(&flow);
	}
	kr_spans_settle(&flow, true);
	kr_spans_spans(&flow, 0, flow.text.len, w->doc, out);
	kr_spans_fini(&flow);
}

void kr_block_builder_pictures(struct kr_block_builder *w)
{
	for (; w->in_table < 0 && w->shown < w->next_picture; w->shown++) {
		const struct kr_image *p = &w->pictures->v[w->shown];
		struct kr_spans caption = {0};
		struct kr_block *b;

		if (p->caption >= 0)
			add_subtree(w, p->caption, &caption);
		b = kr_block_builder_add(w, KR_BLOCK_FIGURE);
		b->spans = caption;
		b->u.fig.src = p->src;
		b->u.fig.alt = p->alt;
		b->u.fig.width = p->width;
		b->u.fig.height = p->height;
	}
}

static void add_item(struct kr_block_builder *w, struct kr_block_list *l)
{
	size_t at = 0, to;

	if (w->rule && !w->nitems && w->doc->nblocks)
		kr_doc_add_block(w->doc, KR_BLOCK_RULE);
	w->rule = false;
	kr_spans_join_lines(&w->flow);
	kr_spans_settle(&w->flow, false);
	for (; kr_spans_next(&w->flow, &at, &to); at = to) {
		struct kr_item *it;

		w->items = kr_mem_grow(w->items, w->nitems, &w->cap_items, sizeof *w->items);
		it = &w->items[w->nitems++];
		*it = (struct kr_item){.number = l->fresh ? l->number : -1,
		        .depth = (uint8_t)(w->nlists - !l->deeper),
		        .kind = l->fresh ? l->kind : KR_ITEM_MORE};
		kr_spans_spans(&w->flow, at, to, w->doc, &it->spans);
		l->fresh = false;
	}
}

static void add_paragraphs(struct kr_block_builder *w, size_t at, uint8_t quote)
{
	size_t to;

	kr_spans_settle(&w->flow, false);
	for (; kr_spans_next(&w->flow, &at, &to); at = to) {
		struct kr_block *b =
		        kr_block_builder_add(w, quote ? KR_BLOCK_QUOTE : KR_BLOCK_PARAGRAPH);

		b->level = quote;
		kr_spans_spans(&w->flow, at, to, w->doc, &b->spans);
	}
}

/* The headline is shown above the article and must not be its first line again. Returns where it
 * ends in the text collected so far, or 0. */
static size_t title_end(const struct kr_block_builder *w)
{
	const char *s = w->flow.text.data, *t = w->doc->title;

	if (w->page->in->mode == KR_MODE_RAW || w->text_seen || !w->flow.text.len ||
	        kr_str_empty(t))
		return 0;
	for (; *t; t++) {
		if (*t == ' ')
			continue;
		while (*s == ' ' || *s == '\n' || *s == '\f')
			s++;
		if (*s++ != *t)
			return 0;
	}
	return !*s || *s == '\n' || *s == '\f' ? (size_t)(s - w->flow.text.data) : 0;
}

void kr_block_builder_flush(struct kr_block_builder *w)
{
	const struct kr_block_frame *f = &w->frames[w->top];
	struct kr_block_list *l = w->nlists ? &w->lists[w->nlists - 1] : NULL;
	const size_t title = title_end(w);

	if (title && title == w->flow.text.len)
		kr_spans_clear(&w->flow);
	w->text_seen |= w->flow.text.len > 0;
	if (w->flow.text.len && w->cell) {
		kr_spans_settle(&w->flow, true);
		kr_spans_spans(&w->flow, 0, w->flow.text.len, w->doc, &w->cell->spans);
	} else if (w->flow.text.len && f->heading) {
		struct kr_block *b = kr_block_builder_add(w, KR_BLOCK_HEADING);

		kr_spans_settle(&w->flow, true);
		b->level = f->heading;
		kr_spans_spans(&w->flow, 0, w->flow.text.len, w->doc, &b->spans);
		if (l)
			l->fresh = false;
	} else if (w->flow.text.len && f->item && l && (l->fresh || (f->one_line && w->nitems))) {
		add_item(w, l);
	} else if (w->flow.text.len) {
		add_paragraphs(w, title, f->quote);
	}
	kr_spans_clear(&w->flow);
	kr_block_builder_pictures(w);
}

void kr_block_builder_join(struct kr_block_builder *w, int tag)
{
	const struct kr_block_frame *f = &w->frames[w->top];

	if (tag == KR_TAG_p && f->item && !f->heading && !w->cell) {
		kr_spans_break(&w->flow);
		kr_spans_break(&w->flow);
	} else {
		kr_spans_gap(&w->flow);
	}
}

void kr_block_builder_boundary(struct kr_block_builder *w, int tag)
{
	if (w->frames[w->top].one_line)
		kr_block_builder_join(w, tag);
	else
		kr_block_builder_flush(w);
}
