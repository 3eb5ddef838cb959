/* The library as lines of JSON, and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "kread/base/mem.h"
#include "kread/store/copy.h"
#include "kread/store/entry.h"
#include "kread/store/history.h"
#include "kread/store/mark.h"
#include "kread/store/shelf.h"
#include "kread/store/subscription.h"
#include "kread/store/takeout.h"
#include "store_folder.h"

static char *key_of(const char *url)
{
	return kr_mem_strdup(url + strcspn(url, "/") + 2); /* without the scheme */
}

static int add_line(void *user, const struct kr_str *line)
{
	kr_str_add(user, line->data, line->len);
	return 0;
}

static void take(struct kr_store *s, struct kr_str *out)
{
	kr_str_clear(out);
	assert_int_equal(kr_takeout_write(s, true, add_line, out, NULL), 0);
}

static struct kr_takeout_counts put(struct kr_store *s, const char *lines)
{
	struct kr_takeout_counts counts = {0};

	assert_int_equal(kr_takeout_read(s, lines, strlen(lines), key_of, 77, &counts, NULL), 0);
	return counts;
}

/* Something of everything. */
static void fill(struct kr_store *s)
{
	static const struct kr_subscription_entry v[] = {
	        {"h/x", "http://h/x", "X \"quoted\"", "2024-06-05"},
	        {"h/雨", "http://h/雨", "雨", NULL}, {"h/y", "http://h/y", NULL, NULL}};
	const struct kr_subscription_news news = {
	        .title = "T", .home = "http://h/", .etag = "\"e\"", .v = v, .n = 3};
	struct kr_copy copy;
	int64_t id, n;

	assert_int_equal(kr_history_visit(s, "h/a", "h/alias",
	                         &(struct kr_article){.url = "http://h/a",
	                                 .title = "大连",
	                                 .site = "S\x01\n",
	                                 .published = "2024-06-05T08:00:00+08:00",
	                                 .last = 1000},
	                         NULL),
	        0);
	assert_int_equal(kr_history_leave(s, "h/a", (struct kr_history_place){3, 4}, NULL), 0);
	assert_int_equal(
	        kr_article_add(s, "h/b", &(struct kr_article){.url = "http://h/b"}, &id, NULL), 0);
	assert_int_equal(kr_mark_set(s, id, KR_MARK_FAVOURITE, 5, 5, NULL, NULL), 0);
	assert_int_equal(kr_mark_set(s, id, KR_MARK_LIKED, 6, 6, NULL, NULL), 0);
	assert_int_equal(kr_mark_set(s, id, KR_MARK_QUEUED, 7, 7, NULL, NULL), 0);
	assert_int_equal(kr_mark_tag(s, id, "one, two", true, 8, NULL), 0);
	assert_int_equal(kr_mark_tag(s, id, "三", true, 8, NULL), 0);
	kr_copy_init(&copy);
	copy.saved = 9;
	copy.etag = kr_mem_strdup("W/\"x\"");
	kr_str_addz(&copy.json, "{\"title\":\"B\",\"blocks\":[{\"type\":\"paragraph\","
	                        "\"spans\":[{\"text\":\"Boats, boats\"}]}]}");
	assert_int_equal(kr_copy_put(s, id, &copy, NULL), 0);
	kr_copy_fini(&copy);
	/* forgotten, and in no list: these are not taken along */
	assert_int_equal(kr_history_visit(s, "h/gone", NULL,
	                         &(struct kr_article){.url = "http://h/gone", .last = 2000}, NULL),
	        0);
	assert_int_equal(kr_history_forget_range(s, 2000, 2001, 3000, NULL), 1);
	assert_int_equal(kr_subscription_add(s, "h/f", "http://h/f", NULL, 10, &id, NULL), 1);
	assert_int_equal(kr_subscription_update(s, id, 11, &news, &n, NULL), 0);
	assert_int_equal(kr_subscription_tag(s, id, "folder", true, NULL), 0);
	assert_int_equal(kr_subscription_hide(s, id, "quoted\n雨", NULL), 0);
	assert_int_equal(kr_entry_see(s, 1, 12, NULL), 0);
	assert_int_equal(kr_subscription_add(s, "h/g", "http://h/g", NULL, 20, &id, NULL), 1);
	assert_int_equal(kr_subscription_remove(s, id, 21, NULL), 1);
}

