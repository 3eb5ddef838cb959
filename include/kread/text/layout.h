/* An article set for a width.
 *
 * The layout is a row of sections: 0 is the head (headline, byline, warnings), 1..nblocks are the
 * blocks of the article, then one foot (end mark). A section is laid out when it is first asked
 * for, so that a huge page costs nothing until it is read, and a resize costs one screen. There are
 * no line numbers in the whole: a place is (section, line in it).
 *
 * A reader's position is (section, offset): the offset counts bytes of kr_doc_block_text() of the
 * block (of the headline in the head), and so survives every new layout. */
#ifndef KREAD_TEXT_LAYOUT_H
#define KREAD_TEXT_LAYOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "kread/doc/doc.h"

enum kr_text_role { /* what a run is; the ui gives it attributes and colours */
	KR_TEXT_ROLE_TEXT,
	KR_TEXT_ROLE_TITLE,
	KR_TEXT_ROLE_BYLINE,
	KR_TEXT_ROLE_HEADING,
	KR_TEXT_ROLE_QUOTE,
	KR_TEXT_ROLE_CODE,
	KR_TEXT_ROLE_CAPTION,
	KR_TEXT_ROLE_LINK,
	KR_TEXT_ROLE_MARK, /* bullets, bars, rules, table frames: not of the page */
	KR_TEXT_ROLE_WARNING,
	KR_TEXT_ROLES
};

struct kr_run {
	const char *text; /* clean; every byte of it is painted; no newline or tab */
	uint32_t len;
	int16_t col;  /* columns from the left edge of the text column */
	int16_t cols; /* its width */
	uint8_t role;
	uint8_t style; /* KR_STYLE_* of doc.h */
	int32_t link;  /* index into kr_layout_link(), or -1 */
	uint32_t off;  /* byte offset of its start in the text of the block; UINT32_MAX for what is
	                  not of the page */
};

struct kr_line {
	const struct kr_run *runs;
	uint32_t nruns;
	uint32_t off; /* of the first byte of the block's text on this line, or of the next that has
	                 any */
	bool wide;    /* code or table wider than the column: may be scrolled sideways */
};

struct kr_link {
	const char *href;
	uint32_t section; /* where it stands */
	uint32_t off;     /* byte offset in the block's text */
	uint32_t len;
};

struct kr_layout_opts {
	int width; /* of the text column in columns; less than 1 is 1, more than 10000 is 10000 */
	bool ambiguous_wide;
	bool ascii;         /* marks from ASCII only */
	bool show_pictures; /* a line for each picture, not only for those with a caption */
	bool own;   /* a text of our own, as the help: no reading time, no mark at the end */
	int indent; /* Chinese and Japanese paragraphs: columns before the first line (0 or 4) */
};

struct kr_place {
	uint32_t section, line;
};

struct kr_position {
	uint32_t section, off;
};

struct kr_layout;

/* doc is borrowed and must outlive the layout. Blocks may be appended to it later
 * (kr_layout_grown). */
struct kr_layout *kr_layout_new(const struct kr_doc *doc, const struct kr_layout_opts *opts);
void kr_layout_free(struct kr_layout *l);
void kr_layout_grown(struct kr_layout *l); /* doc has more blocks now */
void kr_layout_resize(struct kr_layout *l,
        const struct kr_layout_opts *opts); /* forgets all lines, keeps the links */

uint32_t kr_layout_sections(const struct kr_layout *l);

/* The lines of a section, laid out if need be, with the blank lines before it (none for section 0).
 * Borrowed until kr_layout_resize. A section may have no lines. */
const struct kr_line *kr_layout_lines(struct kr_layout *l, uint32_t section, uint32_t *ret_n);

/* The text that positions of a section count in: kr_doc_block_text() of the block, in the head the
 * headline. Borrowed until the next call. */
struct kr_slice kr_layout_spans_text(struct kr_layout *l, uint32_t section);

/* The line that holds a position, and the position at the start of a line. */
struct kr_place kr_layout_place(struct kr_layout *l, struct kr_position p);
struct kr_position kr_layout_place_position(struct kr_layout *l, struct kr_place p);

/* Move a place by n lines (negative: up), skipping over section borders; stops at the ends. Returns
 * the lines moved. */
long kr_layout_place_move(struct kr_layout *l, struct kr_place *p, long n);
struct kr_place kr_layout_place_end(struct kr_layout *l); /* the last line */

/* 0..100: how much of the text stands before the position, by bytes; and the position that a
 * percentage stands for. */
int kr_layout_place_percent(const struct kr_layout *l, struct kr_position p);
struct kr_position kr_layout_place_at_percent(const struct kr_layout *l, int percent);

/* Links in the order of the text; built from the article, without laying anything out. */
uint32_t kr_layout_links(const struct kr_layout *l);
const struct kr_link *kr_layout_link(const struct kr_layout *l, uint32_t i);

#endif
