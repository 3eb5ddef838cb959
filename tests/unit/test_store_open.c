/* Opening and closing the library when something is in the way: faults of the disk, other programs,
 * tables of older and newer versions, file systems without shared memory. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

#include "fault_vfs.h"
#include "store_folder.h"
#include "store_use.h"
#include "kread/base/clock.h"

static const struct kind {
	unsigned calls;
	int code;
	bool goes_on;
} kinds[] = {
        {FAULT_WRITE | FAULT_MAP, SQLITE_FULL, true},
        {FAULT_WRITE, SQLITE_IOERR_WRITE, false},
        {FAULT_SYNC, SQLITE_IOERR_FSYNC, false},
        {FAULT_READ, SQLITE_IOERR_READ, false},
        {FAULT_OPEN | FAULT_MAP, SQLITE_IOERR, false},
        {FAULT_OPEN, SQLITE_CANTOPEN, true},
        {FAULT_LOCK, SQLITE_BUSY, true},
        {FAULT_LOCK, SQLITE_IOERR_LOCK, false},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

static void is_documented(int rc, const struct kr_err *err)
{
	if (rc < 0 && rc != KR_E_SYS && rc != KR_E_RETRY)
		fail_msg("%d, %s", rc, err->msg);
	if (rc < 0 && !strstr(err->msg, "library.db: "))
		fail_msg("%s", err->msg);
}

/* The first column of the first row. */
static void says(const char *sql, const char *want)
{
	struct kr_str got;
	sqlite3 *db = other("");

	kr_str_init(&got);
	use_dump(db, sql, &got);
	sqlite3_close(db);
	got.data[got.len ? got.len - 1 : 0] = '\0';
	assert_string_equal(got.data, want);
	kr_str_fini(&got);
}

/* --- older versions -------------------------------------------------------------------------- */

