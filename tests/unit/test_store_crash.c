/* The library when kread is killed while it writes, when several programs write at once, and when a
 * process of its own keeps it in order: what was written is there, and the database is whole.
 *
 *	STORE_ROUNDS   how many programs are killed; 30 if it is not set
 *	STORE_SECONDS  how long several write at once; 1 if it is not set */
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "store_folder.h"
#include "store_use.h"
#include "kread/base/clock.h"

/* A change that is never undone by others, and can be looked for: each has a number of its own. */
enum change { VISIT, LEAVE, MARK, TAG, COPY, SUBSCRIBE, UPDATE, SEE, CHANGES };

struct done {
	uint32_t writer, number, change;
};

static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

static void name_of(const struct done *d, char kind, char *ret, size_t size)
{
	snprintf(ret, size, "%c%u.%u", kind, d->writer, d->number);
}

/* Makes an article first if it needs one; all of it is tried until the lock is free. */
static int make_change(struct kr_store *s, const struct done *d, struct kr_err *err)
{
	const struct kr_history_place at = {d->writer + 1, d->number + 1};
	char key[48];
	int64_t id = 0;
	int rc;

	name_of(d, d->change >= SUBSCRIBE ? 's' : 'k', key, sizeof key);
	if (d->change >= SUBSCRIBE)
		rc = kr_subscription_add(s, key, key, NULL, 1, &id, err);
	else
		rc = kr_article_add(s, key, &(struct kr_article){.url = key}, &id, err);
	if (rc < 0)
		return rc;
	switch (d->change) {
	case VISIT:
		return use_visit(s, key, NULL, 1000, err);
	case LEAVE:
		rc = use_visit(s, key, NULL, 1000, err);
		return rc < 0 ? rc : kr_history_leave(s, key, at, err);
	case MARK:
		return kr_mark_set(s, id, KR_MARK_FAVOURITE, 1000, 1000, NULL, err);
	case TAG:
		return kr_mark_tag(s, id, key, true, 1000, err);
	case COPY:
		return use_copy(s, id, key, 1 + (int)(d->number * 7919 % 300), err);
	case UPDATE:
		return use_update(s, id, 0, 1 + (int)(d->number % 40), err);
	case SEE:
		rc = use_update(s, id, 0, 1, err);
		return rc < 0 ? rc : kr_entry_see_all(s, id, 1000, err);
	default:
		return 0;
	}
}

/* Changes that are there already are made again: they change nothing that is looked for. */
static int change_now(struct kr_store *s, const struct done *d, struct kr_err *err)
{
	int rc;

	do {
		rc = make_change(s, d, err);
		/* the change may wait in memory */
		while (rc >= 0 && kr_store_timeout(s) >= 0) {
			poll(NULL, 0, kr_store_timeout(s));
			if (kr_store_retry(s, err) < 0)
				return -1;
		}
	} while (rc == KR_E_RETRY);
	return rc;
}

static int64_t number_of(sqlite3 *db, const char *sql, const char *key)
{
	sqlite3_stmt *stmt = NULL;
	int64_t n = -1;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	sqlite3_bind_text(stmt, 1, key, -1, SQLITE_STATIC);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		n = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return n;
}

static void is_there(sqlite3 *db, const struct done *d)
{
	static const char *const queries[CHANGES] = {
#define ARTICLE " FROM address JOIN article ON id = article WHERE key = ?1"
#define ENTRIES " FROM entry JOIN subscription s ON s.id = subscription WHERE s.key = ?1"
	        [VISIT] = "SELECT times > 0" ARTICLE,
	        [LEAVE] = "SELECT off" ARTICLE,
	        [MARK] = "SELECT favourite = 1000" ARTICLE,
	        [TAG] = "SELECT count(*) FROM tag WHERE name = ?1",
	        [COPY] = "SELECT saved = 50 AND indexed > 0 AND EXISTS"
	                 " (SELECT 1 FROM copy WHERE copy.article = id)" ARTICLE,
	        [SUBSCRIBE] = "SELECT 1 FROM subscription WHERE key = ?1",
	        [UPDATE] = "SELECT count(*)" ENTRIES,
	        [SEE] = "SELECT seen = 1000" ENTRIES};
	const int64_t want = d->change == LEAVE    ? d->number + 1
	                     : d->change == UPDATE ? 1 + d->number % 40
	                                           : 1;
	char key[48];
	int64_t got;

	name_of(d, d->change >= SUBSCRIBE ? 's' : 'k', key, sizeof key);
	got = number_of(db, queries[d->change], key);
	if (got != want)
		fail_msg("change %u of %u, %s: %lld", d->change, d->writer, key, (long long)got);
}

/* --- killed ----------------------------------------------------------------------------------- */

