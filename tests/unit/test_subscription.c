/* Subscriptions in the library, and the entries that are found in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "kread/base/str.h"
#include "kread/store/entry.h"
#include "kread/store/history.h"
#include "kread/store/subscription.h"
#include "store_folder.h"
#include "store_use.h"

static const int64_t day = 86400000;

static int64_t subscribe(struct kr_store *s, const char *key)
{
	int64_t id = 0;

	assert_int_equal(kr_subscription_add(s, key, key, NULL, 5, &id, NULL), 1);
	assert_true(id > 0);
	return id;
}

/* Entries with the letters of names as their addresses and titles, newest first. */
static int64_t update(struct kr_store *s, int64_t id, int64_t now, const char *names)
{
	static char texts[26][2];
	struct kr_subscription_entry v[26];
	struct kr_subscription_news news = {.title = "T", .etag = "e", .v = v};
	int64_t n = -1;

	for (; names[news.n]; news.n++) {
		char *t = texts[news.n];

		t[0] = names[news.n];
		t[1] = '\0';
		v[news.n] = (struct kr_subscription_entry){.key = t, .url = t, .title = t};
	}
	assert_int_equal(kr_subscription_update(s, id, now, &news, &n, NULL), 0);
	return n;
}

static void add_entry(void *user, const struct kr_entry *e)
{
	kr_str_addf(user, "%s%s ", e->title, e->seen ? "*" : "");
}

static void entries(struct kr_store *s, int64_t id, const char *want)
{
	struct kr_str rows;

	kr_str_init(&rows);
	assert_int_equal(kr_entry_list(s, id, 100, add_entry, &rows, NULL), 0);
	assert_string_equal(rows.data, want);
	kr_str_fini(&rows);
}

static void add_subscription(void *user, const struct kr_subscription *sub)
{
	kr_str_addf(user, "%s|%s|%s|%s|%d ", sub->url, sub->title ? sub->title : "-", sub->tags,
	        sub->problem ? sub->problem : "-", (int)sub->unread);
}

static void subscriptions(struct kr_store *s, const char *want)
{
	struct kr_str rows;

	kr_str_init(&rows);
	assert_int_equal(kr_subscription_list(s, add_subscription, &rows, NULL), 0);
	assert_string_equal(rows.data, want);
	kr_str_fini(&rows);
}

static void unread(struct kr_store *s, int want)
{
	struct kr_subscription_counts n;

	assert_int_equal(kr_subscription_count(s, &n, NULL), 0);
	assert_int_equal(n.unread, want);
}

static void what_is_new_is_unread(void **state)
{
	struct kr_store *s = open_store();
	int64_t a = subscribe(s, "a"), b = subscribe(s, "b"), again = 0;

	(void)state;
	assert_int_equal(kr_subscription_add(s, "a", "other", "t", 9, &again, NULL), 0);
	assert_int_equal(again, a);
	subscriptions(s, "a|-||-|0 b|-||-|0 ");
	assert_int_equal(update(s, a, 10, "xyz"), 3);
	entries(s, a, "x y z ");
	assert_int_equal(update(s, a, 11, "wxy"), 1);
	entries(s, a, "w x y z ");
	/* the same article in another one */
	assert_int_equal(update(s, b, 12, "vx"), 1);
	entries(s, 0, "v x w y z ");
	unread(s, 5);
	/* read from anywhere, and before it is found */
	assert_int_equal(
	        kr_history_visit(s, "x", "k", &(struct kr_article){.url = "x", .last = 20}, NULL),
	        0);
	entries(s, 0, "v w y z ");
	assert_int_equal(update(s, b, 21, "kvx"), 0);
	entries(s, b, "k* v x* ");
	subscriptions(s, "a|T||-|3 b|T||-|1 ");
	kr_store_close(s);
}

static void entries_are_marked_and_unmarked(void **state)
{
	struct kr_store *s = open_store();
	int64_t a = subscribe(s, "a"), b = subscribe(s, "b");

	(void)state;
	update(s, a, 10, "xyz");
	update(s, b, 11, "uv");
	assert_int_equal(kr_entry_see(s, 1, 100, NULL), 0);
	entries(s, a, "x y z* ");
	assert_int_equal(kr_entry_see_all(s, a, 200, NULL), 2);
	entries(s, 0, "u v ");
	assert_int_equal(use_sweep(s, 300, false, NULL), 2);
	entries(s, 0, "");
	assert_int_equal(use_sweep(s, 300, true, NULL), 2);
	assert_int_equal(use_sweep(s, 200, true, NULL), 2);
	entries(s, 0, "u v x y ");
	assert_int_equal(kr_entry_see(s, 1, 0, NULL), 0);
	entries(s, a, "x y z ");
	kr_store_close(s);
}

