/* Runs scripts against the program on a terminal: screen KREAD DIR SCRIPT...
 *
 *   size 80x24          of the terminal, from the start or from now on
 *   run ARGS            start it; $D is the directory of pages, $U the address of the test server
 *   sh COMMAND          start it by a shell: $K is the program, $H a directory of the script's own
 *   config TEXT         a line of its configuration file, before run; \n is a newline
 *   env NAME=VALUE      before run
 *   fake HOW            before run: with tests/unit/fake_worker.c as its worker, which behaves so
 *   key KEYS            as they are written in the configuration, with blanks between
 *   type TEXT           characters; paste TEXT: bracketed; bytes HEX...: as they are
 *   await TEXT          until the screen has it; expect TEXT: when idle; absent TEXT: likewise
 *   row N TEXT          row N (from 1; from the end when negative) begins with it, blanks aside
 *   copied TEXT         what the last OSC 52 held, in base64
 *   notitle             no title was set
 *   screen NAME         it is as in ../screens/NAME; written there when SCREEN_UPDATE is set
 *   colours yes|no      any other than the terminal's own
 *   within MS           counted from here, the next await must be done by then
 *   quick MS KEYS       each key is answered by then
 *   atonce KEYS         the last of the keys does not wait for anything: see do_atonce
 *   calm [loading]      for a while nothing is done, when idle; or nearly nothing, while a page is
 * waited for repeat N VERB ARG   until idle each time; storm N: that many resizes, then the size
 * that was stopped, continue, signal NAME, end STATUS, said TEXT (on the terminal after the end)
 *
 * Each script is a test; TAP. */
#include <ctype.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness.h"

enum { LINE = 4096, ARGS = 16 };

struct script {
	const char *kread, *pages, *server, *tls, *fake, *file;
	char home[256];
	struct harness h;
	bool running;
	int rows, cols, line;
	long deadline; /* of the next await, if there is one */
	char why[512];
};

