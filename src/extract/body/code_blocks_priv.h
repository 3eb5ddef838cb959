/* Reads <pre> elements. */
#ifndef KREAD_EXTRACT_BODY_CODE_BLOCKS_PRIV_H
#define KREAD_EXTRACT_BODY_CODE_BLOCKS_PRIV_H

#include "extract/dom/page_priv.h"

/* The language that a class such as "language-c", "lang-c", "brush: c" or "highlight-source-c" of
 * <pre>, of <code> in it or of an ancestor names, in the arena of the document; NULL if there is
 * none. */
const char *kr_code_blocks_language(struct kr_page *page, int32_t pre);

/* Appends the text to out, which must be empty: without line numbers and without empty lines at
 * both ends. */
void kr_code_blocks_text(const struct kr_page *page, int32_t pre, struct kr_str *out);

/* Whether a line is too long for code. */
bool kr_code_blocks_has_long_line(const struct kr_str *s);

#endif
