/* The statements of statements.def. */
#include <stdarg.h>

#include "store_priv.h"

static const char *const sql[KR_SQL_COUNT] = {
#define KR_SQL(id, text) text,
#include "statements.def"
#undef KR_SQL
};

static int prepare(struct kr_store *s, enum kr_sql id)
{
	if (s->sql[id])
		return SQLITE_OK;
	return s->sqlite.prepare_v3(
	        s->db, sql[id], -1, SQLITE_PREPARE_PERSISTENT, &s->sql[id], NULL);
}

int kr_statements_check(struct kr_store *s)
{
	static const enum kr_sql needed[] = {KR_SQL_FIND, KR_SQL_ADD_ARTICLE, KR_SQL_VISIT,
	        KR_SQL_MARKS, KR_SQL_ADDRESS, KR_SQL_IS_NEEDED, KR_SQL_GET_COPY};
	int rc = SQLITE_OK;

	for (size_t i = 0; i < sizeof needed / sizeof *needed && rc == SQLITE_OK; i++)
		rc = prepare(s, needed[i]);
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
	s->can_find = false;
}

static int bind_all(
        struct kr_store *s, enum kr_sql id, sqlite3_stmt **ret, const char *types, va_list ap)
{
	int rc = prepare(s, id);

	for (int i = 1; *types && rc == SQLITE_OK; types++, i++) {
		if (*types == 'i') {
			rc = s->sqlite.bind_int64(s->sql[id], i, va_arg(ap, int64_t));
		} else if (*types == 't') {
			rc = s->sqlite.bind_text(
			        s->sql[id], i, va_arg(ap, const char *), -1, SQLITE_STATIC);
		} else {
			const void *data = va_arg(ap, const void *);

			rc = s->sqlite.bind_blob(
			        s->sql[id], i, data, va_arg(ap, int), SQLITE_STATIC);
		}
	}
	*ret = s->sql[id];
	return rc;
}

int kr_statements_bind(
        struct kr_store *s, enum kr_sql id, sqlite3_stmt **ret, const char *types, ...)
{
	va_list ap;
	int rc;

	va_start(ap, types);
	rc = bind_all(s, id, ret, types, ap);
	va_end(ap);
	return rc;
}

/* To its end if it has no rows, else to the first one, whose number is that of its first column. */
static int step(
        struct kr_store *s, enum kr_sql id, int64_t *ret_number, const char *types, va_list ap)
{
	sqlite3_stmt *stmt;
	int rc = bind_all(s, id, &stmt, types, ap);

	if (rc != SQLITE_OK)
		return rc;
	if (s->sqlite.step(stmt) == SQLITE_ROW && ret_number)
		*ret_number = s->sqlite.column_int64(stmt, 0);
	return s->sqlite.reset(stmt);
}

int kr_statements_run(struct kr_store *s, enum kr_sql id, const char *types, ...)
{
	va_list ap;
	int rc;

	va_start(ap, types);
	rc = step(s, id, NULL, types, ap);
	va_end(ap);
	return rc;
}

int kr_statements_get(struct kr_store *s, enum kr_sql id, int64_t *ret, const char *types, ...)
{
	va_list ap;
	int rc;

	va_start(ap, types);
	rc = step(s, id, ret, types, ap);
	va_end(ap);
	return rc;
}

int64_t kr_statements_number(struct kr_store *s, sqlite3_stmt *stmt, int column)
{
	return s->sqlite.column_int64(stmt, column);
}

const char *kr_statements_text(struct kr_store *s, sqlite3_stmt *stmt, int column)
{
	return (const char *)s->sqlite.column_text(stmt, column);
}