/* As they were released. */
static const char *const versions[KR_STORE_VERSION] = {
        [1] = "CREATE TABLE article (id INTEGER PRIMARY KEY, url TEXT NOT NULL, title TEXT,"
              " site TEXT, first INTEGER NOT NULL, last INTEGER NOT NULL, times INTEGER NOT NULL,"
              " section INTEGER NOT NULL DEFAULT 0, off INTEGER NOT NULL DEFAULT 0);"
              "CREATE INDEX article_last ON article (last);"
              "CREATE TABLE address (key TEXT PRIMARY KEY NOT NULL, article INTEGER NOT NULL"
              " REFERENCES article (id) ON DELETE CASCADE) WITHOUT ROWID;"
              "CREATE INDEX address_article ON address (article);"
              "INSERT INTO article VALUES (7, 'u', 't', 's', 1, 2, 3, 4, 5);"
              "INSERT INTO address VALUES ('k', 7), ('k2', 7);",
        [2] = "ALTER TABLE article ADD COLUMN published TEXT;"
              "ALTER TABLE article ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0;"
              "ALTER TABLE article ADD COLUMN liked INTEGER NOT NULL DEFAULT 0;"
              "ALTER TABLE article ADD COLUMN queued INTEGER NOT NULL DEFAULT 0;"
              "ALTER TABLE article ADD COLUMN saved INTEGER NOT NULL DEFAULT 0;"
              "ALTER TABLE article ADD COLUMN packed INTEGER NOT NULL DEFAULT 0;"
              "ALTER TABLE article ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0;"
              "ALTER TABLE article ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;"
              "ALTER TABLE article ADD COLUMN tried INTEGER NOT NULL DEFAULT 0;"
              "ALTER TABLE article ADD COLUMN problem TEXT;"
              "CREATE INDEX article_favourite ON article (favourite) WHERE favourite > 0;"
              "CREATE INDEX article_queued ON article (queued) WHERE queued > 0;"
              "CREATE INDEX article_saved ON article (saved, packed) WHERE saved > 0;"
              "CREATE INDEX article_forgotten ON article (forgotten) WHERE forgotten > 0;"
              "CREATE TABLE tag (article INTEGER NOT NULL REFERENCES article (id) ON DELETE"
              " CASCADE, name TEXT NOT NULL, PRIMARY KEY (article, name)) WITHOUT ROWID;"
              "CREATE INDEX tag_name ON tag (name);"
              "CREATE TABLE copy (article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE"
              " CASCADE, etag TEXT, modified TEXT, size INTEGER NOT NULL, json BLOB NOT NULL);"
              "UPDATE article SET favourite = 9;"
              "INSERT INTO tag VALUES (7, 'ships')",
        [3] = "CREATE VIRTUAL TABLE search USING fts5 (body, title, content = '',"
              " columnsize = 0, tokenize = 'ascii');"
              "INSERT INTO search (search, rank) VALUES ('automerge', 0);"
              "ALTER TABLE article ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0;"
              "CREATE INDEX article_unindexed ON article (id) WHERE saved > 0 AND indexed = 0;",
        [4] = "CREATE TABLE subscription (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,"
              " url TEXT NOT NULL, title TEXT, name TEXT, home TEXT,"
              " hide TEXT NOT NULL DEFAULT '', problem TEXT, etag TEXT, modified TEXT,"
              " added INTEGER NOT NULL, checked INTEGER NOT NULL DEFAULT 0,"
              " tried INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0,"
              " removed INTEGER NOT NULL DEFAULT 0);"
              "CREATE TABLE subscription_tag (subscription INTEGER NOT NULL REFERENCES"
              " subscription (id) ON DELETE CASCADE, name TEXT NOT NULL,"
              " PRIMARY KEY (subscription, name)) WITHOUT ROWID;"
              "CREATE TABLE entry (id INTEGER PRIMARY KEY, subscription INTEGER NOT NULL"
              " REFERENCES subscription (id) ON DELETE CASCADE, key TEXT NOT NULL,"
              " url TEXT NOT NULL, title TEXT, published TEXT, found INTEGER NOT NULL,"
              " listed INTEGER NOT NULL, seen INTEGER NOT NULL DEFAULT 0,"
              " hidden INTEGER NOT NULL DEFAULT 0, UNIQUE (subscription, key));"
              "CREATE INDEX entry_key ON entry (key);"
              "CREATE INDEX entry_unread ON entry (subscription)"
              " WHERE seen = 0 AND hidden = 0;"
              "CREATE INDEX entry_seen ON entry (seen) WHERE seen > 0;"
              "INSERT INTO subscription (key, url, added) VALUES ('s', 's', 1);",
        [5] = "ALTER TABLE subscription ADD COLUMN source TEXT;"
              "ALTER TABLE subscription ADD COLUMN feed INTEGER NOT NULL DEFAULT 0;"
              "DROP INDEX entry_unread;"
              "CREATE INDEX entry_unread ON entry (subscription, seen, hidden)"
              " WHERE seen = 0 AND hidden = 0;"
              "INSERT INTO subscription (id, key, url, added) VALUES (8, 'r', 'r', 1),"
              " (9, 'q', 'q', 1);"
              "INSERT INTO entry (subscription, key, url, found, listed, seen, hidden) VALUES"
              " (8, 'x', 'x', 1, 1, 0, 0), (8, 'y', 'y', 1, 1, 0, 0), (8, 'z', 'z', 1, 1, 5, 0),"
              " (8, 'w', 'w', 1, 1, 0, 1), (9, 'y', 'y', 1, 1, 0, 0);"};

static void add_copy(void)
{
	static const char json[] = "{\"title\":\"t\",\"blocks\":[{\"type\":\"paragraph\","
	                           "\"spans\":[{\"text\":\"a lighthouse\"}]}]}";
	sqlite3 *db = other("UPDATE article SET saved = 1");
	sqlite3_stmt *stmt;
	Bytef packed[300];
	uLongf n = sizeof packed;

	assert_int_equal(compress(packed, &n, (const Bytef *)json, sizeof json - 1), Z_OK);
	sqlite3_prepare_v2(db, "INSERT INTO copy VALUES (7, 'e', NULL, ?1, ?2)", -1, &stmt, NULL);
	sqlite3_bind_int(stmt, 1, sizeof json - 1);
	sqlite3_bind_blob(stmt, 2, packed, (int)n, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(stmt), SQLITE_DONE);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
}

static void make_version(int version)
{
	char set[64];

	unlink(path);
	make_other("PRAGMA journal_mode = WAL");
	for (int i = 1; i <= version; i++)
		sqlite3_close(other(versions[i]));
	if (version > 1)
		add_copy();
	snprintf(set, sizeof set, "PRAGMA user_version = %d", version);
	sqlite3_close(other(set));
}

