/* What a page that took a worker over would try: in the real programs, and in the filter that they
 * install. */
#ifdef __x86_64__
#include "inside_attempts.h"
#include "inside_filter.h"

#include "kread/base/str.h"
#include "kread/proto/confine.h"

/* --- system calls ----------------------------------------------------------------------------- */

/* Whether what came of a call is what should. */
static bool is_fate(enum fate fate, bool returned, long ret)
{
	if (!returned)
		return fate == KILLED && WIFSIGNALED((int)ret) && WTERMSIG((int)ret) == SIGSYS;
	return (fate == REFUSED && ret == -EACCES) || (fate == NO_MEMORY && ret == -ENOMEM) ||
	       (fate == BAD && ret < 0);
}

static void fill_in(const struct worker *w, const struct attempt *t, long a[6])
{
	for (int i = 0; i < 6; i++) {
		a[i] = t->a[i];
		if (t->addresses & 1u << i)
			a[i] += (long)w->scratch;
		else if (a[i] == PARENT)
			a[i] = getpid();
	}
}

typedef bool caller(struct worker *w, long nr, const long a[6], long *ret);

/* The number in the ABI of caller; 0: it has none. */
static long number(const struct attempt *t, caller *by, bool x32)
{
	if (by == call_32)
		return t->nr_32;
	return t->nr && x32 ? t->nr | ANOTHER_ABI : t->nr;
}

/* Every step-th of those that are killed, each in a worker of its own, and all others. */
static void try_them(caller *by, bool x32, size_t step)
{
	struct worker w = {0};

	for (size_t i = 0; i < ATTEMPTS; i++) {
		const struct attempt *t = &attempts[i];
		const enum fate fate = by == call_32 || x32 ? KILLED : t->fate;
		const long nr = number(t, by, x32);
		bool returned;
		long a[6], ret;

		if (!nr || (fate == KILLED && i % step))
			continue;
		if (!w.proc.pid)
			start(&w);
		fill_in(&w, t, a);
		returned = by(&w, nr, a, &ret);
		if (!is_fate(fate, returned, ret))
			fail_msg("%s: %s (%ld): %s %ld", strrchr(program, '/') + 1, t->name, nr,
			        returned ? "returned" : "wait status", ret);
		if (!returned)
			end(&w);
	}
	if (w.proc.pid)
		end(&w);
}

/* What is_fate() is for a real call: what the filter says. */
static bool is_decision(enum fate fate, uint32_t decision)
{
	if (fate == KILLED)
		return decision == SECCOMP_RET_KILL_PROCESS;
	if (fate == REFUSED)
		return decision == (SECCOMP_RET_ERRNO | EACCES);
	return decision == SECCOMP_RET_ALLOW; /* limits decide */
}

static void judge(const struct filter *f, uint32_t arch, caller *by, bool x32)
{
	const bool foreign = by == call_32 || x32;
	struct worker none = {.scratch = 0x41000000};
	long a[6];

	for (size_t i = 0; i < ATTEMPTS; i++) {
		const enum fate fate = foreign ? KILLED : attempts[i].fate;
		const long nr = number(&attempts[i], by, x32);

		fill_in(&none, &attempts[i], a);
		if (nr && !is_decision(fate, decide(f, arch, nr, a)))
			fail_msg("%s (%ld, %#x): %#x", attempts[i].name, nr, arch,
			        decide(f, arch, nr, a));
	}
}

/* With arguments that mean nothing, each number is refused or is one that is allowed whatever they
 * are; those of other ABIs never. */
static void judge_numbers(const struct filter *f)
{
	static const long safe[] = {SYS_brk, SYS_munmap, SYS_mremap, SYS_clock_gettime,
	        SYS_gettimeofday, SYS_time, SYS_alarm, SYS_sysinfo, SYS_sched_getaffinity,
	        SYS_getrandom, SYS_getpid, SYS_gettid, SYS_restart_syscall, SYS_exit,
	        SYS_exit_group};
	static const uint32_t foreign[] = {AUDIT_ARCH_I386, AUDIT_ARCH_AARCH64, AUDIT_ARCH_ARM, 0};
	static const long a[6] = {99, 99, PROT_EXEC | 0x80, 0xff, 99, 99};

	for (long nr = 0; nr < 2000; nr++) {
		const uint32_t d = decide(f, AUDIT_ARCH_X86_64, nr, a);
		bool allowed = false;

		for (size_t i = 0; i < sizeof safe / sizeof *safe; i++)
			allowed |= safe[i] == nr;
		if (allowed ? d != SECCOMP_RET_ALLOW
		            : !is_decision(KILLED, d) && !is_decision(REFUSED, d))
			fail_msg("system call %ld: %#x", nr, d);
		for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
			assert_true(is_decision(KILLED, decide(f, foreign[i], nr, a)));
		assert_true(is_decision(KILLED, decide(f, AUDIT_ARCH_X86_64, nr | ANOTHER_ABI, a)));
	}
}

/* The whole table and all numbers, by the filter as the worker hands it to the kernel. */
static void the_filter_refuses_attacks(void **state)
{
	struct filter f;

	(void)state;
	program = programs[0];
	read_filter(&f);
	judge(&f, AUDIT_ARCH_X86_64, call, false);
	judge(&f, AUDIT_ARCH_I386, call_32, false);
	judge(&f, AUDIT_ARCH_X86_64, call, true);
	judge_numbers(&f);
}

static size_t step = 8; /* with --all 1 */

