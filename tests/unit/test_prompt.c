#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "kread/app/clipboard.h"
#include "kread/app/keymap.h"
#include "kread/app/prompt.h"
#include "kread/base/utf8.h"

enum { CTRL_A = 1, CTRL_E = 5, CTRL_K = 11, CTRL_U = 21, CTRL_W = 23 };

static void type(struct kr_prompt *p, const char *text)
{
	size_t len = strlen(text);

	for (size_t i = 0; i < len;) {
		uint32_t c;

		i += kr_utf8_decode(text + i, len - i, &c);
		assert_int_equal(kr_prompt_key(p, c), KR_PROMPT_STAY);
	}
}

static void test_edit(void **state)
{
	static const struct {
		const char *text;
		uint32_t keys[6];
		const char *result;
	} cases[] = {
	        {"abc", {KR_KEY_BACKSPACE}, "ab"},
	        {"abc", {KR_KEY_LEFT, KR_KEY_BACKSPACE}, "ac"},
	        {"abc", {KR_KEY_HOME, KR_KEY_DEL}, "bc"},
	        {"abc", {CTRL_A, 'x', CTRL_E, 'y'}, "xabcy"},
	        {"新闻", {KR_KEY_BACKSPACE}, "新"},
	        {"新闻", {KR_KEY_LEFT, 0x7684}, "新的闻"},
	        {"e\u0301x", {KR_KEY_LEFT, KR_KEY_BACKSPACE},
	                "x"}, /* a letter and its accent are one */
	        {"\U0001f468\u200d\U0001f469\u200d\U0001f467", {KR_KEY_BACKSPACE}, ""},
	        {"\U0001f1e8\U0001f1f3", {KR_KEY_BACKSPACE}, ""},
	        {"one two", {CTRL_W}, "one "},
	        {"https://a.example/b/c", {CTRL_W}, "https://a.example/b/"},
	        {"one two three", {KR_KEY_ALT | 'b', KR_KEY_LEFT | KR_KEY_CTRL, 'x'},
	                "one xtwo three"},
	        {"one two three", {CTRL_A, KR_KEY_ALT | 'f', KR_KEY_RIGHT | KR_KEY_CTRL, 'x'},
	                "one twox three"},
	        {"one two three", {CTRL_A, KR_KEY_ALT | 'd', KR_KEY_ALT | 'd'}, " three"},
	        {"a.example/港/x", {KR_KEY_ALT | KR_KEY_BACKSPACE, KR_KEY_ALT | KR_KEY_BACKSPACE},
	                "a.example/"},
	        {"one",
	                {KR_KEY_ALT | 'q', KR_KEY_ALT | 'b', KR_KEY_ALT | 'b',
	                        KR_KEY_CTRL | KR_KEY_UP},
	                "one"},
	        {"one two", {KR_KEY_LEFT, KR_KEY_LEFT, CTRL_U}, "wo"},
	        {"one two", {KR_KEY_LEFT, KR_KEY_LEFT, CTRL_K}, "one t"},
	        {"abc", {KR_KEY_RIGHT, KR_KEY_DEL, KR_KEY_PGUP, KR_KEY_F1}, "abc"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_prompt p;

		kr_prompt_init(&p);
		kr_prompt_open(&p, KR_PROMPT_SEARCH, NULL);
		type(&p, cases[i].text);
		for (size_t k = 0; k < 6 && cases[i].keys[k]; k++)
			kr_prompt_key(&p, cases[i].keys[k]);
		assert_string_equal(p.text.data, cases[i].result);
		kr_prompt_fini(&p);
	}
}

static void test_ends(void **state)
{
	struct kr_prompt p;

	(void)state;
	kr_prompt_init(&p);
	kr_prompt_open(&p, KR_PROMPT_SEARCH, "ab");
	assert_int_equal(kr_prompt_key(&p, KR_KEY_ENTER), KR_PROMPT_ACCEPT);
	assert_int_equal(kr_prompt_key(&p, KR_KEY_ESC), KR_PROMPT_CANCEL);
	assert_int_equal(kr_prompt_key(&p, 3), KR_PROMPT_CANCEL);
	assert_int_equal(kr_prompt_key(&p, KR_KEY_BACKSPACE), KR_PROMPT_STAY);
	assert_int_equal(kr_prompt_key(&p, KR_KEY_BACKSPACE), KR_PROMPT_STAY);
	assert_int_equal(kr_prompt_key(&p, KR_KEY_BACKSPACE), KR_PROMPT_CANCEL);
	kr_prompt_fini(&p);
}

static void test_history(void **state)
{
	struct kr_prompt p;

	(void)state;
	kr_prompt_init(&p);
	for (int i = 0; i < KR_PROMPT_HISTORY + 5; i++) {
		kr_prompt_open(&p, KR_PROMPT_COMMAND, i % 2 ? "odd" : "even");
		kr_prompt_remember(&p);
		kr_prompt_remember(&p); /* repetitions count once */
	}
	assert_int_equal(p.history[KR_PROMPT_COMMAND].n, KR_PROMPT_HISTORY);
	kr_prompt_open(&p, KR_PROMPT_COMMAND, "draft");
	kr_prompt_key(&p, KR_KEY_UP);
	assert_string_equal(p.text.data, "even");
	kr_prompt_key(&p, KR_KEY_UP);
	assert_string_equal(p.text.data, "odd");
	kr_prompt_key(&p, KR_KEY_DOWN);
	kr_prompt_key(&p, KR_KEY_DOWN);
	assert_string_equal(p.text.data, "draft");
	kr_prompt_open(&p, KR_PROMPT_SEARCH, "other");
	kr_prompt_key(&p, KR_KEY_UP);
	assert_string_equal(p.text.data, "other");
	kr_prompt_fini(&p);
}

static void test_insert(void **state)
{
	static char much[3 * KR_PROMPT_MAX];
	struct kr_prompt p;

	(void)state;
	kr_prompt_init(&p);
	kr_prompt_open(&p, KR_PROMPT_ADDRESS, NULL);
	kr_prompt_insert(&p, "a\033[2Jb\nc\xff", 9);
	assert_string_equal(p.text.data, "a[2Jb c\ufffd");
	for (size_t i = 0; i + 3 <= sizeof much; i += 3)
		memcpy(much + i, "\u65b0", 3);
	kr_prompt_insert(&p, much, sizeof much);
	assert_true(p.text.len <= KR_PROMPT_MAX && p.text.len > KR_PROMPT_MAX - 3);
	assert_true(kr_utf8_valid(p.text.data, p.text.len));
	kr_prompt_fini(&p);
}

/* What is shown, with < and > for the marks and | for the cursor. */
static const char *shown(const struct kr_prompt *p, int cols)
{
	static char buf[200];
	struct kr_prompt_part part;

	kr_prompt_fit(p, cols, &part);
	assert_true(part.from <= p->cursor && p->cursor <= part.to && part.to <= p->text.len);
	snprintf(buf, sizeof buf, "%.*s%s%.*s|%.*s%s", (int)(part.host_end - part.host),
	        p->text.data + part.host, part.left ? "<" : "", (int)(p->cursor - part.from),
	        p->text.data + part.from, (int)(part.to - p->cursor), p->text.data + p->cursor,
	        part.right ? ">" : "");
	return buf;
}

static void test_fit(void **state)
{
	static const struct {
		enum kr_prompt_kind kind;
		const char *text;
		int cols;
		const char *at_end, *at_start, *left3; /* and three to the left of the end */
	} cases[] = {
	        {KR_PROMPT_SEARCH, "abcdef", 10, "abcdef|", "|abcdef", "abc|def"},
	        {KR_PROMPT_SEARCH, "abcdefghijklmn", 10, "<ghijklmn|", "|abcdefghi>",
	                "<fghijk|lmn"},
	        {KR_PROMPT_SEARCH, "新闻新闻新闻", 10, "<新闻新闻|", "|新闻新闻>", "新闻新|闻>"},
	        {KR_PROMPT_ADDRESS, "https://a.example/one/two/three/four", 30,
	                "https://a.example</three/four|", "|https://a.example/one/two/thr>",
	                "https://a.example<o/three/f|our"},
	        {KR_PROMPT_ADDRESS, "https://news.a.example/one/two/three", 26,
	                "news.a.example</two/three|", "|https://news.a.example/on>",
	                "news.a.example<e/two/th|ree"},
	        {KR_PROMPT_ADDRESS, "https://news.a.example/one/two/three", 20,
	                "<mple/one/two/three|", "|https://news.a.exam>", "<ample/one/two/th|ree"},
	        {KR_PROMPT_SEARCH, "abcdef", 4, "def|", "|abcdef", "abc|def"},
	        {KR_PROMPT_SEARCH, "abcdef", 1, "|", "|abcdef", "|def"},
	        {KR_PROMPT_SEARCH, "abcdef", 0, "|", "|abcdef", "|def"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_prompt p;

		kr_prompt_init(&p);
		kr_prompt_open(&p, cases[i].kind, cases[i].text);
		assert_string_equal(shown(&p, cases[i].cols), cases[i].at_end);
		for (int k = 0; k < 3; k++)
			kr_prompt_key(&p, KR_KEY_LEFT);
		assert_string_equal(shown(&p, cases[i].cols), cases[i].left3);
		kr_prompt_key(&p, KR_KEY_HOME);
		assert_string_equal(shown(&p, cases[i].cols), cases[i].at_start);
		kr_prompt_fini(&p);
	}
}

/* After a failure the line can be mended, and Up gives the one before it. */
static void test_reopen(void **state)
{
	struct kr_prompt p;

	(void)state;
	kr_prompt_init(&p);
	kr_prompt_reopen(&p, KR_PROMPT_ADDRESS);
	assert_string_equal(p.text.data, "");
	kr_prompt_offer(&p, KR_PROMPT_ADDRESS, "one");
	kr_prompt_offer(&p, KR_PROMPT_ADDRESS, "two");
	kr_prompt_reopen(&p, KR_PROMPT_ADDRESS);
	assert_string_equal(p.text.data, "two");
	assert_int_equal(p.cursor, 3);
	kr_prompt_key(&p, KR_KEY_UP);
	assert_string_equal(p.text.data, "one");
	kr_prompt_key(&p, KR_KEY_DOWN);
	kr_prompt_key(&p, KR_KEY_DOWN);
	assert_string_equal(p.text.data, "");
	kr_prompt_fini(&p);
}

static void test_clipboard(void **state)
{
	static const struct {
		const char *text, *base64; /* RFC 4648, section 10 */
	} cases[] = {
	        {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foobar", "Zm9vYmFy"}};
	static char much[KR_CLIPBOARD_MAX + 1];
	struct kr_err err;
	struct kr_str out;

	(void)state;
	kr_str_init(&out);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(kr_clipboard_sequence(
		                         cases[i].text, strlen(cases[i].text), false, &out, &err),
		        0);
		assert_memory_equal(out.data, "\033]52;c;", 7);
		assert_int_equal(out.len, 8 + strlen(cases[i].base64));
		assert_memory_equal(out.data + 7, cases[i].base64, strlen(cases[i].base64));
		assert_int_equal(out.data[out.len - 1], '\a');
	}
	/* in pieces through GNU screen, which takes the wrapping off */
	assert_int_equal(kr_clipboard_sequence(much, 200, true, &out, &err), 0);
	assert_true(
	        kr_str_starts(out.data, "\033P\033]52;c;") && kr_str_ends(out.data, "\a\033\\"));
	assert_non_null(strstr(out.data, "\033\\\033P"));
	assert_int_equal(out.len, 7 + 268 + 1 + 2 * 4);
	assert_int_equal(kr_clipboard_sequence(much, sizeof much, false, &out, &err), KR_E_LIMIT);
	kr_str_fini(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_edit),
	        cmocka_unit_test(test_ends),
	        cmocka_unit_test(test_history),
	        cmocka_unit_test(test_insert),
	        cmocka_unit_test(test_fit),
	        cmocka_unit_test(test_reopen),
	        cmocka_unit_test(test_clipboard),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
