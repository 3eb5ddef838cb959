/* Articles that a state holds in pieces: which strings are put together. */
#include "stage_help.h"

#include "extract/state/fragments_priv.h"

/* Adds all strings of a state; the best pieces joined with bars, or NULL. */
static const char *best(const char *json, struct kr_str *out, size_t *ret_bytes)
{
	struct kr_fragments pieces = {.n = 0};
	struct kr_js_value_walk w = {0};
	const struct kr_js_value *list;
	struct kr_arena a;

	kr_str_clear(out);
	kr_arena_init(&a);
	for (struct kr_js_value *v = kr_js_value_parse(&a, json, strlen(json), NULL); v;
	        v = kr_js_value_next(&w)) {
		if (v->type == KR_JS_VALUE_STRING)
			kr_fragments_add(&pieces, &a, v, &w);
		kr_js_value_enter(&w, v);
	}
	*ret_bytes = 0;
	list = kr_fragments_best(&pieces, ret_bytes);
	if (list) {
		assert_int_equal(list->type, KR_JS_VALUE_ARRAY);
		for (const struct kr_js_value *v = list->u.first; v; v = v->next)
			kr_str_addf(out, "%s%s", out->len ? "|" : "", v->u.str);
	}
	kr_arena_fini(&a);
	return list ? out->data : NULL;
}

static void test_pieces(void **state)
{
	static const struct {
		const char *json, *want;
	} cases[] = {
	        {"[{\"text\":\"one\"},{\"text\":\"two\"}]", "one|two"},
	        {"{\"a\":{\"text\":\"one\"},\"b\":[{\"text\":\"two\"}]}", "one|two"},
	        /* the name of the array, or above the box that a string is in */
	        {"{\"paragraphs\":[\"one\",\"two\"]}", "one|two"},
	        {"[{\"text\":{\"value\":\"one\"}},{\"text\":{\"value\":\"two\"}}]", "one|two"},
	        {"[{\"text\":{\"rendered\":\"one\"}},{\"text\":\"two\"}]", "one|two"},
	        {"[\"one\",\"two\"]", NULL},
	        /* one is no series */
	        {"{\"text\":\"one\"}", NULL},
	        /* the same twice is there once */
	        {"[{\"text\":\"one\"},{\"text\":\"one\"},{\"text\":\"two\"}]", "one|two"},
	        {"[{\"text\":\"one\"},{\"text\":\"one\"}]", NULL},
	        /* others must be short beside them */
	        {"[{\"text\":\"aaaa\"},{\"text\":\"bbbb\"},{\"label\":\"cccc\"}]", "aaaa|bbbb"},
	        {"[{\"text\":\"aaaa\"},{\"text\":\"bbbb\"},{\"label\":\"ccccc\"}]", NULL},
	        {"[{\"label\":\"cccc\"},{\"text\":\"aaaa\"},{\"text\":\"bbbb\"}]", "aaaa|bbbb"},
	        /* summaries, titles and the like are of other things */
	        {"[{\"title\":\"one\"},{\"title\":\"two\"}]", NULL},
	        {"[{\"summary\":\"one\"},{\"summary\":\"two\"}]", NULL},
	        {"[{\"author\":\"one\"},{\"author\":\"two\"}]", NULL},
	        /* comments, recommendations, menus, footers */
	        {"{\"comments\":[{\"text\":\"one\"},{\"text\":\"two\"}]}", NULL},
	        {"{\"replies\":[{\"text\":\"one\"},{\"text\":\"two\"}]}", NULL},
	        {"{\"relatedArticles\":[{\"text\":\"one\"},{\"text\":\"two\"}]}", NULL},
	        {"{\"navigation\":[{\"text\":\"one\"},{\"text\":\"two\"}]}", NULL},
	        {"{\"footer\":[{\"text\":\"one\"},{\"text\":\"two\"}]}", NULL},
	        {"{\"blocks\":[{\"text\":\"one\"},{\"text\":\"two\"}]}", "one|two"},
	        /* names far above do not count */
	        {"{\"footer\":{\"a\":{\"b\":{\"c\":[{\"text\":\"one\"},{\"text\":\"two\"}]}}}}",
	                "one|two"},
	};
	struct kr_str got;
	size_t bytes;

	(void)state;
	kr_str_init(&got);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *is = best(cases[i].json, &got, &bytes);

		if (!kr_str_eq(is, cases[i].want) && (is || cases[i].want))
			fail_msg("%s\n gives %s\n not   %s", cases[i].json, is ? is : "nothing",
			        cases[i].want ? cases[i].want : "nothing");
	}
	assert_non_null(best("[{\"text\":\"one\"},{\"text\":\"three\"}]", &got, &bytes));
	assert_int_equal(bytes, 8);
	kr_str_fini(&got);
}

/* Only so many names are told apart: what comes later is not taken. */
static void test_many_names(void **state)
{
	struct kr_str json, got;
	size_t bytes;

	(void)state;
	kr_str_init(&json);
	kr_str_init(&got);
	kr_str_addz(&json, "[");
	for (int i = 0; i < KR_FRAGMENTS; i++)
		kr_str_addf(&json, "{\"key%c\":\"a\"},", 'a' + i);
	kr_str_addz(&json, "{\"zz\":\"one\"},{\"zz\":\"two\"}]");
	assert_null(best(json.data, &got, &bytes));
	kr_str_clear(&json);
	kr_str_addz(&json, "[");
	for (int i = 1; i < KR_FRAGMENTS; i++)
		kr_str_addf(&json, "{\"key%c\":\"a\"},", 'a' + i);
	kr_str_addz(&json, "{\"zz\":\"one\"},{\"zz\":\"two\"}]");
	assert_string_equal(best(json.data, &got, &bytes), "one|two");
	kr_str_fini(&json);
	kr_str_fini(&got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_pieces),
	        cmocka_unit_test(test_many_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
