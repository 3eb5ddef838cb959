#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "kread/doc/export.h"
#include "exchange_help.h"
#include "feed/csv_priv.h"

static void csv(void **state)
{
	static const struct {
		const char *text, *shown; /* fields end in "|", rows in newlines */
		bool broken;
	} rows[] = {{"a,b\nc,d", "a|b|\nc|d|\n", false}, {"a\r\n\r\nb\r\n", "a|\nb|\n", false},
	        {"a\rb", "a|\nb|\n", false}, {",\n,,", "||\n|||\n", false},
	        {"\"a,\"\"b\"\"\r\nc\",d", "a,\"b\"\r\nc|d|\n", false},
	        {"\"a \"b\" c\",d", "a \"b\" c|d|\n", false}, {"a\"b\",c", "a\"b\"|c|\n", false},
	        {"\"a,b", "a,b|\n", true}, {"a\tb,c\td", "a|b,c|d|\n", false},
	        {"a;b\n1,5;2", "a|b|\n1,5|2|\n", false}, {"\"\",\"\"\"\"", "|\"|\n", false},
	        {"a, \"b,c\" \n", "a|b,c\" \n|\n", true}, {"", "", false}, {"\n\n", "", false}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kr_csv c;
		struct kr_str out;

		kr_str_init(&out);
		kr_csv_init(&c, rows[i].text, strlen(rows[i].text));
		while (kr_csv_next(&c)) {
			for (size_t k = 0; k < c.n; k++)
				kr_str_addf(&out, "%s|", c.fields[k].data);
			kr_str_addc(&out, '\n');
		}
		if (strcmp(out.data, rows[i].shown) || c.broken != rows[i].broken)
			fail_msg("%s: %s", rows[i].text, out.data);
		kr_csv_fini(&c);
		kr_str_fini(&out);
	}
}

/* --- writing ------------------------------------------------------------------------------- */

static struct kr_exchange_item *put(
        struct kr_exchange_list *l, enum kr_exchange_kind kind, const char *url, const char *title)
{
	const struct kr_exchange_item it = {.kind = kind, .url = url, .title = title};

	assert_true(kr_exchange_items_add(l, &it));
	return &l->v[l->n - 1];
}

static void tag(struct kr_exchange_list *l, const char *text)
{
	kr_exchange_items_tag(l, &l->v[l->n - 1], text, strlen(text));
}

static struct kr_exchange_list *sample(void)
{
	struct kr_exchange_list *l = kr_exchange_items_new();

	put(l, KR_EXCHANGE_FEED, "https://a.example/f?x=1&y=2", "A <b> & \"c\" 'd' ]]> &amp;")
	        ->site_url = "https://a.example/";
	put(l, KR_EXCHANGE_FEED, "https://b.example/", "\u6e2f")->summary = "About\tb";
	tag(l, "tcp/ip, <x>");
	put(l, KR_EXCHANGE_PAGE, "https://c.example/", NULL);
	tag(l, "news");
	tag(l, "/root");
	tag(l, "b c");
	kr_exchange_items_hide(l, &l->v[2], "football, golf", 14);
	kr_exchange_items_hide(l, &l->v[2], "\"<&", 3);
	put(l, KR_EXCHANGE_FEED, "https://i.example/", "z");
	tag(l, "z");
	put(l, KR_EXCHANGE_ARTICLE, "https://d.example/", "Not a subscription")->favourite = true;
	return l;
}

static void opml_is_read_again(void **state)
{
	struct kr_exchange_list *l = sample();
	struct kr_str one, two;

	(void)state;
	kr_str_init(&one);
	kr_str_init(&two);
	kr_exchange_write(l, "Mine & yours", &one);
	assert_non_null(strstr(one.data, "<title>Mine &amp; yours</title>"));
	assert_non_null(strstr(one.data, "<opml version=\"2.0\""));
	expect(one.data, "OPML\n"
	                 "F https://a.example/f?x=1&y=2 |A <b> & \"c\" 'd' ]]> &amp; "
	                 "site_url=https://a.example/\n"
	                 "P https://c.example/ #news #/root #b c -football, golf -\"<&\n"
	                 "F https://b.example/ |\u6e2f summary=About b #tcp/ip, <x>\n"
	                 "F https://i.example/ |z #z\n");
	kr_exchange_items_free(l);
	l = read_ok(one.data, one.len);
	kr_exchange_write(l, "Mine & yours", &two);
	kr_exchange_items_free(l);
	l = read_ok(two.data, two.len);
	kr_str_clear(&one);
	kr_exchange_write(l, "Mine & yours", &one);
	assert_string_equal(one.data, two.data);
	kr_exchange_items_free(l);
	kr_str_fini(&one);
	kr_str_fini(&two);
}

