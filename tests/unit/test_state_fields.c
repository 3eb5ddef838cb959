/* What states of pages add to their texts: facts, recommendations, titles. */
#include "bridge_story.h"
#include "news_page.h"

/* Facts beside the text in the state, for a page that shows none of them. */
static void fields(void **state)
{
	static const char html[] = SHELL
	        "<script>window.__INITIAL_STATE__={detail:{id:\"b7431\",title:\"Bridge "
	        "closed\",content:\"<p>" ONE "</p><p>" TWO
	        "</p>\",publish_time:1709367630,source:{name:\"Mill Post\"},authors:[{name:\"Ann "
	        "Miller\"},\"Bo Weaver\","
	        "\"desk@news.example\"],column:\"City\",editor:\"Cy "
	        "Thatcher\",cover:\"/i/1.jpg\",video:{play_url:"
	        "\"https://v.example/1.m3u8\",mp4:\"https://v.example/"
	        "1.mp4\",duration:\"01:15\"},relatedList:[{id:\"c2222\",title:"
	        "\"The road by the mill is mended\",column:\"Roads\",pubDate:\"2024-03-01 "
	        "08:00\",duration:80,pic:\"/i/2.jpg\"},"
	        "{id:\"b7431\",title:\"Bridge closed, as said before\"},{id:\"c3333\",title:\"All "
	        "buses are late on "
	        "Monday\"},"
	        "{title:\"Nobody knows where this one is\"},{url:\"/a/c4444.html\",title:\"A ferry "
	        "for forty "
	        "days\"}]},live:{title:\"Another "
	        "video\",playUrl:\"https://v.example/2.m3u8\"}}</script>";
	struct kr_doc *doc = extract(html, sizeof html - 1);

	(void)state;
	assert_string_equal(doc->published, "2024-03-02T08:20:30Z");
	assert_string_equal(doc->source, "Mill Post");
	assert_string_equal(doc->section, "City");
	assert_string_equal(doc->editor, "Cy Thatcher");
	assert_int_equal(doc->authors.n, 2);
	assert_string_equal(doc->authors.v[1], "Bo Weaver");
	assert_string_equal(doc->image, "https://news.example/i/1.jpg");
	assert_int_equal(doc->nmedia, 1);
	assert_string_equal(doc->media[0].url, "https://v.example/1.m3u8");
	assert_int_equal(doc->media[0].duration, 75);
	assert_int_equal(doc->nrecs, 3);
	assert_string_equal(doc->recs[0].title, "The road by the mill is mended");
	assert_string_equal(doc->recs[0].url, "https://news.example/a/c2222.html");
	assert_string_equal(doc->recs[0].section, "Roads");
	assert_string_equal(doc->recs[0].published, "2024-03-01T08:00");
	assert_int_equal(doc->recs[0].duration, 80);
	assert_string_equal(doc->recs[0].image, "https://news.example/i/2.jpg");
	assert_string_equal(doc->recs[1].url, "https://news.example/a/c3333.html");
	assert_string_equal(doc->recs[2].url, "https://news.example/a/c4444.html");
	kr_doc_free(doc);
}

/* Facts beside the text in the state, for a page that shows the rest. */
static void fields_beside(void **state)
{
	static const char html[] =
	        "<html lang=en><title>Bridge closed</title><body><h1>Bridge closed</h1><time>"
	        "2024-03-02</time><div id=app></div><div class=related><h3>Related "
	        "articles</h3><ul><li><a href=/a/c2222.html>The road by the mill is mended</a><li>"
	        "<a href=/a/c3333.html>All buses are late on Monday</a></ul></div><script>"
	        "window.__INITIAL_STATE__={detail:{title:\"Bridge closed\",content:\"<p>" ONE
	        "</p><p>" TWO "</p>\",source:{name:\"Mill Post\"},author:\"Ann Miller\"}}</script>";
	struct kr_doc *doc = extract(html, sizeof html - 1);

	(void)state;
	body_is(doc, ONE "\n\n" TWO, html);
	assert_string_equal(doc->published, "2024-03-02");
	assert_int_equal(doc->nrecs, 2);
	assert_string_equal(doc->source, "Mill Post");
	assert_int_equal(doc->authors.n, 1);
	assert_string_equal(doc->authors.v[0], "Ann Miller");
	kr_doc_free(doc);
}

#define ALL ONE "\n\n" TWO "\n\n" ONE "\n\n" TWO "\n\n" ONE

