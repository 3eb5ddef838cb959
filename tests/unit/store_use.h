/* All that is done with a library, call by call, for tests in which any of it may go wrong; and
 * what the library then holds. Include it after store_folder.h and <cmocka.h>. */
#ifndef KREAD_TESTS_UNIT_STORE_USE_H
#define KREAD_TESTS_UNIT_STORE_USE_H

#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

#include "kread/base/mem.h"
#include "kread/base/str.h"
#include "kread/store/copy.h"
#include "kread/store/entry.h"
#include "kread/store/find.h"
#include "kread/store/history.h"
#include "kread/store/mark.h"
#include "kread/store/queue.h"
#include "kread/store/shelf.h"
#include "kread/store/subscription.h"
#include "kread/store/takeout.h"
#include "kread/store/upkeep.h"

/* --- contents -------------------------------------------------------------------------------- */

static inline int use_visit(
        struct kr_store *s, const char *key, const char *alias, int64_t when, struct kr_err *err)
{
	const struct kr_article a = {
	        .url = key, .title = "港口 news", .site = "Site", .last = when};

	return kr_history_visit(s, key, alias, &a, err);
}

static inline int use_copy(
        struct kr_store *s, int64_t id, const char *text, int times, struct kr_err *err)
{
	struct kr_copy c;
	int rc;

	kr_copy_init(&c);
	c.saved = 50;
	c.etag = "\"e\"";
	kr_str_addz(&c.json, "{\"title\":\"The port\",\"blocks\":[{\"type\":\"paragraph\","
	                     "\"spans\":[{\"text\":\"");
	for (int i = 0; i < times; i++)
		kr_str_addf(&c.json, "%s %lld 港口新闻 number%d ", text, (long long)id, i * 7919);
	kr_str_addz(&c.json, "\"}]}]}");
	rc = kr_copy_put(s, id, &c, err);
	c.etag = NULL;
	kr_copy_fini(&c);
	return rc;
}

static inline int use_update(struct kr_store *s, int64_t id, int from, int n, struct kr_err *err)
{
	char keys[40][32];
	struct kr_subscription_entry v[40];
	const struct kr_subscription_news news = {
	        .title = "Feed", .home = "h", .etag = "x", .v = v, .n = (size_t)n};
	int64_t fresh;

	for (int i = 0; i < n; i++) {
		snprintf(keys[i], sizeof keys[i], "e%lld.%d", (long long)id, from + i);
		v[i] = (struct kr_subscription_entry){
		        .key = keys[i], .url = keys[i], .title = i % 3 ? "some words" : "港口"};
	}
	return kr_subscription_update(s, id, 100 + from, &news, &fresh, err);
}

/* Articles 1 to 20, of which 1 to 8 have copies, 2 to 5 are favourites, 6 and 7 were removed from
 * the history at 900, 9 to 12 are queued; subscriptions 1 to 3, of which 3 was removed at 901. */
static inline void use_fill(struct kr_store *s)
{
	char key[16];
	int64_t id;
	struct kr_err err = {.msg = ""};
	int rc = 0;

	for (int i = 1; i <= 20; i++) {
		snprintf(key, sizeof key, "a%d", i);
		rc |= use_visit(s, key, NULL, i, &err);
	}
	for (int i = 1; i <= 8; i++)
		rc |= use_copy(s, i, "harbour", 40, &err);
	for (int i = 2; i <= 5; i++)
		rc |= kr_mark_set(s, i, KR_MARK_FAVOURITE, i, i, NULL, &err);
	for (int i = 9; i <= 12; i++)
		rc |= kr_mark_set(s, i, KR_MARK_QUEUED, i, i, NULL, &err);
	rc |= kr_mark_tag(s, 2, "ships", true, 1, &err) | kr_mark_tag(s, 3, "ships", true, 1, &err);
	assert_int_equal(kr_history_forget_range(s, 6, 8, 900, &err), 2);
	for (int i = 1; i <= 3; i++) {
		snprintf(key, sizeof key, "s%d", i);
		assert_int_equal(kr_subscription_add(s, key, key, "Feed", i, &id, &err), 1);
		assert_int_equal(id, i);
		rc |= use_update(s, i, 0, 20, &err);
		rc |= kr_subscription_tag(s, i, "daily", true, &err);
	}
	assert_int_equal(kr_subscription_remove(s, 3, 901, &err), 1);
	assert_int_equal(kr_entry_see_all(s, 2, 902, &err), 20);
	if (rc != 0)
		fail_msg("%s", err.msg);
}

/* --- calls ----------------------------------------------------------------------------------- */

