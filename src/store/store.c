#include "kread/store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store_priv.h"
#include "kread/base/clock.h"
#include "kread/base/mem.h"
#include "kread/base/str.h"
#include "kread/base/xdg.h"

enum {
	LONGEST_LOG = 5000,   /* pages */
	LONGEST_LEFT = 50000, /* likewise, while another process copies it */
};

/* --- the file ----------------------------------------------------------------------------- */

/* SQLite would create the file with the mode of the umask; those beside it get the mode of this. */
static int make_file(const char *path, struct kr_err *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600), errnum = errno;
	struct stat st;

	if (fd >= 0)
		close(fd);
	else if (errnum != EEXIST && access(path, F_OK) < 0)
		return kr_err_sys(err, errnum, "%s", path);
	else if (stat(path, &st) < 0)
		return kr_err_sys(err, errno, "%s", path);
	else if (!S_ISREG(st.st_mode))
		return kr_err_set(err, KR_E_SYS, "%s: not a regular file", path);
	else
		(void)!chmod(path, 0600); /* it may be another's */
	return 0;
}

/* --- the connection ----------------------------------------------------------------------- */

/* The write-ahead log is copied into the database in kr_upkeep_step() or by another process, since
 * that takes longer than a write, and when the last program closes it; only if it is very long at
 * once. */
