/* The picture program: a worker (worker/worker.h) that decodes pictures. It is a program of its own
 * so that neither kread nor the worker for pages loads the libraries for that. */
#ifndef KREAD_WORKER_PICTURE_WORKER_H
#define KREAD_WORKER_PICTURE_WORKER_H

#include "kread/base/budgets.h"

/* Enter the sandbox and serve until the other end closes fd. Returns the exit status, as
 * kr_worker_run. */
int kr_picture_worker_run(int fd);

#endif
