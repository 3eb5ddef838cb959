/* What kread asks the picture program, and what it answers: the payloads of ASK, PICTURE and DATA
 * frames. Both ends are of one build on one machine, so they are plain structs; neither side
 * trusts the other. */
#ifndef KREAD_PROTO_PICTURE_H
#define KREAD_PROTO_PICTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kread/base/budgets.h"
#include "kread/base/err.h"

enum kr_picture_form {
	KR_PICTURE_CELLS,  /* struct kr_picture_cell, row by row */
	KR_PICTURE_PIXELS, /* 3 bytes each, row by row */
	KR_PICTURE_SIXELS, /* what stands between ESC P ... q and ESC \ */
	KR_PICTURE_FORMS
};

enum kr_picture_colours {
	KR_PICTURE_MONO,
	KR_PICTURE_16,
	KR_PICTURE_256,
	KR_PICTURE_TRUE,
	KR_PICTURE_COLOURS
};

/* Colours: -1 the terminal's own, 0 to 255 of its palette; of KR_PICTURE_TRUE 0xrrggbb. */
struct kr_picture_cell {
	uint32_t glyph;
	int32_t fg, bg;
};

struct kr_picture_ask {
	int32_t cols, rows;              /* the box that the picture is to fit into */
	int32_t cell_width, cell_height; /* pixels of a cell */
	int32_t form, colours;
	int32_t ascii;   /* glyphs of ASCII only */
	int32_t enlarge; /* small pictures to the size of the box */
	int32_t seconds; /* after which the program ends itself; 0: never */
	uint32_t size;   /* bytes of the file that follow */
};

struct kr_picture_answer {
	int32_t cols, rows;              /* that the picture takes, within the box */
	int32_t width, height;           /* pixels; not for CELLS */
	int32_t full_width, full_height; /* of the file */
	uint32_t size;                   /* bytes that follow */
};

/* KR_E_FORMAT: not what may be asked or answered. The answer is to fit the question. */
int kr_picture_ask_parse(
        const void *payload, size_t len, struct kr_picture_ask *ret, struct kr_err *err);
int kr_picture_answer_parse(const void *payload, size_t len, const struct kr_picture_ask *ask,
        struct kr_picture_answer *ret, struct kr_err *err);

/* Whether a cell is one that may get to the terminal: its glyph takes one column everywhere and is
 * no control character, and its colours are those that were asked for. */
bool kr_picture_cell_ok(const struct kr_picture_cell *c, const struct kr_picture_ask *ask);

/* Whether these are sixels and nothing else: no control characters. */
bool kr_picture_sixels_ok(const char *bits, size_t len);

#endif
