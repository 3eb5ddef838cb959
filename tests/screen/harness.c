#include "harness.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "kread/base/budgets.h"

/* The shell reports the terminal's modes, and after them 'p' and the pid, 's' for stopped, or 'x'
 * and the exit status. */
struct event {
	char type;
	int value;
};

long harness_now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* --- the shell ---------------------------------------------------------------------------- */

static void tell(int fd, char type, int value)
{
	struct event e = {type, value};

	if (write(fd, &e, sizeof e) != sizeof e)
		_exit(99);
}

/* Runs the program in a process group of its own in the foreground, as a shell with job control. */
static void shell(int events, char *const argv[])
{
	struct termios cooked;
	int status;
	pid_t pid;

	signal(SIGTTOU, SIG_IGN);
	if (tcgetattr(0, &cooked) < 0 || write(events, &cooked, sizeof cooked) != sizeof cooked)
		_exit(97);
	pid = fork();
	if (pid == 0) {
		setpgid(0, 0);
		tcsetpgrp(0, getpid());
		signal(SIGTTOU, SIG_DFL);
		execv(argv[0], argv);
		_exit(127);
	}
	setpgid(pid, pid);
	tell(events, 'p', pid);
	while (waitpid(pid, &status, WUNTRACED) == pid) {
		if (WIFSTOPPED(status)) {
			tcsetpgrp(0, getpid());
			tell(events, 's', 0);
			raise(SIGSTOP); /* until harness_continue */
			tcsetpgrp(0, pid);
			kill(-pid, SIGCONT);
			continue;
		}
		tell(events, 'x', WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
		_exit(0);
	}
	_exit(98);
}

/* --- what the program writes
 * ---------------------------------------------------------------------------------------- */

static int least(int a, int b)
{
	return a < b ? a : b;
}

static void end_osc(struct harness *h)
{
	h->osc[h->nosc] = '\0';
	if (!strncmp(h->osc, "7777;", 5)) {
		const int most = KR_TERM_CELLS / least(h->cols, KR_TERM_COLS);
		int rows = 0, cols = 0;

		sscanf(h->osc + 5, "%*[a-z];%u;%dx%d", &h->heard, &rows, &cols);
		/* a mark from before the last input may arrive after it was sent */
		h->marked = h->heard != h->sent_at &&
		            rows == least(least(h->rows, KR_TERM_ROWS), most) &&
		            cols == least(h->cols, KR_TERM_COLS);
		h->idle = h->marked && !strncmp(h->osc + 5, "idle", 4);
	}
	if (!strncmp(h->osc, "52;", 3))
		snprintf(h->copied, sizeof h->copied, "%s", h->osc);
	else if (!strncmp(h->osc, "8;;", 3))
		h->in_link = false;
	else if (!strncmp(h->osc, "8;", 2)) {
		snprintf(h->links + strlen(h->links), sizeof h->links - strlen(h->links), "%s[%s]",
		        h->in_link ? "[not closed]" : "", h->osc);
		h->in_link = true;
	} else if (strncmp(h->osc, "7777;", 5))
		snprintf(h->title, sizeof h->title, "%s", h->osc);
}

/* ESC [ ? ... h and l, for bracketed paste, and t, for titles, which libvterm does not report. */
static void end_csi(struct harness *h, char last)
{
	h->csi[h->ncsi] = '\0';
	if (strstr(h->csi, "?2004") && (last == 'h' || last == 'l'))
		h->pasting = last == 'h';
	if (last == 't')
		h->titles += !strcmp(h->csi, "22;2") - !strcmp(h->csi, "23;2");
}

/* All places of a picture, or one. */
static void remove_shots(struct harness *h, const struct harness_shot *shot)
{
	int n = 0;

	for (int i = 0; i < h->nshots; i++)
		if (h->shots[i].id != shot->id || (shot->place && h->shots[i].place != shot->place))
			h->shots[n++] = h->shots[i];
	h->nshots = n;
}

/* Pictures that are placed or deleted in the way of kitty. */
static void end_apc(struct harness *h)
{
	const char *id, *place;
	struct harness_shot shot = {0};

	h->apc[h->napc] = '\0';
	id = strstr(h->apc, ",i=");
	place = strstr(h->apc, ",p=");
	if (!id || (strncmp(h->apc, "Ga=p", 4) != 0 && strncmp(h->apc, "Ga=d", 4) != 0))
		return;
	shot = (struct harness_shot){atoi(id + 3), place ? atoi(place + 3) : 0};
	remove_shots(h, &shot);
	if (h->apc[3] == 'p' && h->nshots < SHOTS_MAX)
		h->shots[h->nshots++] = shot;
}

static void scan_apc(struct harness *h, char c)
{
	if (h->in_apc && c == '\033') {
		end_apc(h);
		h->in_apc = false;
	} else if (h->in_apc && h->napc + 1 < sizeof h->apc) {
		h->apc[h->napc++] = c;
	} else if (h->escape && c == '_') {
		h->in_apc = true;
		h->napc = 0;
	}
}

static void scan_csi(struct harness *h, char c)
{
	if (h->in_csi && c >= '@' && c <= '~') {
		end_csi(h, c);
		h->in_csi = false;
	} else if (h->in_csi && h->ncsi + 1 < sizeof h->csi) {
		h->csi[h->ncsi++] = c;
	} else if (h->escape && c == '[') {
		h->in_csi = true;
		h->ncsi = 0;
	}
}

/* Control sequences ESC ] ... BEL. libvterm's interface for them differs between versions. */
static void scan(struct harness *h, const char *data, ssize_t n)
{
	for (ssize_t i = 0; i < n; i++) {
		char c = data[i];

		scan_csi(h, c);
		scan_apc(h, c);
		if (h->in_osc && (c == '\a' || c == '\033')) {
			end_osc(h);
			h->in_osc = false;
		} else if (h->in_osc && h->nosc + 1 < sizeof h->osc) {
			h->osc[h->nosc++] = c;
		} else if (h->escape && c == ']') {
			h->in_osc = true;
			h->nosc = 0;
		}
		h->escape = c == '\033';
	}
}

static int on_prop(VTermProp prop, VTermValue *val, void *user)
{
	struct harness *h = user;

	if (prop == VTERM_PROP_ALTSCREEN)
		h->alt = val->boolean;
	if (prop == VTERM_PROP_CURSORVISIBLE)
		h->hidden = !val->boolean;
	if (prop == VTERM_PROP_MOUSE)
		h->mouse = val->number != 0;
	return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = on_prop};

/* Removes sequences ESC _ ... ESC \, which libvterm shows as text. Returns how many bytes are left;
 * out has room for one more than n. */
static size_t strip_apc(struct harness *h, const char *data, size_t n, char *out)
{
	enum { PLAIN, ESCAPE, APC, APC_ESCAPE };
	size_t len = 0;

	for (size_t i = 0; i < n; i++) {
		const char c = data[i];

		if (h->strip == PLAIN && c == '\033') {
			h->strip = ESCAPE;
		} else if (h->strip == ESCAPE && c == '_') {
			h->strip = APC;
		} else if (h->strip == ESCAPE || h->strip == PLAIN) {
			if (h->strip == ESCAPE)
				out[len++] = '\033';
			out[len++] = c;
			h->strip = PLAIN;
		} else if (c == '\033') {
			h->strip = APC_ESCAPE;
		} else if (h->strip == APC_ESCAPE) {
			h->strip = c == '\\' ? PLAIN : APC;
		}
	}
	return len;
}

static void feed(struct harness *h)
{
	char buf[65536], plain[sizeof buf + 1];
	ssize_t n = read(h->pty, buf, sizeof buf);

	if (n > 0) {
		scan(h, buf, n);
		vterm_input_write(h->vt, plain, strip_apc(h, buf, (size_t)n, plain));
	} else if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
		h->eof = true;
	}
}

