/* The article in other people's formats. All append to out; the output is clean text for any
 * terminal. */
#ifndef KREAD_DOC_EXPORT_H
#define KREAD_DOC_EXPORT_H

#include "kread/doc/doc.h"

void kr_export_markdown(const struct kr_doc *doc,
        struct kr_str *out); /* CommonMark, tables as in GFM; page text escaped */
void kr_export_html(
        const struct kr_doc *doc, struct kr_str *out); /* a whole HTML5 document without scripts */
void kr_export_plain(
        const struct kr_doc *doc, struct kr_str *out); /* headline, byline, body, unwrapped */

#endif
