#include "kread/app/loop.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "kread/app/signals.h"
#include "kread/base/clock.h"
#include "kread/base/log.h"
#include "kread/net/host.h"

enum { SPIN_MS = 120, KEYS_AT_ONCE = 256 };
enum { DETACHED = 32 };

extern char **environ;

struct loop {
	struct kr_app *a;
	const struct kr_frontend *front;
	int signals;
	int64_t spin_at;          /* when the spinner turns next */
	bool mark;                /* KREAD_TEST_IDLE */
	bool marked, marked_busy; /* since the last key or signal */
	unsigned heard; /* times that there were keys or signals: tells marks of before and after
	                   apart */
	bool gone;      /* the terminal */
	pid_t detached[DETACHED];
	int ndetached;
};

static void heard(struct loop *l)
{
	l->heard++;
	l->marked = false;
}

/* --- the terminal ------------------------------------------------------------------------- */

static void fit(struct loop *l)
{
	int rows, cols;

	l->front->size(l->front->self, &rows, &cols);
	l->a->redraw = true; /* the terminal may have moved or lost lines, also on a way to another
	                        size and back */
	if (rows != l->a->rows || cols != l->a->cols)
		kr_app_resize(l->a, rows, cols);
}

static void enter(struct loop *l)
{
	l->front->enter(l->front->self);
	fit(l);
}

static void stop(struct loop *l)
{
	l->a->suspend = false;
	l->front->leave(l->front->self);
	kr_signals_stop();
	enter(l);
}

/* Nothing typed and yet readable: there is no terminal any more. */
static bool is_gone(int fd)
{
	int n = 0;

	return ioctl(fd, FIONREAD, &n) < 0 || n == 0;
}

static void read_keys(struct loop *l)
{
	struct kr_input in;

	heard(l);
	l->gone = is_gone(l->front->fd);
	kr_str_init(&in.paste);
	for (int i = 0; i < KEYS_AT_ONCE && !l->a->quit && l->front->input(l->front->self, &in);
	        i++) {
		if (in.key)
			kr_app_key(l->a, in.key);
		else
			kr_app_paste(l->a, in.paste.data, in.paste.len);
		if (l->a->suspend)
			stop(l);
	}
	kr_str_fini(&in.paste);
}

/* Programs that were started detached and have ended. */
static void reap(struct loop *l)
{
	int n = 0, status;

	for (int i = 0; i < l->ndetached; i++) {
		if (waitpid(l->detached[i], &status, WNOHANG) == 0)
			l->detached[n++] = l->detached[i];
		else if (WIFEXITED(status) && WEXITSTATUS(status))
			kr_app_message(l->a, KR_SEVERITY_ERROR, "the browser ended with status %d",
			        WEXITSTATUS(status));
	}
	l->ndetached = n;
}

static void read_signals(struct loop *l)
{
	for (int sig; (sig = kr_signals_next());) {
		if (sig == SIGCHLD) {
			reap(l);
			continue;
		}
		heard(l);
		if (sig == SIGWINCH)
			fit(l);
		else if (sig == SIGTSTP)
			stop(l);
		else if (sig == SIGCONT)
			enter(l);
		else if (sig == SIGINT)
			kr_app_key(l->a, 'C' & 0x1f);
		else
			l->a->quit = true;
	}
}

/* --- other programs ----------------------------------------------------------------------- */

/* In the terminal, or detached: with no terminal and in a process group of its own. */
static int spawn(struct loop *l, bool terminal, pid_t *ret_pid)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t defaults;
	int rc;

	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigdefault(&attr, &defaults);
	posix_spawnattr_setflags(&attr,
	        terminal ? POSIX_SPAWN_SETSIGDEF : POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
	posix_spawn_file_actions_init(&files);
	if (!terminal)
		for (int fd = 0; fd < 3; fd++)
			posix_spawn_file_actions_addopen(&files, fd, "/dev/null", O_RDWR, 0);
	rc = posix_spawnp(ret_pid, l->a->run.argv[0], &files, &attr, l->a->run.argv, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attr);
	return rc;
}

static bool takes_terminal(const struct kr_app *a)
{
	return kr_options_number(&a->opts, KR_OPT_BROWSER_MODE) == KR_BROWSER_TERMINAL;
}

static void say_opened(struct kr_app *a)
{
	struct kr_str url;

	kr_str_init(&url);
	kr_host_display(a->run.url, false, &url);
	kr_app_message(a, KR_SEVERITY_INFO, "%s opens %s", a->run.argv[0], url.data);
	kr_str_fini(&url);
}

