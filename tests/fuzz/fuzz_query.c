/* A search in the library on the first line, then a text: FTS5 finds one in the other if and only
 * if the words of the search are in the text. */
#include <string.h>

#include <sqlite3.h>

#include "fuzz.h"
#include "store/query_priv.h"

static sqlite3 *database(void)
{
	sqlite3 *db;

	HOLDS(sqlite3_open(":memory:", &db) == SQLITE_OK);
	HOLDS(sqlite3_exec(db,
	              "CREATE VIRTUAL TABLE search USING fts5 (body, content = '',"
	              " columnsize = 0, tokenize = 'ascii')",
	              NULL, NULL, NULL) == SQLITE_OK);
	return db;
}

/* The result of a statement with one parameter, which must not fail. */
static bool run(sqlite3 *db, const char *sql, const char *text)
{
	sqlite3_stmt *stmt;
	int rc;

	HOLDS(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK);
	HOLDS(sqlite3_bind_text(stmt, 1, text, -1, SQLITE_STATIC) == SQLITE_OK);
	rc = sqlite3_step(stmt);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		fprintf(stderr, "%s: %s\n", sqlite3_errmsg(db), text);
	HOLDS(rc == SQLITE_ROW || rc == SQLITE_DONE);
	sqlite3_finalize(stmt);
	return rc == SQLITE_ROW;
}

static void check_found(const struct kr_query *q, const char *text, size_t len)
{
	sqlite3 *db = database();
	struct kr_str words, match;
	bool expands = false, found;

	kr_str_init(&words);
	kr_str_init(&match);
	kr_tokens_index(text, len, &words);
	kr_query_match(q, false, &match);
	run(db, "INSERT INTO search (rowid, body) VALUES (1, ?1)", words.data);
	found = run(db, "SELECT 1 FROM search WHERE search MATCH ?1", match.data);
	for (size_t i = 0; i < q->nterms; i++)
		expands |= q->terms[i].prefix && q->terms[i].units->letters >= KR_QUERY_EXPAND_MIN;
	if (!expands && found != kr_query_has_all(q, text, len))
		fprintf(stderr, "found %d: %s\nin: %s\n", found, match.data, words.data);
	HOLDS(expands || found == kr_query_has_all(q, text, len));
	sqlite3_close(db);
	kr_str_fini(&words);
	kr_str_fini(&match);
}

static bool has_tag(void *user, int64_t id, const char *tag)
{
	(void)user;
	return (unsigned char)*tag == id;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data, *end = size ? memchr(text, '\n', size) : NULL;
	const size_t line = end ? (size_t)(end - text) : size, from = end ? line + 1 : size;
	const struct kr_article a = {.id = 't',
	        .url = "https://news.example/a",
	        .site = "Example News",
	        .published = "2020-05-06",
	        .times = 1};
	struct kr_query_place first = {0};
	struct kr_query q;
	struct kr_str typed;

	kr_str_init(&typed);
	kr_str_add(&typed, text, line);
	kr_query_init(&q, typed.data);
	HOLDS(q.nterms <= KR_QUERY_TERMS && q.nfilters <= KR_QUERY_TERMS);
	HOLDS(q.nwanted <= q.nterms);
	kr_query_accepts(&q, &a, has_tag, NULL);
	if (kr_query_scan(&q, text + from, size - from, &first))
		HOLDS(first.at + first.len <= size - from);
	if (q.nwanted)
		check_found(&q, text + from, size - from);
	kr_query_fini(&q);
	kr_str_fini(&typed);
	return 0;
}
