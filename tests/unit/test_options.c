#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "kread/app/commands.h"
#include "kread/app/options.h"
#include "kread/app/suggest.h"

static void test_values(void **state)
{
	static const struct {
		const char *name, *value, *fault; /* NULL: good */
	} cases[] = {
	        {"width", "72", NULL}, {"width", "1", NULL},
	        {"width", "0", "width: '0' is not a number from 1 to 1000"},
	        {"width", "72x", "width: '72x' is not a number from 1 to 1000"},
	        {"width", "", "width: '' is not a number from 1 to 1000"},
	        {"width", "99999999999999999999",
	                "width: '99999999999999999999' is not a number from 1 to 1000"},
	        {"ascii", "yes", NULL}, {"ascii", "off", NULL},
	        {"ascii", "maybe", "ascii: 'maybe' is neither yes nor no"},
	        {"ascii", "", "ascii: '' is neither yes nor no"}, {"colour", "never", NULL},
	        {"colour", "alw", "colour: 'alw' is not one of auto|always|never"},
	        {"colour", "auto|always", "colour: 'auto|always' is not one of auto|always|never"},
	        {"charset", "Big5", NULL}, {"charset", " gb2312 ", NULL}, {"charset", "", NULL},
	        {"charset", "gbq", "charset: unknown encoding 'gbq'"}, {"browser", "w3m", NULL},
	        {"widht", "1", "widht: unknown option; did you mean width?"},
	        {"zzzzzz", "1", "zzzzzz: unknown option"},
	        {"help", "yes", "help: unknown option"}, /* on the command line only */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_options o;
		struct kr_err err = {0};
		int rc;

		kr_options_init(&o);
		rc = kr_options_set(&o, cases[i].name, cases[i].value, &err);
		assert_int_equal(rc, cases[i].fault ? KR_E_USAGE : 0);
		if (cases[i].fault)
			assert_string_equal(err.msg, cases[i].fault);
		kr_options_fini(&o);
	}
}

/* Every option accepts its default, and prints it as a value. */
static void test_defaults(void **state)
{
	struct kr_options o;

	(void)state;
	kr_options_init(&o);
	for (int i = 0; i < KR_OPTS; i++) {
		const struct kr_option *opt = kr_options_get(i);

		assert_int_equal(kr_options_find(opt->name), i);
		if (opt->where != KR_OPT_LINE)
			assert_int_equal(kr_options_set(&o, opt->name, opt->fallback, NULL), 0);
	}
	assert_int_equal(kr_options_number(&o, KR_OPT_WIDTH), 80);
	kr_options_fini(&o);
}

/* The numbers of options that are words follow the table. */
/* The enums of options.h follow the words of options.def. */
static void test_words(void **state)
{
	static const struct {
		int id, number;
		const char *word;
	} cases[] = {
	        {KR_OPT_COLOUR, KR_COLOUR_AUTO, "auto"},
	        {KR_OPT_COLOUR, KR_COLOUR_ALWAYS, "always"},
	        {KR_OPT_COLOUR, KR_COLOUR_NEVER, "never"},
	        {KR_OPT_AMBIGUOUS, KR_AMBIGUOUS_NARROW, "narrow"},
	        {KR_OPT_AMBIGUOUS, KR_AMBIGUOUS_WIDE, "wide"},
	        {KR_OPT_BROWSER_MODE, KR_BROWSER_DETACHED, "detached"},
	        {KR_OPT_BROWSER_MODE, KR_BROWSER_TERMINAL, "terminal"},
	};
	struct kr_options o;

	(void)state;
	kr_options_init(&o);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *name = kr_options_get(cases[i].id)->name;

		assert_int_equal(kr_options_set(&o, name, cases[i].word, NULL), 0);
		assert_int_equal(kr_options_number(&o, cases[i].id), cases[i].number);
	}
	kr_options_fini(&o);
}