static int log_grows(void *user, sqlite3 *db, const char *name, int pages)
{
	struct kr_store *s = user;

	s->log_pages = pages;
	if (pages >= (s->left ? LONGEST_LEFT : LONGEST_LOG))
		s->sqlite.wal_checkpoint_v2(db, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	return SQLITE_OK;
}

/* Which file it is: another program may put a new one in its place. */
static void remember_file(struct kr_store *s)
{
	struct stat st;

	if (stat(s->path, &st) < 0)
		return;
	s->device = st.st_dev;
	s->file = st.st_ino;
}

/* It has a write-ahead log, but is now where there can be none. */
static void end_log(struct kr_store *s)
{
	s->sqlite.exec(s->db,
	        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE;"
	        "PRAGMA locking_mode = NORMAL",
	        NULL, NULL, NULL);
}

/* Where there can be no write-ahead log, a rollback journal does, which has to be synced each time;
 * likewise if it cannot be begun at the moment. */
static void begin_log(struct kr_store *s)
{
	sqlite3_stmt *stmt = NULL;
	const char *mode = NULL;

	s->sqlite.exec(s->db, "PRAGMA secure_delete = ON", NULL, NULL, NULL);
	if (s->sqlite.prepare_v2(s->db, "PRAGMA journal_mode = WAL", -1, &stmt, NULL) ==
	                SQLITE_OK &&
	        s->sqlite.step(stmt) == SQLITE_ROW)
		mode = kr_statements_text(s, stmt, 0);
	s->logs = mode && strcmp(mode, "wal") == 0;
	if (s->logs)
		s->sqlite.exec(s->db, "PRAGMA synchronous = NORMAL", NULL, NULL, NULL);
	s->sqlite.finalize(stmt);
}

/* An SQLite code, as of kr_migrate_check. */
static int connect_to(struct kr_store *s, const char *name, int flags)
{
	int rc = s->sqlite.open_v2(name, &s->db, flags | SQLITE_OPEN_NOMUTEX, NULL);

	if (rc != SQLITE_OK)
		return rc;
	remember_file(s);
	s->sqlite.extended_result_codes(s->db, 1);
	/* the file may be anyone's: nothing in its schema is run */
	s->sqlite.db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	s->sqlite.db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	s->sqlite.db_config(s->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	s->sqlite.db_config(s->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	s->sqlite.busy_timeout(s->db, KR_STORE_WAIT_MS);
	return kr_migrate_check(&s->sqlite, s->db);
}

/* Others who read or write have the index of its log beside it. */
static bool is_in_use(const struct kr_store *s)
{
	struct kr_str index;
	bool found;

	kr_str_init(&index);
	kr_str_addf(&index, "%s-shm", s->path);
	found = access(index.data, F_OK) == 0;
	kr_str_fini(&index);
	return found;
}

/* As a file that nobody changes: without locks, and without what is still in its log. */
static int connect_sealed(struct kr_store *s)
{
	struct kr_str uri;
	int rc;

	s->sqlite.close(s->db);
	s->db = NULL;
	s->guest = true;
	kr_str_init(&uri);
	kr_str_addz(&uri, "file:");
	for (const char *p = s->path; *p; p++)
		if (strchr("%?#", *p))
			kr_str_addf(&uri, "%%%02X", (unsigned)*p);
		else
			kr_str_addc(&uri, *p);
	kr_str_addz(&uri, "?immutable=1");
	rc = connect_to(s, uri.data, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
	kr_str_fini(&uri);
	return rc;
}

/* A log is missing, and can be neither read without its index nor begun. */
static bool lacks_log(int rc)
{
	return (rc & 0xff) == SQLITE_CANTOPEN || (rc & 0xff) == SQLITE_READONLY;
}

/* An SQLite code, as of kr_migrate_run. */
static int connect(struct kr_store *s)
{
	int rc = connect_to(s, s->path, SQLITE_OPEN_READWRITE);

	if (s->db && lacks_log(rc)) {
		end_log(s);
		rc = kr_migrate_check(&s->sqlite, s->db);
		if (rc != SQLITE_OK && (rc & 0xff) != SQLITE_BUSY && !is_in_use(s))
			rc = connect_sealed(s);
	}
	if (rc != SQLITE_OK)
		return rc;
	begin_log(s);
	s->sqlite.wal_hook(s->db, log_grows, s);
	rc = kr_migrate_run(&s->sqlite, s->db);
	return rc == SQLITE_OK ? kr_statements_check(s) : rc;
}

static int begin_anew(struct kr_store *s, struct kr_err *err)
{
	struct kr_str to;
	int rc;

	kr_str_init(&to);
	rc = kr_damage_set_aside(s, &to, err);
	if (rc == 0)
		rc = make_file(s->path, err);
	if (rc == 0)
		rc = kr_damage_explain(s, connect(s), err);
	if (rc == KR_DAMAGED)
		rc = kr_err_set(err, KR_E_FORMAT, "%s is damaged again", s->path);
	if (rc == 0 && to.len) {
		struct kr_str notice;

		kr_str_init(&notice);
		kr_str_addf(&notice, "%s was damaged; it is kept as %s, and a new one was begun",
		        s->path, kr_damage_name(to.data));
		s->notice = kr_str_take(&notice);
	}
	kr_str_fini(&to);
	return rc;
}

int kr_store_open(const char *path, struct kr_store **ret, struct kr_err *err)
{
	struct kr_store *s = kr_mem_zalloc(1, sizeof *s);
	int rc = kr_sqlite_load(&s->sqlite, err);

	s->path = kr_mem_strdup(path);
	s->wait_ms = KR_STORE_WAIT_MS;
	if (rc == 0)
		rc = kr_xdg_make_folders(path, err);
	if (rc == 0)
		rc = make_file(path, err);
	if (rc == 0)
		rc = kr_damage_explain(s, connect(s), err);
	if (rc == KR_DAMAGED)
		rc = s->guest ? kr_err_set(err, KR_E_FORMAT, "%s is damaged", path)
		              : begin_anew(s, err);
	s->unmerged = true; /* the last run may have left something */
	if (rc == 0)
		*ret = s;
	else
		kr_store_close(s);
	return rc;
}

int kr_store_visit(const char *path, struct kr_store **ret, struct kr_err *err)
{
	struct kr_store *s = kr_mem_zalloc(1, sizeof *s);
	int rc = kr_sqlite_load(&s->sqlite, err);

	s->path = kr_mem_strdup(path);
	s->guest = s->unmerged = true;
	if (rc == 0)
		rc = kr_damage_check(s, connect(s), err);
	if (rc == 0)
		*ret = s;
	else
		kr_store_close(s);
	return rc;
}

void kr_store_close(struct kr_store *s)
{
	if (!s)
		return;
	if (s->db && s->nbacklog) {
		s->sqlite.busy_timeout(s->db, KR_STORE_LAST_WAIT_MS);
		kr_backlog_flush(s, NULL);
	}
	kr_backlog_free(s);
	kr_statements_disconnect(s);
	free(s->path);
	free(s->notice);
	free(s);
}

void kr_store_set_wait(struct kr_store *s, int ms)
{
	s->wait_ms = ms;
	s->sqlite.busy_timeout(s->db, ms);
}

const char *kr_store_notice(const struct kr_store *s)
{
	return s->notice;
}

bool kr_store_is_kept(const struct kr_store *s)
{
	return s->db != NULL;
}

/* --- what had to wait --------------------------------------------------------------------- */

int kr_store_timeout(const struct kr_store *s)
{
	int64_t left = s->retry_at - kr_clock_ms();

	if (!s->db || !s->nbacklog)
		return -1;
	return left < 0 ? 0 : left > KR_STORE_RETRY_MS ? KR_STORE_RETRY_MS : (int)left;
}

int kr_store_retry(struct kr_store *s, struct kr_err *err)
{
	int rc;

	if (kr_store_timeout(s) != 0)
		return 0;
	/* the screen waits meanwhile; the next try comes soon */
	s->sqlite.busy_timeout(s->db, 0);
	rc = kr_backlog_flush(s, err);
	if (s->db)
		s->sqlite.busy_timeout(s->db, s->wait_ms);
	return rc;
}
