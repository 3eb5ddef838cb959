/* Loads of pages, with a server of our own and a worker that answers what the page says: its first
 * line is the article, the others are further blocks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sys/stat.h>

#include "kread/base/clock.h"
#include "kread/load/load.h"
#include "web_server.h"

#define TEXT(text) "{\"type\":\"paragraph\",\"spans\":[{\"text\":\"" text "\"}]}"
#define MORE(text) "\n{\"blocks\":[" TEXT(text) "]}"
#define AMP(to)                                                                                    \
	"{\"title\":\"AMP\",\"canonical_url\":\"$" to "\",\"redirect\":\"$" to                     \
	"\",\"blocks\":[" TEXT("short") "]}" MORE("form")
#define LEADS(to)      "{\"redirect\":\"$" to "\"}"
#define PART(text, to) "{\"blocks\":[" TEXT(text) "],\"next_page\":\"$" to "\"}"

static const struct web_route routes[] = {
        {"/article", "{\"title\":\"A\",\"blocks\":[" TEXT("one") "]}" MORE("two") MORE("three"), 0},
        {"/other", "{\"title\":\"B\",\"blocks\":[" TEXT("four") "]}", 0},
        {"/moved", "/article", WEB_MOVED},
        {"/hang", NULL, WEB_HANG},
        {"/stall", "{\"blocks\":[" TEXT("beginning") "]}", WEB_STALL},
        {"/reset", NULL, WEB_RESET},
        {"/crash", "crash", 0},
        {"/slow", "hang", 0},
        {"/half", "{\"blocks\":[" TEXT("one") "]}\ncrash", 0},
        {"/growing", "{\"blocks\":[" TEXT("one") "]}\nhang", 0},
        {"/film", "\x1a\x45\xdf\xa3", 0},
        /* that lead on */
        {"/leads", LEADS("/leads2"), 0},
        {"/leads2", LEADS("/article"), 0},
        {"/round", LEADS("/round2"), 0},
        {"/round2", LEADS("/round"), 0},
        {"/leads-away", LEADS("/missing"), 0},
        {"/leads-file", "{\"redirect\":\"file:///etc/passwd\"}", 0},
        /* AMP pages */
        {"/amp", AMP("/article"), 0},
        {"/amp-missing", AMP("/missing"), 0},
        {"/amp-reset", AMP("/reset"), 0},
        {"/amp-crash", AMP("/crash"), 0},
        {"/amp-film", AMP("/film"), 0},
        {"/amp-empty", AMP("/empty"), 0},
        {"/empty", "{\"title\":\"E\"}", 0},
        {"/amp-late", AMP("/late"), 0},
        {"/late", "{\"title\":\"L\"}" MORE("late"), 0},
        {"/amp-away", AMP("/leads-away"), 0},
        {"/amp-back", AMP("/back"), 0},
        {"/back", LEADS("/amp-back"), 0},
        {"/amp-hang", AMP("/hang"), 0},
        {"/amp-slow", AMP("/slow"), 0},
        {"/amp-part",
                "{\"canonical_url\":\"$/missing\",\"redirect\":\"$/missing\",\"blocks\":[" TEXT(
                        "amp one") "],\"next_page\":\"$/part-last\"}",
                0},
        /* on several pages */
        {"/part", PART("one", "/part2"), 0},
        {"/part2", PART("two", "/part-last"), 0},
        {"/part-last", "{\"blocks\":[" TEXT("three") "]}" MORE("four"), 0},
        {"/part-missing", PART("one", "/missing"), 0},
        {"/part-hang", PART("one", "/hang"), 0},
        {"/part-slow", PART("one", "/slow"), 0},
        {"/part-crash", PART("one", "/crash"), 0},
        {"/part-stall", PART("one", "/stall"), 0},
        {"/part-moved", PART("one", "/part-first"), 0},
        {"/part-first", "/part-moved", WEB_MOVED},
        {NULL, NULL, 0},
};

enum { LOADS = 8 };

struct one {
	struct fixture *f;
	uint32_t id;
	char log[64]; /* a letter for each event */
	struct kr_doc *doc;
	struct kr_join join;
	char url[200], failed[200], msg[480];
	size_t bytes;
	bool fallback, over;
	char cancel_at; /* the event at which to cancel */
};

