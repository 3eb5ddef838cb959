/* Pages that lead on by themselves (doc->redirect): followed a few times for one load, and never in
 * a circle. */
#ifndef KREAD_LOAD_REDIRECT_CHAIN_H
#define KREAD_LOAD_REDIRECT_CHAIN_H

#include <stdbool.h>

enum { KR_REDIRECT_CHAIN_MAX = 3 };

struct kr_redirect_chain {
	char *been[KR_REDIRECT_CHAIN_MAX]; /* pages that led on */
	int n;
};

void kr_redirect_chain_clear(struct kr_redirect_chain *h);

/* Whether to go on from one page to the other (NULL: no); noted if so. from: after the server's
 * redirects. */
bool kr_redirect_chain_follow(struct kr_redirect_chain *h, const char *from, const char *to);

#endif
