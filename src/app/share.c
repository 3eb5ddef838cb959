/* Commands that hand something to the browser or to the clipboard. */
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "kread/base/intl.h"
#include "kread/base/url.h"
#include "kread/base/utf8.h"
#include "kread/doc/export.h"
#include "kread/text/width.h"

#ifdef __APPLE__
#define DESKTOP "open"
enum { IS_MAC = 1 };
#else
#define DESKTOP "xdg-open"
enum { IS_MAC = 0 };
#endif

/* What failed just now, if another program may open it. */
static const char *failed_page(const struct kr_app *a)
{
	const char *refused = kr_failure_take_up(a, KR_E_REFUSED);

	return refused ? refused : kr_failure_take_up(a, KR_E_TYPE);
}

/* own: a command; NULL: those of the system */
static void launch_with(struct kr_app *a, const char *own, const char *url)
{
	if (!url || !(kr_url_is_web(url) || kr_str_istarts(url, "file:"))) {
		kr_message_error(a, "no address that a browser can open");
		return;
	}
	if (!kr_launch_set(&a->launch, own, false, url) &&
	        !kr_launch_set(&a->launch, getenv("BROWSER"), true, url))
		kr_launch_set(&a->launch, DESKTOP, false, url);
	a->launch.terminal = kr_options_number(a->opts, KR_OPT_BROWSER_MODE) == KR_BROWSER_TERMINAL;
	a->launch.hint = N_("choose a browser with :set browser COMMAND");
}

void kr_share_open(struct kr_app *a, const char *url)
{
	launch_with(a, kr_options_text(a->opts, KR_OPT_BROWSER), url);
}

void kr_share_picture(struct kr_app *a, const char *url)
{
	const char *own = kr_options_text(a->opts, KR_OPT_PICTURE_VIEWER);

	launch_with(a, own ? own : kr_options_text(a->opts, KR_OPT_BROWSER), url);
}

void kr_share_browser(struct kr_app *a, const struct kr_call *c)
{
	const char *failed = failed_page(a);
	struct kr_target t;

	(void)c;
	if (failed || !kr_current_page(a)) {
		kr_share_open(a, failed);
		return;
	}
	kr_target_init(a, &t);
	kr_share_open(a, t.url);
	kr_target_fini(&t);
}

/* --- copying ------------------------------------------------------------------------------ */

/* How much of a line fits, up to the end of a word if one is near. */
static size_t fitting_words(const char *line, size_t len, int cols)
{
	enum { NEAR = 16 }; /* bytes */
	int used;
	const size_t n = kr_width_fit(line, len, cols, &used);
	size_t end = n;

	if (n == len || line[n] == ' ')
		return n;
	while (end && n - end < NEAR && line[end - 1] != ' ')
		end--;
	return end && line[end - 1] == ' ' ? end - 1 : n;
}

/* Append the beginning of the text that is copied, for the message. */
static void add_excerpt(const struct kr_app *a, const char *text, struct kr_str *out)
{
	enum { COLS = 40 };
	struct kr_str line;
	size_t n;

	kr_str_init(&line);
	kr_utf8_clean(&line, text, strlen(text), KR_UTF8_LINE);
	n = fitting_words(line.data, line.len, COLS);
	kr_str_add(out, line.data, n);
	if (n < line.len)
		kr_str_addz(out, kr_options_number(a->opts, KR_OPT_ASCII) ? "..." : "\u2026");
	kr_str_fini(&line);
}

/* by: " with PROGRAM", or "" */
static void report_copied(struct kr_app *a, const char *what, const char *by, const char *text)
{
	struct kr_str s;

	kr_str_init(&s);
	add_excerpt(a, text, &s);
	kr_message_info(a, "%s copied%s: %s", what, by, s.data);
	kr_str_fini(&s);
}

