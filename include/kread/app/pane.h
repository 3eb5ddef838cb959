/* What the panes of the screen show and where the reader is in them: an article, or a list of
 * recommendations. All the arithmetic of scrolling, links, selection and search, but no screen. */
#ifndef KREAD_APP_PANE_H
#define KREAD_APP_PANE_H

#include "kread/doc/doc.h"
#include "kread/proto/picture.h"
#include "kread/text/layout.h"
#include "kread/text/search.h"

/* Result of a search. */
enum kr_found {
	KR_NOT_FOUND,
	KR_FOUND,
	KR_FOUND_WRAPPED, /* around the end */
	KR_FINDING        /* there is more to search */
};

/* --- pictures ----------------------------------------------------------------------------- */

/* What stands in the box of a picture. */
struct kr_pane_picture {
	uint32_t of;                         /* a section of the article, or an item of the list */
	const struct kr_picture_cell *cells; /* [rows * cols]; borrowed; NULL: not here */
	int cols, rows;                      /* at most those of the box, in its middle */
	const char *why;                     /* it is missing; NULL: it is on its way */
	/* the same in pixels, sixels or more colours, for terminals that show them; bits NULL: not
	 * here */
	const char *bits;
	struct kr_picture_answer shot;
	uint32_t serial;
	enum kr_picture_form form;
};

struct kr_pane_pictures { /* those near the screen */
	struct kr_pane_picture *v;
	size_t n, cap;
};

/* The picture of a section or an item, borrowed until one is added; NULL: none is near the screen.
 * Add one, which must not be there. */
const struct kr_pane_picture *kr_pane_pictures_find(const struct kr_pane_pictures *ps, uint32_t of);
struct kr_pane_picture *kr_pane_pictures_add(struct kr_pane_pictures *ps, uint32_t of);
void kr_pane_pictures_fini(struct kr_pane_pictures *ps);

/* --- the article -------------------------------------------------------------------------- */

/* A search in the article. */
struct kr_pane_find {
	struct kr_search *search; /* or NULL */
	char *pattern;
	struct kr_position match; /* the last one found; section UINT32_MAX: none */
	uint32_t match_len;
	uint32_t *counts; /* [n]: matches in each section; UINT32_MAX: not known yet */
	uint32_t n, cap;
	uint32_t filled;         /* counts before this one are known */
	int direction;           /* of the search that goes on; 0: none */
	struct kr_position from; /* where it began */
	uint32_t done;           /* sections that it has passed */
};

struct kr_pane_reader {
	const struct kr_doc *doc; /* borrowed */
	struct kr_layout *layout;
	struct kr_layout_opts opts;
	struct kr_position anchor; /* of the first line on the screen with text; survives layouts */
	int lead;                  /* lines without text above it on the screen */
	struct kr_place top;       /* the first line on the screen, in this layout */
	int rows;                  /* height of the pane */
	int left;                  /* columns scrolled to the side (wide code, tables) */
	int32_t link;              /* the selected one, or -1 */
	int32_t wanted;            /* to be selected as soon as it is there, or -1 */
	bool numbered;             /* links on the screen show their numbers there */
	struct kr_pane_find find;
	struct kr_pane_pictures pictures;
};

/* Call resize before anything else. */
void kr_pane_reader_init(struct kr_pane_reader *r, const struct kr_doc *doc);
void kr_pane_reader_fini(struct kr_pane_reader *r);

void kr_pane_reader_drop_find(struct kr_pane_reader *r); /* there is no pattern any more */

/* The anchor stays on its row. */
void kr_pane_reader_resize(struct kr_pane_reader *r, const struct kr_layout_opts *opts, int rows);
void kr_pane_reader_grown(struct kr_pane_reader *r); /* doc has more blocks */

