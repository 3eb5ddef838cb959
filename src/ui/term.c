#include "kread/base/intl.h"
#include "kread/base/budgets.h"
#include "kread/ui/term.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "kread/base/clock.h"
#include "kread/base/mem.h"
#include "kread/base/utf8.h"
#include "kread/ui/hyperlinks.h"
#include "kread/ui/keyboard.h"
#include "known_priv.h"
#include "modes_priv.h"
#include "palette_priv.h"
#include "shots_priv.h"
#include "widen_priv.h"

enum { PAIRS_MOST = 65535, PAIRS_ROOM = 1 << 17 }; /* pairs of colours; room for a table of them */
enum { READS_AT_ONCE = 64, ANSWER_MS = 150 };      /* in which terminals answer, on most lines */

static struct {
	SCREEN *screen;
	FILE *in, *out;
	struct termios before; /* to restore after a crash */
	int saved_stderr;
	bool colour, colours_begun;
	int pairs; /* defined so far */
	struct colour_pair {
		int32_t fg, bg;
		int number; /* 0: free */
	} * pair;           /* [PAIRS_ROOM]: a hash table */
	struct kr_keyboard keyboard;
	struct kr_modes modes;
	struct kr_shots shots;
	int64_t asked; /* kr_clock_ms() when the terminal was asked what it can; 0: it was not */
	cchar_t *row;
	int row_cols;
	struct kr_hyperlinks links;
	struct kr_str *link_out; /* of put_link */
	int log;
} term = {.saved_stderr = -1, .log = -1};

/* --- crashes ------------------------------------------------------------------------------ */

static void restore(void)
{
	static const char reset[] = "\033[0m\033[?25h\033[?1049l";
	int fd = fileno(term.out);

	kr_modes_restore(&term.modes, fd);
	(void)!write(fd, reset, sizeof reset - 1);
	tcsetattr(fd, TCSANOW, &term.before);
	if (term.saved_stderr >= 0)
		dup2(term.saved_stderr, STDERR_FILENO);
}

static void on_crash(int sig)
{
	restore();
	raise(sig); /* SA_RESETHAND: kills us now */
}

static void catch_crashes(void)
{
	static const int fatal[] = {SIGABRT, SIGQUIT, SIGSEGV, SIGBUS, SIGFPE, SIGILL};
	struct sigaction sa;

	memset(&sa, 0, sizeof sa);
	sa.sa_handler = on_crash;
	sa.sa_flags = (int)SA_RESETHAND;
	sigemptyset(&sa.sa_mask);
#ifdef __SANITIZE_ADDRESS__
	/* the sanitizer handles the others */
	for (size_t i = 0; i < 2; i++)
		sigaction(fatal[i], &sa, NULL);
#else
	for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++)
		sigaction(fatal[i], &sa, NULL);
#endif
	kr_mem_on_oom(restore);
}

/* --- open and close ----------------------------------------------------------------------- */

/* What libraries print must not get on the screen. */
static void hide_stderr(void)
{
	int fd = term.log >= 0 ? term.log : open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (isatty(STDERR_FILENO)) {
		term.saved_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
		dup2(fd, STDERR_FILENO);
	}
	if (fd != term.log)
		close(fd);
}

static void show_stderr(void)
{
	if (term.saved_stderr < 0)
		return;
	dup2(term.saved_stderr, STDERR_FILENO);
	close(term.saved_stderr);
	term.saved_stderr = -1;
}

static void set_modes(void)
{
	raw();
	noecho();
	nonl();
	typeahead(-1); /* what is begun is painted, since input may be nothing that paints again */
	intrflush(stdscr, FALSE);
	leaveok(stdscr, FALSE);
	kr_modes_enter(&term.modes);
}

static int open_files(struct kr_err *err)
{
	if (!isatty(STDOUT_FILENO))
		return kr_err_set(err, KR_E_USAGE,
		        "standard output is not a terminal; --dump prints the article");
	term.out = term.modes.out = stdout;
	/* standard input may be a page */
	term.in = isatty(STDIN_FILENO) ? stdin : fopen("/dev/tty", "re");
	if (!term.in)
		return kr_err_sys(err, errno, "cannot read keys from /dev/tty");
	return 0;
}

static int refuse(const char *why, struct kr_err *err)
{
	const char *name = getenv("TERM");

	if (kr_str_empty(name))
		return kr_err_set(err, KR_E_SYS, "TERM is not set");
	return kr_err_set(err, KR_E_SYS, "terminal '%.80s': %s", name, why);
}

/* Whether text can be placed anywhere; not so with TERM=dumb. */
static bool has_cursor(void)
{
	const char *address = tigetstr("cup");

	return address && address != (char *)-1;
}

