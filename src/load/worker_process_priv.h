/* The process of the worker, at the other end of a socket. */
#ifndef KREAD_LOAD_WORKER_PROCESS_PRIV_H
#define KREAD_LOAD_WORKER_PROCESS_PRIV_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "kread/base/budgets.h"
#include "kread/base/err.h"
#include "kread/base/str.h"

struct kr_worker_process {
	char *path;
	pid_t pid;       /* 0: none */
	int fd;          /* our end; -1: none, or closed */
	int64_t gone_at; /* when the other end was found closed, kr_clock_ms(); 0: it was not */
	pid_t dying[KR_WORKER_PROCESS_DYING]; /* killed, not yet reaped */
	int ndying;
};

void kr_worker_process_init(struct kr_worker_process *p, const char *path);
void kr_worker_process_fini(struct kr_worker_process *p); /* waits a moment for killed processes */

int kr_worker_process_start(struct kr_worker_process *p, struct kr_err *err); /* pid must be 0 */
void kr_worker_process_hang_up(struct kr_worker_process *p); /* closes fd; does not kill */
void kr_worker_process_kill(struct kr_worker_process *p);
void kr_worker_process_reap(struct kr_worker_process *p); /* those that were killed */

/* Append what it has sent, as far as that is here, up to 256 KiB and a little more. Returns how
 * many bytes; 0 with *ret_end: it has closed its end. */
size_t kr_worker_process_read(struct kr_worker_process *p, struct kr_str *in, bool *ret_end);

/* Let the process use up to so many seconds more of processor time. False: its hard limit
 * (KR_WORKER_CPU, or less if the shell says so) does not leave them, or it is gone. */
bool kr_worker_process_allow(const struct kr_worker_process *p, int seconds);

/* Turn a wait status into an error. */
void kr_worker_process_explain(int status, struct kr_err *err);

#endif
