#include "kread/app/dump.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "kread/load/worker_client.h"
#include "kread/load/redirect_chain.h"
#include "kread/load/join.h"
#include "kread/load/site_rules.h"
#include "kread/load/source.h"
#include "kread/base/url.h"
#include "kread/base/utf8.h"
#include "kread/doc/export.h"
#include "kread/doc/json.h"
#include "kread/text/layout.h"
#include "kread/proto/frame.h"

struct dump {
	const struct kr_dump_opts *opts;
	struct kr_worker_client *child;
	struct kr_net *net; /* opened by the first address */
};

/* A page as it came. */
struct page {
	struct kr_str body, url, content_type, link;
	int64_t date;
	struct kr_err cut; /* code 0: it is whole */
};

/* --- getting it --------------------------------------------------------------------------- */

struct fetched {
	struct page *page;
	struct kr_err err; /* code 0: there is a page, perhaps not all of it */
	bool done;
};

static void on_fetched(
        void *user, struct kr_fetch *f, const struct kr_fetch_result *res, const struct kr_err *err)
{
	struct fetched *to = user;

	(void)f;
	to->done = true;
	/* what came before a server stalled is printed; a page of the server's that says "not
	 * found" is not */
	if (err && !kr_fetch_is_part(res)) {
		to->err = *err;
		return;
	}
	if (err)
		to->page->cut = *err;
	else if (res->truncated)
		kr_err_set(&to->page->cut, KR_E_NET, "the page ended early");
	to->page->body = *res->body;
	kr_str_init(res->body);
	kr_str_clear(&to->page->url);
	kr_str_addz(&to->page->url, res->url);
	kr_str_addz(&to->page->content_type, res->content_type);
	kr_str_addz(&to->page->link, res->link_header);
	to->page->date = res->date;
}

static int fetch(
        struct dump *d, const char *url, const char *referer, struct page *page, struct kr_err *err)
{
	struct fetched to = {.page = page};
	int rc = 0;

	if (!d->net)
		d->net = kr_net_open(&d->opts->net, err);
	if (!d->net || !kr_net_fetch(d->net, url, referer, NULL, on_fetched, &to, err))
		return KR_E_NET;
	while (!to.done && rc == 0)
		rc = kr_net_wait(d->net, NULL, 0, -1, err);
	if (rc == 0 && to.err.code) {
		*err = to.err;
		rc = to.err.code;
	}
	return rc;
}

static void init_page(struct page *page)
{
	*page = (struct page){0};
	kr_str_init(&page->body);
	kr_str_init(&page->url);
	kr_str_init(&page->content_type);
	kr_str_init(&page->link);
}

static void fini_page(struct page *page)
{
	kr_str_fini(&page->body);
	kr_str_fini(&page->url);
	kr_str_fini(&page->content_type);
	kr_str_fini(&page->link);
}

static const char *or_null(const struct kr_str *s)
{
	return s->len ? s->data : NULL;
}

static void complain(const char *what, const char *why)
{
	struct kr_str clean;

	kr_str_init(&clean);
	kr_utf8_clean(&clean, what, strlen(what), KR_UTF8_LINE);
	fprintf(stderr, "kread: %s: %s\n", clean.data, why);
	kr_str_fini(&clean);
}

/* What came, read by the worker. name: of the source. */
static int parse(struct dump *d, const char *name, struct page *page, struct kr_doc **ret_doc,
        struct kr_err *err)
{
	struct kr_site_rules rules;
	struct kr_request request = {
	        .url = or_null(&page->url),
	        .content_type = or_null(&page->content_type),
	        .charset = d->opts->charset,
	        .link_header = or_null(&page->link),
	        .date = page->date,
	};
	int rc = kr_source_mode(
	        request.content_type, name, page->body.data, page->body.len, &request.mode, err);

