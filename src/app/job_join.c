/* Loading the further pages of an article. */
#include "job_priv.h"

#include "kread/load/source.h"
#include "kread/base/str.h"

static void join_failed(struct kr_app *a, const struct kr_err *err)
{
	struct kr_stack_page *p = a->job.growing;

	kr_app_message(
	        a, KR_SEVERITY_ERROR, "page %zu of the article: %s", p->join.urls.n + 1, err->msg);
	p->joined = true;
	kr_job_finish(a);
}

static void send_part(struct kr_app *a, const struct kr_fetch_result *res)
{
	const char *type = res->content_type;
	struct kr_err err;
	struct kr_request request = {
	        .url = res->url,
	        .content_type = type,
	        .charset = kr_options_text(&a->opts, KR_OPT_CHARSET),
	        .date = res->date,
	};

	if (kr_source_mode(type, res->url, res->body->data, res->body->len, &request.mode, &err) <
	                0 ||
	        kr_job_send(a, &request, res->body, &err) < 0)
		join_failed(a, &err);
}

static void on_part_fetched(
        void *user, struct kr_fetch *f, const struct kr_fetch_result *res, const struct kr_err *err)
{
	struct kr_app *a = user;
	struct kr_stack_page *p = a->job.growing;

	if (f != a->job.fetch)
		return;
	a->job.fetch = NULL;
	a->dirty = true;
	if (err) {
		join_failed(a, err);
	} else if (kr_join_accepts(&p->join, p->url, res->url)) {
		send_part(a, res);
	} else {
		p->joined = true;
		kr_job_finish(a);
	}
}

/* The job of the page goes on, or comes to its end. */
void kr_job_join(struct kr_app *a, struct kr_stack_page *p)
{
	struct kr_job *j = &a->job;
	bool wanted = kr_options_number(&a->opts, KR_OPT_JOIN_PAGES) && !p->path && !p->mode &&
	              !p->joined;
	const char *next = wanted ? kr_join_next(&p->join, p->doc, p->url) : NULL;
	struct kr_err err;

	if (!next) {
		p->joined = true;
		kr_job_finish(a);
		return;
	}
	j->growing = p;
	j->phase = KR_JOB_JOIN;
	j->fetch = kr_net_fetch(a->net, next, p->url, j->trust, on_part_fetched, a, &err);
	if (!j->fetch)
		join_failed(a, &err);
}

void kr_job_resume(struct kr_app *a)
{
	struct kr_stack_page *p = kr_app_page(a);

	if (kr_job_is_busy(a) || !p || !p->doc || !p->complete || p->joined)
		return;
	a->job.id++;
	/* the page at which it was stopped is not there yet */
	if (p->join.urls.n && kr_str_eq(p->join.urls.v[p->join.urls.n - 1], p->doc->next_page))
		p->join.urls.n--;
	kr_job_join(a, p);
}

void kr_job_on_part(struct kr_app *a, const struct kr_worker_event *ev)
{
	struct kr_job *j = &a->job;
	struct kr_stack_page *p = j->growing;
	bool added;

	if (ev->type == KR_WORKER_DOC) {
		j->part = ev->doc;
	} else if (ev->type == KR_WORKER_DONE) {
		added = kr_join_add(p->doc, j->part);
		j->part = NULL;
		p->joined = !added;
		kr_pane_reader_grown(&p->reader);
		kr_job_restore_position(a, p);
		kr_job_join(a, p);
	} else if (ev->type == KR_WORKER_FAIL) {
		join_failed(a, ev->err);
	}
}
