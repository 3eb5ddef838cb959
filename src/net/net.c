#include "cookie_priv.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "kread/base/budgets.h"
#include "kread/base/clock.h"
#include "kread/base/mem.h"
#include "kread/base/utf8.h"

/* Many sites refuse a User-Agent that does not start as those of browsers do; the rest is honest.
 */
static const char agent[] =
        "Mozilla/5.0 (compatible; kread/" KREAD_VERSION "; terminal news reader)";
static const char accept_types[] =
        "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5";

/* A value for a header: one line, even if the configuration has several. */
static char *header_value(const char *value)
{
	struct kr_str s;

	kr_str_init(&s);
	kr_utf8_clean(&s, value, strlen(value), KR_UTF8_LINE);
	return kr_str_take(&s);
}

static char *environment_language(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	struct kr_str s;

	kr_str_init(&s);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!kr_str_empty(getenv(names[i]))) {
			kr_wire_language(getenv(names[i]), &s);
			break;
		}
	return kr_str_take(&s);
}

struct kr_net *kr_net_open(const struct kr_net_opts *opts)
{
	static const struct kr_net_opts defaults = {0};
	const struct kr_net_opts *o = opts ? opts : &defaults;
	struct kr_net *net = kr_mem_zalloc(1, sizeof *net);

	net->user_agent = header_value(o->user_agent ? o->user_agent : agent);
	net->accept_language =
	        o->accept_language ? header_value(o->accept_language) : environment_language();
	net->proxy = kr_mem_strdup(o->proxy);
	net->ca_file = kr_mem_strdup(o->ca_file);
	net->connect_s = o->connect_timeout_s > 0 ? o->connect_timeout_s : 10;
	net->stall_s = o->stall_timeout_s > 0 ? o->stall_timeout_s : 15;
	net->total_s = o->total_timeout_s > 0 ? o->total_timeout_s : 60;
	net->max_bytes = o->max_bytes > 0 ? o->max_bytes : 32 << 20;
	return net;
}

void kr_net_close(struct kr_net *net)
{
	if (!net)
		return;
	while (net->fetches)
		kr_net_cancel(net->fetches);
	kr_jar_free(net);
	kr_cookies_free(net);
	if (net->curl)
		net->curl->slist_free_all(net->headers);
	if (net->multi)
		net->curl->multi_cleanup(net->multi);
	if (net->share)
		net->curl->share_cleanup(net->share);
	kr_login_free_all(net);
	kr_reach_free(net);
	free(net->user_agent);
	free(net->accept_language);
	free(net->proxy);
	free(net->ca_file);
	free(net->ca_dir);
	free(net->curl);
	free(net);
}

static void add_header(struct kr_net *net, const char *line)
{
	struct curl_slist *longer = net->curl->slist_append(net->headers, line);

	if (longer)
		net->headers = longer;
}