static bool fail(struct script *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static bool fail(struct script *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(s->why, sizeof s->why, fmt, ap);
	va_end(ap);
	return false;
}

/* --- the parts of a line
 * -------------------------------------------------------------------------------------------- */

/* $D, $U, $S, $K and $H put in, \n, \r, \e and \xHH made bytes. */
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

static const struct {
	const char *name, *bytes;
} keys[] = {
        {"Enter", "\r"},
        {"Esc", "\033"},
        {"Tab", "\t"},
        {"S-Tab", "\033[Z"},
        {"Space", " "},
        {"Backspace", "\177"},
        {"Up", "\033OA"},
        {"Down", "\033OB"},
        {"Right", "\033OC"},
        {"Left", "\033OD"},
        {"Home", "\033OH"},
        {"End", "\033OF"},
        {"PgUp", "\033[5~"},
        {"PgDn", "\033[6~"},
};

static void send_key(struct script *s, const char *key)
{
	char control;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (!strcmp(keys[i].name, key)) {
			harness_send(&s->h, keys[i].bytes, strlen(keys[i].bytes));
			return;
		}
	control = (char)(key[1] & 0x1f);
	if (key[0] == '^' && key[1])
		harness_send(&s->h, &control, 1);
	else
		harness_send(&s->h, key, strlen(key));
}

/* --- the verbs ---------------------------------------------------------------------------- */

static bool do_size(struct script *s, char *arg)
{
	if (sscanf(arg, "%dx%d", &s->cols, &s->rows) != 2)
		return fail(s, "bad size");
	if (s->running)
		harness_resize(&s->h, s->rows, s->cols);
	return true;
}

static bool do_run(struct script *s, char *arg)
{
	char *argv[ARGS] = {(char *)s->kread}, *save = NULL;
	int n = 1;

	for (char *p = strtok_r(arg, " ", &save); p && n + 1 < ARGS; p = strtok_r(NULL, " ", &save))
		argv[n++] = p;
	s->running = harness_start(&s->h, argv, s->rows, s->cols);
	return s->running ? true : fail(s, "cannot start");
}

static bool do_sh(struct script *s, char *arg)
{
	char *argv[] = {"/bin/sh", "-c", arg, NULL};

	s->running = harness_start(&s->h, argv, s->rows, s->cols);
	return s->running ? true : fail(s, "cannot start");
}

static bool do_config(struct script *s, char *arg)
{
	char path[512];
	FILE *f;

	snprintf(path, sizeof path, "%s/kread", s->home);
	mkdir(path, 0700);
	snprintf(path, sizeof path, "%s/kread/config", s->home);
	f = fopen(path, "a");
	if (!f)
		return fail(s, "cannot write %s", path);
	fprintf(f, "%s\n", arg);
	fclose(f);
	return true;
}

static bool do_env(struct script *s, char *arg)
{
	char *value = strchr(arg, '=');

	if (!value)
		return fail(s, "env needs NAME=VALUE");
	*value++ = '\0';
	setenv(arg, value, 1);
	return true;
}

static bool do_fake(struct script *s, char *arg)
{
	s->kread = s->fake;
	setenv("FAKE_WORKER", arg, 1);
	return true;
}

static bool do_key(struct script *s, char *arg)
{
	char *save = NULL;

	for (char *p = strtok_r(arg, " ", &save); p; p = strtok_r(NULL, " ", &save))
		send_key(s, p);
	return true;
}

static bool do_type(struct script *s, char *arg)
{
	harness_send(&s->h, arg, strlen(arg));
	return true;
}

static bool do_paste(struct script *s, char *arg)
{
	static char buf[LINE + 16];

	snprintf(buf, sizeof buf, "\033[200~%s\033[201~", arg);
	harness_send(&s->h, buf, strlen(buf));
	return true;
}

/* Groups of hex digits; each group is written by itself and read before the next one comes. */
static bool do_bytes(struct script *s, char *arg)
{
	char *save = NULL;

	for (char *p = strtok_r(arg, " ", &save); p; p = strtok_r(NULL, " ", &save)) {
		char buf[64];
		size_t n = 0;

		for (unsigned v; n < sizeof buf && sscanf(p + 2 * n, "%2x", &v) == 1; n++)
			buf[n] = (char)v;
		harness_send(&s->h, buf, n);
		if (!harness_idle(&s->h))
			return fail(s, "not idle");
	}
	return true;
}

static bool do_await(struct script *s, char *arg)
{
	long deadline = s->deadline, late;

	s->deadline = 0;
	if (!harness_await(&s->h, arg))
		return fail(s, "'%s' does not come", arg);
	late = harness_now_ms() - deadline;
	return deadline && late > 0 ? fail(s, "'%s' came %ld ms too late", arg, late) : true;
}

static const char *screen(struct script *s)
{
	static char buf[SCREEN_BYTES];

	return harness_text(&s->h, buf, sizeof buf);
}

static bool do_expect(struct script *s, char *arg)
{
	if (!harness_idle(&s->h))
		return fail(s, "not idle");
	return strstr(screen(s), arg) ? true : fail(s, "'%s' is not there", arg);
}

static bool do_absent(struct script *s, char *arg)
{
	if (!harness_idle(&s->h))
		return fail(s, "not idle");
	return strstr(screen(s), arg) ? fail(s, "'%s' is there", arg) : true;
}

static bool do_row(struct script *s, char *arg)
{
	long n = strtol(arg, &arg, 10);
	const char *p;

	if (!harness_idle(&s->h))
		return fail(s, "not idle");
	p = screen(s);
	n = n < 0 ? s->rows + n : n - 1;
	for (; n > 0 && p; n--)
		p = strchr(p, '\n') ? strchr(p, '\n') + 1 : NULL;
	arg += strspn(arg, " ");
	if (!p)
		return fail(s, "no such row");
	p += strspn(p, " ");
	return strncmp(p, arg, strlen(arg)) ? fail(s, "the row is '%.*s'", (int)strcspn(p, "\n"), p)
	                                    : true;
}

static bool do_copied(struct script *s, char *arg)
{
	if (!harness_idle(&s->h))
		return fail(s, "not idle");
	return strcmp(s->h.copied, arg) ? fail(s, "copied: %.200s", s->h.copied) : true;
}

static bool do_notitle(struct script *s, char *arg)
{
	(void)arg;
	return s->h.title[0] ? fail(s, "title: %s", s->h.title) : true;
}

/* On a machine that does other things too; with sanitizers everything takes longer. */
static long limit_of(const char *arg)
{
#ifdef __SANITIZE_ADDRESS__
	enum { TIMES = 10 };
#else
	enum { TIMES = 4 };
#endif
	return TIMES * strtol(arg, NULL, 10);
}

static bool do_within(struct script *s, char *arg)
{
	s->deadline = harness_now_ms() + limit_of(arg);
	return true;
}

/* Where the stored screens are: beside the folder of the script. */
static void screen_path(const struct script *s, const char *name, char *path, size_t size)
{
	const char *slash = strrchr(s->file, '/');

	snprintf(path, size, "%.*s/../screens/%s", slash ? (int)(slash - s->file) : 1,
	        slash ? s->file : ".", name);
}

static bool do_screen(struct script *s, char *arg)
{
	static char want[SCREEN_BYTES];
	char path[1024];
	FILE *f;
	size_t n;

	if (!harness_idle(&s->h))
		return fail(s, "not idle");
	screen_path(s, arg, path, sizeof path);
	f = fopen(path, getenv("SCREEN_UPDATE") ? "w" : "r");
	if (!f)
		return fail(s, "cannot open %s", path);
	if (getenv("SCREEN_UPDATE"))
		return fputs(screen(s), f) >= 0 && fclose(f) == 0;
	n = fread(want, 1, sizeof want - 1, f);
	fclose(f);
	want[n] = '\0';
	return strcmp(want, screen(s)) ? fail(s,
	                                         "the screen is not %s; SCREEN_UPDATE=1 "
	                                         "scripts/test screen stores it",
	                                         path)
	                               : true;
}

static bool do_colours(struct script *s, char *arg)
{
	bool any = false;

	if (!harness_idle(&s->h))
		return fail(s, "not idle");
	for (int i = 0; i < s->h.rows * s->h.cols; i++) {
		VTermScreenCell cell;

		vterm_screen_get_cell(s->h.screen, (VTermPos){i / s->h.cols, i % s->h.cols}, &cell);
		any |= !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg);
	}
	return any == !strcmp(arg, "yes")
	               ? true
	               : fail(s, any ? "there are colours" : "there are no colours");
}

