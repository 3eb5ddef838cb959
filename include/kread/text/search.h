/* Searches text for a literal pattern (Knuth, Morris, Pratt).
 *
 * Case is ignored (Unicode case folding), full-width characters match their narrow forms (NFKC),
 * quotes, hyphens and dashes match those of the keyboard, and blanks in the pattern match any run
 * of blanks. A letter without accents matches the same letter with any; one with accents, only
 * itself. Traditional Chinese characters and the simplified ones match each other. Only the first
 * 256 characters of a pattern count. A match begins and ends at boundaries of grapheme clusters. */
#ifndef KREAD_TEXT_SEARCH_H
#define KREAD_TEXT_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

struct kr_search; /* a compiled pattern */

/* Compiles a pattern, which is copied. NULL if it is NULL or empty. */
struct kr_search *kr_search_new(const char *pattern);
void kr_search_free(struct kr_search *s); /* NULL is allowed */

/* Finds the first match in text that starts at byte `from` or later. False if there is none;
 * otherwise sets *ret_at and *ret_len, in bytes. */
bool kr_search_next(const struct kr_search *s, const char *text, size_t len, size_t from,
        size_t *ret_at, size_t *ret_len);

#endif
