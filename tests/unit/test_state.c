#include "bridge_story.h"
#include "news_page.h"

#include <stdlib.h>

#include "extract/state/state_html_priv.h"
#include "extract/state/state_keys_priv.h"
#include "kread/base/mem.h"

static void check_place(const char *script)
{
	struct kr_str html;
	struct kr_doc *doc;

	kr_str_init(&html);
	kr_str_addz(&html, SHELL);
	kr_str_addz(&html, script);
	doc = extract(html.data, html.len);
	body_is(doc, ONE "\n\n" TWO, script);
	assert_string_equal(doc->title, "Bridge closed");
	assert_int_equal(doc->nwarnings, 0);
	kr_doc_free(doc);
	kr_str_fini(&html);
}

/* Where a state may be. All hold the same article. */
static void places(void **state)
{
	static const char *const cases[] = {
	        /* Next.js */
	        "<script id=__NEXT_DATA__ "
	        "type=application/json>{\"props\":{\"pageProps\":{\"post\":{\"title\":\"Bridge "
	        "closed\",\"body\":\"<p>" ONE "</p><p>" TWO "</p>\"}}}}</script>",
	        /* Nuxt 2: values as arguments, and objects that statements fill in */
	        "<script>window.__NUXT__=(function(a,b){return {data:[{title:a,body:b}]}}(\"Bridge "
	        "closed\",\"\\u003Cp\\u003E" ONE "\\u003C\\u002Fp\\u003E\\u003Cp\\u003E" TWO
	        "\\u003C\\u002Fp\\u003E\"))</script>",
	        "<script>window.__NUXT__=(function(a,b){b.title=a;b.content=\"<p>" ONE "</p><p>" TWO
	        "<\\/p>\";return {layout:\"default\",data:[{detail:b}],state:{detail:b}}}(\"Bridge "
	        "closed\",{}));</script>",
	        "<script>window.__NUXT__={data:[{title:'Bridge closed',content:'<p>" ONE
	        "</p><p>" TWO "</p>'}],error:null}</script>",
	        /* Nuxt 3 */
	        "<script type=application/json id=__NUXT_DATA__ "
	        "data-ssr=true>[{\"data\":1},[\"ShallowReactive\",2],{\"story\":3},"
	        "{\"title\":4,\"content\":5},\"Bridge closed\",\"<p>" ONE "</p><p>" TWO
	        "</p>\"]</script>",
	        /* assigned literals, written in various ways */
	        "<script>window.__INITIAL_STATE__={\"detail\":{\"title\":\"Bridge "
	        "closed\",\"content\":\"<p>" ONE "</p><p>" TWO "</p>\"}};(function(){var "
	        "s;(s=document.currentScript).parentNode.removeChild(s)}());</script>",
	        "<script>\n  var other = 1;\n  window['__PRELOADED_STATE__'] = {detail: {title: "
	        "'Bridge closed', "
	        "content: '<p>" ONE "</p><p>" TWO "</p>',},};\n</script>",
	        "<script>window.__APOLLO_STATE__ = "
	        "JSON.parse(\"{\\\"Story:1\\\":{\\\"title\\\":\\\"Bridge "
	        "closed\\\",\\\"body\\\":"
	        "\\\"<p>" ONE "</p><p>" TWO "</p>\\\"}}\");</script>",
	        "<script>window.__data=JSON.parse(decodeURIComponent('%7B%22title%22%3A%22Bridge%"
	        "20closed%22%2C%"
	        "22content%22%3A%22"
	        "%3Cp%3E" ONE "%3C%2Fp%3E%3Cp%3E" TWO "%3C%2Fp%3E%22%7D'))</script>",
	        "<script>const pageData = {story:{headline:\"Bridge closed\",text:\"" ONE "\\n" TWO
	        "\"}}</script>",
	        "<script>Fusion.globalContent={\"headline\":\"Bridge "
	        "closed\",\"content_elements\":[{\"type\":\"text\",\"content\":"
	        "\"" ONE "\"},{\"type\":\"text\",\"content\":\"" TWO "\"}]};Fusion.x=1</script>",
	        /* JSON in a string of JSON */
	        "<script "
	        "type=application/json>{\"status\":200,\"body\":\"{\\\"title\\\":\\\"Bridge "
	        "closed\\\",\\\"content\\\":"
	        "\\\"<p>" ONE "</p><p>" TWO "</p>\\\"}\"}</script>",
	        /* JSON-LD: the second block, in a graph, with many types */
	        "<script type=application/ld+json>{\"@type\":\"WebSite\"}</script><script "
	        "type=application/ld+json>[{\"@graph\":"
	        "[{\"@type\":[\"Thing\",\"NewsArticle\"],\"headline\":\"Bridge "
	        "closed\",\"articleBody\":\"" ONE "\\n\\n" TWO "\"}]}]</script>",
	        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Bridge "
	        "closed\",\"articleBody\":"
	        "\"&lt;p&gt;" ONE "&lt;/p&gt;&lt;p&gt;" TWO "&lt;/p&gt;\"}</script>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_place(cases[i]);
}

static const char *const wrappings[] = {
        /* Apollo: names with arguments, values in a box */
        "<script>window.__APOLLO_STATE__={\"ROOT_QUERY\":{\"story\":{\"__ref\":\"S:1\"}},"
        "\"S:1\":{\"headline\":"
        "\"Bridge "
        "closed\",\"body({\\\"v\\\":2})\":{\"type\":\"json\",\"json\":[{\"type\":\"p\","
        "\"children\":[{\"type\":"
        "\"text\","
        "\"data\":\"" ONE "\"}]},{\"type\":\"p\",\"children\":[{\"type\":\"text\",\"data\":\"" TWO
        "\"}]}]}}}</script>",
        "<script>window.__APOLLO_STATE__={\"Story:1\":{\"title\":\"Bridge "
        "closed\",\"content({\\\"v\\\":1})\":{\"bodyModel\":{"
        "\"paragraphs\":[{\"__ref\":\"P:1\"},{\"__ref\":\"P:2\"},{\"__ref\":\"P:3\"}]}}},"
        "\"P:1\":{\"__"
        "typename\":\"Paragraph\","
        "\"text\":\"" ONE "\"},\"P:2\":{\"__typename\":\"Paragraph\",\"text\":\"" TWO
        "\"}}</script>",
        /* a script of JSON in percent-encoding */
        "<script id=RENDER_DATA "
        "type=application/"
        "json>%7B%22story%22%3A%7B%22title%22%3A%22Bridge%20closed%22%2C%22content"
        "%22%3A%22%3Cp%3E" ONE "%3C%2Fp%3E%3Cp%3E" TWO "%3C%2Fp%3E%22%7D%7D</script>",
        /* lists of parts, models in models */
        "<script>var allData = {docData:{title:\"Bridge "
        "closed\",contentData:{contentList:[{data:\"<p>" ONE "</p><p>" TWO
        "</p>\",type:\"text\"}]}}};</script>",
        "<script>window.__INITIAL_DATA__={page:{title:\"Bridge "
        "closed\",content:{model:{blocks:[{type:\"paragraph\",model:{blocks:"
        "[{type:\"fragment\",model:{text:\"" ONE "\"}}]}},{type:\"paragraph\",model:{text:\"" TWO
        "\",blocks:[]}}]}}}}</script>",
        /* Angular's escapes */
        "<script id=app-state type=application/json>{&q;story&q;:{&q;title&q;:&q;Bridge "
        "closed&q;,&q;body&q;:&q;&l;p&g;" ONE "&l;/p&g;&l;p&g;" TWO "&l;/p&g;&q;}}</script>",
        /* base64 */
        "<script>window.__STATE__ = "
        "\"eyJzdG9yeSI6eyJ0aXRsZSI6IkJyaWRnZSBjbG9zZWQiLCJ0ZXh0IjoiVGhlIGNvdW5jaWwgbWV0IG9u"
        "IE1vbmRheSwgYW5kIGFm"
        "dGVyIGEgbG9uZyBkZWJhdGUgaXQgZGVjaWRlZCB0byBjbG9zZSB0aGUgb2xkIGJyaWRnZS5cbkRyaXZlcn"
        "Mgd2lsbCBoYXZlIHRv"
        "IHRha2UgdGhlIHJvYWQgYnkgdGhlIG1pbGwsIHNhaWQgdGhlIG1heW9yOyBidXNlcyB3aWxsIGJlIGxhdG"
        "UgYXMgd2VsbC4ifX0="
        "\"</script>",
        /* what React streams: in pieces, a text by itself */
        "<script>(self.__next_f=self.__next_f||[]).push([0])</"
        "script><script>self.__next_f.push([1,\"1:HL[\\\"/"
        "a.css\\\"]\\n"
        "2:[\\\"$\\\",\\\"$L3\\\",null,{\\\"story\\\":{\\\"title\\\":\\\"Bridge "
        "\"])</script><script>self.__next_f.push([1,\"closed"
        "\\\",\\\"html\\\":\\\"$4\\\"}}]\\n4:Tbf,\"])</"
        "script><script>self.__next_f.push([1,\"\\u003cp>" ONE "\\u003c/p>"
        "\\u003cp>" TWO
        "\\u003c/p>\"])</script><script>self.__next_f.push([1,\"5:null\\n\"])</script>",
        /* in an attribute */
        "<div id=root "
        "data-page='{\"component\":\"Story\",\"props\":{\"story\":{\"title\":\"Bridge "
        "closed\",\"body\":\"&lt;p>" ONE "&lt;/p>&lt;p>" TWO "&lt;/p>\"}}}'></div>",
};

/* States in wrappings. */
static void wrapped(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof wrappings / sizeof *wrappings; i++)
		check_place(wrappings[i]);
}

