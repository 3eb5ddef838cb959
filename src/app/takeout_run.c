#include "kread/app/takeout_run.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kread/app/headless.h"
#include "kread/app/visited.h"
#include "kread/base/budgets.h"
#include "kread/base/clock.h"
#include "kread/base/intl.h"
#include "kread/load/converter.h"
#include "kread/load/source.h"
#include "kread/load/worker_client.h"
#include "kread/proto/frame.h"
#include "kread/store/store.h"
#include "kread/store/takeout.h"

enum {
	BATCH = 1 << 20, /* bytes of lines that are put in at once */
	PROGRESS_MS = 500,
};

/* --- exporting -------------------------------------------------------------------------------- */

static int print_line(void *user, const struct kr_str *line)
{
	struct kr_err *err = user;

	if (fwrite(line->data, 1, line->len, stdout) == line->len)
		return 0;
	return kr_err_sys(err, errno, "standard output: cannot write");
}

static int add_line(void *user, const struct kr_str *line)
{
	kr_str_add(user, line->data, line->len);
	return 0;
}

static int convert(struct kr_store *s, enum kr_export_format format, struct kr_err *err)
{
	static const enum kr_mode modes[] = {[KR_EXPORT_OPML] = KR_MODE_OPML,
	        [KR_EXPORT_HTML] = KR_MODE_LIST_HTML,
	        [KR_EXPORT_MARKDOWN] = KR_MODE_LIST_MARKDOWN};
	char *worker = kr_locate_worker();
	struct kr_str lines, out;
	int rc;

	kr_str_init(&lines);
	kr_str_init(&out);
	rc = kr_takeout_write(s, false, add_line, &lines, err);
	if (rc == 0)
		rc = kr_converter_run(worker, modes[format], lines.data, lines.len, &out, err);
	if (rc == 0)
		rc = print_line(err, &out);
	kr_str_fini(&lines);
	kr_str_fini(&out);
	free(worker);
	return rc;
}

int kr_takeout_run_export(enum kr_export_format format)
{
	struct kr_store *s = kr_headless_library();
	struct kr_err err;
	int rc;

	if (!s)
		return 1;
	signal(SIGPIPE, SIG_IGN);
	rc = format == KR_EXPORT_JSON ? kr_takeout_write(s, true, print_line, &err, &err)
	                              : convert(s, format, &err);
	if (rc == 0 && fflush(stdout))
		rc = kr_err_sys(&err, errno, "standard output: cannot write");
	kr_store_close(s);
	return rc < 0 ? kr_headless_complain(NULL, err.msg) : 0;
}

/* --- importing -------------------------------------------------------------------------------- */

struct import {
	struct kr_store *store;
	struct kr_takeout_counts counts;
	struct kr_str lines; /* that are not put in yet; the last one may be incomplete */
	int64_t shown_at;    /* kr_clock_ms(): when progress was shown last */
	bool shown;
};

static void show_progress(struct import *im)
{
	const int64_t now = kr_clock_ms();

	if (!isatty(STDERR_FILENO) || now - im->shown_at < PROGRESS_MS)
		return;
	putc('\r', stderr);
	fprintf(stderr, _("%zu articles, %zu subscriptions "), im->counts.articles,
	        im->counts.subscriptions);
	fflush(stderr);
	im->shown_at = now;
	im->shown = true;
}

/* Put in the complete lines; at the end, all of them. */
static int put_lines(struct import *im, bool end, struct kr_err *err)
{
	size_t n = im->lines.len;
	int rc;

	while (!end && n && im->lines.data[n - 1] != '\n')
		n--;
	if (!n)
		return im->lines.len > KR_TAKEOUT_LINE_MAX
		               ? kr_err_set(err, KR_E_LIMIT, "a line is too long")
		               : 0;
	rc = kr_takeout_read(
	        im->store, im->lines.data, n, kr_visited_key, kr_clock_time_ms(), &im->counts, err);
	memmove(im->lines.data, im->lines.data + n, im->lines.len - n);
	kr_str_cut(&im->lines, im->lines.len - n);
	show_progress(im);
	return rc;
}

