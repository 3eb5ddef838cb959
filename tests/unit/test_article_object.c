/* Which object of the states is the article of the page. */
#include "stage_help.h"

#include "extract/data/json_ld_priv.h"
#include "extract/state/article_object_priv.h"
#include "extract/state/page_match_priv.h"

/* 78 bytes each. */
#define SENTENCE "The boats came in from the sea at noon on Monday, and then they were all sold."
#define OTHER    "A tram is a train that runs on a street, and it stops where people stand there."
#define TWO(s)   s " " s
#define SIX(s)   TWO(s) " " TWO(s) " " TWO(s)

#define PAGE(head, script)                                                                         \
	"<head><title>Boats sold today - Harbour News</title>" head                                \
	"</head><body><h1>Boats sold today</h1><script type=application/json>" script "</script>"

static const struct kr_article_object *find(struct staged *s, const char *html)
{
	staged_open(s, html, "state_body");
	return kr_article_object_get(&s->page);
}

struct found {
	const char *html;
	const char *text; /* how the text begins; NULL: there is none */
	bool confirmed, text_alone;
};

static void check(const struct found *cases, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct staged s;
		const struct kr_article_object *o = find(&s, cases[i].html);
		const char *text = kr_js_value_str(o->text);

		if ((text == NULL) != (cases[i].text == NULL) ||
		        (text && strncmp(text, cases[i].text, strlen(cases[i].text)) != 0) ||
		        o->confirmed != cases[i].confirmed || o->text_alone != cases[i].text_alone)
			fail_msg("%.400s\n gives %.80s%s%s", cases[i].html, text ? text : "nothing",
			        o->confirmed ? ", confirmed" : "",
			        o->text_alone ? ", text_alone" : "");
		staged_close(&s);
	}
}

#define CHECK(cases) check(cases, sizeof(cases) / sizeof *(cases))

static void test_titles(void **state)
{
	static const struct found cases[] = {
	        /* the title of the page, of any length of text */
	        {PAGE("", "{\"a\":{\"title\":\"Boats sold today\",\"content\":\"" TWO(
	                          SENTENCE) "\"}}"),
	                "The boats", true, false},
	        /* part of what <title> says, if it is not too short a part */
	        {PAGE("", "{\"title\":\"Boats sold\",\"content\":\"" TWO(SENTENCE) "\"}"),
	                "The boats", true, false},
	        {PAGE("", "{\"title\":\"Boats\",\"content\":\"" TWO(SENTENCE) "\"}"), NULL, false,
	                false},
	        /* more than half of it */
	        {"<title>Bridge shut</title><h1>Bridge shut</h1><script type=application/json>"
	         "{\"title\":\"Bridge\",\"content\":\"" TWO(SENTENCE) "\"}</script>",
	                "The boats", true, false},
	        {"<title>Bridge closed</title><h1>Bridge closed</h1><script type=application/json>"
	         "{\"title\":\"Bridge\",\"content\":\"" TWO(SENTENCE) "\"}</script>",
	                NULL, false, false},
	        /* og:title */
	        {PAGE("<meta property=og:title content='Harbour empties as fleet sells out'>",
	                 "{\"title\":\"Harbour empties as fleet sells out\",\"content\":\"" TWO(
	                         SENTENCE) "\"}"),
	                "The boats", true, false},
	        /* the title of another page: only a long text, that nothing confirms */
	        {PAGE("", "{\"title\":\"Trams of the world\",\"content\":\"" TWO(OTHER) "\"}"),
	                NULL, false, false},
	        {PAGE("", "{\"title\":\"Trams of the world\",\"content\":\"" SIX(OTHER) "\"}"),
	                "A tram", false, false},
	        /* of two, the one of this page wins, however short */
	        {PAGE("", "[{\"title\":\"Trams of the world\",\"content\":\"" SIX(
	                          OTHER) "\"},{\"title\":\"Boats sold "
	                                 "today\",\"content\":\"" TWO(SENTENCE) "\"}]"),
	                "The boats", true, false},
	        /* of two that nothing confirms neither, unless one is much longer */
	        {PAGE("", "[{\"title\":\"Trams of the world\",\"id\":9991,\"content\":\"" SIX(
	                          OTHER) "\"},{\"title\":\"Ships of the "
	                                 "world\",\"id\":9992,\"content\":\"" SIX(SENTENCE) "\"}]"),
	                NULL, false, false},
	        {PAGE("", "[{\"title\":\"Trams of the world\",\"content\":\"" SIX(
	                          OTHER) "\"},{\"title\":\"Ships of the "
	                                 "world\",\"content\":\"" SIX(SIX(SENTENCE)) "\"}]"),
	                "The boats", false, false},
	        /* what many pages carry along */
	        {PAGE("", "{\"title\":\"Privacy notice\",\"content\":\"" SIX(OTHER) "\"}"), NULL,
	                false, false},
	        /* another of its titles is the page's */
	        {PAGE("", "{\"title\":\"Trams\",\"seoTitle\":\"Boats sold "
	                  "today\",\"content\":\"" TWO(SENTENCE) "\"}"),
	                "The boats", true, false},
	};

	(void)state;
	CHECK(cases);
}

