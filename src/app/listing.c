/* Lists of the library as pages: their articles, marks and ids. */
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "kread/base/mem.h"
#include "kread/base/url.h"
#include "kread/net/host.h"

const char *kr_listing_line(struct kr_doc *doc, const char *text)
{
	return text ? kr_doc_line(doc, text, strlen(text)) : NULL;
}

/* The database may have been written by others: all its text is cleaned. */
struct kr_rec *kr_listing_add(struct kr_doc *doc, const struct kr_article *a)
{
	struct kr_rec *rec;
	struct kr_str host;

	if (!kr_url_is_web(a->url) && !kr_str_istarts(a->url, "file:"))
		return NULL;
	rec = kr_doc_add_rec(doc);
	rec->url = kr_listing_line(doc, a->url);
	rec->title = kr_listing_line(doc, a->title);
	rec->published = kr_listing_line(doc, a->published);
	rec->section = kr_listing_line(doc, a->site);
	if (!rec->section) {
		kr_str_init(&host);
		kr_host_show(a->url, &host);
		rec->section = kr_listing_line(doc, host.data);
		kr_str_fini(&host);
	}
	return rec;
}

uint8_t kr_listing_marks(const struct kr_article *a)
{
	return (uint8_t)((a->times > 0 ? KR_MARK_READ : 0) |
	                 (a->favourite ? KR_MARK_FAVOURITE : 0) | (a->liked ? KR_MARK_LIKED : 0) |
	                 (a->queued ? KR_MARK_QUEUED : 0));
}

void kr_listing_init(struct kr_listing *l, const char *title)
{
	*l = (struct kr_listing){.doc = kr_doc_new()};
	l->doc->title = kr_listing_line(l->doc, title);
}

void kr_listing_item(struct kr_listing *l, int64_t id, uint8_t marks)
{
	l->ids = kr_mem_grow(l->ids, l->n, &l->cap_ids, sizeof *l->ids);
	l->marks = kr_mem_grow(l->marks, l->n, &l->cap_marks, sizeof *l->marks);
	l->ids[l->n] = id;
	l->marks[l->n++] = marks;
}

void kr_listing_finish(struct kr_listing *l, struct kr_stack_page *p, const char *empty)
{
	if (!l->n && empty)
		kr_doc_add_span(l->doc, &kr_doc_add_block(l->doc, KR_BLOCK_PARAGRAPH)->spans, empty,
		        strlen(empty), 0, NULL);
	p->is_shelf = true;
	kr_stack_page_set_doc(p, l->doc);
	p->ids = l->ids;
	if (l->n)
		memcpy(p->marks, l->marks, l->n);
	p->complete = p->joined = true;
	free(l->marks);
}
