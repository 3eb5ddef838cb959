/* Paints the status and title lines. */
#include <stdlib.h>
#include <string.h>

#include "kread/base/intl.h"
#include "kread/base/mem.h"
#include "kread/text/linebreak.h"
#include "kread/text/width.h"
#include "ui_priv.h"

static const char *const labels[KR_PROMPTS] = {
        [KR_PROMPT_ADDRESS] = N_("address: "),
        [KR_PROMPT_SEARCH] = "/",
        [KR_PROMPT_COMMAND] = ":",
        [KR_PROMPT_LIBRARY] = N_("library: "),
        [KR_PROMPT_SAVE] = N_("save as: "),
        [KR_PROMPT_PIPE] = N_("pipe to: "),
        [KR_PROMPT_OVERWRITE] = N_("overwrite (y/n)? "),
};

const char *kr_view_status_label(enum kr_prompt_kind kind)
{
	return labels[kind] ? _(labels[kind]) : "";
}

/* A page can say what it likes of itself, so that its host is never crowded out: on a narrow screen
 * it stands alone. */
void kr_view_status_title(
        struct kr_surface *s, struct kr_rect r, const struct kr_screen *v, const struct kr_theme *t)
{
	enum { BOTH_FROM = 24 };
	const int margin = r.cols > 2;
	const struct kr_slice site = v->site, section = v->section, host = v->host;
	const struct kr_pen strong = t->pens[KR_ROLE_BAR], pen = t->pens[KR_ROLE_BAR_META];
	struct kr_rect left = {r.row, r.col + margin, 1, r.cols - 2 * margin}, right = left;

	if (r.rows < 1)
		return;
	kr_surface_clear(s, r, pen);
	if (site.len + section.len && r.cols >= BOTH_FROM) {
		const int want = kr_width_text_as(host.data, host.len, s->ambiguous_wide),
		          most = left.cols * 2 / 3;

		right.cols = want < most ? want : most;
		right.col += left.cols - right.cols;
		left.cols -= right.cols + 2;
	}
	kr_surface_end(s, right, r.row, right.col, host.data, host.len,
	        right.col > left.col ? pen : strong);
	if (host.len && right.col <= left.col)
		return;
	right = left;
	right.col = kr_surface_start(s, left, r.row, left.col, site.data, site.len, strong);
	right.cols = left.col + left.cols - right.col;
	if (right.cols > 3)
		kr_surface_start(s, right, r.row, right.col, section.data, section.len, pen);
}

static const enum kr_role severity_roles[] = {
        [KR_SEVERITY_NONE] = KR_ROLE_HINT,
        [KR_SEVERITY_INFO] = KR_ROLE_TEXT,
        [KR_SEVERITY_ERROR] = KR_ROLE_BAR_ERROR,
};

/* Drops hints that do not fit. Two spaces separate them. */
static struct kr_slice cut_hints(struct kr_slice hints, int cols)
{
	while (hints.len && kr_width_text(hints.data, hints.len) > cols) {
		size_t end = hints.len;

		while (end > 1 && (hints.data[end - 1] != ' ' || hints.data[end - 2] != ' '))
			end--;
		hints.len = end > 1 ? end - 2 : 0;
	}
	return hints;
}

/* Paints a message that is too long for one line: it covers rows above the bottom line, too. */
static void paint_message(
        struct kr_surface *s, struct kr_rect r, struct kr_slice text, struct kr_pen pen)
{
	enum { ROWS = 4, LEAST = 8 };
	struct kr_linebreak line[ROWS];
	const int margin = r.cols > 2, above = r.row < ROWS - 1 ? r.row : ROWS - 1;
	uint8_t *marks = kr_mem_alloc(text.len + 1);
	struct kr_rect inner;
	int n = 0;

	kr_linebreak_mark(text.data, text.len, false, marks);
	for (size_t at = 0; at < text.len && n <= above && r.cols >= LEAST; at = line[n++].next)
		line[n] = kr_linebreak_next(marks, text.len, at, r.cols - 2 * margin);
	if (n)
		line[n - 1].end = text.len; /* the edge cuts the rest */
	r.row -= n ? n - 1 : 0;
	r.rows = n ? n : 1;
	inner = (struct kr_rect){r.row, r.col + margin, r.rows, r.cols - 2 * margin};
	kr_surface_clear(s, r, pen);
	for (int k = 0; k < n; k++)
		kr_surface_start(s, inner, r.row + k, inner.col, text.data + line[k].start,
		        line[k].end - line[k].start, pen);
	if (!n)
		kr_surface_start(s, r, r.row, r.col, text.data, text.len, pen);
	free(marks);
}

/* Hints that fit into r: of each, the key stands out. */
static void paint_hints(
        struct kr_surface *s, struct kr_rect r, struct kr_slice hints, const struct kr_theme *t)
{
	int col = r.col;

	hints = cut_hints(hints, r.cols);
	for (size_t at = 0; at < hints.len;) {
		const char *from = hints.data + at, *blank = memchr(from, ' ', hints.len - at),
		           *gap = memmem(from, hints.len - at, "  ", 2);
		const size_t end = gap ? (size_t)(gap + 2 - hints.data) : hints.len,
		             key = blank ? (size_t)(blank - from) : end - at;

		col = kr_surface_text(s, r, r.row, col, from, key, t->pens[KR_ROLE_KEY]);
		col = kr_surface_text(
		        s, r, r.row, col, from + key, end - at - key, t->pens[KR_ROLE_HINT]);
		at = end;
	}
}

static void paint_line(
        struct kr_surface *s, struct kr_rect r, const struct kr_screen *v, const struct kr_theme *t)
{
	enum { APART = 4 }; /* hints from what is before them */
	struct kr_rect room = r;
	const struct kr_slice left = v->left, right = v->right;
	bool error = v->severity == KR_SEVERITY_ERROR, hints = !left.len;
	struct kr_pen pen = t->pens[error ? KR_ROLE_BAR_ERROR : KR_ROLE_TEXT];
	int width = kr_width_text(right.data, right.len), margin = r.cols > 2, end;

	kr_surface_clear(s, r, pen);
	if (width + 2 < r.cols &&
	        (hints || width + 2 + kr_width_text(left.data, left.len) < r.cols)) {
		kr_surface_text(
		        s, r, r.row, r.col + r.cols - width - margin, right.data, right.len, pen);
		room.cols -= width + 2 + margin;
	}
	if (v->is_message && kr_width_text(left.data, left.len) > room.cols - 2 * margin) {
		paint_message(s, r, left, pen);
		return;
	}
	end = kr_surface_start(s, room, r.row, r.col + margin, left.data, left.len,
	        t->pens[severity_roles[v->severity]]);
	end += left.len ? APART : 0;
	room.cols -= end - room.col;
	room.col = end;
	paint_hints(s, room, v->hints, t);
}

void kr_view_status(
        struct kr_surface *s, struct kr_rect r, const struct kr_screen *v, const struct kr_theme *t)
{
	enum kr_prompt_kind prompt = v->prompt->kind;
	/* the start screen has a field of its own for addresses, unless it is only this line */
	const bool elsewhere = prompt == KR_PROMPT_ADDRESS && !v->reader &&
	                       (v->areas.article.rows > 0 || v->is_message);

	if (r.rows < 1)
		return;
	if (prompt && !elsewhere)
		kr_view_prompt(s, r, v, kr_view_status_label(prompt), t);
	else
		paint_line(s, r, v, t);
}
