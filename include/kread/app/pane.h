/* What a pane of the screen shows and where in it the reader is: an article, or a list of
 * recommendations. All the arithmetic of scrolling, links, selection and search; no screen. */
#ifndef KREAD_APP_PANE_H
#define KREAD_APP_PANE_H

#include "kread/doc/doc.h"
#include "kread/text/layout.h"
#include "kread/text/search.h"

/* --- the article -------------------------------------------------------------------------- */

struct kr_pane_reader {
	const struct kr_doc *doc; /* borrowed */
	struct kr_layout *layout;
	struct kr_layout_opts opts;
	struct kr_position anchor; /* of the first line on the screen that has text; survives every
	                              new layout */
	int lead;                  /* lines without text (blank ones) above it on the screen */
	struct kr_place top;       /* the same as a line of the present layout */
	int rows;                  /* height of the pane */
	int left;                  /* columns scrolled sideways (wide code, tables) */
	int32_t link;              /* selected link or -1 */
	struct kr_search *search;  /* or NULL */
	struct kr_position match;  /* where the last match stands; section UINT32_MAX: none */
	uint32_t match_len;
};

void kr_pane_reader_init(struct kr_pane_reader *r,
        const struct kr_doc *doc); /* zeroed opts: call resize before use */
void kr_pane_reader_fini(struct kr_pane_reader *r);
void kr_pane_reader_resize(struct kr_pane_reader *r, const struct kr_layout_opts *opts,
        int rows);                                   /* keeps the anchor on its row */
void kr_pane_reader_grown(struct kr_pane_reader *r); /* doc has more blocks */

void kr_pane_reader_scroll(struct kr_pane_reader *r, long lines); /* negative: up */
void kr_pane_reader_page(struct kr_pane_reader *r, long pages);   /* whole screens less one line */
void kr_pane_reader_half(struct kr_pane_reader *r, long halves);
void kr_pane_reader_top(struct kr_pane_reader *r);
void kr_pane_reader_end(struct kr_pane_reader *r);
void kr_pane_reader_percent_goto(struct kr_pane_reader *r, int percent);
void kr_pane_reader_side(
        struct kr_pane_reader *r, int cols);          /* as far as what is on the screen is wide */
bool kr_pane_reader_at_end(struct kr_pane_reader *r); /* the last line is on the screen */
int kr_pane_reader_percent(struct kr_pane_reader *r); /* 100 when at the end */
void kr_pane_reader_goto(struct kr_pane_reader *r,
        struct kr_position p); /* p on the first row (or as near as the end allows) */

/* Next (+1) or previous (-1) link; the screen follows. Starts at what is on the screen. False at
 * the ends: link = -1. */
bool kr_pane_reader_tab(struct kr_pane_reader *r, int direction);
const char *kr_pane_reader_link(
        const struct kr_pane_reader *r); /* address of the selected one or NULL */

/* Set the pattern (NULL or "": none). Find from the screen (or the last match) forwards or
 * backwards, wrapping around. 0 not found, 1 found, 2 found after wrapping around. */
void kr_pane_reader_set_search(struct kr_pane_reader *r, const char *pattern);
int kr_pane_reader_find(struct kr_pane_reader *r, int direction);

/* The first match in a section (for highlighting) at or behind byte `from` that ends before `to`;
 * false if there is none. */
bool kr_pane_reader_match(struct kr_pane_reader *r, uint32_t section, uint32_t from, uint32_t to,
        uint32_t *ret_at, uint32_t *ret_len);

/* The paragraph at the top of the screen, for copying; appended to out. */
void kr_pane_reader_paragraph(struct kr_pane_reader *r, struct kr_str *out);

/* --- the recommendations
 * -------------------------------------------------------------------------------------------- */

struct kr_pane_list {
	const struct kr_doc *doc;
	const uint8_t *read;    /* [doc->nrecs]: 1 if read; borrowed, may be NULL */
	uint32_t selected, top; /* item; top: first item on the screen */
	int top_line;           /* lines of the top item that are scrolled off */
	int width, rows;
	struct kr_search *search;
	struct kr_str scratch;
	const char *title; /* over the list of a front page; NULL: there stands the group of the
	                      first item shown */
	bool ambiguous_wide, ascii; /* as in kr_layout_opts; false after init */
};

/* One painted line of the list. */
struct kr_pane_list_line {
	uint32_t item; /* index of the recommendation; UINT32_MAX: a group heading or blank */
	const char
	        *text; /* borrowed from the doc, or from the list's scratch until the next call */
	uint32_t len;
	bool title, meta, heading; /* which kind of line */
	bool first;                /* first line of its item (shows the number) */
};

void kr_pane_list_init(struct kr_pane_list *l, const struct kr_doc *doc, const uint8_t *read);
void kr_pane_list_fini(struct kr_pane_list *l);
void kr_pane_list_resize(
        struct kr_pane_list *l, int width, int rows); /* the selected one stays visible */
void kr_pane_list_move(struct kr_pane_list *l, long n);
void kr_pane_list_page(struct kr_pane_list *l, long pages);
void kr_pane_list_half(struct kr_pane_list *l, long halves);
void kr_pane_list_select(struct kr_pane_list *l, uint32_t item); /* clamped */
int kr_pane_list_find(struct kr_pane_list *l,
        int direction); /* as kr_pane_reader_find, in titles, sections and times */
void kr_pane_list_set_search(struct kr_pane_list *l, const char *pattern);

/* The lines that are on the screen now: calls emit for each row from the top, at most rows times.
 * Titles are wrapped to the width without the gutter (KR_LIST_GUTTER columns for number and mark),
 * in whole clusters, by the rules of the language. */
enum { KR_LIST_GUTTER = 5 };
typedef void kr_pane_list_emit(void *user, int row, const struct kr_pane_list_line *line);
void kr_pane_list_lines(struct kr_pane_list *l, kr_pane_list_emit *emit, void *user);

#endif
