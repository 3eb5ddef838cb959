/* What the export formats have in common. */
#ifndef KREAD_DOC_EXPORT_PRIV_H
#define KREAD_DOC_EXPORT_PRIV_H

#include "kread/doc/export.h"

/* Links in an exported file must not run anything. href may be NULL. */
bool kr_export_is_safe(const char *href);

/* Appends time, source and authors, as far as they are known, on one line. */
void kr_export_byline(const struct kr_doc *doc, struct kr_str *out);

/* Appends what a media file is, its title and how long it takes: "video: Title, 1:06". */
void kr_export_media(const struct kr_media *m, struct kr_str *out);

#endif