static void attacks_fail(void **state)
{
	(void)state;
	unlink("/tmp/kread-inside-test");
	for (int i = 0; i < 2; i++)
		if (programs[i]) {
			program = programs[i];
			try_them(call, false, i && step > 1 ? 5 * step : step);
		}
	assert_int_equal(access("/tmp/kread-inside-test", F_OK), -1);
}

/* The ways into the kernel of programs for 32 bits. Not every kernel has them. */
static void attacks_by_other_abis_fail(void **state)
{
	pid_t pid = fork();
	int status;

	(void)state;
	if (pid == 0) {
		long ret = 20; /* getpid() */

		signal(SIGSEGV, SIG_DFL); /* not an error of this test */

		__asm__ volatile("int $0x80" : "+a"(ret) : : "memory");
		_exit(ret != getpid());
	}
	waitpid(pid, &status, 0);
	program = programs[0];
	if (status == 0)
		try_them(call_32, false, 5 * step);
	else
		print_message("this kernel has no system calls of i386\n");
	try_them(call, true, 5 * step);
}

/* --- limits ----------------------------------------------------------------------------------- */

/* A worker that spins ends when its processor time is over, whatever it does before. */
static void processor_time_ends(void **state)
{
	static const long ignore[6] = {SIGXCPU, ZERO, 0, 8};
	struct rlimit soft = {1, KR_WORKER_CPU};
	struct worker w = {0};
	long ret;

	(void)state;
	program = programs[0];
	start(&w);
	assert_true(call(&w, SYS_rt_sigaction, ignore, &ret));
	assert_int_equal(prlimit(w.proc.pid, RLIMIT_CPU, &soft, NULL), 0);
	assert_false(run(&w, "\xeb\xfe", &w.regs, &ret)); /* jmp to itself */
	assert_true(WIFSIGNALED((int)ret));
	assert_int_equal(WTERMSIG((int)ret), SIGXCPU);
	end(&w);
}

/* Memory is taken in small pieces until there is no more: not much more than the limit. */
static void memory_ends(void **state)
{
	const long piece = 16 << 20;
	const long map[6] = {0, piece, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0};
	struct worker w = {0};
	long ret, total = 0;

	(void)state;
	program = programs[0];
	start(&w);
	while (call(&w, SYS_mmap, map, &ret) && ret > 0)
		total += piece;
	assert_int_equal(ret, -ENOMEM);
	assert_true(total > KR_WORKER_MEMORY / 2 && total <= KR_WORKER_MEMORY);
	end(&w);
}

/* --- what it inherits ------------------------------------------------------------------------- */

static void read_proc(pid_t pid, const char *name, struct kr_str *out)
{
	char path[64], piece[4096];
	size_t n;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%ld/%s", (long)pid, name);
	f = fopen(path, "r");
	assert_non_null(f);
	kr_str_clear(out);
	while ((n = fread(piece, 1, sizeof piece, f)) > 0)
		kr_str_add(out, piece, n);
	fclose(f);
}

/* Only these descriptors: no terminal, no file of kread, no log. */
static void check_descriptors(pid_t pid)
{
	char path[64], target[256];

	for (int fd = 0; fd < 64; fd++) {
		ssize_t n;

		snprintf(path, sizeof path, "/proc/%ld/fd/%d", (long)pid, fd);
		n = readlink(path, target, sizeof target - 1);
		if (fd > KR_WORKER_FD) {
			assert_int_equal(n, -1);
			continue;
		}
		assert_true(n > 0);
		target[n] = '\0';
		if (fd == KR_WORKER_FD)
			assert_memory_equal(target, "socket:", 7);
		else
			assert_string_equal(target, "/dev/null");
	}
}

static void nothing_is_inherited(void **state)
{
	struct kr_str s;

	(void)state;
	kr_str_init(&s);
	for (int fd = 20; fd < 30; fd++) /* that kread might have forgotten to mark */
		assert_int_equal(dup2(STDERR_FILENO, fd), fd);
	setenv("SECRET_TOKEN", "kread", 1);
	for (int i = 0; i < 2; i++) {
		struct worker w = {0};

		program = programs[i];
		if (!program)
			continue;
		start(&w);
		check_descriptors(w.proc.pid);
		read_proc(w.proc.pid, "environ", &s);
		assert_int_equal(s.len, 0);
		read_proc(w.proc.pid, "status", &s);
		assert_non_null(strstr(s.data, "NoNewPrivs:\t1\n"));
		assert_non_null(strstr(s.data, "Threads:\t1\n"));
		assert_int_equal(getpgid(w.proc.pid), w.proc.pid);
		end(&w);
	}
	for (int fd = 20; fd < 30; fd++)
		close(fd);
	kr_str_fini(&s);
}

int main(int argc, char *argv[])
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(nothing_is_inherited),
	        cmocka_unit_test(the_filter_refuses_attacks),
	        cmocka_unit_test(attacks_fail),
	        cmocka_unit_test(attacks_by_other_abis_fail),
	        cmocka_unit_test(memory_ends),
	        cmocka_unit_test(processor_time_ends),
	};

	programs[0] = getenv("TEST_WORKER");
	programs[1] = getenv("TEST_PICTURE");
	if (argc > 1 && strcmp(argv[1], "--all") == 0)
		step = 1;
	if (!can_trace()) {
		print_message("tracing is not allowed here\n");
		return SKIPPED;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
#else
int main(void)
{
	return 77; /* skipped */
}
#endif