/* Reads output until the given time at most. False if nothing came. */
static bool step(struct harness *h, long until, short *ret_events)
{
	struct pollfd fds[] = {{h->eof ? -1 : h->pty, POLLIN, 0}, {h->events, POLLIN, 0}};
	long left = until - harness_now_ms();

	*ret_events = 0;
	if (left <= 0 || poll(fds, 2, (int)left) <= 0)
		return false;
	if (fds[0].revents)
		feed(h);
	*ret_events = fds[1].revents;
	return true;
}

/* Call before sending input. */
static void forget_marks(struct harness *h)
{
	h->marked = h->idle = false;
	h->sent_at = h->heard;
}

/* Waits until the program has answered the last input, or has stopped or ended. */
static bool answered(struct harness *h)
{
	long until = harness_now_ms() + LIMIT_MS;
	short events = 0;

	while (!h->marked && !h->eof && !events)
		if (!step(h, until, &events))
			break;
	return h->marked;
}

bool harness_start(struct harness *h, char *const argv[], int rows, int cols)
{
	struct winsize ws = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	struct event e;
	int pipes[2];

	memset(h, 0, sizeof *h);
	h->rows = rows;
	h->cols = cols;
	if (pipe(pipes) < 0)
		return false;
	h->shell = forkpty(&h->pty, NULL, NULL, &ws);
	if (h->shell < 0)
		return false;
	if (h->shell == 0) {
		close(pipes[0]);
		fcntl(pipes[1], F_SETFD, FD_CLOEXEC);
		shell(pipes[1], argv);
	}
	close(pipes[1]);
	h->events = pipes[0];
	fcntl(h->pty, F_SETFL, O_NONBLOCK);
	h->vt = vterm_new(rows, cols);
	vterm_set_utf8(h->vt, 1);
	h->sent_at = UINT_MAX;
	h->screen = vterm_obtain_screen(h->vt);
	vterm_screen_enable_altscreen(h->screen, 1);
	vterm_screen_set_callbacks(h->screen, &callbacks, h);
	vterm_screen_reset(h->screen, 1);
	if (read(h->events, &h->cooked, sizeof h->cooked) != sizeof h->cooked ||
	        read(h->events, &e, sizeof e) != sizeof e || e.type != 'p')
		return false;
	answered(h);
	return true;
}

