/* Runs the real program on a pseudo-terminal; libvterm interprets its output. A small shell between
 * the two lets the program be stopped and continued. Waiting fails after a time limit. */
#ifndef TESTS_SCREEN_HARNESS_H
#define TESTS_SCREEN_HARNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

enum { LIMIT_MS = 20000, SCREEN_BYTES = 1 << 18, SHOTS_MAX = 64 };

struct harness_shot { /* a picture in pixels, as the protocol of kitty numbers it */
	int id, place;
};

struct harness {
	int pty;    /* the end of the test */
	int events; /* from the shell; see harness.c */
	pid_t shell;
	VTerm *vt;
	VTermScreen *screen;
	int rows, cols;
	unsigned heard, sent_at; /* input sequence number of the last mark, and at the last input */
	bool marked;             /* the last input is answered */
	bool idle;               /* and nothing is going on */
	bool stopped;
	bool alt;              /* the alternate screen is on */
	bool hidden;           /* the cursor is hidden */
	bool pasting;          /* bracketed paste is on */
	bool mouse;            /* mouse reports are on */
	int titles;            /* that the terminal is to remember */
	struct termios cooked; /* the modes of the terminal before */
	bool eof;              /* the program has closed the terminal */
	char osc[4096];        /* a sequence ESC ] that is being read */
	size_t nosc;
	bool in_osc, escape;
	struct harness_shot shots[SHOTS_MAX]; /* pictures in pixels on the screen */
	int nshots;
	char apc[64]; /* a sequence ESC _ that is being read */
	size_t napc;
	bool in_apc;
	int strip;    /* see harness.c */
	char csi[32]; /* a sequence ESC [ that is being read */
	size_t ncsi;
	bool in_csi;
	char copied[4096]; /* the last OSC 52, as sent */
	char links[8192];  /* OSC 8: those that open a link */
	bool in_link;
	char title[4096]; /* the last other OSC, such as a title */
};

bool harness_start(struct harness *h, char *const argv[], int rows, int cols);
void harness_kill(struct harness *h);
void harness_send(struct harness *h, const char *bytes, size_t len);
void harness_resize(struct harness *h, int rows, int cols);
void harness_resize_only(struct harness *h, int rows, int cols); /* without waiting */
void harness_signal(struct harness *h, int sig);                 /* to the program */
void harness_continue(struct harness *h);                        /* as fg does */

/* Wait until the program is idle, until its screen has a text, or until it is stopped. False after
 * the time limit. */
bool harness_idle(struct harness *h);
bool harness_await(struct harness *h, const char *text);
bool harness_gone(struct harness *h, const char *text); /* it is no longer there */
bool harness_stopped(struct harness *h);

/* Waits until the program ends. Returns its exit status, or -1 if it does not end. */
int harness_end(struct harness *h);

/* What the program did not restore of the terminal, or NULL if it restored all. */
const char *harness_not_given_back(const struct harness *h);

/* Measures an idle program for ms milliseconds: its processor time in ms, and how often it woke up.
 * False if this system does not tell. */
bool harness_rest(struct harness *h, long ms, long *ret_cpu_ms, long *ret_wakes);
long harness_now_ms(void);

/* The screen as text: each row with a newline, without trailing blanks. */
const char *harness_text(struct harness *h, char *buf, size_t size);

#endif
