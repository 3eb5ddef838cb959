/* What the library keeps of articles: marks, tags, the queue, stored copies; forgetting them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "kread/base/str.h"
#include "kread/store/copy.h"
#include "kread/store/history.h"
#include "kread/store/mark.h"
#include "kread/store/queue.h"
#include "kread/store/shelf.h"
#include "store_folder.h"

static int64_t add(struct kr_store *s, const char *key)
{
	int64_t id = 0;

	assert_int_equal(kr_article_add(s, key, &(struct kr_article){.url = key}, &id, NULL), 0);
	assert_true(id > 0);
	return id;
}

static void visit(struct kr_store *s, const char *key, const char *site, int64_t when)
{
	assert_int_equal(
	        kr_history_visit(s, key, NULL,
	                &(struct kr_article){.url = key, .site = site, .last = when}, NULL),
	        0);
}

static void add_row(void *user, const struct kr_article *a)
{
	kr_str_addf(user, "%s%s", ((struct kr_str *)user)->len ? " " : "", a->url);
}

static void lists_sorted(struct kr_store *s, enum kr_shelf shelf, enum kr_shelf_sort sort,
        const char *tag, const char *want)
{
	struct kr_str rows;

	kr_str_init(&rows);
	assert_int_equal(kr_shelf_list(s, shelf, tag, sort, 100, add_row, &rows, NULL), 0);
	assert_string_equal(rows.data, want);
	kr_str_fini(&rows);
}

static void lists(struct kr_store *s, enum kr_shelf shelf, const char *want)
{
	lists_sorted(s, shelf, KR_SORT_DATE, "t", want);
}

static unsigned marks(struct kr_store *s, const char *key)
{
	unsigned m;

	assert_int_equal(kr_mark_find(s, key, &m, NULL, NULL), 0);
	return m;
}

static void add_tag(void *user, const char *tag, int64_t n)
{
	kr_str_addf(user, "%s%d ", tag, (int)n);
}

static void tags(struct kr_store *s, int64_t id, const char *want)
{
	struct kr_str rows;

	kr_str_init(&rows);
	assert_int_equal(kr_mark_tags(s, id, add_tag, &rows, NULL), 0);
	assert_string_equal(rows.data, want);
	kr_str_fini(&rows);
}

static int64_t count(const char *sql)
{
	sqlite3 *db;
	sqlite3_stmt *stmt;
	int64_t n;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	n = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return n;
}

/* --- marks ---------------------------------------------------------------------------------- */

static void marked_articles_are_on_shelves(void **state)
{
	struct kr_store *s = open_store();
	struct kr_shelf_counts n;
	int64_t a = add(s, "a"), b = add(s, "b");

	(void)state;
	assert_int_equal(add(s, "a"), a);
	visit(s, "c", "Zebra", 5);
	visit(s, "d", "ape", 4);
	assert_int_equal(marks(s, "a"), 0);
	assert_int_equal(marks(s, "c"), KR_MARK_READ);
	assert_int_equal(kr_mark_set(s, a, KR_MARK_FAVOURITE, 10, 10, NULL, NULL), 0);
	assert_int_equal(kr_mark_set(s, b, KR_MARK_FAVOURITE, 11, 11, NULL, NULL), 0);
	assert_int_equal(kr_mark_set(s, b, KR_MARK_LIKED, 12, 12, NULL, NULL), 0);
	assert_int_equal(kr_mark_set(s, b, KR_MARK_QUEUED, 13, 13, NULL, NULL), 0);
	assert_int_equal(kr_mark_set(s, a, KR_MARK_QUEUED, 14, 14, NULL, NULL), 0);
	assert_int_equal(marks(s, "b"), KR_MARK_FAVOURITE | KR_MARK_LIKED | KR_MARK_QUEUED);
	lists(s, KR_SHELF_HISTORY, "c d");
	lists(s, KR_SHELF_FAVOURITES, "b a");
	lists(s, KR_SHELF_LIKED, "b");
	lists(s, KR_SHELF_QUEUE, "b a");
	lists_sorted(s, KR_SHELF_HISTORY, KR_SORT_SITE, NULL, "d c");
	assert_int_equal(kr_shelf_count(s, &n, NULL), 0);
	assert_int_equal(n.favourites, 2);
	assert_int_equal(n.queue, 2);
	assert_int_equal(kr_mark_set(s, b, KR_MARK_QUEUED, 0, 20, NULL, NULL), 0);
	lists(s, KR_SHELF_QUEUE, "a");
	assert_int_equal(marks(s, "b"), KR_MARK_FAVOURITE | KR_MARK_LIKED);
	kr_store_close(s);
}

