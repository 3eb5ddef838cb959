#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "kread/extract/extract.h"
#include "kread/feed/exchange.h"
#include "exchange_help.h"
#include "feed/exchange_priv.h"

/* --- subscriptions ------------------------------------------------------------------------- */

static void opml(void **state)
{
	(void)state;
	expect("\xef\xbb\xbf<?xml version='1.0' encoding='gbk'?>\r\n<!-- by hand -->"
	       "<opml version='1.0'><head><title>Mine</title></head><body>"
	       "<outline text='Harbour &amp; coast' title='Other' type='rss' "
	       "xmlUrl='https://harbour.example/feed' htmlUrl='https://harbour.example/' "
	       "description='All  news' created='Tue, 04 Jun 2024 07:45:00 +0100' "
	       "category='/a/b, c,,c'/>"
	       "<outline text='\u6e2f'><outline title='Deep'>"
	       "<outline title='By title' xmlUrl='feed://deep.example/x' "
	       "category='Deep'/></outline>"
	       "<outline text='&eacute;' xmlurl='HTTPS://Shallow.example'/></outline>"
	       "<outline text='Work'><outline title='Tides'><outline type='rss' title='Tides' "
	       "xmlUrl='https://tides.example/'/></outline></outline>"
	       "<outline text='A page' type='link' url='https://page.example/news'/>"
	       "<outline text='Only a page' htmlUrl='https://page.example/2'/>"
	       "<outline text='Scraped' type='HTML+XPath' xmlUrl='https://page.example/3'/>"
	       "</body></opml>",
	        "OPML\n"
	        "F https://harbour.example/feed |Harbour & coast site_url=https://harbour.example/ "
	        "summary=All news #a/b #c added=1717483500000\n"
	        "F http://deep.example/x |By title #\u6e2f #Deep\n"
	        "F https://shallow.example/ |\u00e9 #\u6e2f\n"
	        "F https://tides.example/ |Tides #Work\n"
	        "P https://page.example/news |A page\n"
	        "P https://page.example/2 |Only a page\n"
	        "P https://page.example/3 |Scraped\n");
}

static void no_commands(void **state)
{
	(void)state;
	expect("<opml><body>"
	       "<outline text='1' xmlUrl='exec:rm -rf ~'/>"
	       "<outline text='2' xmlUrl='filter:sed:https://news.example/'/>"
	       "<outline text='3' xmlUrl='|touch x'/>"
	       "<outline text='4' xmlUrl='query:all:unread = 1'/>"
	       "<outline text='5' filtercmd='touch x' xmlUrl='https://news.example/5'/>"
	       "<outline text='6' xmlUrl='file:///etc/passwd'/>"
	       "<outline text='7' xmlUrl='javascript:alert(1)'/>"
	       "<outline text='8' xmlUrl='/relative'/>"
	       "<outline text='9' xmlUrl='-o/tmp/x'/>"
	       "<outline text='10' xmlUrl='https://news.example/`touch x`'/>"
	       "</body></opml>",
	        "OPML\n"
	        "F https://news.example/5 |5\n"
	        "F https://news.example/%60touch%20x%60 |10\n"
	        "skipped 4\ncommands 5\n");
	expect("https://news.example/a b \"c d\" \"~A \\\"new\\\" name\" # not this\r\n"
	       "\r\n# a comment\n"
	       "exec:~/bin/feed tag\n"
	       "\"filter:sed s/a/b/:https://news.example/\" tag\n"
	       "\"query:Unread:unread = \\\"yes\\\"\"\n"
	       "file:///home/ann/feed.xml\n"
	       "\"https://news.example/q?a=1#b\"\t\"!\" x x\n"
	       "what is this\n"
	       "https://news.example/last",
	        "newsboat\n"
	        "F https://news.example/a |A \"new\" name #b #c d\n"
	        "F https://news.example/q?a=1#b #! #x\n"
	        "F https://news.example/last\n"
	        "skipped 2\ncommands 3\n");
}