/* Move the screen; negative: up. A page is a screen less one line. */
void kr_pane_reader_scroll(struct kr_pane_reader *r, long lines);
void kr_pane_reader_page(struct kr_pane_reader *r, long pages);
void kr_pane_reader_half(struct kr_pane_reader *r, long halves);
void kr_pane_reader_top(struct kr_pane_reader *r);
void kr_pane_reader_end(struct kr_pane_reader *r);
void kr_pane_reader_percent_goto(struct kr_pane_reader *r, int percent);
/* p on the first row, or as near as the end allows. */
void kr_pane_reader_goto(struct kr_pane_reader *r, struct kr_position p);
/* To an anchor with the lines above it that it had. */
void kr_pane_reader_return(struct kr_pane_reader *r, struct kr_position anchor, int lead);
/* To the side, as far as the lines on the screen are wide; negative: to the left. */
void kr_pane_reader_side(struct kr_pane_reader *r, int cols);

bool kr_pane_reader_at_end(struct kr_pane_reader *r); /* the last line is on the screen */
int kr_pane_reader_percent(struct kr_pane_reader *r); /* 100: at the end */
int kr_pane_reader_minutes(struct kr_pane_reader *r); /* of reading left; 0: at the end */

/* Select the next (+1) or previous (-1) link, at first one on the screen; the screen follows.
 * False: there are no more; then none is selected. */
bool kr_pane_reader_tab(struct kr_pane_reader *r, int direction);
/* Its address; NULL: it has none, as a keyword, or none is selected. */
const char *kr_pane_reader_link(const struct kr_pane_reader *r);
/* The words of a link, or of the one that is selected; appended to out. */
void kr_pane_reader_words_of(struct kr_pane_reader *r, uint32_t link, struct kr_str *out);
void kr_pane_reader_link_words(struct kr_pane_reader *r, struct kr_str *out);
const struct kr_link *kr_pane_reader_selected(const struct kr_pane_reader *r); /* NULL: none */

/* Select a link, which must exist; the screen follows. */
void kr_pane_reader_select(struct kr_pane_reader *r, uint32_t link);

/* Go n headings down, or up if n is negative. Returns how many there were. */
long kr_pane_reader_headings(struct kr_pane_reader *r, long n);
/* The last heading that is on the first row or above; 0: none. Sections of blocks begin at 1. */
uint32_t kr_pane_reader_heading(struct kr_pane_reader *r);

/* How many links begin on the screen, and the first of them. */
uint32_t kr_pane_reader_visible(struct kr_pane_reader *r, uint32_t *ret_first);

/* Whether a position is on the screen; scroll it there; the one at the upper (+1) or below the
 * lower
 * (-1) edge. */
bool kr_pane_reader_is_shown(struct kr_pane_reader *r, struct kr_position p);
void kr_pane_reader_show(struct kr_pane_reader *r, struct kr_position p);
struct kr_position kr_pane_reader_edge(struct kr_pane_reader *r, int direction);

/* The paragraph at the top of the screen, for copying, or the first one below headings and pictures
 * there; appended to out. */
void kr_pane_reader_paragraph(struct kr_pane_reader *r, struct kr_str *out);

/* --- search in the article ---------------------------------------------------------------- */

void kr_pane_find_set(struct kr_pane_reader *r, const char *pattern); /* NULL or "": none */

/* Find from the last match, or from the screen, forwards (+1) or backwards (-1); the screen
 * follows. FINDING: it takes longer than a key may; go on with step. */
enum kr_found kr_pane_find_go(struct kr_pane_reader *r, int direction);

/* Go to the first match at a place or after it, with a few lines above it. */
enum kr_found kr_pane_find_at(struct kr_pane_reader *r, struct kr_position p);

/* Go on for some milliseconds: with the search that was begun, then with counting. */
enum kr_found kr_pane_find_step(struct kr_pane_reader *r);
int kr_pane_find_percent(const struct kr_pane_reader *r); /* how much is searched */

/* Whether all matches are counted; how many there are; the number of the one that was found, from
 * 1; 0: not known. */
