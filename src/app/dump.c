#include "kread/app/dump.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "kread/app/headless.h"
#include "kread/base/intl.h"
#include "kread/doc/json.h"
#include "kread/load/load.h"
#include "kread/load/source.h"
#include "kread/load/worker_client.h"
#include "kread/text/layout.h"

enum { EXIT_USAGE = 2 };

struct dump {
	const struct kr_dump_opts *opts;
	struct kr_net *net;
	struct kr_loader *loader;
};

/* --- loading ------------------------------------------------------------------------------ */

struct loaded {
	const char *source;
	struct kr_doc *doc;
	struct kr_err err; /* code 0: everything is here */
	bool over;
};

static void on_load(void *user, const struct kr_load_event *ev)
{
	struct loaded *to = user;

	if (ev->type == KR_LOAD_WARNING) {
		kr_headless_complain(to->source, ev->err->msg);
		return;
	}
	to->doc = ev->doc;
	if (ev->err)
		to->err = *ev->err;
	if (ev->type == KR_LOAD_FAILED) {
		kr_doc_free(ev->doc);
		to->doc = NULL;
	}
	to->over = ev->type == KR_LOAD_DONE || ev->type == KR_LOAD_FAILED;
}

static int wait_for(struct dump *d, const struct loaded *what, struct kr_err *err)
{
	int rc = 0;

	while (!what->over && rc == 0) {
		struct kr_net_fd fds[KR_LOAD_FDS];
		int n = kr_load_fds(d->loader, fds);

		rc = kr_net_wait(d->net, fds, n, kr_load_timeout(d->loader), err);
		if (rc == 0)
			kr_load_pump(d->loader, fds, n);
	}
	return rc;
}

/* *ret_doc is set if there is anything to print, even on an error. */
static int load(struct dump *d, const char *source, struct kr_doc **ret_doc, struct kr_err *err)
{
	enum kr_source_kind kind = KR_SOURCE_FILE;
	struct kr_join join = {0};
	struct loaded to = {.source = source};
	struct kr_load_request rq = {.charset = d->opts->charset,
	        .join = d->opts->join ? &join : NULL,
	        .handler = on_load,
	        .user = &to};
	struct kr_str where;
	int rc;

	kr_str_init(&where);
	rc = kr_source_parse(source, &kind, &where, err);
	if (rc < 0)
		goto out;
	rq.url = kind == KR_SOURCE_URL ? where.data : d->opts->base_url;
	rq.path = kind == KR_SOURCE_URL ? NULL : where.data;
	if (!kr_load_start(d->loader, &rq, err)) {
		rc = err->code;
		goto out;
	}
	rc = wait_for(d, &to, err);
	*ret_doc = to.doc;
	if (rc == 0 && to.err.code) {
		*err = to.err;
		rc = to.err.code;
	}
out:
	kr_str_fini(&where);
	return rc;
}

/* --- printing ----------------------------------------------------------------------------- */

/* The width, or that of the terminal if it is narrower. */
static int fit_width(int width)
{
	struct winsize ws;

	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) == 0 && ws.ws_col && ws.ws_col < width
	               ? ws.ws_col
	               : width;
}

static int write_out(const char *data, size_t len, struct kr_err *err)
{
	while (len) {
		ssize_t n = write(STDOUT_FILENO, data, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return kr_err_sys(err, errno, "cannot write");
		data += n;
		len -= (size_t)n;
	}
	return 0;
}

static int write_portion(void *user, struct kr_str *portion)
{
	int rc = write_out(portion->data, portion->len, user);

	kr_str_clear(portion);
	return rc;
}

static int print(
        const struct kr_dump_opts *opts, bool first, const struct kr_doc *doc, struct kr_err *err)
{
	struct kr_str out;
	int rc = 0;

	kr_str_init(&out);
	if (opts->format == KR_FORMAT_JSON)
		rc = kr_json_write_stream(doc, KR_JSON_BODY, write_portion, err);
	if (!first || opts->format == KR_FORMAT_JSON) /* between articles; after each object */
		kr_str_addc(&out, '\n');
	if (rc == 0 && opts->format != KR_FORMAT_JSON) {
		struct kr_render_opts ro = opts->render;

		if (opts->fit)
			ro.layout.width = fit_width(ro.layout.width);
		rc = kr_render(doc, opts->format, &ro, &out, err);
	}
	if (rc == 0)
		rc = write_out(out.data, out.len, err);
	kr_str_fini(&out);
	return rc;
}

/* Report warnings on standard error, except those that the output has. */
static void report_warnings(const char *source, const struct kr_doc *doc, enum kr_format format)
{
	const bool included = format == KR_FORMAT_TEXT || format == KR_FORMAT_JSON;

	for (size_t i = 0; i < doc->nwarnings; i++) {
		const struct kr_warning *w = &doc->warnings[i];

		if (kr_str_eq(w->code, "site-rules"))
			fprintf(stderr, "kread: %s\n", w->text);
		else if (!included || kr_str_eq(w->code, "truncated") ||
		         kr_str_eq(w->code, "no-text"))
			kr_headless_complain(source, w->text);
	}
}

/* 0; 1: the source failed; -1: the output failed, so that there is no use in going on. */
static int dump_one(struct dump *d, size_t i)
{
	const char *source = d->opts->sources[i];
	struct kr_doc *doc = NULL;
	struct kr_err err;
	int rc = 0;

	if (load(d, source, &doc, &err) < 0) {
		kr_headless_complain(source, err.msg);
		rc = 1;
	}
	if (!doc)
		return rc;
	report_warnings(source, doc, d->opts->format);
	if (print(d->opts, i == 0, doc, &err) < 0) {
		kr_headless_complain(_("standard output"), err.msg);
		rc = -1;
	}
	kr_doc_free(doc);
	return rc;
}

int kr_dump_run(const struct kr_dump_opts *opts)
{
	struct dump d = {.opts = opts};
	char *worker = kr_locate_worker();
	struct kr_err err;
	int rc = 0, status = 0;

	signal(SIGPIPE, SIG_IGN);
	if (kr_worker_client_risk())
		fprintf(stderr, "kread: %s\n", kr_worker_client_risk());
	d.net = kr_net_open(&opts->net);
	if (kr_headless_session(d.net, &opts->session) < 0) {
		status = EXIT_USAGE;
		goto out;
	}
	d.loader = kr_load_open(d.net, worker, false);
	/* it starts while the page is fetched; an error comes back with the first page */
	kr_load_prepare(d.loader, NULL);
	for (size_t i = 0; i < opts->nsources && rc >= 0; i++) {
		rc = dump_one(&d, i);
		status |= rc != 0;
	}
	if (rc >= 0 && close(STDOUT_FILENO) < 0) {
		kr_err_sys(&err, errno, "cannot write");
		kr_headless_complain(_("standard output"), err.msg);
		status = 1;
	}
	/* cookies that the next run will miss are worth a word, but no failure */
	kr_headless_session_end(d.net);
out:
	kr_load_close(d.loader);
	kr_net_close(d.net);
	free(worker);
	return status;
}
