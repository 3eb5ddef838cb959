#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "job_priv.h"
#include "kread/load/site_rules.h"
#include "kread/load/source.h"
#include "kread/proto/frame.h"
#include "kread/base/log.h"
#include "kread/base/mem.h"
#include "kread/base/url.h"
#include "kread/base/utf8.h"
#include "kread/net/host.h"

bool kr_job_is_loading(const struct kr_app *a)
{
	return a->job.phase == KR_JOB_FETCH || a->job.phase == KR_JOB_PARSE;
}

bool kr_job_is_busy(const struct kr_app *a)
{
	return a->job.phase != KR_JOB_NONE;
}

/* --- the end of a job --------------------------------------------------------------------- */

void kr_job_finish(struct kr_app *a)
{
	struct kr_job *j = &a->job;

	kr_source_close(j->file);
	kr_str_fini(&j->read);
	kr_stack_page_free(j->page);
	kr_doc_free(j->part);
	kr_redirect_chain_clear(&j->hops);
	free(j->trust);
	free(j->form);
	j->trust = j->form = NULL;
	j->file = -1;
	j->page = NULL;
	j->part = NULL;
	j->fetch = NULL;
	j->growing = NULL;
	j->phase = KR_JOB_NONE;
	a->dirty = true;
}

bool kr_job_cancel(struct kr_app *a)
{
	struct kr_job *j = &a->job;

	if (j->phase == KR_JOB_NONE)
		return false;
	if (j->fetch)
		kr_net_cancel(j->fetch);
	else
		kr_worker_client_cancel(a->child);
	j->id++;
	kr_job_finish(a);
	return true;
}

static void fetch(struct kr_app *a, const char *referer);

/* To the form of the article that is there, if the article itself cannot be had; false: there is
 * none. */
static bool go_back(struct kr_app *a)
{
	struct kr_job *j = &a->job;

	if (!j->form || j->growing)
		return false;
	free(j->page->url);
	j->page->url = j->form;
	j->form = NULL;
	j->stay = true;
	j->cut = (struct kr_err){0};
	fetch(a, NULL);
	return true;
}

/* why must not point into the page. */
static void fail(struct kr_app *a, const struct kr_err *why)
{
	static const char beginning[] =
	        "; only the beginning of this page is here: r loads it again";
	const struct kr_stack_page *p = a->job.page;

	if (go_back(a))
		return;
	/* the host stands in what net says; files have no other name */
	if (p && p->path && !strstr(why->msg, p->url ? p->url : p->path))
		kr_app_message(a, KR_SEVERITY_ERROR, "%s: %s", p->path, why->msg);
	else
		kr_app_message(
		        a, KR_SEVERITY_ERROR, "%s%s", why->msg, a->job.growing ? beginning : "");
	kr_job_finish(a);
}

/* --- a page begins to be shown
 * -------------------------------------------------------------------------------------- */

static void mark_seen(struct kr_app *a, const char *url)
{
	struct kr_str shown;

	if (!url || a->visited.n >= 10000)
		return;
	kr_str_init(&shown);
	kr_host_address(url, &shown);
	kr_doc_add_string(a->seen, &a->visited, shown.data, shown.len);
	kr_str_fini(&shown);
}

void kr_job_restore_position(struct kr_app *a, struct kr_stack_page *p)
{
	struct kr_job *j = &a->job;

	if (!j->want.section && !j->want.off)
		return;
	if (p->reader.anchor.section || p->reader.anchor.off) {
		j->want = (struct kr_position){0}; /* the reader has gone elsewhere meanwhile */
		return;
	}
	if (j->want.section + 1 < kr_layout_sections(p->reader.layout)) {
		kr_pane_reader_goto(&p->reader, j->want);
		j->want = (struct kr_position){0};
	}
}

/* One of the warnings, which stand in the head of the article as well, but that may be off the
 * screen; = shows all. The last ones are of our own making, and weigh more than what was found in
 * the page. */
