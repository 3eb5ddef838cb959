/* The steps of a load: read or fetch, send to the worker, join the pages of an article. */
#include "load_priv.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "kread/base/intl.h"
#include "kread/base/log.h"
#include "kread/base/redact.h"
#include "kread/base/url.h"
#include "kread/load/site_rules.h"
#include "kread/load/source.h"
#include "kread/net/host.h"
#include "kread/proto/frame.h"

static bool enter(struct kr_load *p, enum kr_load_stage stage)
{
	p->stage = stage;
	return kr_load_state_emit(p, (struct kr_load_event){.type = KR_LOAD_PROGRESS});
}

static void finish(struct kr_load *p, const struct kr_err *err)
{
	kr_load_state_unlink(p);
	kr_load_state_emit(p, (struct kr_load_event){.type = KR_LOAD_DONE, .err = err});
	kr_load_state_free(p);
}

static struct kr_load_page page_of(const struct kr_load *p, bool fallback)
{
	return (struct kr_load_page){
	        .url = p->page.url,
	        .content_type = p->page.content_type,
	        /* a fallback is not what was asked for: next time, the whole way again */
	        .etag = fallback ? NULL : p->page.etag,
	        .last_modified = fallback ? NULL : p->page.last_modified,
	        .bytes = p->page.bytes,
	        .unchecked = p->page.unchecked,
	        .fallback = fallback,
	};
}

static bool show(struct kr_load *p, bool fallback)
{
	const struct kr_load_page page = page_of(p, fallback);

	kr_load_state_set(&p->url, p->page.url);
	p->shown = true;
	return kr_load_state_emit(p, (struct kr_load_event){.type = KR_LOAD_HEAD, .page = &page});
}

/* --- getting a page ----------------------------------------------------------------------- */

static void wait_for_worker(struct kr_load *p)
{
	p->ticket = ++p->loader->last_ticket;
	enter(p, KR_STAGE_WAIT);
}

static bool is_error_page(const struct kr_fetch_result *res)
{
	return res && res->status >= 400 && res->body && res->body->len;
}

static void end_unchanged(struct kr_load *p, const struct kr_fetch_result *res)
{
	const struct kr_load_page page = {
	        .url = res->url,
	        .etag = res->etag,
	        .last_modified = res->last_modified,
	};

	kr_load_state_unlink(p);
	kr_load_state_emit(p, (struct kr_load_event){.type = KR_LOAD_UNCHANGED, .page = &page});
	kr_load_state_free(p);
}

static void set_page(struct kr_load *p, const struct kr_fetch_result *res, const struct kr_err *err)
{
	bool whole;

	kr_load_state_set(&p->page.url, res->url);
	kr_load_state_set(&p->page.content_type, res->content_type);
	kr_load_state_set(&p->page.link_header, res->link_header);
	kr_load_state_set(&p->page.refresh_header, res->refresh_header);
	p->page.date = res->date;
	p->page.unchecked |= res->unchecked;
	p->page.set_cookie = res->set_cookie;
	p->page.truncation = p->page.refusal = (struct kr_err){0};
	if (err && is_error_page(res))
		p->page.refusal = *err;
	else if (err)
		p->page.truncation = *err;
	else if (res->truncated ||
	         kr_source_is_cut(res->body->data, res->body->len, res->open_ended))
		kr_err_set(&p->page.truncation, KR_E_NET, "the page ended early");
	whole = !p->page.refusal.code && !p->page.truncation.code;
	kr_load_state_set(&p->page.etag, whole ? res->etag : NULL);
	kr_load_state_set(&p->page.last_modified, whole ? res->last_modified : NULL);
	kr_str_fini(&p->page.body);
	p->page.body = *res->body;
	kr_str_init(res->body);
}

static void on_fetched(
        void *user, struct kr_fetch *f, const struct kr_fetch_result *res, const struct kr_err *err)
{
	struct kr_load *p = user;

	p->fetch = NULL;
	/* read the beginning of a page whose server stalled, and look for an article in an error
	 * page, unless it is for a further page */
	if (err && !kr_fetch_is_part(res) && (p->complete || !is_error_page(res))) {
		kr_load_steps_fail(p, kr_fetch_url(f), err);
		return;
	}
	if (p->complete && !kr_join_accepts(p->join, p->url, res->url)) {
		finish(p, NULL);
		return;
	}
	if (res->not_modified) {
		end_unchanged(p, res);
		return;
	}
	set_page(p, res, err);
	wait_for_worker(p);
}

