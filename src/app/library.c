/* What the app keeps in the library and takes from it: the articles that were read, and how far. If
 * it cannot be opened or written, kread says so once and reads on. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "app_priv.h"
#include "kread/base/log.h"
#include "kread/base/mem.h"
#include "kread/base/redact.h"
#include "kread/base/url.h"
#include "kread/base/xdg.h"
#include "kread/net/host.h"
#include "kread/store/history.h"
#include "kread/store/removal.h"
#include "kread/store/store.h"

enum { LISTED = 1000 }; /* articles in the list of the history */

/* --- the library -------------------------------------------------------------------------- */

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
		kr_message_error(a, "%s; no history is kept", err.msg);
	else if (kr_store_notice(a->store))
		kr_message_error(a, "%s", kr_store_notice(a->store));
	a->visited.store = a->store;
	kr_str_fini(&path);
}

void kr_library_close(struct kr_app *a)
{
	kr_library_leave(a);
	for (size_t i = 0; i < a->nremoved; i++)
		kr_removal_free(a->removed[i]);
	free(a->removed);
	kr_store_close(a->store);
	a->store = a->visited.store = NULL;
}

/* A full disk, for example: once is enough. */
static void complain(struct kr_app *a, const struct kr_err *err)
{
	kr_log_write("%s", err->msg);
	if (!a->store_failed)
		kr_message_error(a, "%s; no history is kept", err->msg);
	a->store_failed = true;
}

/* --- reading an article ------------------------------------------------------------------- */

/* What stands for an article is none. */
static bool is_article(const struct kr_doc *doc)
{
	return doc->nblocks && !kr_doc_has_warning(doc, "http-status") &&
	       !kr_doc_has_warning(doc, "verification-page") &&
	       !kr_doc_has_warning(doc, "consent-page") &&
	       !kr_doc_has_warning(doc, "needs-javascript");
}

