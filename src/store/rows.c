/* The rows of an article. */
#include "store_priv.h"

int kr_rows_delete_copy(struct kr_store *s, int64_t id)
{
	int rc = kr_statements_run(s, KR_SQL_DELETE_COPY, "i", id);

	return rc == SQLITE_OK
	               ? kr_statements_run(s, KR_SQL_SET_SAVED, "iii", id, (int64_t)0, (int64_t)0)
	               : rc;
}

int kr_rows_make_article(struct kr_store *s, const char *key, const struct kr_article *a,
        bool known, int64_t *ret_id)
{
	int64_t id = 0;
	int rc = kr_statements_get(s, KR_SQL_ARTICLE_OF, &id, "t", key);

	if (rc != SQLITE_OK)
		return rc;
	if (id && known) {
		rc = kr_statements_run(s, KR_SQL_RENAME_ARTICLE, "itttt", id, a->url, a->title,
		        a->site, a->published);
	} else if (id) {
		rc = kr_statements_run(
		        s, KR_SQL_NAME_ARTICLE, "ittt", id, a->title, a->site, a->published);
	} else {
		rc = kr_statements_run(
		        s, KR_SQL_ADD_ARTICLE, "tttt", a->url, a->title, a->site, a->published);
		id = s->sqlite.last_insert_rowid(s->db);
		if (rc == SQLITE_OK)
			rc = kr_statements_run(s, KR_SQL_ADDRESS, "ti", key, id);
	}
	*ret_id = id;
	return rc;
}

int kr_rows_drop_article(struct kr_store *s, int64_t id)
{
	int64_t needed = 0;
	int rc = kr_statements_get(s, KR_SQL_IS_NEEDED, &needed, "i", id);

	if (rc == SQLITE_OK && !needed)
		rc = kr_rows_delete_copy(s, id);
	if (rc == SQLITE_OK && !needed)
		rc = kr_statements_run(s, KR_SQL_DELETE_ARTICLE, "i", id);
	return rc;
}
