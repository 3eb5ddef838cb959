/* Preloaded by the tests: from the call of number FAIL_AT on, calls that change files fail with the
 * error FAIL_WITH, but for what goes to terminals, pipes and sockets. With FAIL_ONCE, that call
 * alone does. Each that fails makes the file FAILED longer. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef RTLD_NEXT
#define RTLD_NEXT ((void *)-1L)
#endif

static void report(void)
{
	const char *path = getenv("FAILED");
	const int fd =
	        path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND, 0600)
	             : -1;

	if (fd >= 0) {
		syscall(SYS_write, fd, "x", 1);
		close(fd);
	}
}

/* Whether this call is to fail. */
static int fails(void)
{
	static long calls;
	const char *at = getenv("FAIL_AT"), *with = getenv("FAIL_WITH");
	const long first = at ? atol(at) : 0;

	calls++;
	if (!first || calls < first || (calls > first && getenv("FAIL_ONCE")))
		return 0;
	report();
	errno = with ? atoi(with) : ENOSPC;
	return 1;
}

static int is_file(int fd)
{
	struct stat st;

	return fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

/* Call the function of the C library. */
#define PASS(name, ...)                                                                            \
	__typeof__(name) *call;                                                                    \
	void *p = dlsym(RTLD_NEXT, #name);                                                         \
	memcpy(&call, &p, sizeof call);                                                            \
	return call(__VA_ARGS__)

ssize_t write(int fd, const void *data, size_t n)
{
	if (is_file(fd) && fails())
		return -1;
	return syscall(SYS_write, fd, data, n);
}

ssize_t pwrite64(int fd, const void *data, size_t n, off_t at)
{
	if (is_file(fd) && fails())
		return -1;
	PASS(pwrite64, fd, data, n, at);
}

int fsync(int fd)
{
	if (is_file(fd) && fails())
		return -1;
	return (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
	if (is_file(fd) && fails())
		return -1;
	return (int)syscall(SYS_fdatasync, fd);
}

int ftruncate64(int fd, off_t size)
{
	if (fails())
		return -1;
	return (int)syscall(SYS_ftruncate, fd, size);
}

int rename(const char *from, const char *to)
{
	if (fails())
		return -1;
	return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int fflush(FILE *f)
{
	if (f && is_file(fileno(f)) && fails())
		return EOF;
	PASS(fflush, f);
}

int fclose(FILE *f)
{
	if (is_file(fileno(f)) && fails()) {
		close(fileno(f));
		return EOF;
	}
	PASS(fclose, f);
}
