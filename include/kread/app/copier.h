/* Programs that put text on the clipboard of the desktop: wl-copy, xclip, xsel, pbcopy, and tmux
 * for the terminal that it runs in. They are tried one after the other. Each gets the text as its
 * standard input, from a file in memory, so that nobody waits and the text is on no command line.
 */
#ifndef KREAD_APP_COPIER_H
#define KREAD_APP_COPIER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "kread/base/str.h"

struct kr_copier {
	struct kr_str text;
	char *what;  /* is copied, for the message: "title" */
	size_t next; /* program to try next */
	pid_t pid;   /* of the one that runs; 0: none */
};

void kr_copier_init(struct kr_copier *c);
void kr_copier_fini(struct kr_copier *c); /* a program that runs goes on */

/* Begins to copy. False: none of the programs can be started. */
bool kr_copier_start(struct kr_copier *c, const char *what, const char *text);

enum kr_copier_state { KR_COPIER_IDLE, KR_COPIER_RUNS, KR_COPIER_DONE, KR_COPIER_FAILED };
/* What has become of it; call after SIGCHLD. If a program failed, the next one is started. DONE and
 * FAILED are returned once. */
enum kr_copier_state kr_copier_poll(struct kr_copier *c);

/* The program that was started last. */
const char *kr_copier_program(const struct kr_copier *c);

#endif