/* Code is not taken for data, and the text of the page comes first. */
static void refused(void **state)
{
	static const struct {
		const char *html, *body;
	} cases[] = {
	        /* functions with statements */
	        {SHELL "<script>window.__NUXT__=(function(a){fetch('/x?'+document.cookie);return "
	               "{data:[{title:\"Bridge "
	               "closed\",content:\"" ONE TWO "\"}]}}(1))</script>",
	                ""},
	        {SHELL "<script>var article=function(){return {title:\"Bridge "
	               "closed\",content:\"" ONE TWO "\"}}()</script>",
	                ""},
	        /* in a comment, in a template, in a script of another language */
	        {SHELL "<!-- <script>window.__DATA__={title:\"Bridge closed\",content:\"" ONE TWO
	               "\"}</script> -->",
	                ""},
	        {SHELL "<script type=text/template>window.__DATA__={title:\"Bridge "
	               "closed\",content:\"" ONE TWO "\"}</script>",
	                ""},
	        /* several articles, none with the title or the number of the page */
	        {SHELL "<script>window.__DATA__={list:[{title:\"Fire at the mill\",content:\"" ONE
	                        ONE ONE ONE ONE
	               "\"},{title:\"The new road\",content:\"" TWO TWO TWO TWO TWO
	               "\"}]}</script>",
	                ""},
	        /* parts that every page has */
	        {SHELL "<script>window.__DATA__={banner:{title:\"Cookies and your "
	               "consent\",content:\"" ONE TWO ONE TWO ONE TWO "\"}}</script>",
	                ""},
	        /* the page has the text; the state has other long texts */
	        {"<html lang=en><title>Bridge closed</title><body><h1>Bridge "
	         "closed</h1><article><p>" ONE "</p><p>" TWO
	         "</p></article><script>window.__DATA__={title:\"Bridge closed\",content:\"<p>" ONE
	         "</p><p>" TWO "</p><p>More.</p>\"}</script>",
	                ONE "\n\n" TWO},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_doc *doc = extract(cases[i].html, strlen(cases[i].html));

		body_is(doc, cases[i].body, cases[i].html);
		kr_doc_free(doc);
	}
}

