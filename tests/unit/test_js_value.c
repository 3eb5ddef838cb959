#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "extract/data/devalue_priv.h"
#include "extract/data/js_call_priv.h"
#include "kread/base/mem.h"
#include "kread/base/str.h"

/* Prints a value for comparison: strings in "", names bare, to a limited depth. */
static void show(const struct kr_js_value *v, int depth, struct kr_str *out)
{
	if (!v || depth > 6) {
		kr_str_addz(out, v ? ".." : "nothing");
		return;
	}
	switch (v->type) {
	case KR_JS_VALUE_NULL:
		kr_str_addz(out, "null");
		break;
	case KR_JS_VALUE_BOOL:
		kr_str_addz(out, v->u.num != 0 ? "true" : "false");
		break;
	case KR_JS_VALUE_NUMBER:
		kr_str_addf(out, "%g", v->u.num);
		break;
	case KR_JS_VALUE_STRING:
		kr_str_addf(out, "\"%s\"", v->u.str);
		break;
	case KR_JS_VALUE_NAME:
		kr_str_addz(out, v->u.str);
		break;
	default:
		kr_str_addc(out, v->type == KR_JS_VALUE_ARRAY ? '[' : '{');
		for (const struct kr_js_value *m = v->u.first; m; m = m->next) {
			if (m->key)
				kr_str_addf(out, "%s:", m->key);
			show(m, depth + 1, out);
			if (m->next)
				kr_str_addc(out, ',');
		}
		kr_str_addc(out, v->type == KR_JS_VALUE_ARRAY ? ']' : '}');
	}
}

static void check(const struct kr_js_value *v, const char *source, const char *want)
{
	struct kr_str got;

	kr_str_init(&got);
	show(v, 0, &got);
	if (strcmp(got.data, want) != 0)
		fail_msg("%s\n gives %s\n not   %s", source, got.data, want);
	kr_str_fini(&got);
}

static void values(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
	        {"{\"a\":[1,-2.5,1e3],\"b\":{\"c\":null,\"d\":true,\"e\":false}}",
	                "{a:[1,-2.5,1000],b:{c:null,d:true,e:false}}"},
	        {"\"x\"", "\"x\""},
	        {"  12 ", "12"},
	        {"\"\\u4e2d\\ud83d\\ude00\\x41\\n\\/\\\"\"", "\"中😀A\n/\"\""},
	        {"\"\\ud83d lone\"", "\"\xef\xbf\xbd lone\""},
	        /* each of these was found on a page */
	        {"<!--\n{\"a\":\"line\nbreak\"}\n-->", "{a:\"line\nbreak\"}"},
	        {"//<![CDATA[\n{\"a\":1}\n//]]>", "{a:1}"},
	        {"{\"a\":1,\"b\":[1,2,],}", "{a:1,b:[1,2]}"},
	        {"{\"a\":\"it\\'s\"}", "{a:\"it's\"}"},
	        {"{'a':'x',b:'y',$c_1:2}", "{a:\"x\",b:\"y\",$c_1:2}"},
	        {"{/* c */a:1,// d\nb:2}", "{a:1,b:2}"},
	        {"{\"a\":\"x\" \"b\":2}", "{a:\"x\",b:2}"},
	        {"{\"a\":\"said \"hi\" loud\",\"b\":2}", "{a:\"said \",b:2}"},
	        {"{\"a\":\"\\", "{a:\"\"}"},
	        {"{\"a\":\"cut off", "{a:\"cut off\"}"},
	        {"[1,[2,{\"a\":", "[1,[2,{}]]"},
	        {"[1,,2]", "[1,2]"},
	        /* output of serializers */
	        {"[void 0,undefined,NaN,!0,!1]", "[null,null,null,true,false]"},
	        {"[new Date(1582167600000),new Date(\"2020-02-10\"),1]",
	                "[1.58217e+12,\"2020-02-10\",1]"},
	        {"[Array(3),a,1]", "[[],a,1]"},
	        {"JSON.parse(\"{\\\"a\\\":1}\")", "\"{\"a\":1}\""},
	        {"[JSON.parse(decodeURIComponent('%7B%7D')),2]", "[\"%7B%7D\",2]"},
	        {"{f:function(){return {x:\"}\"}},g(){},b:2,c:1+1,d:\"x\"+y,e:3}",
	                "{f:null,b:2,c:1,d:\"x\",e:3}"},
	        {"`tpl`", "\"tpl\""},
	        {"10n", "10"},
	        {"", "nothing"},
	        {"}", "nothing"},
	        {"  ;", "nothing"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_arena arena;

		kr_arena_init(&arena);
		check(kr_js_value_parse(&arena, cases[i].text, strlen(cases[i].text), NULL),
		        cases[i].text, cases[i].want);
		kr_arena_fini(&arena);
	}
}

static void used(void **state)
{
	static const char text[] = "{\"a\":1};rest";
	struct kr_arena arena;
	size_t n = 0;

	(void)state;
	kr_arena_init(&arena);
	assert_non_null(kr_js_value_parse(&arena, text, sizeof text - 1, &n));
	assert_string_equal(text + n, ";rest");
	kr_arena_fini(&arena);
}

