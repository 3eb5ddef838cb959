#include "kread/base/intl.h"
#include "kread/base/budgets.h"
#include "kread/load/picture_client.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kread/base/clock.h"
#include "kread/base/log.h"
#include "kread/base/mem.h"
#include "kread/base/site.h"
#include "kread/net/net.h"
#include "kread/proto/frame.h"
#include "worker_process_priv.h"

enum {
	REAP_MS = 2,
	EXIT_WAIT_MS = 200,
	LATE_MS = 1000, /* a turn that comes later than this was delayed by no picture */
};

struct kr_picture_client {
	kr_picture_handler *handler;
	void *user;
	struct kr_worker_process proc;
	char *site;   /* an address of the site whose pictures the program has seen; NULL: none */
	uint32_t job; /* of the picture in work, or of the last one */
	bool busy, cancelled;
	struct kr_picture_ask ask;
	struct kr_str orphan;      /* the file of a picture that was cancelled before it was sent */
	const struct kr_str *file; /* NULL: it is sent */
	struct kr_str out;         /* to be written before more of the file */
	size_t out_at, file_at, chunk_end;
	struct kr_str in; /* read, not yet a whole frame */
	bool answered;
	struct kr_picture_answer answer;
	struct kr_str bits;
	int64_t deadline;
	int64_t turn; /* the last time that we looked */
};

static void forget(struct kr_picture_client *c)
{
	c->busy = c->answered = c->cancelled = false;
	c->file = NULL;
	kr_str_fini(&c->orphan);
	c->out_at = c->file_at = c->chunk_end = 0;
	kr_str_clear(&c->out);
	kr_str_fini(&c->bits);
}

static void drop(struct kr_picture_client *c)
{
	kr_worker_process_kill(&c->proc);
	kr_str_clear(&c->in);
	free(c->site);
	c->site = NULL;
}

static void fail(struct kr_picture_client *c, struct kr_err *err)
{
	const bool busy = c->busy, cancelled = c->cancelled;

	kr_log_write("picture: %s", err->msg);
	forget(c);
	if (busy)
		c->handler(c->user, NULL, NULL, cancelled ? NULL : err);
}

/* It broke the protocol or hangs. */
static void blame(struct kr_picture_client *c, const char *why)
{
	struct kr_err err;

	drop(c);
	kr_err_set(&err, KR_E_CRASH, "%s", gettext(why));
	fail(c, &err);
}

static void await_exit(struct kr_picture_client *c)
{
	struct kr_err err;
	int status;
	pid_t pid;

	kr_worker_process_hang_up(&c->proc);
	if (!c->proc.gone_at)
		c->proc.gone_at = kr_clock_ms();
	pid = waitpid(c->proc.pid, &status, WNOHANG);
	if (pid == c->proc.pid) {
		c->proc.pid = 0;
		kr_worker_process_explain(status, &err);
		drop(c);
		fail(c, &err);
	} else if (pid < 0 || kr_clock_ms() - c->proc.gone_at > EXIT_WAIT_MS) {
		blame(c, N_("the picture program closed its connection"));
	}
}

/* --- writing ------------------------------------------------------------------------------ */

static void add_frame(struct kr_picture_client *c)
{
	char head[KR_FRAME_HEADER];

	if (c->file_at < c->file->len) {
		const size_t left = c->file->len - c->file_at;
		const size_t n = left < KR_FRAME_MAX ? left : KR_FRAME_MAX;

		kr_frame_write_head(head, KR_FRAME_DATA, c->job, n);
		c->chunk_end += n;
	} else {
		kr_frame_write_head(head, KR_FRAME_END, c->job, 0);
		c->file = NULL;
	}
	kr_str_add(&c->out, head, sizeof head);
}

/* The next bytes to write; returns how many, 0 when everything is sent. */
static size_t next_bytes(struct kr_picture_client *c, const char **ret)
{
	if (c->out_at == c->out.len) {
		kr_str_clear(&c->out);
		c->out_at = 0;
	}
	if (!c->out.len && c->file && c->file_at == c->chunk_end)
		add_frame(c);
	if (c->out.len) {
		*ret = c->out.data + c->out_at;
		return c->out.len - c->out_at;
	}
	if (!c->file)
		return 0;
	*ret = c->file->data + c->file_at;
	return c->chunk_end - c->file_at;
}

