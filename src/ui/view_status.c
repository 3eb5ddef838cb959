#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/text/linebreak.h"
#include "kread/text/width.h"
#include "ui_priv.h"

static const char *const labels[KR_PROMPTS] = {
        [KR_PROMPT_ADDRESS] = "address: ",
        [KR_PROMPT_SEARCH] = "/",
        [KR_PROMPT_COMMAND] = ":",
};

void kr_view_status_title(
        struct kr_surface *s, struct kr_rect r, struct kr_app *a, const struct kr_theme *t)
{
	const int margin = r.cols > 2;
	struct kr_str title;

	if (r.rows < 1)
		return;
	kr_str_init(&title);
	kr_status_title(a, &title);
	kr_surface_clear(s, r, t->pens[KR_ROLE_BAR]);
	kr_surface_text(s, r, r.row, r.col + margin, title.data, title.len, t->pens[KR_ROLE_BAR]);
	if (margin + kr_width_text_as(title.data, title.len, s->ambiguous_wide) > r.cols)
		kr_surface_text(s, r, r.row, r.col + r.cols - 1, ">", 1, t->pens[KR_ROLE_BAR]);
	kr_str_fini(&title);
}

static const enum kr_role severity_roles[] = {
        [KR_SEVERITY_NONE] = KR_ROLE_HINT,
        [KR_SEVERITY_INFO] = KR_ROLE_TEXT,
        [KR_SEVERITY_ERROR] = KR_ROLE_BAR_ERROR,
};

/* Drops hints that do not fit. Two spaces separate them. */
static void cut_hints(struct kr_str *hints, int cols)
{
	while (hints->len && kr_width_text(hints->data, hints->len) > cols) {
		size_t end = hints->len;

		while (end > 1 && (hints->data[end - 1] != ' ' || hints->data[end - 2] != ' '))
			end--;
		kr_str_cut(hints, end > 1 ? end - 2 : 0);
	}
}

/* Paints a message that is too long for one line: it covers rows above the bottom line, too. */
static void paint_message(
        struct kr_surface *s, struct kr_rect r, const struct kr_str *text, struct kr_pen pen)
{
	enum { ROWS = 4, LEAST = 8 };
	struct kr_linebreak line[ROWS];
	const int margin = r.cols > 2, above = r.row < ROWS - 1 ? r.row : ROWS - 1;
	uint8_t *marks = kr_mem_alloc(text->len + 1);
	int n = 0;

	kr_linebreak_mark(text->data, text->len, false, marks);
	for (size_t at = 0; at < text->len && n <= above && r.cols >= LEAST; at = line[n++].next)
		line[n] = kr_linebreak_next(marks, text->len, at, r.cols - 2 * margin);
	if (n)
		line[n - 1].end = text->len; /* the edge clips the rest */
	r.row -= n ? n - 1 : 0;
	r.rows = n ? n : 1;
	kr_surface_clear(s, r, pen);
	for (int k = 0; k < n; k++)
		kr_surface_text(s, r, r.row + k, r.col + margin, text->data + line[k].start,
		        line[k].end - line[k].start, pen);
	if (!n)
		kr_surface_text(s, r, r.row, r.col, text->data, text->len, pen);
	free(marks);
}

void kr_view_status(
        struct kr_surface *s, struct kr_rect r, struct kr_app *a, const struct kr_theme *t)
{
	struct kr_rect room = r;
	struct kr_str left, right;
	enum kr_severity severity;
	struct kr_pen pen;
	int width;

	if (r.rows < 1)
		return;
	if (a->prompt.kind && kr_app_where(a) != KR_IN_START) {
		kr_view_prompt(s, r, &a->prompt, labels[a->prompt.kind], t);
		return;
	}
	if (a->prompt.kind > KR_PROMPT_ADDRESS) {
		kr_view_prompt(s, r, &a->prompt, labels[a->prompt.kind], t);
		return;
	}
	kr_str_init(&left);
	kr_str_init(&right);
	kr_status_line(a, &left, &right, &severity);
	width = kr_width_text(right.data, right.len);
	pen = severity == KR_SEVERITY_ERROR ? t->pens[severity_roles[severity]]
	                                    : t->pens[KR_ROLE_TEXT];
	kr_surface_clear(s, r, pen);
	if (width + 2 < r.cols &&
	        (severity == KR_SEVERITY_NONE ||
	                width + 2 + kr_width_text(left.data, left.len) < r.cols)) {
		kr_surface_text(s, r, r.row, r.col + r.cols - width - (r.cols > 2), right.data,
		        right.len, pen);
		room.cols -= width + 2;
	}
	if (severity == KR_SEVERITY_NONE)
		cut_hints(&left, room.cols - (r.cols > 2));
	if (a->severity != KR_SEVERITY_NONE &&
	        kr_width_text(left.data, left.len) > room.cols - 2 * (r.cols > 2))
		paint_message(s, r, &left, pen);
	else
		kr_surface_text(s, room, r.row, r.col + (r.cols > 2), left.data, left.len,
		        t->pens[severity_roles[severity]]);
	kr_str_fini(&left);
	kr_str_fini(&right);
}
