/* Full-text search in the library. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "kread/base/clock.h"
#include "kread/base/str.h"
#include "kread/doc/json.h"
#include "kread/store/copy.h"
#include "kread/store/find.h"
#include "kread/store/history.h"
#include "kread/store/mark.h"
#include "kread/store/upkeep.h"
#include "store_folder.h"

/* An article that was read; its paragraphs are separated by |. */
struct page {
	const char *url, *title, *text, *keyword, *site, *published;
	int64_t when;
};

static int64_t id_of(struct kr_store *s, const char *key)
{
	unsigned marks;
	int64_t id = 0;

	assert_int_equal(kr_mark_find(s, key, &marks, &id, NULL), 0);
	return id;
}

static void visit(struct kr_store *s, const struct page *p)
{
	const struct kr_article a = {.url = p->url,
	        .title = p->title,
	        .site = p->site,
	        .published = p->published,
	        .last = p->when ? p->when : 1};

	assert_int_equal(kr_history_visit(s, p->url, NULL, &a, NULL), 0);
}

static void store(struct kr_store *s, const struct page *p)
{
	struct kr_doc *doc = kr_doc_new();
	struct kr_copy copy;
	struct kr_err err = {0};

	visit(s, p);
	kr_copy_init(&copy);
	copy.saved = 1;
	doc->title = p->title;
	if (p->keyword)
		kr_doc_add_string(doc, &doc->keywords, p->keyword, strlen(p->keyword));
	for (const char *from = p->text; from && *from;) {
		size_t len = strcspn(from, "|");

		kr_doc_add_span(
		        doc, &kr_doc_add_block(doc, KR_BLOCK_PARAGRAPH)->spans, from, len, 0, NULL);
		from += len + (from[len] == '|');
	}
	kr_json_write(doc, 0, &copy.json);
	if (kr_copy_put(s, id_of(s, p->url), &copy, &err) < 0)
		fail_msg("%s", err.msg);
	kr_copy_fini(&copy);
	kr_doc_free(doc);
}

static struct kr_find *run(struct kr_store *s, const char *typed)
{
	struct kr_find *f = kr_find_open(s, typed);
	struct kr_err err = {0};

	for (int state = KR_FIND_SEARCHING; state != KR_FIND_DONE;) {
		state = kr_find_step(f, 0, &err);
		if (state < 0)
			fail_msg("%s: %s", typed, err.msg);
	}
	return f;
}

/* The addresses of what is found, the best one first. */
static void finds(struct kr_store *s, const char *typed, const char *want)
{
	struct kr_find *f = run(s, typed);
	struct kr_str got;

	kr_str_init(&got);
	for (size_t i = 0; i < kr_find_hits(f); i++)
		kr_str_addf(&got, "%s%s", i ? " " : "", kr_find_hit(f, i)->article.url);
	if (strcmp(got.data, want) != 0)
		fail_msg("%s: found \"%s\", not \"%s\"", typed, got.data, want);
	kr_str_fini(&got);
	kr_find_close(f);
}

static void fill(struct kr_store *s)
{
	static const struct page pages[] = {
	        {.url = "mars",
	                .title = "Red planet",
	                .text = "Mars is cold.|A rover drove there, internationally known.",
	                .site = "Sky",
	                .published = "2020-05-01"},
	        {.url = "quant",
	                .title = "量子计算的突破",
	                .text = "研究人员说，新的芯片更快。|用X光检查后，quantum computers 更冷。",
	                .published = "2021-02-03"},
	        {.url = "hant",
	                .title = "電腦與網路",
	                .text = "這臺電腦用於量子計算。|它很冷。",
	                .keyword = "超級電腦"},
	        {.url = "dust", .title = "Dust", .text = "The planet Mars, red with dust. Mars!"},
	};

	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		store(s, &pages[i]);
}

/* --- what is found --------------------------------------------------------------------------- */