/* The page shows only the first lines and the state has all: the article is complete. */
static void rest(void **state)
{
	static const char html[] = "<html lang=en><title>Bridge closed</title><script "
	                           "type=application/ld+json>{\"@type\":\"NewsArticle\","
	                           "\"headline\":\"Bridge "
	                           "closed\",\"isAccessibleForFree\":false,\"articleBody\":\"" ONE
	                           "\\n" TWO "\\n" TWO " Again. "
	                           "\\nThe works begin in March and will take forty days, if the "
	                           "river does not rise again "
	                           "before.\"}</script>"
	                           "<body><h1>Bridge closed</h1><article><p>" ONE "</p></article>";
	struct kr_doc *doc = extract(html, sizeof html - 1);

	(void)state;
	assert_int_equal(doc->nblocks, 4);
	kr_doc_free(doc);
}

/* Which object is the article: by title, by the number in the address, by the object around it. */
static void choice(void **state)
{
	static const char *const cases[] = {
	        "{top:{title:\"Fire at the mill\",content:\"" ONE ONE ONE ONE ONE ONE
	        "\"},story:{title:\"Bridge closed\",content:\"" ONE " " TWO "\"}}",
	        "{top:{id:\"a9999\",title:\"Fire at the mill\",content:\"" ONE ONE ONE ONE ONE ONE
	        "\"},story:{id:\"b7431\",title:\"The bridge\",content:\"" ONE " " TWO "\"}}",
	        "{story:{title:\"Bridge closed\",summary:\"" ONE
	        "\",content:{raw:\"x\",rendered:\"" ONE " " TWO "\"}}}",
	        "{story:{headline:{full:\"x\"},title:\"Bridge "
	        "closed\",bodyBlocks:[{type:\"text\",settings:{text:\"" ONE " " TWO "\"}}]}}",
	        "{story:{headlines:{basic:\"Bridge "
	        "closed\",web:\"x\"},content_elements:[{type:\"text\",content:\"" ONE " " TWO
	        "\"}]}}",
	        "{story:{title:[{type:\"heading1\",text:\"Bridge "
	        "closed\"}],components:[{component_type:\"text\",props:{text:\"" ONE " " TWO
	        "\"}}]}}",
	        "{story:{title:\"The bridge, again\",seoTitle:\"Bridge closed\",body:\"" ONE " " TWO
	        "\",x:1},more:{title:\"Bridge closed\"}}",
	        "{story:{newsTitle:\"Bridge closed\",digest:\"" ONE "\",newsContent:\"" ONE " " TWO
	        "\"}}",
	        "{story:{title:\"Bridge closed\",anything:\"<div><p>" ONE " " TWO
	        "</p><p></p><p></p><p></p><p></p><p></p><p></p>"
	        "<p></p><p></p><p></p><p></p><p></p><p></p><p></p><p></p><p></p><p></p><p></p><p></"
	        "p><p></p><p></"
	        "p><p></p><p></p>"
	        "<p></p><p></p><p></p><p></p><p></p><p></p><p></p><p></p><p></p></div>\"}}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_str html;
		struct kr_doc *doc;

		kr_str_init(&html);
		kr_str_addf(&html, SHELL "<script>window.__DATA__=%s</script>", cases[i]);
		doc = extract(html.data, html.len);
		body_is(doc, ONE " " TWO, cases[i]);
		kr_doc_free(doc);
		kr_str_fini(&html);
	}
}