static void tell_warnings(struct kr_app *a, const struct kr_stack_page *p)
{
	for (size_t i = p->doc->nwarnings; i-- > 0;) {
		const struct kr_warning *w = &p->doc->warnings[i];
		bool mend = kr_str_eq(w->code, "truncated") || kr_str_eq(w->code, "site-rules") ||
		            kr_str_eq(w->code, "certificate");

		kr_log_write("%s", w->text ? w->text : w->code);
		if (a->tone == KR_SEVERITY_NONE)
			kr_app_message(a, mend ? KR_SEVERITY_ERROR : KR_SEVERITY_INFO, "%s%s",
			        w->text ? w->text : w->code,
			        mend || p->mode || !p->bytes ? "" : " (:raw shows all that came)");
	}
}

/* host: in punycode */
static void warn_unchecked(const char *host, struct kr_doc *doc)
{
	struct kr_str url, text;

	kr_str_init(&url);
	kr_str_init(&text);
	kr_str_addf(&url, "https://%s/", host);
	kr_str_addz(&text, "the certificate of ");
	kr_host_show(url.data, &text);
	kr_str_addz(
	        &text, " was not checked: others may have read or changed this page on its way");
	kr_doc_warn(doc, "certificate", text.data);
	kr_str_fini(&url);
	kr_str_fini(&text);
}

static void say_where_to(struct kr_app *a, const struct kr_doc *doc)
{
	struct kr_str to;

	kr_str_init(&to);
	kr_host_display(doc->redirect, false, &to);
	kr_app_message(a, KR_SEVERITY_INFO,
	        a->job.stay ? "the AMP form, for the page itself cannot be read: %s"
	                    : "this page leads to %s",
	        to.data);
	kr_str_fini(&to);
}

static void show(struct kr_app *a, struct kr_doc *doc)
{
	struct kr_job *j = &a->job;
	struct kr_stack_page *p = j->page, *old = kr_app_page(a);

	j->page = NULL;
	j->growing = p;
	j->phase = KR_JOB_SHOWN;
	j->want = (struct kr_position){0};
	if (j->cut.code)
		kr_doc_warn(doc, "truncated", j->cut.msg);
	if (p->unchecked)
		warn_unchecked(j->trust, doc);
	mark_seen(a, p->url);
	if (j->kind == KR_JOB_OPEN) {
		kr_stack_page_set_doc(p, doc);
		kr_stack_push(&a->stack, p);
	} else {
		/* the entry stays, with its place; only the article is new */
		if (j->kind == KR_JOB_STEP)
			a->stack.now = j->to;
		old = kr_app_page(a);
		if (old->doc)
			kr_stack_page_drop_doc(old);
		p->anchor = old->anchor;
		p->selected = old->selected;
		p->focus = old->focus;
		p->at = old->at;
		j->want = p->mode == old->mode ? p->anchor : (struct kr_position){0};
		p->anchor = (struct kr_position){0};
		kr_stack_page_set_doc(p, doc);
		kr_stack_page_free(old);
		a->stack.v[a->stack.now] = p;
	}
	if (p->focus == KR_FOCUS_LIST && j->kind == KR_JOB_OPEN && !kr_stack_page_is_list(p))
		p->focus = KR_FOCUS_ARTICLE;
	kr_overlay_close(a);
	kr_app_layout(a);
	kr_job_restore_position(a, p);
	tell_warnings(a, p);
	if (doc->redirect && a->tone == KR_SEVERITY_NONE)
		say_where_to(a, doc);
}

/* --- to the worker ------------------------------------------------------------------------ */

int kr_job_send(
        struct kr_app *a, struct kr_request *request, struct kr_str *body, struct kr_err *err)
{
	struct kr_site_rules rules;
	int rc;

