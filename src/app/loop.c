#include "kread/app/loop.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app_priv.h"
#include "kread/app/signals.h"
#include "kread/base/clock.h"
#include "kread/base/intl.h"
#include "kread/base/log.h"
#include "kread/base/mem.h"
#include "kread/load/worker_client.h"
#include "kread/net/host.h"
#include "watch_priv.h"

enum { SPIN_MS = 120, KEYS_AT_ONCE = 256 };
enum { HELD_MS = 50 }; /* input that comes so soon is as good as there */

struct loop {
	struct kr_app *a;
	const struct kr_frontend *frontend;
	int signals;
	int64_t spin_at;          /* when the spinner turns next */
	bool mark;                /* KREAD_TEST_IDLE */
	bool marked, marked_busy; /* since the last key or signal */
	unsigned sequence;        /* of keys and signals, echoed in idle marks */
	bool tty_closed;
	char *theme; /* the one in use; NULL: the default */
	struct kr_launch_children children;
	struct kr_watch watch;
};

static void count_input(struct loop *l)
{
	l->sequence++;
	l->marked = false;
}

/* --- the terminal ------------------------------------------------------------------------- */

static void fit(struct loop *l)
{
	int rows, cols;

	l->frontend->size(l->frontend->self, &rows, &cols);
	/* even if the size is the same: the terminal may have moved or lost lines on its way to
	 * another size and back */
	l->a->redraw = true;
	if (rows != l->a->rows || cols != l->a->cols)
		kr_app_resize(l->a, rows, cols);
}

static void enter(struct loop *l)
{
	l->frontend->enter(l->frontend->self);
	fit(l);
}

static void stop(struct loop *l)
{
	l->a->suspend = false;
	l->frontend->leave(l->frontend->self);
	kr_signals_stop();
	enter(l);
}

/* Readable, but there is nothing to read. */
static bool is_closed(int fd)
{
	int n = 0;

	return ioctl(fd, FIONREAD, &n) < 0 || n == 0;
}

static void read_keys(struct loop *l)
{
	struct kr_input in = {0};

	kr_str_init(&in.paste);
	for (int i = 0; i < KEYS_AT_ONCE && !l->a->quit; i++) {
		kr_watch_look(&l->watch);
		if (!l->frontend->input(l->frontend->self, &in))
			break;
		if (in.key)
			kr_keys_press(l->a, in.key);
		else if (in.mouse.kind)
			kr_mouse_event(l->a, &in.mouse);
		else
			kr_keys_paste(l->a, in.paste.data, in.paste.len);
		if (l->a->suspend)
			stop(l);
	}
	kr_str_fini(&in.paste);
}

static void reap(struct loop *l)
{
	char *name = NULL;
	const int status = kr_launch_reap(&l->children, &name);

	kr_share_reap(l->a);
	kr_keeper_reap(l->a);
	if (status)
		kr_message_error(l->a, "%s exited with status %d", name, status);
	free(name);
}

static void read_terminal(struct loop *l, bool readable)
{
	if (readable) {
		count_input(l);
		l->tty_closed = !l->frontend->ends && is_closed(l->frontend->fd);
	}
	kr_watch_look(&l->watch);
	kr_watch_step(&l->watch, "keys");
	if (readable || l->frontend->wait(l->frontend->self) == 0)
		read_keys(l);
}

static void read_signals(struct loop *l)
{
	for (int sig; (sig = kr_signals_next());) {
		if (sig == SIGCHLD) {
			reap(l);
			continue;
		}
		count_input(l);
		if (sig == SIGWINCH)
			fit(l);
		else if (sig == SIGTSTP)
			stop(l);
		else if (sig == SIGCONT)
			enter(l);
		else if (sig == SIGINT)
			kr_keys_press(l->a, 'C' & 0x1f);
		else
			l->a->quit = true;
	}
}

/* --- other programs ----------------------------------------------------------------------- */

static void report_launch(struct kr_app *a)
{
	struct kr_str url;

	if (!a->launch.url) {
		kr_message_info(a, "started %s", a->launch.argv[0]);
		return;
	}
	kr_str_init(&url);
	kr_host_display(a->launch.url, false, &url);
	kr_message_info(a, "opening %s in %s", url.data, a->launch.argv[0]);
	kr_str_fini(&url);
}

static void report_no_launch(struct kr_app *a, int errnum)
{
	const char *name = a->launch.argv[0], *hint = a->launch.hint;

	if (hint && errnum == ENOENT)
		kr_message_error(a, "cannot start %s; %s", name, gettext(hint));
	else
		kr_message_error(a, "cannot start %s: %s", name, strerror(errnum));
}

