/* The worker: a child program that parses pages. It reads requests and writes replies on one socket
 * (descriptor 3), frames of proto/frame.h. */
#ifndef KREAD_WORKER_WORKER_H
#define KREAD_WORKER_WORKER_H

#include <stdbool.h>

#include "kread/base/err.h"
#include "kread/proto/frame.h"

enum {
	KR_WORKER_MEMORY = 1 << 30, /* bytes of data segments, RLIMIT_DATA */
	/* bytes of article in one frame, about: so that kread can answer keys in between */
	KR_WORKER_PIECE = 128 << 10,
};

/* Give up every right that parsing does not need: limits, no new privileges, death with the parent,
 * and a filter that lets only memory, time, exit and reading and writing on descriptors 2 and 3
 * through. Opening files fails with EACCES (libraries look for optional ones); whatever else is not
 * needed kills the process. KR_E_SYS if the platform has filters but this one cannot be installed;
 * where it has none, everything else is done.
 *
 * With AddressSanitizer there are no limits and no filter, since it needs more memory, files and
 * processes than a limit can allow: the tests of the sandbox are built without it. *ret_filtered:
 * whether a filter is in force. */
int kr_sandbox_enter(bool *ret_filtered, struct kr_err *err);

/* Serve until the other end closes. Enters the sandbox. Returns the exit status. */
int kr_worker_run(int fd);

#endif
