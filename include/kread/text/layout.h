/* Lays out an article for a given width.
 *
 * A layout is a sequence of sections: section 0 is the head (headline, byline, warnings), sections
 * 1 to nblocks are the blocks of the article, and the last one is the foot (keywords, and the end
 * mark if the article is here to its end). A section is laid out when it is first asked for:
 * opening a huge page costs no more than a small one, and a resize lays out one screen. Lines
 * therefore have no number in the article; a line is named by its place, (section, line in the
 * section).
 *
 * A position, (section, byte offset in kr_layout_spans_text()), does not depend on the layout and
 * stays valid when the width changes. */
#ifndef KREAD_TEXT_LAYOUT_H
#define KREAD_TEXT_LAYOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "kread/doc/doc.h"

enum kr_text_role { /* what a run is; the ui chooses attributes and colours */
	KR_TEXT_ROLE_TEXT,
	KR_TEXT_ROLE_TITLE,
	KR_TEXT_ROLE_BYLINE,
	KR_TEXT_ROLE_HEADING,
	KR_TEXT_ROLE_QUOTE,
	KR_TEXT_ROLE_CODE,
	KR_TEXT_ROLE_CAPTION,
	KR_TEXT_ROLE_LINK,
	KR_TEXT_ROLE_MARK, /* bullets, bars, rules, table lines: not text of the page */
	KR_TEXT_ROLE_WARNING,
	KR_TEXT_ROLES
};

struct kr_run {
	const char *text; /* clean, without newlines and tabs; all of it is painted */
	uint32_t len;
	int16_t col;   /* from the left edge of the text column */
	int16_t cols;  /* its width in columns */
	uint8_t role;  /* enum kr_text_role */
	uint8_t style; /* KR_STYLE_* of doc.h */
	int32_t link;  /* index for kr_layout_link(), or -1 */
	uint32_t off;  /* its offset in the text of the section; UINT32_MAX: not text of the page */
};

struct kr_line {
	const struct kr_run *runs;
	uint32_t nruns;
	uint32_t off;     /* offset of the first text of the page on this line or after it */
	bool wide;        /* code that is wider than the column and scrolls sideways */
	uint16_t picture; /* a row of the box of a picture, from 1 on; 0: none */
};

/* The cells that are kept free for a picture, before it is here and for ever, so that the text
 * never moves. */
struct kr_picture_box {
	int col, cols, rows; /* col: from the left edge of the text column */
	uint32_t line;       /* of the section: its first one */
};

enum kr_layout_pictures {
	KR_LAYOUT_CAPTIONS, /* a line for each picture that has a caption */
	KR_LAYOUT_LINES,    /* a line for each picture */
	KR_LAYOUT_BOXES,    /* a box for each picture, and below it the caption */
	KR_LAYOUT_NONE,     /* neither pictures nor captions */
};

struct kr_link {
	const char *href;
	uint32_t section;
	uint32_t off, len; /* bytes of the section's text; a picture or media file has none */
	bool elsewhere;    /* a picture or media file, which another program opens */
	bool keyword;      /* href is a keyword of the article, in its foot */
};

enum { KR_LAYOUT_CELL = 8 }; /* pixels of a picture in a column */

struct kr_layout_opts {
	int width;           /* of the text column, in columns; clamped to 1..10000 */
	bool ambiguous_wide; /* as in text/width.h */
	bool ascii;          /* draw marks with ASCII only */
	enum kr_layout_pictures pictures;
	int picture_rows; /* of a box, at most */
	/* Height of a cell, if it were KR_LAYOUT_CELL wide: pixels of pages are larger than those
	 * of some screens. 0: twice as much. */
	int cell_height;
	bool site_shown; /* the site stands elsewhere on the screen: not in the byline, too */
	bool open_end;   /* more of the article is to come, or did not come: no end mark */
	bool own;        /* kread's own text, as the help: no reading time, no end mark */
	int indent;      /* first line of Chinese and Japanese paragraphs, in columns */
};

struct kr_place {
	uint32_t section, line;
};

struct kr_position {
	uint32_t section, off;
};

struct kr_layout;

/* A layout of doc, which is borrowed and must outlive it. */
struct kr_layout *kr_layout_new(const struct kr_doc *doc, const struct kr_layout_opts *opts);
void kr_layout_free(struct kr_layout *l); /* NULL is allowed */

/* Takes notice of blocks that were appended to doc. Positions stay valid. */
void kr_layout_grown(struct kr_layout *l);

/* Lays out again with other options. All lines become invalid; links only if pictures is
 * another now. */
void kr_layout_resize(struct kr_layout *l, const struct kr_layout_opts *opts);

uint32_t kr_layout_sections(const struct kr_layout *l); /* how many there are: nblocks + 2 */

/* The lines of a section, with the blank lines before it. May be none. Borrowed until
 * kr_layout_resize. */
const struct kr_line *kr_layout_lines(struct kr_layout *l, uint32_t section, uint32_t *ret_n);

/* The box of the picture that is a section. False: it has none. */
bool kr_layout_blocks_picture(
        const struct kr_layout *l, uint32_t section, struct kr_picture_box *ret);

/* The text that offsets in a section refer to: the headline, kr_doc_block_text() of a block, the
 * keywords in the foot. Borrowed until the next call. */
struct kr_slice kr_layout_spans_text(struct kr_layout *l, uint32_t section);

/* The line that shows a position, and the position of the start of a line. */
struct kr_place kr_layout_place(struct kr_layout *l, struct kr_position p);
struct kr_position kr_layout_place_position(struct kr_layout *l, struct kr_place p);

/* Moves a place down by n lines (up if n is negative), at most to the end of the article. Returns
 * by how many lines it moved, negative for up. */
long kr_layout_place_move(struct kr_layout *l, struct kr_place *p, long n);
struct kr_place kr_layout_place_end(struct kr_layout *l); /* the last line */

/* Where links lead by a fragment (without "#", as it stands in an address). False: nowhere. */
bool kr_layout_place_target(
        const struct kr_layout *l, const char *fragment, struct kr_position *ret);

/* How much of the text, in bytes, comes before a position, as a percentage from 0 to 100; and the
 * position at a percentage. */
int kr_layout_place_percent(const struct kr_layout *l, struct kr_position p);
struct kr_position kr_layout_place_at_percent(const struct kr_layout *l, int percent);

/* How many minutes it takes to read what comes from a position on; 0: there is nothing. */
int kr_layout_pace_minutes(struct kr_layout *l, struct kr_position from);

/* The links, in the order of the text, pictures and media that are shown among them. They are known
 * without laying anything out. Adjacent spans with one address are one link. Borrowed until
 * kr_layout_grown. */
uint32_t kr_layout_links(const struct kr_layout *l); /* how many there are */
const struct kr_link *kr_layout_link(const struct kr_layout *l, uint32_t i);

#endif
