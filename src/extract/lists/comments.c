/* Finds comments, adds them to the document and marks them. */
#include "extract/lists/comment_reader_priv.h"

#include <stdlib.h>
#include <string.h>

#include "extract/meta/date/date_priv.h"
#include "kread/base/mem.h"
#include "kread/base/utf8.h"

enum {
	MAX_COMMENTS = 2000,
	SMALL = 400, /* in kr_stat.chars: no comments are expected in smaller parts of the page */
};

/* Finds the elements named for comments once: they are asked for often, and most pages have few. */
static void find_named(struct kr_comment_reader *r)
{
	r->named = kr_arena_alloc(&r->page->scratch, (size_t)r->dom->n);
	for (int32_t i = 0; i < r->dom->n; i++)
		if (r->dom->nodes[i].tag != KR_TAG_TEXT && r->dom->nodes[i].nattrs &&
		        kr_comment_names_any(r->page, i)) {
			r->named[i] = 1;
			r->any_named = true;
		}
}

static void open_item(struct kr_comment_reader *r, int32_t i)
{
	struct kr_comment_item *it;

	r->items = kr_mem_grow(r->items, r->n, &r->cap, sizeof *r->items);
	r->open = kr_mem_grow(r->open, r->nopen, &r->cap_open, sizeof *r->open);
	it = &r->items[r->n];
	*it = (struct kr_comment_item){.node = i, .inner = -1, .likes = -1};
	kr_str_init(&it->author);
	kr_str_init(&it->time);
	kr_str_init(&it->text);
	kr_str_init(&it->body);
	r->open[r->nopen++] = r->n++;
}

static void walk(struct kr_comment_reader *r)
{
	const struct kr_dom *dom = r->dom;

	for (int32_t i = 0; i < dom->n; i++) {
		const struct kr_node *n = &dom->nodes[i];

		while (r->nopen && i >= dom->nodes[r->items[r->open[r->nopen - 1]].node].end)
			r->nopen--;
		if (n->flags & KR_NF_HIDDEN)
			continue;
		if (n->tag == KR_TAG_TEXT) {
			if (r->nopen && !(n->flags & KR_NF_BLANK))
				kr_comment_text_add(r, &r->items[r->open[r->nopen - 1]], i);
		} else if (n->tag == KR_TAG_time && r->nopen) {
			struct kr_comment_item *it = &r->items[r->open[r->nopen - 1]];

			if (!it->datetime)
				it->datetime = kr_dom_attr(dom, i, "datetime");
		} else if (r->named[i] && r->n < MAX_COMMENTS &&
		           kr_comment_names_item(r->page, i)) {
			open_item(r, i);
		}
	}
}

/* A comment has an author or a time; a heading, form or notice has neither. */
static bool is_comment(const struct kr_comment_reader *r, const struct kr_comment_item *it)
{
	const struct kr_stat *st = &r->page->stat[it->node];

	if (!it->text.len && !it->body.len)
		return false;
	return it->author.len ? st->link_chars * 4 <= st->chars * 3
	                      : (it->time.len || it->datetime) && st->link_chars * 2 <= st->chars;
}

/* A comment is often wrapped twice. If an item has no text of its own, the first item in it and
 * the siblings of that one take its place in the hierarchy; everything else in it is a reply. */
static void set_depths(struct kr_comment_reader *r)
{
	r->nopen = 0;
	for (size_t k = 0; k < r->n; k++) {
		struct kr_comment_item *it = &r->items[k], *up = NULL;

		while (r->nopen &&
		        it->node >= r->dom->nodes[r->items[r->open[r->nopen - 1]].node].end)
			r->nopen--;
		if (r->nopen)
			up = &r->items[r->open[r->nopen - 1]];
		if (up && !is_comment(r, up) && up->inner < 0)
			up->inner = r->dom->nodes[it->node].parent;
		if (up)
			it->depth = up->depth + (up->inner != r->dom->nodes[it->node].parent);
		r->open = kr_mem_grow(r->open, r->nopen, &r->cap_open, sizeof *r->open);
		r->open[r->nopen++] = k;
	}
}

