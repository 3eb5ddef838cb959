#include "kread/app/refresh.h"

#include <stdlib.h>
#include <string.h>

#include "kread/app/visited.h"
#include "kread/base/clock.h"
#include "kread/base/intl.h"
#include "kread/base/mem.h"
#include "kread/base/str.h"
#include "kread/base/url.h"
#include "kread/net/host.h"
#include "kread/store/subscription.h"

struct host {
	char *name;
	int64_t free_at; /* kr_clock_ms() */
	bool busy, local;
};

struct asked {
	struct kr_refresh *owner;
	int64_t id;
	char *url, *title, *etag, *modified, *source;
	bool feed;
	struct host *host;
	bool started;
	uint32_t load; /* 0: none runs */
	struct kr_doc *doc;
	char *new_etag, *new_modified, *new_source;
};

struct kr_refresh {
	struct kr_store *store;
	struct kr_loader *loader;
	kr_refresh_handler *handler;
	void *user;
	int64_t now, every, only; /* of start */
	struct asked *v;
	size_t n, cap;
	size_t first; /* those before it were started */
	struct host *hosts;
	size_t nhosts, running;
	bool held;
	struct kr_refresh_totals totals;
};

/* --- the subscriptions that are to be asked --------------------------------------------------- */

static void clear(struct kr_refresh *r)
{
	for (size_t i = 0; i < r->n; i++) {
		struct asked *it = &r->v[i];

		if (it->load)
			kr_load_cancel(r->loader, it->load);
		kr_doc_free(it->doc);
		free(it->url);
		free(it->title);
		free(it->etag);
		free(it->modified);
		free(it->source);
		free(it->new_etag);
		free(it->new_modified);
		free(it->new_source);
	}
	for (size_t i = 0; i < r->nhosts; i++)
		free(r->hosts[i].name);
	free(r->hosts);
	r->hosts = NULL;
	r->n = r->first = r->nhosts = r->running = 0;
}

static bool is_wanted(struct kr_refresh *r, const struct kr_subscription *sub)
{
	bool due = r->every < 0 || kr_subscription_is_due(sub, r->now, r->every);

	r->totals.waiting += !due && sub->tries > 0;
	return due;
}

static void add(void *user, const struct kr_subscription *sub)
{
	struct kr_refresh *r = user;
	struct asked *it;

	if (r->only ? sub->id != r->only : !is_wanted(r, sub))
		return;
	r->v = kr_mem_grow(r->v, r->n, &r->cap, sizeof *r->v);
	it = &r->v[r->n++];
	*it = (struct asked){.owner = r,
	        .id = sub->id,
	        .url = kr_mem_strdup(sub->url),
	        .title = kr_mem_strdup(sub->title ? sub->title : sub->url),
	        .etag = kr_mem_strdup(sub->etag),
	        .modified = kr_mem_strdup(sub->modified),
	        .source = kr_mem_strdup(sub->source ? sub->source : sub->url),
	        .feed = sub->feed};
}

struct named {
	char *host;
	size_t item;
};

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct named *)a)->host, ((const struct named *)b)->host);
}

/* Give each item its host; those with the same name share one. */
static void find_hosts(struct kr_refresh *r)
{
	struct named *names = kr_mem_zalloc(r->n + 1, sizeof *names);

	for (size_t i = 0; i < r->n; i++) {
		struct kr_str host;

		kr_str_init(&host);
		kr_host_ascii(r->v[i].url, &host);
		names[i] = (struct named){kr_str_take(&host), i};
		kr_str_fini(&host);
	}
	qsort(names, r->n, sizeof *names, compare);
	r->hosts = kr_mem_zalloc(r->n + 1, sizeof *r->hosts);
	for (size_t i = 0; i < r->n; i++) {
		if (!i || strcmp(names[i].host, r->hosts[r->nhosts - 1].name))
			r->hosts[r->nhosts++] = (struct host){.name = names[i].host,
			        .local = kr_host_is_loopback(r->v[names[i].item].url)};
		else
			free(names[i].host);
		r->v[names[i].item].host = &r->hosts[r->nhosts - 1];
	}
	free(names);
}

struct kr_refresh *kr_refresh_new(
        struct kr_store *store, struct kr_loader *loader, kr_refresh_handler *handler, void *user)
{
	struct kr_refresh *r = kr_mem_zalloc(1, sizeof *r);

	r->store = store;
	r->loader = loader;
	r->handler = handler;
	r->user = user;
	return r;
}

void kr_refresh_free(struct kr_refresh *r)
{
	if (!r)
		return;
	clear(r);
	free(r->v);
	free(r);
}

int kr_refresh_start(struct kr_refresh *r, int64_t every_ms, int64_t only, struct kr_err *err)
{
	int rc;

	if (kr_refresh_is_busy(r))
		return 0;
	clear(r);
	r->totals = (struct kr_refresh_totals){0};
	r->now = kr_clock_time_ms();
	r->every = every_ms;
	r->only = only;
	rc = kr_subscription_list(r->store, add, r, err);
	if (rc < 0)
		clear(r);
	find_hosts(r);
	r->totals.total = r->n;
	return rc;
}

/* --- one subscription ------------------------------------------------------------------------- */

/* It is done, whatever came of it. */
static void end(struct asked *it, bool unchanged, int64_t fresh, const char *problem)
{
	struct kr_refresh *r = it->owner;

	it->load = 0;
	it->host->busy = false;
	it->host->free_at = kr_clock_ms() + (it->host->local ? 0 : KR_REFRESH_DELAY_MS);
	r->running--;
	r->totals.done++;
	r->totals.unchanged += unchanged;
	r->totals.failed += problem != NULL;
	r->totals.fresh += fresh;
	kr_doc_free(it->doc);
	it->doc = NULL;
	r->handler(r->user, &(struct kr_refresh_event){it->title, unchanged, fresh, problem});
}