static inline void use_key(void *user, const char *key)
{
	*(size_t *)user += strlen(key);
}

static inline void use_tag(void *user, const char *tag, int64_t n)
{
	*(size_t *)user += strlen(tag) + (size_t)n;
}

static inline void use_article(void *user, const struct kr_article *a)
{
	*(size_t *)user += strlen(a->url) + (a->title ? strlen(a->title) : 0);
}

static inline void use_url(void *user, int64_t id, const char *url)
{
	*(size_t *)user += strlen(url) + (size_t)id;
}

static inline void use_subscription(void *user, const struct kr_subscription *sub)
{
	*(size_t *)user += strlen(sub->url) + strlen(sub->tags) + strlen(sub->hide);
}

static inline void use_entry(void *user, const struct kr_entry *e)
{
	*(size_t *)user += strlen(e->url) + (e->from ? strlen(e->from) : 0);
}

static inline int use_find(struct kr_store *s, const char *typed, struct kr_err *err)
{
	struct kr_find *f = kr_find_open(s, typed);
	int rc = KR_FIND_SEARCHING;

	while (rc >= 0 && rc != KR_FIND_DONE)
		rc = kr_find_step(f, 0, err);
	kr_find_close(f);
	return rc;
}

static inline int use_get(struct kr_store *s, const char *key, struct kr_err *err)
{
	struct kr_copy c;
	int rc;

	kr_copy_init(&c);
	rc = kr_copy_get(s, key, &c, err);
	if (rc == 1)
		assert_non_null(c.url);
	kr_copy_fini(&c);
	return rc;
}

static inline int use_tend(struct kr_store *s, struct kr_err *err)
{
	int rc = 1;

	for (int i = 0; i < 1000 && rc == 1; i++)
		rc = kr_upkeep_step(s, err);
	assert_int_not_equal(rc, 1); /* it ends */
	return rc;
}

/* All entries of all subscriptions; or undo what was done with this stamp. */
static inline int use_sweep(struct kr_store *s, int64_t stamp, bool undo, struct kr_err *err)
{
	struct kr_entry_sweep w;
	int rc = kr_entry_sweep_begin(s, &w, stamp, undo, err);

	for (int i = 0; i < 1000 && rc == 0 && w.stamp; i++)
		rc = kr_entry_sweep_step(s, &w, err);
	return rc < 0 ? rc : (int)w.n;
}

static inline int use_line(void *user, const struct kr_str *line)
{
	*(size_t *)user += line->len;
	return 0;
}

static inline char *use_make_key(const char *url)
{
	return kr_mem_strdup(url);
}

static inline int use_import(struct kr_store *s, struct kr_err *err)
{
	static const char lines[] =
	        "{\"article\":{\"url\":\"http://h/i\",\"title\":\"t\",\"times\":2,\"last\":9,"
	        "\"keys\":[\"http://h/i\"],\"tags\":[\"ships\"],\"saved\":8,\"content\":"
	        "{\"title\":\"t\",\"blocks\":[{\"type\":\"paragraph\",\"spans\":"
	        "[{\"text\":\"imported\"}]}]}}}\n"
	        "{\"subscription\":{\"url\":\"http://h/f\",\"hide\":[\"w\"],\"tags\":[\"x\"],"
	        "\"entries\":[{\"url\":\"http://h/i\",\"title\":\"t\"}]}}\n";
	struct kr_takeout_counts counts = {0};

	return kr_takeout_read(s, lines, sizeof lines - 1, use_make_key, 1000, &counts, err);
}

static inline int use_trim(struct kr_store *s, struct kr_err *err)
{
	return kr_copy_trim(s, &(struct kr_copy_caps){.bytes = 1}, err);
}

/* USE(name, expression): s is the library. CHANGE: in one transaction; LATER: it is also made
 * if there is a lock, at the latest when the library is closed. */
