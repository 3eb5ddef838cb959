/* kread-picture: decodes pictures for kread, in a sandbox. Not to be run by hand. */
#include <fcntl.h>
#include <stdio.h>

#include "kread/proto/frame.h"
#include "kread/worker/picture_worker.h"
#include "kread/worker/worker.h"

int main(void)
{
	if (fcntl(KR_WORKER_FD, F_GETFD) < 0) {
		fputs("kread-picture: started by kread only\n", stderr);
		return 2;
	}
	kr_sandbox_close_from(KR_WORKER_FD + 1);
	return kr_picture_worker_run(KR_WORKER_FD);
}
