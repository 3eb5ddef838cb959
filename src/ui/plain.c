#include "kread/ui/plain.h"

#include <ctype.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "kread/app/commands.h"
#include "kread/base/budgets.h"
#include "kread/base/intl.h"
#include "kread/base/mem.h"
#include "kread/base/utf8.h"
#include "kread/ui/theme.h"
#include "ui_priv.h"

enum { ROWS = 24, COLS = 80, ROWS_MIN = 5, ROWS_MAX = 40, COLS_MIN = 20, COLS_MAX = 99 };
enum { CLEAR = 0x15 };

enum place { START, ARTICLE, LIST, OVERLAY };

struct kr_plain {
	struct kr_frontend *frontend;
	const struct kr_keymap *keymap;
	struct kr_surface surface;
	struct kr_theme theme;
	struct kr_str in;   /* bytes that were read */
	struct kr_str keys; /* UTF-8, still to be pressed */
	bool ended;         /* there is no more input */
	/* as painted last */
	struct kr_str title, body, status;
	enum place place;
	enum kr_prompt_kind prompt;
	bool has_list, has_recent, busy;
	bool waits;   /* the first page is not even asked for */
	bool pressed; /* keys of a line whose answer is not painted yet */
	bool asked;   /* for a line */
};

struct kr_plain *kr_plain_open(const struct kr_keymap *keys, bool opens)
{
	struct kr_plain *p = kr_mem_zalloc(1, sizeof *p);

	p->keymap = keys;
	p->waits = opens;
	kr_surface_init(&p->surface);
	kr_theme_init(&p->theme, 0, NULL);
	kr_str_init(&p->in);
	kr_str_init(&p->keys);
	kr_str_init(&p->title);
	kr_str_init(&p->body);
	kr_str_init(&p->status);
	return p;
}

void kr_plain_close(struct kr_plain *p)
{
	if (!p)
		return;
	kr_surface_fini(&p->surface);
	kr_str_fini(&p->in);
	kr_str_fini(&p->keys);
	kr_str_fini(&p->title);
	kr_str_fini(&p->body);
	kr_str_fini(&p->status);
	free(p);
}

/* --- out ------------------------------------------------------------------------------------ */

static void say(const char *text, size_t len)
{
	fwrite(text, 1, len, stdout);
}

static void say_line(struct kr_plain *p, const char *text, size_t len)
{
	if (p->asked) /* that was answered, or something came in between */
		putchar('\n');
	p->asked = false;
	say(text, len);
	putchar('\n');
}

/* Say text unless it is what was said last of its kind. */
static void say_new(struct kr_plain *p, struct kr_str *last, const char *text, size_t len)
{
	if (last->len == len && (!len || !memcmp(last->data, text, len)))
		return;
	kr_str_clear(last);
	kr_str_add(last, text, len);
	if (len)
		say_line(p, text, len);
}

static void paint_start(const struct kr_screen *v, struct kr_str *out)
{
	kr_str_addz(out, "kread\n");
	for (size_t i = 0; v->recent && i < v->recent->nrecs; i++) {
		const struct kr_rec *rec = &v->recent->recs[i];

		kr_str_addf(out, "%zu %s", i + 1, rec->title ? rec->title : rec->url);
		kr_str_addf(out, rec->published_text ? ", %s\n" : "\n", rec->published_text);
	}
	for (size_t i = 0; i < v->nshelves; i++) {
		kr_str_add(out, v->shelves[i].key.data, v->shelves[i].key.len);
		kr_str_addz(out, " ");
		kr_str_add(out, v->shelves[i].text.data, v->shelves[i].text.len);
		kr_str_addz(out, "\n");
	}
	if (v->reason.len) {
		kr_str_add(out, v->reason.data, v->reason.len);
		kr_str_addz(out, "\n");
	}
}