static void test_line(void **state)
{
	static const struct {
		const char *args[6];
		int sources;      /* or KR_E_USAGE */
		const char *what; /* the first source, or the message */
	} cases[] = {
	        {{"kread"}, 0, NULL},
	        {{"kread", "a", "--width", "50", "b"}, 2, "a"},
	        {{"kread", "--width=50", "a"}, 1, "a"},
	        {{"kread", "-w", "50", "a"}, 1, "a"},
	        {{"kread", "-w50", "a"}, 1, "a"},
	        {{"kread", "--", "--width"}, 1, "--width"},
	        {{"kread", "-"}, 1, "-"},
	        {{"kread", "--dump=json", "a"}, 1, "a"},
	        {{"kread", "--dump", "a"}, 1, "a"},
	        {{"kread", "--dump=pdf", "a"}, KR_E_USAGE,
	                "dump: 'pdf' is not one of text|markdown|html|json|epub"},
	        {{"kread", "--width"}, KR_E_USAGE, "--width needs a value"},
	        {{"kread", "--help=x"}, KR_E_USAGE, "--help takes no value"},
	        {{"kread", "--dmup"}, KR_E_USAGE, "--dmup: unknown option; did you mean --dump?"},
	        {{"kread", "-x"}, KR_E_USAGE, "-x: unknown option"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *argv[6] = {0};
		int argc = 0;
		struct kr_options o;
		struct kr_err err = {0};

		for (; argc < 6 && cases[i].args[argc]; argc++)
			argv[argc] = (char *)cases[i].args[argc];
		kr_options_init(&o);
		assert_int_equal(kr_options_parse(&o, argc, argv, &err), cases[i].sources);
		if (cases[i].what)
			assert_string_equal(
			        cases[i].sources < 0 ? err.msg : argv[1], cases[i].what);
		kr_options_fini(&o);
	}
}

static void test_usage(void **state)
{
	struct kr_str out;

	(void)state;
	kr_str_init(&out);
	kr_options_usage(&out);
	for (const char *p = out.data; *p; p += strcspn(p, "\n") + 1)
		assert_true(strcspn(p, "\n") <= 80);
	for (int i = 0; i < KR_OPTS; i++)
		assert_non_null(strstr(out.data, kr_options_get(i)->name));
	assert_non_null(strstr(out.data, "in columns (80)\n"));
	kr_str_fini(&out);
}

static void test_suggest(void **state)
{
	static const struct {
		const char *word, *best;
	} cases[] = {{"opne", "open"}, {"serach", "search"}, {"srch", "search"}, {"xyz", NULL},
	        {"pan", "pane"}, {"foo", NULL}, {"pxnx", "pane"}, {"", NULL}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_suggest s;

		kr_suggest_init(&s, cases[i].word);
		kr_suggest_offer(&s, "pane");
		kr_suggest_offer(&s, "open");
		kr_suggest_offer(&s, "search");
		if (cases[i].best)
			assert_string_equal(s.best, cases[i].best);
		else
			assert_null(s.best);
	}
}

static void abbreviations_are_listed(void **state)
{
	struct kr_str s;

	(void)state;
	kr_str_init(&s);
	kr_options_matches("browser", &s);
	assert_string_equal(s.data, "browser, browser-mode");
	kr_str_clear(&s);
	kr_options_matches("", &s);
	assert_string_equal(s.data, "width, indent, split-from, list-width, ...");
	kr_str_clear(&s);
	kr_options_matches("dump", &s); /* of the command line only */
	assert_string_equal(s.data, "");
	kr_commands_matches("ra", &s);
	assert_string_equal(s.data, "raw");
	kr_str_fini(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_values),
	        cmocka_unit_test(test_defaults),
	        cmocka_unit_test(test_words),
	        cmocka_unit_test(test_line),
	        cmocka_unit_test(test_usage),
	        cmocka_unit_test(test_suggest),
	        cmocka_unit_test(abbreviations_are_listed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
