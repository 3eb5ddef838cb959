/* Pages whose scripts hold the article, in shapes that test_state.c does not cover. */
#include "news_page.h"

#include <stdlib.h>

#include "kread/base/mem.h"

#define ONE                                                                                        \
	"The council met on Monday, and after a long debate it decided to close the old bridge, "  \
	"which nobody had "                                                                        \
	"expected."
#define TWO                                                                                        \
	"Drivers will have to take the road by the mill, said the mayor. Buses will be late as "   \
	"well, and schools "                                                                       \
	"open at nine."
#define THREE                                                                                      \
	"The works begin in March and will take forty days. If the river rises again before, "     \
	"they will have to wait "                                                                  \
	"until summer."
#define FOUR                                                                                       \
	"A ferry is to run from the mill to the market. It carries forty people and no cars. A "   \
	"ticket costs two "                                                                        \
	"coins."
#define BRIEF                                                                                      \
	"The old bridge was closed on Monday morning. Buses and lorries take the road by the "     \
	"mill until the middle "                                                                   \
	"of "                                                                                      \
	"April, said the mayor."
#define TEXT  "<p>" ONE "</p><p>" TWO "</p><p>" THREE "</p><p>" FOUR "</p>"
#define BODY  ONE "\n\n" TWO "\n\n" THREE "\n\n" FOUR
#define STORY "{\"title\":\"Bridge closed for repairs\",\"content\":\"" TEXT "\"}"
#define HEAD  "<html lang=en><head><title>Bridge closed for repairs - The Mill</title></head><body>"
#define SHELL HEAD "<div id=app></div>"
#define NAMED HEAD "<h1>Bridge closed for repairs</h1><div id=text></div>"

static void article_is(const char *html, const char *want)
{
	struct kr_doc *doc = extract(html, strlen(html));

	body_is(doc, want, html);
	assert_string_equal(doc->title, "Bridge closed for repairs");
	assert_int_equal(doc->nwarnings > 0, !*want);
	kr_doc_free(doc);
}