/* The pane with the focus, as on a screen of its own. */
static void paint_pane(struct kr_plain *p, const struct kr_screen *v, struct kr_str *out)
{
	const struct kr_area *a = p->place == LIST ? &v->areas.list : &v->areas.article;
	const struct kr_rect r = {0, 0, a->rows, a->cols};

	kr_surface_resize(&p->surface, a->rows, a->cols);
	p->surface.ascii = kr_options_number(v->opts, KR_OPT_ASCII) != 0;
	if (p->place == LIST)
		kr_view_list(&p->surface, r, v->list, true, &p->theme);
	else
		kr_view_article(&p->surface, r, v->reader, &p->theme);
	kr_surface_dump(&p->surface, out);
	while (out->len > 1 && out->data[out->len - 1] == '\n' && out->data[out->len - 2] == '\n')
		kr_str_cut(out, out->len - 1);
}

/* Say what is new of the body: what was at the end of the last one needs no repeating. */
static void say_body(struct kr_plain *p, struct kr_str *body)
{
	size_t skip = 0;

	if (body->len == p->body.len &&
	        (!body->len || !memcmp(body->data, p->body.data, body->len)))
		return;
	for (size_t at = 0; at < p->body.len && !skip; at++) {
		const size_t rest = p->body.len - at;

		if ((!at || p->body.data[at - 1] == '\n') && rest > 1 && rest < body->len &&
		        !memcmp(p->body.data + at, body->data, rest))
			skip = rest;
	}
	if (body->len > skip)
		say_line(p, body->data + skip, body->len - skip - 1);
	kr_str_clear(&p->body);
	kr_str_add(&p->body, body->data, body->len);
}

/* What to type, once for each line. */
static void ask(struct kr_plain *p, const struct kr_screen *v)
{
	if (p->asked || p->busy || p->ended)
		return;
	if (v->prompt->kind) {
		const char *label = kr_view_status_label(v->prompt->kind);

		say(label, strlen(label));
		say(v->prompt->text.data, v->prompt->text.len);
	} else if (v->right.len) {
		say(v->right.data, v->right.len);
		say(" > ", 3);
	} else {
		say("> ", 2);
	}
	p->asked = true;
}

static void paint(void *self, const struct kr_screen *v)
{
	struct kr_plain *p = self;
	struct kr_str body, title;
	const enum place place = !v->reader      ? START
	                         : !v->list      ? OVERLAY
	                         : v->list_focus ? LIST
	                                         : ARTICLE;

	p->pressed = p->keys.len > 0;
	if (p->waits) {
		p->waits = false;
		return;
	}
	kr_str_init(&body);
	kr_str_init(&title);
	if (place != p->place)
		kr_str_clear(&p->body);
	p->place = place;
	p->prompt = v->prompt->kind;
	p->has_list = v->list && v->list->doc->nrecs;
	p->has_recent = v->recent && v->recent->nrecs;
	p->busy = v->busy;
	kr_str_add(&title, v->site.data, v->site.len);
	if (v->section.len)
		kr_str_addf(&title, "%s%.*s", title.len ? ", " : "", (int)v->section.len,
		        v->section.data);
	if (v->host.len)
		kr_str_addf(
		        &title, "%s%.*s", title.len ? ", " : "", (int)v->host.len, v->host.data);
	if (v->qr) /* is for cameras */
		kr_str_addf(&body, "%s\n", v->qr_address);
	else if (place == START)
		paint_start(v, &body);
	else
		paint_pane(p, v, &body);
	if (place == ARTICLE || place == LIST)
		say_new(p, &p->title, title.data, title.len);
	if (!v->busy || place != START)
		say_body(p, &body);
	if (v->busy && !v->is_message)
		say_new(p, &p->status, _("loading"), strlen(_("loading")));
	else if (v->is_message)
		say_new(p, &p->status, v->left.data, v->left.len);
	ask(p, v);
	fflush(stdout);
	kr_str_fini(&body);
	kr_str_fini(&title);
}

