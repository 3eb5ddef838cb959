/* Walks the page and builds the blocks of the body. */
#include "extract/body/block_builder_priv.h"

#include <stdlib.h>
#include <string.h>

#include "extract/body/code_blocks_priv.h"
#include "extract/body/formulas_priv.h"
#include "extract/dom/styles_priv.h"
#include "kread/base/mem.h"

enum {
	QUOTE_DEPTH = 15,
	SHORT_ITEM = 300, /* in kr_stat.chars: blocks of a list item up to this size are joined */
};

static void enter_style(const struct kr_dom *dom, int32_t i, uint32_t *style)
{
	switch (dom->nodes[i].tag) {
	case KR_TAG_em:
	case KR_TAG_i:
	case KR_TAG_cite:
	case KR_TAG_dfn:
	case KR_TAG_var:
		*style |= KR_STYLE_EMPHASIS;
		break;
	case KR_TAG_strong:
	case KR_TAG_b:
	case KR_TAG_dt:
		*style |= KR_STYLE_STRONG;
		break;
	case KR_TAG_code:
	case KR_TAG_kbd:
	case KR_TAG_samp:
	case KR_TAG_tt:
		*style |= KR_STYLE_CODE;
		break;
	case KR_TAG_del:
	case KR_TAG_s:
	case KR_TAG_strike:
		*style |= KR_STYLE_DELETED;
		break;
	case KR_TAG_sub:
		*style |= KR_STYLE_SUB;
		break;
	case KR_TAG_sup:
		*style |= KR_STYLE_SUP;
		break;
	default:
		break;
	}
}

static bool kept(const struct kr_block_builder *w, int32_t i)
{
	return w->kept[w->page->dom.nodes[i].end] > w->kept[i];
}

/* A quotation around nearly everything is only an indentation. */
static bool is_quote(const struct kr_block_builder *w, int32_t i)
{
	const struct kr_dom *dom = &w->page->dom;
	uint64_t all = w->kept[dom->n], own = w->kept[dom->nodes[i].end] - w->kept[i];

	return own * 10 < all * 8 || own < 4;
}

static int32_t attr_number(const struct kr_dom *dom, int32_t i, const char *name, int32_t otherwise)
{
	const char *v = kr_dom_attr(dom, i, name);
	char *end;
	long n = v ? strtol(v, &end, 10) : 0;

	return !v || end == v || n < 0 || n > 1000000 ? otherwise : (int32_t)n;
}

/* Counts the items with body text. */
static int32_t count_items(const struct kr_block_builder *w, int32_t list)
{
	const struct kr_dom *dom = &w->page->dom;
	int32_t n = 0;

	for (int32_t i = kr_dom_child(dom, list); i >= 0; i = kr_dom_next(dom, i))
		n += dom->nodes[i].tag == KR_TAG_li && kept(w, i);
	return n;
}

static void enter_list(struct kr_block_builder *w, int32_t i)
{
	const struct kr_dom *dom = &w->page->dom;
	struct kr_block_list l = {.ordered = dom->nodes[i].tag == KR_TAG_ol, .step = 1, .next = 1};

	kr_block_builder_flush(w);
	if (!w->nlists)
		kr_block_builder_close_list(w);
	if (l.ordered && kr_dom_attr(dom, i, "reversed")) {
		l.step = -1;
		l.next = count_items(w, i);
	}
	l.next = attr_number(dom, i, "start", l.next);
	if (w->nlists < KR_BLOCK_LIST_DEPTH)
		w->lists[w->nlists++] = l;
}

/* Whether the blocks of an item may be joined into one line. */
static bool is_short_item(const struct kr_block_builder *w, int32_t i)
{
	const struct kr_dom *dom = &w->page->dom;
	const struct kr_stat *s = &w->page->stat[i];

	if (s->chars > SHORT_ITEM || s->elements > 64)
		return false;
	for (int32_t k = i + 1; k < dom->nodes[i].end; k++) {
		int tag = dom->nodes[k].tag;

		if (kr_dom_is_heading(tag) || tag == KR_TAG_pre || tag == KR_TAG_table ||
		        tag == KR_TAG_blockquote)
			return false;
	}
	return true;
}