static void tags_are_kept_with_their_articles(void **state)
{
	struct kr_store *s = open_store();
	int64_t a = add(s, "a"), b = add(s, "b");

	(void)state;
	assert_int_equal(kr_mark_tag(s, a, "t", true, 1, NULL), 0);
	assert_int_equal(kr_mark_tag(s, a, "t", true, 1, NULL), 0);
	assert_int_equal(kr_mark_tag(s, a, "港口", true, 1, NULL), 0);
	assert_int_equal(kr_mark_tag(s, b, "t", true, 1, NULL), 0);
	tags(s, a, "t1 港口1 ");
	tags(s, 0, "t2 港口1 ");
	lists(s, KR_SHELF_TAG, "b a");
	assert_int_equal(kr_mark_tag(s, a, "t", false, 2, NULL), 0);
	assert_int_equal(kr_mark_tag(s, b, "t", false, 2, NULL), 0);
	tags(s, 0, "港口1 ");
	/* b is in no list any more, and goes; a stays */
	assert_int_equal(kr_history_purge(s, 2, 2, 10, NULL), 1);
	assert_int_equal(count("SELECT count(*) FROM article"), 1);
	kr_store_close(s);
}

/* --- forgetting --------------------------------------------------------------------------- */

static void add_key(void *user, const char *key)
{
	kr_str_addf(user, "%s ", key);
}

static void what_is_forgotten_can_be_restored(void **state)
{
	struct kr_store *s = open_store();
	struct kr_history_place at = {0, 0};
	struct kr_str keys;
	struct kr_err err;
	sqlite3 *holder;
	unsigned m;
	int64_t id = 0;

	(void)state;
	kr_str_init(&keys);
	visit(s, "a", NULL, 5);
	visit(s, "b", NULL, 6);
	visit(s, "c", NULL, 7);
	assert_int_equal(kr_history_leave(s, "b", (struct kr_history_place){4, 2}, NULL), 0);
	assert_int_equal(kr_mark_find(s, "b", &m, &id, NULL), 0);
	holder = other("BEGIN IMMEDIATE");
	assert_int_equal(kr_history_forget(s, id, 100, &err), KR_E_RETRY);
	sqlite3_close(holder);
	assert_int_equal(kr_history_forget(s, id, 100, NULL), 1);
	assert_int_equal(kr_history_forget(s, id, 101, NULL), 0);
	lists(s, KR_SHELF_HISTORY, "c a");
	assert_int_equal(kr_history_find(s, "b", NULL, NULL), 0);
	assert_int_equal(kr_history_forgotten(s, 100, add_key, &keys, NULL), 0);
	assert_string_equal(keys.data, "b ");
	assert_int_equal(kr_history_restore(s, 100, NULL), 1);
	assert_int_equal(kr_history_find(s, "b", &at, NULL), 1);
	assert_int_equal(at.section, 4);
	assert_int_equal(at.off, 2);
	assert_int_equal(kr_history_forget_range(s, 6, 8, 200, NULL), 2);
	lists(s, KR_SHELF_HISTORY, "a");
	/* read again meanwhile: from the beginning, and it stays */
	visit(s, "c", NULL, 9);
	assert_int_equal(kr_history_restore(s, 200, NULL), 1);
	lists(s, KR_SHELF_HISTORY, "c b a");
	kr_str_fini(&keys);
	kr_store_close(s);
}

