#include "kread/store/queue.h"

#include "store_priv.h"

enum { FIRST_WAIT_MS = 60 * 1000 };

/* Since when one that failed so often may be tried again. */
static int64_t wait_of(int64_t tries)
{
	return tries > 0 ? (int64_t)FIRST_WAIT_MS << (tries < 16 ? tries - 1 : 15) : 0;
}

int kr_queue_missing(struct kr_store *s, int64_t now, size_t max, kr_queue_emit *emit, void *user,
        struct kr_err *err)
{
	sqlite3_stmt *stmt;
	int rc, waiting = 0;

	if (!s->db)
		return 0;
	rc = kr_statements_bind(s, KR_SQL_QUEUED_MISSING, &stmt, "i", (int64_t)KR_QUEUE_TRIES);
	if (rc == SQLITE_OK) {
		while (s->sqlite.step(stmt) == SQLITE_ROW) {
			const char *url = kr_statements_text(s, stmt, 1);
			int64_t tries = kr_statements_number(s, stmt, 2),
			        tried = kr_statements_number(s, stmt, 3);

			if (!max || (now - tried < wait_of(tries) && tried <= now)) {
				waiting++;
				continue;
			}
			if (url) /* else it is damaged */
				emit(user, kr_statements_number(s, stmt, 0), url);
			max--;
		}
		rc = s->sqlite.reset(stmt);
	}
	rc = kr_damage_check(s, rc, err);
	return rc < 0 ? rc : waiting;
}

struct failing {
	int64_t id, now;
	const char *problem;
};

static int fail(struct kr_store *s, void *user)
{
	const struct failing *f = user;

	return kr_statements_run(s, KR_SQL_TRIED, "iit", f->id, f->now, f->problem);
}

int kr_queue_failed(
        struct kr_store *s, int64_t id, int64_t now, const char *problem, struct kr_err *err)
{
	return kr_backlog_change(s, fail, &(struct failing){id, now, problem}, err);
}
