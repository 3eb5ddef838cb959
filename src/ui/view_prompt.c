/* Paints the prompt. */
#include <string.h>

#include "kread/text/width.h"
#include "ui_priv.h"

void kr_view_prompt(struct kr_surface *s, struct kr_rect r, const struct kr_prompt *p,
        const char *label, const struct kr_theme *t)
{
	int width = kr_width_text(label, strlen(label)), col = r.col;
	size_t from;

	if (r.rows < 1 || r.cols < 1)
		return;
	kr_surface_clear(s, r, t->pens[KR_ROLE_TEXT]);
	if (width + 4 < r.cols)
		col = kr_surface_text(
		        s, r, r.row, r.col, label, strlen(label), t->pens[KR_ROLE_PROMPT]);
	from = kr_prompt_scroll(p, r.col + r.cols - col);
	kr_surface_text(
	        s, r, r.row, col, p->text.data + from, p->text.len - from, t->pens[KR_ROLE_TEXT]);
	col += kr_width_text(p->text.data + from, p->cursor - from);
	s->cursor_row = r.row;
	s->cursor_col = col < r.col + r.cols ? col : r.col + r.cols - 1;
}
