/* http_get [OPTION...] URL...: fetch the addresses one after the other with net and print each
 * result as a line of JSON. "forget:HOST" and "allow:HOST" among them do that with cookies;
 * "for:PAGE" says for which page those after it are fetched. The tests in test_http.py and the
 * others drive it. */
#include <curl/curl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "kread/base/clock.h"
#include "kread/base/utf8.h"
#include "kread/net/cookies.h"
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

static void print_line(json_t *line)
{
	json_dumpf(line, stdout, JSON_COMPACT);
	putchar('\n');
	fflush(stdout);
	json_decref(line);
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
	print_line(s.out);
}

/* Returns whether it was a command. */
static bool run_command(struct kr_net *net, const char *text)
{
	bool forget = kr_str_starts(text, "forget:");
	json_t *line;
	struct kr_err err = {0};
	struct kr_str host;
	size_t n = 0;
	int rc;

	if (!forget && !kr_str_starts(text, "allow:"))
		return false;
	line = json_object();
	kr_str_init(&host);
	rc = kr_jar_hosts_parse(strchr(text, ':') + 1, &host, &err);
	if (rc == 0 && forget)
		rc = kr_cookies_forget(net, host.data, &n, &err);
	else if (rc == 0)
		rc = kr_jar_allow(net, host.data, &err);
	json_object_set_new(line, "rc", json_integer(rc));
	json_object_set_new(line, "forgotten", json_integer((json_int_t)n));
	if (rc < 0)
		set_text(line, "error", err.msg);
	print_line(line);
	kr_str_fini(&host);
	return true;
}

/* Prints a line if there is something to say. False: an error. */
static bool open_session(
        struct kr_net *net, const char *cookies, const char *jar, const char *hosts)
{
	struct kr_err err = {0};
	struct kr_str notice;
	json_t *line = json_object();

	kr_str_init(&notice);
	if (cookies)
		kr_cookies_read(net, cookies, &notice, &err);
	if (jar && !err.code)
		kr_jar_open(net, jar, hosts, &notice, &err);
	if (err.code)
		set_text(line, "error", err.msg);
	if (notice.len)
		set_text(line, "notice", notice.data);
	if (json_object_size(line))
		print_line(json_incref(line));
	json_decref(line);
	kr_str_fini(&notice);
	return !err.code;
}

struct arguments {
	struct kr_net_opts opts;
	struct kr_fetch_request rq;
	const char *save, *cookies, *jar, *hosts;
	int cancel_ms, once;
};

static bool set_option(struct arguments *a, const char *o, const char *v)
{
	const struct {
		const char *name;
		const char **text;
		int *number;
	} options[] = {
	        {"--connect", NULL, &a->opts.connect_timeout_s},
	        {"--stall", NULL, &a->opts.stall_timeout_s},
	        {"--total", NULL, &a->opts.total_timeout_s},
	        {"--ca", &a->opts.ca_file, NULL},
	        {"--agent", &a->opts.user_agent, NULL},
	        {"--proxy", &a->opts.proxy, NULL},
	        {"--referer", &a->rq.referer, NULL},
	        /* of all addresses; --once: of the first */
	        {"--insecure-host", &a->rq.insecure_host, NULL},
	        {"--copy", &a->rq.copy.url, NULL},
	        {"--etag", &a->rq.copy.etag, NULL},
	        {"--last-modified", &a->rq.copy.last_modified, NULL},
	        {"--save", &a->save, NULL},
	        {"--cookies", &a->cookies, NULL},
	        {"--jar", &a->jar, NULL},
	        {"--keep", &a->hosts, NULL},
	        {"--cancel", NULL, &a->cancel_ms},
	};

	if (!strcmp(o, "--max")) {
		a->opts.max_bytes = atoll(v);
		return true;
	}
	for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
		if (strcmp(o, options[i].name))
			continue;
		if (options[i].text)
			*options[i].text = v;
		else
			*options[i].number = atoi(v);
		return true;
	}
	return false;
}

int main(int argc, char **argv)
{
	struct arguments a = {.cancel_ms = -1};
	const char *notice;
	struct kr_net *net;
	int i;

	for (i = 1; i + 1 < argc && argv[i][0] == '-'; i += 2)
		if (!strcmp(argv[i], "--once"))
			a.once = i--;
		else if (!set_option(&a, argv[i], argv[i + 1]))
			return 2;
	net = kr_net_open(&a.opts);
	if (!open_session(net, a.cookies, a.jar, a.hosts))
		i = argc;
	for (; i < argc; i++) {
		if (kr_str_starts(argv[i], "for:")) {
			a.rq.for_page = argv[i] + 4;
			continue;
		}
		if (run_command(net, argv[i]))
			continue;
		a.rq.url = argv[i];
		get(net, &a.rq, a.save, a.cancel_ms);
		a.rq.insecure_host = a.once ? NULL : a.rq.insecure_host;
	}
	notice = kr_jar_notice(net);
	if (notice)
		print_line(json_pack("{s:s}", "notice", notice));
	kr_net_close(net);
	return 0;
}