/* --- in --------------------------------------------------------------------------------------- */

static void press(struct kr_plain *p, const char *before, const char *text, const char *after)
{
	kr_str_addz(&p->keys, before);
	kr_str_addz(&p->keys, text);
	kr_str_addz(&p->keys, after);
}

/* The command of a key as it is written in the configuration, or of a sequence; -1: none. */
static int command_of(const struct kr_plain *p, const char *text)
{
	uint32_t keys[KR_KEYS_MAX];
	const size_t len = strlen(text);
	int n = 0, id;

	for (size_t at = 0; at < len; n++) {
		if (n == KR_KEYS_MAX)
			return -1;
		at += kr_utf8_decode(text + at, len - at, &keys[n]);
	}
	if (n == 2 && keys[0] == '^') {
		keys[0] = keys[1] & 0x1f;
		n = 1;
	}
	id = n ? kr_keymap_find(p->keymap, keys, n, KR_IN_ARTICLE | KR_IN_LIST) : -1;
	return id < 0 ? -1 : id;
}

/* An item of the list that is on the screen, or of the page's recommendations. */
static void press_number(struct kr_plain *p, const char *number)
{
	if (p->place == START && p->has_recent)
		kr_str_addz(&p->keys, "\t");
	else if (p->place == ARTICLE && p->has_list)
		kr_str_addz(&p->keys, ":pane-right\r");
	press(p, "", number, "\r");
}

static void answer(struct kr_plain *p, char *line)
{
	char *end = line + strlen(line), word[64];
	int id;

	kr_str_clear(&p->status);               /* what is said again was asked for again */
	if (p->prompt == KR_PROMPT_OVERWRITE) { /* a single key answers */
		press(p, "", *line == 'y' || *line == 'Y' ? "y" : "n", "");
		return;
	}
	if (p->prompt && p->place != START) {
		press(p, "", line, "\r");
		return;
	}
	if (p->prompt) /* the field; what stands there could not be opened */
		kr_str_addc(&p->keys, CLEAR);
	while (end > line && isspace((unsigned char)end[-1]))
		*--end = '\0';
	line += strspn(line, " \t");
	snprintf(word, sizeof word, "%.*s", (int)strcspn(line, " "), line);
	id = command_of(p, line);
	if (!*line && p->place != START)
		press(p, ":", kr_commands_get(KR_CMD_PAGE_DOWN)->name, "\r");
	else if (line[0] == '/' && line[1])
		press(p, ":search ", line + 1, "\r");
	else if (*line == ':')
		press(p, "", line, "\r");
	else if (*line && strspn(line, "0123456789") == strlen(line))
		press_number(p, line);
	else if (id >= 0)
		press(p, ":", kr_keymap_name(p->keymap, id), "\r");
	else if (kr_keymap_command(p->keymap, word) >= 0 || kr_commands_complete(word) != -1)
		press(p, ":", line, "\r");
	else if (*line)
		press(p, ":open ", line, "\r");
}

static bool has_newline(const struct kr_plain *p)
{
	return p->in.len && memchr(p->in.data, '\n', p->in.len);
}

/* Whether there is no room for more before a line is taken. */
static bool is_full(const struct kr_plain *p)
{
	return p->in.len >= KR_PLAIN_LINE_MAX && has_newline(p);
}

/* The end of a line that is too long is dropped. */
static void add_input(struct kr_plain *p, const char *data, size_t len)
{
	if (p->in.len >= KR_PLAIN_LINE_MAX && !has_newline(p)) {
		const char *end = memchr(data, '\n', len);

		len -= end ? (size_t)(end - data) : len;
		data = end ? end : data;
	}
	kr_str_add(&p->in, data, len);
}

