/* Files of cookies: read whole, replaced whole. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "cookie_priv.h"
#include "kread/base/file.h"

enum { LOCK_STEP_MS = 10 };

static int read_all(int fd, const char *path, struct kr_str *out, struct kr_err *err)
{
	char part[16 << 10];
	ssize_t n;

	while ((n = read(fd, part, sizeof part)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return kr_err_sys(err, errno, "%s: cannot read", path);
		if (out->len + (size_t)n > KR_COOKIE_FILE_MAX)
			return kr_err_set(err, KR_E_LIMIT, "%s: larger than %d MiB", path,
			        KR_COOKIE_FILE_MAX >> 20);
		kr_str_add(out, part, (size_t)n);
	}
	return 0;
}

int kr_cookie_file_read(const char *path, struct kr_str *out, struct stat *ret, bool *ret_missing,
        struct kr_err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY), rc;
	struct stat st;

	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR) && ret_missing) {
		*ret_missing = true;
		return 0;
	}
	if (fd < 0)
		return kr_err_sys(err, errno, "%s: cannot open", path);
	if (fstat(fd, &st) == 0 && ret)
		*ret = st;
	rc = read_all(fd, path, out, err);
	close(fd);
	return rc;
}

int kr_cookie_file_lock(const char *path, int wait_ms, int *ret_fd, struct kr_err *err)
{
	struct kr_str name;
	int fd, rc = 0;

	kr_str_init(&name);
	kr_str_addf(&name, "%s.lock", path);
	fd = open(name.data, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		rc = kr_err_sys(err, errno, "%s: cannot write", path);
	for (; fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) < 0; wait_ms -= LOCK_STEP_MS) {
		if (errno == EWOULDBLOCK && wait_ms > 0) {
			poll(NULL, 0, LOCK_STEP_MS);
			continue;
		}
		if (errno == EWOULDBLOCK)
			rc = kr_err_set(err, KR_E_RETRY, "%s: another program is writing it", path);
		close(fd);
		fd = -1;
	}
	if (rc == 0)
		*ret_fd = fd;
	kr_str_fini(&name);
	return rc;
}

int kr_cookie_file_write(const char *path, const struct kr_str *text, bool sync, struct kr_err *err)
{
	struct kr_str name;
	int fd, rc = 0;

	kr_str_init(&name);
	kr_str_addf(&name, "%s.new", path);
	unlink(name.data); /* of a program that was killed */
	fd = open(name.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 || kr_file_write_all(fd, text->data, text->len) < 0 || (sync && fsync(fd) < 0))
		rc = kr_err_sys(err, errno, "%s: cannot write", path);
	if (fd >= 0 && close(fd) < 0 && rc == 0)
		rc = kr_err_sys(err, errno, "%s: cannot write", path);
	if (rc == 0 && rename(name.data, path) < 0)
		rc = kr_err_sys(err, errno, "%s: cannot write", path);
	if (rc < 0 && fd >= 0)
		unlink(name.data);
	kr_str_fini(&name);
	return rc;
}
