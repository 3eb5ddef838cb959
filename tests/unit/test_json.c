#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "kread/base/url.h"
#include "kread/doc/json.h"

/* Every member, and every kind of block. */
static const char full[] =
        "{\"url\":\"https://news.example/a\",\"canonical_url\":\"https://news.example/"
        "b\",\"title\":\"题目\","
        "\"site\":\"站\",\"section\":\"要闻\",\"source\":\"日报\",\"authors\":[\"甲\",\"乙\"],"
        "\"editor\":\"丙\","
        "\"keywords\":[\"k\"],\"published\":\"2018-06-20T22:56:46+08:00\",\"modified\":\"2018-06-"
        "21\","
        "\"published_text\":\"2天前\",\"lang\":\"zh\",\"summary\":\"s\",\"image\":\"https://"
        "news.example/i.jpg\","
        "\"blocks\":[{\"type\":\"heading\",\"level\":2,\"spans\":[{\"text\":\"h\"}]},"
        "{\"type\":\"paragraph\",\"seam\":true,\"spans\":[{\"text\":\"a \"},"
        "{\"text\":\"link\",\"href\":\"https://x.example/\",\"style\":\"emphasis strong code "
        "deleted sub sup\"}]},"
        "{\"type\":\"list\",\"items\":[{\"spans\":[{\"text\":\"i\"}],\"number\":3},{\"spans\":[{"
        "\"text\":\"j\"}],"
        "\"depth\":1}]},"
        "{\"type\":\"quote\",\"level\":2,\"spans\":[{\"text\":\"q\"}]},"
        "{\"type\":\"code\",\"lang\":\"c\",\"spans\":[{\"text\":\"if (x)\\n\\ty();\"}]},"
        "{\"type\":\"table\",\"rows\":[[{\"spans\":[{\"text\":\"c\"}],\"colspan\":2,\"rowspan\":3,"
        "\"header\":true}]]},"
        "{\"type\":\"figure\",\"src\":\"https://news.example/"
        "f.jpg\",\"alt\":\"alt\",\"width\":640,\"height\":480,"
        "\"caption\":[{\"text\":\"cap\"}]},{\"type\":\"rule\"}],"
        "\"media\":[{\"type\":\"video\",\"url\":\"https://v.example/"
        "v.mp4\",\"title\":\"v\",\"duration\":75},"
        "{\"type\":\"audio\",\"url\":\"https://v.example/a.mp3\"}],"
        "\"recommendations\":[{\"title\":\"r\",\"url\":\"https://news.example/"
        "r\",\"section\":\"s\","
        "\"published\":\"2018-06-20\",\"published_text\":\"昨天\",\"duration\":61,"
        "\"image\":\"https://news.example/r.jpg\",\"author\":\"a\",\"group\":\"推荐视频\"}],"
        "\"comments\":[{\"author\":\"a\",\"published\":\"2018-06-20\",\"text\":\"one\\ntwo\","
        "\"likes\":3,"
        "\"replies\":[{\"text\":\"r1\",\"replies\":[{\"text\":\"r11\"}]},{\"text\":\"r2\"}]},{"
        "\"text\":\"next\"}],"
        "\"comment_count\":9,\"feeds\":[{\"url\":\"https://news.example/"
        "feed\",\"title\":\"f\",\"type\":\"application/"
        "rss+xml\"}],"
        "\"next_page\":\"https://news.example/a_2\",\"redirect\":\"https://news.example/"
        "r\",\"warnings\":[{\"code\":\"paywall\",\"text\":\"w\"}]}";

static struct kr_doc *read_ok(const char *json)
{
	struct kr_doc *doc = NULL;
	struct kr_err err = {0};

	if (kr_json_read(json, strlen(json), &doc, &err) < 0)
		fail_msg("%s", err.msg);
	return doc;
}

static void everything_survives(void **state)
{
	struct kr_doc *doc = read_ok(full);
	struct kr_str out;

	(void)state;
	kr_str_init(&out);
	kr_json_write(doc, 0, &out);
	assert_string_equal(out.data, full);
	assert_int_equal(doc->ncomments, 5);
	assert_int_equal(doc->comments[2].depth, 2);
	assert_int_equal(doc->comments[3].depth, 1);
	assert_int_equal(doc->blocks[5].u.rows.v[0].v[0].rowspan, 3);
	kr_str_fini(&out);
	kr_doc_free(doc);
}

static void body_is_made_from_blocks(void **state)
{
	struct kr_doc *doc = read_ok(full);
	struct kr_str out;

	(void)state;
	kr_str_init(&out);
	kr_json_write(doc, KR_JSON_BODY, &out);
	assert_non_null(strstr(out.data,
	        "\"body\":\"h\\n\\na link\\n\\ni\\nj\\n\\nq\\n\\nif (x)\\n\\ty();\\n\\nc\""));
	kr_str_fini(&out);
	kr_doc_free(doc);
}

