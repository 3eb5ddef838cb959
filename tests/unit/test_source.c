#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kread/load/source.h"

static const struct {
	const char *type, *name, *data;
	size_t len; /* 0: strlen */
	int mode;   /* -1: msg is the error */
	const char *msg;
} kinds[] = {
        {"text/html", "a", "<p>x", 0, KR_MODE_ARTICLE, NULL},
        {"text/html; charset=gbk", "a", "no tags at all", 0, KR_MODE_ARTICLE, NULL},
        {NULL, "a.html", "<!DOCTYPE html><p>x", 0, KR_MODE_ARTICLE, NULL},
        {NULL, "-", "<p>x", 0, KR_MODE_ARTICLE, NULL},
        {NULL, "-", "just\twords\n", 0, KR_MODE_TEXT, NULL},
        {NULL, "notes.txt", "if a <b then", 0, KR_MODE_TEXT, NULL},
        {"text/plain", "a", "<p>x", 0, KR_MODE_TEXT, NULL},
        {"text/css", "a", "p {}", 0, KR_MODE_TEXT, NULL},
        {"application/json", "a", "{}", 0, KR_MODE_TEXT, NULL},
        {"text/xml", "a", "<?xml version=\"1.0\"?><html><p>x", 0, KR_MODE_ARTICLE, NULL},
        {"application/xml", "a", "<?xml version=\"1.0\"?><rss>", 0, KR_MODE_FEED, NULL},
        {"application/rss+xml; charset=utf-8", "a", "<rss>", 0, KR_MODE_FEED, NULL},
        {"application/atom+xml", "a", "x", 0, KR_MODE_FEED, NULL},
        {"text/html", "a",
                "\xef\xbb\xbf<?xml version=\"1.0\"?>\n<!-- <html> -->\n<!DOCTYPE feed [<!ENTITY a "
                "'>'>]><feed xmlns='x'>",
                0, KR_MODE_FEED, NULL},
        {"text/plain", "a", "<rdf:RDF xmlns:rdf='x'>", 0, KR_MODE_FEED, NULL},
        {"text/html", "a", "<p>How to write <rss> and <feed>", 0, KR_MODE_ARTICLE, NULL},
        {"text/html", "a", "<feedback>", 0, KR_MODE_ARTICLE, NULL},
        {"application/json", "a", "{\"version\": \"https://jsonfeed.org/version/1\"}", 0,
                KR_MODE_FEED, NULL},
        {"application/json", "a", "{\"version\":\"https:\\/\\/jsonfeed.org\\/version\\/1.1\"}", 0,
                KR_MODE_FEED, NULL},
        {"application/rdf+xml", "a", "\n<rdf:RDF xmlns:rdf='x'>", 0, KR_MODE_FEED, NULL},
        {"application/x-rss+xml", "a", "<rss>", 0, KR_MODE_FEED, NULL},
        {"text/html", "a", "%PDF-1.7\n<p>", 0, -1, "this is a PDF document (1 KB), not a page"},
        {"application/octet-stream", "a", "\x89PNG\r\n\x1a\n....", 0, -1,
                "this is a picture (PNG) (1 KB), not a page"},
        {"image/svg+xml", "a", "<svg>", 0, -1, "this is a picture (1 KB), not a page"},
        {"video/mp4", "a", "....", 0, -1, "this is a video (1 KB), not a page"},
        {NULL, "a",
                "\0\0\0\x18"
                "ftypmp42",
                12, -1, "this is a video (MP4) (1 KB), not a page"},
        {NULL, "a", "PK\x03\x04....", 0, -1,
                "this is a ZIP archive or an office document (1 KB), not a page"},
        {NULL, "a", "\1\0\0\0\2\0\0\0\3\0\0\0\4\0\0\0\5", 17, -1,
                "this is binary data (1 KB), not a page"},
        {NULL, "a", "<\0p\0>\0a\0b\0c\0d\0e\0f\0g\0", 20, KR_MODE_ARTICLE, NULL},
        {NULL, "a", "\xff\xfe<\0p\0>\0a\0b\0c\0d\0e\0f\0g\0", 22, KR_MODE_ARTICLE, NULL},
        {"text/html", "a", "<p>a\0b</p>", 10, KR_MODE_ARTICLE, NULL},
        {NULL, "a", "", 0, KR_MODE_TEXT, NULL},
};

static void kinds_of_content(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		size_t len = kinds[i].len ? kinds[i].len : strlen(kinds[i].data);
		struct kr_err err = {0};
		enum kr_mode mode = KR_MODES;
		int rc = kr_source_mode(
		        kinds[i].type, kinds[i].name, kinds[i].data, len, &mode, &err);

		if (kinds[i].mode >= 0) {
			assert_int_equal(rc, 0);
			assert_int_equal(mode, kinds[i].mode);
		} else {
			assert_int_equal(rc, KR_E_TYPE);
			assert_string_equal(err.msg, kinds[i].msg);
		}
	}
}

