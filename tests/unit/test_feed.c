#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "kread/feed/feed.h"
#include "feed/feed_priv.h"

#define BASE "https://news.example/feeds/all.xml"

static struct kr_feed_list *read_ok(const char *text)
{
	struct kr_feed_list *l = NULL;

	if (kr_feed_read(text, strlen(text), BASE, &l, NULL) < 0)
		fail_msg("no feed: %.60s", text);
	return l;
}

static void expect_item(const struct kr_feed_item *it, const char *url, const char *title,
        const char *published, const char *author)
{
	assert_string_equal(it->url, url);
	assert_string_equal(it->title, title);
	if (published)
		assert_string_equal(it->published, published);
	else
		assert_null(it->published);
	if (author)
		assert_string_equal(it->author, author);
	else
		assert_null(it->author);
}

static void rss(void **state)
{
	struct kr_feed_list *l = read_ok(
	        "<?xml version='1.0' encoding='gb2312'?><!-- c --><rss version='2.0' "
	        "xmlns:dc='http://purl.org/dc/elements/1.1/' "
	        "xmlns:media='http://search.yahoo.com/mrss/' "
	        "xmlns:atom='http://www.w3.org/2005/Atom'><channel>"
	        "<title>The Harbour &amp;amp; Coast</title><atom:link rel='self' href='/self'/>"
	        "<link>/</link><description>All news</description><language>en</language>"
	        "<image><title>Logo</title><url>/logo.png</url></image>"
	        "<item><media:title>not this</media:title><title>Ferry&#8217;s "
	        "&lt;b&gt;new&lt;/b&gt; route "
	        "&amp;#8211; AT&amp;amp;T</title><link>/a?x=1&amp;y=2</link>"
	        "<guid isPermaLink='false'>17</guid>"
	        "<pubDate>Wed, 05 Jun 2024 08:09:10 +0200</pubDate>"
	        "<author>ann@news.example (Ann Smith)</author>"
	        "<description><![CDATA[<p>First.</p><script>no()</script><p>Second &nbsp; "
	        "one.</p>]]></description></item>"
	        "<item><title>By its guid</title><guid>https://news.example/b</guid>"
	        "<dc:date>2024-06-04T01:02:03Z</dc:date><dc:creator>Bo &eacute;&comma; "
	        "Al</dc:creator></item>"
	        "<item><title>A programme</title><enclosure url='/p.mp3' type='audio/mpeg'/>"
	        "<pubDate>4 Jun 24 10:00 EST</pubDate></item>"
	        "<item><title>Nowhere</title><guid "
	        "isPermaLink='false'>https://news.example/x</guid></item>"
	        "<item></item>"
	        "</channel></rss>");

	(void)state;
	assert_string_equal(l->title, "The Harbour & Coast");
	assert_string_equal(l->url, "https://news.example/");
	assert_string_equal(l->summary, "All news");
	assert_string_equal(l->lang, "en");
	assert_int_equal(l->n, 4);
	expect_item(&l->v[0], "https://news.example/a?x=1&y=2",
	        "Ferry\u2019s new route \u2013 AT&T", "2024-06-05T08:09:10+02:00", "Ann Smith");
	assert_string_equal(l->v[0].id, "17");
	assert_string_equal(l->v[0].summary, "First. Second one.");
	expect_item(&l->v[1], "https://news.example/b", "By its guid", "2024-06-04T01:02:03+00:00",
	        "Bo \u00e9, Al");
	expect_item(&l->v[2], "https://news.example/p.mp3", "A programme", "2024-06-04T10:00-05:00",
	        NULL);
	assert_null(l->v[3].url);
	assert_false(l->broken);
	kr_feed_free(l);
}

static void rdf(void **state)
{
	struct kr_feed_list *l = read_ok(
	        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
	        "xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
	        "<channel rdf:about='x'><title>\u6e2f</title><link>https://news.example/</link>"
	        "<items><rdf:Seq><rdf:li rdf:resource='y'/></rdf:Seq></items></channel>"
	        "<item "
	        "rdf:about='y'><title>\u65b0\u822a\u8def</title><link>https://news.example/n</link>"
	        "<dc:date>2024-06-05</dc:date><dc:creator>\u738b</dc:creator></item></rdf:RDF>");

	(void)state;
	assert_string_equal(l->title, "\u6e2f");
	assert_int_equal(l->n, 1);
	expect_item(
	        &l->v[0], "https://news.example/n", "\u65b0\u822a\u8def", "2024-06-05", "\u738b");
	kr_feed_free(l);
}

