/* Shared by the files that run a script: its state and its verbs. See screen.c for the verbs. */
#ifndef TESTS_SCREEN_SCRIPT_H
#define TESTS_SCREEN_SCRIPT_H

#include "harness.h"

enum { LINE = 4096 }; /* bytes of a line of a script */

struct script {
	const char *kread, *pages, *server, *tls, *fake, *file;
	char home[256];
	struct harness h;
	bool running;
	bool measured; /* its steps */
	int rows, cols, line;
	long deadline; /* for the next await, if there is one */
	char why[512];
};

/* Sets why the script fails. Always false. */
bool script_fail(struct script *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* The screen as text. Borrowed until the next call. */
const char *script_screen(struct script *s);

/* Sends a key and waits for the answer. */
void script_send_key(struct script *s, const char *key);

/* The verbs. Each gets the rest of its line and returns whether the script may go on. */
bool verb_size(struct script *s, char *arg);
bool verb_run(struct script *s, char *arg);
bool verb_sh(struct script *s, char *arg);
bool verb_config(struct script *s, char *arg);
bool verb_env(struct script *s, char *arg);
bool verb_fake(struct script *s, char *arg);
bool verb_key(struct script *s, char *arg);
bool verb_type(struct script *s, char *arg);
bool verb_paste(struct script *s, char *arg);
bool verb_bytes(struct script *s, char *arg);
bool verb_walk(struct script *s, char *arg);
bool verb_soak(struct script *s, char *arg);
bool verb_storm(struct script *s, char *arg);
bool verb_continue(struct script *s, char *arg);
bool verb_signal(struct script *s, char *arg);
bool verb_await(struct script *s, char *arg);
bool verb_gone(struct script *s, char *arg);
bool verb_expect(struct script *s, char *arg);
bool verb_absent(struct script *s, char *arg);
bool verb_row(struct script *s, char *arg);
bool verb_copied(struct script *s, char *arg);
bool verb_linked(struct script *s, char *arg);
bool verb_notitle(struct script *s, char *arg);
bool verb_title(struct script *s, char *arg);
bool verb_mouse(struct script *s, char *arg);
bool verb_click(struct script *s, char *arg);
bool verb_wheel(struct script *s, char *arg);
bool verb_within(struct script *s, char *arg);
bool verb_screen(struct script *s, char *arg);
bool verb_colours(struct script *s, char *arg);
bool verb_cell(struct script *s, char *arg);
bool verb_shots(struct script *s, char *arg);
bool verb_quick(struct script *s, char *arg);
bool verb_atonce(struct script *s, char *arg);
bool verb_calm(struct script *s, char *arg);
bool verb_stopped(struct script *s, char *arg);
bool verb_kill(struct script *s, char *arg);
bool verb_end(struct script *s, char *arg);
bool verb_said(struct script *s, char *arg);

#endif
