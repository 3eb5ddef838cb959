/* The parts of the sandbox, each for itself, in the order in which kr_sandbox_enter() needs them.
 * All need no_new_privs on Linux. */
#ifndef KREAD_WORKER_SANDBOX_PRIV_H
#define KREAD_WORKER_SANDBOX_PRIV_H

#include "kread/base/err.h"

/* landlock.c: no file may be opened, made, changed or removed, no TCP port be used, no signal and
 * no message be sent to a process outside, as far as the kernel knows how; see
 * kr_confine_landlock(). Nothing happens where there is no Landlock. Needs one descriptor for a
 * moment. KR_E_SYS. */
int kr_landlock_restrict(struct kr_err *err);

/* filter.c: the system calls that SECURITY.md lists, and no other. After it, nothing can be opened.
 * KR_E_SYS. */
int kr_filter_install(struct kr_err *err);

#endif
