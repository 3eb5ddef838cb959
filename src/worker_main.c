/* kread-worker: parses pages for kread, in a sandbox. Not to be run by hand. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "kread/worker/worker.h"

static void close_from(int fd)
{
#ifdef KR_HAVE_CLOSE_RANGE
	if (close_range((unsigned)fd, ~0u, 0) == 0)
		return;
#endif
	for (int end = fd + 1024; fd < end; fd++)
		close(fd);
}

int main(void)
{
	if (fcntl(KR_WORKER_FD, F_GETFD) < 0) {
		fputs("kread-worker: started by kread only\n", stderr);
		return 2;
	}
	close_from(KR_WORKER_FD + 1);
	return kr_worker_run(KR_WORKER_FD);
}