static void test_addresses(void **state)
{
	static const struct found cases[] = {
	        {PAGE("", "{\"title\":\"A tram returns\",\"url\":"
	                  "\"https://news.example/2024/05/a-tram-returns.html\",\"content\":\"" TWO(
	                          OTHER) "\"}"),
	                "A tram", true, false},
	        {PAGE("", "{\"title\":\"A tram returns\",\"url\":"
	                  "\"https://news.example/2024/05/other.html\",\"content\":\"" TWO(
	                          OTHER) "\"}"),
	                NULL, false, false},
	        {PAGE("",
	                 "{\"title\":\"A tram returns\",\"url\":{\"url\":"
	                 "\"https://news.example/2024/05/a-tram-returns.html\"},\"content\":\"" TWO(
	                         OTHER) "\"}"),
	                "A tram", true, false},
	        {PAGE("", "{\"title\":\"A tram "
	                  "returns\",\"id\":\"a-tram-returns\",\"content\":\"" TWO(OTHER) "\"}"),
	                "A tram", true, false},
	};

	(void)state;
	CHECK(cases);
}

static void test_id_in_url(void **state)
{
	static const struct {
		const char *url, *id; /* JSON */
		size_t at, len;
	} cases[] = {
	        {"https://a.example/n/12345.html", "12345", 20, 5},
	        {"https://a.example/n/12345.html", "\"12345\"", 20, 5},
	        {"https://a.example/n/x12345.html", "12345", 0, 0},
	        {"https://a.example/n/123456.html", "12345", 0, 0},
	        {"https://a.example/n/912345/12345", "12345", 27, 5},
	        {"https://a.example/n/abc-1.html", "\"abc-1\"", 20, 5},
	        /* too short, no whole number, absent, not of the path */
	        {"https://a.example/n/123.html", "123", 0, 0},
	        {"https://a.example/n/abc", "\"abc\"", 0, 0},
	        {"https://a.example/n/12345.html", "null", 0, 0},
	        {"https://12345.example/n", "12345", 0, 0},
	};
	struct kr_arena a;

	(void)state;
	kr_arena_init(&a);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct kr_js_value *id =
		        kr_js_value_parse(&a, cases[i].id, strlen(cases[i].id), NULL);
		size_t len = 0;
		const char *at = kr_page_match_id(cases[i].url, id, &len);

		if (!at != !cases[i].len)
			fail_msg("%s in %s", cases[i].id, cases[i].url);
		if (at) {
			assert_ptr_equal(at, cases[i].url + cases[i].at);
			assert_int_equal(len, cases[i].len);
		}
	}
	assert_null(kr_page_match_id(NULL, NULL, &(size_t){0}));
	kr_arena_fini(&a);
}

/* Time and source make a candidate better; what an object lacks comes from those around it. */
static void test_members(void **state)
{
	struct staged s;
	const struct kr_article_object *o = find(
	        &s, PAGE("", "{\"title\":\"Boats sold today\",\"source\":\"Harbour "
	                     "Daily\",\"publishTime\":"
	                     "\"2024-05-06\",\"holder\":{\"content\":\"" SIX(SENTENCE) "\"}}"));

	(void)state;
	assert_true(o->confirmed);
	assert_string_equal(kr_js_value_str(o->members.v[KR_STATE_TITLE]), "Boats sold today");
	assert_string_equal(kr_js_value_str(o->members.v[KR_STATE_SOURCE]), "Harbour Daily");
	assert_string_equal(kr_js_value_str(o->members.v[KR_STATE_PUBLISHED]), "2024-05-06");
	assert_int_equal(o->bytes, strlen(SIX(SENTENCE)));
	assert_non_null(kr_js_value_get(o->object, "content"));
	/* asked again, it is the same */
	assert_ptr_equal(kr_article_object_get(&s.page), o);
	staged_close(&s);
	/* of two of the page's title the one that says when and from whom */
	o = find(&s,
	        PAGE("", "[{\"title\":\"Boats sold today\",\"content\":\"Short " TWO(
	                         SENTENCE) "\"},{\"title\":\"Boats sold "
	                                   "today\",\"author\":\"Ann\",\"publishTime\":"
	                                   "\"2024-05-06\",\"content\":\"" TWO(SENTENCE) "\"}]"));
	assert_non_null(o->members.v[KR_STATE_AUTHOR]);
	staged_close(&s);
}

