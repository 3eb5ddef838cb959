/* Confines the worker: limits, Landlock, and a filter of system calls. */
#include "kread/worker/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "sandbox_priv.h"

/* Builds whose worker does what the sandbox forbids; see worker.h. */
#if defined(__SANITIZE_ADDRESS__) || defined(KR_COVERAGE)
#define KR_INSTRUMENTED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KR_INSTRUMENTED 1
#endif
#endif
#ifndef KR_INSTRUMENTED
#define KR_INSTRUMENTED 0
#endif

void kr_sandbox_close_from(int fd)
{
#ifdef KR_HAVE_CLOSE_RANGE
	if (close_range((unsigned)fd, ~0u, 0) == 0)
		return;
#endif
	for (int end = fd + 1024; fd < end; fd++)
		close(fd);
}

#ifdef __GLIBC__
#define RESOURCE __rlimit_resource_t
#else
#define RESOURCE int
#endif

/* A lower limit, of a shell or of a class of logins, stays as it is. */
static bool limit(RESOURCE what, rlim_t most)
{
	struct rlimit r;

	if (getrlimit(what, &r) < 0)
		return false;
	if (r.rlim_max != RLIM_INFINITY && r.rlim_max < most)
		most = r.rlim_max;
	return setrlimit(what, &(struct rlimit){most, most}) == 0;
}

static int set_limits(size_t memory, struct kr_err *err)
{
	bool set = limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NOFILE, 0) &&
	           limit(RLIMIT_DATA, memory) && limit(RLIMIT_CPU, KR_WORKER_CPU);

#ifdef RLIMIT_AS
	set = set && limit(RLIMIT_AS, (rlim_t)memory + KR_WORKER_LIBRARIES);
#endif
#ifdef RLIMIT_NPROC
	set = set && limit(RLIMIT_NPROC, 0);
#endif
	return set ? 0 : kr_err_sys(err, errno, "cannot set limits");
}

/* Libraries complain on standard error, before they call abort(). Nobody reads what a hostile page
 * makes them say. */
static int silence(struct kr_err *err)
{
	int fd = open("/dev/null", O_WRONLY), rc = 0;

	if (fd < 0 || dup2(fd, STDERR_FILENO) < 0)
		rc = kr_err_sys(err, errno, "cannot silence standard error");
	if (fd > STDERR_FILENO)
		close(fd);
	return rc;
}

#ifdef __OpenBSD__
/* All paths are hidden, and stay so; then unveil() itself goes, with every call that needs a
 * promise but "stdio". That one is for the socket, memory without execute permission, time, alarms
 * and the end. Not promised: to open files ("rpath"), to start programs ("proc", "exec"), to
 * connect
 * ("inet", "unix", "dns"), to take descriptors ("recvfd"). Whoever breaks the promise is killed.
 * Only OpenBSD compiles this, and the authors have not tried it there. */
static int promise(struct kr_err *err)
{
	if (unveil("/", "") < 0 || unveil(NULL, NULL) < 0 || pledge("stdio", NULL) < 0)
		return kr_err_sys(err, errno, "cannot pledge");
	return 0;
}
#endif

int kr_sandbox_enter(size_t memory, bool *ret_filtered, struct kr_err *err)
{
	*ret_filtered = false;
#ifdef __linux__
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return kr_err_sys(err, errno, "cannot drop privileges");
#endif
	if (KR_INSTRUMENTED)
		return 0;
	/* each takes away what the one before it needs: files, descriptors, system calls */
	if (silence(err) < 0 || kr_landlock_restrict(err) < 0 || set_limits(memory, err) < 0)
		return KR_E_SYS;
#ifdef KR_HAVE_SECCOMP
	if (kr_filter_install(err) < 0)
		return KR_E_SYS;
	*ret_filtered = true;
#endif
#ifdef __OpenBSD__
	if (promise(err) < 0)
		return KR_E_SYS;
	*ret_filtered = true;
#endif
	return 0;
}
