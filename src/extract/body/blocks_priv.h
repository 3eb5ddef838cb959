/* Builds the blocks of an article from the text kept as its body: inline text (spans.c),
 * pictures (images.c), tables (tables.c) and code (code_blocks.c). */
#ifndef KREAD_EXTRACT_BODY_BLOCKS_PRIV_H
#define KREAD_EXTRACT_BODY_BLOCKS_PRIV_H

#include "extract/dom/page_priv.h"

/* Collects the text of one block. White space is collapsed as in CSS: a run becomes one space,
 * source newlines between ideographs or kana vanish (but not between Hangul), and none remains
 * at the ends. Until kr_spans_settle(), the text has a newline for <br> and a form feed for a
 * paragraph break (two <br>, or <br> and an indentation). */
struct kr_span_run { /* the style of the text from here to the next run, or to the end */
	uint32_t at, style;
	const char *href;
	const char *id; /* links lead to where it begins, or NULL */
};

struct kr_span_flow {
	struct kr_str text;
	struct kr_span_run *runs;
	size_t n, cap;
	size_t cursor;   /* run at which kr_spans_spans() continues */
	const char *id;  /* of the text that comes next, or NULL */
	uint32_t last;   /* last character; 0 at the start */
	uint32_t indent; /* width of the ideographic and no-break spaces since the last character */
	unsigned blanks; /* kinds of white space since the last character */
};

void kr_spans_init(struct kr_span_flow *f);
void kr_spans_fini(struct kr_span_flow *f);
void kr_spans_clear(struct kr_span_flow *f);
void kr_spans_text(struct kr_span_flow *f, struct kr_slice text, uint32_t style, const char *href);
/* Adds a space, even between ideographs. */
void kr_spans_gap(struct kr_span_flow *f);
/* Adds a <br>. */
void kr_spans_break(struct kr_span_flow *f);

/* Turns each single break into a space; what stands for two remains. */
void kr_spans_join_lines(struct kr_span_flow *f);

/* Turns each break into a space, or into a form feed where a new paragraph starts; with one_line
 * all become spaces. */
void kr_spans_settle(struct kr_span_flow *f, bool one_line);

/* Finds the next paragraph at or after *at: sets *at to its start and *ret_to to its end.
 * Returns false at the end. */
bool kr_spans_next(const struct kr_span_flow *f, size_t *at, size_t *ret_to);

/* Adds the bytes [from, to) as spans. Ranges must ascend from call to call. */
void kr_spans_spans(
        struct kr_span_flow *f, size_t from, size_t to, struct kr_doc *doc, struct kr_spans *out);

struct kr_image {
	int32_t node;    /* <img> */
	int32_t caption; /* element that is the caption, or -1 */
	const char *src, *alt;
	int32_t width, height; /* -1: unknown */
};

struct kr_images {
	struct kr_image *v; /* in page order, in the page's arena */
	size_t n, cap;
};

/* Finds the actual URL of a picture, whatever hides it (lazy loading, srcset, <picture>,
 * <noscript>). Returns false for placeholders, tracking pixels, logos and avatars. Also used for
 * pictures of recommendations. */
bool kr_image_source_get(struct kr_page *page, int32_t img, struct kr_image *ret);

/* Whether s (may be NULL) has one of the words of a NULL-terminated list as a word of its own. */
bool kr_image_source_has_word(const char *s, const char *const *words);

/* Width from which the picture before the text needs no <figure> or <picture>. */
enum { KR_IMAGE_LEAD_WIDTH = 300 };

struct kr_table {
	struct kr_row *rows;
	size_t nrows, cap_rows;
	struct kr_cell *cells; /* of the row being collected */
	size_t ncells, cap_cells;
};

/* Whether a table holds data rather than layout (nested tables, one column, long prose in
 * cells). */
bool kr_tables_is_data(const struct kr_page *page, int32_t table);

/* Adds a cell; valid until the next call. */
struct kr_cell *kr_tables_cell(struct kr_table *t, const struct kr_dom *dom, int32_t cell);
void kr_tables_end_row(struct kr_table *t, struct kr_doc *doc);
/* Moves the rows into the block; t is empty afterwards. */
void kr_tables_end(struct kr_table *t, struct kr_doc *doc, struct kr_block *block);
void kr_tables_fini(struct kr_table *t);

#endif