static void fail(struct asked *it, const char *why)
{
	struct kr_err err;

	if (kr_subscription_failed(it->owner->store, it->id, kr_clock_time_ms(), why, &err) < 0)
		why = err.msg;
	end(it, false, 0, why);
}

static void unchanged(struct asked *it)
{
	struct kr_err err;

	if (kr_subscription_unchanged(it->owner->store, it->id, kr_clock_time_ms(), &err) < 0)
		end(it, false, 0, err.msg);
	else
		end(it, true, 0, NULL);
}

/* What stands for a page is none, and a page is no feed: the links of the front page that its
 * address leads to now are not what the reader subscribed to. */
static const char *problem_of(const struct asked *it)
{
	const char *problem = kr_doc_problem(it->doc);

	if (!problem && it->feed && !kr_doc_is_feed(it->doc))
		problem = _("this was a feed, but is a page now");
	return problem;
}

static void keep(struct asked *it)
{
	const struct kr_doc *doc = it->doc;
	const size_t n =
	        doc->nrecs < KR_SUBSCRIPTION_ENTRIES ? doc->nrecs : KR_SUBSCRIPTION_ENTRIES;
	struct kr_subscription_entry *v = kr_mem_zalloc(n + 1, sizeof *v);
	struct kr_subscription_news news = {
	        .title = doc->title ? doc->title : kr_doc_site_name(doc),
	        .home = doc->canonical_url,
	        .etag = it->new_etag,
	        .modified = it->new_modified,
	        .source = it->new_source,
	        .feed = kr_doc_is_feed(doc),
	        .v = v,
	};
	int64_t fresh = 0;
	struct kr_err err;

	for (size_t i = 0; i < n; i++)
		if (doc->recs[i].url && kr_url_is_web(doc->recs[i].url))
			v[news.n++] = (struct kr_subscription_entry){
			        .key = kr_visited_key(doc->recs[i].url),
			        .url = doc->recs[i].url,
			        .title = doc->recs[i].title,
			        .published = doc->recs[i].published};
	if (kr_subscription_update(
	            it->owner->store, it->id, kr_clock_time_ms(), &news, &fresh, &err) < 0)
		end(it, false, 0, err.msg);
	else
		end(it, false, fresh, NULL);
	for (size_t i = 0; i < news.n; i++)
		free((char *)v[i].key);
	free(v);
}

static void on_load(void *user, const struct kr_load_event *ev)
{
	struct asked *it = user;

	if (ev->type == KR_LOAD_HEAD) {
		it->doc = ev->doc;
		it->new_etag = kr_mem_strdup(ev->page->etag);
		it->new_modified = kr_mem_strdup(ev->page->last_modified);
		it->new_source = kr_mem_strdup(ev->page->url);
	} else if (ev->type == KR_LOAD_UNCHANGED) {
		unchanged(it);
	} else if (ev->type == KR_LOAD_FAILED) {
		fail(it, ev->err->msg);
	} else if (ev->type == KR_LOAD_DONE) {
		const char *problem = problem_of(it);

		if (problem)
			fail(it, problem);
		else
			keep(it);
	}
}

static void start(struct asked *it)
{
	struct kr_refresh *r = it->owner;
	const struct kr_load_request rq = {.url = it->url,
	        .copy = {it->source, it->etag, it->modified},
	        .handler = on_load,
	        .user = it};
	struct kr_err err;

	it->started = true;
	it->host->busy = !it->host->local;
	r->running++;
	it->load = kr_load_start(r->loader, &rq, &err);
	if (!it->load)
		fail(it, err.msg);
}

/* --- all of them ------------------------------------------------------------------------------ */

bool kr_refresh_is_busy(const struct kr_refresh *r)
{
	return !r->totals.cancelled && r->totals.done < r->totals.total;
}

void kr_refresh_cancel(struct kr_refresh *r)
{
	if (!kr_refresh_is_busy(r))
		return;
	clear(r);
	r->totals.cancelled = true;
}

struct kr_refresh_totals kr_refresh_totals(const struct kr_refresh *r)
{
	return r->totals;
}

int kr_refresh_timeout(const struct kr_refresh *r)
{
	const int64_t now = kr_clock_ms();
	int64_t soonest = -1;

	if (r->held || r->running >= KR_REFRESH_PARALLEL)
		return -1;
	for (size_t i = r->first; i < r->n; i++) {
		const struct host *h = r->v[i].host;
		int64_t left = h->free_at - now;

		if (r->v[i].started || h->busy)
			continue;
		left = left < 0 ? 0 : left;
		if (soonest < 0 || left < soonest)
			soonest = left;
		if (!soonest)
			break;
	}
	return (int)soonest;
}

void kr_refresh_hold(struct kr_refresh *r, bool on)
{
	r->held = on;
}

void kr_refresh_pump(struct kr_refresh *r)
{
	const int64_t now = kr_clock_ms();

	if (r->held)
		return;
	for (size_t i = r->first; i < r->n && r->running < KR_REFRESH_PARALLEL; i++) {
		struct asked *it = &r->v[i];

		if (!it->started && !it->host->busy && it->host->free_at <= now)
			start(it);
	}
	while (r->first < r->n && r->v[r->first].started)
		r->first++;
}
