/* What the app does with a load: starts it, follows it, puts the result on the stack. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app_priv.h"
#include "kread/base/intl.h"
#include "kread/base/log.h"
#include "kread/base/mem.h"
#include "kread/base/url.h"
#include "kread/load/source.h"
#include "kread/net/host.h"
#include "kread/store/copy.h"

struct kr_load_progress kr_job_progress(const struct kr_app *a)
{
	return kr_load_progress(a->loader, a->job.load);
}

bool kr_job_is_loading(const struct kr_app *a)
{
	return a->job.page != NULL;
}

bool kr_job_is_joining(const struct kr_app *a)
{
	return kr_job_progress(a).phase == KR_PHASE_JOIN;
}

bool kr_job_is_busy(const struct kr_app *a)
{
	return a->job.load != 0;
}

/* --- the end of a job --------------------------------------------------------------------- */

static void finish(struct kr_app *a)
{
	struct kr_job *j = &a->job;

	kr_stack_page_free(j->page);
	free(j->insecure_host);
	free(j->word);
	if (!kr_current_page(a))
		a->start_below = true;
	*j = (struct kr_job){0};
	a->dirty = true;
}

bool kr_job_cancel(struct kr_app *a)
{
	if (!a->job.load)
		return false;
	kr_load_cancel(a->loader, a->job.load);
	finish(a);
	return true;
}

/* --- stored copies -------------------------------------------------------------------------- */

/* why: it could not be loaded, or NULL */
static void report_stored(struct kr_app *a, int64_t saved, bool resumed, const char *why)
{
	const bool found = a->job.word != NULL;
	struct kr_str text, when;

	kr_str_init(&text);
	kr_str_init(&when);
	kr_when_add_time(saved, &when);
	kr_str_addf(&text,
	        resumed && !found ? _("continued in the stored copy of %s")
	                          : _("stored copy of %s"),
	        when.data);
	kr_str_fini(&when);
	if (why)
		kr_str_addf(&text, ": %s", why);
	kr_keymap_hint(a->keys, KR_CMD_RELOAD, "loads the page again", &text);
	if (found)
		kr_keymap_hint(a->keys, KR_CMD_SEARCH_NEXT, "goes to the next match", &text);
	else if (resumed)
		kr_keymap_hint(a->keys, KR_CMD_TOP, "goes to the top", &text);
	if (why)
		kr_message_error(a, "%s", text.data);
	else if (a->severity == KR_SEVERITY_NONE)
		kr_message_info(a, "%s", text.data);
	kr_str_fini(&text);
}

static bool is_storable(const struct kr_stack_page *p)
{
	return p->url && !p->path && p->mode == KR_MODE_ARTICLE;
}

/* Show the page that is to be opened as it was stored. False: it was not. */
static bool show_stored(struct kr_app *a, const char *why)
{
	struct kr_stack_page *p = a->job.page;
	struct kr_load_page from;
	struct kr_copy copy;
	struct kr_doc *doc;

	kr_copy_init(&copy);
	doc = kr_copies_get(a, p->url, &copy);
	from = (struct kr_load_page){
	        .url = copy.url, .etag = copy.etag, .last_modified = copy.modified};
	p->stored = copy.saved;
	if (!doc)
		goto out;
	kr_arrival_show(a, &(struct kr_load_event){.doc = doc, .page = &from});
	p->complete = p->joined = true;
	report_stored(a, p->stored, p->reader.anchor.section || p->reader.anchor.off, why);
	finish(a);
out:
	kr_copy_fini(&copy);
	return doc != NULL;
}

void kr_job_use_stored(struct kr_app *a)
{
	if (a->job.kind == KR_JOB_OPEN && a->job.page && is_storable(a->job.page) &&
	        !a->job.insecure_host) {
		const uint32_t load = a->job.load;

		if (show_stored(a, NULL))
			kr_load_cancel(a->loader, load);
	}
}

/* Rather than that the server refused it or has it no longer. */
static bool is_unreachable(int code)
{
	return code == KR_E_NET || code == KR_E_RETRY;
}

