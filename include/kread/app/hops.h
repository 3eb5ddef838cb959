/* Pages that lead on by themselves (doc->redirect): followed a few times for one load, and never in a circle. */
#ifndef KREAD_APP_HOPS_H
#define KREAD_APP_HOPS_H

#include <stdbool.h>

enum { KR_HOPS_MAX = 3 };

struct kr_hops {
	char *been[KR_HOPS_MAX]; /* pages that led on */
	int n;
};

void kr_hops_clear(struct kr_hops *h);

/* Whether to go on from one page to the other (NULL: no); noted if so. from: after the server's redirects. */
bool kr_hops_follow(struct kr_hops *h, const char *from, const char *to);

#endif