/* Until it is answered: how long that took. */
static long time_key(struct script *s, const char *key)
{
	long start = harness_now_ms();

	send_key(s, key);
	return harness_now_ms() - start;
}

static bool do_quick(struct script *s, char *arg)
{
	long limit = limit_of(arg), took;
	char *save = NULL;

	strtok_r(arg, " ", &save);
	for (char *p; (p = strtok_r(NULL, " ", &save));)
		if ((took = time_key(s, p)) > limit)
			return fail(s, "%s was answered after %ld ms", p, took);
	return true;
}

/* Esc may wait ESC_MS = 25 for the rest of a sequence; by itself curses waits 1000. A busy machine
 * can be late, but not in each of several rounds: the quickest counts. */
static bool do_atonce(struct script *s, char *arg)
{
	enum { ROUNDS = 3, MOST_MS = 250 };
	long best = LIMIT_MS;

	for (int round = 0; round < ROUNDS && best > MOST_MS; round++) {
		char line[LINE], *save = NULL;
		long took = 0;

		snprintf(line, sizeof line, "%s", arg);
		for (char *p = strtok_r(line, " ", &save); p; p = strtok_r(NULL, " ", &save))
			took = time_key(s, p);
		best = took < best ? took : best;
	}
	return best > MOST_MS ? fail(s, "answered after %ld ms", best) : true;
}

/* Waiting costs nothing: no turns of the loop, and no looking now and then. The spinner turns every
 * 120 ms. */
static bool do_calm(struct script *s, char *arg)
{
	enum { WHILE_MS = 500, MOST_CPU_MS = 80, MOST_WAKES = 5, MOST_TURNS = 15 };
	const bool loading = !strcmp(arg, "loading");
	long cpu, wakes;

	if (!loading && !harness_idle(&s->h))
		return fail(s, "not idle");
	if (!harness_rest(&s->h, WHILE_MS, &cpu, &wakes))
		return true;
	return cpu > MOST_CPU_MS || wakes > (loading ? MOST_TURNS : MOST_WAKES)
	               ? fail(s, "%ld ms of work, woke up %ld times", cpu, wakes)
	               : true;
}

static bool do_storm(struct script *s, char *arg)
{
	int rows = s->h.rows, cols = s->h.cols;

	for (int i = atoi(arg); i > 0; i--)
		harness_resize_only(&s->h, 1 + i * 7 % 50, 1 + i * 31 % 150);
	harness_resize(&s->h, rows, cols);
	return true;
}

static bool run_line(struct script *s, char *line);

static bool do_repeat(struct script *s, char *arg)
{
	static char line[LINE];
	bool ok = true;

	for (long n = strtol(arg, &arg, 10); n > 0 && ok; n--) {
		snprintf(line, sizeof line, "%s", arg + 1);
		ok = run_line(s, line) && (harness_idle(&s->h) || fail(s, "not idle"));
	}
	return ok;
}

static bool do_stopped(struct script *s, char *arg)
{
	const char *left;

	(void)arg;
	if (!harness_stopped(&s->h))
		return fail(s, "does not stop");
	left = harness_not_given_back(&s->h);
	return left ? fail(s, "stopped with %s", left) : true;
}

