/* The article in other formats. Each call appends to out; the output is clean UTF-8 that is safe to
 * print. */
#ifndef KREAD_DOC_EXPORT_H
#define KREAD_DOC_EXPORT_H

#include "kread/doc/doc.h"

/* CommonMark, with tables and strikethrough as in GFM. Whatever looks like markup in the text of
 * the page is escaped. */
void kr_export_markdown(const struct kr_doc *doc, struct kr_str *out);

/* A complete HTML5 document without scripts; links lead to the web or to mail only. */
void kr_export_html(const struct kr_doc *doc, struct kr_str *out);

/* Parts of an HTML document, well-formed as XML, too: the element <article>, without pictures, for
 * a file that may not refer to others; text, escaped (NULL: nothing); the tag of the language, or
 * nothing. */
void kr_export_html_article(const struct kr_doc *doc, struct kr_str *out);
void kr_export_html_text(const char *text, struct kr_str *out);
void kr_export_html_lang(const struct kr_doc *doc, struct kr_str *out);

/* Headline, byline, address and body, with paragraphs on one line each. */
void kr_export_plain(const struct kr_doc *doc, struct kr_str *out);

#endif
