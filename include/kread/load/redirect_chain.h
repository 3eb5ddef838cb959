/* Pages that lead on by themselves (doc->redirect): followed a few times, and never in a loop. */
#ifndef KREAD_LOAD_REDIRECT_CHAIN_H
#define KREAD_LOAD_REDIRECT_CHAIN_H

#include <stdbool.h>

#include "kread/base/budgets.h"

struct kr_redirect_chain { /* all zero at the start */
	char *visited[KR_REDIRECT_CHAIN_MAX];
	int n;
};

void kr_redirect_chain_clear(struct kr_redirect_chain *c);

/* Whether to go from one page to the other (NULL: no). If so, from is added to the chain. from:
 * after the redirects of the server. set_cookie: from set a cookie, so that the same address may
 * give another page, once. */
bool kr_redirect_chain_follow(
        struct kr_redirect_chain *c, const char *from, const char *to, bool set_cookie);

#endif
