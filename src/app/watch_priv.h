/* For the tests of the screen: how long the program works between two looks at the terminal, while
 * a key would wait. It is measured in the thread's processor time, which another program's load
 * changes little; waits for disks and locks are not in it. Does nothing but with KREAD_TEST_WATCH
 * in the environment, the name of a file: lines are added to it, each for the longest work so far:
 *
 *   52.1 ms (60 ms by the clock), 48.0 ms of it in loads */
#ifndef KREAD_APP_WATCH_PRIV_H
#define KREAD_APP_WATCH_PRIV_H

#include <stdint.h>
#include <stdio.h>

struct kr_watch {
	FILE *file;
	int64_t looked, looked_ms; /* at the terminal: processor time in µs, the clock in ms */
	int64_t worst;             /* µs between two looks */
	const char *step;          /* the work that is going on */
	int64_t since;             /* processor time at its beginning */
	const char *longest;       /* the longest step since the last look */
	int64_t longest_us;
};

void kr_watch_open(struct kr_watch *w);
void kr_watch_close(struct kr_watch *w);

/* From here on it works on the step, a constant. */
void kr_watch_step(struct kr_watch *w, const char *step);

/* The terminal is looked at now. */
void kr_watch_look(struct kr_watch *w);

#endif
