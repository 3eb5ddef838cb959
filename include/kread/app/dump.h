/* kread --dump: print instead of showing. */
#ifndef KREAD_APP_DUMP_H
#define KREAD_APP_DUMP_H

#include <stdbool.h>
#include <stddef.h>

#include "kread/net/net.h"
#include "kread/text/layout.h"

enum kr_dump_format { KR_DUMP_TEXT, KR_DUMP_MARKDOWN, KR_DUMP_HTML, KR_DUMP_JSON, KR_DUMP_FORMATS };

struct kr_dump_opts {
	enum kr_dump_format format;
	const char *base_url; /* address of saved pages; NULL: that of the file */
	const char *charset;  /* overrides what pages say; NULL */
	bool join;            /* further pages of an article at an address are fetched and joined */
	struct kr_layout_opts layout; /* of text */
	bool fit; /* a terminal that is narrower than layout.width is not overrun */
	const char *const *sources;
	size_t nsources;
	struct kr_net_opts net;
};

/* Print every source to standard output. What fails is said on standard error and the rest goes on.
 * Returns the exit status: 0 when all came out, else 1. */
int kr_dump_run(const struct kr_dump_opts *opts);

#endif
