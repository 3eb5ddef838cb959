/* A picture as characters with two colours each, drawn by libchafa. */
#ifndef KREAD_PICTURE_CELLS_H
#define KREAD_PICTURE_CELLS_H

#include "kread/base/str.h"
#include "kread/picture/picture.h"
#include "kread/proto/picture.h"

/* Draw p, stretched over rows * cols cells, into ret, which has room for them. */
void kr_cells_draw(const struct kr_picture *p, int cols, int rows, enum kr_picture_colours colours,
        bool ascii, struct kr_picture_cell *ret);

/* The same as sixels, of rows * cols cells of so many pixels as ask says; appended to out, without
 * what begins and ends them. */
void kr_cells_sixels(const struct kr_picture *p, const struct kr_picture_ask *ask, int cols,
        int rows, struct kr_str *out);

#endif