static void what_was_forgotten_goes_for_good(void **state)
{
	const int64_t day = KR_HISTORY_KEEP_MS;
	struct kr_store *s = open_store();
	struct kr_copy copy;
	unsigned m;
	int64_t id = 0, other_id = 0;

	(void)state;
	kr_copy_init(&copy);
	copy.saved = 1;
	kr_str_addz(&copy.json, "{}");
	visit(s, "a", NULL, 5);
	visit(s, "b", NULL, 6);
	assert_int_equal(kr_mark_find(s, "a", &m, &id, NULL), 0);
	assert_int_equal(kr_mark_find(s, "b", &m, &other_id, NULL), 0);
	assert_int_equal(kr_copy_put(s, id, &copy, NULL), 0);
	assert_int_equal(kr_copy_put(s, other_id, &copy, NULL), 0);
	assert_int_equal(kr_mark_set(s, id, KR_MARK_FAVOURITE, 7, 7, NULL, NULL), 0);
	assert_int_equal(kr_history_forget_range(s, 0, 100, 10, NULL), 2);
	assert_int_equal(kr_history_purge(s, 0, day, 10, NULL), 0);
	assert_int_equal(kr_history_purge(s, 0, day + 10, 1, NULL), 1);
	assert_int_equal(kr_history_purge(s, 0, day + 10, 10, NULL), 1);
	assert_int_equal(kr_history_purge(s, 0, day + 10, 10, NULL), 0);
	/* a favourite stays, without its history */
	assert_int_equal(marks(s, "a"), KR_MARK_FAVOURITE | KR_MARK_SAVED);
	assert_int_equal(marks(s, "b"), 0);
	assert_int_equal(count("SELECT count(*) FROM copy"), 1);
	assert_int_equal(count("SELECT first + last + times + forgotten FROM article"), 0);
	/* its last reason goes, and comes back */
	assert_int_equal(kr_mark_set(s, id, KR_MARK_FAVOURITE, 0, 20, NULL, NULL), 0);
	assert_int_equal(kr_mark_set(s, id, KR_MARK_FAVOURITE, 7, 21, NULL, NULL), 0);
	assert_int_equal(kr_history_purge(s, 20, 21, 10, NULL), 0);
	assert_int_equal(kr_mark_set(s, id, KR_MARK_FAVOURITE, 0, 22, NULL, NULL), 0);
	assert_int_equal(kr_history_purge(s, 22, 22, 10, NULL), 1);
	assert_int_equal(count("SELECT count(*) FROM article"), 0);
	assert_int_equal(count("SELECT count(*) FROM copy"), 0);
	assert_int_equal(count("SELECT count(*) FROM address"), 0);
	kr_copy_fini(&copy);
	kr_store_close(s);
}

/* --- copies --------------------------------------------------------------------------------- */

static void put_copy(struct kr_store *s, int64_t id, const char *json, int64_t saved)
{
	struct kr_copy copy;

	kr_copy_init(&copy);
	copy.saved = saved;
	copy.etag = (char *)"\"e\"";
	kr_str_addz(&copy.json, json);
	assert_int_equal(kr_copy_put(s, id, &copy, NULL), 0);
	copy.etag = NULL;
	kr_copy_fini(&copy);
}