static void atom(void **state)
{
	struct kr_feed_list *l = read_ok(
	        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://blog.example/x/' "
	        "xml:lang='de'><title type='html'>Notes &amp;lt;3</title>"
	        "<link rel='self' href='self'/><link href='.'/><subtitle>Short ones</subtitle>"
	        "<author><name>The feed</name></author>"
	        "<entry><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>One "
	        "<b>two</b></div></title>"
	        "<link rel='enclosure' href='e.mp3'/><link rel='alternate' href='one'/>"
	        "<id>tag:blog.example,2024:1</id><updated>2024-06-07T00:00:00Z</updated>"
	        "<published>2024-06-05T08:09:10.123+08:00</published>"
	        "<author><uri>https://ann.example/</uri><name>Ann</name><email>a@b</email></author>"
	        "<source><title>Elsewhere</title><id>no</id></source>"
	        "<content type='html'>&lt;p&gt;Text&lt;/p&gt;</content></entry>"
	        "<entry><title/><link href='two'/><updated>2024-06-04T00:00:00Z</updated>"
	        "<summary>A note without a headline</summary></entry></feed>");
	struct kr_doc *doc = kr_feed_article(l, BASE);

	(void)state;
	assert_string_equal(l->title, "Notes <3");
	assert_string_equal(l->url, "https://blog.example/x/");
	assert_string_equal(l->summary, "Short ones");
	assert_string_equal(l->lang, "de");
	assert_int_equal(l->n, 2);
	expect_item(&l->v[0], "https://blog.example/x/one", "One two", "2024-06-05T08:09:10+08:00",
	        "Ann");
	assert_string_equal(l->v[0].id, "tag:blog.example,2024:1");
	assert_string_equal(l->v[0].summary, "Text");
	assert_string_equal(l->v[1].published, "2024-06-04T00:00:00+00:00");
	assert_null(l->v[1].title);
	assert_int_equal(doc->nrecs, 2);
	assert_string_equal(doc->recs[1].title, "A note without a headline");
	assert_int_equal(doc->nwarnings, 0);
	kr_doc_free(doc);
	kr_feed_free(l);
}

static void json(void **state)
{
	struct kr_feed_list *l = read_ok(
	        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Notes\","
	        "\"home_page_url\":\"https://news.example/\",\"language\":\"en\",\"items\":["
	        "{\"id\":1,\"url\":\"/"
	        "a\",\"title\":\"One\",\"date_published\":\"2024-06-05T08:09:10Z\","
	        "\"authors\":[{\"name\":\"Ann\"}],\"content_html\":\"<p>Text</p>\"},"
	        "{\"id\":\"2\",\"external_url\":\"https://other.example/\",\"content_text\":\"A "
	        "note\","
	        "\"author\":{\"name\":\"Bo\"}},7,{}]}");

	(void)state;
	assert_string_equal(l->title, "Notes");
	assert_int_equal(l->n, 2);
	expect_item(&l->v[0], "https://news.example/a", "One", "2024-06-05T08:09:10+00:00", "Ann");
	assert_string_equal(l->v[0].id, "1");
	assert_string_equal(l->v[0].summary, "Text");
	assert_string_equal(l->v[1].url, "https://other.example/");
	assert_string_equal(l->v[1].author, "Bo");
	kr_feed_free(l);
}

/* Members of other types than the format has. */
static void odd_json(void **state)
{
	struct kr_feed_list *l = read_ok(
	        "{\"title\":[],\"home_page_url\":{},\"items\":[null,[],\"x\",{\"url\":{}},"
	        "{\"url\":7,\"title\":{}},{\"url\":\"/a\",\"title\":\"One\","
	        "\"date_published\":1717483500,\"authors\":{\"name\":\"Ann\"},\"author\":\"Bo\","
	        "\"attachments\":\"x\",\"id\":true}],\"items_2\":1} and more");

	(void)state;
	assert_null(l->title);
	assert_int_equal(l->n, 2);
	expect_item(&l->v[1], "https://news.example/a", "One", "2024-06-04T06:45:00+00:00", NULL);
	assert_string_equal(l->v[1].id, l->v[1].url);
	kr_feed_free(l);
}