static void words_of_both_scripts_are_found(void **state)
{
	struct kr_store *s = open_store();

	(void)state;
	fill(s);
	finds(s, "mars", "dust mars");
	finds(s, "planet", "mars dust"); /* in the title first */
	finds(s, "red cold", "mars");
	finds(s, "\"red planet\"", "mars");
	finds(s, "\"planet red\"", "");
	finds(s, "mars -rover", "dust");
	finds(s, "量子", "quant hant");
	finds(s, "量子计算", "quant hant");
	finds(s, "量子計算", "quant hant");
	finds(s, "电脑", "hant");
	finds(s, "冷", "hant quant");
	finds(s, "X光", "quant");
	finds(s, "x光检查后", "quant");
	finds(s, "快", "quant");
	finds(s, "子量", "");
	finds(s, "超级", "hant"); /* a keyword */
	kr_store_close(s);
}

static void words_are_found_by_their_beginning(void **state)
{
	struct kr_store *s = open_store();

	(void)state;
	fill(s);
	finds(s, "rov", "mars");
	finds(s, "quan", "quant");
	finds(s, "inter", "mars");
	finds(s, "internat", "mars");
	finds(s, "internationally", "mars");
	finds(s, "internationallyx", "");
	finds(s, "ro", "");
	finds(s, "\"rov\"", "");
	kr_store_close(s);
}

static void blanks_are_nothing_to_look_for(void **state)
{
	struct kr_store *s = open_store();
	struct kr_find *f;

	(void)state;
	fill(s);
	f = run(s, " \u3000 -- ");
	assert_true(kr_find_is_empty(f));
	assert_int_equal(kr_find_hits(f), 0);
	kr_find_close(f);
	f = run(s, "is:read");
	assert_false(kr_find_is_empty(f));
	kr_find_close(f);
	kr_store_close(s);
}

static void filters_choose(void **state)
{
	struct kr_store *s = open_store();

	(void)state;
	fill(s);
	visit(s, &(struct page){.url = "https://www.far.example/x", .title = "Far away"});
	assert_int_equal(kr_mark_set(s, id_of(s, "mars"), KR_MARK_FAVOURITE, 5, 5, NULL, NULL), 0);
	assert_int_equal(kr_mark_tag(s, id_of(s, "quant"), "physics", true, 5, NULL), 0);
	finds(s, "is:favourite", "mars");
	finds(s, "mars -is:favourite", "dust");
	finds(s, "tag:physics", "quant");
	finds(s, "site:sky", "mars");
	finds(s, "site:far.example", "https://www.far.example/x");
	finds(s, "after:2020 before:2021", "mars");
	finds(s, "after:2021 量子", "quant");
	finds(s, "is:read -mars -电脑", "https://www.far.example/x quant");
	finds(s, "is:unread", "");
	finds(s, "", "");
	kr_store_close(s);
}

static void titles_without_a_copy_are_found(void **state)
{
	struct kr_store *s = open_store();

	(void)state;
	finds(s, "far", "");
	visit(s, &(struct page){.url = "far", .title = "Far away"});
	finds(s, "far", "far");
	finds(s, "far -away", "");
	kr_store_close(s);
}

static void the_index_follows_the_copies(void **state)
{
	struct kr_store *s = open_store();
	int64_t stamp = 1000;

	(void)state;
	store(s, &(struct page){.url = "a", .title = "One", .text = "apple pear"});
	finds(s, "apple", "a");
	store(s, &(struct page){.url = "a", .title = "One", .text = "pear plum"});
	finds(s, "apple", "");
	finds(s, "plum", "a");
	assert_int_equal(kr_history_forget(s, id_of(s, "a"), stamp, NULL), 1);
	finds(s, "plum", "");
	assert_int_equal(kr_history_restore(s, stamp, NULL), 1);
	finds(s, "plum", "a");
	assert_int_equal(kr_history_forget(s, id_of(s, "a"), stamp, NULL), 1);
	assert_int_equal(kr_history_purge(s, stamp, stamp, 10, NULL), 1);
	store(s, &(struct page){.url = "b", .title = "Two", .text = "cherry"}); /* in its place */
	finds(s, "plum", "");
	finds(s, "cherry", "b");
	while (kr_upkeep_step(s, NULL) == 1)
		;
	finds(s, "cherry", "b");
	kr_store_close(s);
}

