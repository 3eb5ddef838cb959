/* Lists of the library to and from the formats of other programs (feed/exchange.h), in the worker,
 * because the files may be hostile. */
#ifndef KREAD_WORKER_CONVERT_H
#define KREAD_WORKER_CONVERT_H

#include "kread/base/str.h"
#include "kread/extract/extract.h"

/* in->mode says from what to what: IMPORT, OPML, LIST_HTML, LIST_MARKDOWN. Appends to out. HTML of
 * articles becomes their text. KR_E_FORMAT: it is in no format that is known. */
int kr_convert_run(const struct kr_extract_input *in, struct kr_str *out, struct kr_err *err);

#endif