/* 1: more may come, 0: the end. */
static int read_more(struct import *im, int fd, size_t max, struct kr_err *err)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};

	if (poll(&p, 1, -1) < 0 && errno == EINTR)
		return 1;
	return kr_source_read_some(fd, max, &im->lines, err);
}

static int read_library(struct import *im, int fd, struct kr_err *err)
{
	int rc = 1;

	while (rc == 1) {
		rc = read_more(im, fd, KR_TAKEOUT_LINE_MAX + BATCH, err);
		if (rc >= 0 && (rc == 0 || im->lines.len >= BATCH) &&
		        put_lines(im, rc == 0, err) < 0)
			rc = err->code;
	}
	return rc;
}

/* The rest of a file of another program; its beginning is in lines. */
static int read_other(struct import *im, int fd, struct kr_err *err)
{
	char *worker = kr_locate_worker();
	struct kr_str out;
	size_t at = 0;
	int rc;

	kr_str_init(&out);
	do
		rc = read_more(im, fd, KR_WORKER_PAGE_MAX, err);
	while (rc == 1);
	if (rc == 0)
		rc = kr_converter_run(
		        worker, KR_MODE_IMPORT, im->lines.data, im->lines.len, &out, err);
	kr_str_clear(&im->lines);
	while (rc == 0 && at < out.len) {
		size_t n = out.len - at < BATCH ? out.len - at : BATCH;

		kr_str_add(&im->lines, out.data + at, n);
		at += n;
		rc = put_lines(im, at == out.len, err);
	}
	kr_str_fini(&out);
	free(worker);
	return rc;
}

static int import(struct import *im, int fd, struct kr_err *err)
{
	int rc = 1;

	while (rc == 1 && im->lines.len < 64)
		rc = read_more(im, fd, KR_WORKER_PAGE_MAX, err);
	if (rc < 0)
		return rc;
	return kr_takeout_is_one(im->lines.data, im->lines.len) ? read_library(im, fd, err)
	                                                        : read_other(im, fd, err);
}

static void report(const struct import *im)
{
	const struct kr_takeout_counts *c = &im->counts;
	const size_t skipped = c->skipped + c->skipped_before;

	printf(ngettext("imported %zu article (%zu with text)",
	               "imported %zu articles (%zu with text)", (unsigned long)c->articles),
	        c->articles, c->copies);
	printf(ngettext(", %zu subscription\n", ", %zu subscriptions\n",
	               (unsigned long)c->subscriptions),
	        c->subscriptions);
	if (skipped)
		printf(ngettext("left out: %zu entry without a usable address or text\n",
		               "left out: %zu entries without a usable address or text\n",
		               (unsigned long)skipped),
		        skipped);
	if (c->commands)
		printf(ngettext("not taken: %zu command\n", "not taken: %zu commands\n",
		               (unsigned long)c->commands),
		        c->commands);
	if (c->broken)
		puts(_("the file is damaged: what could be read of it was imported"));
	if (c->cut)
		puts(_("the file has more entries than kread imports"));
}

int kr_takeout_run_import(const char *path)
{
	struct import im = {.store = kr_headless_library()};
	struct kr_err err;
	int fd, rc;

	if (!im.store)
		return 1;
	kr_str_init(&im.lines);
	fd = rc = kr_source_open(path, false, &err);
	if (fd >= 0)
		rc = import(&im, fd, &err);
	kr_source_close(fd);
	if (im.shown)
		fputs("\r\033[K", stderr);
	if (rc < 0)
		kr_headless_complain(path, err.msg);
	if (rc >= 0 || im.counts.articles || im.counts.subscriptions)
		report(&im);
	kr_str_fini(&im.lines);
	kr_store_close(im.store);
	return rc < 0 || fflush(stdout) ? 1 : 0;
}