static void copies_come_back_as_they_were(void **state)
{
	struct kr_store *s = open_store();
	struct kr_copy copy;
	struct kr_err err;
	int64_t id = add(s, "a");

	(void)state;
	put_copy(s, id, "{\"title\":\"old\"}", 3);
	put_copy(s, id, "{\"title\":\"大连\"}", 4);
	kr_copy_init(&copy);
	assert_int_equal(kr_copy_get(s, "none", &copy, NULL), 0);
	assert_int_equal(kr_copy_get(s, "a", &copy, NULL), 1);
	assert_string_equal(copy.json.data, "{\"title\":\"大连\"}");
	assert_string_equal(copy.etag, "\"e\"");
	assert_null(copy.modified);
	assert_int_equal(copy.saved, 4);
	assert_int_equal(kr_copy_touch(s, "a", 9, NULL), 0);
	kr_copy_fini(&copy);
	kr_copy_init(&copy);
	assert_int_equal(kr_copy_get(s, "a", &copy, NULL), 1);
	assert_int_equal(copy.saved, 9);
	kr_copy_fini(&copy);
	/* too large */
	kr_copy_init(&copy);
	while (copy.json.len <= KR_COPY_MAX)
		kr_str_addz(&copy.json, "0123456789abcdef0123456789abcdef0123456789abcdef");
	assert_int_equal(kr_copy_put(s, id, &copy, &err), KR_E_LIMIT);
	kr_copy_fini(&copy);
	/* an article that is gone */
	put_copy(s, id + 77, "{}", 1);
	assert_int_equal(count("SELECT count(*) FROM copy"), 1);
	kr_store_close(s);
}

static void damaged_copies_are_none(void **state)
{
	static const char *const damages[] = {
	        "UPDATE copy SET json = substr(json, 1, 20)",
	        "UPDATE copy SET json = x''",
	        "UPDATE copy SET size = size - 1",
	        "UPDATE copy SET size = -1",
	        "UPDATE copy SET size = 1000000000000",
	        "UPDATE copy SET json = 'text'",
	};

	(void)state;
	for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
		struct kr_store *s = open_store();
		struct kr_copy copy;

		put_copy(s, add(s, "a"), "{\"title\":\"a title that is not so short\"}", 3);
		kr_store_close(s);
		sqlite3_close(other(damages[i]));
		s = open_store();
		kr_copy_init(&copy);
		assert_int_equal(kr_copy_get(s, "a", &copy, NULL), 0);
		kr_copy_fini(&copy);
		kr_store_close(s);
	}
}

static void the_oldest_copies_go_first_but_not_those_that_are_wanted(void **state)
{
	struct kr_store *s = open_store();
	struct kr_copy_caps caps = {.bytes = 1000000, .oldest = 3};
	int64_t a = add(s, "a"), b = add(s, "b"), c = add(s, "c"), d = add(s, "d");

	(void)state;
	put_copy(s, a, "{}", 1);
	put_copy(s, b, "{}", 2);
	put_copy(s, c, "{}", 3);
	put_copy(s, d, "{}", 4);
	assert_int_equal(kr_mark_set(s, a, KR_MARK_FAVOURITE, 1, 1, NULL, NULL), 0);
	assert_int_equal(kr_copy_trim(s, &caps, NULL), 1); /* b is too old */
	assert_int_equal(kr_copy_trim(s, &caps, NULL), 0);
	assert_int_equal(marks(s, "b") | marks(s, "a"), KR_MARK_FAVOURITE | KR_MARK_SAVED);
	assert_int_equal(marks(s, "b"), 0);
	caps.bytes = 1;
	assert_int_equal(kr_copy_trim(s, &caps, NULL), 1);
	assert_int_equal(marks(s, "c"), 0);
	assert_int_equal(kr_copy_trim(s, &caps, NULL), 1);
	assert_int_equal(kr_copy_trim(s, &caps, NULL), 0);
	assert_int_equal(marks(s, "a"), KR_MARK_FAVOURITE | KR_MARK_SAVED);
	kr_store_close(s);
}

/* --- the queue -------------------------------------------------------------------------------- */

static void add_missing(void *user, int64_t id, const char *url)
{
	(void)id;
	kr_str_addf(user, "%s ", url);
}

