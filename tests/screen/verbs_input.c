/* Verbs that start the program and send it input. */
#include <ctype.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "script.h"
#include "../unit/fake_how.h"

enum { ARGS = 16 };

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

void script_send_key(struct script *s, const char *key)
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

bool verb_size(struct script *s, char *arg)
{
	if (sscanf(arg, "%dx%d", &s->cols, &s->rows) != 2)
		return script_fail(s, "bad size");
	if (s->running)
		harness_resize(&s->h, s->rows, s->cols);
	return true;
}

/* Starts a program; the one before has ended or is killed. */
static bool start(struct script *s, char **argv)
{
	harness_kill(&s->h);
	s->running = harness_start(&s->h, argv, s->rows, s->cols);
	return s->running ? true : script_fail(s, "cannot start");
}

bool verb_run(struct script *s, char *arg)
{
	char *argv[ARGS] = {(char *)s->kread}, *save = NULL;
	int n = 1;

	for (char *p = strtok_r(arg, " ", &save); p && n + 1 < ARGS; p = strtok_r(NULL, " ", &save))
		argv[n++] = p;
	return start(s, argv);
}

bool verb_sh(struct script *s, char *arg)
{
	char *argv[] = {"/bin/sh", "-c", arg, NULL};

	return start(s, argv);
}

bool verb_config(struct script *s, char *arg)
{
	char path[512];
	FILE *f;

	snprintf(path, sizeof path, "%s/kread", s->home);
	mkdir(path, 0700);
	snprintf(path, sizeof path, "%s/kread/config", s->home);
	f = fopen(path, "a");
	if (!f)
		return script_fail(s, "cannot write %s", path);
	fprintf(f, "%s\n", arg);
	fclose(f);
	return true;
}

bool verb_env(struct script *s, char *arg)
{
	char *value = strchr(arg, '=');

	if (!value)
		return script_fail(s, "env needs NAME=VALUE");
	*value++ = '\0';
	setenv(arg, value, 1);
	return true;
}

bool verb_fake(struct script *s, char *arg)
{
	s->kread = s->fake;
	fake_how(arg);
	return true;
}

bool verb_key(struct script *s, char *arg)
{
	char *save = NULL;

	for (char *p = strtok_r(arg, " ", &save); p; p = strtok_r(NULL, " ", &save))
		script_send_key(s, p);
	return true;
}

bool verb_type(struct script *s, char *arg)
{
	harness_send(&s->h, arg, strlen(arg));
	return true;
}

bool verb_paste(struct script *s, char *arg)
{
	static char buf[LINE + 16];

	snprintf(buf, sizeof buf, "\033[200~%s\033[201~", arg);
	harness_send(&s->h, buf, strlen(buf));
	return true;
}

/* Groups of hex digits. The program reads each group before the next one is written. */
static bool report(struct script *s, int what, int row, int col)
{
	char buf[64];
	int n = snprintf(buf, sizeof buf, "\033[<%d;%d;%dM", what, col, row);

	if (what < 64) /* the button is released again */
		n += snprintf(buf + n, sizeof buf - (size_t)n, "\033[<%d;%d;%dm", what, col, row);
	harness_send(&s->h, buf, (size_t)n);
	return harness_idle(&s->h) ? true : script_fail(s, "not idle");
}

bool verb_click(struct script *s, char *arg)
{
	int row = 0, col = 0;

	sscanf(arg, "%d %d", &row, &col);
	return report(s, 0, row, col);
}

bool verb_wheel(struct script *s, char *arg)
{
	int row = 0, col = 0;

	sscanf(arg, "%*s %d %d", &row, &col);
	return report(s, strncmp(arg, "up", 2) ? 65 : 64, row, col);
}

bool verb_bytes(struct script *s, char *arg)
{
	char *save = NULL;

	for (char *p = strtok_r(arg, " ", &save); p; p = strtok_r(NULL, " ", &save)) {
		char buf[64];
		size_t n = 0;

		for (unsigned v; n < sizeof buf && sscanf(p + 2 * n, "%2x", &v) == 1; n++)
			buf[n] = (char)v;
		harness_send(&s->h, buf, n);
		if (!harness_idle(&s->h))
			return script_fail(s, "not idle");
	}
	return true;
}

bool verb_storm(struct script *s, char *arg)
{
	int rows = s->h.rows, cols = s->h.cols;

	for (int i = atoi(arg); i > 0; i--)
		harness_resize_only(&s->h, 1 + i * 7 % 50, 1 + i * 31 % 150);
	harness_resize(&s->h, rows, cols);
	return true;
}

bool verb_continue(struct script *s, char *arg)
{
	(void)arg;
	harness_continue(&s->h);
	return true;
}

bool verb_signal(struct script *s, char *arg)
{
	static const struct {
		const char *name;
		int sig;
	} names[] = {{"TERM", SIGTERM}, {"HUP", SIGHUP}, {"INT", SIGINT}, {"TSTP", SIGTSTP},
	        {"CONT", SIGCONT}, {"ABRT", SIGABRT}, {"QUIT", SIGQUIT}};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(names[i].name, arg))
			harness_signal(&s->h, names[i].sig);
	return true;
}
