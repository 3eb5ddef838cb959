/* The worker: a child program that parses pages. It reads requests and writes replies on one socket (descriptor 3),
 * frames of base/frame.h.
 *
 * HELLO comes first and says whether pages may need converters (KR_WORKER_WARM) or are all UTF-8 (KR_WORKER_PLAIN):
 * iconv loads each converter from a file when it is first used, which the sandbox forbids, so all of them are loaded
 * before it is entered. Nothing that comes from a page is read before.
 *
 * PAGE holds name=value strings: url, type (Content-Type), charset (the reader's choice), link (Link headers), date
 * (seconds since 1970), mode (one of kr_worker_modes), size (bytes of the page), seconds (after which the worker ends
 * itself). The deadline is the parent's business: it kills the worker; the alarm is the second line of defence. */
#ifndef KREAD_WORKER_WORKER_H
#define KREAD_WORKER_WORKER_H

#include <stdbool.h>

#include "kread/base/err.h"

enum {
	KR_WORKER_FD = 3,
	KR_WORKER_PAGE_MAX = 64 << 20, /* bytes of a page */
	KR_WORKER_MEMORY = 1 << 30,    /* bytes of data segments, RLIMIT_DATA */
	KR_WORKER_PIECE =
	        128 << 10, /* bytes of article in one frame, about: so that kread can answer keys in between */

	/* HELLO */
	KR_WORKER_PLAIN = 0,
	KR_WORKER_WARM = 1,

	/* exit status */
	KR_WORKER_EXIT_FRAME = 3,  /* the parent sent nonsense */
	KR_WORKER_EXIT_MEMORY = 4, /* out of memory */
	KR_WORKER_EXIT_SANDBOX = 5,
};

/* Give up every right that parsing does not need: limits, no new privileges, death with the parent, and a filter that
 * lets only memory, time, exit and reading and writing on descriptors 2 and 3 through. Opening files fails with EACCES
 * (libraries look for optional ones); whatever else is not needed kills the process. KR_E_SYS if the platform has
 * filters but this one cannot be installed; where it has none, everything else is done.
 *
 * With AddressSanitizer there are no limits and no filter, since it needs more memory, files and processes than a limit
 * can allow: the tests of the sandbox are built without it. *ret_filtered: whether a filter is in force. */
int kr_sandbox_enter(bool *ret_filtered, struct kr_err *err);

/* Serve until the other end closes. Enters the sandbox. Returns the exit status. */
int kr_worker_run(int fd);

#endif
