#include "kread/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kread/base/str.h"

int kr_file_write_all(int fd, const char *data, size_t len)
{
	while (len) {
		const ssize_t n = write(fd, data, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		data += n;
		len -= (size_t)n;
	}
	return 0;
}

static int write_and_sync(int fd, const char *data, size_t len)
{
	if (kr_file_write_all(fd, data, len) < 0)
		return -1;
	return fsync(fd) < 0 && errno != EINVAL ? -1 : 0;
}

/* As the umask would have it, or as the file that is replaced. */
static mode_t mode_for(const struct stat *old)
{
	const mode_t mask = umask(0);

	umask(mask);
	return old ? old->st_mode & 0777 : 0666 & ~mask;
}

static int write_beside(
        const char *path, const struct stat *old, const char *data, size_t len, struct kr_err *err)
{
	const char *slash = strrchr(path, '/');
	struct kr_str temp;
	int fd, rc = 0;

	kr_str_init(&temp);
	kr_str_add(&temp, path, slash ? (size_t)(slash - path) + 1 : 0);
	kr_str_addz(&temp, ".kread-XXXXXX");
	fd = mkstemp(temp.data);
	if (fd < 0) {
		rc = kr_err_sys(err, errno, "cannot write %s", path);
		goto out;
	}
	fchmod(fd, mode_for(old));
	if (write_and_sync(fd, data, len) < 0)
		rc = kr_err_sys(err, errno, "cannot write %s", path);
	if (close(fd) < 0 && rc == 0)
		rc = kr_err_sys(err, errno, "cannot write %s", path);
	if (rc == 0 && rename(temp.data, path) < 0)
		rc = kr_err_sys(err, errno, "cannot write %s", path);
	if (rc < 0)
		unlink(temp.data);
out:
	kr_str_fini(&temp);
	return rc;
}

int kr_file_write(const char *path, const char *data, size_t len, struct kr_err *err)
{
	struct stat st;
	const bool old = stat(path, &st) == 0;
	char *real;
	int rc;

	if (old && !S_ISREG(st.st_mode))
		return kr_err_set(err, KR_E_TYPE, "cannot write %s: it is not a file", path);
	real = old ? realpath(path, NULL) : NULL;
	rc = write_beside(real ? real : path, old ? &st : NULL, data, len, err);
	free(real);
	return rc;
}

int kr_file_unnamed(const char *data, size_t len, struct kr_err *err)
{
#ifdef MFD_CLOEXEC
	const int fd = memfd_create("kread", MFD_CLOEXEC);
#else
	FILE *f = tmpfile();
	const int fd = f ? fcntl(fileno(f), F_DUPFD_CLOEXEC, 3) : -1;

	if (f)
		fclose(f);
#endif
	if (fd < 0 || kr_file_write_all(fd, data, len) < 0 || lseek(fd, 0, SEEK_SET) < 0) {
		kr_err_sys(err, errno, "cannot make a file without a name");
		if (fd >= 0)
			close(fd);
		return KR_E_SYS;
	}
	return fd;
}
