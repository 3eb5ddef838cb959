/* The article as a book for e-readers: EPUB 3.3 (https://www.w3.org/TR/epub-33/), one chapter,
 * without pictures. */
#ifndef KREAD_EPUB_EPUB_H
#define KREAD_EPUB_EPUB_H

#include "kread/base/err.h"
#include "kread/doc/doc.h"

/* Appends the file to out. now: seconds since 1970, for the date of the book. KR_E_USAGE: kread was
 * built without minizip; KR_E_SYS: the library cannot be loaded. */
int kr_epub_write(const struct kr_doc *doc, long now, struct kr_str *out, struct kr_err *err);

#endif