static void missing(struct kr_store *s, int64_t now, const char *want)
{
	struct kr_str rows;

	kr_str_init(&rows);
	assert_true(kr_queue_missing(s, now, 10, add_missing, &rows, NULL) >= 0);
	assert_string_equal(rows.data, want);
	kr_str_fini(&rows);
}

static void queued_articles_are_tried_again_later_and_later(void **state)
{
	const int64_t minute = 60000;
	struct kr_store *s = open_store();
	int64_t a = add(s, "a"), b = add(s, "b");

	(void)state;
	missing(s, 0, "");
	assert_int_equal(kr_mark_set(s, a, KR_MARK_QUEUED, 5, 5, NULL, NULL), 0);
	assert_int_equal(kr_mark_set(s, b, KR_MARK_QUEUED, 6, 6, NULL, NULL), 0);
	missing(s, 10, "a b ");
	put_copy(s, b, "{}", 7);
	missing(s, 10, "a ");
	assert_int_equal(kr_queue_failed(s, a, 10, "no route", NULL), 0);
	missing(s, 10 + minute - 1, "");
	missing(s, 10 + minute, "a ");
	assert_int_equal(kr_queue_failed(s, a, 10 + minute, "no route", NULL), 0);
	missing(s, 10 + 3 * minute - 1, "");
	missing(s, 10 + 3 * minute, "a ");
	missing(s, 5, "a "); /* the clock was set back */
	for (int i = 2; i < KR_QUEUE_TRIES; i++)
		assert_int_equal(kr_queue_failed(s, a, 10, "no route", NULL), 0);
	missing(s, INT64_MAX / 2, "");
	assert_int_equal(kr_mark_set(s, a, KR_MARK_QUEUED, 9, 9, NULL, NULL), 0);
	missing(s, 10, "a ");
	kr_store_close(s);
}

/* --- older libraries ----------------------------------------------------------------------------
 */

static void the_history_of_version_1_stays(void **state)
{
	struct kr_store *s;
	struct kr_history_place at;

	(void)state;
	make_other("CREATE TABLE article (id INTEGER PRIMARY KEY, url TEXT NOT NULL, title TEXT,"
	           " site TEXT, first INTEGER NOT NULL, last INTEGER NOT NULL,"
	           " times INTEGER NOT NULL, section INTEGER NOT NULL DEFAULT 0,"
	           " off INTEGER NOT NULL DEFAULT 0);"
	           "CREATE INDEX article_last ON article (last);"
	           "CREATE TABLE address (key TEXT PRIMARY KEY NOT NULL,"
	           " article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE)"
	           " WITHOUT ROWID;"
	           "CREATE INDEX address_article ON address (article);"
	           "INSERT INTO article VALUES (7, 'u', 't', 's', 1, 2, 3, 4, 5);"
	           "INSERT INTO address VALUES ('k', 7);"
	           "PRAGMA user_version = 1");
	s = open_store();
	assert_null(kr_store_notice(s));
	lists(s, KR_SHELF_HISTORY, "u");
	assert_int_equal(kr_history_find(s, "k", &at, NULL), 1);
	assert_int_equal(at.section * 10 + at.off, 45);
	assert_int_equal(kr_mark_set(s, 7, KR_MARK_FAVOURITE, 3, 3, NULL, NULL), 0);
	assert_int_equal(marks(s, "k"), KR_MARK_READ | KR_MARK_FAVOURITE);
	kr_store_close(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(marked_articles_are_on_shelves),
	        TEST(tags_are_kept_with_their_articles),
	        TEST(what_is_forgotten_can_be_restored),
	        TEST(what_was_forgotten_goes_for_good),
	        TEST(copies_come_back_as_they_were),
	        TEST(damaged_copies_are_none),
	        TEST(the_oldest_copies_go_first_but_not_those_that_are_wanted),
	        TEST(queued_articles_are_tried_again_later_and_later),
	        TEST(the_history_of_version_1_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
