#include "kread/store/mark.h"

#include "store_priv.h"

int kr_mark_find(struct kr_store *s, const char *key, unsigned *ret_marks, int64_t *ret_id,
        struct kr_err *err)
{
	static const unsigned marks[] = {
	        KR_MARK_READ, KR_MARK_FAVOURITE, KR_MARK_LIKED, KR_MARK_QUEUED, KR_MARK_SAVED};
	sqlite3_stmt *stmt;
	int64_t id = 0;
	int rc;

	*ret_marks = 0;
	if (ret_id)
		*ret_id = 0;
	if (!s->db)
		return 0;
	rc = kr_statements_bind(s, KR_SQL_MARKS, &stmt, "t", key);
	if (rc == SQLITE_OK) {
		if (s->sqlite.step(stmt) == SQLITE_ROW) {
			id = kr_statements_number(s, stmt, 0);
			for (int i = 0; i < 5; i++)
				if (kr_statements_number(s, stmt, i + 1) > 0)
					*ret_marks |= marks[i];
		}
		rc = s->sqlite.reset(stmt);
	}
	if (ret_id)
		*ret_id = id;
	return kr_damage_check(s, rc, err);
}

struct marking {
	int64_t id;
	enum kr_mark mark;
	int64_t since, now, before;
	const char *tag; /* or NULL */
	bool on;
};

static const struct {
	enum kr_mark mark;
	enum kr_sql get, set;
} settable[] = {
        {KR_MARK_FAVOURITE, KR_SQL_GET_FAVOURITE, KR_SQL_SET_FAVOURITE},
        {KR_MARK_LIKED, KR_SQL_GET_LIKED, KR_SQL_SET_LIKED},
        {KR_MARK_QUEUED, KR_SQL_GET_QUEUED, KR_SQL_SET_QUEUED},
};

static int set(struct kr_store *s, void *user)
{
	struct marking *m = user;
	size_t i = 0;
	int rc;

	while (settable[i].mark != m->mark)
		i++;
	rc = kr_statements_get(s, settable[i].get, &m->before, "i", m->id);
	if (rc == SQLITE_OK)
		rc = kr_statements_run(s, settable[i].set, "ii", m->id, m->since);
	if (rc == SQLITE_OK)
		rc = kr_statements_run(
		        s, m->since ? KR_SQL_RECLAIM : KR_SQL_ABANDON, "ii", m->id, m->now);
	return rc;
}

int kr_mark_set(struct kr_store *s, int64_t id, enum kr_mark mark, int64_t since, int64_t now,
        int64_t *ret_before, struct kr_err *err)
{
	struct marking m = {.id = id, .mark = mark, .since = since, .now = now};
	int rc = kr_backlog_change(s, set, &m, err);

	if (rc == 0 && ret_before)
		*ret_before = m.before;
	return rc;
}

static int set_tag(struct kr_store *s, void *user)
{
	const struct marking *m = user;
	int rc = kr_statements_run(
	        s, m->on ? KR_SQL_ADD_TAG : KR_SQL_REMOVE_TAG, "it", m->id, m->tag);

	return rc == SQLITE_OK ? kr_statements_run(s, m->on ? KR_SQL_RECLAIM : KR_SQL_ABANDON, "ii",
	                                 m->id, m->now)
	                       : rc;
}

int kr_mark_tag(
        struct kr_store *s, int64_t id, const char *tag, bool on, int64_t now, struct kr_err *err)
{
	struct marking m = {.id = id, .tag = tag, .on = on, .now = now};

	return kr_backlog_change(s, set_tag, &m, err);
}

int kr_mark_tags(struct kr_store *s, int64_t id, kr_mark_emit *emit, void *user, struct kr_err *err)
{
	sqlite3_stmt *stmt;
	int rc;

	if (!s->db)
		return 0;
	rc = id ? kr_statements_bind(s, KR_SQL_TAGS_OF, &stmt, "i", id)
	        : kr_statements_bind(s, KR_SQL_TAGS, &stmt, "");
	if (rc == SQLITE_OK) {
		while (s->sqlite.step(stmt) == SQLITE_ROW)
			if (kr_statements_text(s, stmt, 0)) /* else it is damaged */
				emit(user, kr_statements_text(s, stmt, 0),
				        id ? 1 : kr_statements_number(s, stmt, 1));
		rc = s->sqlite.reset(stmt);
	}
	return kr_damage_check(s, rc, err);
}