	if (rc < 0)
		return rc;
	kr_site_rules_init(&rules);
	if (request.mode == KR_MODE_ARTICLE && kr_site_rules_find(&rules, request.url, err) < 0)
		complain(name, err->msg);
	request.rules = or_null(&rules.text);
	request.rules_name = or_null(&rules.name);
	rc = kr_worker_client_run(d->child, &request, &page->body, ret_doc, err);
	if (rc == 0 && page->cut.code)
		kr_doc_warn(*ret_doc, "truncated", page->cut.msg);
	kr_site_rules_fini(&rules);
	return rc;
}

static int load_part(struct dump *d, const struct kr_join *join, const char *url, const char *next,
        struct kr_doc **ret_doc, struct kr_err *err)
{
	struct page page;
	int rc;

	init_page(&page);
	rc = fetch(d, next, url, &page, err);
	if (rc == 0 && kr_join_accepts(join, url, page.url.data))
		rc = parse(d, next, &page, ret_doc, err);
	fini_page(&page);
	return rc;
}

/* Further pages of the article. One that cannot be had ends it; what is there stays. */
static int join_pages(struct dump *d, const char *url, struct kr_doc *doc, struct kr_err *err)
{
	struct kr_join join = {0};
	const char *next;

	while ((next = kr_join_next(&join, doc, url))) {
		struct kr_doc *part = NULL;

		if (load_part(d, &join, url, next, &part, err) < 0) {
			kr_err_prefix(err, "a further page of the article");
			return KR_E_NET;
		}
		if (!part || !kr_join_add(doc, part))
			break;
	}
	return 0;
}

static int get(struct dump *d, const char *source, enum kr_source_kind *ret_kind, struct page *page,
        struct kr_err *err)
{
	enum kr_source_kind kind = KR_SOURCE_FILE;
	struct kr_str where;
	int rc;

	kr_str_init(&where);
	rc = kr_source_parse(source, &kind, &where, err);
	if (rc == 0 && kind == KR_SOURCE_URL) {
		rc = fetch(d, where.data, NULL, page, err);
	} else if (rc == 0) {
		rc = kr_source_read(where.data, KR_WORKER_PAGE_MAX, &page->body, err);
		kr_str_addz(&page->url, d->opts->base_url);
	}
	kr_str_fini(&where);
	*ret_kind = kind;
	return rc;
}

/* Where the page has nothing but the way to another one, or is a form of it; that is what stays if
 * the other one cannot be had. */
static int lead_on(struct dump *d, struct page *page, struct kr_doc **doc, struct kr_err *err)
{
	struct kr_redirect_chain hops = {0};
	int rc = 0;

	while (rc == 0 && kr_redirect_chain_follow(&hops, page->url.data, (*doc)->redirect)) {
		struct kr_doc *got = NULL;
		struct page next;

		init_page(&next);
		rc = fetch(d, (*doc)->redirect, page->url.data, &next, err);
		if (rc == 0)
			rc = parse(d, next.url.data, &next, &got, err);
		if (kr_doc_is_amp_variant(*doc) && (rc < 0 || !(got->nblocks || got->redirect))) {
			kr_doc_free(got);
			fini_page(&next);
			rc = 0;
			break;
		}
		kr_doc_free(*doc);
		*doc = got;
		fini_page(page);
		*page = next;
	}
	kr_redirect_chain_clear(&hops);
	return rc;
}

/* *ret_doc is set if there is anything to print, even on an error. */
static int load(struct dump *d, const char *source, struct kr_doc **ret_doc, struct kr_err *err)
{
	enum kr_source_kind kind;
	struct page page;
	int rc;

	init_page(&page);
	rc = get(d, source, &kind, &page, err);
	if (rc == 0)
		rc = parse(d, source, &page, ret_doc, err);
	if (rc == 0 && kind == KR_SOURCE_URL)
		rc = lead_on(d, &page, ret_doc, err);
	if (rc == 0 && d->opts->join && kind == KR_SOURCE_URL)
		rc = join_pages(d, page.url.data, *ret_doc, err);
	fini_page(&page);
	return rc;
}

/* --- printing it -------------------------------------------------------------------------- */

/* To the terminal, if there is one. */
static int fit(int width)
{
	struct winsize ws;

	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) == 0 && ws.ws_col && ws.ws_col < width
	               ? ws.ws_col
	               : width;
}