/* What each version can hold is still there. */
static void has_all_of(int version)
{
	struct kr_store *s = open_store();
	struct kr_history_place at;
	unsigned marks = 0;
	size_t sum = 0;
	char newest[8];
	int64_t id;

	assert_null(kr_store_notice(s));
	assert_int_equal(kr_history_find(s, "k2", &at, NULL), 1);
	assert_int_equal(at.section * 10 + at.off, 45);
	assert_int_equal(kr_mark_find(s, "k", &marks, &id, NULL), 0);
	assert_int_equal(id, 7);
	if (version > 1) {
		assert_int_equal(marks, KR_MARK_READ | KR_MARK_FAVOURITE | KR_MARK_SAVED);
		assert_int_equal(kr_mark_tags(s, 7, use_tag, &sum, NULL), 0);
		assert_int_equal(sum, 6);
		assert_int_equal(use_get(s, "k", NULL), 1);
		assert_int_equal(use_tend(s, NULL), 0);
	}
	assert_int_equal(kr_subscription_add(s, "f", "f", NULL, 1, &id, NULL), 1);
	kr_store_close(s);
	if (version > 1)
		says("SELECT indexed > 0 FROM article", "1");
	if (version > 4)
		says("SELECT group_concat(unread || ',' || (SELECT total(shared) FROM entry"
		     " WHERE subscription = subscription.id), ' ') FROM subscription WHERE id > 7",
		        "2,1.0 1,1.0 0,0.0");
	snprintf(newest, sizeof newest, "%d", KR_STORE_VERSION);
	says("PRAGMA user_version", newest);
	says("PRAGMA integrity_check", "ok");
}

static void older_versions_become_the_newest(void **state)
{
	(void)state;
	for (int version = 1; version < KR_STORE_VERSION; version++) {
		make_version(version);
		has_all_of(version);
	}
}

static bool migration_survives(int version, const struct kind *k, int n)
{
	struct kr_store *s = NULL;
	struct kr_err err = {.msg = ""};
	char sql[80];
	int rc;
	bool hit;

	fault_arm(k->calls, k->code, n, k->goes_on);
	rc = kr_store_open(path, &s, &err);
	hit = fault_lift();
	is_documented(rc, &err);
	if (rc == 0)
		assert_null(kr_store_notice(s));
	kr_store_close(s);
	says("SELECT url || title || times FROM article", "ut3");
	says("PRAGMA integrity_check", "ok");
	snprintf(sql, sizeof sql, "SELECT user_version IN (%d, %d) FROM pragma_user_version",
	        version, KR_STORE_VERSION);
	says(sql, "1");
	return hit;
}

static void an_interrupted_migration_changes_nothing(void **state)
{
	struct kr_str bytes;

	(void)state;
	kr_str_init(&bytes);
	for (int version = 1; version < KR_STORE_VERSION; version++) {
		make_version(version);
		use_read_file(path, &bytes);
		for (int k = 0; k < KINDS; k++)
			for (int n = 1; migration_survives(version, &kinds[k], n); n++)
				use_put_back(&bytes);
		use_put_back(&bytes);
		has_all_of(version);
	}
	kr_str_fini(&bytes);
}

/* --- faults while it is opened and closed ----------------------------------------------------- */

static bool open_survives(const struct kind *k, int n, const struct kr_str *before)
{
	struct kr_store *s = NULL;
	struct kr_err err = {.msg = ""};
	struct kr_str now;
	bool hit;
	int rc;

	fault_arm(k->calls, k->code, n, k->goes_on);
	rc = kr_store_open(path, &s, &err);
	hit = fault_lift();
	is_documented(rc, &err);
	kr_store_close(s);
	s = open_store();
	assert_null(kr_store_notice(s));
	assert_int_equal(use_visit(s, "a2", NULL, 2000 + n, NULL), 0);
	fault_arm(k->calls, k->code, n, k->goes_on);
	kr_store_close(s);
	hit |= fault_lift();
	kr_str_init(&now);
	says("SELECT max(last) - 2000 FROM article", (snprintf(err.msg, 20, "%d", n), err.msg));
	if (before) { /* but for that visit */
		sqlite3_close(other("UPDATE article SET last = 2, times = 1 WHERE url = 'a2'"));
		use_contents(&now);
		assert_string_equal(now.data, before->data);
	}
	kr_str_fini(&now);
	return hit;
}

static void opening_survives_each_fault(void **state)
{
	struct kr_str bytes, before, none;

	(void)state;
	kr_str_init(&bytes);
	kr_str_init(&before);
	kr_str_init(&none);
	use_make(&bytes);
	use_contents(&before);
	for (int k = 0; k < KINDS; k++) {
		for (int n = 1; open_survives(&kinds[k], n, &before); n++)
			use_put_back(&bytes);
		/* the same for a new library */
		for (int n = 1;; n++) {
			use_put_back(&none);
			unlink(path);
			if (!open_survives(&kinds[k], n, NULL))
				break;
		}
		use_put_back(&bytes);
	}
	kr_str_fini(&bytes);
	kr_str_fini(&before);
	kr_str_fini(&none);
}

/* --- other programs --------------------------------------------------------------------------- */