/* Fetch into p->page; its url is set at once. for_page: as in kr_fetch_request. */
static int fetch(struct kr_load *p, const char *url, const char *referer, const char *for_page,
        struct kr_err *err)
{
	struct kr_fetch_request rq;

	kr_load_state_set(&p->page.url, url);
	p->page.refusal = (struct kr_err){0};
	p->stage = KR_STAGE_FETCH;
	rq = (struct kr_fetch_request){
	        .url = p->page.url,
	        .referer = referer,
	        .for_page = for_page,
	        .insecure_host = p->insecure_host,
	};
	if (!p->complete) /* a further page is no part of the question */
		rq.copy = (struct kr_validators){p->copy_url, p->copy_etag, p->copy_modified};
	p->fetch = kr_net_fetch(p->loader->net, &rq, on_fetched, p, err);
	if (!p->fetch)
		return KR_E_NET;
	kr_load_state_set(&p->page.url, kr_fetch_url(p->fetch)); /* without user and password */
	/* while the page comes in, the worker starts; if it cannot, sending the page says so */
	kr_worker_client_start(p->loader->client, p->page.url, NULL);
	return 0;
}

int kr_load_steps_open(struct kr_load *p, struct kr_err *err)
{
	p->stage = KR_STAGE_OPEN;
	if (kr_load_state_reading(p->loader) == KR_LOAD_FILES)
		return 0;
	p->file = kr_source_open(p->path, p->regular, err);
	if (p->file < 0)
		return p->file;
	p->stage = KR_STAGE_READ;
	return 0;
}

void kr_load_steps_read(struct kr_load *p)
{
	struct kr_loader *l = p->loader;
	struct kr_err err;
	int rc = kr_source_read_some(p->file, KR_WORKER_PAGE_MAX, &p->page.body, &err);

	if (rc < 0) {
		kr_load_steps_fail(p, NULL, &err);
	} else if (rc == 0) {
		kr_source_close(p->file);
		p->file = -1;
		if (p->keep && kr_str_eq(p->path, "-")) {
			kr_str_clear(&l->input);
			kr_str_add(&l->input, p->page.body.data, p->page.body.len);
			l->kept = true;
		}
		wait_for_worker(p);
	}
}

/* --- to the worker ------------------------------------------------------------------------ */

static int set_mode(struct kr_load *p, struct kr_request *rq, struct kr_err *err)
{
	const char *name = p->path ? p->path : p->page.url;
	int rc = kr_source_mode(
	        rq->content_type, name, p->page.body.data, p->page.body.len, &rq->mode, err);

	if (p->mode == KR_MODE_RAW && rq->mode == KR_MODE_ARTICLE)
		rq->mode = KR_MODE_RAW;
	else if (p->mode == KR_MODE_RAW && rq->mode == KR_MODE_FEED)
		rq->mode = KR_MODE_TEXT;
	return rc;
}

void kr_load_steps_send(struct kr_load *p)
{
	struct kr_request rq = {
	        .url = p->page.url,
	        .content_type = p->page.content_type,
	        .charset = p->charset,
	        .link_header = p->page.link_header,
	        .refresh_header = p->page.refresh_header,
	        .set_cookie = p->page.set_cookie,
	        .early = p->early && !p->complete && !p->page.refusal.code,
	        .date = p->page.date,
	};
	struct kr_site_rules rules;
	struct kr_err err;
	int rc;

	kr_site_rules_init(&rules);
	p->page.bytes = p->page.body.len;
	rc = set_mode(p, &rq, &err);
	if (rc < 0)
		goto out;
	if (rq.mode == KR_MODE_ARTICLE && kr_site_rules_find(&rules, rq.url, &err) < 0) {
		kr_log_write("%s", err.msg);
		if (!kr_load_state_emit(
		            p, (struct kr_load_event){.type = KR_LOAD_WARNING, .err = &err})) {
			p = NULL;
			goto out;
		}
	}
	rq.rules = rules.text.len ? rules.text.data : NULL;
	rq.rules_name = rules.text.len ? rules.name.data : NULL;
	p->stage = KR_STAGE_PARSE;
	p->loader->parsing = p;
	rc = kr_worker_client_send(p->loader->client, p->id, &rq, &p->page.body, &err);
out:
	kr_site_rules_fini(&rules);
	if (p && rc < 0)
		kr_load_steps_fail(p, p->path ? NULL : p->page.url, &err);
}

/* --- from the worker ---------------------------------------------------------------------- */