static void words_hide(void **state)
{
	struct kr_store *s = open_store();
	int64_t a = subscribe(s, "a");

	(void)state;
	update(s, a, 10, "xyz");
	assert_int_equal(kr_subscription_hide(s, a, "Y\n\nW", NULL), 0);
	entries(s, a, "x z ");
	unread(s, 2);
	assert_int_equal(update(s, a, 11, "wvxyz"), 1);
	entries(s, a, "v x z ");
	assert_int_equal(kr_subscription_hide(s, a, "", NULL), 0);
	entries(s, a, "w v x y z ");
	kr_store_close(s);
}

static void subscriptions_are_named_tagged_and_removed(void **state)
{
	struct kr_store *s = open_store();
	int64_t a = subscribe(s, "a"), again = 0;

	(void)state;
	update(s, a, 10, "xy");
	assert_int_equal(kr_subscription_rename(s, a, "mine", NULL), 0);
	assert_int_equal(kr_subscription_tag(s, a, "b", true, NULL), 0);
	assert_int_equal(kr_subscription_tag(s, a, "港口", true, NULL), 0);
	update(s, a, 11, "xy");
	subscriptions(s, "a|mine|b\n港口|-|2 ");
	assert_int_equal(kr_subscription_tag(s, a, "b", false, NULL), 0);
	assert_int_equal(kr_subscription_rename(s, a, NULL, NULL), 0);
	subscriptions(s, "a|T|港口|-|2 ");
	assert_int_equal(kr_subscription_remove(s, a, 50, NULL), 1);
	subscriptions(s, "");
	unread(s, 0);
	entries(s, 0, "");
	assert_int_equal(kr_subscription_restore(s, 50, NULL), 1);
	unread(s, 2);
	assert_int_equal(kr_subscription_remove(s, a, 60, NULL), 1);
	assert_int_equal(kr_subscription_add(s, "a", "a", NULL, 61, &again, NULL), 1);
	assert_int_equal(again, a);
	unread(s, 2);
	assert_int_equal(kr_subscription_remove(s, a, 70, NULL), 1);
	assert_int_equal(kr_subscription_purge(s, 70, NULL), 0);
	assert_int_equal(kr_subscription_purge(s, 71, NULL), 1);
	assert_int_equal(subscribe(s, "a") > 0, 1);
	unread(s, 0);
	kr_store_close(s);
}

static void read_entries_go_when_they_left_the_feed(void **state)
{
	struct kr_store *s = open_store();
	const int64_t keep = KR_SUBSCRIPTION_KEEP_DAYS * day;
	int64_t a = subscribe(s, "a");

	(void)state;
	update(s, a, 10, "xyz");
	assert_int_equal(kr_entry_see_all(s, a, 20, NULL), 3);
	update(s, a, 2 * day, "wx");
	update(s, a, keep + day, "vwx");
	entries(s, a, "v w x* ");
	/* what is in the feed does not become new again */
	assert_int_equal(update(s, a, 2 * keep + 2 * day, "vwx"), 0);
	entries(s, a, "v w x* ");
	kr_store_close(s);
}

static void a_feed_has_an_end(void **state)
{
	static struct kr_subscription_entry v[KR_SUBSCRIPTION_ENTRIES + 5];
	static char keys[KR_SUBSCRIPTION_ENTRIES + 5][16];
	const struct kr_subscription_news news = {.title = "T", .v = v, .n = sizeof v / sizeof *v};
	struct kr_store *s = open_store();
	int64_t a = subscribe(s, "a"), n = 0;

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		snprintf(keys[i], sizeof keys[i], "k%d", (int)i);
		v[i] = (struct kr_subscription_entry){.key = keys[i], .url = keys[i]};
	}
	assert_int_equal(kr_subscription_update(s, a, 10, &news, &n, NULL), 0);
	assert_int_equal(n, KR_SUBSCRIPTION_ENTRIES);
	kr_store_close(s);
}

static void failures_wait_longer_and_longer(void **state)
{
	struct kr_subscription sub = {.tried = 1000, .tries = 0};
	struct kr_store *s = open_store();
	int64_t a = subscribe(s, "a");

	(void)state;
	assert_false(kr_subscription_is_due(&sub, 1000 + 99, 100));
	assert_true(kr_subscription_is_due(&sub, 1000 + 100, 100));
	assert_true(kr_subscription_is_due(&sub, 5, 100)); /* the clock was set back */
	sub.tries = 1;
	assert_false(kr_subscription_is_due(&sub, 1000 + 59999, 100));
	assert_true(kr_subscription_is_due(&sub, 1000 + 60000, 100));
	sub.tries = 3;
	assert_false(kr_subscription_is_due(&sub, 1000 + 239999, 100));
	sub.tries = 1000;
	assert_false(kr_subscription_is_due(&sub, 1000 + day - 1, 100));
	assert_true(kr_subscription_is_due(&sub, 1000 + day, 100));
	assert_int_equal(kr_subscription_failed(s, a, 9, "no route", NULL), 0);
	subscriptions(s, "a|-||no route|0 ");
	assert_int_equal(kr_subscription_unchanged(s, a, 10, NULL), 0);
	subscriptions(s, "a|-||-|0 ");
	kr_store_close(s);
}

