/* Measures text in columns of the terminal, as ncurses and terminals do. The unit is the grapheme
 * cluster (UAX #29); it is as wide as its first character and the spacing marks after it. The
 * result does not depend on the locale.
 *
 * Terminals disagree about emoji sequences (families, skin tones, presentation selectors, keycaps).
 * These are measured and painted as their first character alone, and flags as their two letters;
 * see kr_width_is_dropped. */
#ifndef KREAD_TEXT_WIDTH_H
#define KREAD_TEXT_WIDTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Measures the grapheme cluster at s (len > 0): returns its length in bytes and sets *ret_cols to
 * its width, 0 to 3 columns. ambiguous_wide: characters of East Asian Width "Ambiguous" take 2
 * columns instead of 1. Control characters, which clean text does not contain, have no width. */
size_t kr_width_cluster(const char *s, size_t len, bool ambiguous_wide, int *ret_cols);

/* Whether a character of a cluster is neither measured nor painted: joiners, variation selectors,
 * keycaps, skin tones, and what is joined to an emoji. before: the previous character of the
 * cluster, or 0. */
bool kr_width_is_dropped(uint32_t c, uint32_t before);

/* The width of a string in columns. The first takes ambiguous characters as narrow. */
int kr_width_text(const char *s, size_t len);
int kr_width_text_as(const char *s, size_t len, bool ambiguous_wide);

/* The longest prefix of whole clusters that fits into cols columns: returns its length in bytes and
 * sets *ret_cols to its width. The first takes ambiguous characters as narrow. */
size_t kr_width_fit(const char *s, size_t len, int cols, int *ret_cols);
size_t kr_width_fit_as(const char *s, size_t len, int cols, bool ambiguous_wide, int *ret_cols);

/* For moving a cursor: the boundary of clusters before or after byte `at`; 0 or len at the ends. */
size_t kr_width_prev(const char *s, size_t at);
size_t kr_width_next(const char *s, size_t len, size_t at);

#endif
