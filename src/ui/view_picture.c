/* Paints a picture in its box, row by row. */
#include "kread/ui/views.h"

static void paint_cells(struct kr_surface *s, struct kr_rect r, const struct kr_pane_picture *pic,
        int line, int row, int col)
{
	const struct kr_picture_cell *c = pic->cells + line * pic->cols;

	for (int i = 0; i < pic->cols; i++, c++) {
		const struct kr_pen pen = {c->fg, c->bg, 0};

		kr_surface_put(s, r, row, col + i, c->glyph, pen);
	}
}

/* Covers the cells of a picture with what shows it better. Pixels do so only if all of it is on the
 * screen. */
static void cover(struct kr_surface *s, struct kr_rect r, const struct kr_pane_picture *pic,
        const struct kr_rect *box)
{
	const struct kr_picture_answer *a = &pic->shot;
	const int top = box->row + (box->rows - a->rows) / 2, bottom = r.row + r.rows;
	struct kr_surface_shot shot = {
	        .r = {top, box->col + (box->cols - a->cols) / 2, a->rows, a->cols},
	        .serial = pic->serial,
	        .form = pic->form,
	        .width = a->width,
	        .height = a->height,
	        .bits = pic->bits,
	        .size = a->size};

	if (!pic->bits || shot.r.col + shot.r.cols > r.col + r.cols)
		return;
	if (pic->form != KR_PICTURE_CELLS && (box->row < r.row || box->row + box->rows > bottom))
		return;
	if (top < r.row) {
		shot.first = r.row - top;
		shot.r.row = r.row;
	}
	shot.r.rows = (top + a->rows < bottom ? top + a->rows : bottom) - shot.r.row;
	shot.bits += (size_t)shot.first * (size_t)a->cols * sizeof(struct kr_picture_cell);
	if (shot.r.rows > 0)
		kr_surface_cover(s, &shot);
}

bool kr_view_picture(struct kr_surface *s, struct kr_rect r, const struct kr_pane_picture *pic,
        const struct kr_rect *box, int line)
{
	const int row = box->row + line;
	const bool last = line == box->rows - 1 || row == r.row + r.rows - 1;

	if (pic && pic->cells) {
		const int above = (box->rows - pic->rows) / 2;

		if (line >= above && line < above + pic->rows)
			paint_cells(s, r, pic, line - above, row,
			        box->col + (box->cols - pic->cols) / 2);
	}
	if (last && pic)
		cover(s, r, pic, box);
	return last;
}
