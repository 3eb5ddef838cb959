/* Changes of the database, each in a transaction. */
#include "index_priv.h"

static int run(struct kr_store *s, kr_change *change, void *user)
{
	int rc = kr_statements_run(s, KR_SQL_BEGIN, "");

	if (rc != SQLITE_OK)
		return rc;
	rc = change(s, user);
	if (rc == SQLITE_OK) {
		rc = kr_statements_run(s, KR_SQL_COMMIT, "");
		/* no other constraint is checked so late */
		if ((rc & 0xff) == SQLITE_CONSTRAINT)
			rc = SQLITE_CORRUPT_VTAB;
	}
	/* SQLite has undone some failures itself */
	if (rc != SQLITE_OK && !s->sqlite.get_autocommit(s->db))
		kr_statements_run(s, KR_SQL_ROLLBACK, "");
	return rc;
}

int kr_change_run(struct kr_store *s, kr_change *change, void *user)
{
	int rc = run(s, change, user);

	/* the index alone is damaged, which can be made anew from the copies */
	if (rc == SQLITE_CORRUPT_VTAB) {
		rc = run(s, kr_index_renew, NULL);
		if (rc == SQLITE_OK)
			rc = run(s, change, user);
	}
	return rc;
}
