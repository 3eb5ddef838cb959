/* Breaking a text into lines: the Unicode line breaking algorithm (UAX #14, by libunistring), and
 * on top of it what Chinese and Japanese readers expect (GB/T 15834, JIS X 4051, W3C clreq and
 * jlreq): no line begins with a closing mark or ends with an opening one, dashes and dots stay
 * together, a number stays with its unit; Latin words and numbers stay whole. What does not fit on
 * a line by itself (a long address) is broken by force.
 *
 * First mark the text, then take line after line. Marks do not depend on the width. Both are
 * linear. */
#ifndef KREAD_TEXT_LINEBREAK_H
#define KREAD_TEXT_LINEBREAK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { /* a byte of the marks: 0 inside a cluster; at its start KR_BREAK_START, the columns and how
	  well a line starts there */
	KR_BREAK_COLS = 3,
	KR_BREAK_LEVEL = 7 << 2,
	KR_BREAK_NEVER =
	        0 << 2, /* only if there is no other way: against the rules of punctuation */
	KR_BREAK_FORCED = 1 << 2,  /* inside a word */
	KR_BREAK_ALLOWED = 2 << 2, /* a place to break */
	KR_BREAK_BLANK = 3 << 2,   /* the cluster is a blank: not painted where a line breaks */
	KR_BREAK_NEWLINE = 4 << 2, /* the cluster ends a line */
	KR_BREAK_START = 1 << 5,
};

/* marks has room for len bytes. s is clean UTF-8. */
void kr_linebreak_mark(const char *s, size_t len, bool ambiguous_wide, uint8_t *marks);

struct kr_linebreak {
	size_t start, end; /* the bytes of the line, without blanks at both ends */
	size_t next;       /* where the next one goes on; len: this was the last */
	int cols;
};

/* The line from byte `from` on that fits into width (>= 1) columns. At least one cluster is taken,
 * so that even a width that is too small for it makes progress. */
struct kr_linebreak kr_linebreak_next(const uint8_t *marks, size_t len, size_t from, int width);

/* Columns of marked text from start to end. */
int kr_linebreak_cols(const uint8_t *marks, size_t start, size_t end);

#endif
