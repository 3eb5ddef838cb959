/* Recommendations that lead to other things than articles go, unless the page has nothing else. */
#include "stage_help.h"

#include "extract/lists/rec_filter_priv.h"

#define A "https://news.example/2024/05/"

/* What is left of recommendations with these addresses, separated by blanks. */
static void filter(const char *urls, struct kr_str *out)
{
	struct staged s;

	staged_open(&s, "<p>a</p>", "body");
	for (size_t n; *urls; urls += n + (urls[n] == ' ')) {
		struct kr_rec *rec = kr_doc_add_rec(s.page.doc);

		n = strcspn(urls, " ");
		rec->url = kr_doc_line(s.page.doc, urls, n);
		rec->title = rec->url;
	}
	kr_rec_filter_run(&s.page);
	kr_str_clear(out);
	for (size_t i = 0; i < s.page.doc->nrecs; i++)
		kr_str_addf(out, "%s%s", i ? " " : "", s.page.doc->recs[i].url);
	staged_close(&s);
}

#define FAQ "https://news.example/help-center/"

static void test_others(void **state)
{
	static const struct {
		const char *urls, *left;
	} cases[] = {
	        {A "a " A "b " A "c", A "a " A "b " A "c"},
	        /* questions, goods on a host of their own, however many, in pinyin, too */
	        {A "a " FAQ "1 " A "b " FAQ "2 " FAQ "3 " FAQ "4 " FAQ "5 " A "c",
	                A "a " A "b " A "c"},
	        {A "a " A "b " A "c https://yuedu.example/b/1 https://shop.example/b/2",
	                A "a " A "b " A "c"},
	        /* two articles do not tell what the page recommends */
	        {A "a " A "b " FAQ "1 " FAQ "2", A "a " A "b " FAQ "1 " FAQ "2"},
	        {FAQ "1 " FAQ "2 " FAQ "3", FAQ "1 " FAQ "2 " FAQ "3"},
	        /* but one of three is odd */
	        {A "a " A "b " FAQ "1", A "a " A "b"},
	        /* advertisements go while they are few */
	        {A "a " A "b https://x.example/?utm_medium=cpc", A "a " A "b"},
	        {A "a https://x.example/?utm_medium=cpc https://y.example/?utm_medium=cpc",
	                A "a https://x.example/?utm_medium=cpc https://y.example/?utm_medium=cpc"},
	};
	struct kr_str got;

	(void)state;
	kr_str_init(&got);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		filter(cases[i].urls, &got);
		assert_string_equal(got.data, cases[i].left);
	}
	kr_str_fini(&got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