struct fixture {
	struct web_server web;
	struct kr_net *net;
	struct kr_loader *l;
	struct one v[LOADS];
};

static void on_event(void *user, const struct kr_load_event *ev)
{
	static const char letters[] = {[KR_LOAD_PROGRESS] = '.',
	        [KR_LOAD_WARNING] = 'W',
	        [KR_LOAD_HEAD] = 'H',
	        [KR_LOAD_MORE] = 'M',
	        [KR_LOAD_COMPLETE] = 'C',
	        [KR_LOAD_PART] = 'P',
	        [KR_LOAD_DONE] = 'D',
	        [KR_LOAD_FAILED] = 'F'};
	struct one *o = user;
	char c = letters[ev->type];

	assert_false(o->over);
	assert_int_equal(ev->id, o->id);
	if (c != '.')
		o->log[strlen(o->log)] = c;
	if (c == 'H') {
		o->doc = ev->doc;
		o->bytes = ev->page->bytes;
		o->fallback = ev->page->fallback;
		snprintf(o->url, sizeof o->url, "%s", ev->page->url ? ev->page->url : "");
	}
	assert_ptr_equal(ev->doc, o->doc);
	if (ev->err)
		snprintf(o->msg, sizeof o->msg, "%s", ev->err->msg);
	if (c == 'F')
		snprintf(o->failed, sizeof o->failed, "%s", ev->url ? ev->url : "");
	o->over = c == 'D' || c == 'F' || c == o->cancel_at;
	if (c == o->cancel_at && c != 'D' && c != 'F')
		assert_true(kr_load_cancel(o->f->l, o->id));
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);

	setenv("FAKE_WORKER", "echo", 1);
	setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	web_start(&f->web, routes);
	f->net = kr_net_open(
	        &(struct kr_net_opts){.stall_timeout_s = 1, .total_timeout_s = 2}, NULL);
	f->l = kr_load_open(f->net, getenv("KREAD_FAKE_WORKER"), true);
	for (int i = 0; i < LOADS; i++)
		f->v[i].f = f;
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	kr_load_close(f->l);
	kr_net_close(f->net);
	for (int i = 0; i < LOADS; i++)
		kr_doc_free(f->v[i].doc);
	web_stop(&f->web);
	free(f);
	return 0;
}

static struct kr_load_request request(struct one *o)
{
	return (struct kr_load_request){.handler = on_event, .user = o};
}

static void reset(struct one *o)
{
	struct fixture *f = o->f;

	kr_doc_free(o->doc);
	*o = (struct one){.f = f};
}

static const char *at(const struct fixture *f, const char *path, char url[200])
{
	snprintf(url, 200, "http://127.0.0.1:%d%s", f->web.port, path);
	return url;
}

static struct one *start(struct fixture *f, int i, const char *path)
{
	struct one *o = &f->v[i];
	struct kr_load_request rq = request(o);
	char url[200];

	reset(o);
	rq.url = at(f, path, url);
	rq.join = &o->join;
	o->id = kr_load_start(f->l, &rq, NULL);
	assert_int_not_equal(o->id, 0);
	return o;
}

static struct one *start_file(struct fixture *f, int i, const char *path)
{
	struct one *o = &f->v[i];
	struct kr_load_request rq = request(o);

	reset(o);
	rq.path = path;
	o->id = kr_load_start(f->l, &rq, NULL);
	assert_int_not_equal(o->id, 0);
	return o;
}

static void turn(struct fixture *f)
{
	struct kr_net_fd fds[KR_LOAD_FDS];
	int n = kr_load_fds(f->l, fds), timeout = kr_load_timeout(f->l);

	assert_int_equal(
	        kr_net_wait(f->net, fds, n, timeout < 0 || timeout > 100 ? 100 : timeout, NULL), 0);
	kr_load_pump(f->l, fds, n);
}

static void finish(struct one *o)
{
	int64_t end = kr_clock_ms() + 30000;

	while (!o->over && kr_clock_ms() < end)
		turn(o->f);
	assert_true(o->over);
	assert_int_equal(kr_load_progress(o->f->l, o->id).phase, KR_PHASE_NONE);
	assert_false(kr_load_cancel(o->f->l, o->id));
}

