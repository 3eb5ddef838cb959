/* How many columns text takes, as ncurses and the terminal count: by grapheme cluster (UAX #29), each as wide as its
 * first character, so that what is measured is what is painted. */
#ifndef KREAD_TEXT_WIDTH_H
#define KREAD_TEXT_WIDTH_H

#include <stdbool.h>
#include <stddef.h>

/* The grapheme cluster at s (len > 0): its length in bytes and its width in columns (0, 1 or 2). A control character,
 * which clean text has none of, counts 0. ambiguous_wide: East Asian Ambiguous characters count 2. */
size_t kr_width_cluster(const char *s, size_t len, bool ambiguous_wide, int *ret_cols);

/* Columns of a whole string. */
int kr_width_text(const char *s, size_t len);

/* The longest prefix of whole clusters that fits into cols; its length in bytes and its columns. */
size_t kr_width_fit(const char *s, size_t len, int cols, int *ret_cols);

/* Cluster boundaries for editing: the start of the cluster before / behind byte `at`. */
size_t kr_width_prev(const char *s, size_t at);
size_t kr_width_next(const char *s, size_t len, size_t at);

#endif
