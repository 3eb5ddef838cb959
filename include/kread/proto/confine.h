/* What confines the workers on this machine: both ends ask, the worker to do it (worker/worker.h)
 * and kread to say so. */
#ifndef KREAD_PROTO_CONFINE_H
#define KREAD_PROTO_CONFINE_H

#include "kread/base/str.h"

/* The version of the interface of Landlock that the kernel has, from 1 on. 0: it has none, or has
 * it switched off. */
int kr_confine_landlock(void);

/* Append the names of what is on, such as "seccomp, Landlock 4, limits". */
void kr_confine_describe(struct kr_str *out);

#endif