static void write_some(struct kr_picture_client *c)
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
			c->file_at += (size_t)n;
	}
}

/* --- reading ------------------------------------------------------------------------------ */

static bool are_ok(const struct kr_picture_client *c)
{
	struct kr_picture_cell cell;

	if (c->ask.form == KR_PICTURE_SIXELS)
		return kr_picture_sixels_ok(c->bits.data, c->bits.len);

	for (size_t at = 0; at < c->bits.len; at += sizeof cell) {
		memcpy(&cell, c->bits.data + at, sizeof cell);
		if (!kr_picture_cell_ok(&cell, &c->ask))
			return false;
	}
	return true;
}

static const char *take_end(struct kr_picture_client *c)
{
	const struct kr_picture_answer answer = c->answer;
	const bool cancelled = c->cancelled;
	char *bits;

	if (c->bits.len != answer.size)
		return N_("the picture program sent too little");
	if (c->ask.form != KR_PICTURE_PIXELS && !are_ok(c))
		return N_("the picture program sent what may not be shown");
	bits = cancelled ? NULL : kr_str_take(&c->bits);
	forget(c);
	c->handler(c->user, cancelled ? NULL : &answer, bits, NULL);
	return NULL;
}

/* Process one frame. more: another one follows. Returns NULL or an error text. */
static const char *take_frame(
        struct kr_picture_client *c, const struct kr_frame *f, struct kr_slice p, bool more)
{
	struct kr_err err;

	if (!c->busy || f->job != c->job || c->file || c->out.len)
		return N_("the picture program answered to no request");
	if (f->type == KR_FRAME_FAIL && !c->answered) {
		kr_err_set(&err, KR_E_FORMAT, "%.*s", (int)(p.len < 200 ? p.len : 200), p.data);
		if (more)
			drop(c);
		fail(c, &err);
		return NULL;
	}
	if (f->type == KR_FRAME_PICTURE && !c->answered) {
		c->answered = true;
		return kr_picture_answer_parse(p.data, p.len, &c->ask, &c->answer, NULL) < 0
		               ? N_("the picture program sent wrong sizes")
		               : NULL;
	}
	if (f->type == KR_FRAME_DATA && c->answered && c->bits.len + p.len <= c->answer.size) {
		kr_str_add(&c->bits, p.data, p.len);
		return NULL;
	}
	if (f->type != KR_FRAME_DONE || !c->answered || p.len || more)
		return N_("the picture program sent an answer out of order");
	return take_end(c);
}

static void take_frames(struct kr_picture_client *c)
{
	size_t at = 0;

	for (;;) {
		struct kr_slice payload;
		struct kr_frame f;
		const uint32_t job = c->job;
		const char *wrong;
		long n = kr_frame_parse(c->in.data + at, c->in.len - at, &f, &payload, NULL);

		if (n == 0)
			break;
		wrong = n < 0 ? N_("the picture program sent garbage")
		              : take_frame(c, &f, payload, at + (size_t)n < c->in.len);
		if (wrong) {
			blame(c, wrong);
			return;
		}
		at += (size_t)n;
		if (!c->busy || c->job != job) { /* this was its last frame */
			kr_str_clear(&c->in);
			return;
		}
	}
	if (at < c->in.len)
		memmove(c->in.data, c->in.data + at, c->in.len - at);
	kr_str_cut(&c->in, c->in.len - at);
}

static void read_some(struct kr_picture_client *c)
{
	bool end;
	const size_t total = kr_worker_process_read(&c->proc, &c->in, &end);

	if (total)
		take_frames(c);
	else if (end)
		await_exit(c);
}

/* --- the interface ------------------------------------------------------------------------ */

