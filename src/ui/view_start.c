/* Paints the start screen. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kread/app/mouse.h"
#include "kread/base/intl.h"
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
	        N_("Paste or type the address of an article"), N_("Paste or type an address")};

	return _(texts[kr_width_text(_(texts[0]), strlen(_(texts[0]))) > cols]);
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
	if (!typed && !url.len && v->selected < 0) {
		s->cursor_row = line.row;
		s->cursor_col = line.col;
	}
	pen.attrs |= KR_ATTR_UNDERLINE;
	kr_surface_pen(s, line, pen);
	kr_str_fini(&url);
}

/* Why the last address failed, below the field. Returns how many rows it takes. */
static int paint_reason(
        struct kr_surface *s, struct kr_rect r, struct kr_slice text, const struct kr_theme *t)
{
	uint8_t *marks = kr_mem_alloc(text.len + 1);
	struct kr_linebreak line;
	const int first = r.row;

	kr_linebreak_mark(text.data, text.len, s->ambiguous_wide, marks);
	for (size_t at = 0; at < text.len && r.rows > 0; at = line.next, r.row++, r.rows--) {
		line = kr_linebreak_next(marks, text.len, at, r.cols);
		kr_surface_text(s, r, r.row, r.col, text.data + line.start, line.end - line.start,
		        t->pens[KR_ROLE_WARNING]);
	}
	free(marks);
	return r.row - first;
}

/* --- lists ---------------------------------------------------------------------------------------
 */

enum { LABEL = 9 };

/* "1 Title             Site  Today" */
static void paint_recent(struct kr_surface *s, struct kr_rect row, const struct kr_screen *v,
        long i, const struct kr_theme *t)
{
	const struct kr_rec *rec = &v->recent->recs[i];
	const bool selected = i == v->selected;
	const struct kr_pen *pens = t->pens;
	const char *title = rec->title ? rec->title : rec->url, *day = rec->published_text;
	char number[16];
	int n = snprintf(number, sizeof number, "%ld ", i + 1), used = 0, room = row.cols / 3;
	struct kr_rect part = row;

	if (selected)
		kr_surface_clear(s, row, pens[KR_ROLE_ITEM_SELECTED]);
	kr_surface_text(s, row, row.row, row.col, number, (size_t)n,
	        pens[selected ? KR_ROLE_ITEM_SELECTED : KR_ROLE_NUMBER]);
	if (row.cols >= 50 && day) {
		int cols = kr_width_text(day, strlen(day));

		kr_surface_text(s, row, row.row, row.col + row.cols - cols, day, strlen(day),
		        pens[selected ? KR_ROLE_ITEM_SELECTED : KR_ROLE_ITEM_META]);
		used = cols + 2;
	}
	if (row.cols >= 50 && rec->section) {
		int cols = kr_width_text(rec->section, strlen(rec->section));

		cols = cols > room - used ? room - used : cols;
		part.col = row.col + row.cols - used - cols;
		part.cols = cols;
		if (cols > 4) {
			kr_surface_start(s, part, row.row, part.col, rec->section,
			        strlen(rec->section),
			        pens[selected ? KR_ROLE_ITEM_SELECTED : KR_ROLE_ITEM_META]);
			used += cols + 2;
		}
	}
	part = row;
	part.cols = row.cols - used;
	kr_surface_start(s, part, row.row, row.col + n, title, strlen(title),
	        pens[selected ? KR_ROLE_ITEM_SELECTED : KR_ROLE_ITEM]);
}

/* The other lists, one after the other, in as many rows as they need. */
static void paint_shelves(
        struct kr_surface *s, struct kr_rect r, const struct kr_screen *v, const struct kr_theme *t)
{
	int row = r.row, col = r.col;

	for (size_t i = 0; i < v->nshelves; i++) {
		const struct kr_slice key = v->shelves[i].key, text = v->shelves[i].text;
		const int cols =
		        kr_width_text(key.data, key.len) + 1 + kr_width_text(text.data, text.len);
		struct kr_pen bold = t->pens[KR_ROLE_TEXT];

		if (col > r.col && col + cols > r.col + r.cols) {
			col = r.col;
			row++;
		}
		if (row >= r.row + r.rows)
			return;
		bold.attrs |= KR_ATTR_BOLD;
		kr_surface_text(s, r, row, col, key.data, key.len, bold);
		kr_surface_text(s, r, row, col + cols - kr_width_text(text.data, text.len),
		        text.data, text.len, t->pens[KR_ROLE_HINT]);
		kr_surface_link(
		        s, (struct kr_rect){row, col, 1, cols}, KR_MOUSE_SHELF + (int32_t)i);
		col += cols + 3;
	}
}

static void paint_lists(
        struct kr_surface *s, struct kr_rect r, const struct kr_screen *v, const struct kr_theme *t)
{
	const char *recent = _("Recent"),
	           *none = _("Articles that you read, mark or subscribe to are listed here.");
	const int label = r.cols >= 50 ? LABEL : 0;
	struct kr_rect row = {r.row, r.col + label, 1, r.cols - label};
	long n = v->recent ? (long)v->recent->nrecs : 0;

	if (r.rows < 1 || !v->recent)
		return;
	if (!v->nshelves) {
		kr_surface_start(s, r, r.row, r.col, none, strlen(none), t->pens[KR_ROLE_HINT]);
		return;
	}
	n = n > r.rows - 2 ? r.rows - 2 : n;
	if (n > 0 && label)
		kr_surface_text(s, r, r.row, r.col, recent, strlen(recent), t->pens[KR_ROLE_HINT]);
	for (long i = 0; i < n; i++, row.row++) {
		paint_recent(s, row, v, i, t);
		kr_surface_link(s, row, KR_MOUSE_ITEM + (int32_t)i);
	}
	row.row += n > 0;
	paint_shelves(
	        s, (struct kr_rect){row.row, row.col, r.row + r.rows - row.row, row.cols}, v, t);
}

void kr_view_start(
        struct kr_surface *s, struct kr_rect r, const struct kr_screen *v, const struct kr_theme *t)
{
	/* the lists need room below */
	int row = r.row + (r.rows > LINES ? (r.rows - LINES) / (v->nshelves ? 5 : 3) : 0),
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
		centre(s, r, row + 1, _("news articles, as plain text"), t->pens[KR_ROLE_BYLINE]);
		line.row = row + 4;
	} else if (r.rows >= 3) {
		centre(s, r, row, "kread", t->pens[KR_ROLE_TITLE]);
		line.row = row + 1;
	}
	if (line.col >= r.col + 2)
		kr_surface_text(s, r, line.row, line.col - 2, s->ascii ? ">" : "\u203a",
		        s->ascii ? 1 : 3, t->pens[KR_ROLE_TITLE]);
	paint_address(s, line, v, t);
	line.rows = r.row + r.rows - ++line.row;
	row = paint_reason(s, line, v->reason, t) + 1;
	line.row += row;
	line.rows -= row;
	paint_lists(s, line, v, t);
}