static const struct {
	const char *tree, *html;
} trees[] = {
        {"'a < b\\nc'", "<p>a &lt; b</p><p>c</p>"},
        {"'<p>a</p>'", "<div><p>a</p></div>"},
        {"['a','b']", "<p>a</p><p>b</p>"},
        /* Contentful */
        {"{nodeType:'document',content:[{nodeType:'heading-2',content:[{nodeType:'text',"
         "value:'h'}]},{nodeType:"
         "'paragraph',"
         "content:[{nodeType:'text',value:'a "
         "'},{nodeType:'hyperlink',data:{uri:'/x'},content:[{nodeType:'text',value:'b'"
         "}]}]}]}",
                "<h3>h</h3><p>a <a href=\"/x\">b</a></p>"},
        /* Draft.js */
        {"{blocks:[{text:'h',type:'header-two'},{text:'a',type:'unstyled'},{text:'b',type:'"
         "unordered-list-item'"
         "}],entityMap:"
         "{}}",
                "<h3>h</h3><p>a</p><li>b</li>"},
        /* Editor.js */
        {"{time:1,blocks:[{type:'paragraph',data:{text:'a "
         "<b>b</b>'}},{type:'list',data:{items:['c','d']}}]}",
                "<p>a <b>b</b></p><ul><li>c</li><li>d</li></ul>"},
        /* Sanity */
        {"[{_type:'block',style:'h2',children:[{_type:'span',text:'h'}]},{_type:'block',"
         "style:'normal',"
         "children:[{_type:"
         "'span',text:'a'}]}]",
                "<h2>h</h2><p>a</p>"},
        /* Arc */
        {"[{type:'text',content:'<p>a</p>'},{type:'image',url:'/"
         "i.jpg',caption:'c',width:600},{type:'quote',text:'q'},{type:"
         "'related_list',text:'no'},{type:'ad',text:'no'}]",
                "<div><p>a</p></div><figure><img src=\"/i.jpg\" "
                "alt=\"\"><figcaption>c</figcaption></figure>"
                "<blockquote>q</blockquote>"},
        /* WordPress; Drupal */
        {"{rendered:'<p>a</p>',protected:false}", "<div><p>a</p></div>"},
        {"{value:'<p>a</p>',format:'full',processed:'<p>A</p>',summary:''}", "<div><p>A</p></div>"},
        {"{type:'table',children:[{type:'table-row',children:[{type:'table-cell',text:'a'},"
         "{type:'table-cell',"
         "text:'b'}]}]}",
                "<table><tr><td>a</td><td>b</td></tr></table>"},
        {"{type:'img',src:'/a\\\"onload=x'}",
                "<figure><img src=\"/a&quot;onload=x\" alt=\"\"></figure>"},
        {"7", ""},
        {"{a:'no role'}", ""},
};

