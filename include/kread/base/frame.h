/* Frames between kread and its worker: 1 byte type, 3 bytes zero, 4 bytes job, 4 bytes length (host order: both ends are
 * one machine), then the payload. The job is the page that the frame belongs to. Both sides distrust the other: unknown
 * types and lengths over the limit are errors. */
#ifndef KREAD_BASE_FRAME_H
#define KREAD_BASE_FRAME_H

#include <stddef.h>
#include <stdint.h>

#include "kread/base/err.h"
#include "kread/base/str.h"

enum {
	/* to the worker: HELLO once, then for each page PAGE, DATA..., END */
	KR_FRAME_HELLO = 'H', /* 1 byte: see worker/worker.h */
	KR_FRAME_PAGE = 'P',  /* name=value strings, each ended by NUL; see worker/worker.h */
	KR_FRAME_DATA = 'D',  /* bytes of the page, any number of frames */
	KR_FRAME_END = 'E',   /* no payload: the page is complete */
	/* from the worker: DOC, MORE..., DONE; or FAIL instead of any of them */
	KR_FRAME_DOC = 'A',  /* JSON: the article, perhaps with its first blocks only */
	KR_FRAME_MORE = 'B', /* JSON: {"blocks": [...]}: further blocks, any number of frames */
	KR_FRAME_DONE = 'Z', /* no payload: the article is complete */
	KR_FRAME_FAIL = 'X', /* text: why there is no article */

	KR_FRAME_HEADER = 12,
	KR_FRAME_MAX = 8 << 20, /* payload bytes */
};

struct kr_frame {
	int type;
	uint32_t job;
	uint32_t len; /* of the payload, <= KR_FRAME_MAX */
};

void kr_frame_write_head(char head[KR_FRAME_HEADER], int type, uint32_t job, size_t len); /* len <= KR_FRAME_MAX */
int kr_frame_read_head(
        const char head[KR_FRAME_HEADER], struct kr_frame *ret, struct kr_err *err); /* KR_E_FORMAT, _LIMIT */

void kr_frame_add(struct kr_str *out, int type, uint32_t job, const void *data, size_t len); /* len <= KR_FRAME_MAX */

/* One frame at the start of data: its whole length in bytes with *ret and *ret_payload (borrowed); 0 if it is not
 * complete yet; KR_E_FORMAT or KR_E_LIMIT if it can never be one. */
long kr_frame_parse(
        const char *data, size_t len, struct kr_frame *ret, struct kr_slice *ret_payload, struct kr_err *err);

#endif
