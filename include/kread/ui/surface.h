/* A surface of cells: views paint on it, the terminal flushes it. Without curses, so that views are
 * tested without a tty. */
#ifndef KREAD_UI_SURFACE_H
#define KREAD_UI_SURFACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KR_CELL_BYTES = 24 }; /* of a cluster; longer ones lose their last marks */

enum { /* attributes of a cell */
	KR_ATTR_BOLD = 1,
	KR_ATTR_DIM = 2,
	KR_ATTR_UNDERLINE = 4,
	KR_ATTR_REVERSE = 8,
	KR_ATTR_ITALIC = 16,
};

/* Colours: -1 the terminal's own, 0..15 its palette. */
struct kr_pen {
	int8_t fg, bg;
	uint8_t attrs;
};

struct kr_cell_s {
	char text[KR_CELL_BYTES]; /* NUL-ended cluster; "" for the right half of a wide one */
	struct kr_pen pen;
	uint8_t cols; /* 1 or 2; 0: right half. A terminal that counts otherwise must show something
	                 else instead */
	int32_t link; /* for OSC 8: index of the link in the article, or -1 */
};

struct kr_surface {
	int rows, cols;
	struct kr_cell_s *cells;    /* rows * cols */
	int cursor_row, cursor_col; /* -1: hidden */
	bool ambiguous_wide;
};

struct kr_rect {
	int row, col, rows, cols;
};

extern const struct kr_pen KR_PEN_PLAIN;

void kr_surface_init(struct kr_surface *s);
void kr_surface_fini(struct kr_surface *s);
void kr_surface_resize(struct kr_surface *s, int rows, int cols); /* clears; absurd sizes are cut */
void kr_surface_clear(struct kr_surface *s, struct kr_rect r, struct kr_pen pen);

/* Rectangles may reach over the edges or be empty; what is outside is not painted.
 *
 * Paint clean text from (row, col) on, clipped to r; a wide character that fits only by half
 * becomes a blank, as does one of which the half is painted over. Returns the column behind it.
 * Anything unsafe in text is shown as U+FFFD: this is the last door before the terminal. */
int kr_surface_text(struct kr_surface *s, struct kr_rect r, int row, int col, const char *text,
        size_t len, struct kr_pen pen);
void kr_surface_fill(
        struct kr_surface *s, struct kr_rect r, const char *cluster, struct kr_pen pen);
void kr_surface_pen(
        struct kr_surface *s, struct kr_rect r, struct kr_pen pen); /* change attributes only */

void kr_surface_link(
        struct kr_surface *s, struct kr_rect r, int32_t link); /* set the link of cells */

/* The rows as text, for tests; newline-ended, blanks at line ends dropped. */
struct kr_str;
void kr_surface_dump(const struct kr_surface *s, struct kr_str *out);

#endif