	kr_site_rules_init(&rules);
	if (request->mode == KR_MODE_ARTICLE && kr_site_rules_find(&rules, request->url, err) < 0) {
		kr_log_write("%s", err->msg);
		kr_app_message(a, KR_SEVERITY_ERROR, "%s", err->msg);
	}
	if (rules.text.len) {
		request->rules = rules.text.data;
		request->rules_name = rules.name.data;
	}
	rc = kr_worker_client_send(a->child, a->job.id, request, body, err);
	kr_site_rules_fini(&rules);
	return rc;
}

/* A page with nothing but the way to another one, or a form of it; not a file, since files must not
 * make us go to the web. Takes doc if so. */
static bool lead_on(struct kr_app *a, struct kr_doc *doc)
{
	struct kr_job *j = &a->job;
	struct kr_stack_page *p = j->page;
	char *from = p->url;

	if (p->path || p->mode || j->stay ||
	        !kr_redirect_chain_follow(&j->hops, from, doc->redirect))
		return false;
	if (kr_doc_is_amp_variant(doc)) {
		free(j->form);
		j->form = kr_mem_strdup(from);
	}
	p->url = kr_mem_strdup(doc->redirect);
	kr_worker_client_cancel(a->child);
	kr_doc_free(doc);
	fetch(a, from);
	free(from);
	return true;
}

static void on_child(void *user, const struct kr_worker_event *ev)
{
	struct kr_app *a = user;
	struct kr_job *j = &a->job;

	if (ev->job != j->id || j->phase == KR_JOB_NONE) {
		/* nobody wants it: no further pieces, which would go into its article */
		kr_worker_client_cancel(a->child);
		if (ev->type == KR_WORKER_DOC)
			kr_doc_free(ev->doc);
		return;
	}
	a->dirty = true;
	if (j->phase == KR_JOB_JOIN) {
		kr_job_on_part(a, ev);
	} else if (ev->type == KR_WORKER_DOC) {
		if (j->form && !ev->doc->nblocks && !ev->doc->redirect) {
			kr_worker_client_cancel(a->child);
			kr_doc_free(ev->doc);
			go_back(a);
		} else if (!lead_on(a, ev->doc)) {
			show(a, ev->doc);
		}
	} else if (ev->type == KR_WORKER_MORE) {
		kr_pane_reader_grown(&j->growing->reader);
		kr_job_restore_position(a, j->growing);
	} else if (ev->type == KR_WORKER_DONE) {
		j->growing->complete = true;
		kr_job_join(a, j->growing);
	} else {
		fail(a, ev->err);
	}
}

/* --- from bytes to the worker
 * --------------------------------------------------------------------------------------- */

static void send_page(struct kr_app *a, struct kr_str *body, const char *link, int64_t date)
{
	struct kr_job *j = &a->job;
	struct kr_stack_page *p = j->page;
	struct kr_err err;
	struct kr_request request = {
	        .url = p->url,
	        .content_type = p->content_type,
	        .charset = kr_options_text(&a->opts, KR_OPT_CHARSET),
	        .link_header = link,
	        .date = date,
	};
	int rc = kr_source_mode(p->content_type, p->path ? p->path : p->url, body->data, body->len,
	        &request.mode, &err);

	if (p->mode == KR_MODE_RAW && request.mode == KR_MODE_ARTICLE)
		request.mode = KR_MODE_RAW;
	j->phase = KR_JOB_PARSE;
	p->bytes = body->len;
	if (rc < 0 || kr_job_send(a, &request, body, &err) < 0)
		fail(a, &err);
}

/* The cause, and the way to read the page all the same. */
static void refuse(struct kr_app *a, const char *url, const struct kr_err *err)
{
	if (go_back(a))
		return;
	free(a->refused);
	a->refused = kr_mem_strdup(url);
	fail(a, err);
	kr_str_addz(&a->message, " (:insecure opens it unchecked)");
}

