/* A program that is started: a browser, a player, a command of the reader. No shell is involved,
 * unless the reader typed a line for one.
 *
 * A browser is a list of commands, of which the first that can be started is used. They are words
 * as in words.h; %s in a word stands for the address, which is otherwise the last word. */
#ifndef KREAD_APP_LAUNCH_H
#define KREAD_APP_LAUNCH_H

#include <stdbool.h>
#include <sys/types.h>

#include "kread/base/budgets.h"

struct kr_launch {    /* all zero: nothing is to be started */
	char **argv;  /* NULL-ended, or NULL */
	char *url;    /* the address that it opens, or NULL */
	char *others; /* commands to try if this one cannot be started, with colons between; or NULL
	               */
	char *folder; /* with files for it, which are deleted when it ends; or NULL */
	int input;    /* descriptor of its standard input; 0: the terminal or none */
	bool terminal;    /* it gets the terminal; otherwise it has none, and a process group of its
	                     own */
	bool pause;       /* the reader wants to see what it printed */
	const char *hint; /* what helps if it cannot be started; static, or NULL */
};

/* list: commands with colons between, as in $BROWSER; otherwise a single one. Empty commands are
 * skipped. False: there is none. */
bool kr_launch_set(struct kr_launch *l, const char *commands, bool list, const char *url);

/* Take the next command of the list. False: there is none, and the present one stays. */
bool kr_launch_next(struct kr_launch *l);
void kr_launch_drop(struct kr_launch *l); /* the folder, too */

/* Start the program, or the next one of the list that can be started; l then holds that one.
 * Returns 0 or an errno. */
int kr_launch_start(struct kr_launch *l, pid_t *ret_pid);

/* Start a program, looked for as a shell does, with arguments that end in NULL. input: descriptor
 * of its standard input, or 0. Without the terminal, it has a process group of its own, and its
 * output goes nowhere. Returns 0 or an errno. */
int kr_launch_spawn(const char *file, char *const argv[], int input, bool terminal, pid_t *ret_pid);

/* Deletes the files in a folder and the folder; NULL: nothing. */
void kr_launch_clean(const char *folder);

struct kr_launch_child {
	pid_t pid;
	char *name, *folder;
};

struct kr_launch_children { /* programs that run; all zero: none */
	struct kr_launch_child v[KR_LAUNCH_CHILDREN];
	int n;
};

/* Takes name and folder of l. When there are too many, further ones are reaped only when kread
 * ends. */
void kr_launch_add(struct kr_launch_children *c, pid_t pid, struct kr_launch *l);

/* Reap those that have ended. Returns the exit status of one that failed, and its name, which is
 * yours; 0: none did. */
int kr_launch_reap(struct kr_launch_children *c, char **ret_name);
void kr_launch_fini(struct kr_launch_children *c); /* they run on */

#endif