/* Puts each script between these parts of a page. */
static void articles_are(const char *before, const char *const *scripts, size_t n,
        const char *behind, const char *want)
{
	struct kr_str html;

	kr_str_init(&html);
	for (size_t i = 0; i < n; i++) {
		kr_str_clear(&html);
		kr_str_addf(&html, "%s%s%s", before, scripts[i], behind);
		article_is(html.data, want);
	}
	kr_str_fini(&html);
}

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Arguments of calls, and operands of "||". */
static void passed(void **state)
{
	static const char *const cases[] = {
	        "start({el:\"#app\",data:" STORY "});",
	        "(window.__DATA__=window.__DATA__||[]).push(" STORY ");",
	        /* output of devalue, by itself and within a literal */
	        "window.__PAPER__=(function(a,b){return {data:[{title:a,content:b}]}}(\"Bridge "
	        "closed for "
	        "repairs\",\"" TEXT "\"));",
	        "__APP__={baseUrl:\"\",preloaded:[{},null,(function(a,b){a.title=\"Bridge closed "
	        "for "
	        "repairs\";a.body=b;return "
	        "{post:a}}({},\"" TEXT "\"))]};",
	        "window.__DATA__=window.__DATA__||" STORY ";",
	        "window.__DATA__=Object.freeze(" STORY ");",
	        "Object.assign(window.__DATA__, " STORY ");",
	        "hydrate(JSON.parse('" STORY "'));",
	        "done({\"code\":0,\"data\":" STORY "})",
	        "Promise.all([import(\"./start.js\")]).then(([kit, app]) => {\n kit.start(app, "
	        "element, {\n  node_ids: "
	        "[0, "
	        "2],\n  data: [null,{type:\"data\",data:{story:" STORY
	        "},uses:{}}],\n  form: null\n });\n});",
	        "window.__DATA__=JSON.parse(decodeURIComponent(escape(atob('"
	        "eyJ0aXRsZSI6ICJCcmlkZ2UgY2xvc2VkIGZvciByZXBhaXJzIiwgImNvbnRlbnQiOiAiVGhlIGNvdW5jaW"
	        "wgbWV0IG9uIE1vbmRh"
	        "eSwgYW5kIGFmdGVyIGEgbG9uZyBkZWJhdGUgaXQgZGVjaWRlZCB0byBjbG9zZSB0aGUgb2xkIGJyaWRnZS"
	        "wgd2hpY2ggbm9ib2R5"
	        "IGhhZCBleHBlY3RlZC5cbkRyaXZlcnMgd2lsbCBoYXZlIHRvIHRha2UgdGhlIHJvYWQgYnkgdGhlIG1pbG"
	        "wsIHNhaWQgdGhlIG1h"
	        "eW9yLiBCdXNlcyB3aWxsIGJlIGxhdGUgYXMgd2VsbCwgYW5kIHNjaG9vbHMgb3BlbiBhdCBuaW5lLlxuVG"
	        "hlIHdvcmtzIGJlZ2lu"
	        "IGluIE1hcmNoIGFuZCB3aWxsIHRha2UgZm9ydHkgZGF5cy4gSWYgdGhlIHJpdmVyIHJpc2VzIGFnYWluIG"
	        "JlZm9yZSwgdGhleSB3"
	        "aWxsIGhhdmUgdG8gd2FpdCB1bnRpbCBzdW1tZXIuXG5BIGZlcnJ5IGlzIHRvIHJ1biBmcm9tIHRoZSBtaW"
	        "xsIHRvIHRoZSBtYXJr"
	        "ZXQuIEl0IGNhcnJpZXMgZm9ydHkgcGVvcGxlIGFuZCBubyBjYXJzLiBBIHRpY2tldCBjb3N0cyB0d28gY2"
	        "9pbnMuIn0="
	        "'))));",
	};

	(void)state;
	articles_are(SHELL "<script>", cases, COUNT(cases), "</script>", BODY);
}

