#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kread/load/source.h"
#include "kread/ui/theme.h"

static void test_faults(void **state)
{
	static const struct {
		const char *text, *fault; /* NULL: none */
	} cases[] = {
	        {"", NULL},
	        {"# nothing\n\n  text = #d4d4d4 on 234 \r\nlink=bold on default\n", NULL},
	        {"text = white\ntitel = red\n", "t:2: titel: unknown role; did you mean title?"},
	        {"\nxyzzy = red\n", "t:2: xyzzy: unknown role"},
	        {"text = rde\n", "t:1: 'rde' is neither a colour nor an attribute"},
	        {"text = #12345\n", "t:1: '#12345' is neither a colour nor an attribute"},
	        {"text = 256\n", "t:1: '256' is neither a colour nor an attribute"},
	        {"text = red blue\n", "t:1: 'blue' is neither a colour nor an attribute"},
	        {"text = red on\n", "t:1: a colour must follow 'on'"},
	        {"text\n", "t:1: not ROLE = COLOUR on COLOUR ATTRIBUTES"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_theme_looks looks;
		struct kr_err err = {0};

		assert_int_equal(kr_theme_parse(&looks, "t", cases[i].text, &err),
		        cases[i].fault ? KR_E_USAGE : 0);
		if (cases[i].fault)
			assert_string_equal(err.msg, cases[i].fault);
	}
}

static void expect(const struct kr_theme *t, int role, int32_t fg, int32_t bg, int attrs)
{
	assert_int_equal(t->pens[role].fg, fg);
	assert_int_equal(t->pens[role].bg, bg);
	assert_int_equal(t->pens[role].attrs, attrs);
}

/* What a role does not say is as for text; colours that the terminal lacks become the nearest. */
static void test_pens(void **state)
{
	struct kr_theme_looks looks;
	struct kr_theme t;
	struct kr_err err;

	(void)state;
	assert_int_equal(kr_theme_parse(&looks, "t",
	                         "text = #eeeeee on #000087\nlink = #ff0000 underline bold\n"
	                         "title = 3\n",
	                         &err),
	        0);
	kr_theme_init(&t, 1 << 24, &looks);
	expect(&t, KR_ROLE_TEXT, 0xeeeeee, 18, 0);
	expect(&t, KR_ROLE_LINK, 0xff0000, 18, KR_ATTR_UNDERLINE | KR_ATTR_BOLD);
	kr_theme_init(&t, 256, &looks);
	expect(&t, KR_ROLE_TEXT, 255, 18, 0);
	expect(&t, KR_ROLE_TITLE, 3, 18, 0);
	expect(&t, KR_ROLE_HINT, 255, 18, KR_ATTR_DIM);
	kr_theme_init(&t, 8, &looks);
	expect(&t, KR_ROLE_TEXT, 7, 4, 0);
	expect(&t, KR_ROLE_LINK, 1, 4, KR_ATTR_UNDERLINE | KR_ATTR_BOLD);
	/* without colours, states differ by their attributes, whatever the file says */
	kr_theme_init(&t, 0, &looks);
	expect(&t, KR_ROLE_LINK_SELECTED, -1, -1, KR_ATTR_REVERSE | KR_ATTR_UNDERLINE);
	expect(&t, KR_ROLE_LINK, -1, -1, KR_ATTR_UNDERLINE);
}

/* The file of the default theme says what is built in; the others have no faults and leave nothing
 * out. */
static void test_shipped(void **state)
{
	static const char *const names[] = {
	        "default", "dark", "light", "high-contrast", "harbour", "ink"};
	struct kr_theme_looks looks;
	struct kr_theme built_in, t;
	const char *folder = getenv("KREAD_THEMES");
	struct kr_err err;

	(void)state;
	assert_non_null(folder);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct kr_str path, text;

		kr_str_init(&path);
		kr_str_init(&text);
		kr_str_addf(&path, "%s/%s.theme", folder, names[i]);
		assert_int_equal(kr_source_read(path.data, 1 << 16, &text, &err), 0);
		assert_int_equal(kr_theme_parse(&looks, names[i], text.data, &err), 0);
		for (int k = 0; k < KR_ROLES; k++)
			assert_true(looks.v[k].given == (k != KR_ROLE_QR));
		kr_str_fini(&path);
		kr_str_fini(&text);
		kr_theme_init(&built_in, 16, NULL);
		kr_theme_init(&t, 16, &looks);
		for (int k = 0; !i && k < KR_ROLES; k++)
			expect(&t, k, built_in.pens[k].fg, built_in.pens[k].bg,
			        built_in.pens[k].attrs);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_faults),
	        cmocka_unit_test(test_pens),
	        cmocka_unit_test(test_shipped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