/* The reader has read what a program left on the screen. */
static void await_enter(struct loop *l, int status)
{
	struct kr_str text;
	char c = '\0';

	kr_str_init(&text);
	kr_str_addc(&text, '\n');
	if (WIFEXITED(status) && WEXITSTATUS(status)) {
		kr_str_addf(&text, _("Exit status %d."), WEXITSTATUS(status));
		kr_str_addc(&text, ' ');
	}
	kr_str_addz(&text, _("Enter goes back to kread"));
	l->frontend->send(l->frontend->self, text.data, text.len);
	kr_str_fini(&text);
	while (c != '\n' && c != '\r') {
		const ssize_t n = read(l->frontend->fd, &c, 1);

		if (n == 0 || (n < 0 && errno != EINTR))
			break;
	}
}

/* Until it ends. It cannot be stopped: there is no shell that could continue it. */
static int wait_for(pid_t pid)
{
	int status = 0;

	for (;;) {
		const pid_t got = waitpid(pid, &status, WUNTRACED);

		if (got == pid && WIFSTOPPED(status))
			kill(0, SIGCONT);
		else if (got == pid || errno != EINTR)
			return status;
	}
}

static int launch_in_terminal(struct loop *l)
{
	struct kr_app *a = l->a;
	int rc, status;
	pid_t pid = 0;

	l->frontend->leave(l->frontend->self);
	kr_signals_lend();
	rc = kr_launch_start(&a->launch, &pid);
	status = rc ? 0 : wait_for(pid);
	if (!rc && a->launch.pause)
		await_enter(l, status);
	kr_signals_take();
	count_input(l);
	enter(l);
	if (!rc && !a->launch.pause && WIFEXITED(status) && WEXITSTATUS(status))
		kr_message_error(
		        a, "%s exited with status %d", a->launch.argv[0], WEXITSTATUS(status));
	return rc;
}

static void launch(struct loop *l)
{
	struct kr_app *a = l->a;
	pid_t pid = 0;
	const int rc =
	        a->launch.terminal ? launch_in_terminal(l) : kr_launch_start(&a->launch, &pid);

	if (rc) {
		report_no_launch(a, rc);
	} else if (!a->launch.terminal) {
		report_launch(a);
		kr_launch_add(&l->children, pid, &a->launch);
	}
	kr_launch_drop(&a->launch);
}

/* --- one turn ----------------------------------------------------------------------------- */

/* The screen may have got other colours or cells. */
static void look(struct loop *l)
{
	struct kr_app *a = l->a;
	struct kr_display d = {0};

	d.none = !l->frontend->display;
	if (!d.none)
		l->frontend->display(l->frontend->self, a->opts, &d);
	if (d.colours == a->display.colours && d.cell_width == a->display.cell_width &&
	        d.cell_height == a->display.cell_height && d.form == a->display.form &&
	        d.true_colour == a->display.true_colour && d.none == a->display.none)
		return;
	a->display = d;
	kr_areas_update(a);
}

/* The theme is read when it is chosen. A faulty one is given up for the one before. */
static void follow_theme(struct loop *l)
{
	struct kr_app *a = l->a;
	const char *name = kr_options_text(a->opts, KR_OPT_THEME);
	struct kr_err err;

	name = name ? name : "";
	if (!l->frontend->theme || kr_str_eq(name, l->theme ? l->theme : ""))
		return;
	a->dirty = true;
	if (l->frontend->theme(l->frontend->self, *name ? name : NULL, &err) < 0) {
		kr_options_set(a->opts, "theme", l->theme ? l->theme : "", NULL);
		kr_message_error(a, "%s", err.msg);
		return;
	}
	free(l->theme);
	l->theme = kr_mem_strdup(name);
}

static void flush(struct loop *l)
{
	struct kr_app *a = l->a;
	struct kr_screen screen;

	if (a->clipboard.len) {
		l->frontend->send(l->frontend->self, a->clipboard.data, a->clipboard.len);
		kr_str_clear(&a->clipboard);
	}
	if (a->redraw)
		l->frontend->redraw(l->frontend->self);
	look(l);
	follow_theme(l);
	if (a->dirty || a->redraw) {
		kr_figures_update(a);
		kr_screen_get(a, &screen);
		l->frontend->paint(l->frontend->self, &screen);
	}
	a->dirty = a->redraw = false;
}