/* A bare text, with nothing around it that says what it is. */
static void alone(void **state)
{
	static const char *const cases[] = {
	        /* assigned, whole or in parts, with the title or without */
	        NAMED "<script>var contentTxt='" TEXT
	              "';document.getElementById('text').innerHTML=contentTxt;</script>",
	        NAMED "<script>var contentTxt='<p>" ONE "</p>'+\n '<p>" TWO "</p>' + '<p>" THREE
	              "</p><p>" FOUR "</p>';</script>",
	        SHELL "<script>var title='Bridge closed for repairs';var pubtime='2024-03-02 "
	              "08:20';var content='" TEXT "';</script>",
	        SHELL "<script>page['title']='Bridge closed for repairs', page['content']='" TEXT
	              "';</script>",
	        /* in a template, in a hidden field */
	        NAMED "<script type=text/template>" TEXT "</script>",
	        NAMED "<script type=text/x-template><div>" TEXT "</div></script>",
	        NAMED "<script type=text/plain id=txt>" TEXT "</script>",
	        NAMED "<textarea style='display:none'>&lt;p&gt;" ONE "&lt;/p&gt;&lt;p&gt;" TWO
	              "&lt;/p&gt;&lt;p&gt;" THREE "&lt;/p&gt;&lt;p&gt;" FOUR
	              "&lt;/p&gt;</textarea>",
	        SHELL "<script type=text/html><article><h1>Bridge closed for repairs</h1>" TEXT
	              "</article></script>",
	        SHELL "<script type=text/markdown># Bridge closed for repairs\n\n" ONE "\n\n" TWO
	              "\n\n" THREE "\n\n**" FOUR "**</script>",
	        /* the data with the title have only a summary */
	        SHELL
	        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Bridge "
	        "closed for "
	        "repairs\",\"datePublished\":\"2024-03-02\",\"description\":\"The old bridge is "
	        "closed.\",\"author\":\"Ann "
	        "Miller\"}</script><script>var text = \"" TEXT "\";</script>",
	        /* in a state without a title */
	        NAMED "<script>window.S={config:{a:1},detail:{html:\"" TEXT
	              "\",ts:1709367630}}</script>",
	        NAMED "<script id=x type=application/json>{\"page\":{\"text\":\"" ONE "\\n" TWO
	              "\\n" THREE "\\n" FOUR "\"}}</script>",
	        NAMED
	        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"articleBody\":\"" ONE
	        "\\n" TWO "\\n" THREE "\\n" FOUR "\"}</script>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		article_is(cases[i], BODY);
}

/* A few lines can be an article, too, whatever else is in the scripts. */
static void brief(void **state)
{
	static const char *const scripts[] = {
	        "var about='" TEXT "';",
	        "window.S={rows:[{lines:['" ONE "','" TWO "']},{lines:['" THREE "','" FOUR "']}]};",
	};

	(void)state;
	articles_are(HEAD
	        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Bridge "
	        "closed for "
	        "repairs\"}</script><h1>Bridge closed for repairs</h1><article><p>" BRIEF
	        "</p></article><script>",
	        scripts, COUNT(scripts), "</script>", BRIEF);
}

/* Sentences without markup, under a name that says nothing. Shorter ones, or under other names, are
 * no article. */
static void plain(void **state)
{
#define ALL ONE " " TWO " " THREE " " FOUR
	article_is(NAMED "<script>var forAds=\"" ALL "\\n" ALL "\";</script>", ALL "\n\n" ALL);
	article_is(NAMED "<script>var forAds=\"" ALL "\";</script>", "");
	article_is(NAMED "<script>var summary=\"" ALL "\\n" ALL "\";</script>", "");
	(void)state;
}

/* A page made of components, each with a part of the text. */
static void pieces(void **state)
{
	static const char *const cases[] = {
	        "{rows:[{component:'A',fields:{Text:{value:'<p>" ONE
	        "</p>'}}},{component:'B',fields:{Image:{value:'/i.jpg'},Text:"
	        "{value:'<p>" TWO "</p>'}}},{component:'A',fields:{Text:{value:'<p>" THREE
	        "</p><p>" FOUR "</p>'}}}]}",
	        "{slots:{x:{items:{'e2-1':{part:'<p>" ONE "</p>'},'e2-2':{part:'<p>" TWO
	        "</p>'},'e2-3':{part:'<p>" THREE "</p>'},'e2-4':{part:'<p>" FOUR "</p>'}}}}}",
	        "{rows:[{kind:'x',props:{texts:['" ONE "','" TWO
	        "']}},{kind:'x',props:{texts:['" THREE "','" FOUR "']}}]}",
	        /* not with texts of other articles, comments and summaries */
	        "{rows:[{props:{lines:['" ONE "','" TWO "']}},{props:{lines:['" THREE "','" FOUR
	        "']}}],other:{title:'The "
	        "ferry runs again',url:'/f.html',rows:[{props:{lines:['Not " ONE "','Not " TWO
	        "']}}]},comments:[{lines:['I "
	        "think that " ONE "']}],teaser:[{summary:'In short. " ONE "'}]}",
	};

	(void)state;
	articles_are(NAMED "<script>window.S=", cases, COUNT(cases), "</script>", BODY);
}

/* Long texts that are no article. */
static void refused(void **state)
{
	static const char *const cases[] = {
	        /* placeholders, code, texts about cookies */
	        NAMED "<script type=text/template><p>{{name}}</p>" TEXT "</script>",
	        NAMED "<script type=text/template><%= name %>" TEXT "</script>",
	        NAMED "<script>var css='.a{color:red} .b{color:blue} .c{color:green} .a{color:red} "
	              ".b{color:blue} "
	              ".c{color:green} .a{color:red} .b{color:blue} .c{color:green} .a{color:red} "
	              ".b{color:blue} "
	              ".c{color:green} .a{color:red} .b{color:blue} .c{color:green} .a{color:red} "
	              ".b{color:blue} "
	              ".c{color:green} .a{color:red} .b{color:blue} .c{color:green} .a{color:red} "
	              ".b{color:blue} "
	              ".c{color:green} .a{color:red} .b{color:blue} .c{color:green} .a{color:red} "
	              ".b{color:blue} "
	              "x{}';</script>",
	        NAMED "<script>window.S={banner:{html:'<p>We use cookies.</p>" TEXT "'}}</script>",
	        /* two of them */
	        NAMED "<script>window.S={a:{html:'" TEXT "'},b:{html:'<p>Another one.</p>" TEXT
	              "'}}</script>",
	        /* a page without an article */
	        SHELL "<script>var about='" TEXT "';</script>",
	        /* a string that does not end where it seems to */
	        NAMED "<script>x='\n" TEXT "';</script>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_doc *doc = extract(cases[i], strlen(cases[i]));
		struct kr_str body;

		kr_str_init(&body);
		kr_doc_body(doc, &body);
		if (strstr(body.data, ONE) || strstr(body.data, "color"))
			fail_msg("%s\n gives %s", cases[i], body.data);
		kr_str_fini(&body);
		kr_doc_free(doc);
	}
}

/* Each has its articles twice: once where they are, and once as recommendations. */
#define A1                                                                                         \
	"{\"id\":770001,\"title\":\"Stone bridge mended after a long "                             \
	"winter\",\"url\":\"/a/c1.html\"}"
#define A2                                                                                         \
	"{\"id\":770002,\"title\":\"Twenty new chess tables for the "                              \
	"park\",\"url\":\"/a/c2.html\"}"
#define A3                                                                                         \
	"{\"id\":770003,\"title\":\"Noodle stall moves and its guests "                            \
	"follow\",\"url\":\"/a/c3.html\"}"

static void lists(void **state)
{
	static const char *const cases[] = {
	        /* by their ids */
	        "window.S={story:" STORY ",recommend:{\"770001\":" A1 ",\"770002\":" A2 "}}",
	        /* ids, and the articles elsewhere */
	        "window.S={entities:{articles:{byId:{\"b7431\":" STORY ",\"770001\":" A1
	        ",\"770002\":" A2 ",\"770003\":" A3 "}}},ui:{related:{\"b7431\":[770001,770002]}}}",
	        "window.S={news:{b7431:" STORY ",c1:" A1 ",c2:" A2 ",c3:" A3
	        "},relatedIds:[\"c1\",\"c2\"]}",
	        /* references into a cache deep in the state */
	        "window.S={props:{pageProps:{apolloState:{ROOT_QUERY:{story:{__ref:\"S\"},related:["
	        "{__ref:\"A:1\"},{__"
	        "ref:"
	        "\"A:2\"}]},S:" STORY ",\"A:1\":" A1 ",\"A:2\":" A2 "}}}}",
	        "window.S={props:{pageProps:{relay:{\"client:root\":{story:{__ref:\"S\"}},S:{title:"
	        "\"Bridge closed for "
	        "repairs\",content:\"" TEXT
	        "\",\"related(first:2)\":{__refs:[\"A:1\",\"A:2\"]}},\"A:1\":" A1 ",\"A:2\":" A2
	        "}}}}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_str html;
		struct kr_doc *doc;

		kr_str_init(&html);
		kr_str_addf(&html, SHELL "<script>%s</script>", cases[i]);
		doc = extract(html.data, html.len);
		if (doc->nrecs != 2 || !doc->nblocks)
			fail_msg("%s\n gives %zu", cases[i], doc->nrecs);
		assert_string_equal(doc->recs[0].url, "https://news.example/a/c1.html");
		assert_string_equal(doc->recs[1].title, "Twenty new chess tables for the park");
		kr_doc_free(doc);
		kr_str_fini(&html);
	}
}

/* The picture of an article may be an object or an address. */
static void picture(void **state)
{
	static const char *const cases[] = {
	        "\"/i/1.jpg\"", "{\"url\":\"/i/1.jpg\",\"width\":600}", "[{\"src\":\"/i/1.jpg\"}]"};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_str html;
		struct kr_doc *doc;

		kr_str_init(&html);
		kr_str_addf(&html,
		        SHELL "<script>window.S={title:\"Bridge closed for "
		              "repairs\",image:%s,content:\"" TEXT "\"}</script>",
		        cases[i]);
		doc = extract(html.data, html.len);
		assert_string_equal(doc->image, "https://news.example/i/1.jpg");
		kr_doc_free(doc);
		kr_str_fini(&html);
	}
}

