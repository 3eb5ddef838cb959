#include "kread/app/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static int fds[2] = {-1, -1};

static const int caught[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGCHLD};
enum { CAUGHT = sizeof caught / sizeof *caught };

static void on_signal(int sig)
{
	int saved = errno;
	unsigned char c = (unsigned char)sig;

	/* a full pipe has enough in it to wake the loop */
	(void)!write(fds[1], &c, 1);
	errno = saved;
}

static void set(int sig, void (*handler)(int))
{
	struct sigaction sa;

	memset(&sa, 0, sizeof sa);
	sa.sa_handler = handler;
	sa.sa_flags = SA_RESTART;
	sigemptyset(&sa.sa_mask);
	sigaction(sig, &sa, NULL);
}

int kr_signals_open(struct kr_err *err)
{
	if (pipe2(fds, O_CLOEXEC | O_NONBLOCK) < 0)
		return kr_err_sys(err, errno, "cannot create a pipe");
	for (int i = 0; i < CAUGHT; i++)
		set(caught[i], on_signal);
	set(SIGPIPE, SIG_IGN);
	return fds[0];
}

int kr_signals_next(void)
{
	unsigned char c;

	return read(fds[0], &c, 1) == 1 ? c : 0;
}

static const int typed[] = {SIGINT, SIGQUIT, SIGTSTP};
enum { TYPED = sizeof typed / sizeof *typed };
static struct sigaction lent[TYPED];

void kr_signals_lend(void)
{
	for (int i = 0; i < TYPED; i++) {
		sigaction(typed[i], NULL, &lent[i]);
		set(typed[i], SIG_IGN);
	}
}

void kr_signals_take(void)
{
	for (int i = 0; i < TYPED; i++)
		sigaction(typed[i], &lent[i], NULL);
}

void kr_signals_close(void)
{
	for (int i = 0; i < CAUGHT; i++)
		set(caught[i], SIG_DFL);
	close(fds[0]);
	close(fds[1]);
	fds[0] = fds[1] = -1;
}

void kr_signals_stop(void)
{
	set(SIGTSTP, SIG_DFL);
	set(SIGCONT, SIG_DFL); /* the loop need not hear of this one */
	/* the whole group, so that a script that started kread stops, too */
	kill(0, SIGTSTP);
	set(SIGTSTP, on_signal);
	set(SIGCONT, on_signal);
}