static int64_t number(const char *sql)
{
	sqlite3 *db = other("");
	sqlite3_stmt *stmt;
	int64_t n;

	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	n = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return n;
}

static void what_is_purged_leaves_no_words(void **state)
{
	static const char sql[] =
	        "SELECT count(*) FROM search_data WHERE instr(block, CAST('xylophone' AS BLOB))";
	struct kr_store *s = open_store();

	(void)state;
	for (int i = 0; i < 9; i++) {
		char url[16];

		snprintf(url, sizeof url, "u%d", i);
		store(s, &(struct page){
		                 .url = url, .title = "T", .text = i ? "apple" : "xylophone"});
		while (kr_upkeep_step(s, NULL) == 1)
			;
	}
	assert_true(number(sql) > 0);
	assert_int_equal(kr_history_forget(s, id_of(s, "u0"), 1000, NULL), 1);
	assert_int_equal(kr_history_purge(s, 1000, 1000, 10, NULL), 1);
	while (kr_upkeep_step(s, NULL) == 1)
		;
	assert_int_equal(number(sql), 0);
	finds(s, "apple", "u8 u7 u6 u5 u4 u3 u2 u1");
	kr_store_close(s);
}

static void only_the_best_are_listed(void **state)
{
	struct kr_store *s = open_store();
	struct kr_find *f;

	(void)state;
	for (int i = 0; i < KR_FIND_MAX + 20; i++) {
		char url[16];

		snprintf(url, sizeof url, "u%d", i);
		store(s, &(struct page){.url = url,
		                 .title = i == 3 ? "Apple" : "Fruit",
		                 .text = "an apple"});
	}
	f = run(s, "apple");
	assert_int_equal(kr_find_hits(f), KR_FIND_MAX);
	assert_string_equal(kr_find_hit(f, 0)->article.url, "u3");
	assert_string_equal(kr_find_hit(f, 1)->article.url, "u219"); /* the newest one */
	kr_find_close(f);
	kr_store_close(s);
}

static void long_articles_are_indexed_in_part(void **state)
{
	struct kr_store *s = open_store();
	struct kr_str text;

	(void)state;
	kr_str_init(&text);
	kr_str_addz(&text, "early ");
	while (text.len < KR_INDEX_MAX)
		kr_str_addz(&text, "and so on ");
	kr_str_addz(&text, "|late");
	store(s, &(struct page){.url = "long", .title = "Book", .text = text.data});
	finds(s, "early", "long");
	finds(s, "late", "");
	kr_str_fini(&text);
	kr_store_close(s);
}

/* --- where it is ------------------------------------------------------------------------------ */

static void shows(struct kr_store *s, const char *typed, const char *snippet, const char *hit,
        unsigned section, unsigned off)
{
	struct kr_find *f = run(s, typed);
	const struct kr_find_hit *h = kr_find_hit(f, 0);

	assert_true(kr_find_hits(f) > 0);
	assert_string_equal(h->snippet, snippet);
	assert_int_equal(h->len, strlen(hit));
	assert_memory_equal(h->snippet + h->at, hit, h->len);
	assert_string_equal(h->word, hit);
	assert_int_equal(h->section, section);
	assert_int_equal(h->off, off);
	kr_find_close(f);
}

static void snippets_show_the_hit(void **state)
{
	struct kr_store *s = open_store();

	(void)state;
	fill(s);
	shows(s, "cold", "Mars is cold.", "cold", 1, 8);
	shows(s, "internat", "\u2026rover drove there, internationally known.", "internationally",
	        2, 21);
	shows(s, "quan 冷", "用X光检查后，quantum computers 更冷。", "quantum", 2, 19);
	shows(s, "突破", "量子计算的突破", "突破", 0, 0);
	shows(s, "电脑 超", "這臺電腦用於量子計算。", "電腦", 1, 6);
	kr_store_close(s);
}

/* --- what is not as it should be ---------------------------------------------------------------
 */