static void report_no_program(struct kr_app *a, const char *what)
{
	if (a->terminal_clipboard == KR_CLIPBOARD_NO)
		kr_message_error(a,
		        "%s not copied: this terminal has no clipboard, and none of "
		        "wl-copy, xclip, xsel and pbcopy works",
		        what);
	else
		kr_message_info(a,
		        "%s sent to the terminal, which may not support copying; none "
		        "of wl-copy, xclip, xsel and pbcopy works",
		        what);
}

void kr_share_reap(struct kr_app *a)
{
	struct kr_copier *c = &a->copier;
	enum kr_copier_state state = kr_copier_poll(c);
	struct kr_str by;

	/* a terminal that can copy has done so, whatever the programs did */
	if (a->terminal_clipboard == KR_CLIPBOARD_YES || state < KR_COPIER_DONE)
		return;
	kr_str_init(&by);
	kr_str_addf(&by, _(" with %s"), kr_copier_program(c));
	if (state == KR_COPIER_DONE)
		report_copied(a, c->what, by.data, c->text.data);
	else
		report_no_program(a, c->what);
	kr_str_fini(&by);
}

static bool is_in_screen(void)
{
	return !kr_str_empty(getenv("STY")) && kr_str_empty(getenv("TMUX"));
}

/* The terminal gets it by a control sequence, and the desktop by a program: the one works over ssh,
 * the other in terminals that do not know the sequence. */
static void copy(struct kr_app *a, const char *what, const char *text)
{
	const bool desktop = getenv("WAYLAND_DISPLAY") || getenv("DISPLAY") || IS_MAC;
	struct kr_err err = {0};
	bool sent = false;

	if (kr_str_empty(text)) {
		kr_message_error(a, "no %s to copy", what);
		return;
	}
	if (a->terminal_clipboard != KR_CLIPBOARD_NO)
		sent = kr_clipboard_sequence(
		               text, strlen(text), is_in_screen(), &a->clipboard, &err) == 0;
	if (a->terminal_clipboard == KR_CLIPBOARD_YES) {
		if (sent)
			report_copied(a, what, "", text);
		else
			kr_message_error(a, "%s", err.msg);
	}
	if ((desktop || a->terminal_clipboard != KR_CLIPBOARD_YES) &&
	        !kr_copier_start(&a->copier, what, text) &&
	        a->terminal_clipboard != KR_CLIPBOARD_YES)
		report_no_program(a, what);
}

void kr_share_copy_url(struct kr_app *a, const struct kr_call *c)
{
	struct kr_target t;

	(void)c;
	kr_target_init(a, &t);
	copy(a, _("address"), t.url);
	kr_target_fini(&t);
}

void kr_share_copy_title(struct kr_app *a, const struct kr_call *c)
{
	struct kr_target t;

	(void)c;
	kr_target_init(a, &t);
	copy(a, t.words.len ? _("link text") : _("title"), t.title);
	kr_target_fini(&t);
}

void kr_share_copy_paragraph(struct kr_app *a, const struct kr_call *c)
{
	struct kr_str s;

	(void)c;
	kr_str_init(&s);
	kr_pane_reader_paragraph(&kr_current_page(a)->reader, &s);
	copy(a, _("paragraph"), s.data);
	kr_str_fini(&s);
}

void kr_share_copy_all(struct kr_app *a, const struct kr_call *c)
{
	struct kr_str s;

	(void)c;
	kr_str_init(&s);
	kr_export_plain(kr_current_page(a)->doc, &s);
	copy(a, _("text"), s.data);
	kr_str_fini(&s);
}

void kr_share_copy_markdown(struct kr_app *a, const struct kr_call *c)
{
	struct kr_target t;
	struct kr_str s;

	(void)c;
	kr_target_init(a, &t);
	kr_str_init(&s);
	kr_str_addc(&s, '[');
	for (const char *p = t.title ? t.title : ""; *p; p++) {
		if (strchr("[]\\", *p))
			kr_str_addc(&s, '\\');
		kr_str_addc(&s, *p);
	}
	kr_str_addf(&s, "](<%s>)", t.url ? t.url : "");
	copy(a, _("link"), t.url ? s.data : NULL);
	kr_str_fini(&s);
	kr_target_fini(&t);
}