/* Entities do not exist; what breaks off is read as far as it goes. */
static void hostile_opml(void **state)
{
	(void)state;
	expect("<!DOCTYPE opml [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>"
	       "<!ENTITY c SYSTEM 'file:///etc/passwd'>]><opml><body>"
	       "<outline text='[&b;&c;]' xmlUrl='https://news.example/1'/>"
	       "<outline text='a&#x202e;\u202eb' xmlUrl='https://news.example/2'/>"
	       "<outline text='Three' xmlUrl='https://news.exam",
	        "OPML\nF https://news.example/1 |[&b;&c;]\nF https://news.example/2 |ab\n"
	        "broken\n");
	expect("<opml><body><outline text='A < B & C' xmlUrl='https://news.example/1'></body>",
	        "OPML\nbroken\n");
	expect("<opml/>", "OPML\n");
	expect_bytes(
	        "<opml><body><outline text='a\0b' xmlUrl='https://news.example/'/></body></opml>",
	        78, "OPML\nF https://news.example/ |ab\n");
}

/* --- articles ------------------------------------------------------------------------------ */

static void bookmarks(void **state)
{
	(void)state;
	expect("<!DOCTYPE NETSCAPE-Bookmark-file-1>\r\n<!-- made -->\n"
	       "<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=UTF-8\">\n"
	       "<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>\n<DL><p>\n"
	       "<DT><H3 ADD_DATE=\"1\" PERSONAL_TOOLBAR_FOLDER=\"true\">Bar</H3>\n<DL><p>\n"
	       "<DT><A HREF=\"https://news.example/?a=1&copy=2&amp;b\" ADD_DATE=\"1717483500\" "
	       "ICON=\"data:image/png;base64,AAAA\" TAGS=\"x, y,x\">One &amp; <b>two</b></A>\n"
	       "<DD>A note\non two lines\n"
	       "<DT><H3>Folder</H3>\n<DL><p>\n"
	       "<DT><A HREF=\"https://news.example/2\" ADD_DATE=\"1717483500123\">Inner</A>\n"
	       "<DT><A HREF=\"javascript:alert(1)\">Bookmarklet</A>\n"
	       "</DL><p>\n"
	       "<DT><A HREF=\"https://news.example/\" "
	       "FEEDURL=\"https://news.example/feed\">Live</A>\n"
	       "</DL><p>\n"
	       "<DT><A HREF=\"https://news.example/3\" TOREAD=\"1\" ADD_DATE=\"1717483500123456\">"
	       "Outer</A>\n"
	       "</DL><p>\n",
	        "bookmarks\n"
	        "A https://news.example/?a=1&copy=2&b |One & two #x #y added=1717483500000 "
	        "favourite note=A note\non two lines\n"
	        "A https://news.example/2 |Inner #Folder added=1717483500123 favourite\n"
	        "F https://news.example/feed |Live site_url=https://news.example/\n"
	        "A https://news.example/3 |Outer added=1717483500123 later\n"
	        "skipped 1\n");
	expect("<!DOCTYPE NETSCAPE-Bookmark-file-1><HTML><Title>Bookmarks</Title><H1>Bookmarks</H1>"
	       "<DT><H3 FOLDED>Favourites</H3><DL><p>"
	       "<DT><A HREF=\"https://news.example/1\">One</A></DL><p>"
	       "<DT><H3 id=\"com.apple.ReadingList\">Reading List</H3><DL><p>"
	       "<DT><A HREF=\"https://news.example/2\">Two</A></DL><p>"
	       "<DT><A HREF=\"https://news.example/3\">Three</A></HTML>",
	        "bookmarks\nA https://news.example/1 |One #Favourites favourite\n"
	        "A https://news.example/2 |Two later\nA https://news.example/3 |Three favourite\n");
	expect("<!DOCTYPE html><html><head><title>Pocket Export</title></head><body>"
	       "<h1>Unread</h1><ul><li><a href=\"https://news.example/1\" "
	       "time_added=\"1717483500\" "
	       "tags=\"a,b\">One</a></li></ul>"
	       "<h1>Read Archive</h1><ul><li><a href=\"https://news.example/2\" "
	       "time_added=\"1717483501\" tags=\"\">Two</a></li></ul></body></html>",
	        "Pocket\n"
	        "A https://news.example/1 |One #a #b added=1717483500000 later\n"
	        "A https://news.example/2 |Two added=1717483501000 archived\n");
}