/* False: the terminal does not say. */
static bool ask_size(struct winsize *ret)
{
	return ioctl(fileno(term.out), TIOCGWINSZ, ret) == 0 && ret->ws_row && ret->ws_col;
}

static bool is_huge(void)
{
	struct winsize ws;

	return ask_size(&ws) && (ws.ws_row > KR_TERM_ROWS || ws.ws_col > KR_TERM_COLS ||
	                                ws.ws_row * ws.ws_col > KR_TERM_CELLS);
}

/* What the Backspace key sends, if it is a single byte. */
static uint8_t backspace(void)
{
	const char *kbs = tigetstr("kbs");
	const bool known = kbs && kbs != (char *)-1 && kbs[0] && !kbs[1];

	return term.before.c_cc[VERASE] == '\b' || !known ? term.before.c_cc[VERASE]
	                                                  : (uint8_t)kbs[0];
}

int kr_term_open(const char *log, struct kr_err *err)
{
	if (open_files(err) < 0)
		return KR_E_USAGE;
	tcgetattr(fileno(term.out), &term.before);
	use_env(!is_huge());
	term.screen = newterm(NULL, term.out, term.in);
	if (!term.screen)
		return refuse(_("unknown type; is its terminfo entry installed?"), err);
	if (!has_cursor()) {
		endwin();
		delscreen(term.screen);
		term.screen = NULL;
		return refuse(_("cannot move the cursor; --dump prints the article"), err);
	}
	if (log)
		term.log = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	kr_hyperlinks_init(&term.links);
	kr_keyboard_init(&term.keyboard, backspace());
	hide_stderr();
	catch_crashes();
	set_modes();
	return 0;
}

static void spoil(int row, int rows)
{
	wredrawln(stdscr, row, rows);
	kr_hyperlinks_forget(&term.links, row, rows);
}

/* The cursor is put back to where curses left it. */
static void send(struct kr_str *out)
{
	if (out->len) {
		kr_str_addf(out, "\033[%d;%dH", getcury(curscr) + 1, getcurx(curscr) + 1);
		kr_term_send(out->data, out->len);
	}
	kr_str_fini(out);
}

static void forget_shots(void)
{
	struct kr_str out;

	kr_str_init(&out);
	kr_shots_forget(&term.shots, &out);
	send(&out);
}

/* An answer that comes too late would be read by the shell. */
static void await_answer(void)
{
	struct pollfd fd = {.fd = fileno(term.in), .events = POLLIN};
	const int64_t left = term.asked ? term.asked + ANSWER_MS - kr_clock_ms() : 0;

	if (left > 0 && !term.keyboard.answer.any && poll(&fd, 1, (int)left) > 0)
		tcflush(fileno(term.in), TCIFLUSH);
}

void kr_term_close(void)
{
	if (!term.screen)
		return;
	kr_mem_on_oom(NULL);
	forget_shots();
	await_answer();
	kr_modes_leave(&term.modes);
	memset(&term.modes, 0, sizeof term.modes);
	endwin();
	delscreen(term.screen);
	term.screen = NULL;
	term.colour = term.colours_begun = false;
	term.pairs = 0;
	term.asked = 0;
	free(term.pair);
	term.pair = NULL;
	show_stderr();
	if (term.in != stdin)
		fclose(term.in);
	if (term.log >= 0)
		close(term.log);
	term.log = -1;
	kr_keyboard_fini(&term.keyboard);
	kr_hyperlinks_fini(&term.links);
	free(term.row);
	term.row = NULL;
	term.row_cols = 0;
}

void kr_term_leave(void)
{
	forget_shots();
	await_answer();
	kr_modes_leave(&term.modes);
	endwin();
	show_stderr();
}

void kr_term_enter(void)
{
	kr_hyperlinks_forget(&term.links, 0, term.links.nrows);
	hide_stderr();
	refresh();
	set_modes();
}

int kr_term_fd(void)
{
	return fileno(term.in);
}

void kr_term_size(int *ret_rows, int *ret_cols)
{
	struct winsize ws;

	*ret_rows = LINES;
	*ret_cols = COLS;
	if (!ask_size(&ws))
		return;
	*ret_rows = ws.ws_row < KR_TERM_ROWS ? ws.ws_row : KR_TERM_ROWS;
	*ret_cols = ws.ws_col < KR_TERM_COLS ? ws.ws_col : KR_TERM_COLS;
	if (*ret_rows > KR_TERM_CELLS / *ret_cols)
		*ret_rows = KR_TERM_CELLS / *ret_cols;
	if (is_term_resized(*ret_rows, *ret_cols))
		resize_term(*ret_rows, *ret_cols);
}