/* Take the bytes that are there: never wait for more. */
static void read_input(struct kr_plain *p)
{
	struct pollfd fd = {.fd = STDIN_FILENO, .events = POLLIN};
	char buf[4096];
	ssize_t n;

	while (!p->ended && !is_full(p) && poll(&fd, 1, 0) == 1) {
		n = read(STDIN_FILENO, buf, sizeof buf);
		if (n > 0)
			add_input(p, buf, (size_t)n);
		else
			p->ended = true;
	}
	/* not waited for while it cannot be read */
	p->frontend->fd = p->ended || is_full(p) ? -1 : STDIN_FILENO;
}

static bool has_line(const struct kr_plain *p)
{
	return !p->busy && !p->pressed && (p->ended || has_newline(p));
}

static void drop_front(struct kr_str *s, size_t n)
{
	memmove(s->data, s->data + n, s->len - n);
	kr_str_cut(s, s->len - n);
}

/* Turn the next line into keys; the end of the input quits. */
static void take_line(struct kr_plain *p)
{
	const char *nl = p->in.len ? memchr(p->in.data, '\n', p->in.len) : NULL;
	size_t len = nl ? (size_t)(nl - p->in.data) : p->in.len;
	struct kr_str line;

	kr_str_init(&line);
	if (!len && !nl) {
		press(p, p->prompt ? "\025\033:" : ":", kr_commands_get(KR_CMD_QUIT)->name, "\r");
	} else {
		kr_utf8_clean(&line, p->in.data, len, KR_UTF8_LINE);
		answer(p, line.len ? line.data : (char[]){""});
		drop_front(&p->in, nl ? len + 1 : len);
	}
	if (isatty(STDIN_FILENO)) /* the line is on the screen, with its end */
		p->asked = false;
	kr_str_fini(&line);
}

static bool input(void *self, struct kr_input *ret)
{
	struct kr_plain *p = self;
	size_t n;

	read_input(p);
	if (!p->keys.len && has_line(p))
		take_line(p);
	if (!p->keys.len)
		return false;
	p->pressed = true;
	n = kr_utf8_decode(p->keys.data, p->keys.len, &ret->key);
	drop_front(&p->keys, n);
	return true;
}

static int wait(void *self)
{
	struct kr_plain *p = self;

	return p->keys.len || has_line(p) ? 0 : -1;
}

/* --- frontend --------------------------------------------------------------------------------- */

static int between(int n, int least, int most)
{
	return n < least ? least : n > most ? most : n;
}

static void size(void *self, int *ret_rows, int *ret_cols)
{
	struct winsize ws = {.ws_row = ROWS, .ws_col = COLS};

	(void)self;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) < 0 || !ws.ws_row || !ws.ws_col)
		ws = (struct winsize){.ws_row = ROWS, .ws_col = COLS};
	*ret_rows = between(ws.ws_row, ROWS_MIN, ROWS_MAX);
	*ret_cols = between(ws.ws_col, COLS_MIN, COLS_MAX);
}

static void display(void *self, const struct kr_options *opts, struct kr_display *ret)
{
	(void)self;
	(void)opts;
	*ret = (struct kr_display){.colours = KR_PICTURE_MONO};
}

static void redraw(void *self)
{
	struct kr_plain *p = self;

	kr_str_clear(&p->title);
	kr_str_clear(&p->body);
}

static void transmit(void *self, const char *data, size_t len)
{
	(void)self;
	(void)data;
	(void)len;
}

static void hold(void *self)
{
	(void)self;
	fflush(stdout);
}

void kr_plain_frontend(struct kr_plain *p, struct kr_frontend *ret)
{
	p->frontend = ret;
	*ret = (struct kr_frontend){
	        .self = p,
	        .fd = STDIN_FILENO,
	        .ends = true,
	        .clipboard = KR_CLIPBOARD_NO,
	        .input = input,
	        .wait = wait,
	        .size = size,
	        .display = display,
	        .paint = paint,
	        .redraw = redraw,
	        .send = transmit,
	        .leave = hold,
	        .enter = hold,
	};
}
