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
	OPEN_WAIT_MS =
	        1000,       /* another program that was started at the same time makes the tables */
	LONGEST_LOG = 5000, /* pages */
};

/* --- the file ----------------------------------------------------------------------------- */

/* SQLite would create the file with the mode of the umask; those beside it get the mode of this. */
static int make_file(const char *path, struct kr_err *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600), errnum = errno;

	if (fd >= 0)
		close(fd);
	else if (errnum != EEXIST && access(path, F_OK) < 0)
		return kr_err_sys(err, errnum, "%s", path);
	else
		(void)!chmod(path, 0600); /* it may be another's */
	return 0;
}

/* --- the connection ----------------------------------------------------------------------- */

/* The write-ahead log is copied into the database in kr_upkeep_step(), since that takes longer than
 * a write, and when the last program closes it; only if it is very long at once. */
static int log_grows(void *user, sqlite3 *db, const char *name, int pages)
{
	struct kr_store *s = user;

	s->log_pages = pages;
	if (pages >= LONGEST_LOG)
		s->sqlite.wal_checkpoint_v2(db, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	return SQLITE_OK;
}

/* An SQLite code, as of kr_migrate_run. */
static int connect(struct kr_store *s)
{
	/* Where there can be no write-ahead log, a rollback journal does. */
	static const char pragmas[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
	                              "PRAGMA secure_delete = ON";
	int rc = s->sqlite.open_v2(
	        s->path, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

	if (rc != SQLITE_OK)
		return rc;
	s->sqlite.extended_result_codes(s->db, 1);
	/* the file may be anyone's: nothing in its schema is run */
	s->sqlite.db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	s->sqlite.db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	s->sqlite.db_config(s->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	s->sqlite.db_config(s->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	s->sqlite.busy_timeout(s->db, OPEN_WAIT_MS);
	s->sqlite.exec(s->db, pragmas, NULL, NULL, NULL);
	s->sqlite.wal_hook(s->db, log_grows, s);
	rc = kr_migrate_run(&s->sqlite, s->db);
	if (rc == SQLITE_OK)
		rc = kr_statements_check(s);
	s->sqlite.busy_timeout(s->db, s->wait_ms);
	return rc;
}

/* Not a database, or not this one: tables are missing, or are others. */
static bool is_damage(int rc)
{
	rc &= 0xff;
	return rc == SQLITE_CORRUPT || rc == SQLITE_NOTADB || rc == SQLITE_ERROR;
}

static int begin_anew(struct kr_store *s, struct kr_err *err)
{
	struct kr_str to, notice;
	int rc, code;

	kr_str_init(&to);
	kr_str_init(&notice);
	kr_statements_disconnect(s);
	rc = kr_damage_set_aside(s->path, &to, err);
	if (rc == 0)
		rc = make_file(s->path, err);
	code = rc == 0 ? connect(s) : SQLITE_OK;
	if (code != SQLITE_OK)
		rc = kr_err_set(err, KR_E_SYS, "%s: %s", s->path, s->sqlite.errstr(code));
	kr_str_addf(&notice, "%s was damaged; it is kept as %s, and a new one was begun", s->path,
	        kr_damage_name(to.data));
	if (rc == 0)
		s->notice = kr_str_take(&notice);
	kr_str_fini(&to);
	kr_str_fini(&notice);
	return rc;
}

int kr_store_open(const char *path, struct kr_store **ret, struct kr_err *err)
{
	struct kr_store *s = kr_mem_zalloc(1, sizeof *s);
	int code, rc = kr_sqlite_load(&s->sqlite, err);

	s->path = kr_mem_strdup(path);
	s->wait_ms = KR_STORE_WAIT_MS;
	if (rc == 0)
		rc = kr_xdg_make_folders(path, err);
	if (rc == 0)
		rc = make_file(path, err);
	if (rc < 0)
		goto out;
	code = connect(s);
	if (is_damage(code))
		rc = begin_anew(s, err);
	else if (code == SQLITE_MISMATCH)
		rc = kr_err_set(err, KR_E_FORMAT, "%s was written by a newer kread", path);
	else if (code != SQLITE_OK)
		rc = kr_err_set(err, KR_E_SYS, "%s: %s", path, s->sqlite.errstr(code));
out:
	s->unmerged = true; /* the last run may have left something */
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
