/* The rows of articles and entries. */
#include <string.h>

#include "index_priv.h"

int kr_rows_delete_copy(struct kr_store *s, int64_t id)
{
	int rc = kr_index_remove(s, id);

	if (rc == SQLITE_OK)
		rc = kr_statements_run(s, KR_SQL_DELETE_COPY, "i", id);
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

struct kr_article kr_rows_read_article(struct kr_store *s, sqlite3_stmt *stmt)
{
	return (struct kr_article){
	        .id = kr_statements_number(s, stmt, 0),
	        .url = kr_statements_text(s, stmt, 1),
	        .title = kr_statements_text(s, stmt, 2),
	        .site = kr_statements_text(s, stmt, 3),
	        .published = kr_statements_text(s, stmt, 4),
	        .first = kr_statements_number(s, stmt, 5),
	        .last = kr_statements_number(s, stmt, 6),
	        .times = kr_statements_number(s, stmt, 7),
	        .favourite = kr_statements_number(s, stmt, 8),
	        .liked = kr_statements_number(s, stmt, 9),
	        .queued = kr_statements_number(s, stmt, 10),
	        .saved = kr_statements_number(s, stmt, 11),
	        .problem = kr_statements_text(s, stmt, 12),
	};
}

/* --- entries that were read ------------------------------------------------------------------- */

int kr_rows_see(struct kr_store *s, const char *key, int64_t when)
{
	int rc = kr_statements_run(s, KR_SQL_SEE_KEY, "ti", key, when);

	if (rc == SQLITE_OK && s->sqlite.changes(s->db))
		rc = kr_statements_run(s, KR_SQL_RECOUNT_KEY, "t", key);
	return rc;
}

/* --- hidden entries --------------------------------------------------------------------------- */

/* words: separated by newlines; may be NULL, as may the title */
bool kr_rows_is_hidden(const char *words, const char *title)
{
	for (size_t n; title && words && *words; words += n + (words[n] == '\n')) {
		struct kr_str word;
		bool found;

		n = strcspn(words, "\n");
		if (!n)
			continue;
		kr_str_init(&word);
		kr_str_add(&word, words, n);
		found = kr_str_ifind(title, strlen(title), word.data) != NULL;
		kr_str_fini(&word);
		if (found)
			return true;
	}
	return false;
}

/* Of all entries of a subscription, whether they are hidden. */
int kr_rows_hide(struct kr_store *s, int64_t subscription, const char *words)
{
	int64_t after = 0;
	int rc = kr_statements_run(s, KR_SQL_SET_HIDE, "it", subscription, words);

	while (rc == SQLITE_OK) {
		sqlite3_stmt *stmt;
		int64_t id = 0;
		bool hidden = false;

		rc = kr_statements_bind(s, KR_SQL_NEXT_ENTRY, &stmt, "ii", subscription, after);
		if (rc != SQLITE_OK)
			break;
		if (s->sqlite.step(stmt) == SQLITE_ROW) {
			id = kr_statements_number(s, stmt, 0);
			hidden = kr_rows_is_hidden(words, kr_statements_text(s, stmt, 1));
		}
		rc = s->sqlite.reset(stmt);
		if (rc == SQLITE_OK && !id)
			break;
		if (rc == SQLITE_OK && id <= after)
			rc = SQLITE_CORRUPT; /* it would never end */
		if (rc == SQLITE_OK)
			rc = kr_statements_run(s, KR_SQL_SET_HIDDEN, "ii", id, (int64_t)hidden);
		after = id;
	}
	return rc == SQLITE_OK ? kr_statements_run(s, KR_SQL_RECOUNT, "i", subscription) : rc;
}
