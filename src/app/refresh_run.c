/* kread --refresh: all subscriptions, without a screen. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "kread/app/headless.h"
#include "kread/app/refresh.h"
#include "kread/app/signals.h"
#include "kread/base/intl.h"
#include "kread/load/worker_client.h"

enum {
	EXIT_USAGE = 2,
	LOCK_WAIT_MS = 10000, /* nobody waits for this program: another one may take its time */
};

static void report(void *user, const struct kr_refresh_event *ev)
{
	(void)user;
	if (ev->problem)
		kr_headless_complain(ev->title, ev->problem);
}

/* The signal that is to end it, or 0. */
static int read_signals(void)
{
	for (int sig; (sig = kr_signals_next());) {
		if (sig == SIGTSTP)
			kr_signals_stop();
		else if (sig == SIGINT || sig == SIGTERM || sig == SIGHUP)
			return sig;
	}
	return 0;
}

/* The signal that ended it, 0, or an error. */
static int wait_all(struct kr_refresh *r, struct kr_net *net, struct kr_loader *loader, int signals,
        struct kr_err *err)
{
	int rc = 0, sig = 0;

	while (rc == 0 && !sig && kr_refresh_is_busy(r)) {
		struct kr_net_fd fds[1 + KR_LOAD_FDS] = {{.fd = signals, .events = KR_NET_READ}};
		int n = kr_load_fds(loader, fds + 1), until = kr_load_timeout(loader),
		    next = kr_refresh_timeout(r);

		if (until < 0 || (next >= 0 && next < until))
			until = next;
		rc = kr_net_wait(net, fds, 1 + n, until, err);
		kr_load_pump(loader, fds + 1, n);
		kr_refresh_pump(r);
		sig = read_signals();
	}
	if (sig)
		kr_refresh_cancel(r);
	return rc < 0 ? rc : sig;
}

static int summarize(const struct kr_refresh_totals *t)
{
	if (t->cancelled)
		printf(_("cancelled after %zu of "), t->done);
	printf(ngettext("%zu subscription", "%zu subscriptions", (unsigned long)t->total),
	        t->total);
	printf(ngettext(": %lld new article", ": %lld new articles", (unsigned long)t->fresh),
	        (long long)t->fresh);
	printf(_(", %zu unchanged, %zu failed"), t->unchanged, t->failed);
	if (t->waiting)
		printf(_("; %zu left out after failures"), t->waiting);
	putchar('\n');
	if (fflush(stdout) == 0)
		return 0;
	kr_headless_complain(_("standard output: cannot write"), strerror(errno));
	return -1;
}

static int refresh(struct kr_store *store, struct kr_net *net)
{
	char *worker = kr_locate_worker();
	/* most feeds are in UTF-8, and each site gets a worker of its own: it shall start fast */
	struct kr_loader *loader = kr_load_open(net, worker, false);
	struct kr_refresh *r = kr_refresh_new(store, loader, report, NULL);
	struct kr_refresh_totals t;
	struct kr_err err;
	int signals = kr_signals_open(&err), rc = signals < 0 ? signals : 0;

	if (rc == 0)
		rc = kr_refresh_start(r, 0, 0, &err);
	if (rc == 0)
		rc = wait_all(r, net, loader, signals, &err);
	if (rc < 0)
		kr_headless_complain(NULL, err.msg);
	t = kr_refresh_totals(r);
	kr_refresh_free(r);
	kr_load_close(loader);
	free(worker);
	if (signals >= 0)
		kr_signals_close();
	if (summarize(&t) < 0 || rc < 0)
		return 1;
	return t.cancelled ? 128 + rc : t.failed ? 1 : 0;
}

static int refresh_with_session(struct kr_store *store, const struct kr_refresh_opts *opts)
{
	struct kr_net *net = kr_net_open(&opts->net);
	int status =
	        kr_headless_session(net, &opts->session) < 0 ? EXIT_USAGE : refresh(store, net);

	kr_headless_session_end(net);
	kr_net_close(net);
	return status;
}

int kr_refresh_run(const struct kr_refresh_opts *opts)
{
	struct kr_store *store = NULL;
	int status = 1;

	signal(SIGPIPE, SIG_IGN);
	if (kr_worker_client_risk())
		kr_headless_complain(NULL, kr_worker_client_risk());
	if (opts->session.private)
		kr_headless_complain("--refresh", _("a private run has no library"));
	else
		store = kr_headless_library();
	if (store) {
		kr_store_set_wait(store, LOCK_WAIT_MS);
		status = refresh_with_session(store, opts);
	}
	kr_store_close(store);
	return status;
}