/* A text without a title beside it begins with one: what the title of the page begins with. */
static void own_heading(void **state)
{
	static const struct {
		const char *heading, *title, *body;
	} cases[] = {
	        {"<h2>Bridge closed for a month</h2>", "Bridge closed for a month", ALL},
	        {"<p>Bridge closed for a month</p>", "Bridge closed for a month, and who knows why",
	                "Bridge closed for a month\n\n" ALL},
	        {"<h2>The old bridge</h2>", "Bridge closed for a month, and who knows why",
	                "The old bridge\n\n" ALL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_str html;
		struct kr_doc *doc;

		kr_str_init(&html);
		kr_str_addf(&html,
		        "<html lang=en><title>Bridge closed for a month, and who knows "
		        "why</title><body><time>2024-03-02</time><div "
		        "id=app></div><script>window.__DATA__={page:{html:\"%s<p>" ONE "</p><p>" TWO
		        "</p><p>" ONE "</p><p>" TWO "</p><p>" ONE "</p>\"}}</script>",
		        cases[i].heading);
		doc = extract(html.data, html.len);
		body_is(doc, cases[i].body, html.data);
		assert_string_equal(doc->title, cases[i].title);
		kr_doc_free(doc);
		kr_str_fini(&html);
	}
}

/* Lists of something else in places that are named for recommendations. */
static void no_lists(void **state)
{
	static const char *const lists[] = {
	        /* a menu */
	        "[{title:\"City\",url:\"/a/city.html\"},{title:\"Roads\",url:\"/a/roads.html\"},"
	        "{title:\"Weather\",url:\"/a/weather.html\"}]",
	        /* mostly something else */
	        "[{title:\"The road by the mill is mended\",url:\"/a/c2222.html\"},{title:\"All "
	        "buses "
	        "are late on Monday\",url:\"/a/c3333.html\"},{x:1},{x:2}]",
	        /* one */
	        "[{title:\"The road by the mill is mended\",url:\"/a/c2222.html\"}]",
	        /* nowhere */
	        "[{title:\"The road by the mill is mended\"},{title:\"All buses are late on "
	        "Monday\"}]",
	        "[]",
	        "[[],[]]",
	        "7",
	};

	(void)state;
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		struct kr_str html;
		struct kr_doc *doc;

		kr_str_init(&html);
		kr_str_addf(&html,
		        SHELL "<script>window.S={title:\"Bridge closed\",content:\"" ONE TWO
		              "\",related:%s}</script>",
		        lists[i]);
		doc = extract(html.data, html.len);
		body_is(doc, ONE TWO, html.data);
		if (doc->nrecs)
			fail_msg("%s gives %s", lists[i], doc->recs[0].title);
		kr_doc_free(doc);
		kr_str_fini(&html);
	}
}