static void write_until_killed(uint32_t writer, int report, unsigned seed)
{
	struct kr_store *s;
	struct kr_err err;

	if (kr_store_open(path, &s, &err) < 0 || kr_store_notice(s))
		_exit(1);
	for (uint32_t i = 0;; i++) {
		struct done d = {writer, i, next_random(&seed) % CHANGES};

		if (change_now(s, &d, &err) < 0)
			_exit(2);
		if (write(report, &d, sizeof d) != sizeof d)
			_exit(3);
		/* the log is copied now and then, or another process does it */
		kr_upkeep_leave(s, writer % 2);
		if (i % 5 == 0 && writer % 2 == 0 && kr_upkeep_step(s, &err) < 0 &&
		        err.code != KR_E_RETRY)
			_exit(4);
		if (i % 40 == 39) { /* and the library opened anew */
			kr_store_close(s);
			if (kr_store_open(path, &s, &err) < 0 || kr_store_notice(s))
				_exit(5);
		}
	}
}

/* Whenever one is killed, the next one begins; errors are those of a process that has to wait. */
static pid_t begin_upkeep(void)
{
	pid_t pid = fork();
	struct kr_err err = {.msg = ""};

	if (pid)
		return pid;
	for (;;)
		if (kr_upkeep_run(path, &err) < 0 && err.code != KR_E_RETRY) {
			fprintf(stderr, "upkeep: %s\n", err.msg);
			_exit(1);
		}
}

static void end_upkeep(pid_t pid)
{
	int status = 0;

	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
}

/* Kill a program after some changes and a moment; all that it reported is there. Likewise those
 * that keep the library in order meanwhile. */
static size_t kill_one(uint32_t writer, unsigned *seed)
{
	const int changes = (int)(next_random(seed) % 60);
	struct done d;
	size_t n = 0;
	sqlite3 *db;
	int ends[2], status;
	pid_t pid, upkeep = 0;
	struct done *all = malloc(100000 * sizeof *all);

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		close(ends[0]);
		write_until_killed(writer, ends[1], *seed);
	}
	close(ends[1]);
	while (n < 100000 && read(ends[0], &d, sizeof d) == sizeof d) {
		all[n++] = d;
		if (n % 16 == 1) {
			if (upkeep)
				end_upkeep(upkeep);
			upkeep = begin_upkeep();
		}
		if (n == (size_t)changes + 1) {
			usleep(next_random(seed) % 3000);
			kill(pid, SIGKILL);
		}
	}
	close(ends[0]);
	if (upkeep)
		end_upkeep(upkeep);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (WIFEXITED(status))
		fail_msg("writer %u ended with %d", writer, WEXITSTATUS(status));
	db = other("");
	for (size_t i = 0; i < n; i++)
		is_there(db, &all[i]);
	sqlite3_close(db);
	free(all);
	return n;
}

static long from_environment(const char *name, long otherwise)
{
	const char *value = getenv(name);

	return value ? strtol(value, NULL, 10) : otherwise;
}

static void what_was_written_survives_a_kill(void **state)
{
	const long rounds = from_environment("STORE_ROUNDS", 30);
	struct kr_str contents;
	unsigned seed = 7;
	size_t n = 0;

	(void)state;
	kr_str_init(&contents);
	for (long i = 0; i < rounds; i++) {
		n += kill_one((uint32_t)i, &seed);
		use_contents(&contents); /* and the database is whole */
	}
	kr_store_close(open_store());
	use_contents(&contents);
	print_message("%zu changes\n", n);
	kr_str_fini(&contents);
}

/* --- at once ---------------------------------------------------------------------------------- */

/* How long a call may take: for the lock once, and for the work on a machine that is busy. */
enum { LONGEST_MS = KR_STORE_WAIT_MS + 150, WRITERS = 2 };

static void write_for_a_while(uint32_t writer, int report, long seconds)
{
	const int64_t until = kr_clock_ms() + seconds * 1000;
	unsigned seed = 77 + writer;
	struct kr_store *s;
	struct kr_err err;
	int64_t longest = 0;

	if (kr_store_open(path, &s, &err) < 0)
		_exit(1);
	for (uint32_t i = 0; kr_clock_ms() < until; i++) {
		struct done d = {writer, i, next_random(&seed) % CHANGES};
		int64_t start = kr_clock_ms();

		(void)make_change(s, &d, &err);
		if (kr_clock_ms() - start > longest)
			longest = kr_clock_ms() - start;
		if (change_now(s, &d, &err) < 0)
			_exit(2);
		if (write(report, &d, sizeof d) != sizeof d)
			_exit(3);
		if (i % 16 == 0 && (kr_upkeep_step(s, &err) < 0 && err.code != KR_E_RETRY))
			_exit(4);
	}
	kr_store_close(s);
	/* a change is up to three calls */
	_exit(longest > 3 * LONGEST_MS ? 6 : 0);
}