static struct one *load(struct fixture *f, const char *path)
{
	struct one *o = start(f, 0, path);

	finish(o);
	return o;
}

static void has_body(const struct one *o, const char *want)
{
	struct kr_str body;

	kr_str_init(&body);
	kr_doc_body(o->doc, &body);
	assert_string_equal(body.data, want);
	kr_str_fini(&body);
}

static void is_from(const struct one *o, const char *path)
{
	char url[200];

	assert_string_equal(o->url, at(o->f, path, url));
}

/* --- one page ----------------------------------------------------------------------------- */

static void a_page_comes_in_pieces(void **state)
{
	struct one *o = load(*state, "/moved");

	assert_string_equal(o->log, "HMMCD");
	has_body(o, "one\n\ntwo\n\nthree");
	is_from(o, "/article");
	assert_int_equal(o->bytes, strlen(routes[0].body));
	assert_string_equal(o->msg, "");
	assert_false(o->fallback);
	assert_int_equal(o->doc->nwarnings, 0);
}

static void what_fails_says_why(void **state)
{
	static const struct {
		const char *path, *log, *msg;
	} rows[] = {
	        {"/missing", "F", "404"},
	        {"/reset", "F", "127.0.0.1"},
	        {"/hang", "F", "127.0.0.1"},
	        {"/film", "F", "a video"},
	        {"/crash", "F", "the parser was killed"},
	        {"/half", "HF", "the parser was killed"},
	        {"/leads-away", "F", "404"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct one *o = load(*state, rows[i].path);
		char url[200];

		assert_string_equal(o->log, rows[i].log);
		assert_non_null(strstr(o->msg, rows[i].msg));
		if (rows[i].path[1] == 'm' || rows[i].path[1] == 'l')
			assert_string_equal(o->failed, at(o->f, "/missing", url));
	}
}

static void what_cannot_begin_has_no_events(void **state)
{
	struct fixture *f = *state;
	struct kr_load_request rq = request(&f->v[0]);
	char fifo[] = "/tmp/kread-load-XXXXXX";
	struct kr_err err;

	rq.url = "no address";
	assert_int_equal(kr_load_start(f->l, &rq, &err), 0);
	rq.path = "/nonexistent/page.html";
	assert_int_equal(kr_load_start(f->l, &rq, &err), 0);
	assert_string_equal(err.msg, "cannot open: No such file or directory");
	rq.regular = true;
	assert_int_equal(kr_load_start(f->l, &rq, &err), 0);
	assert_string_equal(err.msg, "no such file");
	assert_non_null(mkdtemp(fifo));
	rq.path = fifo;
	assert_int_equal(kr_load_start(f->l, &rq, &err), 0);
	assert_string_equal(err.msg, "not a regular file");
	rq.regular = false;
	assert_int_equal(kr_load_start(f->l, &rq, &err), 0);
	assert_string_equal(err.msg, "is a directory");
	rmdir(fifo);
	assert_string_equal(f->v[0].log, "");
}

static void the_beginning_of_a_page_is_read(void **state)
{
	struct one *o = load(*state, "/stall");

	assert_string_equal(o->log, "HCD");
	has_body(o, "beginning");
	assert_true(kr_doc_has_warning(o->doc, "truncated"));
}

/* --- pages that lead on ------------------------------------------------------------------- */

static void redirects_are_followed(void **state)
{
	struct fixture *f = *state;
	struct one *o = load(f, "/leads");

	assert_string_equal(o->log, "HMMCD");
	is_from(o, "/article");
	assert_int_equal(web_asked(&f->web, "/leads2"), 1);
	o = load(f, "/round"); /* not for ever */
	assert_string_equal(o->log, "HCD");
	is_from(o, "/round2");
	assert_non_null(o->doc->redirect);
	assert_int_equal(web_asked(&f->web, "/round"), 1);
	o = load(f, "/leads-file"); /* and not to files */
	is_from(o, "/leads-file");
}

static void raw_pages_are_shown_as_they_are(void **state)
{
	struct fixture *f = *state;
	struct kr_load_request rq = request(&f->v[0]);
	char url[200];

	rq.url = at(f, "/leads", url);
	rq.mode = KR_MODE_RAW;
	f->v[0].id = kr_load_start(f->l, &rq, NULL);
	finish(&f->v[0]);
	is_from(&f->v[0], "/leads");
	assert_int_equal(web_asked(&f->web, "/leads2"), 0);
}

static void an_amp_page_leads_to_its_article(void **state)
{
	struct fixture *f = *state;
	struct one *o = load(f, "/amp");

	assert_string_equal(o->log, "HMMCD");
	assert_string_equal(o->doc->title, "A");
	is_from(o, "/article");
	assert_false(o->fallback);
	o = load(f, "/amp-late"); /* whose text comes later */
	assert_string_equal(o->log, "HCD");
	is_from(o, "/late");
	has_body(o, "late");
}

/* Whatever is wrong with the article: the AMP page stays, and is not asked for again. */
static void an_amp_page_is_kept(void **state)
{
	static const char *const paths[] = {"/amp-missing", "/amp-reset", "/amp-crash", "/amp-film",
	        "/amp-empty", "/amp-away", "/amp-back", "/amp-hang"};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct one *o = load(f, paths[i]);

		assert_string_equal(o->log, "HCD");
		assert_string_equal(o->doc->title, "AMP");
		has_body(o, "short\n\nform");
		is_from(o, paths[i]);
		assert_true(o->fallback);
		assert_int_equal(web_asked(&f->web, paths[i]), 1);
		assert_true(o->bytes > 100);
	}
}

