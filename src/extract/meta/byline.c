/* Reads the byline. */
#include "extract/meta/author_names_priv.h"
#include "extract/meta/byline_priv.h"

#include <string.h>

enum {
	BEFORE = 30, /* most text nodes read before the end of the body, */
	HEAD = 60,   /* after the title, */
	TAIL = 40,   /* and after the body */
};

static int32_t body_end(const struct kr_page *page)
{
	int32_t last = -1;

	for (int32_t i = page->body_root < 0 ? page->dom.n
	                                     : page->dom.nodes[page->body_root].end - 1;
	        i > 0 && last < 0; i--)
		if (i < page->dom.n && kr_page_in_body(page, i))
			last = i;
	return last;
}

void kr_byline_run(struct kr_page *page)
{
	struct kr_doc *doc = page->doc;
	struct kr_byline_area *a = kr_arena_alloc(&page->scratch, sizeof *a);
	const int32_t end = page->dom.n, last = body_end(page);
	const int32_t from = page->title_node >= 0 ? page->title_node : page->body_root;

	if (from < 0)
		return;
	a->page = page;
	kr_byline_area_read(
	        a, page->title_node >= 0 ? page->dom.nodes[from].end : from, end, HEAD, true);
	kr_byline_area_find_date(a);
	kr_byline_labelled_read(page, a, false);
	if (!doc->authors.n)
		kr_byline_marked_read(page, a);
	kr_byline_outlet_read(page, a);
	if (last >= 0 && (!doc->source || !doc->editor || !doc->authors.n)) {
		int32_t tail = last;

		for (int back = BEFORE; tail > from && back > 0; tail--)
			back -= kr_byline_area_has(page, tail);
		a->n = 0;
		kr_byline_area_read(a, tail, end, BEFORE + TAIL, false);
		kr_byline_labelled_read(page, a, true);
	}
	kr_author_names_drop_outlets(doc);
	if (doc->source && doc->site && !strcmp(doc->source, doc->site))
		doc->source = NULL;
}
