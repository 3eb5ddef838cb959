/* The worker: a sandboxed child program that parses pages. It reads requests from and writes
 * replies to one socket, KR_WORKER_FD, in the frames of proto/frame.h. */
#ifndef KREAD_WORKER_WORKER_H
#define KREAD_WORKER_WORKER_H

#include <stdbool.h>
#include <stddef.h>

#include "kread/base/budgets.h"
#include "kread/base/err.h"
#include "kread/proto/frame.h"

/* Give up every privilege that parsing does not need: resource limits, no new privileges, death
 * with the parent, standard error on /dev/null, Landlock where the kernel has it, and a system call
 * filter that allows only private memory, time, exit, and reading and writing on standard error and
 * KR_WORKER_FD. Opening files fails with EACCES, because libraries look for optional ones; any
 * other system call kills the process. All that is to be loaded must be loaded before: converters
 * of iconv too. memory: RLIMIT_DATA; limits that are lower already stay.
 *
 * *ret_filtered: whether the filter, or what OpenBSD has instead, is in force; platforms without
 * filters get the rest. KR_E_SYS if the platform has filters and this one cannot be installed.
 *
 * With AddressSanitizer there are neither limits nor filter: it needs more memory, files and
 * processes than a limit could allow. Nor are there in a build that measures coverage (b_coverage):
 * it writes its counts when it ends. The sandbox test is built without both. */
int kr_sandbox_enter(size_t memory, bool *ret_filtered, struct kr_err *err);

/* Close fd and all descriptors above it, whatever kread had open. */
void kr_sandbox_close_from(int fd);

/* Enter the sandbox and serve until the other end closes fd. Returns the exit status: 0 or one of
 * KR_WORKER_EXIT_*. */
int kr_worker_run(int fd);

#endif
