/* The library while kread runs: it is opened and closed, what is read is recorded, and what had to
 * wait is written. If it cannot be opened or written, kread says so once and reads on. */
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "app_priv.h"
#include "kread/base/clock.h"
#include "kread/base/log.h"
#include "kread/base/mem.h"
#include "kread/base/redact.h"
#include "kread/base/url.h"
#include "kread/base/xdg.h"
#include "kread/store/history.h"
#include "kread/store/store.h"
#include "kread/store/subscription.h"
#include "kread/store/upkeep.h"

enum {
	PURGED = 3,          /* articles that are deleted for good in one step */
	PLACE_MS = 2000,     /* at a place until it is recorded, or twice as long */
	LOCKED_MS = 5000,    /* another program brings the tables up to date */
	PURGE_LAST_MS = 300, /* for those that were removed in this run, at its end */
};

/* --- the library -------------------------------------------------------------------------- */

static void fail_to_open(struct kr_app *a, const struct kr_err *err)
{
	const bool again = a->store_at != 0;

	a->store_at = err->code == KR_E_RETRY ? kr_clock_ms() + KR_STORE_RETRY_MS : 0;
	if (!a->store_at)
		kr_message_error(a, "%s; no history is kept", err->msg);
	else if (!again)
		kr_message_error(a, "%s; it is opened as soon as that has ended", err->msg);
}

void kr_library_open(struct kr_app *a)
{
	struct kr_str path;
	struct kr_err err;

	if (kr_options_number(a->opts, KR_OPT_PRIVATE))
		return;
	kr_str_init(&path);
	if (!kr_xdg_path(KR_XDG_DATA, "library.db", &path))
		kr_message_error(a, "HOME is not set: no history is kept");
	else if (kr_store_open(path.data, &a->store, &err) < 0)
		fail_to_open(a, &err);
	kr_record_notice(a);
	a->visited.store = a->store;
	a->purge_due = a->store != NULL;
	kr_fetcher_wake(a);
	if (a->store) {
		kr_keeper_open(a);
		kr_feed_refresh_open(a);
	}
	kr_str_fini(&path);
}

/* What is left is done by the next run. */
static void wipe(struct kr_app *a)
{
	const int64_t until = kr_clock_ms() + PURGE_LAST_MS;

	while (kr_clock_ms() < until && kr_upkeep_step(a->store, NULL) == 1)
		;
}

int kr_library_wait(struct kr_store **ret, struct kr_err *err)
{
	const int64_t until = kr_clock_ms() + LOCKED_MS;
	struct kr_str path;
	int rc;

	kr_str_init(&path);
	if (!kr_xdg_path(KR_XDG_DATA, "library.db", &path))
		rc = kr_err_set(err, KR_E_SYS, "HOME is not set: there is no library");
	else
		while ((rc = kr_store_open(path.data, ret, err)) == KR_E_RETRY &&
		        kr_clock_ms() < until)
			poll(NULL, 0, KR_STORE_WAIT_MS);
	kr_str_fini(&path);
	return rc;
}

void kr_library_close(struct kr_app *a)
{
	kr_library_leave(a);
	kr_sweep_finish(a);
	kr_fetcher_close(a);
	kr_feed_refresh_close(a);
	kr_finder_cancel(a);
	if (a->store && kr_undo_purge(a, PURGE_LAST_MS))
		wipe(a);
	kr_undo_close(a);
	kr_store_close(a->store);
	a->store = a->visited.store = NULL;
}

/* --- reading an article ------------------------------------------------------------------- */

/* It has an address at which it can be opened again. */
static bool is_kept(const struct kr_stack_page *p)
{
	struct stat st;

	if (!p->url || !kr_record_is_article(p->doc))
		return false;
	if (kr_url_is_web(p->url))
		return true;
	return kr_str_istarts(p->url, "file:") && p->path && stat(p->path, &st) == 0 &&
	       S_ISREG(st.st_mode);
}

/* Record the page if that is due. */
static void visit(struct kr_app *a, struct kr_stack_page *p)
{
	struct kr_article e = {.title = p->doc->title,
	        .site = kr_doc_site_name(p->doc),
	        .published = p->doc->published,
	        .last = kr_clock_time_ms()};
	char *key = kr_visited_key(p->url), *alias = p->asked ? kr_visited_key(p->asked) : NULL;
	struct kr_str url;
	struct kr_err err;

	kr_str_init(&url);
	kr_str_addz(&url, p->url);
	kr_redact_url(&url);
	e.url = url.data;
	if (kr_history_visit(a->store, key, alias, &e, &err) < 0)
		kr_record_fail(a, &err);
	p->due = false;
	p->kept = true;
	kr_str_fini(&url);
	free(alias);
	free(key);
}

/* The page on the screen, if it is to be recorded yet. */
static struct kr_stack_page *due_page(const struct kr_app *a)
{
	struct kr_stack_page *p = a->store ? kr_current_page(a) : NULL;

	return p && p->due && p->doc ? p : NULL;
}