static void warn_unchecked(const char *host, struct kr_doc *doc)
{
	struct kr_str url, shown, text;

	kr_str_init(&url);
	kr_str_init(&shown);
	kr_str_init(&text);
	kr_str_addf(&url, "https://%s/", host);
	kr_host_show(url.data, &shown);
	kr_str_addf(&text,
	        _("the certificate of %s was not checked: others may have read or changed this "
	          "page "
	          "on its way"),
	        shown.data);
	kr_doc_warn(doc, "certificate", text.data);
	kr_str_fini(&url);
	kr_str_fini(&shown);
	kr_str_fini(&text);
}

static void add_warnings(const struct kr_load *p, struct kr_doc *doc)
{
	if (p->page.refusal.code)
		kr_doc_warn(doc, "http-status", p->page.refusal.msg);
	if (p->page.truncation.code)
		kr_doc_warn(doc, "truncated", p->page.truncation.msg);
	if (p->page.unchecked)
		warn_unchecked(p->insecure_host, doc);
}

/* The AMP page that was read becomes the article. */
static void fall_back(struct kr_load *p)
{
	kr_doc_free(p->doc);
	kr_load_state_fini_page(&p->page);
	p->page = p->fallback;
	p->doc = p->fallback_doc;
	kr_load_state_init_page(&p->fallback);
	p->fallback_doc = NULL;
	if (!show(p, true))
		return;
	p->complete = true;
	if (kr_load_state_emit(p, (struct kr_load_event){.type = KR_LOAD_COMPLETE}))
		kr_load_steps_join(p);
}

/* Go where doc leads. An AMP page is kept as the fallback. */
static void follow(struct kr_load *p)
{
	struct kr_doc *doc = p->doc;
	struct kr_str to, from;
	struct kr_err err;
	int rc;

	kr_str_init(&to);
	kr_str_init(&from);
	kr_str_addz(&to, doc->redirect);
	kr_str_addz(&from, p->page.url);
	p->follow = false;
	p->doc = NULL;
	if (kr_doc_is_amp_variant(doc)) {
		kr_doc_free(p->fallback_doc);
		kr_load_state_fini_page(&p->fallback);
		p->fallback_doc = doc;
		p->fallback = p->page;
		kr_load_state_init_page(&p->page);
		p->page.unchecked = p->fallback.unchecked;
	} else {
		kr_doc_free(doc);
	}
	rc = fetch(p, to.data, from.data, from.data, &err);
	if (rc < 0)
		kr_load_steps_fail(p, to.data, &err);
	else
		enter(p, KR_STAGE_FETCH);
	kr_str_fini(&to);
	kr_str_fini(&from);
}

/* It cannot lead to another page. */
static void on_early(struct kr_load *p, struct kr_doc *doc)
{
	const struct kr_load_page page = page_of(p, false);

	doc->redirect = NULL;
	add_warnings(p, doc);
	kr_load_state_emit(
	        p, (struct kr_load_event){.type = KR_LOAD_EARLY, .doc = doc, .page = &page});
}

/* The first blocks of a page, which may turn out not to be the article. */
static void on_head(struct kr_load *p, struct kr_doc *doc)
{
	add_warnings(p, doc);
	if (p->complete) {
		p->part = doc;
		return;
	}
	p->doc = doc;
	if (p->page.refusal.code && p->mode != KR_MODE_RAW) {
		/* on_complete() decides; some servers first refuse, to see whether a cookie comes
		 * back */
		p->follow = doc->redirect && kr_url_same_page(doc->redirect, p->page.url) &&
		            kr_redirect_chain_follow(
		                    &p->chain, p->page.url, doc->redirect, p->page.set_cookie);
		return;
	}
	/* files must not send us to the web */
	p->follow =
	        !p->path && p->mode != KR_MODE_RAW &&
	        kr_redirect_chain_follow(&p->chain, p->page.url, doc->redirect, p->page.set_cookie);
	if (!p->follow && doc->redirect && kr_url_same_page(doc->redirect, p->page.url))
		doc->redirect = NULL; /* to itself, once more */
	if (!p->follow && (doc->nblocks || !p->fallback_doc))
		show(p, false);
}

static void on_more(struct kr_load *p)
{
	if (p->complete || p->follow || (!p->shown && p->page.refusal.code))
		return;
	if (p->shown)
		kr_load_state_emit(p, (struct kr_load_event){.type = KR_LOAD_MORE});
}