/* What breaks off, and what is not well-formed, is read as far as it goes. */
static void damaged(void **state)
{
	static const char *const texts[] = {
	        "<rss><channel><title>T</title><item><title>One</title><link>/a</link></item>"
	        "<item><title>Tw",
	        "<rss><channel><title>T < "
	        "U</title><item><title>One</title><link>/a?b=1&amp;c=2</link>"
	        "</item></channel></rss>",
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct kr_feed_list *l = read_ok(texts[i]);
		struct kr_doc *doc = kr_feed_article(l, BASE);

		assert_true(l->broken && l->n >= 1);
		assert_string_equal(l->v[0].title, "One");
		assert_string_equal(l->v[0].url,
		        i ? "https://news.example/a?b=1&c=2" : "https://news.example/a");
		assert_true(kr_doc_has_warning(doc, "truncated"));
		kr_doc_free(doc);
		kr_feed_free(l);
	}
}

static void what_is_no_feed(void **state)
{
	static const char *const texts[] = {"", "<html><body>x</body></html>", "text", "{}", "[1]",
	        "{\"items\":3}", "<svg xmlns='http://www.w3.org/2000/svg'/>", "<"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct kr_feed_list *l = NULL;
		struct kr_err err;

		if (kr_feed_read(texts[i], strlen(texts[i]), BASE, &l, &err) != KR_E_FORMAT)
			fail_msg("%s", texts[i]);
	}
}

/* Entities do not exist, whoever declares them; addresses lead to the web; fields have an end. */
static void hostile(void **state)
{
	struct kr_feed_list *l = read_ok(
	        "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
	        "<!ENTITY c SYSTEM 'file:///etc/passwd'><!ENTITY % d SYSTEM "
	        "'http://127.0.0.1:1/'>%d;]>"
	        "<rss><channel><title>[&b;&c;]</title>"
	        "<item><title>One\033[2J</title><link>javascript:alert(1)</link></item>"
	        "<item><title>Two</title><link>file:///etc/passwd</link></item></channel></rss>");
	struct kr_str text;

	(void)state;
	assert_string_equal(l->title, "[&b;&c;]");
	for (size_t i = 0; i < l->n; i++)
		assert_null(l->v[i].url);
	kr_feed_free(l);
	kr_str_init(&text);
	kr_str_addz(&text, "<rss><channel>");
	for (int i = 0; i < KR_FEED_ITEMS + 5; i++)
		kr_str_addz(&text, "<item><link>/a</link></item>");
	kr_str_addz(&text, "</channel></rss>");
	l = read_ok(text.data);
	assert_true(l->cut && !l->broken);
	assert_int_equal(l->n, KR_FEED_ITEMS);
	kr_feed_free(l);
	kr_str_clear(&text); /* the parser needs time for the square of the number of attributes */
	kr_str_addz(&text, "<rss><channel><!-- ' --><item a='<'><title b='/>' x=\"<item");
	for (int i = 0; i < 100000; i++)
		kr_str_addf(&text, " a%d='%d>'", i, i);
	kr_str_addz(&text, "><title c='>'>One</title></item></channel></rss>");
	l = read_ok(text.data);
	assert_true(l->broken);
	assert_string_equal(l->v[0].title, "One");
	kr_feed_free(l);
	kr_str_clear(&text);
	kr_str_addz(&text, "<rss><channel><title>");
	for (int i = 0; i < 100000; i++)
		kr_str_addz(&text, "long ");
	kr_str_addz(&text, "</title></channel></rss>");
	l = read_ok(text.data);
	assert_true(strlen(l->title) < 1010);
	kr_feed_free(l);
	kr_str_fini(&text);
}

/* What is wrong around a feed or in ways that harm nothing is not worth a warning. */
static void harmless_faults(void **state)
{
	static const char *const texts[] = {
	        "\n<!-- cached -- --><?xml version='1.0'?><rss><channel><item><title>One</title>"
	        "</item></channel></rss>",
	        "Notice: undefined index in <b>x.php</b>\n<?xml version='1.0'?><rss><channel><item>"
	        "<title>One</title></item></channel></rss>",
	        "<rss><channel><item><title>One&#11;&#0;&#xffff;&#xd800;</title></item></channel>"
	        "</rss>",
	        "<rss><channel><item><title>One</title></item></channel></rss><script>a < "
	        "b</script>",
	        "<rss><channel><item><title>One</title><x:y>?</x:y></item></channel></rss>",
	        "<rss><channel><?php echo 1 ?><item><title>One</title></item></channel></rss>",
	        "<rss><channel><item><title><![CDATA[One]]><![CDATA[]]></title></item></channel></"
	        "rss>",
	        "<rss><channel><item><title>One</title><description>a & b &nosuch; &copy;"
	        "</description></item></channel></rss>",
	        "<feed><entry><title>One</title></entry></feed>",
	        "<rss version='0.91'><channel/><item><title>One</title></item></rss>"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct kr_feed_list *l = read_ok(texts[i]);

		if (l->n != 1 || l->broken || strcmp(l->v[0].title, "One"))
			fail_msg("%s: %zu %d", texts[i], l->n, l->broken);
		kr_feed_free(l);
	}
}

