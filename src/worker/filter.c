/* The filter of system calls. SECURITY.md lists the calls with the reason of each; a lint test
 * compares the lists. */
#include "sandbox_priv.h"

#include <errno.h>
#include <linux/futex.h>
#include <seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

#include "kread/proto/frame.h"

/* Allowed with all arguments. */
static const int allowed[] = {SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap),
        SCMP_SYS(clock_gettime), SCMP_SYS(clock_gettime64), SCMP_SYS(gettimeofday), SCMP_SYS(time),
        SCMP_SYS(alarm), SCMP_SYS(sysinfo), SCMP_SYS(sched_getaffinity), SCMP_SYS(getrandom),
        SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(restart_syscall), SCMP_SYS(exit),
        SCMP_SYS(exit_group)};

/* Calls that libraries make but can do without: they fail with EACCES. Without handlers and masks,
 * the signals that limit the time of a page cannot be caught. */
static const int refused[] = {SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(access),
        SCMP_SYS(faccessat), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(fstat), SCMP_SYS(newfstatat),
        SCMP_SYS(statx), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(ioctl), SCMP_SYS(close),
        SCMP_SYS(lseek), SCMP_SYS(fcntl), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask)};

/* Allowed on the socket, and on standard error, which is /dev/null. */
static const int transfer[] = {SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(write), SCMP_SYS(writev)};

/* Memory that is shared, is a stack, or may be executed neither counts for the limit nor is needed.
 */
static int allow_memory(scmp_filter_ctx ctx)
{
	static const int map[] = {SCMP_SYS(mmap), SCMP_SYS(mmap2)};
	/* what allocators give and ask; other advice reaches code that few programs use */
	static const int advice[] = {MADV_DONTNEED, MADV_FREE, MADV_HUGEPAGE};
	int rc = 0;

	for (size_t i = 0; i < sizeof map / sizeof *map; i++)
		rc |= seccomp_rule_add(ctx, SCMP_ACT_ALLOW, map[i], 2,
		        SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
		        SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_TYPE | MAP_GROWSDOWN, MAP_PRIVATE));
	rc |= seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
	        SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	for (size_t i = 0; i < sizeof advice / sizeof *advice; i++)
		rc |= seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(madvise), 1,
		        SCMP_A2(SCMP_CMP_EQ, (scmp_datum_t)advice[i], 0));
	return rc;
}

static int allow_transfer(scmp_filter_ctx ctx)
{
	static const scmp_datum_t ends[] = {KR_WORKER_FD, STDERR_FILENO};
	int rc = 0;

	for (size_t i = 0; i < sizeof transfer / sizeof *transfer; i++)
		for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
			rc |= seccomp_rule_add(ctx, SCMP_ACT_ALLOW, transfer[i], 1,
			        SCMP_A0(SCMP_CMP_EQ, ends[k], 0));
	return rc;
}

/* Locks of libraries, which nobody contends for in a process of one thread: waiting and waking are
 * enough. The other operations have had faults in the kernel. */
static int allow_locks(scmp_filter_ctx ctx)
{
	static const int calls[] = {SCMP_SYS(futex), SCMP_SYS(futex_time64)};
	static const int operations[] = {
	        FUTEX_WAIT, FUTEX_WAKE, FUTEX_WAIT_BITSET, FUTEX_WAKE_BITSET};
	const scmp_datum_t mask = ~(scmp_datum_t)(FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME);
	int rc = 0;

	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		for (size_t k = 0; k < sizeof operations / sizeof *operations; k++)
			rc |= seccomp_rule_add(ctx, SCMP_ACT_ALLOW, calls[i], 1,
			        SCMP_A1(SCMP_CMP_MASKED_EQ, mask & UINT32_MAX,
			                (scmp_datum_t)operations[k]));
	return rc;
}

static int add_rules(scmp_filter_ctx ctx)
{
	int rc = 0;

	/* of another architecture, as those of 32 bits are: the whole process too */
	rc |= seccomp_attr_set(ctx, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
	for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
		rc |= seccomp_rule_add(ctx, SCMP_ACT_ALLOW, allowed[i], 0);
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		rc |= seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EACCES), refused[i], 0);
	rc |= allow_transfer(ctx);
	rc |= allow_memory(ctx);
	rc |= allow_locks(ctx);
	/* alarm() of some C libraries */
	rc |= seccomp_rule_add(
	        ctx, SCMP_ACT_ALLOW, SCMP_SYS(setitimer), 1, SCMP_A0(SCMP_CMP_EQ, ITIMER_REAL, 0));
	/* for abort(): to this process only */
	rc |= seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
	        SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
	return rc;
}

int kr_filter_install(struct kr_err *err)
{
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_KILL_PROCESS);
	int rc = ctx ? add_rules(ctx) : -ENOMEM;

	if (rc == 0)
		rc = seccomp_load(ctx);
	seccomp_release(ctx);
	return rc < 0 ? kr_err_sys(err, -rc, "cannot install the system call filter") : 0;
}