static void an_amp_page_that_is_kept_is_joined(void **state)
{
	struct one *o = load(*state, "/amp-part");

	assert_string_equal(o->log, "HCPD");
	has_body(o, "amp one\n\nthree\n\nfour");
}

/* --- several pages ------------------------------------------------------------------------ */

static void pages_are_joined(void **state)
{
	struct fixture *f = *state;
	struct one *o = load(f, "/part");

	assert_string_equal(o->log, "HCPPD");
	has_body(o, "one\n\ntwo\n\nthree\n\nfour");
	is_from(o, "/part");
	assert_string_equal(o->msg, "");
}

static void a_missing_part_is_no_failure(void **state)
{
	static const struct {
		const char *path, *msg;
	} rows[] = {{"/part-missing", "page 2 of the article: "},
	        {"/part-crash", "page 2 of the article: the page could not be read"},
	        {"/part-moved", ""}}; /* where we are already */

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct one *o = load(*state, rows[i].path);

		assert_string_equal(o->log, "HCD");
		assert_int_equal(strncmp(o->msg, rows[i].msg, strlen(rows[i].msg)), 0);
		assert_int_equal(!*o->msg, !*rows[i].msg);
		has_body(o, "one");
	}
}

static void the_beginning_of_a_part_is_joined(void **state)
{
	struct one *o = load(*state, "/part-stall");

	assert_string_equal(o->log, "HCPD");
	has_body(o, "one\n\nbeginning");
	assert_true(kr_doc_has_warning(o->doc, "truncated"));
}

static void joining_is_resumed(void **state)
{
	struct fixture *f = *state;
	struct one *o = start(f, 0, "/part");
	struct kr_load_request rq = request(o);
	char url[200];

	while (!strchr(o->log, 'C'))
		turn(f);
	assert_int_equal(kr_load_progress(f->l, o->id).phase, KR_PHASE_JOIN);
	assert_int_equal(kr_load_progress(f->l, o->id).part, 2);
	assert_true(kr_load_cancel(f->l, o->id));
	rq.url = at(f, "/part", url);
	rq.doc = o->doc;
	rq.join = &o->join;
	o->id = kr_load_start(f->l, &rq, NULL);
	assert_string_equal(o->log, "HC");
	finish(o);
	assert_string_equal(o->log, "HCPPD");
	has_body(o, "one\n\ntwo\n\nthree\n\nfour");
	assert_int_equal(web_asked(&f->web, "/part"), 1);
	/* there is nothing more */
	o->over = false;
	o->id = kr_load_start(f->l, &rq, NULL);
	finish(o);
	assert_string_equal(o->log, "HCPPDD");
}