/* For the tests of the screen: say that all input is answered, and whether a load goes on. */
static void mark(struct loop *l)
{
	struct kr_app *a = l->a;
	bool busy = kr_screen_is_busy(a) || kr_pictures_is_busy(a->pictures) ||
	            kr_keeper_is_busy(a) || a->sweep.stamp;
	int n, typed = 0, held = l->frontend->wait(l->frontend->self);
	char text[64];

	if (!l->mark || (l->marked && (busy || !l->marked_busy)))
		return;
	if ((ioctl(l->frontend->fd, FIONREAD, &typed) == 0 && typed) ||
	        (held >= 0 && held <= HELD_MS))
		return;
	n = snprintf(text, sizeof text, "\033]7777;%s;%u;%dx%d\a", busy ? "busy" : "idle",
	        l->sequence, l->a->rows, l->a->cols);
	l->frontend->send(l->frontend->self, text, (size_t)n);
	l->marked = true;
	l->marked_busy = busy;
}

static int sooner(int a, int b)
{
	return a < 0 || (b >= 0 && b < a) ? b : a;
}

static int timeout(struct loop *l)
{
	int spin = -1;

	if (kr_job_is_loading(l->a)) {
		int64_t left = l->spin_at - kr_clock_ms();

		spin = left < 0 ? 0 : left > SPIN_MS ? SPIN_MS : (int)left;
	}
	spin = sooner(spin, kr_pictures_timeout(l->a->pictures));
	spin = sooner(
	        spin, l->a->finder.find || kr_hunt_is_busy(l->a) ? 0 : kr_library_timeout(l->a));
	spin = sooner(spin, kr_prefetch_timeout(l->a));
	return sooner(
	        l->frontend->wait(l->frontend->self), sooner(kr_load_timeout(l->a->loader), spin));
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
	enum { KEYS, SIGNALS, PICTURES, LOADS };
	struct kr_net_fd fds[LOADS + KR_LOAD_FDS] = {
	        [KEYS] = {.fd = l->frontend->fd, .events = KR_NET_READ},
	        [SIGNALS] = {.fd = l->signals, .events = KR_NET_READ},
	        [PICTURES] = kr_pictures_fd(l->a->pictures),
	};
	int loads = kr_load_fds(l->a->loader, fds + LOADS), rc;

	kr_watch_step(&l->watch, "transfers");
	rc = kr_net_wait(l->a->net, fds, LOADS + loads, timeout(l), err);
	if (rc < 0)
		return rc;
	/* first: what is due is about what was painted before the wait */
	kr_watch_step(&l->watch, "searches");
	kr_seek_pump(l->a);
	kr_hunt_pump(l->a);
	kr_watch_step(&l->watch, "library");
	kr_library_pump(l->a);
	kr_watch_step(&l->watch, "signals");
	read_signals(l);
	read_terminal(l, fds[KEYS].revents);
	kr_watch_step(&l->watch, "loads");
	kr_load_pump(l->a->loader, fds + LOADS, loads);
	kr_watch_step(&l->watch, "pictures");
	kr_pictures_pump(l->a->pictures, fds[PICTURES].revents);
	kr_watch_step(&l->watch, "session");
	kr_prefetch_pump(l->a);
	kr_session_pump(l->a);
	spin(l);
	if (l->a->launch.argv && !l->a->launch.terminal)
		launch(l);
	return 0;
}

static void begin(struct loop *l, const char *source, const char *base)
{
	struct kr_err err;

	l->a->start_below = !source;
	if (source)
		kr_job_open_source(l->a, source, base);
	/* ahead of need; if it fails, the first page says so */
	if (kr_load_prepare(l->a->loader, &err) < 0)
		kr_log_write("cannot start the worker: %s", err.msg);
	kr_library_open(l->a);
	kr_recall_open(l->a);
	kr_job_use_stored(l->a);
	l->a->start_due = !source;
	if (l->a->session_notice.len)
		kr_message_error(l->a, "%s", l->a->session_notice.data);
	if (kr_worker_client_risk())
		kr_message_error(l->a, "%s", kr_worker_client_risk());
}

int kr_loop_run(struct kr_app *a, const struct kr_frontend *frontend, const char *source,
        const char *base, struct kr_err *err)
{
	struct loop l = {.a = a, .frontend = frontend, .mark = getenv("KREAD_TEST_IDLE") != NULL};
	int rc = 0;

	a->terminal_clipboard = frontend->clipboard;
	l.signals = kr_signals_open(err);
	if (l.signals < 0)
		return l.signals;
	fit(&l);
	flush(&l);
	begin(&l, source, base);
	kr_watch_open(&l.watch);
	while (!a->quit && !l.tty_closed && rc == 0) {
		kr_watch_step(&l.watch, "painting");
		flush(&l);
		mark(&l);
		if (a->launch.argv) /* its key is answered; now it may keep the terminal */
			launch(&l);
		else
			rc = turn(&l, err);
	}
	kr_signals_close();
	kr_launch_fini(&l.children);
	kr_watch_close(&l.watch);
	free(l.theme);
	return rc < 0 ? rc : l.tty_closed;
}
