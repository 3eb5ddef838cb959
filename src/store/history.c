#include "kread/store/history.h"

#include "store_priv.h"

int kr_history_visit(struct kr_store *s, const char *key, const char *alias,
        const struct kr_article *a, struct kr_err *err)
{
	return kr_backlog_write(s,
	        &(struct kr_store_write){.key = (char *)key,
	                .alias = (char *)alias,
	                .url = (char *)a->url,
	                .title = (char *)a->title,
	                .site = (char *)a->site,
	                .published = (char *)a->published,
	                .time = a->last},
	        err);
}

int kr_history_leave(
        struct kr_store *s, const char *key, struct kr_history_place at, struct kr_err *err)
{
	return kr_backlog_write(
	        s, &(struct kr_store_write){.key = (char *)key, .at = at, .leave = true}, err);
}

int kr_history_find(
        struct kr_store *s, const char *key, struct kr_history_place *ret_at, struct kr_err *err)
{
	sqlite3_stmt *stmt;
	bool found = false;
	int code, rc;

	if (!s->db)
		return 0;
	code = kr_statements_bind(s, KR_SQL_FIND, &stmt, "t", key);
	if (code == SQLITE_OK) {
		found = s->sqlite.step(stmt) == SQLITE_ROW;
		if (found && ret_at)
			*ret_at = (struct kr_history_place){
			        .section = (uint32_t)kr_statements_number(s, stmt, 0),
			        .off = (uint32_t)kr_statements_number(s, stmt, 1)};
		code = s->sqlite.reset(stmt);
	}
	rc = kr_damage_check(s, code, err);
	return rc < 0 ? rc : found;
}

/* --- forgetting --------------------------------------------------------------------------- */

struct forgetting {
	int64_t id; /* or, if it is 0, */
	int64_t from, to;
	int64_t stamp, now;
	size_t max;
	int n;
};

static int forget(struct kr_store *s, void *user)
{
	struct forgetting *f = user;
	int rc = f->id ? kr_statements_run(s, KR_SQL_FORGET, "ii", f->id, f->stamp)
	               : kr_statements_run(s, KR_SQL_FORGET_RANGE, "iii", f->from, f->to, f->stamp);

	f->n = s->sqlite.changes(s->db);
	return rc;
}

static int result(int rc, const struct forgetting *f)
{
	return rc < 0 ? rc : f->n;
}

int kr_history_forget(struct kr_store *s, int64_t id, int64_t stamp, struct kr_err *err)
{
	struct forgetting f = {.id = id, .stamp = stamp};

	return result(kr_backlog_change(s, forget, &f, err), &f);
}

int kr_history_forget_range(
        struct kr_store *s, int64_t from, int64_t to, int64_t stamp, struct kr_err *err)
{
	struct forgetting f = {.from = from, .to = to, .stamp = stamp};

	return result(kr_backlog_change(s, forget, &f, err), &f);
}

int kr_history_forgotten(
        struct kr_store *s, int64_t stamp, kr_history_key *emit, void *user, struct kr_err *err)
{
	sqlite3_stmt *stmt;
	int rc;

	if (!s->db)
		return 0;
	rc = kr_statements_bind(s, KR_SQL_FORGOTTEN_KEYS, &stmt, "i", stamp);
	if (rc == SQLITE_OK) {
		while (s->sqlite.step(stmt) == SQLITE_ROW)
			if (kr_statements_text(s, stmt, 0)) /* else it is damaged */
				emit(user, kr_statements_text(s, stmt, 0));
		rc = s->sqlite.reset(stmt);
	}
	return kr_damage_check(s, rc, err);
}

static int restore(struct kr_store *s, void *user)
{
	struct forgetting *f = user;
	int rc = kr_statements_run(s, KR_SQL_RESTORE, "i", f->stamp);

	f->n = s->sqlite.changes(s->db);
	return rc;
}

int kr_history_restore(struct kr_store *s, int64_t stamp, struct kr_err *err)
{
	struct forgetting f = {.stamp = stamp};

	return result(kr_backlog_change(s, restore, &f, err), &f);
}

enum { PURGED = 32 }; /* articles in one step */

static int purge(struct kr_store *s, void *user)
{
	struct forgetting *f = user;
	const size_t max = f->max < PURGED ? f->max : PURGED;
	int64_t ids[PURGED];
	sqlite3_stmt *stmt;
	int rc = kr_statements_bind(s, KR_SQL_FORGOTTEN, &stmt, "iii", f->stamp ? f->stamp : 1,
	        f->stamp ? f->stamp : f->now - KR_HISTORY_KEEP_MS, (int64_t)max);

	if (rc != SQLITE_OK)
		return rc;
	while ((size_t)f->n < max && s->sqlite.step(stmt) == SQLITE_ROW)
		ids[f->n++] = kr_statements_number(s, stmt, 0);
	rc = s->sqlite.reset(stmt);
	for (int i = 0; i < f->n && rc == SQLITE_OK; i++) {
		rc = kr_statements_run(s, KR_SQL_CLEAR_HISTORY, "i", ids[i]);
		if (rc == SQLITE_OK && !s->sqlite.changes(s->db))
			rc = SQLITE_CORRUPT; /* of which there is nothing but the row of an index */
		if (rc == SQLITE_OK)
			rc = kr_rows_drop_article(s, ids[i]);
	}
	return rc;
}

int kr_history_purge(struct kr_store *s, int64_t stamp, int64_t now, size_t max, struct kr_err *err)
{
	struct forgetting f = {.stamp = stamp, .now = now, .max = max};

	int rc = result(kr_backlog_change(s, purge, &f, err), &f);

	if (rc > 0)
		s->wipe = true;
	return rc;
}
