#include "kread/load/load.h"

#include <stdlib.h>

#include "kread/base/mem.h"
#include "load_priv.h"

struct kr_loader *kr_load_open(struct kr_net *net, const char *worker, bool warm)
{
	struct kr_loader *l = kr_mem_zalloc(1, sizeof *l);

	l->net = net;
	l->client = kr_worker_client_open(worker, warm, kr_load_steps_on_worker, l);
	kr_str_init(&l->input);
	return l;
}

void kr_load_close(struct kr_loader *l)
{
	if (!l)
		return;
	while (l->loads)
		kr_load_cancel(l, l->loads->id);
	kr_worker_client_close(l->client);
	kr_str_fini(&l->input);
	free(l);
}

int kr_load_prepare(struct kr_loader *l, struct kr_err *err)
{
	return kr_worker_client_start(l->client, NULL, err);
}

uint32_t kr_load_start(
        struct kr_loader *l, const struct kr_load_request *request, struct kr_err *err)
{
	struct kr_load *p = kr_load_state_new(l, request);

	if (kr_load_steps_begin(p, request, err) == 0)
		return p->id;
	kr_load_state_unlink(p);
	kr_load_state_free(p);
	return 0;
}

bool kr_load_cancel(struct kr_loader *l, uint32_t id)
{
	struct kr_load *p = kr_load_state_find(l, id);

	if (!p)
		return false;
	if (p->fetch)
		kr_net_cancel(p->fetch);
	if (l->parsing == p)
		kr_worker_client_cancel(l->client);
	kr_load_state_unlink(p);
	kr_load_state_free(p);
	return true;
}

static enum kr_load_phase phase(const struct kr_load *p)
{
	if (p->complete)
		return KR_PHASE_JOIN;
	if (p->shown)
		return KR_PHASE_GROW;
	if (p->stage == KR_STAGE_FETCH)
		return KR_PHASE_FETCH;
	return p->stage == KR_STAGE_OPEN || p->stage == KR_STAGE_READ ? KR_PHASE_READ
	                                                              : KR_PHASE_PARSE;
}

struct kr_load_progress kr_load_progress(const struct kr_loader *l, uint32_t id)
{
	const struct kr_load *p = kr_load_state_find(l, id);
	struct kr_load_progress pr = {.phase = KR_PHASE_NONE};

	if (!p)
		return pr;
	pr.phase = phase(p);
	pr.url = p->page.url;
	pr.bytes = p->page.body.len;
	if (p->fetch)
		pr.fetch = kr_fetch_progress_of(p->fetch);
	if (p->complete)
		pr.part = p->join->urls.n + 1;
	return pr;
}

int kr_load_fds(struct kr_loader *l, struct kr_net_fd *ret)
{
	int n = 0;

	if (kr_worker_client_fd(l->client) >= 0)
		ret[n++] = (struct kr_net_fd){.fd = kr_worker_client_fd(l->client),
		        .events = kr_worker_client_events(l->client)};
	for (struct kr_load *p = l->loads; p; p = p->next) {
		p->polled = p->stage == KR_STAGE_READ;
		if (p->polled)
			ret[n++] = (struct kr_net_fd){.fd = p->file, .events = KR_NET_READ};
	}
	return n;
}

/* Whether there is work that needs no event. */
static bool is_ready(const struct kr_loader *l)
{
	for (const struct kr_load *p = l->loads; p; p = p->next)
		if (p->stage == KR_STAGE_JOIN || (p->stage == KR_STAGE_WAIT && !l->parsing) ||
		        (p->stage == KR_STAGE_OPEN && kr_load_state_reading(l) < KR_LOAD_FILES))
			return true;
	return false;
}

int kr_load_timeout(const struct kr_loader *l)
{
	return is_ready(l) ? 0 : kr_worker_client_timeout(l->client);
}

static int revents(const struct kr_net_fd *fds, int n, int fd)
{
	for (int i = 0; i < n; i++)
		if (fds[i].fd == fd)
			return fds[i].revents;
	return 0;
}

static struct kr_load *next_readable(const struct kr_loader *l, const struct kr_net_fd *fds, int n)
{
	for (struct kr_load *p = l->loads; p; p = p->next)
		if (p->stage == KR_STAGE_READ && p->polled && revents(fds, n, p->file))
			return p;
	return NULL;
}

static struct kr_load *next_in(const struct kr_loader *l, enum kr_load_stage stage)
{
	struct kr_load *p = l->loads;

	while (p && p->stage != stage)
		p = p->next;
	return p;
}

static struct kr_load *next_waiting(const struct kr_loader *l)
{
	struct kr_load *next = NULL;

	for (struct kr_load *p = l->loads; p; p = p->next)
		if (p->stage == KR_STAGE_WAIT && (!next || p->ticket < next->ticket))
			next = p;
	return next;
}

void kr_load_pump(struct kr_loader *l, const struct kr_net_fd *fds, int n)
{
	struct kr_load *p;
	struct kr_err err;

	/* even without a socket: the exit status of a process may be awaited */
	kr_worker_client_pump(l->client, revents(fds, n, kr_worker_client_fd(l->client)));
	while ((p = next_readable(l, fds, n))) {
		p->polled = false;
		kr_load_steps_read(p);
	}
	while (kr_load_state_reading(l) < KR_LOAD_FILES && (p = next_in(l, KR_STAGE_OPEN)))
		if (kr_load_steps_open(p, &err) < 0)
			kr_load_steps_fail(p, NULL, &err);
	while ((p = next_in(l, KR_STAGE_JOIN)))
		kr_load_steps_join(p);
	while (!l->parsing && (p = next_waiting(l)))
		kr_load_steps_send(p);
}
