/* States that are built to be slow, deep or endless. */
#include "bridge_story.h"
#include "news_page.h"

static void repeat(struct kr_str *s, const char *what, size_t times)
{
	for (size_t i = 0; i < times; i++)
		kr_str_addz(s, what);
}

static void check_hostile(const struct kr_str *script)
{
	struct kr_str html;

	kr_str_init(&html);
	kr_str_addf(&html, SHELL "%s", script->data);
	kr_doc_free(extract(html.data, html.len));
	kr_str_fini(&html);
}

/* Nesting, cycles, shared parts and lengths cost neither stack nor a square of time. */
static void hostile(void **state)
{
	static const struct {
		const char *start, *part, *end;
		size_t times;
	} cases[] = {
	        {"<script>window.S=", "{content:[", "", 300000},
	        {"<script>window.S=", "[", "", 1000000},
	        {"<script>", "window.a={b:", "", 200000},
	        {"<script>", "window.a=(function(){return ", "", 100000},
	        {"<script>", "window.__NUXT__=(function(a){return {b:", "", 100000},
	        {"<script>window.S={", "content:{title:'x',", "", 100000},
	        {"<script>window.S=\"{", "content:\\\"{", "", 100000},
	        {"<script>window.S=[", "{title:'Bridge closed',content:'x'},", "]</script>", 60000},
	        {"<script>window.S={recommend:[", "{title:'A title of some length',url:'/x'},",
	                "]}</script>", 60000},
	        {"<script>",
	                "x=                                                                        "
	                "        ",
	                "", 50000},
	        {"<script>self.__next_f.push([1,\"", "1:T9,$1$1$1$1$2:[\\\"$1\\\",\\\"$2\\\"]\\n",
	                "\"])</script>", 20000},
	        {"<script>self.__next_f.push([1,\"",
	                "2:{\\\"title\\\":\\\"$2\\\",\\\"content\\\":\\\"$2\\\"}\\n",
	                "\"])</script>", 20000},
	        {"<script>self.__next_f.push([1,\"", "ffffffff:Tffffffff,", "\"])</script>", 20000},
	        {"<script>window.S=\"eyJ", "AAAA", "\"</script>", 100000},
	        {"<script>window.__APOLLO_STATE__={recommend:[", "{__ref:'A:1'},",
	                "],'A:1':{__ref:'A:1'}}</script>", 20000},
	        /* cut off */
	        {"<script>window.S={title:\"Bridge closed\",content:\"", "text ", "", 100},
	        {"<script id=__NEXT_DATA__ type=application/json>{\"a\":{\"title\":\"Bridge "
	         "closed\",\"body\":\"",
	                "text ", "", 100},
	        /* cycles and parts that many share */
	        {"<script id=__NUXT_DATA__ "
	         "type=application/json>[{\"content\":0,\"title\":1},\"Bridge closed\"",
	                ",[0,0,0,0]", "]</script>", 1000},
	        {"<script id=__NUXT_DATA__ type=application/json>[[1,1,1,1,1,1,1,1]",
	                ",{\"content\":2,\"body\":1,\"data\":0}", "]</script>", 100},
	        {"<script>window.__NUXT__=(function(a,b){a.content=a;b.x=a;return [",
	                "{content:b,data:a},", "]}({},{title:'Bridge closed'}))</script>", 20000},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_str script;

		kr_str_init(&script);
		kr_str_addz(&script, cases[i].start);
		repeat(&script, cases[i].part, cases[i].times);
		kr_str_addz(&script, cases[i].end);
		check_hostile(&script);
		kr_str_fini(&script);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(hostile)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
