/* kread --dump: print articles instead of showing them. */
#ifndef KREAD_APP_DUMP_H
#define KREAD_APP_DUMP_H

#include <stdbool.h>
#include <stddef.h>

#include "kread/app/render.h"
#include "kread/app/session.h"
#include "kread/net/net.h"
#include "kread/text/layout.h"

struct kr_dump_opts {
	enum kr_format format;
	const char *base_url; /* address of pages read from files, or NULL */
	const char *charset;  /* overrides what pages declare; NULL: nothing does */
	bool join;            /* join the further pages of articles, except those of files */
	struct kr_render_opts render;
	bool fit; /* reduce the width of text to the width of the terminal */
	const char *const *sources;
	size_t nsources;
	struct kr_net_opts net;
	struct kr_session_opts session;
};

/* Print every source to standard output. Errors go to standard error, and the next source follows.
 * Returns the exit status: 0 if everything was printed, 2 if the options for cookies cannot be
 * followed (kr_session_open), else 1. */
int kr_dump_run(const struct kr_dump_opts *opts);

#endif