void kr_term_ask(void)
{
	struct kr_str out;

	if (term.asked || kr_answer_is_mute())
		return;
	term.asked = kr_clock_ms();
	/* where terminals that do not know it as a question show a part of it, that is written over
	 */
	kr_str_init(&out);
	kr_str_addz(&out, "\033[H" KR_ANSWER_ASK);
	send(&out);
	wredrawln(stdscr, 0, 1);
}

const struct kr_answer *kr_term_answer(void)
{
	return &term.keyboard.answer;
}

void kr_term_cell_size(int *ret_width, int *ret_height)
{
	struct winsize ws;

	*ret_width = *ret_height = 0;
	if (ask_size(&ws) && ws.ws_xpixel && ws.ws_ypixel) {
		*ret_width = ws.ws_xpixel / ws.ws_col;
		*ret_height = ws.ws_ypixel / ws.ws_row;
	}
}

/* Whether the terminal has a title that OSC 2 sets: its description says so, as that of xterm (XT)
 * and of tmux does (tsl). */
static bool has_title(void)
{
	const char *tsl = tigetstr("tsl");

	return tigetflag("XT") > 0 || (tsl && tsl != (char *)-1 && !strncmp(tsl, "\033]", 2));
}

void kr_term_set_title(const char *text, size_t len)
{
	if (has_title())
		kr_modes_set_title(&term.modes, text, len);
}

void kr_term_set_mouse(bool on)
{
	term.keyboard.mouse = on;
	kr_modes_set_mouse(&term.modes, on);
}

enum kr_clipboard_kind kr_term_clipboard(void)
{
	const char *ms = tigetstr("Ms");

	return kr_known_clipboard(ms && ms != (char *)-1);
}

/* --- output ------------------------------------------------------------------------------- */

void kr_term_send(const char *data, size_t len)
{
	fwrite(data, 1, len, term.out);
	fflush(term.out);
}

bool kr_term_set_colour(bool on)
{
	term.colour = on && has_colors();
	if (!term.colour || term.colours_begun)
		return term.colour;
	start_color();
	use_default_colors();
	term.pair = kr_mem_zalloc(PAIRS_ROOM, sizeof *term.pair);
	term.colours_begun = true;
	return true;
}

void kr_term_redraw(void)
{
	forget_shots();
	clearok(curscr, TRUE);
	kr_hyperlinks_forget(&term.links, 0, term.links.nrows);
}

int kr_term_colours(void)
{
	return term.colour ? COLORS : 0;
}

bool kr_term_has_true_colour(void)
{
	return term.colour && kr_palette_has_true_colour();
}

/* A pair with this background, and whatever foreground; 0: none. */
static int similar_pair(int32_t bg)
{
	for (size_t i = 0; i < PAIRS_ROOM; i++)
		if (term.pair[i].number && term.pair[i].bg == bg)
			return term.pair[i].number;
	return 0;
}

/* Pairs are defined when they are first needed. 0: the default colours. */
static int pair_of(struct kr_pen pen)
{
	const int most = COLOR_PAIRS - 1 < PAIRS_MOST ? COLOR_PAIRS - 1 : PAIRS_MOST;
	uint32_t at;

	if (!term.colour || (pen.fg < 0 && pen.bg < 0))
		return 0;
	pen.fg = pen.fg >= COLORS ? pen.fg % COLORS : kr_palette_direct(pen.fg, COLORS);
	pen.bg = pen.bg >= COLORS ? pen.bg % COLORS : kr_palette_direct(pen.bg, COLORS);
	at = ((uint32_t)pen.fg * 0x9e3779b1u ^ (uint32_t)pen.bg * 0x85ebca6bu) >> 8;
	for (at %= PAIRS_ROOM; term.pair[at].number; at = (at + 1) % PAIRS_ROOM)
		if (term.pair[at].fg == pen.fg && term.pair[at].bg == pen.bg)
			return term.pair[at].number;
	if (term.pairs >= most)
		return similar_pair(pen.bg);
	term.pair[at] = (struct colour_pair){pen.fg, pen.bg, ++term.pairs};
	init_extended_pair(term.pairs, pen.fg, pen.bg);
	return term.pairs;
}

static attr_t attrs_of(uint8_t attrs)
{
	attr_t a = 0;

	a |= attrs & KR_ATTR_BOLD ? A_BOLD : 0;
	a |= attrs & KR_ATTR_DIM ? A_DIM : 0;
	a |= attrs & KR_ATTR_UNDERLINE ? A_UNDERLINE : 0;
	a |= attrs & KR_ATTR_REVERSE ? A_REVERSE : 0;
#ifdef A_ITALIC
	a |= attrs & KR_ATTR_ITALIC ? A_ITALIC : 0;
#endif
	return a;
}

static void set_char(cchar_t *to, wchar_t *chars, const struct kr_cell_s *cell)
{
	int pair = pair_of(cell->pen);

	setcchar(to, chars, attrs_of(cell->pen.attrs), 0, &pair);
}

