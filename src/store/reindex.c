#include "kread/store/reindex.h"

#include "index_priv.h"
#include "packed_priv.h"

static int index_one(struct kr_store *s, void *user)
{
	const int64_t id = *(const int64_t *)user;
	struct kr_str json;
	int rc;

	kr_str_init(&json);
	rc = kr_packed_read(s, id, &json);
	/* a damaged copy has no words, and is not looked at again */
	if (rc == SQLITE_OK)
		rc = kr_index_add(s, id, json.data, json.len);
	kr_str_fini(&json);
	return rc;
}

int kr_reindex_step(struct kr_store *s, struct kr_err *err)
{
	int64_t id = 0;
	int rc;

	if (!s->db)
		return 0;
	rc = kr_damage_check(s, kr_statements_get(s, KR_SQL_UNINDEXED, &id, ""), err);
	if (rc < 0 || !id)
		return rc;
	rc = kr_backlog_change(s, index_one, &id, err);
	return rc < 0 ? rc : 1;
}
