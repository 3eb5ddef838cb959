/* Frames from the other end of the socket. */
#include <string.h>

#include "fuzz.h"
#include "kread/proto/frame.h"
#include "kread/proto/request.h"

/* A request that can be read is the same after it was written and read again. */
static void check_request(struct kr_slice payload)
{
	struct kr_request rq, again;
	struct kr_str out, twice;

	if (kr_request_parse(payload.data, payload.len, &rq, NULL) < 0)
		return;
	kr_str_init(&out);
	kr_str_init(&twice);
	kr_request_write(&rq, &out);
	HOLDS(kr_request_parse(out.data, out.len, &again, NULL) == 0);
	kr_request_write(&again, &twice);
	HOLDS(out.len == twice.len && !memcmp(out.data, twice.data, out.len));
	kr_str_fini(&out);
	kr_str_fini(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *at = (const char *)data, *end = at + size;
	struct kr_err err;

	for (;;) {
		struct kr_slice payload;
		struct kr_frame f;
		struct kr_str again;
		long n = kr_frame_parse(at, (size_t)(end - at), &f, &payload, &err);

		if (n <= 0)
			break;
		HOLDS(n <= end - at && payload.len == f.len &&
		        payload.data + payload.len == at + n);
		if (f.type == KR_FRAME_PAGE)
			check_request(payload);
		kr_str_init(&again);
		kr_frame_add(&again, f.type, f.job, payload.data, payload.len);
		HOLDS(again.len == (size_t)n && !memcmp(again.data, at, again.len));
		kr_str_fini(&again);
		at += n;
	}
	return 0;
}
