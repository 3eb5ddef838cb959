/* The tables, and how those of older versions become those of today. Steps are never changed once
 * they were released: a change of the tables is a step more. */
#include <stdio.h>

#include "store_priv.h"

/* Of each article the index holds nothing but the words, and where in it they are. What was added
 * is not merged at once, which now and then takes long, but in kr_upkeep_step(). */
#define INDEX                                                                                      \
	"CREATE VIRTUAL TABLE search USING fts5 (body, title, content = '', columnsize = 0,"       \
	" tokenize = 'ascii');"                                                                    \
	"INSERT INTO search (search, rank) VALUES ('automerge', 0);"

const char kr_migrate_index[] = INDEX;

static const char *const steps[KR_STORE_VERSION] = {
        /* 1: history; an article has one or more addresses */
        "CREATE TABLE article ("
        " id INTEGER PRIMARY KEY,"
        " url TEXT NOT NULL,"
        " title TEXT,"
        " site TEXT,"
        " first INTEGER NOT NULL,"
        " last INTEGER NOT NULL,"
        " times INTEGER NOT NULL,"
        " section INTEGER NOT NULL DEFAULT 0,"
        " off INTEGER NOT NULL DEFAULT 0);"
        "CREATE INDEX article_last ON article (last);"
        "CREATE TABLE address ("
        " key TEXT PRIMARY KEY NOT NULL,"
        " article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE) WITHOUT ROWID;"
        "CREATE INDEX address_article ON address (article);",

        /* 2: marks, tags, the queue, stored copies. Times are 0 for what did not happen; an article
         * that is in the library and was not read has been read 0 times. forgotten: when it was
         * removed from the history, which can be undone for a while. saved: when the copy was
         * fetched; packed: how many bytes it takes. tries, tried, problem: of fetching what is
         * queued. */
        "ALTER TABLE article ADD COLUMN published TEXT;"
        "ALTER TABLE article ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0;"
        "ALTER TABLE article ADD COLUMN liked INTEGER NOT NULL DEFAULT 0;"
        "ALTER TABLE article ADD COLUMN queued INTEGER NOT NULL DEFAULT 0;"
        "ALTER TABLE article ADD COLUMN saved INTEGER NOT NULL DEFAULT 0;"
        "ALTER TABLE article ADD COLUMN packed INTEGER NOT NULL DEFAULT 0;"
        "ALTER TABLE article ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0;"
        "ALTER TABLE article ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;"
        "ALTER TABLE article ADD COLUMN tried INTEGER NOT NULL DEFAULT 0;"
        "ALTER TABLE article ADD COLUMN problem TEXT;"
        "CREATE INDEX article_favourite ON article (favourite) WHERE favourite > 0;"
        "CREATE INDEX article_queued ON article (queued) WHERE queued > 0;"
        "CREATE INDEX article_saved ON article (saved, packed) WHERE saved > 0;"
        "CREATE INDEX article_forgotten ON article (forgotten) WHERE forgotten > 0;"
        "CREATE TABLE tag ("
        " article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,"
        " name TEXT NOT NULL,"
        " PRIMARY KEY (article, name)) WITHOUT ROWID;"
        "CREATE INDEX tag_name ON tag (name);"
        "CREATE TABLE copy ("
        " article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,"
        " etag TEXT,"
        " modified TEXT,"
        " size INTEGER NOT NULL," /* of the JSON before it was packed */
        " json BLOB NOT NULL);",

        /* 3: full-text search. indexed: by which version of the rules (tokens_priv.h) the copy is
         * in the index; 0: it is not */
        INDEX "ALTER TABLE article ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0;"
              "CREATE INDEX article_unindexed ON article (id) WHERE saved > 0 AND indexed = 0;"
              "CREATE INDEX article_titled ON article (id) WHERE indexed = 0;",

        /* 4: subscriptions. name: the reader's title for it; hide: words, a line each; removed:
         * when, which can be undone for a while. Entries: found and listed are when it was in the
         * feed first and last, seen is when it was read, hidden is by a word. */
        "CREATE TABLE subscription ("
        " id INTEGER PRIMARY KEY,"
        " key TEXT NOT NULL UNIQUE,"
        " url TEXT NOT NULL,"
        " title TEXT,"
        " name TEXT,"
        " home TEXT,"
        " hide TEXT NOT NULL DEFAULT '',"
        " problem TEXT,"
        " etag TEXT,"
        " modified TEXT,"
        " added INTEGER NOT NULL,"
        " checked INTEGER NOT NULL DEFAULT 0,"
        " tried INTEGER NOT NULL DEFAULT 0,"
        " tries INTEGER NOT NULL DEFAULT 0,"
        " removed INTEGER NOT NULL DEFAULT 0);"
        "CREATE TABLE subscription_tag ("
        " subscription INTEGER NOT NULL REFERENCES subscription (id) ON DELETE CASCADE,"
        " name TEXT NOT NULL,"
        " PRIMARY KEY (subscription, name)) WITHOUT ROWID;"
        "CREATE TABLE entry ("
        " id INTEGER PRIMARY KEY,"
        " subscription INTEGER NOT NULL REFERENCES subscription (id) ON DELETE CASCADE,"
        " key TEXT NOT NULL,"
        " url TEXT NOT NULL,"
        " title TEXT,"
        " published TEXT,"
        " found INTEGER NOT NULL,"
        " listed INTEGER NOT NULL,"
        " seen INTEGER NOT NULL DEFAULT 0,"
        " hidden INTEGER NOT NULL DEFAULT 0,"
        " UNIQUE (subscription, key));"
        "CREATE INDEX entry_key ON entry (key);"
        "CREATE INDEX entry_unread ON entry (subscription) WHERE seen = 0 AND hidden = 0;"
        "CREATE INDEX entry_seen ON entry (seen) WHERE seen > 0;",

        /* 5: source: the address that etag and modified are of, after redirects; feed: whether it
         * was one, and not a page. What is counted is in the index. */
        "ALTER TABLE subscription ADD COLUMN source TEXT;"
        "ALTER TABLE subscription ADD COLUMN feed INTEGER NOT NULL DEFAULT 0;"
        "DROP INDEX entry_unread;"
        "CREATE INDEX entry_unread ON entry (subscription, seen, hidden)"
        " WHERE seen = 0 AND hidden = 0;",

        /* 6: unread: how many entries are neither seen nor hidden, counted with each change of
         * them. shared: the article was found in another subscription, too. */
        "ALTER TABLE subscription ADD COLUMN unread INTEGER NOT NULL DEFAULT 0;"
        "ALTER TABLE entry ADD COLUMN shared INTEGER NOT NULL DEFAULT 0;"
        "UPDATE entry SET shared = 1"
        " WHERE key IN (SELECT key FROM entry GROUP BY key HAVING count(*) > 1);"
        "UPDATE subscription SET unread = (SELECT count(*) FROM entry"
        " WHERE subscription = subscription.id AND seen = 0 AND hidden = 0);"
        "CREATE INDEX entry_shared ON entry (key, subscription)"
        " WHERE shared = 1 AND seen = 0 AND hidden = 0;",
};

