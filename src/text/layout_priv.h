/* What the parts of layout share: building the lines of one section. */
#ifndef TEXT_LAYOUT_PRIV_H
#define TEXT_LAYOUT_PRIV_H

#include "kread/text/layout.h"
#include "kread/text/linebreak.h"

struct section {
	const struct kr_line *lines; /* NULL: not laid out */
	uint32_t n;
};

/* Scratch for the section that is being laid out. */
struct build {
	struct kr_run *runs;
	size_t nruns, cap_runs;
	struct kr_line *lines; /* runs: not set until the end; nruns counts */
	size_t nlines, cap_lines;
	uint8_t *marks; /* of linebreak.h */
	size_t cap_marks;
};

struct kr_layout {
	const struct kr_doc *doc;
	struct kr_layout_opts opts;
	struct kr_arena arena; /* lines and runs, and text that is not of the page */
	struct section *sections;
	size_t nsections, cap_sections;
	uint64_t *before; /* [nsections + 1]: bytes of text in the sections before */
	struct kr_link *links;
	size_t nlinks, cap_links;
	uint32_t seen; /* blocks that were looked through for links */
	struct build build;
	struct { /* the marks of the last very long text: they serve at every width */
		uint8_t *marks;
		size_t len;
		uint32_t section, off;
		bool ambiguous_wide;
	} big;
	struct kr_str text; /* of the section text_of, if it is made of several spans */
	uint32_t text_of;
	uint32_t now; /* the section that is being laid out */
};

/* A text to be set as lines. */
struct flow {
	const char *text;
	size_t len;
	uint32_t off; /* of its first byte in the text of the block; UINT32_MAX: not of the page */
	uint32_t at;  /* offset of the lines of a text that is not of the page */
	const struct kr_spans *spans; /* that it is made of, or NULL */
	uint8_t role, style;
	int left;         /* columns before the text */
	int first;        /* more columns before the first line; may be negative */
	int bars;         /* quote bars before each line */
	uint32_t span;    /* the spans before it are set */
	size_t span_at;   /* where it begins */
	const char *mark; /* stands before the text of the first line, or NULL */
};

void kr_layout_flow(struct kr_layout *l, struct flow *f);

/* Lines and runs by hand. */
void kr_layout_flow_line(struct kr_layout *l, uint32_t off); /* begins a line, blank so far */
void kr_layout_flow_mark(
        struct kr_layout *l, int col, const char *text, uint8_t role); /* not of the page */
void kr_layout_flow_bars(
        struct kr_layout *l, int bars); /* of a quotation, on the line that was begun */
void kr_layout_flow_center(struct kr_layout *l, const char *text, uint32_t off);

/* The bytes [start, end) of a marked flow as runs from col on; in order of the text. */
void kr_layout_flow_spread(struct kr_layout *l, struct flow *f, const uint8_t *marks, size_t start,
        size_t end, int col);
const uint8_t *kr_layout_flow_marks(
        struct kr_layout *l, const char *text, size_t len); /* valid until the next call */

/* The text of spans: of one span itself, of several a copy in the arena. */
struct kr_slice kr_layout_flow_join(struct kr_layout *l, const struct kr_spans *s);

/* Sections of their own files. */
void kr_layout_head(struct kr_layout *l);
void kr_layout_head_foot(struct kr_layout *l);
void kr_layout_blocks_add(struct kr_layout *l, const struct kr_block *b,
        const struct kr_block *prev); /* prev may be NULL */
void kr_layout_table(struct kr_layout *l, const struct kr_block *b);

/* Spans of a block in the order of its text, with their offset in it. */
typedef void kr_layout_spans_fn(void *user, const struct kr_spans *s, uint32_t off);
void kr_layout_spans_each(const struct kr_block *b, kr_layout_spans_fn *fn, void *user);
uint32_t kr_layout_spans_len(const struct kr_spans *s);

#endif