/* Depth takes no stack, and what exceeds the limits is left out. */
static void hostile(void **state)
{
	enum { DEEP = 1000000 };
	char *text = kr_mem_alloc(DEEP);
	const struct kr_js_value *v;
	struct kr_arena arena;
	int depth = 0;

	(void)state;
	memset(text, '[', DEEP);
	kr_arena_init(&arena);
	for (v = kr_js_value_parse(&arena, text, DEEP, NULL); v; v = v->u.first)
		depth++;
	assert_in_range(depth, 100, KR_JS_VALUE_DEPTH + 1);
	for (size_t i = 1; i < DEEP; i++)
		text[i] = i % 2 ? '1' : ',';
	v = kr_js_value_parse(&arena, text, DEEP, NULL);
	assert_in_range(v->n, KR_JS_VALUE_VALUES - 2, KR_JS_VALUE_VALUES);
	kr_arena_fini(&arena);
	free(text);
}

/* The states of Nuxt 2 and 3. */
static void nuxt(void **state)
{
	static const struct {
		const char *text, *want;
	} calls[] = {
	        {"(function(a,b){return {data:[{title:a,body:b,n:c}]}}(\"题\",\"<p>正文</p>\"))",
	                "{data:[{title:\"题\",body:\"<p>正文</p>\",n:c}]}"},
	        {"(function(a,b){return [a,b,a]})({y:1},void 0)", "[{y:1},null,{y:1}]"},
	        {"(function(a,b,c){a.x=c;a[\"y z\"]=[b];b.u=c;return {p:a,q:b}}({},{},\"t\"))",
	                "{p:{x:\"t\",y z:[{u:\"t\"}]},q:{u:\"t\"}}"},
	        {"(function(a){a[0]=1;a[1]=a;return a}([]))",
	                "[1,[1,[1,[1,[1,[1,[..,..]]]]]]]"}, /* contains itself */
	        {"(function(){return {a:1}}())", "{a:1}"},
	        {"function(a){return {b:a}", "{b:a}"},
	        {"(function(a){return {b:a}}(", "{b:a}"},
	        /* functions with statements are refused, whatever they return */
	        {"(function(){alert(1);return {a:1}}())", "nothing"},
	        {"(function(a){a.b=1;if(x)y();return {a:1}}({}))", "nothing"},
	        {"(function(a){document.cookie=a;fetch('/x');return {a:1}}(1))", "nothing"},
	        {"(function(){for(;;){}return {a:1}}())", "nothing"},
	        {"{a:1}", "nothing"},
	        {"(function(a){", "nothing"},
	};
	static const struct {
		const char *text, *want;
	} flats[] = {
	        {"[{\"d\":1,\"u\":-1},[\"Reactive\",2],{\"title\":3,\"tags\":4},\"题\",[5,3],"
	         "\"x\"]",
	                "{d:{title:\"题\",tags:[\"x\",\"题\"]},u:null}"},
	        {"[{\"when\":1},[\"Date\",\"2020-02-10T00:00:00Z\"]]",
	                "{when:\"2020-02-10T00:00:00Z\"}"},
	        {"[{\"a\":0}]", "{a:{a:{a:{a:{a:{a:{a:..}}}}}}}"}, /* contains itself */
	        {"[[\"Ref\",0]]", "null"},
	        {"[{\"a\":99}]", "{a:null}"},
	        {"[1,2]", "nothing"},
	        {"{}", "nothing"},
	};
	struct kr_arena arena;

	(void)state;
	kr_arena_init(&arena);
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		check(kr_js_call_parse(&arena, calls[i].text, strlen(calls[i].text)), calls[i].text,
		        calls[i].want);
	for (size_t i = 0; i < sizeof flats / sizeof *flats; i++) {
		struct kr_js_value *flat =
		        kr_js_value_parse(&arena, flats[i].text, strlen(flats[i].text), NULL);

		check(kr_devalue_unflatten(&arena, flat), flats[i].text, flats[i].want);
	}
	kr_arena_fini(&arena);
}

static void members(void **state)
{
	static const char text[] = "{a:'x',b:'',c:'12',d:3,e:'3x',a:'again'}";
	const struct kr_js_value *v;
	struct kr_arena arena;

	(void)state;
	kr_arena_init(&arena);
	v = kr_js_value_parse(&arena, text, sizeof text - 1, NULL);
	assert_string_equal(kr_js_value_str(kr_js_value_get(v, "a")), "x");
	assert_null(kr_js_value_str(kr_js_value_get(v, "b")));
	assert_null(kr_js_value_get(v, "z"));
	assert_null(kr_js_value_get(NULL, "z"));
	assert_true(kr_js_value_num(kr_js_value_get(v, "c"), -1) == 12);
	assert_true(kr_js_value_num(kr_js_value_get(v, "d"), -1) == 3);
	assert_true(kr_js_value_num(kr_js_value_get(v, "e"), -1) == -1);
	kr_arena_fini(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(values),
	        cmocka_unit_test(used),
	        cmocka_unit_test(hostile),
	        cmocka_unit_test(nuxt),
	        cmocka_unit_test(members),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
