#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "kread/base/url.h"
#include "kread/doc/json.h"
#include "kread/doc/limits.h"

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
        "\"depth\":1,\"kind\":\"more\"}]},"
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
	struct kr_json_cursor at;
	size_t pieces = 0;
	char address[2000];

	(void)state;
	snprintf(address, sizeof address, "https://news.example/%01900d", 0);
	for (int i = 0; i < 300; i++) {
		struct kr_block *b = kr_doc_add_block(doc, KR_BLOCK_PARAGRAPH);
		struct kr_rec *r = kr_doc_add_rec(doc);

		kr_doc_add_span(doc, &b->spans, "some words of a paragraph", 25, 0, NULL);
		kr_doc_add_span(doc, &b->spans, "a link", 6, 0, address);
		r->title = "A headline";
		r->url = "https://news.example/r";
		*kr_doc_add_comment(doc) =
		        (struct kr_comment){.text = "I see", .likes = -1, .depth = i % 5};
	}
	kr_str_init(&whole);
	kr_str_init(&piece);
	kr_json_write(doc, 0, &whole);
	kr_json_write_head(doc, 4096, &at, &piece);
	assert_true(!kr_json_write_done(doc, &at) && piece.len < 8192);
	assert_int_equal(kr_json_read_head(piece.data, piece.len, &again, NULL), 0);
	for (; !kr_json_write_done(doc, &at); pieces++) {
		kr_str_clear(&piece);
		kr_json_write_more(doc, 4096, &at, &piece);
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

/* What a hostile worker may send as a piece. */
static void pieces_are_limited(void **state)
{
	static const char *const bad[] = {"{}", "{\"blocks\":[]}", "{\"title\":\"x\"}", "[]"};
	struct kr_doc *doc =
	        read_ok("{\"recommendations\":[{\"title\":\"a\",\"url\":\"http://a/\"}]}");
	const char *more = "{\"recommendations\":[{\"title\":\"b\",\"url\":\"http://b/\"}],"
	                   "\"blocks\":[{\"type\":\"rule\"}]}";
	struct kr_str many;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(kr_json_read_more(doc, bad[i], strlen(bad[i]), NULL), KR_E_FORMAT);
	assert_int_equal(kr_json_read_more(doc, more, strlen(more), NULL), 0);
	assert_int_equal(doc->nrecs, 2);
	assert_int_equal(kr_json_read_more(doc, more, strlen(more), NULL), 0);
	assert_int_equal(doc->nrecs, 2); /* whoever got the first blocks has them */
	assert_int_equal(doc->nblocks, 2);
	kr_str_init(&many);
	kr_str_addz(&many, "{\"blocks\":[{}");
	while (many.len < 200000)
		kr_str_addz(&many, ",{}");
	kr_str_addz(&many, "]}");
	assert_int_equal(kr_json_read_more(doc, many.data, many.len, NULL), KR_E_FORMAT);
	kr_str_fini(&many);
	kr_doc_free(doc);
}

/* What is not kept takes no memory, however often it comes. */
static void pieces_without_news_cost_nothing(void **state)
{
	static const char *const pieces[] = {
	        "{\"blocks\":[],\"warnings\":[{\"code\":\"truncated\",\"text\":\"again\"}]}",
	        "{\"warnings\":[{\"code\":\"\\u0001truncated\",\"text\":\"again and again\"}]}",
	        "{\"media\":[{\"type\":\"video\",\"url\":\"http://x/\",\"title\":\"again\"}]}",
	        "{\"recommendations\":[{\"title\":\"again\",\"url\":\"http://x/\"}]}",
	        "{\"comments\":[{\"text\":\"again\"}]}",
	};
	struct kr_doc *doc = read_ok("{\"blocks\":[{\"type\":\"rule\"}],\"warnings\":[{\"code\":"
	                             "\"truncated\",\"text\":\"x\"}]}");
	const size_t used = doc->arena.used;

	(void)state;
	for (int i = 0; i < 1000; i++)
		for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++)
			kr_json_read_more(doc, pieces[k], strlen(pieces[k]), NULL);
	assert_int_equal(doc->arena.used, used);
	assert_int_equal(doc->nwarnings, 1);
	kr_doc_free(doc);
}

static const char *filled(struct kr_str *to, const char *with, size_t times)
{
	kr_str_clear(to);
	while (times--)
		kr_str_addz(to, with);
	return to->data;
}

