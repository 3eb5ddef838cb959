#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "kread/app/keymap.h"

static int find(const struct kr_keymap *m, const char *keys)
{
	uint32_t k[KR_KEYS_MAX];
	int n = 0;

	for (; keys[n]; n++)
		k[n] = (unsigned char)keys[n];
	return kr_keymap_find(m, k, n, KR_IN_ARTICLE);
}

static void test_defaults(void **state)
{
	static const struct {
		const char *keys;
		int command;
	} cases[] = {
	        {"j", KR_CMD_DOWN},
	        {"g", KR_KEYMAP_PREFIX},
	        {"gg", KR_CMD_TOP},
	        {"gx", KR_KEYMAP_NONE},
	        {"y", KR_KEYMAP_PREFIX},
	        {"yu", KR_CMD_COPY_URL},
	        {"\004", KR_CMD_HALF_DOWN},
	        {"\033", KR_CMD_CANCEL},
	        {"\003", KR_CMD_CANCEL},
	        {" ", KR_CMD_PAGE_DOWN},
	        {"f", KR_CMD_FAVOURITE},
	        {"B", KR_KEYMAP_NONE},
	        {"m", KR_CMD_MARK},
	        {"<", KR_CMD_NARROWER},
	};
	struct kr_keymap m;

	(void)state;
	kr_keymap_init(&m);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(find(&m, cases[i].keys), cases[i].command);
	kr_keymap_fini(&m);
}

static void test_bind(void **state)
{
	static const char *const misnamed[] = {
	        "F0", "F13", "F123", "C-x", "<Fo>", "<home>", "up", "DEL", "Quit", "PageUp"};
	static const char *const sequences[] = {
	        "gT", "ZZ", "Zq", "F", "Fx", "<x", "x->", "C-", "goo"};
	struct kr_keymap m;
	struct kr_err err;

	(void)state;
	kr_keymap_init(&m);
	assert_int_equal(kr_keymap_bind(&m, "help", "x  ^X g", &err), 0);
	assert_int_equal(find(&m, "x"), KR_CMD_HELP);
	assert_int_equal(find(&m, "\030"), KR_CMD_HELP);
	assert_int_equal(find(&m, "g"), KR_CMD_HELP); /* gg would be out of reach */
	assert_int_equal(find(&m, "gg"), KR_KEYMAP_NONE);
	assert_int_equal(find(&m, "?"), KR_KEYMAP_NONE);
	assert_int_equal(kr_keymap_bind(&m, "top", "gt j", &err), 0);
	assert_int_equal(find(&m, "gt"), KR_CMD_TOP);
	assert_int_equal(find(&m, "g"), KR_KEYMAP_PREFIX);
	assert_int_equal(find(&m, "j"), KR_CMD_TOP);
	assert_int_equal(kr_keymap_bind(&m, "top", "", &err), 0);
	assert_int_equal(find(&m, "gt"), KR_KEYMAP_NONE);
	/* an error changes nothing */
	assert_int_equal(kr_keymap_bind(&m, "quit", "k abcde", &err), KR_E_USAGE);
	assert_string_equal(err.msg, "'abcde' is not a key");
	assert_int_equal(find(&m, "k"), KR_CMD_UP);
	assert_int_equal(find(&m, "Q"), KR_CMD_QUIT);
	assert_int_equal(kr_keymap_bind(&m, "quit", "x Foo", &err), KR_E_USAGE);
	assert_string_equal(err.msg, "'Foo' is not a key");
	assert_int_equal(kr_keymap_bind(&m, "quit", "tab", &err), KR_E_USAGE);
	assert_string_equal(err.msg, "'tab' is not a key; did you mean Tab?");
	for (size_t i = 0; i < sizeof misnamed / sizeof *misnamed; i++)
		assert_int_equal(kr_keymap_bind(&m, "quit", misnamed[i], &err), KR_E_USAGE);
	for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
		assert_int_equal(kr_keymap_bind(&m, "raw", sequences[i], &err), 0);
	assert_int_equal(kr_keymap_bind(&m, "hlep", "k", &err), KR_E_USAGE);
	assert_string_equal(err.msg, "hlep: unknown command; did you mean help?");
	assert_int_equal(kr_keymap_bind(&m, "quit", "\xff", &err), KR_E_USAGE);
	kr_keymap_fini(&m);
}