static void add_line(const struct kr_line *line, struct kr_str *out)
{
	int col = 0;

	for (uint32_t i = 0; i < line->nruns; i++) {
		const struct kr_run *r = &line->runs[i];

		for (; col < r->col; col++)
			kr_str_addc(out, ' ');
		kr_str_add(out, r->text, r->len);
		col = r->col + r->cols;
	}
	while (out->len && out->data[out->len - 1] == ' ')
		kr_str_cut(out, out->len - 1);
	kr_str_addc(out, '\n');
}

/* The head and the blocks, without the foot. */
static void format_text(
        const struct kr_dump_opts *opts, const struct kr_doc *doc, struct kr_str *out)
{
	struct kr_layout_opts lo = opts->layout;
	struct kr_layout *l;

	if (opts->fit)
		lo.width = fit(lo.width);
	l = kr_layout_new(doc, &lo);
	for (uint32_t s = 0; s + 1 < kr_layout_sections(l); s++) {
		uint32_t n;
		const struct kr_line *lines = kr_layout_lines(l, s, &n);

		for (uint32_t i = 0; i < n; i++)
			add_line(&lines[i], out);
	}
	kr_layout_free(l);
}

static void format(const struct kr_dump_opts *opts, const struct kr_doc *doc, struct kr_str *out)
{
	switch (opts->format) {
	case KR_DUMP_MARKDOWN:
		kr_export_markdown(doc, out);
		break;
	case KR_DUMP_HTML:
		kr_export_html(doc, out);
		break;
	default:
		format_text(opts, doc, out);
	}
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
	if (opts->format == KR_DUMP_JSON)
		rc = kr_json_write_stream(doc, KR_JSON_BODY, write_portion, err);
	if (!first || opts->format == KR_DUMP_JSON) /* between articles; behind each object */
		kr_str_addc(&out, '\n');
	if (opts->format != KR_DUMP_JSON)
		format(opts, doc, &out);
	if (rc == 0)
		rc = write_out(out.data, out.len, err);
	kr_str_fini(&out);
	return rc;
}

/* What the reader of the output should know. Text and JSON have the warnings in them. */
static void tell_warnings(const char *source, const struct kr_doc *doc, enum kr_dump_format format)
{
	const bool within = format == KR_DUMP_TEXT || format == KR_DUMP_JSON;

	for (size_t i = 0; i < doc->nwarnings; i++) {
		const struct kr_warning *w = &doc->warnings[i];

		if (kr_str_eq(w->code, "site-rules"))
			fprintf(stderr, "kread: %s\n", w->text);
		else if (!within || kr_str_eq(w->code, "truncated") ||
		         kr_str_eq(w->code, "no-text"))
			complain(source, w->text);
	}
}

/* 0, 1 for a source that failed, -1 when output fails: then the rest is of no use. */
static int dump_one(struct dump *d, size_t i)
{
	const char *source = d->opts->sources[i];
	struct kr_doc *doc = NULL;
	struct kr_err err;
	int rc = 0;

	if (load(d, source, &doc, &err) < 0) {
		complain(source, err.msg);
		rc = 1;
	}
	if (!doc)
		return rc;
	tell_warnings(source, doc, d->opts->format);
	if (print(d->opts, i == 0, doc, &err) < 0) {
		complain("standard output", err.msg);
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
	d.child = kr_worker_client_open(worker, NULL, NULL);
	/* it loads its libraries while the page is fetched; an error comes back with the first page
	 */
	kr_worker_client_start(d.child, NULL);
	for (size_t i = 0; i < opts->nsources && rc >= 0; i++) {
		rc = dump_one(&d, i);
		status |= rc != 0;
	}
	if (rc >= 0 && close(STDOUT_FILENO) < 0) {
		kr_err_sys(&err, errno, "cannot write");
		complain("standard output", err.msg);
		status = 1;
	}
	kr_worker_client_close(d.child);
	kr_net_close(d.net);
	free(worker);
	return status;
}
