#include "kread/proto/picture.h"

#include <string.h>

static bool within(int32_t n, int32_t least, int32_t most)
{
	return n >= least && n <= most;
}

int kr_picture_ask_parse(
        const void *payload, size_t len, struct kr_picture_ask *ret, struct kr_err *err)
{
	struct kr_picture_ask a;

	if (len != sizeof a)
		return kr_err_set(err, KR_E_FORMAT, "question about a picture: wrong size");
	memcpy(&a, payload, sizeof a);
	if (!within(a.cols, 1, KR_PICTURE_COLS) || !within(a.rows, 1, KR_PICTURE_ROWS) ||
	        !within(a.cell_width, 1, KR_PICTURE_CELL) ||
	        !within(a.cell_height, 1, KR_PICTURE_CELL) ||
	        !within(a.form, 0, KR_PICTURE_FORMS - 1) ||
	        !within(a.colours, 0, KR_PICTURE_COLOURS - 1) || !within(a.ascii, 0, 1) ||
	        !within(a.enlarge, 0, 1) || a.seconds < 0 || a.size > KR_PICTURE_FILE_MAX)
		return kr_err_set(err, KR_E_FORMAT, "question about a picture: out of range");
	*ret = a;
	return 0;
}

int kr_picture_answer_parse(const void *payload, size_t len, const struct kr_picture_ask *ask,
        struct kr_picture_answer *ret, struct kr_err *err)
{
	struct kr_picture_answer a;
	size_t size;

	if (len != sizeof a)
		return kr_err_set(err, KR_E_FORMAT, "answer about a picture: wrong size");
	memcpy(&a, payload, sizeof a);
	if (!within(a.cols, 1, ask->cols) || !within(a.rows, 1, ask->rows) ||
	        !within(a.width, 0, ask->cols * ask->cell_width) ||
	        !within(a.height, 0, ask->rows * ask->cell_height) || a.full_width < 1 ||
	        a.full_height < 1)
		return kr_err_set(err, KR_E_FORMAT, "answer about a picture: out of range");
	if (ask->form == KR_PICTURE_SIXELS)
		size = a.size;
	else if (ask->form == KR_PICTURE_PIXELS)
		size = (size_t)a.width * (size_t)a.height * 3;
	else
		size = (size_t)a.cols * (size_t)a.rows * sizeof(struct kr_picture_cell);
	if (a.size != size || !size || size > KR_PICTURE_BITS_MAX)
		return kr_err_set(err, KR_E_FORMAT, "answer about a picture: wrong size");
	*ret = a;
	return 0;
}

/* Block elements and quadrants. */
static bool is_block(uint32_t c)
{
	return c >= 0x2580 && c <= 0x259f;
}

bool kr_picture_cell_ok(const struct kr_picture_cell *c, const struct kr_picture_ask *ask)
{
	static const int32_t most[KR_PICTURE_COLOURS] = {-1, 15, 255, 0xffffff};
	const int32_t n = most[ask->colours];

	return ((c->glyph >= ' ' && c->glyph < 0x7f) || (!ask->ascii && is_block(c->glyph))) &&
	       within(c->fg, -1, n) && within(c->bg, -1, n);
}

bool kr_picture_sixels_ok(const char *bits, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (bits[i] < '!' || bits[i] > '~')
			return false;
	return true;
}