static void enter_item(struct kr_block_builder *w, int32_t i, struct kr_block_frame *f)
{
	const struct kr_dom *dom = &w->page->dom;
	struct kr_block_list *l;

	kr_block_builder_flush(w);
	if (!w->nlists) {
		/* <li> outside a list */
		w->lists[0] = (struct kr_block_list){.step = 1};
		w->nlists = 1;
	}
	l = &w->lists[w->nlists - 1];
	l->fresh = true;
	l->number = -1;
	l->deeper = dom->nodes[i].tag == KR_TAG_dd;
	l->kind = l->deeper                        ? KR_ITEM_MEANING
	          : dom->nodes[i].tag == KR_TAG_dt ? KR_ITEM_TERM
	                                           : KR_ITEM_MARKED;
	if (l->ordered && dom->nodes[i].tag == KR_TAG_li) {
		l->number = attr_number(dom, i, "value", l->next);
		l->next = l->number + l->step > 0 ? l->number + l->step : 0;
	}
	f->item = true;
	f->one_line = is_short_item(w, i);
}

static void add_code(struct kr_block_builder *w, int32_t pre)
{
	const char *lang = kr_code_blocks_language(w->page, pre);
	struct kr_str code;

	kr_block_builder_flush(w);
	kr_str_init(&code);
	kr_code_blocks_text(w->page, pre, &code);
	if (!lang && kr_code_blocks_has_long_line(&code) &&
	        kr_dom_find(&w->page->dom, pre, w->page->dom.nodes[pre].end, KR_TAG_code) < 0) {
		/* prose that an editor put into <pre>: each line is a paragraph */
		for (size_t i = 0, n; i < code.len; i += n + 1) {
			n = strcspn(code.data + i, "\n");
			kr_spans_text(&w->flow, (struct kr_slice){code.data + i, n}, 0, NULL);
			kr_block_builder_flush(w);
		}
	} else if (code.len) {
		struct kr_block *b = kr_block_builder_add(w, KR_BLOCK_CODE);

		b->u.code_lang = lang;
		kr_doc_add_span(w->doc, &b->spans, code.data, code.len, 0, NULL);
	}
	kr_str_fini(&code);
}

static void enter_table(struct kr_block_builder *w, int32_t i)
{
	kr_block_builder_flush(w);
	if (w->in_table < 0 && kr_tables_is_data(w->page, i))
		w->in_table = i;
}

static void enter_in_table(struct kr_block_builder *w, int32_t i, struct kr_block_frame *f)
{
	int tag = w->page->dom.nodes[i].tag;

	if (tag == KR_TAG_tr) {
		kr_tables_end_row(&w->table, w->doc);
	} else if (tag == KR_TAG_td || tag == KR_TAG_th) {
		kr_block_builder_flush(w);
		w->cell = kr_tables_cell(&w->table, &w->page->dom, i);
		f->one_line = true;
	} else if (tag == KR_TAG_li && w->cell) {
		kr_spans_gap(&w->flow);
		kr_spans_text(&w->flow, kr_slice_of("•"), 0, NULL);
		kr_spans_gap(&w->flow);
	}
}

static void leave_table(struct kr_block_builder *w)
{
	kr_block_builder_flush(w);
	w->cell = NULL;
	kr_tables_end_row(&w->table, w->doc);
	w->in_table = -1;
	if (w->table.nrows)
		kr_tables_end(&w->table, w->doc, kr_block_builder_add(w, KR_BLOCK_TABLE));
	kr_block_builder_pictures(w);
}

static bool is_list(int tag)
{
	return tag == KR_TAG_ul || tag == KR_TAG_ol || tag == KR_TAG_dl || tag == KR_TAG_menu ||
	       tag == KR_TAG_dir;
}

/* A list whose only item holds a whole text is not a list. */
static bool is_real_list(const struct kr_block_builder *w, int32_t i)
{
	int tag = w->page->dom.nodes[i].tag;

	return tag == KR_TAG_dl || w->page->stat[i].chars <= SHORT_ITEM || count_items(w, i) != 1;
}

static bool is_styled_as_block(const struct kr_dom *dom, int32_t i)
{
	const char *s = dom->nodes[i].tag == KR_TAG_span ? kr_dom_attr(dom, i, "style") : NULL;
	const char *p = s ? kr_str_ifind(s, strlen(s), "display") : NULL;

	if (!p)
		return false;
	p += strspn(p + 7, ": ") + 7;
	return kr_str_istarts(p, "block");
}