static void tables(void **state)
{
	(void)state;
	expect("\xef\xbb\xbftitle,url,time_added,tags,status\r\n"
	       "\"One, \"\"two\"\"\nthree\",https://news.example/1,1717483500,a|b c,unread\r\n"
	       "Two,https://news.example/2,0,,archive\r\n"
	       "Three,javascript:alert(1),,,\r\n"
	       "\r\n"
	       "short\r\n"
	       "https://news.example/4,https://news.example/4,never,,,,,more,fields\r\n"
	       "\"Five\"\" ,https://news.example/5",
	        "Pocket\n"
	        "A https://news.example/1 |One, \"two\" three #a #b c added=1717483500000 later\n"
	        "A https://news.example/2 |Two archived\n"
	        "A https://news.example/4 later\n"
	        "skipped 3\nbroken\n");
	expect("URL,Title,Selection,Folder,Timestamp,Tags\n"
	       "https://news.example/1,One,A selection,Unread,1717483500,[]\n"
	       "https://news.example/2,Two,,Starred,1717483500,\"[\"\"a\"\",\"\"b c\"\"]\"\n"
	       "https://news.example/3,Three,,Recipes,1717483500,\n"
	       "https://news.example/4,Four,,Archive,1717483500,\n",
	        "Instapaper\n"
	        "A https://news.example/1 |One added=1717483500000 later note=A selection\n"
	        "A https://news.example/2 |Two #a #b c added=1717483500000 favourite\n"
	        "A https://news.example/3 |Three #Recipes added=1717483500000 later\n"
	        "A https://news.example/4 |Four added=1717483500000 archived\n");
	expect("id;Title;Note;URL;folder;tags;created;favorite\n"
	       "7;Eins;a \"b\" c;https://news.example/1;Unsorted;x, "
	       "y;2024-06-04T07:45:00.5+01:00;true\n",
	        "CSV\nA https://news.example/1 |Eins #x #y added=1717483500000 favourite "
	        "note=a \"b\" c\n");
	expect("Title;URL;Content;Tags;\"MIME Type\";Language;\"Creation date\"\n"
	       "One;https://news.example/1;\"<p>a; \"\"b\"\"</p>\";\"x, y\";text/html;en;"
	       "\"04/06/2024 08:00:00\"\n",
	        "CSV\nA https://news.example/1 |One #x #y later html=<p>a; \"b\"</p>\n");
	expect("url\rhttps://news.example/1\rhttps://news.example/2",
	        "CSV\n"
	        "A https://news.example/1 later\nA https://news.example/2 later\n");
}

static void wallabag(void **state)
{
	(void)state;
	expect(" [{\"is_archived\":0,\"is_starred\":1,\"tags\":[\"a\",\"b\",3],\"id\":9,"
	       "\"url\":\"https:\\/\\/news.example\\/1\",\"title\":\"One [x], "
	       "{y}\\u0000\\u001b\\u202e\","
	       "\"content\":\"<p>Text<\\/p>\\n\",\"created_at\":\"2024-06-04T07:45:00+0100\","
	       "\"published_at\":\"2024-06-03 10:00:00\",\"published_by\":[\"Ann\"],"
	       "\"annotations\":[{\"quote\":\"marked\",\"text\":\"why\"},7],"
	       "\"domain_name\":\"news.example\"},"
	       "{\"is_archived\":true,\"tags\":[{\"label\":\"c\"}],\"url\":\"https://news.example/"
	       "2\","
	       "\"archived_at\":1717483500},"
	       "7,\"[\",{\"url\":{}},{\"title\":[]},{\"url\":\"file:///x\"},{bad},"
	       "{\"url\":\"https://news.example/3\",\"title\":5,\"tags\":{},\"content\":true,"
	       "\"created_at\":[],\"is_archived\":\"1\"} ]",
	        "Wallabag\n"
	        "A https://news.example/1 |One [x], {y} site=news.example author=Ann #a #b "
	        "added=1717483500000 published=1717408800000 favourite later note=marked\nwhy "
	        "html=<p>Text</p>\n"
	        "A https://news.example/2 #c read=1717483500000 archived\n"
	        "A https://news.example/3 archived\n"
	        "skipped 6\n");
	expect("[{\"url\":\"https://news.example/"
	       "1\",\"is_read\":\"0\",\"is_fav\":\"1\"},{\"url\":\"h",
	        "Wallabag\nA https://news.example/1 favourite later\nbroken\n");
}

