/* Parts of blocks.c that stand in files of their own: the inline flow (spans.c), pictures
 * (images.c) and tables (tables.c). */
#ifndef KREAD_EXTRACT_BODY_BLOCKS_PRIV_H
#define KREAD_EXTRACT_BODY_BLOCKS_PRIV_H

#include "extract/dom/page_priv.h"

/* --- spans.c: the text of one block while it is collected
 * ------------------------------------------------------------ Blanks are folded as CSS does: runs
 * become one blank, source newlines between ideographs or kana vanish (not between hangul), none
 * stand at the ends. Breaks are kept in the text as a newline (<br>) or a form feed (a paragraph:
 * two <br>, or <br> and an indentation) until kr_spans_settle() decides about them. */
struct kr_span_run { /* from here to the next run, or to the end */
	uint32_t at, style;
	const char *href;
};

struct kr_span_flow {
	struct kr_str text;
	struct kr_span_run *runs;
	size_t n, cap;
	size_t cursor;   /* run at which kr_spans_spans() goes on */
	uint32_t last;   /* last character, 0 at the start */
	uint32_t indent; /* width of the ideographic and no-break blanks seen since */
	unsigned blanks; /* kinds of blanks seen since */
};

void kr_spans_init(struct kr_span_flow *f);
void kr_spans_fini(struct kr_span_flow *f);
void kr_spans_clear(struct kr_span_flow *f);
void kr_spans_text(struct kr_span_flow *f, struct kr_slice text, uint32_t style, const char *href);
void kr_spans_gap(struct kr_span_flow *f);   /* a blank, even between ideographs */
void kr_spans_break(struct kr_span_flow *f); /* <br> */

/* Breaks become blanks, or form feeds where a new paragraph begins; with one_line all become
 * blanks. */
void kr_spans_settle(struct kr_span_flow *f, bool one_line);

/* The next paragraph from *at on: its end in *ret_to, *at at its start. False at the end. */
bool kr_spans_next(const struct kr_span_flow *f, size_t *at, size_t *ret_to);

/* The bytes [from, to) as spans. Calls must go forwards. */
void kr_spans_spans(
        struct kr_span_flow *f, size_t from, size_t to, struct kr_doc *doc, struct kr_spans *out);

/* --- images.c ----------------------------------------------------------------------------- */
struct kr_image {
	int32_t node;    /* <img> */
	int32_t caption; /* the element with its caption, or -1 */
	const char *src, *alt;
	int32_t width, height; /* -1: unknown */
};

struct kr_images {
	struct kr_image *v; /* in the order of the page; in the page's arena */
	size_t n, cap;
};

/* The address that a picture really has, whatever hides it (lazy loading, srcset, <picture>,
 * noscript); NULL for placeholders, pixels, logos, avatars. Also of use for the pictures of
 * recommendations. */
bool kr_images_get(struct kr_page *page, int32_t img, struct kr_image *ret);

/* --- tables.c ----------------------------------------------------------------------------- */
struct kr_table {
	struct kr_row *rows;
	size_t nrows, cap_rows;
	struct kr_cell *cells; /* of the row that is being collected */
	size_t ncells, cap_cells;
};

/* True if the table holds data; false if it only arranges things (nested, one column, long prose in
 * cells). */
bool kr_tables_is_data(const struct kr_page *page, int32_t table);

struct kr_cell *kr_tables_cell(
        struct kr_table *t, const struct kr_dom *dom, int32_t cell); /* valid until the next call */
void kr_tables_end_row(struct kr_table *t, struct kr_doc *doc);
void kr_tables_end(struct kr_table *t, struct kr_doc *doc,
        struct kr_block *block); /* rows into the block; t is empty again */
void kr_tables_fini(struct kr_table *t);

#endif