static void fields(void **state)
{
	static const struct {
		const char *from, *to;
	} rows[] = {{"vector&lt;T&gt; and the &lt;dialog&gt; &lt;b&gt;tag&lt;/b&gt;",
	                    "vector<T> and the <dialog> tag"},
	        {"a &#150; b &amp;#8212; c &amp;#x92;", "a \u2013 b \u2014 c \u2019"},
	        {"<![CDATA[a &mdash; &#8220;b&#8221;<br>c]]>", "a \u2014 \u201cb\u201d c"},
	        {"H<sub>2</sub>O <b>bo</b>ld", "H2O bold"}, {"<p>a</p>b<div>c</div>d", "a b c d"},
	        {"AT&T & co; &amp;amp; &unknown;", "AT&T & co; & &unknown;"},
	        {"&lt;p&gt;5 &amp;lt; 6&lt;/p&gt;", "5 < 6"}, {"a\tb\r\n c\u3000d", "a b c d"}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kr_feed_list *l;
		struct kr_str text;

		kr_str_init(&text);
		kr_str_addf(&text, "<rss><channel><item><title>%s</title></item></channel></rss>",
		        rows[i].from);
		l = read_ok(text.data);
		assert_int_equal(l->n, 1);
		assert_string_equal(l->v[0].title, rows[i].to);
		kr_feed_free(l);
		kr_str_fini(&text);
	}
}

/* Each element may say what the links in it are relative to, the feed at last. */
static void bases(void **state)
{
	static const char rss[] = "<rss xml:base='https://a.example/x/'><channel xml:base='y/'>"
	                          "<link>.</link><item xml:base='/z/'><link>1</link></item>"
	                          "<item><link>2</link></item>"
	                          "<item xml:base='http:'><link>3</link></item>"
	                          "<item xml:base='https://b.example'><enclosure url='4'/></item>"
	                          "<item xml:base='q/'><link xml:base='r/' href='5'/></item>"
	                          "<item><guid>https://c.example/6</guid></item></channel></rss>";
	static const char *const urls[] = {"https://a.example/z/1", "https://a.example/x/y/2", NULL,
	        "https://b.example/4", "https://a.example/x/y/q/r/5", "https://c.example/6"};
	struct kr_feed_list *l = read_ok(rss);

	(void)state;
	assert_string_equal(l->url, "https://a.example/x/y/");
	assert_int_equal(l->n, 6);
	for (size_t i = 0; i < l->n; i++)
		if (urls[i])
			assert_string_equal(l->v[i].url, urls[i]);
	kr_feed_free(l);
}

/* before, then count times what is between, then after. */
static void repeat(
        struct kr_str *out, const char *before, const char *between, const char *after, int count)
{
	kr_str_clear(out);
	kr_str_addz(out, before);
	for (int i = 0; i < count; i++)
		kr_str_addz(out, between);
	kr_str_addz(out, after);
}