/* A key may start one command in the article and another in lists. */
static void test_places(void **state)
{
	const uint32_t m_key = 'm';
	struct kr_keymap m;

	(void)state;
	kr_keymap_init(&m);
	assert_int_equal(kr_keymap_find(&m, &m_key, 1, KR_IN_ARTICLE), KR_CMD_MARK);
	assert_int_equal(kr_keymap_find(&m, &m_key, 1, KR_IN_LIST), KR_CMD_MARK_READ);
	/* elsewhere it is known, but not available */
	assert_true(kr_keymap_find(&m, &m_key, 1, KR_IN_START) >= 0);
	/* a command for both takes it from both */
	assert_int_equal(kr_keymap_bind(&m, "comments", "m", NULL), 0);
	assert_int_equal(kr_keymap_find(&m, &m_key, 1, KR_IN_ARTICLE), KR_CMD_COMMENTS);
	assert_int_equal(kr_keymap_find(&m, &m_key, 1, KR_IN_LIST), KR_CMD_COMMENTS);
	kr_keymap_fini(&m);
}

/* Whatever the keys are, printing and parsing them gives the same keys. */
static void test_round_trip(void **state)
{
	static const char *const presets[] = {"kread", "newsboat", "w3m"};

	(void)state;
	for (size_t p = 0; p < 3; p++) {
		struct kr_keymap m, again;

		kr_keymap_init(&m);
		kr_keymap_init(&again);
		assert_int_equal(kr_keymap_preset(&m, presets[p], NULL), 0);
		assert_int_equal(kr_keymap_bind(&m, "raw", "g<Home> F12 ä^X", NULL), 0);
		for (int i = 0; i < KR_COMMANDS; i++)
			kr_keymap_bind(&again, kr_commands_get(i)->name, "", NULL);
		for (int i = 0; i < KR_COMMANDS; i++) {
			struct kr_str keys, keys2;

			kr_str_init(&keys);
			kr_str_init(&keys2);
			kr_keymap_keys(&m, i, &keys);
			assert_int_equal(
			        kr_keymap_bind(&again, kr_commands_get(i)->name, keys.data, NULL),
			        0);
			kr_keymap_keys(&again, i, &keys2);
			assert_string_equal(keys.data, keys2.data);
			kr_str_fini(&keys);
			kr_str_fini(&keys2);
		}
		assert_int_equal(m.n, again.n);
		kr_keymap_fini(&m);
		kr_keymap_fini(&again);
	}
}

/* No preset may take the last key of an essential command. */
static void test_presets_reach(void **state)
{
	static const char *const presets[] = {"kread", "newsboat", "w3m"};
	static const int needed[] = {KR_CMD_DOWN, KR_CMD_UP, KR_CMD_PAGE_DOWN, KR_CMD_PAGE_UP,
	        KR_CMD_TOP, KR_CMD_BOTTOM, KR_CMD_PANE, KR_CMD_OPEN, KR_CMD_NEXT, KR_CMD_PREVIOUS,
	        KR_CMD_BACK, KR_CMD_FORWARD, KR_CMD_ADDRESS, KR_CMD_RELOAD, KR_CMD_CANCEL,
	        KR_CMD_BROWSER, KR_CMD_SEARCH, KR_CMD_HELP, KR_CMD_COMMAND, KR_CMD_CLOSE,
	        KR_CMD_QUIT};

	(void)state;
	for (size_t p = 0; p < 3; p++) {
		struct kr_keymap m;

		kr_keymap_init(&m);
		assert_int_equal(kr_keymap_preset(&m, presets[p], NULL), 0);
		for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
			struct kr_str keys;

			kr_str_init(&keys);
			kr_keymap_keys(&m, needed[i], &keys);
			assert_true(keys.len > 0);
			kr_str_fini(&keys);
		}
		kr_keymap_fini(&m);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_defaults),
	        cmocka_unit_test(test_bind),
	        cmocka_unit_test(test_places),
	        cmocka_unit_test(test_round_trip),
	        cmocka_unit_test(test_presets_reach),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
