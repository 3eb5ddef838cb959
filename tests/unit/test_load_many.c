/* Files, several loads at once, and cancelling. */
#include "load_help.h"

#include <fcntl.h>
#include <sys/stat.h>

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
