/* The real program on a terminal of our own: libvterm interprets what it writes. A small shell
 * stands between, so that the program can be stopped and continued. Every wait ends with what it
 * waits for, or fails after a time limit. */
#ifndef TESTS_SCREEN_HARNESS_H
#define TESTS_SCREEN_HARNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

enum { LIMIT_MS = 20000, SCREEN_BYTES = 1 << 18 };

struct harness {
	int pty;    /* our end */
	int events; /* from the shell: see harness.c */
	pid_t shell;
	VTerm *vt;
	VTermScreen *screen;
	int rows, cols;
	unsigned heard, sent_at; /* the program's count of what it heard: last told, and when
	                            something was sent last */
	bool marked;             /* what was sent last is answered */
	bool idle;               /* and nothing is going on */
	bool stopped;
	bool alt;              /* the program's own screen is on */
	bool hidden;           /* the cursor is */
	bool pasting;          /* pasted text is to be marked */
	bool mouse;            /* what the mouse does was ever asked for */
	struct termios cooked; /* the terminal as it was before */
	bool eof;              /* the program is gone */
	char osc[4096];        /* of a sequence that is being read */
	size_t nosc;
	bool in_osc, escape;
	char csi[32]; /* of a sequence ESC [ that is being read */
	size_t ncsi;
	bool in_csi;
	char copied[4096]; /* the last OSC 52, as sent */
	char title[4096];  /* the last other OSC, such as a title: there must be none */
};

bool harness_start(struct harness *h, char *const argv[], int rows, int cols);
void harness_send(struct harness *h, const char *bytes, size_t len);
void harness_resize(struct harness *h, int rows, int cols);
void harness_resize_only(
        struct harness *h, int rows, int cols); /* without waiting for the answer */

bool harness_idle(struct harness *h);                    /* until nothing is going on */
bool harness_await(struct harness *h, const char *text); /* until the screen has text */
bool harness_stopped(struct harness *h);                 /* until the program is stopped */
void harness_continue(struct harness *h);                /* as fg */
void harness_signal(struct harness *h, int sig);         /* to the program */
int harness_end(struct harness *h); /* until it ends: its exit status; -1: it does not */
/* What of the terminal is not as it was before the program began; NULL: all is. */
const char *harness_not_given_back(const struct harness *h);
void harness_kill(struct harness *h);
/* What the program does within ms while nobody does anything: its time of processor in ms, and how
 * often it woke up. False: this system does not tell. */
bool harness_rest(struct harness *h, long ms, long *ret_cpu_ms, long *ret_wakes);
long harness_now_ms(void);

/* The screen as text: rows end with newlines, without blanks at their ends. */
const char *harness_text(struct harness *h, char *buf, size_t size);

#endif
