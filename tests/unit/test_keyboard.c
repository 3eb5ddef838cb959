#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "kread/base/utf8.h"
#include "typist.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

struct expected {
	const char *script, *keys;
};

static void check(const struct expected *cases, size_t n, uint8_t backspace)
{
	for (size_t i = 0; i < n; i++) {
		struct typist t;

		begin(&t, backspace);
		play(&t, cases[i].script);
		if (strcmp(t.out.data, cases[i].keys))
			fail_msg("case %zu: got '%s', want '%s'", i, t.out.data, cases[i].keys);
		assert_int_equal(kr_keyboard_wait(&t.k, t.now), -1);
		end(&t);
	}
}

static void test_keys(void **state)
{
	static const struct expected cases[] = {
	        {"j%k", "jk"},
	        {"新%\xe9\x97|\xbb%x", "新闻x"}, /* a character in two reads */
	        {"\xe9\x97%x", "x"},             /* and one that was broken off */
	        {"\x9b\x80\xff", ""},
	        {"\r%\t%\x7f%\b%\x03", "EnterTabBackspace^H^C"},
	        /* cursor keys of both kinds */
	        {"\033[A\033[B\033[C\033[D\033[H\033[F", "UpDownRightLeftHomeEnd"},
	        {"\033OA\033OB\033OC\033OD\033OH\033OF", "UpDownRightLeftHomeEnd"},
	        {"\033[1~\033[2~\033[3~\033[4~\033[5~\033[6~\033[7~\033[8~",
	                "HomeInsDelEndPgUpPgDnHomeEnd"},
	        {"\033[Z", "S-Tab"},
	        {"\033OP\033OQ\033OR\033OS\033[15~\033[17~\033[24~", "F1F2F3F4F5F6F12"},
	        {"\033[11~\033[[A\033[[E\033[P\033[1;2S", "F1F1F5F1F4"},
	        {"\033OM\033Op\033Oy\033Ok", "Enter09+"},
	        /* with modifiers */
	        {"\033[1;5D\033[1;5C\033[5D\033O5C\033Od\033Oc",
	                "Ctrl+LeftCtrl+RightCtrl+LeftCtrl+RightCtrl+LeftCtrl+Right"},
	        {"\033[1;3D\033\033[C\033\033OA", "Alt+LeftAlt+RightAlt+Up"},
	        {"\033[3;5~\033[3^", "Ctrl+DelCtrl+Del"},
	        {"\033[1;2A\033[a\033[5$", "UpUpPgUp"},
	        {"\033b\033f\033d\033\x7f\033q\033\r",
	                "Alt+bAlt+fAlt+dAlt+BackspaceAlt+qAlt+Enter"},
	        {"\033新x", "Alt+新x"},
	        {"\033\xe9%x", "x"},
	        /* the Esc key, and Alt in two reads */
	        {"\033%q", "Escq"},
	        {"\033", "Esc"},
	        {"\033|q", "Alt+q"},
	};

	(void)state;
	check(cases, COUNT(cases), 0x7f);
}

static void test_backspace(void **state)
{
	static const struct expected cases[] = {
	        {"\b%\x7f%\033\b", "BackspaceBackspaceAlt+Backspace"}};

	(void)state;
	check(cases, 1, '\b');
}

static void test_answers(void **state)
{
	static const struct expected cases[] = {
	        {"a\033]11;rgb:1c1c/1c1c/1c1c\033\\b", "ab"},
	        {"a\033]11;rgb:ffff/qqqq/QQQQ\ab", "ab"},
	        {"a\033P1+r544e=787465726d\033\\b", "ab"},
	        {"a\033P>|XTerm(388)\033\\\033_Gi=31;OK\033\\\033^q\033\\\033Xq\033\\b", "ab"},
	        {"\033[?1;2c\033[>41;388;0c\033[8;24;80t\033[5;10R\033[1;5R\033[?2004;1$y", ""},
	        {"\033[0n\033[I\033[O\033[97;5u\033[27;5;97~\033[?997;1n", ""},
	        /* cut anywhere */
	        {"\033[%A", "Up"},
	        {"\033[1;%5D", "Ctrl+Left"},
	        {"\033O%B", "Down"},
	        {"\033%[Aj", "Escj"},
	        {"\033%[1;5Dj", "Escj"},
	        {"\033%]11;rgb:0/0/0\033\\j", "Escj"},
	        {"\033%]11;rgb:0/0/0\aj", "Escj"},
	        {"\033]11;rgb%:0/0/0\033%\\j", "j"},
	        {"\033]52;c;cXE=%\aj", "j"},
	        /* Esc and a key in peace */
	        {"\033%[%A", "Esc[A"},
	        {"\033%O%o", "EscOo"},
	        {"\033%[[", "Esc[["},
	        /* Alt and a key that begins a string */
	        {"\033]%j", "j"},
	        {"\033P%j", "j"},
	        {"\033]%11;rgb\aj", "j"},
	        /* never ended */
	        {"\033]11;rgb!j", "j"},
	        {"\033[12!A", "A"},
	        {"\033P|q|q|q!j", "j"},
	        {"\033]11;\x03j", "^Cj"},
	        {"\033[1\x03j", "^Cj"},
	        {"\033[1\x18j", "j"},
	        {"\033]1\033[A", "Up"},
	        {"\033[1\033[A", "Up"},
	        /* reports of a mouse that nobody asked for */
	        {"\033[M qQj", "j"},
	        {"\033[M\x20%\xf0\xf1j", "j"},
	        {"\033[<0;12;7M\033[<0;12;7m\033[32;12;7Mj", "j"},
	};

	(void)state;
	check(cases, COUNT(cases), 0x7f);
}

