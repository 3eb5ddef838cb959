#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fake_how.h"
#include "kread/load/worker_client.h"
#include "kread/proto/frame.h"
#include "kread/net/net.h"

struct has_source {
	struct kr_worker_client *client;
	struct kr_doc *doc, *early;
	uint32_t job;
	int earlies, docs, mores, dones, fails;
	bool cancel_at_doc;
	char msg[480];
};

static void on_event(void *user, const struct kr_worker_event *ev)
{
	struct has_source *s = user;

	s->job = ev->job;
	if (ev->type == KR_WORKER_EARLY_DOC) {
		assert_int_equal(s->docs, 0);
		s->earlies++;
		s->early = ev->doc;
	} else if (ev->type == KR_WORKER_DOC) {
		s->docs++;
		s->doc = ev->doc;
		if (s->cancel_at_doc)
			kr_worker_client_cancel(s->client);
	} else if (ev->type == KR_WORKER_MORE) {
		s->mores++;
		assert_ptr_equal(ev->doc, s->doc);
	} else if (ev->type == KR_WORKER_DONE) {
		s->dones++;
		assert_ptr_equal(ev->doc, s->doc);
	} else {
		s->fails++;
		snprintf(s->msg, sizeof s->msg, "%s", ev->err->msg);
	}
}

static void start(struct has_source *s, const char *how)
{
	*s = (struct has_source){0};
	fake_how(how);
	s->client = kr_worker_client_open(getenv("KREAD_FAKE_WORKER"), true, on_event, s);
}

static void stop(struct has_source *s)
{
	kr_worker_client_close(s->client);
	kr_doc_free(s->doc);
	kr_doc_free(s->early);
}

static void send_page_of(struct has_source *s, uint32_t job, size_t bytes, const char *url)
{
	struct kr_str body;
	const struct kr_request page = {.url = url};

	kr_str_init(&body);
	kr_str_reserve(&body, bytes);
	for (size_t i = 0; i < bytes; i++)
		kr_str_addc(&body, (char)('a' + i % 23));
	assert_int_equal(kr_worker_client_send(s->client, job, &page, &body, NULL), 0);
	assert_int_equal(body.len, 0);
	kr_str_fini(&body);
}

static void send_page(struct has_source *s, uint32_t job, size_t bytes)
{
	send_page_of(s, job, bytes, "https://news.example/a");
}

static void step(struct has_source *s)
{
	int events = kr_worker_client_events(s->client), revents = 0;
	struct pollfd p = {.fd = kr_worker_client_fd(s->client)};

	p.events = (short)((events & KR_NET_READ ? POLLIN : 0) |
	                   (events & KR_NET_WRITE ? POLLOUT : 0));
	poll(&p, 1, kr_worker_client_timeout(s->client));
	if (p.revents & POLLOUT)
		revents |= KR_NET_WRITE;
	if (p.revents & ~POLLOUT)
		revents |= KR_NET_READ;
	kr_worker_client_pump(s->client, revents);
}

static void wait_end(struct has_source *s)
{
	int before = s->dones + s->fails;

	while (s->dones + s->fails == before)
		step(s);
}

static void a_page_comes_in_pieces(void **state)
{
	struct has_source s;

	(void)state;
	start(&s, "ok");
	send_page(&s, 41, 100);
	wait_end(&s);
	assert_int_equal(s.dones, 1);
	assert_int_equal(s.docs, 1);
	assert_int_equal(s.mores, 1); /* the first blocks came with the lists */
	assert_int_equal(s.job, 41);
	assert_int_equal(s.doc->nblocks, 2);
	stop(&s);
}

/* The real worker; kilobytes: of paragraphs, after as many of what is no text. */
static void send_article(struct has_source *s, size_t style_kb, size_t text_kb)
{
	const struct kr_request page = {.url = "https://news.example/a", .early = true};
	struct kr_str body;

	*s = (struct has_source){0};
	s->client = kr_worker_client_open(getenv("TEST_WORKER"), true, on_event, s);
	kr_str_init(&body);
	kr_str_addz(&body, "<html><head><title>The boats are counted</title><style>");
	while (body.len < style_kb << 10)
		kr_str_addz(&body, "p { color: black }\n");
	kr_str_addz(&body, "</style></head><body><article><h1>The boats are counted</h1>");
	for (int i = 0; body.len < (style_kb + text_kb) << 10; i++)
		kr_str_addf(&body,
		        "<p>In hour %d the boats that came in were counted by hand, and the number "
		        "was written on the board of the office.</p>\n",
		        i);
	kr_str_addz(&body, "</article><h2>More</h2><ul>");
	for (int i = 0; i < 6; i++)
		kr_str_addf(&body, "<li><a href=\"/n/%d\">A second pier opens on day %d</a></li>",
		        i, i);
	kr_str_addz(&body, "</ul></body></html>");
	assert_int_equal(kr_worker_client_send(s->client, 1, &page, &body, NULL), 0);
	wait_end(s);
	assert_int_equal(s->dones, 1);
}

