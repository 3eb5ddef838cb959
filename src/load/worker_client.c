#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "worker_process_priv.h"
#include "kread/base/budgets.h"
#include "kread/base/intl.h"
#include "kread/load/worker_client.h"
#include "kread/proto/frame.h"
#include "kread/base/clock.h"
#include "kread/base/log.h"
#include "kread/base/mem.h"
#include "kread/base/site.h"
#include "kread/base/url.h"
#include "kread/base/utf8.h"
#include "kread/doc/json.h"
#include "kread/net/net.h"

enum {
	CHUNK = 1 << 20,    /* bytes of page in one frame */
	REAP_MS = 2,        /* between looks for a process that is about to exit */
	EXIT_WAIT_MS = 200, /* between the end of file and the exit of the process */
	LATE_MS = 1000,     /* a turn that comes later than this was delayed by no worker */
};

enum state {
	IDLE,
	ASKED,  /* no DOC yet */
	LISTS,  /* DOC came, but no blocks yet: more of its lists may come */
	BLOCKS, /* the handler has the doc; MORE or DONE is next */
};

struct kr_worker_client {
	kr_worker_handler *handler;
	void *user;
	int limit_ms;
	bool warm; /* all workers get HELLO at once, with KR_WORKER_WARM */
	struct kr_worker_process proc;
	bool greeted, plain;
	char *site; /* an address of the site whose pages the process has seen; NULL: none yet */
	/* the page */
	enum state state;
	uint32_t job;
	uint32_t serial;    /* changes with the page in work, which a handler may change */
	struct kr_str head; /* payload of PAGE */
	struct kr_str out;  /* to be written before more of the body */
	size_t out_at;
	struct kr_str body;
	size_t body_at, chunk_end;
	bool ended, retried;
	struct kr_str in; /* read, not yet a whole frame */
	size_t received;
	bool early, early_came; /* EARLY was asked for, and is here */
	struct kr_doc *doc;     /* from BLOCKS on owned by the handler */
	int64_t deadline;
	int64_t turn; /* the last time that we looked */
	int allowed_ms;
};

const char *kr_worker_client_risk(void)
{
#ifdef KR_FILTERED
	return NULL;
#else
	return _(
	        "no sandbox: this build has no libseccomp, so a hostile page that finds a fault in "
	        "the parser can do what you can do");
#endif
}

/* --- the process -------------------------------------------------------------------------- */

static void drop_worker(struct kr_worker_client *c)
{
	kr_worker_process_kill(&c->proc);
	kr_str_clear(&c->in);
	free(c->site);
	c->site = NULL;
}

/* Pages that are not from the web, such as files, are one site. */
static bool is_same_site(const char *a, const char *b)
{
	return kr_url_is_web(a) && kr_url_is_web(b) ? kr_site_same(a, b)
	                                            : kr_url_is_web(a) == kr_url_is_web(b);
}

/* What a page does to the worker must not reach the pages of another site. */
static void drop_foreign_worker(struct kr_worker_client *c, const char *url)
{
	if (c->proc.pid && c->site && !is_same_site(c->site, url))
		drop_worker(c);
}

static int start(struct kr_worker_client *c, struct kr_err *err)
{
	/* the last one may have died before it got what was for it */
	kr_str_clear(&c->out);
	c->out_at = 0;
	if (kr_worker_process_start(&c->proc, err) < 0)
		return KR_E_SYS;
	c->greeted = false;
	kr_log_write("worker %ld started", (long)c->proc.pid);
	if (kr_worker_client_risk())
		kr_log_write("%s", kr_worker_client_risk());
	return 0;
}

static void greet(struct kr_worker_client *c, bool plain)
{
	const char hello = plain ? KR_WORKER_PLAIN : KR_WORKER_WARM;

	if (c->greeted)
		return;
	kr_frame_add(&c->out, KR_FRAME_HELLO, 0, &hello, 1);
	c->greeted = true;
	c->plain = plain;
}

/* --- the page ----------------------------------------------------------------------------- */

static void forget_page(struct kr_worker_client *c)
{
	kr_worker_process_allow(&c->proc, KR_WORKER_IDLE_SECONDS);
	if (c->state == LISTS)
		kr_doc_free(c->doc);
	c->state = IDLE;
	c->serial++;
	c->doc = NULL;
	kr_str_fini(&c->head);
	kr_str_fini(&c->body);
	kr_str_fini(&c->out);
	kr_str_fini(&c->in);
	c->out_at = c->body_at = c->chunk_end = c->received = 0;
}

static void emit(
        struct kr_worker_client *c, enum kr_worker_event_type type, const struct kr_err *err)
{
	const struct kr_worker_event ev = {type, c->job, c->doc, err};

