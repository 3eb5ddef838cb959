/* Frames between kread and its worker: 1 byte type, 3 bytes zero, 4 bytes job, 4 bytes length (host
 * byte order: both ends run on one machine), then the payload. The job is the page that the frame
 * belongs to. Neither side trusts the other: unknown types and lengths over the limit are errors.
 *
 * HELLO comes first and says whether pages may need converters (KR_WORKER_WARM) or are all UTF-8
 * (KR_WORKER_PLAIN): iconv loads each converter from a file on first use, which the sandbox
 * forbids, so the worker loads all of them before it enters the sandbox. It reads nothing that
 * comes from a page before that.
 *
 * PAGE holds a request (proto/request.h). The parent enforces the deadline and kills a worker that
 * misses it; the worker's own alarm is the second line of defence.
 *
 * The program for pictures, which is a worker of its own, gets ASK instead of PAGE and answers with
 * PICTURE, DATA..., DONE (proto/picture.h). */
#ifndef KREAD_PROTO_FRAME_H
#define KREAD_PROTO_FRAME_H

#include <stddef.h>
#include <stdint.h>

#include "kread/base/budgets.h"
#include "kread/base/err.h"
#include "kread/base/str.h"

enum {
	/* to the worker: HELLO once, then for each page PAGE, DATA..., END */
	KR_FRAME_HELLO = 'H', /* 1 byte: KR_WORKER_PLAIN or KR_WORKER_WARM */
	KR_FRAME_PAGE = 'P',  /* a request */
	KR_FRAME_ASK = 'Q',   /* a request for a picture */
	KR_FRAME_DATA = 'D',  /* bytes of the page or picture, any number of frames */
	KR_FRAME_END = 'E',   /* no payload: the page is complete */
	/* from the worker: DOC, MORE..., DONE; or FAIL instead of any of them; before them EARLY,
	 * if that was asked for */
	KR_FRAME_EARLY = 'Y',   /* JSON: what the beginning of a long page is by itself */
	KR_FRAME_DOC = 'A',     /* JSON: the first piece of the article (doc/json.h) */
	KR_FRAME_MORE = 'B',    /* JSON: a further piece, not an empty one, any number of frames */
	KR_FRAME_PICTURE = 'I', /* what the DATA after it holds */
	KR_FRAME_TEXT = 'T',    /* instead of DOC and MORE, if the mode is about lists */
	KR_FRAME_DONE = 'Z',    /* no payload: the article is complete */
	KR_FRAME_FAIL = 'X',    /* text: why there is no article */

	KR_FRAME_HEADER = 12,
};

/* Agreed between kread and its worker. */
enum {
	KR_WORKER_FD = 3, /* the socket, in the worker */

	/* HELLO */
	KR_WORKER_PLAIN = 0,
	KR_WORKER_WARM = 1,

	/* exit status */
	KR_WORKER_EXIT_FRAME = 3,  /* the parent sent a bad frame */
	KR_WORKER_EXIT_MEMORY = 4, /* out of memory */
	KR_WORKER_EXIT_SANDBOX = 5,
};

struct kr_frame {
	int type;
	uint32_t job;
	uint32_t len; /* of the payload, <= KR_FRAME_MAX */
};

void kr_frame_write_head(
        char head[KR_FRAME_HEADER], int type, uint32_t job, size_t len); /* len <= KR_FRAME_MAX */
int kr_frame_read_head(const char head[KR_FRAME_HEADER], struct kr_frame *ret,
        struct kr_err *err); /* KR_E_FORMAT, _LIMIT */

void kr_frame_add(struct kr_str *out, int type, uint32_t job, const void *data,
        size_t len); /* len <= KR_FRAME_MAX */

/* One frame at the start of data: its whole length in bytes with *ret and *ret_payload (borrowed);
 * 0 if it is not complete yet; KR_E_FORMAT or KR_E_LIMIT if it can never be one. */
long kr_frame_parse(const char *data, size_t len, struct kr_frame *ret,
        struct kr_slice *ret_payload, struct kr_err *err);

/* Read len bytes from a descriptor that blocks, or write a frame to one. 0, or -1: that failed, or
 * the other end closed. */
int kr_frame_read_all(int fd, char *data, size_t len);
int kr_frame_read_onto(int fd, struct kr_str *out, size_t len); /* appended to out */
int kr_frame_send(
        int fd, int type, uint32_t job, const void *data, size_t len); /* len <= KR_FRAME_MAX */

#endif