static void pieces_make_the_whole(void **state)
{
	struct kr_doc *doc = kr_doc_new(), *again;
	struct kr_str whole, piece;
	size_t next = 0, pieces = 0;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		struct kr_block *b = kr_doc_add_block(doc, KR_BLOCK_PARAGRAPH);

		kr_doc_add_span(doc, &b->spans, "some words of a paragraph", 25, 0, NULL);
	}
	kr_str_init(&whole);
	kr_str_init(&piece);
	kr_json_write(doc, 0, &whole);
	kr_json_write_head(doc, 4096, &next, &piece);
	assert_true(next > 0 && next < 1000 && piece.len < 8192);
	again = read_ok(piece.data);
	for (; next < doc->nblocks; pieces++) {
		kr_str_clear(&piece);
		kr_json_write_more(doc, 4096, &next, &piece);
		assert_true(piece.len < 8192);
		assert_int_equal(kr_json_read_more(again, piece.data, piece.len, NULL), 0);
	}
	assert_true(pieces > 10);
	kr_str_clear(&piece);
	kr_json_write(again, 0, &piece);
	assert_string_equal(piece.data, whole.data);
	kr_str_fini(&whole);
	kr_str_fini(&piece);
	kr_doc_free(doc);
	kr_doc_free(again);
}

struct portions {
	struct kr_str all;
	int n, most; /* fails after this many calls */
};

static int take(void *user, struct kr_str *portion)
{
	struct portions *p = user;

	assert_true(portion->len < 128 << 10);
	if (p->n++ == p->most)
		return KR_E_SYS;
	kr_str_add(&p->all, portion->data, portion->len);
	kr_str_clear(portion);
	return 0;
}

static void portions_make_the_whole(void **state)
{
	struct kr_doc *doc = read_ok(full);
	struct portions p = {.most = 1000};
	struct kr_str whole;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct kr_block *b = kr_doc_add_block(doc, KR_BLOCK_PARAGRAPH);

		kr_doc_add_span(doc, &b->spans, "some \"words\" of \\ a paragraph", 30, 0, NULL);
	}
	kr_str_init(&whole);
	kr_str_init(&p.all);
	kr_json_write(doc, KR_JSON_BODY, &whole);
	assert_int_equal(kr_json_write_stream(doc, KR_JSON_BODY, take, &p), 0);
	assert_string_equal(p.all.data, whole.data);
	assert_true(p.n > 10);
	/* stops early after a failure */
	p.n = 0;
	p.most = 3;
	assert_int_equal(kr_json_write_stream(doc, KR_JSON_BODY, take, &p), KR_E_SYS);
	assert_int_equal(p.n, 4);
	kr_str_fini(&p.all);
	kr_str_fini(&whole);
	kr_doc_free(doc);
}

/* A hijacked worker may reply anything. */
static const struct {
	const char *in, *out;
} hostile[] = {
        {"{}", "{}"},
        {"{\"unknown\": [1, {\"x\": null}]}", "{}"},
        {"{\"title\": 5, \"authors\": \"a\", \"blocks\": {}, \"media\": 1, \"comments\": [1, "
         "null]}",
                "{}"},
        {"{\"title\": \"\\u001b[2Jab\\u009b\\u202ec\\nd\"}", "{\"title\":\"[2Jabc d\"}"},
        {"{\"title\": \" \\u3000 \"}", "{}"},
        {"{\"url\": \"javascript:alert(1)\", \"image\": \"data:image/png;base64,\", \"next_page\": "
         "\"//x\"}",
                "{}"},
        {"{\"url\": \"a.html\", \"canonical_url\": \"\\u3000data:x\", \"next_page\": "
         "\"java\\tscript:x\"}",
                "{}"},
        {"{\"canonical_url\": \"../a.html?b=c:d#e\", \"next_page\": \"/2\", \"image\": "
         "\"vbscript:x\"}",
                "{\"canonical_url\":\"../a.html?b=c:d#e\",\"next_page\":\"/2\"}"},
        {"{\"url\": \"https://x.example/\", \"next_page\": \"/2\"}",
                "{\"url\":\"https://x.example/\"}"},
        {"{\"recommendations\": [{\"title\": \"t\", \"url\": \"2.html\"}, {\"title\": \"t\", "
         "\"url\": "
         "\"javascript:x\"}]}",
                "{\"recommendations\":[{\"title\":\"t\",\"url\":\"2.html\"}]}"},
        {"{\"comment_count\": -5}", "{}"},
        {"{\"comment_count\": 1e300}", "{}"},
        {"{\"comment_count\": 3.7}", "{\"comment_count\":3}"},
        {"{\"blocks\": [{\"type\": \"script\", \"spans\": [{\"text\": \"x\"}]}, 7, null, {}]}",
                "{}"},
        {"{\"blocks\": [{\"type\": \"heading\", \"level\": 99}]}",
                "{\"blocks\":[{\"type\":\"heading\",\"level\":6}]}"},
        {"{\"blocks\": [{\"type\": \"paragraph\", \"spans\": [{\"text\": \"a\\nb\", \"href\": "
         "\"JavaScript:x\", "
         "\"style\": \"blink strong\"}, {\"text\": 4}, {\"text\": \"\"}]}]}",
                "{\"blocks\":[{\"type\":\"paragraph\",\"spans\":[{\"text\":\"a "
                "b\",\"style\":\"strong\"}]}]}"},
        {"{\"blocks\": [{\"type\": \"table\", \"rows\": [5, [{\"colspan\": 70000, \"rowspan\": "
         "-1}, 6]]}]}",
                "{\"blocks\":[{\"type\":\"table\",\"rows\":[[],[{\"colspan\":1000},{}]]}]}"},
        {"{\"blocks\": [{\"type\": \"list\", \"items\": [{\"number\": 1e10, \"depth\": 1000}, "
         "3]}]}",
                "{\"blocks\":[{\"type\":\"list\",\"items\":[{\"depth\":15},{}]}]}"},
        {"{\"recommendations\": [{\"title\": \"t\"}, {\"url\": \"https://x.example/\"}, "
         "{\"title\": \"t\", \"url\": "
         "\"ftp://x.example/\"}]}",
                "{}"},
        {"{\"warnings\": [{\"code\": \"a\", \"text\": \"b\"}, {\"code\": \"a\", \"text\": \"c\"}, "
         "{\"code\": \"z\"}]}",
                "{\"warnings\":[{\"code\":\"a\",\"text\":\"b\"}]}"},
};