static int start_curl(struct kr_net *net, struct kr_err *err)
{
	struct kr_str line;

	if (net->multi)
		return 0;
	if (!net->curl && kr_curl_load(&net->curl, err) < 0)
		return KR_E_NET;
	if (net->curl->global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return kr_err_set(err, KR_E_NET, "cannot start libcurl");
	net->share = net->curl->share_init();
	net->multi = net->curl->multi_init();
	if (!net->share || !net->multi)
		return kr_err_set(err, KR_E_NET, "cannot start libcurl");
	net->curl->share_setopt(net->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
	net->curl->share_setopt(net->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
#if LIBCURL_VERSION_NUM >= 0x081400
	net->curl->multi_setopt(net->multi, CURLMOPT_QUICK_EXIT, 1L);
#endif
	kr_authorities_init(net);
	add_header(net, accept_types);
	add_header(net, "Accept-Encoding: gzip, deflate, br"); /* see decode.c */
	kr_str_init(&line);
	kr_str_addf(&line, "Accept-Language: %s", net->accept_language);
	if (!kr_str_empty(net->accept_language))
		add_header(net, line.data);
	kr_str_fini(&line);
	kr_jar_start(net);
	return 0;
}

struct kr_fetch *kr_net_fetch(struct kr_net *net, const struct kr_fetch_request *request,
        kr_fetch_done *done, void *user, struct kr_err *err)
{
	struct kr_fetch *f;

	if (start_curl(net, err) < 0)
		return NULL;
	f = kr_fetch_new(net, request, err);
	if (!f)
		return NULL;
	f->done = done;
	f->user = user;
	f->next = net->fetches;
	if (f->next)
		f->next->prev = f;
	net->fetches = f;
	return f;
}

static void unlink_fetch(struct kr_fetch *f)
{
	if (f->prev)
		f->prev->next = f->next;
	else
		f->net->fetches = f->next;
	if (f->next)
		f->next->prev = f->prev;
	f->prev = f->next = NULL;
}

void kr_net_cancel(struct kr_fetch *f)
{
	assert(f->done); /* not from its own callback */
	if (f->set_cookie && !f->insecure_host)
		kr_jar_mark(f->net);
	unlink_fetch(f);
	kr_fetch_free(f);
}

static void conclude(struct kr_fetch *f, CURLcode code)
{
	struct kr_fetch_result res;
	struct kr_err err = {0};
	kr_fetch_done *done = f->done;

	if (kr_fetch_next(f, code, &res, &err))
		return;
	unlink_fetch(f);
	f->done = NULL;
	done(f->user, f, res.body ? &res : NULL, err.code ? &err : NULL);
	if (f->set_cookie && !f->insecure_host)
		kr_jar_note(f->net);
	kr_fetch_free(f);
}

static void finish(struct kr_fetch *f, CURLcode code)
{
	kr_fetch_stop(f);
	if (!kr_fetch_is_coded(f, code))
		conclude(f, code);
}

/* Decode what came in. Returns the number of fetches that ended. */
static int decode(struct kr_net *net)
{
	for (struct kr_fetch *f = net->fetches; f; f = f->next)
		if (f->decode && kr_fetch_decode(f)) {
			conclude(f, f->code); /* whose callback may change the list */
			return 1;
		}
	return 0;
}

/* Follow the redirects whose bodies do not end. Returns how many. */
static int skip_bodies(struct kr_net *net)
{
	for (struct kr_fetch *f = net->fetches; f; f = f->next)
		if (f->running && f->skip_until && kr_clock_ms() >= f->skip_until) {
			finish(f, CURLE_OK); /* which may change the list */
			return 1;
		}
	return 0;
}

/* timeout_ms, or less if the body of a redirect is to be given up earlier. */
static int until_skip(const struct kr_net *net, int timeout_ms)
{
	for (const struct kr_fetch *f = net->fetches; f; f = f->next)
		if (f->running && f->skip_until) {
			int64_t left = f->skip_until - kr_clock_ms();

			left = left < 0 ? 0 : left;
			if (timeout_ms < 0 || left < timeout_ms)
				timeout_ms = (int)left;
		}
	return timeout_ms;
}

/* Resume the transfers that the last turn paused. Returns the number of requests that ended. */
static int resume(struct kr_net *net)
{
	for (struct kr_fetch *f = net->fetches; f; f = f->next) {
		CURLcode code;

		if (!f->paused)
			continue;
		f->paused = false; /* the write callback may set it again */
		code = net->curl->easy_pause(f->easy, CURLPAUSE_CONT);
		if (code != CURLE_OK) {
			finish(f, code); /* whose callback may change the list */
			return 1;
		}
	}
	return 0;
}

/* Report the requests that libcurl has finished. Returns how many. */
static int finish_ended(struct kr_net *net)
{
	CURLMsg *msg;
	int left, ended = 0;

	while ((msg = net->curl->multi_info_read(net->multi, &left))) {
		struct kr_fetch *f = NULL;

		if (msg->msg != CURLMSG_DONE)
			continue;
		net->curl->easy_getinfo(msg->easy_handle, CURLINFO_PRIVATE, (char **)&f);
		finish(f, msg->data.result);
		ended++;
	}
	return ended;
}

/* Run one turn: let libcurl work while data comes in, for about KR_NET_TURN_MS. Returns whether
 * there is more to do at once. */
static bool advance(struct kr_net *net)
{
	int running, ended;
	size_t before;

	net->turn_end = kr_clock_ms() + KR_NET_TURN_MS;
	ended = resume(net);
	do {
		before = net->received;
		net->curl->multi_perform(net->multi, &running);
		ended += finish_ended(net);
	} while (!ended && net->received != before && kr_clock_ms() < net->turn_end);
	ended += skip_bodies(net);
	ended += decode(net);
	for (const struct kr_fetch *f = net->fetches; f; f = f->next)
		ended += f->paused || f->decode;
	return ended > 0;
}

static int wait_fds(struct kr_net_fd *fds, int n, int timeout_ms, struct kr_err *err)
{
	struct pollfd p[KR_NET_FDS];

	for (int i = 0; i < n; i++)
		p[i] = (struct pollfd){
		        .fd = fds[i].fd,
		        .events = (short)((fds[i].events & KR_NET_READ ? POLLIN : 0) |
		                          (fds[i].events & KR_NET_WRITE ? POLLOUT : 0)),
		};
	if (poll(p, (nfds_t)n, timeout_ms) < 0 && errno != EINTR)
		return kr_err_sys(err, errno, "cannot wait for input");
	for (int i = 0; i < n; i++) {
		short r = p[i].revents;

		fds[i].revents = (r & (POLLIN | POLLERR | POLLHUP | POLLNVAL) ? KR_NET_READ : 0) |
		                 (r & POLLOUT ? KR_NET_WRITE : 0);
	}
	return 0;
}

static int wait_all(
        struct kr_net *net, struct kr_net_fd *fds, int n, int timeout_ms, struct kr_err *err)
{
	struct curl_waitfd w[KR_NET_FDS];
	CURLMcode code;

	for (int i = 0; i < n; i++)
		w[i] = (struct curl_waitfd){
		        .fd = fds[i].fd,
		        .events = (short)((fds[i].events & KR_NET_READ ? CURL_WAIT_POLLIN : 0) |
		                          (fds[i].events & KR_NET_WRITE ? CURL_WAIT_POLLOUT : 0)),
		};
	code = net->curl->multi_poll(
	        net->multi, w, (unsigned)n, timeout_ms < 0 ? INT32_MAX : timeout_ms, NULL);
	if (code != CURLM_OK)
		return kr_err_set(err, KR_E_NET, "cannot wait for the network: %s",
		        net->curl->multi_strerror(code));
	/* libcurl wakes up for hang-ups and errors, but does not report them. */
	return wait_fds(fds, n, 0, err);
}

int kr_net_wait(
        struct kr_net *net, struct kr_net_fd *fds, int nfds, int timeout_ms, struct kr_err *err)
{
	assert(nfds <= KR_NET_FDS);
	if (net->fetches && advance(net))
		timeout_ms = 0;
	if (!net->fetches)
		return wait_fds(fds, nfds, timeout_ms, err);
	return wait_all(net, fds, nfds, until_skip(net, timeout_ms), err);
}
