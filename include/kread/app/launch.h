/* A program that opens an address, for example a browser. Its command is words with blanks between;
 * no shell is involved. Double quotes keep blanks together. %s in a word stands for the address,
 * which is otherwise the last word. */
#ifndef KREAD_APP_LAUNCH_H
#define KREAD_APP_LAUNCH_H

#include <stdbool.h>
#include <sys/types.h>

struct kr_launch {    /* all zero: nothing is to be started */
	char **argv;  /* NULL-ended, or NULL */
	char *url;    /* the address */
	char *others; /* commands to try if this one cannot be started, with colons between; or NULL
	               */
};

/* list: commands with colons between, as in $BROWSER; otherwise a single one. Empty commands are
 * skipped. False: there is none. */
bool kr_launch_set(struct kr_launch *l, const char *commands, bool list, const char *url);

/* Take the next command of the list. False: there is none, and the present one stays. */
bool kr_launch_next(struct kr_launch *l);
void kr_launch_drop(struct kr_launch *l);

/* Start the program, or the next one of the list that can be started; l then holds that one.
 * terminal: it gets the terminal; otherwise it has none, and a process group of its own. Returns 0
 * or an errno. */
int kr_launch_start(struct kr_launch *l, bool terminal, pid_t *ret_pid);

enum { KR_LAUNCH_CHILDREN = 32 };
struct kr_launch_children { /* programs that run; all zero: none */
	pid_t v[KR_LAUNCH_CHILDREN];
	int n;
};

/* When there are too many, further ones are reaped only when kread ends. */
void kr_launch_add(struct kr_launch_children *c, pid_t pid);

/* Reap those that have ended. Returns the exit status of one that failed; 0: none did. */
int kr_launch_reap(struct kr_launch_children *c);

#endif