/* Each text field is cut, with a mark; the text of the page is not. */
static void fields_are_limited(void **state)
{
	struct kr_doc *doc = kr_doc_new(), *again;
	struct kr_str text, json;
	struct kr_block *b = kr_doc_add_block(doc, KR_BLOCK_FIGURE);

	(void)state;
	kr_str_init(&text);
	kr_str_init(&json);
	doc->site = doc->title = kr_doc_line(doc, filled(&text, "\u65b0", 300000), 900000);
	doc->summary = doc->site;
	b->u.fig.alt = doc->site;
	kr_doc_add_media(doc)->title = doc->site;
	doc->media->url = "https://v.example/v.mp4";
	b = kr_doc_add_block(doc, KR_BLOCK_PARAGRAPH);
	kr_doc_add_span(doc, &b->spans, doc->site, 900000, 0, NULL);
	kr_json_write(doc, 0, &json);
	again = read_ok(json.data);
	kr_limits_apply(doc);
	filled(&text, "\u65b0", KR_LIMIT_NAME);
	kr_str_addz(&text, "\u2026");
	assert_string_equal(doc->site, text.data);
	assert_string_equal(doc->blocks[0].u.fig.alt, text.data);
	assert_string_equal(doc->media->title, text.data);
	assert_int_equal(strlen(doc->summary), 3 * KR_LIMIT_TEXT + 3);
	assert_int_equal(kr_doc_block_len(&doc->blocks[1]), 900000);
	/* whoever wrote it, what is read is no longer */
	assert_int_equal(strlen(again->site), 3 * (KR_LIMIT_NAME + 1));
	assert_int_equal(strlen(again->media->title), 3 * (KR_LIMIT_NAME + 1));
	assert_int_equal(strlen(again->blocks[0].u.fig.alt), 3 * (KR_LIMIT_NAME + 1));
	assert_int_equal(strlen(again->summary), 3 * (KR_LIMIT_TEXT + 1));
	assert_int_equal(kr_doc_block_len(&again->blocks[1]), 900000);
	kr_str_fini(&text);
	kr_str_fini(&json);
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

/* Pieces add up. */
static void lists_are_limited(void **state)
{
	struct kr_doc *doc = read_ok("{\"title\":\"x\"}");
	struct kr_str piece;

	(void)state;
	kr_str_init(&piece);
	for (int i = 0; i < 9; i++) {
		kr_str_clear(&piece);
		kr_str_addz(&piece, "{\"media\":[{\"type\":\"video\",\"url\":\"http://v/\"}");
		for (int k = 0; k < KR_LIMIT_FEW / 8; k++)
			kr_str_addz(&piece, ",{\"type\":\"video\",\"url\":\"http://v/\"}");
		kr_str_addz(
		        &piece, "],\"recommendations\":[{\"title\":\"a\",\"url\":\"http://a/\"}");
		for (int k = 0; k < KR_LIMIT_LIST / 8; k++)
			kr_str_addz(&piece, ",{\"title\":\"a\",\"url\":\"http://a/\"}");
		kr_str_addz(&piece, "]}");
		assert_int_equal(kr_json_read_more(doc, piece.data, piece.len, NULL), 0);
	}
	assert_int_equal(doc->nrecs, KR_LIMIT_LIST);
	assert_int_equal(doc->nmedia, KR_LIMIT_FEW);
	kr_str_fini(&piece);
	kr_doc_free(doc);
}

static void parts_are_limited(void **state)
{
	static const char list[] = "{\"blocks\":[{\"type\":\"list\",\"items\":[{\"spans\":["
	                           "{\"text\":\"a\"},{\"text\":\"b\",\"href\":\"http://b/\"}]}]}]}";
	struct kr_doc *doc = read_ok(list);
	const uint32_t each = doc->nparts;

	(void)state;
	assert_true(each > 1);
	doc->nparts = KR_LIMIT_PARTS - each;
	assert_int_equal(kr_json_read_more(doc, list, strlen(list), NULL), 0);
	assert_int_equal(doc->nblocks, 2);
	assert_int_equal(doc->nparts, KR_LIMIT_PARTS);
	kr_json_read_more(doc, list, strlen(list), NULL);
	assert_int_equal(doc->nblocks, 2);
	assert_int_equal(doc->nparts, KR_LIMIT_PARTS);
	kr_doc_free(doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(everything_survives),
	        cmocka_unit_test(body_is_made_from_blocks),
	        cmocka_unit_test(pieces_make_the_whole),
	        cmocka_unit_test(pieces_are_limited),
	        cmocka_unit_test(pieces_without_news_cost_nothing),
	        cmocka_unit_test(fields_are_limited),
	        cmocka_unit_test(portions_make_the_whole),
	        cmocka_unit_test(hostile_articles),
	        cmocka_unit_test(endless_addresses),
	        cmocka_unit_test(what_is_no_article),
	        cmocka_unit_test(deep_comments),
	        cmocka_unit_test(lists_are_limited),
	        cmocka_unit_test(parts_are_limited),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
