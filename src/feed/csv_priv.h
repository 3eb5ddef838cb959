/* Tables of comma-separated values: RFC 4180, and what programs write instead: any line end, other
 * separators, quotes that are not doubled, quoted line ends, a last line without an end. */
#ifndef FEED_CSV_PRIV_H
#define FEED_CSV_PRIV_H

#include <stdbool.h>
#include <stddef.h>

#include "kread/base/budgets.h"
#include "kread/base/str.h"

struct kr_csv {
	const char *at, *end; /* what is left of the text, borrowed */
	char separator;
	bool broken;                         /* the text ended in a quoted field */
	struct kr_str fields[KR_CSV_FIELDS]; /* the row that was read last */
	size_t n;
};

/* The separator is the one of comma, semicolon and tab that the first line has most of. */
void kr_csv_init(struct kr_csv *c, const char *text, size_t len);
void kr_csv_fini(struct kr_csv *c);

/* Reads the next row that is not blank. False: there is none. */
bool kr_csv_next(struct kr_csv *c);

#endif
