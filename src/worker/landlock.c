/* Landlock: the kernel's own look at files, ports and signals, behind the filter of system calls.
 */
#include "sandbox_priv.h"

#include <errno.h>
#include <stdint.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>
#endif

#include "kread/proto/confine.h"

#ifdef SYS_landlock_restrict_self
/* As in linux/landlock.h, which knows only what was there when it was packaged; the kernel may know
 * more. Older kernels take a shorter struct. */
struct ruleset {
	uint64_t fs;
	uint64_t net;   /* since version 4 */
	uint64_t scope; /* since version 6 */
};

/* All rights of each version. A right that is handled and that no rule grants is refused. */
static struct ruleset rights(int version, size_t *ret_size)
{
	struct ruleset r = {.fs = (1 << 13) - 1}; /* execute, read, write, list, remove, make */

	*ret_size = sizeof r.fs;
	if (version >= 2)
		r.fs |= 1 << 13; /* refer: move to another folder */
	if (version >= 3)
		r.fs |= 1 << 14; /* truncate */
	if (version >= 5)
		r.fs |= 1 << 15; /* ioctl on devices */
	if (version >= 4) {
		r.net = 3; /* bind, connect */
		*ret_size += sizeof r.net;
	}
	if (version >= 6) {
		r.scope = 3; /* abstract sockets, signals */
		*ret_size += sizeof r.scope;
	}
	return r;
}

int kr_landlock_restrict(struct kr_err *err)
{
	const int version = kr_confine_landlock();
	struct ruleset r;
	size_t size;
	long fd;
	int rc = 0;

	if (!version)
		return 0;
	r = rights(version, &size);
	fd = syscall(SYS_landlock_create_ruleset, &r, size, 0);
	if (fd < 0 || syscall(SYS_landlock_restrict_self, fd, 0) < 0)
		rc = kr_err_sys(err, errno, "cannot restrict with Landlock");
	if (fd >= 0)
		close((int)fd);
	return rc;
}
#else
int kr_landlock_restrict(struct kr_err *err)
{
	(void)err;
	return 0;
}
#endif