static void enter_block(struct kr_block_builder *w, int32_t i, struct kr_block_frame *f)
{
	const struct kr_dom *dom = &w->page->dom;
	int tag = dom->nodes[i].tag;

	kr_block_builder_boundary(w, tag);
	if (w->in_table >= 0) {
		enter_in_table(w, i, f);
	} else if (is_list(tag)) {
		if (is_real_list(w, i))
			enter_list(w, i);
	} else if (tag == KR_TAG_li || tag == KR_TAG_dt || tag == KR_TAG_dd) {
		if (w->nlists || tag != KR_TAG_li || is_short_item(w, i))
			enter_item(w, i, f);
	} else if (kr_dom_is_heading(tag)) {
		f->heading = (uint8_t)(tag - KR_TAG_h1 + 1);
		f->one_line = true;
	} else if (tag == KR_TAG_blockquote && is_quote(w, i)) {
		f->quote = f->quote < QUOTE_DEPTH ? (uint8_t)(f->quote + 1) : f->quote;
	} else if (tag == KR_TAG_table) {
		enter_table(w, i);
	}
}

/* Whether an element separates what is before it from what is in it. */
static bool is_boundary(const struct kr_dom *dom, int32_t i)
{
	return kr_dom_acts_as_block(dom, i) || is_styled_as_block(dom, i);
}

static bool is_code(int tag)
{
	return tag == KR_TAG_code || tag == KR_TAG_kbd || tag == KR_TAG_samp || tag == KR_TAG_tt;
}

/* The text that follows is what links lead to. */
static void enter_target(struct kr_block_builder *w, int32_t i)
{
	const char *id = kr_targets_id(w->page, &w->targets, i);

	if (id)
		w->flow.id = id;
}

static void enter(struct kr_block_builder *w, int32_t i)
{
	struct kr_page *page = w->page;
	int tag = page->dom.nodes[i].tag;
	struct kr_block_frame f = w->frames[w->top];

	f.node = i;
	enter_style(&page->dom, i, &f.style);
	if (tag == KR_TAG_a)
		f.href = kr_block_builder_href(w, i);
	if (!is_code(tag) && kr_styles_of(page->styles, &page->dom, i) & KR_LOOK_LINES)
		f.lines = true;
	if (is_boundary(&page->dom, i))
		enter_block(w, i, &f);
	kr_formulas_enter(&page->dom, i, &w->flow, &f.style);
	if (w->targets.n)
		enter_target(w, i);
	if (tag == KR_TAG_q)
		kr_spans_text(&w->flow, kr_slice_of("“"), f.style, f.href);
	w->frames[++w->top] = f;
}

static void leave(struct kr_block_builder *w)
{
	const struct kr_block_frame *f = &w->frames[w->top];
	const struct kr_dom *dom = &w->page->dom;
	int tag = dom->nodes[f->node].tag;
	bool outer_one_line = w->frames[w->top - 1].one_line;

	if (tag == KR_TAG_q)
		kr_spans_text(&w->flow, kr_slice_of("”"), f->style, f->href);
	kr_formulas_leave(dom, f->node, &w->flow, f->style);
	if (f->node == w->in_table) {
		leave_table(w);
	} else if (w->cell && (tag == KR_TAG_td || tag == KR_TAG_th)) {
		kr_block_builder_flush(w);
		w->cell = NULL;
	} else if (w->in_table < 0 && is_list(tag) && is_real_list(w, f->node)) {
		kr_block_builder_flush(w);
		if (w->nlists && !--w->nlists)
			kr_block_builder_close_list(w);
	} else if (is_boundary(dom, f->node)) {
		/* an element whose blocks are joined ends in a block itself, unless it is within
		 * another */
		if (outer_one_line || (f->one_line && w->cell))
			kr_block_builder_join(w, tag);
		else
			kr_block_builder_flush(w);
	}
	w->top--;
}

static void add_picture(struct kr_block_builder *w)
{
	w->next_picture++;
	if (!w->flow.text.len && !w->frames[w->top].one_line)
		kr_block_builder_pictures(w);
}

/* A node outside the body still separates its neighbours. */
static void skip(struct kr_block_builder *w, int32_t i)
{
	int tag = w->page->dom.nodes[i].tag;

	if (w->in_table >= 0 && (tag == KR_TAG_td || tag == KR_TAG_th) &&
	        !(w->page->dom.nodes[i].flags & KR_NF_HIDDEN)) {
		/* it keeps the columns of the following cells in place */
		kr_block_builder_flush(w);
		kr_tables_cell(&w->table, &w->page->dom, i);
		w->cell = NULL;
	} else if (tag == KR_TAG_hr && w->in_table < 0) {
		kr_block_builder_boundary(w, tag);
		w->rule = true;
	} else if (tag == KR_TAG_br) {
		kr_spans_break(&w->flow);
	} else if (kr_dom_is_block(tag)) {
		kr_block_builder_boundary(w, tag);
	} else if (w->page->stat[i].chars) {
		kr_spans_gap(&w->flow);
	}
}

