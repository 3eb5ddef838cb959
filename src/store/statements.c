/* The statements: what is asked of the database and changed in it. */
#include "store_priv.h"
#include "kread/base/mem.h"

static const char *const sql[KR_SQL_COUNT] = {
        [KR_SQL_BEGIN] = "BEGIN IMMEDIATE",
        [KR_SQL_COMMIT] = "COMMIT",
        [KR_SQL_ROLLBACK] = "ROLLBACK",
        [KR_SQL_FIND] = "SELECT id, section, off FROM address JOIN article ON id = article"
                        " WHERE key = ?1",
        [KR_SQL_INSERT] = "INSERT INTO article (url, title, site, first, last, times)"
                          " VALUES (?1, ?2, ?3, ?4, ?4, 1)",
        /* what this page does not say may be known from before */
        [KR_SQL_UPDATE] = "UPDATE article SET url = ?1, title = ifnull(?2, title),"
                          " site = ifnull(?3, site), last = max(last, ?4), times = times + 1"
                          " WHERE id = ?5",
        [KR_SQL_ADDRESS] = "INSERT INTO address (key, article) VALUES (?1, ?2)"
                           " ON CONFLICT (key) DO UPDATE SET article = ?2",
        [KR_SQL_LEAVE] = "UPDATE article SET section = ?2, off = ?3"
                         " WHERE id = (SELECT article FROM address WHERE key = ?1)",
        [KR_SQL_LIST] = "SELECT id, url, title, site, first, last, times FROM article"
                        " ORDER BY last DESC, id DESC LIMIT ?1",
        [KR_SQL_GET] = "SELECT url, title, site, first, last, times, section, off FROM article"
                       " WHERE id = ?1 AND url = ?2",
        [KR_SQL_KEYS] = "SELECT key FROM address WHERE article = ?1",
        [KR_SQL_DELETE] = "DELETE FROM article WHERE id = ?1",
        [KR_SQL_PUT] = "INSERT INTO article (url, title, site, first, last, times, section, off)"
                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        [KR_SQL_MERGE] = "UPDATE article SET first = min(first, ?2), last = max(last, ?3),"
                         " times = times + ?4 WHERE id = ?1",
        [KR_SQL_PUT_ADDRESS] = "INSERT INTO address (key, article) VALUES (?1, ?2)"
                               " ON CONFLICT (key) DO NOTHING",
};

int kr_statements_prepare(struct kr_store *s)
{
	int rc = SQLITE_OK;

	for (int i = 0; i < KR_SQL_COUNT && rc == SQLITE_OK; i++)
		rc = s->sqlite.prepare_v3(
		        s->db, sql[i], -1, SQLITE_PREPARE_PERSISTENT, &s->sql[i], NULL);
	return rc;
}

void kr_statements_disconnect(struct kr_store *s)
{
	if (!s->db)
		return;
	for (int i = 0; i < KR_SQL_COUNT; i++) {
		s->sqlite.finalize(s->sql[i]);
		s->sql[i] = NULL;
	}
	s->sqlite.close(s->db);
	s->db = NULL;
}

/* --- statements --------------------------------------------------------------------------- */

/* The text is borrowed until the statement is run again. */
static void bind_text(struct kr_store *s, sqlite3_stmt *stmt, int i, const char *text)
{
	s->sqlite.bind_text(stmt, i, text, -1, SQLITE_STATIC); /* NULL: null */
}

/* Run a statement without results. */
static int run(struct kr_store *s, enum kr_store_sql id)
{
	s->sqlite.step(s->sql[id]);
	return s->sqlite.reset(s->sql[id]);
}

int kr_statements_find(
        struct kr_store *s, const char *key, int64_t *ret_id, struct kr_history_place *ret_at)
{
	sqlite3_stmt *stmt = s->sql[KR_SQL_FIND];

	*ret_id = 0;
	bind_text(s, stmt, 1, key);
	if (s->sqlite.step(stmt) == SQLITE_ROW) {
		*ret_id = s->sqlite.column_int64(stmt, 0);
		if (ret_at)
			*ret_at = (struct kr_history_place){
			        .section = (uint32_t)s->sqlite.column_int64(stmt, 1),
			        .off = (uint32_t)s->sqlite.column_int64(stmt, 2)};
	}
	return s->sqlite.reset(stmt);
}

/* --- changes ------------------------------------------------------------------------------ */

/* how: ADDRESS, PUT_ADDRESS */
static int add_address(struct kr_store *s, enum kr_store_sql how, const char *key, int64_t article)
{
	bind_text(s, s->sql[how], 1, key);
	s->sqlite.bind_int64(s->sql[how], 2, article);
	return run(s, how);
}

static int visit(struct kr_store *s, const struct kr_store_write *w)
{
	int64_t id;
	int rc = kr_statements_find(s, w->key, &id, NULL);
	const enum kr_store_sql how = id ? KR_SQL_UPDATE : KR_SQL_INSERT;
	sqlite3_stmt *stmt = s->sql[how];

	if (rc != SQLITE_OK)
		return rc;
	bind_text(s, stmt, 1, w->url);
	bind_text(s, stmt, 2, w->title);
	bind_text(s, stmt, 3, w->site);
	s->sqlite.bind_int64(stmt, 4, w->time);
	if (id)
		s->sqlite.bind_int64(stmt, 5, id);
	rc = run(s, how);
	if (!id)
		id = s->sqlite.last_insert_rowid(s->db);
	if (rc == SQLITE_OK)
		rc = add_address(s, KR_SQL_ADDRESS, w->key, id);
	if (rc == SQLITE_OK && w->alias)
		rc = add_address(s, KR_SQL_ADDRESS, w->alias, id);
	return rc;
}

