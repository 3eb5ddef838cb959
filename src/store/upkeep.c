#include "kread/store/upkeep.h"

#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>

#include "index_priv.h"
#include "packed_priv.h"
#include "kread/base/clock.h"

enum {
	MERGES = 128,    /* until it is looked at whether there are too many */
	MERGED = 16,     /* pages at a time: a few ms */
	LONG_LOG = 400,  /* pages: to copy them takes some ms, too */
	MUCH_LOG = 1000, /* pages: to start a process for less is not worth while */
	WAIT_MS = 5000,  /* for a lock, where nobody waits for this process */
	NICENESS = 10
};

static int index_one(struct kr_store *s, void *user)
{
	const int64_t id = *(const int64_t *)user;
	struct kr_str json;
	int64_t next = 0;
	int rc;

	kr_str_init(&json);
	rc = kr_packed_read(s, id, &json);
	/* a damaged copy has no words, and is not looked at again */
	if (rc == SQLITE_OK)
		rc = kr_index_add(s, id, json.data, json.len);
	/* its row of an index stays, and it would never end */
	if (rc == SQLITE_OK)
		rc = kr_statements_get(s, KR_SQL_UNINDEXED, &next, "");
	if (rc == SQLITE_OK && next == id)
		rc = SQLITE_CORRUPT;
	kr_str_fini(&json);
	return rc;
}

static int merge(struct kr_store *s, void *user)
{
	const int before = s->sqlite.total_changes(s->db);
	/* What was removed stays in older segments until they are merged. A negative number begins
	 * to merge all of them. */
	int rc = kr_statements_run(
	        s, KR_SQL_MERGE, "i", s->wipe ? -(int64_t)MERGED : (int64_t)MERGED);

	(void)user;
	/* a change is the command itself */
	s->unmerged = rc == SQLITE_OK && (s->wipe || s->sqlite.total_changes(s->db) - before > 1);
	s->wipe = false;
	/* a damaged index might be merged for ever */
	if (s->unmerged && ++s->merges % MERGES == 0) {
		int64_t pages = 0;

		rc = kr_statements_get(s, KR_SQL_PAGES, &pages, "");
		s->unmerged = s->merges < pages;
	}
	return rc;
}

/* If others read or write at the moment, some of it stays there. */
static int shorten_log(struct kr_store *s)
{
	if (s->log_pages > LONG_LOG)
		s->sqlite.wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	s->log_pages = 0;
	return 0;
}

int kr_upkeep_step(struct kr_store *s, struct kr_err *err)
{
	int64_t id = 0;
	int rc;

	if (!s->db)
		return 0;
	rc = kr_damage_check(s, kr_statements_get(s, KR_SQL_UNINDEXED, &id, ""), err);
	if (rc < 0)
		return rc;
	if (!id && !s->unmerged && !s->wipe)
		return shorten_log(s);
	rc = kr_backlog_change(s, id ? index_one : merge, &id, err);
	return rc < 0 ? rc : 1;
}

/* --- in a process of its own -------------------------------------------------------------------
 */

void kr_upkeep_leave(struct kr_store *s, bool on)
{
	s->left = on;
}

enum kr_upkeep_need kr_upkeep_need(struct kr_store *s)
{
	int64_t id = 0;

	if (!s->db)
		return KR_UPKEEP_NOTHING;
	if (s->wipe || (!s->logs && s->unmerged))
		return KR_UPKEEP_HERE;
	if (s->log_pages > MUCH_LOG ||
	        (kr_statements_get(s, KR_SQL_UNINDEXED, &id, "") == SQLITE_OK && id))
		return KR_UPKEEP_MUCH;
	return s->unmerged ? KR_UPKEEP_SOME : KR_UPKEEP_NOTHING;
}

void kr_upkeep_begin(struct kr_store *s)
{
	s->unmerged = false;
}

void kr_upkeep_end(struct kr_store *s, bool done)
{
	s->unmerged |= !done;
	if (done)
		s->log_pages = 0;
}

int kr_upkeep_log_pages(const struct kr_store *s)
{
	return s->log_pages;
}

/* Those who read and write at the same time shall find the lock free most of the time. */
static int take_steps(struct kr_store *s, struct kr_err *err)
{
	int rc;

	do {
		const int64_t start = kr_clock_ms();

		rc = kr_upkeep_step(s, err);
		if (rc == 1)
			poll(NULL, 0, 1 + (int)(kr_clock_ms() - start));
	} while (rc == 1);
	return rc;
}

/* Until all of it is copied, so that the next write begins it anew, or nothing more can be, because
 * another program still reads from it. Others write meanwhile. */
static int copy_log(struct kr_store *s, struct kr_err *err)
{
	int all, copied = -1, before, rc;

	do {
		before = copied;
		rc = s->sqlite.wal_checkpoint_v2(
		        s->db, NULL, SQLITE_CHECKPOINT_PASSIVE, &all, &copied);
	} while (rc == SQLITE_OK && copied < all && copied != before);
	/* somebody else copies it at the moment */
	return (rc & 0xff) == SQLITE_BUSY ? 0 : kr_damage_check(s, rc, err);
}

int kr_upkeep_run(const char *path, struct kr_err *err)
{
	struct kr_store *s = NULL;
	int rc;

	if (access(path, F_OK) < 0)
		return 0;
	rc = kr_store_visit(path, &s, err);
	if (rc < 0)
		return rc;
	kr_store_set_wait(s, WAIT_MS);
	rc = take_steps(s, err);
	/* not before: others would have to wait for a process that holds a lock and gets no time */
	(void)!setpriority(PRIO_PROCESS, 0, NICENESS);
	if (rc == 0)
		rc = copy_log(s, err);
	kr_store_close(s);
	return rc;
}
