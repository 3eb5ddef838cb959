#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "kread/base/log.h"

static char path[] = "/tmp/kread-log-XXXXXX", other[] = "/tmp/kread-log-XXXXXX";

/* The whole file; static. */
static const char *text_of(const char *name)
{
	static char text[4096];
	FILE *f = fopen(name, "r");
	size_t n;

	assert_non_null(f);
	n = fread(text, 1, sizeof text - 1, f);
	text[n] = '\0';
	fclose(f);
	return text;
}

/* The next line without its time, which is checked: "12:34:56.789 ". *at moves on. */
static const char *next_line(const char **at)
{
	static char line[1024];
	int h, m, s, ms, used = 0;
	size_t len;

	assert_int_equal(sscanf(*at, "%2d:%2d:%2d.%3d %n", &h, &m, &s, &ms, &used), 4);
	assert_int_equal(used, 13);
	assert_true(h < 24 && m < 60 && s <= 60);
	len = strcspn(*at + used, "\n");
	assert_int_equal((*at)[(size_t)used + len], '\n');
	assert_true(len < sizeof line);
	memcpy(line, *at + used, len);
	line[len] = '\0';
	*at += (size_t)used + len + 1;
	return line;
}

static int make_files(void **state)
{
	int a = mkstemp(path), b = mkstemp(other);

	(void)state;
	close(a);
	close(b);
	return a < 0 || b < 0;
}

static int remove_files(void **state)
{
	(void)state;
	return unlink(path) | unlink(other);
}

static void writes_nothing_when_closed(void **state)
{
	(void)state;
	kr_log_write("before %d", 1);
	kr_log_close();
	assert_string_equal(text_of(path), "");
}

static void writes_lines(void **state)
{
	const char *at;

	(void)state;
	assert_int_equal(kr_log_open(path, NULL), 0);
	kr_log_write("page %d of %s", 2, "many");
	at = text_of(path); /* at once, not only when it is closed */
	assert_string_equal(next_line(&at), "page 2 of many");
	kr_log_write("%s", "two\nlines\x1b[31m red\xff");
	kr_log_close();
	kr_log_write("after");
	at = text_of(path);
	next_line(&at);
	assert_string_equal(next_line(&at), "two lines[31m red\xef\xbf\xbd");
	assert_string_equal(at, "");
}

static void appends_and_replaces(void **state)
{
	const char *at;

	(void)state;
	assert_int_equal(kr_log_open(path, NULL), 0);
	kr_log_write("third");
	assert_int_equal(kr_log_open(other, NULL), 0);
	kr_log_write("elsewhere");
	kr_log_close();
	at = text_of(path);
	next_line(&at);
	next_line(&at);
	assert_string_equal(next_line(&at), "third");
	assert_string_equal(at, "");
	at = text_of(other);
	assert_string_equal(next_line(&at), "elsewhere");
}

/* The log that is open stays open. */
static void refuses(void **state)
{
	struct kr_err err;

	(void)state;
	assert_int_equal(kr_log_open(other, NULL), 0);
	assert_int_equal(kr_log_open("/nowhere/log", &err), KR_E_SYS);
	assert_non_null(strstr(err.msg, "/nowhere/log"));
	assert_non_null(strstr(err.msg, strerror(ENOENT)));
	kr_log_write("still here");
	kr_log_close();
	assert_non_null(strstr(text_of(other), "still here"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(writes_nothing_when_closed),
	        cmocka_unit_test(writes_lines),
	        cmocka_unit_test(appends_and_replaces),
	        cmocka_unit_test(refuses),
	};

	return cmocka_run_group_tests(tests, make_files, remove_files);
}
