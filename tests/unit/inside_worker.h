/* A worker that does what a test wants. It is the real program, started as kread starts it; what it
 * does is written into it with ptrace(): its memory is that of the program, and the system calls
 * are its own, seen by the kernel as any others. x86-64 only. */
#ifndef KREAD_TESTS_INSIDE_WORKER_H
#define KREAD_TESTS_INSIDE_WORKER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kread/proto/frame.h"
#include "load/worker_process_priv.h"

enum { SKIPPED = 77 };

/* What lies in the scratch memory of the worker, at these offsets. */
enum {
	PASSWD = 0x000,
	SELF_MEM = 0x040,
	PARENT_MEM = 0x080,
	PROC_FD = 0x0c0,
	PROGRAM = 0x100,
	MADE = 0x140,
	TERMINAL = 0x180,
	ADDRESS = 0x1c0, /* a struct sockaddr_in: 127.0.0.1:80 */
	HOME = 0x200,
	BYTES = 0x240,
	VECTOR = 0x280,  /* a struct iovec of BYTES */
	MESSAGE = 0x2c0, /* a struct msghdr that sends descriptor 3 */
	RIGHTS = 0x300,
	ARGV = 0x380,
	LIMIT = 0x3c0, /* a struct rlimit: infinity */
	ABSTRACT = 0x400,
	SET = 0x480, /* a signal set: all */
	ZERO = 0x600,
	SCRATCH = 0x1000
};

struct worker {
	struct kr_worker_process proc;
	struct user_regs_struct regs; /* where it was stopped */
	unsigned long scratch;        /* address, below 4 GiB */
};

static const char *programs[2];
static const char *program; /* that is attacked at the moment */

/* --- a worker, stopped ------------------------------------------------------------------------ */

static void greet(const struct worker *w)
{
	char frame[KR_FRAME_HEADER + 1] = {0};

	kr_frame_write_head(frame, KR_FRAME_HELLO, 0, 1);
	frame[KR_FRAME_HEADER] = KR_WORKER_PLAIN;
	assert_int_equal(send(w->proc.fd, frame, sizeof frame, 0), sizeof frame);
}

static bool is_inside(pid_t pid)
{
	char path[64], line[256];
	bool is = false;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%ld/status", (long)pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		is |= strncmp(line, "Seccomp:\t2", 10) == 0;
	if (f)
		fclose(f);
	return is;
}

static void put(const struct worker *w, unsigned at, const void *data, size_t len)
{
	for (size_t i = 0; i < len; i += sizeof(long)) {
		long word = 0;

		memcpy(&word, (const char *)data + i,
		        len - i < sizeof word ? len - i : sizeof word);
		assert_int_equal(
		        ptrace(PTRACE_POKEDATA, w->proc.pid, w->scratch + at + i, word), 0);
	}
}

/* Run one instruction of two bytes with these registers. True: it came back, *ret is rax. False: it
 * died, *ret is its wait status, and it is gone. */
static bool run(struct worker *w, const char *code, const struct user_regs_struct *regs, long *ret)
{
	struct user_regs_struct r = *regs;
	long word = 0;
	int status;

	memcpy(&word, code, 2);
	word |= 0xcc << 16; /* int3 */
	r.rip = w->regs.rip;
	r.orig_rax = (unsigned long)-1; /* restart nothing */
	assert_int_equal(ptrace(PTRACE_POKETEXT, w->proc.pid, r.rip, word), 0);
	assert_int_equal(ptrace(PTRACE_SETREGS, w->proc.pid, 0, &r), 0);
	assert_int_equal(ptrace(PTRACE_CONT, w->proc.pid, 0, 0), 0);
	assert_int_equal(waitpid(w->proc.pid, &status, 0), w->proc.pid);
	while (WIFSTOPPED(status) &&
	        WSTOPSIG(status) != SIGTRAP) { /* let the signal have its way */
		ptrace(PTRACE_CONT, w->proc.pid, 0, (long)WSTOPSIG(status));
		assert_int_equal(waitpid(w->proc.pid, &status, 0), w->proc.pid);
	}
	if (!WIFSTOPPED(status)) {
		w->proc.pid = 0;
		*ret = status;
		return false;
	}
	assert_int_equal(ptrace(PTRACE_GETREGS, w->proc.pid, 0, &r), 0);
	*ret = (long)r.rax;
	return true;
}

