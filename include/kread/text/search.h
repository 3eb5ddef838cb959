/* Search in texts: case folded (Unicode), blanks in the pattern match any run of blanks, full-width
 * forms match their narrow ones (NFKC). Literal, not a regular expression; of a long pattern the
 * first 256 characters count. A match begins and ends between grapheme clusters. */
#ifndef KREAD_TEXT_SEARCH_H
#define KREAD_TEXT_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

struct kr_search; /* a compiled pattern */

struct kr_search *kr_search_new(const char *pattern); /* NULL for an empty one */
void kr_search_free(struct kr_search *s);

/* The first match in text at or behind byte `from`: true with its byte range. */
bool kr_search_next(const struct kr_search *s, const char *text, size_t len, size_t from,
        size_t *ret_at, size_t *ret_len);

#endif
