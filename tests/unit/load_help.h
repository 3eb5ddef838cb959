/* Loads of pages, with a server of our own and a worker that answers what the page says: its first
 * line is the article, the others are further blocks. */
#ifndef KREAD_TESTS_LOAD_HELP_H
#define KREAD_TESTS_LOAD_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fake_how.h"
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
        {"/moves-on", "/leads", WEB_MOVED},
        {"/hang", NULL, WEB_HANG},
        {"/stall", "{\"blocks\":[" TEXT("beginning") "]}", WEB_STALL},
        {"/reset", NULL, WEB_RESET},
        {"/crash", "crash", 0},
        {"/early",
                "early {\"title\":\"Beginning\",\"blocks\":[" TEXT(
                        "o") "]}\n{\"title\":\"A\","
                             "\"blocks\":[" TEXT("one") "]}" MORE("two"),
                0},
        {"/early-only", "early {\"title\":\"Beginning\",\"blocks\":[" TEXT("o") "]}\ncrash", 0},
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
	char early[64]; /* title of the beginning */
	char log[64];   /* a letter for each event */
	struct kr_doc *doc;
	struct kr_join join;
	char url[200], etag[40], failed[200], msg[480];
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

static inline void on_event(void *user, const struct kr_load_event *ev)
{
	static const char letters[] = {[KR_LOAD_PROGRESS] = '.',
	        [KR_LOAD_WARNING] = 'W',
	        [KR_LOAD_UNCHANGED] = 'U',
	        [KR_LOAD_EARLY] = 'E',
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
	if (c == 'E') {
		snprintf(o->early, sizeof o->early, "%s", ev->doc->title);
		kr_doc_free(ev->doc);
		return;
	}
	if (c == 'H') {
		o->doc = ev->doc;
		o->bytes = ev->page->bytes;
		o->fallback = ev->page->fallback;
	}
	assert_int_equal(ev->page != NULL, c == 'H' || c == 'U');
	if (ev->page) {
		snprintf(o->url, sizeof o->url, "%s", ev->page->url ? ev->page->url : "");
		snprintf(o->etag, sizeof o->etag, "%s", ev->page->etag ? ev->page->etag : "");
	}
	assert_ptr_equal(ev->doc, o->doc);
	if (ev->err)
		snprintf(o->msg, sizeof o->msg, "%s", ev->err->msg);
	if (c == 'F')
		snprintf(o->failed, sizeof o->failed, "%s", ev->url ? ev->url : "");
	o->over = c == 'D' || c == 'U' || c == 'F' || c == o->cancel_at;
	if (c == o->cancel_at && c != 'D' && c != 'U' && c != 'F')
		assert_true(kr_load_cancel(o->f->l, o->id));
}

static inline int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);

	fake_how("echo");
	setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	web_start(&f->web, routes);
	f->net = kr_net_open(&(struct kr_net_opts){.stall_timeout_s = 1, .total_timeout_s = 2});
	f->l = kr_load_open(f->net, getenv("KREAD_FAKE_WORKER"), true);
	for (int i = 0; i < LOADS; i++)
		f->v[i].f = f;
	*state = f;
	return 0;
}

static inline int tear_down(void **state)
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

static inline struct kr_load_request request(struct one *o)
{
	return (struct kr_load_request){.handler = on_event, .user = o};
}

static inline void reset(struct one *o)
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

static inline struct one *start(struct fixture *f, int i, const char *path)
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

static inline struct one *start_file(struct fixture *f, int i, const char *path)
{
	struct one *o = &f->v[i];
	struct kr_load_request rq = request(o);

	reset(o);
	rq.path = path;
	o->id = kr_load_start(f->l, &rq, NULL);
	assert_int_not_equal(o->id, 0);
	return o;
}

static inline void turn(struct fixture *f)
{
	struct kr_net_fd fds[KR_LOAD_FDS];
	int n = kr_load_fds(f->l, fds), timeout = kr_load_timeout(f->l);

	assert_int_equal(
	        kr_net_wait(f->net, fds, n, timeout < 0 || timeout > 100 ? 100 : timeout, NULL), 0);
	kr_load_pump(f->l, fds, n);
}

static inline void finish(struct one *o)
{
	int64_t end = kr_clock_ms() + 30000;

	while (!o->over && kr_clock_ms() < end)
		turn(o->f);
	assert_true(o->over);
	assert_int_equal(kr_load_progress(o->f->l, o->id).phase, KR_PHASE_NONE);
	assert_false(kr_load_cancel(o->f->l, o->id));
}

static inline struct one *load(struct fixture *f, const char *path)
{
	struct one *o = start(f, 0, path);

	finish(o);
	return o;
}

static inline void has_body(const struct one *o, const char *want)
{
	struct kr_str body;

	kr_str_init(&body);
	kr_doc_body(o->doc, &body);
	assert_string_equal(body.data, want);
	kr_str_fini(&body);
}

static inline void is_from(const struct one *o, const char *path)
{
	char url[200];

	assert_string_equal(o->url, at(o->f, path, url));
}

#endif