/* url: of the page that failed, or NULL */
static void fail(struct kr_app *a, const char *url, const struct kr_err *why)
{
	const char *beginning = _("; only the beginning of this page was loaded: r loads it again");
	const struct kr_stack_page *p = a->job.page;
	struct kr_str hint;

	if (p && a->job.kind == KR_JOB_OPEN && is_storable(p) && is_unreachable(why->code) &&
	        show_stored(a, why->msg))
		return;
	kr_str_init(&hint);
	if (!url && p)
		url = p->url;
	kr_failure_set(a, a->job.growing ? NULL : url, why->code);
	kr_failure_add_hint(a, &hint);
	/* messages about the web name the host; files have no other name */
	if (p && p->path && !strstr(why->msg, p->url ? p->url : p->path))
		kr_message_error(a, "%s: %s", p->path, why->msg);
	else
		kr_message_error(a, "%s%s%s", why->msg, a->job.growing ? beginning : "", hint.data);
	kr_str_fini(&hint);
	finish(a);
	kr_failure_keep_address(a);
}

/* The server says so of the page on the screen. */
static void unchanged(struct kr_app *a, const struct kr_load_page *from)
{
	struct kr_stack_page *p = a->stack.v[a->job.to];
	struct kr_str text;

	kr_arrival_keep_validators(p, from);
	p->checked = true;
	kr_copies_touch(a, p->url);
	kr_str_init(&text);
	kr_str_addz(&text, _("not changed since it was loaded"));
	kr_keymap_hint(a->keys, KR_CMD_RELOAD, "loads it nevertheless", &text);
	kr_message_info(a, "%s", text.data);
	kr_str_fini(&text);
	finish(a);
}

static void resume(struct kr_app *a);

/* why: a further page is missing, or NULL */
static void end(struct kr_app *a, const struct kr_err *why)
{
	struct kr_stack_page *p = a->job.growing;
	const bool more = a->job.ahead && kr_options_number(a->opts, KR_OPT_JOIN_PAGES);

	p->joined = !more;
	if (p->joined && (p->kept || p->due))
		kr_copies_want(a, p);
	kr_areas_update(a);
	if (why)
		kr_message_error(a, "%s", why->msg);
	finish(a);
	if (more)
		resume(a);
}

/* A page that was loaded ahead is shown. */
static void end_loaded(struct kr_app *a)
{
	if (!a->job.load)
		end(a, NULL);
}

static void on_load(void *user, const struct kr_load_event *ev)
{
	struct kr_app *a = user;

	a->dirty = true;
	switch (ev->type) {
	case KR_LOAD_PROGRESS:
		break;
	case KR_LOAD_UNCHANGED:
		unchanged(a, ev->page);
		break;
	case KR_LOAD_WARNING:
		kr_message_error(a, "%s", ev->err->msg);
		break;
	case KR_LOAD_EARLY:
		kr_arrival_show_early(a, ev);
		break;
	case KR_LOAD_HEAD:
		kr_arrival_show(a, ev);
		break;
	case KR_LOAD_MORE:
		kr_arrival_grow(a);
		break;
	case KR_LOAD_COMPLETE:
		a->job.growing->complete = true;
		kr_areas_update(a);
		break;
	case KR_LOAD_PART:
		kr_arrival_grow(a);
		break;
	case KR_LOAD_DONE:
		end(a, ev->err);
		break;
	case KR_LOAD_FAILED:
		fail(a, ev->url, ev->err);
		break;
	}
}

/* --- the beginning of a job --------------------------------------------------------------- */

static struct kr_stack_page *begin(struct kr_app *a, enum kr_job_kind kind)
{
	kr_job_cancel(a);
	kr_failure_set(a, NULL, 0);
	a->job.kind = kind;
	a->job.page = kr_stack_page_new();
	a->dirty = true;
	return a->job.page;
}

