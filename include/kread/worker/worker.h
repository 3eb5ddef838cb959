/* The worker: a child program that parses pages. It reads requests and writes replies on one socket (descriptor 3),
 * frames of base/frame.h.
 *
 * KR_FRAME_PAGE: {"job": N, "url": STRING, "content_type": STRING?, "charset": STRING?, "link": STRING?, "date": N?,
 *   "mode": "article" | "raw" | "text", "seconds": N}
 * The deadline is the parent's business: it kills the worker. As a second line of defence the worker sets an alarm. */
#ifndef KREAD_WORKER_WORKER_H
#define KREAD_WORKER_WORKER_H

#include "kread/base/err.h"

enum {
	KR_WORKER_FD = 3,
	KR_WORKER_PAGE_MAX = 64 << 20, /* bytes of a page */
	KR_WORKER_MEMORY = 1 << 30,    /* address space for the heap, RLIMIT_DATA */
};

/* Give up every right that parsing does not need: rlimits, no new privileges, seccomp filter. KR_E_SYS when the platform
 * has a filter but it cannot be installed. *ret_filtered: whether a filter is in force. */
int kr_sandbox_enter(int *ret_filtered, struct kr_err *err);

/* Serve until the other end closes. Returns the exit status. */
int kr_worker_run(int fd);

#endif
