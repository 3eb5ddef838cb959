/* The library: its tables, what happens when it cannot be used, and the history in it. */
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <dirent.h>
#include <sqlite3.h>

#include <cmocka.h>

#include "store_folder.h"
#include "kread/base/clock.h"
#include "kread/base/str.h"
#include "kread/store/history.h"
#include "kread/store/shelf.h"
#include "kread/store/store.h"

enum { NOBODY = 65534 };

static int visit(struct kr_store *s, const char *key, const char *title, int64_t when)
{
	return kr_history_visit(
	        s, key, NULL, &(struct kr_article){.url = key, .title = title, .last = when}, NULL);
}

static void add_row(void *user, const struct kr_article *e)
{
	kr_str_addf(user, "%s|%s|%s|%d-%d|%d\n", e->url, e->title ? e->title : "-",
	        e->site ? e->site : "-", (int)e->first, (int)e->last, (int)e->times);
}

static void lists(struct kr_store *s, const char *want)
{
	struct kr_str rows;

	kr_str_init(&rows);
	assert_int_equal(
	        kr_shelf_list(s, KR_SHELF_HISTORY, NULL, KR_SORT_DATE, 100, add_row, &rows, NULL),
	        0);
	assert_string_equal(rows.data, want);
	kr_str_fini(&rows);
}

/* Files of the folder whose names contain a text. */
static int count_files(const char *text)
{
	DIR *d = opendir(folder);
	int n = 0;

	assert_non_null(d);
	for (struct dirent *e; (e = readdir(d));)
		n += strstr(e->d_name, text) != NULL;
	closedir(d);
	return n;
}

static mode_t mode_of(const char *name)
{
	struct stat st;

	assert_int_equal(stat(name, &st), 0);
	return st.st_mode & 07777;
}

/* --- opening ------------------------------------------------------------------------------ */

static void a_new_library_is_the_owners_alone(void **state)
{
	mode_t old = umask(0);
	char wal[160];
	struct kr_store *s = open_store();

	(void)state;
	assert_null(kr_store_notice(s));
	assert_int_equal(visit(s, "k", NULL, 1), 0);
	snprintf(wal, sizeof wal, "%s-wal", path);
	assert_int_equal(mode_of(folder), 0700);
	assert_int_equal(mode_of(path), 0600);
	assert_int_equal(mode_of(wal), 0600);
	kr_store_close(s);
	kr_store_close(open_store());
	umask(old);
}

static void older_tables_are_brought_up_to_date(void **state)
{
	static const char *const before[] = {
	        "PRAGMA user_version = 0",           /* an empty file */
	        "CREATE TABLE x (y); DROP TABLE x;", /* a database without tables */
	};

	(void)state;
	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		struct kr_store *s;

		make_other(before[i]);
		s = open_store();
		assert_null(kr_store_notice(s));
		assert_int_equal(visit(s, "k", "t", 7), 0);
		lists(s, "k|t|-|7-7|1\n");
		kr_store_close(s);
		s = open_store();
		lists(s, "k|t|-|7-7|1\n");
		kr_store_close(s);
		unlink(path);
	}
}

static void a_newer_one_is_left_alone(void **state)
{
	struct kr_store *s;
	struct kr_err err;

	(void)state;
	make_other("CREATE TABLE later (x); PRAGMA user_version = 1000");
	assert_int_equal(kr_store_open(path, &s, &err), KR_E_FORMAT);
	assert_non_null(strstr(err.msg, "written by a newer kread"));
	assert_int_equal(count_files("damaged"), 0);
	sqlite3_close(other("SELECT x FROM later"));
}

static void put_file(const char *bytes, size_t len)
{
	FILE *f = fopen(path, "r+");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, len, f), len);
	fclose(f);
}

