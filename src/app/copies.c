/* Stored copies of articles: made when an article is read or marked, shown instead of fetching it
 * again. */
#include <stdlib.h>

#include "app_priv.h"
#include "kread/base/clock.h"
#include "kread/base/log.h"
#include "kread/base/mem.h"
#include "kread/base/url.h"
#include "kread/doc/json.h"
#include "kread/store/copy.h"

enum {
	RETRY_MS = 1000, /* after another program held the lock */
	DAY_MS = 24 * 60 * 60 * 1000,
};

/* --- storing -------------------------------------------------------------------------------- */

void kr_copies_want(struct kr_app *a, struct kr_stack_page *p)
{
	if (!a->store || !p->url || !kr_url_is_web(p->url) || p->mode != KR_MODE_ARTICLE ||
	        !kr_record_is_article(p->doc))
		return;
	/* its JSON would be about as large */
	if (p->doc->arena.used > 4 * (size_t)KR_COPY_MAX)
		return;
	/* the beginning of an article must not take the place of the whole */
	if (p->complete && p->joined && !kr_doc_has_warning(p->doc, "truncated") && !p->stored)
		p->copy_due = true;
}

int kr_copies_put(struct kr_app *a, const struct kr_load_page *from, const struct kr_doc *doc,
        struct kr_err *err)
{
	struct kr_copy copy;
	char *key = kr_visited_key(from->url);
	unsigned marks;
	int64_t id;
	int rc = kr_mark_find(a->store, key, &marks, &id, err);

	kr_copy_init(&copy);
	copy.saved = kr_clock_time_ms();
	copy.etag = kr_mem_strdup(from->etag);
	copy.modified = kr_mem_strdup(from->last_modified);
	if (rc == 0 && id) {
		kr_json_write(doc, 0, &copy.json);
		rc = kr_copy_put(a->store, id, &copy, err);
	}
	a->trim_due = a->upkeep_due = rc == 0;
	kr_copy_fini(&copy);
	free(key);
	return rc;
}

void kr_copies_touch(struct kr_app *a, const char *url)
{
	char *key = kr_visited_key(url);
	struct kr_err err;

	if (a->store && kr_copy_touch(a->store, key, kr_clock_time_ms(), &err) < 0)
		kr_log_write("%s", err.msg);
	free(key);
}

static void store(struct kr_app *a, struct kr_stack_page *p)
{
	const struct kr_load_page from = {
	        .url = p->url, .etag = p->etag, .last_modified = p->last_modified};
	struct kr_err err;
	int rc = kr_copies_put(a, &from, p->doc, &err);

	p->copy_due = rc == KR_E_RETRY;
	if (rc == KR_E_RETRY)
		a->copies_at = kr_clock_ms() + RETRY_MS;
	else if (rc == KR_E_LIMIT)
		kr_log_write("%s", err.msg);
	else if (rc < 0)
		kr_record_fail(a, &err);
}

/* The page on the screen, if it is to be stored. */
static struct kr_stack_page *due_page(const struct kr_app *a)
{
	struct kr_stack_page *p = a->store ? kr_current_page(a) : NULL;

	return p && p->copy_due && p->doc ? p : NULL;
}

static void trim(struct kr_app *a)
{
	const int64_t days = kr_options_number(a->opts, KR_OPT_KEEP_DAYS);
	const struct kr_copy_caps caps = {
	        .bytes = (int64_t)kr_options_number(a->opts, KR_OPT_KEEP_SIZE) << 20,
	        .oldest = kr_clock_time_ms() - days * DAY_MS,
	};
	struct kr_err err;
	int rc = kr_copy_trim(a->store, &caps, &err);

	if (rc < 0)
		kr_log_write("%s", err.msg);
	a->trim_due = rc == 1;
}

bool kr_copies_is_due(const struct kr_app *a)
{
	return (due_page(a) && kr_clock_ms() >= a->copies_at) || a->trim_due;
}

void kr_copies_pump(struct kr_app *a)
{
	if (due_page(a) && kr_clock_ms() >= a->copies_at)
		store(a, due_page(a));
	else if (a->trim_due)
		trim(a);
}

void kr_copies_leave(struct kr_app *a)
{
	if (due_page(a))
		store(a, due_page(a));
}

/* --- reading -------------------------------------------------------------------------------- */

struct kr_doc *kr_copies_get(struct kr_app *a, const char *url, struct kr_copy *ret)
{
	struct kr_doc *doc = NULL;
	struct kr_err err;
	char *key;
	int rc;

	if (!a->store || !kr_url_is_web(url))
		return NULL;
	key = kr_visited_key(url);
	rc = kr_copy_get(a->store, key, ret, &err);
	if (rc < 0)
		kr_record_fail(a, &err);
	if (rc == 1 && kr_json_read(ret->json.data, ret->json.len, &doc, &err) < 0)
		kr_log_write("the stored copy of %s: %s", key, err.msg);
	if (doc && (!kr_url_is_web(ret->url) || !kr_record_is_article(doc))) {
		kr_doc_free(doc);
		doc = NULL;
	}
	free(key);
	return doc;
}