static void omnivore(void **state)
{
	(void)state;
	expect("[null,{\"id\":\"x\",\"slug\":\"one\",\"title\":\"One\",\"description\":\"About "
	       "it\","
	       "\"author\":\"Ann\",\"url\":\"https://news.example/1\",\"state\":\"Archived\","
	       "\"readingProgress\":100,\"thumbnail\":\"\",\"labels\":[\"a\",{\"name\":\"b\"}],"
	       "\"savedAt\":\"2024-06-04T06:45:00.000Z\",\"updatedAt\":\"\","
	       "\"publishedAt\":\"2024-06-03T10:00:00.000Z\"},"
	       "{\"slug\":\"two\",\"url\":\"https://news.example/2\",\"state\":\"Active\","
	       "\"labels\":null,\"publishedAt\":null}]",
	        "Omnivore\n"
	        "A https://news.example/1 |One author=Ann summary=About it #a #b "
	        "added=1717483500000 published=1717408800000 archived\n"
	        "A https://news.example/2 later\nskipped 1\n");
}

/* --- all ----------------------------------------------------------------------------------- */

static void what_is_none(void **state)
{
	static const struct {
		const char *text, *why;
	} rows[] = {{"", "it is empty"}, {" \n\xef\xbb\xbf", "format"}, {"PK\3\4rest", "unpack it"},
	        {"<html><body><a href='https://x.example/'>x</a></body></html>", "format"},
	        {"Just some text,\nwith url", "format"}, {"[]", "format"}, {"[1,2]", "format"},
	        {"[{\"url\":\"https://x.example/\"}]", "format"}, {"{\"items\":[]}", "format"},
	        {"title,address\na,https://x.example/", "format"}, {"[[[[", "format"},
	        {"# only a comment\n", "format"}, {"<rss><channel/></rss>", "format"}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kr_exchange_list *l = NULL;
		struct kr_err err;

		if (kr_exchange_read(rows[i].text, strlen(rows[i].text), &l, &err) != KR_E_FORMAT ||
		        !strstr(err.msg, rows[i].why))
			fail_msg("%s", rows[i].text);
	}
}

/* As the worker reads files: in the encoding that they declare, or seem to have. */
static void encodings(void **state)
{
	static const struct {
		const char *text, *shown;
	} rows[] = {
	        {"<?xml version='1.0' encoding='ISO-8859-1'?><opml><body><outline text='Caf\xe9' "
	         "xmlUrl='https://x.example/'/></body></opml>",
	                "OPML\nF https://x.example/ |Caf\u00e9\n"},
	        {"<?xml version='1.0' encoding='gb2312'?><opml><body><outline "
	         "text='\xd0\xc2\xce\xc5' "
	         "xmlUrl='https://x.example/'/></body></opml>",
	                "OPML\nF https://x.example/ |\u65b0\u95fb\n"},
	        {"<!DOCTYPE NETSCAPE-Bookmark-file-1><META HTTP-EQUIV='Content-Type' "
	         "CONTENT='text/html; charset=gbk'><DL><DT><A HREF='https://x.example/'>"
	         "\xd0\xc2\xce\xc5</A></DL>",
	                "bookmarks\nA https://x.example/ |\u65b0\u95fb favourite\n"},
	        {"title,url,time_added,tags,status\nCaf\xe9 du port,https://x.example/,,,\n",
	                "Pocket\nA https://x.example/ |Caf\u00e9 du port later\n"}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct kr_extract_input in = {
		        .data = rows[i].text, .len = strlen(rows[i].text)};
		struct kr_str utf8;
		const char *text;
		size_t len, bad;

		kr_str_init(&utf8);
		kr_extract_decode(&in, &utf8, &text, &len, &bad);
		expect_bytes(text, len, rows[i].shown);
		kr_str_fini(&utf8);
	}
}