/* Whether a text is in paragraphs that empty lines separate. A style sheet that is not in the page
 * may keep the lines. */
static bool has_paragraphs(struct kr_slice t)
{
	enum { LINE = 60, PARAGRAPHS = 3 };
	int paragraphs = 0;

	while (t.len) {
		const char *end = memchr(t.data, '\n', t.len), *next;
		const size_t n = end ? (size_t)(end - t.data) : t.len;
		const struct kr_slice line = kr_slice_trim((struct kr_slice){t.data, n});

		t.data += n + (end != NULL);
		t.len -= n + (end != NULL);
		if (!line.len)
			continue;
		next = memchr(t.data, '\n', t.len);
		if (line.len < LINE ||
		        (t.len && (!next || kr_slice_trim((struct kr_slice){
		                                                  t.data, (size_t)(next - t.data)})
		                                    .len)))
			return false; /* a line that continues in the next one */
		paragraphs++;
	}
	return paragraphs >= PARAGRAPHS;
}

static void add_text(struct kr_block_builder *w, struct kr_slice t, const struct kr_block_frame *f)
{
	if (!f->lines && (t.len < 200 || !has_paragraphs(t))) {
		kr_spans_text(&w->flow, t, f->style, f->href);
		return;
	}
	while (t.len) {
		const char *end = memchr(t.data, '\n', t.len);
		const size_t n = end ? (size_t)(end - t.data) : t.len;

		kr_spans_text(&w->flow, (struct kr_slice){t.data, n}, f->style, f->href);
		if (end)
			kr_spans_break(&w->flow);
		t.data += n + (end != NULL);
		t.len -= n + (end != NULL);
	}
}

static void visit(struct kr_block_builder *w, int32_t *at)
{
	const struct kr_dom *dom = &w->page->dom;
	const int32_t i = *at;
	const struct kr_node *n = &dom->nodes[i];
	const struct kr_block_frame *f = &w->frames[w->top];

	if (n->tag == KR_TAG_TEXT) {
		if ((n->flags & KR_NF_BLANK) && kr_dom_up(dom, i, KR_TAG_math) >= 0)
			; /* no space between the parts of a formula */
		else if (kr_page_in_body(w->page, i) || (n->flags & KR_NF_BLANK))
			add_text(w, kr_dom_text(dom, i), f);
		else
			kr_spans_gap(&w->flow);
	} else if (w->next_picture < w->pictures->n && w->pictures->v[w->next_picture].node == i) {
		add_picture(w);
	} else if (n->tag == KR_TAG_rt || n->tag == KR_TAG_rp) {
		*at = n->end - 1; /* readings of ideographs: the text is complete without them */
	} else if (!kept(w, i)) {
		if (w->targets.n)
			enter_target(w, i);
		skip(w, i);
		*at = n->end - 1;
	} else if ((n->tag == KR_TAG_pre || n->tag == KR_TAG_listing || n->tag == KR_TAG_xmp) &&
	           w->in_table < 0) {
		add_code(w, i);
		*at = n->end - 1;
	} else {
		enter(w, i);
	}
}

static void count_marks(struct kr_block_builder *w)
{
	const struct kr_page *page = w->page;

	w->kept = kr_mem_array(NULL, (size_t)page->dom.n + 1, sizeof *w->kept);
	w->kept[0] = 0;
	for (int32_t i = 0; i < page->dom.n; i++)
		w->kept[i + 1] = w->kept[i] + kr_page_in_body(page, i);
}

void kr_blocks_run(struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;
	struct kr_block_builder *w;

	if (page->state_body) {
		kr_doc_append_take(page->doc, page->state_body);
		page->state_body = NULL;
		return;
	}
	w = kr_mem_zalloc(1, sizeof *w);
	w->page = page;
	w->doc = page->doc;
	w->in_table = -1;
	kr_spans_init(&w->flow);
	w->pictures = page->images;
	count_marks(w);
	kr_targets_find(page, w->kept, &w->targets);
	for (int32_t i = 1; i < dom->n; i++) {
		while (w->top && i >= dom->nodes[w->frames[w->top].node].end)
			leave(w);
		visit(w, &i);
	}
	while (w->top)
		leave(w);
	kr_block_builder_flush(w);
	kr_block_builder_close_list(w);
	kr_spans_fini(&w->flow);
	kr_tables_fini(&w->table);
	free(w->kept);
	free(w->items);
	free(w);
}