static void a_damaged_one_is_set_aside(void **state)
{
	static char garbage[30000];
	struct kr_store *s;

	(void)state;
	memset(garbage, 'x', sizeof garbage);
	for (int i = 0; i < 3; i++) {
		make_other(i == 2 ? "CREATE TABLE address (wrong)" : "CREATE TABLE x (y)");
		if (i == 0)
			put_file(garbage, sizeof garbage);
		if (i == 1) /* the schema */
			put_file("SQLite format 3\0\x10\0\1\1\0\x40\x20\x20\xff\xff\xff\xff", 24),
			        assert_int_equal(truncate(path, 3000), 0);
		s = open_store();
		assert_non_null(strstr(kr_store_notice(s), "was damaged; it is kept as "));
		assert_int_equal(count_files("damaged"), i + 1);
		assert_int_equal(visit(s, "k", "t", 7), 0);
		lists(s, "k|t|-|7-7|1\n");
		kr_store_close(s);
		s = open_store();
		assert_null(kr_store_notice(s));
		kr_store_close(s);
		unlink(path);
	}
}

/* As above, but it is found later, in the middle of the run. */
static void damage_found_later_ends_the_history(void **state)
{
	char key[600];
	struct kr_store *s = open_store();
	struct kr_err err = {0};
	struct stat st;
	int rc = 0, fd;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		snprintf(key, sizeof key, "%d%0500d", i, i);
		assert_int_equal(visit(s, key, "t", i), 0);
	}
	kr_store_close(s);
	s = open_store();
	fd = open(path, O_RDWR | O_CLOEXEC);
	assert_int_equal(fstat(fd, &st), 0);
	memset(key, 0x5a, sizeof key);
	for (off_t at = 5 * 4096L; at < st.st_size; at += 4096)
		assert_int_equal(pwrite(fd, key, sizeof key, at), sizeof key);
	for (int i = 0; i < 2000 && rc >= 0; i++) {
		snprintf(key, sizeof key, "%d%0500d", i, i);
		rc = kr_history_find(s, key, NULL, &err);
	}
	close(fd);
	assert_int_equal(rc, KR_E_FORMAT);
	assert_non_null(strstr(err.msg, "is damaged; it is kept as library.db.damaged-"));
	assert_int_equal(count_files("damaged"), 1);
	/* and it is not spoken of again */
	assert_int_equal(kr_history_find(s, "k", NULL, &err), 0);
	assert_int_equal(visit(s, "k", NULL, 1), 0);
	assert_int_equal(kr_store_timeout(s), -1);
	lists(s, "");
	kr_store_close(s);
}

/* --- folders and disks ---------------------------------------------------------------------- */

/* Runs a test in a process of its own; its result is the exit status. */
static void in_child(int (*test)(void))
{
	pid_t pid = fork();
	int status;

	if (pid == 0)
		_exit(test());
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static int open_without_rights(void)
{
	struct kr_store *s;
	struct kr_err err;

	if (geteuid() == 0 && setuid(NOBODY) < 0)
		return 1;
	if (kr_store_open(path, &s, &err) != KR_E_SYS)
		return 2;
	return strstr(err.msg, "Permission denied") ? 0 : 3;
}

static int read_without_rights(void)
{
	struct kr_store *s;
	struct kr_err err;
	int rc;

	if (geteuid() == 0 && setuid(NOBODY) < 0)
		return 1;
	if (kr_store_open(path, &s, &err) < 0)
		return strstr(err.msg, path) ? 0 : 2;
	rc = kr_history_visit(s, "b", NULL, &(struct kr_article){.url = "b"}, &err);
	if (rc != KR_E_SYS || !strstr(err.msg, "readonly"))
		return 3;
	if (kr_history_find(s, "k", NULL, &err) != 1)
		return 4;
	kr_store_close(s);
	return 0;
}

static void a_folder_that_cannot_be_written(void **state)
{
	(void)state;
	assert_int_equal(chmod(top, 0555), 0);
	in_child(open_without_rights);
	assert_int_equal(chmod(top, 0755), 0);
	make_other("PRAGMA user_version = 0");
	unlink(path);
	in_child(open_without_rights);
}

static void a_library_that_cannot_be_written(void **state)
{
	char data[96];
	struct kr_store *s = open_store();

	(void)state;
	assert_int_equal(visit(s, "k", "t", 7), 0);
	kr_store_close(s);
	snprintf(data, sizeof data, "%s/data", top);
	assert_int_equal(chmod(top, 0755) | chmod(data, 0755) | chmod(folder, 0555), 0);
	assert_int_equal(chmod(path, 0444), 0);
	in_child(read_without_rights);
	assert_int_equal(chmod(folder, 0700), 0);
}

static int write_on_full_disk(void)
{
	struct kr_store *s;
	struct kr_err err = {0};
	const struct rlimit full = {0, RLIM_INFINITY}, room = {RLIM_INFINITY, RLIM_INFINITY};

	if (kr_store_open(path, &s, &err) < 0 || visit(s, "a", NULL, 1) < 0)
		return 1;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &full);
	if (kr_history_visit(s, "b", NULL, &(struct kr_article){.url = "b"}, &err) != KR_E_SYS ||
	        !strstr(err.msg, path))
		return 2;
	if (kr_history_find(s, "a", NULL, &err) != 1 || kr_history_find(s, "b", NULL, &err) != 0)
		return 3;
	setrlimit(RLIMIT_FSIZE, &room);
	if (visit(s, "c", NULL, 2) < 0 || kr_history_find(s, "c", NULL, &err) != 1)
		return 4;
	kr_store_close(s);
	return 0;
}