/* Cleans text and keeps its line breaks. */
static const char *clean_lines(struct kr_doc *doc, const struct kr_str *s)
{
	struct kr_str clean;
	const char *out;

	kr_str_init(&clean);
	kr_utf8_clean(&clean, s->data, s->len, KR_UTF8_NFC);
	kr_str_trim(&clean);
	out = clean.len ? kr_arena_dup(&doc->arena, clean.data, clean.len) : NULL;
	kr_str_fini(&clean);
	return out;
}

static void add_comments(struct kr_comment_reader *r)
{
	struct kr_doc *doc = r->page->doc;

	r->page->comment_nodes =
	        kr_arena_alloc(&r->page->arena, (r->n + 1) * sizeof *r->page->comment_nodes);
	for (size_t k = 0; k < r->n; k++) {
		struct kr_comment_item *it = &r->items[k];
		struct kr_comment *c;
		bool relative;
		const char *text, *when = it->datetime ? it->datetime : it->time.data;

		if (!is_comment(r, it))
			continue;
		text = clean_lines(doc, it->body.len ? &it->body : &it->text);
		if (!text)
			continue;
		c = kr_doc_add_comment(doc);
		c->text = text;
		c->author = kr_doc_line(doc, it->author.data, it->author.len);
		c->published = kr_date_read(r->page, when, strlen(when), &relative);
		if (!c->published) /* cannot be resolved: keep the words */
			c->published = kr_doc_line(doc, when, strlen(when));
		c->likes = it->likes;
		c->depth = it->depth;
		r->page->comment_nodes[doc->ncomments - 1] = it->node;
	}
}

static void mark(struct kr_page *page, int32_t root)
{
	for (int32_t i = root; i < page->dom.nodes[root].end; i++)
		page->mark[i] |= KR_MARK_COMMENT;
}

static bool holds_article(const struct kr_page *page, int32_t i)
{
	return (page->title_node >= 0 && kr_dom_within(&page->dom, page->title_node, i)) ||
	       kr_dom_find(&page->dom, i, page->dom.nodes[i].end, KR_TAG_h1) >= 0;
}

/* Whether a part without comments can be a form or "no comments yet". Broken markup may put other
 * things, mostly links, into it. */
static bool is_small(const struct kr_stat *st)
{
	return st->chars <= SMALL && st->link_chars * 2 <= st->chars;
}

static bool holds_comment(const struct kr_comment_reader *r, int32_t i)
{
	for (size_t k = 0; k < r->n; k++)
		if (kr_dom_within(r->dom, r->items[k].node, i))
			return true;
	return false;
}

/* Marks the comments and the parts of the page around them. */
static void mark_parts(struct kr_comment_reader *r)
{
	const struct kr_dom *dom = r->dom;

	for (int32_t i = dom->body > 0 ? dom->body + 1 : 1; i < dom->n; i++) {
		const struct kr_node *n = &dom->nodes[i];
		bool is_item;

		if (!r->named[i] || holds_article(r->page, i))
			continue;
		is_item = kr_comment_names_item(r->page, i);
		if (!is_item && !kr_dom_is_block(n->tag))
			continue;
		if (is_item || is_small(&r->page->stat[i]) || holds_comment(r, i)) {
			mark(r->page, i);
			i = n->end - 1;
		}
	}
}

void kr_comments_run(struct kr_page *page)
{
	struct kr_comment_reader r = {.page = page, .dom = &page->dom};

	find_named(&r);
	if (r.any_named) {
		walk(&r);
		set_depths(&r);
		add_comments(&r);
		mark_parts(&r);
	}
	page->doc->comment_count = kr_comment_count_stated(&r);
	for (size_t k = 0; k < r.n; k++) {
		kr_str_fini(&r.items[k].author);
		kr_str_fini(&r.items[k].time);
		kr_str_fini(&r.items[k].text);
		kr_str_fini(&r.items[k].body);
	}
	free(r.items);
	free(r.open);
}