/* It has an address at which it can be opened again. */
static bool is_kept(const struct kr_stack_page *p)
{
	struct stat st;

	if (!p->url || !is_article(p->doc))
		return false;
	if (kr_url_is_web(p->url))
		return true;
	return kr_str_istarts(p->url, "file:") && p->path && stat(p->path, &st) == 0 &&
	       S_ISREG(st.st_mode);
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Record the page if that is due. */
static void visit(struct kr_app *a, struct kr_stack_page *p)
{
	struct kr_history_entry e = {
	        .title = p->doc->title, .site = kr_doc_site_name(p->doc), .last = now_ms()};
	char *key = kr_visited_key(p->url), *alias = p->asked ? kr_visited_key(p->asked) : NULL;
	struct kr_str url;
	struct kr_err err;

	kr_str_init(&url);
	kr_str_addz(&url, p->url);
	kr_redact_url(&url);
	e.url = url.data;
	if (kr_history_visit(a->store, key, alias, &e, &err) < 0)
		complain(a, &err);
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

void kr_library_arrive(struct kr_app *a, struct kr_stack_page *p, const char *asked)
{
	struct kr_history_place at = {0, 0};
	struct kr_err err;
	char *key;

	if (!a->store || !is_kept(p))
		return;
	key = kr_visited_key(p->url);
	if (kr_history_find(a->store, key, &at, &err) < 0)
		complain(a, &err);
	p->kept_at = (struct kr_position){at.section, at.off};
	a->job.restore_position = p->kept_at;
	/* the disk may be slow: the page is shown first */
	p->due = kr_options_number(a->opts, KR_OPT_HISTORY) != 0;
	p->asked = kr_mem_strdup(asked);
	free(key);
}

int kr_library_timeout(const struct kr_app *a)
{
	if (due_page(a))
		return 0;
	return a->store ? kr_store_timeout(a->store) : -1;
}

void kr_library_pump(struct kr_app *a)
{
	struct kr_err err;

	if (due_page(a))
		visit(a, due_page(a));
	if (a->store && kr_store_retry(a->store, &err) < 0)
		complain(a, &err);
}

void kr_library_leave(struct kr_app *a)
{
	struct kr_stack_page *p = kr_current_page(a);
	const struct kr_position *at = p ? &p->reader.anchor : NULL;
	struct kr_err err;
	char *key;

	if (due_page(a))
		visit(a, p);
	if (!a->store || !p || !p->kept || !p->doc || !p->reader.layout)
		return;
	if (at->section == p->kept_at.section && at->off == p->kept_at.off)
		return;
	/* the place from which the reader would have gone on is not here yet */
	if (!p->complete && !at->section && !at->off)
		return;
	key = kr_visited_key(p->url);
	if (kr_history_leave(a->store, key, (struct kr_history_place){at->section, at->off}, &err) <
	        0)
		complain(a, &err);
	p->kept_at = *at;
	free(key);
}

/* --- the list of the history -------------------------------------------------------------- */

static bool is_same_day(const struct tm *a, const struct tm *b)
{
	return a->tm_year == b->tm_year && a->tm_yday == b->tm_yday;
}

/* The day, as a heading over its articles. */
static void add_day(const struct tm *day, struct kr_str *out)
{
	static const char months[][4] = {
	        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	time_t now = time(NULL);
	struct tm today = {0}, yesterday;

	localtime_r(&now, &today);
	yesterday = today;
	yesterday.tm_mday--;
	yesterday.tm_isdst = -1;
	mktime(&yesterday);
	if (is_same_day(day, &today))
		kr_str_addz(out, "Today");
	else if (is_same_day(day, &yesterday))
		kr_str_addz(out, "Yesterday");
	else
		kr_str_addf(out, "%d %s %d", day->tm_mday, months[day->tm_mon % 12],
		        day->tm_year + 1900);
}

static const char *line(struct kr_doc *doc, const char *text)
{
	return text ? kr_doc_line(doc, text, strlen(text)) : NULL;
}

struct history_list {
	struct kr_doc *doc;
	int64_t *ids;
	size_t n, cap;
};

/* The database may have been written by others: all its text is cleaned. */
static void add_entry(void *user, const struct kr_history_entry *e)
{
	struct history_list *l = user;
	struct kr_doc *doc = l->doc;
	struct kr_rec *rec;
	struct kr_str text;
	time_t when = (time_t)(e->last / 1000);
	struct tm tm;

	if (!kr_url_is_web(e->url) && !kr_str_istarts(e->url, "file:"))
		return;
	if (!localtime_r(&when, &tm))
		return;
	kr_str_init(&text);
	l->ids = kr_mem_grow(l->ids, l->n, &l->cap, sizeof *l->ids);
	l->ids[l->n++] = e->id;
	rec = kr_doc_add_rec(doc);
	rec->url = line(doc, e->url);
	rec->title = line(doc, e->title);
	rec->section = line(doc, e->site);
	if (!rec->section) {
		kr_host_show(e->url, &text);
		rec->section = line(doc, text.data);
	}
	kr_str_clear(&text);
	kr_str_addf(&text, "%02d:%02d", tm.tm_hour, tm.tm_min);
	rec->published_text = line(doc, text.data);
	kr_str_clear(&text);
	add_day(&tm, &text);
	rec->group = line(doc, text.data);
	kr_str_fini(&text);
}

void kr_library_fill(struct kr_app *a, struct kr_stack_page *p)
{
	static const char none[] = "The articles that you read are listed here.";
	struct history_list l = {.doc = kr_doc_new()};
	struct kr_err err;

	l.doc->title = line(l.doc, "History");
	if (a->store && kr_history_list(a->store, LISTED, add_entry, &l, &err) < 0)
		complain(a, &err);
	if (!l.n)
		kr_doc_add_span(l.doc, &kr_doc_add_block(l.doc, KR_BLOCK_PARAGRAPH)->spans, none,
		        sizeof none - 1, 0, NULL);
	p->is_history = true;
	kr_stack_page_set_doc(p, l.doc);
	p->ids = l.ids;
	p->complete = p->joined = true;
}

/* --- removing ----------------------------------------------------------------------------- */

static void refill(struct kr_app *a, uint32_t selected)
{
	struct kr_stack_page *p = kr_current_page(a);

	kr_library_fill(a, p);
	if (p->doc->nrecs)
		p->list.selected =
		        selected < p->doc->nrecs ? selected : (uint32_t)p->doc->nrecs - 1;
	kr_areas_update(a);
}

static void report_removed(struct kr_app *a)
{
	struct kr_str key;

	kr_str_init(&key);
	kr_keymap_first(a->keys, KR_CMD_UNDO, &key);
	kr_message_info(
	        a, "removed from the history; %s puts it back", key.len ? key.data : ":undo");
	kr_str_fini(&key);
}

void kr_library_remove(struct kr_app *a, const struct kr_call *c)
{
	struct kr_stack_page *p = kr_current_page(a);
	const uint32_t i = p->list.selected;
	struct kr_removal *r = NULL;
	struct kr_err err;

	(void)c;
	if (!p->ids)
		kr_message_info(a, "only articles of the history can be removed");
	if (!a->store || !p->ids)
		return;
	if (kr_removal_make(a->store, p->ids[i], p->doc->recs[i].url, &r, &err) < 0) {
		kr_message_error(a, "%s", err.msg);
		return;
	}
	refill(a, i);
	if (!r)
		return;
	for (size_t k = 0; k < r->n; k++)
		kr_visited_remove_key(&a->visited, r->keys[k]);
	a->removed = kr_mem_grow(a->removed, a->nremoved, &a->cap_removed, sizeof *a->removed);
	a->removed[a->nremoved++] = r;
	report_removed(a);
}

/* The item that was put back. */
static uint32_t find_item(const struct kr_doc *doc, const char *url)
{
	for (size_t i = 0; i < doc->nrecs; i++)
		if (kr_str_eq(doc->recs[i].url, url))
			return (uint32_t)i;
	return 0;
}

void kr_library_undo(struct kr_app *a, const struct kr_call *c)
{
	struct kr_stack_page *p = kr_current_page(a);
	struct kr_removal *r = a->nremoved ? a->removed[a->nremoved - 1] : NULL;
	struct kr_err err;

	(void)c;
	if (!r || !a->store) {
		kr_message_info(a, "nothing to undo");
		return;
	}
	if (kr_removal_undo(a->store, r, &err) < 0) {
		kr_message_error(a, "%s", err.msg);
		return;
	}
	a->nremoved--;
	if (p && p->is_history) {
		refill(a, 0);
		if (p->doc->nrecs)
			kr_pane_list_select(&p->list, find_item(p->doc, r->url));
	}
	kr_message_info(a, "put back into the history: %s", r->title ? r->title : r->url);
	kr_removal_free(r);
}