/* A video with what it shows. */
static void test_summary(void **state)
{
	static const struct found cases[] = {
	        {PAGE("", "{\"title\":\"Boats sold today\",\"summary\":\"Forty "
	                  "boats.\",\"publishTime\":"
	                  "\"2024-05-06\",\"source\":\"Harbour Daily\",\"padding\":\"" OTHER "\"}"),
	                "Forty boats.", true, false},
	        {PAGE("", "{\"title\":\"Boats sold today\",\"summary\":\"Forty boats.\",\"source\":"
	                  "\"Harbour Daily\",\"padding\":\"" OTHER "\"}"),
	                NULL, true, false},
	        {PAGE("", "{\"title\":\"Boats sold today\",\"summary\":\"Forty "
	                  "boats.\",\"publishTime\":"
	                  "\"2024-05-06\",\"padding\":\"" OTHER "\"}"),
	                NULL, true, false},
	};

	(void)state;
	CHECK(cases);
}

/* Texts without a title, on a page that shows next to nothing. */
static void test_untitled(void **state)
{
	static const struct found cases[] = {
	        {PAGE("", "{\"content\":\"" SIX(SENTENCE) "\"}"), "The boats", false, true},
	        {PAGE("", "{\"content\":\"" TWO(SENTENCE) "\"}"), NULL, false, false},
	        /* the page shows a text of its own */
	        {PAGE("", "{\"content\":\"" SIX(SENTENCE) "\"}") "<p>" SIX(OTHER) "</p><p>" SIX(
	                 OTHER) "</p>",
	                NULL, false, false},
	        /* no prose */
	        {PAGE("", "{\"content\":\"" SIX(
	                          "{a=1};|b={2}; c={3}; d=x|y; e={f=1}; {a=1};|b={2}; c "
	                          "= {3};") "\"}"),
	                NULL, false, false},
	        /* a rival of more than half of its length */
	        {PAGE("", "[{\"content\":\"" SIX(SENTENCE) "\"},{\"content\":\"" SIX(OTHER) "\"}]"),
	                NULL, false, false},
	        /* a page that is of nothing in particular */
	        {"<script type=application/json>{\"content\":\"" SIX(SENTENCE) "\"}</script>", NULL,
	                false, false},
	};

	(void)state;
	CHECK(cases);
}

/* A text in pieces. */
static void test_pieces(void **state)
{
	struct staged s;
	const struct kr_article_object *o =
	        find(&s, PAGE("", "[{\"para\":\"One " SENTENCE "\"},{\"para\":\"Two " SENTENCE
	                          "\"},{\"para\":\"Three " SENTENCE "\"},{\"para\":\"Four " SENTENCE
	                          "\"},{\"para\":\"Five " SENTENCE "\"}]"));

	(void)state;
	assert_true(o->text_alone);
	assert_int_equal(o->text->type, KR_JS_VALUE_ARRAY);
	assert_int_equal(o->text->n, 5);
	assert_int_equal(o->bytes, 5 * strlen(SENTENCE) + strlen("One Two Three Four Five "));
	staged_close(&s);
	/* pieces of other articles stay where they are */
	o = find(&s, PAGE("", "{\"title\":\"Trams of the "
	                      "world\",\"id\":99999,\"parts\":[{\"para\":\"One " SENTENCE
	                      "\"},{\"para\":\"Two " SENTENCE "\"},{\"para\":\"Three " SENTENCE
	                      "\"},{\"para\":\"Four " SENTENCE "\"},{\"para\":\"Five " SENTENCE
	                      "\"}]}"));
	assert_null(o->text);
	staged_close(&s);
}

/* JSON within a string of the state. */
static void test_nested(void **state)
{
	static const struct found cases[] = {
	        {PAGE("", "{\"data\":\"{\\\"title\\\":\\\"Boats sold "
	                  "today\\\",\\\"content\\\":\\\"" SIX(SENTENCE) "\\\"}\"}"),
	                "The boats", true, false},
	};

	(void)state;
	CHECK(cases);
}

static void test_none(void **state)
{
	struct staged s;
	const struct kr_article_object *o = find(&s, "<h1>Boats sold today</h1>");

	(void)state;
	assert_null(o->object);
	assert_null(o->text);
	assert_false(o->confirmed);
	staged_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_titles),
	        cmocka_unit_test(test_addresses),
	        cmocka_unit_test(test_id_in_url),
	        cmocka_unit_test(test_members),
	        cmocka_unit_test(test_summary),
	        cmocka_unit_test(test_untitled),
	        cmocka_unit_test(test_pieces),
	        cmocka_unit_test(test_nested),
	        cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
