/* Tries what the sandbox forbids. Built without sanitizers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "kread/proto/frame.h"
#include "kread/worker/worker.h"

enum { DONE = 0, FAILED = 1, NO_SANDBOX = 99 };

/* Each tries one thing, and returns true if it was possible. */
static bool try_open(void)
{
	return open("/etc/passwd", O_RDONLY) >= 0;
}

static bool try_create(void)
{
	return open("/tmp/kread-sandbox-test", O_WRONLY | O_CREAT, 0600) >= 0;
}

static bool try_stat(void)
{
	return access("/etc/passwd", R_OK) == 0;
}

static bool try_unlink(void)
{
	return unlink("/tmp/kread-sandbox-test") == 0 || errno == ENOENT;
}

static bool try_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static bool try_unix_socket(void)
{
	return socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static bool try_exec(void)
{
	char *argv[] = {"true", NULL};

	execv("/bin/true", argv); /* on success: status 0, which means that it was possible */
	return false;
}

static bool try_fork(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return pid > 0;
}

static bool try_kill(void)
{
	return kill(getppid(), 0) == 0;
}

static bool try_ptrace(void)
{
	return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0;
}

static bool try_executable_memory(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
	               0) != MAP_FAILED;
}

/* These would not count for the limit on data. */
static bool try_shared_memory(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0) !=
	       MAP_FAILED;
}

static bool try_stack_memory(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN,
	               -1, 0) != MAP_FAILED;
}

static bool try_other_descriptor(void)
{
	return write(4, "x", 1) == 1;
}

static bool try_much_memory(void)
{
	return malloc((size_t)KR_WORKER_MEMORY + 1) != NULL;
}

/* What must stay possible. */
static bool use_memory(void)
{
	char *p = malloc(50 << 20);

	if (!p)
		return false;
	memset(p, 1, 50 << 20);
	p = realloc(p, 60 << 20);
	free(p);
	return p != NULL;
}

static bool use_time(void)
{
	struct timespec t;

	alarm(5);
	alarm(0);
	return clock_gettime(CLOCK_REALTIME, &t) == 0 && time(NULL) > 0;
}

static bool use_socket(void)
{
	char c;

	return write(KR_WORKER_FD, "x", 1) == 1 && read(KR_WORKER_FD, &c, 1) == 1;
}

/* Runs what in a child inside the sandbox, with a socket as descriptor 3 and a pipe as 4. Returns
 * the child's wait status. */
static int run_inside(bool (*what)(void))
{
	int sv[2], status;
	pid_t pid;

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, sv), 0);
	pid = fork();
	if (pid == 0) {
		int a = fcntl(sv[0], F_DUPFD, 10), b = fcntl(sv[1], F_DUPFD, 10);
		bool filtered = false;

		dup2(a, KR_WORKER_FD);
		dup2(b, 4);
		if (write(4, "y", 1) != 1 ||
		        kr_sandbox_enter(KR_WORKER_MEMORY, &filtered, NULL) < 0 || !filtered)
			_exit(NO_SANDBOX);
		_exit(what() ? DONE : FAILED);
	}
	close(sv[0]);
	close(sv[1]);
	waitpid(pid, &status, 0);
	return status;
}

static void what_is_forbidden_fails(void **state)
{
	static const struct {
		const char *name;
		bool (*what)(void);
	} cases[] = {
	        {"open", try_open},
	        {"create", try_create},
	        {"access", try_stat},
	        {"unlink", try_unlink},
	        {"socket", try_socket},
	        {"unix socket", try_unix_socket},
	        {"exec", try_exec},
	        {"fork", try_fork},
	        {"kill", try_kill},
	        {"ptrace", try_ptrace},
	        {"executable memory", try_executable_memory},
	        {"shared memory", try_shared_memory},
	        {"stack memory", try_stack_memory},
	        {"another descriptor", try_other_descriptor},
	        {"more memory than the limit", try_much_memory},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int status = run_inside(cases[i].what);
		bool refused = WIFEXITED(status) && WEXITSTATUS(status) == FAILED;
		bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;

		if (!refused && !killed)
			fail_msg("%s: status %#x", cases[i].name, (unsigned)status);
	}
}

static void what_is_needed_works(void **state)
{
	(void)state;
	assert_int_equal(run_inside(use_memory), 0);
	assert_int_equal(run_inside(use_time), 0);
	assert_int_equal(run_inside(use_socket), 0);
}

