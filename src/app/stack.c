#include "kread/app/stack.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"

struct kr_stack_page *kr_stack_page_new(void)
{
	struct kr_stack_page *p = kr_mem_zalloc(1, sizeof *p);

	p->link = -1;
	return p;
}

void kr_stack_page_drop_doc(struct kr_stack_page *p)
{
	if (!p->doc)
		return;
	for (size_t i = 0; p->snippets && i < p->doc->nrecs; i++) {
		free(p->snippets[i].text);
		free(p->snippets[i].word);
	}
	p->anchor = p->reader.anchor;
	p->link = p->reader.link;
	p->selected = p->own && p->own->at >= 0 ? (uint32_t)p->own->at : p->list.selected;
	kr_pane_reader_fini(&p->reader);
	kr_pane_list_fini(&p->list);
	kr_doc_free(p->doc);
	free(p->marks);
	free(p->ids);
	free(p->snippets);
	p->snippets = NULL;
	p->doc = NULL;
	p->marks = NULL;
	p->ids = NULL;
}

void kr_stack_page_free(struct kr_stack_page *p)
{
	if (!p)
		return;
	kr_stack_page_drop_doc(p);
	kr_walk_free(p->walk);
	kr_walk_free(p->own);
	free(p->url);
	free(p->path);
	free(p->content_type);
	free(p->asked);
	free(p->tag);
	free(p->etag);
	free(p->last_modified);
	free(p->query);
	free(p);
}

void kr_stack_page_set_doc(struct kr_stack_page *p, struct kr_doc *doc)
{
	kr_stack_page_drop_doc(p);
	kr_walk_free(p->own);
	p->own = NULL;
	p->doc = doc;
	p->join = (struct kr_join){0};
	p->joined = false;
	p->marks = kr_mem_zalloc(doc->nrecs + 1, 1);
	kr_pane_reader_init(&p->reader, doc);
	kr_pane_list_init(&p->list, doc, p->marks);
	p->reader.anchor = p->anchor;
	p->reader.wanted = p->link;
	p->link = -1;
	p->list.selected = p->selected < doc->nrecs ? p->selected : 0;
	if (kr_stack_page_is_list(p))
		p->focus = KR_FOCUS_LIST;
	else if (!doc->nrecs)
		p->focus = KR_FOCUS_ARTICLE;
}

void kr_stack_page_return(struct kr_stack_page *p)
{
	p->at = p->item;
	if (p->own && p->own->at >= 0)
		kr_pane_list_select(&p->list, (uint32_t)p->own->at);
}

bool kr_stack_page_is_list(const struct kr_stack_page *p)
{
	return p->doc && !p->doc->nblocks && p->doc->nrecs;
}

void kr_stack_init(struct kr_stack *s)
{
	memset(s, 0, sizeof *s);
	s->now = -1;
}

void kr_stack_fini(struct kr_stack *s)
{
	for (int i = 0; i < s->n; i++)
		kr_stack_page_free(s->v[i]);
	s->n = 0;
	s->now = -1;
}

struct kr_stack_page *kr_stack_now(const struct kr_stack *s)
{
	return s->now < 0 ? NULL : s->v[s->now];
}

/* Count the article of a page and, if it is beyond what is kept, drop it. */
static void trim_page(struct kr_stack *s, int i, size_t *bytes)
{
	struct kr_stack_page *p = i >= 0 && i < s->n ? s->v[i] : NULL;

	if (!p || !p->doc)
		return;
	*bytes += p->doc->arena.used;
	if ((abs(i - s->now) >= KR_STACK_DOCS || *bytes > KR_STACK_BYTES) && p->complete &&
	        i != s->now) {
		*bytes -= p->doc->arena.used;
		kr_stack_page_drop_doc(p);
	}
}

void kr_stack_trim(struct kr_stack *s)
{
	size_t bytes = 0;

	trim_page(s, s->now, &bytes);
	for (int far = 1; far < s->n; far++) {
		trim_page(s, s->now - far, &bytes);
		trim_page(s, s->now + far, &bytes);
	}
}

void kr_stack_push(struct kr_stack *s, struct kr_stack_page *p)
{
	while (s->n > s->now + 1)
		kr_stack_page_free(s->v[--s->n]);
	if (s->n == KR_STACK_PAGES) {
		kr_stack_page_free(s->v[0]);
		memmove(s->v, s->v + 1, (size_t)(s->n - 1) * sizeof *s->v);
		s->n--;
	}
	s->v[s->n++] = p;
	s->now = s->n - 1;
	kr_stack_trim(s);
}
