/* Paints the prompt. */
#include <string.h>

#include "kread/text/width.h"
#include "ui_priv.h"

struct line {
	struct kr_surface *s;
	struct kr_rect r;
	int col; /* where to go on */
};

static void put(struct line *l, const char *text, size_t len, struct kr_pen pen)
{
	l->col = kr_surface_text(l->s, l->r, l->r.row, l->col, text, len, pen);
}

/* Marks a place where something is cut off. */
static void put_mark(struct line *l, bool cut, const char *mark, struct kr_pen pen)
{
	if (cut)
		put(l, mark, strlen(mark), pen);
}

void kr_view_prompt(struct kr_surface *s, struct kr_rect r, const struct kr_screen *v,
        const char *label, const struct kr_theme *t)
{
	const struct kr_prompt *p = v->prompt;
	const struct kr_pen text = t->pens[KR_ROLE_TEXT], mark = t->pens[KR_ROLE_MARK];
	/* an ellipsis is ambiguous: two columns on some terminals */
	const bool ascii = s->ambiguous_wide || kr_options_number(v->opts, KR_OPT_ASCII);
	const int right = kr_width_text_as(v->right.data, v->right.len, s->ambiguous_wide);
	struct line l = {s, r, r.col};
	struct kr_prompt_part part;

	if (r.rows < 1 || r.cols < 1)
		return;
	kr_surface_clear(s, r, text);
	if (p->kind == KR_PROMPT_SEARCH && right && right + 2 < r.cols / 2) {
		kr_surface_text(s, r, r.row, r.col + r.cols - right - 1, v->right.data,
		        v->right.len, t->pens[KR_ROLE_HINT]);
		l.r.cols = r.cols -= right + 2;
	}
	if (kr_width_text(label, strlen(label)) + 4 < r.cols)
		put(&l, label, strlen(label), t->pens[KR_ROLE_PROMPT]);
	kr_prompt_fit(p, r.col + r.cols - l.col, &part);
	put(&l, p->text.data + part.host, part.host_end - part.host, text);
	put_mark(&l, part.left, ascii ? "<" : "\u2026", mark);
	s->cursor_row = r.row;
	s->cursor_col = l.col + kr_width_text(p->text.data + part.from, p->cursor - part.from);
	if (s->cursor_col >= r.col + r.cols)
		s->cursor_col = r.col + r.cols - 1;
	put(&l, p->text.data + part.from, part.to - part.from, text);
	put_mark(&l, part.right, ascii ? ">" : "\u2026", mark);
}
