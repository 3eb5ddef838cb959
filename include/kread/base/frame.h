/* Frames between kread and its worker: 1 byte type, 3 bytes zero, 4 bytes length (host order: both ends are one
 * machine), then the payload. Both sides distrust the other: unknown types and lengths over the limit are errors. */
#ifndef KREAD_BASE_FRAME_H
#define KREAD_BASE_FRAME_H

#include <stddef.h>

#include "kread/base/err.h"
#include "kread/base/str.h"

enum {
	/* to the worker, in this order for each page */
	KR_FRAME_PAGE = 'P', /* JSON: {"job", "url", "content_type", "date", "mode", ...}; see worker/worker.h */
	KR_FRAME_DATA = 'D', /* bytes of the page, any number of frames */
	KR_FRAME_END = 'E',  /* no payload: the page is complete */
	/* from the worker */
	KR_FRAME_DOC = 'A',  /* JSON: the article, perhaps with its first blocks only */
	KR_FRAME_MORE = 'B', /* JSON: {"job", "blocks": [...]}: further blocks, any number of frames */
	KR_FRAME_DONE = 'Z', /* JSON: {"job"}: the article is complete */
	KR_FRAME_FAIL = 'X', /* JSON: {"job", "code", "text"} instead of the above */

	KR_FRAME_HEADER = 8,
	KR_FRAME_MAX = 8 << 20, /* payload bytes */
};

void kr_frame_add(struct kr_str *out, int type, const void *data, size_t len); /* len <= KR_FRAME_MAX */

/* One frame at the start of data: its whole length in bytes with *ret_type and *ret_payload (borrowed); 0 if it is not
 * complete yet; KR_E_FORMAT or KR_E_LIMIT if it can never be one. */
long kr_frame_parse(const char *data, size_t len, int *ret_type, struct kr_slice *ret_payload, struct kr_err *err);

#endif