/* A React stream in one script; the initial state of a forum, JSON in JSON; blocks that have their
 * text in attributes. */
static void others(void **state)
{
	static const char *const cases[] = {
	        SHELL "<script>(self.__next_f=self.__next_f||[]).push([0]);self.__next_f.push([1,"
	              "\"2:[\\\"$\\\",\\\"$L3\\\","
	              "null,{\\\"story\\\":{\\\"title\\\":\\\"Bridge closed for "
	              "repairs\\\",\\\"content\\\":\\\"\"]);self.__next_f.push([1,\"" TEXT
	              "\\\"}}]\\n\"])</script>",
	        HEAD "<div id=data-preloaded "
	             "data-preloaded='{\"topic_7\":\"{\\\"title\\\":\\\"Bridge closed for "
	             "repairs\\\",\\\"post_stream\\\":{\\\"posts\\\":[{\\\"id\\\":1,"
	             "\\\"username\\\":\\\"ann\\\","
	             "\\\"cooked\\\":\\\"<p>" ONE "</p><p>" TWO
	             "</p>\\\"},{\\\"id\\\":2,\\\"username\\\":\\\"bo\\\","
	             "\\\"cooked\\\":\\\"<p>" THREE "</p><p>" FOUR "</p>\\\"}]}}\"}'></div>",
	        SHELL "<script type=application/json>{\"story\":{\"title\":\"Bridge closed for "
	              "repairs\",\"blocks\":[{"
	              "\"__typename\":\"Paragraph\",\"attributes\":{\"content\":\"" ONE
	              "\"}},{\"attributes\":{\"content\":\"" TWO
	              "\"}},{\"attributes\":{\"content\":\"" THREE
	              "\"}},{\"attributes\":{\"content\":\"" FOUR "\"}}]}}</script>",
	        SHELL "<script type=application/json>{\"story\":{\"title\":\"Bridge closed for "
	              "repairs\",\"content\":{"
	              "\"root\":{\"type\":\"root\",\"children\":[{\"type\":\"paragraph\","
	              "\"children\":[{\"text\":\"" ONE
	              "\"}]},{\"type\":\"paragraph\",\"children\":[{\"text\":\"" TWO
	              "\"}]},{\"type\":\"paragraph\",\"children\":[{\"text\":\"" THREE
	              "\"}]},{\"type\":\"paragraph\",\"children\":[{\"text\":\"" FOUR
	              "\"}]}]}}}}</script>",
	        HEAD "<x-island props='{\"story\":[0,{\"title\":[0,\"Bridge closed for "
	             "repairs\"],\"parts\":[1,[[0,{\"html\":[0,\"<p>" ONE "</p><p>" TWO
	             "</p>\"]}],[0,{\"html\":[0,\"<p>" THREE "</p><p>" FOUR
	             "</p>\"]}]]]}]}'></x-island>",
	        SHELL
	        "<script>window.__reactRouterContext.streamController.enqueue(\"[{\\\"_1\\\":2},"
	        "\\\"loaderData\\\",{\\\"_3\\"
	        "\":4,\\\"_5\\\":6,\\\"_7\\\":-5},\\\"title\\\",\\\"Bridge closed for "
	        "repairs\\\",\\\"content\\\",\\\"\");</script>"
	        "<script>window.__reactRouterContext.streamController.enqueue(\"" TEXT
	        "\\\",\\\"error\\\"]\\n\");</script>",
	        SHELL
	        "<script type=application/json>{&quot;story&quot;:{&quot;title&quot;:&quot;Bridge "
	        "closed for "
	        "repairs&quot;,&quot;content&quot;:&quot;&lt;p&gt;" ONE "&lt;/p&gt;&lt;p&gt;" TWO
	        "&lt;/p&gt;&lt;p&gt;" THREE "&lt;/p&gt;&lt;p&gt;" FOUR
	        "&lt;/p&gt;&quot;}}</script>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		article_is(cases[i], BODY);
}

/* None of these takes quadratic time. */
static void hostile(void **state)
{
	static const struct {
		const char *start, *part, *end;
		size_t times;
	} cases[] = {
	        {NAMED "<script>", "a='x'+'y';", "</script>", 100000},
	        {NAMED "<script>", "a='x'+", "</script>", 200000},
	        {NAMED "<script>", "=\"'=", "</script>", 200000},
	        {NAMED "<script>", "f({a:", "</script>", 200000},
	        {NAMED "<script>", "f({a:1}),{", "</script>", 200000},
	        {NAMED "<script>", "f('{", "</script>", 200000},
	        {NAMED "<script>", "x=(function(a){return {b:", "</script>", 100000},
	        {NAMED "<script>x={", "a:(function(a){return {b:", "</script>", 100000},
	        {NAMED "<script>", "f({", "</script>", 200000},
	        {NAMED "<script>self.__next_f;", "self.__next_f.push(", "</script>", 100000},
	        {NAMED "<script type=application/ld+json>", "{", "</script>", 200000},
	        {NAMED "<script type=application/ld+json>", "{&amp;quot;a:1}", "</script>", 100000},
	        {NAMED "<script type=application/ld+json>", "[],", "</script>", 300000},
	        {NAMED "<script>window.S={recommend:[", "1,2,3],related:[", "]}</script>", 50000},
	        {NAMED "<script>window.S={recommend:{a:",
	                "{title:'A title of some length',url:'/x'},b:", "1}}</script>", 50000},
	        {NAMED "<script>window.S=[", "{ROOT_QUERY:{a:", "]</script>", 50000},
	        {NAMED "<script>window.S=[", "{html:'" TEXT "'},", "]</script>", 2000},
	        {NAMED "<script>window.S=[", "{a:{b:['" ONE "','" TWO "']}},", "]</script>", 4000},
	        {NAMED "<script>window.S={", "a:'" ONE "',b:'" TWO "',", "}</script>", 4000},
	        {NAMED "<script>window.S=", "{a:'" ONE "',b:", "</script>", 4000},
	        {NAMED "<script type=text/markdown># a\n\n", "[[![**`*", "</script>", 100000},
	        {NAMED "<script type=text/markdown># a\n\n", "[a](b ", "</script>", 100000},
	        {NAMED "<script type=text/markdown># a\n\n", "> - # ", "</script>", 100000},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_str html;

		kr_str_init(&html);
		kr_str_addz(&html, cases[i].start);
		for (size_t k = 0; k < cases[i].times; k++)
			kr_str_addz(&html, cases[i].part);
		kr_str_addz(&html, cases[i].end);
		kr_doc_free(extract(html.data, html.len));
		kr_str_fini(&html);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(passed),
	        cmocka_unit_test(alone),
	        cmocka_unit_test(brief),
	        cmocka_unit_test(plain),
	        cmocka_unit_test(pieces),
	        cmocka_unit_test(refused),
	        cmocka_unit_test(lists),
	        cmocka_unit_test(picture),
	        cmocka_unit_test(others),
	        cmocka_unit_test(hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
