#include "extract/body/blocks_priv.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/base/utf8.h"

enum {
	LIST_DEPTH = 15,
	QUOTE_DEPTH = 15,
	SHORT_ITEM = 300, /* kr_stat.chars up to which the blocks of a list item are joined */
	LONG_LINE = 400,  /* bytes: <pre> with such lines is prose */
};

struct frame { /* an open element */
	int32_t node;
	uint32_t style;
	const char *href;
	uint8_t heading, quote;
	bool item;     /* within a list item */
	bool one_line; /* blocks in it are joined: short items, headings, cells */
};

struct list {
	bool ordered;
	int32_t next, step;
	int32_t number; /* of the open item */
	bool fresh;     /* the open item has no text yet */
	bool deeper;    /* the open item is <dd> */
};

struct walk {
	struct kr_page *page;
	struct kr_doc *doc;
	struct kr_span_flow flow;
	uint32_t *kept; /* marks before node i */
	struct frame frames[KR_DOM_DEPTH + 2];
	int top;
	struct list lists[LIST_DEPTH];
	int nlists;
	struct kr_item *items; /* of the list block that is being collected */
	size_t nitems, cap_items;
	struct kr_table table;
	int32_t in_table; /* <table> whose cells are being collected, or -1 */
	struct kr_cell *cell;
	const struct kr_images *pictures;
	size_t next_picture,
	        shown;  /* pictures from shown to next_picture wait for the end of a block */
	bool text_seen; /* a block with text is there */
	bool rule;      /* <hr> since the last block */
};

/* --- blocks ------------------------------------------------------------------------------- */

static void close_list(struct walk *w)
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

static struct kr_block *add_block(struct walk *w, enum kr_block_type type)
{
	close_list(w);
	if (w->rule && w->doc->nblocks)
		kr_doc_add_block(w->doc, KR_BLOCK_RULE);
	w->rule = false;
	return kr_doc_add_block(w->doc, type);
}

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

/* Where a link leads; NULL for those within the page. */
static const char *link_address(struct kr_page *page, int32_t a)
{
	const char *href = kr_dom_attr(&page->dom, a, "href");

	return href && *href != '#' ? kr_page_url(page, href) : NULL;
}

/* All text of a subtree as spans on one line: captions. */
static void add_subtree(struct walk *w, int32_t root, struct kr_spans *out)
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
			href = link_address(w->page, i);
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

static void show_pictures(struct walk *w)
{
	for (; w->in_table < 0 && w->shown < w->next_picture; w->shown++) {
		const struct kr_image *p = &w->pictures->v[w->shown];
		struct kr_spans caption = {0};
		struct kr_block *b;

		if (p->caption >= 0)
			add_subtree(w, p->caption, &caption);
		b = add_block(w, KR_BLOCK_FIGURE);
		b->spans = caption;
		b->u.fig.src = p->src;
		b->u.fig.alt = p->alt;
		b->u.fig.width = p->width;
		b->u.fig.height = p->height;
	}
}

static void add_item(struct walk *w, struct list *l)
{
	struct kr_item *it;

	if (w->rule && !w->nitems && w->doc->nblocks)
		kr_doc_add_block(w->doc, KR_BLOCK_RULE);
	w->rule = false;
	w->items = kr_mem_grow(w->items, w->nitems, &w->cap_items, sizeof *w->items);
	it = &w->items[w->nitems++];
	*it = (struct kr_item){.number = l->number, .depth = (uint8_t)(w->nlists - !l->deeper)};
	kr_spans_settle(&w->flow, true);
	kr_spans_spans(&w->flow, 0, w->flow.text.len, w->doc, &it->spans);
	l->fresh = false;
}

static void add_paragraphs(struct walk *w, size_t at, uint8_t quote)
{
	size_t to;

	kr_spans_settle(&w->flow, false);
	for (; kr_spans_next(&w->flow, &at, &to); at = to) {
		struct kr_block *b = add_block(w, quote ? KR_BLOCK_QUOTE : KR_BLOCK_PARAGRAPH);

		b->level = quote;
		kr_spans_spans(&w->flow, at, to, w->doc, &b->spans);
	}
}

/* The headline stands above the article already: not once more as its first line. Where that ends
 * in the text collected so far, or 0. */
static size_t title_end(const struct walk *w)
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

