#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "net/cookie_priv.h"

static void lines(struct kr_fetch_head *h, const char *const *list)
{
	for (; *list; list++)
		kr_header_line(h, *list, strlen(*list));
}

static void values(void **state)
{
	static const char *const list[] = {"HTTP/1.1 200 OK\r\n", "CONTENT-TYPE:text/html\r\n",
	        "Content-Type: image/png\r\n", "Link: <a>; rel=next\r\n", "link: <b>\r\n",
	        "ETag: \r\n", "ETag: \"1\x1b[31m\"\r\n", "Date: nonsense\r\n",
	        "Content-Length: 77\r\n", "Date: Thu, 01 Jan 1970 00:01:00 GMT\r\n",
	        "no colon here\r\n", ": no name\r\n", "Location: /\xd6\xd0 x \r\n",
	        "Retry-After: 5", "\r\n", NULL};
	struct kr_fetch_head h;

	kr_header_init(&h, *state);
	lines(&h, list);
	assert_string_equal(h.content_type.data, "text/html");
	assert_string_equal(h.link.data, "<a>; rel=next, <b>");
	assert_int_equal(h.etag.len, 0); /* a changed validator is none */
	assert_int_equal(h.date, 60);
	assert_int_equal(h.length, 77);
	assert_null(kr_header_media(h.content_type.data));
	assert_string_equal(h.location.data, "/\xd6\xd0 x");
	assert_string_equal(h.retry_after.data, "5");
	assert_true(h.last_modified.len == 0);
	kr_header_fini(&h);
}

static void codings(void **state)
{
	static const struct {
		const char *lines[3];
		bool overcoded;
	} cases[] = {
	        {{"Vary: x", NULL}, false},
	        {{"Content-Encoding: identity", NULL}, false},
	        {{"Content-Encoding: GZIP", NULL}, false},
	        {{"content-encoding: br\r\n", NULL}, false},
	        {{"Content-Encoding: gzip, UTF-8, aws-chunked, gzip", NULL}, false},
	        {{"Content-Encoding: gzip", "Content-Encoding: gzip", NULL}, false},
	        {{"Content-Encoding: gzip, x-gzip", "Content-Encoding: br", NULL}, true},
	        {{"Content-Encoding: deflate, zstd, br", NULL}, true},
	        {{"Transfer-Encoding: gzip, chunked", NULL}, false},
	        {{"Transfer-Encoding: gzip, gzip", NULL}, true},
	        {{"Transfer-Encoding: br", "Transfer-Encoding: chunked", NULL}, true},
	        {{"Transfer-Encoding: chunked, gzip", "Content-Encoding: br", NULL}, true},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_fetch_head h;

		kr_header_init(&h, *state);
		lines(&h, cases[i].lines);
		assert_int_equal(kr_header_is_overcoded(&h), cases[i].overcoded);
		kr_header_fini(&h);
	}
}

/* A value that is longer than any address may be is dropped. */
static void huge(void **state)
{
	enum { MOST = 64 << 10, NAME = sizeof "Location: " - 1 };
	char *line = malloc(NAME + MOST + 1);

	for (int more = 1; more >= 0; more--) {
		struct kr_fetch_head h;

		memset(line, 'x', NAME + MOST + 1);
		memcpy(line, "Location: ", NAME);
		kr_header_init(&h, *state);
		kr_header_line(&h, line, (size_t)(NAME + MOST + more));
		assert_int_equal(h.location.len, more ? 0 : MOST);
		kr_header_fini(&h);
	}
	free(line);
}

static void restarts(void **state)
{
	static const char *const list[] = {"HTTP/1.1 103 Early Hints\r\n", "Link: <early>\r\n",
	        "Location: /early\r\n", "\r\n", "HTTP/1.1 200 OK\r\n",
	        "Content-Type: text/html\r\n", "\r\n", NULL};
	static const char *const trailers[] = {
	        "Location: /late\r\n", "Content-Type: text/late\r\n", NULL};
	struct kr_fetch_head h;
	size_t bytes;

	kr_header_init(&h, *state);
	lines(&h, list);
	assert_int_equal(h.link.len + h.location.len, 0);
	assert_string_equal(h.content_type.data, "text/html");
	h.complete = true;
	bytes = h.bytes;
	lines(&h, trailers);
	assert_int_equal(h.location.len, 0);
	assert_string_equal(h.content_type.data, "text/html");
	assert_int_equal(h.bytes, bytes + strlen(trailers[0]) + strlen(trailers[1]));
	kr_header_fini(&h);
}

static void media(void **state)
{
	static const struct {
		const char *line;
		bool is;
	} cases[] = {{"Content-Type: video/mp4", true}, {"Content-Type: Audio/ogg", true},
	        {"Content-Type: application/pdf", true}, {"Content-Type: text/html", false},
	        {"Content-Type: application/xhtml+xml", false}, {"Content-Type: image/png", false},
	        {"X: y", false}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_fetch_head h;

		kr_header_init(&h, *state);
		kr_header_line(&h, cases[i].line, strlen(cases[i].line));
		assert_int_equal(kr_header_media(h.content_type.data) != NULL, cases[i].is);
		kr_header_fini(&h);
	}
}