/* The limits that hold even without the filter, as the kernel shows them for a process inside. */
static void limits_are_set(void **state)
{
	static const struct {
		const char *name;
		unsigned long value;
	} limits[] = {
	        {"Max core file size", 0},
	        {"Max file size", 0},
	        {"Max open files", 0},
	        {"Max processes", 0},
	        {"Max data size", KR_WORKER_MEMORY},
	        {"Max address space", KR_WORKER_MEMORY + KR_WORKER_LIBRARIES},
	        {"Max cpu time", KR_WORKER_CPU},
	};
	char path[64], line[256], c;
	size_t has_source = 0;
	int sv[2];
	pid_t pid;
	FILE *f;

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, sv), 0);
	pid = fork();
	if (pid == 0) {
		bool filtered;

		dup2(sv[1], KR_WORKER_FD);
		if (kr_sandbox_enter(KR_WORKER_MEMORY, &filtered, NULL) < 0 ||
		        write(KR_WORKER_FD, "r", 1) != 1)
			_exit(1);
		_exit(read(KR_WORKER_FD, &c, 1) != 1);
	}
	assert_int_equal(read(sv[0], &c, 1), 1);
	snprintf(path, sizeof path, "/proc/%ld/limits", (long)pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
			unsigned long soft = 1, hard = 1;

			if (strncmp(line, limits[i].name, strlen(limits[i].name)))
				continue;
			sscanf(line + strlen(limits[i].name), "%lu %lu", &soft, &hard);
			if (soft != limits[i].value || hard != limits[i].value)
				fail_msg("%s", line);
			has_source++;
		}
	if (f) { /* only Linux has such a file */
		fclose(f);
		assert_int_equal(has_source, sizeof limits / sizeof *limits);
	}
	assert_int_equal(write(sv[0], "x", 1), 1);
	waitpid(pid, NULL, 0);
	close(sv[0]);
	close(sv[1]);
}

/* A shell or a class of logins may allow less; the rest is still taken away. */
static void lower_limits_stay(void **state)
{
	static const struct {
#ifdef __GLIBC__
		__rlimit_resource_t what;
#else
		int what;
#endif
		rlim_t before, after;
	} limits[] = {
	        {RLIMIT_DATA, 700 << 20, 700 << 20},
	        {RLIMIT_AS, 900 << 20, 900 << 20},
	        {RLIMIT_CPU, 60, 60},
	        {RLIMIT_NOFILE, 20, 0},
	};
	const size_t n = sizeof limits / sizeof *limits;
	int sv[2], status;
	pid_t pid;
	char c;

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, sv), 0);
	pid = fork();
	if (pid == 0) {
		bool filtered;

		for (size_t i = 0; i < n; i++)
			setrlimit(limits[i].what,
			        &(struct rlimit){limits[i].before, limits[i].before});
		dup2(sv[1], KR_WORKER_FD);
		if (kr_sandbox_enter(KR_WORKER_MEMORY, &filtered, NULL) < 0 ||
		        write(KR_WORKER_FD, "r", 1) != 1)
			_exit(1);
		_exit(read(KR_WORKER_FD, &c, 1) != 1);
	}
	close(sv[1]);
	assert_int_equal(read(sv[0], &c, 1), 1);
#ifdef __linux__
	for (size_t i = 0; i < n; i++) {
		struct rlimit r;

		assert_int_equal(prlimit(pid, limits[i].what, NULL, &r), 0);
		assert_int_equal(r.rlim_cur, limits[i].after);
		assert_int_equal(r.rlim_max, limits[i].after);
	}
#endif
	assert_int_equal(write(sv[0], "x", 1), 1);
	waitpid(pid, &status, 0);
	assert_int_equal(status, 0);
	close(sv[0]);
}

static void dies_with_its_parent(void **state)
{
	int sv[2];
	pid_t pid;
	char c;

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, sv), 0);
	pid = fork();
	if (pid == 0) {
		pid_t grandchild = fork();

		if (grandchild == 0) {
			bool filtered;

			dup2(sv[1], KR_WORKER_FD);
			if (kr_sandbox_enter(KR_WORKER_MEMORY, &filtered, NULL) < 0 ||
			        write(KR_WORKER_FD, "r", 1) != 1)
				_exit(1);
			for (;;) /* reads for ever; only a signal ends it */
				if (read(KR_WORKER_FD, &c, 1) <= 0)
					_exit(1);
		}
		if (read(sv[0], &c, 1) != 1)
			_exit(1);
		_exit(0);
	}
	close(sv[1]);
	waitpid(pid, NULL, 0);
	/* reading ends when nobody holds the other end any more */
	assert_int_equal(read(sv[0], &c, 1), 0);
	close(sv[0]);
}