bool kr_pane_find_is_counted(const struct kr_pane_reader *r);
uint32_t kr_pane_find_total(const struct kr_pane_reader *r);
uint32_t kr_pane_find_number(struct kr_pane_reader *r);

/* The first match in a section, for highlighting, that begins at byte from or later and ends before
 * byte to. False: none. */
bool kr_pane_find_match(struct kr_pane_reader *r, uint32_t section, uint32_t from, uint32_t to,
        uint32_t *ret_at, uint32_t *ret_len);

/* --- the recommendations ------------------------------------------------------------------ */

/* Text of an article that is listed, with what was looked for in it, on a line below its title. */
struct kr_list_snippet {
	char *text;               /* NULL: it is not known */
	bool reserved;            /* the line is there nevertheless, because it may become known */
	size_t at, len;           /* of what was found, in bytes */
	char *word;               /* that is, as it stands in the article */
	struct kr_position place; /* there */
	size_t hit;               /* its number in the search */
};

struct kr_pane_list {
	const struct kr_doc *doc;
	const struct kr_list_snippet *snippets; /* [doc->nrecs]; borrowed, may be NULL */
	const uint8_t *marks; /* [doc->nrecs]: KR_MARK_* (store/mark.h); borrowed, may be NULL */
	uint32_t selected;
	uint32_t top; /* the first item on the screen */
	int top_line; /* lines of it that are scrolled off */
	bool adrift;  /* the selected item need not be on the screen */
	int width, rows;
	struct kr_search *search;
	struct kr_str scratch;
	const char *title;          /* heading; NULL: the group of the first item on the screen */
	bool ambiguous_wide, ascii; /* as in kr_layout_opts; false after init */
	bool thumbnails;            /* pictures stand before the titles */
	struct kr_pane_pictures pictures;
};

/* A line of the list to paint. */
struct kr_pane_list_line {
	uint32_t item;    /* index of the recommendation; UINT32_MAX: a group heading, or blank */
	const char *text; /* borrowed until the next call */
	uint32_t len;
	bool title, meta, heading, snippet; /* which kind of line */
	bool first;                         /* the first line of its item */
	int thumbnail;                      /* which row of its picture, from 1; 0: none */
};

void kr_pane_list_init(struct kr_pane_list *l, const struct kr_doc *doc, const uint8_t *marks);
void kr_pane_list_fini(struct kr_pane_list *l);
void kr_pane_list_resize(struct kr_pane_list *l, int width, int rows, bool thumbnails);

/* Select another item; the screen follows. */
void kr_pane_list_move(struct kr_pane_list *l, long n);
/* Move what is on the screen by lines; the selection stays, even off the screen. */
void kr_pane_list_scroll(struct kr_pane_list *l, long lines);
void kr_pane_list_page(struct kr_pane_list *l, long pages);
void kr_pane_list_half(struct kr_pane_list *l, long halves);
void kr_pane_list_select(struct kr_pane_list *l, uint32_t item); /* clamped */

/* As for the article; searches titles, sections and times. */
void kr_pane_list_set_search(struct kr_pane_list *l, const char *pattern);
enum kr_found kr_pane_list_find(struct kr_pane_list *l, int direction);

/* Cells of a thumbnail, which stands behind the gutter for number and mark. */
enum { KR_LIST_GUTTER = 5, KR_LIST_THUMB_COLS = 16, KR_LIST_THUMB_ROWS = 4 };

/* In which column titles begin. */
int kr_pane_list_indent(const struct kr_pane_list *l);

/* Whether an item is to have a thumbnail; without thumbnails, none is. */
bool kr_pane_list_has_thumbnail(const struct kr_pane_list *l, uint32_t item);

/* Call emit for each line on the screen, from the top; row: 0 up to rows - 1. */
typedef void kr_pane_list_emit(void *user, int row, const struct kr_pane_list_line *line);
void kr_pane_list_lines(struct kr_pane_list *l, kr_pane_list_emit *emit, void *user);

#endif