struct kr_picture_client *kr_picture_client_open(
        const char *path, kr_picture_handler *handler, void *user)
{
	struct kr_picture_client *c = kr_mem_zalloc(1, sizeof *c);

	c->handler = handler;
	c->user = user;
	kr_worker_process_init(&c->proc, path);
	kr_str_init(&c->out);
	kr_str_init(&c->in);
	kr_str_init(&c->bits);
	kr_str_init(&c->orphan);
	return c;
}

void kr_picture_client_close(struct kr_picture_client *c)
{
	if (!c)
		return;
	kr_worker_process_fini(&c->proc);
	forget(c);
	kr_str_fini(&c->out);
	kr_str_fini(&c->in);
	free(c->site);
	free(c);
}

static int start(struct kr_picture_client *c, struct kr_err *err)
{
	if (c->proc.pid &&
	        (c->proc.gone_at || !kr_worker_process_allow(&c->proc, KR_PICTURE_MS / 1000)))
		drop(c);
	if (!c->proc.pid) {
		if (kr_worker_process_start(&c->proc, err) < 0)
			return KR_E_SYS;
		kr_log_write("picture program %ld started", (long)c->proc.pid);
	}
	return 0;
}

int kr_picture_client_send(struct kr_picture_client *c, const char *url,
        const struct kr_picture_ask *ask, const struct kr_str *file, struct kr_err *err)
{
	assert(!c->busy);
	if (file->len > KR_PICTURE_FILE_MAX)
		return kr_err_set(err, KR_E_LIMIT, "the picture is larger than %d MB",
		        KR_PICTURE_FILE_MAX >> 20);
	/* files and standard input are no sites */
	if (c->site && !kr_str_eq(c->site, url) && !kr_site_same(c->site, url))
		drop(c);
	if (start(c, err) < 0)
		return KR_E_SYS;
	if (!c->site)
		c->site = kr_mem_strdup(url);
	c->ask = *ask;
	c->ask.size = (uint32_t)file->len;
	c->ask.seconds = KR_PICTURE_MS / 1000 + 2;
	c->file = file;
	c->busy = true;
	c->turn = kr_clock_ms();
	c->deadline = c->turn + KR_PICTURE_MS;
	kr_frame_add(&c->out, KR_FRAME_ASK, ++c->job, &c->ask, sizeof c->ask);
	write_some(c);
	return 0;
}

bool kr_picture_client_is_idle(const struct kr_picture_client *c)
{
	return !c->busy;
}

void kr_picture_client_cancel(struct kr_picture_client *c, struct kr_str *file)
{
	if (c->file && !c->cancelled) {
		c->orphan = *file;
		kr_str_init(file);
		c->file = &c->orphan;
	}
	c->cancelled = c->busy;
}

int kr_picture_client_fd(const struct kr_picture_client *c)
{
	return c->proc.fd;
}

int kr_picture_client_events(const struct kr_picture_client *c)
{
	return c->out.len > c->out_at || c->file ? KR_NET_READ | KR_NET_WRITE : KR_NET_READ;
}

int kr_picture_client_timeout(const struct kr_picture_client *c)
{
	const int64_t left = c->deadline - kr_clock_ms();

	if (c->proc.gone_at || c->proc.ndying)
		return REAP_MS;
	if (!c->busy)
		return -1;
	return left < 0 ? 0 : (int)left;
}

/* We look again at the deadline at the latest, unless kread is suspended. */
static void allow_for_pause(struct kr_picture_client *c)
{
	const int64_t now = kr_clock_ms();

	if (c->busy && now > c->deadline + LATE_MS)
		c->deadline += now - c->turn;
	c->turn = now;
}

void kr_picture_client_pump(struct kr_picture_client *c, int revents)
{
	kr_worker_process_reap(&c->proc);
	if (!c->proc.pid)
		return;
	if (c->proc.fd < 0) {
		await_exit(c);
		return;
	}
	if (revents & KR_NET_WRITE)
		write_some(c);
	allow_for_pause(c);
	if (revents)
		read_some(c);
	if (c->busy && kr_clock_ms() >= c->deadline)
		blame(c, N_("the picture took too long"));
}