static void on_fetched(
        void *user, struct kr_fetch *f, const struct kr_fetch_result *res, const struct kr_err *err)
{
	struct kr_app *a = user;
	struct kr_job *j = &a->job;

	if (f != j->fetch)
		return;
	j->fetch = NULL;
	a->dirty = true;
	if (err && err->code == KR_E_CERT) {
		refuse(a, kr_fetch_url(f), err);
		return;
	}
	/* what came before a server stalled is shown; a page of the server's that says "not found"
	 * is not */
	if (err && !kr_fetch_is_part(res)) {
		fail(a, err);
		return;
	}
	if (err)
		j->cut = *err;
	else if (res->truncated)
		kr_err_set(&j->cut, KR_E_NET, "the page ended early");
	free(j->page->url);
	free(j->page->content_type);
	j->page->url = kr_mem_strdup(res->url);
	j->page->content_type = kr_mem_strdup(res->content_type);
	j->page->unchecked |= res->unchecked;
	send_page(a, res->body, res->link_header, res->date);
}

/* --- the beginning of a job
 * ----------------------------------------------------------------------------------------- */

static struct kr_stack_page *begin(struct kr_app *a, enum kr_job_kind kind)
{
	struct kr_job *j = &a->job;

	kr_job_cancel(a);
	free(a->refused);
	a->refused = NULL;
	j->id++;
	j->kind = kind;
	j->phase = KR_JOB_FETCH;
	j->cut = (struct kr_err){0};
	j->stay = false;
	j->page = kr_stack_page_new();
	a->dirty = true;
	return j->page;
}

static void fetch(struct kr_app *a, const char *referer)
{
	struct kr_err err;

	a->job.phase = KR_JOB_FETCH;
	a->job.fetch =
	        kr_net_fetch(a->net, a->job.page->url, referer, a->job.trust, on_fetched, a, &err);
	if (!a->job.fetch)
		fail(a, &err);
}

static void read_file(struct kr_app *a)
{
	struct kr_job *j = &a->job;
	struct kr_err err;

	if (j->page->input.len) {
		kr_str_add(&j->read, j->page->input.data, j->page->input.len);
		send_page(a, &j->read, NULL, 0);
		return;
	}
	j->file = kr_source_open(j->page->path, false, &err);
	if (j->file < 0)
		fail(a, &err);
}

int kr_job_file(const struct kr_app *a)
{
	return a->job.file;
}

void kr_job_read(struct kr_app *a)
{
	struct kr_job *j = &a->job;
	struct kr_err err;
	int rc = kr_source_read_some(j->file, KR_WORKER_PAGE_MAX, &j->read, &err);

	if (rc < 0) {
		fail(a, &err);
	} else if (rc == 0) {
		kr_source_close(j->file);
		j->file = -1;
		if (kr_str_eq(j->page->path, "-"))
			kr_str_add(&j->page->input, j->read.data, j->read.len);
		send_page(a, &j->read, NULL, 0);
	}
}

static void get(struct kr_app *a, const char *referer)
{
	if (a->job.page->path)
		read_file(a);
	else
		fetch(a, referer);
}

static void open_file(struct kr_app *a, const char *url)
{
	struct kr_stack_page *p = begin(a, KR_JOB_OPEN);
	struct kr_str path;
	struct kr_err err;
	struct stat st;

	kr_str_init(&path);
	p->url = kr_mem_strdup(url);
	if (kr_source_url_path(url, &path))
		p->path = kr_str_take(&path);
	kr_str_fini(&path);
	if (!p->path || stat(p->path, &st) < 0)
		kr_err_set(&err, KR_E_SYS, "no such file");
	else if (!S_ISREG(st.st_mode))
		kr_err_set(&err, KR_E_SYS, "not a regular file");
	else {
		get(a, NULL);
		return;
	}
	fail(a, &err);
}

void kr_job_open(struct kr_app *a, const char *url, const char *referer)
{
	if (kr_str_istarts(url, "file:")) {
		/* a page of the web must not make us read files */
		if (referer && !kr_str_istarts(referer, "file:"))
			kr_app_message(
			        a, KR_SEVERITY_ERROR, "a page of the web may not open files");
		else
			open_file(a, url);
	} else if (!kr_url_is_web(url)) {
		kr_app_message(a, KR_SEVERITY_ERROR, "not a page: %.200s", url);
	} else {
		begin(a, KR_JOB_OPEN)->url = kr_mem_strdup(url);
		get(a, referer && kr_url_is_web(referer) ? referer : NULL);
	}
}

