/* A grid of cells. Views paint on it, and the terminal shows it (ui/term.h). It does not use
 * curses, so that views can be tested without a terminal. */
#ifndef KREAD_UI_SURFACE_H
#define KREAD_UI_SURFACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kread/proto/picture.h"

enum { KR_CELL_BYTES = 24 }; /* for a cluster; longer ones lose combining marks at the end */

enum { /* attributes of a cell, a bit each */
	KR_ATTR_BOLD = 1,
	KR_ATTR_DIM = 2,
	KR_ATTR_UNDERLINE = 4,
	KR_ATTR_REVERSE = 8,
	KR_ATTR_ITALIC = 16,
};

/* Colours: -1 for the terminal's default, 0..255 for its palette; on terminals that have so many,
 * 0xrrggbb from 256 on. */
struct kr_pen {
	int32_t fg, bg;
	uint8_t attrs;
};

struct kr_cell_s {
	char text[KR_CELL_BYTES]; /* NUL-terminated cluster; "": right half of a wide one */
	struct kr_pen pen;
	uint8_t cols; /* 1 or 2, which the terminal must keep to; 0: right half of a wide one */
	int32_t link; /* index of the link in the article, or -1 */
	uint8_t shot; /* a picture that covers it: its index in shots plus 1; 0: none */
};

struct kr_rect {
	int row, col, rows, cols;
};

enum { KR_SURFACE_SHOTS = 16 };

/* A picture that covers cells, on terminals that can. The cells are what others show. */
struct kr_surface_shot {
	struct kr_rect r;
	uint32_t serial; /* of the picture */
	enum kr_picture_form form;
	int width, height; /* pixels; not for CELLS */
	int first;     /* CELLS: the row of the picture that is at the top; its bits begin there */
	uint32_t bare; /* CELLS: a hash of which of its cells are painted over; 0: none */
	const char *bits; /* borrowed until the next flush */
	size_t size;
};

struct kr_surface {
	int rows, cols;
	struct kr_cell_s *cells;    /* rows * cols */
	int cursor_row, cursor_col; /* -1: hidden */
	bool ambiguous_wide;
	bool ascii; /* marks in ASCII only */
	struct kr_surface_shot shots[KR_SURFACE_SHOTS];
	int nshots;
	/* The address of the link of a cell, or NULL: it is none that a terminal can open. NULL:
	 * the terminal opens no links. */
	const char *(*link_url)(const void *links, int32_t link);
	const void *links;
};

extern const struct kr_pen KR_PEN_PLAIN;

void kr_surface_init(struct kr_surface *s); /* no cells, no cursor */
void kr_surface_fini(struct kr_surface *s);

/* Resizes to rows and cols, at most 1000 and 2000, clears all cells and hides the cursor. */
void kr_surface_resize(struct kr_surface *s, int rows, int cols);

/* In all calls below, r may be empty or reach over the edges of the surface; what is outside is not
 * painted. */
void kr_surface_clear(struct kr_surface *s, struct kr_rect r, struct kr_pen pen);

/* Paints len bytes of text from (row, col) on, clipped to r, and returns the column after it. A
 * wide character of which only half is inside becomes a blank, as does one that is half painted
 * over. Unsafe characters are shown as U+FFFD: nothing that a terminal obeys gets past here. */
int kr_surface_text(struct kr_surface *s, struct kr_rect r, int row, int col, const char *text,
        size_t len, struct kr_pen pen);

/* The same on one row of r, up to its right edge; text that does not fit ends with an ellipsis. The
 * second one shows the end of such a text instead, after an ellipsis. */
int kr_surface_start(struct kr_surface *s, struct kr_rect r, int row, int col, const char *text,
        size_t len, struct kr_pen pen);
int kr_surface_end(struct kr_surface *s, struct kr_rect r, int row, int col, const char *text,
        size_t len, struct kr_pen pen);

/* Paints a character of one column, as those of pictures are, which are checked. */
void kr_surface_put(struct kr_surface *s, struct kr_rect r, int row, int col, uint32_t glyph,
        struct kr_pen pen);

/* Covers the cells of shot->r, which must be on the surface, with a picture. Whatever is painted
 * over one of them later takes the picture away; with CELLS, that one. Too many are ignored. */
void kr_surface_cover(struct kr_surface *s, const struct kr_surface_shot *shot);

/* Fills r with a cluster. */
void kr_surface_fill(
        struct kr_surface *s, struct kr_rect r, const char *cluster, struct kr_pen pen);

/* Change the pen or the link of the cells in r, and keep their text. */
void kr_surface_pen(struct kr_surface *s, struct kr_rect r, struct kr_pen pen);
void kr_surface_link(struct kr_surface *s, struct kr_rect r, int32_t link);

/* For tests: appends the text of each row to out, without trailing blanks, with a newline. */
struct kr_str;
void kr_surface_dump(const struct kr_surface *s, struct kr_str *out);

#endif
