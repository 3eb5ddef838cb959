/* Confines the worker: limits, and a filter of system calls. */
#include "kread/worker/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif
#ifdef KR_HAVE_SECCOMP
#include <seccomp.h>
#endif

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

static int limit(int what, rlim_t value, struct kr_err *err)
{
	const struct rlimit r = {value, value};

	return setrlimit(what, &r) < 0 ? kr_err_sys(err, errno, "cannot set limit %d", what) : 0;
}

static int set_limits(size_t memory, struct kr_err *err)
{
	const struct {
		int what;
		rlim_t value;
	} limits[] = {
	        {RLIMIT_CORE, 0},
	        {RLIMIT_FSIZE, 0},
	        {RLIMIT_NOFILE, 0},
	        {RLIMIT_DATA, memory},
	        {RLIMIT_AS, memory + KR_WORKER_LIBRARIES},
	        {RLIMIT_CPU, KR_WORKER_CPU},
#ifdef RLIMIT_NPROC
	        {RLIMIT_NPROC, 0},
#endif
	};

	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		if (limit(limits[i].what, limits[i].value, err) < 0)
			return KR_E_SYS;
	return 0;
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

#ifdef KR_HAVE_SECCOMP
static int add_rules(scmp_filter_ctx ctx)
{
	static const int allowed[] = {SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap),
	        SCMP_SYS(madvise), SCMP_SYS(futex), SCMP_SYS(clock_gettime),
	        SCMP_SYS(clock_gettime64), SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(alarm),
	        SCMP_SYS(setitimer), SCMP_SYS(sysinfo), SCMP_SYS(getrandom), SCMP_SYS(getpid),
	        SCMP_SYS(gettid),
	        /* libraries count processors to choose how many threads to use */
	        SCMP_SYS(sched_getaffinity), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
	        SCMP_SYS(rt_sigreturn), SCMP_SYS(restart_syscall), SCMP_SYS(exit),
	        SCMP_SYS(exit_group)};
	/* Calls that libraries make but can do without: optional files, isatty(). */
	static const int refused[] = {SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(access),
	        SCMP_SYS(faccessat), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(fstat),
	        SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(readlink), SCMP_SYS(readlinkat),
	        SCMP_SYS(ioctl), SCMP_SYS(close), SCMP_SYS(lseek), SCMP_SYS(fcntl)};
	static const int transfer[] = {
	        SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(write), SCMP_SYS(writev)};
	static const int map[] = {SCMP_SYS(mmap), SCMP_SYS(mmap2)};
	int rc = 0;

	for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
		rc |= seccomp_rule_add(ctx, SCMP_ACT_ALLOW, allowed[i], 0);
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		rc |= seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EACCES), refused[i], 0);
	for (size_t i = 0; i < sizeof transfer / sizeof *transfer; i++) {
		rc |= seccomp_rule_add(
		        ctx, SCMP_ACT_ALLOW, transfer[i], 1, SCMP_A0(SCMP_CMP_EQ, KR_WORKER_FD));
		rc |= seccomp_rule_add(
		        ctx, SCMP_ACT_ALLOW, transfer[i], 1, SCMP_A0(SCMP_CMP_EQ, STDERR_FILENO));
	}
	/* Shared memory and stacks do not count for RLIMIT_DATA. */
	for (size_t i = 0; i < sizeof map / sizeof *map; i++)
		rc |= seccomp_rule_add(ctx, SCMP_ACT_ALLOW, map[i], 2,
		        SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
		        SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_TYPE | MAP_GROWSDOWN, MAP_PRIVATE));
	rc |= seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
	        SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	/* for abort(): to this process only */
	rc |= seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
	        SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid()));
	return rc;
}

static int install_filter(struct kr_err *err)
{
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_KILL_PROCESS);
	int rc = ctx ? add_rules(ctx) : -ENOMEM;

	if (rc == 0)
		rc = seccomp_load(ctx);
	seccomp_release(ctx);
	return rc < 0 ? kr_err_sys(err, -rc, "cannot install the system call filter") : 0;
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
	if (silence(err) < 0 || set_limits(memory, err) < 0)
		return KR_E_SYS;
#ifdef KR_HAVE_SECCOMP
	if (install_filter(err) < 0)
		return KR_E_SYS;
	*ret_filtered = true;
#endif
	return 0;
}