/* What a library says about a hostile page goes nowhere. */
static void standard_error_leads_nowhere(void **state)
{
	int pipes[2], status;
	bool filtered;
	char c;
	pid_t pid;

	(void)state;
	assert_int_equal(pipe(pipes), 0);
	pid = fork();
	if (pid == 0) {
		dup2(pipes[1], STDERR_FILENO);
		close(pipes[1]);
		if (kr_sandbox_enter(KR_WORKER_MEMORY, &filtered, NULL) < 0)
			_exit(NO_SANDBOX);
		_exit(write(STDERR_FILENO, "x", 1) != 1);
	}
	close(pipes[1]);
	assert_int_equal(read(pipes[0], &c, 1), 0);
	close(pipes[0]);
	waitpid(pid, &status, 0);
	assert_int_equal(status, 0);
}

/* The program has no network, screen or database library in its address space. */
static void links_little(void **state)
{
	static const char *const never[] = {
	        "libcurl", "libncurses", "libsqlite", "libtinfo", "libssl"};
	char command[4096], line[512];
	bool any = false;
	FILE *f;

	(void)state;
	snprintf(command, sizeof command, "ldd '%s'", getenv("TEST_WORKER"));
	f = popen(command, "r");
	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		any |= strstr(line, "libxml2") != NULL;
		for (size_t i = 0; i < sizeof never / sizeof *never; i++)
			assert_null(strstr(line, never[i]));
	}
	pclose(f);
	assert_true(any);
}

/* The exit status of the real program after it received these bytes. *got: whether it answered. */
static int run_program(const char *data, size_t len, bool *got)
{
	int sv[2], status;
	pid_t pid;
	char c;

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sv), 0);
	pid = fork();
	if (pid == 0) {
		int theirs = fcntl(sv[1], F_DUPFD, 10);

		dup2(theirs, KR_WORKER_FD);
		close(theirs);
		execl(getenv("TEST_WORKER"), "kread-worker", (char *)NULL);
		_exit(127);
	}
	close(sv[1]);
	assert_int_equal(write(sv[0], data, len), len);
	shutdown(sv[0], SHUT_WR);
	*got = read(sv[0], &c, 1) == 1;
	while (read(sv[0], &c, 1) == 1)
		;
	waitpid(pid, &status, 0);
	close(sv[0]);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void nonsense_ends_the_program(void **state)
{
	struct kr_str hello, s;
	bool got;

	(void)state;
	assert_int_equal(run_program("", 0, &got), 0);
	assert_int_equal(run_program("GET / HTTP/1.1\r\n\r\n", 18, &got), KR_WORKER_EXIT_FRAME);
	assert_false(got);
	kr_str_init(&hello);
	kr_str_init(&s);
	kr_frame_add(&hello, KR_FRAME_HELLO, 0, "", 1);
	assert_int_equal(run_program(hello.data, hello.len, &got), 0);
	kr_str_add(&s, hello.data, hello.len);
	kr_frame_add(&s, KR_FRAME_DATA, 1, "x", 1); /* before a page */
	assert_int_equal(run_program(s.data, s.len, &got), KR_WORKER_EXIT_FRAME);
	assert_false(got);
	kr_str_clear(&s);
	kr_str_add(&s, hello.data, hello.len);
	kr_frame_add(&s, KR_FRAME_PAGE, 1, "url=https://x.example/\0mode=article", 36);
	kr_frame_add(&s, KR_FRAME_DATA, 2, "x", 1); /* of another page */
	assert_int_equal(run_program(s.data, s.len, &got), KR_WORKER_EXIT_FRAME);
	assert_false(got);
	kr_str_clear(&s);
	kr_str_add(&s, hello.data, hello.len);
	kr_frame_add(&s, KR_FRAME_PAGE, 1, "mode=nonsense", 14);
	assert_int_equal(run_program(s.data, s.len, &got), KR_WORKER_EXIT_FRAME);
	assert_false(got);
	kr_str_clear(&s);
	kr_str_add(&s, hello.data, hello.len);
	kr_frame_add(&s, KR_FRAME_PAGE, 1, "url=https://x.example/\0mode=article", 36);
	kr_frame_add(&s, KR_FRAME_DATA, 1, "<p>x", 4);
	kr_frame_add(&s, KR_FRAME_END, 1, NULL, 0);
	assert_int_equal(run_program(s.data, s.len, &got), 0);
	assert_true(got);
	kr_str_fini(&hello);
	kr_str_fini(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(what_is_forbidden_fails),
	        cmocka_unit_test(what_is_needed_works),
	        cmocka_unit_test(limits_are_set),
	        cmocka_unit_test(lower_limits_stay),
	        cmocka_unit_test(standard_error_leads_nowhere),
	        cmocka_unit_test(dies_with_its_parent),
	        cmocka_unit_test(links_little),
	        cmocka_unit_test(nonsense_ends_the_program),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