static void what_is_written_and_read_is_the_same(void **state)
{
	struct kr_store *s = open_store();
	struct kr_takeout_counts n;
	struct kr_shelf_counts shelves;
	struct kr_subscription_counts subs;
	struct kr_history_place at;
	struct kr_str before, after;

	(void)state;
	kr_str_init(&before);
	kr_str_init(&after);
	fill(s);
	take(s, &before);
	assert_true(kr_takeout_is_one(before.data, before.len));
	assert_null(strstr(before.data, "gone"));
	kr_store_close(s);
	unlink(path);
	s = open_store();
	n = put(s, before.data);
	assert_int_equal(n.articles, 2);
	assert_int_equal(n.copies, 1);
	assert_int_equal(n.subscriptions, 1);
	assert_int_equal(n.entries, 3);
	assert_int_equal(n.skipped, 0);
	take(s, &after);
	assert_string_equal(after.data, before.data);
	assert_int_equal(kr_history_find(s, "h/alias", &at, NULL), 1);
	assert_int_equal(at.section * 10 + at.off, 34);
	assert_int_equal(kr_shelf_count(s, &shelves, NULL), 0);
	assert_int_equal(shelves.favourites * 10 + shelves.queue, 11);
	assert_int_equal(kr_subscription_count(s, &subs, NULL), 0);
	assert_int_equal(subs.unread, 0); /* one read, two hidden */
	/* once more: nothing changes */
	put(s, before.data);
	take(s, &after);
	assert_string_equal(after.data, before.data);
	kr_str_fini(&before);
	kr_str_fini(&after);
	kr_store_close(s);
}

static void what_is_there_stays(void **state)
{
	struct kr_store *s = open_store();
	struct kr_copy copy;
	struct kr_str out;
	int64_t id;
	unsigned marks;

	(void)state;
	fill(s);
	put(s, "{\"article\":{\"url\":\"http://h/b\",\"title\":\"other\",\"last\":4000,"
	       "\"favourite\":99,\"later\":true,\"tags\":[\"new\"],\"content\":{\"title\":"
	       "\"other\","
	       "\"blocks\":[{\"type\":\"paragraph\",\"spans\":[{\"text\":\"other\"}]}]}}}\n"
	       "{\"article\":{\"url\":\"http://h/a\",\"first\":500,\"last\":600,\"times\":9,"
	       "\"section\":8,\"offset\":8}}\n"
	       "{\"article\":{\"url\":\"http://h/new\",\"favourite\":true}}\n");
	kr_copy_init(&copy);
	assert_int_equal(kr_copy_get(s, "h/b", &copy, NULL), 1);
	assert_non_null(strstr(copy.json.data, "Boats"));
	kr_copy_fini(&copy);
	assert_int_equal(kr_mark_find(s, "h/b", &marks, &id, NULL), 0);
	assert_int_equal(marks,
	        KR_MARK_READ | KR_MARK_FAVOURITE | KR_MARK_LIKED | KR_MARK_QUEUED | KR_MARK_SAVED);
	kr_str_init(&out);
	take(s, &out);
	assert_non_null(strstr(out.data, "\"favourite\":5,"));
	assert_non_null(strstr(out.data, "[\"new\",\"one, two\",\"三\"]"));
	assert_non_null(strstr(out.data, "\"first\":500,\"last\":1000,\"times\":9,\"section\":3,"
	                                 "\"offset\":4"));
	assert_non_null(strstr(out.data, "\"http://h/new\",\"favourite\":77"));
	kr_str_fini(&out);
	kr_store_close(s);
}