static bool call(struct worker *w, long nr, const long a[6], long *ret)
{
	struct user_regs_struct r = w->regs;

	r.rax = (unsigned long)nr;
	r.rdi = (unsigned long)a[0];
	r.rsi = (unsigned long)a[1];
	r.rdx = (unsigned long)a[2];
	r.r10 = (unsigned long)a[3];
	r.r8 = (unsigned long)a[4];
	r.r9 = (unsigned long)a[5];
	return run(w, "\x0f\x05", &r, ret); /* syscall */
}

static bool call_32(struct worker *w, long nr, const long a[6], long *ret)
{
	struct user_regs_struct r = w->regs;

	r.rax = (unsigned long)nr;
	r.rbx = (unsigned long)a[0];
	r.rcx = (unsigned long)a[1];
	r.rdx = (unsigned long)a[2];
	r.rsi = (unsigned long)a[3];
	r.rdi = (unsigned long)a[4];
	r.rbp = (unsigned long)a[5];
	return run(w, "\xcd\x80", &r, ret); /* int 0x80 */
}

static void fill(const struct worker *w)
{
	const struct sockaddr_in address = {.sin_family = AF_INET,
	        .sin_port = htons(80),
	        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	const struct sockaddr_un abstract = {.sun_family = AF_UNIX, .sun_path = "\0kread-test"};
	const unsigned long at = w->scratch, vector[2] = {at + BYTES, 8},
	                    argv[2] = {at + PROGRAM, 0};
	const struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
	const struct msghdr message = {.msg_iov = (struct iovec *)(at + VECTOR),
	        .msg_iovlen = 1,
	        .msg_control = (void *)(at + RIGHTS),
	        .msg_controllen = CMSG_SPACE(sizeof(int))};
	const struct cmsghdr rights = {CMSG_LEN(sizeof(int)), SOL_SOCKET, SCM_RIGHTS};
	const int descriptor = KR_WORKER_FD;
	const unsigned long all[2] = {~0ul, ~0ul};
	char parent[64];

	snprintf(parent, sizeof parent, "/proc/%ld/mem", (long)getpid());
	put(w, PASSWD, "/etc/passwd", 12);
	put(w, SELF_MEM, "/proc/self/mem", 15);
	put(w, PARENT_MEM, parent, strlen(parent) + 1);
	put(w, PROC_FD, "/proc/self/fd", 14);
	put(w, PROGRAM, "/bin/true", 10);
	put(w, MADE, "/tmp/kread-inside-test", 23);
	put(w, TERMINAL, "/dev/tty", 9);
	put(w, HOME, "/root/.ssh", 11);
	put(w, ADDRESS, &address, sizeof address);
	put(w, BYTES, "attacked", 8);
	put(w, VECTOR, vector, sizeof vector);
	put(w, MESSAGE, &message, sizeof message);
	put(w, RIGHTS, &rights, sizeof rights);
	put(w, RIGHTS + sizeof rights, &descriptor, sizeof descriptor);
	put(w, ARGV, argv, sizeof argv);
	put(w, LIMIT, &limit, sizeof limit);
	put(w, ABSTRACT, &abstract, 16);
	put(w, SET, all, sizeof all);
}

/* Start it as kread does, wait until it is confined, and stop it. */
static void start(struct worker *w)
{
	const long map[6] = {
	        0, SCRATCH, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0};
	struct kr_err err;
	long at;
	int status;

	kr_worker_process_init(&w->proc, program);
	assert_int_equal(kr_worker_process_start(&w->proc, &err), 0);
	if (program == programs[0])
		greet(w);
	while (!is_inside(w->proc.pid))
		usleep(200);
	assert_int_equal(ptrace(PTRACE_ATTACH, w->proc.pid, 0, 0), 0);
	assert_int_equal(waitpid(w->proc.pid, &status, 0), w->proc.pid);
	ptrace(PTRACE_SETOPTIONS, w->proc.pid, 0, PTRACE_O_EXITKILL);
	assert_int_equal(ptrace(PTRACE_GETREGS, w->proc.pid, 0, &w->regs), 0);
	assert_true(call(w, SYS_mmap, map, &at));
	assert_true(at > 0 && at < 1l << 32);
	w->scratch = (unsigned long)at;
	fill(w);
}

static void end(struct worker *w)
{
	kr_worker_process_fini(&w->proc);
}

static inline bool can_trace(void)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0)
		for (;;)
			pause();
	if (ptrace(PTRACE_ATTACH, pid, 0, 0) == 0)
		waitpid(pid, &status, 0);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	return WIFSTOPPED(status);
}

#endif