/* The page shows the text and the day; the state adds the hour, but not midnight. */
static void hours(void **state)
{
	static const struct {
		const char *when, *published;
	} cases[] = {
	        {"\"2024-03-02 08:20:30\"", "2024-03-02T08:20:30"},
	        {"\"2024-03-02T00:00:00Z\"", "2024-03-02"},
	        {"\"2024-03-04 08:20:30\"", "2024-03-02"},
	        {"null", "2024-03-02"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_str html;
		struct kr_doc *doc;

		kr_str_init(&html);
		kr_str_addf(&html,
		        "<html lang=en><title>Bridge closed</title><body><h1>Bridge "
		        "closed</h1><time "
		        "datetime=2024-03-02>2 March "
		        "2024</time><article><p>" ONE "</p><p>" TWO
		        "</p></article><script>window.__DATA__={story:{title:\"Bridge "
		        "closed\",displayDate:%s,author:\"Ann Miller of the Mill "
		        "Post\",source:\"Mill "
		        "Post\"}}</script>",
		        cases[i].when);
		doc = extract(html.data, html.len);
		assert_string_equal(doc->published, cases[i].published);
		assert_string_equal(doc->source, "Mill Post");
		kr_doc_free(doc);
		kr_str_fini(&html);
	}
}

/* Timestamps in seconds and milliseconds, written in the site's time zone. */
static void seconds(void **state)
{
	static const struct {
		const char *lang, *when, *published;
	} cases[] = {
	        {"en", "1709400630", "2024-03-02T17:30:30Z"},
	        {"zh-CN", "1709400630", "2024-03-03T01:30:30+08:00"},
	        {"zh-CN", "\"1709400630000\"", "2024-03-03T01:30:30+08:00"},
	        {"ja", "1709400630", "2024-03-03T02:30:30+09:00"},
	        {"zh-CN", "\"2024-03-02T17:30:30Z\"", "2024-03-02T17:30:30Z"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_str html;
		struct kr_doc *doc;

		kr_str_init(&html);
		kr_str_addf(&html,
		        "<html lang=%s><title>Bridge closed</title><body><div "
		        "id=app></div><script>window.S={title:"
		        "\"Bridge closed\",content:\"" ONE TWO
		        "\",publishTime:%s,related:[{title:\"The road by the "
		        "mill is mended\",url:\"/1.html\",publishTime:%s},"
		        "{title:\"All buses are late on Monday\",url:\"/2.html\"}]}</script>",
		        cases[i].lang, cases[i].when, cases[i].when);
		doc = extract(html.data, html.len);
		assert_string_equal(doc->published, cases[i].published);
		assert_int_equal(doc->nrecs, 2);
		assert_string_equal(doc->recs[0].published, cases[i].published);
		kr_doc_free(doc);
		kr_str_fini(&html);
	}
}

/* The titles and names of lists are judged as those of cards are. */
static void rec_titles(void **state)
{
	static const char html[] =
	        "<html lang=en><title>Bridge closed</title><body><div id=app></div><script>"
	        "window.S={title:\"Bridge closed\",content:\"" ONE TWO "\",related:["
	        "{title:\"Click to share this story on Chirper\",url:\"/s/1.html\"},"
	        "{title:\"Next: The road by the mill is mended\",url:\"/1.html\"},"
	        "{title:\"Read the full story\",url:\"/3.html\"},"
	        "{title:\"All buses are late on Monday ›\",url:\"/2.html\"},"
	        "{title:\"Sponsored content\",url:\"/4.html\"}],"
	        "shop:{title:\"Recommended products\",recommended:["
	        "{title:\"Rubber boots in green, lined\",url:\"/p/1.html\"},"
	        "{title:\"A pump for a wet cellar\",url:\"/p/2.html\"}]}}</script>";
	struct kr_doc *doc = extract(html, sizeof html - 1);

	(void)state;
	assert_int_equal(doc->nrecs, 2);
	assert_string_equal(doc->recs[0].title, "The road by the mill is mended");
	assert_string_equal(doc->recs[1].title, "All buses are late on Monday");
	kr_doc_free(doc);
}

/* A video behind references, in a page that shows its text itself. */
static void references(void **state)
{
	static const char html[] =
	        "<html lang=en><title>Bridge closed</title><body><h1>Bridge closed</h1><video "
	        "id=player></video><article><p>" ONE "</p><p>" TWO "</p></"
	        "article><script>window.__APOLLO_STATE__={\"ROOT\":{\"story\":{\"__ref\":\"S:1\"}},"
	        "\"S:1\":{"
	        "\"title\":\"Bridge "
	        "closed\",\"author\":{\"__ref\":\"P:1\"},\"synopsis\":\"Closed.\",\"media\":[{"
	        "\"type\":\"id\",\"id\":"
	        "\"M:1\"}]},\"M:1\":{\"duration\":62,\"streams\":{\"json\":[\"https://v.example/"
	        "1.m3u8\"]}},\"P:1\":{\"name\":\"Ann "
	        "Miller\"},\"M:2\":{\"url\":\"https://v.example/2.mp4\"}}</script>";
	struct kr_doc *doc = extract(html, sizeof html - 1);

	(void)state;
	assert_int_equal(doc->nblocks, 2);
	assert_int_equal(doc->nmedia, 1);
	assert_string_equal(doc->media[0].url, "https://v.example/1.m3u8");
	assert_int_equal(doc->authors.n, 1);
	assert_string_equal(doc->authors.v[0], "Ann Miller");
	kr_doc_free(doc);
}

/* Values for machines: codes, addresses, data. */
static void codes(void **state)
{
	static const char html[] =
	        SHELL "<script>window.S={title:\"Bridge closed\",content:\"" ONE TWO
	              "\",source:\"local-news\",section:\"/"
	              "city\",author:\"{\\\"a\\\":1}\",publish_time:\"soon\","
	              "recommend:[{title:\"x\",url:\"javascript:alert(1)\"},{title:\"y\",url:\"/"
	              "y.jpg\"}]}</script>";
	struct kr_doc *doc = extract(html, sizeof html - 1);

	(void)state;
	assert_int_equal(doc->nblocks, 1);
	assert_null(doc->source);
	assert_null(doc->section);
	assert_int_equal(doc->authors.n, 0);
	assert_null(doc->published);
	assert_int_equal(doc->nrecs, 0);
	kr_doc_free(doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(fields),
	        cmocka_unit_test(fields_beside),
	        cmocka_unit_test(own_heading),
	        cmocka_unit_test(no_lists),
	        cmocka_unit_test(hours),
	        cmocka_unit_test(seconds),
	        cmocka_unit_test(rec_titles),
	        cmocka_unit_test(references),
	        cmocka_unit_test(codes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