/* A file of count entries: before, then entry with its number for each "%d", then after. */
static void make(
        struct kr_str *out, const char *before, const char *entry, const char *after, int count)
{
	kr_str_clear(out);
	kr_str_addz(out, before);
	for (int i = 0; i < count; i++)
		for (const char *p = entry; *p; p++)
			if (p[0] == '%' && p[1] == 'd') {
				kr_str_addf(out, "%d", i);
				p++;
			} else {
				kr_str_addc(out, *p);
			}
	kr_str_addz(out, after);
}

/* If the time grew with the square of anything, this would take minutes. */
static void many(void **state)
{
	enum { MANY = 20000 };
	static const struct {
		const char *before, *entry, *after;
	} rows[] = {{"<opml><body>", "<outline text='t%d' xmlUrl='https://x.example/%d'/>",
	                    "</body></opml>"},
	        {"<opml><body>",
	                "<outline text='f%d'><outline text='t' "
	                "xmlUrl='https://x.example/%d'/></outline>",
	                "</body></opml>"},
	        {"", "https://x.example/%d tag%d \"~t%d\"\n", ""},
	        {"<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p>",
	                "<DT><A HREF='https://x.example/%d' ADD_DATE='1'>t%d</A>\n<DD>n\n",
	                "</DL><p>"},
	        {"<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p>",
	                "<DT><H3>f%d</H3><DL><p><DT><A HREF='https://x.example/%d'>t</A></DL><p>",
	                "</DL><p>"},
	        {"title,url,time_added,tags,status\n", "\"t\"\"%d\",https://x.example/%d,1,a|b,\n",
	                ""},
	        {"[0", ",{\"url\":\"https://x.example/%d\",\"is_archived\":0,\"tags\":[\"%d\"]}",
	                "]"},
	        {"[0", ",{\"url\":\"https://x.example/%d\",\"slug\":\"%d\"}", "]"}};
	struct kr_str text;

	(void)state;
	kr_str_init(&text);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kr_exchange_list *l;

		make(&text, rows[i].before, rows[i].entry, rows[i].after, MANY);
		l = read_ok(text.data, text.len);
		if (l->n != MANY || l->broken)
			fail_msg("%zu of %s", l->n, rows[i].entry);
		assert_string_equal(l->v[MANY - 1].url, "https://x.example/19999");
		kr_exchange_items_free(l);
	}
	kr_str_fini(&text);
}

/* Nesting, quotes and tags without end. */
static void bombs(void **state)
{
	enum { MANY = 200000 };
	static const struct {
		const char *before, *entry, *after;
	} rows[] = {{"<opml><body>", "<outline text='a'>", ""}, {"<opml><body>", "<", ""},
	        {"<opml><body><outline", " a%d='1'",
	                " xmlUrl='https://x.example/'/></body></opml>"},
	        {"<opml>", "<!-- ", ""}, {"<opml>", "<!DOCTYPE [", ""},
	        {"<!DOCTYPE NETSCAPE-Bookmark-file-1>", "<DL>", ""},
	        {"<!DOCTYPE NETSCAPE-Bookmark-file-1>", "<H3>x", ""},
	        {"<!DOCTYPE NETSCAPE-Bookmark-file-1>", "<A HREF='x'>", ""},
	        {"<!DOCTYPE NETSCAPE-Bookmark-file-1><b><i><dl>", "</a>", ""},
	        {"<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><A", " a%d='1'", ">x</A></DL>"},
	        {"title,url\n", "\"\"a", ""}, {"title,url\n", "\"", ""}, {"title,url\n", ",", ""},
	        {"[{\"url\":\"https://x.example/\",\"slug\":1},", "[", ""},
	        {"[{\"url\":\"https://x.example/\",\"slug\":1}", ",[1,\"", ""},
	        {"[{\"url\":\"https://x.example/\",\"slug\":1},[0", ",0", "]]"},
	        {"https://x.example/ ", "\"a\\", ""}};
	struct kr_str text;

	(void)state;
	kr_str_init(&text);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kr_exchange_list *l;

		make(&text, rows[i].before, rows[i].entry, rows[i].after, MANY);
		l = read_ok(text.data, text.len);
		assert_true(l->n <= 1);
		kr_exchange_items_free(l);
	}
	kr_str_fini(&text);
}