static void take_id(void *user, const struct kr_entry *e)
{
	*(int64_t *)user = e->id;
}

/* The oldest one. */
static int64_t entry_of(struct kr_store *s, int64_t subscription)
{
	int64_t id = 0;

	assert_int_equal(kr_entry_list(s, subscription, 100, take_id, &id, NULL), 0);
	return id;
}

static void an_article_of_several_subscriptions_is_one(void **state)
{
	struct kr_entry_sweep sweep;
	struct kr_store *s = open_store();
	int64_t a = subscribe(s, "a"), b = subscribe(s, "b"), c = subscribe(s, "c");

	(void)state;
	update(s, a, 10, "yx");
	update(s, b, 11, "zx");
	assert_int_equal(update(s, c, 12, "x"), 0); /* it is known */
	entries(s, 0, "x z y ");
	unread(s, 3);
	/* it is read in all of them, one by one, */
	assert_int_equal(kr_entry_see(s, entry_of(s, b), 20, NULL), 0);
	subscriptions(s, "a|T||-|1 b|T||-|1 c|T||-|0 ");
	unread(s, 2);
	assert_int_equal(kr_entry_see(s, entry_of(s, c), 0, NULL), 0);
	subscriptions(s, "a|T||-|2 b|T||-|2 c|T||-|1 ");
	/* with the others of one, */
	assert_int_equal(kr_entry_see_all(s, a, 21, NULL), 2);
	subscriptions(s, "a|T||-|0 b|T||-|1 c|T||-|0 ");
	entries(s, 0, "z ");
	assert_true(use_sweep(s, 21, true, NULL) > 0);
	subscriptions(s, "a|T||-|2 b|T||-|2 c|T||-|1 ");
	/* or of all */
	assert_int_equal(use_sweep(s, 22, false, NULL), 3);
	subscriptions(s, "a|T||-|0 b|T||-|0 c|T||-|0 ");
	unread(s, 0);
	assert_true(use_sweep(s, 22, true, NULL) > 0);
	unread(s, 3);
	/* what is found meanwhile is new */
	assert_int_equal(kr_entry_sweep_begin(s, &sweep, 23, false, NULL), 0);
	update(s, c, 13, "xw");
	while (sweep.stamp)
		assert_int_equal(kr_entry_sweep_step(s, &sweep, NULL), 0);
	assert_int_equal(sweep.n, 3);
	entries(s, 0, "w ");
	assert_int_equal(kr_entry_see_all(s, c, 24, NULL), 1);
	assert_int_equal(use_sweep(s, 23, true, NULL), 5);
	/* where it is hidden or removed, it is elsewhere */
	assert_int_equal(kr_subscription_hide(s, c, "x", NULL), 0);
	subscriptions(s, "a|T||-|2 b|T||-|2 c|T||-|0 ");
	unread(s, 3);
	entries(s, 0, "z x y ");
	assert_int_equal(kr_subscription_remove(s, b, 30, NULL), 1);
	unread(s, 2);
	entries(s, 0, "y x ");
	kr_store_close(s);
}

static void see_source(void *user, const struct kr_subscription *sub)
{
	kr_str_addf(user, "%s %s %d", sub->url, sub->source ? sub->source : "-", sub->feed);
}

static void those_of_version_4_are_kept(void **state)
{
	struct kr_store *s = open_store();
	int64_t a = subscribe(s, "a");
	struct kr_subscription_news news = {.etag = "e", .source = "b", .feed = true};
	struct kr_str row;
	int64_t n;

	(void)state;
	update(s, a, 10, "xy");
	kr_store_close(s);
	make_other("DROP INDEX entry_shared; ALTER TABLE entry DROP COLUMN shared;"
	           "ALTER TABLE subscription DROP COLUMN unread;"
	           "ALTER TABLE subscription DROP COLUMN source;"
	           "ALTER TABLE subscription DROP COLUMN feed; PRAGMA user_version = 4");
	s = open_store();
	subscriptions(s, "a|T||-|2 ");
	kr_str_init(&row);
	assert_int_equal(kr_subscription_get(s, a, see_source, &row, NULL), 0);
	assert_string_equal(row.data, "a - 0");
	kr_str_clear(&row);
	assert_int_equal(kr_subscription_update(s, a, 11, &news, &n, NULL), 0);
	assert_int_equal(kr_subscription_get(s, a, see_source, &row, NULL), 0);
	assert_string_equal(row.data, "a b 1");
	kr_str_fini(&row);
	kr_store_close(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(what_is_new_is_unread),
	        TEST(entries_are_marked_and_unmarked),
	        TEST(words_hide),
	        TEST(subscriptions_are_named_tagged_and_removed),
	        TEST(read_entries_go_when_they_left_the_feed),
	        TEST(failures_wait_longer_and_longer),
	        TEST(an_article_of_several_subscriptions_is_one),
	        TEST(those_of_version_4_are_kept),
	        TEST(a_feed_has_an_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