static struct kr_load_request request(struct kr_app *a, struct kr_stack_page *p)
{
	return (struct kr_load_request){
	        .path = p->path,
	        .url = p->url,
	        .charset = kr_options_text(a->opts, KR_OPT_CHARSET),
	        .insecure_host = a->job.insecure_host,
	        .mode = p->mode,
	        .early = true,
	        .keep = true,
	        .join = kr_options_number(a->opts, KR_OPT_JOIN_PAGES) ? &p->join : NULL,
	        .handler = on_load,
	        .user = a,
	};
}

static void start(struct kr_app *a, const struct kr_load_request *rq)
{
	struct kr_err err;

	a->job.load = kr_load_start(a->loader, rq, &err);
	if (!a->job.load)
		fail(a, NULL, &err);
}

static void load(struct kr_app *a, const char *referer)
{
	struct kr_load_request rq = request(a, a->job.page);

	rq.referer = referer;
	start(a, &rq);
}

/* The address of the page is that of a file. */
static void open_file(struct kr_app *a)
{
	struct kr_stack_page *p = a->job.page;
	struct kr_load_request rq;
	struct kr_str path;
	struct kr_err err;

	kr_str_init(&path);
	if (kr_source_url_path(p->url, &path)) {
		p->path = kr_str_take(&path);
		rq = request(a, p);
		rq.regular = true;
		start(a, &rq);
	} else {
		kr_err_set(&err, KR_E_USAGE, "not a file on this machine: %.200s", p->url);
		fail(a, NULL, &err);
	}
	kr_str_fini(&path);
}

/* w: the walk of which this is item i, or NULL. fresh: not from a stored copy; hit: where in
 * it to go, or NULL */
static void open_url(struct kr_app *a, const char *url, const char *referer, struct kr_walk *w,
        long i, const struct kr_list_snippet *hit, bool fresh)
{
	struct kr_stack_page *p;

	/* a page of the web must not make us read files */
	if (kr_str_istarts(url, "file:") && referer && !kr_str_istarts(referer, "file:")) {
		kr_message_error(a, "a page of the web may not open files");
		return;
	}
	if (!kr_url_is_web(url) && !kr_str_istarts(url, "file:")) {
		kr_message_error(a, "not a page: %.200s", url);
		return;
	}
	p = begin(a, KR_JOB_OPEN);
	p->url = kr_mem_strdup(url);
	p->walk = kr_walk_share(w);
	p->item = p->at = i;
	if (hit) {
		a->job.word = kr_mem_strdup(hit->word);
		a->job.word_at = hit->place;
	}
	if (!kr_url_is_web(url))
		open_file(a);
	else if (!fresh && !hit && kr_prefetch_show(a, on_load))
		end_loaded(a);
	else if ((fresh || !show_stored(a, NULL)) && !kr_prefetch_adopt(a, on_load))
		load(a, referer && kr_url_is_web(referer) ? referer : NULL);
}

void kr_job_open(struct kr_app *a, const char *url, const char *referer)
{
	open_url(a, url, referer, NULL, 0, NULL, false);
}

void kr_job_retry(struct kr_app *a, const char *url)
{
	open_url(a, url, NULL, NULL, 0, NULL, true);
}

void kr_job_open_item(
        struct kr_app *a, struct kr_walk *w, long i, const struct kr_list_snippet *hit)
{
	open_url(a, w->urls[i] ? w->urls[i] : "", w->url, w, i, hit, false);
}

void kr_job_open_unchecked(struct kr_app *a, const char *url)
{
	struct kr_str host;

	kr_str_init(&host);
	if (!kr_url_is_web(url) || !kr_host_ascii(url, &host)) {
		kr_message_error(a, "insecure: only for addresses of the web");
	} else {
		begin(a, KR_JOB_OPEN)->url = kr_mem_strdup(url);
		a->job.insecure_host = kr_str_take(&host);
		load(a, NULL);
	}
	kr_str_fini(&host);
}

/* A file, or standard input. base: an address, or NULL */
static void open_path(struct kr_app *a, const char *path, const char *base)
{
	struct kr_stack_page *p = begin(a, KR_JOB_OPEN);
	struct kr_str url;

	kr_str_init(&url);
	if (base)
		kr_str_addz(&url, base);
	else if (!kr_str_eq(path, "-"))
		kr_source_file_url(path, &url);
	p->url = url.len ? kr_mem_strdup(url.data) : NULL;
	p->path = kr_mem_strdup(path);
	load(a, NULL);
	kr_str_fini(&url);
}

