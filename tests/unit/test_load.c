/* One load: pages, pages that lead on, AMP pages, several pages of one article. */
#include "load_help.h"

#include <sys/stat.h>

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

static void the_beginning_of_a_long_page_comes_before_it(void **state)
{
	static const struct {
		const char *path, *log, *early;
		bool wanted;
	} rows[] = {
	        {"/early", "EHMCD", "Beginning", true}, {"/early-only", "EF", "Beginning", true},
	        {"/early", "F", "", false}, /* it did not come from our worker */
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct one *o = &f->v[0];
		struct kr_load_request rq = request(o);
		char url[200];

		reset(o);
		rq.url = at(f, rows[i].path, url);
		rq.early = rows[i].wanted;
		o->id = kr_load_start(f->l, &rq, NULL);
		finish(o);
		assert_string_equal(o->log, rows[i].log);
		assert_string_equal(o->early, rows[i].early);
		if (o->doc)
			has_body(o, "one\n\ntwo");
	}
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
	o = load(f, "/amp-late"); /* pages whose text comes late */
	assert_string_equal(o->log, "HCD");
	is_from(o, "/late");
	has_body(o, "late");
}

/* Whatever is wrong with the canonical page, the AMP page stays and is not fetched again. */
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
	        {"/part-moved", ""}}; /* the same page */

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
	/* no more events */
	o->over = false;
	o->id = kr_load_start(f->l, &rq, NULL);
	finish(o);
	assert_string_equal(o->log, "HCPPDD");
}

/* --- copies ------------------------------------------------------------------------------- */

static struct one *load_with_copy(
        struct fixture *f, const char *path, const char *copy, const char *etag)
{
	struct one *o = &f->v[0];
	struct kr_load_request rq = request(o);
	char url[200], copy_url[200];

	reset(o);
	rq.url = at(f, path, url);
	rq.join = &o->join;
	rq.copy = (struct kr_validators){.url = at(f, copy, copy_url), .etag = etag};
	o->id = kr_load_start(f->l, &rq, NULL);
	finish(o);
	return o;
}

/* Wherever the address leads, the question is asked where the copy came from. */
static void a_page_that_has_not_changed_ends_the_load(void **state)
{
	static const char *const paths[] = {"/article", "/moved", "/leads", "/moves-on", "/amp"};

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct one *o = load_with_copy(*state, paths[i], "/article#2", WEB_ETAG);

		assert_string_equal(o->log, "U");
		is_from(o, "/article");
		assert_string_equal(o->etag, WEB_ETAG);
	}
}

static void a_copy_of_something_else_is_not_asked_about(void **state)
{
	static const struct {
		const char *path, *copy, *etag, *log;
	} rows[] = {
	        {"/article", "/article", "\"v0\"", "HMMCD"},
	        {"/article", "/other", WEB_ETAG, "HMMCD"}, {"/article", "/article", NULL, "HMMCD"},
	        {"/article", "/article", WEB_ETAG "\r\nX: 1", "HMMCD"},
	        {"/part", "/part-last", WEB_ETAG, "HCPPD"}, /* only a page of the article */
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct one *o = load_with_copy(*state, rows[i].path, rows[i].copy, rows[i].etag);

		assert_string_equal(o->log, rows[i].log);
		assert_string_equal(o->etag, WEB_ETAG);
	}
}

/* What came in part or instead of another page must not be found current. */
static void what_is_no_whole_page_has_no_validators(void **state)
{
	static const char *const paths[] = {"/stall", "/amp-missing"};

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		assert_string_equal(load(*state, paths[i])->etag, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	        TEST(a_page_comes_in_pieces),
	        TEST(what_fails_says_why),
	        TEST(what_cannot_begin_has_no_events),
	        TEST(the_beginning_of_a_page_is_read),
	        TEST(the_beginning_of_a_long_page_comes_before_it),
	        TEST(redirects_are_followed),
	        TEST(raw_pages_are_shown_as_they_are),
	        TEST(an_amp_page_leads_to_its_article),
	        TEST(an_amp_page_is_kept),
	        TEST(an_amp_page_that_is_kept_is_joined),
	        TEST(pages_are_joined),
	        TEST(a_missing_part_is_no_failure),
	        TEST(the_beginning_of_a_part_is_joined),
	        TEST(joining_is_resumed),
	        TEST(a_page_that_has_not_changed_ends_the_load),
	        TEST(a_copy_of_something_else_is_not_asked_about),
	        TEST(what_is_no_whole_page_has_no_validators),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
