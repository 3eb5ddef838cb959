/* Breaks text into lines.
 *
 * The base is the Unicode line breaking algorithm (UAX #14, by libunistring). On top of it come the
 * rules of Chinese and Japanese typography (GB/T 15834, JIS X 4051, W3C clreq and jlreq): no line
 * begins with closing punctuation or ends with opening punctuation, dashes and ellipses stay
 * together, and a number stays with its unit. Latin words and numbers are not broken, except those
 * that are longer than a line, such as addresses.
 *
 * Call kr_linebreak_mark once for a text, then kr_linebreak_next for each line. Marks do not depend
 * on the width. Both take linear time. */
#ifndef KREAD_TEXT_LINEBREAK_H
#define KREAD_TEXT_LINEBREAK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A mark is a byte. The first byte of a grapheme cluster has KR_BREAK_START, the cluster's columns
 * (mask KR_BREAK_COLS) and a level (mask KR_BREAK_LEVEL), which says how well a line starts there.
 * The marks of its other bytes are 0. */
enum {
	KR_BREAK_COLS = 3,
	KR_BREAK_LEVEL = 7 << 2,
	KR_BREAK_NEVER = 0 << 2,   /* against the rules of punctuation; a last resort */
	KR_BREAK_FORCED = 1 << 2,  /* inside of a word; if nothing better fits */
	KR_BREAK_ALLOWED = 2 << 2, /* an ordinary place to break */
	KR_BREAK_BLANK = 3 << 2,   /* the cluster is a blank; not painted where a line breaks */
	KR_BREAK_NEWLINE = 4 << 2, /* the cluster ends its line */
	KR_BREAK_START = 1 << 5,
};

/* Fills marks, one for each of the len bytes of s, which is clean UTF-8. */
void kr_linebreak_mark(const char *s, size_t len, bool ambiguous_wide, uint8_t *marks);

struct kr_linebreak {
	size_t start, end; /* the bytes of the line, without blanks at both ends */
	size_t next;       /* start of the next line; len after the last line */
	int cols;
};

/* The line from byte `from` on that fits into width (>= 1) columns. It has at least one cluster,
 * even if that is wider than width, so that the caller always gets on. */
struct kr_linebreak kr_linebreak_next(const uint8_t *marks, size_t len, size_t from, int width);

/* The columns of the text from byte start to byte end. */
int kr_linebreak_cols(const uint8_t *marks, size_t start, size_t end);

#endif