static void a_lock_does_not_keep_it_from_being_opened(void **state)
{
	sqlite3 *holder;
	int64_t start;

	(void)state;
	kr_store_close(open_store());
	holder = other("BEGIN IMMEDIATE; UPDATE article SET times = 1");
	start = kr_clock_ms();
	kr_store_close(open_store());
	assert_in_range(kr_clock_ms() - start, 0, KR_STORE_WAIT_MS);
	sqlite3_close(holder);
}

/* Another program makes the tables, or brings them up to date, and takes its time. */
static void a_lock_on_old_tables_is_not_waited_for(void **state)
{
	struct kr_store *s;
	struct kr_err err = {.msg = ""};

	(void)state;
	for (int version = 0; version < KR_STORE_VERSION; version++) {
		sqlite3 *holder;

		if (version)
			make_version(version);
		else
			make_other("PRAGMA user_version = 0");
		holder = other(version % 2 ? "BEGIN IMMEDIATE" : "BEGIN EXCLUSIVE");
		assert_int_equal(kr_store_open(path, &s, &err), KR_E_RETRY);
		assert_non_null(strstr(err.msg, "library.db: another program is writing"));
		sqlite3_close(holder);
		kr_store_close(open_store());
	}
}

/* The result of a child that opens the library as soon as the pipe is closed. */
static pid_t open_in_child(const int gate[2])
{
	pid_t pid = fork();
	struct kr_store *s;
	struct kr_err err;
	char c;
	int rc, tries = 0;

	if (pid)
		return pid;
	close(gate[1]);
	(void)!read(gate[0], &c, 1);
	while ((rc = kr_store_open(path, &s, &err)) == KR_E_RETRY && tries++ < 200)
		usleep(5000);
	if (rc < 0 || kr_store_notice(s) || kr_history_find(s, "k", NULL, &err) != 1)
		_exit(1);
	kr_store_close(s);
	_exit(0);
}

static void several_migrate_at_once(void **state)
{
	(void)state;
	for (int round = 0; round < 6; round++) {
		int gate[2], status;
		pid_t pids[4];

		make_version(1 + round % 3);
		assert_int_equal(pipe(gate), 0);
		for (int i = 0; i < 4; i++)
			pids[i] = open_in_child(gate);
		close(gate[0]);
		close(gate[1]);
		for (int i = 0; i < 4; i++) {
			assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
			assert_int_equal(status, 0);
		}
		has_all_of(1 + round % 3);
	}
}

static void what_a_newer_kread_changed_is_left_alone(void **state)
{
	struct kr_store *s = open_store();
	struct kr_err err = {.msg = ""};

	(void)state;
	assert_int_equal(use_visit(s, "k", NULL, 1, NULL), 0);
	sqlite3_close(other("ALTER TABLE article RENAME COLUMN times TO often;"
	                    "PRAGMA user_version = 1000"));
	assert_int_equal(use_visit(s, "k", NULL, 2, &err), KR_E_FORMAT);
	assert_non_null(strstr(err.msg, "library.db was written by a newer kread"));
	assert_int_equal(use_visit(s, "k", NULL, 3, &err), 0); /* nor is it spoken of again */
	kr_store_close(s);
	says("SELECT often FROM article", "1");
}

static void finds_damage(struct kr_store *s)
{
	struct kr_err err = {.msg = ""};
	int rc = use_find(s, "harbour", &err);

	assert_int_equal(rc < 0 ? rc : use_get(s, "a3", &err), KR_E_FORMAT);
}

/* Two programs find the same damage, the second one after the first began anew. */
static void only_what_is_damaged_is_set_aside(void **state)
{
	struct kr_str bytes;
	struct kr_store *a, *b;

	(void)state;
	kr_str_init(&bytes);
	use_make(&bytes);
	a = open_store();
	b = open_store();
	assert_int_equal(truncate(path, 20 * 1024), 0);
	finds_damage(a);
	kr_store_close(a);
	a = open_store();
	assert_int_equal(use_visit(a, "new", NULL, 1, NULL), 0);
	finds_damage(b);
	kr_store_close(b);
	assert_int_equal(kr_history_find(a, "new", NULL, NULL), 1);
	kr_store_close(a);
	says("SELECT url FROM article", "new");
	kr_str_fini(&bytes);
}

/* --- where things are missing ------------------------------------------------------------------
 */

