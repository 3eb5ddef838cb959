/* Sessions: the cookies that the reader brings and those that are kept (kread/net/cookies.h). */
#ifndef KREAD_APP_SESSION_H
#define KREAD_APP_SESSION_H

#include <stdbool.h>

#include "kread/app/options.h"
#include "kread/net/net.h"

struct kr_session_opts {   /* borrowed from the options */
	const char *file;  /* of cookies, or NULL; "~/" is the home */
	const char *hosts; /* whose cookies are kept, or NULL */
	bool private;      /* no jar is opened */
};

void kr_session_options(const struct kr_options *o, struct kr_session_opts *ret);

/* Read the file and open the jar, $XDG_STATE_HOME/kread/cookies.txt; before the first fetch. What
 * is wrong but can be lived with is appended to notice. KR_E_SYS, KR_E_LIMIT, KR_E_FORMAT,
 * KR_E_USAGE: one of the options cannot be followed. */
int kr_session_open(struct kr_net *net, const struct kr_session_opts *opts, struct kr_str *notice,
        struct kr_err *err);

#endif