/* --- files -------------------------------------------------------------------------------- */

static void put_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void files_are_read(void **state)
{
	struct fixture *f = *state;
	char folder[] = "/tmp/kread-load-XXXXXX", path[64];
	struct kr_load_request rq = request(&f->v[0]);
	struct one *o = &f->v[0];

	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/page.html", folder);
	put_file(path, "<html>");
	rq.path = path;
	rq.url = "https://news.example/";
	rq.regular = true;
	o->id = kr_load_start(f->l, &rq, NULL);
	assert_int_equal(kr_load_progress(f->l, o->id).phase, KR_PHASE_READ);
	finish(o);
	assert_string_equal(o->log, "F"); /* the worker understood nothing */
	/* a file must not send us to the web */
	put_file(path, "{\"redirect\":\"https://news.example/2\",\"title\":\"<p>\"}");
	o = start_file(f, 1, path);
	finish(o);
	assert_string_equal(o->log, "HCD");
	assert_non_null(o->doc->redirect);
	assert_string_equal(o->url, "");
	unlink(path);
	rmdir(folder);
}

static void a_quiet_pipe_holds_up_nothing(void **state)
{
	struct fixture *f = *state;
	char folder[] = "/tmp/kread-load-XXXXXX", path[64], file[64];
	int fd;

	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/pipe", folder);
	snprintf(file, sizeof file, "%s/page", folder);
	assert_int_equal(mkfifo(path, 0600), 0);
	put_file(file, "{\"title\":\"<p>\"}");
	fd = open(path, O_RDWR);
	for (int i = 0; i < KR_LOAD_FILES; i++)
		start_file(f, i, path);
	start(f, KR_LOAD_FILES, "/article");
	finish(&f->v[KR_LOAD_FILES]);
	/* one more than are read at once waits for its turn */
	start_file(f, 4, file);
	finish(start(f, 5, "/article"));
	assert_string_equal(f->v[4].log, "");
	assert_int_equal(kr_load_progress(f->l, f->v[4].id).phase, KR_PHASE_READ);
	assert_true(kr_load_cancel(f->l, f->v[1].id));
	finish(&f->v[4]);
	assert_string_equal(f->v[4].log, "HCD");
	assert_string_equal(f->v[0].log, "");
	close(fd);
	unlink(path);
	unlink(file);
	rmdir(folder);
}

static void standard_input_is_kept(void **state)
{
	struct fixture *f = *state;
	struct kr_load_request rq = request(&f->v[0]);
	int saved = dup(STDIN_FILENO), p[2];

	assert_int_equal(pipe(p), 0);
	dup2(p[0], STDIN_FILENO);
	assert_int_equal(write(p[1], "{\"title\":\"<p>\"}", 15), 15);
	close(p[1]);
	rq.path = "-";
	rq.keep = true;
	for (int i = 0; i < 2; i++) {
		rq.user = &f->v[i];
		f->v[i].id = kr_load_start(f->l, &rq, NULL);
		finish(&f->v[i]);
		assert_string_equal(f->v[i].doc->title, "<p>");
		assert_int_equal(f->v[i].bytes, 15);
	}
	dup2(saved, STDIN_FILENO);
	close(saved);
	close(p[0]);
}

/* --- several loads, and none -------------------------------------------------------------- */

static void two_loads_at_once(void **state)
{
	static const char *const paths[] = {
	        "/article", "/part", "/other", "/missing", "/amp-missing", "/crash", "/leads"};
	static const char *const logs[] = {"HMMCD", "HCPPD", "HCD", "F", "HCD", "F", "HMMCD"};
	static const char *const bodies[] = {"one\n\ntwo\n\nthree", "one\n\ntwo\n\nthree\n\nfour",
	        "four", NULL, "short\n\nform", NULL, "one\n\ntwo\n\nthree"};
	enum { N = sizeof paths / sizeof *paths };
	struct fixture *f = *state;

	for (int i = 0; i < N; i++)
		start(f, i, paths[i]);
	for (int i = 0; i < N; i++) {
		finish(&f->v[i]);
		assert_string_equal(f->v[i].log, logs[i]);
		if (bodies[i])
			has_body(&f->v[i], bodies[i]);
	}
}

