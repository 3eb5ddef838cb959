/* What the files of the layout share: building the lines of one section. */
#ifndef TEXT_LAYOUT_PRIV_H
#define TEXT_LAYOUT_PRIV_H

#include "kread/text/layout.h"
#include "kread/text/linebreak.h"

enum { KR_LAYOUT_MEDIA = 5 }; /* in the head */

struct section {
	const struct kr_line *lines; /* NULL: not laid out yet */
	uint32_t n;
};

/* The section that is being laid out. */
struct build {
	struct kr_run *runs;
	size_t nruns, cap_runs;
	struct kr_line *lines; /* with nruns; runs is set at the end */
	size_t nlines, cap_lines;
	uint8_t *marks; /* see linebreak.h */
	size_t cap_marks;
};

enum { KR_LAYOUT_KEYWORDS = 12 }; /* at most */

struct kr_layout {
	const struct kr_doc *doc;
	struct kr_layout_opts opts;
	struct kr_arena arena; /* lines, runs, and text that is not of the page */
	struct kr_arena
	        rim; /* the same of the head and the foot, which are set anew as doc grows */
	struct section *sections;
	size_t nsections, cap_sections;
	uint64_t *before; /* [nsections + 1]: bytes of text before each section, and in all */
	struct kr_link *links;
	size_t nlinks, cap_links;
	uint32_t seen; /* blocks whose links are collected */
	struct build build;
	struct { /* the marks of the last very long text, kept for other widths */
		uint8_t *marks;
		size_t len;
		uint32_t section, off;
		bool ambiguous_wide;
	} big;
	struct kr_span keywords[2 * KR_LAYOUT_KEYWORDS]; /* with separators: the text of the foot */
	struct kr_spans foot;
	struct kr_str text; /* of the section text_of, if it has several spans */
	uint32_t text_of;
	uint32_t now;   /* the section that is being laid out */
	double pace;    /* minutes that a byte takes to read, when there were */
	uint64_t paced; /* so many bytes */
};

/* A text to be broken into lines. */
struct flow {
	const char *text;
	size_t len;
	uint32_t
	        off; /* of its first byte in the section's text; UINT32_MAX: not text of the page */
	uint32_t at; /* offset for the lines of a text that is not of the page */
	const struct kr_spans *spans; /* that make up text, or NULL */
	uint8_t role, style;
	int left, right;  /* columns before the text, and after it */
	int first;        /* added to left in the first line; may be negative */
	int bars;         /* quote bars before each line */
	uint32_t span;    /* the first span that is not set yet */
	size_t span_at;   /* its offset in text */
	const char *mark; /* set before the first line, or NULL */
};

/* Breaks f into lines and appends them. */
void kr_layout_flow(struct kr_layout *l, struct flow *f);

/* Append by hand: a line, blank so far; then, on the last line, a mark that is not text of the
 * page, or the bars of a quotation. off: as in struct kr_line. text is borrowed. */
void kr_layout_flow_line(struct kr_layout *l, uint32_t off);
void kr_layout_flow_mark(struct kr_layout *l, int col, const char *text, uint8_t role);
void kr_layout_flow_bars(struct kr_layout *l, int bars);

/* Appends a line with a mark in the middle; nothing if it does not fit. */
void kr_layout_flow_center(struct kr_layout *l, const char *text, uint32_t off);

/* Appends the bytes [start, end) of f to the last line, from column col on, as runs of one style.
 * marks are those of the whole text; calls for one flow must go forward in it. */
void kr_layout_flow_spread(struct kr_layout *l, struct flow *f, const uint8_t *marks, size_t start,
        size_t end, int col);

/* The marks of a text. Borrowed until the next call. */
const uint8_t *kr_layout_flow_marks(struct kr_layout *l, const char *text, size_t len);

/* The text of spans: that of a single span itself, that of several as a copy in the arena. */
struct kr_slice kr_layout_flow_join(struct kr_layout *l, const struct kr_spans *s);

/* The link of a picture or media file: number i of those of the section that is laid out; -1: it
 * has no address. */
int32_t kr_layout_flow_elsewhere(const struct kr_layout *l, uint32_t i);

/* Makes runs [from, to) of the section parts of a link; -1: of none. */
void kr_layout_flow_link(struct kr_layout *l, size_t from, size_t to, int32_t link);

/* False for a picture that is not shown, or only with a caption that it has not. */
bool kr_layout_blocks_has_lines(const struct kr_layout *l, const struct kr_block *b);

/* How many bytes of the text come before a position. */
uint64_t kr_layout_pace_offset(const struct kr_layout *l, struct kr_position p);

/* Append the lines of a section. prev is the block before b, or NULL. */
void kr_layout_head(struct kr_layout *l);
void kr_layout_head_foot(struct kr_layout *l);
void kr_layout_blocks_add(
        struct kr_layout *l, const struct kr_block *b, const struct kr_block *prev);
void kr_layout_table(struct kr_layout *l, const struct kr_block *b);

/* Calls fn for the spans of a block in the order of its text, with their offset in it. */
typedef void kr_layout_spans_fn(void *user, const struct kr_spans *s, uint32_t off);
void kr_layout_spans_each(const struct kr_block *b, kr_layout_spans_fn *fn, void *user);
uint32_t kr_layout_spans_len(const struct kr_spans *s); /* bytes of text */

/* The keywords, which are links, with separators between them: what the foot is made from. Borrowed
 * until the next call. */
const struct kr_spans *kr_layout_spans_keywords(struct kr_layout *l);
const char *kr_layout_spans_separator(const struct kr_layout *l);

#endif