/* Converts a cell to one or two characters of curses; returns how many. */
static int set_cell(cchar_t *to, const struct kr_cell_s *cell)
{
	wchar_t wide[CCHARW_MAX + 1], more[2] = {0, 0};
	size_t n = 0, len = strlen(cell->text);

	for (size_t i = 0; i < len && n < CCHARW_MAX;) {
		uint32_t c;

		i += kr_utf8_decode(cell->text + i, len - i, &c);
		wide[n++] = (wchar_t)c;
	}
	/* curses must count as many columns as the surface; without UTF-8 it knows only ASCII */
	if (!n || wcwidth(wide[0]) != cell->cols) {
		if (n && cell->cols == 2)
			kr_widen_char(wide[0], &wide[0], &more[0]);
		else
			wide[0] = n ? L'?' : L' ';
		n = 1;
	}
	for (size_t i = 1; i < n; i++)
		if (wcwidth(wide[i]) != 0)
			n = i;
	wide[n] = L'\0';
	set_char(to, wide, cell);
	if (more[0])
		set_char(to + 1, more, cell);
	return more[0] ? 2 : 1;
}

static void put_row(const struct kr_surface *s, int row)
{
	int n = 0;

	for (int col = 0; col < s->cols; col++)
		if (s->cells[row * s->cols + col].cols)
			n += set_cell(&term.row[n], &s->cells[row * s->cols + col]);
	mvadd_wchnstr(row, 0, term.row, n);
}

static int put_link(int c)
{
	kr_str_addc(term.link_out, (char)c);
	return c;
}

static void put_pen(struct kr_pen pen, struct kr_str *out)
{
	int pair = pair_of(pen);

	term.link_out = out;
	vid_puts(attrs_of(pen.attrs), (short)(pair & 0xff), &pair, put_link);
}

/* After refresh(), which leaves the attributes normal and the cursor where curscr has it. */
static void put_links(const struct kr_surface *s)
{
	int row, col;

	kr_hyperlinks_write(&term.links, s, LINES, put_pen);
	if (!term.links.out.len)
		return;
	put_pen(KR_PEN_PLAIN, &term.links.out);
	getyx(curscr, row, col);
	kr_str_addf(&term.links.out, "\033[%d;%dH", row + 1, col + 1);
	kr_term_send(term.links.out.data, term.links.out.len);
}

static void write_cells(const struct kr_surface *s)
{
	if (s->cols > term.row_cols) {
		term.row = kr_mem_array(term.row, (size_t)s->cols + 1, sizeof *term.row);
		term.row_cols = s->cols;
	}
	for (int row = 0; row < s->rows && row < LINES; row++) {
		if (kr_hyperlinks_is_stale(&term.links, s, row))
			wredrawln(stdscr, row, 1);
		put_row(s, row);
	}
	curs_set(s->cursor_row >= 0);
	if (s->cursor_row >= 0)
		move(s->cursor_row, s->cursor_col);
	refresh();
	put_links(s);
}

void kr_term_flush(const struct kr_surface *s)
{
	/* so that nobody sees the cells below */
	static const char hold[] = "\033[?2026h", show[] = "\033[?2026l";
	const bool covered = s->nshots || term.shots.n;
	struct kr_str out;

	if (covered)
		kr_term_send(hold, sizeof hold - 1);
	kr_str_init(&out);
	kr_shots_remove(&term.shots, s, &out, spoil);
	send(&out);
	write_cells(s);
	kr_str_init(&out);
	kr_shots_add(&term.shots, s, &out);
	send(&out);
	if (covered)
		kr_term_send(show, sizeof show - 1);
}

/* --- input -------------------------------------------------------------------------------- */

static bool is_readable(void)
{
	struct pollfd fd = {.fd = fileno(term.in), .events = POLLIN};

	return poll(&fd, 1, 0) > 0;
}

/* False: no bytes are there. */
static bool read_bytes(void)
{
	char *to;
	size_t room = kr_keyboard_room(&term.keyboard, &to);
	ssize_t n = room && is_readable() ? read(fileno(term.in), to, room) : 0;

	if (n > 0)
		kr_keyboard_feed(&term.keyboard, (size_t)n, kr_clock_ms());
	return n > 0;
}

bool kr_term_input(struct kr_input *ret)
{
	/* after so much of a long paste the loop has its turn */
	for (int i = 0; i < READS_AT_ONCE; i++) {
		if (kr_keyboard_next(&term.keyboard, ret))
			return true;
		if (!read_bytes())
			return kr_keyboard_expire(&term.keyboard, kr_clock_ms(), ret);
	}
	return false;
}

int kr_term_wait(void)
{
	return kr_keyboard_wait(&term.keyboard, kr_clock_ms());
}