/* It was locked at first. */
static void open_later(struct kr_app *a)
{
	struct kr_stack_page *p = kr_current_page(a);

	kr_library_open(a);
	if (!a->store)
		return;
	a->store_at = 0;
	if (!kr_store_notice(a->store))
		kr_message_clear(a);
	if (p && p->doc && is_kept(p))
		p->due = kr_options_number(a->opts, KR_OPT_HISTORY) != 0;
}

void kr_library_arrive(struct kr_app *a, struct kr_stack_page *p, const char *asked)
{
	struct kr_history_place at = {0, 0};
	struct kr_err err;
	char *key;

	if (!a->store || !is_kept(p))
		return;
	key = kr_visited_key(p->url);
	if (kr_history_find(a->store, key, &at, &err) < 0)
		kr_record_fail(a, &err);
	p->kept_at = (struct kr_position){at.section, at.off};
	a->job.restore_position = p->kept_at;
	/* the disk may be slow: the page is shown first */
	p->due = kr_options_number(a->opts, KR_OPT_HISTORY) != 0;
	p->asked = kr_mem_strdup(asked);
	free(key);
}

/* The reader is at another place than the one that is recorded. */
static bool has_moved(const struct kr_app *a)
{
	const struct kr_stack_page *p = kr_current_page(a);
	const struct kr_position *at = p ? &p->reader.anchor : NULL;

	if (!a->store || !p || !p->kept || !p->doc || !p->reader.layout)
		return false;
	/* the place from which the reader would have gone on is not here yet */
	if (!p->complete && !at->section && !at->off)
		return false;
	return at->section != p->kept_at.section || at->off != p->kept_at.off;
}

/* Record the place in the page, if it is another one than before. */
static void keep_place(struct kr_app *a)
{
	struct kr_stack_page *p = kr_current_page(a);
	const struct kr_position *at = p ? &p->reader.anchor : NULL;
	struct kr_err err;
	char *key;

	if (!has_moved(a))
		return;
	key = kr_visited_key(p->url);
	if (kr_history_leave(a->store, key, (struct kr_history_place){at->section, at->off}, &err) <
	        0)
		kr_record_fail(a, &err);
	p->kept_at = *at;
	free(key);
}

/* Nothing may be lost when the program is killed: the place is recorded when the reader stays. */
static void watch_place(struct kr_app *a)
{
	const struct kr_stack_page *p = kr_current_page(a);
	const int64_t now = kr_clock_ms();

	if (!has_moved(a))
		return;
	if (p->reader.anchor.section != a->place.section || p->reader.anchor.off != a->place.off) {
		a->place = p->reader.anchor;
		a->place_at = now + PLACE_MS;
	} else if (now >= a->place_at) {
		keep_place(a);
	}
}

static int sooner(int a, int b)
{
	return a < 0 || (b >= 0 && b < a) ? b : a;
}

static int left_until(int64_t at)
{
	const int64_t left = at - kr_clock_ms();

	return left < 0 ? 0 : (int)left;
}

int kr_library_timeout(const struct kr_app *a)
{
	int until;

	if (!a->store && a->store_at)
		return left_until(a->store_at);
	if (!a->store)
		return -1;
	if (kr_store_notice(a->store) != a->noticed)
		return 0;
	if (due_page(a) || a->start_due || a->purge_due || kr_copies_is_due(a))
		return 0;
	until = has_moved(a) ? PLACE_MS : -1;
	until = sooner(until, kr_fetcher_timeout(a));
	until = sooner(until, kr_sweep_timeout(a));
	until = sooner(until, kr_keeper_timeout(a));
	until = sooner(until, kr_feed_refresh_timeout(a));
	return sooner(until, kr_store_timeout(a->store));
}

static void purge(struct kr_app *a)
{
	struct kr_err err;
	int n = kr_history_purge(a->store, 0, kr_clock_time_ms(), PURGED, &err);

	if (n < 0)
		kr_log_write("%s", err.msg);
	a->purge_due = n == PURGED;
	a->upkeep_due |= n > 0;
	if (!a->purge_due &&
	        kr_subscription_purge(a->store, kr_clock_time_ms() - KR_HISTORY_KEEP_MS, &err) < 0)
		kr_log_write("%s", err.msg);
}

void kr_library_pump(struct kr_app *a)
{
	struct kr_err err;

	if (!a->store && a->store_at && kr_clock_ms() >= a->store_at)
		open_later(a);
	if (!a->store)
		return;
	kr_record_notice(a);
	if (a->start_due)
		kr_start_update(a);
	else if (due_page(a))
		visit(a, due_page(a));
	else if (kr_copies_is_due(a))
		kr_copies_pump(a);
	else if (a->purge_due)
		purge(a);
	else if (!a->finder.find)
		kr_keeper_pump(a);
	watch_place(a);
	kr_sweep_pump(a);
	kr_fetcher_pump(a);
	kr_feed_refresh_pump(a);
	if (kr_store_retry(a->store, &err) < 0)
		kr_record_fail(a, &err);
}

void kr_library_leave(struct kr_app *a)
{
	if (due_page(a))
		visit(a, kr_current_page(a));
	kr_copies_leave(a);
	keep_place(a);
}
