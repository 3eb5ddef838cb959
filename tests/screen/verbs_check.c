/* Verbs that check what the program did. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "script.h"

bool verb_await(struct script *s, char *arg)
{
	long deadline = s->deadline, late;

	s->deadline = 0;
	if (!harness_await(&s->h, arg))
		return script_fail(s, "'%s' does not come", arg);
	late = harness_now_ms() - deadline;
	return deadline && late > 0 ? script_fail(s, "'%s' came %ld ms too late", arg, late) : true;
}

bool verb_gone(struct script *s, char *arg)
{
	return harness_gone(&s->h, arg) ? true : script_fail(s, "'%s' stays", arg);
}

bool verb_expect(struct script *s, char *arg)
{
	if (!harness_idle(&s->h))
		return script_fail(s, "not idle");
	return strstr(script_screen(s), arg) ? true : script_fail(s, "'%s' is not there", arg);
}

bool verb_absent(struct script *s, char *arg)
{
	if (!harness_idle(&s->h))
		return script_fail(s, "not idle");
	return strstr(script_screen(s), arg) ? script_fail(s, "'%s' is there", arg) : true;
}

bool verb_row(struct script *s, char *arg)
{
	long n = strtol(arg, &arg, 10);
	const char *p;

	if (!harness_idle(&s->h))
		return script_fail(s, "not idle");
	p = script_screen(s);
	n = n < 0 ? s->rows + n : n - 1;
	for (; n > 0 && p; n--)
		p = strchr(p, '\n') ? strchr(p, '\n') + 1 : NULL;
	arg += strspn(arg, " ");
	if (!p)
		return script_fail(s, "no such row");
	p += strspn(p, " ");
	return strncmp(p, arg, strlen(arg))
	               ? script_fail(s, "the row is '%.*s'", (int)strcspn(p, "\n"), p)
	               : true;
}

bool verb_copied(struct script *s, char *arg)
{
	if (!harness_idle(&s->h))
		return script_fail(s, "not idle");
	return strcmp(s->h.copied, arg) ? script_fail(s, "copied: %.200s", s->h.copied) : true;
}

bool verb_linked(struct script *s, char *arg)
{
	if (!harness_idle(&s->h))
		return script_fail(s, "not idle");
	if (*arg ? strstr(s->h.links, arg) && !s->h.in_link : !*s->h.links)
		return true;
	return script_fail(s, "linked: %.400s", s->h.links);
}

bool verb_notitle(struct script *s, char *arg)
{
	(void)arg;
	return s->h.title[0] ? script_fail(s, "title: %s", s->h.title) : true;
}

bool verb_title(struct script *s, char *arg)
{
	if (!harness_idle(&s->h))
		return script_fail(s, "not idle");
	if (strncmp(s->h.title, "2;", 2) || strcmp(s->h.title + 2, arg))
		return script_fail(s, "title: %s", s->h.title);
	return true;
}

bool verb_mouse(struct script *s, char *arg)
{
	return s->h.mouse == !strcmp(arg, "on") ? true : script_fail(s, "the mouse is not %s", arg);
}

/* The machine may be busy, and sanitizers slow everything down. */
static long limit_of(const char *arg)
{
#ifdef __SANITIZE_ADDRESS__
	enum { TIMES = 10 };
#else
	enum { TIMES = 4 };
#endif
	return TIMES * strtol(arg, NULL, 10);
}

bool verb_within(struct script *s, char *arg)
{
	s->deadline = harness_now_ms() + limit_of(arg);
	return true;
}

/* The stored screens are in a folder beside that of the script. */
static void screen_path(const struct script *s, const char *name, char *path, size_t size)
{
	const char *slash = strrchr(s->file, '/');

	snprintf(path, size, "%.*s/../screens/%s", slash ? (int)(slash - s->file) : 1,
	        slash ? s->file : ".", name);
}

bool verb_screen(struct script *s, char *arg)
{
	static char want[SCREEN_BYTES];
	char path[1024];
	FILE *f;
	size_t n;

	if (!harness_idle(&s->h))
		return script_fail(s, "not idle");
	screen_path(s, arg, path, sizeof path);
	f = fopen(path, getenv("SCREEN_UPDATE") ? "w" : "r");
	if (!f)
		return script_fail(s, "cannot open %s", path);
	if (getenv("SCREEN_UPDATE"))
		return fputs(script_screen(s), f) >= 0 && fclose(f) == 0;
	n = fread(want, 1, sizeof want - 1, f);
	fclose(f);
	want[n] = '\0';
	return strcmp(want, script_screen(s)) ? script_fail(s,
	                                                "the screen is not %s; SCREEN_UPDATE=1 "
	                                                "scripts/test screen stores it",
	                                                path)
	                                      : true;
}