static void copies_of_version_2_are_indexed(void **state)
{
	struct kr_store *s = open_store();

	(void)state;
	fill(s);
	kr_store_close(s);
	sqlite3_close(
	        other("DROP TABLE search; DROP INDEX article_unindexed; DROP INDEX article_titled;"
	              "ALTER TABLE article DROP COLUMN indexed; DROP TABLE entry;"
	              "DROP TABLE subscription_tag; DROP TABLE subscription;"
	              "PRAGMA user_version = 2"));
	s = open_store();
	assert_null(kr_store_notice(s));
	finds(s, "rover", "");
	finds(s, "dust", "dust"); /* the title */
	for (int i = 0; i < 4; i++)
		assert_int_equal(kr_upkeep_step(s, NULL), 1);
	while (kr_upkeep_step(s, NULL) == 1)
		;
	finds(s, "rover", "mars");
	kr_store_close(s);
}

static void a_damaged_index_is_made_anew(void **state)
{
	struct kr_store *s = open_store();
	struct kr_find *f;
	struct kr_err err = {0};
	int rc;

	(void)state;
	fill(s);
	kr_store_close(s);
	sqlite3_close(other("UPDATE search_data SET block = x'ffffffffffff' WHERE id > 10"));
	s = open_store();
	f = kr_find_open(s, "rover");
	while ((rc = kr_find_step(f, 0, &err)) >= 0 && rc != KR_FIND_DONE)
		;
	assert_int_equal(rc, KR_E_RETRY);
	assert_string_equal(err.msg, "the index of the library was damaged and is made anew");
	kr_find_close(f);
	while ((rc = kr_upkeep_step(s, NULL)) == 1)
		;
	assert_int_equal(rc, 0);
	finds(s, "rover", "mars");
	assert_int_equal(access(path, F_OK), 0); /* it was not set aside */
	kr_store_close(s);
}

static void write_to_damaged(const char *structure)
{
	char sql[80];
	struct kr_store *s = open_store();

	fill(s);
	kr_store_close(s);
	snprintf(sql, sizeof sql, "UPDATE search_data SET block = x'%s' WHERE id = 10", structure);
	sqlite3_close(other(sql));
	s = open_store();
	store(s, &(struct page){.url = "new", .title = "New", .text = "apple"});
	while (kr_upkeep_step(s, NULL) == 1)
		;
	finds(s, "apple", "new");
	finds(s, "rover", "mars");
	kr_store_close(s);
}

static void writing_to_a_damaged_index_makes_it_anew(void **state)
{
	(void)state;
	write_to_damaged("ffffffffffff");
}

static void writing_to_one_that_lacks_parts_does_so(void **state)
{
	(void)state;
	write_to_damaged("00000000000000");
}

static void a_damaged_copy_is_no_harm(void **state)
{
	struct kr_store *s = open_store();

	(void)state;
	fill(s);
	kr_store_close(s);
	sqlite3_close(other("UPDATE copy SET json = 'xx' WHERE article = 1"));
	s = open_store();
	finds(s, "rover", "mars"); /* without a snippet */
	store(s, &(struct page){.url = "mars", .title = "Red planet", .text = "apple"});
	while (kr_upkeep_step(s, NULL) == 1)
		;
	finds(s, "rover", "");
	finds(s, "apple", "mars");
	finds(s, "dust", "dust");
	kr_store_close(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(words_of_both_scripts_are_found),
	        TEST(words_are_found_by_their_beginning),
	        TEST(blanks_are_nothing_to_look_for),
	        TEST(filters_choose),
	        TEST(titles_without_a_copy_are_found),
	        TEST(the_index_follows_the_copies),
	        TEST(what_is_purged_leaves_no_words),
	        TEST(only_the_best_are_listed),
	        TEST(snippets_show_the_hit),
	        TEST(copies_of_version_2_are_indexed),
	        TEST(a_damaged_index_is_made_anew),
	        TEST(writing_to_a_damaged_index_makes_it_anew),
	        TEST(writing_to_one_that_lacks_parts_does_so),
	        TEST(a_damaged_copy_is_no_harm),
	        TEST(long_articles_are_indexed_in_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
