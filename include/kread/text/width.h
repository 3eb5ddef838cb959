/* How many columns text takes, as ncurses and the terminal count: by grapheme cluster (UAX #29),
 * each as wide as its first character and the spacing marks behind it, so that what is measured is
 * what is painted. Independent of the locale.
 *
 * Terminals disagree about sequences of emoji (families, skin tones, presentation selectors,
 * keycaps): these are measured and painted as their first character alone, and flags as their two
 * letters. See kr_width_is_dropped. */
#ifndef KREAD_TEXT_WIDTH_H
#define KREAD_TEXT_WIDTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The grapheme cluster at s (len > 0): its length in bytes and its width in columns (0 to 3). A
 * control character, which clean text has none of, counts 0. ambiguous_wide: East Asian Ambiguous
 * characters count 2. */
size_t kr_width_cluster(const char *s, size_t len, bool ambiguous_wide, int *ret_cols);

/* True for characters of a cluster that are neither counted nor painted: joiners, selectors,
 * keycaps, skin tones and what a joiner joins to an emoji. before: the character before it in the
 * cluster, 0: none. */
bool kr_width_is_dropped(uint32_t c, uint32_t before);

/* Columns of a whole string, with ambiguous characters narrow or as told. */
int kr_width_text(const char *s, size_t len);
int kr_width_text_as(const char *s, size_t len, bool ambiguous_wide);

/* The longest prefix of whole clusters that fits into cols; its length in bytes and its columns. */
size_t kr_width_fit(const char *s, size_t len, int cols, int *ret_cols);

/* Cluster boundaries for editing: the start of the cluster before / behind byte `at`. */
size_t kr_width_prev(const char *s, size_t at);
size_t kr_width_next(const char *s, size_t len, size_t at);

#endif