static void the_beginning_of_a_long_page_comes_first(void **state)
{
	struct has_source s;

	(void)state;
	send_article(&s, 0, 1200);
	assert_int_equal(s.earlies, 1);
	assert_string_equal(s.early->title, s.doc->title);
	assert_true(s.early->nblocks > 20 && s.early->nblocks < s.doc->nblocks);
	assert_int_equal(s.early->nrecs, 0);
	assert_true(s.doc->nblocks > 8000);
	stop(&s);
	send_article(&s, 0, 600); /* that is soon read as a whole */
	assert_int_equal(s.earlies, 0);
	stop(&s);
	send_article(&s, 400, 800); /* nothing to see yet */
	assert_int_equal(s.earlies, 0);
	assert_true(s.doc->nblocks > 4000);
	stop(&s);
}

static void a_large_page_arrives_whole(void **state)
{
	enum { BYTES = 5000003 };
	char want[80];
	unsigned sum = 0;
	struct has_source s;

	(void)state;
	for (size_t i = 0; i < BYTES; i++)
		sum = sum * 31 + (unsigned)('a' + i % 23);
	snprintf(want, sizeof want, "%d bytes, sum %u", BYTES, sum);
	start(&s, "ok");
	send_page(&s, 1, BYTES);
	wait_end(&s);
	assert_string_equal(s.doc->title, want);
	stop(&s);
}

static void one_worker_serves_many_pages(void **state)
{
	struct has_source s;
	long pid;

	(void)state;
	start(&s, "ok");
	assert_int_equal(kr_worker_client_start(s.client, NULL, NULL), 0);
	pid = kr_worker_client_pid(s.client);
	for (uint32_t job = 1; job <= 5; job++) {
		send_page(&s, job, job * 1000);
		wait_end(&s);
		assert_int_equal(s.dones, job);
		assert_int_equal(s.job, job);
		kr_doc_free(s.doc);
		s.doc = NULL;
	}
	assert_int_equal(kr_worker_client_pid(s.client), pid);
	assert_int_equal(kr_worker_client_timeout(s.client), -1);
	stop(&s);
}

/* A page may take the worker over, but gets no further than its own site. */
static void each_site_gets_its_own_worker(void **state)
{
	static const struct {
		const char *url;
		bool same;
	} rows[] = {{"https://news.example/a", true}, {"https://www.news.example/b", true},
	        {"https://other.example/a", false}, {"https://other.example/b", true},
	        {"https://news.example/a", false}, {"file:///tmp/a.html", false},
	        {"file:///tmp/b.html", true}, {NULL, true}, {"http://192.0.2.1/", false},
	        {"http://192.0.2.2/", false}};
	struct has_source s;
	long pid = 0;

	(void)state;
	start(&s, "ok");
	for (uint32_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		for (int ahead = 0; ahead < 2; ahead++) {
			if (ahead)
				send_page_of(&s, i, 10, rows[i].url);
			else
				kr_worker_client_start(s.client, rows[i].url, NULL);
			if (pid &&
			        (kr_worker_client_pid(s.client) == pid) != (rows[i].same || ahead))
				fail_msg("%s", rows[i].url);
			pid = kr_worker_client_pid(s.client);
		}
		wait_end(&s);
		kr_doc_free(s.doc);
		s.doc = NULL;
	}
	stop(&s);
}

/* The soft limit of processor time of a process, in seconds; 0: not Linux. */
static unsigned long cpu_limit(long pid)
{
	char path[64], line[256];
	unsigned long n = 0;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%ld/limits", pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		if (!strncmp(line, "Max cpu time", 12))
			sscanf(line + 12, "%lu", &n);
	if (f)
		fclose(f);
	return n;
}

static void an_idle_worker_has_next_to_no_time(void **state)
{
	struct has_source s;
	unsigned long idle;

	(void)state;
	start(&s, "ok");
	send_page(&s, 1, 10);
	wait_end(&s);
	kr_doc_free(s.doc);
	s.doc = NULL;
	idle = cpu_limit(kr_worker_client_pid(s.client));
	assert_true(idle <= 3);
	send_page(&s, 2, 10);
	if (idle)
		assert_true(cpu_limit(kr_worker_client_pid(s.client)) >= 10);
	wait_end(&s);
	stop(&s);
}

static void the_worker_knows_no_environment(void **state)
{
	struct has_source s;

	(void)state;
	start(&s, "environment");
	send_page(&s, 1, 10);
	wait_end(&s);
	assert_string_equal(s.doc->title, "0 variables");
	stop(&s);
}