void harness_send(struct harness *h, const char *bytes, size_t len)
{
	forget_marks(h);
	while (len) {
		ssize_t n = write(h->pty, bytes, len);

		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		} else {
			short events;

			step(h, harness_now_ms() + LIMIT_MS, &events);
		}
	}
	answered(h);
}

void harness_resize_only(struct harness *h, int rows, int cols)
{
	struct winsize ws = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};

	forget_marks(h);
	h->rows = rows;
	h->cols = cols;
	vterm_set_size(h->vt, rows, cols);
	ioctl(h->pty, TIOCSWINSZ, &ws);
}

void harness_resize(struct harness *h, int rows, int cols)
{
	if (h->rows == rows && h->cols == cols)
		return; /* then there is no signal */
	harness_resize_only(h, rows, cols);
	if (!h->stopped)
		answered(h);
}

bool harness_idle(struct harness *h)
{
	long until = harness_now_ms() + LIMIT_MS;
	short events;

	while (!h->idle && !h->eof)
		if (!step(h, until, &events) || events)
			break;
	return h->idle;
}

static bool wait_for(struct harness *h, const char *text, bool there)
{
	static char buf[SCREEN_BYTES];
	long until = harness_now_ms() + LIMIT_MS;
	short events;

	while ((strstr(harness_text(h, buf, sizeof buf), text) != NULL) != there)
		if (h->eof || !step(h, until, &events) || events)
			return (strstr(harness_text(h, buf, sizeof buf), text) != NULL) == there;
	return true;
}

bool harness_await(struct harness *h, const char *text)
{
	return wait_for(h, text, true);
}

bool harness_gone(struct harness *h, const char *text)
{
	return wait_for(h, text, false);
}

static bool next_event(struct harness *h, char type, int *ret_value)
{
	long until = harness_now_ms() + LIMIT_MS;
	struct event e = {0, 0};
	short events = 0;

	while (!events)
		if (!step(h, until, &events) && harness_now_ms() >= until)
			return false;
	if (read(h->events, &e, sizeof e) != sizeof e)
		return false;
	*ret_value = e.value;
	return e.type == type;
}

bool harness_stopped(struct harness *h)
{
	int value;

	if (!next_event(h, 's', &value))
		return false;
	/* output from before it stopped */
	for (short events; step(h, harness_now_ms() + 1, &events);)
		;
	h->stopped = true;
	return waitpid(h->shell, &value, WUNTRACED) == h->shell && WIFSTOPPED(value);
}

void harness_continue(struct harness *h)
{
	forget_marks(h);
	h->stopped = false;
	kill(h->shell, SIGCONT);
	answered(h);
}

void harness_signal(struct harness *h, int sig)
{
	pid_t front = tcgetpgrp(h->pty);

	forget_marks(h);
	if (front > 0)
		kill(-front, sig);
	if (sig != SIGKILL)
		answered(h);
}