/* Where each load stands when it is cancelled; another one goes on and a third is started. */
static void cancelled_in_each_phase(void **state)
{
	static const struct {
		const char *path, *until;
		enum kr_load_phase phase;
	} rows[] = {
	        {"/hang", "", KR_PHASE_FETCH},
	        {"/slow", "", KR_PHASE_PARSE},
	        {"/growing", "H", KR_PHASE_GROW},
	        {"/part-hang", "HC", KR_PHASE_JOIN},
	        {"/part-slow", "HC", KR_PHASE_JOIN},
	        {"/amp-hang", "", KR_PHASE_FETCH},
	        {"/amp-slow", "", KR_PHASE_PARSE},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct one *o = start(f, 0, rows[i].path);
		const char *last = strstr(rows[i].path, "slow") ? "/slow" : "/hang";
		int asked = web_asked(&f->web, last);

		while (kr_load_progress(f->l, o->id).phase != rows[i].phase ||
		        (i != 2 && web_asked(&f->web, last) == asked))
			turn(f);
		start(f, 1, "/article"); /* may wait for the worker */
		turn(f);
		assert_string_equal(o->log, rows[i].until);
		assert_true(kr_load_cancel(f->l, o->id));
		assert_false(kr_load_cancel(f->l, o->id));
		start(f, 2, "/other");
		finish(&f->v[1]);
		finish(&f->v[2]);
		assert_string_equal(f->v[1].log, "HMMCD");
		assert_string_equal(f->v[2].log, "HCD");
		assert_string_equal(o->log, rows[i].until);
	}
}

static void cancelled_while_it_waits_for_the_worker(void **state)
{
	struct fixture *f = *state;

	start(f, 0, "/slow");
	while (kr_load_progress(f->l, f->v[0].id).phase != KR_PHASE_PARSE)
		turn(f);
	start(f, 1, "/article");
	while (kr_load_progress(f->l, f->v[1].id).phase != KR_PHASE_PARSE)
		turn(f);
	assert_true(kr_load_cancel(f->l, f->v[1].id));
	assert_int_equal(kr_load_progress(f->l, f->v[0].id).phase, KR_PHASE_PARSE);
	assert_true(kr_load_cancel(f->l, f->v[0].id));
	finish(start(f, 2, "/other"));
	assert_string_equal(f->v[2].log, "HCD");
	assert_string_equal(f->v[0].log, "");
	assert_string_equal(f->v[1].log, "");
}

static void a_handler_may_cancel(void **state)
{
	static const struct {
		const char *path, *log;
	} rows[] = {{"/part", "H"}, {"/article", "HM"}, {"/part", "HC"}, {"/part", "HCP"},
	        {"/amp-missing", "H"}, {"/amp-missing", "HC"}};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct one *o = start(f, 0, rows[i].path);

		o->cancel_at = rows[i].log[strlen(rows[i].log) - 1];
		finish(o);
		assert_string_equal(o->log, rows[i].log);
		finish(start(f, 1, "/article"));
		assert_string_equal(f->v[1].log, "HMMCD");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	        TEST(a_page_comes_in_pieces),
	        TEST(what_fails_says_why),
	        TEST(what_cannot_begin_has_no_events),
	        TEST(the_beginning_of_a_page_is_read),
	        TEST(redirects_are_followed),
	        TEST(raw_pages_are_shown_as_they_are),
	        TEST(an_amp_page_leads_to_its_article),
	        TEST(an_amp_page_is_kept),
	        TEST(an_amp_page_that_is_kept_is_joined),
	        TEST(pages_are_joined),
	        TEST(a_missing_part_is_no_failure),
	        TEST(the_beginning_of_a_part_is_joined),
	        TEST(joining_is_resumed),
	        TEST(files_are_read),
	        TEST(a_quiet_pipe_holds_up_nothing),
	        TEST(standard_input_is_kept),
	        TEST(two_loads_at_once),
	        TEST(cancelled_in_each_phase),
	        TEST(cancelled_while_it_waits_for_the_worker),
	        TEST(a_handler_may_cancel),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
