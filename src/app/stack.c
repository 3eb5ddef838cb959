#include "kread/app/stack.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"

struct kr_stack_page *kr_stack_page_new(void)
{
	return kr_mem_zalloc(1, sizeof(struct kr_stack_page));
}

void kr_stack_page_drop_doc(struct kr_stack_page *p)
{
	if (!p->doc)
		return;
	p->anchor = p->reader.anchor;
	p->selected = p->own && p->own->at >= 0 ? (uint32_t)p->own->at : p->list.selected;
	kr_pane_reader_fini(&p->reader);
	kr_pane_list_fini(&p->list);
	kr_doc_free(p->doc);
	free(p->read);
	p->doc = NULL;
	p->read = NULL;
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
	p->read = kr_mem_zalloc(doc->nrecs + 1, 1);
	kr_pane_reader_init(&p->reader, doc);
	kr_pane_list_init(&p->list, doc, p->read);
	p->reader.anchor = p->anchor;
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

/* Drop the articles of pages far from the present one. */
static void trim(struct kr_stack *s)
{
	for (int i = 0; i < s->n; i++)
		if (abs(i - s->now) >= KR_STACK_DOCS && s->v[i]->complete)
			kr_stack_page_drop_doc(s->v[i]);
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
	trim(s);
}
