#include "kread/store/entry.h"

#include "store_priv.h"

int kr_entry_list(struct kr_store *s, int64_t subscription, size_t max, kr_entry_emit *emit,
        void *user, struct kr_err *err)
{
	sqlite3_stmt *stmt;
	int rc;

	if (!s->db)
		return 0;
	rc = subscription ? kr_statements_bind(
	                            s, KR_SQL_ENTRIES, &stmt, "ii", (int64_t)max, subscription)
	                  : kr_statements_bind(s, KR_SQL_UNREAD, &stmt, "i", (int64_t)max);
	if (rc == SQLITE_OK) {
		while (s->sqlite.step(stmt) == SQLITE_ROW) {
			const struct kr_entry e = {
			        .id = kr_statements_number(s, stmt, 0),
			        .subscription = kr_statements_number(s, stmt, 1),
			        .url = kr_statements_text(s, stmt, 2),
			        .title = kr_statements_text(s, stmt, 3),
			        .published = kr_statements_text(s, stmt, 4),
			        .from = kr_statements_text(s, stmt, 5),
			        .found = kr_statements_number(s, stmt, 6),
			        .seen = kr_statements_number(s, stmt, 7),
			};

			if (e.url)
				emit(user, &e);
		}
		rc = s->sqlite.reset(stmt);
	}
	return kr_damage_check(s, rc, err);
}

struct seeing {
	int64_t id, subscription, stamp;
	int n;
};

static int see(struct kr_store *s, void *user)
{
	const struct seeing *w = user;

	int rc = kr_statements_run(s, KR_SQL_SEE, "ii", w->id, w->stamp);

	return rc == SQLITE_OK ? kr_statements_run(s, KR_SQL_RECOUNT_TWINS, "i", w->id) : rc;
}

int kr_entry_see(struct kr_store *s, int64_t id, int64_t seen, struct kr_err *err)
{
	return kr_backlog_change(s, see, &(struct seeing){.id = id, .stamp = seen}, err);
}

/* Those of other subscriptions that are the same articles come first, and do not count. */
static int see_all_of(struct kr_store *s, struct seeing *w)
{
	int rc = kr_statements_run(s, KR_SQL_SEE_TWINS_OF, "ii", w->subscription, w->stamp);

	if (rc == SQLITE_OK)
		rc = kr_statements_run(s, KR_SQL_SEE_ALL_OF, "ii", w->subscription, w->stamp);
	w->n = s->sqlite.changes(s->db);
	return rc == SQLITE_OK ? kr_statements_run(s, KR_SQL_RECOUNT_SEEN, "i", w->stamp) : rc;
}

static int see_all(struct kr_store *s, void *user)
{
	struct seeing *w = user;
	int64_t n = 0;
	int rc;

	if (w->subscription)
		return see_all_of(s, w);
	rc = kr_statements_get(s, KR_SQL_COUNT_UNREAD, &n, "");
	if (rc == SQLITE_OK)
		rc = kr_statements_run(s, KR_SQL_SEE_ALL, "i", w->stamp);
	w->n = (int)n;
	return rc == SQLITE_OK ? kr_statements_run(s, KR_SQL_RECOUNT_ALL, "") : rc;
}

int kr_entry_see_all(struct kr_store *s, int64_t subscription, int64_t stamp, struct kr_err *err)
{
	struct seeing w = {.subscription = subscription, .stamp = stamp};
	int rc = kr_backlog_change(s, see_all, &w, err);

	return rc < 0 ? rc : w.n;
}

static int restore(struct kr_store *s, void *user)
{
	struct seeing *w = user;
	int rc = kr_statements_run(s, KR_SQL_UNSEE, "i", w->stamp);

	w->n = s->sqlite.changes(s->db);
	return rc == SQLITE_OK ? kr_statements_run(s, KR_SQL_RECOUNT_ALL, "") : rc;
}

int kr_entry_restore(struct kr_store *s, int64_t stamp, struct kr_err *err)
{
	struct seeing w = {.stamp = stamp};
	int rc = kr_backlog_change(s, restore, &w, err);

	return rc < 0 ? rc : w.n;
}