static int leave(struct kr_store *s, const struct kr_store_write *w)
{
	sqlite3_stmt *stmt = s->sql[KR_SQL_LEAVE];

	bind_text(s, stmt, 1, w->key);
	s->sqlite.bind_int64(stmt, 2, w->at.section);
	s->sqlite.bind_int64(stmt, 3, w->at.off);
	return run(s, KR_SQL_LEAVE);
}

/* Commit a change that has not failed. */
static int end(struct kr_store *s, int rc)
{
	if (rc == SQLITE_OK)
		rc = run(s, KR_SQL_COMMIT);
	/* SQLite has undone some failures itself */
	if (rc != SQLITE_OK && !s->sqlite.get_autocommit(s->db))
		run(s, KR_SQL_ROLLBACK);
	return rc;
}

int kr_statements_write(struct kr_store *s, const struct kr_store_write *w)
{
	int rc = run(s, KR_SQL_BEGIN);

	if (rc != SQLITE_OK)
		return rc;
	return end(s, w->leave ? leave(s, w) : visit(s, w));
}

/* --- taking articles out, and putting them back ------------------------------------------- */

static char *copy(struct kr_store *s, sqlite3_stmt *stmt, int column)
{
	return kr_mem_strdup((const char *)s->sqlite.column_text(stmt, column));
}

static int get(struct kr_store *s, int64_t id, const char *url, struct kr_removal *r)
{
	sqlite3_stmt *stmt = s->sql[KR_SQL_GET];

	s->sqlite.bind_int64(stmt, 1, id);
	bind_text(s, stmt, 2, url);
	if (s->sqlite.step(stmt) == SQLITE_ROW) {
		r->url = copy(s, stmt, 0);
		r->title = copy(s, stmt, 1);
		r->site = copy(s, stmt, 2);
		r->first = s->sqlite.column_int64(stmt, 3);
		r->last = s->sqlite.column_int64(stmt, 4);
		r->times = s->sqlite.column_int64(stmt, 5);
		r->at.section = (uint32_t)s->sqlite.column_int64(stmt, 6);
		r->at.off = (uint32_t)s->sqlite.column_int64(stmt, 7);
	}
	return s->sqlite.reset(stmt);
}

static int get_keys(struct kr_store *s, int64_t id, struct kr_removal *r)
{
	sqlite3_stmt *stmt = s->sql[KR_SQL_KEYS];

	s->sqlite.bind_int64(stmt, 1, id);
	while (s->sqlite.step(stmt) == SQLITE_ROW) {
		r->keys = kr_mem_grow(r->keys, r->n, &r->cap, sizeof *r->keys);
		r->keys[r->n++] = copy(s, stmt, 0);
	}
	return s->sqlite.reset(stmt);
}

int kr_statements_take(struct kr_store *s, int64_t id, const char *url, struct kr_removal *r)
{
	int rc = run(s, KR_SQL_BEGIN);

	if (rc != SQLITE_OK)
		return rc;
	rc = get(s, id, url, r);
	if (rc == SQLITE_OK && r->url)
		rc = get_keys(s, id, r);
	if (rc == SQLITE_OK && r->url) {
		s->sqlite.bind_int64(s->sql[KR_SQL_DELETE], 1, id);
		rc = run(s, KR_SQL_DELETE);
	}
	return end(s, rc);
}

static int put(struct kr_store *s, const struct kr_removal *r, int64_t *ret_id)
{
	sqlite3_stmt *stmt = s->sql[KR_SQL_PUT];
	int rc;

	bind_text(s, stmt, 1, r->url);
	bind_text(s, stmt, 2, r->title);
	bind_text(s, stmt, 3, r->site);
	s->sqlite.bind_int64(stmt, 4, r->first);
	s->sqlite.bind_int64(stmt, 5, r->last);
	s->sqlite.bind_int64(stmt, 6, r->times);
	s->sqlite.bind_int64(stmt, 7, r->at.section);
	s->sqlite.bind_int64(stmt, 8, r->at.off);
	rc = run(s, KR_SQL_PUT);
	*ret_id = s->sqlite.last_insert_rowid(s->db);
	return rc;
}

static int merge(struct kr_store *s, const struct kr_removal *r, int64_t id)
{
	sqlite3_stmt *stmt = s->sql[KR_SQL_MERGE];

	s->sqlite.bind_int64(stmt, 1, id);
	s->sqlite.bind_int64(stmt, 2, r->first);
	s->sqlite.bind_int64(stmt, 3, r->last);
	s->sqlite.bind_int64(stmt, 4, r->times);
	return run(s, KR_SQL_MERGE);
}

int kr_statements_put(struct kr_store *s, const struct kr_removal *r)
{
	int64_t id = 0;
	int rc = run(s, KR_SQL_BEGIN);

	if (rc != SQLITE_OK)
		return rc;
	for (size_t i = 0; i < r->n && rc == SQLITE_OK && !id; i++)
		rc = kr_statements_find(s, r->keys[i], &id, NULL);
	if (rc == SQLITE_OK)
		rc = id ? merge(s, r, id) : put(s, r, &id);
	for (size_t i = 0; i < r->n && rc == SQLITE_OK; i++)
		rc = add_address(s, KR_SQL_PUT_ADDRESS, r->keys[i], id);
	return end(s, rc);
}