static const struct {
	const char *how, *msg;
} wrong[] = {
        {"garbage", "the page could not be read: the parser sent garbage"},
        {"wrong-job", "the page could not be read: the parser sent a reply to no request"},
        {"early", "the page could not be read: the parser sent a reply to no request"},
        {"wrong-order", "the page could not be read: the parser sent a reply out of order"},
        {"two-docs", "the page could not be read: the parser sent a reply out of order"},
        {"request", "the page could not be read: the parser sent a reply out of order"},
        {"no-json", "the page could not be read: the parser sent an unreadable reply"},
        {"large", "the page could not be read: the reply of the parser is too large"},
        {"flood", "the page could not be read: the reply of the parser is too large"},
        {"fail", "the page could not be read: it is [2J nothing"},
        {"segv", "the page could not be read: the parser crashed (signal 11)"},
        {"sys", "the page could not be read: the parser did something that its sandbox forbids"},
        {"memory", "the page could not be read: the parser ran out of memory"},
        {"exit", "the page could not be read: the parser exited with status 7"},
        {"half", "the page could not be read: the parser exited with status 1"},
        {"stillborn", "the page could not be read: the parser exited with status 1"},
        {"close", "the page could not be read: the parser closed its connection"},
        {"hang", "the page could not be read: the parser took longer than 0.3 s"},
        {"trickle", "the page could not be read: the parser took longer than 0.3 s"},
        {"empty", "the page could not be read: the parser sent an unreadable reply"},
        {"objects", "the page could not be read: the parser sent an unreadable reply"},
        {"cells", "the page could not be read: the parser sent an unreadable reply"},
};

/* Each failure costs one message, and a new worker reads the next page. */
static void faults_cost_one_message(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct has_source s;
		long pid;

		bool hang = strstr(wrong[i].msg, "0.3 s") != NULL;

		start(&s, wrong[i].how);
		kr_worker_client_set_limit(s.client, hang ? 300 : 10000);
		send_page(&s, 7, hang ? 10 : 3 << 20);
		pid = kr_worker_client_pid(s.client);
		wait_end(&s);
		assert_string_equal(s.msg, wrong[i].msg);
		assert_int_equal(s.fails, 1);
		assert_int_equal(s.job, 7);
		kr_doc_free(s.doc);
		s.doc = NULL;
		fake_how("ok");
		kr_worker_client_set_limit(s.client, 10000);
		if (strcmp(wrong[i].how, "fail"))
			assert_int_not_equal(kr_worker_client_pid(s.client), pid);
		if (!strcmp(wrong[i].how, "fail"))
			kill((pid_t)pid,
			        SIGKILL); /* it did nothing wrong, and would answer as before */
		while (kr_worker_client_pid(s.client))
			step(&s);
		send_page(&s, 8, 10);
		wait_end(&s);
		assert_int_equal(s.dones, 1);
		assert_int_equal(s.fails, 1);
		stop(&s);
	}
}

static void talk_after_the_end_ends_the_worker(void **state)
{
	struct has_source s;

	(void)state;
	start(&s, "chatty");
	send_page(&s, 1, 10);
	while (kr_worker_client_pid(s.client))
		step(&s);
	/* whether the second frame came with the first or later, the page is not read twice */
	assert_int_equal(s.dones + s.fails, 1);
	stop(&s);
}

static void a_killed_worker_is_replaced(void **state)
{
	struct has_source s;

	(void)state;
	start(&s, "ok");
	assert_int_equal(kr_worker_client_start(s.client, NULL, NULL), 0);
	kill((pid_t)kr_worker_client_pid(s.client), SIGKILL); /* idle: no message */
	send_page(&s, 1, 2 << 20);
	wait_end(&s);
	assert_int_equal(s.dones, 1);
	kr_doc_free(s.doc);
	s.doc = NULL;

	fake_how("hang");
	kill((pid_t)kr_worker_client_pid(s.client), SIGKILL);
	while (kr_worker_client_pid(s.client))
		step(&s);
	send_page(&s, 2, 10);
	while (kr_worker_client_events(s.client) & KR_NET_WRITE)
		step(&s);
	kill((pid_t)kr_worker_client_pid(s.client), SIGKILL); /* in the middle of a page */
	wait_end(&s);
	assert_int_equal(s.fails, 1);
	assert_string_equal(s.msg, "the page could not be read: the parser was killed");
	stop(&s);
}

/* The socket may be descriptor 0, the first that is free. */
static void a_closed_standard_input_is_no_matter(void **state)
{
	const int kept = dup(STDIN_FILENO);
	struct has_source s;

	(void)state;
	close(STDIN_FILENO);
	start(&s, "ok");
	send_page(&s, 1, 100);
	assert_int_equal(kr_worker_client_fd(s.client), STDIN_FILENO);
	assert_true(kr_worker_client_events(s.client) & KR_NET_READ);
	wait_end(&s);
	assert_int_equal(s.dones, 1);
	stop(&s);
	if (kept >= 0)
		dup2(kept, STDIN_FILENO);
	close(kept);
}