/* If the time grew with the square of anything, this would take minutes. */
static void bombs(void **state)
{
	enum { MANY = 200000 };
	static const struct {
		const char *before, *between, *after;
		size_t items;
	} rows[] = {{"<rss><channel>", "<item>", "", 0}, {"<rss><channel>", "<", "", 0},
	        {"<rss><channel>", "<!--", "", 0}, {"<rss><channel>", "<![CDATA[", "", 0},
	        {"<rss><channel>", "<!ENTITY a [", "", 0}, {"<rss><channel>", "<?", "", 0},
	        {"<rss><channel><item><title>", "&", "</title></item></channel></rss>", 1},
	        {"<rss><channel><item><title>", "&amp;lt;b", "</title></item></channel></rss>", 1},
	        {"<rss><channel><item><title>", "&lt;script&gt;", "</title></item></channel></rss>",
	                0},
	        {"<rss><channel><item>", "<title>x</title>", "</item></channel></rss>", 1},
	        {"<rss><channel><item><title>", "<b>x</b>", "</title></item></channel></rss>", 1},
	        {"<feed><entry><author>", "<name>x</name>", "</author></entry></feed>", 0},
	        {"<feed><entry>", "<link href='a'/>", "</entry></feed>", 1},
	        {"<feed ", "xmlns:a='b' ", "><entry><title>x</title></entry></feed>", 1},
	        {"<feed>", "<entry xml:base='a/'>", "", 0},
	        {"{\"items\":[{\"title\":\"x\"}", ",{},{}", "]}", 0}, {"{\"items\":", "[", "", 0},
	        {"{\"items\":[{\"title\":\"", "\\u4e2d", "\"}]}", 1}};
	struct kr_str text;

	(void)state;
	kr_str_init(&text);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kr_feed_list *l = NULL;
		size_t n;

		repeat(&text, rows[i].before, rows[i].between, rows[i].after, MANY);
		n = kr_feed_read(text.data, text.len, BASE, &l, NULL) == 0 ? l->n : 0;
		if (n != rows[i].items)
			fail_msg("%s%s: %zu", rows[i].before, rows[i].between, n);
		kr_feed_free(l);
	}
	kr_str_fini(&text);
}

/* 20 MB of long articles: all are there, with the beginnings of their texts. */
static void huge(void **state)
{
	enum { ITEMS = 1000, WORDS = 4000 };
	struct kr_str item, text;
	struct kr_feed_list *l;

	(void)state;
	kr_str_init(&item);
	kr_str_init(&text);
	repeat(&item, "<item><link>/a</link><description><![CDATA[<p>", "word ",
	        "</p>]]></description></item>", WORDS);
	repeat(&text, "<rss><channel>", item.data, "</channel></rss>", ITEMS);
	assert_true(text.len > 20000000);
	l = read_ok(text.data);
	assert_int_equal(l->n, ITEMS);
	assert_false(l->broken || l->cut);
	assert_int_equal(strlen(l->v[ITEMS - 1].summary), 10000 + strlen("\u2026"));
	kr_feed_free(l);
	kr_str_fini(&item);
	kr_str_fini(&text);
}

static void many_values(void **state)
{
	static const char head[] = "{\"items\":[{\"url\":\"/a\",\"x\":[0", tail[] = "]}]}";
	struct kr_str text;

	(void)state;
	kr_str_init(&text);
	repeat(&text, head, ",0", tail, KR_FEED_JSON_VALUES - 10);
	assert_false(kr_feed_json_is_huge(text.data, text.len));
	kr_str_clear(&text);
	repeat(&text, head, ",0", tail, KR_FEED_JSON_VALUES);
	assert_true(kr_feed_json_is_huge(text.data, text.len));
	kr_str_fini(&text);
}

/* A file has no address. */
static void feeds_without_address(void **state)
{
	static const struct {
		const char *text, *url;
	} rows[] = {{"<rss><channel><link>https://news.example/x/</link><item><link>a</link></item>"
	             "</channel></rss>",
	                    "https://news.example/x/a"},
	        {"<rss><channel><item><link>a</link></item></channel></rss>", "a"},
	        {"<rss><channel><item><link>javascript:a</link><title>b</title></item></channel></"
	         "rss>",
	                NULL}};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct kr_feed_list *l = NULL;

		assert_int_equal(kr_feed_read(rows[i].text, strlen(rows[i].text),
		                         i ? NULL : "file:///tmp/a", &l, NULL),
		        0);
		assert_int_equal(l->n, 1);
		if (rows[i].url)
			assert_string_equal(l->v[0].url, rows[i].url);
		else
			assert_null(l->v[0].url);
		kr_feed_free(l);
	}
}