/* The text collected so far becomes a block, in the context of the innermost open element. */
static void flush(struct walk *w)
{
	const struct frame *f = &w->frames[w->top];
	struct list *l = w->nlists ? &w->lists[w->nlists - 1] : NULL;
	const size_t title = title_end(w);

	if (title && title == w->flow.text.len)
		kr_spans_clear(&w->flow);
	w->text_seen |= w->flow.text.len > 0;
	if (w->flow.text.len && w->cell) {
		kr_spans_settle(&w->flow, true);
		kr_spans_spans(&w->flow, 0, w->flow.text.len, w->doc, &w->cell->spans);
	} else if (w->flow.text.len && f->heading) {
		struct kr_block *b = add_block(w, KR_BLOCK_HEADING);

		kr_spans_settle(&w->flow, true);
		b->level = f->heading;
		kr_spans_spans(&w->flow, 0, w->flow.text.len, w->doc, &b->spans);
		if (l)
			l->fresh = false;
	} else if (w->flow.text.len && f->item && l && l->fresh) {
		add_item(w, l);
	} else if (w->flow.text.len) {
		add_paragraphs(w, title, f->quote);
	}
	kr_spans_clear(&w->flow);
	show_pictures(w);
}

/* The edge of a block. */
static void boundary(struct walk *w)
{
	if (w->frames[w->top].one_line)
		kr_spans_gap(&w->flow);
	else
		flush(w);
}

/* --- elements ----------------------------------------------------------------------------- */

static bool kept(const struct walk *w, int32_t i)
{
	return w->kept[w->page->dom.nodes[i].end] > w->kept[i];
}

/* A quotation around nearly everything only indents it. */
static bool is_quote(const struct walk *w, int32_t i)
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

/* Items, and among them those that hold several blocks. */
static int32_t count_items(const struct walk *w, int32_t list)
{
	const struct kr_dom *dom = &w->page->dom;
	int32_t n = 0;

	for (int32_t i = kr_dom_child(dom, list); i >= 0; i = kr_dom_next(dom, i))
		n += dom->nodes[i].tag == KR_TAG_li && kept(w, i);
	return n;
}

static void enter_list(struct walk *w, int32_t i)
{
	const struct kr_dom *dom = &w->page->dom;
	struct list l = {.ordered = dom->nodes[i].tag == KR_TAG_ol, .step = 1, .next = 1};

	flush(w);
	if (!w->nlists)
		close_list(w);
	if (l.ordered && kr_dom_attr(dom, i, "reversed")) {
		l.step = -1;
		l.next = count_items(w, i);
	}
	l.next = attr_number(dom, i, "start", l.next);
	if (w->nlists < LIST_DEPTH)
		w->lists[w->nlists++] = l;
}

/* True if the blocks of an item may be joined to one line. */
static bool is_short_item(const struct walk *w, int32_t i)
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

static void enter_item(struct walk *w, int32_t i, struct frame *f)
{
	const struct kr_dom *dom = &w->page->dom;
	struct list *l;

	flush(w);
	if (!w->nlists) {
		/* <li> without a list around it */
		w->lists[0] = (struct list){.step = 1};
		w->nlists = 1;
	}
	l = &w->lists[w->nlists - 1];
	l->fresh = true;
	l->number = -1;
	l->deeper = dom->nodes[i].tag == KR_TAG_dd;
	if (l->ordered && dom->nodes[i].tag == KR_TAG_li) {
		l->number = attr_number(dom, i, "value", l->next);
		l->next = l->number + l->step > 0 ? l->number + l->step : 0;
	}
	f->item = true;
	f->one_line = is_short_item(w, i);
}

/* "language-c", "lang-c", "brush: c", "highlight-source-c" in the class of <pre>, of <code> in it
 * or of what is around. */
static const char *code_language(struct walk *w, int32_t pre)
{
	static const char *const marks[] = {
	        "language-", "lang-", "brush:", "highlight-source-", "sourceCode "};
	const struct kr_dom *dom = &w->page->dom;
	int32_t at[4] = {pre, kr_dom_child(dom, pre), dom->nodes[pre].parent, -1};

	if (at[2] > 0)
		at[3] = dom->nodes[at[2]].parent;
	for (int k = 0; k < 4; k++) {
		const char *c = at[k] > 0 ? kr_dom_attr(dom, at[k], "class") : NULL;

		for (size_t m = 0; c && m < sizeof marks / sizeof *marks; m++) {
			const char *p = kr_str_ifind(c, strlen(c), marks[m]);

			if (p) {
				p += strlen(marks[m]);
				p += *p == ' ';
				return kr_doc_line(w->doc, p, strcspn(p, " ;\t\n"));
			}
		}
	}
	return NULL;
}

static bool is_gutter(const struct kr_dom *dom, int32_t i)
{
	return kr_dom_class_has(dom, i, "lineno") || kr_dom_class_has(dom, i, "line-number") ||
	       kr_dom_class_has(dom, i, "gutter");
}

