/* Splits a command line into its words, without a shell: blanks separate, '...' and "..." keep
 * blanks together, and outside of '...' a backslash keeps the next character. Nothing else is
 * special. */
#ifndef KREAD_APP_WORDS_H
#define KREAD_APP_WORDS_H

#include <stddef.h>

/* The words, with NULL after the last one; to be freed with kr_words_free. A quote that is not
 * closed goes on to the end. */
char **kr_words_split(const char *line, size_t len);
void kr_words_free(char **words); /* NULL is allowed */

#endif
