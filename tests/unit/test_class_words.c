/* Words of class and id: how the table is searched, and that it is in order. */
#include "stage_help.h"

static const char *const words[] = {
#define MEANING(name)
#define W(text) text,
#include "extract/words/class_words.def"
#undef MEANING
#undef W
};

/* Words are lower case, since the case of the page is folded. */
static void table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		assert_true(strlen(words[i]) >= 2);
		for (const char *p = words[i]; *p; p++)
			if (!strchr("abcdefghijklmnopqrstuvwxyz-_", *p))
				fail_msg("%s", words[i]);
	}
}

static uint64_t of(const struct staged *s, const char *text)
{
	return kr_page_class_words(&s->page, s->page.dom.nodes[staged_text(s, text)].parent);
}

static void elements(void **state)
{
	static const char page[] =
	        "<p class='Story-DEK big'>one<p id=dek class=plain>two<p>three<p class=''>four"
	        "<p class='quiet'>five<p class='vorspann' id='Line-Number-2'>six";
	struct staged s;

	(void)state;
	staged_open(&s, page, "json_ld");
	assert_true(of(&s, "one") & KR_CLASS_WORD(STANDFIRST)); /* within a word, in any case */
	assert_true(of(&s, "two") & KR_CLASS_WORD(STANDFIRST)); /* in the id, too */
	assert_int_equal(of(&s, "three"), 0);
	assert_int_equal(of(&s, "four"), 0);
	assert_int_equal(of(&s, "five"), 0);
	assert_true(of(&s, "six") & KR_CLASS_WORD(STANDFIRST)); /* in both */
	assert_true(of(&s, "six") & KR_CLASS_WORD(LINE_NUMBER));
	assert_int_equal(of(&s, "one"), of(&s, "two")); /* again, from the cache */
	staged_close(&s);
}

/* A word may have several meanings, and a value several words. */
static void values(void **state)
{
	struct staged s;

	(void)state;
	staged_open(&s, "<p>text", "json_ld");
	assert_int_equal(kr_page_attr_words(&s.page, NULL), 0);
	assert_int_equal(kr_page_attr_words(&s.page, "captcha"), KR_CLASS_WORD(CHALLENGE));
	assert_int_equal(kr_page_attr_words(&s.page, "subtitle"),
	        KR_CLASS_WORD(TITLE) | KR_CLASS_WORD(OTHER_TITLE) | KR_CLASS_WORD(STANDFIRST) |
	                KR_CLASS_WORD(BYLINE) | KR_CLASS_WORD(NOT_ONE) | KR_CLASS_WORD(CARD_TITLE) |
	                KR_CLASS_WORD(CARD_TEXT));
	assert_int_equal(kr_page_text_words(&s.page, (struct kr_slice){"spinner lazy", 7}),
	        KR_CLASS_WORD(PLACEHOLDER));
	assert_int_equal(kr_page_text_words(&s.page, (struct kr_slice){"spinner lazy", 6}), 0);
	staged_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(table),
	        cmocka_unit_test(elements),
	        cmocka_unit_test(values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