bool verb_colours(struct script *s, char *arg)
{
	bool any = false;

	if (!harness_idle(&s->h))
		return script_fail(s, "not idle");
	for (int i = 0; i < s->h.rows * s->h.cols; i++) {
		VTermScreenCell cell;

		vterm_screen_get_cell(s->h.screen, (VTermPos){i / s->h.cols, i % s->h.cols}, &cell);
		any |= !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg);
	}
	return any == !strcmp(arg, "yes")
	               ? true
	               : script_fail(s, any ? "there are colours" : "there are no colours");
}

/* Which of its parts is strongest in the colour that fills most of a cell. */
static const char *hue_of(struct script *s, VTermScreenCell *cell)
{
	VTermColor *c = cell->chars[0] == 0x2588 ? &cell->fg : &cell->bg;
	const bool plain = c == &cell->bg && VTERM_COLOR_IS_DEFAULT_BG(c);

	vterm_screen_convert_color_to_rgb(s->h.screen, c);
	if (plain)
		return "default";
	if (c->rgb.red > c->rgb.green && c->rgb.red > c->rgb.blue)
		return "red";
	return c->rgb.green > c->rgb.blue ? "green" : "blue";
}

bool verb_cell(struct script *s, char *arg)
{
	VTermScreenCell cell;
	const char *hue;
	char what[16] = "";
	int row = 0, col = 0;

	if (!harness_idle(&s->h) || sscanf(arg, "%d %d %15s", &row, &col, what) != 3)
		return script_fail(s, "not idle, or not ROW COL WHAT");
	vterm_screen_get_cell(s->h.screen, (VTermPos){row - 1, col - 1}, &cell);
	hue = hue_of(s, &cell);
	return !strcmp(hue, what) ? true : script_fail(s, "it is %s", hue);
}

bool verb_shots(struct script *s, char *arg)
{
	if (!harness_idle(&s->h))
		return script_fail(s, "not idle");
	return s->h.nshots == atoi(arg) ? true : script_fail(s, "there are %d", s->h.nshots);
}

/* Waits for the answer, and returns how long that took. */
static long time_key(struct script *s, const char *key)
{
	long start = harness_now_ms();

	script_send_key(s, key);
	return harness_now_ms() - start;
}

bool verb_quick(struct script *s, char *arg)
{
	long limit = limit_of(arg), took;
	char *save = NULL;

	strtok_r(arg, " ", &save);
	for (char *p; (p = strtok_r(NULL, " ", &save));)
		if ((took = time_key(s, p)) > limit)
			return script_fail(s, "%s was answered after %ld ms", p, took);
	return true;
}

/* After Esc, kread may wait 25 ms for the rest of a sequence (the default of curses is 1000 ms). A
 * busy machine can be late, but not every time: the quickest of several rounds counts. */
bool verb_atonce(struct script *s, char *arg)
{
	enum { ROUNDS = 3, MOST_MS = 250 };
	long best = LIMIT_MS;

	for (int round = 0; round < ROUNDS && best > MOST_MS; round++) {
		char line[LINE], *save = NULL;
		long took = 0;

		snprintf(line, sizeof line, "%s", arg);
		for (char *p = strtok_r(line, " ", &save); p; p = strtok_r(NULL, " ", &save))
			took = time_key(s, p);
		best = took < best ? took : best;
	}
	return best > MOST_MS ? script_fail(s, "answered after %ld ms", best) : true;
}

/* While idle, the loop does not run at all. While loading, it runs for the spinner, every
 * 120 ms. */
bool verb_calm(struct script *s, char *arg)
{
	enum { WHILE_MS = 500, MOST_CPU_MS = 80, MOST_WAKES = 5, MOST_TURNS = 15 };
	const bool loading = !strcmp(arg, "loading");
	long cpu, wakes;

	if (!loading && !harness_idle(&s->h))
		return script_fail(s, "not idle");
	if (!harness_rest(&s->h, WHILE_MS, &cpu, &wakes))
		return true;
	return cpu > MOST_CPU_MS || wakes > (loading ? MOST_TURNS : MOST_WAKES)
	               ? script_fail(s, "%ld ms of work, woke up %ld times", cpu, wakes)
	               : true;
}

bool verb_stopped(struct script *s, char *arg)
{
	const char *left;

	(void)arg;
	if (!harness_stopped(&s->h))
		return script_fail(s, "does not stop");
	left = harness_not_given_back(&s->h);
	return left ? script_fail(s, "stopped with %s", left) : true;
}

bool verb_kill(struct script *s, char *arg)
{
	(void)arg;
	harness_signal(&s->h, SIGKILL);
	harness_end(&s->h);
	return true;
}

bool verb_end(struct script *s, char *arg)
{
	const int status = harness_end(&s->h);
	const char *left = harness_not_given_back(&s->h);

	if (left)
		return script_fail(s, "ended with %s", left);
	return status == atoi(arg) ? true : script_fail(s, "exit status %d", status);
}

bool verb_said(struct script *s, char *arg)
{
	return strstr(script_screen(s), arg) ? true : script_fail(s, "'%s' was not said", arg);
}
