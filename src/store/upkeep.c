#include "kread/store/upkeep.h"

#include "index_priv.h"
#include "packed_priv.h"

enum {
	MERGES = 128,  /* until it is looked at whether there are too many */
	MERGED = 16,   /* pages at a time: a few ms */
	LONG_LOG = 400 /* pages: to copy them takes some ms, too */
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
