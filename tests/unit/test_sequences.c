/* Every sequence of xterm's list (ctlseqs), and those that no terminal has, as input: whole, split
 * at each byte, with time in between. None may type a character, and the next key works. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>

#include "typist.h"

enum { GAPS = 3 };
static const int64_t gaps[GAPS] = {0, 1, 900}; /* ms between the two parts */

/* Whether only names of keys came out, and then the j that was typed last. */
static bool is_quiet(const char *out)
{
	static const char *const names[] = {"Up", "Down", "Left", "Right", "Home", "End", "PgUp",
	        "PgDn", "Ins", "Del", "S-Tab", "Tab", "Enter", "Esc", "Alt+", "Ctrl+", "F10", "F11",
	        "F12", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9"};
	bool found = true;

	while (found) {
		found = false;
		for (size_t i = 0; !found && i < sizeof names / sizeof *names; i++)
			if (!strncmp(out, names[i], strlen(names[i]))) {
				out += strlen(names[i]);
				found = true;
			}
	}
	return !strcmp(out, "j");
}

static void show(const char *s, size_t len, char *out)
{
	*out = '\0';
	for (size_t i = 0; i < len && i < 40; i++)
		out += sprintf(
		        out, s[i] > ' ' && s[i] < 0x7f ? "%c" : "\\x%02x", (unsigned char)s[i]);
}

static void try(const char *s, size_t len, size_t at, int64_t gap)
{
	struct typist t;
	char text[200];

	begin(&t, 0x7f);
	t.k.mouse = true;
	feed(&t, s, at);
	pass(&t, gap);
	feed(&t, s + at, len - at);
	pass(&t, 3000);
	feed(&t, "j", 1);
	pass(&t, 100);
	show(s, len, text);
	if (!is_quiet(t.out.data))
		fail_msg("%s at %zu after %d ms: '%s'", text, at, (int)gap, t.out.data);
	end(&t);
}

/* Each byte in a read of its own. */
static void drip(const char *s, size_t len)
{
	struct typist t;
	char text[200];

	begin(&t, 0x7f);
	for (size_t i = 0; i < len; i++) {
		feed(&t, s + i, 1);
		pass(&t, 1);
	}
	pass(&t, 3000);
	feed(&t, "j", 1);
	show(s, len, text);
	if (!is_quiet(t.out.data))
		fail_msg("%s byte by byte: '%s'", text, t.out.data);
	end(&t);
}

static void try_all(const char *s, size_t len)
{
	for (size_t at = 0; at <= len; at++)
		for (int i = 0; i < GAPS; i++)
			try(s, len, at, gaps[i]);
	drip(s, len);
}

/* Three that begin something longer, and what rxvt ends with a dollar. */
static bool is_special(const char *prefix, const char *params, const char *between, char last)
{
	if (*prefix)
		return false;
	return (!*between && !*params && (last == 'M' || last == '[')) ||
	       (!*between && last == '~' && !strncmp(params, "200", 3)) ||
	       (*between == '$' && !strchr(params, ';') && !strchr(params, ':'));
}

static void control_sequences_type_nothing(void **state)
{
	static const char *const prefixes[] = {"", "?", ">", "<", "="};
	static const char *const params[] = {"", "7", "1;2;3", "38:2::255;4", "99999999999"};
	static const char *const betweens[] = {"", " ", "!", "$", "*", "'"};
	char s[64];

	(void)state;
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		for (size_t k = 0; k < sizeof params / sizeof *params; k++)
			for (size_t m = 0; m < sizeof betweens / sizeof *betweens; m++)
				for (char last = '@'; last <= '~'; last++) {
					if (is_special(prefixes[i], params[k], betweens[m], last))
						continue;
					try_all(s, (size_t)sprintf(s, "\033[%s%s%s%c", prefixes[i],
					                   params[k], betweens[m], last));
				}
}

/* Answers, reports and strings, in 7 and 8 bits, as UTF-8 and as bytes. */
static const char *const answers[] = {
        /* device attributes, status, position, modes, colours, sizes */
        "\033[?64;1;2;6;9;15;18;21;22c",
        "\033[>41;354;0c",
        "\033P!|00000000\033\\",
        "\033[0n",
        "\033[24;80R",
        "\033[?24;80;1R",
        "\033[?13n",
        "\033[?50n",
        "\033[?2026;2$y",
        "\033[4;600;800t",
        "\033[8;24;80t",
        "\033[9;50;160t",
        "\033[1t",
        "\033[3;10;10t",
        "\033[2;1;1;128;128;1;0x",
        "\033[?1;0S",
        "\033[?2;0;640;480S",
        /* reports of mouse, focus, keys */
        "\033[I",
        "\033[O",
        "\033[<0;1;1m",
        "\033[32;10;10M",
        "\033[27;5;65~",
        "\033[97;5u",
        "\033[57399;1:3u",
        "\033[?1u",
        "\033[1;1:3A",
        "\033[>4;2m",
        /* DCS, OSC, PM, APC, SOS */
        "\033P1$r0m\033\\",
        "\033P1$r1;24r\033\\",
        "\033P0$r\033\\",
        "\033P1+r544e=787465726d\033\\",
        "\033P>|XTerm(390)\033\\",
        "\033P1!u%5\033\\",
        "\033P2$u\033\\",
        "\033Pq#0;2;0;0;0-\033\\",
        "\033]0;rm -rf /\007",
        "\033]2;title\033\\",
        "\033]l;title\033\\",
        "\033]L;icon\033\\",
        "\033]4;1;rgb:ff/00/00\007",
        "\033]10;rgb:0/0/0\033\\",
        "\033]11;?\007",
        "\033]52;c;cm0gLXJmIC8K\007",
        "\033]8;;http://x.example/\033\\",
        "\033]1337;ReportCellSize=20;10;2\007",
        "\033]99;i=1;p\033\\",
        "\033]777;a;b\007",
        "\033]133;A\007",
        "\033_Gi=31;OK\033\\",
        "\033_Gi=31;ENOENT: q\033\\",
        "\033^private q\033\\",
        "\033Xstart q\033\\",
        /* 8 bits: as UTF-8, and as bytes */
        "\xc2\x9b"
        "31m",
        "\xc2\x9b?1;2c",
        "\xc2\x9b"
        "24;80R",
        "\xc2\x9d"
        "52;c;cm0K\007",
        "\xc2\x90"
        "1$r0m\xc2\x9c",
        "\xc2\x9fGi=1;OK\033\\",
        "\xc2\x9epm\xc2\x9c",
        "\xc2\x98sos\033\\",
        "\xc2\x8f"
        "A",
        "\x9b"
        "31m",
        "\x9b?1;2c",
        "\x9b"
        "A",
        "\x9d"
        "0;q\x9c",
        "\x90"
        "1$r0m\x9c",
        "\x9f"
        "G;q\033\\",
        "\x9e"
        "q\x9c",
        "\x98"
        "q\x9c",
        "\x8fP",
        "\x85",
        "\xc2\x84",
        "\x80\x81\x99",
        /* a string that another sequence breaks off */
        "\033]0;q\033[A",
        "\033P1;q\033]0;q\007",
        "\033]0;q\x18",
        "\033[1;\x18",
        "\033[1;2\033[3;4H",
        "\033O\033[A",
        "\033]8;;\033]8;;\007",
};

static void strings_and_reports_type_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		const size_t len = strlen(answers[i]);

		for (int k = 0; k < GAPS - 1; k++)
			for (size_t at = 0; at <= len; at++)
				try(answers[i], len, at, gaps[k]);
		drip(answers[i], len);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(control_sequences_type_nothing),
	        cmocka_unit_test(strings_and_reports_type_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
