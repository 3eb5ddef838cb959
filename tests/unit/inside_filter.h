/* The filter of system calls as a worker hands it to the kernel, and what it says. */
#ifndef KREAD_TESTS_INSIDE_FILTER_H
#define KREAD_TESTS_INSIDE_FILTER_H

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>

#include "inside_worker.h"
#include "kread/proto/confine.h"

enum { FILTER_MAX = 4096 };

struct filter {
	struct sock_filter code[FILTER_MAX];
	size_t n;
};

static void peek(pid_t pid, unsigned long at, void *to, size_t len)
{
	for (size_t i = 0; i < len; i += sizeof(long)) {
		const long word = ptrace(PTRACE_PEEKDATA, pid, at + i, 0);

		memcpy((char *)to + i, &word, len - i < sizeof word ? len - i : sizeof word);
	}
}

/* The arguments and the result of its next system call. */
static void next_call(struct worker *w, struct user_regs_struct *r)
{
	bool entry = false;
	int status;

	for (int stops = 0; stops < 2;) {
		assert_int_equal(ptrace(PTRACE_SYSCALL, w->proc.pid, 0, 0), 0);
		assert_int_equal(waitpid(w->proc.pid, &status, 0), w->proc.pid);
		assert_true(WIFSTOPPED(status));
		if (WSTOPSIG(status) != (SIGTRAP | 0x80))
			continue;
		stops++;
		entry = !entry;
	}
	assert_int_equal(ptrace(PTRACE_GETREGS, w->proc.pid, 0, r), 0);
}

/* Whether it installed a filter, rather than asking what there is, as libseccomp does first. */
static bool is_install(const struct user_regs_struct *r)
{
	return r->orig_rax == SYS_seccomp && r->rdi == SECCOMP_SET_MODE_FILTER && r->rdx &&
	       r->rax == 0;
}

/* The order of what confines it, on the way: Landlock, then the limits, then the filter; and after
 * Landlock nothing is opened. */
static void read_filter(struct filter *ret)
{
	struct user_regs_struct r = {0};
	struct worker w = {0};
	struct sock_fprog prog = {0};
	bool restricted = false, limited = false;
	struct kr_err err;
	int status;

	kr_worker_process_init(&w.proc, program);
	assert_int_equal(kr_worker_process_start(&w.proc, &err), 0);
	assert_int_equal(ptrace(PTRACE_ATTACH, w.proc.pid, 0, 0), 0);
	assert_int_equal(waitpid(w.proc.pid, &status, 0), w.proc.pid);
	ptrace(PTRACE_SETOPTIONS, w.proc.pid, 0, PTRACE_O_EXITKILL | PTRACE_O_TRACESYSGOOD);
	greet(&w);
	for (next_call(&w, &r); !is_install(&r); next_call(&w, &r)) {
		if (r.orig_rax == SYS_landlock_restrict_self) {
			assert_int_equal(r.rax, 0);
			assert_false(limited);
			restricted = true;
		}
		limited |= r.orig_rax == SYS_prlimit64 && r.rdx;
		if (restricted)
			assert_false(r.orig_rax == SYS_openat && (long)r.rax >= 0);
	}
	assert_true(limited);
	assert_true(restricted || !kr_confine_landlock());
	peek(w.proc.pid, r.rdx, &prog, sizeof prog);
	assert_true(prog.len > 10 && prog.len <= FILTER_MAX);
	ret->n = prog.len;
	peek(w.proc.pid, (unsigned long)prog.filter, ret->code, prog.len * sizeof *ret->code);
	end(&w);
}

/* Run the filter, as the kernel does (Documentation/networking/filter.rst), with the instructions
 * that libseccomp uses. */
static uint32_t decide(const struct filter *f, uint32_t arch, long nr, const long a[6])
{
	struct seccomp_data data = {.nr = (int)nr, .arch = arch};
	uint32_t acc = 0;

	for (int i = 0; i < 6; i++)
		data.args[i] = (uint64_t)a[i];
	for (size_t at = 0; at < f->n; at++) {
		const struct sock_filter *c = &f->code[at];
		bool is;

		if (c->code == (BPF_LD | BPF_W | BPF_ABS)) {
			assert_true(c->k + sizeof acc <= sizeof data);
			memcpy(&acc, (const char *)&data + c->k, sizeof acc);
			continue;
		}
		if (c->code == (BPF_ALU | BPF_AND | BPF_K)) {
			acc &= c->k;
			continue;
		}
		if (c->code == (BPF_JMP | BPF_JA)) {
			at += c->k;
			continue;
		}
		if (c->code == (BPF_RET | BPF_K))
			return c->k;
		assert_true(BPF_CLASS(c->code) == BPF_JMP && BPF_SRC(c->code) == BPF_K);
		is = BPF_OP(c->code) == BPF_JEQ   ? acc == c->k
		     : BPF_OP(c->code) == BPF_JGT ? acc > c->k
		     : BPF_OP(c->code) == BPF_JGE ? acc >= c->k
		                                  : (acc & c->k) != 0;
		at += is ? c->jt : c->jf;
	}
	return 0;
}

#endif