static void what_several_write_is_all_there(void **state)
{
	const long seconds = from_environment("STORE_SECONDS", 1);
	struct done d;
	struct kr_store *s = open_store();
	struct kr_str contents;
	int ends[2], status;
	size_t n = 0;
	pid_t pids[WRITERS];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	for (uint32_t i = 0; i < WRITERS; i++)
		if ((pids[i] = fork()) == 0)
			write_for_a_while(i, ends[1], seconds);
	close(ends[1]);
	while (read(ends[0], &d, sizeof d) == sizeof d) {
		char key[48];
		unsigned marks;
		int64_t id = 1;

		n++;
		name_of(&d, 'k', key, sizeof key);
		/* the next call sees it */
		if (d.change < SUBSCRIBE && n % 4 == 0)
			assert_int_equal(kr_mark_find(s, key, &marks, &id, NULL), 0);
		assert_int_not_equal(id, 0);
		if (n % 64 == 0) {
			sqlite3 *db = other("");

			is_there(db, &d);
			sqlite3_close(db);
		}
	}
	for (int i = 0; i < WRITERS; i++) {
		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_int_equal(status, 0);
	}
	kr_store_close(s);
	kr_str_init(&contents);
	use_contents(&contents);
	kr_str_fini(&contents);
	print_message("%zu changes\n", n);
}

/* --- a process that keeps it in order ----------------------------------------------------------
 */

/* How many pages the log has, once it is copied as far as possible. */
static int64_t log_pages(void)
{
	sqlite3 *db = other("SELECT * FROM article");
	int all = -1, copied = -1;

	assert_int_equal(
	        sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_PASSIVE, &all, &copied),
	        SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(all, copied);
	return all;
}

static int64_t size_of_database(void)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_size;
}

/* About 24 MB, in one transaction. */
static void write_much(struct kr_store *s, int64_t id, char *title)
{
	enum { N = 400 };
	struct kr_subscription_entry v[N];
	char keys[N][16];
	const struct kr_subscription_news news = {.feed = true, .v = v, .n = N};
	int64_t fresh;
	struct kr_err err = {.msg = ""};

	for (int i = 0; i < N; i++) {
		snprintf(keys[i], sizeof keys[i], "k%d", i);
		v[i] = (struct kr_subscription_entry){keys[i], keys[i], title, NULL};
	}
	if (kr_subscription_update(s, id, 5, &news, &fresh, &err) < 0)
		fail_msg("%s", err.msg);
	assert_int_equal(fresh, N);
}

static void another_process_copies_the_log(void **state)
{
	enum { LENGTH = 60000 };
	struct kr_store *s = open_store();
	char *title = malloc(LENGTH + 1);
	int64_t id, size = 0;
	int status;
	pid_t pid;

	(void)state;
	memset(title, 'x', LENGTH);
	title[LENGTH] = '\0';
	kr_upkeep_leave(s, true);
	assert_int_equal(kr_upkeep_need(s), KR_UPKEEP_SOME);
	assert_int_equal(kr_subscription_add(s, "s", "s", "Feed", 1, &id, NULL), 1);
	kr_upkeep_begin(s);
	assert_int_equal(kr_upkeep_need(s), KR_UPKEEP_NOTHING);
	size = size_of_database();
	write_much(s, id, title);
	assert_int_equal(size_of_database(), size);
	assert_int_equal(kr_upkeep_need(s), KR_UPKEEP_MUCH);
	pid = fork();
	if (pid == 0)
		_exit(kr_upkeep_run(path, NULL) < 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_true(size_of_database() > LENGTH * 400);
	kr_upkeep_end(s, true);
	assert_int_equal(kr_upkeep_need(s), KR_UPKEEP_NOTHING);
	/* what comes next begins the log anew */
	assert_int_equal(kr_subscription_rename(s, id, "Other", NULL), 0);
	assert_in_range(log_pages(), 1, 20);
	kr_store_close(s);
	free(title);
}

static void upkeep_leaves_a_damaged_library_to_others(void **state)
{
	struct kr_err err = {.msg = ""};
	struct stat before, after;

	(void)state;
	assert_int_equal(kr_upkeep_run(path, &err), 0);
	assert_int_not_equal(stat(folder, &before), 0); /* there is none, and none is made */
	make_other("CREATE TABLE article (id)");
	assert_int_equal(stat(path, &before), 0);
	assert_int_equal(kr_upkeep_run(path, &err), KR_E_FORMAT);
	assert_non_null(strstr(err.msg, "library.db is damaged"));
	assert_int_equal(stat(path, &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(what_was_written_survives_a_kill),
	        TEST(what_several_write_is_all_there),
	        TEST(another_process_copies_the_log),
	        TEST(upkeep_leaves_a_damaged_library_to_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