static void blocks(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof trees / sizeof *trees; i++) {
		const struct kr_page page = {0};
		size_t budget = 10000;
		struct kr_arena arena;
		struct kr_str html;

		kr_arena_init(&arena);
		kr_str_init(&html);
		kr_state_html(&page,
		        kr_js_value_parse(&arena, trees[i].tree, strlen(trees[i].tree), NULL),
		        &html, &budget);
		if (strcmp(html.data, trees[i].html) != 0)
			fail_msg("%s\n gives %s\n not   %s", trees[i].tree, html.data,
			        trees[i].html);
		kr_str_fini(&html);
		kr_arena_fini(&arena);
	}
}

/* The names of members are sorted, as the binary search needs them, and each is found. */
static void roles(void **state)
{
	static const char *const names[] = {
#define KEY(name, role, priority) name,
#include "extract/state/state_keys.def"
#undef KEY
	};
	int priority;

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		assert_true(!i || strcmp(names[i - 1], names[i]) < 0);
		assert_int_not_equal(kr_state_keys_role(names[i], &priority), KR_STATE_OTHER);
		assert_in_range(priority, 1, 9);
	}
	assert_int_equal(kr_state_keys_role("publish_time", &priority), KR_STATE_PUBLISHED);
	assert_int_equal(kr_state_keys_role("publishTime", &priority), KR_STATE_PUBLISHED);
	assert_int_equal(kr_state_keys_role("Content-Elements", &priority), KR_STATE_TEXT);
	assert_int_equal(kr_state_keys_role("widgetTitle", &priority), KR_STATE_TITLE);
	assert_int_equal(kr_state_keys_role("subTitle", &priority), KR_STATE_OTHER);
	assert_int_equal(kr_state_keys_role("body({\"v\":1})", &priority), KR_STATE_TEXT);
	assert_int_equal(kr_state_keys_role("", &priority), KR_STATE_OTHER);
	assert_int_equal(kr_state_keys_role(NULL, &priority), KR_STATE_OTHER);
	assert_int_equal(kr_state_keys_role("title2", &priority), KR_STATE_OTHER);
	assert_int_equal(
	        kr_state_keys_role("a-name-that-is-longer-than-all", &priority), KR_STATE_OTHER);
}

/* Markup in a state is cleaned like markup of a page. */
static void clean(void **state)
{
	static const char html[] =
	        SHELL "<script>window.S={title:\"Bridge closed\",content:\"<p>" ONE
	              "<script>stolen()<\\/script><style>p{}</style></p><p hidden>unseen</p><p "
	              "onclick=x>" TWO "</p><iframe src=x></iframe>\\u001b[31m\\u202e\"}</script>";
	struct kr_doc *doc = extract(html, sizeof html - 1);

	(void)state;
	body_is(doc, ONE "\n\n" TWO "\n\n[31m", html);
	kr_doc_free(doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(places),
	        cmocka_unit_test(wrapped),
	        cmocka_unit_test(refused),
	        cmocka_unit_test(rest),
	        cmocka_unit_test(choice),
	        cmocka_unit_test(blocks),
	        cmocka_unit_test(roles),
	        cmocka_unit_test(clean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
