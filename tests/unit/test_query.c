/* What the index of the library holds of a text, and what is looked for in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "store/query_priv.h"

/* --- tokens --------------------------------------------------------------------------------- */

static void indexes(const char *text, const char *want)
{
	struct kr_str out;

	kr_str_init(&out);
	kr_tokens_index(text, strlen(text), &out);
	assert_string_equal(out.data, want);
	kr_str_fini(&out);
}

static void words_are_folded(void **state)
{
	(void)state;
	indexes("", "");
	indexes(" -- ", "");
	indexes("It's ON", "it s on");
	indexes("Café ÉTÉ Cafe\u0301", "cafe ete cafe ·caf");
	indexes("Ｗｉｄｅ　１２", "wide 12 ·wid");
	indexes("Straße Øre ŒUVRE ﬁn", "strasse ore oeuvre fin ·str ·stra ·stras "
	                               "·oeu ·oeuv ·oeuvr");
	indexes("Йод ёлка", "йод елка ·елк");
	indexes("ΣΊΣΥΦΟΣ", "σισυφοσ ·σισ ·σισυ ·σισυφ");
}

static void beginnings_stand_there_once(void **state)
{
	(void)state;
	indexes("quantum quanta", "quantum quanta ·qua ·quan ·quant");
	indexes("10000 abc", "10000 abc");
}

static void runs_become_pairs(void **state)
{
	(void)state;
	indexes("量子计算", "量 量子 子计 计算 算 ·量 ·子 ·计 ·算");
	indexes("量子，量子", "量 量子 子 量 量子 子 ·量 ·子");
	indexes("X光检查", "x 光 光检 检查 查 ·光 ·检 ·查");
	indexes("x光y", "x 光 光 y ·光");
	indexes("サーバー", "サ サー ーバ バー ー ·サ ·ー ·バ");
	indexes("ﾊﾞｽ", "バ バス ス ·バ ·ス");
	indexes("한국어 뉴스", "한 한국 국어 어 뉴 뉴스 스 ·한 ·국 ·어 ·뉴 ·스");
	indexes("ข่าว", "ข ข่ ่า าว ว ·ข ·่ ·า ·ว");
}

static void traditional_characters_become_simplified(void **state)
{
	(void)state;
	indexes("電腦後來", "电 电脑 脑后 后来 来 ·电 ·脑 ·后 ·来");
	indexes("電", "电 电 ·电");
}

static void long_words_are_cut(void **state)
{
	char text[301] = "", want[KR_TOKENS_MAX + 1] = "";

	(void)state;
	memset(text, 'x', 300);
	memset(want, 'x', KR_TOKENS_MAX);
	struct kr_str out;

	kr_str_init(&out);
	kr_tokens_index(text, 300, &out);
	assert_memory_equal(out.data, want, KR_TOKENS_MAX);
	assert_int_equal(out.data[KR_TOKENS_MAX], ' ');
	kr_str_fini(&out);
}

/* --- queries -------------------------------------------------------------------------------- */

static void reads(const char *typed, const char *want)
{
	static const char *const names[] = {
	        "read", "favourite", "liked", "queued", "saved", "site", "tag", "before", "after"};
	struct kr_query q;
	struct kr_str out;

	kr_str_init(&out);
	kr_query_init(&q, typed);
	kr_query_match(&q, false, &out);
	for (size_t i = 0; i < q.nfilters; i++)
		kr_str_addf(&out, " %s%s=%s", q.filters[i].excluded ? "-" : "",
		        names[q.filters[i].field], q.filters[i].value ? q.filters[i].value : "");
	assert_string_equal(out.data, want);
	kr_query_fini(&q);
	kr_str_fini(&out);
}

static void words_are_all_wanted(void **state)
{
	(void)state;
	reads("", "");
	reads("  +++ \"\" - ", "");
	reads("to be", "((\"to\") AND (\"be\"))");
	reads("Quant", "((\"quant\" OR \"·quant\"))");
	reads("quantum", "((\"quantum\"))");
	reads("量子计算　算", "((\"量子 子计 计算\") AND (\"·算\"))");
	reads("量", "((\"·量\"))");
	reads("\"子 x量\"", "((\"子 x 量\"))");
	reads("\"子 x量子\"", "((\"子 x 量 量子\"))");
	reads("X光", "((\"x 光\"))");
	reads("電腦", "((\"电脑\"))");
}

static void phrases_are_exact(void **state)
{
	(void)state;
	reads("\"red planet\"", "((\"red planet\"))");
	reads("“red” 「量子」", "((\"red\") AND (\"量子\"))");
	reads("\"open end", "((\"open end\"))");
	reads("don't", "((\"don t\"))");
}

static void words_can_be_excluded(void **state)
{
	(void)state;
	reads("mars -rover -\"red dust\"", "((\"mars\" OR \"·mars\")) NOT ((\"rover\" OR "
	                                   "\"·rover\") OR (\"red dust\"))");
	reads("-rover", "((\"rover\" OR \"·rover\"))"); /* nothing else: it is meant as text */
	reads("well-known", "((\"well known\"))");
	reads("a - b", "((\"a\") AND (\"b\"))");
}

static void fields_are_read(void **state)
{
	(void)state;
	reads("is:favourite", " favourite=");
	reads("IS:Unread -is:liked -is:unread", " -read= -liked= read=");
	reads("site:bbc.co.uk tag:物理 mars", "((\"mars\" OR \"·mars\")) site=bbc.co.uk tag=物理");
	reads("site：新聞網 tag:\"to do\"", " site=新闻网 tag=to do");
	reads("before:2020 after:2019-6 after:2018/01/2",
	        " before=2020 after=2019-06 after=2018-01-02");
}