#define USES                                                                                       \
	LATER(visit_new, use_visit(s, "n", "n2", 500, err))                                        \
	LATER(visit_known, use_visit(s, "a1", "n2", 500, err))                                     \
	LATER(visit_entry, use_visit(s, "e1.4", "e1.5", 500, err))                                 \
	LATER(visit_forgotten, use_visit(s, "a6", NULL, 500, err))                                 \
	LATER(leave, kr_history_leave(s, "a1", (struct kr_history_place){3, 4}, err))              \
	CHANGE(forget, kr_history_forget(s, 1, 910, err))                                          \
	CHANGE(forget_range, kr_history_forget_range(s, 1, 15, 910, err))                          \
	CHANGE(restore, kr_history_restore(s, 900, err))                                           \
	CHANGE(purge, kr_history_purge(s, 900, 1000, 100, err))                                    \
	CHANGE(add_article, (id = 0, kr_article_add(s, "n", &a, &id, err)))                        \
	CHANGE(add_known, (id = 0, kr_article_add(s, "a2", &a, &id, err)))                         \
	CHANGE(mark, kr_mark_set(s, 1, KR_MARK_LIKED, 500, 500, &id, err))                         \
	CHANGE(unmark, kr_mark_set(s, 2, KR_MARK_FAVOURITE, 0, 500, &id, err))                     \
	CHANGE(queue, kr_mark_set(s, 6, KR_MARK_QUEUED, 500, 500, NULL, err))                      \
	CHANGE(tag, kr_mark_tag(s, 4, "ships", true, 500, err))                                    \
	CHANGE(untag, kr_mark_tag(s, 2, "ships", false, 500, err))                                 \
	CHANGE(copy, use_copy(s, 9, "lighthouse", 30, err))                                        \
	CHANGE(large_copy, use_copy(s, 10, "lighthouse", 2000, err))                               \
	CHANGE(copy_anew, use_copy(s, 1, "lighthouse", 200, err))                                  \
	CHANGE(touch, kr_copy_touch(s, "a1", 777, err))                                            \
	CHANGE(trim, use_trim(s, err))                                                             \
	CHANGE(queue_failed, kr_queue_failed(s, 9, 500, "no such host", err))                      \
	CHANGE(subscribe, kr_subscription_add(s, "s9", "s9", NULL, 500, &id, err))                 \
	CHANGE(subscribe_again, kr_subscription_add(s, "s3", "s3", NULL, 500, &id, err))           \
	CHANGE(unsubscribe, kr_subscription_remove(s, 1, 911, err))                                \
	CHANGE(resubscribe, kr_subscription_restore(s, 901, err))                                  \
	CHANGE(purge_subscriptions, kr_subscription_purge(s, 1000, err))                           \
	CHANGE(rename, kr_subscription_rename(s, 1, "My feed", err))                               \
	CHANGE(tag_subscription, kr_subscription_tag(s, 1, "weekly", true, err))                   \
	CHANGE(untag_subscription, kr_subscription_tag(s, 1, "daily", false, err))                 \
	CHANGE(hide, kr_subscription_hide(s, 1, "words\nnothing", err))                            \
	CHANGE(update, use_update(s, 1, 10, 30, err))                                              \
	CHANGE(unchanged, kr_subscription_unchanged(s, 1, 600, err))                               \
	CHANGE(failed, kr_subscription_failed(s, 1, 600, "no such host", err))                     \
	CHANGE(import, use_import(s, err))                                                         \
	CHANGE(see, kr_entry_see(s, 3, 600, err))                                                  \
	CHANGE(see_all, use_sweep(s, 912, false, err))                                             \
	CHANGE(see_all_of, kr_entry_see_all(s, 1, 912, err))                                       \
	CHANGE(unsee, use_sweep(s, 902, true, err))                                                \
	READ(tend, use_tend(s, err))                                                               \
	READ(export, kr_takeout_write(s, true, use_line, &sum, err))                               \
	READ(find_place, kr_history_find(s, "a1", &at, err))                                       \
	READ(forgotten, kr_history_forgotten(s, 900, use_key, &sum, err))                          \
	READ(find_marks, kr_mark_find(s, "a2", &marks, &id, err))                                  \
	READ(tags, kr_mark_tags(s, 0, use_tag, &sum, err))                                         \
	READ(tags_of, kr_mark_tags(s, 2, use_tag, &sum, err))                                      \
	READ(get_copy, use_get(s, "a1", err))                                                      \
	READ(missing, kr_queue_missing(s, 5000, 3, use_url, &sum, err))                            \
	READ(history, SHELF(HISTORY, DATE))                                                        \
	READ(favourites, SHELF(FAVOURITES, SITE))                                                  \
	READ(liked, SHELF(LIKED, TITLE))                                                           \
	READ(queue_list, SHELF(QUEUE, DATE))                                                       \
	READ(tagged, SHELF(TAG, TITLE))                                                            \
	READ(count, kr_shelf_count(s, &counts, err))                                               \
	READ(subscriptions, kr_subscription_list(s, use_subscription, &sum, err))                  \
	READ(subscription, kr_subscription_get(s, 2, use_subscription, &sum, err))                 \
	READ(count_unread, kr_subscription_count(s, &unread, err))                                 \
	READ(unread_list, kr_entry_list(s, 0, 100, use_entry, &sum, err))                          \
	READ(entries, kr_entry_list(s, 2, 100, use_entry, &sum, err))                              \
	READ(find_word, use_find(s, "harbour lighthous", err))                                     \
	READ(find_chinese, use_find(s, "港口 -nothing", err))                                      \
	READ(find_filter, use_find(s, "is:favourite tag:ships -nothing", err))