	c->handler(c->user, &ev);
}

static void fail_page(struct kr_worker_client *c, struct kr_err *err)
{
	kr_err_prefix(err, "the page could not be read");
	kr_log_write("%s", err->msg);
	forget_page(c);
	emit(c, KR_WORKER_FAIL, err);
}

/* The worker broke the protocol or hangs: kill it, and fail the page in work. */
static void kill_worker(struct kr_worker_client *c, const char *why)
{
	struct kr_err err;

	drop_worker(c);
	if (c->state == IDLE) {
		kr_log_write("worker killed: %s", why);
		return;
	}
	kr_err_set(&err, KR_E_CRASH, "%s", gettext(why));
	fail_page(c, &err);
}

static void start_page(struct kr_worker_client *c)
{
	kr_frame_add(&c->out, KR_FRAME_PAGE, c->job, c->head.data, c->head.len);
	c->body_at = c->chunk_end = 0;
	c->ended = false;
	c->state = ASKED;
}

/* Handle the exit of the worker, which is reaped. Retry once if it died before it received the
 * whole page, perhaps long ago; otherwise blame the page. */
static void on_worker_exit(struct kr_worker_client *c, int status)
{
	struct kr_err err;

	c->proc.pid = 0;
	c->proc.gone_at = 0;
	kr_str_clear(&c->in);
	if (c->state == IDLE) {
		kr_log_write("worker died, status %d", status);
		return;
	}
	kr_worker_process_explain(status, &err);
	if (c->state == ASKED && !c->ended && !c->retried && !c->early_came) {
		c->retried = true;
		if (start(c, &err) == 0) {
			greet(c, c->plain);
			start_page(c);
			return;
		}
	}
	fail_page(c, &err);
}

/* The other end is closed. The exit status says why, but may come a moment later. */
static void await_exit(struct kr_worker_client *c)
{
	int status;
	pid_t pid;

	kr_worker_process_hang_up(&c->proc);
	if (!c->proc.gone_at)
		c->proc.gone_at = kr_clock_ms();
	pid = waitpid(c->proc.pid, &status, WNOHANG);
	if (pid == c->proc.pid)
		on_worker_exit(c, status);
	else if (pid < 0 || kr_clock_ms() - c->proc.gone_at > EXIT_WAIT_MS)
		kill_worker(c, N_("the parser closed its connection"));
}

/* --- writing ------------------------------------------------------------------------------ */

/* The next bytes to write; returns how many, 0 when everything is sent. */
static size_t next_bytes(struct kr_worker_client *c, const char **ret)
{
	char head[KR_FRAME_HEADER];

	if (c->out_at == c->out.len) {
		kr_str_clear(&c->out);
		c->out_at = 0;
	}
	if (!c->out.len && c->state == ASKED && c->body_at == c->chunk_end && !c->ended) {
		if (c->body_at < c->body.len) {
			size_t n =
			        c->body.len - c->body_at < CHUNK ? c->body.len - c->body_at : CHUNK;

			kr_frame_write_head(head, KR_FRAME_DATA, c->job, n);
			c->chunk_end += n;
		} else {
			kr_frame_write_head(head, KR_FRAME_END, c->job, 0);
			kr_str_fini(&c->body);
			c->body_at = c->chunk_end = 0;
			c->ended = true;
		}
		kr_str_add(&c->out, head, sizeof head);
	}
	if (c->out.len) {
		*ret = c->out.data + c->out_at;
		return c->out.len - c->out_at;
	}
	*ret = c->body.data + c->body_at;
	return c->chunk_end - c->body_at;
}