static void other_fields_are_text(void **state)
{
	(void)state;
	reads("is:green", "((\"is green\"))");
	reads("before:soon", "((\"before soon\"))");
	reads("before:2020-13", "((\"before 2020 13\"))");
	reads("before:2020-", "((\"before 2020\"))");
	reads("site:", "((\"site\" OR \"·site\"))");
	reads("Note: this", "((\"note\" OR \"·note\") AND (\"this\" OR \"·this\"))");
	reads("\") OR (x* NEAR/2 {a b} : ^c", /* nothing of FTS5's own syntax comes through */
	        "((\"or x near 2 a b c\"))");
}

static void a_query_has_an_end(void **state)
{
	char typed[5001];
	struct kr_query q;

	(void)state;
	for (int i = 0; i < 5000; i++)
		typed[i] = i % 2 ? ' ' : 'a';
	typed[5000] = '\0';
	kr_query_init(&q, typed);
	assert_int_equal(q.nterms, KR_QUERY_TERMS);
	kr_query_fini(&q);
	for (int over = 0; over < 2; over++) {
		memset(typed, ' ', sizeof typed);
		memcpy(typed + 1023 + over, "a", 2);
		kr_query_init(&q, typed);
		assert_int_equal(q.nterms, 1 - over);
		kr_query_fini(&q);
	}
}

/* --- filters and places ---------------------------------------------------------------------- */

static bool has_tag(void *user, int64_t id, const char *tag)
{
	(void)user;
	return id == 7 && strcmp(tag, "physics") == 0;
}

static bool accepts(const char *typed, const struct kr_article *a)
{
	struct kr_query q;
	bool yes;

	kr_query_init(&q, typed);
	yes = kr_query_accepts(&q, a, has_tag, NULL);
	kr_query_fini(&q);
	return yes;
}

static void filters_are_about_the_article(void **state)
{
	const struct kr_article a = {.id = 7,
	        .url = "https://news.bbc.co.uk/a",
	        .site = "BBC 新聞",
	        .published = "2020-06-15T10:00",
	        .times = 1};
	const struct kr_article undated = {
	        .id = 8, .url = "file:///tmp/a.html", .queued = 1591000000000};

	(void)state;
	assert_true(accepts("site:bbc.co.uk", &a));
	assert_false(accepts("site:c.co.uk", &a));
	assert_false(accepts("site:bbc.co.u", &a));
	assert_true(accepts("site:新闻", &a));
	assert_false(accepts("-site:bbc", &a));
	assert_true(accepts("tag:physics", &a));
	assert_true(accepts("-tag:physics", &undated));
	assert_true(accepts("is:read", &a));
	assert_true(accepts("is:unread is:queued", &undated));
	assert_false(accepts("is:favourite", &a));
	assert_true(accepts("after:2020 before:2021", &a));
	assert_true(accepts("after:2020-06-15", &a));
	assert_false(accepts("before:2020-06-15", &a));
	assert_true(accepts("after:2020-05-30 before:2020-06-03", &undated));
}

static void finds(const char *typed, const char *text, const char *want)
{
	struct kr_query q;
	struct kr_query_place p = {0};

	kr_query_init(&q, typed);
	kr_query_scan(&q, text, strlen(text), &p);
	assert_int_equal(p.len, strlen(want));
	assert_memory_equal(text + p.at, want, p.len);
	kr_query_fini(&q);
}

static void places_are_those_of_the_index(void **state)
{
	(void)state;
	finds("quant", "the Quantum", "Quantum");
	finds("\"quant\"", "the Quantum", "");
	finds("red planet", "a planet", "planet");
	finds("\"red planet\"", "a red, red planet", "red planet");
	finds("计算", "用量子計算機", "計算");
	finds("计算", "计 算", "");
	finds("光", "X光", "光");
	finds("X光", "用X光查", "X光");
	finds("cafe", "le Cafe\u0301 noir", "Cafe");
	finds("mars -rover", "rover", "");
}

static bool has_all(const char *typed, const char *text)
{
	struct kr_query q;
	bool yes;

	kr_query_init(&q, typed);
	yes = kr_query_has_all(&q, text, strlen(text));
	kr_query_fini(&q);
	return yes;
}

static void a_text_has_all_terms_or_not(void **state)
{
	(void)state;
	assert_true(has_all("red mars", "Mars is red"));
	assert_false(has_all("red mars", "Mars is blue"));
	assert_false(has_all("red -mars", "Mars is red"));
	assert_true(has_all("red -mars", "Venus is red"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(words_are_folded),
	        cmocka_unit_test(beginnings_stand_there_once),
	        cmocka_unit_test(runs_become_pairs),
	        cmocka_unit_test(traditional_characters_become_simplified),
	        cmocka_unit_test(long_words_are_cut),
	        cmocka_unit_test(words_are_all_wanted),
	        cmocka_unit_test(phrases_are_exact),
	        cmocka_unit_test(words_can_be_excluded),
	        cmocka_unit_test(fields_are_read),
	        cmocka_unit_test(other_fields_are_text),
	        cmocka_unit_test(a_query_has_an_end),
	        cmocka_unit_test(filters_are_about_the_article),
	        cmocka_unit_test(places_are_those_of_the_index),
	        cmocka_unit_test(a_text_has_all_terms_or_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
