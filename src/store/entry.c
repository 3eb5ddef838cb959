#include "kread/store/entry.h"

#include "store_priv.h"
#include "kread/base/clock.h"

enum {
	SWEEP_MS = 4,
	SWEPT = 4 /* subscriptions in any case */
};

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

static int see_all(struct kr_store *s, void *user)
{
	struct seeing *w = user;
	/* those of other subscriptions that are the same articles come first, and do not count */
	int rc = kr_statements_run(s, KR_SQL_SEE_TWINS_OF, "ii", w->subscription, w->stamp);

	if (rc == SQLITE_OK)
		rc = kr_statements_run(s, KR_SQL_SEE_ALL_OF, "ii", w->subscription, w->stamp);
	w->n = s->sqlite.changes(s->db);
	return rc == SQLITE_OK ? kr_statements_run(s, KR_SQL_RECOUNT_SEEN, "i", w->stamp) : rc;
}

int kr_entry_see_all(struct kr_store *s, int64_t subscription, int64_t stamp, struct kr_err *err)
{
	struct seeing w = {.subscription = subscription, .stamp = stamp};
	int rc = kr_backlog_change(s, see_all, &w, err);

	return rc < 0 ? rc : w.n;
}

/* --- all of them, in steps -------------------------------------------------------------------- */

int kr_entry_sweep_begin(struct kr_store *s, struct kr_entry_sweep *ret, int64_t stamp, bool undo,
        struct kr_err *err)
{
	int rc = SQLITE_OK;

	*ret = (struct kr_entry_sweep){.undo = undo};
	if (!s->db)
		return 0;
	if (!undo)
		rc = kr_statements_get(s, KR_SQL_COUNT_UNREAD, &ret->n, "");
	if (rc == SQLITE_OK)
		rc = kr_statements_get(s, KR_SQL_LAST_ENTRY, &ret->newest, "");
	if (rc == SQLITE_OK)
		ret->stamp = stamp;
	return kr_damage_check(s, rc, err);
}

static int sweep_one(struct kr_store *s, struct kr_entry_sweep *w)
{
	int rc = kr_statements_run(s, w->undo ? KR_SQL_UNSEE_OF : KR_SQL_SEE_UNTIL, "iii",
	        w->subscription, w->stamp, w->newest);
	const int n = s->sqlite.changes(s->db);

	if (rc != SQLITE_OK || !n)
		return rc;
	w->n += w->undo ? n : 0;
	return kr_statements_run(s, KR_SQL_RECOUNT, "i", w->subscription);
}

/* Some subscriptions, in one transaction. */
static int sweep(struct kr_store *s, void *user)
{
	struct kr_entry_sweep *w = user;
	const int64_t until = kr_clock_ms() + SWEEP_MS;
	int rc = SQLITE_OK, n = 0;

	do {
		int64_t next = 0;

		rc = kr_statements_get(s, KR_SQL_NEXT_SUBSCRIPTION, &next, "i", w->subscription);
		if (rc == SQLITE_OK && !next)
			w->stamp = 0;
		w->subscription = next;
		if (rc == SQLITE_OK && next)
			rc = sweep_one(s, w);
	} while (rc == SQLITE_OK && w->stamp && (++n < SWEPT || kr_clock_ms() < until));
	return rc;
}

int kr_entry_sweep_step(struct kr_store *s, struct kr_entry_sweep *w, struct kr_err *err)
{
	struct kr_entry_sweep next = *w;
	int rc = kr_backlog_change(s, sweep, &next, err);

	if (rc == 0 && s->db)
		*w = next;
	else if (rc != KR_E_RETRY)
		w->stamp = 0;
	return rc;
}
