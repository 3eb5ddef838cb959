/* Runs scripts against the program on a terminal, each as a test; prints TAP.
 *
 *   usage: screen KREAD DIR SCRIPT...
 *
 * Before the program starts:
 *
 *   config TEXT         add a line to its configuration file; \n is a newline
 *   env NAME=VALUE      set a variable
 *   fake HOW            use tests/unit/fake_worker.c as its worker, which behaves like HOW
 *   run ARGS            start it; $D is the directory of pages, $U the address of the test server
 *   sh COMMAND          start it by a shell; $K is the program, $H a directory of the script's own
 *
 * Input:
 *
 *   size 80x24          size of the terminal, at the start or from now on
 *   key KEYS            keys, as in the configuration, separated by blanks
 *   type TEXT           characters
 *   paste TEXT          the same, as a bracketed paste
 *   bytes HEX...        bytes, group by group
 *   click ROW COLUMN    press the left button of the mouse there, from 1; and release it
 *   wheel DIR ROW COLUMN  turn its wheel up or down there
 *   signal NAME         send a signal
 *   continue            continue the program after it was stopped
 *   repeat N VERB ARG   do this N times, and wait until idle each time
 *   walk STEPS SEED     random keys and sizes; after each the screen is as a full repaint has it
 *   soak LOADS SEED     random pages of the server's /soak/, keys, sizes, cancelled loads
 *   storm N             N resizes at once, then back to the size before
 *
 * Expectations; most of them first wait until the program is idle:
 *
 *   await TEXT          wait until the screen has TEXT
 *   gone TEXT           wait until the screen does not have TEXT
 *   within MS           the next await must succeed within MS milliseconds
 *   expect TEXT         the screen has TEXT
 *   absent TEXT         the screen does not have TEXT
 *   row N TEXT          row N begins with TEXT, ignoring blanks; -1 is the last row
 *   screen NAME         the screen is as in ../screens/NAME, which SCREEN_UPDATE writes
 *   shots N             so many pictures in pixels are on the screen
 *   cell ROW COL WHAT   the cell is mostly red, green or blue, or it is default
 *   colours yes|no      it has colours other than the defaults
 *   copied TEXT         the last OSC 52 copied TEXT
 *   linked TEXT         there was an OSC 8 with TEXT; without TEXT: there was none
 *   notitle             no title was set
 *   title TEXT          the last title of the window
 *   mouse on|off        reports of the mouse are on
 *   quick MS KEYS       each key is answered within MS milliseconds
 *   atonce KEYS         the last of the keys is answered at once: see verb_atonce
 *   calm [loading]      the program does nothing when idle, or little while a page loads
 *   stopped             the program is stopped
 *   kill                kill the program, which leaves the terminal as it is
 *   end STATUS          it ends with this exit status
 *   said TEXT           afterwards the terminal shows TEXT */
#include <ftw.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "script.h"

bool script_fail(struct script *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(s->why, sizeof s->why, fmt, ap);
	va_end(ap);
	return false;
}

const char *script_screen(struct script *s)
{
	static char buf[SCREEN_BYTES];

	return harness_text(&s->h, buf, sizeof buf);
}

/* Replaces $D, $U, $S, $K and $H, and \n, \r, \e and \xHH. */
static void expand(const struct script *s, const char *from, char *to)
{
	size_t n = 0;
	unsigned hex;

	for (; *from && n + 512 < LINE; from++) {
		const char *value = !strncmp(from, "$D", 2)   ? s->pages
		                    : !strncmp(from, "$U", 2) ? s->server
		                    : !strncmp(from, "$S", 2) ? s->tls
		                    : !strncmp(from, "$K", 2) ? s->kread
		                    : !strncmp(from, "$H", 2) ? s->home
		                                              : NULL;

		if (value) {
			n += (size_t)snprintf(to + n, LINE - n, "%s", value);
			from++;
		} else if (from[0] == '\\' && from[1] == 'n') {
			to[n++] = '\n';
			from++;
		} else if (from[0] == '\\' && from[1] == 'r') {
			to[n++] = '\r';
			from++;
		} else if (from[0] == '\\' && from[1] == 'x' &&
		           sscanf(from + 2, "%2x", &hex) == 1) {
			to[n++] = (char)hex;
			from += 3;
		} else if (from[0] == '\\' && from[1] == 'e') {
			to[n++] = '\033';
			from++;
		} else {
			to[n++] = *from;
		}
	}
	to[n] = '\0';
}

static bool run_line(struct script *s, char *line);

static bool verb_repeat(struct script *s, char *arg)
{
	static char line[LINE];
	bool ok = true;

	for (long n = strtol(arg, &arg, 10); n > 0 && ok; n--) {
		snprintf(line, sizeof line, "%s", arg + 1);
		ok = run_line(s, line) && (harness_idle(&s->h) || script_fail(s, "not idle"));
	}
	return ok;
}