static bool do_continue(struct script *s, char *arg)
{
	(void)arg;
	harness_continue(&s->h);
	return true;
}

static bool do_signal(struct script *s, char *arg)
{
	static const struct {
		const char *name;
		int sig;
	} names[] = {{"TERM", SIGTERM}, {"HUP", SIGHUP}, {"INT", SIGINT}, {"TSTP", SIGTSTP},
	        {"CONT", SIGCONT}, {"ABRT", SIGABRT}};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(names[i].name, arg))
			harness_signal(&s->h, names[i].sig);
	return true;
}

static bool do_end(struct script *s, char *arg)
{
	const int status = harness_end(&s->h);
	const char *left = harness_not_given_back(&s->h);

	if (left)
		return fail(s, "ended with %s", left);
	return status == atoi(arg) ? true : fail(s, "exit status %d", status);
}

static bool do_said(struct script *s, char *arg)
{
	return strstr(screen(s), arg) ? true : fail(s, "'%s' was not said", arg);
}

static const struct {
	const char *name;
	bool (*run)(struct script *s, char *arg);
} verbs[] = {
        {"size", do_size},
        {"run", do_run},
        {"sh", do_sh},
        {"config", do_config},
        {"env", do_env},
        {"fake", do_fake},
        {"key", do_key},
        {"type", do_type},
        {"paste", do_paste},
        {"bytes", do_bytes},
        {"await", do_await},
        {"expect", do_expect},
        {"absent", do_absent},
        {"row", do_row},
        {"copied", do_copied},
        {"notitle", do_notitle},
        {"within", do_within},
        {"screen", do_screen},
        {"colours", do_colours},
        {"quick", do_quick},
        {"atonce", do_atonce},
        {"calm", do_calm},
        {"storm", do_storm},
        {"repeat", do_repeat},
        {"stopped", do_stopped},
        {"continue", do_continue},
        {"signal", do_signal},
        {"end", do_end},
        {"said", do_said},
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
	return fail(s, "unknown verb");
}

/* An own configuration for each script, and nothing from outside. */
static bool prepare(struct script *s)
{
	snprintf(s->home, sizeof s->home, "/tmp/kread-screen-XXXXXX");
	if (!mkdtemp(s->home))
		return false;
	setenv("HOME", s->home, 1);
	setenv("XDG_CONFIG_HOME", s->home, 1);
	setenv("KREAD_TEST_IDLE", "1", 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("NO_COLOR");
	unsetenv("BROWSER");
	unsetenv("LINES");
	unsetenv("COLUMNS");
	return true;
}

static void clean_up(struct script *s)
{
	char path[512];

	harness_kill(&s->h);
	snprintf(path, sizeof path, "%s/kread/config", s->home);
	unlink(path);
	snprintf(path, sizeof path, "%s/kread", s->home);
	rmdir(path);
	snprintf(path, sizeof path, "%s/pipe", s->home);
	unlink(path);
	rmdir(s->home);
}

static bool run_script(struct script *s)
{
	static char line[LINE];
	FILE *f = fopen(s->file, "r");
	bool ok = f && prepare(s);

	while (ok && fgets(line, sizeof line, f)) {
		s->line++;
		if (line[0] != '#' && line[0] != '\n')
			ok = run_line(s, line);
	}
	if (!ok) {
		printf("# %s:%d: %s: %s\n", s->file, s->line, line, s->why);
		if (s->running)
			for (const char *p = screen(s); p && *p; p += strcspn(p, "\n") + 1)
				printf("# |%.*s\n", (int)strcspn(p, "\n"), p);
	}
	if (f)
		fclose(f);
	clean_up(s);
	return ok;
}

int main(int argc, char **argv)
{
	int bad = 0;

	signal(SIGPIPE, SIG_IGN);
	printf("1..%d\n", argc - 3);
	for (int i = 3; i < argc; i++) {
		struct script s = {.kread = argv[1],
		        .pages = argv[2],
		        .file = argv[i],
		        .rows = 24,
		        .cols = 80};
		const char *name = strrchr(argv[i], '/');
		bool ok;

		s.server = getenv("SCREEN_SERVER") ? getenv("SCREEN_SERVER") : "";
		s.tls = getenv("SCREEN_TLS") ? getenv("SCREEN_TLS") : "";
		s.fake = getenv("SCREEN_FAKE") ? getenv("SCREEN_FAKE") : "";
		ok = run_script(&s);
		printf("%s %d - %s\n", ok ? "ok" : "not ok", i - 2, name ? name + 1 : argv[i]);
		fflush(stdout);
		bad += !ok;
	}
	return bad != 0;
}
