/* Paints a QR code. Scanners want dark modules on a light ground: both have colours of their own,
 * whatever those of the terminal are. */
#include <string.h>

#include "kread/text/width.h"
#include "kread/ui/views.h"

/* Two modules, one above the other. Half blocks are drawn in the dark colour. */
static void paint_halves(struct kr_surface *s, struct kr_rect r, const struct kr_qr *qr,
        const struct kr_qr_place *at, struct kr_pen pen)
{
	static const char *const glyphs[] = {" ", "\u2580", "\u2584", "\u2588"};

	for (int row = 0; row < at->rows; row++)
		for (int col = 0; col < at->cols; col++) {
			const int y = 2 * row - at->margin, x = col - at->margin;
			const char *glyph =
			        glyphs[kr_qr_is_dark(qr, y, x) + 2 * kr_qr_is_dark(qr, y + 1, x)];

			kr_surface_text(s, r, r.row + row, r.col + col, glyph, strlen(glyph), pen);
		}
}

/* A module is two blanks, dark or light by their ground. */
static void paint_blanks(struct kr_surface *s, struct kr_rect r, const struct kr_qr *qr,
        const struct kr_qr_place *at, struct kr_pen pen)
{
	struct kr_pen dark = {pen.bg, pen.fg, pen.attrs ^ KR_ATTR_REVERSE};

	if (pen.fg >= 0)
		dark.attrs = pen.attrs;
	for (int row = 0; row < at->rows; row++)
		for (int col = 0; col < at->cols; col++) {
			const bool is_dark =
			        kr_qr_is_dark(qr, row - at->margin, col / 2 - at->margin);

			kr_surface_text(
			        s, r, r.row + row, r.col + col, " ", 1, is_dark ? dark : pen);
		}
}

void kr_view_qr(struct kr_surface *s, struct kr_rect r, const struct kr_qr *qr,
        const struct kr_qr_place *at, bool halves, const char *address, const struct kr_theme *t)
{
	const struct kr_rect to = {r.row + (r.rows - at->rows) / 2, r.col + (r.cols - at->cols) / 2,
	        at->rows, at->cols};
	const int below = to.row + to.rows, width = kr_width_text(address, strlen(address));
	struct kr_rect line = {below, r.col + 1, 1, r.cols - 2};

	kr_surface_clear(s, r, t->pens[KR_ROLE_TEXT]);
	if (halves)
		paint_halves(s, to, qr, at, t->pens[KR_ROLE_QR]);
	else
		paint_blanks(s, to, qr, at, t->pens[KR_ROLE_QR]);
	if (below < r.row + r.rows)
		kr_surface_start(s, line, below,
		        line.col + (width < line.cols ? (line.cols - width) / 2 : 0), address,
		        strlen(address), t->pens[KR_ROLE_BYLINE]);
}