#define SHELF(shelf, sort)                                                                         \
	kr_shelf_list(s, KR_SHELF_##shelf, "ships", KR_SORT_##sort, 50, use_article, &sum, err)

enum use {
#define CHANGE(name, expression) USE_##name,
#define LATER                    CHANGE
#define READ                     CHANGE
	USES
#undef READ
	        USE_COUNT
};
#define USE_FIRST_READ USE_tend

static const char *const use_names[] = {
#define READ(name, expression) #name,
#undef CHANGE
#define CHANGE READ
        USES
#undef READ
#undef LATER
#undef CHANGE
};

static inline bool use_is_later(enum use which)
{
	return which <= USE_leave;
}

static inline int use_run(struct kr_store *s, enum use which, struct kr_err *err)
{
	const struct kr_article a = {.url = "n", .title = "t", .published = "2018"};
	struct kr_history_place at;
	struct kr_shelf_counts counts;
	struct kr_subscription_counts unread;
	unsigned marks;
	int64_t id = 0;
	size_t sum = 0;

	switch (which) {
#define READ(name, expression)                                                                     \
	case USE_##name:                                                                           \
		return expression;
#define LATER  READ
#define CHANGE READ
		USES
#undef READ
#undef LATER
#undef CHANGE
		        case USE_COUNT : break;
	}
	return 0;
}

/* --- what is there --------------------------------------------------------------------------- */

static inline void use_dump(sqlite3 *db, const char *sql, struct kr_str *out)
{
	sqlite3_stmt *stmt = NULL;
	int rc;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_column_count(stmt); i++) {
			const void *p = sqlite3_column_blob(stmt, i);

			kr_str_add(out, p ? p : "", (size_t)sqlite3_column_bytes(stmt, i));
			kr_str_addc(out, i + 1 < sqlite3_column_count(stmt) ? '|' : '\n');
		}
	if (rc != SQLITE_DONE)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	sqlite3_finalize(stmt);
}

/* All rows, and all words of the index; fails unless the database is whole. */
static inline void use_contents(struct kr_str *out)
{
	static const char *const tables[] = {
	        "article", "address", "tag", "copy", "subscription", "subscription_tag", "entry"};
	struct kr_str check;
	sqlite3 *db = other("CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, search, row);"
	                    "INSERT INTO search (search) VALUES ('integrity-check')");
	char sql[64];

	kr_str_init(&check);
	use_dump(db, "PRAGMA integrity_check", &check);
	use_dump(db, "PRAGMA foreign_key_check", &check);
	assert_string_equal(check.data, "ok\n");
	kr_str_fini(&check);
	kr_str_clear(out);
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY 1, 2", tables[i]);
		use_dump(db, sql, out);
	}
	use_dump(db, "SELECT term, doc, cnt FROM temp.words", out);
	sqlite3_close(db);
}

/* --- files ----------------------------------------------------------------------------------- */

/* The bytes of a file; it is none: nothing. */
static inline void use_read_file(const char *name, struct kr_str *out)
{
	FILE *f = fopen(name, "rb");
	char buf[1 << 14];
	size_t n;

	kr_str_clear(out);
	while (f && (n = fread(buf, 1, sizeof buf, f)) > 0)
		kr_str_add(out, buf, n);
	if (f)
		fclose(f);
}

static inline void use_write_file(const char *name, const struct kr_str *bytes)
{
	FILE *f = fopen(name, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes->data, 1, bytes->len, f), bytes->len);
	fclose(f);
}

/* The library as it was, without what is beside it. */
static inline void use_put_back(const struct kr_str *bytes)
{
	char beside[160];
	static const char *const ends[] = {"-wal", "-shm", "-journal"};

	for (int i = 0; i < 3; i++) {
		snprintf(beside, sizeof beside, "%s%s", path, ends[i]);
		unlink(beside);
	}
	use_write_file(path, bytes);
}

/* A library with all kinds of things in it, as bytes of its file. */
static inline void use_make(struct kr_str *ret)
{
	struct kr_store *s = open_store();

	use_fill(s);
	kr_store_close(s);
	use_read_file(path, ret);
}

#endif