static void on_part_complete(struct kr_load *p)
{
	struct kr_doc *part = p->part;

	p->part = NULL;
	if (!kr_join_add(p->doc, part))
		finish(p, NULL);
	else if (kr_load_state_emit(p, (struct kr_load_event){.type = KR_LOAD_PART}))
		kr_load_steps_join(p);
}

/* The page came with an error status. */
static void show_refused(struct kr_load *p)
{
	struct kr_err why = p->page.refusal;

	if (!kr_refused_has_article(p->doc)) {
		kr_doc_free(p->doc);
		p->doc = NULL;
		kr_load_steps_fail(p, p->page.url, &why);
	} else if (show(p, false)) {
		p->complete = true;
		if (kr_load_state_emit(p, (struct kr_load_event){.type = KR_LOAD_COMPLETE}))
			kr_load_steps_join(p);
	}
}

static void on_complete(struct kr_load *p)
{
	if (p->complete) {
		on_part_complete(p);
	} else if (p->follow) {
		follow(p);
	} else if (!p->shown && p->page.refusal.code) {
		show_refused(p);
	} else if (!p->shown) {
		fall_back(p);
	} else {
		p->complete = true;
		if (kr_load_state_emit(p, (struct kr_load_event){.type = KR_LOAD_COMPLETE}))
			kr_load_steps_join(p);
	}
}

void kr_load_steps_on_worker(void *user, const struct kr_worker_event *ev)
{
	struct kr_loader *l = user;
	struct kr_load *p = l->parsing;

	assert(p && p->id == ev->job);
	if (ev->type == KR_WORKER_EARLY_DOC) {
		on_early(p, ev->doc);
	} else if (ev->type == KR_WORKER_DOC) {
		on_head(p, ev->doc);
	} else if (ev->type == KR_WORKER_MORE) {
		on_more(p);
	} else {
		l->parsing = NULL;
		if (ev->type == KR_WORKER_DONE)
			on_complete(p);
		else
			kr_load_steps_fail(p, p->page.url, ev->err);
	}
}

/* --- further pages, and the end ----------------------------------------------------------- */

void kr_load_steps_join(struct kr_load *p)
{
	const char *next = p->join ? kr_join_next(p->join, p->doc, p->url) : NULL;
	struct kr_err err;

	if (!next)
		finish(p, NULL);
	else if (fetch(p, next, p->url, p->url, &err) < 0)
		kr_load_steps_fail(p, next, &err);
	else
		enter(p, KR_STAGE_FETCH);
}

void kr_load_steps_fail(struct kr_load *p, const char *url, const struct kr_err *err)
{
	/* what is wrong with an error page says less than its status */
	struct kr_err why = p->page.refusal.code && !p->shown ? p->page.refusal : *err;
	char what[80];

	if (p->loader->parsing == p)
		p->loader->parsing = NULL;
	if (p->complete) {
		snprintf(what, sizeof what, _("page %zu of the article"), p->join->urls.n + 1);
		kr_err_prefix(&why, what);
		finish(p, &why);
	} else if (p->fallback_doc && !p->shown) {
		kr_log_write("%s", why.msg);
		p->follow = false;
		fall_back(p);
	} else {
		kr_load_state_unlink(p);
		kr_load_state_emit(
		        p, (struct kr_load_event){.type = KR_LOAD_FAILED, .err = &why, .url = url});
		kr_load_state_free(p);
	}
}

/* --- the first step ----------------------------------------------------------------------- */

/* The address of a file, without user and password. */
static void set_base(struct kr_load *p, const char *url)
{
	struct kr_str base;

	if (!url)
		return;
	kr_str_init(&base);
	kr_str_addz(&base, url);
	kr_redact_url(&base);
	kr_load_state_set(&p->page.url, base.data);
	kr_str_fini(&base);
}

int kr_load_steps_begin(struct kr_load *p, const struct kr_load_request *rq, struct kr_err *err)
{
	struct kr_loader *l = p->loader;

	if (rq->doc) {
		p->doc = rq->doc;
		p->shown = p->complete = true;
		kr_load_state_set(&p->url, rq->url);
		kr_join_resume(p->join, p->doc);
		p->stage = KR_STAGE_JOIN;
		return 0;
	}
	if (!p->path)
		return fetch(p, rq->url, rq->referer, rq->for_page, err);
	set_base(p, rq->url);
	if (!l->kept || !kr_str_eq(p->path, "-"))
		return kr_load_steps_open(p, err);
	kr_str_add(&p->page.body, l->input.data, l->input.len);
	p->ticket = ++l->last_ticket;
	p->stage = KR_STAGE_WAIT;
	return 0;
}
