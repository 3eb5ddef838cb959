/* Paints the start screen. */
#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/net/host.h"
#include "kread/text/linebreak.h"
#include "kread/text/width.h"
#include "ui_priv.h"

enum { BOX = 64, LINES = 7 };

static void centre(
        struct kr_surface *s, struct kr_rect r, int row, const char *text, struct kr_pen pen)
{
	int spare = r.cols - kr_width_text(text, strlen(text));

	if (row < r.row + r.rows)
		kr_surface_text(
		        s, r, row, r.col + (spare > 0 ? spare / 2 : 0), text, strlen(text), pen);
}

/* The longest invitation that fits. */
static const char *invitation(int cols)
{
	static const char *const texts[] = {
	        "Paste or type the address of an article", "Paste or type an address"};

	return texts[kr_width_text(texts[0], strlen(texts[0])) > cols];
}

/* Paints the field for the address, underlined so that it shows without colour. The cursor is there
 * even before anything is typed, because what is typed or pasted goes there. */
static void paint_address(struct kr_surface *s, struct kr_rect line, const struct kr_screen *v,
        const struct kr_theme *t)
{
	const char *empty = invitation(line.cols);
	bool typed = v->prompt->kind == KR_PROMPT_ADDRESS && v->prompt->text.len;
	struct kr_pen pen = t->pens[typed ? KR_ROLE_TEXT : KR_ROLE_HINT];
	struct kr_str url;

	kr_str_init(&url);
	if (v->loading)
		kr_host_display(v->loading, false, &url);
	if (typed)
		kr_view_prompt(s, line, v, "", t);
	else if (url.len)
		kr_surface_start(s, line, line.row, line.col, url.data, url.len, pen);
	else
		kr_surface_text(s, line, line.row, line.col, empty, strlen(empty), pen);
	if (!typed && !url.len) {
		s->cursor_row = line.row;
		s->cursor_col = line.col;
	}
	pen.attrs |= KR_ATTR_UNDERLINE;
	kr_surface_pen(s, line, pen);
	kr_str_fini(&url);
}

/* Why the last address failed, below the field. */
static void paint_reason(
        struct kr_surface *s, struct kr_rect r, struct kr_slice text, const struct kr_theme *t)
{
	uint8_t *marks = kr_mem_alloc(text.len + 1);
	struct kr_linebreak line;

	kr_linebreak_mark(text.data, text.len, s->ambiguous_wide, marks);
	for (size_t at = 0; at < text.len && r.rows > 0; at = line.next, r.row++, r.rows--) {
		line = kr_linebreak_next(marks, text.len, at, r.cols);
		kr_surface_text(s, r, r.row, r.col, text.data + line.start, line.end - line.start,
		        t->pens[KR_ROLE_WARNING]);
	}
	free(marks);
}

void kr_view_start(
        struct kr_surface *s, struct kr_rect r, const struct kr_screen *v, const struct kr_theme *t)
{
	int row = r.row + (r.rows > LINES ? (r.rows - LINES) / 3 : 0),
	    width = r.cols > BOX + 4 ? BOX : r.cols - 4;
	struct kr_rect line;

	if (r.rows < 1)
		return;
	kr_surface_clear(s, r, t->pens[KR_ROLE_TEXT]);
	if (width < 10)
		width = r.cols;
	line = (struct kr_rect){row, r.col + (r.cols - width) / 2, 1, width};
	if (r.rows >= LINES) {
		centre(s, r, row, "k r e a d", t->pens[KR_ROLE_TITLE]);
		centre(s, r, row + 1, "news articles, as plain text", t->pens[KR_ROLE_BYLINE]);
		line.row = row + 4;
	} else if (r.rows >= 3) {
		centre(s, r, row, "kread", t->pens[KR_ROLE_TITLE]);
		line.row = row + 1;
	}
	paint_address(s, line, v, t);
	line.rows = r.row + r.rows - ++line.row;
	paint_reason(s, line, v->reason, t);
}
