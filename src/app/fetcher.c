/* Fetches, in the background and one after the other, what is to be read later. */
#include <stdlib.h>

#include "app_priv.h"
#include "kread/base/clock.h"
#include "kread/base/intl.h"
#include "kread/base/log.h"
#include "kread/base/mem.h"
#include "kread/store/queue.h"

enum {
	FIRST_MS = 300,  /* from the mark to the fetch: the reader may have more to do */
	GAP_MS = 1000,   /* between two of them: sites see no burst */
	WAIT_MS = 60000, /* until those that failed are looked at again */
};

static void end(struct kr_app *a, int wait)
{
	struct kr_fetcher *f = &a->fetcher;

	kr_doc_free(f->doc);
	free(f->url);
	free(f->etag);
	free(f->last_modified);
	*f = (struct kr_fetcher){.awake = true, .at = kr_clock_ms() + wait};
}

/* Only the reading list says what is missing. */
static void refresh_list(struct kr_app *a)
{
	const struct kr_stack_page *p = kr_current_page(a);

	if (!p || !p->is_shelf || p->of != KR_LIST_OF_ARTICLES || p->shelf != KR_SHELF_QUEUE)
		return;
	kr_shelves_refill(a);
	a->dirty = true;
}

static void fail(struct kr_app *a, const char *why)
{
	struct kr_err err;

	kr_log_write("to be read later: %s: %s", a->fetcher.url, why);
	if (kr_queue_failed(a->store, a->fetcher.id, kr_clock_time_ms(), why, &err) < 0)
		kr_log_write("%s", err.msg);
	end(a, GAP_MS);
	refresh_list(a);
}

static void keep(struct kr_app *a)
{
	struct kr_fetcher *f = &a->fetcher;
	struct kr_err err;
	int rc;

	if (!kr_record_is_article(f->doc)) {
		fail(a, N_("no article was found on this page"));
		return;
	}
	rc = kr_copies_put(a,
	        &(struct kr_load_page){
	                .url = f->url, .etag = f->etag, .last_modified = f->last_modified},
	        f->doc, &err);
	if (rc < 0 && rc != KR_E_RETRY) {
		fail(a, err.msg);
		return;
	}
	end(a, GAP_MS);
	refresh_list(a);
}

static void on_load(void *user, const struct kr_load_event *ev)
{
	struct kr_app *a = user;

	if (ev->type == KR_LOAD_HEAD) {
		a->fetcher.doc = ev->doc;
		a->fetcher.etag = kr_mem_strdup(ev->page->etag);
		a->fetcher.last_modified = kr_mem_strdup(ev->page->last_modified);
	} else if (ev->type == KR_LOAD_DONE) {
		keep(a);
	} else if (ev->type == KR_LOAD_FAILED) {
		fail(a, ev->err->msg);
	}
}

static void take(void *user, int64_t id, const char *url)
{
	struct kr_app *a = user;

	a->fetcher.id = id;
	a->fetcher.url = kr_mem_strdup(url);
}

static void start(struct kr_app *a)
{
	struct kr_fetcher *f = &a->fetcher;
	struct kr_err err;
	struct kr_load_request rq = {
	        .url = f->url, .join = &f->join, .handler = on_load, .user = a};

	f->load = kr_load_start(a->loader, &rq, &err);
	if (!f->load)
		fail(a, err.msg);
}

void kr_fetcher_wake(struct kr_app *a)
{
	if (a->store && !a->fetcher.load) {
		a->fetcher.awake = true;
		a->fetcher.at = kr_clock_ms() + FIRST_MS;
	}
}

int kr_fetcher_timeout(const struct kr_app *a)
{
	int64_t left = a->fetcher.at - kr_clock_ms();

	if (!a->fetcher.awake || a->fetcher.load)
		return -1;
	return left < 0 ? 0 : left > WAIT_MS ? WAIT_MS : (int)left;
}

void kr_fetcher_pump(struct kr_app *a)
{
	struct kr_err err;
	int waiting;

	if (kr_fetcher_timeout(a) != 0)
		return;
	waiting = kr_queue_missing(a->store, kr_clock_time_ms(), 1, take, a, &err);
	if (a->fetcher.url)
		start(a);
	else if (waiting > 0)
		a->fetcher.at = kr_clock_ms() + WAIT_MS;
	else
		a->fetcher.awake = false;
	if (waiting < 0)
		kr_record_fail(a, &err);
}

void kr_fetcher_close(struct kr_app *a)
{
	if (a->fetcher.load)
		kr_load_cancel(a->loader, a->fetcher.load);
	end(a, 0);
	a->fetcher.awake = false;
}