static void what_people_name(void **state)
{
	static const struct {
		const char *arg;
		enum kr_source_kind kind;
		const char *out;
	} cases[] = {
	        {"-", KR_SOURCE_STDIN, "-"},
	        {"https://news.example/a", KR_SOURCE_URL, "https://news.example/a"},
	        {"/etc/passwd", KR_SOURCE_FILE, "/etc/passwd"},
	        {"file:///etc/passwd", KR_SOURCE_FILE, "/etc/passwd"},
	        {"file:///a%20b/%E6%96%B0.html", KR_SOURCE_FILE, "/a b/新.html"},
	        {"file://localhost/a", KR_SOURCE_FILE, "/a"},
	        {"./no-such-file", KR_SOURCE_FILE, "./no-such-file"},
	        {"/no/such/file", KR_SOURCE_FILE, "/no/such/file"},
	        {"no-such-page.html", KR_SOURCE_FILE, "no-such-page.html"},
	        {"news.example/no-such-page.html", KR_SOURCE_URL,
	                "https://news.example/no-such-page.html"},
	        {"//news.example/a", KR_SOURCE_URL, "https://news.example/a"},
	        {"news.example/a", KR_SOURCE_URL, "https://news.example/a"},
	        {"pages/no-such-page.html", KR_SOURCE_FILE, "pages/no-such-page.html"},
	        {"nowhere/a.html", KR_SOURCE_URL, "https://nowhere/a.html"},
	        {"news.folder/a.html", KR_SOURCE_URL, "https://news.folder/a.html"},
	        {"localhost:80/a", KR_SOURCE_URL, "http://localhost/a"},
	};
	char folder[] = "/tmp/kread-source-XXXXXX";
	struct kr_str out;

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	assert_int_equal(mkdir("pages", 0700) | mkdir("news.folder", 0700), 0);
	kr_str_init(&out);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		enum kr_source_kind kind;

		assert_int_equal(kr_source_parse(cases[i].arg, &kind, &out, NULL), 0);
		assert_int_equal(kind, cases[i].kind);
		assert_string_equal(out.data, cases[i].out);
	}
	kr_str_fini(&out);
	assert_int_equal(rmdir("pages") | rmdir("news.folder") | chdir("/") | rmdir(folder), 0);
}

static void paths_as_typed(void **state)
{
	static const struct {
		const char *typed, *path; /* NULL: none */
	} cases[] = {{" /a b ", "/a b"}, {"./a%20b", "./a%20b"}, {"../a", "../a"},
	        {"~/a", "/home/me/a"}, {"~", NULL}, {"//a.example/", NULL}, {"a/b", NULL},
	        {"", NULL}};
	struct kr_str out;

	(void)state;
	setenv("HOME", "/home/me", 1);
	kr_str_init(&out);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(kr_source_is_path(cases[i].typed, &out), cases[i].path != NULL);
		assert_string_equal(out.data, cases[i].path ? cases[i].path : "");
	}
	assert_false(kr_source_url_path("file://other.example/a", &out));
	kr_str_fini(&out);
}

static void files_are_read(void **state)
{
	char name[] = "/tmp/kread-test-XXXXXX";
	int fd = mkstemp(name);
	struct kr_str out;
	struct kr_err err;

	(void)state;
	assert_int_equal(write(fd, "hello", 5), 5);
	close(fd);
	kr_str_init(&out);
	assert_int_equal(kr_source_read(name, 5, &out, &err), 0);
	assert_string_equal(out.data, "hello");
	assert_int_equal(kr_source_read(name, 4, &out, &err), KR_E_LIMIT);
	assert_int_equal(kr_source_read("/", 4, &out, &err), KR_E_TYPE);
	assert_string_equal(err.msg, "is a directory");
	unlink(name);
	assert_int_equal(kr_source_read(name, 4, &out, &err), KR_E_SYS);
	assert_string_equal(err.msg, "cannot open: No such file or directory");
	kr_source_file_url("/no/such dir/新.html", &out);
	assert_string_equal(out.data, "file:///no/such%20dir/%E6%96%B0.html");
	kr_str_fini(&out);
}

static void missing_ends(void **state)
{
	static const struct {
		const char *page;
		bool cut, cut_if_open_ended;
	} rows[] = {
	        {"<html><body><p>whole</body></html>\n", false, false},
	        {"<HTML><p>whole</HTML>", false, false},
	        {"<html><body><p>whole</BODY><!-- 7 ms -->", false, false},
	        {"<html><body><p>nothing is closed</p>\n", false, true},
	        {"<html><body><p>in mid-sent", true, true},
	        {"<body><p>in a <a href='", true, true},
	        {"<p>a fragment", false, false},
	        {"plain text", false, false},
	        {"", false, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *page = rows[i].page;

		assert_int_equal(kr_source_is_cut(page, strlen(page), false), rows[i].cut);
		assert_int_equal(
		        kr_source_is_cut(page, strlen(page), true), rows[i].cut_if_open_ended);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(kinds_of_content),
	        cmocka_unit_test(what_people_name),
	        cmocka_unit_test(paths_as_typed),
	        cmocka_unit_test(files_are_read),
	        cmocka_unit_test(missing_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