/* Write until all is sent, the socket is full or the other end is closed. */
static void write_some(struct kr_worker_client *c)
{
	const char *data;
	size_t len;

	while ((len = next_bytes(c, &data)) > 0) {
		ssize_t n = send(c->proc.fd, data, len, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return;
		if (c->out.len)
			c->out_at += (size_t)n;
		else
			c->body_at += (size_t)n;
	}
}

/* --- reading ------------------------------------------------------------------------------ */

/* The handler gets the doc once its lists are complete. */
static void hand_over(struct kr_worker_client *c)
{
	c->state = BLOCKS;
	emit(c, KR_WORKER_DOC, NULL);
}

static const char *take_early(struct kr_worker_client *c, struct kr_slice p)
{
	struct kr_doc *doc;
	const uint32_t serial = c->serial;

	if (!c->early || c->early_came || kr_json_read_head(p.data, p.len, &doc, NULL) < 0)
		return N_("the parser sent an unreadable reply");
	c->early_came = true;
	c->doc = doc;
	emit(c, KR_WORKER_EARLY_DOC, NULL);
	if (c->serial == serial)
		c->doc = NULL;
	return NULL;
}

static const char *take_piece(struct kr_worker_client *c, bool first, struct kr_slice p)
{
	int rc = first ? kr_json_read_head(p.data, p.len, &c->doc, NULL)
	               : kr_json_read_more(c->doc, p.data, p.len, NULL);

	if (rc < 0)
		return N_("the parser sent an unreadable reply");
	if (first)
		c->state = LISTS;
	if (c->state == BLOCKS)
		emit(c, KR_WORKER_MORE, NULL);
	else if (c->doc->nblocks)
		hand_over(c);
	return NULL;
}

static void take_end(struct kr_worker_client *c)
{
	const uint32_t serial = c->serial;
	struct kr_doc *doc = c->doc;

	if (c->state == LISTS)
		hand_over(c);
	if (c->serial != serial)
		return;
	forget_page(c);
	c->doc = doc;
	emit(c, KR_WORKER_DONE, NULL);
	c->doc = NULL;
}

/* Process one reply frame. Returns NULL or an error text. The page in work may be another one
 * afterwards. */
static const char *take_frame(
        struct kr_worker_client *c, const struct kr_frame *f, struct kr_slice p)
{
	const bool first = c->state == ASKED;
	struct kr_err err;

	if (c->state == IDLE || f->job != c->job)
		return N_("the parser sent a reply to no request");
	if (f->type == KR_FRAME_EARLY && first)
		return take_early(c, p);
	if (!c->ended || c->out.len)
		return N_("the parser sent a reply to no request");
	if (f->type == KR_FRAME_FAIL) {
		kr_err_set(&err, KR_E_FORMAT, "%.*s", (int)(p.len < 400 ? p.len : 400), p.data);
		fail_page(c, &err);
		return NULL;
	}
	if (f->type == (first ? KR_FRAME_DOC : KR_FRAME_MORE))
		return take_piece(c, first, p);
	if (f->type != KR_FRAME_DONE || first || p.len)
		return N_("the parser sent a reply out of order");
	take_end(c);
	return NULL;
}

static void take_frames(struct kr_worker_client *c)
{
	uint32_t serial = c->serial;
	size_t at = 0;

	for (;;) {
		const char *wrong = NULL;
		struct kr_slice payload;
		struct kr_frame f;
		long n = kr_frame_parse(c->in.data + at, c->in.len - at, &f, &payload, NULL);

		if (n == 0)
			break;
		if (n < 0)
			wrong = n == KR_E_LIMIT ? N_("the reply of the parser is too large")
			                        : N_("the parser sent garbage");
		else if (f.type == KR_FRAME_DONE && at + (size_t)n < c->in.len)
			wrong = N_("the parser sent more than one reply");
		else
			wrong = take_frame(c, &f, payload);
		if (wrong) {
			kill_worker(c, wrong);
			return;
		}
		if (c->serial != serial)
			return;
		at += (size_t)n;
	}
	memmove(c->in.data, c->in.data + at, c->in.len - at);
	kr_str_cut(&c->in, c->in.len - at);
}

static void read_some(struct kr_worker_client *c)
{
	bool end;
	const size_t total = kr_worker_process_read(&c->proc, &c->in, &end);

	c->received += total;
	if (c->received > KR_WORKER_REPLY_MAX)
		kill_worker(c, N_("the reply of the parser is too large"));
	else if (total)
		take_frames(c);
	else if (end)
		await_exit(c);
}

/* We look again at the deadline at the latest, unless kread is suspended. Its own pauses do not
 * count. */
static void allow_for_pause(struct kr_worker_client *c)
{
	const int64_t now = kr_clock_ms();

	if (c->state != IDLE && now > c->deadline + LATE_MS)
		c->deadline += now - c->turn;
	c->turn = now;
}

static void check_deadline(struct kr_worker_client *c)
{
	char why[160];

	if (c->state == IDLE || kr_clock_ms() < c->deadline)
		return;
	snprintf(why, sizeof why, _("the parser took longer than %.3g s"), c->allowed_ms / 1000.0);
	kill_worker(c, why);
}

/* --- the interface ------------------------------------------------------------------------ */

struct kr_worker_client *kr_worker_client_open(
        const char *path, bool warm, kr_worker_handler *handler, void *user)
{
	struct kr_worker_client *c = kr_mem_zalloc(1, sizeof *c);

	c->warm = warm;
	c->handler = handler;
	c->user = user;
	c->limit_ms = KR_WORKER_PAGE_MS;
	kr_worker_process_init(&c->proc, path);
	kr_str_init(&c->head);
	kr_str_init(&c->out);
	kr_str_init(&c->body);
	kr_str_init(&c->in);
	return c;
}

void kr_worker_client_close(struct kr_worker_client *c)
{
	if (!c)
		return;
	forget_page(c);
	kr_worker_process_fini(&c->proc);
	free(c->site);
	free(c);
}

void kr_worker_client_set_limit(struct kr_worker_client *c, int ms)
{
	c->limit_ms = ms;
}

int kr_worker_client_start(struct kr_worker_client *c, const char *url, struct kr_err *err)
{
	if (c->state == IDLE)
		drop_foreign_worker(c, url);
	if (c->proc.pid)
		return 0;
	if (start(c, err) < 0)
		return KR_E_SYS;
	if (c->warm) {
		greet(c, false);
		write_some(c);
	}
	return 0;
}

long kr_worker_client_pid(const struct kr_worker_client *c)
{
	return c->proc.pid;
}

/* UTF-8 and ASCII need no iconv converter. ISO-2022-JP looks like ASCII with escapes. */
static bool is_plain(const struct kr_request *request, const struct kr_str *body)
{
	return !request->charset && kr_utf8_valid(body->data, body->len) &&
	       !memchr(body->data, 0x1b, body->len);
}

static void set_page(struct kr_worker_client *c, uint32_t job, const struct kr_request *request,
        struct kr_str *body)
{
	struct kr_request rq = *request;

	c->turn = kr_clock_ms();
	c->deadline = c->turn + c->allowed_ms;
	free(c->site);
	c->site = kr_mem_strdup(rq.url ? rq.url : "");
	c->job = job;
	c->serial++;
	c->retried = false;
	c->early = rq.early;
	c->early_came = false;
	rq.size = body->len;
	rq.seconds = (unsigned)(c->allowed_ms / 1000 + 2);
	kr_request_write(&rq, &c->head);
	c->body = *body;
	kr_str_init(body);
}

/* It has read pages, and has no time left for this one. */
static bool is_used_up(const struct kr_worker_client *c)
{
	return c->site && !kr_worker_process_allow(&c->proc, c->allowed_ms / 1000 + 2);
}

int kr_worker_client_send(struct kr_worker_client *c, uint32_t job,
        const struct kr_request *request, struct kr_str *body, struct kr_err *err)
{
	bool plain = !c->warm && is_plain(request, body);
	kr_worker_client_cancel(c);
	if (body->len > KR_WORKER_PAGE_MAX) {
		kr_str_fini(body);
		return kr_err_set(
		        err, KR_E_LIMIT, "the page is larger than %d MB", KR_WORKER_PAGE_MAX >> 20);
	}
	c->allowed_ms = c->limit_ms + (int)(body->len >> 10) * KR_WORKER_MIB_MS / 1024;
	drop_foreign_worker(c, request->url);
	if (c->proc.pid && (c->proc.gone_at || (c->greeted && c->plain && !plain) || is_used_up(c)))
		drop_worker(c);
	if (!c->proc.pid && start(c, err) < 0) {
		kr_str_fini(body);
		return KR_E_SYS;
	}
	set_page(c, job, request, body);
	greet(c, plain);
	start_page(c);
	write_some(c); /* pump notices if the worker has died */
	return 0;
}

void kr_worker_client_cancel(struct kr_worker_client *c)
{
	if (c->state == IDLE)
		return;
	drop_worker(c);
	forget_page(c);
}

int kr_worker_client_fd(const struct kr_worker_client *c)
{
	return c->proc.fd;
}

int kr_worker_client_events(const struct kr_worker_client *c)
{
	bool writing = c->out.len > c->out_at || (c->state == ASKED && !c->ended);

	return c->proc.fd < 0 ? 0 : writing ? KR_NET_READ | KR_NET_WRITE : KR_NET_READ;
}

int kr_worker_client_timeout(const struct kr_worker_client *c)
{
	int64_t left = c->deadline - kr_clock_ms();

	if (c->proc.gone_at || c->proc.ndying)
		return REAP_MS;
	if (c->state == IDLE)
		return -1;
	return left < 0 ? 0 : left > 3600000 ? 3600000 : (int)left;
}

void kr_worker_client_pump(struct kr_worker_client *c, int revents)
{
	kr_worker_process_reap(&c->proc);
	if (!c->proc.pid)
		return;
	if (c->proc.fd < 0) {
		await_exit(c);
		return;
	}
	if (revents & KR_NET_WRITE)
		write_some(c); /* if the other end is closed, reading says so */
	allow_for_pause(c);
	read_some(c);
	check_deadline(c);
}
