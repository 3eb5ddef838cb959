#include "kread/store/history.h"

#include "store_priv.h"

int kr_history_visit(struct kr_store *s, const char *key, const char *alias,
        const struct kr_history_entry *entry, struct kr_err *err)
{
	return kr_queue_write(s,
	        &(struct kr_store_write){.key = (char *)key,
	                .alias = (char *)alias,
	                .url = (char *)entry->url,
	                .title = (char *)entry->title,
	                .site = (char *)entry->site,
	                .time = entry->last},
	        err);
}

int kr_history_leave(
        struct kr_store *s, const char *key, struct kr_history_place at, struct kr_err *err)
{
	return kr_queue_write(
	        s, &(struct kr_store_write){.key = (char *)key, .at = at, .leave = true}, err);
}

/* --- reading ------------------------------------------------------------------------------ */

int kr_history_find(
        struct kr_store *s, const char *key, struct kr_history_place *ret_at, struct kr_err *err)
{
	int64_t id;
	int rc;

	if (!s->db)
		return 0;
	rc = kr_statements_find(s, key, &id, ret_at);
	return rc == SQLITE_OK ? id != 0 : kr_damage_fail(s, rc, err);
}

static const char *column(struct kr_store *s, sqlite3_stmt *stmt, int i)
{
	return (const char *)s->sqlite.column_text(stmt, i);
}

int kr_history_list(
        struct kr_store *s, size_t max, kr_history_emit *emit, void *user, struct kr_err *err)
{
	sqlite3_stmt *stmt = s->sql[KR_SQL_LIST];
	int rc;

	if (!s->db)
		return 0;
	s->sqlite.bind_int64(stmt, 1, (int64_t)max);
	while (s->sqlite.step(stmt) == SQLITE_ROW) {
		struct kr_history_entry e = {
		        .id = s->sqlite.column_int64(stmt, 0),
		        .url = column(s, stmt, 1),
		        .title = column(s, stmt, 2),
		        .site = column(s, stmt, 3),
		        .first = s->sqlite.column_int64(stmt, 4),
		        .last = s->sqlite.column_int64(stmt, 5),
		        .times = s->sqlite.column_int64(stmt, 6),
		};

		if (e.url)
			emit(user, &e);
	}
	rc = s->sqlite.reset(stmt);
	return rc == SQLITE_OK ? 0 : kr_damage_fail(s, rc, err);
}