static void a_new_page_gives_up_the_old_one(void **state)
{
	struct has_source s;
	long pid;

	(void)state;
	start(&s, "hang");
	send_page(&s, 1, 100);
	pid = kr_worker_client_pid(s.client);
	fake_how("ok");
	send_page(&s, 2, 100);
	assert_int_not_equal(kr_worker_client_pid(s.client), pid);
	wait_end(&s);
	assert_int_equal(s.job, 2);
	assert_int_equal(s.dones, 1);
	assert_int_equal(s.fails, 0);
	stop(&s);
}

static void a_handler_may_cancel(void **state)
{
	struct has_source s;

	(void)state;
	start(&s, "ok");
	s.cancel_at_doc = true;
	send_page(&s, 1, 100);
	while (!s.docs)
		step(&s);
	assert_int_equal(kr_worker_client_pid(s.client), 0);
	assert_int_equal(s.mores + s.dones + s.fails, 0);
	stop(&s);
}

static void a_page_too_large_is_not_sent(void **state)
{
	const struct kr_request page = {0};
	struct kr_str body;
	struct kr_err err;
	struct has_source s;

	(void)state;
	start(&s, "ok");
	kr_str_init(&body);
	kr_str_reserve(&body, KR_WORKER_PAGE_MAX + 1);
	memset(body.data, 'x', KR_WORKER_PAGE_MAX + 1);
	body.len = KR_WORKER_PAGE_MAX + 1;
	assert_int_equal(kr_worker_client_send(s.client, 3, &page, &body, &err), KR_E_LIMIT);
	assert_string_equal(err.msg, "the page is larger than 64 MB");
	assert_int_equal(body.len, 0);
	assert_int_equal(kr_worker_client_pid(s.client), 0);
	stop(&s);
}

static void a_missing_program_is_reported(void **state)
{
	struct has_source s;
	struct kr_worker_client *c =
	        kr_worker_client_open("/nonexistent/kread-worker", true, on_event, &s);
	struct kr_err err;

	(void)state;
	assert_int_equal(kr_worker_client_start(c, NULL, &err), KR_E_SYS);
	assert_string_equal(err.msg,
	        "cannot start the parser '/nonexistent/kread-worker': No such file or directory");
	kr_worker_client_close(c);
}

/* A worker started for UTF-8 pages only is replaced when a page needs a converter. */
static void converters_are_loaded_when_needed(void **state)
{
	static const struct {
		const char *charset, *body;
		bool same;
	} rows[] = {{NULL, "plain", true}, {NULL, "\xe6\x96\xb0", true}, {NULL, "\xd0\xc2", false},
	        {NULL, "plain again", true}, {"gbk", "x", true}};
	struct has_source s = {0};
	long pid;

	(void)state;
	fake_how("ok");
	s.client = kr_worker_client_open(getenv("KREAD_FAKE_WORKER"), false, on_event, &s);
	assert_int_equal(kr_worker_client_start(s.client, NULL, NULL), 0);
	pid = kr_worker_client_pid(s.client);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct kr_request page = {.charset = rows[i].charset};
		struct kr_str body;

		kr_str_init(&body);
		kr_str_addz(&body, rows[i].body);
		assert_int_equal(kr_worker_client_send(s.client, 1, &page, &body, NULL), 0);
		wait_end(&s);
		assert_int_equal(kr_worker_client_pid(s.client) == pid, rows[i].same);
		pid = kr_worker_client_pid(s.client);
		kr_doc_free(s.doc);
		s.doc = NULL;
	}
	stop(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_page_comes_in_pieces),
	        cmocka_unit_test(the_beginning_of_a_long_page_comes_first),
	        cmocka_unit_test(a_large_page_arrives_whole),
	        cmocka_unit_test(one_worker_serves_many_pages),
	        cmocka_unit_test(each_site_gets_its_own_worker),
	        cmocka_unit_test(an_idle_worker_has_next_to_no_time),
	        cmocka_unit_test(the_worker_knows_no_environment),
	        cmocka_unit_test(faults_cost_one_message),
	        cmocka_unit_test(talk_after_the_end_ends_the_worker),
	        cmocka_unit_test(a_killed_worker_is_replaced),
	        cmocka_unit_test(a_closed_standard_input_is_no_matter),
	        cmocka_unit_test(a_new_page_gives_up_the_old_one),
	        cmocka_unit_test(a_handler_may_cancel),
	        cmocka_unit_test(a_page_too_large_is_not_sent),
	        cmocka_unit_test(a_missing_program_is_reported),
	        cmocka_unit_test(converters_are_loaded_when_needed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