void kr_job_open_source(struct kr_app *a, const char *arg, const char *base)
{
	enum kr_source_kind kind;
	struct kr_str where;
	struct kr_err err;

	kr_str_init(&where);
	if (kr_source_parse(arg, &kind, &where, &err) < 0) {
		kr_message_error(a, "%s", err.msg);
	} else if (kind == KR_SOURCE_URL) {
		/* so that a slip in it can be mended */
		kr_prompt_offer(&a->prompt, KR_PROMPT_ADDRESS, where.data);
		kr_job_open(a, where.data, NULL);
	} else if (kind == KR_SOURCE_STDIN && isatty(STDIN_FILENO)) {
		kr_message_error(a, "-: standard input is the terminal");
	} else {
		if (kind != KR_SOURCE_STDIN)
			kr_prompt_offer(&a->prompt, KR_PROMPT_ADDRESS, arg);
		open_path(a, where.data, base);
	}
	kr_str_fini(&where);
}

/* Load the page of an entry of the stack again. */
static void load_again(struct kr_app *a, enum kr_job_kind kind, int to, enum kr_mode mode)
{
	const struct kr_stack_page *old = a->stack.v[to];
	struct kr_stack_page *p = begin(a, kind);
	struct kr_load_request rq;

	p->url = kr_mem_strdup(old->url);
	p->path = kr_mem_strdup(old->path);
	p->mode = mode;
	a->job.to = to;
	if (kind == KR_JOB_STEP && is_storable(p) && show_stored(a, NULL))
		return;
	rq = request(a, p);
	if (kind == KR_JOB_RELOAD && mode == old->mode && old->doc && old->joined &&
	        !old->checked && !rq.charset)
		rq.copy = (struct kr_validators){old->url, old->etag, old->last_modified};
	start(a, &rq);
}

void kr_job_reload(struct kr_app *a, enum kr_mode mode)
{
	kr_pictures_retry(a->pictures);
	if (a->stack.now >= 0)
		load_again(a, KR_JOB_RELOAD, a->stack.now, mode);
}

/* Load what is missing of an article on several pages. */
static void resume(struct kr_app *a)
{
	struct kr_stack_page *p = kr_current_page(a);
	struct kr_load_request rq;

	if (!p->complete || p->joined)
		return;
	a->job.growing = p;
	rq = request(a, p);
	rq.doc = p->doc;
	if (rq.join)
		start(a, &rq);
	else
		finish(a);
}

bool kr_job_has_earlier(const struct kr_app *a)
{
	return a->stack.now > 0 || (a->stack.now == 0 && a->start_below);
}

static void show_start(struct kr_app *a)
{
	a->stack.now = -1;
	a->start_due = true;
	kr_overlay_close(a);
	kr_areas_update(a);
}

void kr_job_step(struct kr_app *a, long by)
{
	struct kr_stack *s = &a->stack;
	const long least = a->start_below ? -1 : 0;
	long to = s->now + by;
	struct kr_stack_page *p;

	if (to < least)
		to = least;
	if (to >= s->n)
		to = s->n - 1;
	if (to < least || to == s->now) {
		kr_message_info(
		        a, by < 0 ? N_("this is the first page") : N_("this is the last page"));
		return;
	}
	kr_job_cancel(a);
	kr_library_leave(a);
	if (to < 0) {
		show_start(a);
		return;
	}
	p = s->v[to];
	if (!p->doc && !p->is_shelf) {
		load_again(a, KR_JOB_STEP, (int)to, p->mode);
		return;
	}
	s->now = (int)to;
	if (p->doc)
		kr_stack_page_return(p);
	if (p->is_shelf)
		kr_shelves_return(a, p);
	kr_rec_marks_fill(a, p);
	kr_overlay_close(a);
	kr_areas_update(a);
	if (!p->complete)
		kr_message_info(a, "only the beginning of this page was loaded: r loads it again");
	resume(a);
}