void kr_job_open_unchecked(struct kr_app *a, const char *url)
{
	struct kr_str host;

	kr_str_init(&host);
	if (!kr_url_is_web(url) || !kr_host_ascii(url, &host)) {
		kr_app_message(a, KR_SEVERITY_ERROR, "insecure: only for addresses of the web");
	} else {
		begin(a, KR_JOB_OPEN)->url = kr_mem_strdup(url);
		a->job.trust = kr_str_take(&host);
		get(a, NULL);
	}
	kr_str_fini(&host);
}

void kr_job_open_source(struct kr_app *a, const char *arg, const char *base)
{
	enum kr_source_kind kind;
	struct kr_str where, url;
	struct kr_stack_page *p;
	struct kr_err err;

	kr_str_init(&where);
	kr_str_init(&url);
	if (kr_source_parse(arg, &kind, &where, &err) < 0) {
		kr_app_message(a, KR_SEVERITY_ERROR, "%s", err.msg);
	} else if (kind == KR_SOURCE_URL) {
		kr_prompt_offer(
		        &a->prompt, KR_PROMPT_ADDRESS, where.data); /* there may be a slip in it */
		kr_job_open(a, where.data, NULL);
	} else {
		if (base)
			kr_str_addz(&url, base);
		else if (kind == KR_SOURCE_FILE)
			kr_source_file_url(where.data, &url);
		p = begin(a, KR_JOB_OPEN);
		p->url = url.len ? kr_mem_strdup(url.data) : NULL;
		p->path = kr_mem_strdup(where.data);
		get(a, NULL);
	}
	kr_str_fini(&where);
	kr_str_fini(&url);
}

/* Load the page of an entry of the stack again. */
static void again(
        struct kr_app *a, enum kr_job_kind kind, const struct kr_stack_page *old, enum kr_mode mode)
{
	struct kr_stack_page *p = begin(a, kind);

	kr_str_add(&p->input, old->input.data, old->input.len);
	p->url = kr_mem_strdup(old->url);
	p->path = kr_mem_strdup(old->path);
	p->mode = mode;
	get(a, NULL);
}

void kr_job_reload(struct kr_app *a, enum kr_mode mode)
{
	const struct kr_stack_page *p = kr_app_page(a);

	if (p)
		again(a, KR_JOB_RELOAD, p, mode);
}

void kr_job_step(struct kr_app *a, long by)
{
	struct kr_stack *s = &a->stack;
	long to = s->now + by;
	struct kr_stack_page *p;

	if (to < 0)
		to = 0;
	if (to >= s->n)
		to = s->n - 1;
	if (to < 0 || to == s->now) {
		kr_app_message(a, KR_SEVERITY_INFO,
		        by < 0 ? "this is the first page" : "this is the last page");
		return;
	}
	kr_job_cancel(a);
	p = s->v[to];
	if (!p->doc) {
		a->job.to = (int)to;
		again(a, KR_JOB_STEP, p, p->mode);
		return;
	}
	s->now = (int)to;
	kr_overlay_close(a);
	kr_app_layout(a);
	if (!p->complete)
		kr_app_message(a, KR_SEVERITY_INFO,
		        "only the beginning of this page was loaded: r loads it again");
	kr_job_resume(a);
}

int kr_app_start(struct kr_app *a, struct kr_err *err)
{
	char *worker = kr_locate_worker();
	struct kr_net_opts net;

	kr_options_net(&a->opts, &net);
	a->net = kr_net_open(&net, err);
	a->child = kr_worker_client_open(worker, true, on_child, a);
	free(worker);
	return a->net ? 0 : KR_E_NET;
}