static void dates(void **state)
{
	static const struct {
		const char *from, *to;
	} rows[] = {{"Wed, 02 Oct 2002 13:00:00 GMT", "2002-10-02T13:00:00+00:00"},
	        {"Wed, 2 October 2002 8:00:00 -0730", "2002-10-02T08:00:00-07:30"},
	        {"Wed,02 Oct 2002 08:00:00 +08:00", "2002-10-02T08:00:00+08:00"},
	        {"02 Oct 2002", "2002-10-02"}, {"2-Oct-02 13:00 PDT", "2002-10-02T13:00-07:00"},
	        {"Wednesday, 02-Oct-02 13:00:00 GMT", "2002-10-02T13:00:00+00:00"},
	        {"02 Oct 2002 24:00:00 GMT", "2002-10-02"}, {"2 Oct, 2002", "2002-10-02"},
	        {"Oct 2, 2002 13:00", "2002-10-02T13:00"}, {"October 2, 2002", "2002-10-02"},
	        {"Wed Oct  2 13:00:00 CST 2002", "2002-10-02T13:00:00-06:00"},
	        {"Wed Oct 02 13:00:00 +0800 2002", "2002-10-02T13:00:00+08:00"},
	        {"Wed Oct 02 2002 13:00:00 GMT+0800 (CST)", "2002-10-02T13:00:00+08:00"},
	        {"Wed, 02 Oct 2002 13:00:00 GMT+8", "2002-10-02T13:00:00+08:00"},
	        {"Mar, 05 mars 2002 13:00:00 UTC", "2002-03-05T13:00:00+00:00"},
	        {"Mi, 02 Okt 2002 13:00:00 +0200", "2002-10-02T13:00:00+02:00"},
	        {"\u661f\u671f\u4e09, 02 \u5341\u6708 2002 13:00:00 +0800",
	                "2002-10-02T13:00:00+08:00"},
	        {"02 \u5341\u4e8c\u6708 2002", "2002-12-02"},
	        {"2002-10-02T13:00:00.5Z", "2002-10-02T13:00:00+00:00"},
	        {"2002-10-02T13:00:00.123456789+0800", "2002-10-02T13:00:00+08:00"},
	        {"2002-10-02t13:00z", "2002-10-02T13:00+00:00"},
	        {"2002-10-02 13:00", "2002-10-02T13:00"}, {"2002-10-02", "2002-10-02"},
	        {"\n 2002-10-02 13:00:00 UTC \n", "2002-10-02T13:00:00+00:00"},
	        {"2002-1-2T13:00:00+8", "2002-01-02T13:00:00+08:00"},
	        {"Wed, 2002-10-02 13:00:00 +0800", "2002-10-02T13:00:00+08:00"},
	        {"2002/10/02 13:00:00", "2002-10-02T13:00:00"},
	        {"2002.10.2 9:5", "2002-10-02T09:05"},
	        {"2002\u5e7410\u67082\u65e5 13:00", "2002-10-02T13:00"}, {"20021002", "2002-10-02"},
	        {"20021002T130000Z", "2002-10-02T13:00:00+00:00"},
	        {"1033563600", "2002-10-02T13:00:00+00:00"},
	        {"1033563600123", "2002-10-02T13:00:00+00:00"}, {"2004-02-29", "2004-02-29"},
	        {"2000-02-29", "2000-02-29"}, {"2002-02-29", NULL}, {"1900-02-29", NULL},
	        {"31 Jun 2002", NULL}, {"0001-01-01T00:00:00Z", NULL},
	        {"0000-00-00 00:00:00", NULL}, {"yesterday", NULL}, {"2002-13-02", NULL},
	        {"32 Oct 2002", NULL}, {"", NULL}, {"Wed,", NULL}, {"Wed, 02", NULL}, {"12", NULL},
	        {"May", NULL}, {"2002-10", NULL}, {",,,,", NULL}, {"\u5341\u6708", NULL}};
	struct kr_str out;

	(void)state;
	kr_str_init(&out);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool good;

		kr_str_clear(&out);
		good = kr_feed_date_read(rows[i].from, "en", &out);
		if (good != !!rows[i].to || strcmp(out.data, rows[i].to ? rows[i].to : ""))
			fail_msg("%s: %s", rows[i].from, out.data);
	}
	kr_str_clear(&out); /* of China */
	assert_true(kr_feed_date_read("Wed Oct 02 13:00:00 CST 2002", "zh-CN", &out));
	assert_string_equal(out.data, "2002-10-02T13:00:00+08:00");
	kr_str_fini(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(rss),
	        cmocka_unit_test(rdf),
	        cmocka_unit_test(atom),
	        cmocka_unit_test(json),
	        cmocka_unit_test(odd_json),
	        cmocka_unit_test(damaged),
	        cmocka_unit_test(what_is_no_feed),
	        cmocka_unit_test(hostile),
	        cmocka_unit_test(harmless_faults),
	        cmocka_unit_test(fields),
	        cmocka_unit_test(bases),
	        cmocka_unit_test(bombs),
	        cmocka_unit_test(huge),
	        cmocka_unit_test(feeds_without_address),
	        cmocka_unit_test(dates),
	        cmocka_unit_test(many_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
