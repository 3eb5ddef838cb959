#include "kread/store/copy.h"

#include <stdlib.h>

#include "index_priv.h"
#include "packed_priv.h"
#include "kread/base/mem.h"

void kr_copy_init(struct kr_copy *c)
{
	*c = (struct kr_copy){0};
	kr_str_init(&c->json);
}

void kr_copy_fini(struct kr_copy *c)
{
	free(c->url);
	free(c->etag);
	free(c->modified);
	kr_str_fini(&c->json);
}

/* --- writing ------------------------------------------------------------------------------- */

struct putting {
	int64_t id;
	const struct kr_copy *copy;
	const void *packed;
	int len;
};

static int put(struct kr_store *s, void *user)
{
	const struct putting *p = user;
	int rc = kr_index_put(s, p->id, &p->copy->json);

	if (rc == SQLITE_OK)
		rc = kr_statements_run(s, KR_SQL_PUT_COPY, "ittib", p->id, p->copy->etag,
		        p->copy->modified, (int64_t)p->copy->json.len, p->packed, p->len);

	if ((rc & 0xff) == SQLITE_CONSTRAINT)
		return SQLITE_OK; /* the article was deleted meanwhile */
	return rc == SQLITE_OK ? kr_statements_run(s, KR_SQL_SET_SAVED, "iii", p->id,
	                                 p->copy->saved, (int64_t)p->len)
	                       : rc;
}

int kr_copy_put(struct kr_store *s, int64_t id, const struct kr_copy *c, struct kr_err *err)
{
	struct putting p = {.id = id, .copy = c};
	void *packed;
	int rc;

	if (c->json.len > KR_COPY_MAX)
		return kr_err_set(err, KR_E_LIMIT, "the article is too large to be stored");
	p.packed = packed = kr_packed_make(&c->json, &p.len);
	rc = kr_backlog_change(s, put, &p, err);
	free(packed);
	return rc;
}

struct touching {
	const char *key;
	int64_t now;
};

static int touch(struct kr_store *s, void *user)
{
	const struct touching *t = user;

	return kr_statements_run(s, KR_SQL_TOUCH_COPY, "ti", t->key, t->now);
}

int kr_copy_touch(struct kr_store *s, const char *key, int64_t now, struct kr_err *err)
{
	return kr_backlog_change(s, touch, &(struct touching){key, now}, err);
}

/* --- reading ------------------------------------------------------------------------------- */

static bool read_row(struct kr_store *s, sqlite3_stmt *stmt, struct kr_copy *c)
{
	const void *packed = s->sqlite.column_blob(stmt, 5);
	const char *url = kr_statements_text(s, stmt, 0);

	if (!url || !kr_packed_unpack(packed, s->sqlite.column_bytes(stmt, 5),
	                    kr_statements_number(s, stmt, 4), &c->json))
		return false;
	c->url = kr_mem_strdup(url);
	c->saved = kr_statements_number(s, stmt, 1);
	c->etag = kr_mem_strdup(kr_statements_text(s, stmt, 2));
	c->modified = kr_mem_strdup(kr_statements_text(s, stmt, 3));
	return true;
}

int kr_copy_get(struct kr_store *s, const char *key, struct kr_copy *ret, struct kr_err *err)
{
	sqlite3_stmt *stmt;
	bool found = false;
	int rc;

	if (!s->db)
		return 0;
	rc = kr_statements_bind(s, KR_SQL_GET_COPY, &stmt, "t", key);
	if (rc == SQLITE_OK) {
		if (s->sqlite.step(stmt) == SQLITE_ROW)
			found = read_row(s, stmt, ret);
		rc = s->sqlite.reset(stmt);
	}
	rc = kr_damage_check(s, rc, err);
	return rc < 0 ? rc : found;
}

/* --- caps ---------------------------------------------------------------------------------- */

static int drop(struct kr_store *s, void *user)
{
	return kr_rows_delete_copy(s, *(const int64_t *)user);
}

int kr_copy_trim(struct kr_store *s, const struct kr_copy_caps *caps, struct kr_err *err)
{
	int64_t bytes = 0, id = 0, saved = 0;
	sqlite3_stmt *stmt;
	int rc;

	if (!s->db)
		return 0;
	rc = kr_statements_get(s, KR_SQL_COPIES_SIZE, &bytes, "");
	if (rc == SQLITE_OK)
		rc = kr_statements_bind(s, KR_SQL_OLDEST_COPY, &stmt, "");
	if (rc == SQLITE_OK) {
		if (s->sqlite.step(stmt) == SQLITE_ROW) {
			id = kr_statements_number(s, stmt, 0);
			saved = kr_statements_number(s, stmt, 1);
		}
		rc = s->sqlite.reset(stmt);
	}
	rc = kr_damage_check(s, rc, err);
	if (rc < 0 || !id || (bytes <= caps->bytes && saved >= caps->oldest))
		return rc;
	rc = kr_backlog_change(s, drop, &id, err);
	return rc < 0 ? rc : 1;
}