static void limits(void **state)
{
	struct kr_exchange_list *l;
	struct kr_str text, long_name;

	(void)state;
	kr_str_init(&text);
	kr_str_init(&long_name);
	for (int i = 0; i < 2000; i++)
		kr_str_addz(&long_name, "\u6e2f");
	kr_str_addf(&text, "<opml><body><outline text='%s'>", long_name.data);
	for (int i = 0; i < 50; i++)
		kr_str_addf(&text, "<outline text='f%d'>", i);
	kr_str_addf(&text, "<outline text='%s' xmlUrl='https://x.example/'/>", long_name.data);
	for (int i = 0; i < 50; i++)
		kr_str_addz(&text, "</outline>");
	kr_str_addz(&text, "</outline></body></opml>");
	l = read_ok(text.data, text.len);
	assert_int_equal(l->n, 1);
	assert_false(l->broken);
	assert_int_equal(l->v[0].ntags, KR_EXCHANGE_TAGS);
	assert_string_equal(l->v[0].tags[KR_EXCHANGE_TAGS - 1], "f30");
	assert_int_equal(strlen(l->v[0].title), 3 * 1000 + strlen("\u2026"));
	assert_int_equal(strlen(l->v[0].tags[0]), 3 * 1000 + strlen("\u2026"));
	kr_exchange_items_free(l);

	make(&text, "", "https://x.example/%d\n", "", KR_EXCHANGE_ITEMS + 1);
	l = read_ok(text.data, text.len);
	assert_int_equal(l->n, KR_EXCHANGE_ITEMS);
	assert_true(l->cut && !l->broken);
	kr_exchange_items_free(l);

	kr_str_clear(&text);
	kr_str_addz(&text, "[{\"url\":\"https://x.example/\",\"is_archived\":1,\"content\":\"");
	for (int i = 0; i <= KR_EXCHANGE_HTML / 10; i++)
		kr_str_addz(&text, "0123456789");
	kr_str_addz(&text, "\"}]");
	l = read_ok(text.data, text.len);
	assert_int_equal(l->n, 1);
	assert_null(l->v[0].html);
	kr_exchange_items_free(l);
	kr_str_fini(&text);
	kr_str_fini(&long_name);
}

static void times(void **state)
{
	static const struct {
		const char *text;
		int64_t ms;
	} rows[] = {{"0", 0}, {"", 0}, {"1", 1000}, {"1717483500", 1717483500000},
	        {"1717483500.25", 1717483500000}, {"1717483500123", 1717483500123},
	        {"1717483500123456", 1717483500123}, {"99999999999999999999", 0}, {"-5", 0},
	        {"12x", 0}, {"2024-06-04T06:45:00Z", 1717483500000},
	        {"2024-06-04T07:45:00+0100", 1717483500000},
	        {"2024-06-04 02:15:00-04:30", 1717483500000}, {"2024-06-04 06:45", 1717483500000},
	        {"2024-06-04", 1717459200000}, {"Tue, 04 Jun 2024 06:45:00 GMT", 1717483500000},
	        {"1969-12-31", 0}, {"soon", 0}, {"1970-01-01T00:00:01Z", 1000}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (kr_exchange_items_time(kr_slice_of(rows[i].text)) != rows[i].ms)
			fail_msg("%s: %lld", rows[i].text,
			        (long long)kr_exchange_items_time(kr_slice_of(rows[i].text)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(opml),
	        cmocka_unit_test(no_commands),
	        cmocka_unit_test(hostile_opml),
	        cmocka_unit_test(bookmarks),
	        cmocka_unit_test(tables),
	        cmocka_unit_test(wallabag),
	        cmocka_unit_test(omnivore),
	        cmocka_unit_test(what_is_none),
	        cmocka_unit_test(encodings),
	        cmocka_unit_test(many),
	        cmocka_unit_test(bombs),
	        cmocka_unit_test(limits),
	        cmocka_unit_test(times),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