static void code_text(const struct walk *w, int32_t pre, struct kr_str *out)
{
	const struct kr_dom *dom = &w->page->dom;
	struct kr_str raw;
	size_t from = 0;

	kr_str_init(&raw);
	for (int32_t i = pre + 1; i < dom->nodes[pre].end; i++) {
		const struct kr_node *n = &dom->nodes[i];

		if (n->tag == KR_TAG_TEXT) {
			struct kr_slice t = kr_dom_text(dom, i);

			kr_str_add(&raw, t.data, t.len);
		} else if ((n->flags & KR_NF_HIDDEN) || is_gutter(dom, i)) {
			i = n->end - 1;
		} else if (n->tag == KR_TAG_br ||
		           (kr_dom_is_block(n->tag) && raw.len && raw.data[raw.len - 1] != '\n')) {
			kr_str_addc(&raw, '\n');
		}
	}
	kr_utf8_clean(out, raw.data, raw.len, KR_UTF8_NFC);
	kr_str_fini(&raw);
	/* Empty lines at both ends go, blanks before the first word stay. */
	while (out->len && strchr(" \t\n", out->data[out->len - 1]))
		kr_str_cut(out, out->len - 1);
	for (size_t i = 0; i < out->len && strchr(" \t\n", out->data[i]); i++)
		if (out->data[i] == '\n')
			from = i + 1;
	memmove(out->data, out->data + from, out->len - from);
	kr_str_cut(out, out->len - from);
}

static bool has_long_line(const struct kr_str *s)
{
	for (size_t i = 0, n; i < s->len; i += n + 1) {
		n = strcspn(s->data + i, "\n");
		if (n > LONG_LINE)
			return true;
	}
	return false;
}

static void add_code(struct walk *w, int32_t pre)
{
	const char *lang = code_language(w, pre);
	struct kr_str code;

	flush(w);
	kr_str_init(&code);
	code_text(w, pre, &code);
	if (!lang && has_long_line(&code) &&
	        kr_dom_find(&w->page->dom, pre, w->page->dom.nodes[pre].end, KR_TAG_code) < 0) {
		/* Prose that an editor put into <pre>: each line a paragraph. */
		for (size_t i = 0, n; i < code.len; i += n + 1) {
			n = strcspn(code.data + i, "\n");
			kr_spans_text(&w->flow, (struct kr_slice){code.data + i, n}, 0, NULL);
			flush(w);
		}
	} else if (code.len) {
		struct kr_block *b = add_block(w, KR_BLOCK_CODE);

		b->u.code_lang = lang;
		kr_doc_add_span(w->doc, &b->spans, code.data, code.len, 0, NULL);
	}
	kr_str_fini(&code);
}

static void enter_table(struct walk *w, int32_t i)
{
	flush(w);
	if (w->in_table < 0 && kr_tables_is_data(w->page, i))
		w->in_table = i;
}

static void enter_in_table(struct walk *w, int32_t i, struct frame *f)
{
	int tag = w->page->dom.nodes[i].tag;

	if (tag == KR_TAG_tr) {
		kr_tables_end_row(&w->table, w->doc);
	} else if (tag == KR_TAG_td || tag == KR_TAG_th) {
		flush(w);
		w->cell = kr_tables_cell(&w->table, &w->page->dom, i);
		f->one_line = true;
	} else if (tag == KR_TAG_li && w->cell) {
		kr_spans_gap(&w->flow);
		kr_spans_text(&w->flow, kr_slice_of("•"), 0, NULL);
		kr_spans_gap(&w->flow);
	}
}

static void leave_table(struct walk *w)
{
	flush(w);
	w->cell = NULL;
	kr_tables_end_row(&w->table, w->doc);
	w->in_table = -1;
	if (w->table.nrows)
		kr_tables_end(&w->table, w->doc, add_block(w, KR_BLOCK_TABLE));
	show_pictures(w);
}

static bool is_list(int tag)
{
	return tag == KR_TAG_ul || tag == KR_TAG_ol || tag == KR_TAG_dl || tag == KR_TAG_menu ||
	       tag == KR_TAG_dir;
}

/* A list of one item that holds a whole text is no list. */
static bool is_real_list(const struct walk *w, int32_t i)
{
	int tag = w->page->dom.nodes[i].tag;

	return tag == KR_TAG_dl || w->page->stat[i].chars <= SHORT_ITEM || count_items(w, i) != 1;
}

static bool styled_as_block(const struct kr_dom *dom, int32_t i)
{
	const char *s = dom->nodes[i].tag == KR_TAG_span ? kr_dom_attr(dom, i, "style") : NULL;
	const char *p = s ? kr_str_ifind(s, strlen(s), "display") : NULL;

	if (!p)
		return false;
	p += strspn(p + 7, ": ") + 7;
	return kr_str_istarts(p, "block");
}

