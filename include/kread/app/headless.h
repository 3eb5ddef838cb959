/* What runs without a screen share: their messages go to standard error. */
#ifndef KREAD_APP_HEADLESS_H
#define KREAD_APP_HEADLESS_H

#include "kread/app/session.h"

struct kr_store;

/* Print "kread: what: why", clean and without passwords; what may be NULL. Returns 1, for an exit
 * status. */
int kr_headless_complain(const char *what, const char *why);

/* Open the library, waiting a while if it is locked. NULL: a message says why not. */
struct kr_store *kr_headless_library(void);

/* Open the session of net, and say what there is to say about its cookies at the end. */
int kr_headless_session(struct kr_net *net, const struct kr_session_opts *opts);
void kr_headless_session_end(struct kr_net *net);

#endif