static void without_shared_memory_there_is_a_rollback_journal(void **state)
{
	struct kr_store *s, *b;
	struct kr_err err = {.msg = ""};
	sqlite3 *holder;

	(void)state;
	for (int round = 0; round < 2; round++) { /* begun there, or brought there */
		unlink(path);
		fault.unshared = round == 0;
		s = open_store();
		use_fill(s);
		kr_store_close(s);
		fault.unshared = true;
		s = open_store();
		assert_null(kr_store_notice(s));
		says("PRAGMA journal_mode", "delete");
		b = open_store();
		for (enum use i = 0; i < USE_COUNT; i++)
			if (use_run(s, i, &err) < 0)
				fail_msg("%s: %s", use_names[i], err.msg);
		assert_int_equal(kr_history_find(b, "n", NULL, NULL), 1);
		holder = other("BEGIN EXCLUSIVE");
		assert_int_equal(use_visit(s, "late", NULL, 7, &err), 0);
		assert_int_equal(kr_history_find(s, "n", NULL, &err), KR_E_RETRY);
		sqlite3_close(holder);
		assert_int_equal(kr_history_find(s, "n", NULL, &err), 1);
		kr_store_close(s);
		assert_int_equal(kr_history_find(b, "late", NULL, NULL), 1);
		kr_store_close(b);
		says("PRAGMA integrity_check", "ok");
	}
	fault.unshared = false;
}

static int drop_modules(sqlite3 *db, char **msg, const struct sqlite3_api_routines *api)
{
	(void)msg;
	(void)api;
	sqlite3_drop_modules(db, NULL);
	return SQLITE_OK;
}

static void what_cannot_be_written_can_be_read(void **state)
{
	struct kr_store *s = open_store();
	struct kr_err err = {.msg = ""};
	struct kr_history_place at;
	struct kr_str bytes, now;

	(void)state;
	use_fill(s);
	kr_store_close(s);
	kr_str_init(&bytes);
	kr_str_init(&now);
	use_read_file(path, &bytes);
	for (int i = 0; i < 2; i++) { /* which one depends on the rights of the file */
		fault.sealed = i ? SQLITE_CANTOPEN : SQLITE_READONLY;
		s = open_store();
		assert_null(kr_store_notice(s));
		assert_int_equal(kr_history_find(s, "a1", &at, &err), 1);
		assert_true(use_find(s, "harbour", &err) >= 0);
		assert_int_equal(kr_article_add(s, "n", &(struct kr_article){.url = "n"},
		                         &(int64_t){0}, &err),
		        KR_E_SYS);
		assert_non_null(strstr(err.msg, "readonly"));
		kr_store_close(s);
	}
	/* a damaged one stays where it is */
	memset(bytes.data + 100, 'x', 5000);
	use_write_file(path, &bytes);
	assert_int_equal(kr_store_open(path, &s, &err), KR_E_FORMAT);
	assert_non_null(strstr(err.msg, "library.db is damaged"));
	fault.sealed = 0;
	use_read_file(path, &now);
	assert_memory_equal(now.data, bytes.data, bytes.len);
	kr_str_fini(&now);
	kr_str_fini(&bytes);
}

static void without_fts5_nothing_is_taken_for_damaged(void **state)
{
	struct kr_store *s;
	struct kr_err err = {.msg = ""};

	(void)state;
	make_version(2);
	sqlite3_auto_extension((void (*)(void))drop_modules);
	assert_int_equal(kr_store_open(path, &s, &err), KR_E_SYS);
	assert_non_null(strstr(err.msg, "library.db: this SQLite lacks FTS5"));
	sqlite3_reset_auto_extension();
	has_all_of(2);
}

static void other_things_are_no_library(void **state)
{
	struct kr_store *s;
	struct kr_err err = {.msg = ""};
	struct stat st;

	(void)state;
	make_other("");
	unlink(path);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(i ? mkfifo(path, 0755) : mkdir(path, 0755), 0);
		assert_int_equal(kr_store_open(path, &s, &err), KR_E_SYS);
		assert_non_null(strstr(err.msg, "library.db: not a regular file"));
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0755); /* as it was */
		remove(path);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(older_versions_become_the_newest),
	        TEST(an_interrupted_migration_changes_nothing),
	        TEST(opening_survives_each_fault),
	        TEST(a_lock_does_not_keep_it_from_being_opened),
	        TEST(a_lock_on_old_tables_is_not_waited_for),
	        TEST(several_migrate_at_once),
	        TEST(what_a_newer_kread_changed_is_left_alone),
	        TEST(only_what_is_damaged_is_set_aside),
	        TEST(without_shared_memory_there_is_a_rollback_journal),
	        TEST(what_cannot_be_written_can_be_read),
	        TEST(without_fts5_nothing_is_taken_for_damaged),
	        TEST(other_things_are_no_library),
	};

	fault_register();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
