/* Loads ahead the article that the reader may open next: option prefetch. */
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "kread/base/clock.h"
#include "kread/base/mem.h"
#include "kread/base/url.h"

enum { STAY_MS = 700 }; /* sites are not asked for what the reader only passes */

static void drop_page(struct kr_prefetch *f)
{
	kr_doc_free(f->doc);
	free(f->page_url);
	free(f->content_type);
	free(f->etag);
	free(f->last_modified);
	f->doc = NULL;
	f->page_url = f->content_type = f->etag = f->last_modified = NULL;
}

void kr_prefetch_close(struct kr_app *a)
{
	struct kr_prefetch *f = &a->prefetch;

	if (f->load)
		kr_load_cancel(a->loader, f->load);
	drop_page(f);
	free(f->url);
	*f = (struct kr_prefetch){.heir = f->heir};
}

static void keep_page(struct kr_prefetch *f, const struct kr_load_event *ev)
{
	f->doc = ev->doc;
	f->page = *ev->page;
	f->page.url = f->page_url = kr_mem_strdup(ev->page->url);
	f->page.content_type = f->content_type = kr_mem_strdup(ev->page->content_type);
	f->page.etag = f->etag = kr_mem_strdup(ev->page->etag);
	f->page.last_modified = f->last_modified = kr_mem_strdup(ev->page->last_modified);
}

static void on_load(void *user, const struct kr_load_event *ev)
{
	struct kr_app *a = user;
	struct kr_prefetch *f = &a->prefetch;

	if (ev->id != f->load) {
		f->heir(user, ev);
		return;
	}
	if (ev->type == KR_LOAD_HEAD)
		keep_page(f, ev);
	if (ev->type == KR_LOAD_COMPLETE)
		f->complete = true;
	if (ev->type == KR_LOAD_FAILED)
		drop_page(f);
	if (ev->type == KR_LOAD_FAILED || ev->type == KR_LOAD_DONE)
		f->load = 0;
}

/* The article that J opens from the text, or Enter from the list; NULL: none. ret_referer: the page
 * that names it, or NULL. */
static const char *next(struct kr_app *a, const char **ret_referer)
{
	const struct kr_stack_page *p = kr_current_page(a);
	const bool list = p && p->focus == KR_FOCUS_LIST;
	const char *url;
	long to;

	/* lists of the library have stored copies */
	if (!p || !p->doc || a->overlay.doc || (p->is_shelf && p->of != KR_LIST_OF_ENTRIES))
		return NULL;
	*ret_referer = p->url;
	if (list || !p->walk) {
		url = list && p->list.selected < p->doc->nrecs ? p->doc->recs[p->list.selected].url
		      : !list && p->doc->nrecs                 ? p->doc->recs[0].url
		                                               : NULL;
	} else {
		to = kr_walk_find(p->walk, &a->visited, p->at, 1);
		url = to < 0 ? NULL : p->walk->urls[to];
		*ret_referer = p->walk->url;
	}
	return url && kr_url_is_web(url) ? url : NULL;
}

static void start(struct kr_app *a, const char *referer)
{
	struct kr_prefetch *f = &a->prefetch;
	struct kr_load_request rq = {
	        .url = f->url,
	        .charset = kr_options_text(a->opts, KR_OPT_CHARSET),
	        .referer = referer && kr_url_is_web(referer) ? referer : NULL,
	        .for_page = referer ? referer : "",
	        .handler = on_load,
	        .user = a,
	};

	f->at = 0;
	f->load = kr_load_start(a->loader, &rq, NULL);
}

void kr_prefetch_pump(struct kr_app *a)
{
	struct kr_prefetch *f = &a->prefetch;
	const char *referer = NULL, *url;

	if (!kr_options_number(a->opts, KR_OPT_PREFETCH)) {
		kr_prefetch_close(a);
		return;
	}
	if (a->job.load)
		return;
	url = next(a, &referer);
	if (!url) {
		kr_prefetch_close(a);
	} else if (!f->url || strcmp(f->url, url) != 0) {
		kr_prefetch_close(a);
		f->url = kr_mem_strdup(url);
		f->at = kr_clock_ms() + STAY_MS;
	} else if (f->at && kr_clock_ms() >= f->at) {
		start(a, referer);
	}
}

bool kr_prefetch_is_busy(const struct kr_app *a)
{
	return a->prefetch.at || a->prefetch.load;
}

int kr_prefetch_timeout(const struct kr_app *a)
{
	int64_t left = a->prefetch.at - kr_clock_ms();

	return !a->prefetch.at ? -1 : left < 0 ? 0 : (int)left;
}

/* The load is the job's from now on. */
static void hand_over(struct kr_app *a, kr_load_handler *heir)
{
	struct kr_prefetch *f = &a->prefetch;

	a->job.load = f->load;
	a->job.ahead = true;
	f->load = 0;
	f->heir = heir;
}

static bool is_wanted(const struct kr_app *a)
{
	return a->prefetch.url && !strcmp(a->prefetch.url, a->job.page->url);
}

bool kr_prefetch_show(struct kr_app *a, kr_load_handler *heir)
{
	struct kr_prefetch *f = &a->prefetch;
	struct kr_doc *doc = f->doc;

	if (!is_wanted(a) || !doc)
		return false;
	hand_over(a, heir);
	f->doc = NULL;
	kr_arrival_show(a, &(struct kr_load_event){.doc = doc, .page = &f->page});
	a->job.growing->complete = f->complete;
	kr_prefetch_close(a);
	return true;
}

bool kr_prefetch_adopt(struct kr_app *a, kr_load_handler *heir)
{
	if (!is_wanted(a) || !a->prefetch.load)
		return false;
	hand_over(a, heir);
	kr_prefetch_close(a);
	return true;
}