/* Once they are wanted; the release of the button, other buttons and nonsense are nothing. */
static void test_mouse(void **state)
{
	static const char bytes[] = "\033[<0;12;7M\033[<0;12;7m\033[<64;1;1M\033[<69;300;200Mj"
	                            "\033[<2;3;4M\033[<35;3;4M\033[<0;3M\033[<0;0;1M\033[<0;1;2;3M";
	static const struct kr_mouse want[] = {{KR_MOUSE_CLICK, 6, 11, -1},
	        {KR_MOUSE_WHEEL_UP, 0, 0, -1}, {KR_MOUSE_WHEEL_DOWN, 199, 299, -1}};
	struct kr_input in = {0};
	struct kr_keyboard k;
	char *to;

	(void)state;
	kr_str_init(&in.paste);
	kr_keyboard_init(&k, 0x7f);
	k.mouse = true;
	assert_true(kr_keyboard_room(&k, &to) >= sizeof bytes);
	memcpy(to, bytes, sizeof bytes - 1);
	kr_keyboard_feed(&k, sizeof bytes - 1, 0);
	for (size_t i = 0; i < COUNT(want); i++) {
		assert_true(kr_keyboard_next(&k, &in));
		assert_int_equal(in.key, 0);
		assert_memory_equal(&in.mouse, &want[i], sizeof want[i]);
	}
	assert_true(kr_keyboard_next(&k, &in));
	assert_int_equal(in.key, 'j');
	assert_false(kr_keyboard_next(&k, &in));
	kr_keyboard_fini(&k);
	kr_str_fini(&in.paste);
}

static void test_pastes(void **state)
{
	static const struct expected cases[] = {
	        {"\033[200~qQ\n:quit\r\033[201~j", "{qQ\n:quit\r}j"},
	        {"\033[200~a\033[201|~j", "{a}j"},
	        {"\033[200~a\033[2\033[20x\033\033[201~j", "{a\033[2\033[20x\033}j"},
	        {"\033[201~j", "j"},
	        {"\033%[200~qQ\033[201~j", "Esc{qQ}j"},
	        {"\033[200~\x03q\033[201~j", "{\x03q}j"},
	        /* never ended */
	        {"\033[200~abc%\x03%q", "q"},
	        {"\033[200~abc!q", "{abc}q"},
	        {"\033[200~abc%j%j%j%j%j%j%j!q", "{abcjjjjjj}jq"},
	        {"\033[200~abc%新%新%新%新%新%新%\033OA!q", "{abc新新新新新新}Upq"},
	};

	(void)state;
	check(cases, COUNT(cases), 0x7f);
}

static void test_bursts(void **state)
{
	static const struct expected cases[] = {
	        {"https://a.example/Q", "{https://a.example/Q}"},
	        {"htt|ps://a.exa|mple/Qq", "{https://a.example/Qq}"},
	        {"h|t|t|p|:|/|/|a", "{http://a}"},
	        {"h%t%t%p%:", "http:"},
	        {"www.a.example q\rQ\r", "{www.a.example q\rQ\r}"},
	        {"http\xef\xbc\x9a//a", "{http\xef\xbc\x9a//a}"},
	        {" <https://a.example>", "{ <https://a.example>}"},
	        {"<a href=\"https://a.example\">Q</a>", "{<a href=\"https://a.example\">Q</a>}"},
	        {"https://a.example/\r%q", "{https://a.example/}Enterq"},
	        {"https://a.example/\033[A", "{https://a.example/}Up"},
	        {"[title](https://a.example/Q)", "{[title](https://a.example/Q)}"},
	        {"\xe3\x80\x90q\xe3\x80\x91https://a", "{\xe3\x80\x90q\xe3\x80\x91https://a}"},
	        {":o https://a", ":oSpacehttps://a"},
	        {"[[", "[["},
	        {"hjkl", "hjkl"},
	        {"h", "h"},
	        {"wq", "wq"},
	        {"Uhttps://a.example/", "Uhttps://a.example/"},
	        /* the terminal marks its pastes, so these were typed */
	        {"\033[200~x\033[201~%https://a", "{x}https://a"},
	};

	(void)state;
	check(cases, COUNT(cases), 0x7f);
}