static void hostile_articles(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		struct kr_doc *doc = read_ok(hostile[i].in);
		struct kr_str out;

		kr_str_init(&out);
		kr_json_write(doc, 0, &out);
		assert_string_equal(out.data, hostile[i].out);
		kr_str_fini(&out);
		kr_doc_free(doc);
	}
}

/* Addresses of the greatest length are kept, longer ones dropped. */
static void endless_addresses(void **state)
{
	(void)state;
	for (size_t more = 0; more < 2; more++) {
		struct kr_doc *doc;
		struct kr_str in;

		kr_str_init(&in);
		kr_str_addz(&in, "{\"url\": \"https://x.example/");
		while (in.len < KR_URL_MAX + more + strlen("{\"url\": \""))
			kr_str_addc(&in, 'a');
		kr_str_addz(&in, "\"}");
		doc = read_ok(in.data);
		assert_int_equal(doc->url ? strlen(doc->url) : 0, more ? 0 : KR_URL_MAX);
		kr_doc_free(doc);
		kr_str_fini(&in);
	}
}

static void what_is_no_article(void **state)
{
	static const char *const cases[] = {"", "[]", "{", "nul", "\"x\"", "{\"title\": \"\xff\"}",
	        "{} {}", "{\"a\": 1,}", "{\"title\": \"\\u0000\"}"};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_doc *doc = NULL;
		struct kr_err err = {0};

		assert_int_equal(kr_json_read(cases[i], strlen(cases[i]), &doc, &err), KR_E_FORMAT);
		assert_int_equal(err.code, KR_E_FORMAT);
		assert_null(doc);
	}
}

/* Deeply nested JSON must not exhaust the stack. */
static void deep_comments(void **state)
{
	struct kr_str in, out;
	struct kr_doc *doc;
	enum { DEPTH = 600 };

	(void)state;
	kr_str_init(&in);
	kr_str_init(&out);
	kr_str_addz(&in, "{\"comments\": ");
	for (int i = 0; i < DEPTH; i++)
		kr_str_addz(&in, "[{\"text\": \"x\", \"replies\": ");
	kr_str_addz(&in, "[]");
	for (int i = 0; i < DEPTH; i++)
		kr_str_addz(&in, "}]");
	kr_str_addz(&in, "}");
	doc = read_ok(in.data);
	assert_int_equal(doc->ncomments, 16);
	kr_json_write(doc, 0, &out);
	kr_doc_free(doc);
	doc = read_ok(out.data);
	assert_int_equal(doc->ncomments, 16);
	assert_int_equal(doc->comments[15].depth, 15);
	kr_doc_free(doc);
	kr_str_fini(&in);
	kr_str_fini(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(everything_survives),
	        cmocka_unit_test(body_is_made_from_blocks),
	        cmocka_unit_test(pieces_make_the_whole),
	        cmocka_unit_test(portions_make_the_whole),
	        cmocka_unit_test(hostile_articles),
	        cmocka_unit_test(endless_addresses),
	        cmocka_unit_test(what_is_no_article),
	        cmocka_unit_test(deep_comments),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