int harness_end(struct harness *h)
{
	int status = -1;

	if (!next_event(h, 'x', &status))
		return -1;
	for (short events; !h->eof && step(h, harness_now_ms() + 1, &events);)
		;
	return status;
}

const char *harness_not_given_back(const struct harness *h)
{
	struct termios now;

	if (h->alt)
		return "its own screen";
	if (h->hidden)
		return "a hidden cursor";
	if (h->pasting)
		return "bracketed paste";
	if (h->mouse)
		return "the mouse";
	if (h->titles)
		return "the title of the window";
	if (tcgetattr(h->pty, &now) < 0)
		return NULL; /* closed */
	if (now.c_iflag != h->cooked.c_iflag || now.c_oflag != h->cooked.c_oflag ||
	        now.c_lflag != h->cooked.c_lflag)
		return "other modes of the line";
	return NULL;
}

void harness_kill(struct harness *h)
{
	if (!h->vt)
		return;
	harness_signal(h, SIGKILL);
	kill(h->shell, SIGKILL);
	waitpid(h->shell, NULL, 0);
	close(h->pty);
	close(h->events);
	vterm_free(h->vt);
	h->vt = NULL;
}

static bool usage(pid_t pid, long *ret_cpu_ms, long *ret_wakes)
{
	char path[64], line[1024];
	unsigned long user = 0, system = 0;
	const char *p = NULL;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
	f = fopen(path, "r");
	if (f && fgets(line, sizeof line, f))
		p = strrchr(line, ')'); /* after the name: the state, ten numbers, then these */
	if (f)
		fclose(f);
	if (!p || sscanf(p, ") %*c %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %lu %lu", &user,
	                  &system) != 2)
		return false;
	*ret_cpu_ms = (long)(user + system) * 1000 / sysconf(_SC_CLK_TCK);
	snprintf(path, sizeof path, "/proc/%ld/status", (long)pid);
	f = fopen(path, "r");
	*ret_wakes = -1;
	while (f && fgets(line, sizeof line, f))
		sscanf(line, "voluntary_ctxt_switches: %ld", ret_wakes);
	if (f)
		fclose(f);
	return *ret_wakes >= 0;
}

bool harness_rest(struct harness *h, long ms, long *ret_cpu_ms, long *ret_wakes)
{
	const pid_t front = tcgetpgrp(h->pty);
	const long until = harness_now_ms() + ms;
	long cpu, wakes;
	short events = 0;

	if (front <= 0 || !usage(front, &cpu, &wakes))
		return false;
	while (step(h, until, &events) && !events)
		;
	if (!usage(front, ret_cpu_ms, ret_wakes))
		return false;
	*ret_cpu_ms -= cpu;
	*ret_wakes -= wakes;
	return true;
}

static size_t put_cell(const VTermScreenCell *cell, char *to)
{
	size_t n = 0;

	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++) {
		uint32_t c = cell->chars[i];

		if (c < 0x80) {
			to[n++] = (char)c;
		} else if (c < 0x800) {
			to[n++] = (char)(0xc0 | c >> 6);
			to[n++] = (char)(0x80 | (c & 0x3f));
		} else if (c < 0x10000) {
			to[n++] = (char)(0xe0 | c >> 12);
			to[n++] = (char)(0x80 | (c >> 6 & 0x3f));
			to[n++] = (char)(0x80 | (c & 0x3f));
		} else {
			to[n++] = (char)(0xf0 | (c >> 18 & 7));
			to[n++] = (char)(0x80 | (c >> 12 & 0x3f));
			to[n++] = (char)(0x80 | (c >> 6 & 0x3f));
			to[n++] = (char)(0x80 | (c & 0x3f));
		}
	}
	if (!n)
		to[n++] = ' ';
	return n;
}

const char *harness_text(struct harness *h, char *buf, size_t size)
{
	size_t n = 0;

	for (int row = 0; row < h->rows; row++) {
		for (int col = 0; col < h->cols && n + 64 < size;) {
			VTermScreenCell cell = {0};

			vterm_screen_get_cell(h->screen, (VTermPos){row, col}, &cell);
			n += put_cell(&cell, buf + n);
			col += cell.width > 1 ? cell.width : 1;
		}
		while (n && buf[n - 1] == ' ')
			n--;
		buf[n++] = '\n';
	}
	buf[n] = '\0';
	return buf;
}
