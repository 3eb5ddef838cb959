#include "worker_process_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "kread/proto/frame.h"
#include "kread/base/mem.h"

enum { READ_SIZE = 256 << 10 }; /* bytes read in one go */

void kr_worker_process_reap(struct kr_worker_process *p)
{
	int n = 0;

	for (int i = 0; i < p->ndying; i++)
		if (waitpid(p->dying[i], NULL, WNOHANG) == 0)
			p->dying[n++] = p->dying[i];
	p->ndying = n;
}

void kr_worker_process_hang_up(struct kr_worker_process *p)
{
	if (p->fd >= 0)
		close(p->fd);
	p->fd = -1;
}

void kr_worker_process_kill(struct kr_worker_process *p)
{
	kr_worker_process_hang_up(p);
	p->gone_at = 0;
	if (!p->pid)
		return;
	kill(p->pid, SIGKILL);
	kr_worker_process_reap(p);
	if (p->ndying == KR_WORKER_PROCESS_DYING) /* killed long ago: this takes a moment at most */
		waitpid(p->dying[--p->ndying], NULL, 0);
	p->dying[p->ndying++] = p->pid;
	p->pid = 0;
	kr_worker_process_reap(p);
}

/* The worker must not write to the screen, get signals from the keyboard, or know what the reader
 * has in the environment. */
static int spawn(struct kr_worker_process *p, int theirs)
{
	posix_spawn_file_actions_t fa;
	posix_spawnattr_t attr;
	char *argv[] = {p->path, NULL}, *env[] = {NULL};
	sigset_t none, all;
	int rc;

	posix_spawn_file_actions_init(&fa);
	posix_spawn_file_actions_adddup2(&fa, theirs, KR_WORKER_FD);
	posix_spawn_file_actions_addopen(&fa, STDIN_FILENO, "/dev/null", O_RDWR, 0);
	posix_spawn_file_actions_adddup2(&fa, STDIN_FILENO, STDOUT_FILENO);
	if (isatty(STDERR_FILENO))
		posix_spawn_file_actions_adddup2(&fa, STDIN_FILENO, STDERR_FILENO);
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setflags(
	        &attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &all);
	posix_spawnattr_setpgroup(&attr, 0);
	rc = posix_spawn(&p->pid, p->path, &fa, &attr, argv, env);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&fa);
	if (rc)
		p->pid = 0;
	return rc;
}

int kr_worker_process_start(struct kr_worker_process *p, struct kr_err *err)
{
	int sv[2], theirs, rc;

	kr_worker_process_reap(p);
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sv) < 0)
		return kr_err_sys(err, errno, "cannot start the parser: socketpair");
	/* not one of the descriptors that the child sets up */
	theirs = fcntl(sv[1], F_DUPFD_CLOEXEC, KR_WORKER_FD + 1);
	rc = theirs < 0 ? errno : spawn(p, theirs);
	close(sv[1]);
	if (theirs >= 0)
		close(theirs);
	if (rc) {
		close(sv[0]);
		return kr_err_sys(err, rc, "cannot start the parser '%s'", p->path);
	}
	fcntl(sv[0], F_SETFL, O_NONBLOCK);
	p->fd = sv[0];
	p->gone_at = 0;
	return 0;
}

size_t kr_worker_process_read(struct kr_worker_process *p, struct kr_str *in, bool *ret_end)
{
	size_t total = 0;

	*ret_end = false;
	while (total < READ_SIZE) {
		ssize_t n;

		kr_str_reserve(in, READ_SIZE / 4);
		n = recv(p->fd, in->data + in->len, READ_SIZE / 4, 0);
		if (n < 0 && errno == EINTR)
			continue;
		*ret_end = n == 0 || (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK);
		if (n <= 0)
			break;
		in->len += (size_t)n;
		total += (size_t)n;
	}
	return total;
}

bool kr_worker_process_allow(const struct kr_worker_process *p, int seconds)
{
	struct timespec used;
	struct rlimit r;
	clockid_t clock;

	if (!p->pid || clock_getcpuclockid(p->pid, &clock) || clock_gettime(clock, &used) < 0 ||
	        used.tv_sec + 1 + seconds > KR_WORKER_CPU)
		return false;
#ifdef __linux__
	if (prlimit(p->pid, RLIMIT_CPU, NULL, &r) < 0)
		return false;
	r.rlim_cur = (rlim_t)(used.tv_sec + 1 + seconds);
	if (r.rlim_cur > r.rlim_max) /* a lower limit of the shell */
		return false;
	prlimit(p->pid, RLIMIT_CPU, &r, NULL);
#else
	(void)r;
#endif
	return true;
}

void kr_worker_process_init(struct kr_worker_process *p, const char *path)
{
	*p = (struct kr_worker_process){.path = kr_mem_strdup(path), .fd = -1};
}

void kr_worker_process_fini(struct kr_worker_process *p)
{
	kr_worker_process_kill(p);
	while (p->ndying)
		waitpid(p->dying[--p->ndying], NULL, 0);
	free(p->path);
}

void kr_worker_process_explain(int status, struct kr_err *err)
{
	int sig = WIFSIGNALED(status) ? WTERMSIG(status) : 0;

	if (sig == SIGALRM || sig == SIGXCPU)
		kr_err_set(err, KR_E_CRASH, "the parser took too long");
	else if (sig == SIGSYS)
		kr_err_set(err, KR_E_CRASH, "the parser did something that its sandbox forbids");
	else if (sig == SIGKILL)
		kr_err_set(err, KR_E_CRASH, "the parser was killed");
	else if (sig)
		kr_err_set(err, KR_E_CRASH, "the parser crashed (signal %d)", sig);
	else if (WEXITSTATUS(status) == KR_WORKER_EXIT_MEMORY)
		kr_err_set(err, KR_E_CRASH, "the parser ran out of memory");
	else if (WEXITSTATUS(status) == KR_WORKER_EXIT_SANDBOX)
		kr_err_set(err, KR_E_CRASH, "the parser could not enter its sandbox");
	else
		kr_err_set(
		        err, KR_E_CRASH, "the parser exited with status %d", WEXITSTATUS(status));
}
