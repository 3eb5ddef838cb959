#include "index_priv.h"

#include <stdlib.h>
#include <string.h>

#include "packed_priv.h"
#include "kread/base/utf8.h"
#include "kread/doc/json.h"

/* --- what is indexed ------------------------------------------------------------------------ */

static void add_strings(const struct kr_strings *list, struct kr_str *out)
{
	for (size_t i = 0; i < list->n; i++) {
		kr_str_addz(out, list->v[i]);
		kr_str_addc(out, '\n');
	}
}

static void add_text(const struct kr_doc *doc, struct kr_str *out)
{
	for (size_t i = 0; i < doc->nblocks && out->len < KR_INDEX_MAX; i++) {
		kr_doc_block_text(&doc->blocks[i], out);
		kr_str_addc(out, '\n');
	}
	if (out->len > KR_INDEX_MAX)
		kr_str_cut(out, kr_utf8_floor(out->data, out->len, KR_INDEX_MAX));
	kr_str_addc(out, '\n');
	add_strings(&doc->keywords, out);
	add_strings(&doc->authors, out);
}

struct index_words {
	struct kr_str title, body;
};

/* False: it is no article. */
static bool read_words(const char *json, size_t len, struct index_words *ret)
{
	struct kr_doc *doc = NULL;
	struct kr_str text;

	if (kr_json_read(json, len, &doc, NULL) < 0)
		return false;
	kr_str_init(&text);
	if (doc->title)
		kr_tokens_index(doc->title, strlen(doc->title), &ret->title);
	add_text(doc, &text);
	kr_tokens_index(text.data, text.len, &ret->body);
	kr_str_fini(&text);
	kr_doc_free(doc);
	return true;
}

/* --- changes -------------------------------------------------------------------------------- */

static int write(struct kr_store *s, enum kr_sql id, int64_t article, const char *json, size_t len,
        int64_t version)
{
	struct index_words w;
	int rc = SQLITE_OK;

	kr_str_init(&w.title);
	kr_str_init(&w.body);
	if (read_words(json, len, &w))
		rc = kr_statements_run(s, id, "itt", article, w.title.data, w.body.data);
	s->unmerged = true;
	s->merges = 0;
	if (rc == SQLITE_OK)
		rc = kr_statements_run(s, KR_SQL_SET_INDEXED, "ii", article, version);
	kr_str_fini(&w.title);
	kr_str_fini(&w.body);
	return rc;
}

int kr_index_add(struct kr_store *s, int64_t article, const char *json, size_t len)
{
	return write(s, KR_SQL_INDEX, article, json, len, KR_TOKENS_VERSION);
}

/* new: what is stored in place of it; NULL: nothing. */
static int replace(struct kr_store *s, int64_t article, const char *new, size_t len)
{
	struct kr_str json;
	int64_t indexed = -1;
	int rc = kr_statements_get(s, KR_SQL_INDEXED, &indexed, "i", article);
	bool same = false;

	if (rc != SQLITE_OK || indexed < 0) /* there is no such article */
		return rc;
	kr_str_init(&json);
	if (indexed)
		rc = kr_packed_read(s, article, &json);
	if (rc == SQLITE_OK && json.len) {
		same = new &&len == json.len &&memcmp(new, json.data, len) == 0;
		if (!same)
			rc = write(s, KR_SQL_UNINDEX, article, json.data, json.len, 0);
	} else if (rc == SQLITE_OK && indexed) {
		/* nobody knows any more what is to be removed */
		rc = kr_index_renew(s, NULL);
	}
	if (rc == SQLITE_OK && new && !same)
		rc = kr_index_add(s, article, new, len);
	kr_str_fini(&json);
	return rc;
}

int kr_index_put(struct kr_store *s, int64_t article, const struct kr_str *json)
{
	return replace(s, article, json->data, json->len);
}

int kr_index_remove(struct kr_store *s, int64_t article)
{
	return replace(s, article, NULL, 0);
}

/* FTS5 does not even drop a table whose first rows are damaged: they become those of an empty one.
 */
static int empty(struct kr_store *s)
{
	static const char sql[] =
	        "DELETE FROM search_data; DELETE FROM search_idx;"
	        "INSERT INTO search_data VALUES (1, x''), (10, x'00000000000000')";
	int rc;

	s->sqlite.db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	rc = s->sqlite.exec(s->db, sql, NULL, NULL, NULL);
	s->sqlite.db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	return rc;
}

int kr_index_renew(struct kr_store *s, void *user)
{
	int rc = empty(s);

	(void)user;
	if (rc == SQLITE_OK)
		rc = s->sqlite.exec(s->db, "DROP TABLE search", NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = s->sqlite.exec(s->db, kr_migrate_index, NULL, NULL, NULL);
	return rc == SQLITE_OK ? kr_statements_run(s, KR_SQL_FORGET_INDEX, "") : rc;
}
