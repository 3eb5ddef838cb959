/* Databases that are damaged, and other reasons why a statement fails. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store_priv.h"
#include "kread/base/mem.h"
#include "kread/base/str.h"

/* What is beside the database goes along, unless there is nothing in it. */
static void move(const char *from, const char *to, const char *end)
{
	struct kr_str a, b;
	struct stat st;

	kr_str_init(&a);
	kr_str_init(&b);
	kr_str_addf(&a, "%s%s", from, end);
	kr_str_addf(&b, "%s%s", to, end);
	if (stat(a.data, &st) == 0 && st.st_size > 0)
		(void)!rename(a.data, b.data);
	else
		unlink(a.data);
	kr_str_fini(&a);
	kr_str_fini(&b);
}

/* The index of the write-ahead log, which SQLite makes anew. */
static void drop_index(const char *path)
{
	struct kr_str name;

	kr_str_init(&name);
	kr_str_addf(&name, "%s-shm", path);
	unlink(name.data);
	kr_str_fini(&name);
}

static void choose_name(const char *path, struct kr_str *to)
{
	time_t now = time(NULL);
	char stamp[32] = "";
	struct tm tm;

	if (gmtime_r(&now, &tm))
		strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", &tm);
	for (int i = 1; i < 100; i++) {
		kr_str_clear(to);
		kr_str_addf(to, "%s.damaged-%s", path, stamp);
		if (i > 1)
			kr_str_addf(to, "-%d", i);
		if (access(to->data, F_OK) < 0)
			break;
	}
}

int kr_damage_set_aside(struct kr_store *s, struct kr_str *to, struct kr_err *err)
{
	const char *path = s->path;
	struct stat st;

	if (s->db)
		s->sqlite.db_config(s->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	kr_statements_disconnect(s);
	kr_str_clear(to);
	/* another program has done it meanwhile, and may have begun a new one */
	if (stat(path, &st) < 0 || st.st_dev != s->device || st.st_ino != s->file)
		return 0;
	choose_name(path, to);
	/* first, because SQLite would take them for those of a new database */
	move(path, to->data, "-wal");
	drop_index(path);
	move(path, to->data, "-journal");
	if (rename(path, to->data) < 0)
		return kr_err_sys(err, errno, "%s is damaged and cannot be renamed", path);
	return 0;
}

const char *kr_damage_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool has_fts5(struct kr_store *s)
{
	sqlite3_stmt *stmt = NULL;
	bool found = false;

	if (s->sqlite.prepare_v2(s->db, "SELECT 1 FROM pragma_module_list WHERE name = 'fts5'", -1,
	            &stmt, NULL) == SQLITE_OK)
		found = s->sqlite.step(stmt) == SQLITE_ROW;
	s->sqlite.finalize(stmt);
	return found;
}

int kr_damage_explain(struct kr_store *s, int code, struct kr_err *err)
{
	switch (code & 0xff) {
	case SQLITE_OK:
		return 0;
	case SQLITE_BUSY:
	case SQLITE_PROTOCOL: /* the lock of the write-ahead log, tried many times */
		return kr_err_set(err, KR_E_RETRY, "%s: another program is writing", s->path);
	case SQLITE_MISMATCH:
		return kr_err_set(err, KR_E_FORMAT, "%s was written by a newer kread", s->path);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return KR_DAMAGED;
	case SQLITE_ERROR: /* the tables are not those that they should be, or others are missing */
		if (kr_migrate_check(&s->sqlite, s->db) == SQLITE_MISMATCH)
			return kr_damage_explain(s, SQLITE_MISMATCH, err);
		if (has_fts5(s))
			return KR_DAMAGED;
		return kr_err_set(err, KR_E_SYS, "%s: this SQLite lacks FTS5", s->path);
	default:
		return kr_err_set(err, KR_E_SYS, "%s: %s", s->path, s->sqlite.errstr(code));
	}
}

/* The reader has to know it, whoever came upon it. */
static void give_notice(struct kr_store *s, const struct kr_err *err)
{
	char *old = s->notice;

	s->notice = kr_mem_strdup(err->msg); /* at another place than the old one */
	free(old);
}

int kr_damage_check(struct kr_store *s, int code, struct kr_err *err)
{
	struct kr_str to;
	struct kr_err unused;
	int rc;

	err = err ? err : &unused;
	rc = kr_damage_explain(s, code, err);
	if (rc == KR_E_FORMAT) { /* a newer kread has changed the tables */
		kr_statements_disconnect(s);
		give_notice(s, err);
	}
	if (rc != KR_DAMAGED)
		return rc;
	if (s->guest) /* whoever reads it has to be told, and sets it aside */
		return kr_err_set(err, KR_E_FORMAT, "%s is damaged", s->path);
	kr_str_init(&to);
	rc = kr_damage_set_aside(s, &to, err);
	if (rc == 0 && !to.len)
		rc = kr_err_set(err, KR_E_FORMAT,
		        "%s was damaged; another program has set it aside", s->path);
	else if (rc == 0)
		rc = kr_err_set(err, KR_E_FORMAT, "%s is damaged; it is kept as %s", s->path,
		        kr_damage_name(to.data));
	give_notice(s, err);
	kr_str_fini(&to);
	return rc;
}
