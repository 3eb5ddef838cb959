/* One load and its list: creating, finding, freeing, reporting. */
#include "load_priv.h"

#include <stdlib.h>

#include "kread/base/mem.h"
#include "kread/load/source.h"

void kr_load_state_init_page(struct kr_loading_page *page)
{
	*page = (struct kr_loading_page){0};
	kr_str_init(&page->body);
}

void kr_load_state_fini_page(struct kr_loading_page *page)
{
	free(page->url);
	free(page->content_type);
	free(page->link_header);
	free(page->refresh_header);
	free(page->etag);
	free(page->last_modified);
	kr_str_fini(&page->body);
	kr_load_state_init_page(page);
}

void kr_load_state_set(char **to, const char *value)
{
	char *copy = kr_mem_strdup(value);

	free(*to);
	*to = copy;
}

struct kr_load *kr_load_state_find(const struct kr_loader *l, uint32_t id)
{
	struct kr_load *p = l->loads;

	while (p && p->id != id)
		p = p->next;
	return p;
}

struct kr_load *kr_load_state_new(struct kr_loader *l, const struct kr_load_request *rq)
{
	struct kr_load *p = kr_mem_zalloc(1, sizeof *p), **end = &l->loads;

	p->loader = l;
	while (!++l->last_id || kr_load_state_find(l, l->last_id))
		;
	p->id = l->last_id;
	p->path = kr_mem_strdup(rq->path);
	p->charset = kr_mem_strdup(rq->charset);
	p->insecure_host = kr_mem_strdup(rq->insecure_host);
	p->copy_url = kr_mem_strdup(rq->copy.url);
	p->copy_etag = kr_mem_strdup(rq->copy.etag);
	p->copy_modified = kr_mem_strdup(rq->copy.last_modified);
	p->mode = rq->mode;
	p->regular = rq->regular;
	p->keep = rq->keep;
	p->early = rq->early;
	p->join = rq->mode == KR_MODE_RAW || rq->path ? NULL : rq->join;
	p->handler = rq->handler;
	p->user = rq->user;
	p->file = -1;
	kr_load_state_init_page(&p->page);
	kr_load_state_init_page(&p->fallback);
	while (*end)
		end = &(*end)->next;
	*end = p;
	return p;
}

void kr_load_state_unlink(struct kr_load *p)
{
	struct kr_load **at = &p->loader->loads;

	while (*at != p)
		at = &(*at)->next;
	*at = p->next;
	if (p->loader->parsing == p)
		p->loader->parsing = NULL;
}

void kr_load_state_free(struct kr_load *p)
{
	kr_source_close(p->file);
	kr_load_state_fini_page(&p->page);
	kr_load_state_fini_page(&p->fallback);
	kr_redirect_chain_clear(&p->chain);
	kr_doc_free(p->fallback_doc);
	kr_doc_free(p->part);
	if (!p->shown)
		kr_doc_free(p->doc);
	free(p->url);
	free(p->path);
	free(p->charset);
	free(p->insecure_host);
	free(p->copy_url);
	free(p->copy_etag);
	free(p->copy_modified);
	free(p);
}

bool kr_load_state_emit(struct kr_load *p, struct kr_load_event ev)
{
	struct kr_loader *l = p->loader;
	uint32_t id = p->id;

	ev.id = id;
	if (ev.type != KR_LOAD_EARLY)
		ev.doc = p->shown ? p->doc : NULL;
	p->handler(p->user, &ev);
	return kr_load_state_find(l, id) != NULL;
}

int kr_load_state_reading(const struct kr_loader *l)
{
	int n = 0;

	for (const struct kr_load *p = l->loads; p; p = p->next)
		n += p->stage == KR_STAGE_READ;
	return n;
}