/* Far more bytes than are kept. */
static void test_long(void **state)
{
	enum { MUCH = 10 << 20 };
	static char bytes[MUCH];
	struct typist t;

	(void)state;
	memset(bytes, '1', sizeof bytes);
	begin(&t, 0x7f);
	feed(&t, "\033[", 2);
	feed(&t, bytes, sizeof bytes);
	feed(&t, "Aj", 2);
	assert_string_equal(t.out.data, "j");
	feed(&t, "\033]", 2);
	feed(&t, bytes, sizeof bytes);
	feed(&t, "\aj", 2);
	assert_string_equal(t.out.data, "jj");
	kr_str_clear(&t.out);
	feed(&t, "\033[200~", 6);
	feed(&t, bytes, sizeof bytes);
	feed(&t, "\033[201~j", 7);
	assert_int_equal(t.out.len, KR_KEYBOARD_PASTE + 3);
	assert_int_equal(t.out.data[t.out.len - 1], 'j');
	end(&t);
}

/* A paste over a slow line, byte by byte for longer than the time limit. */
static void test_slow_paste(void **state)
{
	struct typist t;

	(void)state;
	begin(&t, 0x7f);
	feed(&t, "\033[200~", 6);
	for (int i = 0; i < 5000; i++) {
		pass(&t, 1);
		feed(&t, "q", 1);
	}
	feed(&t, "\033[201~j", 7);
	assert_int_equal(t.out.len, 5000 + 3);
	/* the time limit */
	feed(&t, "\033[200~q", 7);
	assert_int_equal(kr_keyboard_wait(&t.k, t.now), 2000);
	pass(&t, 2000);
	feed(&t, "k", 1);
	assert_int_equal(t.out.data[t.out.len - 1], 'k');
	end(&t);
}

/* What is held back, and for how long. */
static void test_wait(void **state)
{
	struct typist t;

	(void)state;
	begin(&t, 0x7f);
	assert_int_equal(kr_keyboard_wait(&t.k, t.now), -1);
	feed(&t, "j", 1);
	assert_int_equal(kr_keyboard_wait(&t.k, t.now), -1);
	pass(&t, 1000);
	feed(&t, "h", 1);
	assert_int_equal(kr_keyboard_wait(&t.k, t.now), 10);
	pass(&t, 1000);
	feed(&t, "\033", 1);
	assert_int_equal(kr_keyboard_wait(&t.k, t.now), 25);
	assert_int_equal(kr_keyboard_wait(&t.k, t.now + 30), 0);
	/* the loop was late, but the next key came later than that */
	t.now += 400;
	feed(&t, "q", 1);
	assert_string_equal(t.out.data, "jhEscq");
	pass(&t, 2000);
	feed(&t, "\033[", 2);
	assert_int_equal(kr_keyboard_wait(&t.k, t.now), 1000);
	end(&t);
}

/* Whatever comes, however it is cut: nothing but characters, keys and pastes comes out, and in the
 * end the keyboard is free again. */
static void test_any(void **state)
{
	static const char alphabet[] =
	        "\033\033\033[[O]P_^XM\\\a\x18\x03~0125;?<$ http:/wq\r\n\x7f\xe9\x97";
	uint32_t seed = 1;
	struct typist t;

	(void)state;
	begin(&t, 0x7f);
	for (int i = 0; i < 20000; i++) {
		char bytes[16];
		size_t n;

		seed = seed * 1664525 + 1013904223;
		n = 1 + (seed >> 28);
		for (size_t k = 0; k < n; k++) {
			seed = seed * 1664525 + 1013904223;
			bytes[k] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
		}
		feed(&t, bytes, n);
		pass(&t, seed >> 31 ? 1 : 40);
	}
	assert_true(kr_utf8_valid(t.out.data, t.out.len) || t.out.len);
	pass(&t, 3000);
	kr_str_clear(&t.out);
	play(&t, "!\x03!q");
	assert_string_equal(t.out.data + t.out.len - 1, "q");
	assert_int_equal(kr_keyboard_wait(&t.k, t.now), -1);
	end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_mouse),
	        cmocka_unit_test(test_keys),
	        cmocka_unit_test(test_backspace),
	        cmocka_unit_test(test_answers),
	        cmocka_unit_test(test_pastes),
	        cmocka_unit_test(test_bursts),
	        cmocka_unit_test(test_long),
	        cmocka_unit_test(test_slow_paste),
	        cmocka_unit_test(test_wait),
	        cmocka_unit_test(test_any),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