static int load(void **state)
{
	struct kr_curl *curl = NULL;
	struct kr_err err;

	if (kr_curl_load(&curl, &err) < 0)
		fail_msg("%s", err.msg);
	*state = curl;
	return 0;
}

static int unload(void **state)
{
	free(*state);
	return 0;
}

/* --- cookies ------------------------------------------------------------------------------ */

static void cookie_hosts(void **state)
{
	static const struct {
		const char *line, *host;
		bool belongs;
	} rows[] = {
	        {"a.example\tFALSE\t/\tFALSE\t0\tn\tv", "a.example", true},
	        {"A.Example\tFALSE\t/\tFALSE\t0\tn\tv", "a.example", true},
	        {"x.a.example\tFALSE\t/\tFALSE\t0\tn\tv", "a.example", true},
	        {"xa.example\tFALSE\t/\tFALSE\t0\tn\tv", "a.example", false},
	        {"a.example\tFALSE\t/\tFALSE\t0\tn\tv", "x.a.example", false},
	        {".a.example\tTRUE\t/\tFALSE\t0\tn\tv", "x.a.example", true},
	        {"a.example\tTRUE\t/\tFALSE\t0\tn\tv", "xa.example", false},
	        {"[::1]\tFALSE\t/\tFALSE\t0\tn\tv", "[::1]", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kr_cookie c;

		assert_int_equal(kr_cookie_read(kr_slice_of(rows[i].line), &c), KR_COOKIE_GOOD);
		assert_int_equal(kr_cookie_belongs(&c, kr_slice_of(rows[i].host)), rows[i].belongs);
	}
}

/* As they come, and as they are written. */
static void cookie_lines(void **state)
{
	static const struct {
		const char *line, *written; /* NULL: no cookie */
	} rows[] = {
	        {"#HttpOnly_.a.example\tTRUE\t/x\tTRUE\t1999999999\tn\tv\r\n",
	                "#HttpOnly_.a.example\tTRUE\t/x\tTRUE\t1999999999\tn\tv"},
	        {"a.example\ttrue\t/\tfalse\t5.75\tn\tv=1\n",
	                ".a.example\tTRUE\t/\tFALSE\t5\tn\tv=1"},
	        {".a.example\tFALSE\t/\tFALSE\t-1\tn", "a.example\tFALSE\t/\tFALSE\t0\tn\t"},
	        {"a.example\tFALSE\t/\tFALSE\t\t\tn", "a.example\tFALSE\t/\tFALSE\t0\tn\t"},
	        {"", NULL},
	        {"# a\tb\tc\td\te\tf\tg", NULL},
	        {"a.example\tFALSE\t/\tFALSE\t5.7.5\tn\tv", NULL},
	        {"a.example\tFALSE\t/\tFALSE\t0x5\tn\tv", NULL},
	        {"a.example\tFALSE\t\tFALSE\t0\tn\tv", NULL},
	        {"a.example\tFALSE\t/\tFALSE\t0\t\t", NULL},
	        {"..\tFALSE\t/\tFALSE\t0\tn\tv\r\tx", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kr_str out;
		struct kr_cookie c;

		kr_str_init(&out);
		if (kr_cookie_read(kr_slice_of(rows[i].line), &c) == KR_COOKIE_GOOD)
			kr_cookie_write(&c, &out);
		assert_string_equal(out.data, rows[i].written ? rows[i].written : "");
		kr_str_fini(&out);
	}
}

/* A path of so many bytes, and a name of one byte with a value of so many. */
static bool is_taken(int path, int value)
{
	struct kr_str line;
	struct kr_cookie c;
	bool good;

	kr_str_init(&line);
	kr_str_addf(&line, "a.example\tFALSE\t/%0*d\tFALSE\t0\tn\t%0*d", path - 1, 0, value, 0);
	good = kr_cookie_read(kr_slice_of(line.data), &c) == KR_COOKIE_GOOD;
	kr_str_fini(&line);
	return good;
}

static void cookie_limits(void **state)
{
	(void)state;
	assert_true(is_taken(1024, 9));
	assert_false(is_taken(1025, 9));
	assert_true(is_taken(9, 4095));
	assert_false(is_taken(9, 4096));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(values), cmocka_unit_test(huge),
	        cmocka_unit_test(restarts), cmocka_unit_test(codings), cmocka_unit_test(media),
	        cmocka_unit_test(cookie_hosts), cmocka_unit_test(cookie_lines),
	        cmocka_unit_test(cookie_limits)};

	return cmocka_run_group_tests(tests, load, unload);
}