static void run_program(struct loop *l)
{
	struct kr_app *a = l->a;
	bool terminal = takes_terminal(a);
	pid_t pid;
	int rc;

	if (terminal)
		l->front->leave(l->front->self);
	do
		rc = spawn(l, terminal, &pid);
	while ((rc == ENOENT || rc == EACCES) && kr_launch_next(&a->run));
	if (terminal) {
		while (rc == 0 && waitpid(pid, NULL, 0) < 0 && errno == EINTR)
			;
		heard(l);
		enter(l);
	}
	if (rc)
		kr_app_message(a, KR_SEVERITY_ERROR,
		        "cannot start %s: %s (:set browser names another)", a->run.argv[0],
		        strerror(rc));
	else if (!terminal)
		say_opened(a);
	if (!rc && !terminal && l->ndetached < DETACHED) /* others are reaped when we end */
		l->detached[l->ndetached++] = pid;
	kr_launch_drop(&a->run);
}

/* --- one turn ----------------------------------------------------------------------------- */

static void flush(struct loop *l)
{
	struct kr_app *a = l->a;

	if (a->clipboard.len) {
		l->front->send(l->front->self, a->clipboard.data, a->clipboard.len);
		kr_str_clear(&a->clipboard);
	}
	if (a->redraw)
		l->front->redraw(l->front->self);
	if (a->dirty || a->redraw)
		l->front->paint(l->front->self, a);
	a->dirty = a->redraw = false;
}

/* For the tests of the screen: say that all that was typed is answered, and whether anything is
 * still going on. */
static void mark(struct loop *l)
{
	bool busy = kr_job_is_busy(l->a);
	int n, typed = 0;
	char text[64];

	if (!l->mark || (l->marked && (busy || !l->marked_busy)))
		return;
	if (ioctl(l->front->fd, FIONREAD, &typed) == 0 && typed)
		return;
	n = snprintf(text, sizeof text, "\033]7777;%s;%u;%dx%d\a", busy ? "busy" : "idle", l->heard,
	        l->a->rows, l->a->cols);
	l->front->send(l->front->self, text, (size_t)n);
	l->marked = true;
	l->marked_busy = busy;
}

static int timeout(struct loop *l)
{
	int load = kr_load_timeout(l->a->loader), spin = -1;

	if (kr_job_is_loading(l->a)) {
		int64_t left = l->spin_at - kr_clock_ms();

		spin = left < 0 ? 0 : left > SPIN_MS ? SPIN_MS : (int)left;
	}
	return load < 0 || (spin >= 0 && spin < load) ? spin : load;
}

static void spin(struct loop *l)
{
	int64_t now = kr_clock_ms();

	if (!kr_job_is_loading(l->a) || now < l->spin_at)
		return;
	l->spin_at = now + SPIN_MS;
	l->a->spin++;
	l->a->dirty = true;
}

static int turn(struct loop *l, struct kr_err *err)
{
	enum { KEYS, SIGNALS, LOADS };
	struct kr_net_fd fds[LOADS + KR_LOAD_FDS] = {
	        [KEYS] = {.fd = l->front->fd, .events = KR_NET_READ},
	        [SIGNALS] = {.fd = l->signals, .events = KR_NET_READ},
	};
	int loads = kr_load_fds(l->a->loader, fds + LOADS), rc;

	rc = kr_net_wait(l->a->net, fds, LOADS + loads, timeout(l), err);
	if (rc < 0)
		return rc;
	read_signals(l);
	if (fds[KEYS].revents)
		read_keys(l);
	kr_load_pump(l->a->loader, fds + LOADS, loads);
	spin(l);
	if (l->a->run.argv && !takes_terminal(l->a))
		run_program(l);
	return 0;
}

static void begin(struct loop *l, const char *source)
{
	struct kr_err err;

	if (source)
		kr_job_open_source(l->a, source, kr_options_text(&l->a->opts, KR_OPT_URL));
	/* ahead of need; if it fails, the first page says so */
	if (kr_load_prepare(l->a->loader, &err) < 0)
		kr_log_write("cannot start the worker: %s", err.msg);
}

int kr_loop_run(struct kr_app *a, const struct kr_frontend *front, const char *source)
{
	struct loop l = {.a = a, .front = front, .mark = getenv("KREAD_TEST_IDLE") != NULL};
	struct kr_err err;
	int rc = 0;

	l.signals = kr_signals_open(&err);
	if (l.signals < 0)
		return 1;
	fit(&l);
	flush(&l);
	begin(&l, source);
	while (!a->quit && !l.gone && rc == 0) {
		flush(&l);
		mark(&l);
		if (a->run.argv) /* now that its key is answered: it has the terminal for as long as
		                    it likes */
			run_program(&l);
		else
			rc = turn(&l, &err);
	}
	kr_signals_close();
	return rc < 0 || l.gone ? 1 : 0;
}
