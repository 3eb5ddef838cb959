/* http_get [OPTION...] URL...: fetch the addresses one after the other with net and print each
 * result as a line of JSON. The tests in test_http.py and the others drive it. */
#include <curl/curl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "kread/base/clock.h"
#include "kread/base/utf8.h"
#include "kread/net/net.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

struct state {
	json_t *out;
	struct kr_str body;
	bool ended;
};

static const char *const phases[] = {"resolve", "connect", "tls", "wait", "body", "done"};

static void save_body(const char *path, const struct kr_str *body)
{
	FILE *f = path ? fopen(path, "wb") : NULL;

	if (!f)
		return;
	fwrite(body->data, 1, body->len, f);
	fclose(f);
}

static void set_text(json_t *o, const char *name, const char *value)
{
	if (value)
		json_object_set_new(o, name, json_string(value));
}

static void on_done(
        void *user, struct kr_fetch *f, const struct kr_fetch_result *res, const struct kr_err *err)
{
	struct state *s = user;
	struct kr_str head;

	(void)f;
	s->ended = true;
	if (err) {
		set_text(s->out, "error", err->msg);
		json_object_set_new(s->out, "code", json_integer(err->code));
	}
	if (!res)
		return;
	json_object_set_new(s->out, "status", json_integer(res->status));
	json_object_set_new(s->out, "date", json_integer(res->date));
	json_object_set_new(s->out, "length", json_integer((json_int_t)res->body->len));
	json_object_set_new(s->out, "not_modified", json_boolean(res->not_modified));
	json_object_set_new(s->out, "truncated", json_boolean(res->truncated));
	json_object_set_new(s->out, "open_ended", json_boolean(res->open_ended));
	json_object_set_new(s->out, "set_cookie", json_boolean(res->set_cookie));
	json_object_set_new(s->out, "unchecked", json_boolean(res->unchecked));
	set_text(s->out, "url", res->url);
	set_text(s->out, "content_type", res->content_type);
	set_text(s->out, "link", res->link_header);
	set_text(s->out, "refresh", res->refresh_header);
	set_text(s->out, "etag", res->etag);
	set_text(s->out, "last_modified", res->last_modified);
	kr_str_init(&head);
	kr_utf8_clean(&head, res->body->data, res->body->len < 4000 ? res->body->len : 4000, 0);
	set_text(s->out, "head", head.data);
	kr_str_fini(&head);
	kr_str_fini(&s->body);
	s->body = *res->body;
	kr_str_init(res->body);
}

static void note_phase(json_t *out, const struct kr_fetch *f)
{
	struct kr_fetch_progress p = kr_fetch_progress_of(f);
	json_t *seen = json_object_get(out, "phases");
	json_t *last = json_array_get(seen, json_array_size(seen) - 1);

	if (!last || strcmp(json_string_value(last), phases[p.phase]))
		json_array_append_new(seen, json_string(phases[p.phase]));
	json_object_set_new(
	        out, "progress", json_pack("[I,I]", (json_int_t)p.received, (json_int_t)p.total));
}

static double processor_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Peak memory. getrusage() would count the process that started this one, too. */
static long peak_kb(void)
{
	FILE *f = fopen("/proc/self/status", "r");
	struct rusage usage;
	char line[200];
	long kb = 0;

	while (f && !kb && fgets(line, sizeof line, f))
		sscanf(line, "VmHWM: %ld", &kb);
	if (f)
		fclose(f);
	getrusage(RUSAGE_SELF, &usage);
	return kb ? kb : usage.ru_maxrss;
}

/* cancel_ms: give up after so long, and say how long giving up took */
static void get(
        struct kr_net *net, const struct kr_fetch_request *request, const char *save, int cancel_ms)
{
	struct state s = {.out = json_object()};
	struct kr_err err = {0};
	struct kr_fetch *f = kr_net_fetch(net, request, on_done, &s, &err);
	int64_t start = kr_clock_ms(), cancelled;
	double worked, longest = 0;

	kr_str_init(&s.body);
	json_object_set_new(s.out, "phases", json_array());
	if (!f) {
		set_text(s.out, "error", err.msg);
		json_object_set_new(s.out, "code", json_integer(err.code));
	}
	while (f && !s.ended) {
		note_phase(s.out, f);
		if (cancel_ms >= 0 && kr_clock_ms() - start >= cancel_ms) {
			cancelled = kr_clock_ms();
			kr_net_cancel(f);
			json_object_set_new(
			        s.out, "cancel_ms", json_integer(kr_clock_ms() - cancelled));
			break;
		}
		worked = processor_ms();
		if (kr_net_wait(net, NULL, 0, cancel_ms >= 0 ? 10 : -1, &err) < 0)
			break;
		worked = processor_ms() - worked;
		longest = worked > longest ? worked : longest;
	}
	save_body(save, &s.body);
	kr_str_fini(&s.body);
	json_object_set_new(s.out, "ms", json_integer(kr_clock_ms() - start));
	json_object_set_new(s.out, "longest_wait_cpu_ms", json_real(longest));
	json_object_set_new(s.out, "rss_kb", json_integer(peak_kb()));
	json_object_set_new(s.out, "ares", json_boolean(curl_version_info(CURLVERSION_NOW)->ares));
	json_object_set_new(s.out, "sanitized", json_boolean(SANITIZED));
	json_dumpf(s.out, stdout, JSON_COMPACT);
	putchar('\n');
	fflush(stdout);
	json_decref(s.out);
}

int main(int argc, char **argv)
{
	struct kr_net_opts opts = {0};
	struct kr_fetch_request rq = {0};
	const char *save = NULL;
	int cancel_ms = -1, once = 0, i;
	struct kr_net *net;

	for (i = 1; i + 1 < argc && argv[i][0] == '-'; i += 2) {
		const char *o = argv[i], *v = argv[i + 1];

		if (!strcmp(o, "--once"))
			once = i--;
		else if (!strcmp(o, "--connect"))
			opts.connect_timeout_s = atoi(v);
		else if (!strcmp(o, "--stall"))
			opts.stall_timeout_s = atoi(v);
		else if (!strcmp(o, "--total"))
			opts.total_timeout_s = atoi(v);
		else if (!strcmp(o, "--max"))
			opts.max_bytes = atoll(v);
		else if (!strcmp(o, "--ca"))
			opts.ca_file = v;
		else if (!strcmp(o, "--agent"))
			opts.user_agent = v;
		else if (!strcmp(o, "--proxy"))
			opts.proxy = v;
		else if (!strcmp(o, "--referer"))
			rq.referer = v;
		else if (!strcmp(o, "--insecure-host")) /* of all addresses; --once: of the first */
			rq.insecure_host = v;
		else if (!strcmp(o, "--copy")) /* its address */
			rq.copy.url = v;
		else if (!strcmp(o, "--etag"))
			rq.copy.etag = v;
		else if (!strcmp(o, "--last-modified"))
			rq.copy.last_modified = v;
		else if (!strcmp(o, "--save"))
			save = v;
		else if (!strcmp(o, "--cancel"))
			cancel_ms = atoi(v);
		else
			return 2;
	}
	net = kr_net_open(&opts);
	for (; i < argc; i++) {
		rq.url = argv[i];
		get(net, &rq, save, cancel_ms);
		rq.insecure_host = once ? NULL : rq.insecure_host;
	}
	kr_net_close(net);
	return 0;
}
