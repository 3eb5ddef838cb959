/* Texts in Markdown, as states of pages carry them. md4c reads them (CommonMark 0.30, tables and
 * strikethrough as on GitHub). */
#ifndef KREAD_EXTRACT_DATA_MARKDOWN_PRIV_H
#define KREAD_EXTRACT_DATA_MARKDOWN_PRIV_H

#include <stdbool.h>
#include <stddef.h>

#include "kread/base/str.h"

/* At least two marks of it, one of them more than a dash, and no HTML of its own. */
bool kr_markdown_is(const char *s, size_t len);

/* As HTML, appended to out. Elements within the text stay what they are. False, and nothing is
 * added, if it is too long, or the HTML is. */
bool kr_markdown_html(const char *s, size_t len, struct kr_str *out);

#endif