static void lists_for_people(void **state)
{
	struct kr_exchange_list *l = sample();
	struct kr_exchange_item *it;
	struct kr_doc *doc;
	struct kr_str out;

	(void)state;
	setenv("TZ", "UTC", 1);
	kr_str_init(&out);
	it = put(l, KR_EXCHANGE_ARTICLE, "https://e.example/", "Read *first*");
	it->read = 1717459200000;
	it->site = "E";
	it->published = 1717408800000;
	it->liked = true;
	it->note = "one\ntwo";
	put(l, KR_EXCHANGE_ARTICLE, "https://f.example/", "Read last")->read = 1717545600000;
	it = put(l, KR_EXCHANGE_ARTICLE, "https://g.example/", "Read later that day");
	it->read = 1717459300000;
	it->later = true;
	tag(l, "x");
	put(l, KR_EXCHANGE_ARTICLE, "https://h.example/", "Read once")->archived = true;
	doc = kr_exchange_article(l, "My library");
	kr_export_markdown(doc, &out);
	assert_string_equal(out.data,
	        "# My library\n\n"
	        "## Favourites\n\n"
	        "- [Not a subscription](<https://d.example/>)\n\n"
	        "## Read later\n\n"
	        "- [Read later that day](<https://g.example/>) \\[x\\]\n\n"
	        "## Subscriptions\n\n"
	        "- [A \\<b\\> \\& \"c\" 'd' \\]\\]\\> \\&amp;](<https://a.example/f?x=1&y=2>)\n\n"
	        "### news\n\n"
	        "- [https://c.example/](<https://c.example/>) \\[news, /root, b c\\]\n\n"
	        "### tcp/ip, \\<x\\>\n\n"
	        "- [\u6e2f](<https://b.example/>) \\[tcp/ip, \\<x\\>\\]\n\n"
	        "### z\n\n"
	        "- [z](<https://i.example/>) \\[z\\]\n\n"
	        "## History\n\n"
	        "### 2024-06-05\n\n"
	        "- [Read last](<https://f.example/>)\n\n"
	        "### 2024-06-04\n\n"
	        "- [Read later that day](<https://g.example/>) \\[x\\]\n"
	        "- [Read \\*first\\*](<https://e.example/>) (E, 2024-06-03, liked)\n\n"
	        "    one two\n\n"
	        "### Without a date\n\n"
	        "- [Read once](<https://h.example/>)\n");
	kr_str_clear(&out);
	kr_export_html(doc, &out);
	assert_non_null(strstr(out.data, "<h1>My library</h1>"));
	assert_non_null(
	        strstr(out.data, "<a href=\"https://a.example/f?x=1&amp;y=2\">A &lt;b&gt;"));
	kr_doc_free(doc);
	kr_exchange_items_free(l);
	kr_str_fini(&out);
}

static void nothing_at_all(void **state)
{
	struct kr_exchange_list *l = kr_exchange_items_new();
	struct kr_doc *doc = kr_exchange_article(l, "Mine");
	struct kr_str out;

	(void)state;
	kr_str_init(&out);
	kr_exchange_write(l, "", &out);
	expect(out.data, "OPML\n");
	assert_int_equal(doc->nblocks, 0);
	kr_doc_free(doc);
	kr_exchange_items_free(l);
	kr_str_fini(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(csv),
	        cmocka_unit_test(opml_is_read_again),
	        cmocka_unit_test(lists_for_people),
	        cmocka_unit_test(nothing_at_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