static int read_version(const struct kr_sqlite *q, sqlite3 *db, int *ret)
{
	sqlite3_stmt *stmt = NULL;
	int rc = q->prepare_v2(db, "PRAGMA user_version", -1, &stmt, NULL);

	if (rc == SQLITE_OK)
		rc = q->step(stmt);
	if (rc == SQLITE_ROW) {
		*ret = q->column_int(stmt, 0);
		rc = SQLITE_OK;
	}
	q->finalize(stmt);
	return rc;
}

static int run_steps(const struct kr_sqlite *q, sqlite3 *db, int from)
{
	char set[48];
	int rc = SQLITE_OK;

	for (int i = from; i < KR_STORE_VERSION && rc == SQLITE_OK; i++)
		rc = q->exec(db, steps[i], NULL, NULL, NULL);
	snprintf(set, sizeof set, "PRAGMA user_version = %d", KR_STORE_VERSION);
	return rc == SQLITE_OK ? q->exec(db, set, NULL, NULL, NULL) : rc;
}

static int check(const struct kr_sqlite *q, sqlite3 *db, int *version)
{
	int rc = read_version(q, db, version);

	if (rc == SQLITE_OK && *version > KR_STORE_VERSION)
		return SQLITE_MISMATCH;
	return rc == SQLITE_OK && *version < 0 ? SQLITE_CORRUPT : rc;
}

int kr_migrate_check(const struct kr_sqlite *q, sqlite3 *db)
{
	int version = 0;

	return check(q, db, &version);
}

int kr_migrate_run(const struct kr_sqlite *q, sqlite3 *db)
{
	int version = 0, rc = check(q, db, &version);

	if (rc != SQLITE_OK || version == KR_STORE_VERSION)
		return rc;
	rc = q->exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		return rc;
	/* another program may have been faster */
	rc = check(q, db, &version);
	if (rc == SQLITE_OK && version < KR_STORE_VERSION)
		rc = run_steps(q, db, version);
	if (rc == SQLITE_OK)
		rc = q->exec(db, "COMMIT", NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		q->exec(db, "ROLLBACK", NULL, NULL, NULL);
	return rc;
}