static const struct {
	const char *name;
	bool (*run)(struct script *s, char *arg);
} verbs[] = {
        {"size", verb_size},
        {"run", verb_run},
        {"sh", verb_sh},
        {"config", verb_config},
        {"env", verb_env},
        {"fake", verb_fake},
        {"key", verb_key},
        {"type", verb_type},
        {"paste", verb_paste},
        {"bytes", verb_bytes},
        {"await", verb_await},
        {"gone", verb_gone},
        {"expect", verb_expect},
        {"absent", verb_absent},
        {"row", verb_row},
        {"copied", verb_copied},
        {"linked", verb_linked},
        {"notitle", verb_notitle},
        {"title", verb_title},
        {"mouse", verb_mouse},
        {"click", verb_click},
        {"wheel", verb_wheel},
        {"within", verb_within},
        {"screen", verb_screen},
        {"cell", verb_cell},
        {"shots", verb_shots},
        {"colours", verb_colours},
        {"quick", verb_quick},
        {"atonce", verb_atonce},
        {"calm", verb_calm},
        {"storm", verb_storm},
        {"walk", verb_walk},
        {"soak", verb_soak},
        {"repeat", verb_repeat},
        {"stopped", verb_stopped},
        {"continue", verb_continue},
        {"signal", verb_signal},
        {"kill", verb_kill},
        {"end", verb_end},
        {"said", verb_said},
};

static bool run_line(struct script *s, char *line)
{
	char arg[LINE];
	size_t len = strcspn(line, " \n");

	line[strcspn(line, "\n")] = '\0';
	expand(s, line + len + (line[len] == ' '), arg);
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (strlen(verbs[i].name) == len && !strncmp(verbs[i].name, line, len))
			return verbs[i].run(s, arg);
	return script_fail(s, "unknown verb");
}

/* What src/app/watch_priv.h writes. Borrowed until the next call. */
static const char *watched(const struct script *s)
{
	static char path[sizeof s->home + sizeof "/watch"];

	snprintf(path, sizeof path, "%s/watch", s->home);
	return path;
}

/* No key waits longer than SCREEN_STEP_MS for a step of the program. Prints the longest. */
static bool check_steps(struct script *s)
{
	const char *limit = getenv("SCREEN_STEP_MS");
	FILE *f = limit ? fopen(watched(s), "r") : NULL;
	char line[256], longest[256] = "";
	double ms = 0;

	while (f && fgets(line, sizeof line, f))
		if (atof(line) > ms) {
			ms = atof(line);
			snprintf(longest, sizeof longest, "%.*s", (int)strcspn(line, "\n"), line);
		}
	if (f)
		fclose(f);
	s->measured = *longest;
	if (limit && *longest)
		printf("# %s: a key may have waited %s\n", s->file, longest);
	return ms <= (limit ? atof(limit) : ms) || script_fail(s, "a step took %s", longest);
}

/* Each script has its own configuration, and nothing from outside. */
static bool prepare(struct script *s)
{
	/* what the terminals set in which tests are run */
	static const char *const terminals[] = {"TERM_PROGRAM", "VTE_VERSION", "KONSOLE_VERSION",
	        "WT_SESSION", "KITTY_WINDOW_ID", "WEZTERM_PANE", "TMUX", "STY"};

	snprintf(s->home, sizeof s->home, "/tmp/kread-screen-XXXXXX");
	if (!mkdtemp(s->home))
		return false;
	setenv("HOME", s->home, 1);
	setenv("XDG_CONFIG_HOME", s->home, 1);
	setenv("XDG_DATA_HOME", s->home, 1);
	setenv("XDG_STATE_HOME", s->home, 1);
	setenv("KREAD_TEST_IDLE", "1", 1);
	if (getenv("SCREEN_STEP_MS"))
		setenv("KREAD_TEST_WATCH", watched(s), 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("NO_COLOR");
	unsetenv("BROWSER");
	unsetenv("DISPLAY");
	for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++)
		unsetenv(terminals[i]);
	unsetenv("WAYLAND_DISPLAY");
	unsetenv("TERM_PROGRAM");
	unsetenv("VTE_VERSION");
	unsetenv("LINES");
	unsetenv("COLUMNS");
	return true;
}

static int remove_entry(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static void clean_up(struct script *s)
{
	harness_kill(&s->h);
	nftw(s->home, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

/* Prints the result as TAP: the script, and after it why it failed and the screen. */
static bool run_script(struct script *s, int number)
{
	static char line[LINE];
	const char *name = strrchr(s->file, '/');
	FILE *f = fopen(s->file, "r");
	bool ok = f && prepare(s);

	while (ok && fgets(line, sizeof line, f)) {
		s->line++;
		if (line[0] != '#' && line[0] != '\n')
			ok = run_line(s, line);
	}
	ok = ok && check_steps(s);
	printf("%s %d - %s\n", ok ? "ok" : "not ok", number, name ? name + 1 : s->file);
	if (!ok) {
		printf("# %s:%d: %s: %s\n", s->file, s->line, line, s->why);
		if (s->running)
			for (const char *p = script_screen(s); p && *p; p += strcspn(p, "\n") + 1)
				printf("# |%.*s\n", (int)strcspn(p, "\n"), p);
	}
	fflush(stdout);
	if (f)
		fclose(f);
	clean_up(s);
	return ok;
}

int main(int argc, char **argv)
{
	int bad = 0, measured = 0;

	signal(SIGPIPE, SIG_IGN);
	printf("1..%d\n", argc - 3);
	for (int i = 3; i < argc; i++) {
		struct script s = {.kread = argv[1],
		        .pages = argv[2],
		        .file = argv[i],
		        .rows = 24,
		        .cols = 80};

		s.server = getenv("SCREEN_SERVER") ? getenv("SCREEN_SERVER") : "";
		s.tls = getenv("SCREEN_TLS") ? getenv("SCREEN_TLS") : "";
		s.fake = getenv("SCREEN_FAKE") ? getenv("SCREEN_FAKE") : "";
		bad += !run_script(&s, i - 2);
		measured += s.measured;
	}
	if (getenv("SCREEN_STEP_MS") && !measured) {
		printf("# no script says how long steps took\n");
		bad++;
	}
	return bad != 0;
}
