/* Converts Markdown, as some page states carry it, by md4c (CommonMark 0.30 with the tables and
 * strikethrough of GitHub). */
#ifndef KREAD_EXTRACT_DATA_MARKDOWN_PRIV_H
#define KREAD_EXTRACT_DATA_MARKDOWN_PRIV_H

#include <stdbool.h>
#include <stddef.h>

#include "kread/base/str.h"

/* Whether a text is Markdown: it has at least two of its marks, one of them more than a list
 * dash, and no HTML blocks. */
bool kr_markdown_is(const char *s, size_t len);

/* Appends the text as HTML to out. Elements within the text stay as they are. Returns false and
 * appends nothing if the text or the HTML is too long. */
bool kr_markdown_html(const char *s, size_t len, struct kr_str *out);

#endif