static void enter_block(struct walk *w, int32_t i, struct frame *f)
{
	const struct kr_dom *dom = &w->page->dom;
	int tag = dom->nodes[i].tag;

	boundary(w);
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

static void enter(struct walk *w, int32_t i)
{
	struct kr_page *page = w->page;
	int tag = page->dom.nodes[i].tag;
	struct frame f = w->frames[w->top];

	f.node = i;
	enter_style(&page->dom, i, &f.style);
	if (tag == KR_TAG_a)
		f.href = link_address(page, i);
	if (kr_dom_is_block(tag) || styled_as_block(&page->dom, i))
		enter_block(w, i, &f);
	if (tag == KR_TAG_q)
		kr_spans_text(&w->flow, kr_slice_of("“"), f.style, f.href);
	w->frames[++w->top] = f;
}

static void leave(struct walk *w)
{
	const struct frame *f = &w->frames[w->top];
	const struct kr_dom *dom = &w->page->dom;
	int tag = dom->nodes[f->node].tag;
	bool outer_one_line = w->frames[w->top - 1].one_line;

	if (tag == KR_TAG_q)
		kr_spans_text(&w->flow, kr_slice_of("”"), f->style, f->href);
	if (f->node == w->in_table) {
		leave_table(w);
	} else if (w->cell && (tag == KR_TAG_td || tag == KR_TAG_th)) {
		flush(w);
		w->cell = NULL;
	} else if (w->in_table < 0 && is_list(tag) && is_real_list(w, f->node)) {
		flush(w);
		if (w->nlists && !--w->nlists)
			close_list(w);
	} else if (kr_dom_is_block(tag) || styled_as_block(dom, f->node)) {
		/* What joins its blocks ends itself with a block, unless it stands in such a one.
		 */
		if (outer_one_line || (f->one_line && w->cell))
			kr_spans_gap(&w->flow);
		else
			flush(w);
	}
	w->top--;
}

/* --- the walk ----------------------------------------------------------------------------- */

static void meet_picture(struct walk *w)
{
	w->next_picture++;
	if (!w->flow.text.len && !w->frames[w->top].one_line)
		show_pictures(w);
}

/* Nodes that have no part in the body still separate what is beside them. */
static void pass_over(struct walk *w, int32_t i)
{
	int tag = w->page->dom.nodes[i].tag;

	if (w->in_table >= 0 && (tag == KR_TAG_td || tag == KR_TAG_th) &&
	        !(w->page->dom.nodes[i].flags & KR_NF_HIDDEN)) {
		/* it keeps the column of those behind it */
		flush(w);
		kr_tables_cell(&w->table, &w->page->dom, i);
		w->cell = NULL;
	} else if (tag == KR_TAG_hr && w->in_table < 0) {
		boundary(w);
		w->rule = true;
	} else if (tag == KR_TAG_br) {
		kr_spans_break(&w->flow);
	} else if (kr_dom_is_block(tag)) {
		boundary(w);
	} else if (w->page->stat[i].chars) {
		kr_spans_gap(&w->flow);
	}
}

static void visit(struct walk *w, int32_t *at)
{
	const struct kr_dom *dom = &w->page->dom;
	const int32_t i = *at;
	const struct kr_node *n = &dom->nodes[i];
	const struct frame *f = &w->frames[w->top];

	if (n->tag == KR_TAG_TEXT) {
		if (kr_page_in_body(w->page, i) || (n->flags & KR_NF_BLANK))
			kr_spans_text(&w->flow, kr_dom_text(dom, i), f->style, f->href);
		else
			kr_spans_gap(&w->flow);
	} else if (w->next_picture < w->pictures->n && w->pictures->v[w->next_picture].node == i) {
		meet_picture(w);
	} else if (n->tag == KR_TAG_rt || n->tag == KR_TAG_rp) {
		*at = n->end - 1; /* readings over ideographs: the text without them is complete */
	} else if (!kept(w, i)) {
		pass_over(w, i);
		*at = n->end - 1;
	} else if ((n->tag == KR_TAG_pre || n->tag == KR_TAG_listing || n->tag == KR_TAG_xmp) &&
	           w->in_table < 0) {
		add_code(w, i);
		*at = n->end - 1;
	} else {
		enter(w, i);
	}
}

static void count_marks(struct walk *w)
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
	struct walk *w;

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
	for (int32_t i = 1; i < dom->n; i++) {
		while (w->top && i >= dom->nodes[w->frames[w->top].node].end)
			leave(w);
		visit(w, &i);
	}
	while (w->top)
		leave(w);
	flush(w);
	close_list(w);
	kr_spans_fini(&w->flow);
	kr_tables_fini(&w->table);
	free(w->kept);
	free(w->items);
	free(w);
}
