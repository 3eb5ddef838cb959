/* A program that opens an address. Its command is words with blanks between, of no shell; double
 * quotes keep blanks together. %s in a word stands for the address, which else is the last word. */
#ifndef KREAD_APP_LAUNCH_H
#define KREAD_APP_LAUNCH_H

#include <stdbool.h>

struct kr_launch {
	char **argv;  /* NULL-ended; NULL: nothing is to be started */
	char *url;    /* the address */
	char *others; /* commands to try when this one cannot be started, with colons between; or
	                 NULL */
};

/* list: commands with colons between, as in $BROWSER; else one command. Empty ones are passed over.
 * False: there is none. */
bool kr_launch_set(struct kr_launch *l, const char *commands, bool list, const char *url);

/* The next of the list. False: there is none, and the present one stays. */
bool kr_launch_next(struct kr_launch *l);

void kr_launch_drop(struct kr_launch *l);

#endif