static void hostile_lines_do_no_harm(void **state)
{
	static const char *const lines[] = {"", "{", "[]", "null", "\"x\"", "{}", "{\"article\":1}",
	        "{\"article\":{}}", "{\"article\":{\"url\":1}}",
	        "{\"article\":{\"url\":\"javascript:alert(1)\"}}",
	        "{\"subscription\":{\"url\":\"file:///etc/passwd\"}}",
	        "{\"article\":{\"url\":\"http://h/1\",\"keys\":{},\"tags\":\"x\",\"times\":-5,"
	        "\"first\":1e300,\"last\":\"x\",\"section\":-1}}",
	        "{\"article\":{\"url\":\"http://h/2\",\"keys\":[1,null,[]],\"tags\":[{},2],"
	        "\"content\":{\"blocks\":7}}}",
	        "{\"article\":{\"url\":\"http://h/3\",\"content\":[1]}}",
	        "{\"subscription\":{\"url\":\"http://h/f\",\"hide\":[\"a\\nb\",\"\",3],"
	        "\"entries\":[1,{},{\"url\":\"exec:rm\"},{\"url\":\"http://h/e\",\"seen\":-1}]}}",
	        "{\"article\":{\"url\":\"http://h/\\u0000x\"}}"};
	struct kr_store *s = open_store();
	struct kr_takeout_counts n = {0};
	struct kr_str all;

	(void)state;
	kr_str_init(&all);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		kr_str_addf(&all, "%s\n", lines[i]);
	assert_int_equal(kr_takeout_read(s, all.data, all.len, key_of, 77, &n, NULL), 0);
	assert_int_equal(n.articles, 3);
	assert_int_equal(n.subscriptions, 1);
	assert_int_equal(n.entries, 1);
	assert_true(n.skipped >= 9);
	take(s, &all);
	assert_null(strstr(all.data, "javascript"));
	assert_null(strstr(all.data, "passwd"));
	assert_null(strstr(all.data, "exec"));
	/* cut anywhere */
	for (size_t cut = 0; cut < all.len; cut += 7) {
		n = (struct kr_takeout_counts){0};
		assert_int_equal(kr_takeout_read(s, all.data, cut, key_of, 77, &n, NULL), 0);
	}
	kr_str_fini(&all);
	kr_store_close(s);
}

static int stop(void *user, const struct kr_str *line)
{
	(void)line;
	return --*(int *)user ? 0 : -5;
}

static void writing_can_be_stopped(void **state)
{
	struct kr_store *s = open_store();
	struct kr_err err;

	(void)state;
	fill(s);
	for (int i = 1; i < 4; i++) {
		int left = i;

		assert_int_equal(kr_takeout_write(s, true, stop, &left, &err), -5);
	}
	/* and another program may write meanwhile */
	assert_int_equal(kr_subscription_purge(s, 100, NULL), 1);
	kr_store_close(s);
}

static void lines_have_limits(void **state)
{
	struct kr_store *s = open_store();
	struct kr_str line;
	size_t n = 0;

	(void)state;
	kr_str_init(&line);
	kr_str_addz(&line, "{\"kread-library\":{\"version\":1}}\n{\"article\":{\"url\":"
	                   "\"http://h/a\",\"favourite\":1,\"tags\":[\"t\"");
	for (int i = 1; i < KR_TAKEOUT_STRINGS + 50; i++)
		kr_str_addf(&line, ",\"t%d\"", i);
	kr_str_addz(&line, "]}}\n");
	assert_int_equal(put(s, line.data).articles, 1);
	take(s, &line);
	for (const char *p = strstr(line.data, "\"tags\""); p && *p != ']'; p++)
		n += *p == ',';
	assert_int_equal(n + 1, KR_TAKEOUT_STRINGS);
	kr_str_fini(&line);
	kr_store_close(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(what_is_written_and_read_is_the_same),
	        TEST(what_is_there_stays),
	        TEST(hostile_lines_do_no_harm),
	        TEST(writing_can_be_stopped),
	        TEST(lines_have_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