static void a_full_disk_costs_one_entry(void **state)
{
	(void)state;
	in_child(write_on_full_disk);
}

static void what_was_written_survives_a_kill(void **state)
{
	struct kr_store *s;
	pid_t pid = fork();
	int status;

	(void)state;
	if (pid == 0) {
		if (kr_store_open(path, &s, NULL) == 0 && visit(s, "k", "t", 3) == 0)
			raise(SIGKILL);
		_exit(1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	s = open_store();
	assert_null(kr_store_notice(s));
	lists(s, "k|t|-|3-3|1\n");
	kr_store_close(s);
}

/* --- two programs ------------------------------------------------------------------------- */

static void two_have_it_open(void **state)
{
	struct kr_store *a = open_store(), *b = open_store();

	(void)state;
	assert_int_equal(visit(a, "k", "t", 1), 0);
	assert_int_equal(kr_history_find(b, "k", NULL, NULL), 1);
	assert_int_equal(visit(b, "k", "u", 2), 0);
	lists(a, "k|u|-|1-2|2\n");
	kr_store_close(a);
	assert_int_equal(visit(b, "l", NULL, 3), 0);
	kr_store_close(b);
}

static void a_lock_is_not_waited_for(void **state)
{
	struct kr_store *s = open_store();
	sqlite3 *holder = other("BEGIN IMMEDIATE");
	struct kr_history_place at;
	int64_t start = kr_clock_ms();

	(void)state;
	assert_int_equal(kr_store_timeout(s), -1);
	for (int i = 0; i < 20; i++) /* only the first one waits, and not for long */
		assert_int_equal(visit(s, "k", "t", i), 0);
	assert_int_equal(kr_history_leave(s, "k", (struct kr_history_place){3, 9}, NULL), 0);
	assert_in_range(kr_clock_ms() - start, 0, 10 * KR_STORE_WAIT_MS);
	assert_in_range(kr_store_timeout(s), 1, KR_STORE_RETRY_MS);
	lists(s, "");
	while (kr_store_timeout(s) > 0)
		poll(NULL, 0, kr_store_timeout(s));
	assert_int_equal(kr_store_retry(s, NULL), 0); /* in vain */
	assert_in_range(kr_store_timeout(s), 1, KR_STORE_RETRY_MS);
	sqlite3_close(holder);
	while (kr_store_timeout(s) > 0)
		poll(NULL, 0, kr_store_timeout(s));
	assert_int_equal(kr_store_retry(s, NULL), 0);
	assert_int_equal(kr_store_timeout(s), -1);
	lists(s, "k|t|-|0-19|20\n");
	assert_int_equal(kr_history_find(s, "k", &at, NULL), 1);
	assert_int_equal(at.section, 3);
	assert_int_equal(at.off, 9);
	kr_store_close(s);
}

static void what_waits_is_written_at_the_end(void **state)
{
	struct kr_store *s = open_store();
	sqlite3 *holder = other("BEGIN IMMEDIATE");

	(void)state;
	for (int i = 0; i <= KR_STORE_BACKLOG; i++)
		assert_int_equal(visit(s, i ? "k" : "first", NULL, i), 0);
	sqlite3_close(holder);
	kr_store_close(s);
	s = open_store();
	lists(s, "k|-|-|1-1000|1000\n"); /* the oldest of too many was dropped */
	kr_store_close(s);
}

/* --- history ------------------------------------------------------------------------------ */

static void articles_are_counted_by_any_of_their_addresses(void **state)
{
	struct kr_store *s = open_store();
	struct kr_article e = {.url = "u", .title = "t", .site = "s", .last = 10};
	struct kr_history_place at = {1, 1};

	(void)state;
	assert_int_equal(kr_history_find(s, "k", &at, NULL), 0);
	assert_int_equal(kr_history_visit(s, "k", "alias", &e, NULL), 0);
	assert_int_equal(kr_history_find(s, "alias", &at, NULL), 1);
	assert_int_equal(at.section + at.off, 0);
	/* what a page does not say this time is kept; its time does not run backwards */
	e = (struct kr_article){.url = "v", .last = 5};
	assert_int_equal(kr_history_visit(s, "alias", "alias", &e, NULL), 0);
	assert_int_equal(visit(s, "other", "o", 8), 0);
	lists(s, "v|t|s|10-10|2\nother|o|-|8-8|1\n");
	assert_int_equal(
	        kr_history_leave(s, "alias", (struct kr_history_place){UINT32_MAX, 7}, NULL), 0);
	assert_int_equal(kr_history_find(s, "k", &at, NULL), 1);
	assert_int_equal(at.section, UINT32_MAX);
	assert_int_equal(at.off, 7);
	assert_int_equal(kr_history_leave(s, "none", at, NULL), 0);
	assert_int_equal(kr_history_find(s, "none", NULL, NULL), 0);
	kr_store_close(s);
}

static void strings_are_only_data(void **state)
{
	static char huge[300000];
	static const char *const hostile[] = {"'", "\"", "'); DROP TABLE article; --",
	        "%s%n?1:a@b$c", "\xff\xfe\xc0\x80", "\x1b[2J\r\n", "", "新闻\xe2\x80\xaetxt", huge};
	struct kr_store *s = open_store();

	(void)state;
	memset(huge, '\'', sizeof huge - 1);
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		struct kr_str want;

		assert_int_equal(kr_history_visit(s, hostile[i], hostile[i],
		                         &(struct kr_article){.url = hostile[i],
		                                 .title = hostile[i],
		                                 .site = hostile[i],
		                                 .last = 1000 + (int64_t)i},
		                         NULL),
		        0);
		assert_int_equal(kr_history_find(s, hostile[i], NULL, NULL), 1);
		kr_str_init(&want);
		add_row(&want, &(struct kr_article){.url = hostile[i],
		                       .title = hostile[i],
		                       .site = hostile[i],
		                       .first = 1000 + (int64_t)i,
		                       .last = 1000 + (int64_t)i,
		                       .times = 1});
		{
			struct kr_str rows;

			kr_str_init(&rows);
			assert_int_equal(kr_shelf_list(s, KR_SHELF_HISTORY, NULL, KR_SORT_DATE, 1,
			                         add_row, &rows, NULL),
			        0);
			assert_string_equal(rows.data, want.data);
			kr_str_fini(&rows);
		}
		kr_str_fini(&want);
	}
	kr_store_close(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_new_library_is_the_owners_alone),
	        TEST(older_tables_are_brought_up_to_date),
	        TEST(a_newer_one_is_left_alone),
	        TEST(a_damaged_one_is_set_aside),
	        TEST(damage_found_later_ends_the_history),
	        TEST(a_folder_that_cannot_be_written),
	        TEST(a_library_that_cannot_be_written),
	        TEST(a_full_disk_costs_one_entry),
	        TEST(what_was_written_survives_a_kill),
	        TEST(two_have_it_open),
	        TEST(a_lock_is_not_waited_for),
	        TEST(what_waits_is_written_at_the_end),
	        TEST(articles_are_counted_by_any_of_their_addresses),
	        TEST(strings_are_only_data),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
