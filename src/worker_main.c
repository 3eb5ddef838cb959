/* kread-worker: parses pages for kread, in a sandbox. Not to be run by hand. */
#include <fcntl.h>
#include <stdio.h>

#include "kread/worker/worker.h"

int main(void)
{
	if (fcntl(KR_WORKER_FD, F_GETFD) < 0) {
		fputs("kread-worker: started by kread only\n", stderr);
		return 2;
	}
	kr_sandbox_close_from(KR_WORKER_FD + 1);
	return kr_worker_run(KR_WORKER_FD);
}
